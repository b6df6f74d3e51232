//! The words of Jämförelser.

use balans_format as format;
use balans_report::texts::shared::trimmed;

/// The view's name in the menu, which is its heading too.
pub const VIEW: &str = "Jämförelser";

/// Writes a number as the document has it, with its decimals.
#[must_use]
pub fn stated(value: f64) -> String {
    trimmed(value, 0, 2)
}

/// Writes a range as the document has it: "64–72", or one number.
#[must_use]
pub fn stated_range(low: f64, high: f64) -> String {
    if (low - high).abs() < 1e-9 {
        stated(high)
    } else {
        format!("{}–{}", stated(low), stated(high))
    }
}

/// Writes a computed number with one decimal, for a sentence.
#[must_use]
pub fn per_manager(value: f64) -> String {
    format::number(value, 1)
}

/// Writes a rank: "flest av de sju kommunerna", or which place.
fn place(rank: usize, count: usize) -> String {
    let all = format::count(count);
    if rank == 1 {
        format!("flest av de {all} kommunerna")
    } else {
        format!("plats {rank} bland de {all} kommunerna")
    }
}

// The answer --------------------------------------------------------------------

/// Writes the view's answer: the own municipality's clients per full-time equivalent, and its rank.
#[must_use]
pub fn answer(own: &str, value: f64, rank: usize, count: usize) -> String {
    format!(
        "{own} har {} kunder per årsarbetare, {}.",
        stated(value),
        place(rank, count)
    )
}

/// Part of the answer before the municipalities that have more per case manager.
pub const ANSWER_OTHERWISE: &str = "Räknat i kunder per handläggare ligger ";
/// Joins a name and its number.
pub const WITH: &str = " med ";
/// Writes the answer's part before the own municipality.
#[must_use]
pub fn answer_above(own: &str) -> String {
    format!(" över {own} med ")
}
/// Writes the answer's part where the own municipality is first.
#[must_use]
pub fn answer_first(own: &str) -> String {
    format!("Räknat per handläggare har {own} också flest.")
}
/// Returns the separator before a name at an index of a list of `count`; empty before the first and after the last.
#[must_use]
pub const fn between(index: usize, count: usize) -> &'static str {
    if index == 0 || index >= count {
        ""
    } else if index + 1 == count {
        " och "
    } else {
        ", "
    }
}
/// Caution after the answer, with the pack's note on the table.
#[must_use]
pub fn answer_caution(note: &str) -> String {
    with_note("Talen går inte att jämföra exakt.", note)
}
fn with_note(text: &str, note: &str) -> String {
    [text, note].join(" ").trim_end().to_owned()
}

// The figure --------------------------------------------------------------------

/// The title while the scenario is as today.
#[must_use]
pub fn title_today(own: &str, rank: usize, count: usize) -> String {
    if rank == 1 {
        format!(
            "{own} har flest kunder per årsarbetare av de {} kommunerna",
            format::count(count)
        )
    } else {
        format!(
            "{own} ligger på {} i kunder per årsarbetare",
            place(rank, count)
        )
    }
}

/// The title when the lever has moved: how many of the others have more.
#[must_use]
pub fn title_scenario(own: &str, caseload: f64, above: usize, others: usize) -> String {
    let caseload = format::number(caseload, 1);
    let than = match above {
        0 => format!("fler än i de {} andra kommunerna", format::count(others)),
        above if above == others => {
            format!("färre än i de {} andra kommunerna", format::count(others))
        }
        above => format!(
            "färre än i {} av de {} andra kommunerna",
            format::count(above),
            format::count(others)
        ),
    };
    format!("Scenariot ger {own} {caseload} kunder per årsarbetare, {than}")
}

/// The title per case manager.
#[must_use]
pub fn title_managers(own: &str, first: &str, rank: usize, count: usize) -> String {
    if rank == 1 {
        format!(
            "{own} har flest kunder per handläggare av de {} kommunerna",
            format::count(count)
        )
    } else {
        format!("{first} har flest kunder per handläggare, {own} kommer på plats {rank}")
    }
}

