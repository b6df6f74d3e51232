//! Vad krävs?: which value of a lever would be enough, and what each measure gives.

use balans_format::names::{COMPANY, FEDERATION_S, named};
use balans_format::{self as format, HARD_SPACE};
use balans_model::{InputSpec, Scope, Year};
use balans_report::texts::shared::{amount, area_in, input_value, lower, part_of};

pub use balans_report::texts::required::{
    ANSWERS, GIVES, GIVES_COLUMNS, GIVES_LEAD, GIVES_MARKS, OVERLAP, OVERLAP_MEANS,
    REQUIRED as VIEW, ROW, SUM, alike, columns, finding, from_to, group_finding, heading, place,
    row_name, table,
};

/// What the view does, and that it proposes nothing.
pub const LEAD_NOTE: &str = "Varje rad svarar på en fråga: om bara det här reglaget flyttas och allt annat är som i scenariot, \
     vid vilket värde återstår inget? Verktyget räknar och lägger inget förslag.";
/// The filter by whom a row hits.
pub const BY_LOSER: &str = "Vem som förlorar";
/// Choice: rows where nobody loses.
pub const NOBODY: &str = "Ingen part";
/// The filters' name.
pub const FILTER: &str = "Urval av rader";

/// The answer before and after what is left.
#[must_use]
pub fn left(year: Year) -> [String; 2] {
    [format!("År {year} återstår "), " att hitta. ".to_owned()]
}

/// The answer where nothing is left.
#[must_use]
pub fn nothing_left(year: Year) -> String {
    format!("År {year} återstår inget att hitta. ")
}

/// What is left in an area, before the amount and after.
#[must_use]
pub fn area_left(year: Year) -> [String; 2] {
    [format!("År {year} återstår "), ".".to_owned()]
}

/// Choices of [`COUNTED_FOR`] in the lists: KSON, and the koncern.
#[must_use]
pub fn counted_for_each() -> [&'static str; 2] {
    [
        named("KSON"),
        named("Koncernen (KSON och Tiohundra\u{a0}AB)"),
    ]
}
/// The heading of the koncern's list.
pub const GROUP: &str = "Koncernen: omsorg och vård tillsammans";
/// What is left for the koncern, between what is left for KSON, the effect for Tiohundra AB and what that makes.
#[must_use]
pub fn group_left(year: Year, left: f64) -> [String; 3] {
    [
        format!("År {year} återstår "),
        named(" för KSON, och åtgärderna betyder ").to_owned(),
        format!(
            " för {COMPANY}. För koncernen återstår därför {}. ",
            amount(left)
        ),
    ]
}
/// How the koncern is counted.
#[must_use]
pub fn group_how() -> &'static str {
    named(
        "Det som återstår för koncernen är det som återstår för KSON, med det som Tiohundra\u{a0}AB förlorar på \
     åtgärderna lagt till och det som bolaget vinner draget ifrån. Det som KSON får över i ett område räknas inte. Vad bolaget \
     vinner eller förlorar är inte delat på omsorg och vård, så koncernen har en lista för båda.",
    )
}
/// A lever that only moves money inside the koncern.
pub const TRANSFER: &str = "Flyttar bara pengar inom koncernen";
/// The koncern's list: whom the members pay.
#[must_use]
pub fn members_pay() -> &'static str {
    named(
        "Medlemmarna betalar till KSON. Beloppen är därför det som återstår för KSON, delat efter vad varje område saknar.",
    )
}
/// The table of the koncern's rows.
#[must_use]
pub fn group_table(year: Year) -> String {
    format!("Vad som krävs för koncernen {year}, ett reglage i taget")
}

/// Where a lever stands.
#[must_use]
pub fn stands(spec: &InputSpec, value: f64) -> String {
    format!("Står på {}", input_value(spec, value))
}

/// The value is enough.
#[must_use]
pub fn enough(spec: &InputSpec, value: f64) -> String {
    format!("Räcker vid {}", input_value(spec, value))
}

