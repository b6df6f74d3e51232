//! Hur säkert är det?: in how many futures the budget is balanced, and what the answer hangs on.

use balans_format as format;
use balans_model::Year;
use balans_report::texts::shared::amount;

/// The card's heading.
pub const SURE: &str = "Hur säkert är det?";
/// What a future is, before the spans.
pub const LEAD: &str = "I varje framtid får de tal som har ett spann ett värde i sitt spann, oftast nära det värde som talet har i \
     scenariot. Verktyget räknar 4\u{a0}096 framtider, och samma varje gång.";
/// Heading of the spans and what they do.
pub const HANGS_ON: &str = "Vad svaret hänger på";
/// What a row says.
pub const HANGS_ON_LEAD: &str = "Varje rad visar vad som återstår när bara det talet flyttas, från det lägsta till det högsta värdet.";
/// Group of spans: what somebody decides.
pub const DECISIONS: &str = "Beslut";
/// Group of spans: what nobody knows.
pub const ASSUMPTIONS: &str = "Antaganden";
/// Field: a span's low end.
pub const LOW: &str = "lägst";
/// Field: a span's high end.
pub const HIGH: &str = "högst";
/// Field: why a span is what it is.
pub const WHY: &str = "Varför?";
/// Field: the input whose draw a span follows.
pub const FOLLOWS: &str = "Följs åt med";
/// The same: none.
pub const FOLLOWS_NONE: &str = "inget";
/// A span of the person's own.
pub const OWN: &str = "Eget spann";
/// What is left both rises and falls over the span.
pub const TURNS: &str = "vänder: det som återstår både ökar och minskar inom spannet";
/// Choice of an input to give a span.
pub const ADD: &str = "Ge ett tal ett eget spann";
/// The same: nothing chosen.
pub const CHOOSE: &str = "Välj tal";
/// Button: takes an own span away.
pub const REMOVE: &str = "Ta bort spannet";
/// Button: takes an own span away where a source has one.
pub const RESTORE: &str = "Tillbaka till källans spann";
/// The ends are in the wrong order.
pub const ORDER: &str = "Det lägsta värdet får inte vara över det högsta.";

/// Tells in how many futures of a hundred the budget is balanced.
#[must_use]
pub fn finding(year: Year, balanced: u32, points: u32) -> String {
    let share = f64::from(balanced) / f64::from(points.max(1)) * 100.0;
    let shown = share.round();
    let count = if balanced > 0 && shown < 1.0 {
        "färre än en".to_owned()
    } else if balanced < points && shown > 99.0 {
        "fler än 99".to_owned()
    } else {
        format::number(shown, 0)
    };
    format!("I balans {year} i {count} av 100 framtider.")
}

/// Tells that no span changes what is left.
#[must_use]
pub fn unmoved(year: Year, left: f64) -> String {
    if left > 0.0 {
        format!(
            "Inget spann ändrar vad som återstår {year}: {} i alla framtider.",
            amount(left)
        )
    } else {
        format!("Inget spann ändrar svaret {year}: budgeten är i balans i alla framtider.")
    }
}

/// Tells between which amounts nearly all futures lie: 95 of 100. Below zero is more than the requirement.
#[must_use]
pub fn range(year: Year, least: f64, most: f64) -> String {
    let over = |left: f64| format!("{} mer än kravet", amount(-left));
    if most <= 0.0 {
        format!(
            "I 95 av 100 framtider {year} blir det {} till {}",
            format::number(-most, 1),
            over(least)
        )
    } else if least < 0.0 {
        format!(
            "I 95 av 100 framtider {year} ligger svaret mellan {} och {} som återstår",
            over(least),
            amount(most)
        )
    } else {
        format!(
            "I 95 av 100 framtider återstår {} till {} {year}",
            format::number(least, 1),
            amount(most)
        )
    }
}

/// Tells how many assumptions have a span, and what that leaves out.
#[must_use]
pub fn coverage(with: usize, all: usize) -> String {
    format!(
        "{} av {} antaganden har ett spann. De andra räknas som säkra, fast de inte är det.",
        sentence_count(with),
        format::number(all as f64, 0)
    )
}

fn sentence_count(count: usize) -> String {
    if count == 0 {
        "Inget".to_owned()
    } else {
        let word = format::count(count);
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }
}

/// Heading of the list of what has no span.
#[must_use]
pub fn missing(count: usize) -> String {
    format!(
        "Spann saknas: {} antaganden",
        format::number(count as f64, 0)
    )
}

/// Button: shows the list of what has no span.
pub const SHOW_MISSING: &str = "Visa vilka";