/// Lead under the title, per full-time equivalent.
pub const LEAD_FTE: &str = "Kunder per årsarbetare i handläggningen av stöd till äldre enligt socialtjänstlagen (SoL). Alla räknas: handläggare, övriga och chefer.";
/// Lead under the title, per case manager.
pub const LEAD_MANAGERS: &str = "Kunder per biståndshandläggare. Övriga funktioner och chefer räknas inte, och ordningen blir en annan.";
/// Label of the choice of reading.
pub const CHOICE: &str = "Räkna per";
/// Per full-time equivalent.
pub const PER_FTE: &str = "Per årsarbetare";
/// Per case manager.
pub const PER_MANAGER: &str = "Per handläggare";
/// Its unit.
pub const UNIT_FTE: &str = "kunder per årsarbetare";
/// Its unit.
pub const UNIT_MANAGER: &str = "kunder per handläggare";
/// Heading of the names.
pub const MUNICIPALITY: &str = "Kommun";
/// The scenario's mark.
#[must_use]
pub fn mark(horizon: i32) -> String {
    format!("i scenariot {horizon}")
}
/// Writes the source of the stated numbers.
#[must_use]
pub fn source(of: &str, note: &str) -> String {
    with_note(&format!("Källa: {of}."), note)
}
/// Writes the source of the computed numbers.
#[must_use]
pub fn source_managers(of: &str, note: &str) -> String {
    format!(
        "Antal kunder delat med antal biståndshandläggare. {}",
        source(of, note)
    )
}

// The lever ---------------------------------------------------------------------

/// Heading of the lever's card.
pub const CASELOAD: &str = "Kunder per årsarbetare";
/// Today.
pub const TODAY: &str = "Kunder per årsarbetare i dag";
/// In the scenario.
#[must_use]
pub fn in_scenario(year: i32) -> String {
    format!("Kunder per årsarbetare i scenariot {year}")
}
/// Writes the label of the saving in a year.
#[must_use]
pub fn gives(year: i32) -> String {
    format!("Ger {year}")
}
/// Label of the saving in a full year.
pub const GIVES_FULL: &str = "Helårseffekt";
/// Writes the label of the full-time equivalents needed.
#[must_use]
pub fn needed(year: i32) -> String {
    format!("Årsarbetare som behövs {year}")
}
/// Label of the full-time equivalents needed with today's caseload.
pub const UNCHANGED: &str = "Med dagens antal kunder per årsarbetare";
/// Heading of the assumptions.
pub const ASSUMPTIONS: &str = "Antaganden om handläggningen";
/// Heading of the phasing.
pub const PHASING: &str = "Start, infasning och genomförande";

/// The posts' title.
#[must_use]
pub fn posts_title(unchanged: f64, needed: f64, first: f64, years: (i32, i32)) -> String {
    let shown = |posts: f64| format::number(posts, 1);
    let (from, to) = years;
    if shown(unchanged) == shown(needed) {
        format!(
            "Med dagens arbetssätt behövs {} årsarbetare {to}, jämfört med {from} års {}",
            shown(unchanged),
            shown(first)
        )
    } else {
        format!(
            "Scenariot kräver {} årsarbetare {to} i stället för {}",
            shown(needed),
            shown(unchanged)
        )
    }
}
/// Under the posts' title.
pub const POSTS_LEAD: &str = "Årsarbetare i biståndshandläggningen när kunderna ökar i takt med antalet äldre, före automatisering";
/// The unit.
pub const POSTS_UNIT: &str = "årsarbetare";
/// Line: as today.
pub const LINE_UNCHANGED: &str = "som i dag";
/// Line: in the scenario.
pub const LINE_NEEDED: &str = "i scenariot";

// The tables --------------------------------------------------------------------

/// The first table, by the document's own name.
pub const CLIENTS_TABLE: &str = "Handläggning inom SoL/äldre";
/// Its columns, as in the document.
pub const CLIENT_COLUMNS: [&str; 7] = [
    "Kommun",
    "Antal kunder",
    "Bistånds\u{ad}handläggare",
    "Övriga funktioner",
    "Chefer, grupp\u{ad}ledare",
    "Totalt antal års\u{ad}arbetare",
    "Antal kunder per års\u{ad}arbetare",
];
/// A row with a note.
#[must_use]
pub fn noted(name: &str, note: bool) -> String {
    if note {
        format!("{name}*")
    } else {
        name.to_owned()
    }
}
/// The note under the table.
#[must_use]
pub fn note(name: &str, note: &str) -> String {
    format!("* {name}: {note}")
}
/// The second table.
pub const CASES_TABLE: &str = "Ärenden inom socialpsykiatri";
/// Its columns.
pub const CASE_COLUMNS: [&str; 2] = ["Kommun", "Ärenden per handläggare"];