/// The value is not enough: what it gives of what is left, mnkr.
#[must_use]
pub fn short(spec: &InputSpec, value: f64, gives: f64, left: f64) -> String {
    format!(
        "Räcker inte: {} vid {}",
        part_of(gives, left),
        input_value(spec, value)
    )
}

/// Why a lever gives no more: its end.
pub const AT_END: &str = "Reglaget går inte längre.";
/// Why a lever gives no more: what it acts on.
pub const AT_LIMIT: &str = "Att flytta det längre ger inget mer.";
/// A lever that acts after the year.
#[must_use]
pub fn later(year: Year) -> String {
    format!("Ger inget förrän {year}")
}
/// A lever that changes nothing in the year as the scenario stands.
pub const STILL: &str = "Ändrar inget så länge åtgärdens andra reglage står som nu";
/// A lever whose every move leaves as much or more.
pub const WORSE: &str = "Minskar inte det som återstår";
/// A measure that nobody can calculate.
pub const UNKNOWN: &str = "Kan inte räknas: dagens hyra är inte känd";
/// An amount without the measure's cost.
pub const GROSS: &str = "Brutto: ingen har angett åtgärdens kostnad.";

/// What is left with the row's value.
pub const LEFT: &str = "Återstår";
/// The button of a row.
pub const TRY: &str = "Prova";
/// What [`TRY`] sets, for screen readers.
#[must_use]
pub fn try_about(name: &str, spec: &InputSpec, value: f64) -> String {
    format!(": {name}, {}", input_value(spec, value))
}

/// The button that shows the answers on the levers of a view.
pub const SHOW_ON_LEVERS: &str = "Visa vad som krävs vid reglagen";
/// On a lever: the value at which nothing is left in an area.
#[must_use]
pub fn balances_at(of: Scope, year: Year, value: &str) -> String {
    format!("Balans i {} {year} vid {value}.", place(of))
}
/// On a lever that is not enough: what is left in an area at the value that leaves least.
#[must_use]
pub fn leaves_at(of: Scope, year: Year, left: f64, value: &str) -> String {
    format!(
        "Räcker inte i {}: {} återstår {year} vid {value}.",
        place(of),
        amount(left)
    )
}

/// Levers that don't reach an area, folded.
#[must_use]
pub fn elsewhere(of: Scope, measures: usize) -> String {
    let place = place(of);
    match measures {
        1 => format!("Når inte {place}: en åtgärd"),
        many => format!("Når inte {place}: {} åtgärder", format::count(many)),
    }
}

/// Levers that leave as much or more, folded.
#[must_use]
pub fn no_less(levers: usize) -> String {
    match levers {
        1 => "Minskar inte det som återstår: ett reglage".to_owned(),
        many => format!(
            "Minskar inte det som återstår: {} reglage",
            format::count(many)
        ),
    }
}

/// The filter leaves no row.
pub const NO_ROWS: &str = "Inget reglage passar urvalet.";

/// The last row of a list.
pub const MEMBERS: &str = "Medlemmarna skjuter till";
/// What a member would pay, between its name, the amount and the share.
#[must_use]
pub fn member_pays(year: Year) -> [String; 3] {
    [
        " betalar ".to_owned(),
        format!(" mer {year}, "),
        " mer än det bidrag som scenariot räknar med.".to_owned(),
    ]
}
/// What a member would pay, where the money is pooled.
#[must_use]
pub fn member_pays_pooled(member: &str, year: Year, pays: f64, raise: Option<f64>) -> String {
    let raise = raise.map_or_else(String::new, |raise| {
        format!(
            ", {} mer än det bidrag som scenariot räknar med",
            format::with_unit(raise, 1, "%")
        )
    });
    format!("För {member} blir det {} mer {year}{raise}.", amount(pays))
}
/// How [`member_pays_pooled`] is shared.
pub const MEMBERS_SHARED: &str = "Det som återstår är delat efter vad varje område saknar.";

