//! Own figures (*eget underlag*) as a file.

use std::collections::BTreeMap;

use balans_format::text;
use balans_model::Pack;
use chrono::DateTime;
use serde::{Deserialize, Serialize};

use super::{
    Contents, DETAIL_LIMIT, FigureChange, FigureDetail, FileError, FileNumber, OwnFigure,
    SOURCE_LIMIT, ScenarioError, Underlag, UniqueKeyMap, is_date, is_line, name_of, pack_version,
    short, value_of,
};

/// Value of the field `format` in a file of own figures.
pub const UNDERLAG_FORMAT: &str = "balans-underlag";
/// Version of a file of own figures, as written. Since version 2 a figure may have a date, a role and a note.
pub(super) const VERSION: u32 = 2;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnderlagFile {
    format: String,
    version: u32,
    app: String,
    pack: String,
    pack_version: String,
    name: String,
    figures: UniqueKeyMap<FigureEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeEntry>,
}

/// Own figures within a scenario of a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnderlagEntry {
    name: String,
    figures: UniqueKeyMap<FigureEntry>,
    // Since version 2 of the file, and version 3 of a file of scenarios.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeEntry>,
}

/// A change of an own figure.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeEntry {
    when: String,
    figure: String,
    from: FileNumber,
    to: FileNumber,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    why: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureEntry {
    value: FileNumber,
    source: String,
    // Since version 2 of the file, and version 3 of a file of scenarios.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    date: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    responsible: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

impl FigureEntry {
    const fn detail(&self, detail: FigureDetail) -> &String {
        match detail {
            FigureDetail::Date => &self.date,
            FigureDetail::Responsible => &self.responsible,
            FigureDetail::Note => &self.note,
        }
    }
}

/// Writes own figures as the text of a file.
#[must_use]
pub fn write_underlag(pack: &Pack, underlag: Underlag) -> String {
    let UnderlagEntry {
        name,
        figures,
        changes,
    } = entry(pack, underlag);
    let file = UnderlagFile {
        format: UNDERLAG_FORMAT.to_owned(),
        version: VERSION,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        pack: pack.id.to_string(),
        pack_version: pack_version(pack),
        name,
        figures,
        changes,
    };
    // Plain structs with string keys have no way to fail; an empty text is no file.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// Makes own figures of all figures of a pack, with the pack's sources, as a template to be edited.
#[must_use]
pub fn template(pack: &Pack, name: &str) -> Underlag {
    let mut figures = BTreeMap::new();
    for spec in pack.inputs.iter() {
        let figure = OwnFigure {
            value: spec.default,
            source: spec.source.to_string(),
            ..OwnFigure::default()
        };
        figures.insert(spec.id.to_string(), figure);
    }
    Underlag {
        name: name.to_owned(),
        figures,
        ..Underlag::default()
    }
}

pub(super) fn entry(pack: &Pack, underlag: Underlag) -> UnderlagEntry {
    let changes = underlag.changes().into_iter().map(|change| ChangeEntry {
        when: change.when,
        figure: change.input,
        from: FileNumber(change.from),
        to: FileNumber(change.to),
        why: change.why,
    });
    let changes = changes.collect();
    let mut figures = BTreeMap::new();
    for (id, figure) in underlag.figures {
        let mended = pack
            .find(&id)
            .and_then(|id| pack.spec(id).mend(figure.value));
        let entry = FigureEntry {
            value: FileNumber(mended.unwrap_or(figure.value)),
            date: figure.detail(FigureDetail::Date).to_owned(),
            responsible: figure.detail(FigureDetail::Responsible).to_owned(),
            note: figure.detail(FigureDetail::Note).to_owned(),
            source: figure.source,
        };
        figures.insert(id, entry);
    }
    UnderlagEntry {
        name: underlag.name,
        figures: UniqueKeyMap(figures),
        changes,
    }
}

pub(super) fn read(
    file: UnderlagFile,
    pack: &Pack,
    no_source: &str,
) -> Result<Contents, FileError> {
    if file.pack != pack.id {
        return Err(FileError::UnknownPack(short(&file.pack)));
    }
    let other_figures = file.pack_version != pack_version(pack);
    let entry = UnderlagEntry {
        name: file.name,
        figures: file.figures,
        changes: file.changes,
    };
    let mut underlag = own(pack, entry, no_source).map_err(FileError::Underlag)?;
    // What stands just as in the pack is the pack's own.
    underlag.figures.retain(|id, figure| {
        let spec = pack.find(id).map(|id| pack.spec(id));
        spec.is_none_or(|spec| !figure.is_value_of(spec) || spec.source != figure.source)
    });
    if underlag.figures.is_empty() {
        return Err(FileError::Empty);
    }
    Ok(Contents {
        scenarios: Vec::new(),
        underlag: Some(underlag),
        other_figures,
    })
}

/// Reads own figures; each must have a source.
pub(super) fn own(
    pack: &Pack,
    entry: UnderlagEntry,
    no_source: &str,
) -> Result<Underlag, ScenarioError> {
    let name = name_of(&entry.name).ok_or(ScenarioError::Name)?;
    if entry.figures.is_empty() {
        return Err(ScenarioError::Figures);
    }
    let mut figures = BTreeMap::new();
    for (id, entry) in entry.figures.0 {
        let (input, value) = value_of(pack, &id, entry.value.0)?;
        let source = text::lines(entry.source.trim()).trim().to_owned();
        if !is_line(&source, usize::MAX) {
            return Err(ScenarioError::Source(input));
        }
        if !is_line(&source, SOURCE_LIMIT) {
            return Err(ScenarioError::LongSource(input));
        }
        let mut figure = OwnFigure {
            value,
            source,
            ..OwnFigure::default()
        };
        for detail in FigureDetail::ALL {
            let said = text::line(entry.detail(detail));
            let is_wrong = match detail {
                FigureDetail::Date => !is_date(&said),
                _ => said.chars().count() > DETAIL_LIMIT,
            };
            if is_wrong && !said.is_empty() {
                return Err(ScenarioError::Detail(input, detail));
            }
            figure.set_detail(detail, said);
        }
        figures.insert(id, figure);
    }
    let mut underlag = Underlag {
        name,
        figures,
        ..Underlag::default()
    };
    for change in entry.changes {
        if pack.find(&change.figure).is_none() {
            return Err(ScenarioError::UnknownInput(short(&change.figure)));
        }
        if DateTime::parse_from_rfc3339(&change.when).is_err() {
            return Err(ScenarioError::Time);
        }
        underlag.record(&FigureChange {
            when: change.when,
            input: change.figure,
            from: change.from.0,
            to: change.to.0,
            why: change.why,
        });
    }
    Ok(underlag.attributed(pack, no_source))
}
