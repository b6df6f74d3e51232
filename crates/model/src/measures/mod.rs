//! The measures: which there are, the order they are computed in, and what a measure's file may do.
//!
//! A new measure = one file here, its two lines below (module and registry), its rows in the pack, its golden case.

// Declared one by one, and not by the registry's macro, so that rustfmt and other tools find the files.
mod automation;
mod caseload;
mod co_location;
mod commissioning;
mod discharge;
mod e_services;
mod extra_care_housing;
mod housing_upgrade;
mod indexation;
mod negligence_clause;
mod occupancy;
mod own_lss_places;
mod provider_gains;
mod reablement;
mod retained_cost_liability;
mod shared_administration;
mod vacancy_reform;
mod welfare_technology;

use crate::context::Context;
use crate::demography::Reference;
use crate::housing::{ExternalRates, Homes};
use crate::inputs::{InputId, input_id, same};
use crate::number::{Number, Test, lit, sum};
use crate::pack::{INPUT_COUNT, INPUT_IDS, MEASURE_IDS};
use crate::quantity::{Area, HousingType, Party, Quantity, Vacancy, Year};

macro_rules! registry {
    ($($(#[$meta:meta])* $variant:ident = $module:ident),+ $(,)?) => {
        /// A measure that is computed, in the order of computation.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Measure { $($(#[$meta])* $variant),+ }

        const COUNT: usize = [$(stringify!($module)),+].len();
        const ROWS: [usize; COUNT] = [$(row(stringify!($module))),+];
        const PHASING: [PhasingIds; COUNT] = [$(PhasingIds {
            on: input_id(concat!(stringify!($module), ".on")),
            start_year: input_id(concat!(stringify!($module), ".start_year")),
            start_month: optional(concat!(stringify!($module), ".start_month")),
            ramp_years: optional(concat!(stringify!($module), ".ramp_years")),
            realisation: input_id(concat!(stringify!($module), ".realisation")),
            one_off: input_id(concat!(stringify!($module), ".one_off")),
        }),+];

        impl Measure {
            /// Every measure, in the order of computation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its stable id, the same as in the pack.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => stringify!($module)),+ }
            }

            fn run<C: Context>(self, run: &mut YearRun<'_, C>) {
                match self { $(Self::$variant => $module::run(run)),+ }
            }
        }
    };
}

registry! {
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

/// The measures that change volumes: what indexation and commissioning are taken of is what is left after them.
const VOLUME: [Measure; 10] = [
    Measure::Occupancy,
    Measure::HousingUpgrade,
    Measure::VacancyReform,
    Measure::NegligenceClause,
    Measure::Caseload,
    Measure::Automation,
    Measure::ExtraCareHousing,
    Measure::RetainedCostLiability,
    Measure::Discharge,
    Measure::OwnLssPlaces,
];

/// The share of an area's cost that is compensation to providers.
const PROVIDER_SHARE: [InputId; 2] = [
    input_id("provider.share_care"),
    input_id("provider.share_health"),
];
/// Tiohundra's share of that compensation.
const TIOHUNDRA_SHARE: [InputId; 2] = [
    input_id("provider.tiohundra_share_care"),
    input_id("provider.tiohundra_share_health"),
];

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

const fn optional(name: &str) -> Option<InputId> {
    let mut index = 0;
    while index < INPUT_COUNT {
        if same(name, INPUT_IDS[index]) {
            return Some(InputId(index as u16));
        }
        index += 1;
    }
    None
}

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

impl Measure {
    /// The measure with this id, if it is one that is computed.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|measure| measure.id() == id)
    }

    /// Its phasing inputs.
    #[must_use]
    pub const fn phasing(self) -> PhasingIds {
        PHASING[self as usize]
    }

    pub(crate) const fn row(self) -> usize {
        ROWS[self as usize]
    }
}

/// Which reading of a year: by the calendar or all in full from the plan year on, taken home in part or wholly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    /// By the calendar, as far as it is taken home: the scenario itself.
    Phased,
    /// No calendar, as far as it is taken home: helårseffekt, in the plan year.
    FullYear,
    /// No calendar, taken home wholly: what is identified.
    Identified,
    /// By the calendar, taken home wholly: what is scheduled.
    Scheduled,
}

