//! Routes: the views and their addresses, `#/`, `#/boende` … leptos_router has no hash mode, which
//! a static page under any sub-path needs. The list: product.md, *Views*.

use balans_report::texts::{measures, parties};
use balans_scenario::link;

use crate::texts::{
    about, benchmarks, housing, needs, overview, paper, present, required, scenarios, share,
    sources, unknown,
};

/// Defines [`Route`] from one row for each view: its variant, its address after `#/`, and its name. Views of `menu` are in
/// the menu, in this order; views of `linked` are reached from other views.
macro_rules! routes {
    (
        menu { $($(#[$menu_doc:meta])* $menu:ident = $menu_slug:literal, $menu_name:expr;)* }
        linked { $($(#[$linked_doc:meta])* $linked:ident = $linked_slug:literal, $linked_name:expr;)* }
    ) => {
        /// A view, with its address.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Route {
            /// Läget, `#/`: the first view, and the first of the menu.
            Overview,
            $($(#[$menu_doc])* $menu,)*
            $($(#[$linked_doc])* $linked,)*
            /// The projector's window: `#/projektor?` followed by the name of the channel to its presenter.
            Projector(String),
            /// A shared scenario, with the text of its link.
            SharedScenario(String),
            /// An unknown address, kept for the message.
            Unknown(String),
        }

        impl Route {
            /// The menu's views, in order.
            pub const MENU: [Self; 1 + [$($menu_slug),*].len()] = [Self::Overview, $(Self::$menu),*];

            /// Returns the view at an address after `#/`, for a view without data of its own.
            fn find(slug: &str) -> Option<Self> {
                match slug {
                    $($menu_slug => Some(Self::$menu),)*
                    $($linked_slug => Some(Self::$linked),)*
                    _ => None,
                }
            }

            /// Returns the address, as a link's `href`.
            #[must_use]
            pub const fn href(&self) -> &'static str {
                match self {
                    Self::Overview | Self::SharedScenario(_) | Self::Unknown(_) => "#/",
                    $(Self::$menu => concat!("#/", $menu_slug),)*
                    $(Self::$linked => concat!("#/", $linked_slug),)*
                    Self::Projector(_) => Self::PROJECTOR,
                }
            }

            /// Returns a stable name for style sheets, links and tests.
            #[must_use]
            pub const fn slug(&self) -> &'static str {
                match self {
                    Self::Overview => "laget",
                    $(Self::$menu => $menu_slug,)*
                    $(Self::$linked => $linked_slug,)*
                    Self::Projector(_) => "projektor",
                    Self::SharedScenario(_) => "delat",
                    Self::Unknown(_) => "okand",
                }
            }

            /// Returns the name on screen: menu item and heading.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self {
                    Self::Overview => overview::VIEW,
                    $(Self::$menu => $menu_name,)*
                    $(Self::$linked => $linked_name,)*
                    Self::Projector(_) => present::PROJECTOR_VIEW,
                    Self::SharedScenario(_) => share::VIEW,
                    Self::Unknown(_) => unknown::VIEW,
                }
            }
        }
    };
}

routes! {
    menu {
        /// Vad krävs?
        Required = "vad-kravs", required::VIEW;
        /// Tomma platser.
        Housing = "boende", housing::VIEW;
        /// Åtgärder.
        Measures = "atgarder", measures::VIEW;
        /// Behov.
        Needs = "behov", needs::VIEW;
        /// Jämförelser.
        Benchmarks = "jamforelser", benchmarks::VIEW;
        /// Vem påverkas?
        Parties = "parter", parties::VIEW;
        /// Scenarier.
        Scenarios = "scenarier", scenarios::VIEW;
        /// Beslutsunderlag.
        Paper = "beslutsunderlag", paper::VIEW;
        /// Källor, which lists every input.
        Sources = "kallor", sources::VIEW;
        /// Om verktyget.
        About = "om", about::VIEW;
    }
    linked {
        /// The presentation, linked from the header.
        Present = "presentera", present::VIEW;
    }
}

impl Route {
    /// The menu's views that stand in the bar of a narrow window.
    pub const BAR: [Self; 3] = [Self::Overview, Self::Required, Self::Measures];

    /// Returns the address of a measure in Åtgärder, opened.
    #[must_use]
    pub fn of_measure(id: &str) -> String {
        [Self::Measures.href(), "?oppna=", id].concat()
    }

    /// The address of the projector's window, without the channel's name.
    pub const PROJECTOR: &str = "#/projektor";

    /// Parses `location.hash`. An empty hash is Läget; a query after `?` belongs to the view.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        if let Some(link) = link::find(hash) {
            return Self::SharedScenario(link.to_owned());
        }
        let path = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let trimmed = path.trim_end_matches('/');
        match trimmed.strip_prefix('/') {
            None if trimmed.is_empty() => Self::Overview,
            Some("projektor") => Self::Projector(query.to_owned()),
            slug => slug
                .and_then(Self::find)
                .unwrap_or_else(|| Self::Unknown(path.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_is_found_by_its_own_address() {
        for route in Route::MENU.into_iter().chain([Route::Present]) {
            assert_eq!(Route::parse(route.href()), route);
        }
    }

    /// Holds the menu and the bar in index.html, shown while the app is fetched, to the app's. With `BALANS_RECORD=1` it
    /// writes them there instead.
    #[test]
    fn the_menu_of_the_page_before_the_app_is_the_apps() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/index.html");
        let mut page = std::fs::read_to_string(path).unwrap();
        for (list, views) in [
            ("<ul class=\"views\">\n", &Route::MENU[..]),
            (
                "<nav class=\"shortcuts\" aria-label=\"Genvägar\">\n            <ul>\n",
                &Route::BAR[..],
            ),
        ] {
            let (before, rest) = page.split_once(list).unwrap();
            let is_link = |line: &&str| line.trim_start().starts_with("<li><a href=");
            let links = rest.split_inclusive('\n').take_while(is_link);
            let links: String = links.collect();
            let indent: String = rest.chars().take_while(|letter| *letter == ' ').collect();
            let items = views.iter().map(|route| {
                let current = match route {
                    Route::Overview => " aria-current=\"page\"",
                    _ => "",
                };
                let (href, name) = (route.href(), route.name());
                format!("{indent}<li><a href=\"{href}\"{current}>{name}</a></li>\n")
            });
            let wanted: String = items.collect();
            if std::env::var_os("BALANS_RECORD").is_some() {
                let after = &rest[links.len()..];
                page = [before, list, &wanted, after].concat();
            } else {
                assert_eq!(
                    links, wanted,
                    "with BALANS_RECORD=1 this test writes the menu to index.html"
                );
            }
        }
        if std::env::var_os("BALANS_RECORD").is_some() {
            std::fs::write(path, page).unwrap();
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
