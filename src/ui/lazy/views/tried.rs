//! On Läget, beside the requirement: the strongest measures to try, and what it is to let the members pay more.

use balans_model::{Area, InputId, Inputs, Measure, Pack, Quantity, Scope, Year, answers, totals};
use balans_report::texts::{parties, shared};
use leptos::prelude::*;

use super::measures::own_lever;
use crate::collections::sort;
use crate::erased::{dynamic, fragment, handler, memo, view};
use crate::state::{Intent, Route, Store, use_store};
use crate::texts::tried as words;
use balans_report::is_choice;

/// Number of measures to try.
const SHOWN: usize = 4;

/// A measure's lever with the most it can give.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Strong {
    measure: Measure,
    lever: InputId,
    /// What less is left in the year with the lever alone at its best end, mnkr.
    gives: f64,
}

/// Lists the measures that can give most in a year, the strongest first, each with its strongest lever: alone, at that
/// lever's end, from the pack's own values. None that gives less than shows.
fn strongest(pack: &Pack, year: Year) -> Vec<Strong> {
    let from = Inputs::defaults(pack);
    let left = |inputs: &Inputs| totals(pack, inputs).remaining(Scope::Total, year);
    let before = left(&from);
    let mut all = Vec::<Strong>::new();
    for lever in answers::levers(pack) {
        let [input] = *lever.inputs else { continue };
        if !is_choice(input) {
            continue;
        }
        let spec = pack.spec(input);
        let mut best = 0.0_f64;
        for end in [spec.min, spec.max] {
            let mut tried = from.clone();
            tried.set(pack, lever.measure.phasing().on, 1.0);
            tried.set(pack, input, end);
            best = best.max(before - left(&tried));
        }
        let strong = Strong {
            measure: lever.measure,
            lever: input,
            gives: best,
        };
        match all.iter_mut().find(|one| one.measure == strong.measure) {
            Some(one) if one.gives < best => *one = strong,
            Some(_) => {}
            None => all.push(strong),
        }
    }
    all.retain(|one| one.gives >= 0.05);
    sort(&mut all, |a, b| b.gives.total_cmp(&a.gives));
    all.truncate(SHOWN);
    all
}

/// The strongest measures, each with its lever. Which they are depends on the year and not on what is moved: a lever must
/// not walk away from under the pointer.
#[component]
pub(crate) fn Try() -> impl IntoView {
    let store = use_store();
    let (pack, year) = (store.active_pack(), store.year());
    let one = |strong: Strong| {
        let Strong { measure, lever, .. } = strong;
        let name = pack.measure(measure).name.to_string();
        view! {
            <div data-try=measure.id()>
                <h3><a href=Route::of_measure(measure.id())>{name}</a></h3>
                {own_lever(lever, Quantity::MeasureSaving(measure, year))}
            </div>
        }
    };
    let all = strongest(pack, year);
    view! {
        <section class="card" id="prova">
            <h2>{words::TRY}</h2>
            <p>{words::TRY_LEAD}</p>
            <p><a href=Route::Required.href()>{words::TO_REQUIRED}</a></p>
            <div class="tried">{fragment(all.into_iter().map(one))}</div>
        </section>
    }
}

/// What the members pay instead of what the requirement is lowered by, and a choice to let each cover what is left.
#[component]
pub(crate) fn MembersPay() -> impl IntoView {
    view! {
        <section class="card" id="skjuter-till">
            <h2>{words::PAY}</h2>
            <p>{words::PAY_LEAD}</p>
            {fragment(Area::ALL.iter().zip(shared::REQUIREMENTS).map(|(&area, input)| one_member(area, input)))}
        </section>
    }
}

