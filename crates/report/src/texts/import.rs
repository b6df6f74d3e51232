//! Words about workbooks and tables of own figures: why a file is not read, what is wrong with a cell of one, and what
//! else there is to say.

use balans_format::text::isolated;
use balans_format::{HARD_SPACE, ParseError};
use balans_import::{CellFault, FaultReason, FileNotice, Heading, ImportError, ROW_LIMIT};
use balans_model::{InputId, Pack};

use super::shared::{input_value, range};

/// Says why a file is not read.
#[must_use]
pub fn import_error(error: ImportError) -> String {
    match error {
        ImportError::TooLarge => TOO_LARGE.to_owned(),
        ImportError::Empty => EMPTY.to_owned(),
        ImportError::OldOrLocked => OLD_OR_LOCKED.to_owned(),
        ImportError::BinaryWorkbook => BINARY_WORKBOOK.to_owned(),
        ImportError::OpenDocument => OPEN_DOCUMENT.to_owned(),
        ImportError::OtherArchive => OTHER_ARCHIVE.to_owned(),
        ImportError::Pdf => PDF.to_owned(),
        ImportError::WebPage => WEB_PAGE.to_owned(),
        ImportError::Json => JSON.to_owned(),
        ImportError::NotText => NOT_TEXT.to_owned(),
        ImportError::Damaged => DAMAGED.to_owned(),
        ImportError::UnpacksTooLarge => UNPACKS_TOO_LARGE.to_owned(),
        ImportError::TooManyCells => TOO_MANY_CELLS.to_owned(),
        ImportError::TooManyRows => format!(
            "Listan med tal har fler än {} rader, och så långa listor läses inte. Ta bort de rader som inte är verktygets tal.",
            balans_format::number(ROW_LIMIT as f64, 0)
        ),
        ImportError::NoTable => NO_TABLE.to_owned(),
    }
}

/// [`ImportError::TooLarge`].
pub const TOO_LARGE: &str = "Filen är större än 20\u{a0}MB, och så stora filer läses inte. Spara fliken med talen i en egen fil.";
/// [`ImportError::Empty`].
const EMPTY: &str = "Filen är tom.";
/// [`ImportError::OldOrLocked`].
const OLD_OR_LOCKED: &str = "Filen är sparad i Excels gamla format (.xls) eller skyddad med lösenord. Spara den som Excel-arbetsbok (.xlsx) utan lösenord.";
/// [`ImportError::BinaryWorkbook`].
const BINARY_WORKBOOK: &str =
    "Filen är en binär arbetsbok (.xlsb). Spara den som Excel-arbetsbok (.xlsx).";
/// [`ImportError::OpenDocument`].
const OPEN_DOCUMENT: &str =
    "Filen är i formatet OpenDocument. Spara den som Excel-arbetsbok (.xlsx) eller som CSV-fil.";
/// [`ImportError::OtherArchive`].
const OTHER_ARCHIVE: &str =
    "Filen är ingen arbetsbok. Välj en Excel-arbetsbok (.xlsx) eller en CSV-fil.";
/// [`ImportError::Pdf`].
const PDF: &str = "Filen är en pdf, och ur en sådan läses inga tal. Välj en Excel-arbetsbok (.xlsx) eller en CSV-fil.";
/// [`ImportError::WebPage`].
const WEB_PAGE: &str = "Filen är en webbsida, vad den än heter. Öppna den i Excel och spara den som Excel-arbetsbok (.xlsx).";
/// [`ImportError::Json`].
const JSON: &str = "Filen är varken en Excel-arbetsbok eller en CSV-fil, utan i formatet JSON. En fil med scenarier eller egna tal som är sparad härifrån ska ha ett namn som slutar på .json.";
/// [`ImportError::NotText`].
const NOT_TEXT: &str = "Filen är varken en Excel-arbetsbok (.xlsx) eller en CSV-fil.";
/// [`ImportError::Damaged`].
const DAMAGED: &str =
    "Filen är skadad och går inte att läsa. Öppna den i Excel, spara den på nytt och försök igen.";
