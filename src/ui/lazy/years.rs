//! In the strip: what is left each year as bars, from which year the budget balances, and the choice of the year shown.

use balans_model::{Quantity, Year};
use balans_report::texts::{finance, shared};
use leptos::prelude::*;

use crate::erased::{attr, dynamic, fragment, handler, memo, view};
use crate::state::{Intent, use_store};
use crate::texts::strip as words;

/// Width of a year's column and of its bar, and the drawing's height, in the drawing's units.
const COLUMN: f64 = 10.0;
const BAR: f64 = 6.0;
const HEIGHT: f64 = 24.0;
/// Height of the least that is drawn of an amount, in the same unit.
const LEAST: f64 = 2.0;

/// Writes a bar standing on the drawing's floor, as part of a path; nothing for an amount of nothing.
fn bar(place: usize, share: f64) -> String {
    if share <= 0.0 {
        return String::new();
    }
    let height = (share * HEIGHT).max(LEAST);
    let from = place as f64 * COLUMN + (COLUMN - BAR) / 2.0;
    format!("M{from} {HEIGHT}v{:.2}h{BAR}v{height:.2}z", -height)
}

/// What is left each year, mnkr; an amount too small to show is nothing.
fn shares(left: &[f64]) -> Vec<f64> {
    let shown = |left: f64| if shared::is_balanced(left) { 0.0 } else { left };
    let most = left.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    left.iter().map(|&left| shown(left) / most).collect()
}

/// The bars, the choice, and the year of balance.
#[component]
pub(super) fn Years() -> impl IntoView {
    let store = use_store();
    let pack = store.base_pack();
    let (plan, horizon) = (pack.plan_year, pack.horizon);
    let year = store.year_memo;
    let choose = move |year: &str| {
        if let Ok(year) = year.parse() {
            store.send(Intent::Year(year));
        }
    };
    let left = store.derive(move |outcome| {
        let of = |year: Year| outcome.value(Quantity::Remaining(year)).unwrap_or(0.0);
        (plan..=horizon).map(of).collect::<Vec<_>>()
    });
    // One path for all the years and one for the year shown: two writes a frame.
    let path = memo(move || {
        let bars = left.with(|left| shares(left)).into_iter().enumerate();
        bars.map(|(place, share)| bar(place, share))
            .collect::<String>()
    });
    let chosen = memo(move || {
        let place = (year.get() - plan).max(0) as usize;
        let share = left.with(|left| shares(left).get(place).copied().unwrap_or(0.0));
        bar(place, share)
    });
    let says = move || {
        left.with(|left| {
            let years = (plan..).zip(left);
            let years = years.map(|(year, left)| words::left_of(year, *left));
            words::left_by_year(&years.collect::<Vec<_>>())
        })
    };
    let balance =
        store.derive(move |outcome| finance::balance_title(outcome.balance_year(), horizon));
    let size = format!("0 0 {} {HEIGHT}", COLUMN * f64::from(horizon - plan + 1));
    let option = |year: Year| view! { <option value=year.to_string()>{year}</option> };
    let radio = move |one: Year| {
        view! {
            <label>
                <input
                    type="radio"
                    name="visat-ar"
                    value=one.to_string()
                    prop:checked=attr(move || year.get() == one)
                    on:change=handler(move |_: leptos::ev::Event| store.send(Intent::Year(one)))
                />
                <span>{one}</span>
            </label>
        }
    };
    view! {
        <div class="years" data-years>
            <p class="years-head">
                <label class="years-select">
                    {words::SHOW_YEAR}
                    " "
                    <select
                        prop:value=attr(move || year.get().to_string())
                        on:change:target=move |ev| choose(&ev.target().value())
                    >
                        {fragment((plan..=horizon).map(option))}
                    </select>
                </label>
                <b data-balance>{dynamic(move || balance.get())}</b>
            </p>
            <div class="years-bars">
                <svg viewBox=size preserveAspectRatio="none" aria-hidden="true">
                    <path d=attr(move || path.get())></path>
                    <path class="chosen" d=attr(move || chosen.get())></path>
                </svg>
                <fieldset>
                    <legend class="visually-hidden">{words::SHOW_YEAR}</legend>
                    {fragment((plan..=horizon).map(radio))}
                </fieldset>
            </div>
            <p class="visually-hidden" data-left-by-year>{dynamic(says)}</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_high_as_its_share_and_never_too_low_to_see() {
        assert_eq!(bar(0, 1.0), "M2 24v-24.00h6v24.00z");
        assert_eq!(bar(2, 0.001), "M22 24v-2.00h6v2.00z");
        assert_eq!(bar(1, 0.0), "");
        assert_eq!(shares(&[0.000_4, 36.25, 72.5]), [0.0, 0.5, 1.0]);
        assert_eq!(shares(&[0.0, 0.0]), [0.0, 0.0]);
    }
}
