//! Empty places: how many, what they cost KSON, and what the external places bought instead cost.
//!
//! Shared by the measures on empty places and by the housing detail. What a measure saves stands in its own file.

use crate::context::Context;
use crate::inputs::{InputId, input_id};
use crate::measures::{Measure, YearRun};
use crate::number::{Number, lit};
use crate::quantity::{HousingType, Party, Quantity, Vacancy};

/// The inputs of one kind of home.
pub(crate) struct HomeIds {
    pub(crate) places: InputId,
    pub(crate) usable: InputId,
    pub(crate) unfit: InputId,
    pub(crate) compensation: InputId,
    pub(crate) rate: InputId,
    pub(crate) premium: InputId,
    pub(crate) usable_change: InputId,
    pub(crate) unfit_change: InputId,
}

macro_rules! home {
    ($type:literal) => {
        HomeIds {
            places: input_id(concat!("housing.", $type, ".places")),
            usable: input_id(concat!("housing.", $type, ".usable_vacancy")),
            unfit: input_id(concat!("housing.", $type, ".unfit_vacancy")),
            compensation: input_id(concat!("housing.", $type, ".vacancy_compensation")),
            rate: input_id(concat!("housing.", $type, ".daily_rate")),
            premium: input_id(concat!("housing.", $type, ".external_premium")),
            usable_change: input_id(concat!("occupancy.", $type, ".change")),
            unfit_change: input_id(concat!("housing_upgrade.", $type, ".change")),
        }
    };
}

const HOMES: [HomeIds; HousingType::ALL.len()] = [
    home!("nursing_home"),
    home!("lss"),
    home!("social_psychiatry"),
];

pub(crate) const DISPLACED: InputId = input_id("housing.displaced_share");
pub(crate) const AVOIDABLE: InputId = input_id("housing.avoidable_share");
pub(crate) const TIOHUNDRA: InputId = input_id("housing.tiohundra_share");

/// The inputs of a kind of home.
pub(crate) fn ids(housing: HousingType) -> &'static HomeIds {
    &HOMES[housing as usize]
}

/// What an external place costs a day, per kind of home.
pub(crate) type ExternalRates<N> = [N; HousingType::ALL.len()];

pub(crate) fn external_rates<C: Context>(c: &mut C) -> ExternalRates<C::N> {
    let mut rates = [lit(0.0); HousingType::ALL.len()];
    for housing in HousingType::ALL.iter().copied() {
        let home = ids(housing);
        let rate = c.input(home.rate) * (lit::<C::N>(1.0) + c.share(home.premium));
        rates[housing as usize] = c.name(Quantity::ExternalRate(housing), rate);
    }
    rates
}

/// One year's empty places, per kind of home.
#[derive(Clone, Copy)]
pub(crate) struct Homes<N> {
    /// Days no longer empty, per kind of vacancy (usable, unfit).
    pub(crate) freed: [[N; 2]; HousingType::ALL.len()],
    /// Unfit share before and after, percent.
    pub(crate) unfit: [[N; 2]; HousingType::ALL.len()],
    /// Compensation for empty days, mnkr.
    pub(crate) compensation: [N; HousingType::ALL.len()],
    pub(crate) compensation_total: N,
    /// What external places bought instead cost more, mnkr.
    pub(crate) premium: [N; HousingType::ALL.len()],
    /// Empty days.
    pub(crate) vacant: [N; HousingType::ALL.len()],
}

impl<N: Number> Homes<N> {
    pub(crate) fn none() -> Self {
        let zero = lit(0.0);
        Self {
            freed: [[zero; 2]; HousingType::ALL.len()],
            unfit: [[zero; 2]; HousingType::ALL.len()],
            compensation: [zero; HousingType::ALL.len()],
            compensation_total: zero,
            premium: [zero; HousingType::ALL.len()],
            vacant: [zero; HousingType::ALL.len()],
        }
    }
}

