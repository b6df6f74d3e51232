//! Text patches, for undo.

/// The difference between two texts, and its position.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Patch {
    /// Bytes before the difference.
    at: usize,
    before: Box<str>,
    after: Box<str>,
    /// Bytes after the difference.
    rest: usize,
}

impl Patch {
    /// Computes the difference from one text to another.
    pub(super) fn between(before: &str, after: &str) -> Self {
        let at = common(before.chars(), after.chars());
        let (left, right) = (&before[at..], &after[at..]);
        let rest = common(left.chars().rev(), right.chars().rev());
        Self {
            at,
            before: left[..left.len() - rest].into(),
            after: right[..right.len() - rest].into(),
            rest,
        }
    }

    /// Applies the difference to `before` (`forward`) or to `after`; `None` for any other text.
    pub(super) fn apply(&self, text: &str, forward: bool) -> Option<String> {
        let (from, to) = match forward {
            true => (&self.before, &self.after),
            false => (&self.after, &self.before),
        };
        let (start, end) = (text.get(..self.at)?, text.get(self.at + from.len()..)?);
        let fits = text[self.at..].starts_with(&**from) && end.len() == self.rest;
        fits.then(|| [start, to, end].concat())
    }
}

/// Counts the bytes of the common prefix.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    let same = a.zip(b).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_holds_what_differs_and_goes_both_ways() {
        for (before, after, held) in [
            ("", "", 0),
            ("", "ny", 2),
            ("bort", "", 4),
            ("Två rader\noch lite", "Två rader\noch mer", 7),
            ("åäö", "åéö", 4),
            ("aaa", "aa", 1),
            ("aa", "aaa", 1),
            ("å", "ä", 4),
        ] {
            let patch = Patch::between(before, after);
            assert_eq!(patch.apply(before, true).as_deref(), Some(after));
            assert_eq!(patch.apply(after, false).as_deref(), Some(before));
            assert_eq!(patch.before.len() + patch.after.len(), held, "{patch:?}");
        }
    }

    #[test]
    fn a_patch_is_not_laid_on_another_text() {
        let patch = Patch::between("Fråga hemtjänsten", "Frågat hemtjänsten");
        for other in [
            "",
            "Fråga",
            "Fråga hemtjänsten",
            "Frågar hemtjänsten",
            "åååååååååååååååååå",
        ] {
            assert_eq!(patch.apply(other, false), None, "{other}");
        }
    }
}
