//! Under a lever: what it changes against the starting point, who pays, and how far it reaches.

use balans_model::answers::BALANCED;
use balans_model::{
    Area, InputId, InputSpec, Inputs, Measure, Member, Outcome, Pack, Party, Quantity, Scope,
    Status, Unit, Year, simulate,
};
use balans_report::texts::shared;
use leptos::prelude::*;

use super::rests::Rests;
use crate::erased::{dynamic, view};
use crate::state::use_store;
use crate::texts::lever as words;
use crate::ui::components::{ChangedChip, LeverMode, Scale, StatusChip};
use crate::ui::lazy::views::required::LeverAnswer;
use balans_report::is_choice;

/// The parties that may pay, in the order in which they are told.
const PAYERS: [Party; 5] = [
    Party::Kson,
    Party::Tiohundra,
    Party::Norrtalje,
    Party::Region,
    Party::External,
];

/// What is read of an outcome in a year, mnkr.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Standing {
    /// What is left to find, in each area for itself.
    remaining: f64,
    /// What all measures give.
    saving: f64,
    /// What each of [`PAYERS`] gains by the measures, less what a member contributes.
    parties: [f64; 5],
    /// Whether the measure's cost is left out, since nobody has stated it.
    is_gross: bool,
}

impl Standing {
    fn of(outcome: &Outcome, measure: Option<Measure>, year: Year) -> Self {
        let of = |quantity| outcome.value(quantity).unwrap_or(0.0);
        let contributes = |party: Party| {
            let member = match party {
                Party::Norrtalje => Member::Norrtalje,
                Party::Region => Member::Region,
                _ => return 0.0,
            };
            let areas = Area::ALL.iter();
            let own = areas.filter(|&&area| shared::member_of(area) == member);
            own.map(|&area| of(Quantity::Financing(area.into(), year)))
                .sum()
        };
        Self {
            remaining: of(Quantity::Remaining(year)),
            saving: of(Quantity::Saving(Scope::Total, year)),
            parties: PAYERS.map(|party| of(Quantity::PartyTotal(party, year)) - contributes(party)),
            is_gross: measure.is_some_and(|one| outcome.is_gross(one)),
        }
    }

    /// Lists who pays in this standing what it does not pay in another, mnkr.
    fn payers(&self, other: &Self) -> Vec<(Party, f64)> {
        let both = other.parties.iter().zip(self.parties);
        let all = PAYERS.iter().zip(both.map(|(before, now)| before - now));
        all.filter(|(_, pays)| *pays >= BALANCED)
            .map(|(party, pays)| (*party, pays))
            .collect()
    }
}

/// How far a lever reaches, with all else as it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reach {
    /// A measure's lever: the most it gives in a year more than where it starts, mnkr, and the stored value that gives it.
    Most {
        gives: f64,
        at: f64,
        year: Year,
        is_gross: bool,
    },
    /// A measure's lever that gives no more at either end than where it starts.
    NoMore,
    /// Another input: what is left in a year at the ends of its range, mnkr.
    Between([f64; 2], Year),
    /// What is left is the same at both ends, since the members pay.
    MembersPay,
    /// No end changes anything.
    Nothing,
}

/// What does not depend on the lever's own value.
#[derive(Debug, Clone, PartialEq)]
struct Others {
    /// All inputs, with the lever where it starts.
    inputs: Inputs,
    year: Year,
    standing: Standing,
    reach: Reach,
}

impl Others {
    fn of(pack: &Pack, inputs: Inputs, input: InputId, year: Year) -> Self {
        let measure = pack.owner_of(input);
        let spec = pack.spec(input);
        let start = simulate(pack, &inputs);
        let ends = [spec.min, spec.max].map(|end| {
            let mut tried = inputs.clone();
            tried.set(pack, input, end);
            (end, simulate(pack, &tried))
        });
        let reach = match measure {
            Some(measure) => reach_of_measure(measure, &start, &ends, year),
            None => reach_of_other(&start, &ends, year),
        };
        Self {
            inputs,
            year,
            standing: Standing::of(&start, measure, year),
            reach,
        }
    }
}

