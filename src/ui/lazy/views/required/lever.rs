//! On the levers of Åtgärder and Tomma platser, once it has been asked for: at which value nothing is left, or what is
//! left at the value that leaves least.

use std::cell::Cell;
use std::sync::Arc;

use balans_answers::Question;
use balans_model::{InputId, InputSpec, Scope, Unit, Year};
use balans_report::required_scopes;
use balans_report::texts::shared;
use leptos::html::P;
use leptos::prelude::*;

use super::rows::{self, LeverRow, LeverVerdict};
use super::seek;
use crate::erased::{dynamic, effect, handler, memo, view};
use crate::platform;
use crate::state::{Store, use_store};
use crate::texts::required as words;
use crate::ui::components::{LeverMode, Scale};
use crate::ui::lazy::answers::{Answers, values};

thread_local! {
    /// Whether answers have been asked for while the page is open.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Asks for answers on the levers of every view opened from now on.
pub(super) fn want() {
    WANTED.set(true);
}

/// The rows of each area's list, in the year that they are of.
type AreaLists = Arc<Vec<(Scope, Year, Vec<LeverRow>)>>;

/// What the levers of a view show.
#[derive(Clone, Copy)]
struct LeverAnswers(Memo<AreaLists>);

/// Gives the levers of a view their answers, and makes the button that asks for them.
pub(in crate::ui::lazy) fn answer_levers() -> AnyView {
    let store = use_store();
    let pack = store.base_pack();
    let wanted = RwSignal::new(WANTED.get());
    let values = memo(move || values(store, &store.inputs()));
    let areas = memo(move || required_scopes(&store.inputs()));
    let answers = Answers::new();
    effect(move || {
        if wanted.get() {
            let (inputs, year) = (values.get(), store.year_memo.get());
            let ask = |of: &Scope| Some(seek(inputs.clone(), year, *of));
            answers.ask(areas.get().iter().map(ask).collect());
        }
    });
    let found = [0, 1].map(|place| answers.answer(place));
    let lists = memo(move || {
        let all = areas.get().into_iter().zip(found);
        let lists = all.filter_map(|(of, answer)| {
            let answered = answer.get()?;
            let (question, answer): &(Question, _) = &answered;
            if question.area.as_deref() != Some(of.id()) {
                return None;
            }
            let inputs = question.inputs().ok()?;
            Some((of, answer.year, rows::rows(pack, &inputs, answer, of)))
        });
        Arc::new(lists.collect())
    });
    provide_context(LeverAnswers(lists));
    let ask = move |_| {
        want();
        wanted.set(true);
        // The button goes.
        platform::keep_focus();
    };
    let failed = move || {
        let failed = wanted.get() && answers.failed.get();
        failed.then(|| view! { <p class="error" role="alert" data-missing>{words::FAILED}</p> })
    };
    view! {
        {dynamic(move || (!wanted.get()).then(|| view! {
            <p><button type="button" class="button" data-action="levers-answers" on:click=handler(ask)>{words::SHOW_ON_LEVERS}</button></p>
        }))}
        {dynamic(failed)}
    }
    .into_any()
}

/// Writes a lever's value as the lever shows it.
fn shown(store: Store, input: InputId, mode: LeverMode, value: f64) -> String {
    let spec = store.base_pack().spec(input);
    match mode {
        LeverMode::Plain => shared::input_value(spec, value),
        LeverMode::OffsetFrom(_) => {
            let share = scale(store, spec, mode).shown(value);
            shared::after(&shared::trimmed(share, 0, 1), Unit::Percent)
        }
    }
}

fn scale(store: Store, spec: &InputSpec, mode: LeverMode) -> Scale {
    let base = match mode {
        LeverMode::Plain => 0.0,
        LeverMode::OffsetFrom(base) => store.peek(|session| session.inputs().get(base)),
    };
    Scale::of(spec, mode, base)
}

/// What a lever says of an area, and the value of its mark.
#[derive(Debug, Clone, PartialEq)]
struct Says {
    text: String,
    mark: Option<f64>,
}

/// What a row says on its lever; `None` where nothing is left as the lever stands, and where it is no use.
fn says(row: &LeverRow, of: Scope, year: Year, shown: impl Fn(f64) -> String) -> Option<Says> {
    let stands = row.to.to_bits() == row.from.to_bits();
    let (text, mark) = match row.verdict {
        LeverVerdict::Enough if stands => return None,
        LeverVerdict::Enough => (words::balances_at(of, year, &shown(row.to)), Some(row.to)),
        LeverVerdict::Short { .. } => (
            words::leaves_at(of, year, row.remaining, &shown(row.to)),
            None,
        ),
        LeverVerdict::Later(from) => (words::later(from) + ".", None),
        _ => return None,
    };
    Some(Says { text, mark })
}

/// The line below a lever, and the mark on its scale. Nothing in a view without [`answer_levers`].
#[component]
pub(in crate::ui::lazy) fn LeverAnswer(input: InputId, mode: LeverMode) -> impl IntoView {
    let Some(LeverAnswers(lists)) = use_context::<LeverAnswers>() else {
        return ().into_any();
    };
    let store = use_store();
    let spec = store.base_pack().spec(input);
    let lines = memo(move || {
        // A view that was left may have provided it: its lists are gone.
        let says = lists.try_with(|lists| {
            let of_list = |(of, year, rows): &(Scope, Year, Vec<LeverRow>)| {
                let row = rows.iter().find(|row| row.levers == [input])?;
                says(row, *of, *year, |value| shown(store, input, mode, value))
            };
            let mut says: Vec<Says> = lists.iter().filter_map(of_list).collect();
            // The same of both areas is said once.
            says.dedup();
            says
        });
        says.unwrap_or_default()
    });
    let place = NodeRef::<P>::new();
    Effect::new(move |_| {
        let mark = lines.with(|lines| lines.iter().find_map(|says| says.mark));
        let at = mark.map(|value| {
            let scale = scale(store, spec, mode);
            (scale.shown(value) - scale.min) / (scale.max - scale.min)
        });
        if let Some(place) = place.get() {
            platform::screen::mark_scale(&place, at);
        }
    });
    let text = move || {
        lines.with(|lines| {
            let texts: Vec<&str> = lines.iter().map(|says| &*says.text).collect();
            texts.join(" ")
        })
    };
    view! { <p class="lever-answer" data-lever-answer node_ref=place>{dynamic(text)}</p> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_answers::Work;
    use balans_model::{Area, Inputs, KSON_2023};

    /// What the levers say of an area in 2025, in the documents' own scenario.
    fn lines(of: Scope) -> Vec<(String, Says)> {
        let mut work = Work::new(&seek(Default::default(), 2025, of)).unwrap();
        while !work.step(u32::MAX) {}
        let rows = rows::rows(
            &KSON_2023,
            &Inputs::defaults(&KSON_2023),
            &work.answer(),
            of,
        );
        rows.iter()
            .filter_map(|row| {
                let spec = KSON_2023.spec(*row.levers.first()?);
                let says = says(row, of, 2025, |value| shared::input_value(spec, value))?;
                Some((row.key(), says))
            })
            .collect()
    }

    #[test]
    fn a_lever_says_where_it_balances_or_what_is_left_or_from_when_it_acts() {
        let health = lines(Area::Health.into());
        let care = lines(Area::Care.into());
        let of = |lines: &[(String, Says)], key: &str| {
            lines
                .iter()
                .find(|(one, _)| one == key)
                .map(|(_, says)| says.clone())
        };
        let enough = of(&health, "indexation.withheld_health").unwrap();
        assert_eq!(
            enough.text,
            "Balans i vården 2025 vid 2,0\u{a0}procentenheter per år."
        );
        assert_eq!(enough.mark, Some(2.0));
        let short = of(&care, "discharge.external_days").unwrap();
        assert_eq!(
            short,
            Says {
                text: "Räcker inte i omsorgen: 25,4\u{a0}mnkr återstår 2025 vid 2\u{a0}000\u{a0}dygn per år.".to_owned(),
                mark: None,
            }
        );
        let later = of(&care, "own_lss_places.places").unwrap();
        assert_eq!(later.text, "Ger inget förrän 2026.");
        assert_eq!(of(&care, "indexation.withheld_health"), None);
        assert_eq!(of(&care, "occupancy.lss.change"), None);
    }
}
