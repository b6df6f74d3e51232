//! Vem påverkas?: the words about parties, transfers and members, here and on Tomma platser.

use balans_format::names::{COMPANY, COMPANY_S, FEDERATION, FEDERATION_S, MUNICIPALITY, named};
use balans_model::{Member, Party};

use super::shared::{amount, in_sentence, is_balanced, lower, mnkr, percent, single};
use balans_format::{self as format, capital};

/// The view's name in the menu, which is its heading too.
pub const VIEW: &str = "Vem påverkas?";

/// A member.
#[must_use]
pub fn member(which: Member) -> &'static str {
    match which {
        Member::Norrtalje => named("Norrtälje kommun"),
        Member::Region => named("Region Stockholm"),
    }
}

/// Less than half a tkr is shown as 0, and called nothing.
#[must_use]
pub fn is_nothing(effect: f64) -> bool {
    format::rounded(effect * 1000.0, 0).abs() < 0.5
}

/// "KSON", "KSON och Tiohundra AB", "KSON, Tiohundra AB och övriga".
fn list(parties: &[Party]) -> String {
    let names: Vec<_> = parties.iter().map(|&party| in_sentence(party)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} och {last}", first.join(", ")),
    }
}

/// Who wins and who loses, as a sentence. `effects` in mnkr; the koncern is not among them.
#[must_use]
pub fn answer(year: i32, effects: &[(Party, f64)]) -> String {
    let those = |wanted: fn(f64) -> bool| {
        let found = effects.iter().filter(|(_, effect)| !is_nothing(*effect));
        let found = found.filter(|(_, effect)| wanted(*effect));
        list(&found.map(|(party, _)| *party).collect::<Vec<_>>())
    };
    let (winners, losers) = (those(|effect| effect > 0.0), those(|effect| effect < 0.0));
    match (winners.is_empty(), losers.is_empty()) {
        (true, true) => format!("Ingen part vinner eller förlorar något {year}."),
        (false, true) => format!("{} vinner {year}. Ingen förlorar.", capital(&winners)),
        (true, false) => format!("{} förlorar {year}. Ingen vinner.", capital(&losers)),
        (false, false) => format!("{} vinner {year}, {losers} förlorar.", capital(&winners)),
    }
}

/// What the koncern keeps, as a sentence before its amount.
#[must_use]
pub fn answer_group(kson: f64, tiohundra: f64, group: f64) -> &'static str {
    let moved = kson * tiohundra < 0.0 && !is_nothing(kson) && !is_nothing(tiohundra);
    if is_nothing(group) {
        if moved {
            "Effekterna tar ut varandra i koncernen, som får"
        } else {
            "Koncernen får"
        }
    } else if group < 0.0 {
        "Koncernen förlorar:"
    } else if moved {
        "Det som inte är överföring stannar i koncernen:"
    } else {
        "Hela effekten stannar i koncernen:"
    }
}

/// What the koncern keeps of KSON's gain, as a title.
#[must_use]
pub fn title(kson: f64, tiohundra: f64, group: f64) -> String {
    let opposite = kson * tiohundra < 0.0;
    if is_nothing(kson) && is_nothing(tiohundra) {
        "Åtgärderna ändrar ingenting för koncernen".to_owned()
    } else if is_nothing(group) && opposite && kson > 0.0 {
        named("KSON:s vinst är Tiohundra\u{a0}AB:s förlust: koncernen får ingenting").to_owned()
    } else if is_nothing(group) && opposite {
        named("KSON:s förlust är Tiohundra\u{a0}AB:s vinst: koncernen får ingenting").to_owned()
    } else if group < 0.0 && kson > 0.0 {
        format!(
            "{FEDERATION} vinner men koncernen förlorar {}",
            single(-group)
        )
    } else if group > 0.0 && kson > 0.0 && opposite && single(kson) != single(group) {
        format!(
            "Av {FEDERATION_S} {} stannar {} i koncernen",
            single(kson),
            single(group)
        )
    } else {
        format!(
            "Koncernen {} {}",
            if group > 0.0 { "vinner" } else { "förlorar" },
            single(group.abs())
        )
    }
}