/// [`ImportError::UnpacksTooLarge`].
const UNPACKS_TOO_LARGE: &str =
    "Filen är packad, och blir för stor när den packas upp. Spara fliken med talen i en egen fil.";
/// [`ImportError::TooManyCells`].
const TOO_MANY_CELLS: &str =
    "Filen har fler celler eller flikar än som läses. Spara fliken med talen i en egen fil.";
/// [`ImportError::NoTable`].
const NO_TABLE: &str = "Det finns ingen lista med verktygets tal i filen. En sådan har en rad med rubriker, där Id eller Tal är en och Värde en annan. Fliken Reglage i arbetsboken härifrån är en färdig mall.";

/// Says where a fault is and what is wrong there: "Indata!C14: …".
#[must_use]
pub fn cell_fault(pack: &Pack, fault: &CellFault) -> String {
    let reason = reason(pack, &fault.reason);
    format!("{}: {reason}", isolated(&fault.place.to_string()))
}

fn reason(pack: &Pack, reason: &FaultReason) -> String {
    let label = |id: InputId| &*pack.spec(id).label;
    match reason {
        FaultReason::UnknownId(id) => format!("inget tal har id {}.", quoted(id)),
        FaultReason::UnknownName(name) => format!("inget tal heter {}.", quoted(name)),
        FaultReason::NoInput => "raden har ett värde, men varken id eller namn.".to_owned(),
        FaultReason::OtherName(id, other) => format!(
            "id på raden hör till {} och namnet till {}. Raden läses inte.",
            quoted(label(*id)),
            quoted(label(*other))
        ),
        FaultReason::NotNumber(id, error, text) => {
            format!("{}: {}", label(*id), not_number(*error, text))
        }
        FaultReason::NotYesOrNo(id, text) => {
            format!("{}: här ska stå ja eller nej, inte {}.", label(*id), quoted(text))
        }
        FaultReason::OtherUnit(id, unit) => format!(
            "{} räknas i {}, och {} går inte att räkna om till det.",
            label(*id),
            pack.spec(*id).unit.as_str(),
            quoted(unit)
        ),
        FaultReason::IsDate(id) => format!(
            "{}: cellen visas som ett datum. Excel gör ibland om ett tal till ett datum. Skriv talet igen, i en cell som visas som tal.",
            label(*id)
        ),
        FaultReason::CellError(error) => format!("i cellen står felet {}.", isolated(error)),
        FaultReason::NoResult => {
            "cellen har en formel, men filen har inte resultatet. Öppna filen i Excel, spara den och läs in den igen.".to_owned()
        }
        FaultReason::OutOfRange(id, value) => {
            let spec = pack.spec(*id);
            if value.abs() > MOST_SHOWN {
                return format!("{} kan bara vara {}.", spec.label, range(spec));
            }
            let value = every_digit(*value);
            format!("{} är {value}, och kan bara vara {}.", spec.label, range(spec))
        }
        FaultReason::NotWhole(id, value) => {
            format!("{} är {}, och ska vara ett heltal.", label(*id), every_digit(*value))
        }
        FaultReason::HalfSpan(id) => format!(
            "{}: ett spann har både ett lägsta och ett högsta värde, och här finns bara det ena.",
            label(*id)
        ),
        FaultReason::SpanOrder(id) => {
            format!("{}: det lägsta värdet är större än det högsta.", label(*id))
        }
        FaultReason::OutsideSpan(id, value) => format!(
            "{}: värdet {} ligger utanför spannet, som därför inte läses.",
            label(*id),
            input_value(pack.spec(*id), *value)
        ),
        FaultReason::NoSpan(id) => format!("{} kan inte ha ett eget spann.", label(*id)),
        FaultReason::TooLong(heading, limit) => {
            format!("{} är längre än {limit}{HARD_SPACE}tecken och läses inte.", column(*heading))
        }
        FaultReason::NotDate(text) => format!(
            "{} är inget datum. Skriv så här: 2026-11-29.",
            quoted(text)
        ),
        FaultReason::NotRole(text) => format!(
            "{} är en adress. Skriv den ansvarigas roll, till exempel ekonomichef.",
            quoted(text)
        ),
        FaultReason::Twice(id, first) => format!(
            "{} står redan på en annan rad ({}), med annat innehåll. Ingen av raderna läses.",
            label(*id),
            isolated(&first.to_string())
        ),
        FaultReason::LimitColumn(id) => format!(
            "{}: kolumnen visar verktygets egen gräns och läses inte. Ett eget spann står i kolumnerna Spann, lägst och Spann, högst.",
            label(*id)
        ),
        FaultReason::SameHeading(text) => format!(
            "rubriken {} finns på en kolumn till vänster också. Bara den till vänster läses.",
            quoted(text)
        ),
    }
}

