//! Command-line arguments: flags, values and names. An argument that is left over is an error.

use crate::proc::Outcome;

pub(crate) struct Args {
    words: Vec<String>,
}

impl Args {
    pub(crate) fn new(words: Vec<String>) -> Self {
        Self { words }
    }

    /// Takes the flag `name`; returns whether it was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// Takes the value of `--name value` or `--name=value`.
    pub(crate) fn value(&mut self, name: &str) -> Result<Option<String>, String> {
        let glued = format!("{name}=");
        let Some(at) = self
            .words
            .iter()
            .position(|word| word == name || word.starts_with(&glued))
        else {
            return Ok(None);
        };
        let word = self.words.remove(at);
        if let Some(value) = word.strip_prefix(&glued) {
            return Ok(Some(value.to_owned()));
        }
        if at < self.words.len() {
            return Ok(Some(self.words.remove(at)));
        }
        Err(format!("{name} wants a value"))
    }

    /// Takes the first word that is not a flag.
    pub(crate) fn first(&mut self) -> Option<String> {
        let at = self.words.iter().position(|word| !word.starts_with('-'))?;
        Some(self.words.remove(at))
    }

    /// Takes the words that are left, each of which must be one of `known`.
    pub(crate) fn names(self, known: &[&str]) -> Result<Vec<String>, String> {
        for word in &self.words {
            if !known.contains(&word.as_str()) {
                return Err(format!(
                    "don't know `{word}`; there is: {}",
                    known.join(", ")
                ));
            }
        }
        Ok(self.words)
    }

    /// Checks that no word is left.
    pub(crate) fn done(self) -> Outcome {
        match self.words.first() {
            None => Ok(()),
            Some(word) => Err(format!("don't know `{word}` here")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn args(text: &str) -> Args {
        Args::new(text.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn flags_and_values_are_taken_away() {
        let mut args = args("--open --port 8123 --dist=out");
        assert!(args.flag("--open"));
        assert!(!args.flag("--open"));
        assert_eq!(args.value("--port"), Ok(Some("8123".to_owned())));
        assert_eq!(args.value("--dist"), Ok(Some("out".to_owned())));
        assert_eq!(args.value("--dist"), Ok(None));
        assert_eq!(args.done(), Ok(()));
    }

    #[test]
    fn the_first_word_is_no_flag() {
        let mut args = args("--fast here there");
        assert_eq!(args.first().as_deref(), Some("here"));
        assert_eq!(args.first().as_deref(), Some("there"));
        assert_eq!(args.first(), None);
        assert!(args.done().is_err());
    }

    #[test]
    fn a_missing_value_and_an_unknown_word_are_errors() {
        assert!(args("--port").value("--port").is_err());
        assert!(args("--prot 1").done().is_err());
        assert!(
            args("modle")
                .names(&["model", "e2e"])
                .is_err_and(|why| why.contains("model, e2e"))
        );
    }
}
