//! Which column says what: the row of headings of a table of inputs.

use balans_format::{lower_letters, text};

use crate::table::{CellValue, SheetRow};

/// What a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// Id of the input.
    Id,
    /// Name of the input.
    Name,
    /// Value.
    Value,
    /// Unit that the value is in.
    Unit,
    /// Lowest value of the span.
    Low,
    /// Highest value of the span.
    High,
    /// What the span is based on.
    SpanBasis,
    /// Lowest value that the tool lets the input have.
    LeastAllowed,
    /// Highest value that the tool lets the input have.
    MostAllowed,
    /// Source.
    Source,
    /// Note.
    Note,
    /// Date.
    Date,
    /// Role that answers for the value.
    Role,
}

/// The headings of a table.
#[derive(Debug, Default)]
pub(crate) struct Headings {
    /// Heading and column, each heading once.
    columns: Vec<(Heading, u32)>,
    /// Texts of columns that are none of them.
    pub(crate) others: Vec<String>,
    /// Columns that repeat an earlier heading, with their texts.
    pub(crate) repeated: Vec<(u32, String)>,
    /// Row of the headings, from 1.
    pub(crate) row: u32,
}

/// Headings that a person writes, and those of the tool's own workbook and CSV files. Of two columns with one meaning the
/// column of the one named first here is read, so that "Nytt värde" goes before "Värde".
const KNOWN: &[(Heading, &[&str])] = &[
    (Heading::Id, &["id", "beteckning"]),
    (
        Heading::Name,
        &["tal", "namn", "antagande", "reglage", "indata"],
    ),
    (
        Heading::Value,
        &[
            "nytt värde",
            "eget värde",
            "eget tal",
            "värde",
            "value",
            "belopp",
        ],
    ),
    (Heading::Unit, &["enhet"]),
    (
        Heading::Low,
        &[
            "spann, lägst",
            "spann lägst",
            "spannets lägsta",
            "lägst",
            "lägsta värde",
        ],
    ),
    (
        Heading::High,
        &[
            "spann, högst",
            "spann högst",
            "spannets högsta",
            "högst",
            "högsta värde",
        ],
    ),
    (
        Heading::SpanBasis,
        &["spannet bygger på", "spannets källa", "källa till spannet"],
    ),
    (Heading::LeastAllowed, &["lägsta"]),
    (Heading::MostAllowed, &["högsta"]),
    (Heading::Source, &["ny källa", "egen källa", "källa"]),
    (Heading::Note, &["anteckning", "kommentar"]),
    (Heading::Date, &["datum"]),
    (Heading::Role, &["ansvarig", "ansvarig roll", "roll"]),
];

/// Columns of the tool's own files that are made from the others.
const MADE: &[&str] = &[
    "område",
    "räknas med",
    "utgångsläge",
    "ändrat",
    "status",
    "sida",
    "åtgärd",
];

/// Finds a heading's meaning and its place among the texts for it.
fn known(text: &str) -> Option<(Heading, usize)> {
    KNOWN.iter().find_map(|(heading, texts)| {
        let place = texts.iter().position(|known| *known == text)?;
        Some((*heading, place))
    })
}

/// Prepares a heading for comparison: one line of small letters, without what is in brackets at its end and without marks.
fn plain(cell: &CellValue) -> Option<String> {
    let CellValue::Text(text) = cell else {
        return None;
    };
    let line = lower_letters(&text::line(text));
    let line = match line.split_once('(') {
        Some((before, _)) if line.ends_with(')') => before,
        _ => &line,
    };
    let plain = line.trim_end_matches([':', '*', '.', ' ']);
    (!plain.is_empty()).then(|| plain.to_owned())
}

impl Headings {
    /// Reads a row as headings. `None` where the row has no input and figure among them.
    pub(crate) fn of(row: &SheetRow) -> Option<Self> {
        let mut best: Vec<(Heading, usize, u32)> = Vec::new();
        let mut headings = Self {
            row: row.number,
            ..Self::default()
        };
        for (column, cell) in &row.cells {
            let Some(plain) = plain(cell) else {
                continue;
            };
            let text = || match cell {
                CellValue::Text(text) => text.clone(),
                _ => String::new(),
            };
            let Some((heading, place)) = known(&plain) else {
                if !MADE.contains(&&*plain) {
                    headings.others.push(text());
                }
                continue;
            };
            match best.iter_mut().find(|(of, ..)| *of == heading) {
                None => best.push((heading, place, *column)),
                Some((_, first, _)) if place == *first => {
                    headings.repeated.push((*column, text()));
                }
                Some(kept) if place < kept.1 => *kept = (heading, place, *column),
                Some(_) => {}
            }
        }
        headings.columns = best.into_iter().map(|(of, _, at)| (of, at)).collect();
        // Without columns for a span, "Lägsta" and "Högsta" are what a person would call its ends.
        if !headings.has(Heading::Low) && !headings.has(Heading::High) {
            for (heading, _) in &mut headings.columns {
                *heading = match *heading {
                    Heading::LeastAllowed => Heading::Low,
                    Heading::MostAllowed => Heading::High,
                    other => other,
                };
            }
        }
        let names = [Heading::Id, Heading::Name];
        let figures = [Heading::Value, Heading::Low, Heading::High];
        let any = |of: &[Heading]| of.iter().any(|heading| headings.has(*heading));
        (any(&names) && any(&figures)).then_some(headings)
    }

    /// Whether a column has this heading.
    pub(crate) fn has(&self, heading: Heading) -> bool {
        self.columns.iter().any(|(of, _)| *of == heading)
    }

    /// Heading of a column.
    pub(crate) fn at(&self, column: u32) -> Option<Heading> {
        let found = self.columns.iter().find(|(_, at)| *at == column);
        found.map(|(heading, _)| *heading)
    }
}
