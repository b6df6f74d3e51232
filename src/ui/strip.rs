//! The result strip: what is left to find, on every view and always in sight.

use balans_model::{Area, Evidence, Quantity, Scope};
use leptos::prelude::*;

use super::components::Amount;
use crate::format;
use crate::state::thin::{bound, live, memo, view};
use crate::state::{Moved, use_tool};
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
    let gap_of = Quantity::Gap(Scope::Total, year);
    let gap = tool.value(gap_of);
    let requirement = tool.value(Quantity::Requirement(Scope::Total, year));
    let saving = tool.value(Quantity::Saving(Scope::Total, year));
    let balanced = memo(move || texts::is_balanced(gap.get()));
    view! {
        <section class="strip" aria-label=texts::STRIP data-balanced=bound(move || balanced.get().to_string())>
            <div class="page">
                <div>
                    <p class="answer">
                        {live(move || if balanced.get() {
                            view! { <strong>{texts::strip_balance(year)}</strong> }
                        } else {
                            view! {
                                <strong><Amount quantity=gap_of bare=true/></strong>
                                {texts::strip_left(year)}
                            }
                        })}
                    </p>
                    <p class="answer-note">{live(move || texts::strip_note(requirement.get(), saving.get()))}</p>
                </div>
                <Shares/>
                <dl class="by-area">
                    {Area::ALL.iter().map(|&area| view! {
                        <dt>{texts::scope(area.into())}</dt>
                        <dd><Amount quantity=Quantity::Gap(area.into(), year) bare=true/></dd>
                    }).collect_view()}
                </dl>
                <LastMove/>
                <LiveRegion/>
            </div>
        </section>
    }
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
                    <b><Amount quantity=Quantity::Gap(Scope::Total, year) bare=true/></b>
                    " "{texts::STRIP_UNFOUND}
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
            Moved::Input(id) => {
                let spec = pack.spec(*id);
                texts::moved_input(spec, session.before().get(*id), session.inputs().get(*id))
            }
            Moved::Opened(name) => texts::moved_opened(name),
            Moved::Preset(name) => texts::needs::moved_preset(name),
            Moved::Underlag(name) => texts::history::underlag(name.as_deref()),
            Moved::All => texts::MOVED_ALL.to_owned(),
            Moved::Undone(step) => texts::history::undone(&naming::step(pack, step)),
            Moved::Redone(step) => texts::history::redone(&naming::step(pack, step)),
        })
    });
    view! {
        <p class="last-move" data-last-move>
            {live(move || match what.get() {
                None => texts::NO_MOVE.to_owned(),
                Some(what) => texts::last_move(&what, change_as_shown(now.get(), before.get())),
            })}
        </p>
    }
}

/// The difference between two numbers as they are shown, so that the line adds up for the eye.
fn change_as_shown(now: f64, before: f64) -> f64 {
    format::rounded(now, 1) - format::rounded(before, 1)
}

/// Reads the answer out when it has come to rest.
#[component]
pub(crate) fn LiveRegion() -> impl IntoView {
    let tool = use_tool();
    let year = tool.pack().plan_year;
    let gap = tool.value(Quantity::Gap(Scope::Total, year));
    let spoken = RwSignal::new(String::new());
    let speak = leptos::leptos_dom::helpers::debounce(
        std::time::Duration::from_millis(QUIET),
        move |gap: f64| {
            spoken.set(texts::announcement(year, gap));
        },
    );
    let mut speak = speak;
    Effect::new(move |first: Option<()>| {
        let gap = gap.get();
        // What is there when the page opens is read as part of the page.
        if first.is_some() {
            speak(gap);
        }
    });
    view! { <p class="visually-hidden" role="status" data-live>{spoken}</p> }
}
