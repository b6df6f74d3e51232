//! A second implementation, written straight from model.md in plain numbers and sharing nothing with the first:
//! both must agree on random scenarios over all inputs.

#![allow(
    clippy::unwrap_used,
    clippy::float_cmp,
    reason = "a failed test panics; years are whole"
)]

mod common;

use balans_model::{
    Area, HousingType, Inputs, KSON_2023, Measure, Outcome, Party, Quantity, Scope, simulate,
};
use common::{Seeded, id};
use std::collections::BTreeMap;
use std::panic::catch_unwind;

const YEARS: std::ops::RangeInclusive<i32> = 2022..=2031;
const TYPES: [&str; 3] = ["nursing_home", "lss", "social_psychiatry"];
const AREAS: [&str; 2] = ["care", "health"];

struct Scenario<'a>(&'a Inputs);

impl Scenario<'_> {
    fn get(&self, name: &str) -> f64 {
        self.0.get(id(name))
    }

    fn pct(&self, name: &str) -> f64 {
        self.get(name) / 100.0
    }

    fn elderly(&self, t: i32) -> f64 {
        let first = |t: i32| {
            (1.0 + self.pct("demography.growth_80_to_2025")).powf(f64::from(t - 2021) / 4.0)
        };
        if t <= 2025 {
            first(t)
        } else {
            first(2025) * (1.0 + self.pct("demography.growth_80_after")).powi(t - 2025)
        }
    }

    fn external_price(&self, home: &str) -> f64 {
        self.get(&format!("housing.{home}.daily_rate"))
            * (1.0 + self.pct(&format!("housing.{home}.external_premium")))
    }

    fn overflow(&self, t: i32) -> f64 {
        self.get("housing.lss.places") * ((1.0 + self.pct("lss.growth")).powi(t - 2022) - 1.0)
    }

    fn cost(&self, area: &str, t: i32) -> f64 {
        let care = self.pct("base.care_share");
        let share = if area == "care" { care } else { 1.0 - care };
        let growth = self.elderly(t) / self.elderly(2022) - 1.0;
        let elasticity = self.get(&format!("demography.elasticity_{area}"));
        let volume = (1.0 + elasticity * (1.0 - self.pct("demography.healthy_ageing")) * growth)
            * (1.0 + self.pct("cost.trend")).powi(t - 2022);
        let cost =
            self.get("base.total_cost") * share * (1.0 + self.pct("price.plan_year")) * volume;
        let dearer = self.external_price("lss") - self.get("housing.lss.daily_rate");
        if area == "care" {
            cost + self.overflow(t) * 365.0 * dearer / 1e6
        } else {
            cost
        }
    }

    fn requirement(&self, area: &str, t: i32) -> f64 {
        if t < 2023 {
            return 0.0;
        }
        let (cost, plan) = (self.cost(area, t), self.cost(area, 2023));
        let first = self.get(&format!("requirement.{area}"));
        let base = if self.get("financing.by_increase") > 0.0 {
            let raise = 1.0 + self.pct(&format!("financing.increase_{area}"));
            let prices = (1.0 + self.pct("price.following")).powi(t - 2023);
            cost - (plan - first) * raise.powi(t - 2023) / prices
        } else {
            first + (1.0 - self.pct("requirement.growth_funding")) * (cost - plan)
        };
        base + self.pct("requirement.extra_per_year") * plan * f64::from(t - 2023)
    }

    fn phase(&self, measure: &str, t: i32, full_year: bool) -> f64 {
        let scale =
            self.pct(&format!("{measure}.realisation")) * self.get(&format!("{measure}.on"));
        if full_year {
            return scale;
        }
        let start = self.get(&format!("{measure}.start_year"));
        let n = f64::from(t) - start;
        if n < 0.0 {
            return 0.0;
        }
        let timed = measure != "indexation";
        let ramp = if timed {
            self.get(&format!("{measure}.ramp_years"))
        } else {
            1.0
        };
        let mut level = ((n + 1.0) / ramp).min(1.0);
        if n == 0.0 && timed {
            level *= (13.0 - self.get(&format!("{measure}.start_month"))) / 12.0;
        }
        level * scale
    }

    /// Savings per measure and area, and effects per party, of one year.
    fn year(&self, t: i32, full_year: bool) -> (BTreeMap<&'static str, [f64; 2]>, [f64; 5]) {
        let mut saving: BTreeMap<&'static str, [f64; 2]> = BTreeMap::new();
        let [mut tiohundra, mut norrtalje, mut region, mut external] = [0.0; 4];
        let f = |measure: &str| self.phase(measure, t, full_year);
        let delta = self.pct("housing.displaced_share");
        let nu = self.pct("housing.avoidable_share");
        let w = self.pct("housing.tiohundra_share");

        // 1-4
        let (mut lower, mut upgrade, mut compensation, mut social) = (0.0, 0.0, 0.0, 0.0);
        for home in TYPES {
            let n = self.get(&format!("housing.{home}.places"));
            let a0 = self.pct(&format!("housing.{home}.usable_vacancy"));
            let b0 = self.pct(&format!("housing.{home}.unfit_vacancy"));
            let theta = self.get(&format!("housing.{home}.vacancy_compensation"));
            let p = self.get(&format!("housing.{home}.daily_rate"));
            let pext = self.external_price(home);
            let a1 = (a0 + self.pct(&format!("occupancy.{home}.change")) * f("occupancy"))
                .clamp(0.0, 1.0);
            let b1 = (b0
                + self.pct(&format!("housing_upgrade.{home}.change")) * f("housing_upgrade"))
            .clamp(0.0, 1.0);
            let (du, dx) = (n * (a0 - a1) * 365.0, n * (b0 - b1) * 365.0);
            let gain = p - theta - nu * p;
            let from_home = self.pct("occupancy.filled_from_home");
            let from_external = self
                .pct("occupancy.filled_from_external")
                .min(1.0 - from_home);
            let closed = 1.0 - from_home - from_external;
            let replaced = self.get("occupancy.home_care_replaced");
            lower += du
                * (closed * theta
                    + from_external * (theta + pext - p)
                    + from_home * (replaced + theta - p))
                / 1e6;
            let providers =
                du * ((from_external + from_home) * gain - closed * theta * (1.0 - nu)) / 1e6;
            tiohundra += w * providers;
            external += (1.0 - w) * providers - from_external * pext * du / 1e6;
            upgrade += dx * delta * (theta + pext - p) / 1e6
                - (n * (b0 - b1)).max(0.0) * self.get("housing_upgrade.cost_per_place") / 1e3;
            tiohundra += w * delta * gain * dx / 1e6;
            external += (1.0 - w) * delta * gain * dx / 1e6 - delta * pext * dx / 1e6;
            let a2 = (a1 + (1.0 - delta) * (b0 - b1)).clamp(0.0, 1.0);
            let t_y = n * (a2 + b1) * 365.0 * theta / 1e6;
            compensation += t_y;
            if home == "social_psychiatry" {
                social = t_y;
            }
        }
        saving.insert("occupancy", [lower, 0.0]);
        saving.insert("housing_upgrade", [upgrade, 0.0]);
        let in_base = self.get("vacancy_reform.in_base_year") > 0.0;
        let r1 = if in_base {
            0.0
        } else {
            (self.get("vacancy_reform.amount") / 1e3 * f("vacancy_reform")).min(social)
        };
        let r2 = (self.get("negligence_clause.amount") / 1e3 * f("negligence_clause")).min(
            if self.get("negligence_clause.all_homes") > 0.0 {
                compensation
            } else {
                social
            } - r1,
        );
        saving.insert("vacancy_reform", [r1, 0.0]);
        saving.insert("negligence_clause", [r2, 0.0]);
        tiohundra -= w * (r1 + r2);
        external -= (1.0 - w) * (r1 + r2);

        // 5-6
        let clients = self.get("caseload.clients") * self.elderly(t);
        let k0 = self.get("caseload.clients") / self.get("caseload.fte");
        let k1 = (k0 + self.get("caseload.change") * f("caseload")).max(1.0);
        let fte = self.get("caseload.cost_per_fte") / 1e3;
        saving.insert("caseload", [clients * (1.0 / k0 - 1.0 / k1) * fte, 0.0]);
        let alpha = self.pct("automation.share") * f("automation");
        let automated = (clients / k1) * (1.0 - 1.0 / (1.0 + alpha)) * fte
            - self.get("automation.running_cost") * f("automation");
        saving.insert("automation", [automated, 0.0]);

        // 7-10
        let s = self.pct("extra_care_housing.share_from_nursing_home");
        let x = |name: &str| self.get(&format!("extra_care_housing.{name}"));
        let kr_each = (1.0 - s) * 12.0 * x("home_care_hours_saved") * x("home_care_rate")
            + s * (x("nursing_home_cost") - x("care_cost_in_extra_care")) * 1e3
            - 12.0 * x("operating_cost") * 1e3;
        saving.insert(
            "extra_care_housing",
            [x("persons") * f("extra_care_housing") * kr_each / 1e6, 0.0],
        );
        let retained = self.get("retained_cost_liability.net_persons")
            * self.get("retained_cost_liability.cost_per_person")
            / 1e3
            * f("retained_cost_liability");
        saving.insert("retained_cost_liability", [retained, 0.0]);
        external -= retained;
        let days = self.get("discharge.external_days") * self.get("discharge.price_per_day") / 1e6
            * f("discharge");
        saving.insert(
            "discharge",
            [
                days - self.get("discharge.coordinator_cost") * f("discharge"),
                0.0,
            ],
        );
        region -= days;
        let built = self.get("own_lss_places.places") * f("own_lss_places");
        let covered = built.min(self.overflow(t));
        let (pext, p) = (
            self.external_price("lss"),
            self.get("housing.lss.daily_rate"),
        );
        let own = covered * 365.0 * (pext - p) / 1e6
            - built * self.get("own_lss_places.capital_cost_per_place") / 1e3;
        saving.insert("own_lss_places", [own, 0.0]);
        external -= covered * 365.0 * pext / 1e6;

        // 11-12
        let mut volume = [0.0; 2];
        for effect in saving.values() {
            volume[0] += effect[0];
            volume[1] += effect[1];
        }
        let (mut withheld, mut commissioned) = ([0.0; 2], [0.0; 2]);
        for (a, area) in AREAS.iter().enumerate() {
            let y = self.pct(&format!("provider.share_{area}"));
            let tau = self.pct(&format!("provider.tiohundra_share_{area}"));
            let start = if full_year {
                2023.0
            } else {
                self.get("indexation.start_year")
            };
            let last = f64::from(t).min(start + self.get("indexation.years") - 1.0);
            let mut kept = 1.0;
            for s in 2023..=t {
                if f64::from(s) >= start.max(2023.0) && f64::from(s) <= last {
                    let p = if s == 2023 {
                        self.pct("price.plan_year")
                    } else {
                        self.pct("price.following")
                    };
                    let w = self.pct(&format!("indexation.withheld_{area}")).min(p)
                        * self.pct("indexation.realisation")
                        * self.get("indexation.on");
                    kept *= (1.0 + p - w) / (1.0 + p);
                }
            }
            withheld[a] = y * (self.cost(area, t) - volume[a]) * (1.0 - kept);
            let share = self.pct(&format!("commissioning.share_{area}"));
            commissioned[a] =
                share * y * (self.cost(area, t) - volume[a] - withheld[a]) * f("commissioning");
            let lost = withheld[a] + (1.0 - self.pct("commissioning.real_share")) * commissioned[a];
            tiohundra -= tau * lost;
            external -= (1.0 - tau) * lost;
        }
        saving.insert("indexation", withheld);
        saving.insert("commissioning", commissioned);

        // 13-14
        let technology = self.get("welfare_technology.users")
            * (self.get("welfare_technology.saving_per_user")
                - self.get("welfare_technology.running_cost_per_user"))
            / 1e6
            * f("welfare_technology");
        let reablement = self.pct("reablement.hours_reduction")
            * self.get("reablement.home_care_cost")
            * f("reablement");
        let gross = technology + reablement;
        let factor = if gross <= 0.0 {
            1.0
        } else {
            (gross - commissioned[0] * self.pct("commissioning.real_share")).max(0.0) / gross
        };
        for (measure, gain) in [
            ("welfare_technology", technology),
            ("reablement", reablement),
        ] {
            let contracted = self.pct(&format!("{measure}.contracted"));
            saving.insert(measure, [gain * factor * contracted, 0.0]);
            let rest = gain * factor * (1.0 - contracted);
            let tau = self.pct("provider.tiohundra_share_care");
            tiohundra += tau * rest;
            external += (1.0 - tau) * rest;
        }

        // 15-17
        let (care, health) = (self.cost("care", t), self.cost("health", t));
        let split = |all: f64| [all * care / (care + health), all * health / (care + health)];
        let mean = ["organisation", "digital", "skills", "economy"]
            .iter()
            .map(|part| self.pct(&format!("shared_administration.{part}")))
            .sum::<f64>()
            / 4.0;
        let administration = (self.get("base.administration_cost")
            - self.get("base.case_management_cost"))
            * (1.0 + self.pct("price.plan_year"))
            * mean
            * f("shared_administration");
        saving.insert("shared_administration", split(administration));
        let (now, new) = (
            self.get("co_location.rent_now"),
            self.get("co_location.rent_new"),
        );
        let landlord = self.pct("co_location.landlord_share");
        saving.insert("co_location", split((now - new) * f("co_location")));
        norrtalje += (new - landlord * now) * f("co_location");
        external -= (1.0 - landlord) * now * f("co_location");
        let hours = self.get("e_services.cases") * self.get("e_services.minutes_per_case") / 60.0;
        saving.insert(
            "e_services",
            [
                (hours * self.get("e_services.hourly_cost") / 1e6
                    - self.get("e_services.running_cost"))
                    * f("e_services"),
                0.0,
            ],
        );

        let kson = saving.values().map(|effect| effect[0] + effect[1]).sum();
        (saving, [kson, tiohundra, norrtalje, region, external])
    }

    fn one_off(&self, measure: &str, t: i32) -> f64 {
        if f64::from(t) != self.get(&format!("{measure}.start_year"))
            || self.get(&format!("{measure}.on")) == 0.0
        {
            return 0.0;
        }
        let double = if measure == "co_location" {
            self.get("co_location.rent_now") * self.get("co_location.double_rent_months") / 12.0
        } else {
            0.0
        };
        self.get(&format!("{measure}.one_off")) + double
    }
}

