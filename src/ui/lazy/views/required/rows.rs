//! What each lever alone would take, as rows: plain data, tested natively.

use balans_answers::{Answer, Question, SeekRow};
use balans_model::answers::{BALANCED, Series, left_for_group};
use balans_model::{Area, InputId, Inputs, Measure, MeasureArea, Pack, Party, Scope, Year};

use crate::collections::sort;
use balans_report::{FoundLever, found_levers};

/// Whether a lever's move is enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum LeverVerdict {
    /// At the row's value nothing is left.
    Enough,
    /// At the row's value least is left; whether that is an end of the slider.
    Short { at_end: bool },
    /// The lever only moves money between KSON and Tiohundra, and the group is counted.
    Transfer,
    /// The lever gives nothing until this year.
    Later(Year),
    /// What it acts on is unknown.
    Unknown,
    /// Every other value leaves as much or more.
    Worse,
    /// No value changes anything.
    Still,
    /// The lever does not reach the area.
    Elsewhere,
}

impl LeverVerdict {
    /// Whether the row is in the list, and not folded.
    pub(super) const fn is_listed(self) -> bool {
        matches!(
            self,
            Self::Enough | Self::Short { .. } | Self::Transfer | Self::Later(_) | Self::Unknown
        )
    }

    /// Whether the row has a value to try.
    pub(super) const fn has_value(self) -> bool {
        matches!(self, Self::Enough | Self::Short { .. })
    }

    const fn order(self) -> u8 {
        match self {
            Self::Enough => 0,
            Self::Short { .. } => 1,
            Self::Transfer => 2,
            Self::Later(_) => 3,
            Self::Unknown => 4,
            Self::Worse => 5,
            Self::Still => 6,
            Self::Elsewhere => 7,
        }
    }
}

/// A lever, or a measure's levers of one unit and range that are moved alike.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LeverRow {
    pub(super) measure: Measure,
    /// The inputs, at least one.
    pub(super) levers: Vec<InputId>,
    pub(super) verdict: LeverVerdict,
    /// Where the first lever stands, in its unit.
    pub(super) from: f64,
    /// The value that is enough, or else leaves least.
    pub(super) to: f64,
    /// What is left at `to`, mnkr.
    pub(super) remaining: f64,
    /// The change for each party at `to`, mnkr, in the order of [`Party::ALL`].
    pub(super) parties: Vec<f64>,
    /// Whether the saving is without the measure's cost, which nobody has stated.
    pub(super) is_gross: bool,
}

impl LeverRow {
    /// Returns a key that stays the same while values change.
    pub(super) fn key(&self) -> String {
        let names: Vec<&str> = self.levers.iter().map(|id| id.name()).collect();
        names.join(" ")
    }

    /// Returns the change for a party, mnkr.
    pub(super) fn party(&self, party: Party) -> f64 {
        let place = Party::ALL.iter().position(|one| *one == party);
        place
            .and_then(|place| self.parties.get(place))
            .copied()
            .unwrap_or(0.0)
    }

    /// Lists what sets the row's value: the levers, and the measure on.
    pub(super) fn values(&self) -> Vec<(InputId, f64)> {
        let levers = self.levers.iter().map(|id| (*id, self.to));
        levers.chain([(self.measure.phasing().on, 1.0)]).collect()
    }
}

/// Returns an area's series of answers: what is left there may be below zero.
const fn gap_id(of: Scope) -> &'static str {
    let series = match of {
        Scope::Area(_) => Series::Gap(of),
        Scope::Total => Series::Remaining,
    };
    series.id()
}

/// Returns what an answer says is left now: for a list that counts for the group, or for an area's, where it may be below
/// zero.
pub(super) fn left(question: &Question, answer: &Answer, of: Scope) -> f64 {
    let now = |id: &str| answer.now.get(id).copied().unwrap_or(0.0);
    if question.group {
        left_for_group(
            now(Series::Remaining.id()),
            now(Series::Party(Party::Tiohundra).id()),
        )
    } else {
        now(gap_id(of))
    }
}

/// Makes the rows of an answer: those that are enough, then by what is left.
pub(super) fn rows(pack: &Pack, inputs: &Inputs, answer: &Answer, of: Scope) -> Vec<LeverRow> {
    let found = answer.seek.as_deref().unwrap_or_default();
    let found = found_levers(found, inputs, |row| (&row.measure, &row.levers, row.flat));
    let rows = found.filter_map(|(row, lever)| row_of(pack, inputs, answer, row, lever, of));
    let mut rows: Vec<LeverRow> = rows.collect();
    sort(&mut rows, |a, b| {
        let both = a.verdict.order().cmp(&b.verdict.order());
        both.then_with(|| a.remaining.total_cmp(&b.remaining))
    });
    rows
}