/// Returns the most that a measure's lever gives more than where it starts, mnkr, with the measure on and all else as it
/// stands, in a year or the first year after it when the lever gives anything; `None` where it never does.
pub(crate) fn most_of(
    pack: &Pack,
    inputs: &Inputs,
    input: InputId,
    year: Year,
) -> Option<(f64, Year)> {
    let measure = pack.owner_of(input)?;
    let mut at_start = inputs.clone();
    at_start.set(pack, input, pack.spec(input).default);
    at_start.set(pack, measure.phasing().on, 1.0);
    match Others::of(pack, at_start, input, year).reach {
        Reach::Most { gives, year, .. } => Some((gives, year)),
        _ => None,
    }
}

/// How far a measure's lever reaches in the year shown; where it gives nothing then, in the first year when it does.
fn reach_of_measure(
    measure: Measure,
    start: &Outcome,
    ends: &[(f64, Outcome); 2],
    year: Year,
) -> Reach {
    let saving = |outcome: &Outcome, year| {
        let quantity = Quantity::Saving(Scope::Total, year);
        outcome.value(quantity).unwrap_or(0.0)
    };
    for year in year..=*start.years().end() {
        let gives = |end: &Outcome| saving(end, year) - saving(start, year);
        let [low, high] = ends;
        let (at, most) = if gives(&low.1) > gives(&high.1) {
            low
        } else {
            high
        };
        if gives(most) >= BALANCED {
            return Reach::Most {
                gives: gives(most),
                at: *at,
                year,
                is_gross: most.is_gross(measure),
            };
        }
        if ends.iter().any(|(_, end)| gives(end).abs() >= BALANCED) {
            return Reach::NoMore;
        }
    }
    Reach::Nothing
}

/// How far another input reaches in the year shown; where that changes nothing then, in the last year.
fn reach_of_other(start: &Outcome, ends: &[(f64, Outcome); 2], year: Year) -> Reach {
    let standing = |outcome: &Outcome, year| Standing::of(outcome, None, year);
    let [low, high] = ends;
    for year in [year, *start.years().end()] {
        let before = standing(start, year).remaining;
        let left = [&low.1, &high.1].map(|end| standing(end, year).remaining);
        if left.iter().any(|left| (left - before).abs() >= BALANCED) {
            return Reach::Between(left, year);
        }
    }
    let start = standing(start, year);
    let is_member = |(party, _): &(Party, f64)| matches!(party, Party::Norrtalje | Party::Region);
    let pays = |end: &Outcome| {
        let end = standing(end, year);
        let mut payers = end.payers(&start);
        payers.extend(start.payers(&end));
        !payers.is_empty() && payers.iter().all(is_member)
    };
    if pays(&low.1) || pays(&high.1) {
        Reach::MembersPay
    } else {
        Reach::Nothing
    }
}

/// Writes an input's value as its lever shows it.
fn shown(pack: &Pack, inputs: &Inputs, input: InputId, mode: LeverMode, value: f64) -> String {
    let spec = pack.spec(input);
    match mode {
        LeverMode::Plain => shared::input_value(spec, value),
        LeverMode::OffsetFrom(base) => {
            let share = Scale::of(spec, mode, inputs.get(base)).shown(value);
            shared::after(&shared::trimmed(share, 0, 1), Unit::Percent)
        }
    }
}

