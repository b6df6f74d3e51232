//! Stored scenario types.

use std::collections::BTreeMap;

use balans_format::text;
use balans_model::{ENGINE, InputSpec, Pack, Year};
use serde::{Deserialize, Serialize};

use crate::terms::TermValues;

/// A scenario as stored: the inputs that differ from the named pack, ratings, notes, slides and own figures.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Id of the pack that omitted values come from, such as `kson-2023`.
    pub pack: String,
    /// Input id → value, in the input's own unit.
    pub values: BTreeMap<String, f64>,
    /// Id of the saved scenario that the draft was opened from or saved as, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// The [`sum`](Self::sum) of that scenario when it was opened or saved, by which a change by another tab is noticed
    /// even after a reload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// Measure id → [`Aspect`](crate::Aspect) id → [`Level`](crate::Level) id. Texts rather than enums, so that an id from a
    /// newer version leaves the draft readable and can be told from corruption.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ratings: BTreeMap<String, BTreeMap<String, String>>,
    /// Measure id → the person's note.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<String, String>,
    /// Keys of the slides in order; empty for the standard slides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slides: Vec<String>,
    /// Own figures, where they replace the pack's as the starting point. The calculation uses `values` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub underlag: Option<Underlag>,
    /// The year that the scenario is shown in; `None` is the plan year. Changes no calculation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<Year>,
    /// How far levers may go together, and what must hold. Changes no calculation.
    #[serde(default, skip_serializing_if = "TermValues::is_empty")]
    pub terms: TermValues,
    /// The engine that the values were chosen with.
    #[serde(default, skip_serializing_if = "MadeWith::is_present")]
    pub engine: MadeWith,
}

/// The engine ([`ENGINE`](balans_model::ENGINE)) that values were chosen with, where it is an earlier one than the present:
/// the person is told once what is calculated otherwise since. No part of what a scenario is, so any two are equal.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MadeWith(Option<u32>);

impl PartialEq for MadeWith {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl MadeWith {
    /// Marks values chosen with this engine.
    #[must_use]
    pub fn engine(engine: u32) -> Self {
        Self((engine < ENGINE).then_some(engine))
    }

    /// The engine, if it is an earlier one.
    #[must_use]
    pub const fn earlier(self) -> Option<u32> {
        self.0
    }

    /// Whether the values were chosen with the present engine.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        self.0.is_none()
    }
}

/// The most changes that are kept of a set of own figures.
pub const LOG_LIMIT: usize = 200;

/// Own figures of a controller (*eget underlag*), each with its source.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Underlag {
    /// Name, such as "KSON:s egna tal, maj 2023".
    pub name: String,
    /// Input id → the figure. Not empty.
    pub figures: BTreeMap<String, OwnFigure>,
    /// The latest changes of the figures, as [`changes`](Self::changes) reads them: time (RFC 3339), a space and an input's
    /// id → from, to and why, with spaces between. A map, for the same reason as [`OwnFigure::details`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub log: BTreeMap<String, String>,
}

/// A change of an own figure. A figure that is not own has the pack's value.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureChange {
    /// Time, RFC 3339.
    pub when: String,
    /// The input's id.
    pub input: String,
    /// Value before, in the input's unit.
    pub from: f64,
    /// Value after.
    pub to: f64,
    /// Why: the note on the figure, or else its source; empty for a figure that was taken away.
    pub why: String,
}

/// A figure of [`Underlag`].
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnFigure {
    /// Value, in the input's own unit.
    pub value: f64,
    /// Source, one line. Not empty.
    pub source: String,
    /// [`FigureDetail`] id → what the person says, one line. A map, since one more field of its own would add to the
    /// page's first download.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, String>,
}

/// What a person may say of an own figure besides its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureDetail {
    /// When the figure was stated: a year, a month or a day.
    Date,
    /// The role that answers for it; no person's name.
    Responsible,
    /// A note.
    Note,
}

impl FigureDetail {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Date, Self::Responsible, Self::Note];

    /// The id that it is kept under.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Responsible => "responsible",
            Self::Note => "note",
        }
    }
}

impl OwnFigure {
    /// Returns a detail; empty where none is given.
    #[must_use]
    pub fn detail(&self, detail: FigureDetail) -> &str {
        self.details.get(detail.id()).map_or("", String::as_str)
    }

    /// Sets a detail; an empty text removes it.
    pub fn set_detail(&mut self, detail: FigureDetail, text: String) {
        if text.is_empty() {
            self.details.remove(detail.id());
        } else {
            self.details.insert(detail.id().to_owned(), text);
        }
    }

