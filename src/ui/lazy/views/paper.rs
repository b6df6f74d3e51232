//! Beslutsunderlag: the scenario as a paper to print. Its markup is made by the later module; here
//! is what stands around it on screen.

use balans_report::Case;
use leptos::html::Article;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, handler, memo, view};
use crate::platform;
use crate::state::{LoadState, Route, use_store};
use crate::texts::paper as words;
use crate::texts::required::FAILED as NOT_WORKED_OUT;
use crate::ui::components::{choices, drawing};
use crate::ui::lazy::case::{WholeCase, case, worked_out};
use crate::ui::lazy::components::REST;
use crate::ui::lazy::explain::explain_pressed;
use crate::ui::lazy::views::required::by_choice;
use crate::ui::loading::deferred_failed;
use crate::ui::view::Heading;

/// The attribute of a blank to type in; its value is the blank's key.
const BLANK: &str = "data-blank";

#[component]
pub(super) fn Paper() -> impl IntoView {
    let store = use_store();
    let sheet = NodeRef::<Article>::new();
    let [whole, by_measure] = [true, false].map(RwSignal::new);
    let WholeCase {
        case,
        waits,
        failed,
    } = worked_out(store, case(store), move || whole.get());
    let parts = memo(move || match store.deferred.get() {
        LoadState::Ready => {
            let case = Case {
                by_measure: by_measure.get(),
                ..case.get()
            };
            platform::deferred::paper(&case, whole.get())
        }
        LoadState::Loading | LoadState::Failed => None,
    });
    // What has been typed, also into fields that the other length of the paper lacks.
    let written = StoredValue::new(Vec::<(String, String)>::new());
    // Parts out of sight follow when the values have come to rest, and before printing.
    let (rests, lags) = (RwSignal::new(0_u32), RwSignal::new(false));
    let mut rest = leptos::leptos_dom::helpers::debounce(REST, move |()| {
        let _ = rests.try_update(|count| *count = count.wrapping_add(1));
    });
    Effect::new(move |last: Option<(Vec<String>, u32)>| {
        let (shown, before) = last.unwrap_or_default();
        let (rested, printing) = (rests.get(), store.printing.get());
        let (Some(parts), Some(sheet)) = (parts.get(), sheet.get()) else {
            return (shown, rested);
        };
        let all = printing || rested != before;
        // A new number is no reason to type anew.
        let typed = platform::typed(&sheet, BLANK);
        written.update_value(|written| {
            written.retain(|(key, _)| !typed.iter().any(|(other, _)| other == key));
            written.extend(typed);
        });
        let shown = drawing::show_parts(&sheet, shown, &parts, |part| {
            all || platform::is_near_sight(part)
        });
        written.with_value(|written| platform::type_again(&sheet, BLANK, written));
        lags.set(shown != parts);
        if lags.get_untracked() {
            rest(());
        }
        (shown, rested)
    });
    let print = handler(move |_| {
        rests.update(|count| *count = count.wrapping_add(1));
        leptos::task::spawn_local(async {
            leptos::task::tick().await;
            platform::print();
        });
    });
    let waiting = move || (store.deferred.get() == LoadState::Loading).then_some(words::COMING);
    let here = memo(move || parts.with(Option::is_some));
    let missing = memo(move || store.deferred.get() != LoadState::Loading && !here.get());
    view! {
        <Heading route=Route::Paper/>
        <div class="paper-tools">
            <p>{words::LEAD}</p>
            <p class="small">{words::TYPED}</p>
            <div class="paper-actions">
                {choices(words::LENGTH, [(true, words::WHOLE), (false, words::ONE_PAGE)], move || whole.get(), move |one| whole.set(one))}
                {dynamic(move || whole.get().then(|| by_choice(by_measure)))}
                <button
                    type="button"
                    class="button primary"
                    disabled=attr(move || !here.get() || waits.get())
                    on:click=print
                >
                    {words::PRINT}
                </button>
            </div>
        </div>
        <p role="status">{dynamic(waiting)}</p>
        {dynamic(move || failed.get().then(|| view! { <p class="error" role="alert">{NOT_WORKED_OUT}</p> }))}
        {dynamic(move || missing.get().then(|| deferred_failed(words::MISSING)))}
        <article
            class="paper"
            data-coming=attr(move || (waits.get() || lags.get()).then_some(""))
            data-length=attr(move || if whole.get() { "whole" } else { "one-page" })
            node_ref=sheet
            hidden=attr(move || !here.get())
            on:click=move |ev| explain_pressed(store, &ev, "[data-quantity]")
        ></article>
    }
}