/// A row's ends: what is left with the number at its lowest and at its highest.
#[must_use]
pub fn from_to(at_low: f64, at_high: f64) -> String {
    let over = |left: f64| {
        if left < 0.0 {
            format!("{} mer än kravet", amount(-left))
        } else {
            format!("{} återstår", amount(left))
        }
    };
    format!("Lägst: {}. Högst: {}.", over(at_low), over(at_high))
}

/// A row that changes nothing in the year.
#[must_use]
pub fn no_effect(year: Year) -> String {
    format!("Ändrar inget {year}.")
}

/// The value as it stands is outside its span.
#[must_use]
pub fn outside(value: &str) -> String {
    format!("Scenariots värde, {value}, ligger utanför spannet.")
}

/// The figure of dots: what a dot is.
#[must_use]
pub fn dots_lead(year: Year) -> String {
    format!(
        "Återstår {year}, mnkr. Varje prick är fem av 100 framtider; till höger om linjen återstår något att hitta."
    )
}

/// Heading of the labels in the table of dots.
pub const DOTS_ROW: &str = "Prick, fem av 100 framtider";
/// Heading of the values in the table of dots.
pub const DOTS_VALUE: &str = "Återstår, minus är mer än kravet, mnkr";
/// A dot.
pub const DOT: &str = "Prick";
/// Key: a dot that balances.
pub const BALANCED: &str = "i balans";
/// Key: a dot that does not.
pub const LEFT: &str = "inte i balans";

/// The figure of bands: what a band is.
pub const BANDS_LEAD: &str = "Återstår, mnkr. Banden visar var hälften, 75 och 90 av 100 framtider ligger; talen är ändarna för 90 av 100.";
/// Key: the bands, the narrowest first.
pub const BANDS_KEY: [&str; 3] = ["hälften av framtiderna", "75 av 100", "90 av 100"];
/// Key: the middle.
pub const BANDS_MIDDLE: &str = "mitten";
/// Heading of the rows of bands.
pub const BANDS_ROW: &str = "År";
/// Headings of the amounts in the table of bands: how many futures of a hundred have less.
pub const BANDS_COLUMNS: [&str; 7] = [
    "5 av 100 under",
    "12,5 av 100 under",
    "25 av 100 under",
    "Hälften under",
    "75 av 100 under",
    "87,5 av 100 under",
    "95 av 100 under",
];

/// The finding of the bands: the year in which the futures differ most.
#[must_use]
pub fn bands_title(year: Year, apart: f64) -> String {
    if apart < 0.05 {
        return "Framtiderna ger samma svar alla år".to_owned();
    }
    format!(
        "Framtiderna skiljer sig mest {year}: {} mellan de 90 mittersta av 100",
        amount(apart)
    )
}

/// What was run.
#[must_use]
pub fn how(points: u32, spans: usize) -> String {
    format!(
        "Antagande. Räknat {} gånger, med {} tal som varierar i sina spann, oftast nära där de står, och allt annat som i \
         scenariot.",
        format::number(f64::from(points), 0),
        format::count(spans)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn futures_are_counted_of_a_hundred_and_none_is_none() {
        let count = |balanced| finding(2025, balanced, 4_096);
        assert_eq!(count(0), "I balans 2025 i 0 av 100 framtider.");
        assert_eq!(count(3), "I balans 2025 i färre än en av 100 framtider.");
        assert_eq!(count(1_270), "I balans 2025 i 31 av 100 framtider.");
        assert_eq!(count(4_095), "I balans 2025 i fler än 99 av 100 framtider.");
        assert_eq!(count(4_096), "I balans 2025 i 100 av 100 framtider.");
    }

    #[test]
    fn the_range_says_which_side_of_balance_its_ends_are_on() {
        assert_eq!(
            range(2025, 36.04, 113.6),
            "I 95 av 100 framtider återstår 36,0 till 113,6\u{a0}mnkr 2025"
        );
        assert_eq!(
            range(2025, -4.0, 10.0),
            "I 95 av 100 framtider 2025 ligger svaret mellan 4,0\u{a0}mnkr mer än kravet och 10,0\u{a0}mnkr som återstår"
        );
        assert_eq!(
            range(2025, -4.0, -1.0),
            "I 95 av 100 framtider 2025 blir det 1,0 till 4,0\u{a0}mnkr mer än kravet"
        );
        assert_eq!(
            unmoved(2025, 72.5),
            "Inget spann ändrar vad som återstår 2025: 72,5\u{a0}mnkr i alla framtider."
        );
        assert_eq!(
            coverage(8, 61),
            "Åtta av 61 antaganden har ett spann. De andra räknas som säkra, fast de inte är det."
        );
    }
}
