//! Goal seek: the value of a lever that leaves nothing to find (answers.md, section 1).

use super::runner::Runner;
use super::series::{Readings, SERIES, read};
use super::{BALANCED, Job, Target, finish};
use crate::context::Totals;
use crate::ids::{InputId, Party, Scope, Year};
use crate::inputs::Inputs;
use crate::measures::Measure;
use crate::pack::{InputSpec, Pack, Status, Unit};

/// A lever of a measure, or several of one unit and range that are moved alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lever {
    /// The measure.
    pub measure: Measure,
    /// Its inputs, in the pack's order; at least one.
    pub inputs: Vec<InputId>,
}

/// What a scan of a lever found. Values are in the lever's own unit, amounts in mnkr.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sought {
    /// Where the lever stands; of several moved alike, the first.
    pub from: f64,
    /// Of the values that balance, the one nearest to where it stands, and the lesser of two as near; `None` if none does.
    pub to: Option<f64>,
    /// The value that leaves least; of several, the one nearest to where it stands, and then the lesser.
    pub nearest: f64,
    /// What is left at `to`, or else at `nearest`.
    pub remaining: f64,
    /// Every series in the target's year at `to`, or else at `nearest`.
    pub readings: Readings,
    /// Whether what is left is the same at every value.
    pub is_flat: bool,
    /// Where it is the same at every value: the first year in which the lever changes anything; `None` if none is.
    pub acts_from: Option<Year>,
    /// Counted for the group: whether the lever changes Tiohundra's effect in the target's year but not the group's, so that
    /// it only moves money between KSON and Tiohundra. Else false.
    pub is_transfer: bool,
}

/// Computes what is left for the group (KSON and Tiohundra) over both areas, mnkr, from what is left for KSON and the effect
/// for Tiohundra in the year. As for KSON, what is over in one area is not counted in the other. To nine decimals, so that
/// money that only moves between the two leaves the same.
#[must_use]
pub fn left_for_group(remaining: f64, tiohundra: f64) -> f64 {
    ((remaining - tiohundra).max(0.0) * NINE).round() / NINE
}

/// Lists every lever of every measure, in order; after a measure's own those that can be moved alike.
#[must_use]
pub fn levers(pack: &Pack) -> Vec<Lever> {
    let mut all = Vec::new();
    for measure in Measure::ALL.iter().copied() {
        let inputs = pack.measure(measure).inputs.iter().copied();
        let inputs: Vec<InputId> = inputs.filter(|id| is_lever(pack.spec(*id))).collect();
        all.extend(inputs.iter().map(|id| Lever {
            measure,
            inputs: vec![*id],
        }));
        let mut alike: Vec<Vec<InputId>> = Vec::new();
        for id in inputs {
            let same = |group: &&mut Vec<InputId>| {
                group
                    .first()
                    .is_some_and(|first| is_alike(pack.spec(*first), pack.spec(id)))
            };
            match alike.iter_mut().find(same) {
                Some(group) => group.push(id),
                None => alike.push(vec![id]),
            }
        }
        let groups = alike.into_iter().filter(|group| group.len() > 1);
        all.extend(groups.map(|inputs| Lever { measure, inputs }));
    }
    all
}

/// Whether an input is a lever with a scale: a choice that is no yes or no.
fn is_lever(spec: &InputSpec) -> bool {
    spec.status == Status::Lever && spec.unit != Unit::Bool
}

fn is_alike(a: &InputSpec, b: &InputSpec) -> bool {
    let ends = |spec: &InputSpec| [spec.min.to_bits(), spec.max.to_bits()];
    a.unit == b.unit && ends(a) == ends(b)
}

/// Counts the values that a lever is tried at: every step of its slider, and where it stands.
#[must_use]
pub fn runs(spec: &InputSpec) -> usize {
    grid(spec).count() + 1
}

/// Times this a number with nine decimals is whole.
const NINE: f64 = 1e9;

/// The values of a slider from its least to its greatest, to nine decimals.
pub(super) fn grid(spec: &InputSpec) -> impl Iterator<Item = f64> {
    let steps = if spec.step > 0.0 {
        ((spec.max - spec.min) / spec.step + 1e-9).floor() as u32
    } else {
        0
    };
    let (min, step) = (spec.min, spec.step);
    (0..=steps).map(move |at| ((min + f64::from(at) * step) * NINE).round() / NINE)
}

