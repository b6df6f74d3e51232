//! Which measures the list shows and in which order: plain data, tested natively.

use balans_model::{Evidence, MeasureArea, MeasureSpec, MeasureStatus};

use crate::collections::sort;

/// A measure's status, in few groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum StatusGroup {
    Decided,
    Proposed,
    Possible,
    UnderWay,
    Mentioned,
    Own,
}

impl StatusGroup {
    /// The groups, decided first; `texts` names them in the same order.
    pub(in super::super) const ALL: [Self; 6] = [
        Self::Decided,
        Self::Proposed,
        Self::Possible,
        Self::UnderWay,
        Self::Mentioned,
        Self::Own,
    ];

    pub(in super::super) const fn of(status: MeasureStatus) -> Self {
        match status {
            MeasureStatus::Decided => Self::Decided,
            MeasureStatus::Proposed => Self::Proposed,
            MeasureStatus::Possible => Self::Possible,
            MeasureStatus::PreStudy
            | MeasureStatus::StudyVisit
            | MeasureStatus::Training
            | MeasureStatus::Ongoing => Self::UnderWay,
            MeasureStatus::Problem
            | MeasureStatus::Benchmark
            | MeasureStatus::Potential
            | MeasureStatus::MainRoute
            | MeasureStatus::Ceiling
            | MeasureStatus::Needed => Self::Mentioned,
            MeasureStatus::Own => Self::Own,
        }
    }
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum MeasureOrder {
    #[default]
    Model,
    Effect,
    FullYear,
    Name,
}

impl MeasureOrder {
    pub(super) const ALL: [Self; 4] = [Self::Model, Self::Effect, Self::FullYear, Self::Name];
}

/// What is known of a measure's amount: the groups of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// The documents state the amount.
    Documented,
    /// The user's own assumptions give the amount.
    Own,
    /// There is no amount.
    Uncalculated,
}

impl Known {
    /// The groups, in the order of the list.
    pub(super) const ALL: [Self; 3] = [Self::Documented, Self::Own, Self::Uncalculated];

    /// Returns the group of a measure with this evidence for its amount.
    pub(super) const fn of(has_amount: bool, evidence: Option<Evidence>) -> Self {
        match evidence {
            _ if !has_amount => Self::Uncalculated,
            Some(Evidence::Decided | Evidence::Possible) => Self::Documented,
            Some(Evidence::Own) | None => Self::Own,
        }
    }
}

/// The user's filter and order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct MeasureFilter {
    pub(super) status: Option<StatusGroup>,
    pub(super) area: Option<MeasureArea>,
    pub(super) with_figure: Option<bool>,
    pub(super) order: MeasureOrder,
}

impl MeasureFilter {
    /// Returns how many of the choices are others than at the start.
    pub(super) fn set_count(self) -> usize {
        let set = [
            self.status.is_some(),
            self.area.is_some(),
            self.with_figure.is_some(),
            self.order != MeasureOrder::default(),
        ];
        set.into_iter().filter(|set| *set).count()
    }
}

/// A measure as filter and order need it.
#[derive(Debug, Clone, Copy)]
pub(super) struct MeasureEntry {
    pub(super) spec: &'static MeasureSpec,
    /// Effects in the plan year and in a full year, mnkr, where the measure has an amount.
    pub(super) effects: Option<(f64, f64)>,
    /// The group.
    pub(super) known: Known,
}

/// The measures of each group that has any, in the groups' order.
pub(super) type MeasureGroups = Vec<(Known, Vec<&'static MeasureSpec>)>;

/// Filters measures, and sorts them within their groups.
pub(super) fn grouped(entries: &[MeasureEntry], choice: MeasureFilter) -> MeasureGroups {
    let group = |known: Known| {
        let of = entries.iter().filter(|entry| entry.known == known);
        (known, list(of.copied().collect(), choice))
    };
    let groups = Known::ALL.into_iter().map(group);
    groups.filter(|(_, specs)| !specs.is_empty()).collect()
}

/// Filters and sorts measures. Those without an amount come last where the order is by amount.
fn list(entries: Vec<MeasureEntry>, choice: MeasureFilter) -> Vec<&'static MeasureSpec> {
    let fits = |entry: &MeasureEntry| {
        let acts = entry.spec.area;
        choice
            .status
            .is_none_or(|group| StatusGroup::of(entry.spec.status) == group)
            && choice
                .area
                .is_none_or(|area| acts == area || acts == MeasureArea::Both)
            && choice
                .with_figure
                .is_none_or(|with| entry.effects.is_some() == with)
    };
    let mut shown = entries.into_iter().filter(fits).collect::<Vec<_>>();
    let by = |pick: fn((f64, f64)) -> f64| {
        move |entry: &MeasureEntry| entry.effects.map_or(f64::NEG_INFINITY, pick)
    };
    let descending = |shown: &mut Vec<MeasureEntry>, key: &dyn Fn(&MeasureEntry) -> f64| {
        sort(shown, |a, b| key(b).total_cmp(&key(a)));
    };
    match choice.order {
        MeasureOrder::Model => {}
        MeasureOrder::Effect => descending(&mut shown, &by(|(effect, _)| effect)),
        MeasureOrder::FullYear => descending(&mut shown, &by(|(_, full_year)| full_year)),
        MeasureOrder::Name => sort(&mut shown, |a, b| {
            swedish(&a.spec.name).cmp(&swedish(&b.spec.name))
        }),
    }
    shown.into_iter().map(|entry| entry.spec).collect()
}

