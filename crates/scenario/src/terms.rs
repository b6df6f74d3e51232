//! What *Vad krävs?* asks of combinations of measures: how far each lever may go, and what must hold. Part of a scenario;
//! no calculation of the scenario reads it.

use std::collections::BTreeMap;

use balans_model::codes::constraints;
use balans_model::{Area, InputId, Measure, Pack};

/// Terms as kept and shared: a lever's id → how far it may go, in the lever's own unit; `take.` and a lever's id → 1, where it
/// takes what is left; a constraint's name ([`constraints`]) → its number.
pub type TermValues = BTreeMap<String, f64>;

/// Beginning of the name of a lever that takes what is left.
pub const TAKE: &str = "take.";
/// The greatest loss of Tiohundra's that can be asked about, mnkr.
pub const MOST_LOSS: f64 = 1000.0;

/// Returns the number that a term is read as: a lever's limit within its range and whole where it must be, else the number
/// itself. `None` for a name that is no term, and for a number that the term cannot have.
#[must_use]
pub fn mend(pack: &Pack, name: &str, value: f64) -> Option<f64> {
    if let Some(lever) = name.strip_prefix(TAKE) {
        return lever_of(pack, lever).and((value == 1.0).then_some(value));
    }
    if let Some(id) = lever_of(pack, name) {
        return pack.spec(id).mend(value);
    }
    let (least, most) = range(name)?;
    let is_whole = name == constraints::TIOHUNDRA || value.fract() == 0.0;
    (value >= least && value <= most && is_whole).then_some(value)
}

/// Returns whether a constraint has this name.
#[must_use]
pub fn is_constraint(name: &str) -> bool {
    range(name).is_some()
}

/// The numbers that a constraint can have.
fn range(name: &str) -> Option<(f64, f64)> {
    Some(match name {
        constraints::TIOHUNDRA => (0.0, MOST_LOSS),
        constraints::MOST => (1.0, Measure::ALL.len() as f64),
        constraints::AREA => (1.0, Area::ALL.len() as f64),
        constraints::SUPPORTED | constraints::NOT_RATED => (1.0, 1.0),
        _ => return None,
    })
}

/// Returns whether a term can have this number, to the bit.
#[must_use]
pub fn fits(pack: &Pack, name: &str, value: f64) -> bool {
    mend(pack, name, value).is_some_and(|fit| fit.to_bits() == value.to_bits())
}

/// Reads terms that are kept: those that can be held, and whether all can.
#[must_use]
pub fn read(pack: &Pack, values: &TermValues) -> (TermValues, bool) {
    let mut read = TermValues::new();
    for (name, value) in values {
        if let Some(value) = mend(pack, name, *value) {
            read.insert(name.clone(), value);
        }
    }
    let all = read.len() == values.len();
    (read, all)
}

/// Finds an input of a measure.
fn lever_of(pack: &Pack, name: &str) -> Option<InputId> {
    pack.find(name).filter(|id| pack.measure_of(*id).is_some())
}

/// How far levers may go, and what a combination must keep to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Terms {
    /// A limit per lever, in the lever's own unit, in the pack's order.
    pub limits: Vec<(InputId, f64)>,
    /// Levers of one measure, moved alike, that take what is left.
    pub take: Vec<InputId>,
    /// The area that is to balance; `None` is both.
    pub area: Option<Area>,
    /// The most that Tiohundra may lose, mnkr.
    pub tiohundra: Option<f64>,
    /// The most measures that change.
    pub most: Option<u32>,
    /// Whether only measures that the documents call decided or possible may change.
    pub supported: bool,
    /// Whether no measure that has a high rating may change.
    pub not_rated: bool,
}

impl Terms {
    /// Reads terms; what is no term of the pack is left out.
    #[must_use]
    pub fn of(pack: &Pack, values: &TermValues) -> Self {
        let number = |name: &str| {
            let value = values.get(name).copied();
            value.filter(|value| fits(pack, name, *value))
        };
        let taking = |id: &InputId| number(&[TAKE, id.name()].concat()).is_some();
        let area = number(constraints::AREA);
        Self {
            limits: InputId::all()
                .filter_map(|id| Some((id, number(id.name())?)))
                .collect(),
            take: InputId::all().filter(taking).collect(),
            area: area.and_then(|area| Area::ALL.get(area as usize - 1).copied()),
            tiohundra: number(constraints::TIOHUNDRA),
            most: number(constraints::MOST).map(|most| most as u32),
            supported: number(constraints::SUPPORTED).is_some(),
            not_rated: number(constraints::NOT_RATED).is_some(),
        }
    }

