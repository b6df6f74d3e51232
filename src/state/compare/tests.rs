use balans_model::{KSON_2023, input_id};

use super::*;
use crate::state::Intent;
use crate::storage::{Environment, MemoryBackend};

const CARE: InputId = input_id("requirement.care");
const HEALTH: InputId = input_id("requirement.health");
const NEGLIGENCE: InputId = input_id("negligence_clause.amount");
const CLAUSE_ON: InputId = input_id("negligence_clause.on");
const CASELOAD: InputId = input_id("caseload.change");
const CASELOAD_START: InputId = input_id("caseload.start_year");
const CASELOAD_ONE_OFF: InputId = input_id("caseload.one_off");

const LEFT: Quantity = Quantity::Remaining(2023);

/// Makes inputs: the defaults with these values.
fn with(values: &[(InputId, f64)]) -> Inputs {
    let mut inputs = Inputs::defaults(&KSON_2023);
    for (id, value) in values {
        inputs.set(&KSON_2023, *id, *value);
    }
    inputs
}

fn saved(name: &str) -> ContenderOrigin {
    ContenderOrigin::Saved(name.to_owned())
}

/// Compares scenarios named a, b, c …, the first being the base.
fn compared(scenarios: &[&[(InputId, f64)]]) -> Comparison {
    let contenders = scenarios
        .iter()
        .zip(["a", "b", "c", "d"])
        .map(|(values, name)| Contender {
            origin: saved(name),
            name: name.to_owned(),
            inputs: with(values),
            year: KSON_2023.plan_year,
            terms: TermValues::new(),
        });
    Comparison::of(
        &KSON_2023,
        contenders.collect(),
        &ComparedChoice::default(),
        KSON_2023.plan_year,
    )
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[track_caller]
fn expect<T: PartialEq + Copy + std::fmt::Debug>(rows: &[ComparedRow<T>], of: T, expected: &[f64]) {
    let row = rows.iter().find(|row| row.of == of);
    let values = row
        .map(|row| row.values.clone())
        .unwrap_or_else(|| panic!("{of:?} is missing"));
    let all = values.iter().zip(expected).all(|(a, b)| close(*a, *b));
    assert!(
        all && values.len() == expected.len(),
        "{of:?}: {values:?} for {expected:?}"
    );
}

/// 47,6 and 26,1 of requirement, 0,5 and 0,7 of saving; 2,4 more of requirement in the second, and
/// without the 0,7 in the third.
#[test]
fn headline_parties_and_years_are_each_scenarios_own() {
    let all = compared(&[&[], &[(CARE, 50.0)], &[(CLAUSE_ON, 0.0)]]);
    let requirement = Quantity::Requirement(Scope::Total, 2023);
    let saving = Quantity::Saving(Scope::Total, 2023);
    expect(&all.headline, requirement, &[73.7, 76.1, 73.7]);
    expect(&all.headline, saving, &[1.2, 1.2, 0.5]);
    expect(&all.headline, LEFT, &[72.5, 74.9, 73.2]);
    let gap = |area: Area| Quantity::Gap(area.into(), 2023);
    expect(&all.headline, gap(Area::Care), &[46.4, 48.8, 47.1]);
    expect(&all.headline, gap(Area::Health), &[26.1, 26.1, 26.1]);
    let party = |party| Quantity::PartyTotal(party, 2023);
    expect(&all.parties, party(Party::Kson), &[1.2, 1.2, 0.5]);
    expect(&all.parties, party(Party::Tiohundra), &[-1.2, -1.2, -0.5]);
    expect(&all.parties, party(Party::Group), &[0.0; 3]);
    expect(&all.parties, party(Party::Norrtalje), &[0.0; 3]);
    expect(&all.parties, party(Party::Region), &[0.0; 3]);
    expect(&all.parties, party(Party::External), &[0.0; 3]);
    assert_eq!(all.parties.len(), 6);

    let years: Vec<Year> = all.gaps.iter().map(|row| row.of).collect();
    assert_eq!(years, (2023..=2031).collect::<Vec<_>>());
    for row in &all.gaps {
        // A higher requirement is higher by the same amount every year, and a clause worth less by
        // its 0,7.
        assert!(close(row.values[1] - row.values[0], 2.4), "{row:?}");
        assert!(close(row.values[2] - row.values[0], 0.7), "{row:?}");
    }
    let last = all.gaps.last().unwrap();
    expect(&all.headline, Quantity::Remaining(2031), &last.values);
    // As much higher where the members fund less, and no year in balance.
    let low = Quantity::RemainingLowFunding(2031);
    let base = 390.354_562_409_934_6;
    expect(&all.headline, low, &[base, base + 2.4, base + 0.7]);
    expect(&all.headline, Quantity::BalanceYear(), &[0.0; 3]);
}

#[test]
fn differences_are_to_the_chosen_base() {
    let mut choice = ComparedChoice::default();
    let contenders = compared(&[&[], &[(CARE, 50.0)]]).contenders;
    let gap = |choice: &ComparedChoice| {
        let all = Comparison::of(&KSON_2023, contenders.clone(), choice, KSON_2023.plan_year);
        let row = all.headline.into_iter().find(|row| row.of == LEFT);
        let row = row.unwrap();
        [0, 1].map(|place| row.change(place, all.base))
    };
    let [of_first, of_second] = gap(&choice);
    assert_eq!(of_first, None);
    assert!(of_second.is_some_and(|change| close(change, 2.4)));
    choice.set_base(saved("b"));
    let [of_first, of_second] = gap(&choice);
    assert!(of_first.is_some_and(|change| close(change, -2.4)));
    assert_eq!(of_second, None);
    // Where the base is gone, the first scenario is the base.
    choice.set_base(saved("z"));
    assert_eq!(gap(&choice)[0], None);
}

#[test]
fn one_off_costs_show_in_the_years_they_fall() {
    let all = compared(&[
        &[],
        &[
            (CASELOAD, 5.0),
            (CASELOAD_START, 2025.0),
            (CASELOAD_ONE_OFF, 3.0),
        ],
    ]);
    expect(&all.headline, Quantity::OneOff(2023), &[0.0, 0.0]);
    expect(&all.headline, Quantity::OneOff(2025), &[0.0, 3.0]);
    let one_offs = |row: &&ComparedRow<Quantity>| matches!(row.of, Quantity::OneOff(_));
    assert_eq!(all.headline.iter().filter(one_offs).count(), 2);
}

#[test]
fn every_input_that_differs_between_any_two_is_listed() {
    // The first two agree on health, the last two on care.
    let all = compared(&[
        &[],
        &[(CARE, 50.0)],
        &[(CARE, 50.0), (HEALTH, 30.0), (CASELOAD_START, 2026.0)],
    ]);
    let found: Vec<_> = all.inputs.iter().map(|row| row.of).collect();
    let mut expected = vec![CARE, HEALTH, CASELOAD_START];
    expected.sort();
    assert_eq!(found, expected);
    expect(&all.inputs, CARE, &[47.6, 50.0, 50.0]);
    expect(&all.inputs, HEALTH, &[26.1, 26.1, 30.0]);
    expect(&all.inputs, CASELOAD_START, &[2023.0, 2023.0, 2026.0]);
    assert_eq!(compared(&[&[], &[]]).inputs, []);
}

fn hidden(scenarios: &[&[(InputId, f64)]]) -> (Vec<InputId>, bool) {
    let found = compared(scenarios).insignificant(&KSON_2023);
    (found.inputs, found.together)
}

#[test]
fn what_moves_less_than_a_tenth_shows_is_insignificant() {
    assert_eq!(hidden(&[&[], &[(CARE, 47.64)]]), (vec![CARE], false));
    assert_eq!(hidden(&[&[], &[(CARE, 47.65)]]), (vec![], false));
    assert_eq!(hidden(&[&[], &[(CARE, 47.56)]]), (vec![CARE], false));
    assert_eq!(hidden(&[&[], &[(CARE, 47.55)]]), (vec![], false));
    // Significant in one of the others is enough, whichever place it has.
    let three: [&[_]; 3] = [&[], &[(CARE, 47.61)], &[(CARE, 48.0)]];
    assert_eq!(hidden(&three), (vec![], false));
    // Each area by itself: what is only moved between them matters.
    let moved: &[_] = &[(CARE, 47.0), (HEALTH, 26.7)];
    assert_eq!(hidden(&[&[], moved]), (vec![], false));
}

#[test]
fn a_later_year_a_party_and_one_off_costs_count_too() {
    // Without effect in the plan year.
    let growth = input_id("requirement.growth_funding");
    let share = KSON_2023.spec(growth).default;
    let other = if share > 50.0 {
        share - 10.0
    } else {
        share + 10.0
    };
    assert_eq!(hidden(&[&[], &[(growth, other)]]), (vec![], false));
    // KSON's share is the same; the parties' shares differ.
    let share = input_id("housing.tiohundra_share");
    assert_eq!(hidden(&[&[], &[(share, 50.0)]]), (vec![], false));
    // A one-off cost moves no gap and no party, but counts.
    let base: &[_] = &[(CASELOAD, 5.0)];
    let dear: &[_] = &[(CASELOAD, 5.0), (CASELOAD_ONE_OFF, 3.0)];
    assert_eq!(hidden(&[base, dear]), (vec![], false));
}

#[test]
fn what_only_acts_with_something_else_is_not_left_out() {
    // The start year of a measure that neither scenario has does nothing; of one that the other
    // has, it does.
    assert_eq!(
        hidden(&[&[], &[(CASELOAD_START, 2026.0)]]),
        (vec![CASELOAD_START], false)
    );
    let later: &[_] = &[(CASELOAD, 5.0), (CASELOAD_START, 2026.0)];
    assert_eq!(hidden(&[&[], later]), (vec![], false));
    assert_eq!(hidden(&[later, &[]]), (vec![], false));
}

#[test]
fn what_makes_a_difference_only_together_is_told() {
    // 0,04 of requirement and 0,03 less of saving, both in care.
    let together: &[_] = &[(CARE, 47.64), (NEGLIGENCE, 670.0)];
    let mut both = vec![CARE, NEGLIGENCE];
    both.sort();
    assert_eq!(hidden(&[&[], together]), (both.clone(), true));
    assert_eq!(hidden(&[together, &[]]), (both, true));
}

#[test]
fn any_number_is_compared_none_included() {
    let none = Comparison::of(
        &KSON_2023,
        Vec::new(),
        &ComparedChoice::default(),
        KSON_2023.plan_year,
    );
    assert!(none.inputs.is_empty() && none.insignificant(&KSON_2023).inputs.is_empty());
    assert!(none.headline.iter().all(|row| row.values.is_empty()));
    let one = compared(&[&[(CARE, 50.0)]]);
    expect(&one.headline, LEFT, &[74.9]);
    let four = compared(&[&[], &[(CARE, 50.0)], &[], &[(CARE, 40.0)]]);
    expect(&four.headline, LEFT, &[72.5, 74.9, 72.5, 64.9]);
}

#[test]
fn a_fifth_is_refused_until_one_leaves() {
    let mut choice = ComparedChoice::start();
    let here = |_: &ContenderOrigin| true;
    for name in ["a", "b", "c"] {
        assert!(choice.set(saved(name), true, here));
    }
    let full = choice.clone();
    assert!(!choice.set(saved("d"), true, here));
    assert_eq!(choice, full);
    // Choosing a chosen scenario again adds none, and does not move it.
    assert!(choice.set(saved("a"), true, here));
    assert_eq!(choice, full);
    assert!(choice.set(ContenderOrigin::Working, false, here));
    assert!(choice.set(saved("d"), true, here));
    assert_eq!(choice.chosen, ["a", "b", "c", "d"].map(saved));
    // A deleted scenario no longer counts.
    let without_b = |origin: &ContenderOrigin| *origin != saved("b");
    assert!(choice.set(ContenderOrigin::Working, true, without_b));
    assert!(choice.has(&ContenderOrigin::Working) && !choice.has(&saved("b")));
}

#[test]
fn contenders_come_from_the_session_under_names_of_their_own() {
    let environment = Environment {
        now: || "2026-11-21T19:00:00+01:00".to_owned(),
        fresh_id: || "s000001".to_owned(),
        unnamed: "Namnlöst scenario",
    };
    let (backend, tab) = (MemoryBackend::default(), MemoryBackend::default());
    let mut session = Session::open(&KSON_2023, Box::new(backend), Box::new(tab), environment);
    session.apply(Intent::Set(CARE, 50.0));
    session.apply(Intent::SaveAs("Nu".to_owned()));
    session.apply(Intent::Set(CARE, 40.0));
    let id = session.library()[0].id.clone();
    let mut choice = ComparedChoice::start();
    choice.set(ContenderOrigin::Saved(id.clone()), true, |_| true);
    choice.set(saved("deleted"), true, |_| true);
    let found = contenders(&session, &choice, "Nu");
    let seen: Vec<_> = found
        .iter()
        .map(|one| (&one.origin, one.name.as_str(), one.inputs.get(CARE)))
        .collect();
    let kept = ContenderOrigin::Saved(id);
    assert_eq!(
        seen,
        [
            (&ContenderOrigin::Working, "Nu", 40.0),
            (&kept, "Nu (2)", 50.0)
        ]
    );
}

#[test]
fn taken_names_are_counted_on() {
    let taken = ["a", "a (2)"];
    assert_eq!(distinct("a", |name| taken.contains(&name)), "a (3)");
    assert_eq!(distinct("b", |name| taken.contains(&name)), "b");
}
