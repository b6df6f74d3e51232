//! Working out a question. Its inputs are named in the base pack: own figures are values, and change no range and no lever.

use std::cell::RefCell;

use balans_model::answers::{
    self, Attribution, Combination, Constraint, FIRST_FUTURES, FuturesRun, Hinge, Hinges,
    InputGroup, Job, Levels, Lever, Limit, MOST_FUTURES, PackageQuestion, Packages, Player,
    Readings, Seek, Series, Side, Span, Spread, Target, levers, read,
};
use balans_model::{
    Evidence, InputId, Inputs, KSON_2023, Measure, Scope, base_pack, set_base_pack, totals,
};

use crate::{
    Answer, AttributionAnswer, Constraints, DroppedRow, FuturesAnswer, FuturesYear, HingeRow,
    MemberRow, PackFigures, Package, PackagesAnswer, Question, SeekRow, SeriesRow, SeriesTable,
    ShareRow, SpanRow, Values, WayRow,
};

thread_local! {
    /// The figures of the base pack; `None` is the built-in pack.
    static TAKEN: RefCell<Option<PackFigures>> = const { RefCell::new(None) };
}

/// Makes a question's pack the base pack; `None` is the built-in pack.
fn take_pack(figures: Option<&PackFigures>) -> Result<(), String> {
    if TAKEN.with_borrow(|taken| taken.as_ref() == figures) {
        return Ok(());
    }
    let pack = match figures {
        // Leaked once per worker: a page has one base pack.
        Some(figures) => Box::leak(Box::new(figures.pack().ok_or("unsound pack")?)),
        None => &KSON_2023,
    };
    set_base_pack(pack);
    TAKEN.set(figures.cloned());
    Ok(())
}

/// A question that is being worked out.
pub struct Work {
    inputs: Inputs,
    target: Target,
    /// The constraints' names, in the order in which the job has them.
    constraints: Vec<&'static str>,
    tasks: Vec<Task>,
    /// How many tasks are done.
    at: usize,
}