/// Who the last party is.
pub const OTHERS: &str = "Övriga är privata utförare, andra kommuner och hyresvärdar.";

/// Under the figure's title.
#[must_use]
pub fn lead(year: i32) -> String {
    format!("Alla åtgärders effekt {year}, tkr. Plus är bättre för parten. {OTHERS}")
}

/// The figure's series: what is moved inside the koncern, and the rest.
pub const SERIES: [&str; 2] = ["Överföring inom koncernen", "Övrig effekt"];

/// A mark before an amount that is moved inside the koncern, in full or in part.
pub const MARK: &str = "⇄";
/// The mark, for those who don't see it.
pub const MARK_SPOKEN: &str = "innehåller överföring: ";

/// How much of a measure's effect only moves money. All in mnkr.
#[must_use]
pub fn transfer_mark(kson: f64, transfer: f64, others: f64) -> Option<&'static str> {
    if is_nothing(kson) {
        None
    } else if !is_nothing(transfer) {
        Some(if is_nothing(kson - transfer) {
            "överföring"
        } else {
            "delvis överföring"
        })
    } else if is_nothing(kson + others) {
        Some(named("flyttas mellan KSON och andra"))
    } else {
        None
    }
}

/// What a transfer is.
#[must_use]
pub fn transfer_note() -> &'static str {
    named(
        "En överföring flyttar pengar mellan KSON och Tiohundra\u{a0}AB utan att någon kostnad försvinner. \
     Koncernen tjänar först när Tiohundra\u{a0}AB kan sänka sina egna kostnader.",
    )
}

/// The choice's card.
pub const CHOICE: &str = "Koncernen sammantaget";
/// What it shows.
#[must_use]
pub fn choice_lead() -> &'static str {
    named(
        "KSON äger hela Tiohundra\u{a0}AB. Det KSON slutar betala till bolaget är ingen besparing för de två tillsammans.",
    )
}
/// The label of a choice of year.
pub const YEAR: &str = "År";
/// The koncern as a sum.
pub const GROUP_SUM: &str = "Koncernen totalt";
/// The line of what is eliminated.
pub const ELIMINATED: &str = "Räknas bort: överföring inom koncernen";
/// What the elimination means.
#[must_use]
pub fn eliminated_note() -> &'static str {
    named(
        "Det som räknas bort är den del där KSON:s vinst är lika stor som Tiohundra\u{a0}AB:s förlust, \
     eller tvärtom.",
    )
}

/// The parties by year: title.
#[must_use]
pub fn years_title(first: i32, first_group: f64, last: i32, last_group: f64) -> String {
    let words = |group: f64| {
        if is_nothing(group) {
            "får ingenting".to_owned()
        } else {
            let verb = if group > 0.0 { "vinner" } else { "förlorar" };
            format!("{verb} {}", single(group.abs()))
        }
    };
    if is_nothing(first_group) && is_nothing(last_group) {
        format!("Koncernen får ingenting, vare sig {first} eller {last}")
    } else {
        format!(
            "Koncernen {} {first} och {} {last}",
            words(first_group),
            words(last_group)
        )
    }
}

/// Under it.
pub const YEARS_LEAD: &str = "Effekt per part och år, tkr. Plus är bättre för parten.";
/// What the table is.
pub const YEARS_TABLE: &str = "Effekt per part och år, tkr";
/// All years under one heading, where each has the same amounts.
#[must_use]
pub fn all_years(first: i32, last: i32) -> String {
    format!("{first}–{last}")
}
/// Says that all years have the same amounts.
#[must_use]
pub fn years_same(first: i32, last: i32) -> String {
    format!("Varje år {first}–{last} har samma belopp. De visas därför en gång.")
}
/// What the mark means.
pub const YEARS_NOTE: &str =
    "Tecknet ⇄ står vid ett belopp som helt eller delvis är en överföring inom koncernen.";

/// The measures by party: title.
#[must_use]
pub fn measures_title(year: i32, count: usize) -> String {
    match count {
        0 => format!("Ingen åtgärd påverkar någon part {year}"),
        1 => format!("En åtgärd påverkar någon part {year}"),
        many => format!(
            "Det är {} åtgärder som påverkar någon part {year}",
            format::count(many)
        ),
    }
}

