//! Exclusive choices as a row of buttons.

use balans_report::texts::shared;
use leptos::prelude::*;

use crate::erased::{attr, derived, fragment, handler, view};
use crate::state::PriceBasis;
use crate::state::use_store;
use crate::texts;
use crate::ui::naming;

/// Makes a row of buttons; the chosen one is pressed. `label` names the row.
pub(crate) fn choices<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &str,
    options: impl IntoIterator<Item = (T, &'static str)>,
    chosen: impl Fn() -> T + Copy + Send + Sync + 'static,
    choose: impl Fn(T) + Copy + 'static,
) -> AnyView {
    let buttons = options.into_iter().map(|(one, text)| {
        button(
            text,
            Box::new(move || chosen() == one),
            Box::new(move || choose(one)),
        )
    });
    view! {
        <div class="choices" role="group" aria-label=label.to_owned()>{fragment(buttons)}</div>
    }
}

fn button(
    text: &'static str,
    chosen: Box<dyn Fn() -> bool + Send>,
    choose: Box<dyn Fn()>,
) -> AnyView {
    view! {
        <button
            type="button"
            aria-pressed=attr(move || chosen().to_string())
            on:click=handler(move |_| choose())
        >
            {text}
        </button>
    }
}

/// Makes the lead of a figure by year: the price level.
pub(crate) fn price_lead() -> Signal<String> {
    let store = use_store();
    derived(move || match store.prices.get() {
        PriceBasis::Fixed => shared::years_lead_fixed(store.active_pack().plan_year),
        PriceBasis::Current => texts::numbers::YEARS_LEAD_CURRENT.to_owned(),
    })
}

/// Makes the name of the chosen price level.
pub(crate) fn price_name() -> Signal<String> {
    let basis = use_store().prices;
    derived(move || naming::prices(basis.get()).to_owned())
}

/// Makes the choice of fixed or current prices, which holds on every view.
pub(crate) fn price_choice() -> AnyView {
    let basis = use_store().prices;
    let options = [PriceBasis::Fixed, PriceBasis::Current].map(|one| (one, naming::prices(one)));
    choices(
        texts::numbers::PRICES,
        options,
        move || basis.get(),
        move |one| basis.set(one),
    )
}