impl Mode {
    fn by_calendar(self) -> bool {
        matches!(self, Self::Phased | Self::Scheduled)
    }

    fn taken_home_in_part(self) -> bool {
        matches!(self, Self::Phased | Self::FullYear)
    }

    /// The name of what a measure saves in this reading.
    fn saving(self, measure: Measure, year: Year) -> Quantity {
        match self {
            Self::Phased => Quantity::MeasureSaving(measure, year),
            Self::FullYear => Quantity::FullYear(measure),
            Self::Identified => Quantity::MeasureIdentified(measure, year),
            Self::Scheduled => Quantity::MeasureScheduled(measure, year),
        }
    }
}

/// One year in the making: what a measure's formula reads and where it writes.
pub(crate) struct YearRun<'c, C: Context> {
    pub(crate) c: &'c mut C,
    pub(crate) year: Year,
    pub(crate) mode: Mode,
    pub(crate) reference: &'c Reference<C::N>,
    pub(crate) external_rates: &'c ExternalRates<C::N>,
    pub(crate) homes: Homes<C::N>,
    staffing: caseload::Staffing<C::N>,
    /// Volume savings per area, where there are any.
    volume: [Option<C::N>; 2],
    phase: [C::N; COUNT],
    saving: [[Option<C::N>; 2]; COUNT],
    total: [C::N; COUNT],
    party: [[Option<C::N>; Party::ALL.len()]; COUNT],
    /// One-off costs that a measure has besides its input.
    once: [Option<C::N>; COUNT],
}

/// Care and health out of what was computed for each area.
fn both<N: Number>(mut areas: impl Iterator<Item = N>) -> [N; 2] {
    let mut next = || areas.next().unwrap_or(lit(0.0));
    [next(), next()]
}

