//! What there is to warn about in a scenario. A warning never stops anything.
//!
//! Warnings are read off the outcome; they are no part of the formulas.

use crate::demography::{PRICE_FOLLOWING, PRICE_PLAN};
use crate::ids::{HousingType, InputId, Party, Year, input_id};
use crate::inputs::Inputs;
use crate::measures::Measure;
use crate::outcome::Outcome;
use crate::pack::Pack;
use crate::quantity::Quantity;

/// The kind of a warning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WarningCode {
    /// An input was outside its range and has been clamped.
    InputClamped,
    /// The total cost is outside what rounding allows.
    TotalCostOutsideBand,
    /// All compensation for empty places is less than the reforms are to take from it.
    VacancyCostBelowReforms,
    /// The compensation in social psychiatry is less than the decided reform is to take from it.
    ReformCapped,
    /// Tiohundra's yearly effect is worse than its share capital.
    TiohundraCapital,
    /// A one-off cost in a year in which the measure saves nothing.
    OneOffWithoutEffect,
    /// KSON saves, the koncern does not.
    TransferOnly,
    /// KSON saves rent, and Norrtälje kommun as landlord gains nothing.
    LandlordGainsNothing,
    /// More clients per full-time equivalent than any benchmark.
    CaseloadAboveBenchmark,
    /// More indexation withheld than prices rise; clamped.
    IndexationAbovePrice,
}

impl WarningCode {
    /// The code in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InputClamped => "input_clamped",
            Self::TotalCostOutsideBand => "total_cost_outside_band",
            Self::VacancyCostBelowReforms => "vacancy_cost_below_reforms",
            Self::ReformCapped => "reform_capped",
            Self::TiohundraCapital => "tiohundra_capital",
            Self::OneOffWithoutEffect => "one_off_without_effect",
            Self::TransferOnly => "transfer_only",
            Self::LandlordGainsNothing => "landlord_gains_nothing",
            Self::CaseloadAboveBenchmark => "caseload_above_benchmark",
            Self::IndexationAbovePrice => "indexation_above_price",
        }
    }
}

/// A warning, in Swedish.
#[derive(Clone, PartialEq, Debug)]
pub struct Warning {
    /// Its kind.
    pub code: WarningCode,
    /// What to tell the user.
    pub text: String,
    /// The first year it concerns, if it concerns a year.
    pub year: Option<Year>,
    /// The measure it concerns, if it concerns one.
    pub measure: Option<Measure>,
    /// The input it concerns, if it concerns one.
    pub input: Option<InputId>,
}

