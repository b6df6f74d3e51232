//! *Hur säkert är det?*: in how many futures the budget is balanced, what that hangs on, and the spans, which can be the
//! person's own (answers.md, section 4).

use std::sync::Arc;

use balans_answers::{FuturesQuestion, Question, Values};
use balans_charts::AnyFigure;
use balans_model::answers::{FUTURES, MOST_HINGE_STEPS, Span, hinge_runs};
use balans_model::{InputId, Pack, Quantity, Status, Unit, Year};
use balans_report::figures;
use balans_report::futures::{CaseFutures, FutureHinge, FutureYear, spans, without_span};
use balans_report::texts::{futures as shared_words, shared};
use balans_scenario::terms::{OwnSpan, Terms};
use leptos::prelude::*;

use super::Asking;
use super::alone::changed_inputs;
use super::together::{change_terms, number_field, pick, typed};
use crate::erased::{attr, derived, dynamic, fragment, handler, keyed_list, memo, view};
use crate::platform;
use crate::state::{Intent, Session, Store};
use crate::texts::sure as words;
use crate::ui::components::{Disclosure, FigureCard, StatusChip};
use crate::ui::lazy::answers::Answered;
use crate::ui::lazy::case::{case_futures, span_row};

const ADD_ID: &str = "spann-nytt";

/// A span in use: the person's own, or else a source's.
#[derive(Debug, Clone, Copy, PartialEq)]
struct SpanInUse {
    span: Span,
    is_own: bool,
}

/// Lists the spans in use, in the pack's order.
fn in_use(pack: &Pack, terms: &Terms) -> Vec<SpanInUse> {
    let own = &terms.spans;
    let in_use = |span: Span| SpanInUse {
        is_own: own.iter().any(|one| one.input == span.input),
        span,
    };
    spans(pack, own).into_iter().map(in_use).collect()
}

/// Makes the question in how many futures the budget is balanced.
pub(in crate::ui::lazy) fn futures_question(
    pack: &Pack,
    terms: &Terms,
    inputs: &Values,
    year: Year,
) -> Question {
    Question {
        inputs: inputs.clone(),
        year: Some(year),
        futures: Some(FuturesQuestion {
            spans: spans(pack, &terms.spans).iter().map(span_row).collect(),
            points: FUTURES,
        }),
        ..Question::default()
    }
}

/// The futures of an answer, with its year.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::ui::lazy) struct YearFutures {
    year: Year,
    pub(in crate::ui::lazy) futures: CaseFutures,
}

impl YearFutures {
    /// Makes a memo of the futures of an answer.
    pub(in crate::ui::lazy) fn of(answer: Memo<Option<Answered>>) -> Memo<Option<Arc<Self>>> {
        memo(move || {
            let answered = answer.get()?;
            let futures = case_futures(answered.1.futures.as_ref()?);
            Some(Arc::new(Self {
                year: answered.1.year,
                futures,
            }))
        })
    }

    fn now(&self) -> FutureYear {
        let now = self.futures.year(self.year).cloned();
        now.unwrap_or_default()
    }

    /// Says in how many futures the budget balances.
    pub(in crate::ui::lazy) fn finding(&self) -> String {
        shared_words::sentence(&self.futures, &self.now())
    }

    /// Says how many spans act, and what the most favourable futures leave; empty where all futures say the same.
    pub(in crate::ui::lazy) fn why(&self) -> String {
        shared_words::why(&self.futures, &self.now()).unwrap_or_default()
    }

    fn hinge(&self, input: InputId) -> Option<&FutureHinge> {
        let mut all = self.futures.hinges.iter();
        all.find(|row| row.inputs.iter().any(|id| id == input.name()))
    }
}

/// Counts the assumptions that have a span in use, and lists those that have none.
fn assumptions(pack: &Pack, spans: &[SpanInUse]) -> (usize, Vec<InputId>) {
    let spans: Vec<Span> = spans.iter().map(|one| one.span).collect();
    without_span(pack, &spans)
}

/// Returns the input whose draw a span follows, if it is not its own.
fn followed(span: &Span) -> Option<InputId> {
    (span.follows != span.input).then_some(span.follows)
}

/// Whether somebody decides an input's value.
fn is_decision(pack: &Pack, input: InputId) -> bool {
    pack.spec(input).status == Status::Lever
}

