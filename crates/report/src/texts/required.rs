//! The words of what is required and what each measure gives, which page, slides, paper and workbook share.

use balans_format as format;
use balans_format::names::{FEDERATION_S, named};
use balans_model::{InputSpec, MeasureSpec, Scope, Year};

use super::shared::{amount, area_in, input_value, is_balanced, lower, scope};

/// The name of the view, the slide, the section and the sheet of what is required.
pub const REQUIRED: &str = "Vad krävs?";

/// The place of an area in a sentence.
#[must_use]
pub const fn place(of: Scope) -> &'static str {
    match of {
        Scope::Area(area) => area_in(area),
        Scope::Total => "omsorgen och vården tillsammans",
    }
}

/// How many levers would be enough, each alone, and how many measures whose levers are moved alike.
#[must_use]
pub fn finding(of: Scope, left: f64, alone: usize, alike: usize) -> String {
    finding_for(&["I ", place(of)].concat(), left, alone, alike)
}

/// The same for the koncern.
#[must_use]
pub fn group_finding(left: f64, alone: usize, alike: usize) -> String {
    finding_for("För koncernen", left, alone, alike)
}

fn finding_for(whose: &str, left: f64, alone: usize, alike: usize) -> String {
    if is_balanced(left) {
        return format!("{whose} återstår inget.");
    }
    match (alone, alike) {
        (0, 0) => format!("{whose} räcker inget reglage ensamt."),
        (0, 1) => format!(
            "{whose} räcker inget reglage ensamt, men en åtgärd räcker om alla dess reglage flyttas lika."
        ),
        (0, many) => format!(
            "{whose} räcker inget reglage ensamt, men {} åtgärder räcker om deras reglage flyttas lika.",
            format::count(many)
        ),
        (1, _) => format!("{whose} räcker ett reglage ensamt."),
        (many, _) => format!(
            "{whose} räcker {} reglage vart för sig.",
            format::count(many)
        ),
    }
}

/// The heading of an area's list.
#[must_use]
pub const fn heading(of: Scope) -> &'static str {
    match of {
        Scope::Total => "Omsorg och vård tillsammans",
        Scope::Area(_) => scope(of),
    }
}

/// All levers of a measure, moved alike.
#[must_use]
pub fn alike(count: usize) -> String {
    format!("alla {} reglage lika", format::count(count))
}

/// A row's name: the measure, and the lever where it has another name.
#[must_use]
pub fn row_name(measure: &MeasureSpec, levers: &str) -> String {
    if measure.name == levers {
        levers.to_owned()
    } else {
        [&*measure.name, ": ", &lower(levers)].concat()
    }
}

/// The table of an area's rows.
#[must_use]
pub fn table(of: Scope, year: Year) -> String {
    format!("Vad som krävs i {} {year}, ett reglage i taget", place(of))
}

/// The table's columns after the row's name.
#[must_use]
pub fn columns() -> [&'static str; 5] {
    [
        "Från och till",
        "Svar",
        "Återstår, mnkr",
        named("Tiohundra\u{a0}AB, mnkr"),
        "Koncernen, mnkr",
    ]
}

/// The table's first column.
pub const ROW: &str = "Åtgärd och reglage";

/// From where a lever stands to the row's value.
#[must_use]
pub fn from_to(spec: &InputSpec, from: f64, to: f64) -> String {
    let (from, to) = (input_value(spec, from), input_value(spec, to));
    if from == to {
        format!("står på {from}")
    } else {
        format!("från {from} till {to}")
    }
}

/// In a table: the value is enough, or not.
pub const ANSWERS: [&str; 2] = ["räcker", "räcker inte"];

/// What is left in a year, mnkr.
#[must_use]
pub fn left(year: Year, left: f64) -> String {
    if is_balanced(left) {
        format!("År {year} återstår inget att hitta.")
    } else {
        format!("År {year} återstår {} att hitta.", amount(left))
    }
}

