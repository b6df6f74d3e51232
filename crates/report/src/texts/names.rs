//! What the model's numbers are called, on the page, in *Så räknas det* and in files.

use balans_format::names::named;
use balans_format::{self as format, HARD_SPACE};
use balans_model::{Evidence, Measure, Pack, Quantity, Reform, Rounding, Scope, Vacancy};

use super::parties;
use super::shared::{evidence, housing, in_sentence, lower, party, scope};

/// What a figure stands on: how many assumptions, how many figures of a controller's own, and the
/// inputs that are changed from where they start.
#[must_use]
pub fn basis(assumptions: usize, own: usize, changed: &[&str]) -> String {
    const NAMED: usize = 3;
    let mut text = match assumptions {
        0 => String::new(),
        1 => "Bygger på ett antagande.".to_owned(),
        many => format!("Bygger på {}{HARD_SPACE}antaganden.", format::count(many)),
    };
    if own > 0 {
        let start = if text.is_empty() { "" } else { " " };
        text.push_str(start);
        text.push_str(&match own {
            1 => "Ett tal är ditt eget.".to_owned(),
            many => format!("Egna tal: {}.", format::count(many)),
        });
    }
    if let Some((first, rest)) = changed.split_first() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str("Ändrat från utgångsläget: ");
        text.push_str(&lower(first));
        for name in rest.iter().take(NAMED - 1) {
            text.push_str(", ");
            text.push_str(&lower(name));
        }
        match rest.len().saturating_sub(NAMED - 1) {
            0 => text.push('.'),
            1 => text.push_str(" och ett till."),
            more => text.push_str(&format!(" och {} till.", format::count(more))),
        }
    }
    text
}

