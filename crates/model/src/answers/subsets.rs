//! Every combination of some players, each of which stands at one of two or three levels: what packages and attribution run.

/// Visits every combination once, each differing from the one before in one player's level (a reflected Gray code). The
/// first has every player at level 0.
pub(super) struct Subsets {
    levels: u8,
    /// Each player's level, and whether it is on its way up.
    players: Vec<(u8, bool)>,
    visited: u64,
    all: u64,
}

impl Subsets {
    /// Makes the combinations of `count` players with `levels` levels, two or more; `count` is small enough for the number
    /// of combinations to fit.
    pub(super) fn new(count: usize, levels: u8) -> Self {
        Self {
            levels,
            players: vec![(0, true); count],
            visited: 0,
            all: u64::from(levels).pow(count as u32),
        }
    }

    /// Gives how many combinations have been visited, and how many there are.
    pub(super) fn progress(&self) -> (u64, u64) {
        (self.visited, self.all)
    }

    /// Goes on to the next combination: the player that changes and its new level; none for the first. `None` at the end.
    pub(super) fn next(&mut self) -> Option<Option<(usize, u8)>> {
        if self.visited == self.all {
            return None;
        }
        self.visited += 1;
        if self.visited == 1 {
            return Some(None);
        }
        for (at, (level, up)) in self.players.iter_mut().enumerate() {
            let can_move = if *up {
                *level + 1 < self.levels
            } else {
                *level > 0
            };
            if can_move {
                *level = if *up { *level + 1 } else { *level - 1 };
                return Some(Some((at, *level)));
            }
            *up = !*up;
        }
        None
    }

    /// Gives the number of the combination, from 0: its levels as digits, the first player's the last.
    pub(super) fn number(&self) -> usize {
        let levels = self.players.iter().rev();
        levels.fold(0, |number, (level, _)| {
            number * usize::from(self.levels) + usize::from(*level)
        })
    }

    /// Gives the players at a level, as bits.
    pub(super) fn at_level(&self, wanted: u8) -> u32 {
        let players = self.players.iter().enumerate();
        players
            .filter(|(_, (level, _))| *level == wanted)
            .fold(0, |bits, (at, _)| bits | 1 << at)
    }
}

#[cfg(test)]
mod tests {
    use super::Subsets;
    use std::collections::BTreeSet;

    #[test]
    fn every_combination_is_visited_once_and_one_step_from_the_one_before() {
        for (count, levels, all) in [(0, 2, 1), (1, 2, 2), (5, 2, 32), (4, 3, 81)] {
            let mut subsets = Subsets::new(count, levels);
            let mut now = vec![0_u8; count];
            let mut seen = BTreeSet::new();
            while let Some(step) = subsets.next() {
                if let Some((at, level)) = step {
                    assert_eq!(now[at].abs_diff(level), 1);
                    now[at] = level;
                }
                for level in 0..levels {
                    let bits = (0..count).filter(|at| now[*at] == level);
                    let bits = bits.fold(0, |bits, at| bits | 1 << at);
                    assert_eq!(subsets.at_level(level), bits);
                }
                assert!(seen.insert(subsets.number()), "{now:?} twice");
            }
            assert!(seen.into_iter().eq(0..all));
            assert_eq!(subsets.progress(), (all as u64, all as u64));
            assert!(subsets.next().is_none());
        }
    }
}
