//! What the model's numbers are called, on the page, in *Så räknas det* and in files.

use balans_figures::format::HARD_SPACE;
use balans_model::{Evidence, Measure, Pack, Quantity, Reform, Rounding, Scope, Vacancy};

use super::parties;
use super::shared::{evidence, housing, in_sentence, lower, party, scope};

/// What a figure stands on: how many assumptions, how many figures of a controller's own, and the
/// inputs that are changed from the underlag.
#[must_use]
pub fn basis(assumptions: usize, own: usize, changed: &[&str]) -> String {
    const NAMED: usize = 3;
    let mut text = match assumptions {
        0 => String::new(),
        1 => "Bygger på ett antagande.".to_owned(),
        many => format!("Bygger på {many}{HARD_SPACE}antaganden."),
    };
    if own > 0 {
        let start = if text.is_empty() { "" } else { " " };
        text.push_str(&format!("{start}Tal ur eget underlag: {own}."));
    }
    if let Some((first, rest)) = changed.split_first() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str("Ändrat från underlaget: ");
        text.push_str(&lower(first));
        for name in rest.iter().take(NAMED - 1) {
            text.push_str(", ");
            text.push_str(&lower(name));
        }
        match rest.len().saturating_sub(NAMED - 1) {
            0 => text.push('.'),
            more => text.push_str(&format!(" och {more}{HARD_SPACE}till.")),
        }
    }
    text
}

/// Why a place is empty, as a lever's name.
#[must_use]
pub const fn vacancy(vacancy: Vacancy) -> &'static str {
    match vacancy {
        Vacancy::Usable => "Tomma brukbara platser",
        Vacancy::Unfit => "Olämpliga platser",
    }
}

fn scoped(name: &str, of: Scope) -> String {
    match of {
        Scope::Total => name.to_owned(),
        of => format!("{name}, {}", lower(scope(of))),
    }
}

