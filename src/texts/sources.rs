//! Källor.

use balans_format as format;
use balans_format::names::named;
use balans_model::Status;
/// The view's name.
pub const VIEW: &str = "Källor";

/// The view's lead.
#[must_use]
pub fn sources_lead(count: usize, changed: usize) -> String {
    match changed {
        0 => format!(
            "Här är alla {count} tal som verktyget räknar med. Inget skiljer sig från utgångsläget."
        ),
        1 => format!("Här är alla {count} tal som verktyget räknar med. Ett av dem är ändrat."),
        many => format!(
            "Här är alla {count} tal som verktyget räknar med. Av dem är {} ändrade.",
            format::count(many)
        ),
    }
}

/// Label of the search field.
pub const SEARCH: &str = "Sök bland talen";

/// Filter by status.
pub const SHOW: &str = "Visa";

/// All statuses.
pub const ALL: &str = "Alla";

/// Choice: only changed inputs.
pub const ONLY_CHANGED: &str = "Ändrade";

/// Writes the number of inputs found.
#[must_use]
pub fn found(count: usize) -> String {
    match count {
        0 => "Inget tal matchar sökningen.".to_owned(),
        1 => "Här visas ett tal.".to_owned(),
        many => format!("Här visas {} tal.", format::count(many)),
    }
}

/// Button: opens an input's lever.
pub const CHANGE: &str = "Visa och ändra";

/// Button: resets every input.
pub const RESET_ALL: &str = "Återställ allt till utgångsläget";

/// The documents' heading.
pub const DOCUMENTS: &str = "De två dokumenten";

/// The list of all numbers: the heading.
pub const ALL_NUMBERS: &str = "Alla tal";

/// What to replace: the heading.
pub const REPLACE: &str = "Byt ut det här först";

/// What to replace: what the list is.
#[must_use]
pub fn replace_lead() -> &'static str {
    named(
        "Antaganden som svaret hänger mest på. Ersätt dem med KSON:s egna tal under Fyll i egna tal, eller pröva ett annat värde.",
    )
}

/// What to replace: nothing.
pub const REPLACE_NONE: &str = "I det här scenariot ändrar inget antagande det som återstår.";

/// The greatest change of what is left when an assumption goes from one end of its range to the other.
#[must_use]
pub fn moves_answer(mnkr: &str, year: i32) -> String {
    format!("Mellan sina gränser ändrar talet det som återstår {year} med {mnkr}.")
}

/// Button: shows an input in the list of all numbers.
pub const SHOW_INPUT: &str = "Visa talet";

/// What is changed: the heading.
pub const CHANGED: &str = "Vad är ändrat";

/// How many numbers are changed.
#[must_use]
pub fn changed(count: usize) -> String {
    match count {
        0 => "Inget tal skiljer sig från utgångsläget.".to_owned(),
        1 => "Ett tal skiljer sig från utgångsläget.".to_owned(),
        many => format!("Från utgångsläget skiljer sig {} tal.", format::count(many)),
    }
}

/// Button: shows only changed numbers.
pub const SHOW_CHANGED: &str = "Visa de ändrade talen";

/// Button: opens a measure's start, phasing and realisation.
#[must_use]
pub fn phasing(measure: &str, count: usize) -> String {
    format!(
        "{measure}: start, infasning och genomförande, {} tal",
        format::count(count)
    )
}

/// Heading of the documents' facts that no figure uses.
pub const FACTS: &str = "Det här säger dokumenten också";

/// Lead of those facts.
pub const FACTS_LEAD: &str = "Uppgifter som inte är tal i verktyget men som kan ha betydelse för besluten. \
     Förvaltningen informerar anger månader och dagar men inget år.";