/// The values to try: where the lever stands, and every step of its slider.
fn values(spec: &InputSpec, from: f64) -> Vec<f64> {
    std::iter::once(from).chain(grid(spec)).collect()
}

/// Whether `value` is nearer to `from` than `other`, or as near and less.
pub(super) fn is_nearer(from: f64, value: f64, other: f64) -> bool {
    let (this, that) = ((value - from).abs(), (other - from).abs());
    this < that || (this <= that && value < other)
}

/// Scans levers one after another: each at every step of its slider and where it stands, all else as the scenario stands and
/// its measure on.
pub struct Seek<'p> {
    pack: &'p Pack,
    inputs: Inputs,
    target: Target,
    /// Whether what is left is that of the group, and not KSON's.
    is_group: bool,
    levers: Vec<Lever>,
    runner: Runner<'p>,
    found: Vec<Sought>,
    /// The scan of the lever after those found.
    scan: Option<Scan>,
    done: u64,
    all: u64,
}

/// A lever half scanned.
struct Scan {
    values: Vec<f64>,
    at: usize,
    from: f64,
    /// The value that leaves least, and what it leaves.
    best: Option<(f64, f64)>,
    /// The nearest value that balances, and what it leaves.
    balancing: Option<(f64, f64)>,
    /// The most that any value leaves, mnkr.
    most: f64,
    /// The effects for Tiohundra and for the group, where the scan counts for the group.
    tiohundra: Range,
    group: Range,
}

/// The least and the greatest of some amounts, mnkr.
#[derive(Clone, Copy)]
struct Range {
    least: f64,
    most: f64,
}

impl Range {
    const NONE: Self = Self {
        least: f64::INFINITY,
        most: f64::NEG_INFINITY,
    };

    fn add(&mut self, amount: f64) {
        self.least = self.least.min(amount);
        self.most = self.most.max(amount);
    }

    /// Whether the amounts differ by as much as a balance may be missed by.
    fn differs(self) -> bool {
        self.most - self.least >= BALANCED
    }
}

impl<'p> Seek<'p> {
    /// Prepares the scan of some levers, each with at least one input.
    #[must_use]
    pub fn new(pack: &'p Pack, inputs: &Inputs, target: Target, levers: Vec<Lever>) -> Self {
        let all: usize = levers
            .iter()
            .map(|lever| lever.inputs.first().map_or(1, |id| runs(pack.spec(*id))))
            .sum();
        Self {
            pack,
            inputs: inputs.clone(),
            target,
            is_group: false,
            runner: Runner::new(pack, inputs),
            found: Vec::with_capacity(levers.len()),
            levers,
            scan: None,
            done: 0,
            all: all.max(1) as u64,
        }
    }

    /// Prepares the scan of some levers, each with at least one input, counted for the group ([`left_for_group`]). What a
    /// measure means to Tiohundra has no area, so both areas are counted.
    #[must_use]
    pub fn for_group(pack: &'p Pack, inputs: &Inputs, year: Year, levers: Vec<Lever>) -> Self {
        let scope = Scope::Total;
        Self {
            is_group: true,
            ..Self::new(pack, inputs, Target { year, scope }, levers)
        }
    }

    /// Gives the levers, each with what was found; those not yet scanned are left out.
    #[must_use]
    pub fn found(&self) -> Vec<(&Lever, Sought)> {
        self.levers.iter().zip(self.found.iter().copied()).collect()
    }

    fn begin(&mut self, lever: &Lever) -> Scan {
        self.runner.set(lever.measure.phasing().on, 1.0);
        let (values, from) = match lever.inputs.first().copied() {
            Some(first) => {
                let spec = self.pack.spec(first);
                let from = spec.fit(self.inputs.get(first)).unwrap_or(spec.default);
                (values(spec, from), from)
            }
            None => (vec![0.0], 0.0),
        };
        Scan {
            values,
            at: 0,
            from,
            best: None,
            balancing: None,
            most: f64::NEG_INFINITY,
            tiohundra: Range::NONE,
            group: Range::NONE,
        }
    }

    fn put(&mut self, lever: &Lever, value: f64) {
        for id in &lever.inputs {
            self.runner.set(*id, value);
        }
    }

