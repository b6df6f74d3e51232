//! Requests and responses between the page and the deferred module, as bytes. Both sides are built from
//! the same source, so the bytes have no version. A request that this module's functions did not write
//! gets `None`.

use balans_import::{Present, Proposal};
use balans_model::{InputId, KSON_2023, Pack, set_base_pack};
use balans_scenario::file::{self, Contents, FileError};
use balans_scenario::{SavedScenario, Underlag};
use serde::{Deserialize, Serialize};

use crate::futures::case_spans;
use crate::texts::files::file_error;
use crate::texts::import::{cell_fault, file_notice, import_error, more_faults};
use crate::texts::packs;

use crate::{Case, LeftBar, Offer, Slide, html, pack_of};

/// Size of the largest workbook or text table that is read, bytes.
pub const FIGURES_LIMIT: usize = balans_import::FILE_LIMIT;

/// A slide as markup, for the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RenderedSlide {
    /// Key of the slide.
    pub key: String,
    /// Title: the finding.
    pub title: String,
    /// Markup below the title, by [`html::slide`].
    pub html: String,
    /// Notes for the presenter.
    pub notes: Vec<String>,
    /// Indices of the inputs that can be moved while the slide is shown.
    pub levers: Vec<u32>,
    /// What is left, at the foot of the slide.
    pub left: LeftBar,
}

impl RenderedSlide {
    fn of(slide: Slide) -> Self {
        Self {
            html: html::slide(&slide),
            key: slide.key,
            title: slide.title,
            notes: slide.notes,
            left: slide.left,
            levers: slide.levers.iter().map(|id| id.index() as u32).collect(),
        }
    }
}

/// Sets the base pack of a module to that of a file, which the page has read, or with an empty request to the built-in one.
/// `None` for a file that cannot be read.
#[must_use]
pub fn take_pack(request: &[u8]) -> Option<Vec<u8>> {
    let pack = if request.is_empty() {
        &KSON_2023
    } else {
        let pack = file::read_pack(request).ok()?.pack(packs::waiting).ok()?;
        // Leaked once per instance of a module, since a page has one base pack; a projector's has another with each presenter.
        &*Box::leak(Box::new(pack))
    };
    set_base_pack(pack);
    Some(vec![1])
}

/// Makes the slides of a [`Case`]'s bytes.
#[must_use]
pub fn deck(request: &[u8]) -> Option<Vec<u8>> {
    let case = Case::from_bytes(request)?;
    let shown = crate::deck(&case).into_iter().map(RenderedSlide::of);
    postcard::to_allocvec(&shown.collect::<Vec<_>>()).ok()
}

/// Reads the response of [`deck`].
#[must_use]
pub fn read_deck(answer: &[u8]) -> Option<Vec<RenderedSlide>> {
    postcard::from_bytes(answer).ok()
}

/// Writes a request for the slide with this key.
#[must_use]
pub fn ask_slide(case: &Case, key: &str) -> Vec<u8> {
    postcard::to_allocvec(&(key, case.to_bytes())).unwrap_or_default()
}

/// Makes the slide of a request by [`ask_slide`].
#[must_use]
pub fn slide(request: &[u8]) -> Option<Vec<u8>> {
    let (key, case): (&str, &[u8]) = postcard::from_bytes(request).ok()?;
    let slide = crate::slide(&Case::from_bytes(case)?, key)?;
    postcard::to_allocvec(&RenderedSlide::of(slide)).ok()
}

/// Reads the response of [`slide`].
#[must_use]
pub fn read_slide(answer: &[u8]) -> Option<RenderedSlide> {
    postcard::from_bytes(answer).ok()
}

/// Lists the slides that can be made of a [`Case`]'s bytes.
#[must_use]
pub fn offers(request: &[u8]) -> Option<Vec<u8>> {
    let offers = crate::offers(&Case::from_bytes(request)?);
    postcard::to_allocvec(&offers).ok()
}

/// Makes the decision paper of a [`Case`]'s bytes: the parts of [`html::paper`].
#[must_use]
pub fn paper(request: &[u8]) -> Option<Vec<u8>> {
    let paper = crate::paper(&Case::from_bytes(request)?);
    postcard::to_allocvec(&html::paper(&paper)).ok()
}

/// Makes the one-page decision paper of a [`Case`]'s bytes, in the form of [`paper`].
#[must_use]
pub fn one_page(request: &[u8]) -> Option<Vec<u8>> {
    let paper = crate::one_page(&Case::from_bytes(request)?);
    postcard::to_allocvec(&html::paper(&paper)).ok()
}

/// Reads the response of [`paper`] or [`one_page`].
#[must_use]
pub fn read_paper(answer: &[u8]) -> Option<Vec<String>> {
    postcard::from_bytes(answer).ok()
}

/// Reads the response of [`offers`].
#[must_use]
pub fn read_offers(answer: &[u8]) -> Option<Vec<Offer>> {
    postcard::from_bytes(answer).ok()
}

/// What a file holds ([`Contents`]), or a sentence that says what is wrong with it. Passed as JSON.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FileResponse {
    /// What is wrong with the file; empty where nothing is.
    pub error: String,
    /// As in [`Contents`]; none where there is an error.
    pub scenarios: Vec<SavedScenario>,
    /// As in [`Contents`]; `None` where there is an error.
    pub underlag: Option<Underlag>,
    /// As in [`Contents`].
    pub other_figures: bool,
    /// The text of a file of a pack, which then holds nothing else.
    #[serde(default)]
    pub pack: Option<String>,
}

