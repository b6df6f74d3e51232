//! The library of saved scenarios: sorting, searching, naming, and the results of an import.

use std::sync::Arc;

use balans_format::text::fold;

use crate::collections::sort;
use crate::storage::instant;
use balans_scenario::SavedScenario;

/// The order of scenarios in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LibraryOrder {
    /// By name, in Swedish order.
    Name,
    /// Last changed first.
    #[default]
    Changed,
    /// Last created first.
    Created,
    /// Smallest gap first.
    Gap,
}

/// The result of importing a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// No scenario has its id: added as it is.
    New,
    /// An equal scenario exists: nothing is done.
    Same,
    /// Another scenario has its id: added beside it, under this name.
    Copy(String),
    /// Not added: this version can't hold all of it, or it is malformed.
    Refused,
}

/// Makes a sort key in Swedish order: å, ä and ö last, in that order, unlike their code points.
fn sort_key(text: &str) -> String {
    let place = |c: char| match c {
        '\u{e5}' => '\u{e000}',
        '\u{e4}' => '\u{e001}',
        '\u{f6}' => '\u{e002}',
        other => other,
    };
    fold(text).chars().map(place).collect()
}

/// Sorts scenarios; ties are broken by name, then by id, so that the order is deterministic.
pub(super) fn arrange(
    scenarios: &mut Vec<Arc<SavedScenario>>,
    order: LibraryOrder,
    gap: impl Fn(&SavedScenario) -> f64,
) {
    let mut keyed: Vec<(f64, i64, String, Arc<SavedScenario>)> = scenarios
        .drain(..)
        .map(|saved| {
            let (first, second) = match order {
                LibraryOrder::Name => (0.0, 0),
                LibraryOrder::Changed => (0.0, instant(&saved.changed)),
                LibraryOrder::Created => (0.0, instant(&saved.created)),
                LibraryOrder::Gap => (gap(&saved), 0),
            };
            (first, second, sort_key(&saved.name), saved)
        })
        .collect();
    sort(&mut keyed, |a, b| {
        let rank = a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1));
        rank.then_with(|| a.2.cmp(&b.2))
            .then_with(|| a.3.id.cmp(&b.3.id))
    });
    scenarios.extend(keyed.into_iter().map(|(.., saved)| saved));
}

/// Tests whether every search word occurs in the name or the note.
pub(super) fn matches(saved: &SavedScenario, sought: &str) -> bool {
    let text = [fold(&saved.name), fold(&saved.note)].join("\n");
    let sought = fold(sought);
    sought.split_whitespace().all(|word| text.contains(word))
}

/// Returns the first of `name_of(1)`, `name_of(2)` … that no scenario has.
pub(super) fn unused_name(
    library: &[Arc<SavedScenario>],
    name_of: impl Fn(usize) -> String,
) -> String {
    let mut number = 1;
    loop {
        let name = name_of(number);
        if library.iter().all(|saved| saved.name != name) {
            return name;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests;