    /// Writes the terms as they are kept.
    #[must_use]
    pub fn values(&self) -> TermValues {
        let mut values = TermValues::new();
        let mut put = |name: &str, value: Option<f64>| {
            if let Some(value) = value {
                values.insert(name.to_owned(), value);
            }
        };
        for (id, limit) in &self.limits {
            put(id.name(), Some(*limit));
        }
        for id in &self.take {
            put(&[TAKE, id.name()].concat(), Some(1.0));
        }
        let area = self.area.map(|area| match area {
            Area::Care => 1.0,
            Area::Health => 2.0,
        });
        let flag = |on: bool| on.then_some(1.0);
        put(constraints::AREA, area);
        put(constraints::TIOHUNDRA, self.tiohundra);
        put(constraints::MOST, self.most.map(f64::from));
        put(constraints::SUPPORTED, flag(self.supported));
        put(constraints::NOT_RATED, flag(self.not_rated));
        values
    }

    /// Adds a lever, or gives it another limit.
    pub fn include(&mut self, id: InputId, limit: f64) {
        match self.limits.iter_mut().find(|(one, _)| *one == id) {
            Some(known) => known.1 = limit,
            None => self.limits.push((id, limit)),
        }
        self.limits.sort_by_key(|(id, _)| *id);
    }

    /// Returns whether all these levers have a limit.
    #[must_use]
    pub fn has_all(&self, levers: &[InputId]) -> bool {
        let has = |lever: &InputId| self.limits.iter().any(|(id, _)| id == lever);
        levers.iter().all(has)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};

    fn all() -> Terms {
        Terms {
            limits: vec![
                (input_id("discharge.external_days"), 2000.0),
                (input_id("indexation.withheld_care"), 4.6),
            ],
            take: vec![input_id("commissioning.share_health")],
            area: Some(Area::Health),
            tiohundra: Some(7.5),
            most: Some(4),
            supported: true,
            not_rated: true,
        }
    }

    #[test]
    fn terms_are_read_as_they_were_written() {
        for terms in [all(), Terms::default()] {
            let values = terms.values();
            assert_eq!(Terms::of(&KSON_2023, &values), terms);
            assert_eq!(read(&KSON_2023, &values), (values.clone(), true));
        }
        assert_eq!(all().values().len(), 8);
    }

    #[test]
    fn a_lever_has_one_limit() {
        let (care, days) = (
            input_id("indexation.withheld_care"),
            input_id("discharge.external_days"),
        );
        let mut terms = Terms::default();
        for (id, limit) in [(care, 1.0), (days, 3.0), (care, 2.0)] {
            terms.include(id, limit);
        }
        assert_eq!(terms.limits, [(days, 3.0), (care, 2.0)]);
        assert!(terms.has_all(&[care]) && !terms.has_all(&[input_id("caseload.change")]));
    }

    #[test]
    fn a_limit_is_brought_into_its_range_and_nothing_else_is() {
        let fit = |name: &str, value: f64| mend(&KSON_2023, name, value);
        let spec = KSON_2023.spec(input_id("indexation.withheld_care"));
        assert_eq!(fit("indexation.withheld_care", 1e9), Some(spec.max));
        assert_eq!(fit("own_lss_places.places", 2.5), Some(3.0));
        let bad = [
            // No measure has it, nobody has it, and no number.
            ("requirement.care", 1.0),
            ("indexation.on", 1.0),
            ("nonsense", 1.0),
            ("indexation.withheld_care", f64::NAN),
            ("take.indexation.withheld_care", 2.0),
            ("take.requirement.care", 1.0),
            ("take.", 1.0),
            (constraints::TIOHUNDRA, -1.0),
            (constraints::TIOHUNDRA, f64::NAN),
            (constraints::TIOHUNDRA, 1000.5),
            (constraints::MOST, 0.0),
            (constraints::MOST, 2.5),
            (constraints::MOST, 20.0),
            (constraints::AREA, 3.0),
            (constraints::GROUP, 1.0),
        ];
        for (name, value) in bad {
            assert_eq!(fit(name, value), None, "{name} {value}");
            let values = TermValues::from([(name.to_owned(), value)]);
            assert!(!read(&KSON_2023, &values).1, "{name} {value}");
            assert_eq!(Terms::of(&KSON_2023, &values), Terms::default());
        }
    }
}
