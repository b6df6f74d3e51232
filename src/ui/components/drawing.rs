//! Incremental update of markup: between two steps of a slider most of a figure's marks only move,
//! and most of the decision paper is unchanged.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// A difference between two markups of the same structure. Elements are counted in document order;
/// 0 is the root.
#[derive(Debug, PartialEq, Eq)]
enum Change<'a> {
    Attribute(u32, &'a str, &'a str),
    /// The text before an element's first child, before and after.
    Text(u32, &'a str, &'a str),
}

/// Changes the element's content from `shown` to `drawing`, one element or a text.
pub(crate) fn show(element: &Element, shown: &str, drawing: &str) {
    // A browser extension may have added elements.
    let alone = element.child_element_count() == 1;
    if !alone || !patch(element.first_element_child(), shown, drawing) {
        element.set_inner_html(drawing);
    }
}

/// Changes the element's content from `shown` to `parts`, one element each: all of them, or those that `is_due` picks.
/// Returns the parts that are shown then.
pub(crate) fn show_parts(
    element: &Element,
    mut shown: Vec<String>,
    parts: &[String],
    is_due: impl Fn(&Element) -> bool,
) -> Vec<String> {
    let children = element.children();
    if shown.len() != parts.len() || children.length() as usize != parts.len() {
        element.set_inner_html(&parts.concat());
        return parts.to_vec();
    }
    let places = shown.iter_mut().zip(parts).zip(0..);
    let changed = places.filter(|((shown, part), _)| shown != part);
    let due: Vec<_> = changed
        .filter_map(|((shown, part), place)| {
            let child = children.item(place).filter(&is_due)?;
            Some((child, shown, part))
        })
        .collect();
    for (child, shown, part) in due {
        if !patch(Some(child.clone()), shown, part) {
            child.set_outer_html(part);
        }
        shown.clone_from(part);
    }
    shown
}

/// Changes the element, whose markup is `shown`, to `wanted`; false where the structures differ.
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

/// Counts the elements and lists the changes; `None` where the structures differ.
fn changes<'a>(shown: &'a str, drawing: &'a str) -> Option<(u32, Vec<Change<'a>>)> {
    let (mut old, mut new) = (shown.split('<'), drawing.split('<'));
    // A drawing has no text before its first tag.
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

/// Compares two tags, each with the text up to the next tag.
fn compare<'a>(
    element: u32,
    before: &'a str,
    after: &'a str,
    changes: &mut Vec<Change<'a>>,
) -> Option<()> {
    // Escaped text is not compared: names, which do not move.
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
    // Name, attribute, value, attribute …: every second quotation mark ends a value.
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
    // A browser's translator may have added elements.
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
                // A text that has been replaced or split is not changed.
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
