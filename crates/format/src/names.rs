//! Names of parties and homes: the built-in pack's, those of the pack in use, and how a text of the tool's own gets them.
//!
//! The tool's texts are written with the built-in names. A constant text passes [`named`], and a text that is put together
//! names a party by [`FEDERATION`] and its like. Texts that people or documents have written pass neither.
//!
//! ```
//! use balans_format::names::{FEDERATION_S, genitive, named};
//!
//! assert_eq!(named("KSON betalar för tomma dygn"), "KSON betalar för tomma dygn");
//! assert_eq!(format!("{FEDERATION_S} kostnader"), "KSON:s kostnader");
//! assert_eq!(genitive("Region Norr"), "Region Norrs");
//! ```

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;

/// What has a name in a pack.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Named {
    /// The federation, as sentences name it.
    Federation,
    /// The federation's whole name.
    FederationInFull,
    /// The company that the federation owns.
    Company,
    /// The municipality, a member.
    Municipality,
    /// The region, a member.
    Region,
    /// Homes for the elderly: one.
    NursingHome,
    /// Homes for the elderly: many.
    NursingHomes,
    /// Homes for people with disabilities: one.
    LssHome,
    /// Homes for people with disabilities: many.
    LssHomes,
    /// Homes for people with mental illness: one.
    PsychiatricHome,
    /// Homes for people with mental illness: many.
    PsychiatricHomes,
}

impl Named {
    /// All, in the order of a pack's file.
    pub const ALL: [Self; COUNT] = [
        Self::Federation,
        Self::FederationInFull,
        Self::Company,
        Self::Municipality,
        Self::Region,
        Self::NursingHome,
        Self::NursingHomes,
        Self::LssHome,
        Self::LssHomes,
        Self::PsychiatricHome,
        Self::PsychiatricHomes,
    ];

    /// Returns its key in a pack's file.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Federation => "federation",
            Self::FederationInFull => "federation_in_full",
            Self::Company => "company",
            Self::Municipality => "municipality",
            Self::Region => "region",
            Self::NursingHome => "nursing_home",
            Self::NursingHomes => "nursing_homes",
            Self::LssHome => "lss_home",
            Self::LssHomes => "lss_homes",
            Self::PsychiatricHome => "psychiatric_home",
            Self::PsychiatricHomes => "psychiatric_homes",
        }
    }

    /// Returns whether it is a home: a common noun, which takes a capital only where a sentence begins.
    #[must_use]
    pub const fn is_home(self) -> bool {
        self as usize >= Self::NursingHome as usize
    }
}

const COUNT: usize = 11;

/// The names of a pack, in the order of [`Named`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Names([Cow<'static, str>; COUNT]);

/// The names that the tool's texts are written with.
pub static BUILT_IN: Names = Names([
    Cow::Borrowed("KSON"),
    Cow::Borrowed("Kommunalförbundet Sjukvård och omsorg i Norrtälje"),
    Cow::Borrowed("Tiohundra\u{a0}AB"),
    Cow::Borrowed("Norrtälje kommun"),
    Cow::Borrowed("Region Stockholm"),
    Cow::Borrowed("särskilt boende"),
    Cow::Borrowed("särskilda boenden"),
    Cow::Borrowed("LSS-boende"),
    Cow::Borrowed("LSS-boenden"),
    Cow::Borrowed("socialpsykiatriskt boende"),
    Cow::Borrowed("socialpsykiatriska boenden"),
]);

impl Names {
    /// Makes names of the text of each. A space before a last "AB" becomes a hard one.
    #[must_use]
    pub fn new(text: impl FnMut(Named) -> String) -> Self {
        Self(Named::ALL.map(text).map(|text| Cow::Owned(tied(text))))
    }

    /// Returns a name.
    #[must_use]
    pub fn get(&self, which: Named) -> &str {
        self.0.get(which as usize).map_or("", |name| name)
    }

    /// Puts these names into a text that is written with the built-in ones. A home keeps its capital where the text has one.
    #[must_use]
    pub fn put_into(&self, text: &str) -> String {
        let mut named = String::with_capacity(text.len() + text.len() / 4);
        let mut rest = text;
        let mut before = ' ';
        while let Some(letter) = rest.chars().next() {
            let found = (!before.is_alphanumeric()).then(|| self.name_at(rest));
            if let Some((name, after)) = found.flatten() {
                named.push_str(&name);
                before = 'x';
                rest = after;
            } else {
                named.push(letter);
                before = letter;
                rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            }
        }
        named
    }

    /// Finds the longest built-in name that a text begins with: this one's instead, in its form, and what follows.
    fn name_at<'a>(&self, text: &'a str) -> Option<(String, &'a str)> {
        let mut best: Option<(usize, String, &str)> = None;
        for which in Named::ALL {
            let built_in = BUILT_IN.get(which);
            let Some((rest, is_capital)) = begins_with(text, built_in, which.is_home()) else {
                continue;
            };
            let Some((is_genitive, rest)) = ending(rest) else {
                continue;
            };
            if best
                .as_ref()
                .is_some_and(|(length, ..)| *length >= built_in.len())
            {
                continue;
            }
            let name = self.get(which);
            let name = if is_capital {
                capitalised(name)
            } else {
                name.to_owned()
            };
            let name = if is_genitive { genitive(&name) } else { name };
            best = Some((built_in.len(), name, rest));
        }
        best.map(|(_, name, rest)| (name, rest))
    }
}

