//! The accessibility statement, in Om.

use super::dates;

/// Heading of the statement, and the link to it.
pub const STATEMENT: &str = "Tillgänglighets\u{ad}redogörelse";

/// Name of the links below the footer.
pub const LINKS: &str = "Om webbplatsen";

/// Message: the host's statement could not be fetched.
pub const MISSING: &str = "Den redogörelse som den ansvariga organisationen har skrivit gick inte att hämta. Kontrollera att du har nätverk och försök igen. Det som är prövat i verktyget står nedan.";

/// Whose statement it is, and of which site.
#[must_use]
pub fn introduction(actor: &str, address: &str) -> String {
    format!(
        "{actor} ansvarar för den här webbplatsen. Redogörelsen säger hur väl Budget i balans på {address} uppfyller lagen om tillgänglighet till digital offentlig service, vilka brister som är kända och hur du säger till om fler."
    )
}

/// The site conforms fully to the act.
pub const CONFORMS: &str =
    "Webbplatsen är helt förenlig med lagen om tillgänglighet till digital offentlig service.";

/// The site conforms partially to the act.
pub const CONFORMS_PARTIALLY: &str = "Webbplatsen är delvis förenlig med lagen om tillgänglighet till digital offentlig service. Bristerna står nedan.";

/// The site does not conform to the act.
pub const CONFORMS_NOT: &str = "Webbplatsen är inte förenlig med lagen om tillgänglighet till digital offentlig service. Bristerna står nedan.";

/// Heading: content that is not accessible.
pub const SHORTCOMINGS: &str = "Innehåll som inte är tillgängligt";

/// No shortcoming is known.
pub const NO_SHORTCOMINGS: &str = "Inga brister är kända.";

/// Heading: content that does not conform to the act.
pub const FAILS: &str = "Bristande förenlighet med lagkraven";

/// Heading: content whose adaptation would be a disproportionate burden (12 § of the act).
pub const BURDEN: &str = "Oskäligt betungande anpassning (12\u{a0}§)";

/// Heading: content that the act does not cover (9 §).
pub const OUT_OF_SCOPE: &str = "Innehåll som inte omfattas av lagen (9\u{a0}§)";

/// The day a shortcoming is to be mended.
#[must_use]
pub fn mended_by(date: &str) -> String {
    format!("Ska vara åtgärdat senast den {}.", day(date))
}

/// Heading: how the site has been assessed.
pub const METHOD: &str = "Hur webbplatsen är bedömd";

/// The actor has assessed the site.
pub const OWN_ASSESSMENT: &str = "Bedömningen är en självskattning.";

/// Somebody else has assessed the site.
pub const EXTERNAL_ASSESSMENT: &str = "Bedömningen är gjord av en utomstående.";

/// The dates of assessment and update.
#[must_use]
pub fn dates(assessed: &str, updated: &str) -> String {
    format!(
        "Webbplatsen bedömdes senast den {}. Redogörelsen uppdaterades senast den {}.",
        day(assessed),
        day(updated)
    )
}

fn day(date: &str) -> String {
    dates::day(&[date, "T12:00:00+01:00"].concat())
}

/// Heading: how to tell the actor of a shortcoming.
pub const CONTACT: &str = "Säg till om något inte fungerar";

/// What a person can tell or ask for.
pub const CONTACT_TEXT: &str = "Säg till om något hindrar dig som inte står här, eller om du behöver innehållet i en annan form.";

/// Contact by e-mail.
pub const MAIL: &str = "E-post: ";

/// Contact by telephone.
pub const PHONE: &str = "Telefon: ";

/// Link to the actor's form.
pub const FORM: &str = "Skriv i den ansvarigas formulär";

/// Heading: the supervisory authority.
pub const AUTHORITY: &str = "Tillsyn";

/// Who supervises the act.
pub const AUTHORITY_TEXT: &str = "Myndigheten för digital förvaltning, Digg, har tillsyn över lagen. Är du inte nöjd med svaret du har fått kan du anmäla det dit.";

/// Link to the authority's form.
pub const AUTHORITY_LINK: &str = "Anmäl bristande tillgänglighet till Digg";

/// Heading: what the host has not filled in.
pub const TO_FILL_IN: &str = "Det här saknas";

/// Why the host must fill it in.
pub const TO_FILL_IN_TEXT: &str = "Den som publicerar verktyget har inte lämnat någon redogörelse. En offentlig aktör måste göra det enligt lagen (2018:1937) om tillgänglighet till digital offentlig service. Det görs i en fil när webbplatsen byggs, och ska ange";

/// What the host must fill in.
pub const TO_FILL_IN_LIST: [&str; 8] = [
    "vilken organisation som ansvarar för webbplatsen, och dess adress",
    "om den är helt, delvis eller inte förenlig med lagen",
    "vilket innehåll som inte är tillgängligt, och varför: bristande förenlighet, oskäligt betungande anpassning eller innehåll som lagen inte omfattar",
    "när den senast bedömdes",
    "hur den bedömdes: självskattning eller granskning av en utomstående",
    "när redogörelsen senast uppdaterades",
    "hur man säger till om brister: e-post, telefon eller formulär",
    "länken till Diggs anmälan.",
];

/// Heading: what has been tested in the tool itself.
pub const TESTED: &str = "Vad som är prövat i verktyget";

/// What has been tested, and what has not.
pub const TESTED_TEXT: [&str; 4] = [
    "Verktyget är byggt för att följa riktlinjerna för tillgänglighet, WCAG 2.2 på nivå AA. De omfattar kraven i WCAG 2.1, som standarden EN 301 549 bygger på. Ingen utomstående har granskat det.",
    "Varje sida prövas automatiskt i ljust och mörkt läge, på smal och bred skärm (320 och 1\u{a0}280 pixlar), utan kända fel. Sådana prov hittar ungefär hälften av alla brister.",
    "Att varje sida går att använda med bara tangentbord prövas automatiskt, i Chromium.",
    "Varje diagram har en tabell med samma tal och en sammanfattning i ord.",
];

/// Heading: shortcomings of the tool itself.
pub const KNOWN: &str = "Kända brister i verktyget";

/// Shortcomings of the tool itself.
pub const KNOWN_LIST: [&str; 4] = [
    "Skärmläsare, talstyrning och förstoringsprogram är inte prövade.",
    "Filerna till Excel och PowerPoint är inte granskade mot kraven.",
    "Att en PDF har taggar, som en skärmläsare behöver, är prövat när den sparas ur Chromium, men inte ur Firefox och Safari.",
    "Ett diagram som sparas som PNG har ingen text om vad det visar. Tabellen vid diagrammet har samma tal.",
];
