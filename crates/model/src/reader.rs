//! Reads a pack file: TOML in, checked rows out, and every error names its line.
//!
//! Runs in the build script (and in this crate's tests); the finished crate carries no TOML parser.
//! It knows the file's shape and its rules, not the model: which inputs exist is the file's own affair.

use crate::vocabulary::{Evidence, MeasureArea, MeasureStatus, Status, Unit};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;

/// The longest purpose the product allows, in words.
pub(crate) const PURPOSE_WORDS: usize = 20;
/// Largest number of words of a measure's phrase.
pub(crate) const PHRASE_WORDS: usize = 6;
/// The most years a pack may span: the model keeps its series in arrays of this length.
pub(crate) const YEAR_SLOTS: usize = 12;
/// The phasing inputs a measure may have, in the order they are made.
pub(crate) const PHASING: [&str; 6] = [
    "on",
    "start_year",
    "start_month",
    "ramp_years",
    "realisation",
    "one_off",
];

/// What is wrong with a pack, and on which line (1-based).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PackError {
    pub(crate) line: usize,
    pub(crate) text: String,
}

impl std::fmt::Display for PackError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}

/// A whole pack, checked, with phasing spread out to ordinary inputs.
#[derive(Debug)]
pub(crate) struct PackRows {
    pub(crate) header: Header,
    pub(crate) documents: Vec<Document>,
    pub(crate) limits: Limits,
    pub(crate) inputs: Vec<InputRow>,
    pub(crate) measures: Vec<MeasureRow>,
    pub(crate) presets: Vec<PresetRow>,
    pub(crate) client_benchmarks: Vec<ClientBenchmark>,
    pub(crate) case_benchmarks: Vec<CaseBenchmark>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) base_year: i32,
    pub(crate) plan_year: i32,
    pub(crate) horizon: i32,
    pub(crate) growth_from: i32,
    pub(crate) growth_to: i32,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) description: String,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limits {
    pub(crate) total_cost_low: f64,
    pub(crate) total_cost_high: f64,
    pub(crate) clients_per_fte: f64,
    pub(crate) share_capital: f64,
}

#[derive(Clone, Debug)]
pub(crate) struct InputRow {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) purpose: String,
    pub(crate) unit: Unit,
    pub(crate) default: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
    pub(crate) step: f64,
    pub(crate) status: Status,
    pub(crate) source: String,
    pub(crate) note: Option<String>,
    pub(crate) span: Option<SpanRow>,
}

/// How far a source says that a value may be from the default.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpanRow {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) source: String,
}

#[derive(Debug)]
pub(crate) struct MeasureRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) phrase: String,
    pub(crate) area: MeasureArea,
    pub(crate) status: MeasureStatus,
    pub(crate) evidence: Option<Evidence>,
    pub(crate) purpose: String,
    pub(crate) affects: String,
    pub(crate) consequence: String,
    pub(crate) source: String,
    pub(crate) note: Option<String>,
    /// Indices in `PackRows::inputs`.
    pub(crate) levers: Vec<usize>,
    pub(crate) inputs: Vec<usize>,
    pub(crate) phasing: Vec<usize>,
}

