//! Words that the page and the meeting share: what things are called, and the findings of the
//! figures that both show.

use balans_format::names::{FEDERATION, begins_with_party, named};
use balans_format::{self as format, HARD_SPACE};
use balans_model::{Area, Evidence, HousingType, InputSpec, Member, Party, Scope, Status, Unit};

pub use super::balance::{
    Gaps, MINUS, OVER, POOLED, REQUIREMENTS, ROUNDED, adds_up, amount, area_in, is_balanced,
    is_million, is_nothing, is_over, is_rest, lower_requirement, lowered, member_of, others_over,
    part_of, rest, rest_of, single, uneven,
};

/// Decimals of a number by what it counts.
#[must_use]
pub const fn decimals(unit: Unit) -> u8 {
    match unit {
        Unit::Mnkr
        | Unit::MnkrPerYear
        | Unit::Percent
        | Unit::Points
        | Unit::PointsPerYear
        | Unit::ClientsPerFte
        | Unit::Fte => 1,
        Unit::PercentPerYear | Unit::Number => 2,
        _ => 0,
    }
}

/// What stands after a number: nothing for years and plain numbers.
#[must_use]
pub const fn suffix(unit: Unit) -> &'static str {
    match unit {
        Unit::Number | Unit::CalendarYear | Unit::Month | Unit::Bool => "",
        unit => unit.as_str(),
    }
}

/// Millions with one decimal, where the sentence itself says mnkr.
pub fn mnkr(value: f64) -> String {
    format::number(value, 1)
}

/// Percent in running text: "45 procent", held together.
#[must_use]
pub fn percent(value: f64, decimals: u8) -> String {
    format::with_unit(value, decimals, "procent")
}

/// A share with one decimal in running text; one that is not nothing is not shown as 0,0.
#[must_use]
pub fn share_of(value: f64) -> String {
    if value > 0.0 && value < 0.05 {
        format!("mindre än {}", percent(0.1, 1))
    } else {
        percent(value, 1)
    }
}

/// A number's text with its unit after a hard space; hard spaces within short units too.
#[must_use]
pub fn after(number: &str, unit: Unit) -> String {
    let suffix = suffix(unit);
    if suffix.is_empty() {
        number.to_owned()
    } else {
        format!("{number}{HARD_SPACE}{suffix}")
    }
}

/// An input's value as text, with its unit.
#[must_use]
pub fn input_value(spec: &InputSpec, value: f64) -> String {
    match spec.unit {
        Unit::Bool => lower(if value >= 0.5 { YES } else { NO }),
        Unit::Month => month(value as u32).to_owned(),
        unit => after(&plain_value(spec, value), unit),
    }
}

/// An input's value alone, for a field that has its unit beside it: as many decimals as it needs,
/// at least those of the slider's step.
#[must_use]
pub fn plain_value(spec: &InputSpec, value: f64) -> String {
    if spec.unit == Unit::CalendarYear {
        return format!("{value:.0}");
    }
    let of_step =
        (0..4).find(|&decimals| format::rounded(spec.step, decimals) >= spec.step * 0.999);
    trimmed(value, of_step.unwrap_or(0), 6)
}

/// From–to.
#[must_use]
pub fn range(spec: &InputSpec) -> String {
    match spec.unit {
        Unit::Bool | Unit::Month => format!(
            "{}–{}",
            input_value(spec, spec.min),
            input_value(spec, spec.max)
        ),
        unit => after(
            &format!(
                "{}–{}",
                scale_end(spec, spec.min),
                scale_end(spec, spec.max)
            ),
            unit,
        ),
    }
}

/// An end of the scale: no more decimals than it needs.
#[must_use]
pub fn scale_end(spec: &InputSpec, value: f64) -> String {
    if spec.unit == Unit::CalendarYear {
        format!("{value:.0}")
    } else {
        trimmed(value, 0, 6)
    }
}

/// As many decimals as the value needs, within bounds.
pub fn trimmed(value: f64, least: u8, most: u8) -> String {
    let enough =
        (least..most).find(|&decimals| (format::rounded(value, decimals) - value).abs() < 1e-9);
    format::number(value, enough.unwrap_or(most))
}

/// Where a figure comes from.
#[must_use]
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Source => "Ur dokumenten",
        Status::Derived => "Härlett",
        Status::External => "Extern referens",
        Status::Assumption => "Antagande",
        Status::Lever => "Reglage",
        Status::Own => "Eget tal",
    }
}

