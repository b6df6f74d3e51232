//! Tomma platser.

use balans_format as format;
use balans_format::HARD_SPACE;
use balans_format::names::{COMPANY, FEDERATION, named};
use balans_model::HousingType;
use balans_report::texts::shared::{EXAMPLE, emptiness_title, housing, is_nothing, lower};
/// The view's name.
pub const VIEW: &str = "Tomma platser";

/// The view's answer; `example` where it rests on assumptions.
#[must_use]
pub fn housing_answer(year: i32, cost: f64, days: f64, example: bool) -> String {
    let title = emptiness_title(year, cost, example);
    if is_nothing(days) {
        return format!("{title}.");
    }
    format!(
        "{title}, motsvarande {}{HARD_SPACE}tomma dygn.",
        format::number(days, 0)
    )
}

/// Returns the caution before the answer: it rests on assumptions, on assumptions and own figures, or on own figures.
#[must_use]
pub fn housing_caution(example: bool, some_own: bool) -> &'static str {
    match (example, some_own) {
        (true, false) => named(
            "Antalet platser och andelen tomma är antaganden: KSON:s egna tal finns inte i dokumenten. \
             Byt ut dem under Antaganden vid varje boendeform.",
        ),
        (true, true) => {
            "Antalet platser, andelen tomma och ersättningen är delvis egna tal och delvis antaganden."
        }
        (false, _) => {
            "Antalet platser, andelen tomma och ersättningen för en tom plats är egna tal."
        }
    }
}

/// The levers' card.
pub const HOUSING_LEVERS: &str = "Hur många platser står tomma?";

/// What the levers show.
pub const HOUSING_LEVERS_LEAD: &str =
    "Reglaget visar andelen i scenariot. Strecket visar dagens andel.";

/// Writes what KSON pays Tiohundra for the empty places.
#[must_use]
pub fn pays_compensation(year: i32) -> String {
    format!("{FEDERATION} betalar {COMPANY} för tomma dygn {year}")
}

/// Writes what KSON pays for places outside beyond what its own would cost.
#[must_use]
pub fn pays_external(year: i32) -> String {
    format!("{FEDERATION} betalar i merkostnad för externa platser {year}")
}

/// Heading of what one unfit place means to each party.
pub const ONE_UNFIT: &str = "Vad en olämplig plats betyder för:";

/// The disclosure with today's values and prices of a kind of home.
#[must_use]
pub fn assumptions_for(home: HousingType) -> String {
    format!("Antaganden om {}", lower(housing(home)))
}

/// The disclosure with what all homes share.
pub const ASSUMPTIONS_SHARED: &str = "Antaganden om alla boenden";

/// The disclosure with when measures start.
pub const ASSUMPTIONS_PHASING: &str = "Start, infasning och genomförande";

/// Heading of the cost of an empty place.
pub const PLACE_COST: &str = "Vad en tom plats kostar";

/// Column headings of the price table.
pub const PLACE_COLUMNS: [&str; 5] = [
    "Boendeform",
    "Kr per dygn",
    "Tkr per plats och år",
    "Tomma dygn per år",
    "Totalt, tkr",
];

/// The heading over the price table; `example` where it rests on assumptions.
#[must_use]
pub fn place_cost_title(example: bool) -> String {
    if example {
        format!("{EXAMPLE}{}", lower(PLACE_COST))
    } else {
        PLACE_COST.to_owned()
    }
}

/// What the price table is.
#[must_use]
pub fn place_cost(year: i32, example: bool) -> String {
    format!("{} {year}", place_cost_title(example))
}

/// The choice of what becomes of a place.
pub const BECOMES: &str = "Vad händer med en plats som inte längre är tom?";

/// What each choice means for KSON.
#[must_use]
pub fn becomes_lead() -> [&'static str; 3] {
    [
        named("Avvecklas platsen slipper KSON tomdygnsersättningen."),
        named(
            "Beläggs den hemifrån betalar KSON hela dygnspriset men slipper tomdygnsersättningen och den hemtjänst som ersätts. Det kan kosta mer än en tom plats.",
        ),
        named(
            "Beläggs den från en extern plats betalar KSON det egna dygnspriset men slipper tomdygnsersättningen och det externa priset.",
        ),
    ]
}

/// The share of the places that are neither filled from home nor from an external place.
pub const CLOSED: &str = "Resten avvecklas";

/// What the upgrade costs.
pub const UPGRADE_COST: &str = "Vad kostar upprustningen?";

/// What an upgrade does not give.
#[must_use]
pub fn upgrade_cost_lead() -> &'static str {
    named(
        "En upprustad plats som ingen flyttar tillbaka till står fortfarande tom, och KSON betalar tomdygnsersättning för den.",
    )
}

/// Both reforms.
pub const REFORMS: &str = "Två åtgärder med belopp";

/// Lead of the reforms.
pub const REFORMS_LEAD: &str = "De enda åtgärder som har belopp i verktygets exemplar av Effektiviseringsunderlaget. Ingen av dem kan ge mer än den ersättning som betalas ut.";

/// Label of a reform's effect.
pub const REFORM_TAKES: &str = "Ger i scenariot";

/// Label of a reform's ceiling.
pub const REFORM_CAP: &str = "Kan som mest ge";

/// Message: the reform's ceiling is reached.
pub const REFORM_CAPPED: &str = "Taket är nått: beloppet är större än ersättningen som betalas ut.";

/// The measures by party: what the table is.
#[must_use]
pub fn parties_table(year: i32) -> String {
    format!("Effekt per åtgärd och part {year}, tkr")
}

/// The same where only the measures about empty places stand one by one.
#[must_use]
pub fn housing_parties_table(year: i32) -> String {
    format!("Tomma platser: effekt per åtgärd och part {year}, tkr")
}

/// A kind of home where room is short.
#[must_use]
pub const fn housing_short(home: HousingType) -> &'static str {
    match home {
        HousingType::NursingHome => "Särskilt",
        HousingType::Lss => "LSS",
        HousingType::SocialPsychiatry => "Socialpsykiatri",
    }
}

/// Under the spiral's title.
#[must_use]
pub fn spiral_lead() -> &'static str {
    named(
        "Platsen kan inte användas men betalas ändå. KSON köper en extern plats, och Tiohundra\u{a0}AB förlorar intäkten.",
    )
}

/// Which home the spiral is about.
pub const SPIRAL_CHOICE: &str = "Visa för";