#[component]
pub(super) fn Sure(asking: Asking) -> impl IntoView {
    let Asking { store, terms, .. } = asking;
    let pack = store.active_pack();
    let answer = asking.sure();
    let found = YearFutures::of(answer);
    let here = memo(move || found.with(Option::is_some));
    let hinges = memo(move || {
        found.with(|found| {
            let mut all = found.iter().flat_map(|found| &found.futures.hinges);
            all.any(FutureHinge::moves)
        })
    });
    let spans = memo(move || terms.with(|terms| in_use(pack, terms)));
    let figure = move |make: fn(&Pack, &YearFutures) -> AnyFigure| {
        let none = YearFutures::default();
        memo(move || found.with(|found| make(pack, found.as_deref().unwrap_or(&none))))
    };
    let how = derived(move || {
        let points = found.with(|found| found.as_ref().map_or(0, |it| it.futures.points));
        let varies = shared_words::varies(spans.with(Vec::len));
        [
            &*shared_words::how(points),
            " ",
            &*varies,
            " ",
            shared_words::ONLY_SPANS,
        ]
        .concat()
    });
    let hinges_how = derived(move || {
        // Of the question that the answer shown is of, which may be the one before.
        let asked = answer.get().and_then(|answered| {
            let spans = answered.0.futures.as_ref()?.spans().ok()?;
            Some((spans, answered.0.inputs().ok()?))
        });
        asked.map_or_else(String::new, |(spans, inputs)| {
            let runs = hinge_runs(pack, &spans);
            [
                &*shared_words::hinges_how(runs, spans.len(), MOST_HINGE_STEPS),
                " ",
                &*changed_inputs(pack, &inputs),
            ]
            .concat()
        })
    });
    let year = asking.year;
    let figures = move || {
        let none: Vec<Quantity> = Vec::new();
        view! {
            <FigureCard
                id="framtider"
                lead=derived(move || shared_words::dots_lead(year.get()))
                figure=figure(|pack, it| figures::dots(pack, &it.futures, &it.now()))
                numbers=none.clone()
                stated=how
                nested=true
            />
            <FigureCard
                id="framtider-ar"
                lead=shared_words::BANDS_LEAD.to_owned()
                figure=figure(|_, it| figures::bands(&it.futures))
                numbers=none
                stated=how
                nested=true
            />
        }
    };
    let tornado = move || {
        let none: Vec<Quantity> = Vec::new();
        view! {
            <FigureCard
                id="hanger-pa"
                lead=derived(move || shared_words::hinges_lead(year.get()))
                figure=figure(|pack, it| figures::hinges(pack, &it.futures, it.year))
                numbers=none
                stated=hinges_how
                nested=true
            />
        }
    };
    let finding = move || {
        found.with(|found| {
            let found = found.as_ref()?;
            Some([&*found.finding(), " ", &*found.why()].concat())
        })
    };
    let coverage = move || {
        let (with, missing) = spans.with(|spans| assumptions(pack, spans));
        shared_words::with_span(with, with + missing.len())
    };
    view! {
        <section class="card require" id="hur-sakert">
            <h2>{shared_words::SURE}</h2>
            <p role="status">
                <b data-futures>{dynamic(finding)}</b>" "<StatusChip status=Status::Assumption/>
            </p>
            <p>{dynamic(move || how.get())}" "{dynamic(coverage)}</p>
            {dynamic(move || here.get().then(figures))}
            <h3>{shared_words::HANGS_ON}</h3>
            {dynamic(move || hinges.get().then(tornado))}
            <p class="small">{words::HANGS_ON_LEAD}</p>
            <Spans store found spans/>
            <Add store spans/>
            <Missing pack spans/>
        </section>
    }
}

