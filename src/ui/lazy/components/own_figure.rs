//! The form that makes an input's figure one's own, and gives it a span.

use balans_model::answers::Span;
use balans_model::{InputId, Pack};
use balans_report::futures::spans;
use balans_report::texts::{futures, shared};
use balans_scenario::terms::Terms;
use leptos::ev;
use leptos::prelude::*;

use super::own_entry::{OwnEntry, OwnFacts, OwnField, OwnProblem, can_have_span};
use crate::erased::{attr, dynamic, effect, fragment, handler, view};
use crate::platform;
use crate::state::{Intent, OwnChange, Route, Session, Store, use_store};
use crate::texts::{own as words, sure};

/// Returns the id of the button that opens an input's form.
fn button_id(input: InputId) -> String {
    ["eget-", &input_slug(input)].concat()
}

/// Returns an input's part of an element's id.
pub(crate) fn input_slug(input: InputId) -> String {
    input.name().replace(['.', '_'], "-")
}

/// Reads an input's own figure and span from the session.
pub(crate) fn facts_of(session: &Session, input: InputId) -> OwnFacts {
    OwnFacts::of(session.base_pack(), &OwnChange::of(session), input)
}

/// Makes the intent that changes own figures and spans, and records in the figures' log what it changed.
pub(crate) fn change_own(session: &Session, change: impl FnOnce(&Pack, &mut OwnChange)) -> Intent {
    let pack = session.base_pack();
    let before = OwnChange::of(session);
    let mut after = before.clone();
    change(pack, &mut after);
    let now = (platform::ENVIRONMENT.now)();
    after.recorded(&before, pack, &now).intent(session)
}

/// Lists the spans in use, each with what it stands on: the source, or that it is the person's own and why.
pub(crate) fn spans_in_use(session: &Session) -> Vec<(Span, String)> {
    let pack = session.active_pack();
    let own = Terms::of(session.base_pack(), session.terms()).spans;
    let basis = |span: Span| {
        let input = span.input;
        let basis = if own.iter().any(|one| one.input == input) {
            let own = futures::own(session.note(input.name()));
            match span.follows {
                follows if follows == input => own,
                follows => [&*own, ", ", &*futures::follows(&pack.spec(follows).label)].concat(),
            }
        } else {
            pack.span(input)
                .map_or_else(String::new, |span| span.source.to_string())
        };
        (span, basis)
    };
    spans(pack, &own).into_iter().map(basis).collect()
}

/// Renders the button that opens and closes an input's form.
pub(crate) fn own_button(input: InputId, open: RwSignal<bool>) -> AnyView {
    let label = use_store().base_pack().spec(input).label.to_string();
    view! {
        <button
            type="button"
            class="quiet"
            id=button_id(input)
            aria-expanded=attr(move || open.get().to_string())
            aria-controls=[&*button_id(input), "-form"].concat()
            on:click=handler(move |_| open.update(|open| *open = !*open))
        >
            {words::OPEN}
            <span class="visually-hidden">{format!(": {label}")}</span>
        </button>
    }
}

/// Renders an input's form while it is open.
pub(crate) fn own_panel(input: InputId, open: RwSignal<bool>) -> AnyView {
    view! {
        <div
            id=[&*button_id(input), "-form"].concat()
            class="panel"
            hidden=attr(move || !open.get())
        >
            {dynamic(move || open.get().then(|| view! { <OwnForm input open/> }))}
        </div>
    }
}

