//! The reference alternative ("om inget görs"): 80+ index, volume, the LSS ceiling and the reference cost (model.md,
//! *Reference alternative*).
//!
//! Nothing here knows of requirements or measures.

use crate::context::{Context, YearSeries};
use crate::ids::{Area, InputId, Scope, Year, input_id};
use crate::number::{Number, lit};
use crate::quantity::Quantity;

const TOTAL_COST: InputId = input_id("base.total_cost");
const CARE_SHARE: InputId = input_id("base.care_share");
const GROWTH_TO: InputId = input_id("demography.growth_80_to_2025");
const GROWTH_AFTER: InputId = input_id("demography.growth_80_after");
const ELASTICITY_CARE: InputId = input_id("demography.elasticity_care");
const ELASTICITY_HEALTH: InputId = input_id("demography.elasticity_health");
const HEALTHY_AGEING: InputId = input_id("demography.healthy_ageing");
const TREND: InputId = input_id("cost.trend");
pub(crate) const PRICE_PLAN: InputId = input_id("price.plan_year");
pub(crate) const PRICE_FOLLOWING: InputId = input_id("price.following");
const LSS_GROWTH: InputId = input_id("lss.growth");
const LSS_PLACES: InputId = input_id("housing.lss.places");
pub(crate) const LSS_RATE: InputId = input_id("housing.lss.daily_rate");

/// The presets whose elasticities make two more reference series, whatever the levers say.
const PROPORTIONAL: &str = "underlaget";
const AGE_WEIGHTED: &str = "aldersviktat";

/// The reference alternative by year (model.md, *Reference alternative*).
pub(crate) struct Reference<N> {
    pub(crate) index: YearSeries<N>,
    since_base: YearSeries<N>,
    pub(crate) overflow: YearSeries<N>,
    pub(crate) cost: [YearSeries<N>; 2],
    pub(crate) total: YearSeries<N>,
    extra: YearSeries<N>,
}

impl<N: Number> Reference<N> {
    pub(crate) fn cost(&self, area: Area, year: Year) -> N {
        self.cost[area as usize].at(year)
    }
}

fn elasticity(area: Area) -> InputId {
    match area {
        Area::Care => ELASTICITY_CARE,
        Area::Health => ELASTICITY_HEALTH,
    }
}

/// Computes the 80+ index: the documents' growth spread evenly up to `growth_to`, then a yearly rate.
fn elderly_index<C: Context>(c: &mut C) -> YearSeries<C::N> {
    let (from, to) = (c.pack().growth_from, c.pack().growth_to);
    let mut series = YearSeries::new(c.pack().base_year);
    let span = f64::from(to - from);
    let forecast = |c: &C| lit::<C::N>(1.0) + c.share(GROWTH_TO);
    let mut at_break = None;
    for year in c.years() {
        let index = if year <= to {
            forecast(c).power(f64::from(year - from) / span)
        } else {
            let start = at_break.unwrap_or(forecast(c));
            start * (lit::<C::N>(1.0) + c.share(GROWTH_AFTER)).power(f64::from(year - to))
        };
        let index = c.name(Quantity::ElderlyIndex(year), index);
        if year == to {
            at_break = Some(index);
        }
        series.put(year, index);
    }
    series
}

/// Computes the LSS places above the ceiling: the need grows, the own places do not.
fn lss_overflow<C: Context>(c: &mut C, year: Year) -> C::N {
    let years = f64::from(year - c.pack().base_year);
    let growth = (lit::<C::N>(1.0) + c.share(LSS_GROWTH)).power(years);
    c.input(LSS_PLACES) * (growth - 1.0)
}

/// Computes the volume index, 1 in the base year: [1 + ε(1 − h)(B/B(base) − 1)]·(1 + trend)^years.
fn volume<C: Context>(c: &C, elasticity: C::N, since_base: C::N, year: Year) -> C::N {
    let base = c.pack().base_year;
    let more = since_base - 1.0;
    let healthy = lit::<C::N>(1.0) - c.share(HEALTHY_AGEING);
    let by_age = lit::<C::N>(1.0) + elasticity * healthy * more;
    if year == base {
        return by_age;
    }
    by_age * (lit::<C::N>(1.0) + c.share(TREND)).power(f64::from(year - base))
}

/// Computes an area's cost at a volume, mnkr in plan-year prices.
fn cost<C: Context>(c: &C, area: Area, volume: C::N) -> C::N {
    let share = match area {
        Area::Care => c.share(CARE_SHARE),
        Area::Health => lit::<C::N>(1.0) - c.share(CARE_SHARE),
    };
    c.input(TOTAL_COST) * share * (lit::<C::N>(1.0) + c.share(PRICE_PLAN)) * volume
}