fn row_of(
    pack: &Pack,
    inputs: &Inputs,
    answer: &Answer,
    row: &SeekRow,
    FoundLever {
        measure,
        levers,
        lacks_fact,
    }: FoundLever,
    of: Scope,
) -> Option<LeverRow> {
    let spec = pack.spec(*levers.first()?);
    // A transfer may yet leave less, where money is over in an area.
    let is_transfer = row.transfer && {
        let now = |series: Series| answer.now.get(series.id()).copied().unwrap_or(0.0);
        let tiohundra = now(Series::Party(Party::Tiohundra));
        row.remaining > left_for_group(now(Series::Remaining), tiohundra) - BALANCED
    };
    let to = row.to.unwrap_or(row.nearest);
    let is = |a: f64, b: f64| a.to_bits() == b.to_bits();
    let verdict = if lacks_fact {
        LeverVerdict::Unknown
    } else if row.to.is_some() {
        LeverVerdict::Enough
    } else if is_transfer {
        LeverVerdict::Transfer
    } else if row.flat {
        still(pack, measure, row.acts_from, answer.year, of)
    } else if is(row.nearest, row.from) {
        LeverVerdict::Worse
    } else {
        let at_end = is(to, spec.min) || is(to, spec.max);
        LeverVerdict::Short { at_end }
    };
    let change = |series: &str| {
        let of = |row: &balans_answers::SeriesRow| row.get(series).copied().unwrap_or(0.0);
        of(&row.at) - of(&answer.now)
    };
    let saving = change(Series::Saving(Scope::Total).id());
    let is_gross = pack.lacks_cost(measure, inputs) && saving > 0.0;
    Some(LeverRow {
        measure,
        levers,
        verdict,
        from: row.from,
        to,
        remaining: row.remaining,
        parties: Party::ALL
            .iter()
            .map(|party| change(Series::Party(*party).id()))
            .collect(),
        is_gross,
    })
}