/// What the values of the named pack are called in a sentence. A controller's own figures are a starting point too,
/// so where there are any it says whose the other is.
pub(crate) const fn documented_in(own_underlag: bool) -> &'static str {
    if own_underlag {
        "verktygets utgångsläge"
    } else {
        "utgångsläget"
    }
}

/// A controller's own figures, by name and number.
pub(crate) fn own_underlag(name: &str, count: usize) -> String {
    match count {
        1 => format!("Egna tal: {name}, ett tal."),
        many => format!("Egna tal: {name}, {} tal.", format::count(many)),
    }
}

/// What a status means.
#[must_use]
pub fn status_meaning(status: Status) -> &'static str {
    match status {
        Status::Source => "Talet står i något av de två dokumenten.",
        Status::Derived => "Talet är uträknat ur tal i dokumenten eller ur offentlig statistik.",
        Status::External => named("Talet är en offentlig uppgift från någon annan än KSON."),
        Status::Assumption => named(
            "Ingen har angett talet. Det är verktygets antagande och bör bytas mot KSON:s eget tal.",
        ),
        Status::Lever => "Ett val du gör. I utgångsläget påverkar det ingenting.",
        Status::Own => named(
            "Talet är KSON:s eget, med egen källa, och används i stället för verktygets utgångsläge.",
        ),
    }
}

/// What stands behind a measure's amount.
#[must_use]
pub const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Decided => "beslutad modell",
        Evidence::Possible => "möjligt, uppskattat",
        Evidence::Own => "egna antaganden",
    }
}

/// An area, or both.
#[must_use]
pub const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Area(Area::Care) => "Omsorg",
        Scope::Area(Area::Health) => "Hälso- och sjukvård",
        Scope::Total => "Totalt",
    }
}

/// A kind of home.
#[must_use]
pub fn housing(housing: HousingType) -> &'static str {
    match housing {
        HousingType::NursingHome => named("Särskilt boende"),
        HousingType::Lss => named("LSS-boende"),
        HousingType::SocialPsychiatry => named("Socialpsykiatriskt boende"),
    }
}

/// A party.
#[must_use]
pub fn party(party: Party) -> &'static str {
    match party {
        Party::Kson => named("KSON"),
        Party::Tiohundra => named("Tiohundra\u{a0}AB"),
        Party::Norrtalje => named("Norrtälje kommun"),
        Party::Region => named("Region Stockholm"),
        Party::External => "Övriga",
        Party::Group => "Koncernen",
    }
}

/// The unit of most figures.
pub const MNKR: &str = "mnkr";

/// The unit of small amounts.
pub const TKR: &str = "tkr";

/// How names of people, places and documents other than the parties' begin: they keep their capital inside a sentence.
const PROPER: [&str; 7] = [
    "Danderyd",
    "Effektiviseringsunderlag",
    "Förvaltningen informerar",
    "Norrtälje",
    "Regionfakta",
    "Socialstyrelsen",
    "Stockholm",
];

/// A name inside a sentence: first letter small unless it is an abbreviation or a proper name.
#[must_use]
pub fn lower(name: &str) -> String {
    if PROPER.iter().any(|proper| name.starts_with(proper)) || begins_with_party(name) {
        return name.to_owned();
    }
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        // A capital after the first is an abbreviation's, such as LSS.
        (Some(first), Some(second)) if format::upper_letter(second) != second => {
            [format::lower_letter(first)]
                .into_iter()
                .chain(letters)
                .collect()
        }
        _ => name.to_owned(),
    }
}

/// A party inside a sentence.
#[must_use]
pub fn in_sentence(which: Party) -> &'static str {
    match which {
        Party::Group => "koncernen",
        Party::External => "övriga",
        which => party(which),
    }
}

/// In place of what is left or over where there is no requirement.
pub const NO_REQUIREMENT: &str = "inget krav är satt";

/// Said in place of a claim about the requirement where there is none.
#[must_use]
pub fn no_requirement(year: i32) -> String {
    format!("Inget krav är satt för {year}")
}

