//! An own figure and an own span of an input, as texts that a person types and as what they are read to. Plain data, tested
//! natively.

use balans_format::text::{fold, line};
use balans_model::{InputId, InputSpec, Pack, Unit};
use balans_report::texts::shared;
use balans_scenario::file::{DETAIL_LIMIT, NAME_LIMIT, SOURCE_LIMIT, is_date};
use balans_scenario::terms::{OwnSpan, Terms};
use balans_scenario::{FigureDetail, OwnFigure, Underlag};

use crate::state::{NOTE_LIMIT, OwnChange};
use crate::texts::{files, own as words, packs, sure};
use crate::ui::lazy::views::required::typed;

/// A field of an own figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OwnField {
    /// The value, in the input's unit.
    Value,
    /// The low end of the span, in the input's unit.
    Low,
    /// The high end of the span.
    High,
    /// Where the value comes from.
    Source,
    /// When it was stated.
    Date,
    /// The role that answers for it.
    Responsible,
    /// A note on the value.
    Note,
    /// Why the span is what it is.
    Why,
    /// Where a figure of a pack is from, by the name of its status.
    Status,
    /// Whether somebody has confirmed a figure of a pack.
    Confirmed,
}

impl OwnField {
    /// All of them, in the order of a row.
    pub(crate) const ALL: [Self; 10] = [
        Self::Value,
        Self::Low,
        Self::High,
        Self::Source,
        Self::Date,
        Self::Responsible,
        Self::Note,
        Self::Why,
        Self::Status,
        Self::Confirmed,
    ];

    /// Whether it holds a number of the input's unit.
    pub(crate) const fn is_number(self) -> bool {
        matches!(self, Self::Value | Self::Low | Self::High)
    }

    /// The field's name on screen.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Value => words::VALUE,
            Self::Low => words::LOW,
            Self::High => words::HIGH,
            Self::Source => words::SOURCE,
            Self::Date => words::DATE,
            Self::Responsible => words::RESPONSIBLE,
            Self::Note => words::NOTE,
            Self::Why => words::WHY,
            Self::Status => packs::STATUS,
            Self::Confirmed => packs::CONFIRMED,
        }
    }

    /// The field's part of an element's id.
    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Value => "varde",
            Self::Low => "lagst",
            Self::High => "hogst",
            Self::Source => "kalla",
            Self::Date => "datum",
            Self::Responsible => "ansvarig",
            Self::Note => "anteckning",
            Self::Why => "varfor",
            Self::Status => "status",
            Self::Confirmed => "bekraftad",
        }
    }
}

/// Returns whether an input can have a span of the person's own.
pub(crate) fn can_have_span(pack: &Pack, input: InputId) -> bool {
    let unit = pack.spec(input).unit;
    !matches!(unit, Unit::Bool | Unit::Month) && pack.phased_by(input).is_none()
}

/// The own figure and the own span of an input.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct OwnFacts {
    /// The own figure, if any.
    pub(crate) figure: Option<OwnFigure>,
    /// The own span, if any.
    pub(crate) span: Option<OwnSpan>,
    /// Why the span is what it is.
    pub(crate) why: String,
}

impl OwnFacts {
    /// Reads them from what a session has.
    pub(crate) fn of(pack: &Pack, change: &OwnChange, input: InputId) -> Self {
        let own = change.underlag.as_ref();
        let mut spans = Terms::of(pack, &change.terms).spans.into_iter();
        Self {
            figure: own.and_then(|own| own.figures.get(input.name()).cloned()),
            span: spans.find(|span| span.input == input),
            why: change.notes.get(input.name()).cloned().unwrap_or_default(),
        }
    }

    /// Puts them in the place of what a change has.
    pub(crate) fn put(self, pack: &Pack, change: &mut OwnChange, input: InputId) {
        let id = input.name();
        let before = Self::of(pack, change, input);
        match self.figure {
            Some(figure) => {
                let own = change.underlag.get_or_insert_with(|| Underlag {
                    name: files::OWN_NAME.to_owned(),
                    ..Underlag::default()
                });
                own.figures.insert(id.to_owned(), figure);
            }
            None => {
                if let Some(own) = &mut change.underlag {
                    own.figures.remove(id);
                }
                change.underlag.take_if(|own| own.figures.is_empty());
            }
        }
        if self.span != before.span {
            let mut terms = Terms::of(pack, &change.terms);
            match self.span {
                Some(span) => terms.vary(span),
                None => terms.fix(input),
            }
            change.terms = terms.values();
        }
        if self.why.is_empty() {
            change.notes.remove(id);
        } else {
            change.notes.insert(id.to_owned(), self.why);
        }
    }

