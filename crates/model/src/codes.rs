//! The numbers of the inputs that never change: links name an input by its number, and a future draws by it.
//!
//! The place in the table is the number. **Append only**: nothing is moved, removed or put in between. An input that the
//! pack no longer has becomes `Gone`, since a frozen calculation still knows it. `crates/scenario/src/link/tests.rs` holds
//! that every input of the pack has a number and that no number has changed since it was handed out.

use crate::ids::{InputId, input_id};

/// The input that a code stands for.
#[derive(Debug)]
pub enum InputCode {
    /// An input of the present pack.
    Live(InputId),
    /// An input that only frozen packs have, by id.
    Gone(&'static str),
    /// Something else than an input, by name: no calculation reads it.
    Other(&'static str),
}

impl InputCode {
    /// Returns the input's id in text.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Live(id) => id.name(),
            Self::Gone(name) | Self::Other(name) => name,
        }
    }

    /// Returns the input, if the present pack has it.
    #[must_use]
    pub const fn id(&self) -> Option<InputId> {
        match self {
            Self::Live(id) => Some(*id),
            Self::Gone(_) | Self::Other(_) => None,
        }
    }
}

const fn live(name: &str) -> InputCode {
    InputCode::Live(input_id(name))
}

/// The number of the year that a scenario is shown in.
pub const YEAR: &str = "scenario.year";

/// The constraints that combinations of measures keep to (*Vad krävs?*), by name; how far a lever may go has the lever's
/// own number (`crates/scenario/src/link/codes.rs`).
pub mod constraints {
    /// The area that is to balance: 1 omsorg, 2 hälso- och sjukvård.
    pub const AREA: &str = "area";
    /// The most that Tiohundra may lose, mnkr.
    pub const TIOHUNDRA: &str = "tiohundra";
    /// The most measures that change.
    pub const MOST: &str = "most";
    /// 1: only measures that the documents call decided or possible.
    pub const SUPPORTED: &str = "supported";
    /// 1: no measure that has a high rating.
    pub const NOT_RATED: &str = "not_rated";
    /// Reserved: counted for the group (KSON and Tiohundra). Nothing counts so yet, and no reader takes it.
    pub const GROUP: &str = "group";
}

