//! The working copy as a report case (slides, decision paper) and as a link.

use balans_answers::{
    Answer, FuturesAnswer, FuturesQuestion, Question, SeekRow, SeriesTable, SpanRow,
};
use balans_format::text::isolated;
use balans_model::answers::{FUTURES, Series, Span};
use balans_model::{Party, Scope};
use balans_report::futures::{CaseFutures, FutureHinge, FutureYear, case_spans};
use balans_report::{
    Alternative, Case, LeverAnswer, LeverList, MeasureGives, Rated, WorkedOut, required_scopes,
};
use balans_scenario::{Aspect, Level, Underlag};
use leptos::prelude::*;

use super::answers::{Answered, Answers, values};
use crate::erased::{effect, memo};
use crate::platform;
use crate::state::Store;
use crate::texts;
use balans_scenario::link::SharedScenario;

/// The build's commit, set by `cargo xtask build`; other builds have a text that says so.
pub(crate) const BUILD: &str = match option_env!("BALANS_BUILD") {
    Some(build) => build,
    None => texts::about::NO_BUILD,
};

/// Makes the working copy as a link carries it.
pub(crate) fn shared(store: Store, with_notes: bool) -> SharedScenario {
    let mut shared = store.shared();
    let (draft, current) =
        store.peek(|session| (session.draft(), session.current_scenario().cloned()));
    if let Some(saved) = current {
        shared.name.clone_from(&saved.name);
        if with_notes {
            shared.note.clone_from(&saved.note);
        }
    }
    shared.view = store.route.with_untracked(|route| route.slug().to_owned());
    shared.set_annotations(&draft, with_notes);
    shared
}

/// Returns the address of the working copy without its notes, which are private; empty where it
/// can't be written.
fn link(store: Store) -> String {
    let text = shared(store, false).write();
    text.map_or_else(
        |_| String::new(),
        |text| format!("{}#{text}", platform::share::address()),
    )
}

/// Makes a memo of the working copy's case, with the other saved scenarios as alternatives.
#[must_use]
pub fn case(store: Store) -> Memo<Case> {
    // Everything depends on the session except the link and the date, which are read when the memo
    // runs.
    let written = store.select(|session| {
        let draft = session.draft();
        let current = session.current_scenario();
        let others = session.library().iter();
        let others = others.filter(|one| current.is_none_or(|current| current.id != one.id));
        let alternatives = others.filter_map(|saved| {
            Some(Alternative {
                id: saved.id.clone(),
                name: isolated(&saved.name),
                values: Case::values_of(&session.inputs_of(saved)?),
            })
        });
        let ratings = draft.ratings.iter().flat_map(|(measure, ratings)| {
            ratings.iter().filter_map(|(aspect, level)| {
                Some(Rated {
                    measure: measure.clone(),
                    aspect: Aspect::parse(aspect)?,
                    level: Level::parse(level)?,
                })
            })
        });
        let saved = current.filter(|_| !session.unsaved() && session.is_persistent());
        Case {
            name: current.map_or_else(String::new, |saved| isolated(&saved.name)),
            note: current.map_or_else(String::new, |saved| saved.note.clone()),
            saved: saved.map(|saved| texts::dates::date(&saved.changed)),
            version: texts::about::build(env!("CARGO_PKG_VERSION"), BUILD),
            ratings: ratings.collect(),
            notes: draft.notes.into_iter().collect(),
            alternatives: alternatives.collect(),
            slides: draft.slides,
            year: draft.year,
            spans: Case::spans_of(session.active_pack(), &draft.terms),
            underlag: draft.underlag.map(|own| Underlag {
                name: isolated(&own.name),
                ..own
            }),
            ..Case::default()
        }
    });
    memo(move || Case {
        link: link(store),
        // The inputs shown, which in a replay are not the session's.
        values: Case::values_of(&store.inputs()),
        today: texts::dates::day(&(platform::ENVIRONMENT.now)()),
        ..written.get()
    })
}

/// A case with what takes many runs of the model.
#[derive(Clone, Copy)]
pub struct WholeCase {
    /// The case; without what is not worked out yet, or could not be.
    pub case: Memo<Case>,
    /// Whether something is being worked out.
    pub waits: Memo<bool>,
    /// Whether it could not be.
    pub failed: RwSignal<bool>,
}