#[track_caller]
fn agree(outcome: &Outcome, quantity: Quantity, expected: f64) {
    let actual = outcome.value(quantity).unwrap();
    let tolerance = 1e-9 * expected.abs().max(1.0);
    assert!(
        (actual - expected).abs() <= tolerance,
        "{}: {actual} is not {expected}",
        quantity.key()
    );
}

/// Compares both implementations on a scenario. A difference is reported with `scenario_name`.
fn compare(scenario_name: &str, inputs: &Inputs) {
    let result = catch_unwind(|| compare_all(inputs));
    assert!(result.is_ok(), "{scenario_name}: see the difference above");
}

fn compare_all(inputs: &Inputs) {
    let outcome = simulate(&KSON_2023, inputs);
    let scenario = Scenario(inputs);
    let (mut remaining, mut result) = (Vec::new(), Vec::new());
    let mut by_measure: Vec<(Measure, Vec<f64>)> = Measure::ALL
        .iter()
        .map(|measure| (*measure, Vec::new()))
        .collect();
    for t in YEARS {
        agree(&outcome, Quantity::ElderlyIndex(t), scenario.elderly(t));
        let (saving, parties) = if t < 2023 {
            (BTreeMap::new(), [0.0; 5])
        } else {
            scenario.year(t, false)
        };
        let mut sums = [0.0; 4];
        for (area, name) in Area::ALL.iter().copied().zip(AREAS) {
            let cost = scenario.cost(name, t);
            let requirement = scenario.requirement(name, t);
            let saved: f64 = saving.values().map(|effect| effect[area as usize]).sum();
            let five = [
                cost,
                requirement,
                cost - requirement,
                saved,
                requirement - saved,
            ];
            for (quantity, expected) in budget(area.into(), t).into_iter().zip(five) {
                agree(&outcome, quantity, expected);
            }
            for (sum, part) in sums
                .iter_mut()
                .zip([cost, requirement, saved, requirement - saved])
            {
                *sum += part;
            }
        }
        let [cost, requirement, saved, gap] = sums;
        let five = [cost, requirement, cost - requirement, saved, gap];
        for (quantity, expected) in budget(Scope::Total, t).into_iter().zip(five) {
            agree(&outcome, quantity, expected);
        }
        for measure in Measure::ALL.iter().copied() {
            let both = saving.get(measure.id()).copied().unwrap_or_default();
            agree(
                &outcome,
                Quantity::MeasureSaving(measure, t),
                both[0] + both[1],
            );
            agree(
                &outcome,
                Quantity::MeasureAreaSaving(measure, Area::Care, t),
                both[0],
            );
            agree(
                &outcome,
                Quantity::MeasureAreaSaving(measure, Area::Health, t),
                both[1],
            );
            agree(
                &outcome,
                Quantity::MeasureOneOff(measure, t),
                scenario.one_off(measure.id(), t),
            );
        }
        let one_off = Measure::ALL
            .iter()
            .map(|measure| scenario.one_off(measure.id(), t))
            .sum();
        agree(&outcome, Quantity::OneOff(t), one_off);
        let five = [
            Party::Kson,
            Party::Tiohundra,
            Party::Norrtalje,
            Party::Region,
            Party::External,
        ];
        for (party, expected) in five.into_iter().zip(parties) {
            agree(&outcome, Quantity::PartyTotal(party, t), expected);
        }
        agree(
            &outcome,
            Quantity::PartyTotal(Party::Group, t),
            parties[0] + parties[1],
        );
        housing(&outcome, &scenario, t);
        let gaps = [Area::Care, Area::Health].map(|area| gap_of(&outcome, area, t));
        remaining.push(if scenario.get("financing.pooled") > 0.0 {
            (gaps[0] + gaps[1]).max(0.0)
        } else {
            gaps[0].max(0.0) + gaps[1].max(0.0)
        });
        result.push(if t < 2023 {
            0.0
        } else {
            -(requirement - saved) - one_off
        });
        for (measure, series) in &mut by_measure {
            let both = saving.get(measure.id()).copied().unwrap_or_default();
            series.push(both[0] + both[1]);
        }
    }
    answers(&outcome, &scenario, &remaining, &result);
    gross(&outcome, &scenario, &by_measure);
    for (measure, both) in scenario.year(2023, true).0 {
        agree(
            &outcome,
            Quantity::FullYear(Measure::find(measure).unwrap()),
            both[0] + both[1],
        );
    }
}

