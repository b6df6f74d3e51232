//! The words of undo, of the library and of what other tabs do.

use balans_format as format;
use balans_format::text::isolated;
use balans_model::{InputSpec, Unit};
use balans_report::texts::shared::{input_value, lower, plain_value};

/// Button: undo.
pub const UNDO: &str = "Ångra";
/// Button: redo.
pub const REDO: &str = "Gör om";
/// Tooltip: nothing to undo.
pub const NOTHING_TO_UNDO: &str = "Det finns inget att ångra";
/// Tooltip: nothing to redo.
pub const NOTHING_TO_REDO: &str = "Det finns inget att göra om";
/// Button: replays the last change.
pub const REPLAY: &str = "Visa igen";
/// Explanation of [`REPLAY`].
pub const REPLAY_HELP: &str = "Spelar upp den senaste ändringen en gång till, långsamt";
/// *Rensa allt* has no way back; said where it is asked for.
pub const CLEAR_IS_FINAL: &str = "Allt raderas: det du arbetar med, sparade scenarier och allt som går att ångra. Det går inte att få tillbaka.";

/// Writes the tooltip of undo or redo: the step.
#[must_use]
pub fn button(forward: bool, step: Option<&str>) -> String {
    match (forward, step) {
        (false, Some(step)) => [UNDO, ": ", step].concat(),
        (true, Some(step)) => [REDO, ": ", step].concat(),
        (false, None) => NOTHING_TO_UNDO.to_owned(),
        (true, None) => NOTHING_TO_REDO.to_owned(),
    }
}

/// The last move was an undo.
#[must_use]
pub fn undone(step: &str) -> String {
    format!("Du ångrade {step}")
}

/// The last move was a redo.
#[must_use]
pub fn redone(step: &str) -> String {
    format!("Du gjorde om {step}")
}

// Steps, as they stand after "Ångra: " --------------------------------------------------------

/// A lever was moved: "Krav omsorg 47,6 → 50,0 mnkr".
#[must_use]
pub fn input(spec: &InputSpec, before: f64, after: f64) -> String {
    let from = match spec.unit {
        Unit::Bool | Unit::Month | Unit::CalendarYear => input_value(spec, before),
        _ => plain_value(spec, before),
    };
    format!("{} {from} → {}", spec.label, input_value(spec, after))
}

/// The slides were arranged.
pub const SLIDES: &str = "bildernas ordning";

/// Writes that a year was chosen to be shown.
#[must_use]
pub fn year(year: i32) -> String {
    format!("visa {year}")
}

/// How far levers may go together, or what must hold, was changed.
pub const TERMS: &str = "gränser och spann i Vad krävs?";

/// Own figures were put in use, or taken out of use.
#[must_use]
pub fn underlag(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("egna tal ur ”{}”", isolated(name)),
        None => "tillbaka till verktygets tal".to_owned(),
    }
}

/// The last move: own figures were put in use, or taken out of use.
#[must_use]
pub fn moved_underlag(name: Option<&str>) -> String {
    match name {
        Some(name) => format!("Egna tal ur ”{}” används nu", isolated(name)),
        None => "Verktygets utgångsläge används igen".to_owned(),
    }
}

/// An input was reset.
#[must_use]
pub fn reset(spec: &InputSpec, before: f64, after: f64) -> String {
    format!(
        "{} (tillbaka till utgångsläget)",
        input(spec, before, after)
    )
}

/// Every input was reset.
pub const RESET_ALL: &str = "allt tillbaka till utgångsläget";

/// A preset was set.
#[must_use]
pub fn preset(name: &str) -> String {
    format!("val av ”{name}”")
}

/// A consequence was rated; no level where the rating was removed.
#[must_use]
pub fn rating(measure: &str, aspect: &str, level: Option<&str>) -> String {
    match level {
        Some(level) => format!(
            "bedömning av {measure}, {}: {}",
            lower(aspect),
            lower(level)
        ),
        None => format!("borttagen bedömning av {measure}, {}", lower(aspect)),
    }
}

/// A measure's note was written.
#[must_use]
pub fn note(measure: &str) -> String {
    format!("anteckning om {measure}")
}

/// Why an input's span is what it is was written.
#[must_use]
pub fn span_note(label: &str) -> String {
    format!("skälet till spannet för {}", lower(label))
}