/// Inputs by code: append new ones last, and a line to `HANDED_OUT` in `crates/scenario/src/link/codes.rs`.
pub static INPUTS: &[InputCode] = &[
    live("requirement.care"),
    live("requirement.health"),
    live("requirement.growth_funding"),
    live("requirement.extra_per_year"),
    live("base.total_cost"),
    live("base.care_share"),
    live("base.administration_cost"),
    live("base.case_management_cost"),
    live("demography.growth_80_to_2025"),
    live("demography.growth_80_after"),
    live("demography.elasticity_care"),
    live("demography.elasticity_health"),
    live("demography.healthy_ageing"),
    live("cost.trend"),
    live("price.plan_year"),
    live("price.following"),
    live("lss.growth"),
    live("housing.nursing_home.places"),
    live("housing.nursing_home.usable_vacancy"),
    live("housing.nursing_home.unfit_vacancy"),
    live("housing.nursing_home.vacancy_compensation"),
    live("housing.nursing_home.daily_rate"),
    live("housing.nursing_home.external_premium"),
    live("housing.lss.places"),
    live("housing.lss.usable_vacancy"),
    live("housing.lss.unfit_vacancy"),
    live("housing.lss.vacancy_compensation"),
    live("housing.lss.daily_rate"),
    live("housing.lss.external_premium"),
    live("housing.social_psychiatry.places"),
    live("housing.social_psychiatry.usable_vacancy"),
    live("housing.social_psychiatry.unfit_vacancy"),
    live("housing.social_psychiatry.vacancy_compensation"),
    live("housing.social_psychiatry.daily_rate"),
    live("housing.social_psychiatry.external_premium"),
    live("housing.displaced_share"),
    live("housing.avoidable_share"),
    live("housing.tiohundra_share"),
    live("provider.share_care"),
    live("provider.share_health"),
    live("provider.tiohundra_share_care"),
    live("provider.tiohundra_share_health"),
    live("occupancy.nursing_home.change"),
    live("occupancy.lss.change"),
    live("occupancy.social_psychiatry.change"),
    live("housing_upgrade.nursing_home.change"),
    live("housing_upgrade.lss.change"),
    live("housing_upgrade.social_psychiatry.change"),
    live("housing_upgrade.cost_per_place"),
    live("vacancy_reform.amount"),
    live("vacancy_reform.in_base_year"),
    live("negligence_clause.amount"),
    live("caseload.clients"),
    live("caseload.fte"),
    live("caseload.cost_per_fte"),
    live("caseload.change"),
    live("automation.share"),
    live("automation.running_cost"),
    live("extra_care_housing.persons"),
    live("extra_care_housing.share_from_nursing_home"),
    live("extra_care_housing.home_care_hours_saved"),
    live("extra_care_housing.home_care_rate"),
    live("extra_care_housing.nursing_home_cost"),
    live("extra_care_housing.care_cost_in_extra_care"),
    live("extra_care_housing.operating_cost"),
    live("retained_cost_liability.net_persons"),
    live("retained_cost_liability.cost_per_person"),
    live("discharge.external_days"),
    live("discharge.price_per_day"),
    live("discharge.coordinator_cost"),
    live("own_lss_places.places"),
    live("own_lss_places.capital_cost_per_place"),
    live("indexation.withheld_care"),
    live("indexation.withheld_health"),
    live("indexation.years"),
    live("commissioning.share_care"),
    live("commissioning.share_health"),
    live("commissioning.real_share"),
    live("welfare_technology.users"),
    live("welfare_technology.saving_per_user"),
    live("welfare_technology.running_cost_per_user"),
    live("reablement.hours_reduction"),
    live("reablement.home_care_cost"),
    live("shared_administration.organisation"),
    live("shared_administration.digital"),
    live("shared_administration.skills"),
    live("shared_administration.economy"),
    live("co_location.rent_now"),
    live("co_location.rent_new"),
    live("co_location.landlord_share"),
    live("co_location.double_rent_months"),
    live("e_services.cases"),
    live("e_services.minutes_per_case"),
    live("e_services.hourly_cost"),
    live("occupancy.on"),
    live("occupancy.start_year"),
    live("occupancy.start_month"),
    live("occupancy.ramp_years"),
    live("occupancy.realisation"),
    live("occupancy.one_off"),
    live("housing_upgrade.on"),
    live("housing_upgrade.start_year"),
    live("housing_upgrade.start_month"),
    live("housing_upgrade.ramp_years"),
    live("housing_upgrade.realisation"),
    live("housing_upgrade.one_off"),
    live("vacancy_reform.on"),
    live("vacancy_reform.start_year"),
    live("vacancy_reform.start_month"),
    live("vacancy_reform.ramp_years"),
    live("vacancy_reform.realisation"),
    live("vacancy_reform.one_off"),
    live("negligence_clause.on"),
    live("negligence_clause.start_year"),
    live("negligence_clause.start_month"),
    live("negligence_clause.ramp_years"),
    live("negligence_clause.realisation"),
    live("negligence_clause.one_off"),
    live("caseload.on"),
    live("caseload.start_year"),
    live("caseload.start_month"),
    live("caseload.ramp_years"),
    live("caseload.realisation"),
    live("caseload.one_off"),
    live("automation.on"),
    live("automation.start_year"),
    live("automation.start_month"),
    live("automation.ramp_years"),
    live("automation.realisation"),
    live("automation.one_off"),
    live("extra_care_housing.on"),
    live("extra_care_housing.start_year"),
    live("extra_care_housing.start_month"),
    live("extra_care_housing.ramp_years"),
    live("extra_care_housing.realisation"),
    live("extra_care_housing.one_off"),
    live("retained_cost_liability.on"),
    live("retained_cost_liability.start_year"),
    live("retained_cost_liability.start_month"),
    live("retained_cost_liability.ramp_years"),
    live("retained_cost_liability.realisation"),
    live("retained_cost_liability.one_off"),
    live("discharge.on"),
    live("discharge.start_year"),
    live("discharge.start_month"),
    live("discharge.ramp_years"),
    live("discharge.realisation"),
    live("discharge.one_off"),
    live("own_lss_places.on"),
    live("own_lss_places.start_year"),
    live("own_lss_places.start_month"),
    live("own_lss_places.ramp_years"),
    live("own_lss_places.realisation"),
    live("own_lss_places.one_off"),
    live("indexation.on"),
    live("indexation.start_year"),
    live("indexation.realisation"),
    live("indexation.one_off"),
    live("commissioning.on"),
    live("commissioning.start_year"),
    live("commissioning.start_month"),
    live("commissioning.ramp_years"),
    live("commissioning.realisation"),
    live("commissioning.one_off"),
    live("welfare_technology.on"),
    live("welfare_technology.start_year"),
    live("welfare_technology.start_month"),
    live("welfare_technology.ramp_years"),
    live("welfare_technology.realisation"),
    live("welfare_technology.one_off"),
    live("reablement.on"),
    live("reablement.start_year"),
    live("reablement.start_month"),
    live("reablement.ramp_years"),
    live("reablement.realisation"),
    live("reablement.one_off"),
    live("shared_administration.on"),
    live("shared_administration.start_year"),
    live("shared_administration.start_month"),
    live("shared_administration.ramp_years"),
    live("shared_administration.realisation"),
    live("shared_administration.one_off"),
    live("co_location.on"),
    live("co_location.start_year"),
    live("co_location.start_month"),
    live("co_location.ramp_years"),
    live("co_location.realisation"),
    live("co_location.one_off"),
    live("e_services.on"),
    live("e_services.start_year"),
    live("e_services.start_month"),
    live("e_services.ramp_years"),
    live("e_services.realisation"),
    live("e_services.one_off"),
    live("financing.by_increase"),
    live("financing.increase_care"),
    live("financing.increase_health"),
    live("financing.pooled"),
    live("financing.reserve"),
    live("occupancy.filled_from_home"),
    live("occupancy.filled_from_external"),
    live("occupancy.home_care_replaced"),
    live("housing_upgrade.cost_known"),
    live("negligence_clause.all_homes"),
    live("automation.cost_known"),
    live("discharge.cost_known"),
    live("own_lss_places.cost_known"),
    live("welfare_technology.contracted"),
    live("reablement.contracted"),
    live("co_location.cost_known"),
    live("e_services.running_cost"),
    live("e_services.cost_known"),
    InputCode::Other(YEAR),
    InputCode::Other(constraints::AREA),
    InputCode::Other(constraints::TIOHUNDRA),
    InputCode::Other(constraints::MOST),
    InputCode::Other(constraints::SUPPORTED),
    InputCode::Other(constraints::NOT_RATED),
    InputCode::Other(constraints::GROUP),
];

/// Finds the code of an input. Searches from the code `near` on first, since callers ask in order.
#[must_use]
pub fn input(name: &str, near: usize) -> Option<usize> {
    let find = |(_, slot): &(usize, &InputCode)| slot.name() == name;
    let all = || INPUTS.iter().enumerate();
    let (code, _) = all().skip(near).find(find).or_else(|| all().find(find))?;
    Some(code)
}
