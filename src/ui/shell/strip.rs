//! The result strip: what is left to find, on every view and always in sight.

use balans_model::{Area, Evidence, InputId, Inputs, Outcome, Pack, Quantity, Scope, Year};
use balans_report::texts::shared;
use leptos::prelude::*;

use crate::erased::{attr, dynamic, memo, view};
use crate::state::{Moved, Route, use_store};
use crate::table::Shown;
use crate::texts;
use crate::ui::components::{Amount, vacancy_of};
use crate::ui::loading::{LazyPanel, reserved};
use crate::ui::naming;
use balans_format as format;

/// How long the strip is silent after a move before it is read out, in milliseconds: a drag or a
/// run of key presses is one piece of news.
const QUIET: u64 = 700;

/// The strip.
#[component]
pub(crate) fn Strip() -> impl IntoView {
    let store = use_store();
    let year = store.year_memo;
    let balanced = store.derive(move |outcome| shared::Gaps::of(outcome, year.get()).is_balanced());
    view! {
        <section class="strip" aria-label=texts::frame::STRIP data-balanced=attr(move || balanced.get().to_string())>
            <div class="page">
                // Each amount is of one year and one pack, and is made anew for another.
                {dynamic(move || {
                    store.active_pack_memo.track();
                    of_year(year.get())
                })}
                {reserved("years", || LazyPanel::Years)}
                <LastMove/>
                <LiveRegion/>
            </div>
        </section>
    }
}

/// What the strip says of a year.
fn of_year(year: Year) -> AnyView {
    let store = use_store();
    let pack = store.active_pack();
    let gaps = store.derive(move |outcome| shared::Gaps::against(pack, outcome, year));
    let requirement = store.value(Quantity::Requirement(Scope::Total, year));
    let saving = store.value(Quantity::Saving(Scope::Total, year));
    // Which number is the answer: made anew where it is another, not at every move.
    let answer = memo(move || {
        let gaps = gaps.get();
        let area = gaps.uneven().map(|(area, ..)| area);
        let of_tkr = format::rounded(gaps.left(), 1) < 0.05;
        (!gaps.is_balanced()).then_some((area, of_tkr))
    });
    let rounded = store.derive(move |outcome| {
        let of = |quantity| outcome.value(quantity).unwrap_or(0.0);
        let saving = of(Quantity::Saving(Scope::Total, year));
        let parts = Evidence::ALL.iter();
        let parts = parts.map(|kind| of(Quantity::EvidenceSaving(*kind, Scope::Total, year)));
        let whole = [of(Quantity::Requirement(Scope::Total, year)), -saving];
        !shared::adds_up(&parts.collect::<Vec<_>>(), saving, 1)
            || !shared::adds_up(&whole, of(Quantity::Gap(Scope::Total, year)), 1)
    });
    // Beside a shared scenario, whose the number is must be said.
    let whose = memo(move || {
        let shared = store
            .route
            .with(|route| matches!(route, Route::SharedScenario(_)));
        shared.then_some(texts::strip::STRIP_OWN)
    });
    let has_requirement = memo(move || !shared::is_nothing(requirement.get()));
    view! {
        <div>
            <p class="answer">
                {dynamic(move || match answer.get() {
                    None => {
                        let has_requirement = has_requirement.get();
                        let says = texts::strip::strip_balance(year, has_requirement);
                        let stands = move || has_requirement.then(|| gaps.get().basis.says());
                        view! { <strong>{says}</strong>{dynamic(stands)} }
                    }
                    Some((area, of_tkr)) => {
                        let (shown, unit) = if of_tkr {
                            (Shown::Tkr, shared::TKR)
                        } else {
                            (Shown::Plain, shared::MNKR)
                        };
                        let left = area.map_or_else(
                            || texts::strip::strip_left(year),
                            |area| texts::strip::strip_left_in(area, year),
                        );
                        view! {
                            <strong><Amount quantity=Quantity::Remaining(year) shown bare=true/></strong>
                            {unit}" "{left}
                        }
                    }
                })}
                {dynamic(move || whose.get())}
            </p>
            <p class="answer-note">
                {dynamic(move || {
                    texts::strip::strip_note(year, requirement.get(), saving.get(), gaps.get(), rounded.get())
                })}
            </p>
        </div>
        <Shares year/>
        <dl class="by-area">
            {Area::ALL.iter().map(|&area| view! {
                <dt>{shared::scope(area.into())}</dt>
                <dd>
                    <Amount quantity=Quantity::Gap(area.into(), year) shown=Shown::Size bare=true/>
                    {over(Quantity::Gap(area.into(), year))}
                </dd>
            }).collect_view()}
        </dl>
    }
    .into_any()
}

