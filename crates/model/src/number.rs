//! The one arithmetic that every formula is written in, and two of its readings: plain `f64` and a tape. The third is
//! eight scenarios at once ([`crate::lanes`]).
//!
//! A formula is generic over [`Number`]. Read with `f64` it computes; read with [`Traced`] it computes the same bits
//! and also records how. Nothing here knows what a formula means.

use crate::ids::InputId;
use crate::quantity::Quantity;
use std::cell::Cell;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// What a formula may branch on.
#[derive(Clone, Copy)]
pub(crate) enum Test<N> {
    /// The first is less than the second.
    Less(N, N),
    /// The two are the same number (0 and −0 too).
    Same(N, N),
}

impl<N: Number> Test<N> {
    pub(crate) fn parts(self) -> (Relation, N, N) {
        match self {
            Self::Less(a, b) => (Relation::Less, a, b),
            Self::Same(a, b) => (Relation::Same, a, b),
        }
    }
}

/// How the two sides of a test relate for it to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    /// a < b
    Less,
    /// a = b
    Same,
}

impl Relation {
    pub(crate) fn holds(self, a: f64, b: f64) -> bool {
        match self {
            Self::Less => a < b,
            Self::Same => (a - b).abs() <= 0.0,
        }
    }
}

/// A number a formula can be written in. Only what is portable bit for bit: + − × ÷, min, max and `libm`'s pow.
pub(crate) trait Number:
    Copy
    + From<f64>
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + Div<f64, Output = Self>
{
    /// The lesser of the two; `self` where they are equal, so that 0 and −0 come out alike on every platform.
    fn at_most(self, cap: Self) -> Self;
    /// The greater of the two; `self` where they are equal.
    fn at_least(self, floor: Self) -> Self;
    /// This number raised to `exponent`.
    fn power(self, exponent: f64) -> Self;
    /// Multiplies, dropping a literal factor 1 so that explanations do not show it. The bits are the same.
    fn times(self, factor: Self) -> Self {
        self * factor
    }
    /// One of two, by a test. Formulas branch on a number in no other way, so that a reading which must hold for
    /// other values too can keep both.
    fn choose(
        test: Test<Self>,
        then: impl FnOnce() -> Self,
        otherwise: impl FnOnce() -> Self,
    ) -> Self;
}

/// A constant of the formula itself.
pub(crate) fn lit<N: Number>(value: f64) -> N {
    N::from(value)
}

/// The sum from left to right; `None` of nothing.
pub(crate) fn sum<N: Number>(terms: impl IntoIterator<Item = N>) -> Option<N> {
    terms.into_iter().reduce(|a, b| a + b)
}

// Not f64::min and max: their choice between 0 and −0 is not the same on every platform.
pub(crate) fn lesser(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

pub(crate) fn greater(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

impl Number for f64 {
    fn at_most(self, cap: Self) -> Self {
        lesser(self, cap)
    }
    fn at_least(self, floor: Self) -> Self {
        greater(self, floor)
    }
    fn power(self, exponent: f64) -> Self {
        libm::pow(self, exponent)
    }
    fn choose(
        test: Test<Self>,
        then: impl FnOnce() -> Self,
        otherwise: impl FnOnce() -> Self,
    ) -> Self {
        let (relation, a, b) = test.parts();
        if relation.holds(a, b) {
            then()
        } else {
            otherwise()
        }
    }
}

/// The operations a tape records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operation {
    /// a + b
    Add,
    /// a − b
    Sub,
    /// a × b
    Mul,
    /// a ÷ b
    Div,
    /// The lesser of a and b.
    Min,
    /// The greater of a and b.
    Max,
    /// a to the power of b
    Pow,
}

impl Operation {
    pub(crate) fn apply(self, a: f64, b: f64) -> f64 {
        match self {
            Self::Add => a + b,
            Self::Sub => a - b,
            Self::Mul => a * b,
            Self::Div => a / b,
            Self::Min => lesser(a, b),
            Self::Max => greater(a, b),
            Self::Pow => libm::pow(a, b),
        }
    }
}

/// What stands at a place on the tape.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node {
    Literal(f64),
    Input(InputId, f64),
    /// A named number, its value and the place of its formula.
    Named(Quantity, f64, u32),
    Neg(u32),
    Binary(Operation, u32, u32),
    /// Of the two last, the first where the relation holds between the two before them. Only on a whole tape.
    Choice(Relation, [u32; 4]),
}

/// The arena that traced numbers write to: grows during one run, belongs to one caller.
#[derive(Default)]
pub(crate) struct Tape {
    // A Cell that is emptied and refilled: no borrow can fail, and handles stay Copy.
    nodes: Cell<Vec<Node>>,
    whole: bool,
}