    /// Writes them as a person would type them.
    pub(crate) fn entry(&self, spec: &InputSpec) -> OwnEntry {
        let mut entry = OwnEntry {
            follows: self.span.and_then(|span| span.follows),
            ..OwnEntry::default()
        };
        if let Some(figure) = &self.figure {
            let detail = |detail| figure.detail(detail).to_owned();
            entry.set(OwnField::Value, number_text(spec, figure.value));
            entry.set(OwnField::Source, figure.source.clone());
            entry.set(OwnField::Date, detail(FigureDetail::Date));
            entry.set(OwnField::Responsible, detail(FigureDetail::Responsible));
            entry.set(OwnField::Note, detail(FigureDetail::Note));
        }
        if let Some(span) = self.span {
            entry.set(OwnField::Low, number_text(spec, span.low));
            entry.set(OwnField::High, number_text(spec, span.high));
        }
        entry.set(OwnField::Why, self.why.clone());
        entry
    }
}

/// Writes what a person says of an own figure: when it was stated, which role answers for it, and the note.
pub(crate) fn stated(figure: &OwnFigure) -> String {
    let [date, responsible, note] = FigureDetail::ALL.map(|detail| figure.detail(detail));
    words::stated(date, responsible, note)
}

/// What is wrong with a field, as a sentence.
pub(crate) type OwnProblem = (OwnField, String);

/// What a person has typed of an input.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct OwnEntry {
    texts: [String; OwnField::ALL.len()],
    /// The input whose draw the span follows.
    pub(crate) follows: Option<InputId>,
}

impl OwnEntry {
    /// Returns a field's text.
    pub(crate) fn text(&self, field: OwnField) -> &str {
        self.texts.get(field as usize).map_or("", String::as_str)
    }

    /// Sets a field's text.
    pub(crate) fn set(&mut self, field: OwnField, text: String) {
        if let Some(place) = self.texts.get_mut(field as usize) {
            *place = text;
        }
    }

    fn is_blank(&self, field: OwnField) -> bool {
        line(self.text(field)).is_empty()
    }

    /// Reads the texts, or says what is wrong with each field. A number whose text is that of `now` keeps all its decimals.
    pub(crate) fn read(
        &self,
        pack: &Pack,
        input: InputId,
        now: &OwnFacts,
    ) -> Result<OwnFacts, Vec<OwnProblem>> {
        let spec = pack.spec(input);
        let mut problems = Vec::new();
        let figure = self.figure(spec, now.figure.as_ref(), &mut problems);
        let span = self.span(spec, input, now.span, &mut problems);
        if let (Some(figure), Some(span)) = (&figure, span)
            && !(span.low..=span.high).contains(&figure.value)
        {
            let field = if figure.value < span.low {
                OwnField::Low
            } else {
                OwnField::High
            };
            problems.push((field, words::OUTSIDE.to_owned()));
        }
        if span.is_some() && !can_have_span(pack, input) {
            problems.push((OwnField::Low, words::NO_SPAN.to_owned()));
        }
        let why = self.text(OwnField::Why).trim().to_owned();
        if why.chars().count() > NOTE_LIMIT {
            problems.push((OwnField::Why, words::too_long(NOTE_LIMIT)));
        }
        if problems.is_empty() {
            Ok(OwnFacts { figure, span, why })
        } else {
            Err(problems)
        }
    }

    /// Reads the value, where it is one that a scenario can have.
    pub(crate) fn value(&self, spec: &InputSpec) -> Option<f64> {
        read_number(spec, self.text(OwnField::Value), None).ok()
    }

    fn figure(
        &self,
        spec: &InputSpec,
        now: Option<&OwnFigure>,
        problems: &mut Vec<OwnProblem>,
    ) -> Option<OwnFigure> {
        let said = [
            OwnField::Source,
            OwnField::Date,
            OwnField::Responsible,
            OwnField::Note,
        ];
        if self.is_blank(OwnField::Value) {
            if said.into_iter().any(|field| !self.is_blank(field)) {
                problems.push((OwnField::Value, words::NO_VALUE.to_owned()));
            }
            return None;
        }
        let mut figure = OwnFigure::default();
        let value = read_number(
            spec,
            self.text(OwnField::Value),
            now.map(|figure| figure.value),
        );
        match value {
            Ok(value) => figure.value = value,
            Err(problem) => problems.push((OwnField::Value, problem)),
        }
        for field in said {
            let text = line(self.text(field));
            let (detail, most) = match field {
                OwnField::Date => (Some(FigureDetail::Date), DETAIL_LIMIT),
                OwnField::Responsible => (Some(FigureDetail::Responsible), NAME_LIMIT),
                OwnField::Note => (Some(FigureDetail::Note), DETAIL_LIMIT),
                _ => (None, SOURCE_LIMIT),
            };
            let problem = if text.chars().count() > most {
                Some(words::too_long(most))
            } else {
                let problem = match field {
                    OwnField::Source if text.is_empty() => Some(words::NO_SOURCE),
                    OwnField::Date if !text.is_empty() && !is_date(&text) => {
                        Some(words::WRONG_DATE)
                    }
                    OwnField::Responsible if text.contains('@') => Some(words::NO_ADDRESS),
                    _ => None,
                };
                problem.map(str::to_owned)
            };
            problems.extend(problem.map(|problem| (field, problem)));
            match detail {
                Some(detail) => figure.set_detail(detail, text),
                None => figure.source = text,
            }
        }
        Some(figure)
    }

