//! One year in the making: what a measure's formula reads, what it writes, and what the year leaves behind.

use super::{COUNT, Measure};
use crate::context::Context;
use crate::demography::Reference;
use crate::housing::{ExternalRates, Homes};
use crate::ids::{Area, HousingType, InputId, Party, Vacancy, Year, input_id};
use crate::number::{Number, Test, lit, sum};
use crate::quantity::Quantity;

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
    pub(super) fn by_calendar(self) -> bool {
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

/// Case management in a year.
#[derive(Clone, Copy)]
pub(crate) struct Staffing<N> {
    /// Full-time equivalents at today's caseload.
    pub(super) unchanged: N,
    /// Full-time equivalents at the scenario's caseload.
    pub(super) needed: N,
}

impl<N: Number> Staffing<N> {
    pub(super) fn none() -> Self {
        Self {
            unchanged: lit(0.0),
            needed: lit(0.0),
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
    pub(crate) staffing: Staffing<C::N>,
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
pub(super) fn both<N: Number>(mut areas: impl Iterator<Item = N>) -> [N; 2] {
    let mut next = || areas.next().unwrap_or(lit(0.0));
    [next(), next()]
}

impl<'c, C: Context> YearRun<'c, C> {
    /// A year in which nothing is computed but the measures' phases.
    pub(super) fn new(
        c: &'c mut C,
        year: Year,
        mode: Mode,
        reference: &'c Reference<C::N>,
        external_rates: &'c ExternalRates<C::N>,
    ) -> Self {
        let zero = lit::<C::N>(0.0);
        let mut phases = [zero; COUNT];
        for measure in Measure::ALL.iter().copied() {
            let f = if year >= c.pack().plan_year {
                phase(c, measure, year, mode)
            } else {
                zero
            };
            phases[measure as usize] = if mode == Mode::Phased {
                c.name(Quantity::Phase(measure, year), f)
            } else {
                f
            };
        }
        Self {
            c,
            year,
            mode,
            reference,
            external_rates,
            homes: Homes::none(),
            staffing: Staffing::none(),
            volume: [None; 2],
            phase: phases,
            saving: [[None; 2]; COUNT],
            total: [zero; COUNT],
            party: [[None; Party::ALL.len()]; COUNT],
            once: [None; COUNT],
        }
    }

    /// Whether measures act in the year: from the plan year on.
    pub(super) fn acts(&self) -> bool {
        self.year >= self.c.pack().plan_year
    }

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
    pub(super) fn extent(&self, measure: Measure) -> C::N {
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

    /// τ: Tiohundra's share of the compensation to providers in an area.
    pub(super) fn tiohundra_share(&self, area: Area) -> C::N {
        self.share(TIOHUNDRA_SHARE[area as usize])
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
    pub(super) fn freed(
        &mut self,
        kind: Vacancy,
        value: impl Fn(&Self, HousingType) -> C::N,
    ) -> C::N {
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

    /// Adds up the volume savings that indexation and commissioning come after.
    pub(super) fn add_volume(&mut self) {
        for area in Area::ALL.iter().copied() {
            let saved = sum(Measure::VOLUME
                .iter()
                .filter_map(|m| self.saving[*m as usize][area as usize]));
            let named = self.name(
                Quantity::VolumeSaving(area, self.year),
                saved.unwrap_or(lit(0.0)),
            );
            self.volume[area as usize] = saved.map(|_| named);
        }
    }

    /// A measure's one-off cost, in its start year if it is on.
    pub(super) fn one_off(&mut self, measure: Measure) -> C::N {
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
    pub(super) fn close(&mut self, measure: Measure) {
        let year = self.year;
        let saving = sum(self.saving[measure as usize].into_iter().flatten()).unwrap_or(lit(0.0));
        self.post(measure, Party::Kson, saving);
        let parties = self.party[measure as usize];
        for party in Party::SINGLE
            .into_iter()
            .filter(|party| *party != Party::Kson)
        {
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

    pub(super) fn result(self) -> YearResult<C::N> {
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
            one_off: lit(0.0),
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
    /// All one-off costs, mnkr; only of the year as it is phased.
    pub(crate) one_off: N,
}