impl Tape {
    /// A tape that keeps both sides of every branch, and so holds for any values of the inputs. A plain one keeps
    /// the side that was taken: that is what a person wants explained.
    pub(crate) fn whole() -> Self {
        Self {
            whole: true,
            ..Self::default()
        }
    }

    pub(crate) fn push(&self, node: Node) -> u32 {
        let mut nodes = self.nodes.take();
        let place = nodes.len() as u32;
        nodes.push(node);
        self.nodes.set(nodes);
        place
    }

    pub(crate) fn into_nodes(self) -> Vec<Node> {
        self.nodes.into_inner()
    }
}

/// A number that remembers how it was made: a constant, or a place on a tape.
#[derive(Clone, Copy)]
pub(crate) enum Traced<'t> {
    Literal(f64),
    At(&'t Tape, u32, f64),
}

impl<'t> Traced<'t> {
    fn place(self, tape: &'t Tape) -> u32 {
        match self {
            Self::Literal(value) => tape.push(Node::Literal(value)),
            Self::At(_, place, _) => place,
        }
    }

    pub(crate) fn on(self, tape: &'t Tape) -> u32 {
        self.place(tape)
    }

    /// Returns the plain value.
    pub(crate) fn value(self) -> f64 {
        match self {
            Self::Literal(value) | Self::At(_, _, value) => value,
        }
    }

    fn binary(self, operation: Operation, other: Self) -> Self {
        let value = operation.apply(self.value(), other.value());
        let tape = match (self, other) {
            (Self::Literal(_), Self::Literal(_)) => return Self::Literal(value),
            (Self::At(tape, ..), _) | (_, Self::At(tape, ..)) => tape,
        };
        let (a, b) = (self.place(tape), other.place(tape));
        Self::At(tape, tape.push(Node::Binary(operation, a, b)), value)
    }
}

impl From<f64> for Traced<'_> {
    fn from(value: f64) -> Self {
        Self::Literal(value)
    }
}

impl Neg for Traced<'_> {
    type Output = Self;
    fn neg(self) -> Self {
        match self {
            Self::Literal(value) => Self::Literal(-value),
            Self::At(tape, place, value) => Self::At(tape, tape.push(Node::Neg(place)), -value),
        }
    }
}

macro_rules! operator {
    ($($trait:ident $method:ident),+) => { $(
        impl $trait for Traced<'_> {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                self.binary(Operation::$trait, other)
            }
        }
        impl $trait<f64> for Traced<'_> {
            type Output = Self;
            fn $method(self, other: f64) -> Self {
                self.binary(Operation::$trait, Self::Literal(other))
            }
        }
    )+ };
}
operator!(Add add, Sub sub, Mul mul, Div div);

impl Number for Traced<'_> {
    fn at_most(self, cap: Self) -> Self {
        self.binary(Operation::Min, cap)
    }
    fn at_least(self, floor: Self) -> Self {
        self.binary(Operation::Max, floor)
    }
    fn power(self, exponent: f64) -> Self {
        self.binary(Operation::Pow, Self::Literal(exponent))
    }
    fn times(self, factor: Self) -> Self {
        match self {
            Self::Literal(one) if one.to_bits() == 1.0_f64.to_bits() => factor,
            _ => self * factor,
        }
    }
    fn choose(
        test: Test<Self>,
        then: impl FnOnce() -> Self,
        otherwise: impl FnOnce() -> Self,
    ) -> Self {
        let (relation, a, b) = test.parts();
        let holds = relation.holds(a.value(), b.value());
        let tape = match (a, b) {
            (Self::At(tape, ..), _) | (_, Self::At(tape, ..)) if tape.whole => tape,
            _ => return if holds { then() } else { otherwise() },
        };
        let (then, otherwise) = (then(), otherwise());
        let value = if holds { then } else { otherwise }.value();
        let parts = [a, b, then, otherwise].map(|part| part.place(tape));
        Self::At(tape, tape.push(Node::Choice(relation, parts)), value)
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, Traced, greater, lesser, lit};

    /// Of 0 and −0 too: the same on every platform.
    #[test]
    fn of_equals_the_first() {
        for (a, b) in [(0.0_f64, -0.0_f64), (-0.0, 0.0)] {
            assert_eq!(lesser(a, b).to_bits(), a.to_bits());
            assert_eq!(greater(a, b).to_bits(), a.to_bits());
        }
    }

    #[test]
    fn constants_compute_on_a_tape_as_they_do_plainly() {
        fn formula<N: Number>() -> N {
            -lit::<N>(2.5) + lit::<N>(4.0)
        }
        assert_eq!(formula::<f64>().to_bits(), 1.5_f64.to_bits());
        assert_eq!(formula::<Traced<'_>>().value().to_bits(), 1.5_f64.to_bits());
    }
}
