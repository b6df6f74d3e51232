//! What the state's own words are called on screen: the words themselves stand in `texts`.

use crate::state::{Notice, PriceBasis, Route};
use crate::storage::Trouble;
use crate::texts;

/// A view's name in the menu, which is its heading too.
pub(crate) const fn view(route: &Route) -> &'static str {
    match route {
        Route::Overview => texts::VIEW_OVERVIEW,
        Route::Housing => texts::VIEW_HOUSING,
        Route::Measures => texts::measures::VIEW,
        Route::Parties => texts::parties::VIEW,
        Route::Needs => texts::needs::VIEW,
        Route::Benchmarks => texts::benchmarks::VIEW,
        Route::Scenarios => texts::scenarios::VIEW,
        Route::Sources => texts::VIEW_SOURCES,
        Route::About => texts::VIEW_ABOUT,
        Route::Unknown(_) => texts::VIEW_UNKNOWN,
    }
}

/// A choice of prices.
pub(crate) const fn prices(basis: PriceBasis) -> &'static str {
    match basis {
        PriceBasis::Fixed => texts::PRICES_FIXED,
        PriceBasis::Current => texts::PRICES_CURRENT,
    }
}

/// A notice's words.
pub(crate) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Storage(trouble) => match trouble {
            Trouble::NotLasting => texts::TROUBLE_NOT_LASTING,
            Trouble::Full => texts::TROUBLE_FULL,
            Trouble::Failed => texts::TROUBLE_FAILED,
            Trouble::SetAside => texts::TROUBLE_SET_ASIDE,
            Trouble::Newer => texts::TROUBLE_NEWER,
        }
        .to_owned(),
        Notice::Saved(name) => texts::saved(name),
        Notice::Deleted(name) => texts::deleted(name),
        Notice::Cleared => texts::CLEARED.to_owned(),
    }
}