    /// Returns whether the value is the pack's, to the bit.
    #[must_use]
    pub fn is_value_of(&self, spec: &InputSpec) -> bool {
        spec.default.to_bits() == self.value.to_bits()
    }
}

impl Underlag {
    /// Lists the changes of the figures, the earliest first.
    #[must_use]
    pub fn changes(&self) -> Vec<FigureChange> {
        let read = |(key, said): (&String, &String)| {
            let (when, input) = key.split_once(' ')?;
            let mut parts = said.splitn(3, ' ');
            let mut number = || {
                parts
                    .next()?
                    .parse::<f64>()
                    .ok()
                    .filter(|it| it.is_finite())
            };
            let (from, to) = (number()?, number()?);
            Some(FigureChange {
                when: when.to_owned(),
                input: input.to_owned(),
                from,
                to,
                why: text::line(parts.next().unwrap_or_default()),
            })
        };
        self.log.iter().filter_map(read).collect()
    }

    /// Adds a change, and drops the earliest of more than [`LOG_LIMIT`].
    pub fn record(&mut self, change: &FigureChange) {
        let FigureChange { from, to, why, .. } = change;
        let key = [&*change.when, " ", &*change.input].concat();
        self.log
            .insert(key, format!("{from} {to} {}", text::line(why)));
        while self.log.len() > LOG_LIMIT {
            self.log.pop_first();
        }
    }

    /// Replaces the source of each figure that differs from the pack's but still names the pack's source: the figure comes
    /// from elsewhere. The source then is `no_source`, a text that says that none is given.
    #[must_use]
    pub fn attributed(mut self, pack: &Pack, no_source: &str) -> Self {
        for (id, figure) in &mut self.figures {
            let spec = pack.find(id).map(|id| pack.spec(id));
            if spec.is_some_and(|spec| !figure.is_value_of(spec) && spec.source == figure.source) {
                no_source.clone_into(&mut figure.source);
            }
        }
        self
    }
}

/// Returns whether a scenario can be shown in `year` by name: a year after the plan year, up to the horizon. The plan year
/// itself is left out wherever scenarios are kept.
#[must_use]
pub const fn is_later_year(pack: &Pack, year: Year) -> bool {
    year > pack.plan_year && year <= pack.horizon
}

impl Draft {
    /// Cleans its texts for showing ([`text`]); a note of nothing that can be shown is removed.
    pub fn clean(&mut self) {
        for note in self.notes.values_mut() {
            *note = text::lines(note);
        }
        self.notes.retain(|_, note| !note.trim().is_empty());
        if let Some(underlag) = &mut self.underlag {
            underlag.name = text::line(&underlag.name);
            for figure in underlag.figures.values_mut() {
                figure.source = text::line(&figure.source);
                for detail in figure.details.values_mut() {
                    *detail = text::line(detail);
                }
            }
        }
    }

    /// Checksum of the draft, by which two drafts are told apart; the same whichever engine it was made with.
    #[must_use]
    pub fn sum(&self) -> String {
        let draft = Self {
            engine: MadeWith::default(),
            ..self.clone()
        };
        sum(&serde_json::to_string(&draft).unwrap_or_default())
    }
}

/// A scenario with an id, a name and times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedScenario {
    /// Id, unique in this browser; part of the storage key.
    pub id: String,
    /// Name that the person gave.
    pub name: String,
    /// Note on the scenario; may be empty.
    pub note: String,
    /// Time when it was first saved, RFC 3339.
    pub created: String,
    /// Time when it was last changed, RFC 3339.
    pub changed: String,
    /// Values and annotations.
    pub draft: Draft,
}

impl SavedScenario {
    /// Cleans its texts for showing ([`text`]); a name of nothing that can be shown becomes `unnamed`.
    pub fn clean(&mut self, unnamed: &str) {
        self.name = text::line(&self.name);
        if self.name.is_empty() {
            unnamed.clone_into(&mut self.name);
        }
        self.note = text::lines(&self.note);
        self.draft.clean();
    }
}

/// Checksum of a text, eight hexadecimal digits. Detects corruption, not tampering.
#[must_use]
pub fn sum(text: &str) -> String {
    format!("{:08x}", checksum(text, FNV_OFFSET_BASIS))
}

/// The [`checksum`] of an empty text.
pub const FNV_OFFSET_BASIS: u32 = 0x811c_9dc5;

/// Continues an FNV-1a checksum of 32 bits, `sum`, over `text`.
#[must_use]
pub const fn checksum(text: &str, mut sum: u32) -> u32 {
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        sum = (sum ^ *first as u32).wrapping_mul(0x0100_0193);
        rest = after;
    }
    sum
}
