//! Scenarier: where to start from, what differs from the underlag, and what is saved.

use balans_model::{InputId, Status};
use leptos::prelude::*;

use super::compare::Compare;
use super::packs::WaitingScenarios;
use crate::erased::{dynamic, memo, view};
use crate::state::{Route, Session, Store, use_store};
use crate::table::{Cell, Row, Table};
use crate::texts::{self, scenarios as words};
use crate::ui::lazy::components::{PresetCard, table};
use crate::ui::lazy::dialogs::scenarios::Library;
use crate::ui::lazy::export::files::Files;
use crate::ui::view::Heading;

#[component]
pub(super) fn Scenarios() -> impl IntoView {
    let presets = use_store().active_pack().presets.iter();
    let presets = presets.map(|preset| view! { <PresetCard preset/> });
    let presets = presets.collect_view();
    let (lead, heading) = if use_store().peek(Session::is_persistent) {
        (words::LEAD, words::SAVED)
    } else {
        (words::LEAD_MEMORY, words::SAVED_MEMORY)
    };
    view! {
        <Heading route=Route::Scenarios/>
        <p class="lead">{lead}</p>
        <div class="stack after">
            <section class="card">
                <h2>{heading}</h2>
                <Library full=true/>
                <p class="after-list"><a href=Route::Paper.href()>{texts::paper::LINK}</a></p>
            </section>
            <WaitingScenarios/>
            <Compare/>
            <Differences/>
            <section class="card">
                <h2>{words::PRESETS}</h2>
                <p>{words::PRESETS_LEAD}</p>
                <div class="pair three">{presets}</div>
            </section>
            <Files/>
        </div>
    }
}

/// Renders every input that differs from the underlag.
#[component]
fn Differences() -> impl IntoView {
    let store = use_store();
    let changed = store.deviating;
    let none = memo(move || changed.with(Vec::is_empty));
    // With own figures in use, the underlag is not the documents.
    let own = store.peek(|session| session.underlag().is_some());
    let (heading, before) = match own {
        true => (
            words::DIFFERS_FROM_DOCUMENTS,
            crate::texts::files::IN_DOCUMENTS,
        ),
        false => (words::DIFFERS, words::BEFORE),
    };
    let rows = move || {
        let inputs = store.inputs();
        let rows = changed.get().into_iter();
        rows.map(|input| difference(store, input, inputs.get(input)))
            .collect()
    };
    view! {
        <section class="card" id="avvikelser">
            <h2>{heading}</h2>
            {dynamic(move || if none.get() {
                view! { <p>{words::DIFFERS_NOT}</p> }
            } else {
                table(move || Table {
                    rows: rows(),
                    ..Table::new(heading, words::INPUT, [words::NOW, before])
                })
            })}
        </section>
    }
}

fn difference(store: Store, input: InputId, now: f64) -> Row {
    let (spec, documents) = (
        store.active_pack().spec(input),
        store.base_pack().spec(input),
    );
    let cells = [
        Cell::input(spec, now),
        Cell::input(documents, documents.default),
    ];
    let mut row = Row::new(&*spec.label, cells);
    row.input = Some(input);
    row.head.href = Some(Route::Sources.href());
    row.head.status = (spec.status == Status::Own).then_some(Status::Own);
    row
}
