//! The words of Scenarier.

use super::dates::date;
use balans_format::text::isolated;
use balans_report::texts::shared::{self, Gaps};

use balans_model::{Outcome, Pack, Quantity, Scope, Year};

use balans_format as format;

/// The menu's word, and the heading.
pub const VIEW: &str = "Scenarier";
/// What the page is for.
pub const LEAD: &str = "Börja från ett färdigt exempel eller från ett sparat scenario. Det du gör finns kvar i webbläsaren även innan du har sparat det under ett namn.";
/// Heading of the presets.
pub const PRESETS: &str = "Börja från ett färdigt exempel";
/// Explanation of presets.
pub const PRESETS_LEAD: &str = "Exemplen är verktygets egna, inte förvaltningens förslag. Ett exempel ändrar de reglage som ingår i det och lämnar de andra som de är.";
/// Button: applies a preset.
pub const SET: &str = "Välj";
/// Mark of the preset that the inputs equal.
pub const IS_SET: &str = "Valt";
/// Heading of the saved scenarios.
pub const SAVED: &str = "Sparade scenarier";
/// The lead where nothing lasts.
pub const LEAD_MEMORY: &str = "Börja från ett färdigt exempel. Webbläsaren tillåter inte att något sparas: ta med det som ska finnas kvar som fil eller länk.";
/// The heading where nothing lasts.
pub const SAVED_MEMORY: &str = "Scenarier i den här fliken";
/// Heading of the differences from the underlag.
pub const DIFFERS: &str = "Det här skiljer sig från utgångsläget";
/// The same where the underlag has a controller's own figures in it.
pub const DIFFERS_FROM_DOCUMENTS: &str = "Det här skiljer sig från verktygets utgångsläge";
/// Message: nothing differs.
pub const DIFFERS_NOT: &str = "Alla reglage står i utgångsläget.";
/// A column: which input.
pub const INPUT: &str = "Reglage";
/// A column: the value now.
pub const NOW: &str = "Nu";
/// A column: the underlag's value.
pub const BEFORE: &str = "Utgångsläge";

/// Searches names and notes.
pub const SEEK: &str = "Sök bland namn och anteckningar";
/// Message: no scenario matches the search.
pub const NONE_FOUND: &str = "Inget sparat scenario innehåller orden.";
/// Chooses the order.
pub const ORDER: &str = "Ordning";
/// The orders: last changed, last created, by name, least left to find.
pub const ORDERS: [&str; 4] = ["Senast ändrade", "Senast skapade", "Namn", "Minst återstår"];
/// Button: duplicates the scenario.
pub const DUPLICATE: &str = "Kopiera";
/// Placeholder of an empty note.
pub const NOTE: &str = "Anteckning. Skriv inga personuppgifter.";

/// Most levers in a suggested name.
pub const NAMED: usize = 2;

/// A name for a scenario of what it has elsewhere than the underlag: the first levers with their values, out of `count`.
#[must_use]
pub fn suggested(parts: &[String], count: usize) -> String {
    let mut name = parts.join(" + ");
    if count > parts.len() {
        name.push_str(" med mera");
    }
    name
}

/// A note's label.
#[must_use]
pub fn note_of(name: &str) -> String {
    format!("Anteckning till {}", isolated(name))
}

/// What a scenario leaves to find, as sentences after when it was saved.
#[must_use]
pub fn answer(pack: &Pack, year: Year, outcome: &Outcome) -> String {
    let requirement = outcome.value(Quantity::Requirement(Scope::Total, year));
    let (answer, more) = shared::answer(
        year,
        Gaps::against(pack, outcome, year),
        requirement.unwrap_or(0.0),
    );
    format!(" {answer}{more}")
}

/// The button that shows what a saved scenario has elsewhere than the underlag.
#[must_use]
pub fn differs(count: usize) -> String {
    match count {
        0 => "Som utgångsläget".to_owned(),
        1 => "Skiljer sig i ett reglage".to_owned(),
        many => format!("Skiljer sig i {} reglage", format::count(many)),
    }
}

/// What the underlag has, after what the scenario has.
#[must_use]
pub fn instead_of(underlag: &str) -> String {
    format!(" (utgångsläge: {underlag})")
}

/// The button that shows what a preset sets.
#[must_use]
pub fn sets(count: usize) -> String {
    match count {
        1 => "Ändrar ett reglage".to_owned(),
        many => format!("Ändrar {} reglage", format::count(many)),
    }
}

/// Button: saves.
pub const SAVE: &str = "Spara";

/// The dialog's opener and heading.
pub const SCENARIOS: &str = "Scenarier";

/// The opener where what is worked on has no name yet.
pub const NOT_SAVED: &str = "Osparat";

/// Label of the scenario's name.
pub const SCENARIO_NAME: &str = "Namn på scenariot";

/// Button: saves as a new scenario.
pub const SAVE_AS: &str = "Spara som nytt";

/// Button: opens.
pub const OPEN: &str = "Öppna";

/// Button: renames.
pub const RENAME: &str = "Byt namn";

/// Button: deletes.
pub const DELETE: &str = "Ta bort";

/// Button: cancels.
pub const CANCEL: &str = "Avbryt";

/// Nothing saved yet.
pub const NONE_SAVED: &str = "Inga scenarier är sparade än.";

/// No name given.
pub const NAME_MISSING: &str = "Skriv ett namn.";

/// The open scenario.
pub const CURRENT: &str = "Öppet";

/// The name is too long.
#[must_use]
pub fn name_too_long(limit: usize) -> String {
    format!("Namnet får ha högst {limit} tecken.")
}

/// When a scenario was saved, and how much in it differs.
#[must_use]
pub fn saved_when(changed: &str, differs: usize, is_persistent: bool) -> String {
    let kept = if is_persistent {
        "Sparat"
    } else {
        "Bara i den här fliken, sedan"
    };
    let when = date(changed);
    match differs {
        0 => format!("{kept} {when}. Som utgångsläget."),
        1 => format!("{kept} {when}. Ett tal skiljer sig från utgångsläget."),
        many => format!(
            "{kept} {when}. Skiljer sig från utgångsläget i {} tal.",
            format::count(many)
        ),
    }
}

/// The working copy has changes that the scenario has not.
pub const UNSAVED: &str = "ändrat";

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{Inputs, KSON_2023, simulate};

    #[test]
    fn a_saved_scenario_says_what_it_leaves_in_whole_sentences() {
        let with = |values: &[(&str, f64)]| {
            let mut inputs = Inputs::defaults(&KSON_2023);
            for (id, value) in values {
                inputs.set(&KSON_2023, KSON_2023.find(id).unwrap(), *value);
            }
            answer(&KSON_2023, 2023, &simulate(&KSON_2023, &inputs))
        };
        assert_eq!(
            with(&[]),
            " Det återstår att hitta 72,5 av 73,7\u{a0}mnkr 2023."
        );
        assert_eq!(
            with(&[("requirement.care", 0.0), ("requirement.health", 0.0)]),
            " Inget krav är satt för 2023. Åtgärderna ger 1,2\u{a0}mnkr."
        );
        // One area's money is not the other's.
        assert!(with(&[("requirement.care", 0.5)]).contains("en annan medlems pengar"));
    }
}