/// Cuts a built-in name from the start of a text, hyphenation aside; tells whether a home has a capital that is not its own.
fn begins_with<'a>(text: &'a str, name: &str, is_home: bool) -> Option<(&'a str, bool)> {
    let mut left = text.chars();
    let mut is_capital = false;
    for (place, wanted) in name.chars().enumerate() {
        let mut letter = left.next()?;
        while letter == '\u{ad}' && place > 0 {
            letter = left.next()?;
        }
        // In a source a company's name may have an ordinary space.
        let is_space = wanted == '\u{a0}' && letter == ' ';
        let is_first = is_home && place == 0 && letter == crate::upper_letter(wanted);
        if letter != wanted && !is_space && !is_first {
            return None;
        }
        is_capital |= letter != wanted && is_first;
    }
    Some((left.as_str(), is_capital))
}

/// Returns whether a name that is followed by this text stands in the genitive, and what follows then; `None` where it is
/// part of a longer word.
fn ending(rest: &str) -> Option<(bool, &str)> {
    let is_end = |rest: &str| !rest.chars().next().is_some_and(char::is_alphanumeric);
    let mut endings = [":s", "s"].iter();
    let genitive =
        endings.find_map(|ending| rest.strip_prefix(ending).filter(|after| is_end(after)));
    match genitive {
        Some(after) => Some((true, after)),
        None => is_end(rest).then_some((false, rest)),
    }
}

/// Writes the genitive of a name: an abbreviation in capitals takes ":s", what ends in s, x or z stays, and all else takes "s".
#[must_use]
pub fn genitive(name: &str) -> String {
    let last = name.split([' ', '\u{a0}']).next_back().unwrap_or(name);
    let is_small = |letter: char| crate::upper_letter(letter) != letter;
    let ending = if !last.chars().any(is_small) {
        ":s"
    } else if name.ends_with(['s', 'x', 'z']) {
        ""
    } else {
        "s"
    };
    [name, ending].concat()
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(crate::upper_letter);
    first.into_iter().chain(letters).collect()
}

/// Ties a last "AB" to the word before it.
fn tied(name: String) -> String {
    match name.strip_suffix(" AB") {
        Some(before) => [before, "\u{a0}AB"].concat(),
        None => name,
    }
}

/// The texts that names have been put into, each by its address and length.
type Done = BTreeMap<(usize, usize), &'static str>;

type Put = fn(&'static str) -> &'static str;

thread_local! {
    // One page, worker or module has one thread; natively, each test has its own.
    static IN_USE: Cell<&'static Names> = const { Cell::new(&BUILT_IN) };
    /// How names are put into a text; `None` for the built-in ones. A pointer, so that a page that starts with the built-in
    /// names has nothing of it in its first file.
    static PUT: Cell<Option<Put>> = const { Cell::new(None) };
}

/// Returns the names in use on this thread.
#[must_use]
pub fn in_use() -> &'static Names {
    IN_USE.get()
}

/// Returns whether a text begins with the name of a party, which keeps its capital inside a sentence.
#[must_use]
pub fn begins_with_party(text: &str) -> bool {
    let names = in_use();
    let mut parties = Named::ALL.into_iter().filter(|which| !which.is_home());
    parties.any(|which| text.starts_with(names.get(which)))
}

/// Takes names into use on this thread. A page does so once, before it shows a text.
pub fn use_names(names: &'static Names) {
    thread_local! {
        /// Kept for ever, as constants are: a text for each constant that is shown.
        static DONE: RefCell<Done> = const { RefCell::new(Done::new()) };
    }
    fn put(text: &'static str) -> &'static str {
        DONE.with_borrow_mut(|done| {
            let place = (text.as_ptr() as usize, text.len());
            *done
                .entry(place)
                .or_insert_with(|| in_use().put_into(text).leak())
        })
    }
    DONE.with_borrow_mut(Done::clear);
    IN_USE.set(names);
    PUT.set((*names != BUILT_IN).then_some(put));
}

/// Returns a text of the tool's own with the names in use: itself, unread, where they are the built-in ones.
#[must_use]
pub fn named(text: &'static str) -> &'static str {
    match PUT.get() {
        None => text,
        Some(put) => put(text),
    }
}

/// A name in use, for sentences that are put together: shown, it is the name.
#[derive(Clone, Copy)]
pub struct NameInUse {
    which: Named,
    is_genitive: bool,
}

impl NameInUse {
    const fn plain(which: Named) -> Self {
        Self {
            which,
            is_genitive: false,
        }
    }

    const fn genitive(which: Named) -> Self {
        Self {
            which,
            is_genitive: true,
        }
    }
}

impl fmt::Display for NameInUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = in_use().get(self.which);
        if self.is_genitive {
            f.write_str(&genitive(name))
        } else {
            f.write_str(name)
        }
    }
}