/// Under it.
pub const MEASURES_LEAD: &str = "Effekt per åtgärd och part, tkr.";
/// The column of transfers.
pub const MEASURES_TRANSFER: &str = "varav över\u{ad}föring\u{a0}⇄";
/// What of a measure's gain its contracts do not take home.
pub const KEPT: &str = "Stannar hos utföraren";
/// The same, of one measure among several.
#[must_use]
pub fn kept(measure: &str) -> String {
    format!("Stannar hos utföraren: {}", lower(measure))
}
/// Why it stays.
#[must_use]
pub fn kept_note() -> &'static str {
    named(
        "Vinsten uppstår hos utföraren. KSON får den del som avtalen tar hem, och resten stannar hos utföraren.",
    )
}
/// What is not in the table.
#[must_use]
pub fn measures_rest(count: usize) -> String {
    match count {
        0 => "Alla åtgärder är med.".to_owned(),
        1 => "I tabellen saknas en åtgärd: den är ej beräknad, avstängd eller har inte börjat."
            .to_owned(),
        many => {
            format!(
                "I tabellen saknas {} åtgärder: de är ej beräknade, avstängda eller har inte börjat.",
                format::count(many)
            )
        }
    }
}

/// On Tomma platser: the measures of other views.
pub const OTHER_MEASURES: &str = "Övriga åtgärder";

/// Who finances what is left: title.
#[must_use]
pub fn members_title(year: i32, norrtalje: f64, region: f64) -> String {
    let more = if norrtalje >= region {
        (Member::Norrtalje, norrtalje)
    } else {
        (Member::Region, region)
    };
    let both = norrtalje + region;
    if is_balanced(norrtalje) && is_balanced(region) {
        format!("Inget återstår för medlemmarna att finansiera {year}")
    } else if is_balanced(norrtalje) || is_balanced(region) {
        format!(
            "{} står för allt som återstår {year}: {}",
            member(more.0),
            amount(more.1)
        )
    } else {
        format!(
            "{} står för {} av de {} som återstår {year}",
            member(more.0),
            mnkr(more.1),
            format::mnkr(both)
        )
    }
}

/// Whose assumption that is.
#[must_use]
pub fn members_lead() -> &'static str {
    named(
        "Verktygets antagande: Norrtälje kommun finansierar omsorgen och Region Stockholm hälso- och sjukvården. \
     Effektiviseringsunderlaget säger bara att medlemmarna betalar.",
    )
}
/// Their columns, with places where a long word may break.
#[must_use]
pub fn member_column(which: Member) -> &'static str {
    match which {
        Member::Norrtalje => named("Norr\u{ad}tälje kommun"),
        Member::Region => named("Region Stock\u{ad}holm"),
    }
}

/// The column of both members.
pub const MEMBERS_BOTH: &str = "Återstår totalt";
/// The caption of their table.
pub const MEMBERS_TABLE: &str = "Återstår att hitta per medlem, mnkr";

/// What it would mean to let the members pay: before the first share, between, and after.
#[must_use]
pub fn members_raise(year: i32) -> [String; 3] {
    [
        format!("Om medlemmarna täcker allt som återstår {year} betalar {MUNICIPALITY} "),
        named(" mer än finansieringen det året, och Region Stockholm ").to_owned(),
        " mer.".to_owned(),
    ]
}

/// Tiohundra against its capital: title.
#[must_use]
pub fn capital_title(year: i32, share: f64) -> String {
    if share <= -100.0 {
        format!("{COMPANY_S} förlust {year} är större än hela aktiekapitalet")
    } else if is_capital_at_risk(share) {
        format!("{COMPANY_S} förlust {year} är större än halva aktiekapitalet")
    } else if share <= -0.5 {
        format!(
            "{COMPANY_S} förlust {year} motsvarar {} av aktiekapitalet",
            percent(-share, 0)
        )
    } else if share.abs() < 1e-9 {
        format!("{COMPANY_S} resultat påverkas inte {year}")
    } else if share < 0.5 {
        format!("{COMPANY_S} resultat påverkas knappt {year}")
    } else {
        format!("Åtgärderna stärker {COMPANY} {year}")
    }
}

