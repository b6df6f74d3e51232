//! Identities: inputs, years and the closed lists that numbers are split on. No behaviour.

include!(concat!(env!("OUT_DIR"), "/ids.rs"));

/// An input, by its place in the pack's table. In files and links use its [`name`](InputId::name).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct InputId(pub(crate) u16);

/// Finds an input by its id at compile time, for constants: `const CARE: InputId = input_id("requirement.care");`
///
/// A misspelt id does not compile. For ids that arrive at run time use [`InputId::find`].
///
/// # Panics
/// If called outside a constant with an id that does not exist.
#[must_use]
#[allow(
    clippy::panic,
    reason = "evaluated by the compiler: the panic is the compile error"
)]
pub const fn input_id(name: &str) -> InputId {
    let mut index = 0;
    while index < INPUT_COUNT {
        if same(name, INPUT_IDS[index]) {
            return InputId(index as u16);
        }
        index += 1;
    }
    panic!("no such input in the pack")
}

/// Whether two strings are equal, in a constant.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

impl InputId {
    /// Iterates over every input, in the pack's order.
    pub fn all() -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator {
        (0..INPUT_COUNT as u16).map(Self)
    }

    /// Finds the input with this id.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        INPUT_IDS
            .iter()
            .position(|id| *id == name)
            .map(|index| Self(index as u16))
    }

    /// Gives its stable id, e.g. `requirement.care`.
    #[must_use]
    pub fn name(self) -> &'static str {
        INPUT_IDS[self.index()]
    }

    /// Gives its place in the pack's table, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Gives the input at this place of the pack's table; `None` beyond its end.
    #[must_use]
    pub fn at(index: usize) -> Option<Self> {
        (index < INPUT_COUNT).then_some(Self(index as u16))
    }
}

/// Finds the input with this id at compile time, if the pack has one.
pub(crate) const fn optional_input_id(name: &str) -> Option<InputId> {
    let mut index = 0;
    while index < INPUT_COUNT {
        if same(name, INPUT_IDS[index]) {
            return Some(InputId(index as u16));
        }
        index += 1;
    }
    None
}

/// The most years a pack may span.
pub(crate) const YEAR_SLOTS: usize = 12;

/// A calendar year.
pub type Year = i32;

crate::closed_list! {
    /// A part of the budget.
    Area: id {
        /// Omsorg om äldre och personer med funktionsnedsättning.
        Care = "care",
        /// Hälso- och sjukvård.
        Health = "health",
    }
}

/// An area, or both together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Scope {
    /// One area.
    Area(Area),
    /// Both areas together.
    Total,
}

impl Scope {
    /// Every scope, in order.
    pub const ALL: &'static [Self] = &[
        Self::Area(Area::Care),
        Self::Area(Area::Health),
        Self::Total,
    ];

    /// Gives its id in keys and files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Area(area) => area.id(),
            Self::Total => "total",
        }
    }
}

impl Scope {
    /// Finds the scope with an id.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.id() == id)
    }

    /// Gives its place in `ALL`.
    pub(crate) const fn place(self) -> usize {
        match self {
            Self::Area(area) => area as usize,
            Self::Total => Area::ALL.len(),
        }
    }
}

impl From<Area> for Scope {
    fn from(area: Area) -> Self {
        Self::Area(area)
    }
}

crate::closed_list! {
    /// A kind of home.
    HousingType: id {
        /// Särskilt boende.
        NursingHome = "nursing_home",
        /// LSS-boende.
        Lss = "lss",
        /// Socialpsykiatriskt boende.
        SocialPsychiatry = "social_psychiatry",
    }
}

crate::closed_list! {
    /// Why a place is empty.
    Vacancy: id {
        /// Empty, but can be used.
        Usable = "usable",
        /// Cannot be used.
        Unfit = "unfit",
    }
}

crate::closed_list! {
    /// Whose money. Positive is better for that party.
    Party: id {
        /// KSON.
        Kson = "kson",
        /// Tiohundra AB, owned by KSON.
        Tiohundra = "tiohundra",
        /// Norrtälje kommun.
        Norrtalje = "norrtalje",
        /// Region Stockholm: a member, and the owner of the hospitals.
        Region = "region",
        /// Other providers, landlords and municipalities.
        External = "external",
        /// Koncernen: KSON and Tiohundra AB together.
        Group = "group",
    }
}

impl Party {
    /// Every party in the order of tables and charts: the koncern stands after the two it consists of.
    pub const SHOWN: [Self; 6] = [
        Self::Kson,
        Self::Tiohundra,
        Self::Group,
        Self::Norrtalje,
        Self::Region,
        Self::External,
    ];

    /// Every party but the koncern, which is two of them, in the same order.
    pub const SINGLE: [Self; 5] = [
        Self::Kson,
        Self::Tiohundra,
        Self::Norrtalje,
        Self::Region,
        Self::External,
    ];
}

crate::closed_list! {
    /// A member of the kommunalförbund: who finances an area.
    Member: id {
        /// Norrtälje kommun.
        Norrtalje = "norrtalje",
        /// Region Stockholm.
        Region = "region",
    }
}

impl Member {
    /// Gives the area it finances. An assumption: the documents say only "medlemmarna".
    #[must_use]
    pub const fn area(self) -> Area {
        match self {
            Self::Norrtalje => Area::Care,
            Self::Region => Area::Health,
        }
    }
}

crate::closed_list! {
    /// A number as it is stated, and the ends of what its rounding allows.
    Rounding: id {
        /// The least it may have been before rounding.
        Low = "low",
        /// As stated.
        Stated = "stated",
        /// The most it may have been before rounding.
        High = "high",
    }
}

#[cfg(test)]
mod tests {
    use super::Party;

    #[test]
    fn every_party_is_shown_and_the_koncern_is_the_only_sum() {
        let mut shown = Party::SHOWN.to_vec();
        shown.sort_unstable();
        assert_eq!(shown, Party::ALL);
        let single = Party::SHOWN
            .into_iter()
            .filter(|party| *party != Party::Group);
        assert!(single.eq(Party::SINGLE));
    }
}