/// Returns a name's sort key in Swedish: å, ä and ö after z.
fn swedish(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .map(|letter| match letter {
            '\u{e5}' => '{',
            '\u{e4}' => '|',
            '\u{f6}' => '}',
            letter => letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::KSON_2023;

    fn ids(choice: MeasureFilter) -> Vec<&'static str> {
        let effects = |id: &str| match id {
            "vacancy_reform" => Some((0.5, 0.5)),
            "negligence_clause" => Some((0.7, 0.7)),
            "co_location" => Some((0.0, 1.0)),
            "caseload" => Some((-0.2, -0.2)),
            _ => None,
        };
        let entries = KSON_2023.measures.iter().map(|spec| MeasureEntry {
            spec,
            effects: effects(&spec.id),
            known: Known::of(effects(&spec.id).is_some(), spec.evidence),
        });
        list(entries.collect(), choice)
            .into_iter()
            .map(|spec| &*spec.id)
            .collect()
    }

    #[test]
    fn without_a_choice_all_stand_in_the_models_order() {
        let all = ids(MeasureFilter::default());
        assert_eq!(all.len(), KSON_2023.measures.len());
        assert_eq!(&all[..2], ["occupancy", "housing_upgrade"]);
    }

    #[test]
    fn the_groups_part_all_measures() {
        let parts = StatusGroup::ALL.map(|group| {
            ids(MeasureFilter {
                status: Some(group),
                ..MeasureFilter::default()
            })
            .len()
        });
        assert!(parts.iter().all(|&part| part > 0), "{parts:?}");
        assert_eq!(parts.iter().sum::<usize>(), KSON_2023.measures.len());
    }

    #[test]
    fn an_area_has_what_acts_in_both() {
        let health = ids(MeasureFilter {
            area: Some(MeasureArea::Health),
            ..MeasureFilter::default()
        });
        assert!(health.contains(&"indexation") && !health.contains(&"caseload"));
    }

    #[test]
    fn orders_and_figures() {
        let by = |order| {
            ids(MeasureFilter {
                with_figure: Some(true),
                order,
                ..MeasureFilter::default()
            })
        };
        assert_eq!(
            by(MeasureOrder::Effect),
            [
                "negligence_clause",
                "vacancy_reform",
                "co_location",
                "caseload"
            ]
        );
        assert_eq!(
            by(MeasureOrder::FullYear),
            [
                "co_location",
                "negligence_clause",
                "vacancy_reform",
                "caseload"
            ]
        );
        assert_eq!(
            ids(MeasureFilter {
                order: MeasureOrder::FullYear,
                ..MeasureFilter::default()
            })[4],
            "occupancy",
            "without a figure comes after, in the model's order"
        );
    }

    #[test]
    fn the_list_begins_with_what_the_documents_state() {
        let with = ["vacancy_reform", "negligence_clause", "caseload"];
        let entries = KSON_2023.measures.iter().map(|spec| {
            let has_amount = with.contains(&&*spec.id);
            MeasureEntry {
                spec,
                effects: has_amount.then_some((1.0, 1.0)),
                known: Known::of(has_amount, spec.evidence),
            }
        });
        let entries = entries.collect::<Vec<_>>();
        let groups = grouped(&entries, MeasureFilter::default());
        let ids = |specs: &[&MeasureSpec]| {
            specs
                .iter()
                .map(|spec| spec.id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            (groups[0].0, ids(&groups[0].1)),
            (Known::Documented, ids_of(&with[..2]))
        );
        assert_eq!(
            (groups[1].0, ids(&groups[1].1)),
            (Known::Own, ids_of(&with[2..]))
        );
        assert_eq!(groups[2].0, Known::Uncalculated);
        assert_eq!(groups[2].1.len(), KSON_2023.measures.len() - 3);
        // A group in which the filter leaves nothing is not shown.
        let only = MeasureFilter {
            with_figure: Some(false),
            ..MeasureFilter::default()
        };
        let left = grouped(&entries, only);
        assert_eq!(
            left.iter().map(|group| group.0).collect::<Vec<_>>(),
            [Known::Uncalculated]
        );
        assert_eq!(
            (MeasureFilter::default().set_count(), only.set_count()),
            (0, 1)
        );
    }

    fn ids_of(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn swedish_letters_come_last() {
        let mut names = ["Ö", "Z", "Ä", "Å", "a"];
        names.sort_by_key(|name| swedish(name));
        assert_eq!(names, ["a", "Z", "Å", "Ä", "Ö"]);
    }
}
