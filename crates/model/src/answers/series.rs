//! The numbers that answers are given in.

use crate::context::Totals;
use crate::ids::{Area, Party, Scope, Year};

/// A number of a year that answers are given in, mnkr.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Series {
    /// What is left to find in both areas.
    Remaining,
    /// The gap of a scope.
    Gap(Scope),
    /// What the measures save in a scope.
    Saving(Scope),
    /// What the measures mean to a party; positive is better.
    Party(Party),
    /// One-off costs.
    OneOff,
}

/// How many series there are.
pub const SERIES: usize = Series::ALL.len();

/// A number for each of [`Series::ALL`].
pub type Readings = [f64; SERIES];

const CARE: Scope = Scope::Area(Area::Care);
const HEALTH: Scope = Scope::Area(Area::Health);

impl Series {
    /// Every series, in order.
    pub const ALL: [Self; 14] = [
        Self::Remaining,
        Self::Gap(CARE),
        Self::Gap(HEALTH),
        Self::Gap(Scope::Total),
        Self::Saving(CARE),
        Self::Saving(HEALTH),
        Self::Saving(Scope::Total),
        Self::Party(Party::Kson),
        Self::Party(Party::Tiohundra),
        Self::Party(Party::Norrtalje),
        Self::Party(Party::Region),
        Self::Party(Party::External),
        Self::Party(Party::Group),
        Self::OneOff,
    ];

    /// Gives its id in questions and answers, e.g. `saving.care`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Remaining => "remaining",
            Self::Gap(Scope::Area(Area::Care)) => "gap.care",
            Self::Gap(Scope::Area(Area::Health)) => "gap.health",
            Self::Gap(Scope::Total) => "gap.total",
            Self::Saving(Scope::Area(Area::Care)) => "saving.care",
            Self::Saving(Scope::Area(Area::Health)) => "saving.health",
            Self::Saving(Scope::Total) => "saving.total",
            Self::Party(Party::Kson) => "party.kson",
            Self::Party(Party::Tiohundra) => "party.tiohundra",
            Self::Party(Party::Norrtalje) => "party.norrtalje",
            Self::Party(Party::Region) => "party.region",
            Self::Party(Party::External) => "party.external",
            Self::Party(Party::Group) => "party.group",
            Self::OneOff => "one_off",
        }
    }

    /// Gives its number in some readings.
    #[must_use]
    pub fn of(self, readings: &Readings) -> f64 {
        let place = Self::ALL.iter().position(|series| *series == self);
        place
            .and_then(|place| readings.get(place).copied())
            .unwrap_or(0.0)
    }

    fn read(self, totals: &Totals, year: Year) -> f64 {
        match self {
            Self::Remaining => totals.remaining(Scope::Total, year),
            Self::Gap(scope) => totals.gap(scope, year),
            Self::Saving(scope) => totals.saving(scope, year),
            Self::Party(party) => totals.party(party, year),
            Self::OneOff => totals.one_off(year),
        }
    }
}

/// Reads every series in a year.
#[must_use]
pub fn read(totals: &Totals, year: Year) -> Readings {
    Series::ALL.map(|series| series.read(totals, year))
}

#[cfg(test)]
mod tests {
    use super::Series;
    use std::collections::BTreeSet;

    #[test]
    fn every_series_has_an_id_of_its_own() {
        let ids: BTreeSet<&str> = Series::ALL.iter().map(|series| series.id()).collect();
        assert_eq!(ids.len(), Series::ALL.len());
    }
}
