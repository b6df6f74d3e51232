//! Own figures (*eget underlag*) as a file.

use std::collections::BTreeMap;

use balans_format::text;
use balans_model::Pack;
use serde::{Deserialize, Serialize};

use super::{
    Contents, FileError, FileNumber, OwnFigure, SOURCE_LIMIT, ScenarioError, Underlag,
    UniqueKeyMap, is_line, name_of, pack_version, short, value_of,
};

/// Value of the field `format` in a file of own figures.
pub const UNDERLAG_FORMAT: &str = "balans-underlag";
/// Version of a file of own figures, as written.
pub(super) const VERSION: u32 = 1;

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
}

/// Own figures within a scenario of a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnderlagEntry {
    name: String,
    figures: UniqueKeyMap<FigureEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureEntry {
    value: FileNumber,
    source: String,
}

/// Writes own figures as the text of a file.
#[must_use]
pub fn write_underlag(pack: &Pack, underlag: Underlag) -> String {
    let UnderlagEntry { name, figures } = entry(pack, underlag);
    let file = UnderlagFile {
        format: UNDERLAG_FORMAT.to_owned(),
        version: VERSION,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        pack: pack.id.to_string(),
        pack_version: pack_version(pack),
        name,
        figures,
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
        };
        figures.insert(spec.id.to_string(), figure);
    }
    Underlag {
        name: name.to_owned(),
        figures,
    }
}

pub(super) fn entry(pack: &Pack, underlag: Underlag) -> UnderlagEntry {
    let mut figures = BTreeMap::new();
    for (id, OwnFigure { value, source }) in underlag.figures {
        let mended = pack.find(&id).and_then(|id| pack.spec(id).mend(value));
        let value = FileNumber(mended.unwrap_or(value));
        figures.insert(id, FigureEntry { value, source });
    }
    UnderlagEntry {
        name: underlag.name,
        figures: UniqueKeyMap(figures),
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
    for (id, FigureEntry { value, source }) in entry.figures.0 {
        let (input, value) = value_of(pack, &id, value.0)?;
        let source = text::lines(source.trim()).trim().to_owned();
        if !is_line(&source, usize::MAX) {
            return Err(ScenarioError::Source(input));
        }
        if !is_line(&source, SOURCE_LIMIT) {
            return Err(ScenarioError::LongSource(input));
        }
        figures.insert(id, OwnFigure { value, source });
    }
    Ok(Underlag { name, figures }.attributed(pack, no_source))
}