/// How a row is found: the number of runs, and the slider's ends and step.
#[must_use]
pub fn how(runs: usize, spec: &InputSpec, year: Year) -> String {
    let [min, max] = [spec.min, spec.max].map(|end| input_value(spec, end));
    format!(
        "Hela modellen är körd {} gånger: en gång där reglaget står och en gång för varje steg från {min} till {max}. \
         Varje gång är allt annat som i scenariot, och åtgärden räknas som påslagen.",
        format::number(runs as f64, 0)
    ) + &format!(
        " Ett värde räcker när mindre än 500{HARD_SPACE}kronor återstår {year}. Räcker flera visas det som är närmast där \
         reglaget står. Räcker inget visas det som lämnar minst kvar."
    )
}
/// What the effects of a row are compared with.
#[must_use]
pub fn how_effects() -> &'static str {
    named("Beloppen för Tiohundra\u{a0}AB och koncernen är skillnaden mot scenariot som det är nu.")
}
/// That every input stands as in the documents.
pub const ALL_DEFAULT: &str = "Alla tal i scenariot står i utgångsläget.";
/// The inputs that stand otherwise.
#[must_use]
pub fn changed(labels: &[String]) -> String {
    format!("Ändrade tal i scenariot: {}.", labels.join("; "))
}

/// While questions are worked out, after a second; `has_earlier` tells whether earlier answers are shown.
#[must_use]
pub fn progress(share: f64, has_earlier: bool) -> String {
    let share = format::with_unit((share * 100.0).floor(), 0, "%");
    let meanwhile = if has_earlier {
        " Till dess visas svaren från före ändringen."
    } else {
        ""
    };
    format!("Räknar … {share} är klart.{meanwhile}")
}
/// Nothing could be worked out.
pub const FAILED: &str =
    "Svaren kunde inte räknas ut. Det kan bero på att en fil inte gick att hämta.";

// Vad ger vad -----------------------------------------------------------------------------------

/// The choice of whose money is counted.
pub const COUNTED_FOR: &str = "Räknat för";
/// What the measures give together, before the amount and after.
#[must_use]
pub fn gives_together(year: Year) -> [String; 2] {
    [
        format!("År {year} ger scenariots åtgärder tillsammans "),
        ". ".to_owned(),
    ]
}
/// No measure gives anything.
#[must_use]
pub fn gives_nothing(year: Year) -> String {
    format!("Ingen av scenariots åtgärder ger något {year} i det du räknar för.")
}
/// A saving, by the area whose cost it lowers.
#[must_use]
pub fn saving_in(of: Scope) -> String {
    match of {
        Scope::Total => named("KSON:s kostnader, totalt").to_owned(),
        Scope::Area(area) => format!("{FEDERATION_S} kostnader i {}", area_in(area)),
    }
}
/// In a row: with no other, and with all the others.
#[must_use]
pub fn alone_and_last(alone: &str, last: &str) -> String {
    format!("Ensam {alone}, sist {last}")
}
/// A measure gives less than a quarter last of what it gives alone.
pub const MOSTLY_TAKEN: &str = "Sist ger den mindre än en fjärdedel av vad den ger ensam: de andra åtgärderna minskar redan det mesta av samma kostnad.";
/// Title of the saved picture, whose lead says what is counted.
#[must_use]
pub fn gives_title(year: Year) -> String {
    format!("Vad varje åtgärd ger {year}")
}
/// The table of what each measure gives.
#[must_use]
pub fn gives_table(counted_for: &str, year: Year) -> String {
    format!("Vad varje åtgärd ger {year}, {}", lower(counted_for))
}
/// Under the title of its picture: the unit, and what a bar is.
#[must_use]
pub fn gives_picture() -> String {
    format!("Mnkr. {GIVES_LEAD}")
}
/// The choice of what the steps of the bridge on Läget are.
pub const BRIDGE_BY: &str = "Så visas kravet och åtgärderna";
/// Choice: what stands behind the measures' amounts.
pub const BY_STATUS: &str = "Efter underlag";
/// Choice: each measure.
pub const BY_MEASURE: &str = "Efter åtgärd";
/// How what each measure gives is worked out.
#[must_use]
pub fn gives_how(measures: usize, combinations: usize) -> String {
    format!(
        "Åtgärder som ger något i scenariot: {}. Varje kombination av dem är räknad, {} stycken, för alla år. \
         Medelvärdet är över alla turordningar som åtgärderna kan tas i, så att ingen ordning avgör. Tillsammans blir \
         medelvärdena exakt vad scenariot ger.",
        format::count(measures),
        format::number(combinations as f64, 0)
    )
}

