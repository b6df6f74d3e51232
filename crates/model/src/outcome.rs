//! The result of a run: every named number, densely stored, and the warnings.

use crate::fnv::Fnv;
use crate::ids::Year;
use crate::measures::Measure;
use crate::pack::Pack;
use crate::quantity::Quantity;
use crate::warning::Warning;
use std::ops::RangeInclusive;

/// The result of [`simulate`](crate::simulate).
#[derive(Clone, Debug)]
pub struct Outcome {
    years: RangeInclusive<Year>,
    values: Vec<f64>,
    /// The warnings, in a fixed order.
    pub warnings: Vec<Warning>,
}

impl Outcome {
    pub(crate) fn new(pack: &Pack, values: Vec<f64>) -> Self {
        Self {
            years: pack.years(),
            values,
            warnings: Vec::new(),
        }
    }

    /// Gives the years computed.
    #[must_use]
    pub fn years(&self) -> RangeInclusive<Year> {
        self.years.clone()
    }

    /// Gives a number, in its [`unit`](Quantity::unit); `None` for a year outside the pack.
    #[must_use]
    pub fn value(&self, quantity: Quantity) -> Option<f64> {
        let slot = quantity.slot(*self.years.start())?;
        self.values
            .get(slot)
            .copied()
            .filter(|value| !value.is_nan())
    }

    /// Tells whether a measure has an amount; if not it is *ej beräknad*, and its effects are not zero but
    /// unknown.
    #[must_use]
    pub fn is_calculated(&self, measure: Measure) -> bool {
        self.value(Quantity::MeasureCalculated(measure))
            .is_some_and(|count| count > 0.0)
    }

    /// Gives the first year from which nothing is left in any year to the horizon; 0 where there is none.
    #[must_use]
    pub fn balance_year(&self) -> Year {
        self.value(Quantity::BalanceYear()).unwrap_or(0.0) as Year
    }

    /// Tells whether a measure saves something while nobody has stated its cost, so that its saving is *brutto*.
    #[must_use]
    pub fn is_gross(&self, measure: Measure) -> bool {
        self.value(Quantity::CostMissing(measure))
            .is_some_and(|missing| missing > 0.0)
    }

    /// Gives a number per year, 0 where there is none: `outcome.series(|year| Quantity::Gap(Scope::Total, year))`.
    #[must_use]
    pub fn series(&self, quantity: impl Fn(Year) -> Quantity) -> Vec<f64> {
        self.years()
            .map(|year| self.value(quantity(year)).unwrap_or(0.0))
            .collect()
    }

    /// Iterates over every number with its name.
    pub fn iter(&self) -> impl Iterator<Item = (Quantity, f64)> + '_ {
        let base = *self.years.start();
        let stored = self
            .values
            .iter()
            .enumerate()
            .filter(|(_, value)| !value.is_nan());
        stored.filter_map(move |(slot, value)| Some((Quantity::from_slot(slot, base)?, *value)))
    }

    /// Computes a digest of every bit of every number (FNV-1a), to compare runs on different machines.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mut hash = Fnv::new();
        for (_, value) in self.iter() {
            hash.bytes(&value.to_bits().to_le_bytes());
        }
        hash.finish()
    }
}

impl PartialEq for Outcome {
    fn eq(&self, other: &Self) -> bool {
        let bits = |outcome: &Self| {
            outcome
                .values
                .iter()
                .map(|value| value.to_bits())
                .collect::<Vec<_>>()
        };
        self.years == other.years && self.warnings == other.warnings && bits(self) == bits(other)
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome;
    use crate::pack::KSON_2023;

    /// FNV-1a over the numbers' little-endian bytes, reckoned elsewhere; what has no number does not count.
    #[test]
    fn the_digest_is_fnv_1a() {
        for (values, digest) in [
            (vec![], 0xcbf2_9ce4_8422_2325),
            (vec![1.0], 0xaab1_6932_29ba_1db8),
            (vec![1.0, f64::NAN, -2.5], 0x2f20_b4ea_1c69_d79c),
        ] {
            assert_eq!(Outcome::new(&KSON_2023, values).digest(), digest);
        }
    }
}
