//! Words about links: what is wrong with one, and what could be saved of it.

use balans_format as format;

/// The link is longer than any link of the tool.
pub const TOO_LONG: &str = "Länken är för lång för att komma från det här verktyget.";
/// The text is no link to a scenario.
pub const NOT_A_LINK: &str = "Det här är inte en länk till ett scenario.";
/// The link is cut off.
pub const CUT: &str = "Länken är avklippt: slutet saknas. Be den som skickade den att skicka hela.";
/// The link has been changed.
pub const CHANGED: &str = "Länken har ändrats på vägen och går inte att lita på. Be den som skickade den att skicka \
     den igen.";
/// The link is from a newer version.
pub const NEWER: &str =
    "Länken är gjord med en nyare version av verktyget. Ladda om sidan för att få den.";
/// The link's engine or pack is not on the site.
pub const UNKNOWN_CALCULATION: &str = "Länken är gjord med tal eller formler som inte finns på den här sidan, och \
     kan inte räknas som när den gjordes. Ladda om sidan och försök igen.";
/// The link's engine could not be fetched, or gave no result.
pub const NOT_FETCHED: &str = "Länken är gjord med äldre tal eller formler, och de gick inte att hämta. Kontrollera \
     att du har nätverk och öppna den igen.";
/// The notes are too long for a link.
pub const NOTES_TOO_LONG: &str = "Anteckningarna får inte plats i en länk. Dela scenariot utan dem, eller spara det som fil och skicka filen.";
/// The scenario can't be written as a link.
pub const NOT_WRITTEN: &str =
    "Det går inte att göra en länk av scenariot. Spara det som fil och skicka filen.";

/// Name of the year that the scenario is shown in, among the values.
pub const YEAR: &str = "året som visas";

/// Name of a constraint on combinations of measures, among the values.
pub const CONSTRAINT: &str = "ett villkor i Vad krävs?";

/// The link is made with another pack.
#[must_use]
pub fn unknown_pack(id: &str) -> String {
    format!("Länken hör till underlaget {id}, som inte används här nu.")
}

/// Values outside their ranges, by the names of their levers.
#[must_use]
pub fn out_of_range(labels: &[&str]) -> String {
    match labels {
        [one] => format!("Länken har ett värde utanför sina gränser: {one}."),
        [first, second] => {
            format!("Länken har två värden utanför sina gränser: {first} och {second}.")
        }
        [first, rest @ ..] => {
            let rest = format::count(rest.len());
            format!("Länken har värden utanför sina gränser: {first} och {rest} till.")
        }
        [] => CHANGED.to_owned(),
    }
}

/// Years or months with decimals, by the names of their levers.
#[must_use]
pub fn not_whole(labels: &[&str]) -> String {
    match labels {
        [one] => format!("Länken har decimaler i ett tal som ska vara ett heltal: {one}."),
        [first, second] => {
            format!("Länken har decimaler i två tal som ska vara heltal: {first} och {second}.")
        }
        [first, rest @ ..] => {
            let rest = format::count(rest.len());
            format!("Länken har decimaler i tal som ska vara heltal: {first} och {rest} till.")
        }
        [] => CHANGED.to_owned(),
    }
}

/// Writes the numbers of values, ratings and notes that could be read.
#[must_use]
pub fn saved(values: usize, ratings: usize, notes: usize) -> String {
    let parts = [
        counted(values, "ett reglage", "reglage"),
        counted(ratings, "en bedömning", "bedömningar"),
        counted(notes, "en anteckning", "anteckningar"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let Some((last, before)) = parts.split_last() else {
        return "Inget av den gick att läsa.".to_owned();
    };
    let list = if before.is_empty() {
        last.clone()
    } else {
        format!("{} och {last}", before.join(", "))
    };
    format!("Det här gick att läsa: {list}. Kontrollera det innan du använder det.")
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(one.to_owned()),
        count => Some(format!("{} {many}", format::count(count))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_saved() {
        for (counts, says) in [
            ((0, 0, 0), "Inget av den gick att läsa."),
            (
                (23, 0, 0),
                "Det här gick att läsa: 23 reglage. Kontrollera det innan du använder det.",
            ),
            (
                (1, 1, 1),
                "Det här gick att läsa: ett reglage, en bedömning och en anteckning. Kontrollera det innan du \
                 använder det.",
            ),
            (
                (0, 76, 2),
                "Det här gick att läsa: 76 bedömningar och två anteckningar. Kontrollera det innan du \
                 använder det.",
            ),
        ] {
            assert_eq!(saved(counts.0, counts.1, counts.2), says);
        }
    }

    #[test]
    fn what_is_outside_its_range() {
        assert!(out_of_range(&["Krav"]).ends_with("ett värde utanför sina gränser: Krav."));
        assert!(out_of_range(&["A", "B"]).ends_with("två värden utanför sina gränser: A och B."));
        assert!(out_of_range(&["A", "B", "C"]).ends_with("gränser: A och två till."));
        assert!(not_whole(&["Startår"]).ends_with("ett tal som ska vara ett heltal: Startår."));
        assert!(not_whole(&["A", "B"]).ends_with("två tal som ska vara heltal: A och B."));
        assert!(not_whole(&["A", "B", "C"]).ends_with("heltal: A och två till."));
    }
}