/// Renders the form.
#[component]
fn OwnForm(input: InputId, open: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let pack = store.base_pack();
    let spec = pack.spec(input);
    let facts = store.select(move |session| facts_of(session, input));
    let entry = RwSignal::new(facts.with_untracked(|facts| facts.entry(spec)));
    let problems = RwSignal::new(Vec::<OwnProblem>::new());
    // What is undone, or set elsewhere, stands in the place of what was typed.
    effect(move || {
        entry.set(facts.with(|facts| facts.entry(spec)));
        problems.set(Vec::new());
    });
    let send = move |facts: OwnFacts| {
        let intent = store
            .peek(|session| change_own(session, |pack, change| facts.put(pack, change, input)));
        close(store, input, open, Some(intent));
    };
    let save = move || {
        let read = entry
            .with_untracked(|entry| facts.with_untracked(|facts| entry.read(pack, input, facts)));
        match read {
            Ok(facts) => send(facts),
            Err(wrong) => {
                let first = wrong.first().map(|(field, _)| *field);
                problems.set(wrong);
                if let Some(field) = first {
                    platform::focus(&field_id(input, field));
                }
            }
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let remove = move |_| {
        send(OwnFacts {
            figure: None,
            ..facts.get_untracked()
        });
    };
    let attempt = move |_| {
        if let Some(value) = entry.with_untracked(|entry| entry.value(spec)) {
            close(store, input, open, Some(Intent::Set(input, value)));
        }
    };
    let offers = move || {
        let lacks_source = problems.with(|all| matches!(all[..], [(OwnField::Source, _)]));
        lacks_source && entry.with(|entry| entry.text(OwnField::Source).trim().is_empty())
    };
    let is_own = move || facts.with(|facts| facts.figure.is_some());
    let field = move |field, hint| form_field(input, pack, field, hint, entry, problems);
    let from_start = words::from_start(&shared::input_value(spec, spec.default));
    let span_fields = can_have_span(pack, input).then(|| {
        let stated = pack.span(input).map(|span| {
            let range = futures::ends(spec, span.low, span.high);
            view! { <p class="small">{words::stated_span(&range)}</p> }
        });
        view! {
            <fieldset>
                <legend>{words::SPAN}</legend>
                {stated}
                <div class="own-fields">
                    {field(OwnField::Low, "")}
                    {field(OwnField::High, "")}
                    {follows(store, input, entry)}
                    {field(OwnField::Why, "")}
                </div>
            </fieldset>
        }
    });
    view! {
        <form class="own-form" data-own-form=input.name() novalidate on:submit=handler(submit)>
            <fieldset>
                <legend>{words::FIGURE}</legend>
                <p class="small">{from_start}</p>
                <div class="own-fields">
                    {field(OwnField::Value, "")}
                    {field(OwnField::Source, words::SOURCE_HINT)}
                    {field(OwnField::Date, words::DATE_HINT)}
                    {field(OwnField::Responsible, words::RESPONSIBLE_HINT)}
                    {field(OwnField::Note, "")}
                </div>
                {dynamic(move || offers().then(|| view! {
                    <button type="button" class="button" data-action="attempt" on:click=handler(attempt)>{words::TRY}</button>
                }))}
            </fieldset>
            {span_fields}
            <div class="saved-actions">
                <button type="submit" class="button primary">{words::SAVE}</button>
                <button type="button" class="button" on:click=handler(move |_| close(store, input, open, None))>
                    {words::CANCEL}
                </button>
                {dynamic(move || is_own().then(|| view! {
                    <button type="button" class="quiet" on:click=handler(remove)>{words::REMOVE}</button>
                }))}
            </div>
        </form>
    }
}

/// Closes the form, sends the intent if there is one, and moves focus to where the form was opened. Own figures rebuild
/// most views: then focus goes to the input's lever.
fn close(store: Store, input: InputId, open: RwSignal<bool>, intent: Option<Intent>) {
    open.set(false);
    if let Some(intent) = intent {
        // Åtgärder is rebuilt with the measure in its address open.
        let route = store.route.get_untracked();
        let owner = store.base_pack().owner_of(input);
        if let Some(measure) = owner.filter(|_| route == Route::Measures) {
            platform::go(&Route::of_measure(measure.id()));
        }
        store.send(intent);
    }
    let ids = [
        button_id(input),
        ["r-", &input.name().replace('.', "-")].concat(),
        platform::HEADING.to_owned(),
    ];
    // After the view is rebuilt, and after what it does in its own first frame.
    request_animation_frame(move || {
        request_animation_frame(move || platform::focus_first_of(&ids));
    });
}

fn field_id(input: InputId, field: OwnField) -> String {
    ["eget-", field.slug(), "-", &input_slug(input)].concat()
}

fn form_field(
    input: InputId,
    pack: &'static Pack,
    field: OwnField,
    hint: &'static str,
    entry: RwSignal<OwnEntry>,
    problems: RwSignal<Vec<OwnProblem>>,
) -> AnyView {
    let spec = pack.spec(input);
    let id = field_id(input, field);
    let [hint_id, error_id] = ["-rad", "-fel"].map(|end| [&*id, end].concat());
    let described = [&*hint_id, " ", &*error_id].concat();
    let unit = shared::suffix(spec.unit);
    let label = match field.is_number() && !unit.is_empty() {
        true => [field.name(), ", ", unit].concat(),
        false => field.name().to_owned(),
    };
    let problem = move || {
        problems.with(|all| {
            let mut all = all.iter().filter(|(at, _)| *at == field);
            all.next().map(|(_, text)| text.clone())
        })
    };
    let type_in = move |event: ev::Event| {
        let text = event_target_value(&event);
        entry.update(|entry| entry.set(field, text));
    };
    let mode = if field.is_number() { "decimal" } else { "text" };
    view! {
        <div class="own-field" data-field=field.slug()>
            <label for=id.clone()>{label}</label>
            <input
                type="text"
                id=id
                class="text-input"
                inputmode=mode
                autocomplete="off"
                prop:value=attr(move || entry.with(|entry| entry.text(field).to_owned()))
                aria-invalid=attr(move || problem().is_some().then_some("true"))
                aria-describedby=described
                on:input=handler(type_in)
            />
            <p id=hint_id class="small">{hint}</p>
            <div id=error_id role="alert">
                {dynamic(move || problem().map(|text| view! { <p class="error" data-error>{text}</p> }))}
            </div>
        </div>
    }
}

/// Renders the choice of the input whose draw the span follows.
fn follows(store: Store, input: InputId, entry: RwSignal<OwnEntry>) -> AnyView {
    let pack = store.active_pack();
    let in_use = store.peek(|session| {
        let own = Terms::of(session.base_pack(), session.terms()).spans;
        spans(pack, &own)
    });
    let others = in_use.into_iter().map(|span| span.input);
    let others = others.filter(|id| *id != input).map(|id| {
        let is_chosen = move || entry.with(|entry| entry.follows == Some(id));
        view! {
            <option value=id.name() prop:selected=attr(is_chosen)>{pack.spec(id).label.to_string()}</option>
        }
    });
    let id = ["eget-foljs-", &input_slug(input)].concat();
    let choose = move |event: ev::Event| {
        let chosen = InputId::find(&event_target_value(&event));
        entry.update(|entry| entry.follows = chosen);
    };
    view! {
        <div class="own-field" data-field="foljs">
            <label for=id.clone()>{sure::FOLLOWS}</label>
            <select id=id class="text-input" on:change=handler(choose)>
                <option value="">{sure::FOLLOWS_NONE}</option>
                {fragment(others)}
            </select>
        </div>
    }
}
