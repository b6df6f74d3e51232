//! Conversion between a [`Draft`] and the [`SharedScenario`] of a link.

use balans_format::text;
use balans_model::{InputId, Pack};

use super::link::{self, LinkError, Rating, SharedScenario};
use super::{Draft, MadeWith, is_later_year, terms};

impl SharedScenario {
    /// Reads a link as [`link::read`] does, and cleans its names and notes for showing.
    ///
    /// # Errors
    /// As [`link::read`].
    pub fn open(link: &str, pack: &Pack) -> Result<Self, LinkError> {
        let mut result = link::read(link, pack);
        match &mut result {
            Ok(shared) => shared.clean(),
            Err(error) => error.salvaged.iter_mut().for_each(|saved| saved.clean()),
        }
        result
    }

    /// Cleans names and notes for showing; a note or a sender of nothing that can be shown is removed.
    fn clean(&mut self) {
        self.name = text::line(&self.name);
        self.note = text::lines(&self.note);
        for (_, note) in &mut self.notes {
            *note = text::lines(note);
        }
        self.notes.retain(|(_, note)| !note.trim().is_empty());
        if let Some(sender) = &mut self.sender {
            sender.name = text::line(&sender.name);
        }
        self.sender = self
            .sender
            .take()
            .filter(|sender| !sender.name.trim().is_empty());
    }

    /// Copies the draft's year, terms and ratings, and its notes if `with_notes`. Ids that links have no code for are left out.
    pub fn set_annotations(&mut self, draft: &Draft, with_notes: bool) {
        self.year = draft.year;
        self.terms.clone_from(&draft.terms);
        let ratings = draft.ratings.iter().flat_map(|(measure, levels)| {
            let levels = levels.iter();
            levels.filter_map(move |(aspect, level)| link::rating(measure, aspect, level))
        });
        self.ratings = ratings.collect();
        let notes = draft.notes.iter().filter(|_| with_notes);
        self.notes = notes
            .filter_map(|(of, note)| Some((link::subject(of)?, note.clone())))
            .collect();
    }

    /// Makes the draft of the link's values on the present pack, with its ratings and notes.
    #[must_use]
    pub fn draft(&self, pack: &Pack) -> Draft {
        let (inputs, _) = self.today(pack);
        let carried = |id: InputId| self.values.iter().find(|(name, _)| *name == id.name());
        let mut draft = Draft {
            pack: pack.id.to_string(),
            year: self.year.filter(|year| is_later_year(pack, *year)),
            terms: terms::read(pack, &self.terms).0,
            engine: MadeWith::engine(self.provenance.engine),
            ..Draft::default()
        };
        for (id, value) in inputs.changed(pack) {
            // As it was carried: who takes it up is told what is made whole.
            let value = carried(id).map_or(value, |(_, value)| *value);
            draft.values.insert(id.name().to_owned(), value);
        }
        for Rating {
            measure,
            aspect,
            level,
        } in &self.ratings
        {
            let of = draft.ratings.entry((*measure).to_owned()).or_default();
            of.insert(aspect.id().to_owned(), level.id().to_owned());
        }
        for (of, note) in &self.notes {
            draft.notes.insert((*of).to_owned(), note.clone());
        }
        draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{Inputs, KSON_2023, input_id, simulate};

    #[test]
    fn what_is_kept_goes_by_link_and_comes_back() {
        let mut inputs = Inputs::defaults(&KSON_2023);
        inputs.set(&KSON_2023, input_id("requirement.care"), 50.0);
        let mut kept = Draft {
            pack: KSON_2023.id.to_string(),
            year: Some(2025),
            terms: [
                ("indexation.withheld_care", 4.6),
                ("take.discharge.external_days", 1.0),
                ("most", 3.0),
            ]
            .map(|(name, value)| (name.to_owned(), value))
            .into(),
            ..Draft::default()
        };
        kept.values.insert("requirement.care".to_owned(), 50.0);
        let rated = kept.ratings.entry("caseload".to_owned()).or_default();
        rated.insert("users".to_owned(), "high".to_owned());
        kept.notes
            .insert("caseload".to_owned(), "Två kö".to_owned());
        for with_notes in [true, false] {
            let outcome = simulate(&KSON_2023, &inputs);
            let mut shared = SharedScenario::of(&KSON_2023, &inputs, &outcome);
            shared.set_annotations(&kept, with_notes);
            let read = link::read(&shared.write().unwrap(), &KSON_2023).unwrap();
            let back = read.draft(&KSON_2023);
            assert_eq!((&back.values, &back.ratings), (&kept.values, &kept.ratings));
            assert_eq!((back.year, &back.terms), (kept.year, &kept.terms));
            assert_eq!(back.notes.len(), usize::from(with_notes));
        }
    }

    #[test]
    fn words_that_links_have_no_code_for_stay_behind() {
        let mut kept = Draft::default();
        let rated = kept.ratings.entry("finns inte".to_owned()).or_default();
        rated.insert("users".to_owned(), "high".to_owned());
        kept.notes.insert("finns inte".to_owned(), "x".to_owned());
        let inputs = Inputs::defaults(&KSON_2023);
        let mut shared = SharedScenario::of(&KSON_2023, &inputs, &simulate(&KSON_2023, &inputs));
        shared.set_annotations(&kept, true);
        assert!(shared.ratings.is_empty() && shared.notes.is_empty());
    }
}
