//! Inputs and explanations as bytes, for the page's deferred wasm module. Page and module are built from the same source
//! and the bytes are not stored, so they have no version.

use crate::explain::{Explanation, Expr};
use crate::ids::{INPUT_COUNT, InputId, Year};
use crate::inputs::Inputs;
use crate::pack::Pack;
use crate::quantity::Quantity;

/// Deeper than any formula; bytes that go deeper are not ours.
const DEPTH: usize = 64;

impl Inputs {
    /// Writes every value as eight bytes, least first.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.iter()
            .flat_map(|(_, value)| value.to_le_bytes())
            .collect()
    }

    /// Reads inputs from [`to_bytes`](Self::to_bytes); `None` for other bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != INPUT_COUNT * 8 {
            return None;
        }
        let (values, _) = bytes.as_chunks::<8>();
        Some(Self::raw(|id| {
            values
                .get(id.index())
                .map_or(f64::NAN, |bytes| f64::from_le_bytes(*bytes))
        }))
    }
}

impl Quantity {
    /// Gives its number among the quantities of this build; `None` for a year outside the pack.
    #[must_use]
    pub fn number(self, pack: &Pack) -> Option<u32> {
        self.slot(pack.base_year)?.try_into().ok()
    }

    /// Finds the quantity with this number.
    #[must_use]
    pub fn numbered(number: u32, pack: &Pack) -> Option<Self> {
        Self::from_slot(number as usize, pack.base_year)
    }
}

impl Explanation {
    /// Writes the explanation as bytes.
    #[must_use]
    pub fn to_bytes(&self, pack: &Pack) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(
            &Expr::Quantity(self.quantity, self.value),
            pack.base_year,
            &mut bytes,
        );
        write(&self.formula, pack.base_year, &mut bytes);
        bytes
    }

    /// Reads an explanation from [`to_bytes`](Self::to_bytes); `None` for other bytes.
    #[must_use]
    pub fn from_bytes(mut bytes: &[u8], pack: &Pack) -> Option<Self> {
        let base = pack.base_year;
        let Expr::Quantity(quantity, value) = read(&mut bytes, base, 0)? else {
            return None;
        };
        let formula = read(&mut bytes, base, 0)?;
        bytes.is_empty().then_some(Self {
            quantity,
            value,
            formula,
        })
    }
}

fn write(expr: &Expr, base: Year, to: &mut Vec<u8>) {
    let leaf = |tag: u8, place: usize, value: f64, to: &mut Vec<u8>| {
        to.push(tag);
        to.extend((place as u16).to_le_bytes());
        to.extend(value.to_le_bytes());
    };
    let mut node = |tag: u8, parts: &[&Expr]| {
        to.push(tag);
        for part in parts {
            write(part, base, to);
        }
    };
    match expr {
        Expr::Literal(value) => leaf(0, 0, *value, to),
        Expr::Input(id, value) => leaf(1, id.index(), *value, to),
        Expr::Quantity(quantity, value) => {
            leaf(2, quantity.slot(base).unwrap_or(usize::MAX), *value, to);
        }
        Expr::Neg(a) => node(3, &[a]),
        Expr::Add(a, b) => node(4, &[a, b]),
        Expr::Sub(a, b) => node(5, &[a, b]),
        Expr::Mul(a, b) => node(6, &[a, b]),
        Expr::Div(a, b) => node(7, &[a, b]),
        Expr::Min(a, b) => node(8, &[a, b]),
        Expr::Max(a, b) => node(9, &[a, b]),
        Expr::Pow(a, b) => node(10, &[a, b]),
    }
}

fn read(from: &mut &[u8], base: Year, depth: usize) -> Option<Expr> {
    let (tag, rest) = from.split_first()?;
    *from = rest;
    if *tag < 3 {
        let (place, rest) = from.split_first_chunk::<2>()?;
        let (value, rest) = rest.split_first_chunk::<8>()?;
        *from = rest;
        let (place, value) = (u16::from_le_bytes(*place), f64::from_le_bytes(*value));
        return Some(match tag {
            0 => Expr::Literal(value),
            1 => Expr::Input(InputId::at(place.into())?, value),
            _ => Expr::Quantity(Quantity::from_slot(place.into(), base)?, value),
        });
    }
    if depth == DEPTH {
        return None;
    }
    let mut part = || Some(Box::new(read(from, base, depth + 1)?));
    Some(match tag {
        3 => Expr::Neg(part()?),
        4 => Expr::Add(part()?, part()?),
        5 => Expr::Sub(part()?, part()?),
        6 => Expr::Mul(part()?, part()?),
        7 => Expr::Div(part()?, part()?),
        8 => Expr::Min(part()?, part()?),
        9 => Expr::Max(part()?, part()?),
        10 => Expr::Pow(part()?, part()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::Trace;
    use crate::pack::KSON_2023;
    use crate::quantity::SLOTS;

    #[test]
    fn every_explanation_comes_back_as_it_was() {
        let trace = Trace::new(&KSON_2023, &Inputs::defaults(&KSON_2023));
        assert!(SLOTS <= usize::from(u16::MAX), "places are two bytes");
        let mut explained = 0;
        for quantity in Quantity::all(&KSON_2023) {
            let number = quantity.number(&KSON_2023).unwrap();
            assert_eq!(Quantity::numbered(number, &KSON_2023), Some(quantity));
            if let Some(explanation) = trace.explain(quantity) {
                let bytes = explanation.to_bytes(&KSON_2023);
                let back = Explanation::from_bytes(&bytes, &KSON_2023).unwrap();
                assert_eq!(back, explanation);
                assert_eq!(back.recompute().to_bits(), explanation.value.to_bits());
                explained += 1;
            }
        }
        assert!(explained > 1000, "{explained}");
    }

    #[test]
    fn inputs_come_back_to_the_bit() {
        let inputs = Inputs::raw(|id| 1.0 / (1.0 + id.index() as f64));
        assert_eq!(Inputs::from_bytes(&inputs.to_bytes()), Some(inputs.clone()));
        assert_eq!(Inputs::from_bytes(&inputs.to_bytes()[1..]), None);
        assert_eq!(InputId::at(INPUT_COUNT), None);
    }

    #[test]
    fn other_bytes_are_nothing() {
        let gap = Quantity::Gap(crate::ids::Scope::Total, 2023);
        let explanation = Trace::new(&KSON_2023, &Inputs::defaults(&KSON_2023))
            .explain(gap)
            .unwrap();
        let bytes = explanation.to_bytes(&KSON_2023);
        for cut in 0..bytes.len() {
            assert_eq!(Explanation::from_bytes(&bytes[..cut], &KSON_2023), None);
        }
        assert_eq!(Explanation::from_bytes(&[3; 10_000], &KSON_2023), None);
        assert_eq!(Explanation::from_bytes(&[11], &KSON_2023), None);
        let mut long = bytes;
        long.push(0);
        assert_eq!(Explanation::from_bytes(&long, &KSON_2023), None);
    }
}
