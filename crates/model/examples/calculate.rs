//! A scenario in, its outcome out, both JSON: `calculate < scenario.json`.
//!
//! In: `{"inputs": {"requirement.care": 50}}`; what is left out takes its default. An unknown id is an error, a value
//! outside its range is clamped and warned of. Out: every series of the outcome, unrounded, and its warnings, each with
//! the id of the input it concerns after its text.

use balans_model::{
    Area, HousingType, Inputs, KSON_2023, Measure, Outcome, Party, Quantity, Scope, Year, simulate,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::process::ExitCode;

#[derive(Serialize)]
pub(crate) struct Report {
    years: Vec<Year>,
    areas: BTreeMap<&'static str, Budget>,
    total: Budget,
    measures: BTreeMap<&'static str, Effect>,
    one_off: Vec<f64>,
    gross_saving: Vec<f64>,
    remaining: Vec<f64>,
    result: Vec<f64>,
    reserve_used: Vec<f64>,
    to_restore: Vec<f64>,
    balance_year: Year,
    parties: BTreeMap<&'static str, Vec<f64>>,
    housing: BTreeMap<&'static str, Home>,
    warnings: Vec<Warning>,
}

#[derive(Serialize)]
struct Budget {
    reference_cost: Vec<f64>,
    requirement: Vec<f64>,
    financing: Vec<f64>,
    saving: Vec<f64>,
    gap: Vec<f64>,
}

#[derive(Serialize)]
struct Effect {
    saving: Vec<f64>,
    one_off: Vec<f64>,
    full_year: f64,
    /// 1 where the measure saves something while nobody has stated its cost, else 0.
    cost_missing: u8,
}

#[derive(Serialize)]
struct Home {
    vacant_days: Vec<f64>,
    compensation: Vec<f64>,
    external_premium_cost: Vec<f64>,
}

#[derive(Serialize)]
struct Warning {
    code: &'static str,
    text: String,
}

fn main() -> ExitCode {
    let mut text = String::new();
    let result = match std::io::stdin().read_to_string(&mut text) {
        Ok(_) => calculate(&text),
        Err(error) => Err(format!("cannot read the scenario: {error}")),
    };
    match result {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("calculate: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The report of a scenario, or what is wrong with it.
pub(crate) fn calculate(text: &str) -> Result<String, String> {
    let mut scenario: BTreeMap<String, BTreeMap<String, f64>> = serde_json::from_str(text)
        .map_err(|error| format!("the scenario is not as expected: {error}"))?;
    let given = scenario.remove("inputs").unwrap_or_default();
    if let Some(key) = scenario.keys().next() {
        return Err(format!("unknown key \"{key}\""));
    }
    let defaults = Inputs::defaults(&KSON_2023);
    let mut values = BTreeMap::new();
    for (name, value) in given {
        let id = KSON_2023
            .find(&name)
            .ok_or_else(|| format!("unknown input \"{name}\""))?;
        values.insert(id, value);
    }
    // Raw, so that the run itself clamps and warns.
    let inputs = Inputs::raw(|id| values.get(&id).copied().unwrap_or(defaults.get(id)));
    let report = report(&simulate(&KSON_2023, &inputs));
    serde_json::to_string(&report).map_err(|error| error.to_string())
}

/// Every series, unrounded.
pub(crate) fn report(outcome: &Outcome) -> Report {
    let budget = |scope: Scope| Budget {
        reference_cost: outcome.series(|year| Quantity::ReferenceCost(scope, year)),
        requirement: outcome.series(|year| Quantity::Requirement(scope, year)),
        financing: outcome.series(|year| Quantity::Financing(scope, year)),
        saving: outcome.series(|year| Quantity::Saving(scope, year)),
        gap: outcome.series(|year| Quantity::Gap(scope, year)),
    };
    let effect = |measure: Measure| Effect {
        saving: outcome.series(|year| Quantity::MeasureSaving(measure, year)),
        one_off: outcome.series(|year| Quantity::MeasureOneOff(measure, year)),
        full_year: outcome.value(Quantity::FullYear(measure)).unwrap_or(0.0),
        cost_missing: u8::from(outcome.is_gross(measure)),
    };
    let home = |housing: HousingType| Home {
        vacant_days: outcome.series(|year| Quantity::VacantDays(housing, year)),
        compensation: outcome.series(|year| Quantity::Compensation(housing, year)),
        external_premium_cost: outcome.series(|year| Quantity::ExternalPremiumCost(housing, year)),
    };
    let party = |party: Party| outcome.series(|year| Quantity::PartyTotal(party, year));
    Report {
        years: outcome.years().collect(),
        areas: Area::ALL
            .iter()
            .map(|area| (area.id(), budget(Scope::Area(*area))))
            .collect(),
        total: budget(Scope::Total),
        measures: Measure::ALL
            .iter()
            .map(|measure| (measure.id(), effect(*measure)))
            .collect(),
        one_off: outcome.series(Quantity::OneOff),
        gross_saving: outcome.series(Quantity::GrossSaving),
        remaining: outcome.series(Quantity::Remaining),
        result: outcome.series(Quantity::YearResult),
        reserve_used: outcome.series(Quantity::ReserveUsed),
        to_restore: outcome.series(Quantity::ToRestore),
        balance_year: outcome.balance_year(),
        parties: Party::ALL.iter().map(|p| (p.id(), party(*p))).collect(),
        housing: HousingType::ALL
            .iter()
            .map(|housing| (housing.id(), home(*housing)))
            .collect(),
        warnings: outcome
            .warnings
            .iter()
            .map(|warning| Warning {
                code: warning.code().as_str(),
                text: match warning.input() {
                    Some(id) => format!("{} ({})", warning.text(&KSON_2023), id.name()),
                    None => warning.text(&KSON_2023),
                },
            })
            .collect(),
    }
}
