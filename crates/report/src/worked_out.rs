//! [`WorkedOut`]: what takes many runs of the model, as slides, paper and workbook show it.

use balans_model::answers::{BALANCED, Seek, Series, Target, finish, levers, read, shapley};
use balans_model::{
    Area, InputId, InputSpec, Inputs, Measure, Pack, Party, Scope, base_pack, input_id, totals,
};
use serde::{Deserialize, Serialize};

use crate::Case;
use crate::context::inputs_of;
use crate::futures::{CaseFutures, case_spans};

/// Rent is saved from what is paid today, which nobody has stated: it is no lever, and without it there is no saving.
const RENT_NOW: InputId = input_id("co_location.rent_now");

/// Returns whether an input with the status of a lever is a choice: today's rent is a fact that nobody has stated.
#[must_use]
pub fn is_choice(id: InputId) -> bool {
    id != RENT_NOW
}

const POOLED: InputId = input_id("financing.pooled");

/// What takes many runs of the model to know of a case, in the year shown.
///
/// The page has it from its worker, so that no lever waits for it. [`WorkedOut::of`] is for a file, which is made once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkedOut {
    /// What each lever alone would take: a list for each area, or one for both where their money is pooled.
    pub lists: Vec<LeverList>,
    /// What each measure gives.
    pub gives: Vec<MeasureGives>,
    /// In how many futures the case balances.
    pub futures: CaseFutures,
}

/// What each lever alone would take for an area to balance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LeverList {
    /// The area's id, or `total`.
    pub scope: String,
    /// The levers, in the model's order.
    pub levers: Vec<LeverAnswer>,
}

/// What a lever would take, or several of a measure moved alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LeverAnswer {
    /// The measure's id.
    pub measure: String,
    /// The ids of the inputs, at least one.
    pub levers: Vec<String>,
    /// Where the first stands, in its unit.
    pub from: f64,
    /// The value nearest to that which balances, if any does.
    pub to: Option<f64>,
    /// The value that leaves least.
    pub nearest: f64,
    /// What is left at `to`, or else at `nearest`, mnkr.
    pub remaining: f64,
    /// Whether every value leaves the same.
    pub flat: bool,
    /// The change for Tiohundra there, mnkr.
    pub tiohundra: f64,
    /// The change for the koncern there, mnkr.
    pub group: f64,
}

/// What a measure gives in KSON's costs, mnkr.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MeasureGives {
    /// The measure's id.
    pub measure: String,
    /// The mean over all orders of the measures.
    pub value: f64,
    /// With no other measure.
    pub alone: f64,
    /// With every other measure.
    pub last: f64,
}

/// Lists the areas that have a list each: one where money may move between them.
#[must_use]
pub fn required_scopes(inputs: &Inputs) -> Vec<Scope> {
    if inputs.get(POOLED) >= 0.5 {
        vec![Scope::Total]
    } else {
        Area::ALL.iter().map(|area| Scope::Area(*area)).collect()
    }
}

impl WorkedOut {
    /// Works out a case: every step of every slider, and every combination of the measures that act.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        // Own figures are values here, as in the page's worker: they change no range.
        let pack = base_pack();
        let inputs = inputs_of(pack, &case.values);
        let year = case.year_of(pack);
        let now = read(&totals(pack, &inputs), year);
        let list = |scope: Scope| {
            let mut job = Seek::new(pack, &inputs, Target { year, scope }, levers(pack));
            finish(&mut job);
            let found = job.found().into_iter().map(|(lever, sought)| {
                let change = |party| {
                    Series::Party(party).of(&sought.readings) - Series::Party(party).of(&now)
                };
                LeverAnswer {
                    measure: lever.measure.id().to_owned(),
                    levers: lever.inputs.iter().map(|id| id.name().to_owned()).collect(),
                    from: sought.from,
                    to: sought.to,
                    nearest: sought.nearest,
                    remaining: sought.remaining,
                    flat: sought.is_flat,
                    tiohundra: change(Party::Tiohundra),
                    group: change(Party::Group),
                }
            });
            LeverList {
                scope: scope.id().to_owned(),
                levers: found.collect(),
            }
        };
        let place = pack.years().position(|one| one == year).unwrap_or_default();
        let saving = |rows: &[balans_model::answers::Readings]| {
            let row = rows.get(place);
            row.map_or(0.0, |row| Series::Saving(Scope::Total).of(row))
        };
        let gives = shapley(pack, &inputs)
            .into_iter()
            .map(|share| MeasureGives {
                measure: share.key.id().to_owned(),
                value: saving(&share.value),
                alone: saving(&share.alone),
                last: saving(&share.last),
            });
        Self {
            lists: required_scopes(&inputs).into_iter().map(list).collect(),
            gives: gives.collect(),
            futures: CaseFutures::of(&inputs, year, &case_spans(case)),
        }
    }

    /// Lists the measures that give something, those that give most first.
    pub(crate) fn gifts(&self) -> Vec<MeasureShare> {
        let all = self.gives.iter().filter_map(|one| {
            Some(MeasureShare {
                measure: Measure::find(&one.measure)?,
                value: one.value,
                alone: one.alone,
                last: one.last,
            })
        });
        MeasureShare::that_give(all)
    }
}

