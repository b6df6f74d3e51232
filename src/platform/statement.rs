//! The host's accessibility statement: a file that the build puts beside the page where the host has written one
//! (`xtask/node/statement.mjs`, which checks it), fetched when it is to be shown.

use js_sys::{Array, JSON, Reflect};
use leptos::prelude::document;
use wasm_bindgen::JsValue;
use web_sys::RequestCache;

use super::deferred::{address, bytes_of};

/// Id of the `meta` element with the file's address.
const ADDRESS: &str = "app-statement";

/// How far the site conforms to the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conformance {
    /// Fully.
    Full,
    /// Partially.
    Partial,
    /// Not at all.
    None,
}

/// Why content is not accessible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShortcomingReason {
    /// It does not conform to the act.
    Fails,
    /// Adapting it would be a disproportionate burden.
    Burden,
    /// The act does not cover it.
    OutOfScope,
}

/// Content that is not accessible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortcoming {
    /// The content.
    pub what: String,
    /// Which of the act's reasons it is.
    pub reason: ShortcomingReason,
    /// Why, in the actor's words.
    pub why: String,
    /// The day it is to be mended, `YYYY-MM-DD`.
    pub mended_by: Option<String>,
}

/// The host's accessibility statement. Dates are `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteStatement {
    /// The site's published address.
    pub address: String,
    /// The organisation that is responsible for the site.
    pub actor: String,
    /// How far the site conforms to the act.
    pub conformance: Conformance,
    /// Content that is not accessible.
    pub shortcomings: Vec<Shortcoming>,
    /// The day the site was last assessed.
    pub assessed: String,
    /// The day the statement was last updated.
    pub updated: String,
    /// Whether somebody other than the actor has assessed the site.
    pub is_external: bool,
    /// How the site was assessed.
    pub method: String,
    /// The actor's e-mail address.
    pub mail: Option<String>,
    /// The actor's telephone number.
    pub phone: Option<String>,
    /// A link to the actor's form.
    pub form: Option<String>,
    /// Where a complaint to the supervisory authority is made.
    pub authority: String,
}

/// Tests whether the site has a statement of its host's.
#[must_use]
pub fn is_published() -> bool {
    document().get_element_by_id(ADDRESS).is_some()
}

/// Fetches the host's statement. `None` where it can't be fetched or is another file.
pub async fn fetch() -> Option<SiteStatement> {
    let address = address(ADDRESS)?;
    for cache in [RequestCache::Default, RequestCache::Reload] {
        let bytes = bytes_of(&address, cache).await.ok();
        if let Some(statement) = bytes.and_then(|bytes| read(&bytes)) {
            return Some(statement);
        }
    }
    None
}

/// Reads the file, with the browser's own reader of JSON. `None` where a value is missing or unknown.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<SiteStatement> {
    let file = JSON::parse(str::from_utf8(bytes).ok()?).ok()?;
    let contact = &member(&file, "kontakt")?;
    let shortcomings = member(&file, "brister")?;
    if !Array::is_array(&shortcomings) {
        return None;
    }
    Some(SiteStatement {
        address: text(&file, "adress")?,
        actor: text(&file, "aktor")?,
        conformance: match &*text(&file, "forenlighet")? {
            "helt" => Conformance::Full,
            "delvis" => Conformance::Partial,
            "inte" => Conformance::None,
            _ => return None,
        },
        shortcomings: Array::from(&shortcomings)
            .iter()
            .map(|one| shortcoming(&one))
            .collect::<Option<_>>()?,
        assessed: text(&file, "bedomd")?,
        updated: text(&file, "uppdaterad")?,
        is_external: match &*text(&file, "metod")? {
            "sjalvskattning" => false,
            "extern" => true,
            _ => return None,
        },
        method: text(&file, "provat")?,
        mail: text(contact, "epost"),
        phone: text(contact, "telefon"),
        form: text(contact, "lank"),
        authority: text(&file, "tillsyn")?,
    })
}

fn shortcoming(one: &JsValue) -> Option<Shortcoming> {
    Some(Shortcoming {
        what: text(one, "vad")?,
        reason: match &*text(one, "skal")? {
            "bristande" => ShortcomingReason::Fails,
            "oskaligt" => ShortcomingReason::Burden,
            "omfattas-inte" => ShortcomingReason::OutOfScope,
            _ => return None,
        },
        why: text(one, "varfor")?,
        mended_by: text(one, "klart"),
    })
}

/// Returns a member of an object; `None` where it has none of that name.
fn member(object: &JsValue, key: &str) -> Option<JsValue> {
    let found = Reflect::get(object, &key.into()).ok()?;
    (!found.is_undefined()).then_some(found)
}

fn text(object: &JsValue, key: &str) -> Option<String> {
    member(object, key)?.as_string()
}
