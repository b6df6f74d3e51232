//! The search dialog: search over questions, actions, views, measures, documents, inputs, the glossary and the numbers
//! shown.

use super::synonyms::SAME;
use balans_format::text::fold;
use balans_model::{InputId, Inputs, Outcome, Pack, Quantity, Unit, Year};
use balans_report::texts::{names, shared};
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use crate::collections::sort;
use crate::erased::{attr, dynamic, handler, memo, view};
use crate::platform;
use crate::state::{Intent, Route, Store, use_store};
use crate::table::Shown;
use crate::texts;
use crate::texts::search as words;
use crate::ui::components::dialog;

/// Most hits shown.
const SHOWN: usize = 12;

/// Most computed numbers shown of one value.
const NUMBERS_SHOWN: usize = 6;

/// What can be done from the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Print,
    Share,
    Save,
    Undo,
    Redo,
}

/// A hit's destination.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SearchTarget {
    View(Route),
    /// The list of sources, filtered by this text.
    Source(String),
    /// A measure, opened.
    Measure(String),
    /// A number, explained.
    Explanation(Quantity),
    /// Something done at once.
    Action(Action),
}

/// A searchable entry.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SearchEntry {
    kind: &'static str,
    title: String,
    detail: String,
    /// The searched text, folded ([`fold`]).
    text: String,
    target: SearchTarget,
}

impl SearchEntry {
    fn new(
        kind: &'static str,
        title: &str,
        detail: &str,
        also: &str,
        target: SearchTarget,
    ) -> Self {
        let text = fold(&format!("{title} {detail} {also} {kind}"));
        Self {
            kind,
            title: title.to_owned(),
            detail: detail.to_owned(),
            text,
            target,
        }
    }
}

/// Where the answers to the questions stand, in the questions' order.
const ANSWERS: [Route; words::QUESTION_COUNT] = [
    Route::Overview,
    Route::Required,
    Route::Parties,
    Route::Housing,
    Route::Benchmarks,
    Route::Sources,
];

/// Lists the questions.
fn questions() -> impl Iterator<Item = SearchEntry> {
    let all = words::questions().into_iter().zip(ANSWERS);
    all.map(|((title, detail, also), route)| {
        SearchEntry::new(
            words::QUESTION,
            title,
            detail,
            also,
            SearchTarget::View(route),
        )
    })
}

/// Lists what can be done.
fn actions() -> impl Iterator<Item = SearchEntry> {
    let act = SearchTarget::Action;
    let all = [
        (words::PRINT, act(Action::Print)),
        (words::SHARE, act(Action::Share)),
        (words::PRESENT, SearchTarget::View(Route::Present)),
        (words::SAVE, act(Action::Save)),
        (words::UNDO, act(Action::Undo)),
        (words::REDO, act(Action::Redo)),
        (words::ERASE, SearchTarget::View(Route::About)),
    ];
    all.into_iter().map(|((title, detail, also), target)| {
        SearchEntry::new(words::ACTION, title, detail, also, target)
    })
}

/// Lists the documents and their parts. A part leads to the inputs that it states, or else to the measures or the
/// documents.
fn documents(pack: &Pack) -> Vec<SearchEntry> {
    let whole = pack.documents.iter().zip(words::DOCUMENTS_ALSO);
    let whole = whole.map(|(document, also)| {
        let also = format!("{also} {}", document.title);
        let target = SearchTarget::View(Route::Sources);
        SearchEntry::new(
            words::DOCUMENT,
            &document.id,
            &document.description,
            &also,
            target,
        )
    });
    let parts = words::PARTS.into_iter().filter_map(|(document, part)| {
        let title = format!("{}, {part}", pack.documents.get(document)?.id);
        let is_cited = pack.inputs.iter().any(|spec| spec.source.contains(&title));
        let target = if is_cited {
            SearchTarget::Source(title.clone())
        } else {
            let cited = pack
                .measures
                .iter()
                .find(|spec| spec.source.contains(&title));
            cited.map_or(SearchTarget::View(Route::Sources), |spec| {
                SearchTarget::Measure(spec.id.to_string())
            })
        };
        let also = words::DOCUMENTS_ALSO.get(document)?;
        Some(SearchEntry::new(
            words::DOCUMENT,
            &title,
            words::PART_DETAIL,
            also,
            target,
        ))
    });
    whole.chain(parts).collect()
}

