//! Requests and responses between the page and the deferred module, as bytes. Both sides are built from
//! the same source, so the bytes have no version. A request that this module's functions did not write
//! gets `None`.

use balans_model::Pack;
use balans_scenario::file::{Contents, FileError};
use balans_scenario::{SavedScenario, Underlag};
use serde::{Deserialize, Serialize};

use crate::texts::files::file_error;

use crate::{Case, LeftBar, Offer, Slide, html};

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
            },
            Err(error) => Self {
                error: file_error(pack, &error),
                ..Self::default()
            },
        }
    }
}
