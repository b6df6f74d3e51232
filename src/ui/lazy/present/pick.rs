//! The search for a lever to put on the slide: those that can give most before anything is typed.

use std::sync::Arc;

use balans_format::text::fold;
use balans_model::{InputId, Inputs, Pack, Year, answers};
use balans_report::texts::{names, shared};
use leptos::html::Dialog;
use leptos::prelude::*;

use super::PresenterState;
use crate::collections::sort;
use crate::erased::{attr, dynamic, handler, keyed_list, memo, view};
use crate::platform;
use crate::texts::{lever, present as words, search};
use crate::ui::components::{dialog, vacancy_of};
use crate::ui::lazy::components::most_of;
use crate::ui::lazy::dialogs::synonyms;
use balans_report::is_choice;

/// Levers shown before anything is typed.
const STRONGEST: usize = 10;
/// The search field's id.
const FIELD: &str = "sok-reglage";
/// Levers shown of those found.
const FOUND: usize = 20;

/// A lever in the list.
#[derive(Clone, Debug, PartialEq)]
struct Pick {
    input: InputId,
    /// The lever's label on the slide.
    label: String,
    /// What it belongs to, and the most it gives.
    says: String,
    /// What is searched, folded.
    text: String,
    /// The most it gives more than where it starts, mnkr; 0 where it is no measure's choice.
    gives: f64,
}

/// Lists all levers: those that can give most first, in the year or the first year after it when they give anything; then as
/// in the app.
fn picks(pack: &Pack, inputs: &Inputs, year: Year) -> Vec<Pick> {
    let levers = answers::levers(pack);
    let choices = levers.iter().flat_map(|lever| lever.inputs.iter().copied());
    let choices = choices.filter(|id| is_choice(*id)).collect::<Vec<_>>();
    let one = |input: InputId| {
        let spec = pack.spec(input);
        let most = choices
            .contains(&input)
            .then(|| most_of(pack, inputs, input, year))
            .flatten();
        let belongs = pack.owner_of(input).map_or_else(
            || shared::input_group(input.name()).to_owned(),
            |measure| pack.measure(measure).name.to_string(),
        );
        let label = label_of(pack, input);
        Pick {
            input,
            text: fold(&[&*label, &spec.label, &belongs, &spec.purpose].join(" ")),
            gives: most.map_or(0.0, |(gives, _)| gives),
            says: match most {
                Some((gives, first)) => lever::pick_most(&belongs, gives, first),
                None => belongs,
            },
            label,
        }
    };
    let mut all = InputId::all().map(one).collect::<Vec<_>>();
    sort(&mut all, |a, b| b.gives.total_cmp(&a.gives));
    all
}

/// Writes a lever's label where it stands alone: a vacancy's with its kind of home.
pub(super) fn label_of(pack: &Pack, input: InputId) -> String {
    match vacancy_of(input) {
        Some((_, home, vacancy)) => [shared::housing(home), ": ", names::vacancy(vacancy)].concat(),
        None => pack.spec(input).label.to_string(),
    }
}

/// Finds the levers with every word sought, or another word for the same; with none, the strongest.
fn found<'a>(all: &'a [Pick], sought: &str) -> Vec<&'a Pick> {
    let sought = fold(sought.trim());
    let words = sought.split_whitespace().map(synonyms).collect::<Vec<_>>();
    if words.is_empty() {
        let strong = all.iter().filter(|pick| pick.gives > 0.0);
        return strong.take(STRONGEST).collect();
    }
    let fits = |pick: &&Pick| {
        let has = |words: &Vec<&str>| words.iter().any(|word| pick.text.contains(word));
        words.iter().all(has)
    };
    let mut hits = all.iter().filter(fits).collect::<Vec<_>>();
    // Whoever types a lever's name wants that lever first.
    let is_named = |pick: &&Pick| fold(&pick.label).contains(&*sought);
    sort(&mut hits, |a, b| is_named(b).cmp(&is_named(a)));
    hits.truncate(FOUND);
    hits
}

/// Makes the dialog; its content is made when it opens.
pub(super) fn pick(desk: PresenterState, dialog: NodeRef<Dialog>, open: RwSignal<bool>) -> AnyView {
    view! {
        <dialog node_ref=dialog class="slides" aria-labelledby="reglage-rubrik" on:close=move |_| open.set(false)>
            {dialog::top(dialog, "reglage-rubrik", words::ADD_LEVER)}
            {dynamic(move || open.get().then(|| body(desk, dialog)))}
        </dialog>
    }
}

fn body(desk: PresenterState, dialog: NodeRef<Dialog>) -> AnyView {
    let store = desk.store;
    let all = Arc::new(picks(
        store.active_pack(),
        &untrack(|| store.inputs()),
        store.year(),
    ));
    let sought = RwSignal::new(String::new());
    let shown = {
        let all = Arc::clone(&all);
        memo(move || {
            let found = sought.with(|sought| found(&all, sought));
            found.into_iter().map(|pick| pick.input).collect::<Vec<_>>()
        })
    };
    let row = move |input: InputId| {
        let pick = all.iter().find(|pick| pick.input == input);
        let (label, says) = pick.map_or_else(Default::default, |pick| {
            (pick.label.clone(), pick.says.clone())
        });
        view! {
            <li>
                <button
                    type="button"
                    class="slides-title"
                    on:click=handler(move |_| {
                        dialog::close(dialog);
                        desk.ask_for(input);
                        // The keys are the slides' again.
                        platform::focus_heading();
                    })
                >
                    <span>{label}<span class="small">{says}</span></span>
                </button>
            </li>
        }
    };
    let is_empty = memo(move || sought.with(|sought| sought.trim().is_empty()));
    // Whoever opens the search goes on to type.
    request_animation_frame(|| platform::focus(FIELD));
    view! {
        <label for=FIELD>{words::SEEK_LEVER}</label>
        <input
            type="search"
            class="text-input"
            id=FIELD
            autocomplete="off"
            prop:value=attr(move || sought.get())
            on:input:target=move |ev| sought.set(ev.target().value())
        />
        {dynamic(move || is_empty.get().then(|| view! { <p class="small">{words::STRONGEST}</p> }))}
        {dynamic(move || shown.with(Vec::is_empty).then(|| view! { <p class="small">{search::NOTHING}</p> }))}
        <ul class="slides-list">{keyed_list(move || shown.get(), row)}</ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::KSON_2023;

    #[test]
    fn the_strongest_come_first_and_every_lever_is_found() {
        let inputs = Inputs::defaults(&KSON_2023);
        let all = picks(&KSON_2023, &inputs, KSON_2023.plan_year);
        let strong = found(&all, " ");
        assert_eq!(strong.len(), STRONGEST);
        assert!(strong.windows(2).all(|two| two[0].gives >= two[1].gives));
        assert_eq!(strong[0].input.name(), "indexation.withheld_health");
        // No share of a cost that is unknown, and no fact.
        assert!(strong.iter().all(|pick| is_choice(pick.input)));
        for id in InputId::all() {
            let label = label_of(&KSON_2023, id);
            let hits = found(&all, &label);
            assert!(hits.iter().any(|pick| pick.input == id), "{label}");
        }
        // A word for the same thing.
        let hits = found(&all, "beläggning");
        assert!(
            hits.iter()
                .any(|pick| pick.input.name() == "occupancy.lss.change")
        );
        assert!(found(&all, "qqq").is_empty());
    }
}
