//! The one namespace for every number the tool shows: name, key in text, unit and place in storage.
//!
//! Its value is in [`crate::Outcome`], its formula in [`crate::explain`].

use crate::ids::{Area, HousingType, Member, Party, Rounding, Scope, Vacancy, YEAR_SLOTS, Year};
use crate::measures::Measure;
use crate::pack::{ClientBenchmark, Evidence, Pack, Unit};
use std::fmt::Write as _;

/// A word of a key.
#[derive(Clone, Copy)]
pub(crate) enum Word {
    Name(&'static str),
    Number(i32),
}

/// Joins the words of a key. All keys are written here: a copy for each family took 20 KiB of the page.
#[inline(never)]
fn joined(family: &str, words: &[Word]) -> String {
    let mut key = String::from(family);
    for word in words {
        key.push('.');
        match word {
            Word::Name(name) => key.push_str(name),
            Word::Number(number) => {
                // Writing to a String cannot fail.
                let _ = write!(key, "{number}");
            }
        }
    }
    key
}

/// One of the things a quantity is split on: a short closed list, or the years.
pub(crate) trait Axis: Copy {
    const COUNT: usize;
    fn slot(self, base: Year) -> Option<usize>;
    fn at(slot: usize, base: Year) -> Option<Self>;
    fn word(self) -> Word;
    fn read(text: &str) -> Option<Self>;
    fn year(self) -> Option<Year> {
        None
    }
}

impl Axis for Year {
    const COUNT: usize = YEAR_SLOTS;
    fn slot(self, base: Year) -> Option<usize> {
        usize::try_from(self.checked_sub(base)?)
            .ok()
            .filter(|slot| *slot < YEAR_SLOTS)
    }
    fn at(slot: usize, base: Year) -> Option<Self> {
        base.checked_add(slot as i32)
    }
    fn word(self) -> Word {
        Word::Number(self)
    }
    fn read(text: &str) -> Option<Self> {
        let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse().ok() } else { None }
    }
    fn year(self) -> Option<Year> {
        Some(self)
    }
}

/// The most rows of the benchmarks that are computed with.
const BENCHMARK_SLOTS: usize = 12;

/// A row of the pack's benchmarks of clients, from the top.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BenchmarkRow(usize);

impl BenchmarkRow {
    /// The pack's rows that have case managers to divide by, each with its place.
    pub fn of(pack: &Pack) -> impl Iterator<Item = (Self, &ClientBenchmark)> {
        let rows = pack.client_benchmarks.iter().take(BENCHMARK_SLOTS);
        rows.enumerate()
            .filter(|(_, row)| row.case_managers > 0.0)
            .map(|(place, row)| (Self(place), row))
    }

    /// Its place in the table, 0 at the top.
    #[must_use]
    pub const fn place(self) -> usize {
        self.0
    }
}

impl Axis for BenchmarkRow {
    const COUNT: usize = BENCHMARK_SLOTS;
    fn slot(self, _: Year) -> Option<usize> {
        Some(self.0)
    }
    fn at(slot: usize, _: Year) -> Option<Self> {
        Some(Self(slot))
    }
    fn word(self) -> Word {
        Word::Number(self.0 as i32)
    }
    fn read(text: &str) -> Option<Self> {
        (0..BENCHMARK_SLOTS)
            .find(|place| place.to_string() == text)
            .map(Self)
    }
}

crate::closed_list! {
    /// A measure that takes from the compensation for empty places.
    Reform: id {
        /// Reformerad ersättningsmodell.
        VacancyReform = "vacancy_reform",
        /// Ingen tomdygnsersättning vid försumlighet.
        NegligenceClause = "negligence_clause",
    }
}

impl Reform {
    /// Gives the measure.
    #[must_use]
    pub const fn measure(self) -> Measure {
        match self {
            Self::VacancyReform => Measure::VacancyReform,
            Self::NegligenceClause => Measure::NegligenceClause,
        }
    }
}

crate::closed_list! {
    /// A measure whose gain arises at the provider.
    ProviderMeasure: id {
        /// Välfärdsteknik och digital låshantering.
        WelfareTechnology = "welfare_technology",
        /// Rehabiliterande arbetssätt.
        Reablement = "reablement",
    }
}