/// Before and after the capital's amount.
pub const CAPITAL_LEAD: [&str; 2] = [
    "Åtgärdernas effekt för bolaget i förhållande till aktiekapitalet, ",
    ". Uppgiften om aktiekapitalet är extern och har inte kunnat kontrolleras: jämför med bolagets årsredovisning.",
];
/// What it means.
pub const CAPITAL_NOTE: &str = "Minus 100\u{a0}procent betyder att förlusten på ett år är lika stor som hela aktiekapitalet, \
     om bolaget inte sänker sina kostnader. Bolagets övriga kapital finns inte i dokumenten.";
/// What a loss may come to for the owner and its members.
#[must_use]
pub fn capital_risk() -> &'static str {
    named(
        "Sjunker det egna kapitalet i Tiohundra\u{a0}AB under halva aktiekapitalet måste styrelsen upprätta \
     en kontrollbalansräkning (aktiebolagslagen 25\u{a0}kap.\u{a0}13\u{a0}§). KSON äger bolaget och medlemmarna finansierar KSON: \
     de kan då behöva skjuta till kapital, och förlusten kommer tillbaka till dem.",
    )
}
/// Tells whether a loss, as a share of the share capital in percent, is so large that the board may have to act.
#[must_use]
pub fn is_capital_at_risk(share: f64) -> bool {
    share <= -50.0
}
/// The caption of its table.
#[must_use]
pub fn capital_table() -> &'static str {
    named("Effekt för Tiohundra\u{a0}AB i förhållande till aktiekapitalet")
}
/// Its columns.
pub const CAPITAL_COLUMNS: [&str; 2] = ["Effekt, tkr", "Andel av aktiekapitalet, %"];

/// The parties outside the koncern: title.
#[must_use]
pub fn external_title(year: i32, effects: &[(Party, f64)]) -> String {
    let met = effects.iter().filter(|(_, effect)| !is_nothing(*effect));
    let met = met.map(|(party, effect)| {
        format!(
            "{} {} {}",
            in_sentence(*party),
            if *effect > 0.0 { "vinner" } else { "förlorar" },
            single(effect.abs())
        )
    });
    match &*met.collect::<Vec<_>>() {
        [] => format!("Ingen utanför koncernen påverkas {year}"),
        [one] => format!("{} {year}", capital(one)),
        [others @ .., last] => {
            let first = capital(&others.join(", "));
            format!("{first} och {last} {year}")
        }
    }
}

