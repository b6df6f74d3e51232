//! The sentences of the warnings, in Swedish. The crate's other words are the pack's.

use crate::pack::Pack;
use crate::warning::Warning;
use balans_format::names::{COMPANY, FEDERATION, MUNICIPALITY, PSYCHIATRIC_HOME};
use balans_format::shortest;

impl Warning {
    /// Writes the warning as Swedish sentences, with the labels, units and limits of the pack that it was given for.
    #[must_use]
    pub fn text(self, pack: &Pack) -> String {
        let limits = &pack.limits;
        let name = |measure| &*pack.measure(measure).name;
        match self {
            Self::InputNotANumber { input } => {
                format!(
                    "{} var inget tal. Utgångsläget används.",
                    pack.spec(input).label
                )
            }
            Self::InputClamped { input, used } => {
                let spec = pack.spec(input);
                format!(
                    "{} låg utanför {} till {}\u{a0}{} och räknas som {}.",
                    spec.label,
                    shortest(spec.min),
                    shortest(spec.max),
                    spec.unit.as_str(),
                    shortest(used)
                )
            }
            Self::TotalCostOutsideBand { total } => format!(
                "Nettokostnaden {}\u{a0}mnkr ligger utanför {}–{}\u{a0}mnkr, det som de avrundade talen i Effektiviseringsunderlaget medger.",
                shortest(total),
                shortest(limits.total_cost_low),
                shortest(limits.total_cost_high)
            ),
            Self::VacancyCostBelowReforms { year } => format!(
                "År {year} är den tomdygnsersättning som åtgärderna gäller mindre än vad de ska spara tillsammans. Besparingen begränsas till ersättningen."
            ),
            Self::ReformCapped { year } => format!(
                "År {year} är tomdygnsersättningen i {PSYCHIATRIC_HOME} mindre än reformens belopp. Besparingen begränsas till ersättningen."
            ),
            Self::TiohundraCapital { year } => format!(
                "År {year} förlorar {COMPANY} mer än hela sitt aktiekapital, {}\u{a0}mnkr. {FEDERATION} och medlemmarna kan behöva skjuta till kapital.",
                shortest(limits.share_capital)
            ),
            Self::OneOffWithoutEffect { measure, year } => format!(
                "{}: engångskostnaden tas {year}, men åtgärden sparar inget det året.",
                name(measure)
            ),
            Self::TransferOnly { measure, .. } => format!(
                "{}: {FEDERATION} sparar, men koncernen som helhet tjänar inget. Det är en överföring.",
                name(measure)
            ),
            Self::LandlordGainsNothing { measure, .. } => format!(
                "{}: {FEDERATION} betalar mindre hyra, men {MUNICIPALITY} som hyresvärd tjänar inget.",
                name(measure)
            ),
            Self::CaseloadAboveBenchmark { year } => format!(
                "Från {year} har varje årsarbetare fler kunder än i någon jämförd kommun ({}). Det är en risk för rättssäkerheten.",
                shortest(limits.clients_per_fte)
            ),
            Self::IndexationAbovePrice { input, year } => format!(
                "{}: år {year} är den större än prisökningen och räknas som lika stor.",
                pack.spec(input).label
            ),
        }
    }
}