/// Writes what stands under a lever: what it changes and who pays, where it is moved, and how far it reaches.
fn says(
    pack: &Pack,
    input: InputId,
    mode: LeverMode,
    others: &Others,
    now: Option<Standing>,
) -> (String, String) {
    let measure = pack.owner_of(input);
    let is_off = measure.is_some_and(|one| {
        let on = one.phasing().on;
        on != input && others.inputs.get(on) < 0.5
    });
    if is_off {
        return (String::new(), words::OFF.to_owned());
    }
    let year = others.year;
    let before = others.standing;
    // A measure that starts later is told once, by how far the lever reaches then.
    let is_later = matches!(others.reach, Reach::Most { year: first, .. } if first > year);
    let effect = now.filter(|now| !(is_later && now.saving.to_bits() == before.saving.to_bits()));
    let effect = effect.map(|now| {
        let changes = if measure.is_some() {
            words::gives(now.saving - before.saving, year, now.is_gross)
        } else {
            words::to_find(now.remaining - before.remaining, year)
        };
        [changes, words::pay(&now.payers(&before))].concat()
    });
    let mut areas = Area::ALL.iter().zip(shared::REQUIREMENTS);
    let area = areas.find(|(_, requirement)| *requirement == input);
    let reach = match (others.reach, area) {
        (_, Some((area, _))) if effect.is_none() => words::requirement_reach(*area),
        (_, Some(_)) => String::new(),
        (
            Reach::Most {
                gives,
                at,
                year,
                is_gross,
            },
            None,
        ) => {
            let at = shown(pack, &others.inputs, input, mode, at);
            let most = words::at_most(gives, year, is_gross, pack.spec(input).unit, &at);
            if is_later {
                [words::not_before(year), most].concat()
            } else {
                most
            }
        }
        (Reach::NoMore, None) => words::NO_MORE.to_owned(),
        (Reach::Between(ends, year), None) => words::between(ends, year),
        (Reach::MembersPay, None) if effect.is_none() => words::members_pay(year),
        // Of a choice it is said; of the many figures that nothing hangs on it would be noise.
        (Reach::Nothing, None)
            if now.is_none() && pack.spec(input).status == Status::Lever && is_choice(input) =>
        {
            words::NOTHING.to_owned()
        }
        (Reach::Nothing | Reach::MembersPay, None) => String::new(),
    };
    (effect.unwrap_or_default(), reach)
}

/// The chips of a lever and its line. A move of the lever is told at once, from the outcome that is there; a move of
/// others when they have come to rest.
#[component]
pub(crate) fn LeverSays(input: InputId, mode: LeverMode) -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let spec = pack.spec(input);
    let measure = pack.owner_of(input);
    let value = store.input(input);
    let says_now = RwSignal::new((String::new(), String::new()));
    let kept = StoredValue::new(None::<Others>);
    let rests = Rests::of_page().count;
    Effect::new(move |_| {
        rests.track();
        let (value, year) = (value.get(), store.year_memo.get());
        let mut at_start = untrack(|| store.inputs());
        at_start.set(pack, input, spec.default);
        let is_kept = kept.with_value(|kept| {
            let same = |kept: &Others| kept.year == year && kept.inputs == at_start;
            kept.as_ref().is_some_and(same)
        });
        if !is_kept {
            kept.set_value(Some(Others::of(pack, at_start, input, year)));
        }
        let is_moved = (value - spec.default).abs() > 1e-9;
        let now =
            is_moved.then(|| store.peek_outcome(|outcome| Standing::of(outcome, measure, year)));
        kept.with_value(|others| {
            if let Some(others) = others {
                says_now.set(says(pack, input, mode, others, now));
            }
        });
    });
    let chips = match mode {
        LeverMode::Plain => view! {
            {is_unusual(spec).then(|| view! { <StatusChip status=spec.status/> })}
            <ChangedChip input/>
        },
        LeverMode::OffsetFrom(base) => {
            let base = store.input(base);
            view! {
                <span class="small" data-change>
                    {dynamic(move || {
                        let (stored, scale) = (value.get(), Scale::of(spec, mode, base.get()));
                        words::change_from_today(spec, scale.stored(scale.shown(stored)), stored)
                    })}
                </span>
            }
        }
    };
    view! {
        <p class="lever-says" data-says>
            {dynamic(move || says_now.with(|(effect, _)| {
                (!effect.is_empty()).then(|| view! { <b>{effect.clone()}</b>" " })
            }))}
            {dynamic(move || says_now.with(|(_, reach)| reach.clone()))}
        </p>
        <LeverAnswer input mode/>
        {chips}
    }
}

