//! Om.

use super::frame::NAME;
use balans_format as format;
use balans_format::names::named;
use balans_model::Pack;
/// The view's name.
pub const VIEW: &str = "Om";

/// Heading of the description.
pub const ABOUT: &str = "Vad verktyget är";

/// The description's paragraphs.
#[must_use]
pub fn about_text() -> [&'static str; 3] {
    [
        named(
            "Budget i balans hjälper politiker och tjänstepersoner i KSON (Kommunalförbundet Sjukvård och omsorg i Norrtälje) att pröva vad som krävs för en budget i balans.",
        ),
        "Ett effektiviseringskrav är ett gap, inte en åtgärd. Dokumenten anger belopp för två åtgärder. De övriga är ej beräknade, och det betyder inte noll.",
        "Varje tal har en status som visar varifrån det kommer: ur dokumenten, härlett, extern referens, antagande, reglage eller eget tal. Så räknas det visar hur ett tal räknas fram.",
    ]
}

/// Heading of the word list.
pub const GLOSSARY: &str = "Ordlista";

/// Words and what they mean, under a pack.
#[must_use]
pub fn glossary(pack: &Pack) -> [(&'static str, String); 38] {
    let document = pack.documents.first();
    let document = document.map_or("", |document| &*document.title);
    let [base, plan] = [pack.base_year, pack.plan_year].map(|year| year.to_string());
    let mut words = glossary_words();
    // A name may have another place than the built-in one.
    words.sort_by_key(|(word, _)| {
        format::text::fold(word)
            .replace('ö', "~")
            .replace('ä', "}")
            .replace('å', "|")
    });
    words.map(|(word, meaning)| {
        let meaning = meaning.replace("{dokument}", document);
        (
            word,
            meaning.replace("{basår}", &base).replace("{planår}", &plan),
        )
    })
}

/// The words; `{basår}`, `{planår}` and `{dokument}` are the pack's.
fn glossary_words() -> [(&'static str, &'static str); 38] {
    [
        (
            "Antagande",
            named(
                "Ett tal som ingen har angett. Verktyget föreslår ett värde, som bör bytas mot KSON:s eget tal.",
            ),
        ),
        (
            "Balanskrav",
            "Kommunallagens krav att intäkterna ska vara minst lika stora som kostnaderna varje år (11\u{a0}kap.\u{a0}5\u{a0}§). \
         Blir resultatet negativt ska det återställas.",
        ),
        ("Basår", "Året som kostnaderna räknas upp från, {basår}."),
        (
            "Bibehållet kostnadsansvar",
            named(
                "KSON betalar för den som flyttar till särskilt boende i en annan kommun, och tvärtom.",
            ),
        ),
        (
            "Biståndsbedömt trygghetsboende",
            named(
                "En boendeform mellan vanlig bostad och särskilt boende. Kommunen beslutar vem som får flytta in.",
            ),
        ),
        ("Direktionen", named("De politiker som styr KSON.")),
        (
            "Effektiviseringskrav",
            "Skillnaden mellan vad verksamheten väntas kosta och vad medlemmarna betalar. Det är ett gap, inte en åtgärd.",
        ),
        ("Effektiviseringsunderlaget", "Dokumentet {dokument}."),
        (
            "Egen regi",
            named("Verksamhet som KSON driver genom sitt eget bolag, Tiohundra\u{a0}AB."),
        ),
        (
            "Ej beräknad",
            "Ingen har angett ett belopp för åtgärden. Det betyder inte att den ger noll.",
        ),
        ("Fasta priser", "Alla år räknas i planårets priser."),
        (
            "Genomförandegrad",
            "Hur stor del av en åtgärds möjliga effekt som blir verklig.",
        ),
        (
            "Helårseffekt",
            "Vad en åtgärd ger på ett helt år när den är fullt införd.",
        ),
        (
            "Identifierad, inplanerad, uppnådd",
            "En åtgärds effekt i tre steg: om allt gällde fullt ut, med den start och infasning som är satt, och till den del som väntas bli verklig.",
        ),
        (
            "Kapacitetstak",
            "Så många platser som finns i egna boenden. Blir behovet större köps platser externt.",
        ),
        (
            "Koncernen",
            named("KSON och Tiohundra\u{a0}AB tillsammans. KSON äger hela bolaget."),
        ),
        (
            "Kontrollbalansräkning",
            "En särskild redovisning som ett bolag måste göra när det egna kapitalet kan antas vara mindre än halva aktiekapitalet.",
        ),
        (
            named("KSON"),
            named("Kommunalförbundet Sjukvård och omsorg i Norrtälje."),
        ),
        (
            named("LSS-boende"),
            "Bostad med särskild service enligt lagen om stöd och service till vissa funktionshindrade (LSS).",
        ),
        ("Löpande priser", "Varje år räknas i sina egna priser."),
        (
            "Medlemmarna",
            named("Norrtälje kommun och Region Stockholm, som finansierar KSON."),
        ),
        ("Mnkr, tkr", "Miljoner kronor och tusen kronor."),
        (
            "Olämplig plats",
            "En boendeplats som inte går att använda, till exempel på grund av brandskydd eller arbetsmiljö.",
        ),
        ("Planår", "Det budgetår som beräkningen gäller, {planår}."),
        (
            "Procentenhet",
            "Skillnaden mellan två procenttal. Från 4 till 3\u{a0}procent är en procentenhet.",
        ),
        (
            named("Socialpsykiatriskt boende"),
            "Boende för personer med psykisk funktionsnedsättning.",
        ),
        (
            "Resultatreserv",
            "Pengar från år med överskjutande resultat, som får användas för att täcka ett negativt resultat.",
        ),
        (
            "SoL",
            named("Socialtjänstlagen, som bland annat gäller hemtjänst och särskilt boende."),
        ),
        (
            named("Tiohundra\u{a0}AB"),
            named("Bolaget som driver all KSON:s verksamhet i egen regi."),
        ),
        (
            "Tomdygnsersättning",
            named("Det KSON betalar för ett dygn då en plats står tom."),
        ),
        (
            "Uppräkning",
            "Att ersättningen höjs när priser och löner stiger.",
        ),
        (
            "Utförare",
            named("Den som utför vården eller omsorgen på uppdrag av KSON."),
        ),
        (
            "Åldersviktat behov",
            "Att bara den del av kostnaden som gäller äldre antas växa med antalet äldre.",
        ),
        ("Årsarbetare", "En heltidstjänst under ett helt år."),
        (
            "Årets resultat",
            "Åtgärderna minus kravet och minus årets engångskostnader. Engångskostnader kan göra ett år negativt även när inget återstår att hitta.",
        ),
        (
            "Återstår att hitta",
            "Kravet minus de beräknade åtgärderna, räknat för varje område för sig: det som blir över i det ena täcker inte det andra om pengar inte får flyttas.",
        ),
        (
            "Återställa",
            "Att täcka ett negativt resultat med bättre resultat de följande tre åren (kommunallagen 11\u{a0}kap.\u{a0}12\u{a0}§).",
        ),
        (
            "Överföring",
            named(
                "Pengar som flyttas mellan KSON och Tiohundra\u{a0}AB utan att någon kostnad försvinner.",
            ),
        ),
    ]
}

/// What is stored.
pub const STORED: &str = "Vad som sparas och var";

/// The explanation of what is stored.
pub const STORED_TEXT: [&str; 3] = [
    "Det du ändrar sparas i webbläsarens lokala lagring på den här enheten: det du arbetar med vid varje ändring, och scenarier när du trycker på Spara. Inget skickas till någon server, och verktyget använder inga kakor.",
    "Det som sparas är reglagens värden, dina bedömningar och anteckningar om åtgärderna, scenariernas namn och när de sparades. Skriv inga personuppgifter i namn eller anteckningar.",
    "Webbläsaren kan också lägga undan verktygets egna filer, så att det går att öppna utan nätverk. I dem finns inget om dig eller det du gör, och Rensa allt rör dem inte. De tas bort när du rensar webbplatsdata i webbläsaren.",
];

/// Note: the browser may remove stored data; files are safe.
pub const STORED_HOW_LONG: &str = "Webbläsaren kan själv rensa det som är sparat: när enhetens utrymme tar slut, när du rensar webbplatsdata, i privat läge när fönstret stängs, och i Safari när verktyget inte har öppnats på sju dagar. Spara viktiga scenarier som fil, under Scenarier.";

/// Button: asks the browser for persistent storage.
pub const STORED_ASK: &str = "Be webbläsaren att inte rensa";

/// Message: the browser grants persistent storage.
pub const STORED_PROMISED: &str =
    "Webbläsaren har lovat att inte rensa det som är sparat här när utrymmet tar slut.";

/// Message: the browser refuses persistent storage.
pub const STORED_NOT_PROMISED: &str =
    "Webbläsaren lovade ingenting. Spara som fil det som ska finnas kvar.";

/// Message: nothing can be stored.
pub const STORED_MEMORY: &str = "Just nu tillåter webbläsaren inte att något sparas.";

/// Button: *Rensa allt*.
pub const CLEAR_ALL: &str = "Rensa allt";

/// Button: confirms *Rensa allt*.
pub const CLEAR_SURE: &str = "Ja, ta bort allt";

/// Writes what *Rensa allt* removes.
#[must_use]
pub fn clear_question(scenarios: usize) -> String {
    match scenarios {
        0 => {
            "Det du arbetar med och allt annat som verktyget har sparat tas bort. Det går inte att ångra."
                .to_owned()
        }
        1 => "Det du arbetar med och ett sparat scenario tas bort. Det går inte att ångra.".to_owned(),
        many => {
            format!(
                "Det du arbetar med och {} sparade scenarier tas bort. Det går inte att ångra.",
                format::count(many)
            )
        }
    }
}

/// The browsers that the tool is tested in.
pub const BROWSERS: &str = "Webbläsare";

/// What is tested in which browser, and what differs.
pub const BROWSERS_TEXT: [&str; 2] = [
    "Det man gör med verktyget prövas automatiskt i tre webbläsare: Chromium, som Edge och Chrome bygger på, Firefox, och WebKit, som Safari bygger på. Safari på en Mac eller iPad är inte prövad.",
    "Chrome och Edge skriver ut scenario, datum och sidnummer längst ner på varje sida. Det gör inte Firefox. Där kan du välja sidhuvud och sidfot när du skriver ut.",
];

/// The version.
pub const VERSION: &str = "Version";

/// A build that was given no number.
pub const NO_BUILD: &str = "utan nummer";

/// Version and build.
#[must_use]
pub fn build(version: &str, build: &str) -> String {
    format!("{NAME} {version}, {build}")
}

/// Version, build and pack.
#[must_use]
pub fn version(version: &str, build: &str, pack: &str) -> String {
    format!("{}. Tal: {pack}.", self::build(version, build))
}
