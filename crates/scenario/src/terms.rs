//! What *Vad krävs?* asks with: how far each lever may go in combinations, what must hold, and how far inputs may be from
//! where they stand. Part of a scenario; no calculation of the scenario reads it.

use std::collections::BTreeMap;

use balans_model::codes::constraints;
use balans_model::{Area, InputId, Measure, Pack, Unit, codes};

/// Terms as kept and shared: a lever's id → how far it may go, in the lever's own unit; `take.` and a lever's id → 1, where it
/// takes what is left; `low.`, `high.` and an input's id → the ends of its span, in its own unit; `ties.` and an input's id → the
/// number ([`codes`]) of the input whose draw it follows; a constraint's name ([`constraints`]) → its number.
pub type TermValues = BTreeMap<String, f64>;

/// Beginning of the name of a lever that takes what is left.
pub const TAKE: &str = "take.";
const LOW: &str = "low.";
const HIGH: &str = "high.";
const TIES: &str = "ties.";

/// What a term says of an input, by the beginning of its name. The place is also the place of its block of codes in a link,
/// after that of values, so the list only grows.
pub(crate) const OF_INPUTS: [&str; 5] = ["", TAKE, LOW, HIGH, TIES];

/// Parts a term's name in what it says and the input's id; a constraint's has no beginning.
pub(crate) fn parted(name: &str) -> (&'static str, &str) {
    let beginnings = OF_INPUTS.into_iter().skip(1);
    let mut found =
        beginnings.filter_map(|beginning| Some((beginning, name.strip_prefix(beginning)?)));
    found.next().unwrap_or(("", name))
}

/// The greatest loss of Tiohundra's that can be asked about, mnkr.
pub const MOST_LOSS: f64 = 1000.0;

/// Returns the id of the input that a term's number is a value of, if it is one; a constraint's own name for a constraint.
pub(crate) fn of_value(name: &str) -> Option<&str> {
    match parted(name) {
        ("" | LOW | HIGH, input) => Some(input),
        _ => None,
    }
}