/// The facts: subject, content in our words, and place in the document.
pub const FACTS_ROWS: [(&str, &str, &str); 8] = [
    (
        "Norrtälje kommuns stöd",
        "När kommunalförbundet bildades åtog sig kommunen att sköta administrativa funktioner åt KSON, bland annat HR- och IT-stöd, upphandling och kontaktcenter. Då kan KSON:s administration vara liten och medlemsbidraget lägre. Processerna och stödets omfattning behöver bli tydligare.",
        "Effektiviseringsunderlaget, avsnittet Vilka tidskrävande moment kan förenklas",
    ),
    (
        "IT-miljön",
        "KSON tillhandahåller IT-miljön för både Tiohundra\u{a0}AB och privata utförare. Den är ett sätt att effektivisera verksamheten, vid sidan av uppdrag och avtalsvillkor.",
        "Effektiviseringsunderlaget, avsnittet om jämförelse med andra kommuner",
    ),
    (
        "Långsiktig plan till 2031",
        "Enligt den långsiktiga planen (direktionen den 19\u{a0}maj 2021, §\u{a0}70) väntas Norrtäljebornas behov av vård och omsorg öka ännu mer efter planeringsperioden. Själva planen finns inte bland dokumenten.",
        "Effektiviseringsunderlaget, avsnittet Vilka kostnader kan påverkas",
    ),
    (
        "Samverkan med kommunen",
        "KSON samverkar kring barn i behov av särskilt stöd (BUS) med kommunens socialnämnd, barn- och skolnämnd och utbildningsnämnd. Samverkansteam för barn och unga och SIP-samordnare för vuxna hör till de gemensamma insatserna för psykisk hälsa och suicidprevention. SIP betyder samordnad individuell plan.",
        "Effektiviseringsunderlaget, avsnittet om samverkan i kommunkoncernen",
    ),
    (
        "Förstudien om gemensam administration",
        "Helseplan Consulting Group\u{a0}AB gör förstudien, som gäller administration och stödfunktioner i koncernen. Den återrapporteras i oktober.",
        "Förvaltningen informerar, avsnittet om gemensam administration",
    ),
    (
        "Förstudien om kommunhuset Ankaret",
        "Kommunstyrelsen beslutade den 12\u{a0}maj att avsätta medel för en fördjupad förstudie, och KSON:s förvaltning ingår i den. Förstudien ska vara klar i september. Det slutliga politiska beslutet är planerat till december.",
        "Förvaltningen informerar, avsnittet om förstudien av Norrtälje kommunhus",
    ),
    (
        "Utbildningen i rehabiliterande arbetssätt",
        "Förvaltningen ordnar utbildningen i september tillsammans med Aleris Rehab Station Academy. Den gäller förflyttningskunskap och rehabiliterande arbetssätt, för all rehabpersonal inom kommunala verksamheter.",
        "Förvaltningen informerar, avsnittet om utbildning i rehabiliterande arbetssätt",
    ),
    (
        "Studiebesöket på Danderyds sjukhus",
        "Förvaltningen och Tiohundra\u{a0}AB besökte sjukhuset i juni för att ta del av arbetet med utskrivningar, och träffade bland annat vårdsamordnare.",
        "Förvaltningen informerar, avsnittet om studiebesöket på Danderyds sjukhus",
    ),
];

/// Heading of what could not be found or checked.
pub const MISSING: &str = "Det här har inte gått att hitta eller kontrollera";

/// The items that could not be found or checked.
pub const MISSING_ROWS: [&str; 7] = [
    "Förvaltningens förteckning över möjliga effektiviseringar: den saknas i verktygets exemplar av Effektiviseringsunderlaget.",
    "KSON:s årsredovisning, den långsiktiga planen till 2031 och förbundsordningen: de finns inte bland dokumenten.",
    "Antalet boendeplatser, andelen tomma och villkoren för tomdygnsersättning i KSON:s egna avtal.",
    "SCB:s egen tabell över antalet äldre efter 2025: talet är hämtat ur en artikel som återger den.",
    "SKR:s tabell med omsorgsprisindex för 2023: cirkuläret är funnet men inte talet i det.",
    "Tiohundra\u{a0}AB:s aktiekapital: det är inte kontrollerat mot bolagets årsredovisning.",
    "Kostnaden för upprustning, automatisering, vårdsamordnare, nya LSS-platser, hyran i kommunhuset och e-tjänster.",
];

/// What differs from the first version of the calculation: the heading.
pub const NEW_CALCULATION: &str = "Det här är ändrat i beräkningsversion\u{a0}2";

/// Lead: how links of the first version open.
pub const NEW_CALCULATION_LEAD: &str = "För dig som har använt verktyget tidigare. En länk från beräkningsversion\u{a0}1 öppnas med de tal och \
     formler som gällde då, och du kan räkna om den med dagens.";

/// The formulas that changed: the heading.
pub const NEW_FORMULAS: &str = "Nya sätt att räkna";