/// What a measure gives, mnkr: as in [`MeasureGives`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasureShare {
    /// The measure.
    pub measure: Measure,
    /// The mean over all orders.
    pub value: f64,
    /// With no other measure.
    pub alone: f64,
    /// With every other measure.
    pub last: f64,
}

impl MeasureShare {
    /// Lists those that give something, in the mean, alone or last: those that give most first.
    #[must_use]
    pub fn that_give(all: impl Iterator<Item = Self>) -> Vec<Self> {
        let gives = |one: &Self| {
            let most = one.value.abs().max(one.alone.abs()).max(one.last.abs());
            most >= BALANCED
        };
        let mut all: Vec<Self> = all.filter(gives).collect();
        all.sort_by(|a, b| b.value.total_cmp(&a.value));
        all
    }

    /// Returns whether the other measures leave less than a quarter of what it gives alone.
    #[must_use]
    pub fn is_mostly_taken(&self) -> bool {
        self.alone > BALANCED && self.last < self.alone / 4.0
    }
}

/// What a found row is about.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundLever {
    /// The measure.
    pub measure: Measure,
    /// The inputs, at least one.
    pub levers: Vec<InputId>,
    /// Whether the measure saves on what nobody has stated.
    pub lacks_fact: bool,
}

/// Lists of rows found for levers, each given as measure, levers and whether every value leaves the same, those that a
/// list shows: of choices, and of levers moved alike only where more than one of them acts.
pub fn found_levers<'r, R>(
    rows: &'r [R],
    inputs: &Inputs,
    of: fn(&R) -> (&str, &[String], bool),
) -> impl Iterator<Item = (&'r R, FoundLever)> {
    let moves = move |name: &String| {
        rows.iter().any(|row| {
            let (_, levers, flat) = of(row);
            levers.len() == 1 && levers.first() == Some(name) && !flat
        })
    };
    let has_rent = inputs.get(RENT_NOW) > 0.0;
    rows.iter().filter_map(move |row| {
        let (measure, names, _) = of(row);
        // Of levers moved alike of which one acts, that one alone says the same.
        if names.len() != 1 && names.iter().filter(|name| moves(name)).count() < 2 {
            return None;
        }
        let measure = Measure::find(measure)?;
        let levers = names.iter().map(|name| InputId::find(name));
        let levers = levers.collect::<Option<Vec<InputId>>>()?;
        levers
            .iter()
            .copied()
            .all(is_choice)
            .then_some(FoundLever {
                measure,
                levers,
                lacks_fact: measure == Measure::CoLocation && !has_rent,
            })
            .map(|found| (row, found))
    })
}

/// A row of what is required: a lever, or a measure's levers moved alike.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RequiredRow {
    pub(crate) measure: Measure,
    /// The inputs, at least one.
    pub(crate) levers: Vec<InputId>,
    pub(crate) from: f64,
    /// The value that balances, or that leaves least.
    pub(crate) to: f64,
    pub(crate) is_enough: bool,
    /// What is left there, and the changes for Tiohundra and the koncern, mnkr.
    pub(crate) remaining: f64,
    pub(crate) tiohundra: f64,
    pub(crate) group: f64,
}

impl RequiredRow {
    /// Returns the input that the row's values are in the unit of.
    pub(crate) fn spec<'p>(&self, pack: &'p Pack) -> Option<&'p InputSpec> {
        self.levers.first().map(|id| pack.spec(*id))
    }
}

impl LeverList {
    /// Returns the area, or both.
    pub(crate) fn scope(&self) -> Scope {
        Scope::parse(&self.scope).unwrap_or(Scope::Total)
    }

    /// Lists the levers that would be enough, and then those that leave less than now, by what is left.
    pub(crate) fn rows(&self, inputs: &Inputs) -> Vec<RequiredRow> {
        let found = found_levers(&self.levers, inputs, |row| {
            (&row.measure, &row.levers, row.flat)
        });
        let row_of = |(row, found): (&LeverAnswer, FoundLever)| {
            let moved = row.nearest.to_bits() != row.from.to_bits();
            let shows = row.to.is_some() || (!row.flat && moved);
            (shows && !found.lacks_fact).then_some(RequiredRow {
                measure: found.measure,
                levers: found.levers,
                from: row.from,
                to: row.to.unwrap_or(row.nearest),
                is_enough: row.to.is_some(),
                remaining: row.remaining,
                tiohundra: row.tiohundra,
                group: row.group,
            })
        };
        let mut rows: Vec<RequiredRow> = found.filter_map(row_of).collect();
        rows.sort_by(|a, b| {
            let both = b.is_enough.cmp(&a.is_enough);
            both.then_with(|| a.remaining.total_cmp(&b.remaining))
        });
        rows
    }
}