/// Why a lever changes nothing that is left in the area.
fn still(
    pack: &Pack,
    measure: Measure,
    acts_from: Option<Year>,
    year: Year,
    of: Scope,
) -> LeverVerdict {
    let acts_in = pack.measure(measure).area;
    let is_elsewhere = match of {
        Scope::Area(Area::Care) => acts_in == MeasureArea::Health,
        Scope::Area(Area::Health) => acts_in == MeasureArea::Care,
        Scope::Total => false,
    };
    match acts_from {
        _ if is_elsewhere => LeverVerdict::Elsewhere,
        Some(from) if from > year => LeverVerdict::Later(from),
        // It changes the other area.
        Some(_) if acts_in == MeasureArea::Both && of != Scope::Total => LeverVerdict::Elsewhere,
        _ => LeverVerdict::Still,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_answers::Work;
    use balans_model::{KSON_2023, Quantity, simulate};

    fn answer(question: &Question) -> Answer {
        let mut work = Work::new(question).unwrap();
        while !work.step(u32::MAX) {}
        work.answer()
    }

    fn rows_of(area: &str, of: Scope) -> Vec<LeverRow> {
        let question = Question {
            area: Some(area.to_owned()),
            seek: true,
            ..Question::default()
        };
        let inputs = Inputs::defaults(&KSON_2023);
        rows(&KSON_2023, &inputs, &answer(&question), of)
    }

    #[test]
    fn in_health_two_levers_are_enough_and_in_care_none() {
        let health = rows_of("health", Area::Health.into());
        let enough = |rows: &[LeverRow]| {
            let rows = rows
                .iter()
                .filter(|row| row.verdict == LeverVerdict::Enough);
            rows.map(LeverRow::key).collect::<Vec<_>>()
        };
        assert_eq!(
            enough(&health),
            ["indexation.withheld_health", "commissioning.share_health"]
        );
        assert_eq!(enough(&rows_of("care", Area::Care.into())), [""; 0]);
    }

    #[test]
    fn the_value_of_a_row_leaves_what_it_says() {
        let year = KSON_2023.growth_to;
        for (area, scope) in [("care", Area::Care.into()), ("health", Area::Health.into())] {
            let rows = rows_of(area, scope);
            let tried = rows.iter().filter(|row| row.verdict.has_value());
            for row in tried.clone() {
                let mut inputs = Inputs::defaults(&KSON_2023);
                for (id, value) in row.values() {
                    inputs.set(&KSON_2023, id, value);
                }
                let outcome = simulate(&KSON_2023, &inputs);
                let gap = outcome.value(Quantity::Gap(scope, year)).unwrap();
                assert_eq!(
                    gap.max(0.0).to_bits(),
                    row.remaining.to_bits(),
                    "{}",
                    row.key()
                );
            }
            assert!(tried.count() > 3);
        }
    }

    #[test]
    fn for_the_koncern_a_transfer_is_said_and_a_row_leaves_what_it_says() {
        let question = Question {
            inputs: [("provider.tiohundra_share_care".to_owned(), 100.0)].into(),
            area: Some("total".to_owned()),
            seek: true,
            group: true,
            ..Question::default()
        };
        let inputs = question.inputs().unwrap();
        let answer = answer(&question);
        let rows = rows(&KSON_2023, &inputs, &answer, Scope::Total);
        let row = |key: &str| rows.iter().find(|row| row.key() == key).unwrap();
        let transfer = row("indexation.withheld_care");
        assert_eq!(transfer.verdict, LeverVerdict::Transfer);
        assert!(transfer.verdict.is_listed() && !transfer.verdict.has_value());
        assert_eq!(transfer.to.to_bits(), transfer.from.to_bits());
        // Others have a part of it in vården, which the koncern keeps.
        assert!(row("indexation.withheld_health").verdict.has_value());
        let year = KSON_2023.growth_to;
        let value = |inputs: &Inputs| {
            let outcome = simulate(&KSON_2023, inputs);
            let of = |quantity| outcome.value(quantity).unwrap();
            let tiohundra = of(Quantity::PartyTotal(Party::Tiohundra, year));
            (of(Quantity::Remaining(year)) - tiohundra).max(0.0)
        };
        let now = left(&question, &answer, Scope::Total);
        assert!((now - value(&inputs)).abs() < 1e-8);
        let tried = rows.iter().filter(|row| row.verdict.has_value());
        for row in tried.clone() {
            let mut inputs = inputs.clone();
            for (id, value) in row.values() {
                inputs.set(&KSON_2023, id, value);
            }
            assert!(
                (value(&inputs) - row.remaining).abs() < 1e-8,
                "{}",
                row.key()
            );
            assert!(row.remaining < now, "{}", row.key());
        }
        assert!(tried.count() > 3);
    }

    #[test]
    fn rows_say_why_a_lever_does_nothing() {
        let care = rows_of("care", Area::Care.into());
        let verdict = |key: &str| {
            care.iter()
                .find(|row| row.key() == key)
                .map(|row| row.verdict)
        };
        assert_eq!(
            verdict("own_lss_places.places"),
            Some(LeverVerdict::Later(2026))
        );
        assert_eq!(verdict("co_location.rent_new"), Some(LeverVerdict::Unknown));
        assert_eq!(verdict("co_location.rent_now"), None);
        assert_eq!(
            verdict("indexation.withheld_health"),
            Some(LeverVerdict::Elsewhere)
        );
        assert_eq!(verdict("indexation.years"), Some(LeverVerdict::Still));
        assert_eq!(verdict("occupancy.lss.change"), Some(LeverVerdict::Worse));
        assert_eq!(
            verdict("indexation.withheld_care"),
            Some(LeverVerdict::Short { at_end: false })
        );
        assert_eq!(
            verdict("discharge.external_days"),
            Some(LeverVerdict::Short { at_end: true })
        );
        // Of both indexations only one acts in omsorgen.
        assert_eq!(
            verdict("indexation.withheld_care indexation.withheld_health"),
            None
        );
        let order: Vec<u8> = care.iter().map(|row| row.verdict.order()).collect();
        assert!(order.is_sorted());
    }

    #[test]
    fn an_amount_without_its_cost_is_gross() {
        let care = rows_of("care", Area::Care.into());
        let gross = care
            .iter()
            .filter(|row| row.is_gross && row.verdict.has_value());
        let measures: Vec<&str> = gross.map(|row| row.measure.id()).collect();
        assert!(measures.contains(&"discharge"), "{measures:?}");
        assert!(!measures.contains(&"indexation"), "{measures:?}");
    }
}
