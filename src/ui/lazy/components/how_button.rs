//! *Så räknas det*: the button of a number's explanation, and its panel.

use balans_model::Quantity;
use balans_report::texts::names;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, view};
use crate::state::use_store;
use crate::texts;
use crate::ui::components::Disclosure;
use crate::ui::loading::{LazyPanel, lazy_slot};

/// The button and its panel, for a single number.
#[component]
pub(crate) fn How(
    /// The number.
    quantity: Quantity,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let panel = format!("h-{}", quantity.key().replace('.', "-"));
    let name = names::quantity(use_store().active_pack(), quantity);
    view! {
        <div class="how">
            <Disclosure label=texts::how::HOW about=name panel=panel.clone() open/>
            <div id=panel class="panel" hidden=attr(move || !open.get())>
                {dynamic(move || open.get().then(|| lazy_slot(move || LazyPanel::How(quantity))))}
            </div>
        </div>
    }
}