fn not_number(error: ParseError, text: &str) -> String {
    let text = quoted(text);
    match error {
        ParseError::Empty | ParseError::NotANumber | ParseError::UnknownUnit => {
            format!("{text} är inget tal.")
        }
        ParseError::ManyCommas => format!("{text} har mer än ett decimalkomma."),
        ParseError::AmbiguousPoint => format!(
            "punkten i {text} kan betyda både tusental och decimaler. Skriv 1{HARD_SPACE}200 eller 1,2."
        ),
        ParseError::Exponent => format!("{text} är inte skrivet med bara siffror."),
        ParseError::NotFinite => format!("{text} är för stort."),
        ParseError::BadGrouping => {
            format!(
                "siffrorna i {text} är fel grupperade. Skriv tusental så här: 1{HARD_SPACE}200."
            )
        }
        ParseError::MissingDecimals => format!("{text} saknar siffror efter kommat."),
        ParseError::TwoNumbers => {
            format!("{text} är två tal. Skriv det lägsta och det högsta i var sin kolumn.")
        }
    }
}

/// Says what else there is to say about a file.
#[must_use]
pub fn file_notice(notice: &FileNotice) -> String {
    match notice {
        FileNotice::LeftAlone(names, count) => match count {
            1 => format!("Fliken {} har inga av verktygets tal och läses inte.", listed(names, 1)),
            count => format!(
                "Flikarna {} har inga av verktygets tal och läses inte.",
                listed(names, *count)
            ),
        },
        FileNotice::OtherColumns(_, names, 1) => {
            format!("Kolumnen {} läses inte.", listed(names, 1))
        }
        FileNotice::OtherColumns(_, names, count) => {
            format!("Kolumnerna {} läses inte.", listed(names, *count))
        }
        FileNotice::Macros => "Filen har makron. De läses inte och körs inte.".to_owned(),
        FileNotice::ExternalLinks => {
            "Filen har länkar till andra filer. De följs inte, utan det resultat som är sparat i filen gäller.".to_owned()
        }
    }
}

/// Says that faults beyond those listed are left out.
#[must_use]
pub fn more_faults(count: usize) -> String {
    let count_text = balans_format::count(count);
    match count {
        1 => "En cell till gick inte att läsa.".to_owned(),
        _ => format!("Det finns {count_text} celler till som inte gick att läsa."),
    }
}

/// Lists names, and how many there are beside them: ”Löner”, ”Blad2” och tre till.
fn listed(names: &[String], count: usize) -> String {
    let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
    match (names.as_slice(), count.saturating_sub(names.len())) {
        ([], _) => String::new(),
        ([one], 0) => one.clone(),
        ([first @ .., last], 0) => format!("{} och {last}", first.join(", ")),
        (names, more) => format!(
            "{} och {} till",
            names.join(", "),
            balans_format::count(more)
        ),
    }
}

const fn column(heading: Heading) -> &'static str {
    match heading {
        Heading::Id => "id",
        Heading::Name => "namnet",
        Heading::Value => "värdet",
        Heading::Unit => "enheten",
        Heading::Low | Heading::LeastAllowed => "det lägsta värdet",
        Heading::High | Heading::MostAllowed => "det högsta värdet",
        Heading::SpanBasis => "vad spannet bygger på",
        Heading::Source => "källan",
        Heading::Note => "anteckningen",
        Heading::Date => "datumet",
        Heading::Role => "den ansvariga rollen",
    }
}