/// Who they are.
#[must_use]
pub fn external_rows() -> [(Party, &'static str); 3] {
    [
        (
            Party::Norrtalje,
            "Som hyresvärd: påverkas av åtgärden Samlokalisering i kommunhuset Ankaret. \
         Vad kommunen betalar som medlem redovisas ovan.",
        ),
        (
            Party::Region,
            named(
                "Som ägare av sjukhusen: påverkas av åtgärden Trygg hemgång med vårdsamordnare. Det som KSON slutar betala \
         för sjukhusdygn är regionens lägre intäkt. Vad regionen betalar som medlem redovisas ovan.",
            ),
        ),
        (
            Party::External,
            named(
                "Privata utförare, andra kommuner och hyresvärdar. Det som KSON slutar betala dem är deras \
         lägre intäkt: externa platser och lägre ersättning.",
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_names_who_wins_and_who_loses() {
        let all = |effects: [f64; 5]| {
            answer(
                2023,
                &Party::SINGLE.into_iter().zip(effects).collect::<Vec<_>>(),
            )
        };
        for (effects, text) in [
            (
                [1.2, -1.2, 0.0, 0.0, 0.0],
                "KSON vinner 2023, Tiohundra\u{a0}AB förlorar.",
            ),
            (
                [1.2, -0.6, 0.0, 0.0, -0.6],
                "KSON vinner 2023, Tiohundra\u{a0}AB och övriga förlorar.",
            ),
            (
                [0.0, 0.0, 0.0004, 0.0, 0.0],
                "Ingen part vinner eller förlorar något 2023.",
            ),
            (
                [2.7, 0.0, 0.0, -4.2, 0.0],
                "KSON vinner 2023, Region Stockholm förlorar.",
            ),
            (
                [-1.0, 0.0, 0.0, 0.0, 0.0],
                "KSON förlorar 2023. Ingen vinner.",
            ),
            (
                [0.0, 0.0, 0.0, 0.0, 1.0],
                "Övriga vinner 2023. Ingen förlorar.",
            ),
        ] {
            assert_eq!(all(effects), text);
        }
    }

    #[test]
    fn the_title_names_those_outside_the_koncern_that_are_met() {
        let title = |effects: [f64; 3]| {
            let outside = [Party::Norrtalje, Party::Region, Party::External];
            external_title(2024, &outside.into_iter().zip(effects).collect::<Vec<_>>())
        };
        for (effects, text) in [
            ([0.0, 0.0004, 0.0], "Ingen utanför koncernen påverkas 2024"),
            ([0.0, 0.0, -0.6], "Övriga förlorar 600\u{a0}tkr 2024"),
            (
                [0.5, -4.2, 0.0],
                "Norrtälje kommun vinner 500\u{a0}tkr och Region Stockholm förlorar 4,2\u{a0}mnkr 2024",
            ),
            (
                [-0.5, -4.2, -1.5],
                "Norrtälje kommun förlorar 500\u{a0}tkr, Region Stockholm förlorar 4,2\u{a0}mnkr och övriga \
                 förlorar 1,5\u{a0}mnkr 2024",
            ),
        ] {
            assert_eq!(title(effects), text);
        }
    }

    #[test]
    fn titles_stay_true() {
        for (effects, text) in [
            (
                (1.2, -1.2, 0.0),
                "KSON:s vinst är Tiohundra\u{a0}AB:s förlust: koncernen får ingenting",
            ),
            (
                (-1.2, 1.2, 0.0),
                "KSON:s förlust är Tiohundra\u{a0}AB:s vinst: koncernen får ingenting",
            ),
            ((0.0, 0.0, 0.0), "Åtgärderna ändrar ingenting för koncernen"),
            (
                (1.0, -1.5, -0.5),
                "KSON vinner men koncernen förlorar 500\u{a0}tkr",
            ),
            (
                (1.2, -0.6, 0.6),
                "Av KSON:s 1,2\u{a0}mnkr stannar 600\u{a0}tkr i koncernen",
            ),
            ((5.02, -0.02, 5.0), "Koncernen vinner 5,0\u{a0}mnkr"),
            ((0.5, 0.1, 0.6), "Koncernen vinner 600\u{a0}tkr"),
            ((-0.5, 0.2, -0.3), "Koncernen förlorar 300\u{a0}tkr"),
        ] {
            assert_eq!(title(effects.0, effects.1, effects.2), text);
        }
        assert_eq!(
            members_title(2023, 46.4, 26.1),
            "Norrtälje kommun står för 46,4 av de 72,5\u{a0}mnkr som återstår 2023"
        );
        assert_eq!(
            capital_title(2023, -6.9),
            "Tiohundra\u{a0}AB:s förlust 2023 motsvarar 7\u{a0}procent av aktiekapitalet"
        );
        assert_eq!(
            years_title(2023, 0.0, 2031, -0.3),
            "Koncernen får ingenting 2023 och förlorar 300\u{a0}tkr 2031"
        );
    }

    #[test]
    fn a_mark_is_set_only_where_money_is_moved() {
        assert_eq!(transfer_mark(0.5, 0.5, 0.0), Some("överföring"));
        assert_eq!(transfer_mark(0.5, 0.25, -0.25), Some("delvis överföring"));
        assert_eq!(
            transfer_mark(0.5, 0.0, -0.5),
            Some("flyttas mellan KSON och andra")
        );
        assert_eq!(transfer_mark(0.5, 0.0, 0.0), None);
        assert_eq!(transfer_mark(0.0, 0.0, 0.0), None);
    }
}