/// How the rows are found.
pub const ROWS_ARE: &str = "Varje rad svarar på en fråga: om bara det reglaget flyttas och allt annat är som i scenariot, vid \
     vilket värde återstår inget? Alla steg på reglaget är provade. Räcker inget av dem visas det som lämnar minst kvar.";

/// What the amounts for the parties are compared with.
#[must_use]
pub fn effects_are() -> &'static str {
    named("Beloppen för Tiohundra\u{a0}AB och koncernen är skillnaden mot scenariot som det är nu.")
}

/// The levers that have no row: those that would be enough, and those that leave more than the rows.
#[must_use]
pub fn rows_more(enough: usize, short: usize) -> String {
    let levers = |count: usize| match count {
        1 => "ytterligare ett reglage".to_owned(),
        many => format!("ytterligare {} reglage", format::count(many)),
    };
    let enough = (enough > 0).then(|| format!("Även {} räcker.", levers(enough)));
    let short = (short > 0).then(|| {
        let levers = format::capital(&levers(short));
        [&*levers, " minskar det som återstår men räcker inte."].concat()
    });
    let all: Vec<String> = enough.into_iter().chain(short).collect();
    all.join(" ")
}

/// No lever leaves less than now.
#[must_use]
pub fn no_rows(of: Scope) -> String {
    format!("Inget reglage minskar det som återstår i {}.", place(of))
}

/// In place of what is not worked out yet.
pub const COMING: &str = "Svaret är inte uträknat än.";

/// The heading of what each measure gives.
pub const GIVES: &str = "Vad ger vad?";

/// How what each measure gives is counted.
pub const GIVES_LEAD: &str = "Varje åtgärd får medelvärdet av vad den ger i alla turordningar.";

/// What a measure gives with no other, and with all the others; the mean.
pub const GIVES_COLUMNS: [&str; 3] = ["Medelvärde, mnkr", "Ensam, mnkr", "Sist, mnkr"];

/// The column of [`OVERLAP`].
pub const OVERLAP_COLUMN: &str = "Överlapp, mnkr";

/// The marks of a bar, explained.
pub const GIVES_MARKS: &str = "Stapeln är medelvärdet. Ringen visar vad åtgärden ger ensam, strecket vad den ger sist, när alla andra redan är på.";

/// What the measures give less, or more, together than each alone.
pub const OVERLAP: &str = "Överlapp";

/// Explains [`OVERLAP`].
pub const OVERLAP_MEANS: &str =
    "Summan minus vad åtgärderna ger ensamma. Minus betyder att de delvis minskar samma kostnad.";

/// Explains the columns of a table of what each measure gives.
pub const GIVES_TABLE_NOTE: &str = "Ensam är vad åtgärden ger utan de andra, sist vad den ger när alla andra redan är på. \
     Överlapp är medelvärdet minus vad den ger ensam. Minus betyder att åtgärderna delvis minskar samma kostnad.";

/// The sum of the measures.
pub const SUM: &str = "Tillsammans";

/// What the measures give in a year together, mnkr: the title of a slide.
#[must_use]
pub fn gives_title(year: Year, total: f64) -> String {
    format!("Åtgärderna ger tillsammans {} {year}", amount(total))
}

/// No measure gives anything in a year.
#[must_use]
pub fn gives_none(year: Year) -> String {
    format!("Ingen åtgärd minskar {FEDERATION_S} kostnader {year}")
}

/// The table of what each measure gives in KSON's costs.
#[must_use]
pub fn gives_caption(year: Year) -> String {
    format!("Vad varje åtgärd ger {year}, {FEDERATION_S} kostnader, mnkr")
}

/// Measures that share a row, or a step.
#[must_use]
pub fn gives_rest(count: usize) -> String {
    match count {
        1 => "Ytterligare en åtgärd".to_owned(),
        many => format!("Ytterligare {} åtgärder", format::count(many)),
    }
}

/// The bridge by measure, under its title.
#[must_use]
pub fn bridge_lead(year: Year) -> String {
    format!("Från krav till vad som återstår {year}, åtgärd för åtgärd, mnkr")
}
