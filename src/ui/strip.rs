//! The result strip: what is left to find, on every view and always in sight.

use balans_model::{Area, Evidence, InputId, Inputs, Pack, Quantity, Scope};
use leptos::prelude::*;

use super::components::{Amount, Shown, vacancy_of};
use crate::format;
use crate::state::thin::{bound, live, memo, view};
use crate::state::{Moved, Route, use_tool};
use crate::texts;
use crate::ui::naming;

/// How long the strip is silent after a move before it is read out, in milliseconds: a drag or a
/// run of key presses is one piece of news.
const QUIET: u64 = 700;

/// The strip.
#[component]
pub(crate) fn Strip() -> impl IntoView {
    let tool = use_tool();
    let year = tool.pack().plan_year;
    let gaps = tool.derive(move |outcome| texts::Gaps::of(outcome, year));
    let requirement = tool.value(Quantity::Requirement(Scope::Total, year));
    let saving = tool.value(Quantity::Saving(Scope::Total, year));
    let balanced = memo(move || gaps.get().is_balanced());
    // Which number is the answer: made anew where it is another, not at every move.
    let answer = memo(move || {
        let gaps = gaps.get();
        let hidden = gaps.hidden().map(|(area, ..)| area);
        let of_tkr = format::rounded(gaps.left(), 1) < 0.05;
        (!gaps.is_balanced()).then_some((hidden, of_tkr))
    });
    let rounded = tool.derive(move |outcome| {
        let of = |quantity| outcome.value(quantity).unwrap_or(0.0);
        let saving = of(Quantity::Saving(Scope::Total, year));
        let parts = Evidence::ALL.iter();
        let parts = parts.map(|kind| of(Quantity::EvidenceSaving(*kind, Scope::Total, year)));
        let whole = [of(Quantity::Requirement(Scope::Total, year)), -saving];
        !texts::adds_up(&parts.collect::<Vec<_>>(), saving, 1)
            || !texts::adds_up(&whole, of(Quantity::Gap(Scope::Total, year)), 1)
    });
    // Beside a shared scenario, whose the number is must be said.
    let beside = memo(move || {
        let shared = tool.route.with(|route| matches!(route, Route::Shared(_)));
        shared.then_some(texts::STRIP_OWN)
    });
    view! {
        <section class="strip" aria-label=texts::STRIP data-balanced=bound(move || balanced.get().to_string())>
            <div class="page">
                <div>
                    <p class="answer">
                        {live(move || match answer.get() {
                            None => view! { <strong>{texts::strip_balance(year)}</strong> },
                            Some((hidden, of_tkr)) => {
                                let scope = hidden.map_or(Scope::Total, Scope::from);
                                let (shown, unit) = if of_tkr {
                                    (Shown::Tkr, texts::TKR)
                                } else {
                                    (Shown::Plain, texts::MNKR)
                                };
                                let left = hidden.map_or_else(
                                    || texts::strip_left(year),
                                    |area| texts::strip_left_in(area, year),
                                );
                                view! {
                                    <strong><Amount quantity=Quantity::Gap(scope, year) shown bare=true/></strong>
                                    {unit}" "{left}
                                }
                            }
                        })}
                        {live(move || beside.get())}
                    </p>
                    <p class="answer-note">
                        {live(move || {
                            texts::strip_note(requirement.get(), saving.get(), gaps.get(), rounded.get())
                        })}
                    </p>
                </div>
                <Shares/>
                <dl class="by-area">
                    {Area::ALL.iter().map(|&area| view! {
                        <dt>{texts::scope(area.into())}</dt>
                        <dd>
                            <Amount quantity=Quantity::Gap(area.into(), year) shown=Shown::Size bare=true/>
                            {over(Quantity::Gap(area.into(), year), |over| over.then_some(texts::STRIP_OVER))}
                        </dd>
                    }).collect_view()}
                </dl>
                <LastMove/>
                <LiveRegion/>
            </div>
        </section>
    }
}

/// A word after a gap, by whether it is more than the requirement.
fn over(gap: Quantity, word: fn(bool) -> Option<&'static str>) -> AnyView {
    let gap = use_tool().value(gap);
    let over = memo(move || texts::is_over(gap.get()));
    live(move || word(over.get()).map(|word| view! { " "{word} }))
}

