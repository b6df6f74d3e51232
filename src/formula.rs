//! The model's formulas in words and in numbers: text from an expression, nothing computed.

use balans_model::{Expr, InputId, Pack, Quantity};

use crate::texts;

/// The formula with names: "krav × (1 − andel)".
#[must_use]
pub fn in_words(pack: &Pack, expr: &Expr) -> String {
    write(expr, &|leaf| match leaf {
        Expr::Input(id, _) => texts::lower(&pack.spec(*id).label),
        Expr::Quantity(quantity, _) => texts::lower(&texts::quantity(pack, *quantity)),
        Expr::Literal(value) => texts::literal(*value),
        _ => String::new(),
    })
}

/// The formula with the values that went in: "47,6 × (1 − 0,5)".
#[must_use]
pub fn in_numbers(pack: &Pack, expr: &Expr) -> String {
    write(expr, &|leaf| match leaf {
        Expr::Input(id, value) => {
            negative_in_parentheses(texts::plain_value(pack.spec(*id), *value), *value)
        }
        Expr::Quantity(quantity, value) => {
            negative_in_parentheses(texts::exact_number(quantity.unit(), *value), *value)
        }
        Expr::Literal(value) => texts::literal(*value),
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

/// What a formula stands on: each input and named number once, from left to right.
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
    /// A named number and its value; it has a formula of its own.
    Quantity(Quantity, f64),
}

/// How tightly an expression holds together; a looser one inside a tighter one needs parentheses.
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
            texts::LESSER_OF,
            write(a, leaf),
            write(b, leaf)
        ),
        Expr::Max(a, b) => format!(
            "{} ({}; {})",
            texts::GREATER_OF,
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
