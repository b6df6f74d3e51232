//! Words about packs of other plan years: what is wrong with a file of one, and how a figure that waits is marked.

use balans_format::HARD_SPACE;
use balans_format::names::Named;
use balans_model::{KSON_2023, Pack, PackYears, YearsFault};
use balans_scenario::file::{
    DOCUMENT_LIMIT, FigureFault, FileError, NAME_LIMIT, PACK_ID_LIMIT, PackFault, TEXT_LIMIT,
    name_limit,
};

use super::files::file_error;

/// Writes the source of a figure that is carried over and that nobody has confirmed.
#[must_use]
pub fn waiting(source: &str) -> String {
    format!("Från förra året, att bekräfta: {source}")
}

/// Says what is wrong with a file of a pack, in a sentence that names the figure, document, row or line; figures as `labels`
/// calls them (`balans_scenario::file::labels_of`).
#[must_use]
pub fn pack_fault(labels: &Pack, fault: &PackFault) -> String {
    let label = |id| &*labels.spec(id).label;
    match fault {
        PackFault::File(FileError::NotOurs) => NOT_A_PACK.to_owned(),
        PackFault::File(FileError::TooLarge) => TOO_LARGE.to_owned(),
        PackFault::File(error) => file_error(&KSON_2023, error),
        PackFault::Id => format!(
            "Underlagets beteckning (fältet id) ska vara 1–{PACK_ID_LIMIT}{HARD_SPACE}tecken: små bokstäver a–z, siffror och bindestreck."
        ),
        PackFault::Name => format!(
            "Underlagets namn ska finnas, stå på en rad och vara högst {NAME_LIMIT}{HARD_SPACE}tecken."
        ),
        PackFault::NameOf(which) => format!(
            "Namnet under ”{}” ska finnas, stå på en rad och vara högst {}{HARD_SPACE}tecken (fältet {} under names).",
            name_field(*which),
            name_limit(*which),
            which.key()
        ),
        PackFault::SameName(which) => format!(
            "Namnet under ”{}” är detsamma som ett annat i underlaget (fältet {} under names). Parter och boenden ska ha olika namn.",
            name_field(*which),
            which.key()
        ),
        PackFault::UnknownName(key) => {
            format!(
                "Verktyget har ingen part och inget boende med beteckningen {key} (fältet names)."
            )
        }
        PackFault::Years(fault) => years_fault(*fault),
        PackFault::Limits => LIMITS.to_owned(),
        PackFault::DocumentCount => {
            format!("Underlaget ska ha minst ett dokument och högst {DOCUMENT_LIMIT}.")
        }
        PackFault::Document(number) => format!(
            "Dokument{HARD_SPACE}{number} är inte rätt ifyllt. Det ska ha ett kort namn som inget annat dokument har och en titel på högst {TEXT_LIMIT}{HARD_SPACE}tecken. En webbadress ska börja med https://."
        ),
        PackFault::MissingFigure(id) => format!("Talet ”{}” saknas i filen.", label(*id)),
        PackFault::UnknownFigure(id) => format!("Verktyget har inget tal med beteckningen {id}."),
        PackFault::Figure(id, fault) => figure_fault(label(*id), *fault),
        PackFault::BenchmarkCount => format!(
            "Jämförelsetalen ska vara {} kommuner med kunder och {} med ärenden, den egna först.",
            KSON_2023.client_benchmarks.len(),
            KSON_2023.case_benchmarks.len()
        ),
        PackFault::ClientRow(number) => format!(
            "Rad{HARD_SPACE}{number} i tabellen över kunder per årsarbetare är inte rätt ifylld. Kommunen ska ha ett namn. Kunder, handläggare och de uppgivna talen ska vara större än noll, och en anmärkning högst {TEXT_LIMIT}{HARD_SPACE}tecken."
        ),
        PackFault::CaseRow(number) => format!(
            "Rad{HARD_SPACE}{number} i tabellen över ärenden per handläggare är inte rätt ifylld. Kommunen ska ha ett namn. Talen ska vara större än noll, och det lägsta får inte vara större än det högsta."
        ),
    }
}

/// What has a name in a pack, as the form of one calls it.
#[must_use]
pub const fn name_field(which: Named) -> &'static str {
    match which {
        Named::Federation => "Kommunalförbundet",
        Named::FederationInFull => "Kommunalförbundet, hela namnet",
        Named::Company => "Bolaget",
        Named::Municipality => "Kommunen",
        Named::Region => "Regionen",
        Named::NursingHome => "Ett boende för äldre",
        Named::NursingHomes => "Flera boenden för äldre",
        Named::LssHome => "Ett boende enligt LSS",
        Named::LssHomes => "Flera boenden enligt LSS",
        Named::PsychiatricHome => "Ett boende vid psykisk ohälsa",
        Named::PsychiatricHomes => "Flera boenden vid psykisk ohälsa",
    }
}

const NOT_A_PACK: &str = "Filen är inget underlag från Budget i balans.";
const TOO_LARGE: &str = "Filen är större än 0,5\u{a0}MB, och så stort är inget underlag härifrån.";
const LIMITS: &str = "Gränserna för varningarna (fältet limits) ska vara större än noll, och den lägsta nettokostnaden får inte vara större än den högsta.";

/// Says why no pack can have some years.
#[must_use]
pub fn years_fault(fault: YearsFault) -> String {
    match fault {
        YearsFault::Implausible(year) => {
            format!("Året {year} går inte att räkna med. Åren ska vara mellan 1900 och 2199.")
        }
        YearsFault::Order => {
            "Basåret ska vara före planåret, och slutåret får inte vara före planåret.".to_owned()
        }
        YearsFault::TooMany => format!(
            "Från och med basåret till och med slutåret får det vara högst {}{HARD_SPACE}år.",
            PackYears::MOST
        ),
        YearsFault::Growth => "Befolkningsprognosen ska börja före det år den slutar. Den ska sluta något av åren från planåret till slutåret.".to_owned(),
    }
}

fn figure_fault(label: &str, fault: FigureFault) -> String {
    let wrong = match fault {
        FigureFault::Range => "gränserna går inte att använda".to_owned(),
        FigureFault::OutOfRange => "värdet ligger utanför gränserna".to_owned(),
        FigureFault::NotWhole => "värdet ska vara ett heltal".to_owned(),
        FigureFault::Status => "statusen är inte någon av dem som talet kan ha".to_owned(),
        FigureFault::Source => {
            format!("källan ska finnas och vara högst {TEXT_LIMIT}{HARD_SPACE}tecken")
        }
        FigureFault::Note => format!("anmärkningen är längre än {TEXT_LIMIT}{HARD_SPACE}tecken"),
    };
    format!("Talet ”{label}”: {wrong}.")
}

#[cfg(test)]
mod tests {
    use super::{pack_fault, waiting};
    use balans_model::{KSON_2023, input_id};
    use balans_scenario::file::{FigureFault, PackFault};

    #[test]
    fn a_fault_names_the_figure_as_the_page_does() {
        let fault = PackFault::Figure(input_id("requirement.care"), FigureFault::OutOfRange);
        let said = "Talet ”Krav på omsorgen”: värdet ligger utanför gränserna.";
        assert_eq!(pack_fault(&KSON_2023, &fault), said);
        assert_eq!(waiting("A"), "Från förra året, att bekräfta: A");
    }
}