impl<C: Context> YearRun<'_, C> {
    pub(crate) fn input(&self, id: InputId) -> C::N {
        self.c.input(id)
    }

    pub(crate) fn share(&self, id: InputId) -> C::N {
        self.c.share(id)
    }

    /// F: how much of a measure has taken effect.
    pub(crate) fn phase(&self, measure: Measure) -> C::N {
        self.phase[measure as usize]
    }

    /// A measure's extent without its calendar: taken home in part or wholly, or off.
    fn extent(&self, measure: Measure) -> C::N {
        let ids = measure.phasing();
        let on = self.input(ids.on);
        if self.mode.taken_home_in_part() {
            self.share(ids.realisation) * on
        } else {
            on
        }
    }

    /// Names a number that belongs to this year as it is phased. Of the other readings only helårseffekt is shown by
    /// itself, and has names for what several of its formulas share; the rest stays unnamed.
    pub(crate) fn name(&mut self, quantity: Quantity, number: C::N) -> C::N {
        let quantity = match (self.mode, quantity) {
            (Mode::Phased, quantity) => quantity,
            (Mode::FullYear, Quantity::MeasureAreaSaving(m, area, _)) => {
                Quantity::FullYearArea(m, area)
            }
            (Mode::FullYear, Quantity::VolumeSaving(area, _)) => Quantity::FullYearVolume(area),
            (Mode::FullYear, Quantity::PriceKept(area, _)) => Quantity::FullYearPriceKept(area),
            (Mode::FullYear, Quantity::Compensation(home, _)) => {
                Quantity::FullYearCompensation(home)
            }
            _ => return number,
        };
        self.c.name(quantity, number)
    }

    /// What a measure in care alone saves, mnkr.
    pub(crate) fn save_care(&mut self, measure: Measure, saving: C::N) -> C::N {
        let year = self.year;
        let saving = self.c.name(self.mode.saving(measure, year), saving);
        let care = self.name(
            Quantity::MeasureAreaSaving(measure, Area::Care, year),
            saving,
        );
        self.name(
            Quantity::MeasureAreaSaving(measure, Area::Health, year),
            lit(0.0),
        );
        self.saving[measure as usize] = [Some(care), None];
        self.total[measure as usize] = saving;
        saving
    }

    /// What a measure in both areas saves, mnkr.
    pub(crate) fn save_both(&mut self, measure: Measure, saving: [C::N; 2]) -> [C::N; 2] {
        let year = self.year;
        let named = |run: &mut Self, area: Area| {
            run.name(
                Quantity::MeasureAreaSaving(measure, area, year),
                saving[area as usize],
            )
        };
        let [care, health] = [named(self, Area::Care), named(self, Area::Health)];
        self.total[measure as usize] = self.c.name(self.mode.saving(measure, year), care + health);
        self.saving[measure as usize] = [Some(care), Some(health)];
        [care, health]
    }

    /// What a measure saves in all, split on the areas by their cost, mnkr.
    pub(crate) fn save_split(&mut self, measure: Measure, all: C::N) {
        let total = self.reference.total.at(self.year);
        let part = |area| all * self.reference.cost(area, self.year) / total;
        let parts = [part(Area::Care), part(Area::Health)];
        self.save_both(measure, parts);
    }

    /// Y: the share of an area's cost that is compensation to providers.
    pub(crate) fn provider_share(&self, area: Area) -> C::N {
        self.share(PROVIDER_SHARE[area as usize])
    }

    /// An area's cost after the volume measures, mnkr.
    fn cost_after_volume(&self, area: Area) -> C::N {
        let cost = self.reference.cost(area, self.year);
        self.volume[area as usize].map_or(cost, |saved| cost - saved)
    }

    /// What providers are paid in an area after the volume measures, mnkr.
    pub(crate) fn provider_cost(&self, area: Area) -> C::N {
        self.provider_share(area) * self.cost_after_volume(area)
    }

    /// An area's cost after the volume measures and withheld indexation, mnkr.
    pub(crate) fn cost_after_indexation(&self, area: Area) -> C::N {
        let cost = self.cost_after_volume(area);
        self.saved(Measure::Indexation, area)
            .map_or(cost, |saved| cost - saved)
    }

    /// What the providers lose of a saving in both areas, Tiohundra by its share of the compensation.
    pub(crate) fn post_to_providers(
        &mut self,
        measure: Measure,
        saving: [C::N; 2],
        part: Option<C::N>,
    ) {
        let one = lit::<C::N>(1.0);
        let [care, health] = TIOHUNDRA_SHARE.map(|id| self.share(id));
        let tiohundra = care * saving[0] + health * saving[1];
        let external = (one - care) * saving[0] + (one - health) * saving[1];
        let of = |effect: C::N| part.map_or(effect, |part| part * effect);
        self.post(measure, Party::Tiohundra, -of(tiohundra));
        self.post(measure, Party::External, -of(external));
    }

    /// A one-off cost that comes with a measure besides its input, mnkr.
    pub(crate) fn also_once(&mut self, measure: Measure, cost: C::N) {
        self.once[measure as usize] = Some(cost);
    }

    /// What a measure computed earlier saves in an area, if it acts there.
    pub(crate) fn saved(&self, measure: Measure, area: Area) -> Option<C::N> {
        self.saving[measure as usize][area as usize]
    }

    /// What fewer empty days of a kind save in all, mnkr, from what they save per kind of home.
    fn freed(&mut self, kind: Vacancy, value: impl Fn(&Self, HousingType) -> C::N) -> C::N {
        let year = self.year;
        let values = HousingType::ALL.iter().copied().map(|housing| {
            let value = value(self, housing);
            self.name(Quantity::FreedValue(kind, housing, year), value)
        });
        sum(values).unwrap_or(lit(0.0))
    }

    /// What a measure means to a party, mnkr. KSON's own row is made from the saving.
    pub(crate) fn post(&mut self, measure: Measure, party: Party, effect: C::N) {
        if self.mode == Mode::Phased {
            let effect = self
                .c
                .name(Quantity::PartyEffect(measure, party, self.year), effect);
            self.party[measure as usize][party as usize] = Some(effect);
        }
    }
}