/// Renders the spans in two groups, those that change most first.
#[component]
fn Spans(
    store: Store,
    found: Memo<Option<Arc<YearFutures>>>,
    spans: Memo<Vec<SpanInUse>>,
) -> impl IntoView {
    let pack = store.active_pack();
    let group = move |decisions: bool| {
        let order = Memo::new(move |before: Option<&Vec<InputId>>| {
            let mut all: Vec<InputId> = spans.with(|spans| {
                let all = spans.iter().map(|one| one.span.input);
                all.filter(|id| is_decision(pack, *id) == decisions)
                    .collect()
            });
            found.track();
            // A row that moves takes the focus from who types in it.
            if let Some(before) = before
                && platform::screen::is_focus_within(".spans")
            {
                let place = |id: &InputId| before.iter().position(|one| one == id);
                all.sort_by_key(|id| place(id).unwrap_or(before.len()));
                return all;
            }
            let width = |id: InputId| {
                found.with_untracked(|found| {
                    let row = found.as_ref().and_then(|found| found.hinge(id));
                    row.map_or(0.0, FutureHinge::size)
                })
            };
            all.sort_by(|a, b| width(*b).total_cmp(&width(*a)).then(a.cmp(b)));
            all
        });
        let any = memo(move || order.with(|order| !order.is_empty()));
        let heading = if decisions {
            words::DECISIONS
        } else {
            words::ASSUMPTIONS
        };
        dynamic(move || {
            any.get().then(|| {
                view! {
                    <h4>{heading}</h4>
                    <ul class="spans">
                        {keyed_list(move || order.get(), move |input| view! { <SpanView store found spans input/> })}
                    </ul>
                }
            })
        })
    };
    view! {
        {group(false)}
        {group(true)}
    }
}

/// Renders a span: its ends, what they leave, where it is from, and what can be changed.
#[component]
fn SpanView(
    store: Store,
    found: Memo<Option<Arc<YearFutures>>>,
    spans: Memo<Vec<SpanInUse>>,
    input: InputId,
) -> impl IntoView {
    let pack = store.active_pack();
    let spec = pack.spec(input);
    let mine =
        memo(move || spans.with(|spans| spans.iter().find(|one| one.span.input == input).copied()));
    let is_own = memo(move || mine.get().is_some_and(|one| one.is_own));
    let hinge = memo(move || {
        found.with(|found| {
            let found = found.as_ref()?;
            Some((found.hinge(input)?.clone(), found.year))
        })
    });
    let says = move || {
        let Some((row, year)) = hinge.get() else {
            return String::new();
        };
        if !row.moves() {
            return words::no_effect(year);
        }
        let says = words::from_to(row.at_low, row.at_high);
        if row.turns {
            [&*says, " ", words::TURNS].concat()
        } else {
            says
        }
    };
    let value = store.input(input);
    let outside = move || {
        let (value, span) = (value.get(), mine.get()?.span);
        let is_outside = value < span.low || value > span.high;
        is_outside.then(|| words::outside(&shared::input_value(spec, value)))
    };
    let unit = shared::suffix(spec.unit);
    let label = move |end: &str| match unit {
        "" => end.to_owned(),
        unit => [end, ", ", unit].concat(),
    };
    let end = move |is_low: bool| {
        let read = move |span: Span| if is_low { span.low } else { span.high };
        let text = move || {
            mine.get()
                .map_or_else(String::new, |one| shared::plain_value(spec, read(one.span)))
        };
        let commit = move |text: &str| {
            let value = typed(spec, text)?;
            let Some(SpanInUse { mut span, .. }) = mine.get_untracked() else {
                return Ok(());
            };
            if is_low {
                span.low = value;
            } else {
                span.high = value;
            }
            if span.low > span.high {
                return Err(words::ORDER.to_owned());
            }
            change_terms(store, |terms| {
                terms.vary(OwnSpan {
                    input,
                    low: span.low,
                    high: span.high,
                    follows: followed(&span),
                });
            });
            Ok(())
        };
        let (name, kind) = if is_low {
            (words::LOW, "lagst")
        } else {
            (words::HIGH, "hogst")
        };
        let id = ["spann-", kind, "-", &input.name().replace(['.', '_'], "-")].concat();
        number_field(id, label(name), text, "", commit)
    };
    let source = move || {
        if is_own.get() {
            return words::OWN.to_owned();
        }
        pack.span(input)
            .map_or_else(String::new, |span| span.source.to_string())
    };
    view! {
        <li class="span" data-span=input.name()>
            <div class="span-head">
                <b>{spec.label.to_string()}</b>
                <span class="small">{dynamic(source)}</span>
            </div>
            <div class="span-fields">{end(true)}{end(false)}</div>
            <p class="small" data-stated>{dynamic(says)}</p>
            {dynamic(move || outside().map(|text| view! { <p class="small">{text}</p> }))}
            {dynamic(move || is_own.get().then(|| view! { <OwnFields store spans input/> }))}
        </li>
    }
}