// Tillsammans -----------------------------------------------------------------------------------

/// The heading of combinations.
pub const TOGETHER: &str = "Vad räcker tillsammans?";
/// What to do for combinations.
pub const TOGETHER_LEAD: &str = "Välj reglage och ange så långt vi kan gå med vart och ett. Verktyget provar alla kombinationer: varje åtgärd står som nu \
     eller så långt den får gå. Upp till nio åtgärder provas också halvvägs dit.";
/// The choice of a further lever.
pub const ADD: &str = "Lägg till ett reglage";
/// The choice before one is made.
pub const CHOOSE: &str = "Välj reglage";
/// A row's button: takes its lever into the combinations.
pub const INCLUDE: &str = "Ta med tillsammans";
/// A limit's field, after the lever's name.
pub const AS_FAR: &str = "så långt vi kan gå";
/// Takes a lever out of the combinations.
pub const REMOVE: &str = "Ta bort";
/// Constraints' name.
pub const CONSTRAINTS: &str = "Villkor";
/// Constraint: how much Tiohundra may lose.
#[must_use]
pub fn company_most() -> &'static str {
    named("Tiohundra\u{a0}AB får förlora högst, mnkr")
}
/// Constraint: the most measures.
pub const MEASURES_MOST: &str = "Högst så många åtgärder";
/// Constraint: only what the documents call decided or possible.
pub const SUPPORTED: &str = "Bara beslutade och möjliga åtgärder";
/// Constraint: no measure that the person has rated high.
pub const NOT_RATED: &str = "Inga åtgärder där du har bedömt konsekvenserna som stora";
/// Constraint: the areas that are to balance.
pub const BALANCES_IN: &str = "Balans i";
/// The same: both.
pub const BOTH_AREAS: &str = "Omsorg och vård, var för sig";
/// Choice of the lever that is set last, so that nothing is left.
pub const TAKES: &str = "Reglage som tar det som är kvar";
/// The same: none.
pub const NO_LEVER: &str = "Inget";
/// Field: not set.
pub const NOT_SET: &str = "inget villkor";
/// What a number in a field can be.
#[must_use]
pub fn number_from(least: &str, most: &str) -> String {
    format!("Skriv ett tal från {least} till {most}, eller lämna fältet tomt.")
}

/// How many combinations balance.
#[must_use]
pub fn balancing(year: Year, balancing: usize, allowed: usize, all: usize) -> String {
    let [balancing_text, allowed_text, all_text] =
        [balancing, allowed, all].map(|count| format::number(count as f64, 0));
    let kept = if allowed == all {
        String::new()
    } else {
        format!(" Villkoren uppfylls av {allowed_text}.")
    };
    if balancing == 0 {
        format!("Ingen av {all_text} kombinationer når balans {year}.{kept}")
    } else {
        format!("Av {all_text} kombinationer når {balancing_text} balans {year}.{kept}")
    }
}
/// Where nothing changes and nothing is left.
pub const ALREADY: &str = "Inget återstår i scenariot som det är.";
/// What a way was chosen by: fewest measures.
pub const WAY_FEWEST: &str = "Färst åtgärder";
/// The same: least loss for Tiohundra.
#[must_use]
pub fn way_company() -> &'static str {
    named("Minst förlust för Tiohundra\u{a0}AB")
}
/// The same: shares least with the others.
pub const WAY_DIFFERENT: &str = "Mest olik de andra";
/// Heading of the combination that comes nearest, where none balances.
pub const WAY_NEAREST: &str = "Kommer närmast";
/// There is no third way that differs.
pub const NO_THIRD: &str =
    "Det finns ingen väg till där minst tre av tio åtgärder skiljer sig från de andra.";
