//! The search dialog: search over views, measures, inputs and the glossary.

use balans_format::text::fold;
use balans_model::{InputId, Pack};
use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use crate::collections::sort;
use crate::erased::{attr, dynamic, handler, memo, view};
use crate::platform;
use crate::state::{Route, use_store};
use crate::texts;
use crate::texts::search as words;
use crate::ui::components::dialog;

/// Most hits shown.
const SHOWN: usize = 12;

/// A hit's destination.
#[derive(Debug, Clone, PartialEq, Eq)]
enum SearchTarget {
    View(Route),
    /// The list of sources, filtered by this text.
    Source(String),
    /// A measure, opened.
    Measure(String),
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

/// Lists all entries. Names before numbers: whoever types a view's name wants the view.
fn index(pack: &Pack) -> Vec<SearchEntry> {
    let views = Route::MENU
        .into_iter()
        .chain([Route::Present, Route::Paper]);
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
    let glossary = texts::about::GLOSSARY_WORDS
        .into_iter()
        .map(|(word, meaning)| {
            SearchEntry::new(
                words::WORD,
                word,
                meaning,
                "",
                SearchTarget::View(Route::About),
            )
        });
    let inputs = InputId::all().map(|id| {
        let spec = pack.spec(id);
        SearchEntry::new(
            words::INPUT,
            &spec.label,
            &spec.purpose,
            &spec.id,
            SearchTarget::Source(spec.id.to_string()),
        )
    });
    views
        .chain(measures)
        .chain(glossary)
        .chain(inputs)
        .collect()
}

/// Finds the entries that have every search word; those with the first word in their title come
/// first.
fn find<'a>(entries: &'a [SearchEntry], sought: &str) -> Vec<&'a SearchEntry> {
    let sought = fold(sought);
    let words: Vec<_> = sought.split_whitespace().collect();
    let Some(first) = words.first() else {
        return Vec::new();
    };
    let mut hits: Vec<_> = entries
        .iter()
        .filter(|entry| words.iter().all(|word| entry.text.contains(word)))
        .collect();
    let elsewhere = |entry: &SearchEntry| !fold(&entry.title).contains(first);
    sort(&mut hits, |a, b| elsewhere(a).cmp(&elsewhere(b)));
    hits
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
        entries.with_value(|entries| {
            find(entries, &sought.get())
                .into_iter()
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let follow = move |target: &SearchTarget| {
        dialog::close(dialog);
        match target {
            SearchTarget::View(route) => platform::go(route.href()),
            SearchTarget::Measure(id) => {
                platform::go(&format!("{}?oppna={id}", Route::Measures.href()))
            }
            SearchTarget::Source(text) => {
                store.source_query.set(text.clone());
                platform::go(Route::Sources.href());
            }
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
            if found == 0 && !sought.with(|sought| sought.trim().is_empty()) {
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