/// A word after a gap that is more than the requirement.
fn over(gap: Quantity) -> AnyView {
    let gap = use_store().value(gap);
    let over = memo(move || shared::is_over(gap.get()));
    dynamic(move || over.get().then(|| view! { " "{texts::strip::STRIP_OVER} }))
}

/// What the requirement is made up of, as a bar with its legend.
#[component]
fn Shares(year: Year) -> impl IntoView {
    let store = use_store();
    let requirement = store.value(Quantity::Requirement(Scope::Total, year));
    let saving = store.value(Quantity::Saving(Scope::Total, year));
    let left = store.value(Quantity::Remaining(year));
    let is_over = store.derive(move |outcome| shared::Gaps::of(outcome, year).is_over());
    // Nothing is more than a requirement that is not set.
    let none_set =
        memo(move || shared::is_nothing(requirement.get()) && shared::is_balanced(left.get()));
    let part = |evidence| Quantity::EvidenceSaving(evidence, Scope::Total, year);
    // A piece of the bar, told by its fill: as long as its share, and long enough to be seen. What is shown as 0,0, or
    // is less than nothing, has no room in it.
    let piece = |kind: &'static str, value: Memo<f64>| {
        view! {
            <i
                data-evidence=kind
                style:--share=attr(move || format!("{:.0}", value.get().max(0.0) * 1000.0))
                hidden=attr(move || format::rounded(value.get(), 1) <= 0.0)
            ></i>
        }
    };
    let pieces = Evidence::ALL
        .iter()
        .map(|&evidence| piece(evidence.as_str(), store.value(part(evidence))));
    let pack = store.active_pack();
    let lowered = store.derive(move |outcome| shared::lowered(pack, outcome));
    let lower = memo(move || lowered.get().iter().sum::<f64>());
    let is_lower = memo(move || format::rounded(lower.get(), 1) > 0.0);
    let gross = Quantity::GrossSaving(year);
    let saved = store.value(gross);
    let is_gross = memo(move || format::rounded(saved.get(), 1) > 0.0);
    // Where more than the requirement is found, a mark says how far the requirement reaches.
    let reach = move || {
        let whole = saving.get() + lower.get();
        requirement.get() / whole.max(f64::MIN_POSITIVE) * 100.0
    };
    view! {
        <div class="shares">
            <div class="shares-bar" aria-hidden="true">
                {pieces.collect_view()}
                {piece("none", left)}
                {piece("lower", lower)}
                <i
                    data-evidence="over"
                    style:--at=attr(move || format!("{:.3}", reach().clamp(0.0, 100.0)))
                    hidden=attr(move || !is_over.get())
                ></i>
            </div>
            <ul class="shares-legend">
                {Evidence::ALL.iter().map(|&evidence| view! {
                    <li>
                        <i data-evidence=evidence.as_str()></i>
                        <b><Amount quantity=part(evidence) bare=true/></b>" "{shared::evidence(evidence)}
                        {(evidence == Evidence::Own).then(|| dynamic(move || is_gross.get().then(|| view! {
                            <span>{texts::strip::GROSS[0]}<Amount quantity=gross bare=true/>{texts::strip::GROSS[1]}</span>
                        })))}
                    </li>
                }).collect_view()}
                <li>
                    <i data-evidence=attr(move || if is_over.get() { "over" } else { "none" })></i>
                    {dynamic(move || if none_set.get() {
                        shared::NO_REQUIREMENT.into_any()
                    } else {
                        let over = is_over.get();
                        let quantity = if over {
                            Quantity::Gap(Scope::Total, year)
                        } else {
                            Quantity::Remaining(year)
                        };
                        view! {
                            <b><Amount quantity shown=Shown::Size bare=true/></b>
                            " "{texts::strip::strip_rest(over)}
                        }
                    })}
                </li>
                {dynamic(move || is_lower.get().then(|| view! {
                    <li data-lower>
                        <i data-evidence="lower"></i>
                        {dynamic(move || shared::lower_requirement(lowered.get()))}
                    </li>
                }))}
            </ul>
        </div>
    }
}