/// What the requirement is made up of, as a bar with its legend.
#[component]
fn Shares() -> impl IntoView {
    let tool = use_tool();
    let year = tool.pack().plan_year;
    let requirement = tool.value(Quantity::Requirement(Scope::Total, year));
    let part = |evidence| Quantity::EvidenceSaving(evidence, Scope::Total, year);
    let found = Evidence::ALL
        .iter()
        .map(|&evidence| tool.value(part(evidence)))
        .collect::<Vec<_>>();
    // Where each part begins and ends, in percent of the bar; a negative part has no room in it.
    let ends = memo(move || {
        let whole = requirement.get().max(f64::MIN_POSITIVE);
        let mut end = 0.0;
        found
            .iter()
            .map(|value| {
                let start = end;
                end = (end + value.get().max(0.0) / whole * 100.0).min(100.0);
                (start, end - start)
            })
            .collect::<Vec<_>>()
    });
    let parts = Evidence::ALL.iter().enumerate().map(|(index, &evidence)| {
        let at = move || ends.with(|ends| ends.get(index).copied().unwrap_or_default());
        view! {
            <rect
                y="0" height="10" data-evidence=evidence.as_str()
                x=bound(move || format!("{:.3}", at().0))
                width=bound(move || format!("{:.3}", at().1))
            />
        }
    });
    view! {
        <div class="shares">
            <svg class="shares-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" y="0" width="100" height="10" data-evidence="none"/>
                {parts.collect_view()}
            </svg>
            <ul class="shares-legend">
                {Evidence::ALL.iter().map(|&evidence| view! {
                    <li><b><Amount quantity=part(evidence) bare=true/></b>" "{texts::evidence(evidence)}</li>
                }).collect_view()}
                <li>
                    <b><Amount quantity=Quantity::Gap(Scope::Total, year) shown=Shown::Size bare=true/></b>
                    {over(Quantity::Gap(Scope::Total, year), |over| Some(texts::strip_rest(over)))}
                </li>
            </ul>
        </div>
    }
}

/// What the last move did, in words.
#[component]
fn LastMove() -> impl IntoView {
    let tool = use_tool();
    let pack = tool.pack();
    let gap_of = Quantity::Gap(Scope::Total, pack.plan_year);
    let (now, before) = (tool.value(gap_of), tool.value_before(gap_of));
    let what = tool.slice(move |session| {
        session.moved().map(|moved| match moved {
            Moved::Input(id) => moved_lever(pack, *id, session.before(), session.inputs()),
            Moved::Opened(name) => texts::moved_opened(name),
            Moved::Preset(name) => texts::needs::moved_preset(name),
            Moved::Underlag(name) => texts::history::moved_underlag(name.as_deref()),
            Moved::All => texts::MOVED_ALL.to_owned(),
            Moved::Undone(step) => texts::history::undone(&naming::step(pack, step)),
            Moved::Redone(step) => texts::history::redone(&naming::step(pack, step)),
        })
    });
    view! {
        <p class="last-move" data-last-move>
            {live(move || match what.get() {
                None => texts::NO_MOVE.to_owned(),
                Some(what) => texts::last_move(&what, before.get(), now.get()),
            })}
        </p>
    }
}

/// What a lever says of its input before and after: a vacancy that results, not its change.
fn moved_lever(pack: &Pack, id: InputId, before: &Inputs, now: &Inputs) -> String {
    let spec = pack.spec(id);
    let Some((base, home, vacancy)) = vacancy_of(id) else {
        let [from, to] = [before, now].map(|inputs| texts::input_value(spec, inputs.get(id)));
        return texts::moved_input(&spec.label, &from, &to);
    };
    let [from, to] = [before, now].map(|inputs| {
        let share = (inputs.get(base) + inputs.get(id)).clamp(0.0, 100.0);
        format::percent(share, 1)
    });
    texts::moved_input(&texts::vacancy_label(vacancy, home), &from, &to)
}

/// Reads the answer out when it has come to rest.
#[component]
pub(crate) fn LiveRegion() -> impl IntoView {
    let tool = use_tool();
    let year = tool.pack().plan_year;
    let gaps = tool.derive(move |outcome| texts::Gaps::of(outcome, year));
    let spoken = RwSignal::new(String::new());
    let speak = leptos::leptos_dom::helpers::debounce(
        std::time::Duration::from_millis(QUIET),
        move |gaps: texts::Gaps| {
            spoken.set(texts::announcement(year, gaps));
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
