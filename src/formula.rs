//! The model's formulas as text, in words and in numbers: writes and shortens expressions, computes
//! nothing. Behind *Så räknas det*: product.md, *Behaviour*.

use balans_model::{Area, Explanation, Expr, InputId, Measure, Pack, Quantity, Scope};
use balans_report::texts::{names, shared};

use crate::texts;

/// Writes the formula with names: "krav × (1 − andel)".
#[must_use]
pub fn in_words(pack: &Pack, expr: &Expr) -> String {
    write(expr, &|leaf| match leaf {
        Expr::Input(id, _) => shared::lower(&pack.spec(*id).label),
        Expr::Quantity(quantity, _) => shared::lower(&names::quantity(pack, *quantity)),
        Expr::Literal(value) => texts::numbers::literal(*value),
        _ => String::new(),
    })
}

/// Writes the formula with the values of its terms: "47,6 × (1 − 0,5)".
#[must_use]
pub fn in_numbers(pack: &Pack, expr: &Expr) -> String {
    write(expr, &|leaf| match leaf {
        Expr::Input(id, value) => {
            negative_in_parentheses(shared::plain_value(pack.spec(*id), *value), *value)
        }
        Expr::Quantity(quantity, value) => negative_in_parentheses(
            texts::numbers::exact_number(quantity.unit(), *value),
            *value,
        ),
        Expr::Literal(value) => texts::numbers::literal(*value),
        _ => String::new(),
    })
}

fn negative_in_parentheses(text: String, value: f64) -> String {
    if value < 0.0 {
        format!("({text})")
    } else {
        text
    }
}

/// Lists a formula's terms: each input and named number once, from left to right.
#[must_use]
pub fn terms(expr: &Expr) -> Vec<Term> {
    let mut terms = Vec::new();
    for leaf in expr.leaves() {
        let term = match *leaf {
            Expr::Input(id, value) => Term::Input(id, value),
            Expr::Quantity(quantity, value) => Term::Quantity(quantity, value),
            _ => continue,
        };
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms
}

/// A leaf of a formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Term {
    /// An input and its value.
    Input(InputId, f64),
    /// A named number and its value; the number has a formula of its own.
    Quantity(Quantity, f64),
}

/// Whether a measure is part of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// Yes: the measure has an amount and is on, so a 0 is a computed 0.
    Yes,
    /// No: the measure has no amount.
    Uncalculated,
    /// No: the measure has an amount but is switched off.
    Off,
}

/// A number's formula, without terms that add nothing and steps that only repeat another number.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The shortened formula. It recomputes to the bits of the number; a `Literal` where no term is
    /// left.
    pub formula: Expr,
    /// The number.
    pub value: f64,
    /// Measures left out of the formula that have no amount, each once.
    pub uncalculated: Vec<Measure>,
    /// Measures left out of the formula that are switched off, each once.
    pub off: Vec<Measure>,
    /// Areas left out of the formula, in which no measure has an effect.
    pub areas: Vec<Area>,
}

impl Made {
    /// Shortens the explanation of a number. `explain` returns the explanation of any number of the
    /// same scenario. `None` where a number has no explanation.
    #[must_use]
    pub fn of(
        quantity: Quantity,
        explain: &dyn Fn(Quantity) -> Option<Explanation>,
        counts: &dyn Fn(Measure) -> Counts,
    ) -> Option<Self> {
        let Explanation { value, formula, .. } = explain(quantity)?;
        let mut short = Shortening {
            own: measure_of(quantity),
            explain,
            counts,
            made: Self {
                formula: Expr::Literal(value),
                value,
                uncalculated: Vec::new(),
                off: Vec::new(),
                areas: Vec::new(),
            },
        };
        let mut left = short.without_nothing(formula);
        // Ends: the model's formulas have no cycle, and end at inputs and constants.
        while let Some(Expr::Quantity(repeated, _)) = left {
            left = short.without_nothing(explain(repeated)?.formula);
        }
        let mut made = short.made;
        if let Some(formula) = left {
            made.formula = formula;
        }
        Some(made)
    }
}

