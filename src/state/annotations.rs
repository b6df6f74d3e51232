//! A scenario's annotations, beside its values: ratings of the measures' consequences, notes on
//! measures, the choice of slides, the year shown, limits and constraints (*Vad krävs?*), and own figures that replace the pack's. Part of the scenario;
//! no calculation reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use balans_format::text;
use balans_model::{Pack, Year};
use balans_report::texts::files::NO_SOURCE;
use balans_scenario::{Aspect, Level};

use super::own_figures;
use super::patch::Patch;
use crate::collections::collect_into;
use balans_scenario::file::are_slides;
use balans_scenario::terms::{self, TermValues};
use balans_scenario::{Draft, Underlag, is_later_year};

pub use balans_scenario::link::NOTE_LIMIT;

/// Differences in ratings: measure, aspect, level before, level after.
pub(super) type Ratings = Box<[(String, Aspect, Option<Level>, Option<Level>)]>;
/// Differences in notes, by measure.
pub(super) type Notes = Box<[(String, Patch)]>;

/// All ratings and notes of a scenario, its slides, the year it is shown in, its terms and its own figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Annotations {
    ratings: BTreeMap<String, BTreeMap<Aspect, Level>>,
    notes: BTreeMap<String, String>,
    slides: Vec<String>,
    pub(super) underlag: Option<Arc<Underlag>>,
    /// The year shown; `None` is the plan year.
    pub(super) year: Option<Year>,
    /// How far levers may go together, and what must hold.
    pub(super) terms: TermValues,
}

impl Annotations {
    /// Reads a draft's annotations; `None` if this version can't hold all of them.
    pub(super) fn read(pack: &Pack, draft: &Draft) -> Option<Self> {
        let mut annotations = Self::default();
        for (measure, ratings) in &draft.ratings {
            for (aspect, level) in ratings {
                let (aspect, level) = (Aspect::parse(aspect)?, Level::parse(level)?);
                annotations
                    .rate(pack, measure, aspect, Some(level))
                    .then_some(())?;
            }
        }
        for (measure, note) in &draft.notes {
            annotations.write(pack, measure, note).then_some(())?;
        }
        annotations.show(&draft.slides).then_some(())?;
        annotations.year = draft.year.filter(|year| is_later_year(pack, *year));
        annotations.set_terms(pack, &draft.terms).then_some(())?;
        if let Some(underlag) = &draft.underlag {
            own_figures::is_sound(pack, underlag).then_some(())?;
            let underlag = own_figures::made_whole(pack, underlag);
            annotations.underlag = Some(Arc::new(underlag.attributed(pack, NO_SOURCE)));
        }
        Some(annotations)
    }

    /// Writes the annotations into a draft.
    pub(super) fn fill(&self, draft: &mut Draft) {
        let ids = |ratings: &BTreeMap<Aspect, Level>| {
            let ratings = ratings.iter();
            collect_into(
                ratings.map(|(aspect, level)| (aspect.id().to_owned(), level.id().to_owned())),
            )
        };
        let ratings = self.ratings.iter();
        draft.ratings =
            collect_into(ratings.map(|(measure, ratings)| (measure.clone(), ids(ratings))));
        draft.notes.clone_from(&self.notes);
        draft.slides.clone_from(&self.slides);
        draft.underlag = self.underlag.as_deref().cloned();
        draft.year = self.year;
        draft.terms.clone_from(&self.terms);
    }

    /// Sets how far levers may go together, and what must hold. False, and nothing changed, where one cannot be held.
    pub(super) fn set_terms(&mut self, pack: &Pack, values: &TermValues) -> bool {
        let (read, all) = terms::read(pack, values);
        if all {
            self.terms = read;
        }
        all
    }

    /// Sets the slides; an empty list means the default slides. False, and nothing changed, where
    /// they are too many or not slide keys.
    pub(super) fn show(&mut self, slides: &[String]) -> bool {
        let sound = are_slides(slides);
        if sound {
            self.slides = slides.to_vec();
        }
        sound
    }

    pub(super) fn slides(&self) -> &[String] {
        &self.slides
    }

    /// Sets or removes a rating. False where the pack has no such measure.
    pub(super) fn rate(
        &mut self,
        pack: &Pack,
        measure: &str,
        aspect: Aspect,
        level: Option<Level>,
    ) -> bool {
        if !is_measure(pack, measure) {
            return false;
        }
        let ratings = self.ratings.entry(measure.to_owned()).or_default();
        match level {
            Some(level) => ratings.insert(aspect, level),
            None => ratings.remove(&aspect),
        };
        if ratings.is_empty() {
            self.ratings.remove(measure);
        }
        true
    }

    /// Sets a note, normalised with [`text::lines`]; a blank note removes it. False, and nothing
    /// changed, where the pack has no such measure, or the note is longer than [`NOTE_LIMIT`]:
    /// cutting it would lose text.
    pub(super) fn write(&mut self, pack: &Pack, measure: &str, note: &str) -> bool {
        let note = text::lines(note);
        let is_known = is_measure(pack, measure) || pack.find(measure).is_some();
        if !is_known || note.chars().count() > NOTE_LIMIT {
            return false;
        }
        if note.trim().is_empty() {
            self.notes.remove(measure);
        } else {
            self.notes.insert(measure.to_owned(), note);
        }
        true
    }

    /// Lists the differences from these annotations to the other.
    pub(super) fn differences(&self, other: &Self) -> (Ratings, Notes) {
        if self == other {
            return Default::default();
        }
        let rated = [&self.ratings, &other.ratings].into_iter();
        let noted = self.notes.keys().chain(other.notes.keys());
        let measures: BTreeSet<&String> = collect_into(rated.flat_map(BTreeMap::keys).chain(noted));
        let (mut ratings, mut notes) = (Vec::new(), Vec::new());
        for measure in measures {
            for &aspect in Aspect::ALL {
                let (a, b) = (self.rating(measure, aspect), other.rating(measure, aspect));
                if a != b {
                    ratings.push((measure.clone(), aspect, a, b));
                }
            }
            let (a, b) = (self.note(measure), other.note(measure));
            if a != b {
                notes.push((measure.clone(), Patch::between(a, b)));
            }
        }
        (ratings.into(), notes.into())
    }

    pub(super) fn rating(&self, measure: &str, aspect: Aspect) -> Option<Level> {
        self.ratings.get(measure)?.get(&aspect).copied()
    }

    pub(super) fn note(&self, measure: &str) -> &str {
        self.notes.get(measure).map_or("", String::as_str)
    }
}

fn is_measure(pack: &Pack, id: &str) -> bool {
    pack.measures.iter().any(|spec| spec.id == id)
}
