//! A scenario that somebody has shared: what it is, whether it still gives what it gave, and what can
//! be done with it. One's own is left as it is.

use balans_model::{InputId, Pack, Year, input_id, simulate};
use balans_report::texts::{shared, terms};
use leptos::prelude::*;

use super::difference::{Difference, ScenarioPair};
use crate::erased::{dynamic, handler, memo, view};
use crate::platform;
use crate::state::{Intent, Route, Store, use_store};
use crate::table::{Cell, NumberCell, Row, Table};
use crate::texts::{self, packs as pack_words, share as words};
use crate::ui::lazy::components::table;
use crate::ui::lazy::packs;
use crate::ui::naming;
use crate::ui::view::Heading;
use balans_scenario::SavedScenario;
use balans_scenario::link::{
    Calculation, Frozen, FrozenAnswer, Headline, LinkError, LinkErrorKind, SharedScenario, Verdict,
    verify,
};
use balans_scenario::terms::Terms;

/// The input for moving money between the areas.
const POOLED: InputId = input_id("financing.pooled");

#[component]
pub(super) fn SharedView(link: String) -> impl IntoView {
    let store = use_store();
    let pack = store.base_pack();
    let route = Route::SharedScenario(link.clone());
    let found = match SharedScenario::open(&link, pack) {
        Ok(shared) if opens_at_once(store, &shared) => {
            receive(store, shared);
            view! { <p role="status">{words::OPENING}</p> }
        }
        Ok(shared) => whole(pack, shared),
        Err(error) => broken(pack, error),
    };
    view! {
        <Heading route/>
        <div class="stack after">{found}</div>
    }
}

/// Tests whether a link opens without a question: there is no work of one's own, and nothing to tell that only this view
/// tells (an older calculation, another result, a note on the scenario).
fn opens_at_once(store: Store, shared: &SharedScenario) -> bool {
    let pack = store.base_pack();
    let has_work = store.peek(|session| session.unsaved() || session.current_scenario().is_some());
    !has_work && shared.note.is_empty() && shared.calculation(pack) == Some(Calculation::Today) && {
        let now = Headline::of(pack, &simulate(pack, &shared.today(pack).0));
        matches!(verify(shared, now), Verdict::Matches)
    }
}

/// Makes a shared scenario the working copy, and shows the view it was shared from in this view's place.
fn receive(store: Store, shared: SharedScenario) {
    leptos::task::spawn_local(async move {
        // After this view and its heading are there.
        leptos::task::tick().await;
        let pack = store.base_pack();
        let target = target_of(&shared);
        store.send(Intent::Receive {
            name: name_of(&shared),
            from: sender_of(&shared),
            draft: shared.draft(pack),
        });
        platform::screen::readdress(target.href());
        store.route.set(target);
    });
}

/// Returns who shared a scenario and when, in words.
fn sender_of(shared: &SharedScenario) -> Option<String> {
    let sender = shared.sender.as_ref()?;
    let day = texts::dates::day(&format!("{}T00:00:00Z", sender.day));
    Some(words::shared_by(&sender.name, &day))
}

/// Returns the view that a scenario was shared from.
fn target_of(shared: &SharedScenario) -> Route {
    let mut menu = Route::MENU.into_iter();
    let found = menu.find(|route| route.slug() == shared.view);
    found.unwrap_or(Route::Overview)
}

