//! The words of how sure the answer is (*Hur säkert är det?*), which page, slides, paper and workbook share.

use balans_format as format;
use balans_model::answers::Side;
use balans_model::{InputSpec, Year};

use super::shared::{amount, input_value, is_balanced, is_over, lower, plain_value};
use crate::futures::{CaseFutures, FutureHinge, FutureYear};

/// The name of the card, the slide and the section.
pub const SURE: &str = "Hur säkert är det?";

/// In how many of a hundred futures the budget balances, rounded; some are never none, and not all are never all.
#[must_use]
pub fn of_hundred(points: u32, balanced: u32) -> String {
    let share = f64::from(balanced) / f64::from(points.max(1)) * 100.0;
    let whole = share.round() as u32;
    if balanced > 0 && whole == 0 {
        "i färre än en av 100 framtider".to_owned()
    } else if balanced < points && whole == 100 {
        "i fler än 99 av 100 framtider".to_owned()
    } else {
        format!("i {whole} av 100 framtider")
    }
}

/// The finding of a year: in how many futures the budget balances, or that no span changes anything. Without a full stop, for
/// a title.
#[must_use]
pub fn title(futures: &CaseFutures, year: &FutureYear) -> String {
    let FutureYear { year: of, .. } = year;
    match year.same() {
        Some(left) => {
            let left = if is_balanced(left) {
                "inget återstår".to_owned()
            } else {
                format!("{} återstår", amount(left))
            };
            format!(
                "Inget spann ändrar vad som återstår {of}, så alla framtider ger samma svar: {left}"
            )
        }
        None => format!(
            "I balans {of} {}",
            of_hundred(futures.points, year.balanced)
        ),
    }
}

/// The finding as a sentence.
#[must_use]
pub fn sentence(futures: &CaseFutures, year: &FutureYear) -> String {
    [&*title(futures, year), "."].concat()
}

/// The finding as a sentence that is marked as an assumption.
#[must_use]
pub fn assumed(futures: &CaseFutures, year: &FutureYear) -> String {
    let sentence = sentence(futures, year);
    let mut letters = sentence.chars();
    let first = letters.next().map(format::lower_letter);
    let first: String = first.into_iter().collect();
    ["Antagande: ", &*first, letters.as_str()].concat()
}