/// Why a place is empty, as a lever's name.
#[must_use]
pub const fn vacancy(vacancy: Vacancy) -> &'static str {
    match vacancy {
        Vacancy::Usable => "Tomma platser som går att använda",
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
        Q::ElderlyIndex(_) => {
            format!(
                "Invånare som är 80 år och äldre, index ({} = 1)",
                pack.growth_from
            )
        }
        Q::ElderlySinceBase(_) => {
            format!(
                "Invånare som är 80 år och äldre, index ({} = 1)",
                pack.base_year
            )
        }
        Q::PriceIndex(_) => "Prisnivå, index (planåret = 1)".to_owned(),
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
        Q::AssumptionStake(_) => "Skillnad mellan de två antagandena om äldre".to_owned(),
        Q::AssumptionStakeCurrent(_) => {
            "Skillnad mellan de två antagandena om äldre, löpande priser".to_owned()
        }
        Q::WrongBaseCost(of) => scoped(
            &format!(
                "Kostnad {} om hela ökningen läggs på {}",
                pack.growth_to, pack.base_year
            ),
            of,
        ),
        Q::BaseYearTrap() => "För hög kostnad om hela ökningen läggs på basåret".to_owned(),
        Q::ReferenceCostCurrent(of, _) => scoped("Kostnad om inget görs, löpande priser", of),
        Q::Requirement(of, _) => scoped("Effektiviseringskrav", of),
        Q::RequirementShare(of, _) => scoped("Kravets andel av kostnaden", of),
        Q::Financing(of, _) => scoped("Medlemmarnas finansiering", of),
        Q::FinancingCurrent(of, _) => scoped("Medlemmarnas finansiering, löpande priser", of),
        Q::Saving(of, _) => scoped("Åtgärder med belopp", of),
        Q::Gap(of, _) => scoped("Krav minus åtgärder med belopp", of),
        Q::Remaining(_) => "Återstår att hitta".to_owned(),
        Q::RemainingLowFunding(_) => {
            "Återstår att hitta om medlemmarna betalar 80\u{a0}procent av ökningen".to_owned()
        }
        Q::BalanceYear() => "Balans från år (0 = inget år)".to_owned(),
        Q::YearResult(_) => "Årets resultat".to_owned(),
        Q::ReserveUsed(_) => "Resultatreserv som används".to_owned(),
        Q::ToRestore(_) => "Att återställa".to_owned(),
        Q::MemberRestore(m, _) => format!("Att återställa för {}", parties::member(m)),
        Q::ScenarioCost(of, _) => scoped("Kostnad i scenariot", of),
        Q::ScenarioCostCurrent(of, _) => scoped("Kostnad i scenariot, löpande priser", of),
        Q::Phase(m, _) => format!("Genomförd andel: {}", measure(m)),
        Q::MeasureSaving(m, _) => format!("Effekt: {}", measure(m)),
        Q::MeasureAreaSaving(m, area, _) => {
            format!("Effekt: {}, {}", measure(m), lower(scope(area.into())))
        }
        Q::FullYear(m) => format!("Helårseffekt: {}", measure(m)),
        Q::MeasureOneOff(m, _) => format!("Engångskostnad: {}", measure(m)),
        Q::OneOff(_) => "Engångskostnader".to_owned(),
        Q::EvidenceSaving(kind, of, _) => scoped(
            match kind {
                Evidence::Decided => "Beslutad modell",
                Evidence::Possible => "Möjligt, uppskattat",
                Evidence::Own => "Egna antaganden",
            },
            of,
        ),
        Q::MeasureCalculated(m) => {
            format!("Åtgärden är beräknad (1 = ja, 0 = nej): {}", measure(m))
        }
        Q::CalculatedMeasures() => "Åtgärder med belopp".to_owned(),
        Q::UncalculatedMeasures() => "Åtgärder utan belopp".to_owned(),
        Q::CostMissing(m) => {
            format!("Kostnaden saknas (1 = ja, 0 = nej): {}", measure(m))
        }
        Q::GrossSaving(_) => "Effekt av åtgärder vars kostnad saknas (brutto)".to_owned(),
        Q::VolumeSaving(area, _) => format!(
            "Effekt före lägre uppräkning och nya uppdrag, {}",
            lower(scope(area.into()))
        ),
        Q::PriceKept(area, _) => format!(
            "Andel av full uppräkning som utförarna får, {}",
            lower(scope(area.into()))
        ),
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
        Q::ProviderGainKept(m, _) => {
            format!("Vinst som stannar hos utföraren: {}", measure(m.measure()))
        }
        Q::ProviderGainCounted(_) => "Del av utförarnas vinst som räknas".to_owned(),
        Q::LssCovered(_) => "LSS-platser som egna nya platser täcker".to_owned(),
        Q::LssExternal(_) => "LSS-platser som köps externt".to_owned(),
        Q::OtherAdministration() => "Förvaltning utom biståndshandläggning".to_owned(),
        Q::AdministrationShare() => "Förvaltningens andel av nettokostnaden".to_owned(),
        Q::AdministrationCost() => "Förvaltningens nettokostnad".to_owned(),
        Q::CaseManagementCost() => "Biståndshandläggningens nettokostnad".to_owned(),
        Q::StatedShare() => "Förvaltningens andel enligt Effektiviseringsunderlaget".to_owned(),
        Q::ImpliedTotal(Rounding::Low) => {
            "Lägsta nettokostnad som avrundningen tillåter".to_owned()
        }
        Q::ImpliedTotal(Rounding::Stated) => "Nettokostnad ur förvaltningens andel".to_owned(),
        Q::ImpliedTotal(Rounding::High) => {
            "Högsta nettokostnad som avrundningen tillåter".to_owned()
        }
        Q::DocumentedAmount(reform) => format!(
            "Effektiviseringsunderlagets belopp: {}",
            measure(reform.measure())
        ),
        Q::DocumentedSaving() => "Effektiviseringsunderlagets belopp sammanlagt".to_owned(),
        Q::DocumentedShare() => "Effektiviseringsunderlagets belopp som andel av kravet".to_owned(),
        Q::ShareCapital() => named("Tiohundra\u{a0}AB:s aktiekapital").to_owned(),
        Q::TiohundraCapitalShare(_) => {
            named("Effekt i förhållande till Tiohundra\u{a0}AB:s aktiekapital").to_owned()
        }
        Q::FullYearArea(m, area) => {
            format!(
                "Helårseffekt: {}, {}",
                measure(m),
                lower(scope(area.into()))
            )
        }
        Q::FullYearVolume(area) => {
            format!(
                "Helårseffekt före lägre uppräkning och nya uppdrag, {}",
                lower(scope(area.into()))
            )
        }
        Q::FullYearPriceKept(area) => {
            format!(
                "Andel av full uppräkning som utförarna får vid helårseffekt, {}",
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
            Vacancy::Unfit => format!(
                "Värdet av färre dygn med olämplig plats, {}",
                lower(housing(home))
            ),
        },
        Q::FullYearTotal() => "Helårseffekt av alla åtgärder".to_owned(),
        Q::MeasureIdentified(m, _) => format!("Identifierat: {}", measure(m)),
        Q::MeasureScheduled(m, _) => format!("Inplanerat: {}", measure(m)),
        Q::Identified(kind, _) => format!("Identifierat: {}", evidence(kind)),
        Q::IdentifiedTotal(_) => "Sammanlagt identifierat".to_owned(),
        Q::Scheduled(kind, _) => format!("Inplanerat: {}", evidence(kind)),
        Q::ScheduledTotal(_) => "Sammanlagt inplanerat".to_owned(),
        Q::GapAfterIdentified(_) => "Återstår av kravet efter allt identifierat".to_owned(),
        Q::GapAfterScheduled(_) => "Återstår av kravet efter allt inplanerat".to_owned(),
        Q::NotScheduled(_) => "Identifierat men inte inplanerat".to_owned(),
        Q::NotTakenHome(_) => "Inplanerat men inte uppnått".to_owned(),
        Q::DelayMonth() => "Kostnaden för att vänta en månad".to_owned(),
        Q::GapMonth(_) => "Återstår per månad".to_owned(),
        Q::PartyEffect(m, p, _) => format!("{}: {}", party(p), measure(m)),
        Q::PartyTotal(p, _) => format!("Effekt för {}", in_sentence(p)),
        Q::Transfer(m, _) => format!("Överföring inom koncernen: {}", measure(m)),
        Q::PartyTransfer(p, _) => format!("Överföring inom koncernen för {}", in_sentence(p)),
        Q::PartyRest(p, _) => format!("Effekt för {} utöver överföringen", in_sentence(p)),
        Q::BeyondHousing(p, _) => format!("Övriga åtgärders effekt för {}", in_sentence(p)),
        Q::MemberGap(m, _) => format!("Återstår för {}", parties::member(m)),
        Q::MemberRaise(m, _) => format!(
            "Det som återstår i förhållande till {}s bidrag",
            parties::member(m)
        ),
        Q::VacancyShare(kind, home, _) => format!("{}, {}", vacancy(kind), lower(housing(home))),
        Q::FreedDays(kind, home, _) => match kind {
            Vacancy::Usable => format!("Färre tomma dygn, {}", lower(housing(home))),
            Vacancy::Unfit => format!("Färre dygn med olämplig plats, {}", lower(housing(home))),
        },
        Q::VacantDays(home, _) => format!("Tomma dygn, {}", lower(housing(home))),
        Q::VacantDaysChange(home, _) => format!("Ändring av tomma dygn, {}", lower(housing(home))),
        Q::Compensation(home, _) => format!("Tomdygnsersättning, {}", lower(housing(home))),
        Q::CompensationTotal(_) => "Sammanlagd tomdygnsersättning".to_owned(),
        Q::DisplacedDays(home, _) => format!("Externt köpta dygn, {}", lower(housing(home))),
        Q::ExternalPremiumCost(home, _) => {
            format!("Merkostnad för externa platser, {}", lower(housing(home)))
        }
        Q::ExternalPremiumTotal(_) => "Sammanlagd merkostnad för externa platser".to_owned(),
        Q::EmptinessCost(_) => named("Vad de tomma platserna kostar KSON").to_owned(),
        Q::PlacesClosed() => "Platser som avvecklas".to_owned(),
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
            named("Tomdygnsersättning i socialpsykiatriskt boende efter reformen").to_owned()
        }
        Q::ReformRemaining(Reform::NegligenceClause, _) => {
            "Tomdygnsersättning efter båda åtgärderna".to_owned()
        }
    };
    match quantity.year() {
        Some(year) => format!("{name} {year}"),
        None => name,
    }
}