/// Lists all entries but the computed numbers. Questions and names before numbers: whoever types a view's name wants the
/// view.
fn index(pack: &Pack) -> Vec<SearchEntry> {
    let views = Route::MENU.into_iter().chain([Route::Present]);
    let views = views.map(|route| {
        SearchEntry::new(
            words::VIEW,
            route.name(),
            "",
            match route {
                Route::Overview => words::OVERVIEW_ALSO,
                Route::Required => words::REQUIRED_ALSO,
                _ => route.slug(),
            },
            SearchTarget::View(route),
        )
    });
    let measures = pack.measures.iter().map(|measure| {
        let target = SearchTarget::Measure(measure.id.to_string());
        SearchEntry::new(
            words::MEASURE,
            &measure.name,
            &measure.purpose,
            &measure.id,
            target,
        )
    });
    let glossary = texts::about::glossary(pack)
        .into_iter()
        .map(|(word, meaning)| {
            SearchEntry::new(
                words::WORD,
                word,
                &meaning,
                "",
                SearchTarget::View(Route::About),
            )
        });
    // Phasing comes last: a measure's name is in each of its phasing inputs.
    let is_phasing = |id: &InputId| pack.measures.iter().any(|spec| spec.phasing.contains(id));
    let input = |id: InputId| {
        let spec = pack.spec(id);
        SearchEntry::new(
            words::INPUT,
            &spec.label,
            &spec.purpose,
            &spec.id,
            SearchTarget::Source(spec.id.to_string()),
        )
    };
    questions()
        .chain(actions())
        .chain(views)
        .chain(measures)
        .chain(documents(pack))
        .chain(glossary)
        .chain(InputId::all().filter(|id| !is_phasing(id)).map(input))
        .chain(InputId::all().filter(is_phasing).map(input))
        .collect()
}

/// Returns the words that mean the same as a search word, the word itself first.
pub(crate) fn synonyms(word: &str) -> Vec<&str> {
    let mut same = SAME.iter();
    let group = same.find(|group| group.contains(&word));
    let others = group.into_iter().flat_map(|group| group.iter().copied());
    std::iter::once(word)
        .chain(others.filter(|other| *other != word))
        .collect()
}

/// Finds the entries that have every search word, or another word for the same thing. Those with the first word in
/// their title come first, and those with only other words last.
fn find<'a>(entries: &'a [SearchEntry], sought: &str) -> Vec<&'a SearchEntry> {
    let sought = fold(sought);
    let words: Vec<_> = sought.split_whitespace().map(synonyms).collect();
    let Some(first) = words.first().and_then(|words| words.first().copied()) else {
        return Vec::new();
    };
    let has = |entry: &SearchEntry, word: &str| {
        // A short word is a name or an abbreviation: "EU" is in no other word.
        if word.chars().count() > 2 {
            entry.text.contains(word)
        } else {
            entry
                .text
                .split(|letter: char| !letter.is_alphanumeric())
                .any(|one| one == word)
        }
    };
    let mut hits: Vec<_> = entries
        .iter()
        .filter(|entry| {
            let mut words = words.iter();
            words.all(|words| words.iter().any(|word| has(entry, word)))
        })
        .collect();
    let rank = |entry: &SearchEntry| {
        let own = words
            .iter()
            .all(|words| words.iter().take(1).any(|word| has(entry, word)));
        let asked = entry.kind == words::QUESTION && own;
        match (asked, own, fold(&entry.title).contains(first)) {
            (true, ..) => 0,
            (_, true, true) => 1,
            (_, true, false) => 2,
            (_, false, _) => 3,
        }
    };
    sort(&mut hits, |a, b| rank(a).cmp(&rank(b)));
    hits
}