/// The answer as a sentence, and what follows from it.
#[must_use]
pub fn answer(year: i32, gaps: Gaps, requirement: f64) -> (String, String) {
    let gap = gaps.total();
    if is_nothing(requirement) {
        // What is left is then what the measures cost, and what is over is what they give.
        let more = if is_nothing(gap) {
            String::new()
        } else if is_over(gap) {
            format!(" Åtgärderna ger {}.", amount(gap))
        } else {
            format!(" Åtgärderna kostar {} mer än de ger.", amount(gap))
        };
        return (format!("{}.", no_requirement(year)), more);
    }
    if gaps.is_balanced() {
        let mut more = format!(" Kravet på {} är uppfyllt.", amount(requirement));
        if gaps.is_over() {
            more.push_str(&format!(" Åtgärderna ger {} mer än kravet.", amount(gap)));
        }
        if gaps.is_pooled() {
            more.push(' ');
            more.push_str(POOLED);
        }
        more.push_str(&appended([gaps.low_funding(year), None]));
        return (gaps.balance(year), more);
    }
    if let Some((area, lacks, over)) = gaps.uneven() {
        let left = amount(lacks);
        let also = [Some(others_over(area, over)), gaps.low_funding(year)];
        return (
            format!("Det återstår att hitta {left} i {} {year}.", area_in(area)),
            appended(also),
        );
    }
    let gap = gaps.left();
    let left = if gap > requirement {
        format!(
            "{} {year}: mer än kravet, {}",
            amount(gap),
            amount(requirement)
        )
    } else {
        format!("{} {year}", part_of(gap, requirement))
    };
    let left = format!("Det återstår att hitta {left}.");
    (left, appended([uneven(gaps), gaps.low_funding(year)]))
}

/// Joins the sentences that there are, each with a space before it.
fn appended(sentences: [Option<String>; 2]) -> String {
    let sentences = sentences.into_iter().flatten();
    sentences.map(|one| [" ", &one].concat()).collect()
}

/// What follows the answer: the texts before, between and after the names of the two measures that the documents have an
/// amount for, the decided one first.
#[must_use]
pub fn answer_measures(decided: f64, possible: f64, own: f64, gross: f64) -> [String; 3] {
    let amount = |mnkr: f64, how: &str| {
        if is_nothing(mnkr) {
            "ger ingenting i scenariot".to_owned()
        } else {
            format!("{how} {}", single(mnkr))
        }
    };
    let between = format!(" (beslutad modell, {}) och ", amount(decided, "upp till"));
    let mut after = format!(" (möjlig, {}).", amount(possible, "uppskattad till"));
    if format::rounded(own, 1).abs() >= 0.05 {
        let verb = if own < 0.0 { "kostar" } else { "ger" };
        after.push_str(&format!(
            " Dina egna antaganden {verb} {}",
            format::mnkr(own.abs())
        ));
        if !is_nothing(gross) {
            after.push_str(&format!(", varav {} brutto", format::mnkr(gross)));
        }
        after.push('.');
    }
    [
        "Två åtgärder har ett belopp i dokumenten: ".to_owned(),
        between,
        after,
    ]
}

/// The share of an area's cost.
#[must_use]
pub const fn share_name(area: Area) -> &'static str {
    match area {
        Area::Care => "Andel av omsorgens kostnad",
        Area::Health => "Andel av vårdens kostnad",
    }
}

/// The bridge's title states what it shows.
#[must_use]
pub fn bridge_title(identified: f64, requirement: f64, gaps: Gaps) -> String {
    if is_nothing(requirement) {
        return "Inget krav är satt".to_owned();
    }
    if gaps.is_balanced() {
        return "De beräknade åtgärderna täcker hela kravet".to_owned();
    }
    if let Some((area, lacks, _)) = gaps.uneven() {
        return format!("Det återstår {} i {}", amount(lacks), area_in(area));
    }
    // What is left however little is not all of it.
    let share = (identified / requirement * 100.0).min(99.9);
    if is_nothing(identified) {
        "De beräknade åtgärderna täcker ingen del av kravet".to_owned()
    } else if share < 0.0 {
        format!(
            "De beräknade åtgärderna gör att ytterligare {} saknas",
            amount(identified)
        )
    } else {
        format!(
            "De beräknade åtgärderna täcker {} av kravet",
            share_of(share)
        )
    }
}

/// Under the bridge's title.
#[must_use]
pub fn bridge_lead(year: i32) -> String {
    format!("Från krav till vad som återstår {year}, mnkr")
}

