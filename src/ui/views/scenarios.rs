//! Scenarier: where to start from, what differs from the underlag, and what is saved.

use balans_model::{InputId, Status};
use leptos::prelude::*;

use super::Heading;
use super::compare::Compare;
use crate::state::thin::{each, live, memo, view};
use crate::state::{Route, use_tool};
use crate::texts::{self, scenarios as words};
use crate::ui::components::{PresetCard, StatusChip, framed, head};
use crate::ui::files::Files;
use crate::ui::scenarios::Library;

#[component]
pub(super) fn Scenarios() -> impl IntoView {
    let presets = use_tool().pack().presets.iter();
    let presets = presets.map(|preset| view! { <PresetCard preset/> });
    let presets = presets.collect_view();
    view! {
        <Heading route=Route::Scenarios/>
        <p class="lead">{words::LEAD}</p>
        <div class="stack after">
            <section class="card">
                <h2>{words::SAVED}</h2>
                <Library full=true/>
                <p class="after-list"><a href=Route::Paper.href()>{texts::paper::LINK}</a></p>
            </section>
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

/// Every input that differs from the underlag, not only what was touched last.
#[component]
fn Differences() -> impl IntoView {
    let tool = use_tool();
    let changed = tool.deviating;
    let none = memo(move || changed.with(Vec::is_empty));
    // With own figures in use, the underlag is not the documents.
    let own = tool.look(|session| session.underlag().is_some());
    let (heading, before) = match own {
        true => (
            words::DIFFERS_FROM_DOCUMENTS,
            crate::texts::files::IN_DOCUMENTS,
        ),
        false => (words::DIFFERS, words::BEFORE),
    };
    let [input, now] = [words::INPUT, words::NOW];
    view! {
            <section class="card" id="avvikelser">
                <h2>{heading}</h2>
                {live(move || if none.get() {
                    view! { <p>{words::DIFFERS_NOT}</p> }
                } else {
                    view! {
                        {framed(heading, view! {
                            <table>
                                {head(input, [now, before])}
                                <tbody>
                                    {each(move || changed.get(), difference)}
                                </tbody>
                            </table>
    })}
                    }
                })}
            </section>
        }
}

fn difference(input: InputId) -> AnyView {
    let tool = use_tool();
    let (spec, documents) = (tool.pack().spec(input), tool.documents().spec(input));
    let value = tool.input(input);
    view! {
        <tr>
            <th scope="row">
                <a href=Route::Sources.href()>{spec.label.to_string()}</a>
                {(spec.status == Status::Own).then(|| view! { " " <StatusChip status=Status::Own/> })}
            </th>
            <td class="number" data-stated>{live(move || texts::input_value(spec, value.get()))}</td>
            <td class="number" data-stated>{texts::input_value(documents, documents.default)}</td>
        </tr>
    }
}
