//! The host's accessibility statement: a file that the build puts beside the page where the host has written one
//! (`xtask/node/statement.mjs`, which checks it), fetched when it is to be shown.

use leptos::prelude::document;
use serde_json::Value;
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

/// Reads the file. `None` where a value is missing or unknown.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<SiteStatement> {
    let file: Value = serde_json::from_slice(bytes).ok()?;
    let contact = file.get("kontakt")?;
    let shortcomings = file.get("brister")?.as_array()?;
    Some(SiteStatement {
        address: text(&file, "adress")?,
        actor: text(&file, "aktor")?,
        conformance: match &*text(&file, "forenlighet")? {
            "helt" => Conformance::Full,
            "delvis" => Conformance::Partial,
            "inte" => Conformance::None,
            _ => return None,
        },
        shortcomings: shortcomings
            .iter()
            .map(shortcoming)
            .collect::<Option<_>>()?,
        assessed: text(&file, "bedomd")?,
        updated: text(&file, "uppdaterad")?,
        is_external: text(&file, "metod")? == "extern",
        method: text(&file, "provat")?,
        mail: text(contact, "epost"),
        phone: text(contact, "telefon"),
        form: text(contact, "lank"),
        authority: text(&file, "tillsyn")?,
    })
}

fn shortcoming(one: &Value) -> Option<Shortcoming> {
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

fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Conformance, ShortcomingReason, read};

    /// The example of the guide for hosts, as the build publishes it.
    const EXAMPLE: &str = include_str!("../../docs/redogorelse.exempel.json");

    #[test]
    fn the_guides_example_is_read() {
        let statement = read(EXAMPLE.as_bytes()).unwrap();
        assert_eq!(statement.conformance, Conformance::Partial);
        let reasons: Vec<_> = statement
            .shortcomings
            .iter()
            .map(|one| one.reason)
            .collect();
        assert_eq!(
            reasons,
            [ShortcomingReason::Fails, ShortcomingReason::OutOfScope]
        );
        assert!(!statement.is_external);
        assert_eq!(statement.form, None);
        assert!(statement.mail.is_some() && statement.phone.is_some());
    }

    #[test]
    fn a_file_with_a_value_that_is_missing_or_unknown_is_not_read() {
        for (from, to) in [
            ("\"delvis\"", "\"kanske\""),
            ("\"aktor\"", "\"aktör\""),
            ("\"omfattas-inte\"", "\"annat\""),
            ("\"kontakt\"", "\"kontakter\""),
            ("{", "["),
        ] {
            assert!(EXAMPLE.contains(from), "{from}");
            assert_eq!(read(EXAMPLE.replace(from, to).as_bytes()), None, "{from}");
        }
        assert_eq!(read(b"<!doctype html>"), None);
    }
}