/// The cases' title.
#[must_use]
pub fn cases_title(own: &str, low: f64, high: f64, rank: usize) -> String {
    let range = stated_range(low, high);
    if rank == 1 {
        format!("{own} har flest ärenden per handläggare i socialpsykiatrin: {range}")
    } else {
        format!("{own} har {range} ärenden per handläggare i socialpsykiatrin")
    }
}
/// Under the cases' title.
pub const CASES_LEAD: &str = "Ärenden per handläggare, från lägst till högst. Ärenden är en annan enhet än kunder och kan inte jämföras.";
/// The unit.
pub const CASES_UNIT: &str = "ärenden per handläggare";
/// The ends of a range.
pub const ENDS: [&str; 2] = ["lägst", "högst"];

// The caution -------------------------------------------------------------------

/// The caution's heading.
pub const CAUTION: &str = "Jämförelsens begränsningar";
/// The caution, with the pack's note on the table and the year of its costs. The built-in pack's note is about a survey.
#[must_use]
pub fn cautions(note: &str, is_survey: bool, base_year: i32) -> Vec<String> {
    let since = if is_survey {
        "Mycket kan ha ändrats sedan dess."
    } else {
        ""
    };
    let survey = with_note(note, since);
    let survey = (!note.is_empty()).then_some(survey);
    let costs = format!(
        "Kostnaden för biståndshandläggning kan inte divideras med antalet årsarbetare i tabellen. Kostnaden är från {base_year} och gäller all biståndshandläggning, årsarbetarna gäller bara äldre."
    );
    let [inexact, order] = CAUTIONS.map(str::to_owned);
    [inexact]
        .into_iter()
        .chain(survey)
        .chain(is_survey.then(|| CONCLUSION.to_owned()))
        .chain([order, costs])
        .collect()
}
/// What holds in every year.
const CAUTIONS: [&str; 2] = [
    "Effektiviseringsunderlaget säger självt att jämförelser mellan kommuner aldrig blir exakta. Arbetsuppgifter, bedömningar, delegation och sätt att registrera skiljer sig åt.",
    "Per årsarbetare och per handläggare ger olika ordning. Båda är rätt räknade; de svarar på olika frågor.",
];
/// What the built-in pack's document concludes.
const CONCLUSION: &str = "Slutsatsen i Effektiviseringsunderlaget är att KSON:s biståndsavdelningar inte är ineffektiva jämfört med grannarna, och att storleken i stort är rimlig för effektivitet och rättssäkerhet.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_true() {
        for (above, title) in [
            (
                0,
                "Scenariot ger Norrtälje 100,0 kunder per årsarbetare, fler än i de sex andra kommunerna",
            ),
            (
                2,
                "Scenariot ger Norrtälje 100,0 kunder per årsarbetare, färre än i två av de sex andra kommunerna",
            ),
            (
                6,
                "Scenariot ger Norrtälje 100,0 kunder per årsarbetare, färre än i de sex andra kommunerna",
            ),
        ] {
            assert_eq!(title_scenario("Norrtälje", 100.0, above, 6), title);
        }
        assert_eq!(
            title_managers("Norrtälje", "Danderyd", 3, 7),
            "Danderyd har flest kunder per handläggare, Norrtälje kommer på plats 3"
        );
        assert_eq!(
            answer("Norrtälje", 96.0, 1, 7),
            "Norrtälje har 96 kunder per årsarbetare, flest av de sju kommunerna."
        );
        assert_eq!(
            posts_title(51.6, 51.6, 33.3, (2022, 2031)),
            "Med dagens arbetssätt behövs 51,6 årsarbetare 2031, jämfört med 2022 års 33,3"
        );
        assert_eq!(
            posts_title(51.6, 46.8, 33.3, (2022, 2031)),
            "Scenariot kräver 46,8 årsarbetare 2031 i stället för 51,6"
        );
    }

    #[test]
    fn as_stated() {
        for (value, text) in [
            (0.35, "0,35"),
            (14.62, "14,62"),
            (31.0, "31"),
            (2978.0, "2\u{a0}978"),
        ] {
            assert_eq!(stated(value), text);
        }
        assert_eq!(stated_range(64.0, 72.0), "64–72");
        assert_eq!(stated_range(55.0, 55.0), "55");
    }
}
