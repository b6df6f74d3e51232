//! Own figures read from a workbook or a text table: the preview of what changes and what could not be read, and the
//! change itself, one step.

use balans_model::{InputId, InputSpec, Pack};
use balans_report::Case;
pub(super) use balans_report::protocol::FIGURES_LIMIT as LIMIT;
use balans_report::protocol::{self, FiguresResponse, FoundFigure};
use balans_report::texts::files::NO_SOURCE;
pub(super) use balans_report::texts::import::TOO_LARGE;
use balans_report::texts::shared::input_value;
use balans_scenario::terms::OwnSpan;
use balans_scenario::{FigureDetail, OwnFigure};
use leptos::prelude::*;

use super::files::FIELD;
use crate::erased::{fragment, handler, view};
use crate::platform::file::FileBytes;
use crate::platform::{self, deferred};
use crate::state::{OwnChange, Store};
use crate::table::{Cell, Row, Table};
use crate::texts::{figures as words, files};
use crate::ui::lazy::components::table_only;
use crate::ui::lazy::components::{OwnFacts, change_own};

/// A file's name, and what it proposes.
pub(super) type FoundFigures = (String, FiguresResponse);

/// Tests whether a file's name is that of the tool's own files.
pub(super) fn is_json(name: &str) -> bool {
    name.to_lowercase().ends_with(".json")
}

/// Number of a file's first bytes that [`is_table`] is given.
pub(super) const HEAD: u32 = 4096;

/// Tests whether a file is read as a table of figures, by its first bytes: all but the tool's own files, which end in
/// `.json`, or begin with a brace where a mail program has given them another ending.
pub(super) fn is_table(name: &str, bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    !is_json(name) && !text.trim_ascii_start().starts_with(b"{")
}

/// Reads a file's bytes, compared with a case; the error is the message to show.
pub(super) async fn read(
    name: String,
    bytes: &FileBytes,
    case: impl FnOnce() -> Option<Case>,
) -> Result<FoundFigures, String> {
    // None where the view is gone: nobody reads the message.
    let start = case().map(|case| protocol::ask_figures(&case));
    let answer = deferred::office_with_file("figures", &start.unwrap_or_default(), bytes).await;
    let answer = answer.and_then(|answer| protocol::read_figures(&answer));
    match answer {
        Some(answer) if answer.error.is_empty() => Ok((name, answer)),
        Some(answer) => Err(answer.error),
        None => Err(words::NOT_FETCHED.to_owned()),
    }
}

/// Puts what a file proposes into own figures and spans. A new value without a source gets one that says so.
fn put(pack: &Pack, change: &mut OwnChange, found: &[FoundFigure]) {
    for figure in found {
        let Some(input) = InputId::at(figure.input as usize) else {
            continue;
        };
        let mut facts = OwnFacts::of(pack, change, input);
        if figure.value.is_some() || !figure.source.is_empty() {
            facts.figure = own_figure(pack.spec(input), facts.figure, figure);
        }
        if let Some((low, high)) = figure.span {
            facts.span = Some(OwnSpan {
                input,
                low,
                high,
                follows: facts.span.and_then(|span| span.follows),
            });
            if !figure.span_basis.is_empty() {
                facts.why.clone_from(&figure.span_basis);
            }
        }
        facts.put(pack, change, input);
    }
}

/// Makes the own figure of what a file proposes. Date and note are of a value and do not outlive it; the role does. The pack's
/// own value, without another source, needs no own figure.
fn own_figure(spec: &InputSpec, now: Option<OwnFigure>, found: &FoundFigure) -> Option<OwnFigure> {
    let mut own = now.unwrap_or_else(|| OwnFigure {
        value: spec.default,
        ..OwnFigure::default()
    });
    if let Some(value) = found.value {
        own.value = value;
        own.source.clear();
        own.set_detail(FigureDetail::Date, String::new());
        own.set_detail(FigureDetail::Note, String::new());
    }
    if !found.source.is_empty() {
        own.source.clone_from(&found.source);
    } else if own.source.is_empty() {
        if own.is_value_of(spec) {
            return None;
        }
        NO_SOURCE.clone_into(&mut own.source);
    }
    for (detail, text) in [
        (FigureDetail::Date, &found.date),
        (FigureDetail::Responsible, &found.responsible),
        (FigureDetail::Note, &found.note),
    ] {
        if !text.is_empty() {
            own.set_detail(detail, text.clone());
        }
    }
    Some(own)
}