/// The federation.
pub const FEDERATION: NameInUse = NameInUse::plain(Named::Federation);
/// The federation's.
pub const FEDERATION_S: NameInUse = NameInUse::genitive(Named::Federation);
/// The company.
pub const COMPANY: NameInUse = NameInUse::plain(Named::Company);
/// The company's.
pub const COMPANY_S: NameInUse = NameInUse::genitive(Named::Company);
/// The municipality.
pub const MUNICIPALITY: NameInUse = NameInUse::plain(Named::Municipality);
/// The region.
pub const REGION: NameInUse = NameInUse::plain(Named::Region);
/// A home for people with mental illness.
pub const PSYCHIATRIC_HOME: NameInUse = NameInUse::plain(Named::PsychiatricHome);

#[cfg(test)]
mod tests {
    use super::*;

    fn other() -> &'static Names {
        let texts = [
            "Övningsförbundet",
            "Övningsförbundet för vård",
            "Omvårdnad Nord AB",
            "Övre kommun",
            "Region Norr",
            "vårdhem",
            "vårdhem för äldre",
            "gruppbostad",
            "gruppbostäder",
            "stödhem",
            "stödhemmen",
        ];
        let names = Names::new(|which| texts[which as usize].to_owned());
        Box::leak(Box::new(names))
    }

    #[test]
    fn each_name_is_put_in_its_form() {
        for (text, wanted) in [
            ("KSON betalar", "Övningsförbundet betalar"),
            ("KSON:s kostnader", "Övningsförbundets kostnader"),
            (
                "Kommunalförbundet Sjukvård och omsorg i Norrtälje (KSON)",
                "Övningsförbundet för vård (Övningsförbundet)",
            ),
            (
                "Tiohundra\u{a0}AB:s del, Tiohundra AB.",
                "Omvårdnad Nord\u{a0}AB:s del, Omvårdnad Nord\u{a0}AB.",
            ),
            ("Norrtälje kommuns stöd", "Övre kommuns stöd"),
            ("Norr\u{ad}tälje kommun", "Övre kommun"),
            ("Region Stockholms bidrag", "Region Norrs bidrag"),
            ("Särskilt boende", "Vårdhem"),
            (
                "i särskilt boende, särskilda boenden",
                "i vårdhem, vårdhem för äldre",
            ),
            ("LSS-boende, LSS-boenden", "gruppbostad, gruppbostäder"),
            ("Socialpsykiatriska boenden", "Stödhemmen"),
            // Part of a longer word, or no name.
            ("Norrtälje kommunhus", "Norrtälje kommunhus"),
            (
                "Norrtäljeborna, IKSON, KSONx",
                "Norrtäljeborna, IKSON, KSONx",
            ),
            ("KSON–Tiohundra", "Övningsförbundet–Tiohundra"),
            ("", ""),
        ] {
            assert_eq!(other().put_into(text), wanted, "{text}");
        }
    }

    #[test]
    fn built_in_names_leave_every_text_as_it_is() {
        let text = "Särskilt boende: KSON:s och Tiohundra\u{a0}AB:s. Norrtälje kommuns LSS-boenden, Region Stockholms.";
        assert_eq!(BUILT_IN.put_into(text), text);
        let kept = named(text);
        assert!(std::ptr::eq(kept, text));
    }

    #[test]
    fn a_party_keeps_its_capital_inside_a_sentence() {
        use_names(other());
        assert_eq!(
            crate::inside("Övningsförbundets kostnad"),
            "Övningsförbundets kostnad"
        );
        assert_eq!(crate::inside("Övrig kostnad"), "övrig kostnad");
    }

    #[test]
    fn texts_have_the_names_in_use_and_are_made_once() {
        const TEXT: &str = "KSON äger hela Tiohundra\u{a0}AB.";
        use_names(other());
        let made = named(TEXT);
        assert_eq!(made, "Övningsförbundet äger hela Omvårdnad Nord\u{a0}AB.");
        assert!(std::ptr::eq(made, named(TEXT)));
        let put_together = format!("{FEDERATION_S} {COMPANY} {COMPANY_S} {MUNICIPALITY} {REGION}");
        assert_eq!(
            put_together,
            "Övningsförbundets Omvårdnad Nord\u{a0}AB Omvårdnad Nord\u{a0}AB:s Övre kommun Region Norr"
        );
        use_names(&BUILT_IN);
        assert_eq!(named(TEXT), TEXT);
    }

    #[test]
    fn the_genitive_has_one_rule() {
        for (name, wanted) in [
            ("KSON", "KSON:s"),
            ("Omvårdnad Nord\u{a0}AB", "Omvårdnad Nord\u{a0}AB:s"),
            ("Region Norr", "Region Norrs"),
            ("Vårdhus", "Vårdhus"),
            ("Max", "Max"),
            ("Schulz", "Schulz"),
            ("1177", "1177:s"),
        ] {
            assert_eq!(genitive(name), wanted);
        }
    }
}