/// Computes the reference alternative for every year.
pub(crate) fn reference<C: Context>(c: &mut C, lss_external_rate: C::N) -> Reference<C::N> {
    let empty = YearSeries::new(c.pack().base_year);
    let index = elderly_index(c);
    let mut reference = Reference {
        index,
        since_base: empty,
        overflow: empty,
        cost: [empty, empty],
        total: empty,
        extra: empty,
    };
    for year in c.years() {
        let overflow = lss_overflow(c, year);
        let overflow = c.name(Quantity::LssOverflow(year), overflow);
        // Only the price difference: the volume is in the volume index already.
        let extra = overflow * 365.0 * (lss_external_rate - c.input(LSS_RATE)) / 1e6;
        let extra = c.name(Quantity::LssExtraCost(year), extra);
        let since_base = index.at(year) / index.at(c.pack().base_year);
        let since_base = c.name(Quantity::ElderlySinceBase(year), since_base);
        reference.since_base.put(year, since_base);
        reference.overflow.put(year, overflow);
        reference.extra.put(year, extra);
        for area in Area::ALL.iter().copied() {
            let v = volume(c, c.input(elasticity(area)), since_base, year);
            let v = c.name(Quantity::Volume(area, year), v);
            let base = cost(c, area, v);
            let all = if area == Area::Care {
                base + extra
            } else {
                base
            };
            let all = c.name(Quantity::ReferenceCost(area.into(), year), all);
            reference.cost[area as usize].put(year, all);
        }
        let total = reference.cost(Area::Care, year) + reference.cost(Area::Health, year);
        let total = c.name(Quantity::ReferenceCost(Scope::Total, year), total);
        reference.total.put(year, total);
    }
    reference
}

/// Computes the reference cost with the elasticities of a preset; returns the total by year, mnkr.
fn with_preset<C: Context>(
    c: &mut C,
    reference: &Reference<C::N>,
    preset: &str,
    name: fn(Scope, Year) -> Quantity,
) -> YearSeries<C::N> {
    let of = |c: &C, id: InputId| {
        let preset = c.pack().preset(preset);
        let value = preset.and_then(|p| p.values.iter().find(|(other, _)| *other == id));
        value.map_or_else(|| c.input(id), |(_, value)| lit(*value))
    };
    let mut total = YearSeries::new(c.pack().base_year);
    for year in c.years() {
        let mut parts = [lit::<C::N>(0.0); 2];
        for area in Area::ALL.iter().copied() {
            let v = volume(
                c,
                of(c, elasticity(area)),
                reference.since_base.at(year),
                year,
            );
            let base = cost(c, area, v);
            let all = if area == Area::Care {
                base + reference.extra.at(year)
            } else {
                base
            };
            parts[area as usize] = c.name(name(area.into(), year), all);
        }
        total.put(year, c.name(name(Scope::Total, year), parts[0] + parts[1]));
    }
    total
}

/// Computes the stake of the age assumption: the cost by either preset, and their difference, mnkr.
pub(crate) fn assumptions<C: Context>(
    c: &mut C,
    reference: &Reference<C::N>,
    prices: &YearSeries<C::N>,
) {
    let proportional = with_preset(c, reference, PROPORTIONAL, Quantity::ProportionalCost);
    let weighted = with_preset(c, reference, AGE_WEIGHTED, Quantity::AgeWeightedCost);
    for year in c.years() {
        let (high, low, price) = (proportional.at(year), weighted.at(year), prices.at(year));
        c.name(Quantity::AssumptionStake(year), high - low);
        let high = c.name(Quantity::ProportionalCostCurrent(year), high * price);
        let low = c.name(Quantity::AgeWeightedCostCurrent(year), low * price);
        c.name(Quantity::AssumptionStakeCurrent(year), high - low);
    }
}

/// Computes the base-year trap: the forecast's whole growth added to a base year in which part of it has happened.
pub(crate) fn base_year_trap<C: Context>(c: &mut C, reference: &Reference<C::N>) {
    let year = c.pack().growth_to;
    if !c.years().contains(&year) {
        return;
    }
    let mut parts = [lit::<C::N>(0.0); 2];
    for area in Area::ALL.iter().copied() {
        let v = volume(c, c.input(elasticity(area)), reference.index.at(year), year);
        let base = cost(c, area, v);
        let all = if area == Area::Care {
            base + reference.extra.at(year)
        } else {
            base
        };
        parts[area as usize] = c.name(Quantity::WrongBaseCost(area.into()), all);
    }
    let wrong = c.name(Quantity::WrongBaseCost(Scope::Total), parts[0] + parts[1]);
    c.name(Quantity::BaseYearTrap(), wrong - reference.total.at(year));
}

/// Computes the price factor from plan-year prices to each year's own.
pub(crate) fn price_index<C: Context>(c: &mut C) -> YearSeries<C::N> {
    let plan = c.pack().plan_year;
    let mut series = YearSeries::new(c.pack().base_year);
    for year in c.years() {
        let one = lit::<C::N>(1.0);
        let factor = match year.cmp(&plan) {
            std::cmp::Ordering::Less => one / (one + c.share(PRICE_PLAN)),
            std::cmp::Ordering::Equal => one,
            std::cmp::Ordering::Greater if year == plan + 1 => one + c.share(PRICE_FOLLOWING),
            std::cmp::Ordering::Greater => series.at(year - 1) * (one + c.share(PRICE_FOLLOWING)),
        };
        let factor = c.name(Quantity::PriceIndex(year), factor);
        series.put(year, factor);
    }
    series
}
