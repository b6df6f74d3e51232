//! Why figures may differ from the annual accounts.

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
pub const ADMINISTRATION_NOTE: &str = "Nettokostnader 2022. Effektiviseringsunderlaget anger summan och biståndshandläggningen; resten är uträknad. \
     I den ingår politik, revision, hyror och IT.";

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
pub const PRICES: &str = "Verktyget räknar i 2023 års priser, bokslutet är i 2022 års";
/// Before the base year's prices, between them and the plan year's, and after.
pub const PRICES_SAME: [&str; 3] = [
    "En kostnad på ",
    " i 2022 års priser motsvarar ",
    " i 2023 års priser.",
];
/// What it means.
pub const PRICES_NOTE: &str = "Alla belopp i verktyget är i planårets priser om inget annat anges. Bokslutet för 2022 är i 2022 års priser. \
     Jämför därför bara det första talet med årsredovisningen.";

/// What nobody has answered.
pub const UNKNOWN: &str = "Frågor som dokumenten inte svarar på";
/// The base year: before the amount, after it.
pub const UNKNOWN_BASE_YEAR: [&str; 2] = [
    "Ingår de väntade ",
    " redan i basåret 2022? Reformen beslutades i december 2021. I så fall återstår lika mycket till.",
];
/// Where that can be tried.
pub const UNKNOWN_BASE_YEAR_LINK: &str = "Pröva under Tomma platser";
/// The others.
pub const UNKNOWN_OTHERS: [&str; 5] = [
    "Vilken medlem finansierar vad? Effektiviseringsunderlaget säger bara medlemmarna. Att omsorgen är kommunens och vården regionens är verktygets antagande.",
    "Vilka fler belopp finns i förvaltningens förteckning över möjliga effektiviseringar? Den saknas i verktygets exemplar av dokumenten.",
    "Hur många boendeplatser har KSON, och hur många står tomma? Talen i verktyget är exempel.",
    "Gäller jämförelsetalen för handläggningen fortfarande? De är från 2020 års översyn, kostnaderna från 2022.",
    "Hur stor del av kostnaden är ersättning till utförare, och hur mycket går till Tiohundra\u{a0}AB? Båda andelarna är antaganden.",
];