/// Finds the numbers that are shown as the text sought, such as "72,5" or "500 tkr": those computed, those of the year
/// shown first, and then the inputs that have the value.
fn numbers(
    pack: &Pack,
    inputs: &Inputs,
    outcome: &Outcome,
    year: Year,
    sought: &str,
) -> Vec<SearchEntry> {
    let sought = fold(sought);
    if !sought.contains(|letter: char| letter.is_ascii_digit()) {
        return Vec::new();
    }
    let is_shown = |text: &str| {
        let text = fold(text);
        let number = text.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        text == sought || number == sought
    };
    let mut found: Vec<_> = outcome
        .iter()
        .filter(|&(quantity, value)| {
            let tkr = quantity.unit() == Unit::Mnkr && is_shown(&Shown::Tkr.text(quantity, value));
            value.abs() > 0.0 && (tkr || is_shown(&Shown::Plain.text(quantity, value)))
        })
        .map(|(quantity, _)| quantity)
        .collect();
    // The answer first, then the year shown.
    let rank = |quantity: &Quantity| match quantity {
        Quantity::Remaining(of) if *of == year => 0,
        quantity if quantity.year().is_none_or(|of| of == year) => 1,
        _ => 2,
    };
    sort(&mut found, |a, b| rank(a).cmp(&rank(b)));
    let computed = found.into_iter().take(NUMBERS_SHOWN).map(|quantity| {
        let value = outcome.value(quantity).unwrap_or_default();
        let name = names::quantity(pack, quantity);
        let text = Shown::Plain.text(quantity, value);
        SearchEntry::new(
            words::COMPUTED,
            &name,
            &text,
            "",
            SearchTarget::Explanation(quantity),
        )
    });
    let stated = InputId::all().filter_map(|id| {
        let spec = pack.spec(id);
        let text = shared::input_value(spec, inputs.get(id));
        is_shown(&text).then(|| {
            let target = SearchTarget::Source(spec.id.to_string());
            SearchEntry::new(words::INPUT, &spec.label, &text, "", target)
        })
    });
    computed.chain(stated).collect()
}

/// Does what a hit says.
fn act(store: Store, action: Action) {
    match action {
        Action::Print => platform::print(),
        Action::Share => platform::press("[data-action=share]"),
        Action::Save => platform::press("[data-action=save]"),
        Action::Undo => store.send(Intent::Undo),
        Action::Redo => store.send(Intent::Redo),
    }
}

