//! The accessibility statement, in Om: the host's where the site has one, and what is tested in the tool itself.

use leptos::prelude::*;

use crate::erased::{dynamic, fragment, handler, view};
use crate::platform;
use crate::platform::statement::{
    Conformance, Shortcoming, ShortcomingReason, SiteStatement, fetch, is_published,
};
use crate::state::Route;
use crate::texts::{self, statement as words};

/// Id of the section's heading.
pub(crate) const SECTION: &str = "redogorelse";
/// What the address has after `?` where the section is asked for.
const ASKED: &str = "tillganglighet";

/// Returns the address of the statement.
pub(crate) fn address() -> String {
    [Route::About.href(), "?", ASKED].concat()
}

/// What is known of the host's statement.
#[derive(Clone)]
enum HostStatement {
    /// The site was built without one.
    Absent,
    Coming,
    Missing,
    Here(Box<SiteStatement>),
}

#[component]
pub(super) fn Statement() -> impl IntoView {
    let host = RwSignal::new(HostStatement::Absent);
    let load = move || {
        host.set(HostStatement::Coming);
        leptos::task::spawn_local(async move {
            let found = fetch().await;
            // The view may be gone by then.
            let _ = host.try_set(found.map_or(HostStatement::Missing, |found| {
                HostStatement::Here(Box::new(found))
            }));
        });
    };
    if is_published() {
        load();
    }
    follow_address();
    view! {
        <section class="card prose" data-statement>
            <h2 id=SECTION tabindex="-1">{words::STATEMENT}</h2>
            {dynamic(move || match host.get() {
                HostStatement::Absent => ().into_any(),
                HostStatement::Coming => view! { <p>{texts::frame::PART_COMING}</p> },
                HostStatement::Missing => view! {
                    <p role="alert">{words::MISSING}</p>
                    <button type="button" class="button" on:click=handler(move |_| load())>{texts::frame::TRY_AGAIN}</button>
                },
                HostStatement::Here(statement) => of_host(&statement),
            })}
            <h3>{words::TESTED}</h3>
            {fragment(words::TESTED_TEXT.map(|text| view! { <p>{text}</p> }))}
            <h3>{words::KNOWN}</h3>
            {list(&words::KNOWN_LIST)}
            {dynamic(move || matches!(host.get(), HostStatement::Absent).then(|| view! {
                <h3>{words::TO_FILL_IN}</h3>
                <p>{words::TO_FILL_IN_TEXT}</p>
                {list(&words::TO_FILL_IN_LIST)}
            }))}
        </section>
    }
}

/// Moves focus to the section where the address asks for it, as in `#/om?tillganglighet`.
fn follow_address() {
    let read = || {
        let hash = platform::hash();
        let asked = hash.split_once('?').map_or("", |(_, query)| query);
        if asked.split('&').any(|part| part == ASKED) {
            // After the heading has taken focus, which a new view gives it.
            request_animation_frame(|| platform::focus(SECTION));
        }
    };
    read();
    let listener = window_event_listener(leptos::ev::hashchange, move |_| read());
    on_cleanup(move || listener.remove());
}

fn list(texts: &'static [&'static str]) -> AnyView {
    let items = texts.iter().map(|text| view! { <li>{*text}</li> });
    view! { <ul>{fragment(items)}</ul> }
}

fn of_host(statement: &SiteStatement) -> AnyView {
    let conformance = match statement.conformance {
        Conformance::Full => words::CONFORMS,
        Conformance::Partial => words::CONFORMS_PARTIALLY,
        Conformance::None => words::CONFORMS_NOT,
    };
    let groups = [
        (ShortcomingReason::Fails, words::FAILS),
        (ShortcomingReason::Burden, words::BURDEN),
        (ShortcomingReason::OutOfScope, words::OUT_OF_SCOPE),
    ];
    let groups = groups.map(|(reason, heading)| group(&statement.shortcomings, reason, heading));
    let assessment = if statement.is_external {
        words::EXTERNAL_ASSESSMENT
    } else {
        words::OWN_ASSESSMENT
    };
    view! {
        <p>{words::introduction(&statement.actor, &statement.address)}</p>
        <p><strong>{conformance}</strong></p>
        <h3>{words::SHORTCOMINGS}</h3>
        {statement.shortcomings.is_empty().then(|| view! { <p>{words::NO_SHORTCOMINGS}</p> })}
        {fragment(groups.into_iter().flatten())}
        <h3>{words::METHOD}</h3>
        <p>{assessment}" "{statement.method.clone()}</p>
        <p>{words::dates(&statement.assessed, &statement.updated)}</p>
        <h3>{words::CONTACT}</h3>
        <p>{words::CONTACT_TEXT}</p>
        <ul>{fragment(contacts(statement))}</ul>
        <h3>{words::AUTHORITY}</h3>
        <p>{words::AUTHORITY_TEXT}</p>
        <p><a href=statement.authority.clone()>{words::AUTHORITY_LINK}</a></p>
    }
}

/// Lists the shortcomings with one reason; nothing where there is none.
fn group(all: &[Shortcoming], reason: ShortcomingReason, heading: &'static str) -> Option<AnyView> {
    let ours = all.iter().filter(|one| one.reason == reason);
    let items: Vec<AnyView> = ours
        .map(|one| {
            let mended = one.mended_by.as_deref().map(words::mended_by);
            let says = [Some(one.what.clone()), Some(one.why.clone()), mended];
            let says: Vec<String> = says.into_iter().flatten().collect();
            view! { <li>{says.join(" ")}</li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <h4>{heading}</h4>
            <ul>{fragment(items)}</ul>
        }
    })
}

/// Lists the ways to reach the actor.
fn contacts(statement: &SiteStatement) -> Vec<AnyView> {
    let mail = statement.mail.clone().map(|mail| {
        let href = ["mailto:", &mail].concat();
        view! { <li>{words::MAIL}<a href=href>{mail}</a></li> }
    });
    let phone = statement.phone.clone().map(|phone| {
        let digits: String = phone
            .chars()
            .filter(|letter| letter.is_ascii_digit() || *letter == '+')
            .collect();
        let href = ["tel:", &digits].concat();
        view! { <li>{words::PHONE}<a href=href>{phone}</a></li> }
    });
    let form = statement
        .form
        .clone()
        .map(|form| view! { <li><a href=form>{words::FORM}</a></li> });
    [mail, phone, form].into_iter().flatten().collect()
}
