//! The measures: which there are, and the order they are computed in.
//!
//! To add a measure, add its file here, its module and its line in the registry below. The whole list of steps is in
//! `ARCHITECTURE.md`.

// Declared one by one, and not by the registry's macro, so that rustfmt and other tools find the files.
mod automation;
#[cfg(test)]
mod case;
mod caseload;
mod co_location;
mod commissioning;
mod discharge;
mod e_services;
mod empty_places;
mod extra_care_housing;
mod housing_upgrade;
mod indexation;
pub(crate) mod negligence_clause;
mod occupancy;
mod own_lss_places;
mod provider_gains;
mod reablement;
mod retained_cost_liability;
pub(crate) mod run;
mod shared_administration;
mod vacancy_reform;
mod welfare_technology;
pub(crate) mod year;

use crate::ids::{InputId, MEASURE_IDS, input_id, optional_input_id, same};

/// The registry: hands every measure, in the order of computation, to a macro. Each line is a variant and its module,
/// whose name is the measure's id in the pack.
///
/// A measure stands in one of two groups, and a group is computed whole before the next:
/// - `volume` changes how much care there is. What these save is summed ([`Quantity::VolumeSaving`]).
/// - `remaining` may be computed on what is left when that sum is taken off the cost, as indexation and commissioning are.
///
/// [`Quantity::VolumeSaving`]: crate::Quantity::VolumeSaving
macro_rules! registry {
    ($then:ident) => {
        $then! {
            volume {
                /// Lägre vakans.
                Occupancy = occupancy,
                /// Upprusta olämpliga boenden.
                HousingUpgrade = housing_upgrade,
                /// Reformerad ersättningsmodell för socialpsykiatri.
                VacancyReform = vacancy_reform,
                /// Ingen tomdygnsersättning vid försumlighet.
                NegligenceClause = negligence_clause,
                /// Kunder per årsarbetare.
                Caseload = caseload,
                /// Automatiserad handläggning.
                Automation = automation,
                /// Biståndsbedömt trygghetsboende.
                ExtraCareHousing = extra_care_housing,
                /// Säga upp bibehållet kostnadsansvar.
                RetainedCostLiability = retained_cost_liability,
                /// Trygg hemgång med vårdsamordnare.
                Discharge = discharge,
                /// Egna LSS-platser.
                OwnLssPlaces = own_lss_places,
            }
            remaining {
                /// Utebliven uppräkning.
                Indexation = indexation,
                /// Utvecklade uppdrag till utförare.
                Commissioning = commissioning,
                /// Välfärdsteknik och digital låshantering.
                WelfareTechnology = welfare_technology,
                /// Rehabiliterande arbetssätt.
                Reablement = reablement,
                /// Gemensam administration i koncernen.
                SharedAdministration = shared_administration,
                /// Samlokalisering i kommunhuset Ankaret.
                CoLocation = co_location,
                /// Fler e-tjänster.
                EServices = e_services,
            }
        }
    };
}
pub(crate) use registry;

macro_rules! phasing {
    ($module:ident) => {
        PhasingIds {
            on: input_id(concat!(stringify!($module), ".on")),
            start_year: input_id(concat!(stringify!($module), ".start_year")),
            start_month: optional_input_id(concat!(stringify!($module), ".start_month")),
            ramp_years: optional_input_id(concat!(stringify!($module), ".ramp_years")),
            realisation: input_id(concat!(stringify!($module), ".realisation")),
            one_off: input_id(concat!(stringify!($module), ".one_off")),
        }
    };
}

macro_rules! identities {
    (
        volume { $($(#[$volume_meta:meta])* $volume:ident = $volume_module:ident),+ $(,)? }
        remaining { $($(#[$remaining_meta:meta])* $remaining:ident = $remaining_module:ident),+ $(,)? }
    ) => {
        /// A measure that is computed, in the order of computation.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Measure {
            $($(#[$volume_meta])* $volume,)+
            $($(#[$remaining_meta])* $remaining,)+
        }

        const PHASING: [PhasingIds; COUNT] =
            [$(phasing!($volume_module),)+ $(phasing!($remaining_module),)+];

        impl Measure {
            /// Every measure, in the order of computation.
            pub const ALL: &'static [Self] = &[$(Self::$volume,)+ $(Self::$remaining,)+];

            /// The measures that change volumes, which are computed first.
            pub(crate) const VOLUME: &'static [Self] = &[$(Self::$volume),+];

            /// The measures that are computed when the volume savings are summed.
            pub(crate) const REMAINING: &'static [Self] = &[$(Self::$remaining),+];

            /// Gives the measure's stable id, the same as in the pack.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$volume => stringify!($volume_module),)+
                    $(Self::$remaining => stringify!($remaining_module),)+
                }
            }
        }
    };
}

registry!(identities);

/// How many measures are computed.
pub(crate) const COUNT: usize = Measure::ALL.len();

const ROWS: [usize; COUNT] = {
    let mut rows = [0; COUNT];
    let mut at = 0;
    while at < COUNT {
        rows[at] = row(Measure::ALL[at].id());
        at += 1;
    }
    rows
};

#[allow(
    clippy::panic,
    reason = "evaluated by the compiler: the panic is the compile error"
)]
const fn row(id: &str) -> usize {
    let mut index = 0;
    while index < MEASURE_IDS.len() {
        if same(id, MEASURE_IDS[index]) {
            return index;
        }
        index += 1;
    }
    panic!("no such measure in the pack")
}

/// The phasing inputs of a measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PhasingIds {
    /// Whether it counts.
    pub on: InputId,
    /// The year it starts.
    pub start_year: InputId,
    /// The month it starts, if it has one.
    pub start_month: Option<InputId>,
    /// Years until full effect, if it has a ramp.
    pub ramp_years: Option<InputId>,
    /// Hemtagningsgrad, percent.
    pub realisation: InputId,
    /// One-off cost in the start year, mnkr.
    pub one_off: InputId,
}

impl Measure {
    /// The measures on empty places, in the order of computation.
    pub const HOUSING: [Self; 4] = [
        Self::Occupancy,
        Self::HousingUpgrade,
        Self::VacancyReform,
        Self::NegligenceClause,
    ];

    /// Finds the measure with this id, if it is one that is computed.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|measure| measure.id() == id)
    }

    /// Gives its phasing inputs.
    #[must_use]
    pub const fn phasing(self) -> PhasingIds {
        PHASING[self as usize]
    }

    /// Gives its place among the measures of the pack.
    pub(crate) const fn row(self) -> usize {
        ROWS[self as usize]
    }
}