    fn span(
        &self,
        spec: &InputSpec,
        input: InputId,
        now: Option<OwnSpan>,
        problems: &mut Vec<OwnProblem>,
    ) -> Option<OwnSpan> {
        let ends = [OwnField::Low, OwnField::High];
        if ends.into_iter().all(|field| self.is_blank(field)) {
            return None;
        }
        let known = [now.map(|span| span.low), now.map(|span| span.high)];
        let mut read = [f64::NAN; 2];
        for ((field, known), end) in ends.into_iter().zip(known).zip(&mut read) {
            let text = self.text(field);
            let value = if self.is_blank(field) {
                Err(words::BOTH_ENDS.to_owned())
            } else {
                read_number(spec, text, known)
            };
            match value {
                Ok(value) => *end = value,
                Err(problem) => problems.push((field, problem)),
            }
        }
        let [low, high] = read;
        if low > high {
            problems.push((OwnField::High, sure::ORDER.to_owned()));
        }
        (low <= high).then_some(OwnSpan {
            input,
            low,
            high,
            follows: self.follows.filter(|of| *of != input),
        })
    }
}

/// Writes a value as it is typed: its number without the unit, yes or no, or the month's name.
pub(crate) fn number_text(spec: &InputSpec, value: f64) -> String {
    match spec.unit {
        Unit::Bool | Unit::Month => shared::input_value(spec, value),
        _ => shared::plain_value(spec, value),
    }
}