/// Renders a link that is intact.
fn whole(pack: &'static Pack, shared: SharedScenario) -> AnyView {
    // With today's tal, or as it was decided: only an older link has both.
    let frozen = match shared.calculation(pack) {
        Some(Calculation::Frozen(frozen)) => Some(frozen),
        _ => None,
    };
    let today = RwSignal::new(frozen.is_none());
    let answer = RwSignal::new(None::<Result<Headline, ()>>);
    if let Some(frozen) = frozen {
        let question = shared.clone();
        leptos::task::spawn_local(async move {
            let got = ask(frozen, &question).await.ok_or(());
            // The view may be gone by then.
            let _ = answer.try_set(Some(got));
        });
    }
    let (name, sender, kept) = (name_of(&shared), sender_of(&shared), shared.clone());
    // What makes the difference is worked out with today's calculation.
    let (store, theirs) = (use_store(), shared.today(pack).0);
    let names = [texts::share::MINE.to_owned(), name.clone()];
    let pair = memo(move || {
        today.get().then(|| ScenarioPair {
            from: store.inputs(),
            to: theirs.clone(),
            names: names.clone(),
        })
    });
    let verdict = move || {
        if today.get() {
            let (inputs, left) = kept.today(pack);
            let outcome = simulate(pack, &inputs);
            let now = Headline::of(pack, &outcome);
            let year = kept.draft(pack).year.unwrap_or(pack.plan_year);
            view! {
                {verdict_of(pack, &kept, now, year, shared::Gaps::against(pack, &outcome, year))}
                {(!left.is_empty()).then(|| {
                    let names = left.join(", ");
                    view! { <p class="error">{words::LEFT_OUT}{names}</p> }
                })}
            }
        } else {
            match answer.get() {
                None => view! { <p role="status">{words::FETCHING}</p> },
                Some(Ok(then)) => view! {
                    <p>{words::FROZEN}</p>
                    {verdict_of(pack, &kept, then, pack.plan_year, gaps_of(pack, &kept, then))}
                },
                Some(Err(())) => {
                    view! { <p class="error" data-error>{texts::link::NOT_FETCHED}</p> }
                }
            }
        }
    };
    view! {
        <section class="card shared">
            <h2>{name}</h2>
            {sender.map(|sender| view! { <p data-sender>{words::shared_by_sentence(&sender)}</p> })}
            <div data-verdict>{dynamic(verdict)}</div>
            {frozen.map(|_| view! {
                <button type="button" class="button" on:click=handler(move |_| today.update(|today| *today = !*today))>
                    {dynamic(move || if today.get() { words::THEN } else { words::TODAY })}
                </button>
            })}
            <p>{words::BESIDE}</p>
            {ways(pack, &shared, words::ADOPT)}
        </section>
        <Difference pair/>
        {contents(pack, &shared)}
    }
}

/// Renders a damaged link, and what could be read of it.
fn broken(pack: &'static Pack, error: LinkError) -> AnyView {
    if let LinkErrorKind::UnknownPack(id) = &error.kind {
        return of_other_pack(id);
    }
    let says = naming::link_error(pack, &error);
    let rest = error.salvaged.map(|saved| {
        view! {
            {ways(pack, &saved, words::ADOPT_SALVAGED)}
            {contents(pack, &saved)}
        }
    });
    let leave = rest.is_none().then(leave);
    view! {
        <section class="card shared">
            <h2>{words::DAMAGED}</h2>
            <p class="error" role="alert" data-error>{says}</p>
            {leave}
        </section>
        {rest}
    }
}

/// Renders a link that belongs to another pack than the one in use: what to do, since its values mean nothing under this one.
fn of_other_pack(id: &str) -> AnyView {
    let fetched = RwSignal::new(0);
    packs::fetch_site_pack(move || {
        // The view may be gone by then.
        let _ = fetched.try_set(1);
    });
    let id = id.to_owned();
    dynamic(move || {
        fetched.get();
        of_other_known_pack(&id)
    })
}

