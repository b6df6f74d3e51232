//! The levers on the slide: the slide's own, and those the presenter has added.

use balans_model::InputId;
use balans_report::texts::{names, shared};
use leptos::prelude::*;

use super::PresenterState;
use crate::erased::{attr, dynamic, fragment, handler, keyed_list, memo, view};
use crate::state::present::Press;
use crate::texts::present as words;
use crate::ui::components::{Lever, LeverMode, vacancy_of};
use crate::ui::shell::{LiveRegion, steps};

/// Makes the levers.
pub(super) fn dock(desk: PresenterState) -> AnyView {
    let levers = memo(move || desk.levers());
    view! {
        <section class="dock" aria-label=words::LEVERS>
            {dynamic(move || {
                // A lever reads the underlag once, so levers are rebuilt when it changes.
                desk.store.active_pack_memo.track();
                keyed_list(move || levers.get(), move |id| lever(desk, id))
            })}
            <p class="dock-keys small">{words::LEVER_HAS_KEYS}</p>
            <LiveRegion/>
        </section>
    }
}

/// Makes the tools: undo, redo, *Visa igen*, what draws futures where the slide has them, and the search for another lever.
pub(super) fn tools(desk: PresenterState, pick: Box<dyn Fn()>) -> AnyView {
    view! {
        <div class="show-tools" role="group" aria-label=words::STEPS>
            {fragment(steps())}
            {draws(desk)}
            <button type="button" class="button" data-action="pick" on:click=handler(move |_| pick())>{words::ADD_LEVER}</button>
        </div>
    }
}

/// Makes the buttons that draw a future, and that show all again.
fn draws(desk: PresenterState) -> AnyView {
    let most = memo(move || desk.drawable());
    let any = memo(move || most.get() > 0);
    let is_drawing = memo(move || desk.drawn.get() > 0);
    let name = move || match usize::from(desk.drawn.get()) {
        0 => words::DRAW,
        drawn if drawn >= most.get() => words::ALL_FUTURES,
        _ => words::DRAW_NEXT,
    };
    dynamic(move || {
        any.get().then(|| {
            view! {
                <button type="button" class="button" data-action="draw" on:click=handler(move |_| desk.press(Press::Draw))>
                    {dynamic(name)}
                </button>
                <button
                    type="button"
                    class="button"
                    data-action="all-futures"
                    hidden=attr(move || !is_drawing.get())
                    on:click=handler(move |_| {
                        desk.press(Press::AllFutures);
                        // The button goes.
                        crate::platform::focus_heading();
                    })
                >
                    {words::ALL_FUTURES}
                </button>
            }
        })
    })
}

/// Makes a lever, as large as the slide's type. Vacancies show the resulting value, as on Tomma
/// platser.
fn lever(desk: PresenterState, input: InputId) -> AnyView {
    let asked = memo(move || desk.asked.with(|asked| asked.contains(&input)));
    let label = desk.store.active_pack().spec(input).label.to_string();
    let lever = match vacancy_of(input) {
        Some((base, home, vacancy)) => {
            let label = [shared::housing(home), ": ", names::vacancy(vacancy)].concat();
            view! { <Lever input reading=LeverMode::OffsetFrom(base) label/> }
        }
        None => view! { <Lever input/> },
    };
    view! {
        <div class="dock-lever">
            {lever}
            {dynamic(move || asked.get().then(|| view! {
                <button
                    type="button"
                    class="dock-take"
                    aria-label=words::take_lever(&label)
                    on:click=handler(move |_| {
                        desk.asked.update(|asked| asked.retain(|one| *one != input));
                        crate::platform::focus_heading();
                    })
                >
                    <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round"><path d="M5 5l10 10M15 5L5 15"/></svg>
                </button>
            }))}
        </div>
    }
}