fn one_member(area: Area, input: InputId) -> AnyView {
    let store: Store = use_store();
    let (pack, year) = (store.active_pack(), store.year());
    let member = parties::member(shared::member_of(area));
    let paid = store.derive(move |outcome| {
        let lower = shared::lowered(pack, outcome)[area as usize];
        let paid = outcome.value(Quantity::Financing(area.into(), pack.plan_year));
        (lower, paid.unwrap_or(0.0) - lower)
    });
    let left = store.derive(move |outcome| {
        outcome
            .value(Quantity::Gap(area.into(), year))
            .unwrap_or(0.0)
    });
    let requirement = store.input(input);
    // How much less is left for each krona that the requirement of the plan year is lowered by.
    let slope = memo(move || {
        let mut inputs = store.inputs();
        let left = |inputs: &Inputs| totals(pack, inputs).gap(area.into(), year);
        let before = left(&inputs);
        let lower = requirement.get() - 1.0;
        if lower < 0.0 {
            return 1.0;
        }
        inputs.set(pack, input, lower);
        before - left(&inputs)
    });
    // No requirement is below nothing: more than all of it is no choice.
    let covers = move || left.get().min(requirement.get() * slope.get());
    let cover = move |_| {
        let to = requirement.get_untracked() - untrack(covers) / slope.get_untracked();
        // As it is stored: the sum of rounded tenths may be off by a billionth.
        store.send(Intent::Set(input, (to * 1e9).round() / 1e9));
    };
    view! {
        <div class="members-pay" data-member=area.id()>
            <h3>{member}</h3>
            <p>{dynamic(move || {
                let (lower, before) = paid.get();
                words::pays(lower, before)
            })}</p>
            <div class="saved-actions">
                {dynamic(move || (!shared::is_balanced(covers())).then(|| view! {
                    <button type="button" class="button" data-cover on:click=handler(cover)>
                        {words::cover(area, covers(), year)}
                    </button>
                }))}
                {dynamic(move || (!shared::is_balanced(paid.get().0)).then(|| view! {
                    <button type="button" class="button" on:click=handler(move |_| store.send(Intent::Reset(input)))>
                        {words::BACK}
                    </button>
                }))}
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, simulate};
    use std::collections::BTreeMap;

    #[test]
    fn the_strongest_measures_are_those_that_leave_least_alone_at_their_end() {
        let pack = &KSON_2023;
        for year in [pack.plan_year, pack.growth_to, pack.horizon] {
            let left = |measure: Measure, lever: Option<(InputId, f64)>| {
                let mut inputs = Inputs::defaults(pack);
                inputs.set(pack, measure.phasing().on, 1.0);
                if let Some((id, end)) = lever {
                    inputs.set(pack, id, end);
                }
                let total = simulate(pack, &inputs).value(Quantity::Remaining(year));
                total.unwrap()
            };
            // The most that any lever of each measure gives.
            let mut most = BTreeMap::<Measure, f64>::new();
            for lever in answers::levers(pack) {
                let [id] = *lever.inputs else { continue };
                if !is_choice(id) {
                    continue;
                }
                for end in [pack.spec(id).min, pack.spec(id).max] {
                    let gives = left(lever.measure, None) - left(lever.measure, Some((id, end)));
                    let best = most.entry(lever.measure).or_insert(f64::MIN);
                    *best = best.max(gives);
                }
            }
            let mut most: Vec<(Measure, f64)> = most.into_iter().collect();
            most.sort_by(|a, b| b.1.total_cmp(&a.1));
            let all = strongest(pack, year);
            assert_eq!(all.len(), SHOWN);
            for (one, (measure, gives)) in all.iter().zip(most) {
                assert_eq!(one.measure, measure, "{year}");
                assert!((one.gives - gives).abs() < 1e-9, "{one:?}: {gives}");
            }
        }
    }

    #[test]
    fn a_fact_is_nothing_to_try() {
        let all = strongest(&KSON_2023, KSON_2023.growth_to);
        assert!(
            all.iter().all(|one| one.measure != Measure::CoLocation),
            "{all:?}"
        );
    }
}
