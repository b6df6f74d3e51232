//! The header's tools: undo and redo, the scenario's name, *Presentera*, the menu, *Dela*, *Spara*, and the frame of the
//! library's dialog.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::header::{MENU_ID, menu};
use super::share::Share;
use super::steps::steps;
use crate::erased::{attr, dynamic, handler, view};
use crate::platform;
use crate::state::{Intent, Route, Session, use_store};
use crate::texts;
use crate::ui::components::dialog;
use crate::ui::loading::{LazyPanel, lazy_slot};

/// The header's tools. In a narrow window all but undo, *Dela* and *Spara* are in the popover.
#[component]
pub(crate) fn ScenarioTools() -> impl IntoView {
    let store = use_store();
    let [undo, redo, replay] = steps();
    let dialog = NodeRef::<Dialog>::new();
    let name = store.select(|session| session.current_scenario().map(|saved| saved.name.clone()));
    let unsaved = store.select(Session::unsaved);
    let open = RwSignal::new(false);
    let show = move || {
        open.set(true);
        dialog::open(dialog);
    };
    let save = move |_| {
        if name.with_untracked(Option::is_some) {
            store.send(Intent::Save(String::new()));
        } else {
            show();
        }
    };
    view! {
        <div class="tools">
            {undo}
            <div class="more" id=MENU_ID popover on:click=handler(|ev: leptos::ev::MouseEvent| platform::close_popover(&ev))>
                {redo}
                {replay}
                <button type="button" class="button scenario-name" data-named=attr(move || name.with(Option::is_some).then_some("")) on:click=handler(move |_| show())>
                    <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round">
                        <path d="M3 4h9l5 5v7H3zM12 4v5h5"/>
                    </svg>
                    <span class="label">{dynamic(move || name.get().unwrap_or_else(|| match unsaved.get() {
                        true => texts::scenarios::NOT_SAVED.to_owned(),
                        false => texts::scenarios::SCENARIOS.to_owned(),
                    }))}</span>
                    {dynamic(move || (unsaved.get() && name.with(Option::is_some)).then(|| view! {
                        <span class="small">{texts::scenarios::UNSAVED}</span>
                    }))}
                </button>
                <a class="button present" href=Route::Present.href()>
                    <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">
                        <path d="M2.5 4h15M4 4v8.5h12V4M10 12.5V17M6.5 17h7"/>
                    </svg>
                    <span class="label">{texts::present::VIEW}</span>
                </a>
                {menu()}
            </div>
            <Share/>
            <button type="button" class="button primary" data-action="save" on:click=save>{texts::scenarios::SAVE}</button>
        </div>
        <ScenarioDialog dialog open/>
    }
}

#[component]
fn ScenarioDialog(dialog: NodeRef<Dialog>, open: RwSignal<bool>) -> impl IntoView {
    // A closed dialog tracks nothing: the library is not sorted at every move of a slider.
    view! {
        <dialog node_ref=dialog aria-labelledby="scenarier-rubrik" on:close=move |_| open.set(false)>
            {dialog::top(dialog, "scenarier-rubrik", texts::scenarios::SCENARIOS)}
            {dynamic(move || open.get().then(|| lazy_slot(move || LazyPanel::Scenarios(dialog))))}
        </dialog>
    }
}
