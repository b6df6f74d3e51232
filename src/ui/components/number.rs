//! A number on screen, by its name in the model.

use balans_model::{Quantity, Unit};
use leptos::prelude::*;

use crate::format;
use crate::state::thin::{act, derived, view};
use crate::state::use_tool;
use crate::texts;

/// How a number is shown: in its own unit, or with mnkr as tkr where mnkr would hide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shown {
    /// In the quantity's own unit.
    #[default]
    Plain,
    /// Without decimals: totals so large that a tenth says nothing.
    Whole,
    /// mnkr as tkr.
    Tkr,
    /// mnkr as tkr, with "+" above zero.
    SignedTkr,
    /// Without its sign, where a word says which way it goes.
    Size,
    /// A factor, with the decimals it needs: 1,33 and 1,2385.
    Factor,
}

impl Shown {
    /// The number's text with its unit.
    #[must_use]
    pub fn text(self, quantity: Quantity, value: f64) -> String {
        let (value, unit) = self.scale(quantity, value);
        texts::after(&self.number(value, unit), unit)
    }

    /// The number's text without its unit, for tables that have it in the heading.
    #[must_use]
    pub fn bare(self, quantity: Quantity, value: f64) -> String {
        let (value, unit) = self.scale(quantity, value);
        self.number(value, unit)
    }

    fn number(self, value: f64, unit: Unit) -> String {
        let decimals = texts::decimals(unit);
        match self {
            Self::Whole => format::number(value, 0),
            Self::Plain | Self::Tkr => format::number(value, decimals),
            Self::SignedTkr => format::signed(value, decimals),
            Self::Size => format::number(value.abs(), decimals),
            Self::Factor => texts::needs::factor(value),
        }
    }

    fn scale(self, quantity: Quantity, value: f64) -> (f64, Unit) {
        match (self, quantity.unit()) {
            (Self::Tkr | Self::SignedTkr, Unit::Mnkr) => (value * 1000.0, Unit::Tkr),
            (_, unit) => (value, unit),
        }
    }
}

/// A number with its unit, kept up to date. Pressing it shows how it is made.
#[component]
pub(crate) fn Amount(
    /// Which number.
    quantity: Quantity,
    /// How it is shown.
    #[prop(optional)]
    shown: Shown,
    /// Without the unit, where a heading has it.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let value = use_tool().value(quantity);
    let text = move || {
        if bare {
            shown.bare(quantity, value.get())
        } else {
            shown.text(quantity, value.get())
        }
    };
    view! { <NumberButton quantity text=derived(text)/> }
}

/// A number's text as a button that shows how the number is made.
#[component]
pub(crate) fn NumberButton(
    /// Which number.
    quantity: Quantity,
    /// What stands there.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let tool = use_tool();
    view! {
        <button
            type="button"
            class="num"
            data-quantity=quantity.key()
            aria-haspopup="dialog"
            aria-describedby=texts::HOW_HELP_ID
            on:click=act(move |_| tool.explained.set(Some(quantity)))
        >
            {text}
        </button>
    }
}
