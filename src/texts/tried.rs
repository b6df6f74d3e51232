//! Words of the measures to try and of what the members pay, on Läget.

use balans_model::Area;
use balans_report::texts::shared::{amount, area_in, is_balanced, percent};

/// The heading over the measures to try.
pub const TRY: &str = "Pröva en åtgärd";
/// Which they are.
pub const TRY_LEAD: &str =
    "De åtgärder som kan ge mest i modellen, var för sig. Det är räkneexempel och inga förslag.";

/// The link to the view that says what each lever would take.
pub const TO_REQUIRED: &str = "Vad krävs? Se vid vilket värde varje reglage räcker";

/// The heading over what the members pay.
pub const PAY: &str = "Medlemmarna skjuter till";
/// What that is.
pub const PAY_LEAD: &str = "Ett lägre krav är ingen besparing. Det som kravet sänks med betalar medlemmen i stället, varje år. \
     Att kommunen betalar omsorgen och regionen vården är verktygets antagande.";
/// Takes the requirement back.
pub const BACK: &str = "Tillbaka till utgångsläget";

/// What a member pays more than it does from the start, `lower` of `before` mnkr in the plan year.
#[must_use]
pub fn pays(lower: f64, before: f64) -> String {
    if is_balanced(lower) {
        return "Betalar inte mer än i utgångsläget.".to_owned();
    }
    let share = if before > 0.0 {
        lower / before * 100.0
    } else {
        0.0
    };
    format!(
        "Betalar {} mer om året, {} mer än i utgångsläget.",
        amount(lower),
        percent(share, 1)
    )
}

/// The choice to let the member of an area cover what is left there in a year, mnkr.
#[must_use]
pub fn cover(area: Area, left: f64, year: i32) -> String {
    format!(
        "Täck det som återstår i {} {year}: {}",
        area_in(area),
        amount(left)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_member_pays_has_its_share() {
        assert_eq!(pays(0.0, 1300.0), "Betalar inte mer än i utgångsläget.");
        assert_eq!(
            pays(19.5, 1300.0),
            "Betalar 19,5\u{a0}mnkr mer om året, 1,5\u{a0}procent mer än i utgångsläget."
        );
    }
}