/// What the last move did, in words.
#[component]
fn LastMove() -> impl IntoView {
    let store = use_store();
    let rest = move |outcome: &Outcome| shared::Gaps::of(outcome, store.year_memo.get()).rest();
    let (now, before) = (store.derive(rest), store.derive_before(rest));
    let requirement = store.derive(move |outcome| {
        let requirement = Quantity::Requirement(Scope::Total, store.year_memo.get());
        outcome.value(requirement).unwrap_or(0.0)
    });
    let what = store.select(move |session| {
        let pack = session.active_pack();
        session.moved().map(|moved| match moved {
            Moved::Input(id) => {
                let moved = moved_lever(pack, *id, session.before(), session.inputs());
                let mut areas = Area::ALL.iter().zip(shared::REQUIREMENTS);
                let area = areas.find(|(_, of)| of == id);
                let lower =
                    area.map_or(0.0, |_| pack.spec(*id).default - session.inputs().get(*id));
                match area.filter(|_| shared::is_over(-lower)) {
                    Some((area, _)) => texts::strip::lower_requirement(&moved, *area, lower),
                    None => moved,
                }
            }
            Moved::Opened(name) => texts::strip::moved_opened(name),
            Moved::Preset(name) => texts::needs::moved_preset(name),
            Moved::Underlag(name) => texts::history::moved_underlag(name.as_deref()),
            Moved::All => texts::strip::MOVED_ALL.to_owned(),
            Moved::Undone(step) => texts::history::undone(&naming::step(pack, step)),
            Moved::Redone(step) => texts::history::redone(&naming::step(pack, step)),
        })
    });
    view! {
        <p class="last-move" data-last-move>
            {dynamic(move || match what.get() {
                None => view! {
                    <span class="off-phone">{texts::strip::NO_MOVE}</span>
                    <span class="on-phone">{texts::strip::LIST_MISSING}</span>
                }
                .into_any(),
                Some(what) => {
                    texts::strip::last_move(&what, before.get(), now.get(), requirement.get()).into_any()
                }
            })}
        </p>
    }
}

/// What a lever says of its input before and after: a vacancy that results, not its change.
fn moved_lever(pack: &Pack, id: InputId, before: &Inputs, now: &Inputs) -> String {
    let spec = pack.spec(id);
    let Some((base, home, vacancy)) = vacancy_of(id) else {
        let (from, to) = (before.get(id), now.get(id));
        let after = shared::input_value(spec, to);
        let before = if from.to_bits() == to.to_bits() || spec.unit.is_calendar() {
            shared::input_value(spec, from)
        } else {
            shared::plain_value(spec, from)
        };
        return texts::strip::moved_input(&spec.label, &before, &after);
    };
    let [from, to] = [before, now].map(|inputs| {
        let share = (inputs.get(base) + inputs.get(id)).clamp(0.0, 100.0);
        (format::number(share, 1), format::percent(share, 1))
    });
    let from = if from == to { from.1 } else { from.0 };
    texts::strip::moved_input(&texts::strip::vacancy_label(vacancy, home), &from, &to.1)
}

/// Reads the answer out when it has come to rest.
#[component]
pub(crate) fn LiveRegion() -> impl IntoView {
    let store = use_store();
    let year = store.year_memo;
    let gaps = store.derive(move |outcome| {
        (
            year.get(),
            shared::Gaps::against(store.active_pack(), outcome, year.get()),
        )
    });
    let requirement = move |outcome: &Outcome| {
        let requirement = Quantity::Requirement(Scope::Total, year.get_untracked());
        outcome.value(requirement).unwrap_or(0.0)
    };
    let spoken = RwSignal::new(String::new());
    let speak = leptos::leptos_dom::helpers::debounce(
        std::time::Duration::from_millis(QUIET),
        move |(year, gaps): (Year, shared::Gaps)| {
            let has_requirement = !shared::is_nothing(store.peek_outcome(requirement));
            spoken.set(texts::strip::announcement(year, gaps, has_requirement));
        },
    );
    let mut speak = speak;
    Effect::new(move |first: Option<()>| {
        let gaps = gaps.get();
        // What is there when the page opens is read as part of the page.
        if first.is_some() {
            speak(gaps);
        }
    });
    view! { <p class="visually-hidden" role="status" data-live>{spoken}</p> }
}