enum Task {
    Seek(Seek<'static>),
    Packages(Packages<'static>),
    Measures(Attribution<'static, Measure>),
    Difference(Attribution<'static, InputGroup>),
    Decisions(Attribution<'static, Side>),
    Futures(FuturesRun<'static>),
    Hinges(Hinges<'static>),
}

impl Task {
    fn job(&self) -> &dyn Job {
        match self {
            Self::Seek(job) => job,
            Self::Packages(job) => job,
            Self::Measures(job) => job,
            Self::Difference(job) => job,
            Self::Decisions(job) => job,
            Self::Futures(job) => job,
            Self::Hinges(job) => job,
        }
    }

    fn job_mut(&mut self) -> &mut dyn Job {
        match self {
            Self::Seek(job) => job,
            Self::Packages(job) => job,
            Self::Measures(job) => job,
            Self::Difference(job) => job,
            Self::Decisions(job) => job,
            Self::Futures(job) => job,
            Self::Hinges(job) => job,
        }
    }
}

impl Work {
    /// Prepares a question.
    ///
    /// # Errors
    /// Where an id, the year or a number of limits is not one that can be asked about; names it.
    pub fn new(question: &Question) -> Result<Self, String> {
        take_pack(question.pack.as_ref())?;
        let inputs = question.inputs()?;
        let target = Target {
            year: question.year.unwrap_or(base_pack().growth_to),
            scope: scope(question.area.as_deref().unwrap_or(Scope::Total.id()))?,
        };
        if !base_pack().years().contains(&target.year) {
            return Err(format!("unknown year {}", target.year));
        }
        if question.group && target.scope != Scope::Total {
            return Err(format!("the group has no area \"{}\"", target.scope.id()));
        }
        let mut work = Self {
            inputs,
            target,
            constraints: Vec::new(),
            tasks: Vec::new(),
            at: 0,
        };
        if question.seek {
            let levers = levers(base_pack());
            let job = if question.group {
                Seek::for_group(base_pack(), &work.inputs, target.year, levers)
            } else {
                Seek::new(base_pack(), &work.inputs, target, levers)
            };
            work.tasks.push(Task::Seek(job));
        }
        if let Some(limits) = &question.limits {
            let asked = work.packages(question, limits)?;
            let job = Packages::new(base_pack(), &work.inputs, asked);
            work.tasks.push(Task::Packages(job));
        }
        if question.shapley {
            let (others, players) = answers::measures(base_pack(), &work.inputs);
            let job = Attribution::new(base_pack(), &others, players);
            work.tasks.push(Task::Measures(job));
        }
        if let Some(from) = &question.from {
            let from = read_inputs(from)?;
            let players: Vec<Player<InputGroup>> =
                answers::differences(base_pack(), &from, &work.inputs);
            let job = Attribution::new(base_pack(), &from, players);
            work.tasks.push(Task::Difference(job));
        }
        if let Some(documents) = &question.documents {
            let documents = read_inputs(documents)?;
            let players = answers::decisions(base_pack(), &documents, &work.inputs);
            let job = Attribution::new(base_pack(), &documents, players);
            work.tasks.push(Task::Decisions(job));
        }
        if let Some(asked) = &question.futures {
            let spans = asked.spans()?;
            if !(1..=MOST_FUTURES).contains(&asked.points) {
                return Err(format!("{} futures", asked.points));
            }
            let years = base_pack().plan_year..=*base_pack().years().end();
            let job = FuturesRun::of_years(
                base_pack(),
                &work.inputs,
                target.scope,
                years,
                &spans,
                asked.points,
            );
            work.tasks.push(Task::Futures(job));
            let job = Hinges::new(base_pack(), &work.inputs, target, &spans);
            work.tasks.push(Task::Hinges(job));
        }
        Ok(work)
    }

    /// Runs the model for about this many years, and tells whether the question is answered.
    pub fn step(&mut self, years: u32) -> bool {
        if let Some(task) = self.tasks.get_mut(self.at)
            && task.job_mut().step(years)
        {
            self.at += 1;
        }
        self.at >= self.tasks.len()
    }

    /// Gives how much is done, and of how much; the second is above zero.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        let parts = self.tasks.iter().map(|task| task.job().progress());
        let (done, all) = parts.fold((0, 0), |(done, all), (a, b)| (done + a, all + b));
        if all == 0 { (1, 1) } else { (done, all) }
    }

    /// Gives the answer; what is not yet worked out is not in it.
    #[must_use]
    pub fn answer(&self) -> Answer {
        let Target { year, .. } = self.target;
        let mut answer = Answer {
            year,
            now: row(&read(&totals(base_pack(), &self.inputs), year)),
            ..Answer::default()
        };
        for task in self.tasks.iter().take(self.at) {
            match task {
                Task::Seek(job) => {
                    answer.seek = Some(seek_rows(job));
                    answer.members = Some(self.member_rows());
                }
                Task::Packages(job) => answer.packages = Some(self.found(job)),
                Task::Measures(job) => {
                    answer.shapley = Some(attribution(job, |measure| measure.id()));
                }
                Task::Difference(job) => {
                    answer.difference = Some(attribution(job, |group| group.id()));
                }
                Task::Decisions(job) => {
                    answer.decisions = Some(attribution(job, |side| side.id()));
                }
                Task::Futures(job) => answer.futures = Some(self.futures(job)),
                Task::Hinges(job) => {
                    if let Some(futures) = &mut answer.futures {
                        futures.hinges = job.found().iter().map(hinge).collect();
                    }
                }
            }
        }
        answer
    }

    fn futures(&self, job: &FuturesRun<'_>) -> FuturesAnswer {
        let mut answer = FuturesAnswer {
            now: answers::left(&totals(base_pack(), &self.inputs), self.target),
            ..FuturesAnswer::default()
        };
        for (year, futures) in job.years() {
            if *year == self.target.year {
                let first = futures.left.iter().take(FIRST_FUTURES);
                answer.first = first.copied().collect();
            }
            let Spread { dots, bands } = futures.spread();
            answer.points = futures.left.len() as u32;
            answer.years.push(FuturesYear {
                year: *year,
                balanced: futures.balanced,
                dots: dots.into(),
                bands: bands.into(),
            });
        }
        answer
    }

    fn member_rows(&self) -> Vec<MemberRow> {
        let payments = answers::payments(base_pack(), &self.inputs, self.target);
        payments
            .into_iter()
            .map(|payment| MemberRow {
                member: payment.member.id().to_owned(),
                pays: payment.pays,
                raise: payment.raise,
            })
            .collect()
    }

    /// Reads a question about packages, and keeps the names of its constraints.
    fn packages(&mut self, asked: &Question, given: &Values) -> Result<PackageQuestion, String> {
        let named = given.iter().map(|(name, value)| Ok((find(name)?, *value)));
        let levers = named.collect::<Result<Vec<_>, String>>()?;
        let limits = Limit::grouped(base_pack(), levers)
            .map_err(|id| format!("\"{}\" is no lever of a measure", id.name()))?;
        let levels = match asked.levels.unwrap_or(2) {
            2 => Levels::Two,
            3 => Levels::Three,
            other => return Err(format!("{other} levels; there are 2 or 3")),
        };
        let take = take(&asked.take)?;
        let changing = limits.iter().filter(|limit| {
            let takes = take.as_ref().map(|take| take.measure);
            Some(limit.measure) != takes
        });
        if changing.count() > levels.most_limits() {
            return Err(format!("more than {} measures", levels.most_limits()));
        }
        let Constraints {
            tiohundra,
            most,
            supported,
            without,
        } = &asked.constraints;
        let mut constraints = Vec::new();
        if let Some(least) = tiohundra {
            constraints.push(Constraint::Tiohundra(*least));
            self.constraints.push(crate::TIOHUNDRA);
        }
        if let Some(most) = most {
            constraints.push(Constraint::Most(*most));
            self.constraints.push("most");
        }
        if *supported {
            let all = Measure::ALL.iter().copied();
            let own = all.filter(|measure| !is_supported(*measure));
            constraints.push(Constraint::Without(own.collect()));
            self.constraints.push("supported");
        }
        if !without.is_empty() {
            let measures: Result<Vec<Measure>, String> = without
                .iter()
                .map(|id| Measure::find(id).ok_or_else(|| format!("unknown measure \"{id}\"")))
                .collect();
            constraints.push(Constraint::Without(measures?));
            self.constraints.push("without");
        }
        Ok(PackageQuestion {
            target: self.target,
            limits,
            levels,
            constraints,
            take,
        })
    }

    fn found(&self, job: &Packages<'_>) -> PackagesAnswer {
        let found = job.found();
        let package = |one: Combination| Package {
            values: job
                .values(one)
                .into_iter()
                .map(|(id, value)| (id.name().to_owned(), value))
                .collect(),
            remaining: one.remaining,
            measures: one.measures(),
            tiohundra: one.tiohundra,
            at: row(&job.readings(one)),
        };
        let way = |(way, one): &(answers::Way, Combination)| WayRow {
            by: way.id().to_owned(),
            package: package(*one),
        };
        let names = self.constraints.iter();
        let dropped = names.zip(&found.dropped).map(|(name, dropped)| DroppedRow {
            constraint: (*name).to_owned(),
            balancing: dropped.balancing,
            nearest: dropped.nearest.map(package),
        });
        PackagesAnswer {
            combinations: found.count,
            allowed: found.allowed,
            balancing: found.balancing,
            ways: found.ways.iter().map(way).collect(),
            nearest: package(found.nearest),
            dropped: dropped.collect(),
        }
    }
}

/// Reads the inputs that values name; the others stand as in the pack.
pub(crate) fn read_inputs(values: &Values) -> Result<Inputs, String> {
    let mut inputs = Inputs::defaults(base_pack());
    for (name, value) in values {
        inputs.set(base_pack(), find(name)?, *value);
    }
    Ok(inputs)
}

fn find(name: &str) -> Result<InputId, String> {
    InputId::find(name).ok_or_else(|| format!("unknown input \"{name}\""))
}

fn scope(name: &str) -> Result<Scope, String> {
    Scope::parse(name).ok_or_else(|| format!("unknown area \"{name}\""))
}

/// Finds the levers that take what is left: one, or several that can be moved alike.
fn take(names: &[String]) -> Result<Option<Lever>, String> {
    if names.is_empty() {
        return Ok(None);
    }
    let ids: Result<Vec<InputId>, String> = names.iter().map(|name| find(name)).collect();
    let ids = ids?;
    let found = levers(base_pack())
        .into_iter()
        .find(|lever| lever.inputs == ids);
    found
        .map(Some)
        .ok_or_else(|| format!("{names:?} are no levers that move alike"))
}

pub(crate) fn read_spans(rows: &[SpanRow]) -> Result<Vec<Span>, String> {
    let span = |row: &SpanRow| {
        let input = find(&row.input)?;
        let spec = base_pack().spec(input);
        let fit = |value: f64| {
            let fitted = spec.fit(value);
            fitted.ok_or_else(|| format!("\"{}\" has no such span", row.input))
        };
        Ok(Span {
            input,
            low: fit(row.low)?,
            high: fit(row.high)?,
            follows: row.follows.as_deref().map_or(Ok(input), find)?,
        })
    };
    rows.iter().map(span).collect()
}

fn hinge(hinge: &Hinge) -> HingeRow {
    HingeRow {
        inputs: hinge.inputs.iter().map(|id| id.name().to_owned()).collect(),
        at_low: hinge.at_low,
        at_high: hinge.at_high,
        turns: hinge.turns,
    }
}

/// Whether the documents call a measure's amount decided or possible.
fn is_supported(measure: Measure) -> bool {
    let evidence = base_pack().measure(measure).evidence;
    matches!(evidence, Some(Evidence::Decided | Evidence::Possible))
}

fn row(readings: &Readings) -> SeriesRow {
    let series = Series::ALL.into_iter().zip(readings);
    series
        .map(|(series, value)| (series.id().to_owned(), *value))
        .collect()
}

fn table(rows: &[Readings]) -> SeriesTable {
    let column = |series: Series| rows.iter().map(|row| series.of(row)).collect();
    let series = Series::ALL.into_iter();
    series
        .map(|series| (series.id().to_owned(), column(series)))
        .collect()
}

fn seek_rows(job: &Seek<'_>) -> Vec<SeekRow> {
    let found = job.found().into_iter();
    found
        .map(|(lever, sought)| SeekRow {
            measure: lever.measure.id().to_owned(),
            levers: lever.inputs.iter().map(|id| id.name().to_owned()).collect(),
            from: sought.from,
            to: sought.to,
            nearest: sought.nearest,
            remaining: sought.remaining,
            at: row(&sought.readings),
            flat: sought.is_flat,
            acts_from: sought.acts_from,
            transfer: sought.is_transfer,
        })
        .collect()
}

fn attribution<K: Clone>(
    job: &Attribution<'_, K>,
    id: impl Fn(&K) -> &'static str,
) -> AttributionAnswer {
    let shares = job.found().into_iter();
    AttributionAnswer {
        none: table(&job.none()),
        all: table(&job.all()),
        shares: shares
            .map(|share| ShareRow {
                id: id(&share.key).to_owned(),
                value: table(&share.value),
                alone: table(&share.alone),
                last: table(&share.last),
            })
            .collect(),
    }
}