/// Reads a value in the input's unit; `now` is kept where the text is its own.
fn read_number(spec: &InputSpec, text: &str, now: Option<f64>) -> Result<f64, String> {
    let text = text.trim();
    if let Some(now) = now.filter(|now| number_text(spec, *now) == text) {
        return Ok(now);
    }
    let choices = match spec.unit {
        Unit::Bool => 0..=1,
        Unit::Month => 1..=12,
        _ => return typed(spec, text),
    };
    let said = fold(text);
    let mut choices = choices.map(f64::from);
    let chosen = choices.find(|value| {
        fold(&shared::input_value(spec, *value)) == said || value.to_string() == said
    });
    let none = match spec.unit {
        Unit::Bool => words::YES_OR_NO,
        _ => words::NO_MONTH,
    };
    chosen.ok_or_else(|| none.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};

    const CARE: InputId = input_id("requirement.care");
    const HEALTH: InputId = input_id("requirement.health");

    fn entry(fields: &[(OwnField, &str)]) -> OwnEntry {
        let mut entry = OwnEntry::default();
        for (field, text) in fields {
            entry.set(*field, (*text).to_owned());
        }
        entry
    }

    fn read(input: InputId, fields: &[(OwnField, &str)]) -> Result<OwnFacts, Vec<OwnProblem>> {
        entry(fields).read(&KSON_2023, input, &OwnFacts::default())
    }

    #[test]
    fn what_is_typed_is_read_and_written_back() {
        let mut typed = entry(&[
            (OwnField::Value, "1\u{a0}0 mnkr"),
            (OwnField::Low, "9,5"),
            (OwnField::High, " 11 "),
            (OwnField::Source, "Bokslut\n2026"),
            (OwnField::Date, "2026-11"),
            (OwnField::Responsible, "Controller"),
            (OwnField::Note, "Preliminärt"),
            (OwnField::Why, "Tre år"),
        ]);
        typed.set(OwnField::Value, "10 mnkr".to_owned());
        typed.follows = Some(HEALTH);
        let facts = typed.read(&KSON_2023, CARE, &OwnFacts::default()).unwrap();
        let figure = facts.figure.as_ref().unwrap();
        assert_eq!((figure.value, &*figure.source), (10.0, "Bokslut 2026"));
        assert_eq!(figure.detail(FigureDetail::Responsible), "Controller");
        let span = facts.span.unwrap();
        assert_eq!(
            (span.low, span.high, span.follows),
            (9.5, 11.0, Some(HEALTH))
        );
        let spec = KSON_2023.spec(CARE);
        let written = facts.entry(spec);
        assert_eq!(written.text(OwnField::Value), "10,0");
        assert_eq!(written.read(&KSON_2023, CARE, &facts), Ok(facts.clone()));

        // What is put in a change is what is read from it, and what is taken away leaves nothing.
        let mut change = OwnChange {
            underlag: None,
            terms: [("most".to_owned(), 3.0)].into(),
            notes: [("caseload".to_owned(), "Fråga".to_owned())].into(),
        };
        let before = change.clone();
        facts.clone().put(&KSON_2023, &mut change, CARE);
        assert_eq!(OwnFacts::of(&KSON_2023, &change, CARE), facts);
        assert_eq!(
            OwnFacts::of(&KSON_2023, &change, HEALTH),
            OwnFacts::default()
        );
        OwnFacts::default().put(&KSON_2023, &mut change, CARE);
        assert_eq!(change, before);
    }

    #[test]
    fn a_number_that_is_not_touched_keeps_all_its_decimals() {
        let figure = OwnFigure {
            value: 1.0 / 3.0,
            source: "Avtal".to_owned(),
            ..OwnFigure::default()
        };
        let now = OwnFacts {
            figure: Some(figure),
            ..OwnFacts::default()
        };
        let entry = now.entry(KSON_2023.spec(CARE));
        assert_eq!(entry.read(&KSON_2023, CARE, &now), Ok(now));
    }

    #[test]
    fn each_fault_is_said_at_its_field() {
        use OwnField::{Date, High, Low, Note, Responsible, Source, Value};
        let long = "x".repeat(SOURCE_LIMIT + 1);
        for (fields, field, says) in [
            (&[(Value, "50")][..], Source, words::NO_SOURCE),
            (
                &[(Value, "50"), (Source, " \u{7}")],
                Source,
                words::NO_SOURCE,
            ),
            (&[(Source, "Bokslut")], Value, words::NO_VALUE),
            (&[(Note, "Bokslut")], Value, words::NO_VALUE),
            (&[(Value, "fem"), (Source, "A")], Value, "inget tal"),
            (&[(Value, "1000"), (Source, "A")], Value, "från 0 till 100"),
            (&[(Value, "50"), (Source, &*long)], Source, "högst 200"),
            (
                &[(Value, "50"), (Source, "A"), (Date, "i maj")],
                Date,
                words::WRONG_DATE,
            ),
            (
                &[(Value, "50"), (Source, "A"), (Responsible, "a@b.se")],
                Responsible,
                words::NO_ADDRESS,
            ),
            (&[(Low, "45")], High, words::BOTH_ENDS),
            (&[(High, "45")], Low, words::BOTH_ENDS),
            (&[(Low, "45"), (High, "40")], High, sure::ORDER),
            (&[(Low, "45"), (High, "4o")], High, "tal"),
            (
                &[(Low, "45"), (High, "50"), (Value, "51"), (Source, "A")],
                High,
                words::OUTSIDE,
            ),
            (
                &[(Low, "45"), (High, "50"), (Value, "44"), (Source, "A")],
                Low,
                words::OUTSIDE,
            ),
        ] {
            let problems = read(CARE, fields).unwrap_err();
            assert_eq!(problems.len(), 1, "{fields:?}: {problems:?}");
            assert_eq!(problems[0].0, field, "{fields:?}");
            assert!(
                problems[0].1.contains(says),
                "{fields:?}: {}",
                problems[0].1
            );
        }
        assert_eq!(read(CARE, &[]), Ok(OwnFacts::default()));
    }

    #[test]
    fn a_choice_is_written_in_words() {
        let on = InputId::all().find(|id| KSON_2023.spec(*id).unit == Unit::Bool);
        let month = InputId::all().find(|id| KSON_2023.spec(*id).unit == Unit::Month);
        let value =
            |id: Option<InputId>, text: &str| read_number(KSON_2023.spec(id.unwrap()), text, None);
        for (text, expected) in [("Ja", 1.0), ("nej ", 0.0), ("1", 1.0)] {
            assert_eq!(value(on, text), Ok(expected), "{text}");
        }
        for (text, expected) in [("Mars", 3.0), ("12", 12.0)] {
            assert_eq!(value(month, text), Ok(expected), "{text}");
        }
        assert_eq!(value(on, "kanske"), Err(words::YES_OR_NO.to_owned()));
        assert_eq!(value(month, "13"), Err(words::NO_MONTH.to_owned()));
        let span = [(OwnField::Low, "mars"), (OwnField::High, "juni")];
        let problems = read(month.unwrap(), &span).unwrap_err();
        assert_eq!(problems, [(OwnField::Low, words::NO_SPAN.to_owned())]);
    }
}
