//! Why figures may differ from the annual accounts.

use balans_format::names::named;
use balans_model::Pack;

/// The card.
pub const TITLE: &str = "Därför kan talen skilja sig från årsredovisningen";
/// What it is about.
pub const LEAD: &str = "Talen i Effektiviseringsunderlaget är avrundade, delar saknas och priserna är från olika år. Här är summorna \
     som ska stämma och frågorna som ingen har svarat på. Tryck på ett tal för att se hur det räknas.";
/// Inputs among these differ from the underlag.
pub const CHANGED: &str = "Du har ändrat tal som ingår här. Summorna följer dina tal; dokumentens tal står i listan ovan.";

/// The requirement's sum.
pub const REQUIREMENT: &str = "Kravet gäller två områden";
/// Its terms.
pub const REQUIREMENT_TERMS: [&str; 3] = ["omsorg", "hälso- och sjukvård", "krav totalt, mnkr"];
/// Where it stands.
pub const REQUIREMENT_NOTE: &str = "Effektiviseringsunderlaget, avsnittet Vilka kostnader kan påverkas. Kravet är ett gap mellan kostnad \
     och finansiering, så det syns inte som en rad i bokslutet.";

/// Administration's sum.
pub const ADMINISTRATION: &str = "Förvaltningens kostnad har två delar";
/// Its terms.
pub const ADMINISTRATION_TERMS: [&str; 3] = [
    "biståndshandläggning",
    "övrig förvaltning",
    "förvaltning totalt, mnkr",
];
/// Where it stands.
#[must_use]
pub fn administration_note(base_year: i32) -> String {
    format!(
        "Nettokostnader {base_year}. Effektiviseringsunderlaget anger summan och biståndshandläggningen; resten är uträknad. \
         I den ingår politik, revision, hyror och IT."
    )
}

/// The total cost.
pub const TOTAL: &str = "Hela nettokostnaden är härledd, inte angiven";
/// Its terms.
pub const TOTAL_TERMS: [&str; 3] = [
    "förvaltning, mnkr",
    "förvaltningens andel",
    "nettokostnad, mnkr",
];
/// The band: before the least, between, after.
pub const TOTAL_BAND: [&str; 3] = [
    "Både beloppet och andelen är avrundade till en decimal. Bara avrundningen ger allt från ",
    " till ",
    ". Årsredovisningens tal bör ligga däremellan.",
];
/// What the tool reckons with: before the total, between, after the share.
pub const TOTAL_USED: [&str; 3] = [
    "Verktyget räknar med ",
    ", vilket ger förvaltningen andelen ",
    ".",
];

/// What has a figure.
pub const DOCUMENTED: &str = "Två åtgärder har belopp, förteckningen saknas";
/// Its terms.
pub const DOCUMENTED_TERMS: [&str; 3] = [
    "beslutad modell, upp till",
    "möjligt, uppskattat",
    "belopp totalt, mnkr",
];
/// Against the requirement: before the share, between, after the requirement.
pub const DOCUMENTED_SHARE: [&str; 3] = ["Det är ", " av kravet på ", "."];
/// The missing list.
pub const DOCUMENTED_NOTE: &str = "Effektiviseringsunderlaget hänvisar till en förteckning över möjliga effektiviseringar som ska stå ovanför texten. \
     Den finns inte i verktygets exemplar. Förvaltningen kan alltså ha fler belopp än de två; verktyget gissar inte vilka.";

/// Prices.
#[must_use]
pub fn prices(base_year: i32, plan_year: i32) -> String {
    format!("Verktyget räknar i {plan_year} års priser, bokslutet är i {base_year} års")
}
/// Before the base year's prices, between them and the plan year's, and after.
#[must_use]
pub fn prices_same(base_year: i32, plan_year: i32) -> [String; 3] {
    [
        "En kostnad på ".to_owned(),
        format!(" i {base_year} års priser motsvarar "),
        format!(" i {plan_year} års priser."),
    ]
}
/// What it means.
#[must_use]
pub fn prices_note(base_year: i32) -> String {
    format!(
        "Alla belopp i verktyget är i planårets priser om inget annat anges. Bokslutet för {base_year} är i {base_year} års priser. \
         Jämför därför bara det första talet med årsredovisningen."
    )
}

/// What nobody has answered.
pub const UNKNOWN: &str = "Frågor som dokumenten inte svarar på";
/// The base year: before the amount, after it.
#[must_use]
pub fn unknown_base_year(pack: &Pack) -> [String; 2] {
    let decided = if pack.is_built_in() {
        "Reformen beslutades i december 2021. "
    } else {
        ""
    };
    [
        "Ingår de väntade ".to_owned(),
        format!(
            " redan i basåret {}? {decided}I så fall återstår lika mycket till.",
            pack.base_year
        ),
    ]
}
/// Where that can be tried.
pub const UNKNOWN_BASE_YEAR_LINK: &str = "Pröva under Tomma platser";
/// The other questions that nobody has answered, in the order of what they weigh.
#[must_use]
pub fn unknown_others(pack: &Pack) -> [String; 5] {
    let surveyed = if pack.is_built_in() {
        "De är från 2020 års översyn, kostnaderna"
    } else {
        "Kostnaderna är"
    };
    let caseload = format!(
        "Gäller jämförelsetalen för handläggningen fortfarande? {surveyed} från {}.",
        pack.base_year
    );
    let [members, list, places, providers] = others_of_no_year().map(str::to_owned);
    [members, list, places, caseload, providers]
}
/// Those of the others that name no year.
fn others_of_no_year() -> [&'static str; 4] {
    [
        "Vilken medlem finansierar vad? Effektiviseringsunderlaget säger bara medlemmarna. Att omsorgen är kommunens och vården regionens är verktygets antagande.",
        "Vilka fler belopp finns i förvaltningens förteckning över möjliga effektiviseringar? Den saknas i verktygets exemplar av dokumenten.",
        named(
            "Hur många boendeplatser har KSON, och hur många står tomma? Talen i verktyget är exempel.",
        ),
        named(
            "Hur stor del av kostnaden är ersättning till utförare, och hur mycket går till Tiohundra\u{a0}AB? Båda andelarna är antaganden.",
        ),
    ]
}