/// Empty places in a year, after `occupancy` and `housing_upgrade`; before the plan year as they are today.
pub(crate) fn homes<C: Context>(run: &mut YearRun<'_, C>) -> Homes<C::N> {
    let year = run.year;
    let acting = year >= run.c.pack().plan_year;
    let mut homes = Homes::none();
    for housing in HousingType::ALL.iter().copied() {
        let h = housing as usize;
        let home = ids(housing);
        let places = run.input(home.places);
        let mut shares = [lit::<C::N>(0.0); 2];
        let kinds = [
            (
                Vacancy::Usable,
                home.usable,
                home.usable_change,
                Measure::Occupancy,
            ),
            (
                Vacancy::Unfit,
                home.unfit,
                home.unfit_change,
                Measure::HousingUpgrade,
            ),
        ];
        for (kind, today, change, measure) in kinds {
            let today = run.input(today);
            let share = if acting {
                let moved = today + run.input(change) * run.phase(measure);
                moved.at_least(lit(0.0)).at_most(lit(100.0))
            } else {
                today
            };
            let share = run.name(Quantity::VacancyShare(kind, housing, year), share);
            let freed = if acting {
                places * (today - share) / 100.0 * 365.0
            } else {
                lit(0.0)
            };
            let freed = run.name(Quantity::FreedDays(kind, housing, year), freed);
            shares[kind as usize] = share;
            homes.freed[h][kind as usize] = freed;
            if kind == Vacancy::Unfit {
                homes.unfit[h] = [today, share];
            }
        }
        let days = places * (shares[0] + shares[1]) / 100.0 * 365.0;
        let days = run.name(Quantity::VacantDays(housing, year), days);
        let compensation = days * run.input(home.compensation) / 1e6;
        homes.compensation[h] = run.name(Quantity::Compensation(housing, year), compensation);

        let displaced = places * shares[1] / 100.0 * 365.0 * run.share(DISPLACED);
        let displaced = run.name(Quantity::DisplacedDays(housing, year), displaced);
        let premium = displaced * (run.external_rates[h] - run.input(home.rate)) / 1e6;
        homes.vacant[h] = days;
        homes.premium[h] = run.name(Quantity::ExternalPremiumCost(housing, year), premium);
    }
    let [a, b, c] = homes.compensation;
    homes.compensation_total = run.name(Quantity::CompensationTotal(year), a + b + c);
    homes
}

/// What one day of an unfit place made usable means to Tiohundra, kr, at a 100 % share of the places:
/// δ(P − θ − νP) − (1 − δ)θ(1 − ν).
pub(crate) fn tiohundra_per_day<C: Context>(c: &C, housing: HousingType) -> C::N {
    let home = ids(housing);
    let one = lit::<C::N>(1.0);
    let (displaced, avoidable) = (c.share(DISPLACED), c.share(AVOIDABLE));
    let (rate, empty) = (c.input(home.rate), c.input(home.compensation));
    displaced * (rate - empty - avoidable * rate) - (one - displaced) * empty * (one - avoidable)
}

/// What one day of an unfit place made usable saves KSON, kr: θ + δ(Pext − P).
pub(crate) fn kson_per_day<C: Context>(c: &C, housing: HousingType, external_rate: C::N) -> C::N {
    let home = ids(housing);
    c.input(home.compensation) + c.share(DISPLACED) * (external_rate - c.input(home.rate))
}

/// The cost of an empty place, and the spiral: what one unfit place means to each party in a year.
pub(crate) fn place_indicators<C: Context>(c: &mut C, rates: &ExternalRates<C::N>) {
    for housing in HousingType::ALL.iter().copied() {
        let theta = c.input(ids(housing).compensation);
        let per_day = c.name(Quantity::EmptyPlaceDay(housing), theta);
        c.name(Quantity::EmptyPlaceYear(housing), per_day * 365.0 / 1000.0);

        let rate = rates[housing as usize];
        let kson = -(kson_per_day(c, housing, rate) * 365.0 / 1000.0);
        let kson = c.name(Quantity::UnfitPlace(housing, Party::Kson), kson);
        let tiohundra = -(c.share(TIOHUNDRA) * tiohundra_per_day(c, housing) * 365.0 / 1000.0);
        let tiohundra = c.name(Quantity::UnfitPlace(housing, Party::Tiohundra), tiohundra);
        c.name(Quantity::UnfitPlace(housing, Party::Norrtalje), lit(0.0));
        let external = c.share(DISPLACED) * rate * 365.0 / 1000.0;
        c.name(Quantity::UnfitPlace(housing, Party::External), external);
        c.name(
            Quantity::UnfitPlace(housing, Party::Group),
            kson + tiohundra,
        );
    }
}