/// The gap of an area as the second implementation's own parts give it (checked above).
fn gap_of(outcome: &Outcome, area: Area, t: i32) -> f64 {
    outcome.value(Quantity::Gap(area.into(), t)).unwrap()
}

/// What is left, when it balances, the year's result, the reserve used and what must be restored.
fn answers(outcome: &Outcome, scenario: &Scenario<'_>, remaining: &[f64], result: &[f64]) {
    let mut reserve = scenario.get("financing.reserve");
    let mut shortfalls: Vec<f64> = Vec::new();
    let mut first = 0;
    for (t, (left, result)) in YEARS.zip(remaining.iter().zip(result)) {
        agree(outcome, Quantity::Remaining(t), *left);
        agree(outcome, Quantity::YearResult(t), *result);
        let used = reserve.min((-result).max(0.0));
        reserve -= used;
        agree(outcome, Quantity::ReserveUsed(t), used);
        let due: f64 = shortfalls.iter().rev().take(3).sum();
        agree(outcome, Quantity::ToRestore(t), due / 3.0);
        shortfalls.push((-result).max(0.0) - used);
        let balanced = t >= 2023 && *left < 0.0005;
        first = match (balanced, first) {
            (false, _) => 0,
            (true, 0) => t,
            (true, first) => first,
        };
    }
    agree(outcome, Quantity::BalanceYear(), f64::from(first));
}