impl ProviderMeasure {
    /// Gives the measure.
    #[must_use]
    pub const fn measure(self) -> Measure {
        match self {
            Self::WelfareTechnology => Measure::WelfareTechnology,
            Self::Reablement => Measure::Reablement,
        }
    }
}

macro_rules! axis {
    ($($type:ty: $id:ident, $place:expr;)+) => { $(
        impl Axis for $type {
            const COUNT: usize = <$type>::ALL.len();
            fn slot(self, _: Year) -> Option<usize> {
                let place: fn(Self) -> usize = $place;
                Some(place(self))
            }
            fn at(slot: usize, _: Year) -> Option<Self> {
                <$type>::ALL.get(slot).copied()
            }
            #[inline(never)]
            fn word(self) -> Word {
                Word::Name(self.$id())
            }
            fn read(text: &str) -> Option<Self> {
                <$type>::ALL.iter().copied().find(|item| item.$id() == text)
            }
        }
    )+ };
}

axis! {
    Area: id, |area| area as usize;
    Scope: id, Scope::place;
    HousingType: id, |housing| housing as usize;
    Vacancy: id, |kind| kind as usize;
    Party: id, |party| party as usize;
    Member: id, |member| member as usize;
    Rounding: id, |rounding| rounding as usize;
    Reform: id, |reform| reform as usize;
    ProviderMeasure: id, |measure| measure as usize;
    Evidence: as_str, |evidence| evidence as usize;
    Measure: id, |measure| measure as usize;
}