#[derive(Debug)]
pub(crate) struct PresetRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) explanation: String,
    pub(crate) values: Vec<(usize, f64)>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientBenchmark {
    pub(crate) municipality: String,
    pub(crate) clients: f64,
    pub(crate) case_managers: f64,
    pub(crate) other: f64,
    pub(crate) managers: f64,
    pub(crate) fte: f64,
    pub(crate) clients_per_fte: f64,
    pub(crate) note: Option<String>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseBenchmark {
    pub(crate) municipality: String,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPack {
    pack: Spanned<Header>,
    document: Vec<Document>,
    limits: Spanned<Limits>,
    input: Vec<Spanned<RawInput>>,
    phasing: RawPhasing,
    measure: Vec<Spanned<RawMeasure>>,
    #[serde(default)]
    preset: Vec<Spanned<RawPreset>>,
    #[serde(default)]
    client_benchmark: Vec<ClientBenchmark>,
    #[serde(default)]
    case_benchmark: Vec<CaseBenchmark>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInput {
    id: String,
    label: String,
    purpose: String,
    unit: Spanned<String>,
    default: f64,
    min: f64,
    max: f64,
    step: f64,
    status: Spanned<String>,
    source: String,
    note: Option<String>,
    span: Option<SpanRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhasing {
    on: Spanned<RawTemplate>,
    start_year: Spanned<RawTemplate>,
    start_month: Spanned<RawTemplate>,
    ramp_years: Spanned<RawTemplate>,
    realisation: Spanned<RawTemplate>,
    one_off: Spanned<RawTemplate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTemplate {
    label: String,
    purpose: String,
    unit: Spanned<String>,
    default: f64,
    min: f64,
    max: f64,
    step: f64,
    status: Spanned<String>,
    source: String,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMeasure {
    id: String,
    name: String,
    phrase: String,
    area: Spanned<String>,
    status: Spanned<String>,
    evidence: Option<Spanned<String>>,
    purpose: String,
    affects: String,
    consequence: String,
    source: String,
    note: Option<String>,
    #[serde(default)]
    levers: Vec<Spanned<String>>,
    #[serde(default)]
    without: Vec<Spanned<String>>,
    #[serde(default)]
    phasing: RawOverrides,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawOverrides {
    on: Option<f64>,
    start_year: Option<f64>,
    start_month: Option<f64>,
    ramp_years: Option<f64>,
    realisation: Option<f64>,
    one_off: Option<f64>,
}

impl RawOverrides {
    fn get(&self, key: &str) -> Option<f64> {
        match key {
            "on" => self.on,
            "start_year" => self.start_year,
            "start_month" => self.start_month,
            "ramp_years" => self.ramp_years,
            "realisation" => self.realisation,
            "one_off" => self.one_off,
            _ => None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPreset {
    id: String,
    name: String,
    explanation: String,
    #[serde(default)]
    values: std::collections::BTreeMap<Spanned<String>, f64>,
}

/// Reads and checks a pack file.
///
/// # Errors
/// The first thing that is wrong, with its line.
pub(crate) fn read(text: &str) -> Result<PackRows, PackError> {
    let text = &typeset(text);
    let raw: RawPack = toml::from_str(text).map_err(|error| PackError {
        line: line_of(text, error.span().unwrap_or(0..0)),
        text: error.message().to_owned(),
    })?;
    let checker = Checker { text };
    checker.header(&raw.pack)?;
    checker.limits(&raw.limits)?;

    let mut inputs = Vec::new();
    let mut ids = BTreeSet::new();
    for row in &raw.input {
        let span = row.span();
        let row = checker.input(row.get_ref(), span.clone())?;
        checker.new_id(&mut ids, &row.id, span)?;
        inputs.push(row);
    }

    let mut measures = Vec::new();
    let mut measure_ids = BTreeSet::new();
    for row in &raw.measure {
        let span = row.span();
        let row = row.get_ref();
        checker.new_id(&mut measure_ids, &row.id, span.clone())?;
        measures.push(checker.measure(row, span, &raw.phasing, &mut inputs, &mut ids)?);
    }

    let mut presets = Vec::new();
    let mut preset_ids = BTreeSet::new();
    for row in &raw.preset {
        let span = row.span();
        let row = row.get_ref();
        checker.new_id(&mut preset_ids, &row.id, span)?;
        presets.push(checker.preset(row, &inputs)?);
    }

    Ok(PackRows {
        header: raw.pack.into_inner(),
        documents: raw.document,
        limits: raw.limits.into_inner(),
        inputs,
        measures,
        presets,
        client_benchmarks: raw.client_benchmark,
        case_benchmarks: raw.case_benchmark,
    })
}

/// Sets hard spaces where a line must not break: between the groups of a number, between a number and its unit or
/// month, after § and kap., and in Tiohundra AB. So a controller writes plain spaces. No line is added or removed.
fn typeset(text: &str) -> String {
    const AFTER_NUMBER: [&str; 27] = [
        "mnkr",
        "tkr",
        "kr",
        "kronor",
        "%",
        "procent",
        "procentenheter",
        "dygn",
        "platser",
        "personer",
        "år",
        "månader",
        "timmar",
        "minuter",
        "kap.",
        "§",
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
    ];
    const BEFORE_NUMBER: [&str; 3] = ["§", "kap.", "nivå"];
    let ends_in_digit = |word: &str| word.ends_with(|c: char| c.is_ascii_digit());
    let is_group = |word: &str| {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        digits == 3
    };
    let bare = |word: &'_ str| -> String {
        word.trim_end_matches(['.', ',', ';', ':', '"', ')', '?'])
            .to_owned()
    };
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for word in text.split_inclusive([' ', '\n']) {
        let now = word.trim_end_matches([' ', '\n']);
        let is_tied = out.ends_with(' ')
            && ((ends_in_digit(before)
                && (AFTER_NUMBER.contains(&now)
                    || AFTER_NUMBER.contains(&bare(now).as_str())
                    || is_group(now)))
                || (BEFORE_NUMBER.contains(&before)
                    && now.starts_with(|c: char| c.is_ascii_digit()))
                || (before.ends_with("Tiohundra") && now.starts_with("AB")));
        if is_tied {
            out.pop();
            out.push('\u{a0}');
        }
        out.push_str(word);
        before = now;
    }
    out
}

fn line_of(text: &str, span: Range<usize>) -> usize {
    text.bytes()
        .take(span.start)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

struct Checker<'a> {
    text: &'a str,
}

impl Checker<'_> {
    fn wrong<T>(&self, span: Range<usize>, text: String) -> Result<T, PackError> {
        Err(PackError {
            line: line_of(self.text, span),
            text,
        })
    }

    fn new_id(
        &self,
        ids: &mut BTreeSet<String>,
        id: &str,
        span: Range<usize>,
    ) -> Result<(), PackError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.';
        if id.is_empty() || !id.chars().all(plain) {
            return self.wrong(span, format!("id \"{id}\" may hold only a-z, 0-9, _ and ."));
        }
        if !ids.insert(id.to_owned()) {
            return self.wrong(span, format!("id \"{id}\" stands twice"));
        }
        Ok(())
    }

    fn header(&self, header: &Spanned<Header>) -> Result<(), PackError> {
        let span = header.span();
        let header = header.get_ref();
        let plausible = |year: i32| (1900..2200).contains(&year);
        if ![header.base_year, header.plan_year, header.horizon]
            .into_iter()
            .all(plausible)
        {
            return self.wrong(span, "years must lie in 1900–2199".to_owned());
        }
        if !(header.base_year < header.plan_year && header.plan_year <= header.horizon) {
            return self.wrong(
                span,
                "base_year < plan_year ≤ horizon does not hold".to_owned(),
            );
        }
        if (header.horizon - header.base_year) as usize >= YEAR_SLOTS {
            return self.wrong(span, format!("a pack spans at most {YEAR_SLOTS} years"));
        }
        if !plausible(header.growth_from) || header.growth_from >= header.growth_to {
            return self.wrong(span, "growth_from < growth_to does not hold".to_owned());
        }
        Ok(())
    }

    fn limits(&self, limits: &Spanned<Limits>) -> Result<(), PackError> {
        let Limits {
            total_cost_low,
            total_cost_high,
            clients_per_fte,
            share_capital,
        } = limits.get_ref();
        let all = [
            total_cost_low,
            total_cost_high,
            clients_per_fte,
            share_capital,
        ];
        if !all
            .into_iter()
            .all(|limit| limit.is_finite() && *limit > 0.0)
        {
            return self.wrong(limits.span(), "every limit must be more than 0".to_owned());
        }
        if total_cost_low >= total_cost_high {
            let text = "total_cost_low must be less than total_cost_high".to_owned();
            return self.wrong(limits.span(), text);
        }
        Ok(())
    }

    fn word<T>(
        &self,
        what: &str,
        word: &Spanned<String>,
        parse: fn(&str) -> Option<T>,
    ) -> Result<T, PackError> {
        match parse(word.get_ref()) {
            Some(found) => Ok(found),
            None => self.wrong(
                word.span(),
                format!("unknown {what} \"{}\"", word.get_ref()),
            ),
        }
    }

    fn text(&self, span: Range<usize>, id: &str, fields: &[(&str, &str)]) -> Result<(), PackError> {
        for (key, value) in fields {
            if value.trim().is_empty() {
                return self.wrong(span, format!("\"{id}\": {key} is empty"));
            }
            if *key == "phrase" {
                let words = value.split_whitespace().count();
                let starts_lower = value.chars().next().is_some_and(char::is_lowercase);
                if words > PHRASE_WORDS || !starts_lower || value.ends_with('.') {
                    return self.wrong(
                        span,
                        format!(
                            "\"{id}\": phrase must be at most {PHRASE_WORDS} words, in lower case and without a full stop"
                        ),
                    );
                }
            }
            if *key == "purpose" && value.split_whitespace().count() > PURPOSE_WORDS {
                return self.wrong(
                    span,
                    format!("\"{id}\": purpose is longer than {PURPOSE_WORDS} words"),
                );
            }
        }
        Ok(())
    }

    fn range(&self, span: Range<usize>, row: &InputRow) -> Result<(), PackError> {
        let InputRow {
            id,
            default,
            min,
            max,
            step,
            ..
        } = row;
        if ![default, min, max, step]
            .into_iter()
            .all(|value| value.is_finite())
        {
            return self.wrong(span, format!("\"{id}\": every number must be finite"));
        }
        if min >= max {
            return self.wrong(span, format!("\"{id}\": min must be less than max"));
        }
        if default < min || default > max {
            return self.wrong(
                span,
                format!("\"{id}\": default {default} is outside {min}–{max}"),
            );
        }
        if *step <= 0.0 {
            return self.wrong(span, format!("\"{id}\": step must be more than 0"));
        }
        if let Some(SpanRow { low, high, source }) = &row.span {
            let is_ordered =
                low < high && (min..=max).contains(&low) && (min..=max).contains(&high);
            if !is_ordered || !(low..=high).contains(&default) {
                return self.wrong(
                    span,
                    format!(
                        "\"{id}\": span {low}–{high} must hold the default and lie within the range"
                    ),
                );
            }
            if source.trim().is_empty() {
                return self.wrong(span, format!("\"{id}\": the span's source is empty"));
            }
        }
        Ok(())
    }

    fn input(&self, raw: &RawInput, span: Range<usize>) -> Result<InputRow, PackError> {
        let row = InputRow {
            id: raw.id.clone(),
            label: raw.label.clone(),
            purpose: raw.purpose.clone(),
            unit: self.word("unit", &raw.unit, Unit::parse)?,
            default: raw.default,
            min: raw.min,
            max: raw.max,
            step: raw.step,
            // A pack has no figures of anyone's own: those stand in for the pack's.
            status: self.word("status", &raw.status, |word| {
                Status::parse(word).filter(|status| *status != Status::Own)
            })?,
            source: raw.source.clone(),
            note: raw.note.clone(),
            span: raw.span.clone(),
        };
        let fields = [
            ("label", &*raw.label),
            ("purpose", &*raw.purpose),
            ("source", &*raw.source),
        ];
        self.text(span.clone(), &raw.id, &fields)?;
        self.range(span, &row)?;
        Ok(row)
    }

    fn measure(
        &self,
        raw: &RawMeasure,
        span: Range<usize>,
        phasing: &RawPhasing,
        inputs: &mut Vec<InputRow>,
        ids: &mut BTreeSet<String>,
    ) -> Result<MeasureRow, PackError> {
        let fields = [
            ("name", &*raw.name),
            ("phrase", &*raw.phrase),
            ("purpose", &*raw.purpose),
            ("affects", &*raw.affects),
            ("consequence", &*raw.consequence),
            ("source", &*raw.source),
        ];
        self.text(span.clone(), &raw.id, &fields)?;
        for key in &raw.without {
            if !PHASING.contains(&key.get_ref().as_str()) {
                return self.wrong(key.span(), format!("unknown phasing \"{}\"", key.get_ref()));
            }
        }
        let evidence = match &raw.evidence {
            Some(word) => Some(self.word("evidence", word, Evidence::parse)?),
            None => None,
        };

        let prefix = format!("{}.", raw.id);
        let own = (0..inputs.len())
            .filter(|i| inputs[*i].id.starts_with(&prefix))
            .collect();
        let mut levers = Vec::new();
        for lever in &raw.levers {
            match inputs.iter().position(|row| row.id == *lever.get_ref()) {
                Some(index) => levers.push(index),
                None => {
                    return self.wrong(
                        lever.span(),
                        format!("unknown lever \"{}\"", lever.get_ref()),
                    );
                }
            }
        }
        // A measure with no amount behind it is only listed: it has no levers and nothing to phase.
        if evidence.is_some() == levers.is_empty() {
            return self.wrong(
                span,
                format!("\"{}\": levers and evidence go together", raw.id),
            );
        }
        let mut phased = Vec::new();
        if evidence.is_some() {
            let templates = [
                &phasing.on,
                &phasing.start_year,
                &phasing.start_month,
                &phasing.ramp_years,
                &phasing.realisation,
                &phasing.one_off,
            ];
            for (key, template) in PHASING.into_iter().zip(templates) {
                if raw.without.iter().any(|word| word.get_ref() == key) {
                    continue;
                }
                let template_span = template.span();
                let template = template.get_ref();
                let row = RawInput {
                    id: format!("{}.{key}", raw.id),
                    label: template.label.replace("{name}", &raw.name),
                    purpose: template.purpose.clone(),
                    unit: template.unit.clone(),
                    default: raw.phasing.get(key).unwrap_or(template.default),
                    min: template.min,
                    max: template.max,
                    step: template.step,
                    status: template.status.clone(),
                    source: template.source.clone(),
                    note: template.note.clone(),
                    span: None,
                };
                let at = if raw.phasing.get(key).is_some() {
                    span.clone()
                } else {
                    template_span
                };
                let row = self.input(&row, at.clone())?;
                self.new_id(ids, &row.id, at)?;
                phased.push(inputs.len());
                inputs.push(row);
            }
        }
        Ok(MeasureRow {
            id: raw.id.clone(),
            name: raw.name.clone(),
            phrase: raw.phrase.clone(),
            area: self.word("area", &raw.area, MeasureArea::parse)?,
            status: self.word("status", &raw.status, MeasureStatus::parse)?,
            evidence,
            purpose: raw.purpose.clone(),
            affects: raw.affects.clone(),
            consequence: raw.consequence.clone(),
            source: raw.source.clone(),
            note: raw.note.clone(),
            levers,
            inputs: own,
            phasing: phased,
        })
    }

    fn preset(&self, raw: &RawPreset, inputs: &[InputRow]) -> Result<PresetRow, PackError> {
        let mut values = Vec::new();
        for (id, value) in &raw.values {
            let Some(index) = inputs.iter().position(|row| row.id == *id.get_ref()) else {
                return self.wrong(id.span(), format!("unknown input \"{}\"", id.get_ref()));
            };
            let row = &inputs[index];
            if !(row.min..=row.max).contains(value) {
                return self.wrong(
                    id.span(),
                    format!("{value} is outside {}–{}", row.min, row.max),
                );
            }
            values.push((index, *value));
        }
        Ok(PresetRow {
            id: raw.id.clone(),
            name: raw.name.clone(),
            explanation: raw.explanation.clone(),
            values,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{PackError, read, typeset};

    const PACK: &str = include_str!("../data/kson-2023.toml");

    /// The pack with one piece of text replaced, and the line the replacement starts on.
    fn broken(from: &str, to: &str) -> (usize, PackError) {
        let at = PACK.find(from).unwrap();
        let line = PACK[..at].matches('\n').count() + 1;
        (line, read(&PACK.replacen(from, to, 1)).unwrap_err())
    }

    #[test]
    fn hard_spaces_are_set_where_a_line_must_not_break() {
        for (plain, set) in [
            (
                "1 300–2 600 kr brutto",
                "1\u{a0}300–2\u{a0}600\u{a0}kr brutto",
            ),
            ("upp till 500 tkr per år", "upp till 500\u{a0}tkr per år"),
            (
                "78,0 mnkr är 2,5 procent",
                "78,0\u{a0}mnkr är 2,5\u{a0}procent",
            ),
            (
                "beslut 2021-12-08 § 175",
                "beslut 2021-12-08\u{a0}§\u{a0}175",
            ),
            ("LSS nivå 3", "LSS nivå\u{a0}3"),
            ("23,85 procent, inte 33.", "23,85\u{a0}procent, inte 33."),
            ("Tiohundra AB:s platser", "Tiohundra\u{a0}AB:s platser"),
            ("omsorg 2022: 20 060 kr", "omsorg 2022: 20\u{a0}060\u{a0}kr"),
            ("62 har 2023 om 12 olika", "62 har 2023 om 12 olika"),
            ("min = 0\nmax = 100\n", "min = 0\nmax = 100\n"),
        ] {
            assert_eq!(typeset(plain), set);
        }
    }

    #[test]
    fn the_pack_reads() {
        let rows = read(PACK).unwrap();
        assert!(
            rows.inputs
                .iter()
                .any(|row| row.id == "vacancy_reform.start_year")
        );
        assert_eq!(rows.documents.len(), 2);
    }

    #[test]
    fn an_error_names_its_line() {
        for (from, to, says) in [
            ("step = 0.1", "stepp = 0.1", "unknown field `stepp`"),
            (
                "unit = \"mnkr\"",
                "unit = \"miljoner\"",
                "unknown unit \"miljoner\"",
            ),
            (
                "status = \"source\"",
                "status = \"sant\"",
                "unknown status \"sant\"",
            ),
            (
                "evidence = \"own\"",
                "evidence = \"mine\"",
                "unknown evidence \"mine\"",
            ),
            (
                "area = \"care\"",
                "area = \"kultur\"",
                "unknown area \"kultur\"",
            ),
            (
                "levers = [\"vacancy_reform.amount\"]",
                "levers = [\"vacancy_reform.amont\"]",
                "unknown lever",
            ),
            (
                "\"demography.elasticity_care\" = 0.48",
                "\"demography.elasticity_care\" = 4.8",
                "outside 0–1.2",
            ),
            (
                "\"demography.elasticity_care\" = 1",
                "\"demography.elasticity\" = 1",
                "unknown input",
            ),
            ("default = 47.6", "default = \"47,6\"", "invalid type"),
            ("default = 47.6", "default = 47,6", ""),
        ] {
            let (line, error) = broken(from, to);
            assert_eq!(error.line, line, "{error}");
            assert!(error.text.contains(says), "{error}");
        }
    }

    #[test]
    fn an_error_in_a_table_names_where_the_table_starts() {
        let care = PACK.find("[[input]]\nid = \"requirement.care\"").unwrap();
        let line = PACK[..care].matches('\n').count() + 1;
        for (from, to, says) in [
            (
                "label = \"Krav på omsorgen\"\n",
                "",
                "missing field `label`",
            ),
            ("default = 47.6", "default = 147.6", "outside 0–100"),
            ("default = 47.6", "default = nan", "finite"),
            ("max = 100", "max = 0", "min must be less than max"),
            ("step = 0.1", "step = 0", "step must be more than 0"),
            (
                "id = \"requirement.care\"",
                "id = \"Krav\"",
                "may hold only",
            ),
            ("id = \"requirement.care\"", "id = \"\"", "may hold only"),
            (
                "label = \"Krav på omsorgen\"",
                "label = \" \"",
                "label is empty",
            ),
            (
                "purpose = \"Skillnaden",
                "purpose = \"ett två tre fyra fem sex sju åtta nio tio elva tolv skillnaden",
                "longer than 20",
            ),
        ] {
            let error = broken(from, to).1;
            assert_eq!(error.line, line, "{error}");
            assert!(error.text.contains(says), "{error}");
        }
    }

    #[test]
    fn a_phrase_is_a_few_words_in_lower_case() {
        let phrase = "phrase = \"egna LSS-platser\"";
        for to in [
            "phrase = \"Egna LSS-platser\"",
            "phrase = \"egna nya platser i alla boenden enligt LSS\"",
            "phrase = \"egna LSS-platser.\"",
        ] {
            let error = broken(phrase, to).1;
            assert!(error.text.contains("phrase must be"), "{error}");
        }
    }

    #[test]
    fn an_error_says_its_line_first() {
        let (line, error) = broken("step = 0.1", "step = 0.1.1");
        assert_eq!(error.to_string(), format!("line {line}: {}", error.text));
        assert!(!error.text.is_empty());
    }

    #[test]
    fn a_purpose_has_up_to_twenty_words() {
        // The pack's own has 12.
        let longer =
            |by: &str| read(&PACK.replacen("\"Skillnaden", &format!("\"{by} skillnaden"), 1));
        assert!(longer("ett två tre fyra fem sex sju åtta").is_ok());
        assert!(longer("ett två tre fyra fem sex sju åtta nio").is_err());
    }

    #[test]
    fn a_measure_may_be_phased_otherwise() {
        let lever = "levers = [\"occupancy.nursing_home.change\"";
        let own = "phasing = { on = 0, start_year = 2024, start_month = 7, ramp_years = 2, realisation = 80, one_off = 3 }";
        let rows = read(&PACK.replacen(lever, &format!("{own}\n{lever}"), 1)).unwrap();
        let phasing = |id: &str| -> Vec<f64> {
            let measure = rows.measures.iter().find(|row| row.id == id).unwrap();
            let inputs = measure.phasing.iter().map(|index| &rows.inputs[*index]);
            inputs.map(|row| row.default).collect()
        };
        assert_eq!(phasing("occupancy"), [0.0, 2024.0, 7.0, 2.0, 80.0, 3.0]);
        let others = [1.0, 2023.0, 1.0, 1.0, 100.0, 0.0];
        assert_eq!(phasing("vacancy_reform"), others);
    }

    #[test]
    fn an_id_stands_once() {
        let error = broken("id = \"requirement.health\"", "id = \"requirement.care\"").1;
        assert!(error.text.contains("stands twice"), "{error}");
        let error = broken("id = \"occupancy\"", "id = \"housing_upgrade\"").1;
        assert!(error.text.contains("stands twice"), "{error}");
        let error = broken("id = \"aldersviktat\"", "id = \"underlaget\"").1;
        assert!(error.text.contains("stands twice"), "{error}");
    }

    #[test]
    fn years_and_phasing_make_sense() {
        for (from, to, says) in [
            (
                "plan_year = 2023",
                "plan_year = 2022",
                "base_year < plan_year",
            ),
            ("horizon = 2031", "horizon = 2040", "at most 12 years"),
            ("base_year = 2022", "base_year = 22", "1900–2199"),
            (
                "growth_to = 2025",
                "growth_to = 2021",
                "growth_from < growth_to",
            ),
            (
                "share_capital = 17.3",
                "share_capital = 0",
                "every limit must be more than 0",
            ),
            (
                "total_cost_low = 3057.0",
                "total_cost_low = 3186.0",
                "must be less than total_cost_high",
            ),
            ("default = 2023", "default = 2022", "outside 2023–2031"),
            (
                "levers = [\"vacancy_reform.amount\"]",
                "",
                "levers and evidence go together",
            ),
            (
                "levers = [\"vacancy_reform.amount\"]",
                "levers = [\"vacancy_reform.amount\"]\nwithout = [\"ramp\"]",
                "unknown phasing",
            ),
            (
                "levers = [\"vacancy_reform.amount\"]",
                "levers = [\"vacancy_reform.amount\"]\nphasing = { start_year = 2050 }",
                "outside 2023–2031",
            ),
            (
                "[phasing.one_off]",
                "[phasing.engang]",
                "unknown field `engang`",
            ),
        ] {
            let error = broken(from, to).1;
            assert!(error.text.contains(says), "{error}");
        }
    }
}