fn of_other_known_pack(id: &str) -> AnyView {
    let known = packs::at_hand().into_iter().find(|pack| pack.id == id);
    let refused = RwSignal::new(false);
    let says = match &known {
        Some(pack) => pack_words::link_here(&pack.file.name),
        None => pack_words::link_missing(id),
    };
    let way = match known {
        Some(pack) => view! {
            <button type="button" class="button primary" data-action="use-and-open" on:click=handler(move |_| {
                // The address stays, and is opened again under the pack.
                refused.set(!packs::switch(&pack));
            })>
                {pack_words::USE_AND_OPEN}
            </button>
        },
        None => {
            let href = format!("{}?underlag", Route::Sources.href());
            view! { <a class="button primary" href=href>{Route::Sources.name()}</a> }
        }
    };
    view! {
        <section class="card shared">
            <h2>{pack_words::LINK_HEADING}</h2>
            <p role="alert" data-other-pack>{says}</p>
            <div class="share-ways">{way}{leave()}</div>
            <div role="alert">
                {dynamic(move || refused.get().then(|| view! { <p class="error" data-error>{pack_words::NOT_KEPT}</p> }))}
            </div>
        </section>
    }
}

fn name_of(shared: &SharedScenario) -> String {
    if shared.name.is_empty() {
        words::UNNAMED.to_owned()
    } else {
        shared.name.clone()
    }
}

/// Calculates the gaps of the plan year, as the calculation that the link was made with gives them.
fn gaps_of(pack: &Pack, shared: &SharedScenario, then: Headline) -> shared::Gaps {
    let [care, health] = [then.care_kr, then.health_kr].map(|kr| kr as f64 / 1e6);
    shared::Gaps::new(care, health, shared.today(pack).0.get(POOLED) > 0.0)
}

/// Renders whether the scenario's result is unchanged since it was shared; where not, old and new result. `gaps` are those of `year`, the year it is shown in.
fn verdict_of(
    pack: &Pack,
    shared: &SharedScenario,
    now: Headline,
    year: Year,
    gaps: shared::Gaps,
) -> AnyView {
    let (inputs, _) = shared.today(pack);
    let has_requirement = shared::REQUIREMENTS.iter().any(|&id| inputs.get(id) > 0.0);
    let says = words::headline(year, gaps, has_requirement);
    // As the strip says it of one's own, so that nobody takes one for the other.
    let answer = if gaps.is_balanced() {
        view! { <strong>{texts::strip::strip_balance(year, has_requirement)}</strong> }
    } else {
        let left = gaps.left();
        let (amount, unit) = if balans_format::rounded(left, 1) < 0.05 {
            (balans_format::number(left * 1e3, 0), shared::TKR)
        } else {
            (balans_format::number(left, 1), shared::MNKR)
        };
        let left = gaps.uneven().map_or_else(
            || texts::strip::strip_left(year),
            |(area, ..)| texts::strip::strip_left_in(area, year),
        );
        view! { <strong>{amount}</strong>" "{unit}" "{left} }
    };
    let answer = view! { <p class="shared-answer" data-stated>{answer}{words::IN_SHARED}</p> };
    let verdict = match verify(shared, now) {
        Verdict::Matches => view! {
            <p><b class="chip" data-matches>{words::MATCHES}</b>" "<span data-stated>{says}</span></p>
        },
        Verdict::Differs(changes) => {
            let rows = changes.map(|change| {
                let cells = [change.old_kr, change.new_kr].map(|kr| {
                    let number = NumberCell::stated(kr as f64 / 1e6, shared::MNKR, words::mnkr(kr));
                    Cell::Number(number)
                });
                Row::new(shared::scope(change.area.into()), cells)
            });
            let columns = [words::IN_LINK, texts::scenarios::NOW];
            let changes = Table {
                rows: rows.into(),
                scenarios: vec![name_of(shared)],
                ..Table::new(words::differs_table(pack.plan_year), shared::AREA, columns)
            };
            view! {
                <p><b class="chip changed" data-differs>{words::DIFFERS}</b>" "{words::WHY}</p>
                <p data-stated>{says}</p>
                {table(move || changes.clone())}
            }
        }
    };
    view! { {answer}{verdict} }
}

