//! Swedish names of the state's values, from `texts`.

use balans_model::Pack;
use balans_report::texts::measures;

use crate::state::{Notice, PriceBasis, Step};
use crate::storage::Trouble;
use crate::texts::{self, history};
use balans_scenario::link::{LinkError, LinkErrorKind};

/// Returns the name of a price level.
pub(crate) const fn prices(basis: PriceBasis) -> &'static str {
    match basis {
        PriceBasis::Fixed => texts::numbers::PRICES_FIXED,
        PriceBasis::Current => texts::numbers::PRICES_CURRENT,
    }
}

/// Writes a notice.
pub(crate) fn notice(pack: &Pack, notice: &Notice) -> String {
    match notice {
        Notice::Storage(trouble) => match trouble {
            Trouble::NotLasting => texts::notices::TROUBLE_NOT_LASTING,
            Trouble::Full => texts::notices::TROUBLE_FULL,
            Trouble::Failed => texts::notices::TROUBLE_FAILED,
            Trouble::SetAside => texts::notices::TROUBLE_SET_ASIDE,
            Trouble::Newer => texts::notices::TROUBLE_NEWER,
            Trouble::NewerBeside => history::TROUBLE_NEWER_BESIDE,
            Trouble::Pack => texts::notices::TROUBLE_PACK,
        }
        .to_owned(),
        Notice::Saved(name) => texts::notices::saved(name),
        Notice::SavedOver(name) => texts::notices::saved_over(name),
        Notice::PutBack(name) => texts::notices::put_back(name),
        Notice::OnlyInTab(name) => texts::notices::only_in_tab(name),
        Notice::Gone(name) => texts::notices::gone(name),
        Notice::Fitted(ids) => {
            let labels = ids.iter().map(|id| &*pack.spec(*id).label);
            texts::notices::fitted(&labels.collect::<Vec<_>>())
        }
        Notice::Deleted(name) => texts::notices::deleted(name),
        Notice::KeptBoth(name) => history::kept_both(name),
        Notice::ChangedElsewhere(name) => history::changed_elsewhere(name),
        Notice::LeftAsItIs(name) => history::left_as_it_is(name),
        Notice::Imported {
            added,
            same,
            refused,
        } => history::imported(*added, *same, *refused),
        Notice::Received { name, from } => texts::notices::received(name, from.as_deref()),
        Notice::Cleared => texts::notices::CLEARED.to_owned(),
        Notice::MadeWhole(count) => history::made_whole(*count),
        Notice::Recalculated { name, measures } => {
            let measures = measures.iter().map(|one| &*pack.measure(*one).name);
            texts::notices::recalculated(name.as_deref(), &measures.collect::<Vec<_>>())
        }
    }
}

/// Writes what is wrong with a link, and what could be saved of it.
#[must_use]
pub fn link_error(pack: &Pack, error: &LinkError) -> String {
    let label = |id: &&'static str| match pack.find(id) {
        Some(id) => &*pack.spec(id).label,
        None if *id == balans_scenario::link::YEAR => texts::link::YEAR,
        None => texts::link::CONSTRAINT,
    };
    let mut says = match &error.kind {
        // These two were not decoded, so nothing was salvaged.
        LinkErrorKind::TooLong => return texts::link::TOO_LONG.to_owned(),
        LinkErrorKind::NotALink => return texts::link::NOT_A_LINK.to_owned(),
        LinkErrorKind::Cut => texts::link::CUT.to_owned(),
        LinkErrorKind::Changed => texts::link::CHANGED.to_owned(),
        LinkErrorKind::Newer => texts::link::NEWER.to_owned(),
        LinkErrorKind::UnknownPack(id) => texts::link::unknown_pack(id),
        LinkErrorKind::UnknownCalculation if !pack.is_built_in() => {
            texts::packs::LINK_OLDER.to_owned()
        }
        LinkErrorKind::UnknownCalculation => texts::link::UNKNOWN_CALCULATION.to_owned(),
        LinkErrorKind::OutOfRange(ids) => {
            texts::link::out_of_range(&ids.iter().map(label).collect::<Vec<_>>())
        }
        LinkErrorKind::NotWhole(ids) => {
            texts::link::not_whole(&ids.iter().map(label).collect::<Vec<_>>())
        }
    };
    let [values, ratings, notes] = error.salvaged.as_ref().map_or([0; 3], |saved| {
        let notes = saved.notes.len() + usize::from(!saved.note.is_empty());
        [saved.values.len(), saved.ratings.len(), notes]
    });
    says.push(' ');
    says.push_str(&texts::link::saved(values, ratings, notes));
    says
}

/// Writes what a step did, to follow "Ångra: ".
pub(crate) fn step(pack: &Pack, step: &Step) -> String {
    let measure = |id: &str| {
        let mut measures = pack.measures.iter();
        let found = measures.find(|spec| spec.id == id);
        found.map_or_else(String::new, |spec| spec.name.to_string())
    };
    match step {
        Step::Input { id, before, after } => history::input(pack.spec(*id), *before, *after),
        Step::Reset { id, before, after } => history::reset(pack.spec(*id), *before, *after),
        Step::ResetAll => history::RESET_ALL.to_owned(),
        Step::Preset(name) => history::preset(name),
        Step::Rate {
            measure: id,
            aspect,
            level,
        } => history::rating(
            &measure(id),
            measures::aspect(*aspect),
            level.map(measures::level),
        ),
        Step::Note(id) => match pack.find(id) {
            Some(input) => history::span_note(&pack.spec(input).label),
            None => history::note(&measure(id)),
        },
        Step::Slides => history::SLIDES.to_owned(),
        Step::Year(year) => history::year(*year),
        Step::Terms => history::TERMS.to_owned(),
        Step::Underlag(name) => history::underlag(name.as_deref()),
        Step::Open(name) => history::open(name),
        Step::Import(count) => history::import(*count),
        Step::Delete(name) => history::delete(name),
        Step::Restore(name) => history::restore(name),
        Step::Duplicate(name) => history::duplicate(name),
        Step::Rename { from, to } => history::rename(from, to),
        Step::Describe { name, .. } => history::describe(name),
    }
}