/// The measures that save without a cost anybody has stated, and what they save together.
fn gross(outcome: &Outcome, scenario: &Scenario<'_>, by_measure: &[(Measure, Vec<f64>)]) {
    let costs = [
        ("housing_upgrade", "cost_per_place"),
        ("automation", "running_cost"),
        ("discharge", "coordinator_cost"),
        ("own_lss_places", "capital_cost_per_place"),
        ("co_location", "rent_new"),
        ("e_services", "running_cost"),
    ];
    let mut sums = vec![0.0; YEARS.count()];
    for (measure, saving) in by_measure {
        let cost = costs.iter().find(|(id, _)| *id == measure.id());
        let missing = cost.is_some_and(|(id, cost)| {
            saving.iter().any(|saving| *saving > 0.0)
                && scenario.get(&format!("{id}.{cost}")) == 0.0
                && scenario.get(&format!("{id}.cost_known")) == 0.0
        });
        let flag = f64::from(u8::from(missing));
        agree(outcome, Quantity::CostMissing(*measure), flag);
        for (sum, saving) in sums.iter_mut().zip(saving) {
            *sum += flag * saving;
        }
    }
    for (t, sum) in YEARS.zip(sums) {
        agree(outcome, Quantity::GrossSaving(t), sum);
    }
}

