//! [`Case`]: the scenario that a report is made of, as bytes between the page and the deferred module.

use balans_model::{INPUT_COUNT, Inputs, Pack, Year};
use balans_scenario::terms::{TermValues, Terms};
use balans_scenario::{Aspect, Level, Underlag, is_later_year};
use serde::{Deserialize, Serialize};

use crate::WorkedOut;

/// A scenario with everything that slides and the decision paper show of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// The scenario's name; empty where it has none.
    pub name: String,
    /// The scenario's note; may be empty.
    pub note: String,
    /// Today's date, such as "22 november 2026".
    pub today: String,
    /// Time when the scenario was last saved, such as "21 november 2026 kl. 19.43"; `None` where it is not saved, or
    /// has been changed since.
    pub saved: Option<String>,
    /// Address of the scenario; from "#" on where the tool has no address, empty where the scenario cannot be
    /// written as a link.
    pub link: String,
    /// Version and build of the tool.
    pub version: String,
    /// The value of every input in its own unit, in the pack's order, to the bit.
    pub values: Vec<f64>,
    /// Ratings of measures' consequences.
    pub ratings: Vec<Rated>,
    /// Notes on measures, and on inputs with a span of the person's own: id, text.
    pub notes: Vec<(String, String)>,
    /// Other scenarios to compare with.
    pub alternatives: Vec<Alternative>,
    /// Keys of the slides in order; empty for the standard deck.
    pub slides: Vec<String>,
    /// The year shown; `None` is the plan year.
    pub year: Option<Year>,
    /// Own figures, where they replace the pack's as the starting point. The calculation uses `values` alone.
    #[serde(with = "whole")]
    pub underlag: Option<Underlag>,
    /// What takes many runs to know of `values` in the year shown; `None` until it is worked out.
    pub worked_out: Option<WorkedOut>,
    /// Spans of the person's own, as terms are kept ([`balans_scenario::terms`]); why is the note of the span's input.
    pub spans: TermValues,
    /// Whether the paper's steps from requirement to what is left are the measures, and not what stands behind them.
    pub by_measure: bool,
    /// How many single futures are drawn on the slide of how sure the answer is; 0 shows all futures.
    pub drawn: u8,
}

/// How serious a person finds a measure's consequence for someone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    /// The measure's id.
    pub measure: String,
    /// Whom the consequence is for.
    pub aspect: Aspect,
    /// How serious it is.
    pub level: Level,
}

/// A scenario to compare with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// Id, stable and unique among the alternatives; part of its slide's key.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its values, as [`Case::values`].
    pub values: Vec<f64>,
}

/// Kind of a case's link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// A whole address.
    Address,
    /// The text after an address, from `#` on.
    Text,
    /// No link.
    None,
}

impl LinkKind {
    pub(crate) fn of(link: &str) -> Self {
        let starts = |with: &[&str]| with.iter().any(|start| link.starts_with(start));
        if starts(&["https://", "http://"]) {
            Self::Address
        } else if starts(&["#"]) {
            Self::Text
        } else {
            Self::None
        }
    }
}

impl Case {
    /// Returns the year that the case is shown in: the plan year unless another is chosen.
    #[must_use]
    pub fn year_of(&self, pack: &Pack) -> Year {
        let year = self.year.filter(|&year| is_later_year(pack, year));
        year.unwrap_or(pack.plan_year)
    }

    /// Keeps a person's own spans among terms for [`Case::spans`].
    #[must_use]
    pub fn spans_of(pack: &Pack, terms: &TermValues) -> TermValues {
        let terms = Terms {
            spans: Terms::of(pack, terms).spans,
            ..Terms::default()
        };
        terms.values()
    }

    /// Writes the bytes that [`from_bytes`](Self::from_bytes) reads. Page and module are built from the same
    /// source, so the bytes have no version.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Plain data of known length: nothing in it can fail, and no bytes ask for nothing.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Reads a case; `None` for bytes that [`to_bytes`](Self::to_bytes) did not write, or where a
    /// scenario does not have a value for each input.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let case: Self = postcard::from_bytes(bytes).ok()?;
        let is_whole = |values: &Vec<f64>| values.len() == INPUT_COUNT;
        let others = case.alternatives.iter();
        let whole = is_whole(&case.values) && others.map(|one| &one.values).all(is_whole);
        whole.then_some(case)
    }

    /// Lists the values of inputs in the form of [`Case::values`].
    #[must_use]
    pub fn values_of(inputs: &Inputs) -> Vec<f64> {
        inputs.iter().map(|(_, value)| value).collect()
    }
}

/// Own figures with every field: bytes without names have no room for a field that is left out where it is empty, as
/// [`Underlag`] leaves some out of JSON.
mod whole {
    use std::collections::BTreeMap;

    use balans_scenario::{OwnFigure, Underlag};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    type Texts = BTreeMap<String, String>;
    /// Value, source and details.
    type WholeFigure = (f64, String, Texts);
    /// Name, figures and log.
    type Whole = (String, BTreeMap<String, WholeFigure>, Texts);

    pub(super) fn serialize<S: Serializer>(
        own: &Option<Underlag>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let whole = own.clone().map(|own| -> Whole {
            let figures = own.figures.into_iter();
            let figures = figures.map(|(id, one)| (id, (one.value, one.source, one.details)));
            (own.name, figures.collect(), own.log)
        });
        whole.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Underlag>, D::Error> {
        let whole = Option::<Whole>::deserialize(deserializer)?;
        Ok(whole.map(|(name, figures, log)| {
            let figures = figures.into_iter().map(|(id, (value, source, details))| {
                let figure = OwnFigure {
                    value,
                    source,
                    details,
                };
                (id, figure)
            });
            Underlag {
                name,
                figures: figures.collect(),
                log,
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::Case;
    use balans_model::{Inputs, KSON_2023};
    use balans_scenario::{OwnFigure, Underlag};

    /// A field that is left out of JSON where it is empty once made the bytes unreadable.
    #[test]
    fn own_figures_are_read_as_they_were_written_whatever_is_empty() {
        let text = |text: &str| [(text.to_owned(), text.to_owned())];
        for (details, log) in [
            (vec![], vec![]),
            (text("date").to_vec(), vec![]),
            (
                vec![],
                text("2026-11-29T10:00:00Z requirement.care").to_vec(),
            ),
            (text("note").to_vec(), text("log").to_vec()),
        ] {
            let figure = OwnFigure {
                value: 48.5,
                source: "Bokslut".to_owned(),
                details: details.into_iter().collect(),
            };
            let case = Case {
                values: Case::values_of(&Inputs::defaults(&KSON_2023)),
                underlag: Some(Underlag {
                    name: "Egna".to_owned(),
                    figures: [("requirement.care".to_owned(), figure)].into(),
                    log: log.into_iter().collect(),
                }),
                ..Case::default()
            };
            assert_eq!(Case::from_bytes(&case.to_bytes()), Some(case));
        }
    }
}