/// How little the most favourable futures leave, and how many spans act on the year; `None` where all say the same.
#[must_use]
pub fn why(futures: &CaseFutures, year: &FutureYear) -> Option<String> {
    if year.same().is_some() {
        return None;
    }
    let of = year.year;
    let all = futures.hinges.len();
    let moving = futures.hinges.iter().filter(|one| one.moves()).count();
    let spans = match (moving, all) {
        (_, 1) => format!("Ett spann ändrar vad som återstår {of}."),
        (1, all) => format!(
            "Av {} spann ändrar ett vad som återstår {of}.",
            format::count(all)
        ),
        (moving, all) if moving == all => format!(
            "Alla {} spann ändrar vad som återstår {of}.",
            format::count(all)
        ),
        (moving, all) => format!(
            "Av {} spann ändrar {} vad som återstår {of}.",
            format::count(all),
            format::count(moving)
        ),
    };
    let least = year.bands.first().filter(|least| !is_balanced(**least));
    let least = least.map(|least| {
        format!(
            "I 95 av 100 framtider återstår minst {}.",
            amount(floored(*least))
        )
    });
    Some(
        [Some(spans), least]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// An amount in mnkr rounded down to the tenth that is shown, where there is one.
fn floored(mnkr: f64) -> f64 {
    let down = (mnkr * 10.0 + 1e-9).floor() / 10.0;
    if down > 0.0 { down } else { mnkr }
}

/// What a future is.
#[must_use]
pub fn how(points: u32) -> String {
    format!(
        "En framtid är scenariot med ett värde ur varje spann, oftast nära scenariots eget. Verktyget prövar {} framtider, alltid samma.",
        format::number(f64::from(points), 0)
    )
}

/// What does not vary.
pub const ONLY_SPANS: &str = "Bara spannen varierar; övriga antaganden räknas som säkra.";

/// What the dots stand for, under their title.
#[must_use]
pub fn dots_lead(year: Year) -> String {
    format!(
        "Återstår {year}, mnkr. Varje prick är fem av 100 framtider; till höger om linjen återstår något att hitta. Under linjen står de färdiga exemplen, räknade från underlaget."
    )
}

/// The label column of the dots' table, and a dot's name before its number.
pub const DOTS: [&str; 2] = [
    "Prick, fem av 100 framtider, eller färdigt exempel",
    "Prick",
];

/// The same of single futures.
pub const DRAWN_DOTS: [&str; 2] = ["Dragen framtid, den som lämnar minst först", "Prick"];

/// The name of a single future.
#[must_use]
pub fn drawn_name(number: usize) -> String {
    format!("Framtid {number}")
}

/// What a single future leaves, mnkr, as a title.
#[must_use]
pub fn drawn_title(number: usize, left: f64) -> String {
    let left = if is_over(left) {
        format!("i balans, {} mer än kravet", amount(-left))
    } else if is_balanced(left) {
        "i balans".to_owned()
    } else {
        format!("{} återstår", amount(left))
    };
    format!("{}: {left}", drawn_name(number))
}

/// What the dots of single futures stand for, under their title.
#[must_use]
pub fn drawn_lead(year: Year) -> String {
    format!(
        "Återstår {year}, mnkr. Varje prick är en framtid; till höger om linjen återstår något att hitta."
    )
}

/// How many of the single futures balance, by what each leaves, and how many futures there are.
#[must_use]
pub fn drawn_count(left: &[f64], points: u32) -> String {
    let balanced = left.iter().filter(|left| is_balanced(**left)).count();
    let says = match (balanced, left.len()) {
        (0, 1) => "Den första framtiden är inte i balans.".to_owned(),
        (1, 1) => "Den första framtiden är i balans.".to_owned(),
        (2, 2) => "Båda framtiderna är i balans.".to_owned(),
        (0, 2) => "Ingen av de två framtiderna är i balans.".to_owned(),
        (0, all) => format!("Ingen av {} framtider är i balans.", format::count(all)),
        (balanced, all) if balanced == all => {
            format!("Alla {} framtider är i balans.", format::count(all))
        }
        (1, all) => format!("Av {} framtider är en i balans.", format::count(all)),
        (balanced, all) => format!(
            "Av {} framtider är {} i balans.",
            format::count(all),
            format::count(balanced)
        ),
    };
    format!(
        "{says} Verktyget prövar {}, alltid samma och i samma ordning.",
        format::number(f64::from(points), 0)
    )
}

/// The names of a dot that balances, and of one that does not.
pub const DOT_KINDS: [&str; 2] = ["i balans", "inte i balans"];

/// What is left in a year: the value column.
#[must_use]
pub fn left_in(year: Year) -> String {
    format!("Återstår {year}, minus är mer än kravet")
}

/// The bands' title: the year in which the futures differ most, by what parts the ends of the widest band.
#[must_use]
pub fn bands_title(years: &[FutureYear]) -> String {
    let apart = |one: &FutureYear| match one.bands.as_slice() {
        [least, .., most] => most - least,
        _ => 0.0,
    };
    let widest = years.iter().map(|one| (one.year, apart(one)));
    let widest = widest.reduce(|best, one| if one.1 > best.1 { one } else { best });
    match widest {
        Some((year, apart)) if apart >= 0.05 => format!(
            "Framtiderna skiljer sig mest {year}: {} mellan de 90 mittersta av 100",
            amount(apart)
        ),
        _ => "Framtiderna ger samma svar alla år".to_owned(),
    }
}

/// What the bands show, under their title.
pub const BANDS_LEAD: &str = "Återstår, mnkr. Banden visar var hälften, 75 och 90 av 100 framtider ligger; talen är ändarna för 90 av 100.";

/// What the bands behind the lines of what is left are.
pub const BANDS_BEHIND: &str = "Banden visar var hälften, 75 och 90 av 100 framtider ligger.";

/// The label column of the bands' table.
pub const YEAR: &str = "År";

/// The amounts of the bands' table: the edges of the bands with the middle between them.
pub const BANDS_COLUMNS: [&str; 7] = [
    "Under i 5 av 100",
    "Under i 12,5 av 100",
    "Under i 25 av 100",
    "Under i hälften",
    "Under i 75 av 100",
    "Under i 87,5 av 100",
    "Under i 95 av 100",
];

/// The bands in the key, the narrowest first.
pub const BANDS: [&str; 3] = ["hälften av framtiderna", "i 75 av 100", "i 90 av 100"];

/// The middle in the key.
pub const MIDDLE: &str = "mitten";

// What the answer hangs on ------------------------------------------------------------

/// The heading of the table of what the answer hangs on.
pub const HANGS_ON: &str = "Vad svaret hänger på";

/// The same of a year, of decisions or of assumptions, as a table's caption.
#[must_use]
pub fn hangs_on(year: Year, side: Side) -> String {
    let side = match side {
        Side::Assumptions => "antaganden",
        Side::Decisions => "beslut",
    };
    format!("{HANGS_ON} {year}, {side}: ett spann i taget, allt annat som i scenariot")
}

/// An input that takes its draw from another's.
#[must_use]
pub fn follows(label: &str) -> String {
    ["följer ", &*lower(label)].concat()
}

/// The columns of the table.
pub const HINGE_COLUMNS: [&str; 6] = [
    "Tal",
    "Lägst–högst",
    "Vad spannet bygger på",
    "Återstår vid lägst, mnkr",
    "Återstår vid högst, mnkr",
    "Högre tal ger",
];

/// The amounts of the chart's table: what is left at a number's lowest, as it stands, and at its highest.
pub const HINGE_AMOUNTS: [&str; 3] = [
    "Åter\u{ad}står vid lägst",
    "Återstår som scenariot står",
    "Åter\u{ad}står vid högst",
];

/// The two ends in the chart's key.
pub const HINGE_ENDS: [&str; 2] = ["talet vid sitt lägsta", "talet vid sitt högsta"];

/// The middle in the chart's key.
pub const AS_IT_STANDS: &str = "som scenariot står";

/// The names of the inputs that move together, and that what is left turns.
#[must_use]
pub fn hinge_label(names: &[&str], turns: bool) -> String {
    let names = names.join("; ");
    if turns {
        [&*names, ", ", TURNS].concat()
    } else {
        names
    }
}

/// What a year hangs on most, by its name, and how much lies between its ends, mnkr; `None` where no span changes anything.
#[must_use]
pub fn hinges_title(year: Year, most: Option<&str>, size: f64) -> String {
    match most {
        Some(name) => format!(
            "Mest hänger {year} på {}: {} mellan lägst och högst",
            lower(name),
            amount(size)
        ),
        None => format!("Inget spann ändrar vad som återstår {year}"),
    }
}

/// What the chart shows, under its title.
#[must_use]
pub fn hinges_lead(year: Year) -> String {
    format!(
        "Återstår {year}, mnkr, med ett tal i taget vid sitt lägsta och sitt högsta värde. De tal som ändrar mest står först."
    )
}

/// How the ends of `numbers` spans are worked out, in how many runs, each span in at most `steps` steps.
#[must_use]
pub fn hinges_how(runs: u32, numbers: usize, steps: u32) -> String {
    let [runs, steps] = [runs, steps].map(|count| format::number(f64::from(count), 0));
    let numbers = match numbers {
        1 => "för ett tal".to_owned(),
        numbers => format!("för {} tal, ett i taget", format::count(numbers)),
    };
    format!(
        "Hela modellen är körd {runs} gånger {numbers}: vid det lägsta värdet och sedan ett steg i taget till det högsta, i högst {steps} steg, för att se om svaret vänder. Tal som följs åt flyttas tillsammans. Varje gång är alla andra tal som i scenariot."
    )
}

/// How many numbers vary.
#[must_use]
pub fn varies(spans: usize) -> String {
    match spans {
        0 => "Inget tal har ett spann.".to_owned(),
        1 => "Ett tal varierar.".to_owned(),
        spans => format!("Det är {} tal som varierar.", format::count(spans)),
    }
}

/// A span from its lowest to its highest.
#[must_use]
pub fn ends(spec: &InputSpec, low: f64, high: f64) -> String {
    [&*plain_value(spec, low), "–", &*input_value(spec, high)].concat()
}

/// A span of a person's own.
pub const OWN: &str = "eget spann";

/// A span of a person's own, with why; `why` may be empty.
#[must_use]
pub fn own(why: &str) -> String {
    let why: Vec<&str> = why.split_whitespace().collect();
    if why.is_empty() {
        return [OWN, ", utan angiven grund"].concat();
    }
    [OWN, ": ", &*why.join(" ")].concat()
}

/// What is left both rises and falls within the span.
pub const TURNS: &str = "vänder";

/// What a higher value does to what is left.
#[must_use]
pub fn direction(hinge: &FutureHinge) -> &'static str {
    if hinge.turns {
        TURNS
    } else if !hinge.moves() {
        "ingen skillnad"
    } else if hinge.at_high > hinge.at_low {
        "mer kvar"
    } else {
        "mindre kvar"
    }
}

/// Explains the table: what turns, and what is over, where there is any.
#[must_use]
pub fn hinges_note(hinges: &[FutureHinge]) -> String {
    let turns = hinges.iter().any(|one| one.turns);
    let over = hinges
        .iter()
        .any(|one| is_over(one.at_low) || is_over(one.at_high));
    let turns =
        turns.then_some("Vänder betyder att det som återstår både ökar och minskar inom spannet.");
    let over = over.then_some("Minus är mer än kravet.");
    [turns, over]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many of the assumptions have a span.
#[must_use]
pub fn with_span(with: usize, all: usize) -> String {
    match (with, all) {
        (_, 0) => "Inget tal är ett antagande.".to_owned(),
        (0, 1) => "Det enda antagandet saknar spann.".to_owned(),
        (_, 1) => "Det enda antagandet har ett spann.".to_owned(),
        (0, all) => format!("Inget av {} antaganden har ett spann.", format::count(all)),
        (with, all) if with == all => {
            format!("Alla {} antaganden har ett spann.", format::count(all))
        }
        (1, all) => format!("Ett av {} antaganden har ett spann.", format::count(all)),
        (with, all) => format!(
            "Av {} antaganden har {} ett spann.",
            format::count(all),
            format::count(with)
        ),
    }
}

/// The assumptions that have no span, by name; those that are asked of every measure come last.
#[must_use]
pub fn without_span(names: &[String], of_measures: &[String]) -> String {
    let own = (!names.is_empty()).then(|| format!("Spann saknas för: {}.", names.join("; ")));
    let alike = (!of_measures.is_empty()).then(|| {
        format!(
            "Spann saknas också för åtgärdernas {}.",
            of_measures.join(" och ")
        )
    });
    [own, alike]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(points: u32, balanced: u32, dots: [f64; 2]) -> (CaseFutures, FutureYear) {
        let year = FutureYear {
            year: 2025,
            balanced,
            dots: dots.to_vec(),
            bands: vec![
                dots[0], dots[0], dots[0], dots[1], dots[1], dots[1], dots[1],
            ],
        };
        let futures = CaseFutures {
            points,
            ..CaseFutures::default()
        };
        (futures, year)
    }

    #[test]
    fn the_finding_is_in_counts_and_some_are_never_none() {
        let says = |balanced: u32, dots: [f64; 2]| {
            let (futures, year) = of(4096, balanced, dots);
            sentence(&futures, &year)
        };
        for (balanced, expected) in [
            (0, "I balans 2025 i 0 av 100 framtider."),
            (1, "I balans 2025 i färre än en av 100 framtider."),
            (20, "I balans 2025 i färre än en av 100 framtider."),
            (21, "I balans 2025 i 1 av 100 framtider."),
            (1270, "I balans 2025 i 31 av 100 framtider."),
            (4075, "I balans 2025 i 99 av 100 framtider."),
            (4076, "I balans 2025 i fler än 99 av 100 framtider."),
            (4095, "I balans 2025 i fler än 99 av 100 framtider."),
            (4096, "I balans 2025 i 100 av 100 framtider."),
        ] {
            assert_eq!(says(balanced, [-1.0, 80.0]), expected, "{balanced}");
        }
        assert_eq!(
            says(0, [72.5, 72.5]),
            "Inget spann ändrar vad som återstår 2025, så alla framtider ger samma svar: 72,5\u{a0}mnkr återstår."
        );
        assert_eq!(
            says(4096, [-3.0, -3.0]),
            "Inget spann ändrar vad som återstår 2025, så alla framtider ger samma svar: inget återstår."
        );
        let (futures, year) = of(4096, 1270, [-1.0, 80.0]);
        assert_eq!(
            assumed(&futures, &year),
            "Antagande: i balans 2025 i 31 av 100 framtider."
        );
    }

    #[test]
    fn why_none_balances_is_said_with_what_is_left() {
        let (mut futures, year) = of(4096, 0, [71.96, 80.0]);
        let hinge = |at_high: f64| FutureHinge {
            at_low: 80.0,
            at_high,
            ..FutureHinge::default()
        };
        futures.hinges = vec![hinge(71.0), hinge(80.0), hinge(80.0)];
        assert_eq!(
            why(&futures, &year).unwrap(),
            "Av tre spann ändrar ett vad som återstår 2025. I 95 av 100 framtider återstår minst 71,9\u{a0}mnkr."
        );
        let (_, same) = of(4096, 0, [72.5, 72.5]);
        assert_eq!(why(&futures, &same), None);
        let directions = [hinge(71.0), hinge(80.0), hinge(81.0)].map(|one| direction(&one));
        assert_eq!(directions, ["mindre kvar", "ingen skillnad", "mer kvar"]);
    }

    #[test]
    fn a_single_future_says_what_it_leaves() {
        for (left, says) in [
            (12.44, "Framtid 7: 12,4\u{a0}mnkr återstår"),
            (0.0, "Framtid 7: i balans"),
            (-3.1, "Framtid 7: i balans, 3,1\u{a0}mnkr mer än kravet"),
        ] {
            assert_eq!(drawn_title(7, left), says);
        }
        let counted = |left: &[f64]| {
            let says = drawn_count(left, 4096);
            let end = " Verktyget prövar 4\u{a0}096, alltid samma och i samma ordning.";
            says.strip_suffix(end).unwrap().to_owned()
        };
        assert_eq!(counted(&[12.4]), "Den första framtiden är inte i balans.");
        assert_eq!(counted(&[-12.4]), "Den första framtiden är i balans.");
        assert_eq!(
            counted(&[12.4, 1.0]),
            "Ingen av de två framtiderna är i balans."
        );
        assert_eq!(counted(&[-1.0, 1.0]), "Av två framtider är en i balans.");
        assert_eq!(
            counted(&[-1.0, -1.0, 1.0]),
            "Av tre framtider är två i balans."
        );
        assert_eq!(counted(&[-1.0, -1.0]), "Båda framtiderna är i balans.");
    }

    #[test]
    fn the_chart_of_spans_says_what_changes_most() {
        let label = hinge_label(&["Prisökning", "Beläggning"], true);
        assert_eq!(label, "Prisökning; Beläggning, vänder");
        assert_eq!(
            hinges_title(2025, Some("Prisökning"), 12.34),
            "Mest hänger 2025 på prisökning: 12,3\u{a0}mnkr mellan lägst och högst"
        );
        assert_eq!(
            hinges_title(2025, None, 0.0),
            "Inget spann ändrar vad som återstår 2025"
        );
        assert_eq!(varies(9), "Det är nio tal som varierar.");
    }

    #[test]
    fn what_has_no_span_is_counted_and_named() {
        assert_eq!(with_span(7, 61), "Av 61 antaganden har sju ett spann.");
        assert_eq!(with_span(0, 61), "Inget av 61 antaganden har ett spann.");
        let names = ["prisökning".to_owned(), "beläggning".to_owned()];
        assert_eq!(
            without_span(&names, &["engångskostnad".to_owned()]),
            "Spann saknas för: prisökning; beläggning. Spann saknas också för åtgärdernas engångskostnad."
        );
        assert_eq!(own(" "), "eget spann, utan angiven grund");
        assert_eq!(own("Vår prognos"), "eget spann: Vår prognos");
    }
}