/// F_m(t): 0 before the start year, then the ramp, in the start year only the months that are left.
fn phase<C: Context>(c: &C, measure: Measure, year: Year, mode: Mode) -> C::N {
    let ids = measure.phasing();
    let on = c.input(ids.on);
    let scale = if mode.taken_home_in_part() {
        c.share(ids.realisation) * on
    } else {
        on
    };
    if !mode.by_calendar() {
        return scale;
    }
    let now = lit::<C::N>(f64::from(year));
    let n = now - c.input(ids.start_year);
    let ramp = ids.ramp_years.map_or(lit(1.0), |id| c.input(id));
    let month = ids.start_month.map_or(lit(1.0), |id| c.input(id));
    let (zero, one) = (lit::<C::N>(0.0), lit::<C::N>(1.0));
    let level = || ((n + 1.0) / ramp).at_most(one);
    C::N::choose(
        Test::Less(n, zero),
        // A start between two years (only by file): nothing until it has passed.
        || {
            C::N::choose(
                Test::Less(-one, n),
                || zero,
                || level().at_least(zero) * scale,
            )
        },
        || {
            let level = level();
            // From January the start year is whole: ×12/12 would be noise.
            let in_part = || level * ((lit::<C::N>(13.0) - month) / 12.0);
            let at_start = || C::N::choose(Test::Less(one, month), in_part, || level);
            C::N::choose(Test::Less(zero, n), || level, at_start) * scale
        },
    )
}

/// Everything of one year: phases, empty places, each measure in order, and the parties.
pub(crate) fn run_year<C: Context>(
    c: &mut C,
    year: Year,
    mode: Mode,
    reference: &Reference<C::N>,
    external_rates: &ExternalRates<C::N>,
) -> YearResult<C::N> {
    let zero = lit::<C::N>(0.0);
    let acting = year >= c.pack().plan_year;
    let mut phases = [zero; COUNT];
    for measure in Measure::ALL.iter().copied() {
        let f = if acting {
            phase(c, measure, year, mode)
        } else {
            zero
        };
        let named = mode == Mode::Phased;
        phases[measure as usize] = if named {
            c.name(Quantity::Phase(measure, year), f)
        } else {
            f
        };
    }
    let mut run = YearRun {
        c,
        year,
        mode,
        reference,
        external_rates,
        homes: Homes::none(),
        staffing: caseload::Staffing::none(),
        volume: [None; 2],
        phase: phases,
        saving: [[None; 2]; COUNT],
        total: [zero; COUNT],
        party: [[None; Party::ALL.len()]; COUNT],
        once: [None; COUNT],
    };
    run.homes = crate::housing::homes(&mut run);
    run.staffing = caseload::staffing(&mut run, acting);
    for measure in Measure::ALL.iter().copied() {
        if acting {
            measure.run(&mut run);
        } else {
            run.save_care(measure, zero);
        }
        if VOLUME.last() == Some(&measure) {
            run.add_volume();
        }
    }
    if !acting {
        run.idle();
    }
    if mode == Mode::Phased {
        let mut one_offs = [zero; COUNT];
        for measure in Measure::ALL.iter().copied() {
            one_offs[measure as usize] = run.one_off(measure);
            run.close(measure);
        }
        run.c
            .name(Quantity::OneOff(year), sum(one_offs).unwrap_or(zero));
    }
    run.result()
}

/// What a year leaves behind for the budget and the indicators.
pub(crate) struct YearResult<N> {
    /// What the measures save per area.
    pub(crate) saving: [N; 2],
    /// What each measure saves per area, where it acts.
    pub(crate) by_measure: [[Option<N>; 2]; COUNT],
    /// What each measure saves.
    pub(crate) total: [N; COUNT],
    pub(crate) homes: Homes<N>,
    /// What each measure means to each party, where it says so.
    pub(crate) party: [[Option<N>; Party::ALL.len()]; COUNT],
    /// What all measures mean to each party.
    pub(crate) party_total: [N; Party::ALL.len()],
}