/// State of [`Made::of`].
struct Shortening<'a> {
    /// The measure that the explained number is about; never left out of its own explanation.
    own: Option<Measure>,
    explain: &'a dyn Fn(Quantity) -> Option<Explanation>,
    counts: &'a dyn Fn(Measure) -> Counts,
    made: Made,
}

impl Shortening<'_> {
    /// Drops the terms of a sum that are 0 because nothing contributes; `None` where no term is
    /// left.
    fn without_nothing(&mut self, expr: Expr) -> Option<Expr> {
        match expr {
            Expr::Add(a, b) => match (self.without_nothing(*a), self.without_nothing(*b)) {
                (Some(a), Some(b)) => Some(Expr::Add(Box::new(a), Box::new(b))),
                (a, b) => a.or(b),
            },
            Expr::Quantity(quantity, value) if is_zero(value) && self.is_nothing(quantity) => None,
            Expr::Literal(value) if is_zero(value) => None,
            // What is above 0 is not cut there.
            Expr::Max(a, b)
                if matches!(*b, Expr::Literal(value) if is_zero(value)) && a.recompute() > 0.0 =>
            {
                Some(*a)
            }
            expr => Some(expr),
        }
    }

    /// Tests whether a number that is 0 can be left out, and records the measures and areas left
    /// out with it.
    fn is_nothing(&mut self, quantity: Quantity) -> bool {
        if let Some(measure) = measure_of(quantity) {
            if Some(measure) == self.own {
                return match quantity {
                    Quantity::MeasureAreaSaving(_, area, _) | Quantity::FullYearArea(_, area)
                        if (self.counts)(measure) == Counts::Yes =>
                    {
                        note(&mut self.made.areas, area);
                        true
                    }
                    _ => false,
                };
            }
            let noted = match (self.counts)(measure) {
                Counts::Yes => return false,
                Counts::Uncalculated => &mut self.made.uncalculated,
                Counts::Off => &mut self.made.off,
            };
            note(noted, measure);
            return true;
        }
        let area = match quantity {
            Quantity::Saving(Scope::Area(area), _)
            | Quantity::EvidenceSaving(_, Scope::Area(area), _) => Some(area),
            Quantity::Identified(..) | Quantity::Scheduled(..) => None,
            _ => return false,
        };
        let Some(below) = (self.explain)(quantity) else {
            return false;
        };
        let parts = below.formula.leaves().into_iter();
        let parts: Vec<_> = parts
            .filter_map(|leaf| match leaf {
                Expr::Quantity(part, value) => Some((*part, *value)),
                _ => None,
            })
            .collect();
        if !parts.iter().all(|(_, value)| is_zero(*value)) {
            return false;
        }
        for (part, _) in parts {
            self.is_nothing(part);
        }
        if let Some(area) = area {
            note(&mut self.made.areas, area);
        }
        true
    }
}

fn note<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

/// Tests whether the value is +0: adding it changes no bit of a sum. A named number is never −0.
fn is_zero(value: f64) -> bool {
    value.to_bits() == 0
}

/// Returns the measure whose contribution a number is, if it is a single measure's.
#[must_use]
pub fn measure_of(quantity: Quantity) -> Option<Measure> {
    match quantity {
        Quantity::MeasureSaving(measure, _)
        | Quantity::MeasureAreaSaving(measure, ..)
        | Quantity::MeasureIdentified(measure, _)
        | Quantity::MeasureScheduled(measure, _)
        | Quantity::MeasureCalculated(measure)
        | Quantity::MeasureOneOff(measure, _)
        | Quantity::FullYear(measure)
        | Quantity::FullYearArea(measure, _)
        | Quantity::PartyEffect(measure, ..)
        | Quantity::Transfer(measure, _) => Some(measure),
        _ => None,
    }
}

/// Precedence of an expression; a looser expression inside a tighter one needs parentheses.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Tightness {
    Sum,
    Product,
    Power,
    Leaf,
}

fn tightness(expr: &Expr) -> Tightness {
    match expr {
        Expr::Add(..) | Expr::Sub(..) | Expr::Neg(..) => Tightness::Sum,
        Expr::Mul(..) | Expr::Div(..) => Tightness::Product,
        Expr::Pow(..) => Tightness::Power,
        Expr::Literal(_) | Expr::Input(..) | Expr::Quantity(..) | Expr::Min(..) | Expr::Max(..) => {
            Tightness::Leaf
        }
    }
}

