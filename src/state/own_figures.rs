//! Own figures (*eget underlag*): a controller's figures in place of the pack's.
//!
//! They change only the active pack: the values that levers are marked at and reset to, and the
//! sources shown. Values, drafts and links are stored relative to the base pack.

use std::sync::Arc;

use balans_model::Pack;

use balans_scenario::file::{NAME_LIMIT, SOURCE_LIMIT, is_line};
use balans_scenario::{OwnFigure, Underlag};

/// Tests whether own figures are valid for the pack: a name, and at least one figure, each of an
/// existing input, within its range and with a source.
pub(super) fn is_sound(pack: &Pack, underlag: &Underlag) -> bool {
    let fits = |(id, figure): (&String, &OwnFigure)| {
        let fit = pack.find(id).and_then(|id| pack.spec(id).fit(figure.value));
        fit.is_some_and(|fit| fit.to_bits() == figure.value.to_bits())
            && is_line(&figure.source, SOURCE_LIMIT)
    };
    is_line(&underlag.name, NAME_LIMIT)
        && !underlag.figures.is_empty()
        && underlag.figures.iter().all(fits)
}

/// Rounds figures of whole-number inputs to whole numbers; earlier versions stored decimals.
pub(super) fn made_whole(pack: &Pack, underlag: &Underlag) -> Underlag {
    let mut underlag = underlag.clone();
    for (id, figure) in &mut underlag.figures {
        let mended = pack
            .find(id)
            .and_then(|id| pack.spec(id).mend(figure.value));
        figure.value = mended.unwrap_or(figure.value);
    }
    underlag
}

/// The active pack: the base pack with own figures.
///
/// Views hold a `&'static` pack for as long as the page is open, so a pack that has been shown is
/// leaked: some tens of KiB per set of own figures opened.
pub(super) struct ActivePack {
    pack: &'static Pack,
    made: Vec<(Arc<Underlag>, &'static Pack)>,
    pub(super) now: &'static Pack,
}

impl ActivePack {
    pub(super) const fn new(pack: &'static Pack) -> Self {
        Self {
            pack,
            made: Vec::new(),
            now: pack,
        }
    }

    /// Makes the pack with these figures, or the base pack, the active one.
    pub(super) fn follow(&mut self, underlag: Option<&Arc<Underlag>>) -> &'static Pack {
        self.now = underlag.map_or(self.pack, |underlag| self.with(underlag));
        self.now
    }

    fn with(&mut self, underlag: &Arc<Underlag>) -> &'static Pack {
        let made = self.made.iter().find(|(of, _)| of == underlag);
        if let Some((_, pack)) = made {
            return pack;
        }
        let figures = underlag.figures.iter().filter_map(|(id, figure)| {
            let id = self.pack.find(id)?;
            Some((id, figure.value, &*figure.source))
        });
        let pack = self.pack.with_own(&underlag.name, figures);
        let pack: &'static Pack = Box::leak(Box::new(pack));
        self.made.push((Arc::clone(underlag), pack));
        pack
    }
}