fn budget(scope: Scope, t: i32) -> [Quantity; 5] {
    [
        Quantity::ReferenceCost,
        Quantity::Requirement,
        Quantity::Financing,
        Quantity::Saving,
        Quantity::Gap,
    ]
    .map(|quantity| quantity(scope, t))
}

fn housing(outcome: &Outcome, scenario: &Scenario<'_>, t: i32) {
    for (housing, home) in HousingType::ALL.iter().copied().zip(TYPES) {
        let n = scenario.get(&format!("housing.{home}.places"));
        let share = |today: &str, measure: &str| {
            let today = scenario.pct(&format!("housing.{home}.{today}"));
            let change = scenario.pct(&format!("{measure}.{home}.change"));
            if t < 2023 {
                today
            } else {
                (today + change * scenario.phase(measure, t, false)).clamp(0.0, 1.0)
            }
        };
        let (a, b) = (
            share("usable_vacancy", "occupancy"),
            share("unfit_vacancy", "housing_upgrade"),
        );
        let upgraded = scenario.pct(&format!("housing.{home}.unfit_vacancy")) - b;
        let stay_empty = (1.0 - scenario.pct("housing.displaced_share")) * upgraded;
        let a = (a + stay_empty).clamp(0.0, 1.0);
        let days = n * (a + b) * 365.0;
        agree(outcome, Quantity::VacantDays(housing, t), days);
        let theta = scenario.get(&format!("housing.{home}.vacancy_compensation"));
        agree(
            outcome,
            Quantity::Compensation(housing, t),
            days * theta / 1e6,
        );
        let dearer =
            scenario.external_price(home) - scenario.get(&format!("housing.{home}.daily_rate"));
        let premium = n * b * 365.0 * scenario.pct("housing.displaced_share") * dearer / 1e6;
        agree(outcome, Quantity::ExternalPremiumCost(housing, t), premium);
    }
}

#[test]
fn both_agree_at_the_defaults_and_the_ends() {
    compare("defaults", &Inputs::defaults(&KSON_2023));
    compare(
        "every least value",
        &Inputs::raw(|id| KSON_2023.spec(id).min),
    );
    compare(
        "every greatest value",
        &Inputs::raw(|id| KSON_2023.spec(id).max),
    );
}

#[test]
fn both_agree_with_each_input_moved_alone() {
    for id in balans_model::InputId::all() {
        let spec = KSON_2023.spec(id);
        for value in [spec.min, spec.max] {
            let inputs = Inputs::raw(|other| {
                if other == id {
                    value
                } else {
                    KSON_2023.spec(other).default
                }
            });
            // An input that this file forgets is named here.
            compare(&format!("{} at {value}", id.name()), &inputs);
        }
    }
}

#[test]
fn both_agree_on_random_scenarios() {
    let mut seeded = Seeded(5);
    for turn in 0..300 {
        compare(&format!("random scenario {turn}"), &seeded.inputs());
    }
}