/// A scenario was opened.
#[must_use]
pub fn open(name: &str) -> String {
    format!("öppning av ”{}”", isolated(name))
}

/// Scenarios were imported.
#[must_use]
pub fn import(count: usize) -> String {
    match count {
        1 => "inläsning av ett scenario".to_owned(),
        many => format!("inläsning av {} scenarier", format::count(many)),
    }
}

/// A scenario was deleted.
#[must_use]
pub fn delete(name: &str) -> String {
    format!("borttagning av ”{}”", isolated(name))
}

/// A deleted scenario was restored.
#[must_use]
pub fn restore(name: &str) -> String {
    format!("återställning av ”{}”", isolated(name))
}

/// A scenario was duplicated.
#[must_use]
pub fn duplicate(name: &str) -> String {
    format!("kopia av ”{}”", isolated(name))
}

/// A scenario was renamed.
#[must_use]
pub fn rename(from: &str, to: &str) -> String {
    format!("nytt namn ”{}” → ”{}”", isolated(from), isolated(to))
}

/// A scenario's note was written.
#[must_use]
pub fn describe(name: &str) -> String {
    format!("anteckning till ”{}”", isolated(name))
}

// Names ---------------------------------------------------------------------------------------

/// A copy's name; the number tells copies apart.
#[must_use]
pub fn copy(name: &str, number: usize) -> String {
    match number {
        1 => format!("{name} (kopia)"),
        many => format!("{name} (kopia {many})"),
    }
}

/// The name of this tab's version of a scenario that another tab has changed.
#[must_use]
pub fn mine(name: &str, number: usize) -> String {
    match number {
        1 => format!("{name} (min version)"),
        many => format!("{name} (min version {many})"),
    }
}

// Notices -------------------------------------------------------------------------------------

/// A newer version writes beside this tab.
pub const TROUBLE_NEWER_BESIDE: &str = "En nyare version av verktyget är öppen i en annan flik. \
     Den här fliken sparar därför inget mer. Ladda om sidan för att få den nya versionen.";

/// Two tabs had saved the same scenario.
#[must_use]
pub fn kept_both(mine: &str) -> String {
    format!(
        "Scenariot hade ändrats i en annan flik. Båda finns kvar, och din version heter ”{}”.",
        isolated(mine)
    )
}

/// Another tab had changed the scenario that was to be renamed, described or deleted.
#[must_use]
pub fn changed_elsewhere(name: &str) -> String {
    format!(
        "”{}” har ändrats eller tagits bort i en annan flik. Se hur det är nu, och gör om det du ville göra.",
        isolated(name)
    )
}

/// Undo or redo left a scenario unchanged.
#[must_use]
pub fn left_as_it_is(name: &str) -> String {
    format!(
        "”{}” har sparats eller ändrats efter det steget och är kvar som det är.",
        isolated(name)
    )
}

/// An import is done.
#[must_use]
pub fn imported(added: usize, same: usize, refused: usize) -> String {
    let mut text = match added {
        0 => "Inga nya scenarier lades till.".to_owned(),
        1 => "Ett scenario lades till.".to_owned(),
        many => format!("Inläsningen lade till {} scenarier.", format::count(many)),
    };
    match same {
        0 => {}
        1 => text.push_str(" Ett fanns redan."),
        many => text.push_str(&format!(
            " Av filens scenarier fanns {} redan.",
            format::count(many)
        )),
    }
    match refused {
        0 => {}
        1 => text.push_str(" Ett kunde inte läsas av den här versionen och är inte med."),
        many => text.push_str(&format!(
            " Av filens scenarier kunde {} inte läsas av den här versionen. De är inte med.",
            format::count(many)
        )),
    }
    text
}

/// Numbers that can only be whole were kept with decimals.
#[must_use]
pub fn made_whole(count: usize) -> String {
    match count {
        1 => "Ett tal hade decimaler men kan bara vara ett heltal, till exempel ett startår. \
              Det är avrundat till närmaste heltal."
            .to_owned(),
        many => format!(
            "Det fanns decimaler i {} tal som bara kan vara heltal, till exempel startår. \
             De är avrundade till närmaste heltal.",
            format::count(many)
        ),
    }
}
