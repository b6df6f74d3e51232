//! A preset: its values, and the button that applies it.

use balans_model::{InputId, Preset};
use balans_report::texts::shared;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, handler, view};
use crate::state::{Intent, use_store};
use crate::texts::scenarios as words;
use crate::ui::components::Disclosure;

/// Most values shown at once in a card; more are in a disclosure.
const SHOWN_AT_ONCE: usize = 2;

/// Makes a memo of whether the inputs have a preset's values.
pub(crate) fn is_set(preset: &'static Preset) -> Memo<bool> {
    use_store().select(move |session| {
        let as_set =
            |(id, value): &(InputId, f64)| session.inputs().get(*id).to_bits() == value.to_bits();
        preset.values.iter().all(as_set)
    })
}

/// The card of a preset, with its values.
#[component]
pub(crate) fn PresetCard(
    /// The preset.
    preset: &'static Preset,
) -> impl IntoView {
    let store = use_store();
    let on = is_set(preset);
    let id = format!("preset-{}", preset.id);
    let panel = format!("{id}-reglage");
    let many = preset.values.len() > SHOWN_AT_ONCE;
    let open = RwSignal::new(!many);
    view! {
        <div class="choice" data-preset=preset.id.to_string() data-on=attr(move || on.get().to_string())>
            <h3 id=id.clone()>{preset.name.to_string()}</h3>
            <p class="small">{preset.explanation.to_string()}</p>
            <div>
                {many.then(|| view! {
                    <Disclosure label=words::sets(preset.values.len()) about=preset.name.to_string() panel=panel.clone() open/>
                })}
                <div id=panel.clone() hidden=attr(move || !open.get())>
                    {dynamic(move || open.get().then(|| sets(preset)))}
                </div>
            </div>
            <button
                type="button"
                class="button pick"
                aria-pressed=attr(move || on.get().to_string())
                aria-describedby=id
                on:click=handler(move |_| store.send(Intent::Preset(preset.id.to_string())))
            >
                {dynamic(move || if on.get() { words::IS_SET } else { words::SET })}
            </button>
        </div>
    }
}

/// Lists the inputs that a preset sets, with their values.
pub(crate) fn sets(preset: &'static Preset) -> AnyView {
    let pack = use_store().active_pack();
    let rows = preset.values.iter().map(|(id, value)| {
        let spec = pack.spec(*id);
        let now = shared::input_value(spec, *value);
        let name = spec.label.to_string();
        view! { <li>{name}": "<b data-stated>{now}</b></li> }
    });
    let rows = rows.collect_view();
    view! { <ul class="sets">{rows}</ul> }
}