    /// Tries the next value of a scan.
    fn try_next(&mut self, lever: &Lever, scan: &mut Scan) {
        let Some(value) = scan.values.get(scan.at).copied() else {
            return;
        };
        scan.at += 1;
        self.put(lever, value);
        let Target { year, scope } = self.target;
        let is_group = self.is_group;
        let totals = self.runner.year(year);
        let left = if is_group {
            scan.count_for_group(totals, year)
        } else {
            totals.remaining(scope, year)
        };
        let is_nearer = |other: f64| is_nearer(scan.from, value, other);
        let is_best =
            |(other, least): (f64, f64)| left < least || (left <= least && is_nearer(other));
        if scan.best.is_none_or(is_best) {
            scan.best = Some((value, left));
        }
        if left < BALANCED && scan.balancing.is_none_or(|(other, _)| is_nearer(other)) {
            scan.balancing = Some((value, left));
        }
        scan.most = scan.most.max(left);
    }

    /// Sums up a whole scan and puts the lever back.
    fn end(&mut self, lever: &Lever, scan: &Scan) -> Sought {
        let (nearest, least) = scan.best.unwrap_or((scan.from, 0.0));
        let (at, remaining) = scan.balancing.unwrap_or((nearest, least));
        self.put(lever, at);
        let year = self.target.year;
        let readings = read(self.runner.year(year), year);
        let is_flat = scan.most <= least;
        let acts_from = is_flat.then(|| self.acts_from(lever, scan)).flatten();
        for id in &lever.inputs {
            self.runner.set(*id, self.inputs.get(*id));
        }
        let on = lever.measure.phasing().on;
        self.runner.set(on, self.inputs.get(on));
        Sought {
            from: scan.from,
            to: scan.balancing.map(|(value, _)| value),
            nearest,
            remaining,
            readings,
            is_flat,
            acts_from,
            is_transfer: scan.tiohundra.differs() && !scan.group.differs(),
        }
    }

    /// The first year in which the ends of a lever's scale, or where it stands, differ in anything.
    fn acts_from(&mut self, lever: &Lever, scan: &Scan) -> Option<Year> {
        let ends = scan.values.iter().copied();
        let least = ends.clone().fold(scan.from, f64::min);
        let most = ends.fold(scan.from, f64::max);
        self.pack.years().find(|year| {
            let mut rows = [[0.0; SERIES]; 3];
            for (row, value) in rows.iter_mut().zip([least, most, scan.from]) {
                self.put(lever, value);
                *row = read(self.runner.year(*year), *year);
            }
            let [first, others @ ..] = rows;
            let differs = |row: &Readings| row.iter().zip(first).any(|(a, b)| (a - b).abs() > 0.0);
            others.iter().any(differs)
        })
    }
}

impl Scan {
    /// Keeps the effects of a value for the parties of the group, and gives what is left for the group.
    fn count_for_group(&mut self, totals: &Totals, year: Year) -> f64 {
        let tiohundra = totals.party(Party::Tiohundra, year);
        self.tiohundra.add(tiohundra);
        self.group.add(totals.party(Party::Group, year));
        left_for_group(totals.remaining(Scope::Total, year), tiohundra)
    }
}

impl Job for Seek<'_> {
    fn step(&mut self, years: u32) -> bool {
        // Taken out so that a lever can be read while the runner is set.
        let levers = std::mem::take(&mut self.levers);
        let mut left = years.max(1);
        while left > 0
            && let Some(lever) = levers.get(self.found.len())
        {
            let mut scan = match self.scan.take() {
                Some(scan) => scan,
                None => self.begin(lever),
            };
            while left > 0 && scan.at < scan.values.len() {
                self.try_next(lever, &mut scan);
                left -= 1;
                self.done += 1;
            }
            if scan.at < scan.values.len() {
                self.scan = Some(scan);
            } else {
                let sought = self.end(lever, &scan);
                self.found.push(sought);
            }
        }
        self.levers = levers;
        self.found.len() == self.levers.len()
    }

    fn progress(&self) -> (u64, u64) {
        (self.done.min(self.all), self.all)
    }
}

/// Tries a lever at every step of its slider and where it stands, all else as the scenario stands and the measure on.
#[must_use]
pub fn seek(pack: &Pack, inputs: &Inputs, target: Target, lever: &Lever) -> Sought {
    let mut job = Seek::new(pack, inputs, target, vec![lever.clone()]);
    finish(&mut job);
    let found = job.found.first().copied();
    found.unwrap_or(Sought {
        from: 0.0,
        to: None,
        nearest: 0.0,
        remaining: 0.0,
        readings: [0.0; SERIES],
        is_flat: true,
        acts_from: None,
        is_transfer: false,
    })
}
