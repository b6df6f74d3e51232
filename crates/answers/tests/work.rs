//! Questions as JSON, and their answers.

#![allow(clippy::unwrap_used, reason = "a failed test panics")]

use balans_answers::{Answer, Question, Work};
use balans_model::answers::{
    Seek, Span, Target, finish, futures, levers, payments, quantile, seek, shapley,
};
use balans_model::{InputId, Inputs, KSON_2023, Party, Quantity, simulate};

fn ask(text: &str) -> Result<Answer, String> {
    let question: Question = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut work = Work::new(&question)?;
    while !work.step(500) {
        let (done, all) = work.progress();
        assert!(done < all);
    }
    let answer = work.answer();
    // It comes out of JSON as it went in.
    let text = serde_json::to_string(&answer).unwrap();
    assert_eq!(serde_json::from_str::<Answer>(&text).unwrap(), answer);
    Ok(answer)
}

#[test]
fn levers_are_counted_for_the_group_where_that_is_asked() {
    let asked =
        r#"{"inputs": {"provider.tiohundra_share_care": 100}, "seek": true, "group": true}"#;
    let answer = ask(asked).unwrap();
    let rows = answer.seek.unwrap();
    let all = levers(&KSON_2023);
    let mut inputs = Inputs::defaults(&KSON_2023);
    let share = InputId::find("provider.tiohundra_share_care").unwrap();
    inputs.set(&KSON_2023, share, 100.0);
    let mut job = Seek::for_group(&KSON_2023, &inputs, answer.year, all);
    finish(&mut job);
    assert_eq!(rows.len(), job.found().len());
    for (row, (_, found)) in rows.iter().zip(job.found()) {
        assert_eq!(
            (row.to, row.nearest, row.remaining, row.transfer),
            (found.to, found.nearest, found.remaining, found.is_transfer)
        );
    }
    let transfers = rows.iter().filter(|row| row.transfer);
    assert!(
        transfers
            .clone()
            .any(|row| row.levers == ["indexation.withheld_care"])
    );
    assert!(transfers.count() < rows.len());
    // What Tiohundra loses has no area.
    let refused = ask(r#"{"seek": true, "group": true, "area": "care"}"#).unwrap_err();
    assert!(refused.contains("care"), "{refused}");
    // Nothing is said of transfers where KSON is counted.
    let plain = ask(r#"{"seek": true}"#).unwrap();
    assert!(!serde_json::to_string(&plain).unwrap().contains("transfer"));
}

#[test]
fn every_part_is_answered_and_nothing_that_was_not_asked() {
    let answer = ask(
        r#"{"inputs": {"requirement.care": 40, "indexation.withheld_care": 1.5, "price.plan_year": 3},
            "year": 2026, "area": "care", "seek": true, "shapley": true,
            "limits": {"commissioning.share_care": 5, "e_services.cases": 1000},
            "from": {"requirement.care": 30}, "documents": {"requirement.care": 40}}"#,
    )
    .unwrap();
    let mut inputs = Inputs::defaults(&KSON_2023);
    for (name, value) in [
        ("requirement.care", 40.0),
        ("indexation.withheld_care", 1.5),
        ("price.plan_year", 3.0),
    ] {
        inputs.set(&KSON_2023, InputId::find(name).unwrap(), value);
    }
    let target = Target {
        year: 2026,
        scope: balans_model::Area::Care.into(),
    };
    let outcome = simulate(&KSON_2023, &inputs);
    let party = outcome.value(Quantity::PartyTotal(Party::Tiohundra, 2026));
    assert_eq!(answer.year, 2026);
    assert_eq!(answer.now.get("party.tiohundra").copied(), party);

    let rows = answer.seek.unwrap();
    let all = levers(&KSON_2023);
    assert_eq!(rows.len(), all.len());
    for (row, lever) in rows.iter().zip(&all) {
        let found = seek(&KSON_2023, &inputs, target, lever);
        assert_eq!(
            (row.to, row.nearest, row.remaining, row.flat),
            (found.to, found.nearest, found.remaining, found.is_flat)
        );
        assert_eq!(
            row.at["gap.care"].max(0.0).to_bits(),
            row.remaining.to_bits()
        );
    }
    let members = answer.members.unwrap();
    let paid = payments(&KSON_2023, &inputs, target);
    assert_eq!(members.len(), 1);
    assert_eq!(members[0].pays.to_bits(), paid[0].pays.to_bits());

    let shares = answer.shapley.unwrap().shares;
    let native = shapley(&KSON_2023, &inputs);
    assert_eq!(shares.len(), native.len());
    for (share, native) in shares.iter().zip(&native) {
        assert_eq!(share.id, native.key.id());
        assert_eq!(share.value["saving.total"].len(), native.value.len());
    }

    assert_eq!(answer.packages.unwrap().combinations, 4);
    let groups = answer.difference.unwrap().shares;
    let groups: Vec<&str> = groups.iter().map(|share| &*share.id).collect();
    assert_eq!(groups, ["requirement", "prices", "indexation"]);
    let sides = answer.decisions.unwrap().shares;
    let sides: Vec<&str> = sides.iter().map(|share| &*share.id).collect();
    assert_eq!(sides, ["assumptions", "decisions"]);

    let little = ask("{}").unwrap();
    assert_eq!(little.year, KSON_2023.growth_to);
    let parts = serde_json::to_value(&little).unwrap();
    let parts: Vec<&String> = parts.as_object().unwrap().keys().collect();
    assert_eq!(parts, ["now", "year"]);
}

#[test]
fn futures_are_those_of_the_model_in_every_year() {
    let answer = ask(
        r#"{"inputs": {"requirement.growth_funding": 90}, "year": 2026, "area": "care",
            "futures": {"points": 256, "spans": [
                {"input": "demography.elasticity_care", "low": 0.5, "high": 1},
                {"input": "requirement.care", "low": 0, "high": 60}]}}"#,
    )
    .unwrap();
    let found = answer.futures.unwrap();
    let mut inputs = Inputs::defaults(&KSON_2023);
    let id = |name: &str| InputId::find(name).unwrap();
    inputs.set(&KSON_2023, id("requirement.growth_funding"), 90.0);
    let spans = [
        Span::new(id("demography.elasticity_care"), 0.5, 1.0),
        Span::new(id("requirement.care"), 0.0, 60.0),
    ];
    assert_eq!(found.points, 256);
    let years: Vec<i32> = found.years.iter().map(|one| one.year).collect();
    assert_eq!(years, (2023..=2031).collect::<Vec<_>>());
    for one in &found.years {
        let target = Target {
            year: one.year,
            scope: balans_model::Area::Care.into(),
        };
        let of_year = futures(&KSON_2023, &inputs, target, &spans, 256);
        assert_eq!(one.balanced, of_year.balanced);
        if one.year == 2026 {
            assert_eq!(found.first, of_year.left[..20]);
        }
        let mut left = of_year.left;
        left.sort_by(f64::total_cmp);
        assert_eq!(one.dots[0].to_bits(), quantile(&left, 0.025).to_bits());
        assert_eq!(one.dots[19].to_bits(), quantile(&left, 0.975).to_bits());
        assert_eq!(one.bands[3].to_bits(), quantile(&left, 0.5).to_bits());
    }
    let ids: Vec<&[String]> = found.hinges.iter().map(|row| &*row.inputs).collect();
    assert_eq!(ids, [["demography.elasticity_care"], ["requirement.care"]]);
    let totals = balans_model::totals(&KSON_2023, &inputs);
    let now = totals.remaining(balans_model::Area::Care.into(), 2026);
    assert_eq!(found.now.to_bits(), now.to_bits());
    let care = &found.hinges[1];
    assert!(care.at_low < care.at_high && !care.turns);

    for (spans, says) in [
        (r#"[{"input": "x", "low": 0, "high": 1}]"#, "unknown input"),
        (
            r#"[{"input": "requirement.care", "low": 0, "high": 1, "follows": "y"}]"#,
            "unknown input",
        ),
    ] {
        let text = format!(r#"{{"futures": {{"points": 4, "spans": {spans}}}}}"#);
        assert!(ask(&text).unwrap_err().contains(says), "{spans}");
    }
    assert!(ask(r#"{"futures": {"points": 0, "spans": []}}"#).is_err());
    assert!(ask(r#"{"futures": {"points": 100000, "spans": []}}"#).is_err());
}

#[test]
fn constraints_and_a_lever_that_takes_what_is_left() {
    let answer = ask(
        r#"{"inputs": {"requirement.care": 4, "requirement.health": 0}, "area": "care",
            "limits": {"commissioning.share_care": 1, "e_services.cases": 1000, "indexation.withheld_care": 5},
            "levels": 3, "take": ["indexation.withheld_care"],
            "constraints": {"tiohundra": -100, "most": 1, "supported": true, "without": ["e_services"]}}"#,
    )
    .unwrap();
    let packages = answer.packages.unwrap();
    assert_eq!(packages.combinations, 9);
    let names = packages.dropped.iter().map(|dropped| &*dropped.constraint);
    assert!(names.eq(["tiohundra", "most", "supported", "without"]));
    // The documents call none of these measures decided or possible; that is the constraint to drop.
    assert_eq!((packages.allowed, packages.ways.len()), (0, 0));
    let balancing = packages.dropped.iter().map(|dropped| dropped.balancing);
    assert!(balancing.eq([0, 0, 3, 0]));
    let fewest = packages.dropped[2].nearest.as_ref().unwrap();
    assert_eq!(fewest.measures, 1);
    assert!(fewest.values["indexation.on"] > 0.5);
    let taken = fewest.values["indexation.withheld_care"];
    assert!(taken > 0.0 && taken < 5.0, "{taken}");
    assert!(fewest.remaining < 0.0005);
    // What is shown of it is what a run with those values shows.
    let mut inputs = Inputs::defaults(&KSON_2023);
    let given = [("requirement.care", 4.0), ("requirement.health", 0.0)];
    let given = given.map(|(name, value)| (name.to_owned(), value));
    for (name, value) in given.iter().chain(
        fewest
            .values
            .iter()
            .map(|(name, value)| (name.clone(), *value))
            .collect::<Vec<_>>()
            .iter(),
    ) {
        inputs.set(&KSON_2023, InputId::find(name).unwrap(), *value);
    }
    let outcome = simulate(&KSON_2023, &inputs);
    let party = outcome.value(Quantity::PartyTotal(Party::Tiohundra, 2025));
    assert_eq!(party, Some(fewest.tiohundra));
    assert_eq!(party, Some(fewest.at["party.tiohundra"]));
}

#[test]
fn a_question_that_cannot_be_asked_says_what_is_wrong() {
    let many: Vec<String> = KSON_2023
        .measures
        .iter()
        .filter_map(|measure| measure.inputs.first())
        .map(|id| format!("\"{}\": 1", id.name()))
        .collect();
    let many = format!(r#"{{"limits": {{{}}}, "levels": 3}}"#, many.join(", "));
    for (question, said) in [
        ("{", "EOF"),
        (r#"{"inputz": {}}"#, "inputz"),
        (r#"{"inputs": {"no.such": 1}}"#, "no.such"),
        (r#"{"year": 1999}"#, "1999"),
        (r#"{"area": "all"}"#, "all"),
        (r#"{"limits": {"requirement.care": 1}}"#, "requirement.care"),
        (r#"{"limits": {}, "levels": 4}"#, "4 levels"),
        (
            r#"{"limits": {}, "take": ["indexation.on"]}"#,
            "indexation.on",
        ),
        (
            r#"{"limits": {}, "constraints": {"without": ["nothing"]}}"#,
            "nothing",
        ),
        (&many, "more than 9"),
    ] {
        let error = ask(question).unwrap_err();
        assert!(error.contains(said), "{question}: {error}");
    }
}