fn quoted(text: &str) -> String {
    format!("”{}”", isolated(text))
}

fn every_digit(value: f64) -> String {
    value.to_string().replace('.', ",").replace('-', "\u{2212}")
}

/// Values beyond this are left out of a sentence.
const MOST_SHOWN: f64 = 1e12;

#[cfg(test)]
mod tests {
    use super::*;
    use balans_import::CellPlace;
    use balans_model::{KSON_2023, input_id};
    use std::collections::BTreeSet;

    const ERRORS: [ImportError; 15] = [
        ImportError::TooLarge,
        ImportError::Empty,
        ImportError::OldOrLocked,
        ImportError::BinaryWorkbook,
        ImportError::OpenDocument,
        ImportError::OtherArchive,
        ImportError::Pdf,
        ImportError::WebPage,
        ImportError::Json,
        ImportError::NotText,
        ImportError::Damaged,
        ImportError::UnpacksTooLarge,
        ImportError::TooManyCells,
        ImportError::TooManyRows,
        ImportError::NoTable,
    ];

    fn place() -> CellPlace {
        CellPlace {
            sheet: "Mina tal".to_owned(),
            row: 14,
            column: 27,
        }
    }

    #[test]
    fn every_fault_has_a_sentence_of_its_own_with_its_cell() {
        let care = input_id("requirement.care");
        let text = || "x".to_owned();
        let mut reasons = vec![
            FaultReason::UnknownId(text()),
            FaultReason::UnknownName(text()),
            FaultReason::NoInput,
            FaultReason::OtherName(care, input_id("requirement.health")),
            FaultReason::NotYesOrNo(care, text()),
            FaultReason::OtherUnit(care, text()),
            FaultReason::IsDate(care),
            FaultReason::CellError(text()),
            FaultReason::NoResult,
            FaultReason::OutOfRange(care, 101.5),
            FaultReason::OutOfRange(care, 1e300),
            FaultReason::NotWhole(care, 0.5),
            FaultReason::HalfSpan(care),
            FaultReason::SpanOrder(care),
            FaultReason::OutsideSpan(care, 1.0),
            FaultReason::NoSpan(care),
            FaultReason::TooLong(Heading::Source, 200),
            FaultReason::NotDate(text()),
            FaultReason::NotRole(text()),
            FaultReason::Twice(care, place()),
            FaultReason::LimitColumn(care),
            FaultReason::SameHeading(text()),
        ];
        for error in [
            ParseError::NotANumber,
            ParseError::ManyCommas,
            ParseError::AmbiguousPoint,
            ParseError::Exponent,
            ParseError::NotFinite,
            ParseError::BadGrouping,
            ParseError::MissingDecimals,
            ParseError::TwoNumbers,
        ] {
            reasons.push(FaultReason::NotNumber(care, error, text()));
        }
        let mut said = BTreeSet::new();
        for reason in reasons {
            let fault = CellFault {
                place: place(),
                reason,
            };
            let sentence = cell_fault(&KSON_2023, &fault);
            assert!(sentence.starts_with("'Mina tal'!AB14: "), "{sentence}");
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(said.insert(sentence), "{fault:?}");
        }
        for error in ERRORS {
            let sentence = import_error(error);
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(said.insert(sentence), "{error:?}");
        }
    }

    #[test]
    fn what_is_left_alone_is_listed_and_counted() {
        let names = |of: &[&str]| of.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let left = |of: &[&str], count| file_notice(&FileNotice::LeftAlone(names(of), count));
        assert_eq!(
            left(&["A"], 1),
            "Fliken ”A” har inga av verktygets tal och läses inte."
        );
        assert_eq!(
            left(&["A", "B"], 2),
            "Flikarna ”A” och ”B” har inga av verktygets tal och läses inte."
        );
        assert_eq!(
            left(&["A", "B"], 5),
            "Flikarna ”A”, ”B” och tre till har inga av verktygets tal och läses inte."
        );
        assert_eq!(more_faults(1), "En cell till gick inte att läsa.");
        assert_eq!(
            more_faults(3),
            "Det finns tre celler till som inte gick att läsa."
        );
    }
}