/// The dialog's content.
#[component]
pub(crate) fn Body(dialog: NodeRef<Dialog>) -> impl IntoView {
    let store = use_store();
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get().filter(|_| store.searching.get()) {
            // Nothing in a closed dialog can have focus.
            dialog::open(dialog);
            field.select();
            // A dialog gives focus to its first button; here the field must have it.
            let _ = field.focus();
        }
    });
    let entries = StoredValue::new(index(store.active_pack()));
    let sought = RwSignal::new(String::new());
    let hits = memo(move || {
        let sought = sought.get();
        if sought.trim().is_empty() {
            return questions().collect::<Vec<_>>();
        }
        let numbers = store.peek(|session| {
            let (pack, inputs) = (store.active_pack(), session.inputs());
            store.peek_outcome(|outcome| numbers(pack, inputs, outcome, store.year(), &sought))
        });
        let found = entries.with_value(|entries| {
            let found = find(entries, &sought).into_iter();
            found.cloned().collect::<Vec<_>>()
        });
        let is_new = |entry: &SearchEntry| !numbers.iter().any(|one| one.target == entry.target);
        let found = found.into_iter().filter(is_new).collect::<Vec<_>>();
        numbers.into_iter().chain(found).collect()
    });
    let follow = move |target: &SearchTarget| {
        dialog::close(dialog);
        match target {
            SearchTarget::View(route) => {
                if *route == Route::Sources {
                    store.source_query.set(String::new());
                }
                platform::go(route.href());
            }
            SearchTarget::Measure(id) => {
                platform::go(&Route::of_measure(id));
            }
            SearchTarget::Source(text) => {
                store.source_query.set(text.clone());
                platform::go(Route::Sources.href());
            }
            SearchTarget::Explanation(quantity) => store.explained.set(Some(*quantity)),
            SearchTarget::Action(action) => act(store, *action),
        }
    };
    let submit = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        if let Some(first) = hits.with_untracked(|hits| hits.first().cloned()) {
            follow(&first.target);
        }
    };
    view! {
        <form class="form-row" on:submit=submit>
            <label>
                {words::FIELD}
                <input
                    type="search"
                    class="text-input"
                    autocomplete="off"
                    node_ref=field
                    prop:value=attr(move || sought.get())
                    on:input:target=move |ev| sought.set(ev.target().value())
                />
            </label>
        </form>
        <p class="small" role="status">{dynamic(move || {
            let found = hits.with(Vec::len);
            if sought.with(|sought| sought.trim().is_empty()) {
                words::COMMON.to_owned()
            } else if found == 0 {
                words::NOTHING.to_owned()
            } else if found > SHOWN {
                words::more(SHOWN, found)
            } else {
                String::new()
            }
        })}</p>
        <ul class="saved-list">
            {dynamic(move || hits.get().into_iter().take(SHOWN).map(|entry| {
                let target = entry.target.clone();
                view! {
                    <li>
                        <button type="button" class="hit" on:click=handler(move |_| follow(&target))>
                            <span class="chip">{entry.kind}</span>
                            <b>{entry.title}</b>
                            <span class="small">{entry.detail}</span>
                        </button>
                    </li>
                }
            }).collect_view())}
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::KSON_2023;

    #[test]
    fn everything_is_found_by_its_own_name() {
        let entries = index(&KSON_2023);
        for entry in &entries {
            assert!(
                find(&entries, &entry.title).contains(&entry),
                "{}",
                entry.title
            );
        }
    }

    #[test]
    fn questions_actions_documents_and_synonyms_are_found() {
        let entries = index(&KSON_2023);
        let first = |sought: &str| {
            let hits = find(&entries, sought);
            hits.first().map(|entry| entry.target.clone())
        };
        for (sought, target) in [
            ("vad krävs", SearchTarget::View(Route::Required)),
            ("balans", SearchTarget::View(Route::Overview)),
            ("underskott", SearchTarget::View(Route::Overview)),
            ("gap", SearchTarget::View(Route::Overview)),
            ("beläggning", SearchTarget::View(Route::Housing)),
            ("vem betalar", SearchTarget::View(Route::Parties)),
            ("bemanning", SearchTarget::View(Route::Benchmarks)),
            ("skriv ut", SearchTarget::Action(Action::Print)),
            ("dela", SearchTarget::Action(Action::Share)),
            ("excel", SearchTarget::Action(Action::Share)),
            ("presentera", SearchTarget::View(Route::Present)),
            ("spara", SearchTarget::Action(Action::Save)),
            ("ångra", SearchTarget::Action(Action::Undo)),
            ("EU", SearchTarget::View(Route::Sources)),
            ("FI", SearchTarget::View(Route::Sources)),
        ] {
            assert_eq!(first(sought), Some(target), "{sought}");
        }
        // A synonym finds what has only the other word.
        let gap = find(&entries, "sparkrav");
        let care = SearchTarget::Source("requirement.care".to_owned());
        assert!(gap.iter().any(|entry| entry.target == care));
        let part = find(&entries, "Vilka kostnader kan påverkas");
        assert_eq!(part[0].kind, words::DOCUMENT);
        // A measure comes before its phasing.
        let measure = SearchTarget::Measure("caseload".to_owned());
        assert_eq!(first("kunder per årsarbetare"), Some(measure));
    }

    #[test]
    fn a_number_finds_what_it_is() {
        let pack = &KSON_2023;
        let inputs = Inputs::defaults(pack);
        let outcome = balans_model::simulate(pack, &inputs);
        let of = |sought: &str| {
            let hits = numbers(pack, &inputs, &outcome, pack.plan_year, sought);
            hits.into_iter()
                .map(|entry| entry.target)
                .collect::<Vec<_>>()
        };
        let left = SearchTarget::Explanation(Quantity::Remaining(pack.plan_year));
        for sought in ["72,5", "72,5 mnkr", "72,5\u{a0}mnkr"] {
            assert_eq!(of(sought).first(), Some(&left), "{sought}");
        }
        let amount = SearchTarget::Source("vacancy_reform.amount".to_owned());
        assert!(of("500").contains(&amount));
        let saving = Quantity::MeasureSaving(balans_model::Measure::VacancyReform, pack.plan_year);
        assert!(of("500 tkr").contains(&SearchTarget::Explanation(saving)));
        assert_eq!(
            (of("72,51").len(), of("krav").len(), of("").len()),
            (0, 0, 0)
        );
    }

    #[test]
    fn titles_come_before_details_and_all_words_must_be_there() {
        let entries = index(&KSON_2023);
        let hits = find(&entries, "tomdygnsersättning");
        assert!(hits[0].title.to_lowercase().contains("tomdygnsersättning"));
        assert!(find(&entries, "tomdygnsersättning finnsinte").is_empty());
        assert!(find(&entries, "  ").is_empty());
    }

    #[test]
    fn a_word_is_found_however_it_was_typed() {
        let entries = index(&KSON_2023);
        for (typed, plain) in [
            ("uppra\u{308}kning", "uppräkning"),
            ("UPPRÄK\u{ad}NING", "uppräkning"),
            ("Ho\u{308}jt\u{a0}krav", "höjt krav"),
            ("hälso\u{2011}\u{202f}och", "hälso- och"),
        ] {
            assert_eq!(find(&entries, typed), find(&entries, plain), "{typed:?}");
        }
        assert!(!find(&entries, "uppra\u{308}kning").is_empty());
    }
}