/// Adds to a case what takes many runs of the model, while that is `wanted`. The worker works it out, so that no lever waits
/// for it.
#[must_use]
pub fn worked_out(
    store: Store,
    case: Memo<Case>,
    wanted: impl Fn() -> bool + Copy + Send + Sync + 'static,
) -> WholeCase {
    let answers = Answers::new();
    let wanted = memo(wanted);
    let scopes = memo(move || required_scopes(&store.inputs()));
    let spans = memo(move || case.with(case_spans));
    let questions = memo(move || {
        let (inputs, year) = (values(store, &store.inputs()), store.year_memo.get());
        let seek = |scope: &Scope| Question {
            inputs: inputs.clone(),
            year: Some(year),
            area: Some(scope.id().to_owned()),
            seek: true,
            ..Question::default()
        };
        // Last, since it may take a second.
        let gives = Question {
            inputs: inputs.clone(),
            shapley: true,
            ..Question::default()
        };
        let lists = scopes.get();
        let lists = lists.iter().map(seek).map(Some);
        let sure = Question {
            inputs: inputs.clone(),
            year: Some(year),
            futures: Some(FuturesQuestion {
                spans: spans.with(|spans| spans.iter().map(span_row).collect()),
                points: FUTURES,
            }),
            ..Question::default()
        };
        lists.chain([Some(sure), Some(gives)]).collect::<Vec<_>>()
    });
    effect(move || {
        if wanted.get() {
            answers.ask(questions.get());
        }
    });
    // At most two lists, the futures, and what each measure gives.
    let places = [0, 1, 2, 3].map(|place| answers.answer(place));
    let found = memo(move || {
        let answered: Vec<Option<Answered>> = places.iter().map(|place| place.get()).collect();
        if !wanted.get() {
            return None;
        }
        questions.with(|questions| {
            let answered = answered.iter().flatten();
            let answered: Vec<&Answered> = answered
                .zip(questions)
                .filter(|(answered, asked)| Some(&answered.0) == asked.as_ref())
                .map(|(answered, _)| answered)
                .collect();
            (answered.len() == questions.len())
                .then(|| in_report(store, store.year_memo.get(), &answered))
        })
    });
    let failed = answers.failed;
    WholeCase {
        case: memo(move || Case {
            worked_out: found.get(),
            ..case.get()
        }),
        waits: memo(move || wanted.get() && !failed.get() && found.with(Option::is_none)),
        failed,
    }
}

/// Writes answers as slides and paper read them.
fn in_report(store: Store, year: i32, answered: &[&Answered]) -> WorkedOut {
    let lists = answered.iter().filter_map(|one| {
        let (question, answer) = &***one;
        let levers = answer.seek.as_ref()?.iter();
        Some(LeverList {
            scope: question.area.clone()?,
            levers: levers.map(|row| lever_answer(answer, row)).collect(),
        })
    });
    let place = store.base_pack().years().position(|one| one == year);
    let saving = |table: &SeriesTable| {
        let row = table.get(Series::Saving(Scope::Total).id());
        let value = row.zip(place).and_then(|(row, place)| row.get(place));
        value.copied().unwrap_or(0.0)
    };
    let shares = answered.iter().filter_map(|one| one.1.shapley.as_ref());
    let gives = shares
        .flat_map(|found| &found.shares)
        .map(|share| MeasureGives {
            measure: share.id.clone(),
            value: saving(&share.value),
            alone: saving(&share.alone),
            last: saving(&share.last),
        });
    let futures = answered.iter().find_map(|one| one.1.futures.as_ref());
    WorkedOut {
        lists: lists.collect(),
        gives: gives.collect(),
        futures: futures.map(case_futures).unwrap_or_default(),
    }
}

/// Writes a span as a question has it.
pub(crate) fn span_row(span: &Span) -> SpanRow {
    let follows = (span.follows != span.input).then(|| span.follows.name().to_owned());
    SpanRow {
        input: span.input.name().to_owned(),
        low: span.low,
        high: span.high,
        follows,
    }
}

/// Writes what the futures say as figures, slides and paper read it.
pub(crate) fn case_futures(answer: &FuturesAnswer) -> CaseFutures {
    let years = answer.years.iter().map(|one| FutureYear {
        year: one.year,
        balanced: one.balanced,
        dots: one.dots.clone(),
        bands: one.bands.clone(),
    });
    let hinges = answer.hinges.iter().map(|one| FutureHinge {
        inputs: one.inputs.clone(),
        at_low: one.at_low,
        at_high: one.at_high,
        turns: one.turns,
    });
    CaseFutures {
        points: answer.points,
        years: years.collect(),
        hinges: hinges.collect(),
        now: answer.now,
        first: answer.first.clone(),
    }
}

fn lever_answer(answer: &Answer, row: &SeekRow) -> LeverAnswer {
    let change = |party: Party| {
        let id = Series::Party(party).id();
        let of = |row: &balans_answers::SeriesRow| row.get(id).copied().unwrap_or(0.0);
        of(&row.at) - of(&answer.now)
    };
    LeverAnswer {
        measure: row.measure.clone(),
        levers: row.levers.clone(),
        from: row.from,
        to: row.to,
        nearest: row.nearest,
        remaining: row.remaining,
        flat: row.flat,
        tiohundra: change(Party::Tiohundra),
        group: change(Party::Group),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_answers::Work;
    use balans_model::{Inputs, KSON_2023};
    use balans_report::futures::spans;

    /// The page's worker and a file say the same of a scenario's futures, to the bit.
    #[test]
    fn the_futures_of_the_worker_are_those_of_a_file() {
        let mut inputs = Inputs::defaults(&KSON_2023);
        let lever = KSON_2023.find("indexation.withheld_care").unwrap();
        inputs.set(&KSON_2023, lever, 2.0);
        let all = spans(&KSON_2023, &[]);
        let question = Question {
            inputs: [("indexation.withheld_care".to_owned(), 2.0)].into(),
            year: Some(2026),
            futures: Some(FuturesQuestion {
                spans: all.iter().map(span_row).collect(),
                points: FUTURES,
            }),
            ..Question::default()
        };
        let mut work = Work::new(&question).unwrap();
        while !work.step(u32::MAX) {}
        let told = work.answer().futures.unwrap();
        assert_eq!(case_futures(&told), CaseFutures::of(&inputs, 2026, &all));
    }
}