/// Previews what a file proposes: each figure as it is and as it would be, and what could not be read.
pub(super) fn preview(
    store: Store,
    (file, found): FoundFigures,
    shown: RwSignal<Option<FoundFigures>>,
) -> AnyView {
    let pack = store.active_pack();
    let rows = found.figures.iter().filter_map(|figure| {
        let spec = pack.spec(InputId::at(figure.input as usize)?);
        let value = figure.value.unwrap_or(spec.default);
        let span = figure.span.map_or_else(String::new, |(low, high)| {
            words::span(&input_value(spec, low), &input_value(spec, high))
        });
        let [before, now] = [spec.default, value].map(|value| Cell::input(spec, value));
        let texts = [span, figure.source.clone()].map(Cell::Text);
        Some(Row::new(
            &*spec.label,
            [before, now].into_iter().chain(texts),
        ))
    });
    let table = Table::new(words::CHANGES, files::INPUT, [words::NOW, words::IN_FILE]);
    let table = Table {
        rows: rows.collect(),
        ..table.with_words([words::SPAN, files::SOURCE])
    };
    let any = !found.figures.is_empty();
    let heading = words::found(&file, found.figures.len());
    let listed = |sentences: &[String]| {
        let items = sentences.iter().cloned();
        fragment(
            items
                .map(|one| view! { <li>{one}</li> })
                .collect::<Vec<_>>(),
        )
    };
    let faults = (!found.faults.is_empty()).then(|| {
        let items = listed(&found.faults);
        view! {
            <h4>{words::NOT_TAKEN}</h4>
            <ul data-faults>{items}</ul>
        }
    });
    let mut notices = found.notices.clone();
    notices.extend(words::unchanged(found.unchanged));
    let notices = listed(&notices);
    let cancel = move |_| {
        shown.set(None);
        platform::focus(FIELD);
    };
    let take = move |_: leptos::ev::MouseEvent| {
        let intent = store
            .peek(|session| change_own(session, |pack, change| put(pack, change, &found.figures)));
        store.send(intent);
        shown.set(None);
        platform::focus_heading();
    };
    view! {
        <div class="panel" id="fil-innehall">
            <h3>{heading}</h3>
            {any.then(|| table_only(&table))}
            {faults}
            <ul class="small">{notices}</ul>
            {any.then(|| view! { <p class="small">{files::OWN_WHAT}</p> })}
            <div class="saved-actions">
                {any.then(|| view! {
                    <button type="button" class="button primary" on:click=handler(take)>{files::OWN_TAKE}</button>
                })}
                <button type="button" class="button" on:click=handler(cancel)>{files::CANCEL}</button>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};
    use balans_scenario::terms::TermValues;
    use std::collections::BTreeMap;

    #[test]
    fn a_file_of_figures_becomes_own_figures_and_spans() {
        let care = input_id("requirement.care");
        let health = input_id("requirement.health");
        let mut change = OwnChange {
            underlag: None,
            terms: TermValues::new(),
            notes: BTreeMap::new(),
        };
        let found = [
            FoundFigure {
                input: care.index() as u32,
                value: Some(50.0),
                date: "2023-05".to_owned(),
                span: Some((45.0, 55.0)),
                span_basis: "Bokslut".to_owned(),
                ..FoundFigure::default()
            },
            FoundFigure {
                input: health.index() as u32,
                source: "Vårt bokslut".to_owned(),
                ..FoundFigure::default()
            },
            FoundFigure {
                input: u32::MAX,
                value: Some(1.0),
                ..FoundFigure::default()
            },
        ];
        put(&KSON_2023, &mut change, &found);
        let own = change.underlag.clone().unwrap();
        assert_eq!(own.figures.len(), 2);
        assert_eq!(
            own.figures["requirement.care"].value.to_bits(),
            50.0_f64.to_bits()
        );
        assert_eq!(own.figures["requirement.care"].source, NO_SOURCE);
        assert_eq!(
            own.figures["requirement.care"].detail(FigureDetail::Date),
            "2023-05"
        );
        assert_eq!(own.figures["requirement.health"].source, "Vårt bokslut");
        let facts = OwnFacts::of(&KSON_2023, &change, care);
        let span = facts.span.unwrap();
        assert_eq!(
            (span.low.to_bits(), span.high.to_bits()),
            (45.0_f64.to_bits(), 55.0_f64.to_bits())
        );
        assert_eq!(facts.why, "Bokslut");
    }

    #[test]
    fn a_new_value_keeps_the_role_and_the_packs_value_ends_the_own_figure() {
        let spec = KSON_2023.spec(input_id("requirement.care"));
        let mut now = OwnFigure {
            value: 50.0,
            source: "Bokslut".to_owned(),
            ..OwnFigure::default()
        };
        now.set_detail(FigureDetail::Date, "2023".to_owned());
        now.set_detail(FigureDetail::Responsible, "Ekonomichef".to_owned());
        let found = |value, source: &str| FoundFigure {
            value,
            source: source.to_owned(),
            ..FoundFigure::default()
        };
        let made = |found| own_figure(spec, Some(now.clone()), &found);
        let moved = made(found(Some(51.0), "")).unwrap();
        assert_eq!(
            (&*moved.source, moved.detail(FigureDetail::Date)),
            (NO_SOURCE, "")
        );
        assert_eq!(moved.detail(FigureDetail::Responsible), "Ekonomichef");
        let sourced = made(found(None, "Revision")).unwrap();
        assert_eq!(
            (&*sourced.source, sourced.detail(FigureDetail::Date)),
            ("Revision", "2023")
        );
        assert_eq!(made(found(Some(spec.default), "")), None);
    }

    #[test]
    fn only_the_tools_own_files_are_read_as_such() {
        for (name, bytes, is) in [
            ("Tal.XLSX", b"PK\x03\x04".as_slice(), true),
            ("tal.csv", b"Id;Tal".as_slice(), true),
            ("tal.pdf", b"%PDF".as_slice(), true),
            ("", b"".as_slice(), true),
            ("balans-underlag.JSON", b"Id;Tal".as_slice(), false),
            ("scenarier.json.txt", b"{}".as_slice(), false),
            ("scenarier", b"\xEF\xBB\xBF\r\n {}".as_slice(), false),
        ] {
            assert_eq!(is_table(name, bytes), is, "{name}");
        }
    }
}
