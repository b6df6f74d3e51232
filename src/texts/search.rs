//! Words of the search, the keys and the first visit.

use balans_format as format;
use balans_format::names::named;

/// The search's name and heading.
pub const SEARCH: &str = "Sök";
/// The field's label.
pub const FIELD: &str = "Sök bland tal, åtgärder, sidor och ord";
/// Nothing found.
pub const NOTHING: &str = "Inga träffar. Pröva ett annat ord.";
/// What a hit is: a view.
pub const VIEW: &str = "Sida";
/// What a hit is: an input.
pub const INPUT: &str = "Tal";
/// What a hit is: a measure.
pub const MEASURE: &str = "Åtgärd";
/// What a hit is: a word of the list.
pub const WORD: &str = "Ord";

/// What a hit is: a question.
pub const QUESTION: &str = "Fråga";
/// What a hit is: something to do.
pub const ACTION: &str = "Gör";
/// What a hit is: a document, or a part of one.
pub const DOCUMENT: &str = "Dokument";
/// What a hit is: a number that the tool has computed.
pub const COMPUTED: &str = "Räknat tal";

/// Words that lead to Läget besides its name.
pub const OVERVIEW_ALSO: &str =
    "balanskrav underskott återställa resultatreserv resultat finansiering bidrag kommunallagen";

/// Words that lead to *Vad krävs?* besides its name.
pub const REQUIRED_ALSO: &str = "balans räcker underskott sparkrav gap målsökning kombinationer turordning överlapp vad ger vad tillsammans";

/// Over the questions that an empty field shows.
pub const COMMON: &str = "Vanliga frågor";

/// The questions: what is asked, where the answer is, and other words for it. As many as [`QUESTION_COUNT`] are shown
/// where nothing is sought.
#[must_use]
pub fn questions() -> [(&'static str, &'static str, &'static str); QUESTION_COUNT] {
    [
        (
            "Hur mycket återstår till budget i balans?",
            "Läget visar det som återstår, per område och år.",
            "kvar finna budget balans underskott gap sparkrav pengar fattas",
        ),
        (
            "Vad krävs för budget i balans?",
            "Vad krävs? visar vilka reglage som räcker, var för sig och tillsammans.",
            "vad krävs balans underskott gap sparkrav räcker stänga",
        ),
        (
            "Vem betalar?",
            "Vem påverkas? visar vinst och förlust för varje part.",
            named("vem betalar drabbas förlorar vinner medlemmar kommun region Tiohundra notan"),
        ),
        (
            "Vad kostar tomma platser?",
            "Tomma platser visar beläggning, kostnad per dygn och år, och båda reformerna.",
            "beläggning beläggningsgrad lediga tomdygn platser boende",
        ),
        (
            named("Hur står sig KSON mot andra kommuner?"),
            "Jämförelser visar ärenden och kunder per handläggare.",
            "bemanning personal nyckeltal täby österåker vallentuna",
        ),
        (
            "Varifrån kommer talen?",
            "Källor visar dokumenten, antagandena och vad som är ändrat.",
            "källa dokument antagande osäkert underlag fakta",
        ),
    ]
}

/// The number of questions.
pub const QUESTION_COUNT: usize = 6;

/// Print the view.
pub const PRINT: (&str, &str, &str) = (
    "Skriv ut sidan",
    "Sidan du är på, som A4.",
    "skriv ut skrivare papper pdf",
);
/// Share the scenario.
pub const SHARE: (&str, &str, &str) = (
    "Dela scenariot",
    "Som länk, QR-kod, Excel eller PowerPoint.",
    "dela skicka länk e-post mejl qr-kod excel powerpoint xlsx pptx fil",
);
/// Present the scenario.
pub const PRESENT: (&str, &str, &str) = (
    "Presentera",
    "Bilder i helskärm, med reglage.",
    "presentera bilder visa projektor powerpoint",
);
/// Save the scenario.
pub const SAVE: (&str, &str, &str) = (
    "Spara scenariot",
    "I den här webbläsaren.",
    "spara namn scenario",
);
/// Undo the last step.
pub const UNDO: (&str, &str, &str) = (
    "Ångra",
    "Tar tillbaka det senaste du gjorde.",
    "ångra backa",
);
/// Repeat the step that was undone.
pub const REDO: (&str, &str, &str) = ("Gör om", "Gör om det som du ångrade.", "gör om igen");
/// Erase what is stored.
pub const ERASE: (&str, &str, &str) = (
    "Rensa allt",
    "Om verktyget visar vad som är sparat och hur du tar bort det.",
    "rensa radera ta bort lagrat",
);

/// The documents' short names, as people write them.
pub const DOCUMENTS_ALSO: [&str; 2] = ["eu underlaget bilaga nulägeskarta", "fi"];

/// The documents' parts: the document by its place in the pack, and the part as sources name it.
pub const PARTS: [(usize, &str); 9] = [
    (0, "avsnittet Vilka kostnader kan påverkas"),
    (0, "avsnittet om jämförelse med andra kommuner"),
    (0, "avsnittet om digitala arbetssätt"),
    (0, "avsnittet om samverkan i kommunkoncernen"),
    (1, "avsnittet om gemensam administration"),
    (1, "avsnittet om förstudien av Norrtälje kommunhus"),
    (1, "avsnittet om studiebesöket på Danderyds sjukhus"),
    (1, "avsnittet om utbildning i rehabiliterande arbetssätt"),
    (1, "avsnittet om invånardialog"),
];

/// Where a part of a document has no input: what names it is a measure.
pub const PART_DETAIL: &str = "Talen och åtgärderna som bygger på avsnittet.";

/// How many hits there are, when not all are shown.
#[must_use]
pub fn more(shown: usize, found: usize) -> String {
    format!(
        "De {} första av {found} träffar visas.",
        format::count(shown)
    )
}

/// The keys' heading.
pub const KEYS: &str = "Kortkommandon";
/// The keys and what they do.
pub const KEY_LIST: [(&str, &str); 7] = [
    ("/", "Sök i hela verktyget"),
    ("?", "Visa kortkommandon"),
    ("Tabb", "Gå till nästa reglage eller knapp"),
    ("Piltangenter", "Flytta reglaget ett steg"),
    ("Page Up, Page Down", "Flytta reglaget längre"),
    ("Retur", "Bekräfta talet"),
    ("Esc", "Ångra det du skriver, eller stäng rutan"),
];

/// The first visit's heading.
pub const WELCOME: &str = "Så fungerar det";
/// Three sentences, not a tour.
pub const WELCOME_TEXT: [&str; 3] = [
    "Överst ser du vad som återstår att hitta för att nå budget i balans.",
    "Dra i ett reglage eller skriv ett tal, så ser du direkt vad som ändras och för vem.",
    "Tryck på ett understruket tal för att se hur det räknas och var det kommer ifrån.",
];
/// The first visit's button.
pub const WELCOME_DONE: &str = "Börja";