/// Renders what only an own span has: why, what it follows, and the button that takes it away.
#[component]
fn OwnFields(store: Store, spans: Memo<Vec<SpanInUse>>, input: InputId) -> impl IntoView {
    let pack = store.active_pack();
    let why = store.select(move |session: &Session| session.note(input.name()).to_owned());
    let write = move |event: leptos::ev::Event| {
        store.send(Intent::Note {
            measure: input.name().to_owned(),
            text: event_target_value(&event),
        });
    };
    let tied_to = move || {
        spans.with(|spans| {
            let mine = spans.iter().find(|one| one.span.input == input)?;
            Some(followed(&mine.span)?.name().to_owned())
        })
    };
    let options = spans.with_untracked(|spans| {
        let others = spans.iter().map(|one| one.span.input);
        let others = others.filter(|id| *id != input);
        let named = others.map(|id| (id.name().to_owned(), pack.spec(id).label.to_string()));
        std::iter::once((String::new(), words::FOLLOWS_NONE.to_owned()))
            .chain(named)
            .collect::<Vec<_>>()
    });
    let follow = move |name: &str| {
        let follows = InputId::find(name);
        change_terms(store, |terms| {
            let found = terms.spans.iter().find(|span| span.input == input);
            if let Some(span) = found.copied() {
                terms.vary(OwnSpan { follows, ..span });
            }
        });
    };
    let remove = move |_| {
        change_terms(store, |terms| terms.fix(input));
        platform::focus(ADD_ID);
    };
    let name = if pack.span(input).is_some() {
        words::RESTORE
    } else {
        words::REMOVE
    };
    view! {
        <div class="span-fields">
            <label class="limit-field">
                <span>{words::WHY}</span>
                <input
                    type="text"
                    class="text-input"
                    maxlength="500"
                    prop:value=attr(move || why.get())
                    on:change=handler(write)
                />
            </label>
            {pick(words::FOLLOWS, options, tied_to, follow)}
            <button type="button" class="quiet" on:click=handler(remove)>
                {name}
                <span class="visually-hidden">": "{pack.spec(input).label.to_string()}</span>
            </button>
        </div>
    }
}

/// Renders the choice of a further input: its span is its whole range.
#[component]
fn Add(store: Store, spans: Memo<Vec<SpanInUse>>) -> impl IntoView {
    let pack = store.active_pack();
    let options = move || {
        let taken: Vec<InputId> =
            spans.with(|spans| spans.iter().map(|one| one.span.input).collect());
        let group = |decisions: bool, heading: &'static str| {
            let is_free = |id: &InputId| {
                let spec = pack.spec(*id);
                spec.unit != Unit::Bool
                    && is_decision(pack, *id) == decisions
                    && pack.phased_by(*id).is_none()
                    && !taken.contains(id)
            };
            let all = InputId::all().filter(is_free).map(|id| {
                view! { <option value=id.name()>{pack.spec(id).label.to_string()}</option> }
            });
            let all = fragment(all);
            view! { <optgroup label=heading>{all}</optgroup> }
        };
        fragment([
            group(false, words::ASSUMPTIONS),
            group(true, words::DECISIONS),
        ])
    };
    let choose = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
        let Some(input) = InputId::find(&name) else {
            return;
        };
        let spec = pack.spec(input);
        change_terms(store, |terms| {
            terms.vary(OwnSpan {
                input,
                low: spec.min,
                high: spec.max,
                follows: None,
            });
        });
    };
    view! {
        <label class="limit-field">
            <span>{words::ADD}</span>
            <select id=ADD_ID class="text-input" on:change=handler(choose)>
                <option value="">{words::CHOOSE}</option>
                {dynamic(options)}
            </select>
        </label>
    }
}

/// Renders the list of assumptions without a span.
#[component]
fn Missing(pack: &'static Pack, spans: Memo<Vec<SpanInUse>>) -> impl IntoView {
    let missing = memo(move || spans.with(|spans| assumptions(pack, spans).1));
    let open = RwSignal::new(false);
    let label = memo(move || words::missing(missing.with(Vec::len)));
    let items = move || {
        let all = missing.get().into_iter();
        fragment(all.map(|id| view! { <li>{pack.spec(id).label.to_string()}</li> }))
    };
    view! {
        <p class="small">{dynamic(move || label.get())}</p>
        <Disclosure label=words::SHOW_MISSING about=shared_words::SURE panel="spann-saknas" open/>
        <div id="spann-saknas" class="panel" hidden=attr(move || !open.get())>
            {dynamic(move || open.get().then(|| view! { <ul class="spans-missing">{dynamic(items)}</ul> }))}
        </div>
    }
}