/// What the requirement is lowered by, in the bridge's table.
#[must_use]
pub fn bridge_lower(member: Member) -> String {
    format!("Lägre krav: {} betalar", super::parties::member(member))
}

/// What stands behind such amounts.
pub const BRIDGE_LOWER_NOTE: &str =
    "Sänks kravet visas en grå del på stapeln: det är vad medlemmarna betalar i stället.";

/// The bridge's steps.
pub const BRIDGE_STEPS: [&str; 5] = [
    "Krav",
    "Beslutad modell",
    "Möjligt, uppskattat",
    "Egna antaganden",
    "Återstår",
];

/// The step of what the other area has over, for the area that lacks money.
#[must_use]
pub const fn bridge_over(lacks: Area) -> &'static str {
    match lacks {
        Area::Care => "Över i vården",
        Area::Health => "Över i omsorgen",
    }
}

/// The last step when the measures give more than the requirement.
pub const BRIDGE_SURPLUS: &str = "Mer än kravet";

/// The bridge's first column.
pub const STEP: &str = "Steg";

/// A unit with a year, as a column heading.
#[must_use]
pub fn unit_year(unit: &str, year: i32) -> String {
    format!("{unit} {year}")
}

/// The years' title.
#[must_use]
pub fn years_title(growth: f64, plan_year: i32, horizon: i32) -> String {
    let share = percent(growth.abs(), 0);
    if growth >= 0.5 {
        format!("Om inget görs växer kostnaden med {share} från {plan_year} till {horizon}")
    } else if growth <= -0.5 {
        format!("Om inget görs sjunker kostnaden med {share} från {plan_year} till {horizon}")
    } else {
        format!("Om inget görs är kostnaden lika hög {horizon} som {plan_year}")
    }
}

/// A title that is true of what is drawn in each year's own prices.
#[must_use]
pub fn in_current_prices(title: &str) -> String {
    format!("{title}, i löpande priser")
}

/// Under the years' title: fixed prices.
#[must_use]
pub fn years_lead_fixed(plan_year: i32) -> String {
    format!("Mnkr per år i {plan_year} års priser")
}

/// Line: if nothing is done.
pub const LINE_REFERENCE: &str = "om inget görs";

/// Line: the members pay.
pub const LINE_FINANCING: &str = "finansiering";

/// Line: with the measures.
pub const LINE_SCENARIO: &str = "scenariot";

/// Line: another assumption.
pub const LINE_AGE_WEIGHTED: &str = "åldersviktat";

/// Heading of years.
pub const YEAR: &str = "År";

/// The plan year's marker.
pub const PLAN_YEAR: &str = "planår";

/// The axis does not start at zero.
pub const AXIS_BREAK: &str = "Axeln börjar inte på noll";

/// The areas' title.
#[must_use]
pub fn areas_title(gaps: Gaps) -> String {
    let (name, more, less) = if gaps.care >= gaps.health {
        ("Omsorgen", gaps.care, gaps.health)
    } else {
        ("Vården", gaps.health, gaps.care)
    };
    if is_balanced(more) {
        return "Inget återstår att hitta i något område".to_owned();
    }
    if gaps.is_pooled() {
        let other = if name == "Vården" {
            "omsorgen"
        } else {
            "vården"
        };
        return format!(
            "{name} saknar {} och {other} har {} över",
            amount(more),
            amount(less)
        );
    }
    if let Some(uneven) = uneven(gaps) {
        // A title has no full stop.
        return uneven.trim_end_matches('.').to_owned();
    }
    if is_balanced(less) {
        return format!("{name} står för allt som återstår att hitta");
    }
    if (more - less).abs() < 0.05 {
        return "Lika mycket återstår att hitta i båda områdena".to_owned();
    }
    format!(
        "{name} står för {} av de {} som återstår",
        mnkr(more),
        format::mnkr(more + less)
    )
}

/// Under the areas' title.
#[must_use]
pub fn areas_lead(year: i32) -> String {
    format!("Krav, vad åtgärderna ger och vad som återstår {year}, mnkr")
}

/// Heading of areas.
pub const AREA: &str = "Område";

/// Before a title whose number rests on assumptions, none of them a controller's own figure.
pub const EXAMPLE: &str = "Räkneexempel: ";

