//! Routes: the views and their addresses, `#/`, `#/boende` … leptos_router has no hash mode, which
//! a static page under any sub-path needs. The list: product.md, *Views*.

use balans_scenario::link;

/// A view, with its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// Läget, `#/`.
    Overview,
    /// Tomma platser, `#/boende`.
    Housing,
    /// Åtgärder, `#/atgarder`.
    Measures,
    /// Vem påverkas?, `#/parter`.
    Parties,
    /// Behov, `#/behov`.
    Needs,
    /// Jämförelser, `#/jamforelser`.
    Benchmarks,
    /// Scenarier, `#/scenarier`.
    Scenarios,
    /// Källor och antaganden, `#/kallor`.
    Sources,
    /// Om verktyget, `#/om`.
    About,
    /// The presentation, `#/presentera`. Not in the menu; linked from the header.
    Present,
    /// The projector's window: `#/projektor?` followed by the name of the channel to its presenter.
    Projector(String),
    /// Beslutsunderlag, `#/beslutsunderlag`.
    Paper,
    /// A shared scenario, with the text of its link.
    SharedScenario(String),
    /// An unknown address, kept for the message.
    Unknown(String),
}

impl Route {
    /// The menu's views, in order.
    pub const MENU: [Self; 10] = [
        Self::Overview,
        Self::Housing,
        Self::Measures,
        Self::Needs,
        Self::Benchmarks,
        Self::Parties,
        Self::Scenarios,
        Self::Paper,
        Self::Sources,
        Self::About,
    ];

    /// The menu's views that stand in the bar of a narrow window.
    pub const BAR: [Self; 3] = [Self::Overview, Self::Measures, Self::Parties];

    /// The address of the projector's window, without the channel's name.
    pub const PROJECTOR: &str = "#/projektor";
    /// The address of Källor, which lists every input.
    pub const SOURCES: &str = "#/kallor";

    /// Parses `location.hash`. An empty hash is Läget; a query after `?` belongs to the view.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        if let Some(link) = link::find(hash) {
            return Self::SharedScenario(link.to_owned());
        }
        let path = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        match path.trim_end_matches('/') {
            "" => Self::Overview,
            "/boende" => Self::Housing,
            "/atgarder" => Self::Measures,
            "/parter" => Self::Parties,
            "/behov" => Self::Needs,
            "/jamforelser" => Self::Benchmarks,
            "/scenarier" => Self::Scenarios,
            "/kallor" => Self::Sources,
            "/om" => Self::About,
            "/presentera" => Self::Present,
            "/projektor" => Self::Projector(query.to_owned()),
            "/beslutsunderlag" => Self::Paper,
            _ => Self::Unknown(path.to_owned()),
        }
    }

    /// Returns the address, as a link's `href`.
    #[must_use]
    pub fn href(&self) -> &str {
        match self {
            Self::Overview | Self::SharedScenario(_) | Self::Unknown(_) => "#/",
            Self::Housing => "#/boende",
            Self::Measures => "#/atgarder",
            Self::Parties => "#/parter",
            Self::Needs => "#/behov",
            Self::Benchmarks => "#/jamforelser",
            Self::Scenarios => "#/scenarier",
            Self::Sources => Self::SOURCES,
            Self::About => "#/om",
            Self::Present => "#/presentera",
            Self::Projector(_) => Self::PROJECTOR,
            Self::Paper => "#/beslutsunderlag",
        }
    }

    /// Returns a stable name for style sheets and tests.
    #[must_use]
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Overview => "laget",
            Self::Housing => "boende",
            Self::Measures => "atgarder",
            Self::Parties => "parter",
            Self::Needs => "behov",
            Self::Benchmarks => "jamforelser",
            Self::Scenarios => "scenarier",
            Self::Sources => "kallor",
            Self::About => "om",
            Self::Present => "presentera",
            Self::Projector(_) => "projektor",
            Self::Paper => "beslutsunderlag",
            Self::SharedScenario(_) => "delat",
            Self::Unknown(_) => "okand",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_is_found_by_its_own_address() {
        for route in Route::MENU {
            assert_eq!(Route::parse(route.href()), route);
        }
    }

    #[test]
    fn addresses() {
        let unknown = |path: &str| Route::Unknown(path.to_owned());
        for (hash, route) in [
            ("", Route::Overview),
            ("#", Route::Overview),
            ("#/", Route::Overview),
            ("#/boende/", Route::Housing),
            ("#/kallor?sok=vakans", Route::Sources),
            ("#/presentera", Route::Present),
            ("#/presentera?bild=krav&fonster=1a-2b", Route::Present),
            ("#/projektor?1a-2b", Route::Projector("1a-2b".to_owned())),
            ("#/Boende", unknown("/Boende")),
            ("#/finns-inte", unknown("/finns-inte")),
            ("#boende", unknown("boende")),
            ("#s1.abcz", Route::SharedScenario("s1.abcz".to_owned())),
            ("#s2.abc", Route::SharedScenario("s2.abc".to_owned())),
        ] {
            assert_eq!(Route::parse(hash), route, "{hash}");
        }
    }
}