/// Tests whether a lever says its status: not where the value is the documents', or the user's own choice.
const fn is_unusual(spec: &InputSpec) -> bool {
    !matches!(spec.status, Status::Source | Status::Lever)
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::KSON_2023;

    /// Returns what stands under a lever in the plan year: at a value, where it is moved, and with changes elsewhere.
    fn line(name: &str, value: Option<f64>, changes: &[(&str, f64)]) -> (String, String) {
        let pack = &KSON_2023;
        let input = pack.find(name).unwrap();
        let mut inputs = Inputs::defaults(pack);
        for (name, value) in changes {
            inputs.set(pack, pack.find(name).unwrap(), *value);
        }
        let others = Others::of(pack, inputs.clone(), input, pack.plan_year);
        let now = value.map(|value| {
            inputs.set(pack, input, value);
            let outcome = simulate(pack, &inputs);
            Standing::of(&outcome, pack.owner_of(input), pack.plan_year)
        });
        let mode = crate::ui::components::vacancy_of(input)
            .map_or(LeverMode::Plain, |(base, ..)| LeverMode::OffsetFrom(base));
        says(pack, input, mode, &others, now)
    }

    #[test]
    fn a_lever_says_what_it_changes_who_pays_and_how_far_it_reaches() {
        let none = [].as_slice();
        for (name, value, changes, effect, reach) in [
            (
                "indexation.withheld_care",
                None,
                none,
                "",
                "Som mest 38,7 mnkr 2023, vid 5,0 procentenheter per år.",
            ),
            (
                "indexation.withheld_care",
                Some(5.0),
                none,
                "Ger 38,7 mnkr mer 2023 än i utgångsläget. Betalar: Tiohundra AB 30,9 mnkr, övriga 7,7 mnkr.",
                "Som mest 38,7 mnkr 2023, vid 5,0 procentenheter per år.",
            ),
            // A share of empty places, and not its change.
            (
                "occupancy.social_psychiatry.change",
                Some(10.0),
                none,
                "Ger 2,2 mnkr mindre 2023 än i utgångsläget. Betalar: KSON 2,2 mnkr.",
                "Som mest 552 tkr 2023, vid 0 %.",
            ),
            (
                "discharge.external_days",
                Some(400.0),
                none,
                "",
                "Ger inget före 2024. Som mest 21,0 mnkr brutto 2024, vid 2 000 dygn per år.",
            ),
            (
                "discharge.external_days",
                None,
                &[("discharge.on", 0.0)],
                "",
                words::OFF,
            ),
            ("reablement.contracted", None, none, "", words::NOTHING),
            ("vacancy_reform.amount", None, none, "", words::NO_MORE),
            // No lower requirement is a saving.
            (
                "requirement.care",
                Some(37.6),
                none,
                "Det blir 10,0 mnkr mindre att hitta 2023 än i utgångsläget. Betalar: Norrtälje kommun 10,0 mnkr.",
                "",
            ),
            (
                "requirement.health",
                None,
                none,
                "",
                "Det som kravet sänks med betalar Region Stockholm.",
            ),
            // What looks dead says why.
            (
                "demography.elasticity_care",
                None,
                none,
                "",
                "Ändrar inte det som återstår 2023: medlemmarna betalar skillnaden.",
            ),
            // What carries the answer of later years says so while the plan year is shown.
            (
                "requirement.growth_funding",
                None,
                none,
                "",
                "I ändlägena återstår 1 661,8 och 72,5 mnkr 2031.",
            ),
            ("provider.share_care", None, none, "", ""),
        ] {
            let said = line(name, value, changes);
            let said = (said.0.replace('\u{a0}', " "), said.1.replace('\u{a0}', " "));
            assert_eq!(
                said,
                (effect.to_owned(), reach.to_owned()),
                "{name} {value:?}"
            );
        }
    }

    /// With nothing left in the area, a lever's own part is still told.
    #[test]
    fn a_reach_is_not_cut_at_what_is_left() {
        let far = &[("indexation.withheld_health", 5.0)];
        let (_, reach) = line("commissioning.share_health", None, far);
        assert_eq!(reach, "Som mest 23,8\u{a0}mnkr 2023, vid 2,0\u{a0}%.");
    }
}