fn write(expr: &Expr, leaf: &dyn Fn(&Expr) -> String) -> String {
    let inside = |part: &Expr, needs: Tightness, strictly: bool| {
        let text = write(part, leaf);
        let loose = tightness(part) < needs || (strictly && tightness(part) <= needs);
        if loose && tightness(part) != Tightness::Leaf {
            format!("({text})")
        } else {
            text
        }
    };
    let pair = |a: &Expr, sign: &str, b: &Expr, needs: Tightness, strict_right: bool| {
        format!(
            "{} {sign} {}",
            inside(a, needs, false),
            inside(b, needs, strict_right)
        )
    };
    match expr {
        Expr::Literal(_) | Expr::Input(..) | Expr::Quantity(..) => leaf(expr),
        Expr::Neg(a) => format!("−{}", inside(a, Tightness::Product, false)),
        Expr::Add(a, b) => pair(a, "+", b, Tightness::Sum, matches!(**b, Expr::Neg(_))),
        Expr::Sub(a, b) => pair(a, "−", b, Tightness::Sum, true),
        Expr::Mul(a, b) => pair(a, "×", b, Tightness::Product, matches!(**b, Expr::Div(..))),
        Expr::Div(a, b) => pair(a, "÷", b, Tightness::Product, true),
        Expr::Pow(a, b) => format!(
            "{}^{}",
            inside(a, Tightness::Power, true),
            inside(b, Tightness::Leaf, false)
        ),
        Expr::Min(a, b) => format!(
            "{} ({}; {})",
            texts::how::LESSER_OF,
            write(a, leaf),
            write(b, leaf)
        ),
        Expr::Max(a, b) => format!(
            "{} ({}; {})",
            texts::how::GREATER_OF,
            write(a, leaf),
            write(b, leaf)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{Inputs, KSON_2023, Scope, explain};

    fn number(value: f64) -> Box<Expr> {
        Box::new(Expr::Literal(value))
    }

    #[test]
    fn parentheses_only_where_they_change_something() {
        let (a, b, c) = (|| number(1.0), || number(2.0), || number(3.0));
        let sum = || Box::new(Expr::Add(a(), b()));
        let product = || Box::new(Expr::Mul(a(), b()));
        for (expr, text) in [
            (Expr::Sub(sum(), c()), "1 + 2 − 3"),
            (Expr::Sub(c(), sum()), "3 − (1 + 2)"),
            (Expr::Add(c(), sum()), "3 + 1 + 2"),
            (Expr::Mul(sum(), c()), "(1 + 2) × 3"),
            (Expr::Div(c(), product()), "3 ÷ (1 × 2)"),
            (Expr::Div(product(), c()), "1 × 2 ÷ 3"),
            (Expr::Mul(c(), Box::new(Expr::Div(a(), b()))), "3 × (1 ÷ 2)"),
            (Expr::Neg(sum()), "−(1 + 2)"),
            (Expr::Neg(product()), "−1 × 2"),
            (Expr::Add(c(), Box::new(Expr::Neg(a()))), "3 + (−1)"),
            (Expr::Pow(sum(), c()), "(1 + 2)^3"),
            (Expr::Pow(c(), Box::new(Expr::Div(a(), b()))), "3^(1 ÷ 2)"),
            (
                Expr::Mul(Box::new(Expr::Min(a(), b())), c()),
                "det minsta av (1; 2) × 3",
            ),
        ] {
            assert_eq!(in_words(&KSON_2023, &expr), text);
        }
    }

    fn made_of(inputs: &Inputs, quantity: Quantity) -> Made {
        let trace = balans_model::Trace::new(&KSON_2023, inputs);
        let outcome = balans_model::simulate(&KSON_2023, inputs);
        let explain = |quantity| trace.explain(quantity);
        let counts = |measure: Measure| {
            let is = |quantity| outcome.value(quantity).unwrap() > 0.0;
            if !is(Quantity::MeasureCalculated(measure)) {
                Counts::Uncalculated
            } else if inputs.get(measure.phasing().on) < 0.5 {
                Counts::Off
            } else {
                Counts::Yes
            }
        };
        Made::of(quantity, &explain, &counts).unwrap()
    }

    fn quantity(key: &str) -> Quantity {
        Quantity::parse(key).unwrap()
    }

    /// The reader's path from the gap: three clicks to the two amounts of the documents.
    #[test]
    fn the_amounts_are_three_presses_from_the_gap() {
        let inputs = Inputs::defaults(&KSON_2023);
        let numbers = |key: &str| in_numbers(&KSON_2023, &made_of(&inputs, quantity(key)).formula);
        assert_eq!(numbers("gap.total.2023"), "73,7 − 1,2");
        assert_eq!(numbers("saving.total.2023"), "0,5 + 0,7");
        let saving = made_of(&inputs, quantity("saving.total.2023"));
        assert_eq!(saving.uncalculated.len(), Measure::ALL.len() - 2);
        assert_eq!(saving.areas, [Area::Health]);
        assert_eq!(saving.off, []);
        for (term, input) in terms(&saving.formula).into_iter().zip([
            ("vacancy_reform.amount", 500.0),
            ("negligence_clause.amount", 700.0),
        ]) {
            let Term::Quantity(term, _) = term else {
                panic!("{term:?}");
            };
            let amount = Term::Input(KSON_2023.find(input.0).unwrap(), input.1);
            assert!(terms(&made_of(&inputs, term).formula).contains(&amount));
        }
    }

    #[test]
    fn what_is_switched_off_or_0_is_not_called_uncalculated() {
        let mut inputs = Inputs::defaults(&KSON_2023);
        let set = |inputs: &mut Inputs, id: &str, value| {
            inputs.set(&KSON_2023, KSON_2023.find(id).unwrap(), value)
        };
        set(&mut inputs, "vacancy_reform.on", 0.0);
        set(&mut inputs, "negligence_clause.start_year", 2025.0);
        let saving = made_of(&inputs, quantity("saving.total.2023"));
        assert_eq!(saving.off, [Measure::VacancyReform]);
        assert!(!saving.uncalculated.contains(&Measure::NegligenceClause));
        // The only term left is a measure that has an amount and gives 0 this year.
        assert_eq!(saving.value.to_bits(), 0);
    }

    /// The shortened formula recomputes to the bits of the number, for every number of every
    /// scenario tried.
    #[test]
    fn a_shortened_formula_recomputes_to_the_bits() {
        let mut all = vec![Inputs::defaults(&KSON_2023)];
        all.extend(KSON_2023.presets.iter().map(|preset| {
            let mut inputs = Inputs::defaults(&KSON_2023);
            inputs.apply(&KSON_2023, preset);
            inputs
        }));
        for end in [0, 1] {
            all.push(Inputs::raw(|id| {
                let spec = KSON_2023.spec(id);
                [spec.min, spec.max][end]
            }));
        }
        for inputs in &all {
            let trace = balans_model::Trace::new(&KSON_2023, inputs);
            let outcome = balans_model::simulate(&KSON_2023, inputs);
            for way in [Counts::Yes, Counts::Uncalculated, Counts::Off] {
                for (quantity, value) in outcome.iter() {
                    let explain = |quantity| trace.explain(quantity);
                    let made = Made::of(quantity, &explain, &|_| way).unwrap();
                    let again = made.formula.recompute() + 0.0;
                    assert_eq!(again.to_bits(), value.to_bits(), "{}", quantity.key());
                    // No formula is a lone reference to another number.
                    assert!(
                        !matches!(made.formula, Expr::Quantity(..)),
                        "{}",
                        quantity.key()
                    );
                }
            }
        }
    }

    #[test]
    fn the_gap_in_words_and_numbers() {
        let inputs = Inputs::defaults(&KSON_2023);
        let gap = explain(
            &KSON_2023,
            &inputs,
            Quantity::Requirement(Scope::Total, 2023),
        )
        .unwrap();
        assert_eq!(in_numbers(&KSON_2023, &gap.formula), "47,6 + 26,1");
        assert_eq!(terms(&gap.formula).len(), 2);
    }
}
