//! Words about scenarios beside each other.

use balans_format as format;

/// The card's heading.
pub const HEADING: &str = "Jämför scenarier";
/// What is done here.
pub const LEAD: &str =
    "Välj två till fyra. Scenarierna visas bredvid varandra och räknas med samma utgångsläge.";
/// The boxes' name.
pub const CHOOSE: &str = "Scenarier att jämföra";
/// The working copy.
pub const WORKING: &str = "Det du arbetar med nu";
/// A field: somebody's link.
pub const LINK: &str = "Jämför med en länk som du har fått";
/// Sets what is in it beside one's own.
pub const ADD_LINK: &str = "Lägg bredvid";
/// A fifth.
pub const TOO_MANY: &str =
    "Fyra scenarier får plats bredvid varandra. Ta bort ett av dem för att välja ett annat.";
/// A scenario of another pack, or of a newer version, after its name.
pub const UNREADABLE: &str = "kan inte räknas i den här versionen";
/// Names what the others are held against.
pub const BASE: &str = "Skillnad mot";
/// Marks it in a column's heading.
pub const IS_BASE: &str = "jämförelsebas";
/// Before a difference, for those who don't see where it stands.
pub const CHANGE: &str = "skillnad ";
/// In a file: the heading of the differences between a scenario and the base.
#[must_use]
pub fn change_heading(name: &str, base: &str) -> String {
    format!("{name}, skillnad mot {base}")
}
/// The column of what is compared.
pub const AMOUNT: &str = "Belopp";
/// The heading over the main figures.
pub const RESULT: &str = "Vad de ger";
/// The row of the year from which each scenario balances.
pub const BALANCE: &str = "I balans";
/// The heading over the parties.
pub const PARTIES: &str = "Vem vinner och förlorar";
/// What the table of the main figures is.
#[must_use]
pub fn result_table(year: i32) -> String {
    format!("{RESULT} {year}, mnkr")
}
/// What the table of the parties is.
#[must_use]
pub fn parties_table(year: i32) -> String {
    format!("{PARTIES} {year}, tkr")
}
/// The heading over the inputs.
pub const INPUTS: &str = "Reglage som skiljer sig åt";
/// The row of the year that each scenario is shown in.
pub const SHOWN_YEAR: &str = "År som visas";
/// None does.
pub const INPUTS_NONE: &str = "Alla reglage står lika.";
/// Leaves out what hardly matters.
pub const ONLY_SIGNIFICANT: &str = "Visa bara de som betyder något";
/// What is left out.
pub const INSIGNIFICANT: &str =
    "Reglage som var för sig ändrar resultatet med mindre än 0,05\u{a0}mnkr visas inte.";
/// What is left out makes a difference all the same.
pub const TOGETHER: &str =
    "Tillsammans gör de dolda reglagen ändå skillnad. Stäng av valet för att se dem.";
/// Where the numbers of a saved scenario come from.
pub const STATED: &str = "Talen är uträknade ur varje scenarios egna reglage med samma utgångsläge. Öppna ett sparat \
     scenario för att se hur dess tal räknas.";

/// What to do where there is nothing to compare yet. `chosen` is how many are, `saved` how many
/// there are beside the working copy.
#[must_use]
pub const fn too_few(chosen: usize, saved: usize) -> &'static str {
    match (chosen, saved) {
        (_, 0) => "Spara ett scenario under ett namn, så kan du jämföra det med det du gör sedan.",
        (0, _) => "Välj två scenarier, så visas de bredvid varandra.",
        _ => "Välj ett scenario till, så visas de bredvid varandra.",
    }
}

/// Under the heading of the main figures; `base` is the name of the scenario held against.
#[must_use]
pub fn result_lead(base: &str) -> String {
    format!(
        "Mnkr. Under varje tal står skillnaden mot {}.",
        quoted(base)
    )
}

/// Under the heading of the parties.
#[must_use]
pub fn parties_lead(year: i32, base: &str) -> String {
    format!(
        "Alla åtgärders effekt {year}, tkr. Plus är bättre för parten. Under varje tal står skillnaden mot {}.",
        quoted(base)
    )
}

/// How many inputs differ, and how many of them are left out.
#[must_use]
pub fn inputs_lead(count: usize, left_out: usize) -> String {
    let mut text = match count {
        1 => "Ett reglage skiljer sig åt".to_owned(),
        many => format!("Det är {} reglage som skiljer sig åt", format::count(many)),
    };
    match left_out {
        0 => {}
        1 => text.push_str(", ett av dem visas inte"),
        many => text.push_str(&format!(", {} av dem visas inte", format::count(many))),
    }
    text.push('.');
    text
}

/// Under the figure's title.
#[must_use]
pub fn years_lead(plan_year: i32) -> String {
    format!("Återstår att hitta per år, mnkr i {plan_year} års priser")
}