/// Renders the actions: open, compare, save.
fn ways(pack: &'static Pack, shared: &SharedScenario, adopt: &'static str) -> AnyView {
    let store = use_store();
    let (name, draft) = (name_of(shared), shared.draft(pack));
    let target = target_of(shared);
    let work = {
        let (name, draft) = (name.clone(), draft.clone());
        move |_| {
            store.send(Intent::Adopt(name.clone(), draft.clone()));
            platform::go(target.href());
        }
    };
    let compared = shared.clone();
    let compare = move |_| {
        let id = keep(store, pack, &compared);
        platform::go(&format!("{}?jamfor={id}", Route::Scenarios.href()));
    };
    let shared = shared.clone();
    let keep = move |_| {
        keep(store, pack, &shared);
    };
    view! {
        <div class="share-ways">
            <button type="button" class="button primary" data-action="compare" on:click=handler(compare)>{words::COMPARE}</button>
            <button type="button" class="button" data-action="adopt" on:click=handler(work)>{adopt}</button>
            {leave()}
            <button type="button" class="button" data-action="keep" on:click=handler(keep)>{words::KEEP}</button>
        </div>
        <p class="small">{words::COMPARE_NOTE}</p>
    }
}

/// Saves the shared scenario, and returns its id.
pub(super) fn keep(store: Store, pack: &Pack, shared: &SharedScenario) -> String {
    let (id, now) = (
        (platform::ENVIRONMENT.fresh_id)(),
        (platform::ENVIRONMENT.now)(),
    );
    store.send(Intent::Import(vec![SavedScenario {
        id: id.clone(),
        name: name_of(shared),
        note: shared.note.clone(),
        created: now.clone(),
        changed: now,
        draft: shared.draft(pack),
    }]));
    id
}

fn leave() -> AnyView {
    view! { <a class="button" href=Route::Overview.href()>{words::LEAVE}</a> }
}

/// Renders the scenario's differences from the underlag, its ratings and its notes.
fn contents(pack: &'static Pack, shared: &SharedScenario) -> AnyView {
    let values = shared.values.iter().filter_map(|(name, value)| {
        let input = pack.find(name)?;
        let spec = pack.spec(input);
        let cells = [*value, spec.default].map(|value| Cell::input(spec, value));
        Some(Row::new(&*spec.label, cells))
    });
    let columns = [words::IN_SCENARIO, texts::scenarios::BEFORE];
    let values = Table {
        rows: values.collect(),
        scenarios: vec![name_of(shared)],
        ..Table::new(texts::scenarios::DIFFERS, texts::scenarios::INPUT, columns)
    };
    let notes = shared.notes.iter().map(|(measure, note)| {
        let found = pack.measures.iter().find(|spec| spec.id == *measure);
        let name = found.map(|spec| spec.name.to_string());
        view! { <dt>{name}</dt><dd class="wide">{note.clone()}</dd> }
    });
    let notes = notes.collect_view();
    let (no_values, no_notes) = (values.rows.is_empty(), notes.is_empty());
    let (ratings, note) = (shared.ratings.len(), shared.note.clone());
    let limits = Terms::of(pack, &shared.terms);
    let limits = (limits != Terms::default()).then(|| {
        let says = terms::terms_of(pack, &name_of(shared), &limits);
        view! { <p data-terms>{says}</p> }
    });
    view! {
        <section class="card">
            <h2>{texts::scenarios::DIFFERS}</h2>
            {if no_values {
                view! { <p>{texts::scenarios::DIFFERS_NOT}</p> }
            } else {
                table(move || values.clone())
            }}
            {limits}
            {(!note.is_empty()).then(|| view! { <h3>{texts::how::NOTE}</h3><p data-note>{note}</p> })}
        {(ratings > 0).then(|| view! { <p>{words::ratings(ratings)}</p> })}
            {(!no_notes).then(|| view! { <h3>{words::NOTES}</h3><dl class="facts">{notes}</dl> })}
        </section>
    }
}

/// Fetches the engine that a link was made with, and calculates with it.
async fn ask(frozen: Frozen, shared: &SharedScenario) -> Option<Headline> {
    let answer = platform::deferred::ask_frozen(&frozen.file(), &shared.question()).await?;
    FrozenAnswer::read(&answer, shared).ok()?.headline()
}
