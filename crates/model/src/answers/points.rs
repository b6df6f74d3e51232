//! The points of the futures: a dimension of an Owen-scrambled Sobol sequence, several points at once.

use crate::lanes::Wide;
use sobol_burley::{NUM_DIMENSIONS, parts};
use std::array::from_fn;

/// Number of bits of an index that the sequence reads.
const BITS: usize = 16;

/// The seed of the order of the points, and those of four neighbouring dimensions: the library's own, so that the points are
/// those of [`sobol_burley::sample`] with the seed 0.
const ORDER: u32 = 0x79c6_8e4a;
const DIMENSIONS: [u32; 4] = [0x912f_69ba, 0x174f_18ab, 0x691e_72ca, 0xb40c_c1b8];

/// The points of a dimension.
pub(super) enum Points {
    /// Of one of the library's dimensions: its direction vectors, and how its points are scrambled.
    First { vectors: [u32; BITS], scramble: u32 },
    /// Of a dimension beyond them: one of them with another seed.
    Beyond { dimension: u32, seed: u32 },
}

impl Points {
    /// Makes the points of the input with this code ([`crate::codes`]).
    pub(super) fn of_code(code: u32) -> Self {
        let (dimension, seed) = (code % NUM_DIMENSIONS, code / NUM_DIMENSIONS);
        if seed > 0 {
            return Self::Beyond { dimension, seed };
        }
        let of_set = DIMENSIONS.get(dimension as usize % 4).copied();
        Self::First {
            vectors: from_fn(|bit| parts::sobol_rev(1 << (31 - bit), dimension)),
            scramble: parts::hash((dimension / 4) ^ of_set.unwrap_or(0)),
        }
    }

    /// Gives the points from `first` on, each 0–1.
    pub(super) fn shares<N: Wide>(&self, first: u32) -> N {
        match self {
            Self::First { vectors, scramble } => {
                let order = parts::hash(ORDER);
                N::each(|at| {
                    let index = (first + at as u32).reverse_bits();
                    let index = parts::owen_scramble_rev(index, order);
                    // Without a branch, so that points beside each other are computed together.
                    let mut point = 0;
                    for (bit, vector) in vectors.iter().enumerate() {
                        let is_set = (index >> (31 - bit)) & 1;
                        point ^= vector & is_set.wrapping_neg();
                    }
                    let point = parts::owen_scramble_rev(point, *scramble);
                    f64::from(parts::u32_to_f32_norm(point.reverse_bits()))
                })
            }
            Self::Beyond { dimension, seed } => {
                N::each(|at| f64::from(sobol_burley::sample(first + at as u32, *dimension, *seed)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Points;
    use crate::lanes::{Lanes, Wide as _};
    use sobol_burley::NUM_DIMENSIONS;

    #[test]
    fn the_points_are_those_of_the_library() {
        for code in 0..2 * NUM_DIMENSIONS {
            let points = Points::of_code(code);
            for first in [0, 8, 1_024, 4_088, 65_528] {
                let shares = points.shares::<Lanes>(first);
                for (index, share) in (first..).zip(shares.numbers()) {
                    let (dimension, seed) = (code % NUM_DIMENSIONS, code / NUM_DIMENSIONS);
                    let point = sobol_burley::sample(index, dimension, seed);
                    assert_eq!(
                        share.to_bits(),
                        f64::from(point).to_bits(),
                        "{code}, {index}"
                    );
                    assert_eq!(points.shares::<f64>(index).to_bits(), share.to_bits());
                }
            }
        }
    }
}