const TOTAL_COST: InputId = input_id("base.total_cost");
const REFORM_AMOUNT: InputId = input_id("vacancy_reform.amount");
const REFORM_IN_BASE: InputId = input_id("vacancy_reform.in_base_year");
const CLAUSE_AMOUNT: InputId = input_id("negligence_clause.amount");
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

    fn warn(&mut self, code: WarningCode, text: String) -> &mut Warning {
        self.warnings.push(Warning {
            code,
            text,
            year: None,
            measure: None,
            input: None,
        });
        let last = self.warnings.len() - 1;
        &mut self.warnings[last]
    }

    fn clamped(&mut self) {
        for (id, value) in self.inputs.iter() {
            let spec = self.pack.spec(id);
            let text = match spec.fit(value) {
                None => format!("{} var inget tal. Utgångsläget används.", spec.label),
                Some(fitted) if (fitted - value).abs() > 0.0 => format!(
                    "{} låg utanför {} till {}\u{a0}{} och räknas som {}.",
                    spec.label,
                    swedish(spec.min),
                    swedish(spec.max),
                    spec.unit.as_str(),
                    swedish(fitted)
                ),
                Some(_) => continue,
            };
            self.warn(WarningCode::InputClamped, text).input = Some(id);
        }
    }

    fn total_cost(&mut self) {
        let (low, high) = (
            self.pack.limits.total_cost_low,
            self.pack.limits.total_cost_high,
        );
        let total = self.input(TOTAL_COST);
        if total < low || total > high {
            let text = format!(
                "Nettokostnaden {}\u{a0}mnkr ligger utanför {}–{}\u{a0}mnkr, det som de avrundade talen i Effektiviseringsunderlaget medger.",
                swedish(total),
                swedish(low),
                swedish(high)
            );
            self.warn(WarningCode::TotalCostOutsideBand, text).input = Some(TOTAL_COST);
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
        let all = |year| self.value(Quantity::CompensationTotal(year));
        let social = |year| self.value(Quantity::Compensation(HousingType::SocialPsychiatry, year));
        let below = self
            .plan_years()
            .find(|year| all(*year) < reform(*year) + clause(*year));
        let capped = self.plan_years().find(|year| social(*year) < reform(*year));
        if let Some(year) = below {
            let text = format!(
                "År {year} är hela tomdygnsersättningen mindre än vad de båda åtgärderna ska spara. Besparingen begränsas till ersättningen."
            );
            self.warn(WarningCode::VacancyCostBelowReforms, text).year = Some(year);
        }
        if let Some(year) = capped {
            let text = format!(
                "År {year} är tomdygnsersättningen i socialpsykiatriskt boende mindre än reformens belopp. Besparingen begränsas till ersättningen."
            );
            let warning = self.warn(WarningCode::ReformCapped, text);
            warning.year = Some(year);
            warning.measure = Some(Measure::VacancyReform);
        }
    }

    fn tiohundra(&mut self) {
        let capital = self.pack.limits.share_capital;
        let effect = |year| self.value(Quantity::PartyTotal(Party::Tiohundra, year));
        if let Some(year) = self.plan_years().find(|year| effect(*year) < -capital) {
            let text = format!(
                "År {year} förlorar Tiohundra\u{a0}AB mer än hela sitt aktiekapital, {}\u{a0}mnkr.",
                swedish(capital)
            );
            self.warn(WarningCode::TiohundraCapital, text).year = Some(year);
        }
    }

    fn one_offs(&mut self) {
        for measure in Measure::ALL.iter().copied() {
            let empty = |year: &Year| {
                self.value(Quantity::MeasureOneOff(measure, *year)) > 0.0
                    && self.value(Quantity::MeasureSaving(measure, *year)).abs() <= NOTHING_MNKR
            };
            if let Some(year) = self.plan_years().find(empty) {
                let name = &self.pack.measure(measure).name;
                let text = format!(
                    "{name}: engångskostnaden tas {year}, men åtgärden sparar inget det året."
                );
                let warning = self.warn(WarningCode::OneOffWithoutEffect, text);
                warning.year = Some(year);
                warning.measure = Some(measure);
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
                let name = &self.pack.measure(measure).name;
                let text = format!(
                    "{name}: KSON sparar, men koncernen som helhet tjänar inget. Det är en överföring."
                );
                let warning = self.warn(WarningCode::TransferOnly, text);
                warning.year = Some(year);
                warning.measure = Some(measure);
            }
        }
    }
}

impl Reader<'_> {
    fn landlord(&mut self) {
        let measure = Measure::CoLocation;
        let nothing = |year: &Year| {
            self.value(Quantity::MeasureSaving(measure, *year)) > NOTHING_MNKR
                && self.value(Quantity::PartyEffect(measure, Party::Norrtalje, *year))
                    <= NOTHING_MNKR
        };
        if let Some(year) = self.plan_years().find(nothing) {
            let name = &self.pack.measure(measure).name;
            let text = format!(
                "{name}: KSON betalar mindre hyra, men Norrtälje kommun som hyresvärd tjänar inget."
            );
            let warning = self.warn(WarningCode::LandlordGainsNothing, text);
            warning.year = Some(year);
            warning.measure = Some(measure);
        }
    }

    fn caseload(&mut self) {
        let highest = self.pack.limits.clients_per_fte;
        let above = |year: &Year| self.value(Quantity::Caseload(*year)) > highest;
        if let Some(year) = self.plan_years().find(above) {
            let text = format!(
                "Från {year} har varje årsarbetare fler kunder än i någon jämförd kommun ({}). Det är en risk för rättssäkerheten.",
                swedish(highest)
            );
            let warning = self.warn(WarningCode::CaseloadAboveBenchmark, text);
            warning.year = Some(year);
            warning.measure = Some(Measure::Caseload);
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
                let label = &self.pack.spec(id).label;
                let text = format!(
                    "{label}: år {year} är den större än prisökningen och räknas som lika stor."
                );
                let warning = self.warn(WarningCode::IndexationAbovePrice, text);
                warning.year = Some(year);
                warning.measure = Some(Measure::Indexation);
                warning.input = Some(id);
            }
        }
    }
}

/// A number in Swedish: decimal comma, U+2212 minus, hard spaces between thousands.
fn swedish(value: f64) -> String {
    let plain = format!("{}", value.abs());
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 {
        text.push('\u{2212}');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(',');
        text.push_str(decimals);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::swedish;

    #[test]
    fn numbers_are_written_the_swedish_way() {
        for (value, text) in [
            (0.0, "0"),
            (100.0, "100"),
            (3057.0, "3\u{a0}057"),
            (-10.0, "\u{2212}10"),
            (2900.5, "2\u{a0}900,5"),
            (-1_234_567.25, "\u{2212}1\u{a0}234\u{a0}567,25"),
            (0.3, "0,3"),
        ] {
            assert_eq!(swedish(value), text);
        }
    }
}
