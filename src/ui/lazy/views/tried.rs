//! On Läget, beside the requirement: the strongest measures to try, and what it is to let the members pay more.

use std::cmp::Reverse;

use balans_model::{
    Area, InputId, Inputs, Measure, Pack, Quantity, Year, answers, input_id, simulate,
};
use balans_report::texts::{parties, shared};
use leptos::prelude::*;

use super::measures::own_lever;
use crate::erased::{dynamic, fragment, handler, view};
use crate::state::{Intent, Store, use_store};
use crate::texts::tried as words;

/// Number of measures to try.
const SHOWN: usize = 4;

const REQUIREMENTS: [InputId; 2] = [input_id("requirement.care"), input_id("requirement.health")];

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
    let left = |inputs: &Inputs| {
        let left = simulate(pack, inputs).value(Quantity::Remaining(year));
        left.unwrap_or(0.0)
    };
    let before = left(&from);
    let mut all = Vec::<Strong>::new();
    for lever in answers::levers(pack) {
        let [input] = *lever.inputs else { continue };
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
    all.sort_by_key(|one| Reverse((one.gives * 1e6) as i64));
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
        let Strong {
            measure,
            lever,
            gives,
        } = strong;
        let name = pack.measure(measure).name.to_string();
        view! {
            <div data-try=measure.id()>
                <h3><a href=words::address(measure.id())>{name}</a></h3>
                <p class="small">{words::at_most(gives, year)}</p>
                {own_lever(lever, Quantity::MeasureSaving(measure, year))}
            </div>
        }
    };
    let all = strongest(pack, year);
    view! {
        <section class="card" id="prova">
            <h2>{words::TRY}</h2>
            <p>{words::TRY_LEAD}</p>
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
            {fragment(Area::ALL.iter().zip(REQUIREMENTS).map(|(&area, input)| one_member(area, input)))}
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
    // No requirement is below nothing: more than all of it is no choice.
    let covers = move || left.get().min(requirement.get());
    let cover = move |_| {
        let to = requirement.get_untracked() - untrack(covers);
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
    use balans_model::KSON_2023;

    #[test]
    fn the_strongest_measures_are_those_that_leave_least_alone_at_their_end() {
        let pack = &KSON_2023;
        for year in [pack.plan_year, pack.horizon] {
            let all = strongest(pack, year);
            assert_eq!(all.len(), SHOWN);
            assert!(all.windows(2).all(|pair| pair[0].gives >= pair[1].gives));
            let mut names: Vec<_> = all.iter().map(|one| one.measure).collect();
            names.dedup();
            assert_eq!(names.len(), SHOWN);
            for one in &all {
                let ends = [pack.spec(one.lever).min, pack.spec(one.lever).max];
                let left = |value: Option<f64>| {
                    let mut inputs = Inputs::defaults(pack);
                    inputs.set(pack, one.measure.phasing().on, 1.0);
                    value.map(|value| inputs.set(pack, one.lever, value));
                    let total = simulate(pack, &inputs).value(Quantity::Remaining(year));
                    total.unwrap_or_default()
                };
                let least = ends
                    .map(|end| left(Some(end)))
                    .into_iter()
                    .fold(f64::MAX, f64::min);
                let gives = left(None) - least;
                assert!((gives - one.gives).abs() < 1e-9, "{one:?}: {gives}");
            }
        }
    }
}
