//! Empty places: how many, what they cost KSON, and what the external places bought instead cost.
//!
//! Shared by the measures on empty places and by the indicators. The empty places of a year are in
//! `measures/empty_places.rs`; what a measure saves is in its own file.

use crate::context::Context;
use crate::ids::{HousingType, InputId, Party, input_id};
use crate::number::{Number, lit};
use crate::quantity::Quantity;

/// The inputs of one kind of home.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HomeInputs {
    /// Places.
    pub places: InputId,
    /// Share of the places that are empty today but can be used, percent.
    pub usable_vacancy: InputId,
    /// Share of the places that cannot be used today, percent.
    pub unfit_vacancy: InputId,
    /// Compensation for an empty place, kr a day.
    pub compensation: InputId,
    /// What an own place costs, kr a day.
    pub daily_rate: InputId,
    /// How much more an external place costs, percent.
    pub external_premium: InputId,
    /// Change of the usable vacancy, percentage points.
    pub usable_change: InputId,
    /// Change of the unfit vacancy, percentage points.
    pub unfit_change: InputId,
}

macro_rules! home {
    ($type:literal) => {
        HomeInputs {
            places: input_id(concat!("housing.", $type, ".places")),
            usable_vacancy: input_id(concat!("housing.", $type, ".usable_vacancy")),
            unfit_vacancy: input_id(concat!("housing.", $type, ".unfit_vacancy")),
            compensation: input_id(concat!("housing.", $type, ".vacancy_compensation")),
            daily_rate: input_id(concat!("housing.", $type, ".daily_rate")),
            external_premium: input_id(concat!("housing.", $type, ".external_premium")),
            usable_change: input_id(concat!("occupancy.", $type, ".change")),
            unfit_change: input_id(concat!("housing_upgrade.", $type, ".change")),
        }
    };
}

static HOMES: [HomeInputs; HousingType::ALL.len()] = [
    home!("nursing_home"),
    home!("lss"),
    home!("social_psychiatry"),
];

impl HousingType {
    /// Gives the inputs of this kind of home.
    #[must_use]
    pub fn inputs(self) -> &'static HomeInputs {
        &HOMES[self as usize]
    }
}

pub(crate) const DISPLACED: InputId = input_id("housing.displaced_share");
pub(crate) const AVOIDABLE: InputId = input_id("housing.avoidable_share");
pub(crate) const FILLED_FROM_HOME: InputId = input_id("occupancy.filled_from_home");
pub(crate) const FILLED_FROM_EXTERNAL: InputId = input_id("occupancy.filled_from_external");
pub(crate) const TIOHUNDRA: InputId = input_id("housing.tiohundra_share");

/// What an external place costs a day, per kind of home.
pub(crate) type ExternalRates<N> = [N; HousingType::ALL.len()];

pub(crate) fn external_rates<C: Context>(c: &mut C) -> ExternalRates<C::N> {
    let mut rates = [lit(0.0); HousingType::ALL.len()];
    for housing in HousingType::ALL.iter().copied() {
        let home = housing.inputs();
        let rate = c.input(home.daily_rate) * (lit::<C::N>(1.0) + c.share(home.external_premium));
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

/// What a provider gains when a place is filled for a day, kr: g = P − θ − νP.
pub(crate) fn filled_place_per_day<C: Context>(c: &C, housing: HousingType) -> C::N {
    let home = housing.inputs();
    let (rate, empty) = (c.input(home.daily_rate), c.input(home.compensation));
    rate - empty - c.share(AVOIDABLE) * rate
}

/// What one day of an unfit place made usable saves KSON, kr: δ(θ + Pext − P).
pub(crate) fn kson_per_day<C: Context>(c: &C, housing: HousingType, external_rate: C::N) -> C::N {
    let home = housing.inputs();
    c.share(DISPLACED) * (c.input(home.compensation) + external_rate - c.input(home.daily_rate))
}

/// The cost of an empty place, and the spiral: what one unfit place means to each party in a year.
pub(crate) fn place_indicators<C: Context>(c: &mut C, rates: &ExternalRates<C::N>) {
    let from_home = c.input(FILLED_FROM_HOME);
    let not_from_home = lit::<C::N>(100.0) - from_home;
    let from_external = c.input(FILLED_FROM_EXTERNAL).at_most(not_from_home);
    c.name(Quantity::PlacesClosed(), not_from_home - from_external);
    for housing in HousingType::ALL.iter().copied() {
        let theta = c.input(housing.inputs().compensation);
        let per_day = c.name(Quantity::EmptyPlaceDay(housing), theta);
        c.name(Quantity::EmptyPlaceYear(housing), per_day * 365.0 / 1000.0);

        let rate = rates[housing as usize];
        let kson = -(kson_per_day(c, housing, rate) * 365.0 / 1000.0);
        let kson = c.name(Quantity::UnfitPlace(housing, Party::Kson), kson);
        let lost = c.share(DISPLACED) * filled_place_per_day(c, housing) * 365.0 / 1000.0;
        let share = c.share(TIOHUNDRA);
        let tiohundra = c.name(
            Quantity::UnfitPlace(housing, Party::Tiohundra),
            -(share * lost),
        );
        for member in [Party::Norrtalje, Party::Region] {
            c.name(Quantity::UnfitPlace(housing, member), lit(0.0));
        }
        let bought = c.share(DISPLACED) * rate * 365.0 / 1000.0;
        let external = bought - (lit::<C::N>(1.0) - share) * lost;
        c.name(Quantity::UnfitPlace(housing, Party::External), external);
        c.name(
            Quantity::UnfitPlace(housing, Party::Group),
            kson + tiohundra,
        );
    }
}
