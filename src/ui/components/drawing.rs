//! Markup that is changed where it differs, instead of made anew: between two steps of a slider most
//! of a figure's marks only move, and most of a paper stays.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// What differs between two texts of the same build. Elements are counted in document order, from the
/// one that is all of it.
#[derive(Debug, PartialEq, Eq)]
enum Change<'a> {
    Attribute(u32, &'a str, &'a str),
    /// The text an element begins with, before and after.
    Text(u32, &'a str, &'a str),
}

/// Shows `drawing`, one element or some words, in the element, which shows `shown` now.
pub(crate) fn show(element: &Element, shown: &str, drawing: &str) {
    // An extension may have put in something of its own.
    let alone = element.child_element_count() == 1;
    if !alone || !patch(element.first_element_child(), shown, drawing) {
        element.set_inner_html(drawing);
    }
}

/// Shows `parts`, one element each, in the element, which shows the parts `shown` now.
pub(crate) fn show_parts(element: &Element, shown: &[String], parts: &[String]) {
    let children = element.children();
    if shown.len() != parts.len() || children.length() as usize != parts.len() {
        return element.set_inner_html(&parts.concat());
    }
    for (place, (shown, part)) in (0..).zip(shown.iter().zip(parts)) {
        let child = children.item(place);
        if !patch(child.clone(), shown, part)
            && let Some(child) = child
        {
            child.set_outer_html(part);
        }
    }
}

/// Makes of the element, which is all of `shown`, all of `wanted`; false where it can't be done by
/// changes.
fn patch(element: Option<Element>, shown: &str, wanted: &str) -> bool {
    if shown == wanted {
        return true;
    }
    let done = element.and_then(|element| {
        let (count, changes) = changes(shown, wanted)?;
        apply(element, count, &changes)
    });
    done.is_some()
}

/// How many elements there are, and what to change; nothing where the texts are not of the same build.
fn changes<'a>(shown: &'a str, drawing: &'a str) -> Option<(u32, Vec<Change<'a>>)> {
    let (mut old, mut new) = (shown.split('<'), drawing.split('<'));
    // Nothing stands before the first tag of a drawing.
    if (old.next()?, new.next()?) != ("", "") {
        return None;
    }
    let mut changes = Vec::new();
    let mut element = 0;
    loop {
        let (before, after) = match (old.next(), new.next()) {
            (None, None) => return Some((element, changes)),
            pair => (pair.0?, pair.1?),
        };
        let closes = after.starts_with('/');
        if before != after {
            if closes {
                return None;
            }
            compare(element, before, after, &mut changes)?;
        }
        element += u32::from(!closes);
    }
}

/// Two tags, each with the text up to the next.
fn compare<'a>(
    element: u32,
    before: &'a str,
    after: &'a str,
    changes: &mut Vec<Change<'a>>,
) -> Option<()> {
    // What is escaped is not looked into: names, and they do not move.
    if after.contains('&') {
        return None;
    }
    let (before, old_text) = before.split_once('>')?;
    let (after, new_text) = after.split_once('>')?;
    if old_text != new_text {
        if old_text.is_empty() || new_text.is_empty() {
            return None;
        }
        changes.push(Change::Text(element, old_text, new_text));
    }
    if before == after {
        return Some(());
    }
    // Name, attribute, value, attribute …: every other quotation mark ends a value.
    let (mut old, mut new) = (before.split('"'), after.split('"'));
    let mut name = new.next()?;
    if old.next()? != name {
        return None;
    }
    loop {
        let (was, is) = match (old.next(), new.next()) {
            (None, None) => return Some(()),
            pair => (pair.0?, pair.1?),
        };
        if was != is {
            let (_, attribute) = name.rsplit_once(' ')?;
            let attribute = attribute.strip_suffix('=')?;
            changes.push(Change::Attribute(element, attribute, is));
        }
        name = new.next()?;
        if old.next()? != name {
            return None;
        }
    }
}

fn apply(root: Element, count: u32, changes: &[Change<'_>]) -> Option<()> {
    let inside = root.query_selector_all("*").ok()?;
    // A translator, say, may have put in something of its own.
    if inside.length() + 1 != count {
        return None;
    }
    let at = |place: u32| match place.checked_sub(1) {
        None => Some(root.clone()),
        Some(place) => inside.item(place)?.dyn_into::<Element>().ok(),
    };
    for change in changes {
        match change {
            Change::Attribute(element, name, value) => {
                at(*element)?.set_attribute(name, value).ok()?;
            }
            Change::Text(element, before, after) => {
                let text = at(*element)?.first_child()?;
                // A text that somebody has replaced or split is not the one to change.
                let whole = text
                    .next_sibling()
                    .is_none_or(|next| next.node_type() != Node::TEXT_NODE);
                if text.node_value()? != *before || !whole {
                    return None;
                }
                text.set_node_value(Some(after));
            }
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::Change::{Attribute, Text};
    use super::*;

    const A: &str = r#"<svg viewBox="0 0 9 9"><title>T</title><g><rect x="1" y="2"/><text x="3">4,5</text></g></svg>"#;

    #[test]
    fn only_what_differs_is_changed() {
        let b = A.replace("\"1\"", "\"1.5\"").replace("4,5", "−4,6");
        assert_eq!(
            changes(A, &b),
            Some((5, vec![Attribute(3, "x", "1.5"), Text(4, "4,5", "−4,6")]))
        );
        let both = A.replace("x=\"1\" y=\"2\"", "x=\"7\" y=\"8\"");
        assert_eq!(
            changes(A, &both),
            Some((5, vec![Attribute(3, "x", "7"), Attribute(3, "y", "8")]))
        );
        assert_eq!(changes(A, A), Some((5, Vec::new())));
    }

    #[test]
    fn another_build_is_made_anew() {
        for (from, to) in [
            ("<g>", "<g class=\"x\">"),
            ("<rect x=\"1\" y=\"2\"/>", ""),
            ("<rect", "<path"),
            ("y=\"2\"", "z=\"2\""),
            ("4,5", ""),
            ("4,5", "4 &lt; 5"),
            ("</g>", "</g>!"),
            ("<svg", "text<svg"),
        ] {
            let other = A.replace(from, to);
            assert_ne!(other, A);
            assert_eq!(changes(A, &other), None, "{to}");
        }
        assert_eq!(changes("", A), None);
        assert_eq!(changes(A, ""), None);
        assert_eq!(changes("Figuren kunde inte ritas.", A), None);
    }
}