impl<C: Context> YearRun<'_, C> {
    /// Adds up the volume savings that indexation and commissioning come after.
    fn add_volume(&mut self) {
        for area in Area::ALL.iter().copied() {
            let saved = sum(VOLUME
                .iter()
                .filter_map(|m| self.saving[*m as usize][area as usize]));
            let named = self.name(
                Quantity::VolumeSaving(area, self.year),
                saved.unwrap_or(lit(0.0)),
            );
            self.volume[area as usize] = saved.map(|_| named);
        }
    }

    /// Names what the measures name themselves in years when they act.
    fn idle(&mut self) {
        provider_gains::gains(self, false);
        own_lss_places::cover(self, None);
        for area in Area::ALL.iter().copied() {
            self.name(Quantity::PriceKept(area, self.year), lit(1.0));
        }
        for housing in HousingType::ALL.iter().copied() {
            for kind in Vacancy::ALL.iter().copied() {
                self.name(Quantity::FreedValue(kind, housing, self.year), lit(0.0));
            }
        }
    }

    /// A measure's one-off cost, in its start year if it is on.
    fn one_off(&mut self, measure: Measure) -> C::N {
        let ids = measure.phasing();
        let cost = self.input(ids.one_off);
        let cost =
            self.once[measure as usize].map_or(cost, |also| cost + also) * self.input(ids.on);
        let start = self.input(ids.start_year);
        let starts = Test::Same(lit(f64::from(self.year)), start);
        let cost = C::N::choose(starts, || cost, || lit(0.0));
        self.c
            .name(Quantity::MeasureOneOff(measure, self.year), cost)
    }

    /// Fills in the parties a measure said nothing about, and adds up the koncern.
    fn close(&mut self, measure: Measure) {
        let year = self.year;
        let saving = sum(self.saving[measure as usize].into_iter().flatten()).unwrap_or(lit(0.0));
        self.post(measure, Party::Kson, saving);
        let parties = self.party[measure as usize];
        for party in [Party::Tiohundra, Party::Norrtalje, Party::External] {
            if parties[party as usize].is_none() {
                self.c
                    .name(Quantity::PartyEffect(measure, party, year), lit(0.0));
            }
        }
        let group = match (
            self.party[measure as usize][0],
            parties[Party::Tiohundra as usize],
        ) {
            (Some(kson), Some(tiohundra)) => kson + tiohundra,
            (Some(kson), None) => kson,
            _ => lit(0.0),
        };
        self.post(measure, Party::Group, group);
    }

    fn result(self) -> YearResult<C::N> {
        let area = |area: Area| {
            sum(Measure::ALL
                .iter()
                .filter_map(|m| self.saving[*m as usize][area as usize]))
            .unwrap_or(lit(0.0))
        };
        let saving = [area(Area::Care), area(Area::Health)];
        let mut result = YearResult {
            saving,
            by_measure: self.saving,
            total: self.total,
            homes: self.homes,
            party: self.party,
            party_total: [lit(0.0); Party::ALL.len()],
        };
        if self.mode == Mode::Phased {
            for party in Party::ALL.iter().copied() {
                let effects = Measure::ALL
                    .iter()
                    .filter_map(|m| self.party[*m as usize][party as usize]);
                let total = sum(effects).unwrap_or(lit(0.0));
                let total = self.c.name(Quantity::PartyTotal(party, self.year), total);
                result.party_total[party as usize] = total;
                let capital = self.c.pack().limits.share_capital;
                if party == Party::Tiohundra && capital > 0.0 {
                    let share = total / capital * 100.0;
                    self.c
                        .name(Quantity::TiohundraCapitalShare(self.year), share);
                }
            }
        }
        result
    }
}