/// A constraint inside a sentence: what Tiohundra may lose.
#[must_use]
pub fn constraint_company() -> &'static str {
    named("villkoret om Tiohundra\u{a0}AB")
}
/// The same: the number of measures.
pub const CONSTRAINT_MOST: &str = "villkoret om antalet åtgärder";
/// The same: only decided and possible measures.
pub const CONSTRAINT_SUPPORTED: &str = "villkoret om beslutade och möjliga åtgärder";
/// The same: no measure rated high.
pub const CONSTRAINT_RATED: &str = "villkoret om dina bedömningar";
/// What would change most if a constraint were dropped.
#[must_use]
pub fn dropped(constraint: &str, balancing: usize, left: Option<f64>) -> String {
    match (balancing, left) {
        (0, Some(left)) => format!(
            "Mest ändras utan {constraint}: då återstår {}.",
            amount(left)
        ),
        (0, None) => format!("Mest ändras utan {constraint}."),
        (1, _) => format!("Mest ändras utan {constraint}: då når en kombination balans."),
        (many, _) => format!(
            "Mest ändras utan {constraint}: då når {} kombinationer balans.",
            format::number(many as f64, 0)
        ),
    }
}
/// The table of ways.
#[must_use]
pub fn ways_table(year: Year) -> String {
    format!("Vägar till balans {year}, mnkr där inget annat står")
}
/// The table of the combination that comes nearest.
#[must_use]
pub fn nearest_table(year: Year) -> String {
    format!("Den kombination som lämnar minst kvar {year}, mnkr där inget annat står")
}
/// The first column of [`ways_table`].
pub const WAY_ROW: &str = "Reglage och vad vägen ger";
/// A lever stands as in the scenario.
pub const AS_NOW: &str = "som nu";
/// A lever stands at a value.
#[must_use]
pub fn to(spec: &InputSpec, value: f64) -> String {
    format!("till {}", input_value(spec, value))
}
/// Rows of [`ways_table`] after the levers'.
pub const WAY_LEFT: &str = "Återstår, mnkr";
/// One-off costs, and the year's effect for a party.
pub const WAY_ONE_OFF: &str = "Engångskostnader, mnkr";
/// A party's row.
#[must_use]
pub fn way_party(party: &str) -> String {
    [party, ", mnkr"].concat()
}
/// The parts of a way's bar.
#[must_use]
pub fn way_bar(care: &str, health: &str, left: &str) -> String {
    format!("Åtgärder i omsorgen {care}, i vården {health}. Återstår {left}.")
}
/// Saves a way as a scenario.
pub const SAVE_WAY: &str = "Spara som scenario";
/// The name of a saved way; of the nearest where none balances.
#[must_use]
pub fn way_name(way: &str, year: Year, balances: bool) -> String {
    if balances {
        format!("Balans {year}: {}", lower(way))
    } else {
        format!("Närmast balans {year}")
    }
}
/// A way is saved; the name goes before.
#[must_use]
pub fn saved_way(name: &str) -> String {
    format!("Sparat som ”{name}”. ")
}
/// The link to the comparison.
pub const COMPARE: &str = "Jämför på sidan Scenarier";
/// How combinations are worked out.
#[must_use]
pub fn together_how(runs: usize) -> String {
    format!(
        "Modellen är körd {} gånger: en gång för varje kombination, med allt annat som i scenariot. En kombination når \
         balans när mindre än 500{HARD_SPACE}kronor återstår, räknat för sig i omsorgen och i vården om inte pengar får \
         flyttas mellan dem. Vägarna är den med färst åtgärder, den där {COMPANY} förlorar minst och den som delar \
         minst med båda.",
        format::number(runs as f64, 0)
    )
}