/// Returns the number that a term is read as: a lever's limit within its range and whole where it must be, else the number
/// itself. `None` for a name that is no term, and for a number that the term cannot have.
#[must_use]
pub fn mend(pack: &Pack, name: &str, value: f64) -> Option<f64> {
    match parted(name) {
        (TAKE, lever) => {
            let is_set = value.to_bits() == 1.0_f64.to_bits();
            return lever_of(pack, lever).and(is_set.then_some(value));
        }
        (TIES, input) => return spans_of(pack, input).and(input_of(value)).map(|_| value),
        (LOW | HIGH, input) => return pack.spec(spans_of(pack, input)?).mend(value),
        (_, lever) => {
            if let Some(id) = lever_of(pack, lever) {
                return pack.spec(id).mend(value);
            }
        }
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
        constraints::SUPPORTED | constraints::NOT_RATED | constraints::GROUP => (1.0, 1.0),
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

/// Finds an input that can have a span.
fn spans_of(pack: &Pack, name: &str) -> Option<InputId> {
    pack.find(name)
        .filter(|id| pack.spec(*id).unit != Unit::Bool)
}

/// Finds the input of a number.
fn input_of(number: f64) -> Option<InputId> {
    let code = number as usize;
    let is_code = (code as f64).to_bits() == number.to_bits();
    codes::INPUTS.get(code).filter(|_| is_code)?.id()
}

/// Finds an input of a measure.
fn lever_of(pack: &Pack, name: &str) -> Option<InputId> {
    pack.find(name).filter(|id| pack.measure_of(*id).is_some())
}

/// A span of the person's own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnSpan {
    /// The input.
    pub input: InputId,
    /// Least value, in the input's unit.
    pub low: f64,
    /// Greatest value, at least `low`.
    pub high: f64,
    /// The input whose draw it follows, if the two are tied.
    pub follows: Option<InputId>,
}

/// How far levers may go, what a combination must keep to, and spans of the person's own.
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
    /// Whether what each lever alone would take is counted for the group (KSON and Tiohundra), and not for KSON.
    pub group: bool,
    /// Spans, in the pack's order.
    pub spans: Vec<OwnSpan>,
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
        let span = |input: InputId| {
            let of = |kind: &str| number(&[kind, input.name()].concat());
            let (low, high) = (of(LOW), of(HIGH));
            let stands = pack.spec(input).default;
            (low.is_some() || high.is_some()).then(|| {
                let (low, high) = (low.unwrap_or(stands), high.unwrap_or(stands));
                OwnSpan {
                    input,
                    low: low.min(high),
                    high: high.max(low),
                    follows: of(TIES).and_then(input_of).filter(|of| *of != input),
                }
            })
        };
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
            group: number(constraints::GROUP).is_some(),
            spans: InputId::all().filter_map(span).collect(),
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
        put(constraints::GROUP, flag(self.group));
        for span in &self.spans {
            let name = |kind: &str| [kind, span.input.name()].concat();
            put(&name(LOW), Some(span.low));
            put(&name(HIGH), Some(span.high));
            let followed = span.follows.and_then(|of| codes::input(of.name(), 0));
            put(&name(TIES), followed.map(|code| code as f64));
        }
        values
    }

    /// Adds a span, or changes the input's.
    pub fn vary(&mut self, span: OwnSpan) {
        self.spans.retain(|one| one.input != span.input);
        self.spans.push(span);
        self.spans.sort_by_key(|one| one.input);
    }

    /// Takes an input's span away, and what follows its draw has one of its own.
    pub fn fix(&mut self, input: InputId) {
        self.spans.retain(|one| one.input != input);
        for span in &mut self.spans {
            span.follows = span.follows.filter(|of| *of != input);
        }
    }

    /// Returns whether anything is said of combinations.
    #[must_use]
    pub fn asks_of_combinations(&self) -> bool {
        let without = Self {
            spans: Vec::new(),
            group: false,
            ..self.clone()
        };
        without != Self::default()
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
            group: true,
            spans: vec![
                OwnSpan {
                    input: input_id("requirement.care"),
                    low: 45.0,
                    high: 50.5,
                    follows: None,
                },
                OwnSpan {
                    input: input_id("requirement.health"),
                    low: 25.0,
                    high: 30.0,
                    follows: Some(input_id("requirement.care")),
                },
            ],
        }
    }

    #[test]
    fn terms_are_read_as_they_were_written() {
        for terms in [all(), Terms::default()] {
            let values = terms.values();
            assert_eq!(Terms::of(&KSON_2023, &values), terms);
            assert_eq!(read(&KSON_2023, &values), (values.clone(), true));
        }
        assert_eq!(all().values().len(), 14);
    }

    #[test]
    fn an_input_has_one_span_and_one_that_is_taken_away_ties_nothing() {
        let [care, health] = ["requirement.care", "requirement.health"].map(input_id);
        let mut terms = all();
        terms.vary(OwnSpan {
            input: care,
            low: 40.0,
            high: 41.0,
            follows: None,
        });
        let ends = |terms: &Terms| terms.spans.iter().map(|one| one.low).collect::<Vec<_>>();
        assert_eq!(ends(&terms), [40.0, 25.0]);
        terms.fix(care);
        assert_eq!((ends(&terms), terms.spans[0].follows), (vec![25.0], None));
        assert!(terms.asks_of_combinations());
        let only = Terms {
            spans: terms.spans,
            group: true,
            ..Terms::default()
        };
        assert!(!only.asks_of_combinations());
        // One end alone has the pack's value at the other, whichever is the least.
        for (name, expected) in [
            ("low.requirement.health", [26.1, 30.0]),
            ("high.requirement.health", [26.1, 30.0]),
        ] {
            let values = TermValues::from([(name.to_owned(), 30.0)]);
            let span = Terms::of(&KSON_2023, &values).spans[0];
            assert_eq!((span.input, [span.low, span.high]), (health, expected));
        }
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
            ("low.requirement.care", f64::INFINITY),
            ("high.occupancy.on", 1.0),
            ("low.nonsense", 1.0),
            ("ties.requirement.care", 1.5),
            ("ties.requirement.care", 1e6),
            ("ties.requirement.care", -1.0),
            (constraints::TIOHUNDRA, -1.0),
            (constraints::TIOHUNDRA, f64::NAN),
            (constraints::TIOHUNDRA, 1000.5),
            (constraints::MOST, 0.0),
            (constraints::MOST, 2.5),
            (constraints::MOST, 20.0),
            (constraints::AREA, 3.0),
            (constraints::GROUP, 2.0),
        ];
        for (name, value) in bad {
            assert_eq!(fit(name, value), None, "{name} {value}");
            let values = TermValues::from([(name.to_owned(), value)]);
            assert!(!read(&KSON_2023, &values).1, "{name} {value}");
            assert_eq!(Terms::of(&KSON_2023, &values), Terms::default());
        }
    }
}