/// What a figure is called, with its year where it has one.
#[must_use]
pub fn quantity(pack: &Pack, quantity: Quantity) -> String {
    use Quantity as Q;
    let measure = |measure: Measure| lower(&pack.measure(measure).name);
    let name = match quantity {
        Q::ElderlyIndex(_) => "Antal 80 år och äldre, index".to_owned(),
        Q::ElderlySinceBase(_) => {
            format!("Antal 80 år och äldre mot {}", pack.base_year)
        }
        Q::PriceIndex(_) => "Prisnivå mot planåret".to_owned(),
        Q::LssOverflow(_) => "LSS-platser över kapacitetstaket".to_owned(),
        Q::LssExtraCost(_) => "Merkostnad för externa LSS-platser".to_owned(),
        Q::Volume(area, _) => format!("Volym, {}", lower(scope(area.into()))),
        Q::ReferenceCost(of, _) => scoped("Kostnad om inget görs", of),
        Q::ReferenceGrowth(of) => scoped("Kostnadsökning om inget görs", of),
        Q::AgeWeightedCost(of, _) => scoped("Kostnad med åldersviktat behov", of),
        Q::AgeWeightedCostCurrent(_) => "Kostnad med åldersviktat behov, löpande priser".to_owned(),
        Q::ProportionalCost(of, _) => scoped("Kostnad med underlagets antagande", of),
        Q::ProportionalCostCurrent(_) => {
            "Kostnad med underlagets antagande, löpande priser".to_owned()
        }
        Q::AssumptionStake(_) => "Vad som hänger på antagandet om åldern".to_owned(),
        Q::AssumptionStakeCurrent(_) => {
            "Vad som hänger på antagandet om åldern, löpande priser".to_owned()
        }
        Q::WrongBaseCost(of) => scoped(
            &format!(
                "Kostnad {} om hela ökningen lades på {}",
                pack.growth_to, pack.base_year
            ),
            of,
        ),
        Q::BaseYearTrap() => "Vad basårsfällan räknar för mycket".to_owned(),
        Q::ReferenceCostCurrent(of, _) => scoped("Kostnad om inget görs, löpande priser", of),
        Q::Requirement(of, _) => scoped("Effektiviseringskrav", of),
        Q::RequirementShare(of, _) => scoped("Kravets andel av kostnaden", of),
        Q::Financing(of, _) => scoped("Medlemmarnas finansiering", of),
        Q::FinancingCurrent(of, _) => scoped("Medlemmarnas finansiering, löpande priser", of),
        Q::Saving(of, _) => scoped("Åtgärder med siffra", of),
        Q::Gap(of, _) => scoped("Kvar att finna", of),
        Q::ScenarioCost(of, _) => scoped("Kostnad i scenariot", of),
        Q::ScenarioCostCurrent(of, _) => scoped("Kostnad i scenariot, löpande priser", of),
        Q::Phase(m, _) => format!("Genomslag: {}", measure(m)),
        Q::MeasureSaving(m, _) => format!("Effekt: {}", measure(m)),
        Q::MeasureAreaSaving(m, area, _) => {
            format!("Effekt: {}, {}", measure(m), lower(scope(area.into())))
        }
        Q::FullYear(m) => format!("Helårseffekt: {}", measure(m)),
        Q::MeasureOneOff(m, _) => format!("Engångskostnad: {}", measure(m)),
        Q::OneOff(_) => "Engångskostnader".to_owned(),
        Q::EvidenceSaving(kind, of, _) => scoped(
            match kind {
                Evidence::Decided => "Beslutat",
                Evidence::Proposed => "Föreslaget",
                Evidence::Own => "Egna antaganden",
            },
            of,
        ),
        Q::MeasureCalculated(m) => format!("{} har siffra (1) eller inte (0)", measure(m)),
        Q::CalculatedMeasures() => "Åtgärder med siffra".to_owned(),
        Q::UncalculatedMeasures() => "Åtgärder utan siffra".to_owned(),
        Q::VolumeSaving(area, _) => format!(
            "Effekt före avtalsåtgärderna, {}",
            lower(scope(area.into()))
        ),
        Q::PriceKept(area, _) => format!("Kvar av prisnivån, {}", lower(scope(area.into()))),
        Q::ClientsPerCaseManager(row) => {
            let of = pack.client_benchmarks.get(row.place());
            let name = of.map_or("", |of| &*of.municipality);
            format!("Kunder per handläggare, {name}")
        }
        Q::Clients(_) => "Kunder i biståndshandläggningen".to_owned(),
        Q::CaseloadToday() => "Kunder per årsarbetare i dag".to_owned(),
        Q::Caseload(_) => "Kunder per årsarbetare i scenariot".to_owned(),
        Q::FteUnchanged(_) => "Årsarbetare med dagens kunder per årsarbetare".to_owned(),
        Q::FteNeeded(_) => "Årsarbetare som behövs i scenariot".to_owned(),
        Q::ProviderGain(m, _) => format!("Vinst hos utföraren: {}", measure(m.measure())),
        Q::ProviderGainCounted(_) => "Del av utförarnas vinst som räknas".to_owned(),
        Q::LssCovered(_) => "LSS-platser som egna nya platser täcker".to_owned(),
        Q::LssExternal(_) => "LSS-platser som köps externt".to_owned(),
        Q::OtherAdministration() => "Förvaltning utom biståndshandläggning".to_owned(),
        Q::AdministrationShare() => "Förvaltningens andel av nettokostnaden".to_owned(),
        Q::AdministrationCost() => "Förvaltningens nettokostnad".to_owned(),
        Q::CaseManagementCost() => "Biståndshandläggningens nettokostnad".to_owned(),
        Q::StatedShare() => "Förvaltningens andel enligt underlaget".to_owned(),
        Q::ImpliedTotal(Rounding::Low) => {
            "Lägsta nettokostnad som avrundningen tillåter".to_owned()
        }
        Q::ImpliedTotal(Rounding::Stated) => "Nettokostnad ur förvaltningens andel".to_owned(),
        Q::ImpliedTotal(Rounding::High) => {
            "Högsta nettokostnad som avrundningen tillåter".to_owned()
        }
        Q::DocumentedAmount(reform) => format!("Underlagets belopp: {}", measure(reform.measure())),
        Q::DocumentedSaving() => "Underlagets belopp i allt".to_owned(),
        Q::DocumentedShare() => "Underlagets belopp mot kravet".to_owned(),
        Q::ShareCapital() => "Tiohundra AB:s aktiekapital".to_owned(),
        Q::TiohundraCapitalShare(_) => "Effekt mot Tiohundra AB:s aktiekapital".to_owned(),
        Q::FullYearArea(m, area) => {
            format!(
                "Helårseffekt: {}, {}",
                measure(m),
                lower(scope(area.into()))
            )
        }
        Q::FullYearVolume(area) => {
            format!(
                "Helårseffekt före avtalsåtgärderna, {}",
                lower(scope(area.into()))
            )
        }
        Q::FullYearPriceKept(area) => {
            format!(
                "Kvar av prisnivån vid helårseffekt, {}",
                lower(scope(area.into()))
            )
        }
        Q::FullYearCompensation(home) => {
            format!(
                "Tomdygnsersättning vid helårseffekt, {}",
                lower(housing(home))
            )
        }
        Q::FreedValue(kind, home, _) => match kind {
            Vacancy::Usable => format!("Värdet av färre tomma dygn, {}", lower(housing(home))),
            Vacancy::Unfit => format!("Värdet av färre olämpliga dygn, {}", lower(housing(home))),
        },
        Q::FullYearTotal() => "Helårseffekt av alla åtgärder".to_owned(),
        Q::MeasureIdentified(m, _) => format!("Identifierat: {}", measure(m)),
        Q::MeasureScheduled(m, _) => format!("Infasat: {}", measure(m)),
        Q::Identified(kind, _) => format!("Identifierat, {}", evidence(kind)),
        Q::IdentifiedTotal(_) => "Identifierat i allt".to_owned(),
        Q::Scheduled(kind, _) => format!("Infasat, {}", evidence(kind)),
        Q::ScheduledTotal(_) => "Infasat i allt".to_owned(),
        Q::GapAfterIdentified(_) => "Kvar av kravet efter allt identifierat".to_owned(),
        Q::GapAfterScheduled(_) => "Kvar av kravet efter allt infasat".to_owned(),
        Q::NotScheduled(_) => "Identifierat men inte infasat".to_owned(),
        Q::NotTakenHome(_) => "Infasat men inte hemtaget".to_owned(),
        Q::DelayMonth() => "Kostnaden för att vänta en månad".to_owned(),
        Q::GapMonth(_) => "Kvar att finna per månad".to_owned(),
        Q::PartyEffect(m, p, _) => format!("{}: {}", party(p), measure(m)),
        Q::PartyTotal(p, _) => format!("Effekt för {}", in_sentence(p)),
        Q::Transfer(m, _) => format!("Överföring inom koncernen: {}", measure(m)),
        Q::PartyTransfer(p, _) => format!("Överföring inom koncernen för {}", in_sentence(p)),
        Q::PartyRest(p, _) => format!("Effekt för {} utöver överföringen", in_sentence(p)),
        Q::BeyondHousing(p, _) => format!("Övriga åtgärders effekt för {}", in_sentence(p)),
        Q::MemberGap(m, _) => format!("Kvar att finna för {}", parties::member(m)),
        Q::MemberRaise(m, _) => format!("Kvar att finna mot det {} betalar", parties::member(m)),
        Q::VacancyShare(kind, home, _) => format!("{}, {}", vacancy(kind), lower(housing(home))),
        Q::FreedDays(kind, home, _) => match kind {
            Vacancy::Usable => format!("Färre tomma dygn, {}", lower(housing(home))),
            Vacancy::Unfit => format!("Färre olämpliga dygn, {}", lower(housing(home))),
        },
        Q::VacantDays(home, _) => format!("Tomma dygn, {}", lower(housing(home))),
        Q::VacantDaysChange(home, _) => format!("Ändring av tomma dygn, {}", lower(housing(home))),
        Q::Compensation(home, _) => format!("Tomdygnsersättning, {}", lower(housing(home))),
        Q::CompensationTotal(_) => "Tomdygnsersättning i allt".to_owned(),
        Q::DisplacedDays(home, _) => format!("Externt köpta dygn, {}", lower(housing(home))),
        Q::ExternalPremiumCost(home, _) => {
            format!("Merkostnad för externa platser, {}", lower(housing(home)))
        }
        Q::ExternalPremiumTotal(_) => "Merkostnad för externa platser i allt".to_owned(),
        Q::EmptinessCost(_) => "Vad de tomma platserna kostar KSON".to_owned(),
        Q::ExternalRate(home) => format!("Pris för extern plats, {}", lower(housing(home))),
        Q::EmptyPlaceDay(home) => format!("En tom plats per dygn, {}", lower(housing(home))),
        Q::EmptyPlaceYear(home) => format!("En tom plats per år, {}", lower(housing(home))),
        Q::UnfitPlace(home, p) => format!(
            "En olämplig plats för {}, {}",
            in_sentence(p),
            lower(housing(home))
        ),
        Q::ReformCap(reform, _) => format!("Tak för {}", measure(reform.measure())),
        Q::ReformRemaining(Reform::VacancyReform, _) => {
            "Ersättning i socialpsykiatrin efter reformen".to_owned()
        }
        Q::ReformRemaining(Reform::NegligenceClause, _) => {
            "Tomdygnsersättning efter båda reformerna".to_owned()
        }
    };
    match quantity.year() {
        Some(year) => format!("{name} {year}"),
        None => name,
    }
}