/// The title of what emptiness costs KSON in a year, mnkr; `example` where it rests on assumptions.
#[must_use]
pub fn emptiness_title(year: i32, cost: f64, example: bool) -> String {
    let (before, name) = if example {
        (EXAMPLE, "tomma platser")
    } else {
        ("", "Tomma platser")
    };
    if is_nothing(cost) {
        format!("{before}{name} kostar {FEDERATION} inget {year}")
    } else {
        format!("{before}{name} kostar {FEDERATION} {} {year}", amount(cost))
    }
}

/// Under the costs' title.
#[must_use]
pub fn emptiness_lead(year: i32) -> String {
    format!(
        "Vad tomma platser kostar {FEDERATION} {year}, tkr, före de åtgärder som sänker ersättningen"
    )
}

/// The longest words in the names of a table's rows, which a phone has no room for, and where they may be broken.
pub const LONG_WORDS: [(&str, &str); 1] = [("dygnsersättning", "dygns\u{ad}ersättning")];

/// Series: paid though empty.
pub const SERIES_COMPENSATION: &str = "Tomdygns\u{ad}ersättning";

/// Series: dearer places elsewhere.
pub const SERIES_PREMIUM: &str = "Mer\u{ad}kostnad för externa platser";

/// Heading of homes.
pub const HOME: &str = "Boendeform";

/// A month's name; 1 is January.
#[must_use]
pub const fn month(number: u32) -> &'static str {
    match number {
        1 => "januari",
        2 => "februari",
        3 => "mars",
        4 => "april",
        5 => "maj",
        6 => "juni",
        7 => "juli",
        8 => "augusti",
        9 => "september",
        10 => "oktober",
        11 => "november",
        _ => "december",
    }
}

/// Yes.
pub const YES: &str = "Ja";

/// No.
pub const NO: &str = "Nej";

/// What stands in front of a group of inputs.
#[must_use]
pub fn input_group(id: &str) -> &'static str {
    match id.split('.').next().unwrap_or_default() {
        "requirement" => "Effektiviseringskravet",
        "financing" => "Medlemmarnas bidrag",
        "base" => "Kostnadsbasen",
        "demography" | "cost" | "price" | "lss" => "Behov och priser",
        "housing" => "Boenden",
        "provider" => "Utförarna",
        _ => "Åtgärder",
    }
}

/// Heading of parties.
pub const PARTY: &str = "Part";

/// The parties' table: heading of measures.
pub const MEASURE: &str = "Åtgärd";

/// The parties' table: sum.
pub const SUM: &str = "Totalt";

/// The spiral's title; what a place costs in a year, mnkr. `example` where the cost rests on assumptions.
#[must_use]
pub fn spiral_title(home: HousingType, cost: f64, example: bool) -> String {
    let place = match home {
        HousingType::NursingHome => named("särskilt boende"),
        HousingType::Lss => named("LSS-boende"),
        HousingType::SocialPsychiatry => named("socialpsykiatriskt boende"),
    };
    let (before, one) = if example { (EXAMPLE, "en") } else { ("", "En") };
    format!(
        "{before}{one} olämplig plats i {place} kostar koncernen {} om året",
        single(cost)
    )
}

/// The spiral's steps. Where the compensation is more than the company loses, it says so.
#[must_use]
pub fn spiral_steps(company_loses: bool) -> [&'static str; 4] {
    let company = if company_loses {
        named("Tiohundra\u{a0}AB:s resultat försämras")
    } else {
        named("Tiohundra\u{a0}AB:s resultat förbättras")
    };
    [
        "Platsen betalas fast den är tom",
        "En extern plats köps",
        company,
        "Koncernen totalt",
    ]
}

/// The spiral's notes.
#[must_use]
pub fn spiral_notes() -> [&'static str; 4] {
    [
        named("KSON betalar för tomma dygn"),
        named("KSON:s merkostnad jämfört med om platsen hade varit belagd"),
        "Utförarens kostnad sjunker bara delvis när platsen är tom",
        named("KSON och Tiohundra\u{a0}AB"),
    ]
}

/// Headings of the spiral's table.
pub const SPIRAL_COLUMNS: [&str; 2] = ["Led", "Belopp"];

/// The unit of yearly small amounts.
pub const TKR_PER_YEAR: &str = "tkr per år";
