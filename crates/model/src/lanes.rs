//! A reading of [`Number`] over eight lanes: eight scenarios computed at once, each to the bits that `f64` gives it.
//!
//! Plain arrays, which the compiler turns into vector instructions where the target has them: every operation is one IEEE 754
//! operation a lane, in the order of the formula, so vectors change no bit. What has no such instruction, the power, is
//! computed lane by lane.

use crate::number::{Number, Test, greater, lesser};
use std::array::from_fn;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// Number of lanes.
const LANES: usize = 8;

/// A number of each of eight scenarios.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Lanes([f64; LANES]);

/// A number of one scenario, or of several at once.
pub(crate) trait Wide: Number {
    /// Number of scenarios.
    const WIDTH: usize;

    /// Makes the number of each scenario by its place.
    fn each(number: impl FnMut(usize) -> f64) -> Self;

    /// Gives the number of each scenario.
    fn numbers(&self) -> &[f64];
}

impl Wide for f64 {
    const WIDTH: usize = 1;

    fn each(mut number: impl FnMut(usize) -> f64) -> Self {
        number(0)
    }

    fn numbers(&self) -> &[f64] {
        std::slice::from_ref(self)
    }
}

impl Wide for Lanes {
    const WIDTH: usize = LANES;

    #[inline(always)]
    fn each(number: impl FnMut(usize) -> f64) -> Self {
        Self(from_fn(number))
    }

    fn numbers(&self) -> &[f64] {
        &self.0
    }
}

impl Lanes {
    #[inline(always)]
    fn zip(self, other: Self, operation: impl Fn(f64, f64) -> f64) -> Self {
        Self(from_fn(|lane| operation(self.0[lane], other.0[lane])))
    }

    #[inline(always)]
    fn map(self, operation: impl Fn(f64) -> f64) -> Self {
        Self(self.0.map(operation))
    }

    /// Tells whether all lanes hold the same bits.
    fn are_alike(self) -> bool {
        let [first, ..] = self.0;
        self.0
            .iter()
            .fold(0, |apart, lane| apart | (lane.to_bits() ^ first.to_bits()))
            == 0
    }
}

impl From<f64> for Lanes {
    #[inline(always)]
    fn from(value: f64) -> Self {
        Self([value; LANES])
    }
}

impl Neg for Lanes {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.map(|lane| -lane)
    }
}

macro_rules! operator {
    ($($operator:ident $method:ident),+) => { $(
        impl $operator for Lanes {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                self.zip(other, f64::$method)
            }
        }
        impl $operator<f64> for Lanes {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: f64) -> Self {
                self.map(|lane| lane.$method(other))
            }
        }
    )+ };
}
operator!(Add add, Sub sub, Mul mul, Div div);

impl Number for Lanes {
    #[inline(always)]
    fn at_most(self, cap: Self) -> Self {
        self.zip(cap, lesser)
    }

    #[inline(always)]
    fn at_least(self, floor: Self) -> Self {
        self.zip(floor, greater)
    }

    fn power(self, exponent: f64) -> Self {
        // Most powers are of inputs that have no span.
        if self.are_alike() {
            let [first, ..] = self.0;
            return first.power(exponent).into();
        }
        self.map(|lane| lane.power(exponent))
    }

    /// Computes both sides where lanes differ: a formula's sides name nothing.
    fn choose(
        test: Test<Self>,
        then: impl FnOnce() -> Self,
        otherwise: impl FnOnce() -> Self,
    ) -> Self {
        let (relation, a, b) = test.parts();
        let holds: [bool; LANES] = from_fn(|lane| relation.holds(a.0[lane], b.0[lane]));
        match holds.iter().filter(|holds| **holds).count() {
            LANES => then(),
            0 => otherwise(),
            _ => {
                let (then, otherwise) = (then().0, otherwise().0);
                Self(from_fn(|lane| {
                    if holds[lane] {
                        then[lane]
                    } else {
                        otherwise[lane]
                    }
                }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LANES, Lanes, Wide as _};
    use crate::number::{Number, Test, lit};
    use std::array::from_fn;

    const A: [f64; LANES] = [0.0, -0.0, 1.5, -2.25, 3e-9, 7.0, -1.0, 1e12];
    const B: [f64; LANES] = [-0.0, 0.0, 1.5, 2.0, -3e-9, 0.1, -7.0, 3.0];

    /// Asserts that a formula gives each lane what it gives the lane's numbers alone.
    #[track_caller]
    fn assert_each(lanes: fn(Lanes, Lanes) -> Lanes, alone: fn(f64, f64) -> f64) {
        let found = lanes(Lanes(A), Lanes(B));
        let bits = |numbers: &[f64]| -> Vec<u64> { numbers.iter().map(|n| n.to_bits()).collect() };
        let each: [f64; LANES] = from_fn(|lane| alone(A[lane], B[lane]));
        assert_eq!(bits(found.numbers()), bits(&each));
    }

    fn operators<N: Number>(a: N, b: N) -> N {
        -((a + b) * (a - b) / (b * b + 1.0) - 2.0) / 3.0
    }

    fn bounds<N: Number>(a: N, b: N) -> N {
        a.at_most(b).at_least(lit(-2.0)) + b.at_least(a).times(a)
    }

    fn powers<N: Number>(a: N, b: N) -> N {
        (a * a + 0.5).power(1.7) + lit::<N>(1.1).power(3.0) * b
    }

    fn less<N: Number>(a: N, b: N) -> N {
        N::choose(Test::Less(a, b), || a / b, || b * 2.0)
    }

    fn same<N: Number>(a: N, b: N) -> N {
        N::choose(Test::Same(a, b), || lit(4.0), || a)
    }

    #[test]
    fn a_lane_is_its_numbers_alone_to_the_bit() {
        assert_each(operators, operators);
        assert_each(Number::at_most, Number::at_most);
        assert_each(Number::at_least, Number::at_least);
        assert_each(bounds, bounds);
        assert_each(powers, powers);
        assert_each(less, less);
        assert_each(same, same);
    }

    /// A side that no lane needs is not computed.
    #[test]
    fn lanes_that_agree_take_one_side() {
        let (one, two) = (lit::<Lanes>(1.0), lit::<Lanes>(2.0));
        let taken = Lanes::choose(Test::Less(one, two), || one, || unreachable!());
        assert_eq!(taken, one);
        let taken = Lanes::choose(Test::Less(two, one), || unreachable!(), || two);
        assert_eq!(taken, two);
    }
}