impl FileResponse {
    /// Makes the response to what reading a file gave.
    #[must_use]
    pub fn new(pack: &Pack, contents: Result<Contents, FileError>) -> Self {
        match contents {
            Ok(contents) => Self {
                error: String::new(),
                scenarios: contents.scenarios,
                underlag: contents.underlag,
                other_figures: contents.other_figures,
                pack: None,
            },
            Err(error) => Self {
                error: file_error(pack, &error),
                ..Self::default()
            },
        }
    }

    /// Reads a file of a pack, and makes the response.
    #[must_use]
    pub fn of_pack(bytes: &[u8]) -> Self {
        match file::read_pack(bytes) {
            Ok(file) => Self {
                pack: Some(file.write()),
                ..Self::default()
            },
            Err(fault) => Self {
                error: packs::pack_fault(&file::labels_of(bytes), &fault),
                ..Self::default()
            },
        }
    }
}

/// What a workbook or a text table proposes ([`Proposal`]), or a sentence that says why it is not read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FiguresResponse {
    /// Why the file is not read; empty where it is.
    pub error: String,
    /// The inputs that would change.
    pub figures: Vec<FoundFigure>,
    /// What could not be read and where, as sentences.
    pub faults: Vec<String>,
    /// What else there is to say, as sentences.
    pub notices: Vec<String>,
    /// Number of inputs that the file has as they are.
    pub unchanged: usize,
}

/// What a file proposes for one input; what it leaves as it is is `None`, or an empty text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FoundFigure {
    /// Index of the input.
    pub input: u32,
    /// The value, in the input's own unit.
    pub value: Option<f64>,
    /// The span.
    pub span: Option<(f64, f64)>,
    /// What the span is based on.
    pub span_basis: String,
    /// Source of the value.
    pub source: String,
    /// Date of the value.
    pub date: String,
    /// Role that answers for the value.
    pub responsible: String,
    /// Note on the value.
    pub note: String,
}

/// Writes the start of a request for what a file proposes, compared with a case. The file's bytes follow.
#[must_use]
pub fn ask_figures(case: &Case) -> Vec<u8> {
    let case = case.to_bytes();
    let length = (case.len() as u32).to_le_bytes();
    [&length[..], &case].concat()
}

/// Reads the file of a request by [`ask_figures`].
#[must_use]
pub fn figures(request: &[u8]) -> Option<Vec<u8>> {
    let (length, rest) = request.split_first_chunk::<4>()?;
    let (case, file) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let case = Case::from_bytes(case)?;
    let (pack, spans) = (pack_of(&case), case_spans(&case));
    let span = |id: InputId| {
        let span = spans.iter().find(|span| span.input == id)?;
        Some((span.low, span.high))
    };
    let present = Present {
        pack: &pack,
        span: &span,
    };
    let response = match balans_import::read(file, &present) {
        Ok(proposal) => proposed(&pack, proposal),
        Err(error) => FiguresResponse {
            error: import_error(error),
            ..FiguresResponse::default()
        },
    };
    postcard::to_allocvec(&response).ok()
}

/// Reads the response of [`figures`].
#[must_use]
pub fn read_figures(answer: &[u8]) -> Option<FiguresResponse> {
    postcard::from_bytes(answer).ok()
}

fn proposed(pack: &Pack, proposal: Proposal) -> FiguresResponse {
    let faults = proposal.faults.iter();
    let mut faults: Vec<_> = faults.map(|fault| cell_fault(pack, fault)).collect();
    if proposal.more_faults > 0 {
        faults.push(more_faults(proposal.more_faults));
    }
    let figures = proposal.figures.into_iter().map(|figure| FoundFigure {
        input: figure.input.index() as u32,
        value: figure.value,
        span: figure.span,
        span_basis: figure.span_basis.unwrap_or_default(),
        source: figure.source.unwrap_or_default(),
        date: figure.date.unwrap_or_default(),
        responsible: figure.role.unwrap_or_default(),
        note: figure.note.unwrap_or_default(),
    });
    FiguresResponse {
        error: String::new(),
        figures: figures.collect(),
        faults,
        notices: proposal.notices.iter().map(file_notice).collect(),
        unchanged: proposal.unchanged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::Inputs;

    fn asked(file: &[u8]) -> FiguresResponse {
        let case = Case {
            values: Case::values_of(&Inputs::defaults(&KSON_2023)),
            ..Case::default()
        };
        read_figures(&figures(&[&*ask_figures(&case), file].concat()).unwrap()).unwrap()
    }

    #[test]
    fn a_file_of_figures_comes_back_with_what_it_proposes_and_what_is_wrong() {
        let found = asked("Id;Värde;Källa\nrequirement.care;50;Bokslut\nx;1;\n".as_bytes());
        let [figure] = &*found.figures else { panic!() };
        assert_eq!((figure.value, &*figure.source), (Some(50.0), "Bokslut"));
        assert_eq!(found.faults, ["A3: inget tal har id ”x”."]);
        assert_eq!(asked(b"%PDF").figures, []);
        assert!(asked(b"%PDF").error.contains("pdf"));
        assert_eq!(figures(b"xy"), None);
        assert_eq!(figures(&[255; 8]), None);
    }
}
