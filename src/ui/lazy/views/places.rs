//! What becomes of a place that is no longer empty: closed, filled from home, or filled from an external place. Stands
//! beside the sliders of Färre tomma platser, on Tomma platser and in the measure's panel.

use balans_model::{InputId, Measure, Quantity, input_id};
use leptos::prelude::*;

use crate::erased::{fragment, view};
use crate::state::use_store;
use crate::texts::housing as words;
use crate::ui::components::{Amount, Lever};

/// The inputs that the choice sets.
pub(super) const INPUTS: [InputId; 3] = [
    input_id("occupancy.filled_from_home"),
    input_id("occupancy.filled_from_external"),
    input_id("occupancy.home_care_replaced"),
];

#[component]
pub(super) fn WhatBecomes() -> impl IntoView {
    let year = use_store().year();
    let drives = Quantity::MeasureSaving(Measure::Occupancy, year);
    let [from_home, from_external, home_care] = INPUTS;
    view! {
        <section class="home" data-becomes>
            <h3>{words::BECOMES}</h3>
            <ul class="small">
                {fragment(words::becomes_lead().map(|says| view! { <li>{says}</li> }))}
            </ul>
            <div class="levers">
                {fragment([from_home, from_external].map(|input| view! { <Lever input drives/> }))}
            </div>
            <dl class="facts">
                <dt>{words::CLOSED}</dt>
                <dd><Amount quantity=Quantity::PlacesClosed()/></dd>
            </dl>
            <div class="levers"><Lever input=home_care drives/></div>
        </section>
    }
}