/// The formulas that changed.
pub const NEW_FORMULAS_ROWS: [&str; 10] = [
    "Det som återstår räknas för sig i omsorgen och i vården. Pengar som blir över i det ena området täcker inte det andra, om du inte väljer det.",
    "Budgeten är i balans när det som återstår avrundas till 0\u{a0}tkr. Tidigare godtogs upp till 49\u{a0}tkr.",
    "Årets resultat räknar med engångskostnader. Verktyget visar också vad som ska återställas inom tre år (kommunallagen 11\u{a0}kap.\u{a0}12\u{a0}§).",
    "Medlemmarnas bidrag kan höjas med ett fast antal procent om året i stället för att följa behovet.",
    "Färre tomma platser: du väljer om platsen avvecklas, beläggs hemifrån eller beläggs från en extern plats. Tidigare räknades alla som avvecklade.",
    "En upprustad plats som ingen flyttar tillbaka till är tom men går att använda, och KSON betalar för den.",
    "Villkoret om försumlighet gäller de socialpsykiatriska boendena, om du inte väljer alla. Tidigare gällde det alla.",
    "Vinster med välfärdsteknik och rehabiliterande arbetssätt stannar hos utföraren tills avtalen tar hem dem. Tidigare räknades de som KSON:s.",
    "Region Stockholm är en egen part. Tidigare ingick regionen bland övriga.",
    "En besparing är brutto när ingen har angett åtgärdens kostnad, och det står vid den.",
];

/// The starting values that changed: the heading.
pub const NEW_VALUES: &str = "Nya utgångslägen";

/// Starting values that changed: the input, its value in the first version, and why.
pub const NEW_VALUES_ROWS: [(&str, f64, &str); 7] = [
    (
        "lss.growth",
        1.86,
        "Det tidigare talet gällde alla med en LSS-insats. Det nya gäller vuxna i LSS-boende.",
    ),
    (
        "housing.lss.usable_vacancy",
        2.4,
        "Kapacitetstaket är nått enligt Effektiviseringsunderlaget.",
    ),
    (
        "housing.lss.unfit_vacancy",
        0.6,
        "Effektiviseringsunderlaget pekar främst ut de socialpsykiatriska boendena.",
    ),
    (
        "housing.nursing_home.unfit_vacancy",
        0.6,
        "Effektiviseringsunderlaget pekar främst ut de socialpsykiatriska boendena.",
    ),
    (
        "extra_care_housing.share_from_nursing_home",
        15.0,
        "Ingen har angett någon andel.",
    ),
    (
        "extra_care_housing.nursing_home_cost",
        907.0,
        "Talet är nu dygnspriset gånger 365. Den tidigare källan var från 2015.",
    ),
    (
        "retained_cost_liability.cost_per_person",
        907.0,
        "Talet är nu dygnspriset gånger 365. Den tidigare källan var från 2015.",
    ),
];

/// Writes a starting value that changed.
#[must_use]
pub fn new_value(before: &str, now: &str, why: &str) -> String {
    format!("Från {before} till {now}. {why}")
}

/// Writes the number of measures that start after the plan year by default.
#[must_use]
pub fn later_starts(count: usize) -> String {
    format!(
        "Startår: {} åtgärder börjar 2024–2026 i stället för 2023. Det gäller det som först måste byggas, sägas upp eller beslutas av någon annan.",
        format::count(count)
    )
}

/// The statuses that changed: the heading.
pub const NEW_STATUSES: &str = "Ny status";

/// The statuses that changed.
pub const NEW_STATUSES_ROWS: [&str; 4] = [
    "Reformen för socialpsykiatri är en beslutad modell med ett väntat belopp, upp till 500\u{a0}tkr. Beloppet är inte beslutat.",
    "Villkoret om försumlighet är möjligt enligt förvaltningen. Det är inte föreslaget.",
    "Hur starkt kostnaderna följer antalet äldre och Tiohundra\u{a0}AB:s del av platserna är antaganden. Tidigare angavs de stå i dokumenten.",
    "Tomdygnsersättningen i särskilt boende, priset för ett sjukhusdygn och vinsten med välfärdsteknik är antaganden. Tidigare angavs de som externa referenser.",
];

/// The statuses' heading.
pub const STATUSES: &str = "Vad statusen betyder";

/// Writes a row's value in the pack.
#[must_use]
pub fn underlag_value(status: Status, value: &str) -> String {
    match status {
        Status::Own => format!("eget tal {value}"),
        _ => format!("utgångsläge {value}"),
    }
}

/// Writes the documents' value beside an own figure.
#[must_use]
pub fn in_documents(value: &str) -> String {
    format!("verktygets utgångsläge {value}")
}
