//! The dialog *Dela*: the scenario as a link, to copy, mail, share through the system or show as a
//! QR code.

use balans_format::text;
use balans_model::{Quantity, Scope};
use balans_report::texts::shared;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use crate::erased::{attr, dynamic, effect, handler, memo, view};
use crate::platform;
use crate::state::{LoadState, Route, use_store};
use crate::texts;
use crate::texts::share as words;
use crate::ui::components::dialog;
use crate::ui::lazy::case::shared;
use crate::ui::lazy::export::files::save_working;
use crate::ui::lazy::export::office::OfficeFiles;
use crate::ui::loading::deferred_failed;
use balans_scenario::link::{LONG, NAME_LIMIT, Sender, SharedScenario, Unwritable};

/// Letters of the day in a time such as `2026-11-29T10:00:00+01:00`.
const DAY: usize = 10;

/// The dialog's content.
#[component]
pub(crate) fn Body(dialog: NodeRef<Dialog>) -> impl IntoView {
    let store = use_store();
    let close = move || dialog::close(dialog);
    let year = store.year();
    let requirement = store.value(Quantity::Requirement(Scope::Total, year));
    let own = store.peek(|session| session.underlag().is_some());
    let notes = RwSignal::new(false);
    let field = NodeRef::<Input>::new();
    let said = RwSignal::new(String::new());
    let coded = RwSignal::new(false);
    let sender = RwSignal::new(String::new());
    let carried = memo(move || {
        let mut carried = shared(store, notes.get());
        let name = text::line(&sender.get());
        let day = || (platform::ENVIRONMENT.now)().chars().take(DAY).collect();
        carried.sender = (!name.trim().is_empty()).then(|| Sender {
            name: name.trim().to_owned(),
            day: day(),
        });
        carried
    });
    let link = memo(move || {
        let text = carried.with(SharedScenario::write);
        text.map(|text| format!("{}#{text}", platform::share::address()))
    });
    let usable = memo(move || link.with(Result::is_ok));
    // A message about a former link is removed.
    effect(move || {
        link.track();
        said.set(String::new());
    });
    let leads = !platform::share::address().is_empty();
    let (lead, link_name, copy_it, copied) = if leads {
        (words::LEAD, words::LINK, words::COPY, words::COPIED)
    } else {
        (
            words::LEAD_NO_ADDRESS,
            words::TEXT,
            words::COPY_TEXT,
            words::COPIED_TEXT,
        )
    };
    let href = move || link.get().unwrap_or_default();
    let gaps =
        store.derive(move |outcome| shared::Gaps::against(store.active_pack(), outcome, year));
    let headline = move || {
        let has_requirement = !shared::is_nothing(requirement.get());
        words::headline(year, gaps.get(), has_requirement)
    };
    let mail = move || {
        let subject = carried.with(|carried| words::subject(&carried.name));
        let body = words::body(&headline(), &href());
        let [subject, body] = [subject, body].map(|text| platform::share::encode(&text));
        format!("mailto:?subject={subject}&body={body}")
    };
    let copy = move |_| {
        if let Some(field) = field.get_untracked().filter(|_| usable.get_untracked()) {
            leptos::task::spawn_local(async move {
                let done = platform::share::copy(&field).await;
                let says = if done { copied } else { words::NOT_COPIED };
                // The dialog may be closed by then.
                let _ = said.try_set(says.to_owned());
            });
        }
    };
    let hand_over = move |_| {
        if !usable.get_untracked() {
            return;
        }
        let title = carried.with_untracked(|carried| words::subject(&carried.name));
        let (text, url) = (untrack(headline), untrack(href));
        leptos::task::spawn_local(async move {
            platform::share::share(&title, &text, &url).await;
        });
    };
    let code = move || {
        (coded.get() && usable.get()).then(|| match platform::deferred::code(&href()) {
            Some(svg) => view! {
                <div class="code" role="img" aria-label=words::CODE_NAME inner_html=svg></div>
            },
            None if store.deferred.get() != LoadState::Ready
                || platform::deferred::has_trapped() =>
            {
                deferred_failed(words::CODE_MISSING)
            }
            None => view! { <p class="error">{words::CODE_TOO_LONG}</p> },
        })
    };
    // Offers a file where the link can't be written, or is too long to arrive safely.
    let by_file = move || {
        let says = match link.get() {
            Ok(link) if link.len() > LONG => words::long(link.len()),
            Err(Unwritable::TooLong) => texts::link::NOTES_TOO_LONG.to_owned(),
            Err(Unwritable::Impossible) => texts::link::NOT_WRITTEN.to_owned(),
            Ok(_) => return None,
        };
        let kind = if usable.get() { "long" } else { "error" };
        Some(view! {
            <div class="share-file" data-kind=kind>
                <p role="status" data-error=(kind == "error").then_some("")>{says}</p>
                <button type="button" class="button" on:click=handler(move |_| {
                    said.set(save_working(store, &carried.get_untracked(), notes.get_untracked()));
                })>{words::AS_FILE}</button>
            </div>
        })
    };
    let off = move || attr(move || (!usable.get()).then_some("true"));
    view! {
        <p>{lead}</p>
        {own.then(|| view! { <p class="small" data-own>{words::OWN_FIGURES}</p> })}
        <p><b>{dynamic(headline)}</b></p>
        <label class="share-link">
            {link_name}
            <input type="text" class="text-input" readonly node_ref=field prop:value=attr(href)/>
        </label>
        {dynamic(by_file)}
        <label class="check">
            <input
                type="checkbox"
                prop:checked=attr(move || notes.get())
                on:change:target=move |ev| notes.set(ev.target().checked())
            />
            {words::WITH_NOTES}
        </label>
        <label class="share-sender">
            {words::SENDER}
            <input
                type="text"
                class="text-input"
                autocomplete="name"
                maxlength=NAME_LIMIT.to_string()
                aria-describedby="avsandare-hjalp"
                prop:value=attr(move || sender.get())
                on:input:target=move |ev| sender.set(ev.target().value())
            />
        </label>
        <p class="small" id="avsandare-hjalp">{words::SENDER_NOTE}</p>
        <div class="share-ways">
            <button type="button" class="button primary" aria-disabled=off() on:click=handler(copy)>{copy_it}</button>
            {leads.then(|| view! {
                <a class="button" aria-disabled=off() href=attr(move || usable.get().then(mail))>{words::MAIL}</a>
            })}
            {(leads && platform::share::can_share()).then(|| view! {
                <button type="button" class="button" aria-disabled=off() on:click=handler(hand_over)>{words::SYSTEM}</button>
            })}
            {leads.then(|| view! {
                <button
                    type="button"
                    class="button"
                    aria-disabled=off()
                    aria-expanded=attr(move || (coded.get() && usable.get()).to_string())
                    on:click=handler(move |_| coded.update(|coded| *coded = !*coded))
                >
                    {words::CODE}
                </button>
            })}
        </div>
        <p class="share-paper"><a href=Route::Paper.href() on:click=move |_| close()>{texts::paper::LINK}</a></p>
        <p class="small" role="status">{dynamic(move || said.get())}</p>
        {dynamic(code)}
        <OfficeFiles/>
    }
}
