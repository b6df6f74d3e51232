//! Om: what the tool is, its words, what is stored where, accessibility, version.

use leptos::prelude::*;

use crate::erased::{dynamic, fragment, handler, view};
use crate::platform;
use crate::state::{Intent, Route, Session, Store, use_store};
use crate::texts;
use crate::ui::lazy::case::BUILD;
use crate::ui::lazy::export::hand;
use crate::ui::view::Heading;

use super::statement::Statement;

#[component]
pub(super) fn About() -> impl IntoView {
    let pack = use_store().active_pack();
    view! {
        <Heading route=Route::About/>
        <div class="stack after">
            <section class="card prose">
                <h2>{texts::about::ABOUT}</h2>
                {fragment(texts::about::about_text().map(|text| view! { <p>{text}</p> }))}
            </section>
            <section class="card">
                <h2>{texts::about::GLOSSARY}</h2>
                <dl class="glossary">
                    {fragment(texts::about::glossary(pack).map(|(word, meaning)| view! { <dt>{word}</dt><dd>{meaning}</dd> }))}
                </dl>
            </section>
            <Stored/>
            <Statement/>
            <section class="card prose">
                <h2>{texts::about::BROWSERS}</h2>
                {fragment(texts::about::BROWSERS_TEXT.map(|text| view! { <p>{text}</p> }))}
            </section>
            <section class="card prose">
                <h2>{texts::about::VERSION}</h2>
                <p>{texts::about::version(env!("CARGO_PKG_VERSION"), BUILD, &pack.name)}</p>
            </section>
        </div>
    }
}

#[component]
fn Stored() -> impl IntoView {
    let store = use_store();
    let is_persistent = store.select(Session::is_persistent);
    let scenarios = store.select(|session| session.library().len());
    let asking = RwSignal::new(false);
    // What the browser says to whether it may clear by itself; nothing where it can't be asked.
    let promised = RwSignal::new(None::<bool>);
    let said = RwSignal::new("");
    leptos::task::spawn_local(async move {
        let answer = platform::persistence::is_promised().await;
        // The view may be gone by then.
        let _ = promised.try_set(answer);
    });
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            let given = platform::persistence::promise().await;
            let _ = promised.try_set(Some(given));
            let _ = said.try_set(if given {
                ""
            } else {
                texts::about::STORED_NOT_PROMISED
            });
        });
    };
    let clear = move |_| {
        store.send(Intent::ClearAll);
        asking.set(false);
        platform::focus_heading();
        if !balans_model::base_pack().is_built_in() {
            // The pack in use is erased too, so the page starts without it.
            platform::screen::reload();
        }
    };
    view! {
        <section class="card prose">
            <h2>{texts::about::STORED}</h2>
            {fragment(texts::about::STORED_TEXT.map(|text| view! { <p>{text}</p> }))}
            {dynamic(move || if is_persistent.get() {
                view! {
                    <p>{texts::about::STORED_HOW_LONG}</p>
                    <p role="status">{dynamic(move || match promised.get() {
                        Some(true) => texts::about::STORED_PROMISED,
                        _ => said.get(),
                    })}</p>
                    {dynamic(move || (promised.get() == Some(false)).then(|| view! {
                        <button type="button" class="button" data-action="promise" on:click=handler(ask)>{texts::about::STORED_ASK}</button>
                    }))}
                }
            } else {
                view! { <p>{texts::about::STORED_MEMORY}</p> }
            })}
            {set_aside(store)}
            {dynamic(move || if asking.get() {
                view! {
                    <p>{texts::about::clear_question(scenarios.get())}</p>
                    <p>{texts::history::CLEAR_IS_FINAL}</p>
                    <div class="saved-actions">
                        <button type="button" class="button danger" on:click=clear>{texts::about::CLEAR_SURE}</button>
                        <button type="button" class="button" on:click=handler(move |_| asking.set(false))>{texts::scenarios::CANCEL}</button>
                    </div>
                }
            } else {
                view! {
                    <button type="button" class="button danger" on:click=handler(move |_| asking.set(true))>
                        {texts::about::CLEAR_ALL}
                    </button>
                }
            })}
        </section>
    }
}

/// Lists stored texts that could not be read; each can be downloaded, until *Rensa allt* removes it.
fn set_aside(store: Store) -> Option<AnyView> {
    let aside = store.peek(Session::aside);
    let rows = aside.into_iter().map(|one| {
        let when = one.when.as_deref().map(texts::files::aside_when);
        view! {
            <li>
                <span>{one.key.clone()}{when}</span>
                " "
                <button type="button" class="quiet" on:click=handler(move |_| {
                    hand(texts::files::ASIDE_FILE, "txt", "text/plain;charset=utf-8", &one.text);
                })>
                    {texts::files::ASIDE_TAKE}
                    <span class="visually-hidden">{format!(": {}", one.key)}</span>
                </button>
            </li>
        }
    });
    let rows = rows.collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <h3>{texts::files::ASIDE}</h3>
            <ul class="sets" data-aside>{rows}</ul>
        }
    })
}