/// The figure's title: who leaves least to find in the last year. Each with its name and mnkr.
#[must_use]
pub fn years_title(year: i32, left: &[(&str, f64)]) -> String {
    /// As many letters of names as leave the title on two lines.
    const TITLE_NAMES: usize = 48;
    // As it is shown: what reads the same is the same.
    let shown = |value: f64| format::rounded(value, 1);
    let least = left.iter().map(|(_, gap)| shown(*gap));
    let least = least.fold(f64::INFINITY, f64::min);
    let with_least = |gap: f64| shown(gap) <= least;
    let (best, others): (Vec<_>, Vec<_>) = left.iter().partition(|(_, gap)| with_least(*gap));
    let is_over = least <= -0.05;
    let is_zero = !is_over && least < 0.05;
    let amount = if is_zero {
        String::new()
    } else {
        format!(": {}", format::mnkr(least.abs()))
    };
    let best_is = if is_zero {
        format!("Inget återstår {year} i")
    } else if is_over {
        format!("Mest över {year} har")
    } else {
        format!("Minst återstår {year} i")
    };
    let names: Vec<_> = best.iter().map(|(name, _)| quoted(name)).collect();
    match names.as_slice() {
        _ if others.is_empty() && is_zero => format!("Inget återstår i något scenario {year}"),
        _ if others.is_empty() && is_over => {
            format!("Lika mycket är över i alla scenarier {year}{amount}")
        }
        _ if others.is_empty() => format!("Lika mycket återstår i alla scenarier {year}{amount}"),
        // More names than a title has room for.
        names if names.len() > 1 && names.concat().chars().count() > TITLE_NAMES => format!(
            "{best_is} {} av {} scenarier{amount}",
            format::count(names.len()),
            format::count(left.len())
        ),
        [first @ .., last] if !first.is_empty() => {
            format!("{best_is} {} och {last}{amount}", first.join(", "))
        }
        names => format!("{best_is} {}{amount}", names.concat()),
    }
}

/// The name, with a number after it where it is taken.
#[must_use]
pub fn distinct(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut unique = name.to_owned();
    let mut number = 2;
    while taken(&unique) {
        unique = [name, " (", &number.to_string(), ")"].concat();
        number += 1;
    }
    unique
}

/// A name short enough to stand at the end of a line.
#[must_use]
pub fn line_name(name: &str) -> String {
    const MOST: usize = 24;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let cut: String = name.chars().take(MOST - 1).collect();
    [cut.trim_end(), "…"].concat()
}

/// A name inside a sentence.
#[must_use]
pub fn quoted(name: &str) -> String {
    ["”", name, "”"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_says_who_leaves_least_and_ties_as_they_read() {
        for (left, title) in [
            (
                vec![("A", 80.0), ("B", 72.5)],
                "Minst återstår 2031 i ”B”: 72,5\u{a0}mnkr",
            ),
            (
                vec![("A", 72.51), ("B", 80.0), ("C", 72.49)],
                "Minst återstår 2031 i ”A” och ”C”: 72,5\u{a0}mnkr",
            ),
            (
                vec![("A", 1.0), ("B", 1.0), ("C", 1.0), ("D", 2.0)],
                "Minst återstår 2031 i ”A”, ”B” och ”C”: 1,0\u{a0}mnkr",
            ),
            (
                vec![
                    ("Förslag från nämnden i maj", 1.0),
                    ("Förslag från nämnden i juni", 1.0),
                    ("C", 2.0),
                ],
                "Minst återstår 2031 i två av tre scenarier: 1,0\u{a0}mnkr",
            ),
            (
                vec![("A", 72.51), ("B", 72.49)],
                "Lika mycket återstår i alla scenarier 2031: 72,5\u{a0}mnkr",
            ),
            (
                vec![("A", 1.0), ("B", -3.0)],
                "Mest över 2031 har ”B”: 3,0\u{a0}mnkr",
            ),
            (vec![("A", 1.0), ("B", 0.0)], "Inget återstår 2031 i ”B”"),
            (
                vec![("A", 0.0), ("B", 0.01)],
                "Inget återstår i något scenario 2031",
            ),
        ] {
            assert_eq!(years_title(2031, &left), title);
        }
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        assert_eq!(line_name("Det du arbetar med nu"), "Det du arbetar med nu");
        assert_eq!(line_name(&"å".repeat(24)), "å".repeat(24));
        assert_eq!(line_name(&"å".repeat(25)), format!("{}…", "å".repeat(23)));
        assert_eq!(
            line_name("Nämndens första förslag i maj"),
            "Nämndens första förslag…"
        );
    }

    #[test]
    fn what_is_left_out_is_counted_only_where_something_is() {
        assert_eq!(inputs_lead(1, 0), "Ett reglage skiljer sig åt.");
        assert_eq!(
            inputs_lead(5, 2),
            "Det är fem reglage som skiljer sig åt, två av dem visas inte."
        );
    }
}