macro_rules! quantities {
    ($($(#[$meta:meta])* $variant:ident ( $($var:ident : $axis:ty),* ) = $key:literal, $unit:ident;)+) => {
        /// A number the tool shows. Money is in mnkr and plan-year prices unless it says otherwise.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Quantity { $($(#[$meta])* $variant($($axis),*)),+ }

        #[derive(Clone, Copy)]
        enum Family { $($variant),+ }

        const FAMILIES: &[Family] = &[$(Family::$variant),+];
        const COUNTS: &[usize] = &[$(1 $(* <$axis as Axis>::COUNT)*),+];
        const OFFSETS: [usize; COUNTS.len() + 1] = offsets();

        impl Quantity {
            /// Gives its place in dense storage, when the first year is `base`.
            #[allow(unused_mut, unused_variables, reason = "some have no axis")]
            pub(crate) fn slot(self, base: Year) -> Option<usize> {
                match self { $(
                    Self::$variant($($var),*) => {
                        let mut slot = 0;
                        $( slot = slot * <$axis as Axis>::COUNT + $var.slot(base)?; )*
                        Some(OFFSETS[Family::$variant as usize] + slot)
                    }
                )+ }
            }

            #[allow(unused_mut, unused_variables, reason = "some have no axis")]
            fn at(slot: usize, base: Year) -> Option<Self> {
                // The last family that begins at the slot or before it.
                let family = OFFSETS.partition_point(|offset| *offset <= slot).checked_sub(1)?;
                let mut digits = SlotDigits {
                    rest: slot - OFFSETS[family],
                    scale: *COUNTS.get(family)?,
                };
                Some(match FAMILIES[family] { $(
                    Family::$variant => Self::$variant($(
                        Axis::at(digits.next(<$axis as Axis>::COUNT), base)?
                    ),*),
                )+ })
            }

            /// Writes its stable key, e.g. `gap.total.2023`.
            #[must_use]
            pub fn key(self) -> String {
                match self { $(
                    Self::$variant($($var),*) => joined($key, &[$(Axis::word($var)),*]),
                )+ }
            }

            /// Finds the quantity with this key.
            #[must_use]
            #[allow(unused_mut, unused_variables, reason = "some have no axis")]
            pub fn parse(key: &str) -> Option<Self> {
                let mut parts = key.split('.');
                let family = parts.next()?;
                let found = match family {
                    $( $key => Self::$variant($(<$axis as Axis>::read(parts.next()?)?),*), )+
                    _ => return None,
                };
                if parts.next().is_none() { Some(found) } else { None }
            }

            /// Gives its unit.
            #[must_use]
            pub const fn unit(self) -> Unit {
                match self { $(Self::$variant(..) => Unit::$unit),+ }
            }

            /// Gives its year, if it has one.
            #[must_use]
            pub fn year(self) -> Option<Year> {
                match self { $(
                    Self::$variant($($var),*) => None$(.or(Axis::year($var)))*,
                )+ }
            }
        }
    };
}

/// The places on the axes of a family that a slot within it stands for, the first axis first.
struct SlotDigits {
    rest: usize,
    scale: usize,
}

impl SlotDigits {
    /// Returns the place on the next axis, which has `count` places.
    #[inline(never)]
    const fn next(&mut self, count: usize) -> usize {
        self.scale /= count;
        let digit = self.rest / self.scale;
        self.rest %= self.scale;
        digit
    }
}

const fn offsets<const N: usize>() -> [usize; N] {
    let mut offsets = [0; N];
    let mut i = 1;
    while i < N {
        offsets[i] = offsets[i - 1] + COUNTS[i - 1];
        i += 1;
    }
    offsets
}

quantities! {
    // Demand and reference cost
    /// 80+ index B; 1 in the pack's `growth_from` year.
    ElderlyIndex(year: Year) = "elderly_index", Number;
    /// 80+ against the base year, which the costs are of; 1 in the base year.
    ElderlySinceBase(year: Year) = "elderly_since_base", Number;
    /// Price factor from plan-year prices to the year's own prices.
    PriceIndex(year: Year) = "price_index", Number;
    /// LSS places above the ceiling, bought externally.
    LssOverflow(year: Year) = "lss_overflow", Places;
    /// What the LSS places above the ceiling cost more than own ones.
    LssExtraCost(year: Year) = "lss_extra_cost", Mnkr;
    /// LSS places above the ceiling that own new places cover.
    LssCovered(year: Year) = "lss_covered", Places;
    /// LSS places still bought externally.
    LssExternal(year: Year) = "lss_external", Places;
    /// Volume index; 1 in the base year.
    Volume(area: Area, year: Year) = "volume", Number;
    /// Reference cost: what it costs if nothing is done.
    ReferenceCost(scope: Scope, year: Year) = "reference_cost", Mnkr;
    /// Reference cost growth from plan year to horizon, plan-year prices.
    ReferenceGrowth(scope: Scope) = "reference_growth", Percent;
    /// Reference cost with the age-weighted elasticities of the preset `aldersviktat`.
    AgeWeightedCost(scope: Scope, year: Year) = "age_weighted_cost", Mnkr;
    /// Age-weighted reference cost of both areas in the year's own prices.
    AgeWeightedCostCurrent(year: Year) = "age_weighted_cost_current", Mnkr;
    /// Reference cost with the documents' elasticities, those of the preset `underlaget`.
    ProportionalCost(scope: Scope, year: Year) = "proportional_cost", Mnkr;
    /// The same of both areas in the year's own prices.
    ProportionalCostCurrent(year: Year) = "proportional_cost_current", Mnkr;
    /// What hangs on the assumption: the documents' against the age-weighted one.
    AssumptionStake(year: Year) = "assumption_stake", Mnkr;
    /// The same in the year's own prices.
    AssumptionStakeCurrent(year: Year) = "assumption_stake_current", Mnkr;
    /// Reference cost in the year the forecast ends, if all its growth were put on top of the base year.
    WrongBaseCost(scope: Scope) = "wrong_base_cost", Mnkr;
    /// How much too high that is.
    BaseYearTrap() = "base_year_trap", Mnkr;
    /// Reference cost in the year's own prices.
    ReferenceCostCurrent(scope: Scope, year: Year) = "reference_cost_current", Mnkr;

    // Requirement, financing, gap
    /// Effektiviseringskrav.
    Requirement(scope: Scope, year: Year) = "requirement", Mnkr;
    /// The requirement's share of the reference cost.
    RequirementShare(scope: Scope, year: Year) = "requirement_share", Percent;
    /// What the members pay.
    Financing(scope: Scope, year: Year) = "financing", Mnkr;
    /// What the members pay, in the year's own prices.
    FinancingCurrent(scope: Scope, year: Year) = "financing_current", Mnkr;
    /// What the measures save.
    Saving(scope: Scope, year: Year) = "saving", Mnkr;
    /// What is still to be found: requirement less saving.
    Gap(scope: Scope, year: Year) = "gap", Mnkr;
    /// What is still to be found: each area's gap where it is above zero, or that of both where money may move between
    /// the areas. The headline; model.md, *Requirement and financing*.
    Remaining(year: Year) = "remaining", Mnkr;
    /// What would be left if the members funded 80 percent of the growth after the plan year.
    RemainingLowFunding(year: Year) = "remaining_low_funding", Mnkr;
    /// The first year from which nothing is left in any year to the horizon; 0 where there is none.
    BalanceYear() = "balance_year", CalendarYear;
    /// Årets resultat: what is found beyond the requirement, less one-off costs; 0 before the plan year.
    YearResult(year: Year) = "year_result", Mnkr;
    /// What the reserve pays of a negative result.
    ReserveUsed(year: Year) = "reserve_used", Mnkr;
    /// What must be restored in a year of the negative results of the three years before it (KL 11 kap. 12 §).
    ToRestore(year: Year) = "to_restore", Mnkr;
    /// The part of that which a member's area stands for.
    MemberRestore(member: Member, year: Year) = "member_restore", Mnkr;
    /// Reference cost less saving.
    ScenarioCost(scope: Scope, year: Year) = "scenario_cost", Mnkr;
    /// Reference cost less saving, in the year's own prices.
    ScenarioCostCurrent(scope: Scope, year: Year) = "scenario_cost_current", Mnkr;

    // Measures
    /// How much of a measure has taken effect, 0–1.
    Phase(measure: Measure, year: Year) = "phase", Number;
    /// What a measure saves.
    MeasureSaving(measure: Measure, year: Year) = "measure_saving", Mnkr;
    /// What a measure saves in one area.
    MeasureAreaSaving(measure: Measure, area: Area, year: Year) = "measure_area_saving", Mnkr;
    /// Helårseffekt: what a measure saves in the plan year if all started then in full.
    FullYear(measure: Measure) = "full_year", Mnkr;
    /// A measure's one-off cost.
    MeasureOneOff(measure: Measure, year: Year) = "measure_one_off", Mnkr;
    /// All one-off costs.
    OneOff(year: Year) = "one_off", Mnkr;
    /// What the measures with this evidence save.
    EvidenceSaving(evidence: Evidence, scope: Scope, year: Year) = "evidence_saving", Mnkr;
    /// Helårseffekt in one area.
    FullYearArea(measure: Measure, area: Area) = "full_year_area", Mnkr;
    /// Helårseffekt of the measures that change volumes.
    FullYearVolume(area: Area) = "full_year_volume", Mnkr;
    /// How much of the price level providers keep in the reading of helårseffekt, 0–1.
    FullYearPriceKept(area: Area) = "full_year_price_kept", Number;
    /// Compensation for empty days in the reading of helårseffekt.
    FullYearCompensation(housing: HousingType) = "full_year_compensation", Mnkr;
    /// Helårseffekt of all measures together.
    FullYearTotal() = "full_year_total", Mnkr;
    /// What a measure would save if all were in full effect from the plan year on and taken home wholly.
    MeasureIdentified(measure: Measure, year: Year) = "measure_identified", Mnkr;
    /// What a measure would save by its calendar if all were taken home wholly.
    MeasureScheduled(measure: Measure, year: Year) = "measure_scheduled", Mnkr;
    /// Identified savings with this evidence.
    Identified(evidence: Evidence, year: Year) = "identified", Mnkr;
    /// Identified savings.
    IdentifiedTotal(year: Year) = "identified_total", Mnkr;
    /// Scheduled savings with this evidence.
    Scheduled(evidence: Evidence, year: Year) = "scheduled", Mnkr;
    /// Scheduled savings.
    ScheduledTotal(year: Year) = "scheduled_total", Mnkr;
    /// What is left of the requirement when all that is identified is taken off.
    GapAfterIdentified(year: Year) = "gap_after_identified", Mnkr;
    /// What is left of the requirement when all that is scheduled is taken off.
    GapAfterScheduled(year: Year) = "gap_after_scheduled", Mnkr;
    /// Identified, but not scheduled to have taken effect by then.
    NotScheduled(year: Year) = "not_scheduled", Mnkr;
    /// Scheduled, but not taken home.
    NotTakenHome(year: Year) = "not_taken_home", Mnkr;
    /// What a month's delay of every measure costs: a twelfth of their helårseffekt.
    DelayMonth() = "delay_month", Mnkr;
    /// What is still to be found, a month.
    GapMonth(year: Year) = "gap_month", Mnkr;
    /// Whether a measure has an amount, some lever away from neutral: 1, or 0 where all stand in neutral.
    MeasureCalculated(measure: Measure) = "measure_calculated", Measures;
    /// Measures with an amount: some lever away from neutral.
    CalculatedMeasures() = "calculated_measures", Measures;
    /// Measures *ej beräknade*: all levers in neutral.
    UncalculatedMeasures() = "uncalculated_measures", Measures;
    /// Whether a measure saves something while nobody has stated its cost: 1, or 0.
    CostMissing(measure: Measure) = "cost_missing", Measures;
    /// What the measures whose cost nobody has stated save, before that cost.
    GrossSaving(year: Year) = "gross_saving", Mnkr;

    // What measures share
    /// What the measures that change volumes save: indexation and commissioning come after it.
    VolumeSaving(area: Area, year: Year) = "volume_saving", Mnkr;
    /// How much of the price level providers keep when indexation is withheld, 0–1.
    PriceKept(area: Area, year: Year) = "price_kept", Number;
    /// Clients per case manager in a row of the benchmarks: its own numbers, divided.
    ClientsPerCaseManager(row: BenchmarkRow) = "clients_per_case_manager", Clients;
    /// Clients of case management.
    Clients(year: Year) = "clients", Clients;
    /// Clients per full-time equivalent today.
    CaseloadToday() = "caseload_today", ClientsPerFte;
    /// Clients per full-time equivalent in the scenario.
    Caseload(year: Year) = "caseload", ClientsPerFte;
    /// Full-time equivalents needed at today's caseload.
    FteUnchanged(year: Year) = "fte_unchanged", Fte;
    /// Full-time equivalents needed at the scenario's caseload (before automation).
    FteNeeded(year: Year) = "fte_needed", Fte;
    /// A gain at the provider, gross.
    ProviderGain(measure: ProviderMeasure, year: Year) = "provider_gain", Mnkr;
    /// The part of the gains at the provider that is above commissioning and so counts, 0–1.
    ProviderGainCounted(year: Year) = "provider_gain_counted", Number;
    /// The part of a gain that stays at the provider, since no contract takes it home.
    ProviderGainKept(measure: ProviderMeasure, year: Year) = "provider_gain_kept", Mnkr;

    /// Administration but for case management, base year and its prices.
    OtherAdministration() = "other_administration", Mnkr;
    /// Administration's share of the total cost.
    AdministrationShare() = "administration_share", Percent;

    // Reconciliation with the documents
    /// Administration's net cost, base year and its prices.
    AdministrationCost() = "administration_cost", Mnkr;
    /// Case management's part of it.
    CaseManagementCost() = "case_management_cost", Mnkr;
    /// Administration's share of the total cost as the document states it.
    StatedShare() = "stated_share", Percent;
    /// The total cost that administration's stated share of it implies.
    ImpliedTotal(rounding: Rounding) = "implied_total", Mnkr;
    /// What the documents say that a reform gives a year.
    DocumentedAmount(reform: Reform) = "documented_amount", Mnkr;
    /// All that the documents put a figure on.
    DocumentedSaving() = "documented_saving", Mnkr;
    /// Its share of the requirement.
    DocumentedShare() = "documented_share", Percent;

    // Parties
    /// What a measure means to a party.
    PartyEffect(measure: Measure, party: Party, year: Year) = "party_effect", Mnkr;
    /// What all measures mean to a party.
    PartyTotal(party: Party, year: Year) = "party_total", Mnkr;
    /// The part of a measure's effect for KSON that is Tiohundra's opposite: moved inside the koncern.
    Transfer(measure: Measure, year: Year) = "transfer", Mnkr;
    /// The part of a party's effect that is moved inside the koncern; eliminated there.
    PartyTransfer(party: Party, year: Year) = "party_transfer", Mnkr;
    /// What a party gains or loses beyond what is moved inside the koncern.
    PartyRest(party: Party, year: Year) = "party_rest", Mnkr;
    /// What the measures that are not about empty places mean to a party.
    BeyondHousing(party: Party, year: Year) = "beyond_housing", Mnkr;
    /// What is left to find in the area that a member finances.
    MemberGap(member: Member, year: Year) = "member_gap", Mnkr;
    /// That, against what the member pays for the area already.
    MemberRaise(member: Member, year: Year) = "member_raise", Percent;

    /// Tiohundra's share capital.
    ShareCapital() = "share_capital", Mnkr;
    /// Tiohundra's effect against its share capital; below −100 the capital is gone in a year.
    TiohundraCapitalShare(year: Year) = "tiohundra_capital_share", Percent;

    // Empty places
    /// Share of the places that are empty.
    VacancyShare(kind: Vacancy, housing: HousingType, year: Year) = "vacancy_share", Percent;
    /// Days no longer empty, against today.
    FreedDays(kind: Vacancy, housing: HousingType, year: Year) = "freed_days", DaysPerYear;
    /// What those days save KSON.
    FreedValue(kind: Vacancy, housing: HousingType, year: Year) = "freed_value", Mnkr;
    /// Empty days.
    VacantDays(housing: HousingType, year: Year) = "vacant_days", DaysPerYear;
    /// Change of empty days against today; negative is fewer.
    VacantDaysChange(housing: HousingType, year: Year) = "vacant_days_change", DaysPerYear;
    /// Compensation for empty days, before the reforms.
    Compensation(housing: HousingType, year: Year) = "compensation", Mnkr;
    /// Compensation for empty days in all, before the reforms.
    CompensationTotal(year: Year) = "compensation_total", Mnkr;
    /// Days bought externally because a place is unfit.
    DisplacedDays(housing: HousingType, year: Year) = "displaced_days", DaysPerYear;
    /// What those days cost more than own ones.
    ExternalPremiumCost(housing: HousingType, year: Year) = "external_premium_cost", Mnkr;
    /// What those days cost more than own ones, in all.
    ExternalPremiumTotal(year: Year) = "external_premium_total", Mnkr;
    /// Compensation and external premium together: what emptiness costs KSON, before the reforms.
    EmptinessCost(year: Year) = "emptiness_cost", Mnkr;
    /// The share of the places no longer empty that are closed: those filled neither from home nor from an external place.
    PlacesClosed() = "places_closed", Percent;
    /// What an external place costs a day.
    ExternalRate(housing: HousingType) = "external_rate", KrPerDay;
    /// What an empty place costs KSON a day.
    EmptyPlaceDay(housing: HousingType) = "empty_place_day", KrPerDay;
    /// What an empty place costs KSON a year.
    EmptyPlaceYear(housing: HousingType) = "empty_place_year", TkrPerYear;
    /// The spiral: what one unfit place means to a party in a year, against a used one. Negative is worse.
    UnfitPlace(housing: HousingType, party: Party) = "unfit_place", TkrPerYear;
    /// The compensation that a reform can take from.
    ReformCap(reform: Reform, year: Year) = "reform_cap", Mnkr;
    /// What is left of it when the reform has taken its part.
    ReformRemaining(reform: Reform, year: Year) = "reform_remaining", Mnkr;
}

/// The length of dense storage.
pub(crate) const SLOTS: usize = OFFSETS[COUNTS.len()];

impl Quantity {
    /// Iterates over every quantity of a pack.
    pub fn all(pack: &Pack) -> impl Iterator<Item = Self> {
        let years = pack.years();
        let benchmarks: Vec<_> = BenchmarkRow::of(pack).map(|(row, _)| row).collect();
        (0..SLOTS)
            .filter_map(move |slot| Self::at(slot, *years.start()))
            .filter(move |quantity| match quantity {
                Self::ClientsPerCaseManager(row) => benchmarks.contains(row),
                _ => true,
            })
            .filter({
                let last = *pack.years().end();
                move |quantity| quantity.year().is_none_or(|year| year <= last)
            })
    }

    pub(crate) fn from_slot(slot: usize, base: Year) -> Option<Self> {
        Self::at(slot, base)
    }
}
