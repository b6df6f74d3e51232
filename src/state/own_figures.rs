//! Own figures (*eget underlag*): a controller's figures in place of the pack's.
//!
//! They change only the active pack: the values that levers are marked at and reset to, and the
//! sources shown. Values, drafts and links are stored relative to the base pack.

use std::collections::BTreeMap;
use std::sync::Arc;

use balans_model::{InputId, Pack};

use super::history::Step;
use super::session::{Intent, Session};
use balans_scenario::file::{NAME_LIMIT, SOURCE_LIMIT, is_line};
use balans_scenario::terms::TermValues;
use balans_scenario::{FigureChange, FigureDetail, OwnFigure, Underlag};

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

/// Own figures, spans and notes as they are to be: a change that is made in one step.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnChange {
    /// The own figures; `None` restores the pack's.
    pub underlag: Option<Underlag>,
    /// The terms, spans among them.
    pub terms: TermValues,
    /// Id of a measure or an input → note.
    pub notes: BTreeMap<String, String>,
}

impl OwnChange {
    /// Starts from what the session has.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let draft = session.draft();
        Self {
            underlag: draft.underlag,
            terms: draft.terms,
            notes: draft.notes,
        }
    }

    /// Records what differs from `before` in the figures' own log; `now` is RFC 3339.
    #[must_use]
    pub fn recorded(mut self, before: &Self, pack: &Pack, now: &str) -> Self {
        let Some(own) = &mut self.underlag else {
            return self;
        };
        for spec in pack.inputs.iter() {
            let was = before.underlag.as_ref();
            let was = was.and_then(|own| own.figures.get(&*spec.id));
            let is = own.figures.get(&*spec.id);
            if was == is {
                continue;
            }
            let value = |figure: Option<&OwnFigure>| figure.map_or(spec.default, |it| it.value);
            let why = is.map_or("", |figure| match figure.detail(FigureDetail::Note) {
                "" => &*figure.source,
                note => note,
            });
            let change = FigureChange {
                when: now.to_owned(),
                input: spec.id.to_string(),
                from: value(was),
                to: value(is),
                why: why.to_owned(),
            };
            own.record(&change);
        }
        self
    }

    /// Makes the intent that applies the change. Inputs at their starting value follow a new own figure; inputs that were
    /// moved stay. Own figures that are not sound change nothing.
    #[must_use]
    pub fn intent(self, session: &Session) -> Intent {
        let (base, active) = (session.base_pack(), session.active_pack());
        let mut draft = session.draft();
        let step = if self.underlag == draft.underlag {
            Step::Terms
        } else {
            let own = self.underlag.as_ref();
            Step::Underlag(own.map(|own| own.name.clone()))
        };
        for id in InputId::all() {
            if session.inputs().is_changed(active, id) {
                continue;
            }
            let own = self.underlag.as_ref();
            let own = own.and_then(|own| own.figures.get(id.name()));
            let value = own.map_or(base.spec(id).default, |own| own.value);
            draft.values.insert(id.name().to_owned(), value);
        }
        draft.underlag = self.underlag;
        draft.terms = self.terms;
        draft.notes = self.notes;
        Intent::Replace(step, draft)
    }
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
