//! The warnings of an outcome, in a fixed order. A warning never stops anything.
//!
//! Warnings are read from the outcome; they are no part of the formulas.

use crate::demography::{PRICE_FOLLOWING, PRICE_PLAN};
use crate::ids::{HousingType, InputId, Party, Year, input_id};
use crate::inputs::Inputs;
use crate::measures::Measure;
use crate::outcome::Outcome;
use crate::pack::Pack;
use crate::quantity::Quantity;
use crate::warning::Warning;

const TOTAL_COST: InputId = input_id("base.total_cost");
const REFORM_AMOUNT: InputId = input_id("vacancy_reform.amount");
const REFORM_IN_BASE: InputId = input_id("vacancy_reform.in_base_year");
const CLAUSE_AMOUNT: InputId = input_id("negligence_clause.amount");
const CLAUSE_ALL_HOMES: InputId = input_id("negligence_clause.all_homes");
const WITHHELD: [InputId; 2] = [
    input_id("indexation.withheld_care"),
    input_id("indexation.withheld_health"),
];
const INDEXATION_YEARS: InputId = input_id("indexation.years");
/// A ten-millionth of a krona: less is rounding.
const NOTHING_MNKR: f64 = 1e-13;

struct Reader<'a> {
    pack: &'a Pack,
    inputs: &'a Inputs,
    outcome: &'a Outcome,
    warnings: Vec<Warning>,
}

/// The warnings of an outcome, in a fixed order.
pub(crate) fn warnings(pack: &Pack, inputs: &Inputs, outcome: &Outcome) -> Vec<Warning> {
    let mut reader = Reader {
        pack,
        inputs,
        outcome,
        warnings: Vec::new(),
    };
    reader.clamped();
    reader.total_cost();
    reader.reforms();
    reader.tiohundra();
    reader.one_offs();
    reader.transfers();
    reader.landlord();
    reader.caseload();
    reader.indexation();
    reader.warnings
}

impl Reader<'_> {
    fn value(&self, quantity: Quantity) -> f64 {
        self.outcome.value(quantity).unwrap_or(0.0)
    }

    fn input(&self, id: InputId) -> f64 {
        let spec = self.pack.spec(id);
        spec.fit(self.inputs.get(id)).unwrap_or(spec.default)
    }

    fn plan_years(&self) -> std::ops::RangeInclusive<Year> {
        self.pack.plan_year..=*self.outcome.years().end()
    }

    fn clamped(&mut self) {
        for (input, value) in self.inputs.iter() {
            match self.pack.spec(input).fit(value) {
                None => self.warnings.push(Warning::InputNotANumber { input }),
                Some(used) if (used - value).abs() > 0.0 => {
                    self.warnings.push(Warning::InputClamped { input, used });
                }
                Some(_) => {}
            }
        }
    }

    fn total_cost(&mut self) {
        let (low, high) = (
            self.pack.limits.total_cost_low,
            self.pack.limits.total_cost_high,
        );
        let total = self.input(TOTAL_COST);
        if total < low || total > high {
            self.warnings.push(Warning::TotalCostOutsideBand { total });
        }
    }

    fn reforms(&mut self) {
        let phase = |measure, year| self.value(Quantity::Phase(measure, year));
        let reform = |year| {
            let counted = 1.0 - self.input(REFORM_IN_BASE);
            self.input(REFORM_AMOUNT) / 1000.0 * phase(Measure::VacancyReform, year) * counted
        };
        let clause =
            |year| self.input(CLAUSE_AMOUNT) / 1000.0 * phase(Measure::NegligenceClause, year);
        let social = |year| self.value(Quantity::Compensation(HousingType::SocialPsychiatry, year));
        let covered = |year| {
            if self.input(CLAUSE_ALL_HOMES) > 0.0 {
                self.value(Quantity::CompensationTotal(year))
            } else {
                social(year)
            }
        };
        let below = self
            .plan_years()
            .find(|year| covered(*year) < reform(*year) + clause(*year));
        let capped = self.plan_years().find(|year| social(*year) < reform(*year));
        if let Some(year) = below {
            self.warnings
                .push(Warning::VacancyCostBelowReforms { year });
        }
        if let Some(year) = capped {
            self.warnings.push(Warning::ReformCapped { year });
        }
    }

    fn tiohundra(&mut self) {
        let capital = self.pack.limits.share_capital;
        let effect = |year| self.value(Quantity::PartyTotal(Party::Tiohundra, year));
        if let Some(year) = self.plan_years().find(|year| effect(*year) < -capital) {
            self.warnings.push(Warning::TiohundraCapital { year });
        }
    }

    fn one_offs(&mut self) {
        for measure in Measure::ALL.iter().copied() {
            let empty = |year: &Year| {
                self.value(Quantity::MeasureOneOff(measure, *year)) > 0.0
                    && self.value(Quantity::MeasureSaving(measure, *year)).abs() <= NOTHING_MNKR
            };
            if let Some(year) = self.plan_years().find(empty) {
                self.warnings
                    .push(Warning::OneOffWithoutEffect { measure, year });
            }
        }
    }

    fn transfers(&mut self) {
        for measure in Measure::ALL.iter().copied() {
            let transfer = |year: &Year| {
                self.value(Quantity::MeasureSaving(measure, *year)) > NOTHING_MNKR
                    && self.value(Quantity::PartyEffect(measure, Party::Group, *year))
                        <= NOTHING_MNKR
            };
            if let Some(year) = self.plan_years().find(transfer) {
                self.warnings.push(Warning::TransferOnly { measure, year });
            }
        }
    }

    fn landlord(&mut self) {
        let measure = Measure::CoLocation;
        let nothing = |year: &Year| {
            self.value(Quantity::MeasureSaving(measure, *year)) > NOTHING_MNKR
                && self.value(Quantity::PartyEffect(measure, Party::Norrtalje, *year))
                    <= NOTHING_MNKR
        };
        if let Some(year) = self.plan_years().find(nothing) {
            self.warnings
                .push(Warning::LandlordGainsNothing { measure, year });
        }
    }

    fn caseload(&mut self) {
        let highest = self.pack.limits.clients_per_fte;
        let above = |year: &Year| self.value(Quantity::Caseload(*year)) > highest;
        if let Some(year) = self.plan_years().find(above) {
            self.warnings.push(Warning::CaseloadAboveBenchmark { year });
        }
    }

    fn indexation(&mut self) {
        let phasing = Measure::Indexation.phasing();
        let start = self.input(phasing.start_year);
        let last = start + self.input(INDEXATION_YEARS) - 1.0;
        if self.input(phasing.on) <= 0.0 {
            return;
        }
        for id in WITHHELD {
            let above = |year: &Year| {
                let following = *year > self.pack.plan_year;
                let rise = self.input(if following {
                    PRICE_FOLLOWING
                } else {
                    PRICE_PLAN
                });
                (start..=last).contains(&f64::from(*year)) && self.input(id) > rise
            };
            if let Some(year) = self.plan_years().find(above) {
                self.warnings
                    .push(Warning::IndexationAbovePrice { input: id, year });
            }
        }
    }
}
