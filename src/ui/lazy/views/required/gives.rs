//! *Vad ger vad?*: what each measure of the scenario gives, as the mean over every order.

use std::sync::Arc;

use balans_answers::{AttributionAnswer, Question, Values};
use balans_charts::{AnyFigure, BarsHorizontal, ColumnSeries, Fill, Layout};
use balans_model::answers::Series;
use balans_model::{Area, Evidence, Inputs, Measure, Pack, Party, Quantity, Scope, Year};
use balans_report::texts::measures::BY_STATUS;
use balans_report::texts::required::COMING;
use balans_report::texts::shared;
use balans_report::{MeasureShare, figures};
use leptos::prelude::*;

use super::Asking;
use crate::erased::{attr, derived, dynamic, fragment, handler, memo, view};
use crate::state::{Store, use_store};
use crate::table::{Cell, NumberCell, Row, Shown, Table};
use crate::texts::{self, required as words};
use crate::ui::components::{Amount, Disclosure, FigureData, choices, followed};
use crate::ui::lazy::answers::Answered;
use crate::ui::lazy::components::{figure_take, table};
use crate::ui::lazy::views::measures::select;

/// Whose money is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CountedFor {
    /// KSON's costs in an area, or in both.
    Saving(Scope),
    Party(Party),
}

impl CountedFor {
    const ALL: [Self; 9] = [
        Self::Saving(Scope::Total),
        Self::Saving(Scope::Area(Area::Care)),
        Self::Saving(Scope::Area(Area::Health)),
        Self::Party(Party::Kson),
        Self::Party(Party::Tiohundra),
        Self::Party(Party::Group),
        Self::Party(Party::Norrtalje),
        Self::Party(Party::Region),
        Self::Party(Party::External),
    ];

    fn name(self) -> String {
        match self {
            Self::Saving(of) => words::saving_in(of),
            Self::Party(party) => shared::party(party).to_owned(),
        }
    }

    const fn series(self) -> &'static str {
        let series = match self {
            Self::Saving(of) => Series::Saving(of),
            Self::Party(party) => Series::Party(party),
        };
        series.id()
    }

    /// Returns what all measures give together.
    const fn total(self, year: Year) -> Quantity {
        match self {
            Self::Saving(of) => Quantity::Saving(of, year),
            Self::Party(party) => Quantity::PartyTotal(party, year),
        }
    }

    /// Returns the quantity whose unit and prices a measure's amounts are in.
    const fn of(self, measure: Measure, year: Year) -> Quantity {
        match self {
            Self::Saving(_) => Quantity::MeasureSaving(measure, year),
            Self::Party(party) => Quantity::PartyEffect(measure, party, year),
        }
    }
}

/// What the measures give in a year: those that give something, the most first.
#[derive(Debug, Clone, PartialEq)]
struct Gifts {
    gifts: Vec<MeasureShare>,
    /// What stands behind each of them: the fill of its bar.
    evidence: Vec<Evidence>,
    total: f64,
    overlap: f64,
    /// How many measures the attribution is to.
    players: usize,
}

impl Gifts {
    fn of(
        pack: &Pack,
        inputs: &Inputs,
        found: &AttributionAnswer,
        counted_for: CountedFor,
        year: Year,
    ) -> Self {
        let place = pack.years().position(|one| one == year).unwrap_or_default();
        let read = |table: &balans_answers::SeriesTable| {
            let row = table.get(counted_for.series());
            row.and_then(|row| row.get(place)).copied().unwrap_or(0.0)
        };
        let gift = |share: &balans_answers::ShareRow| {
            Some(MeasureShare {
                measure: Measure::find(&share.id)?,
                value: read(&share.value),
                alone: read(&share.alone),
                last: read(&share.last),
            })
        };
        let all: Vec<MeasureShare> = found.shares.iter().filter_map(gift).collect();
        let total = read(&found.all) - read(&found.none);
        let alone: f64 = all.iter().map(|gift| gift.alone).sum();
        let players = all.len();
        let gifts = MeasureShare::that_give(all.into_iter());
        let evidence = gifts.iter().map(|gift| {
            let found = pack.evidence(pack.measure(gift.measure), inputs);
            found.unwrap_or(Evidence::Own)
        });
        Self {
            evidence: evidence.collect(),
            gifts,
            total,
            overlap: total - alone,
            players,
        }
    }

    /// Returns each measure's start on the scale, and the ends of the scale, mnkr.
    fn scale(&self) -> (Vec<f64>, [f64; 2]) {
        let mut level = 0.0;
        let mut ends = [0.0_f64; 2];
        let mut include = |value: f64| ends = [ends[0].min(value), ends[1].max(value)];
        let mut starts = Vec::with_capacity(self.gifts.len());
        for gift in &self.gifts {
            starts.push(level);
            for end in [gift.value, gift.alone, gift.last] {
                include(level + end);
            }
            level += gift.value;
        }
        include(self.total - self.overlap);
        (starts, ends)
    }
}

#[component]
pub(super) fn Gives(asking: Asking) -> impl IntoView {
    let found = given(asking.store, asking.gives());
    view! {
        <section class="card require" id="vad-ger-vad">
            <h2>{words::GIVES}</h2>
            {found}
        </section>
    }
}

/// Makes the question what each measure gives.
pub(crate) fn gives_question(inputs: Values) -> Question {
    Question {
        inputs,
        shapley: true,
        ..Question::default()
    }
}

/// A card on Läget: the bridge by the measures' status, which stands above, or in its place by measure.
#[component]
pub(crate) fn BridgeBy(
    /// Whether it is by measure.
    by_measure: RwSignal<bool>,
    /// What each measure gives.
    answer: Memo<Option<Answered>>,
    /// Whether that could not be worked out.
    failed: RwSignal<bool>,
    /// Asks again.
    ask: Callback<()>,
) -> impl IntoView {
    let by = move || {
        if by_measure.get() {
            "measure"
        } else {
            "status"
        }
    };
    let choice = by_choice(by_measure);
    view! {
        <section class="card bridge-by" data-by=attr(by)>
            <h2>{words::BRIDGE_BY}</h2>
            {choice}
            {dynamic(move || by_measure.get().then(|| by_measures(answer, failed, ask)))}
        </section>
    }
}

/// Makes the choice of whether the steps from requirement to what is left are the measures, and not what stands behind them.
pub(crate) fn by_choice(by_measure: RwSignal<bool>) -> AnyView {
    choices(
        words::BRIDGE_BY,
        [(false, words::BY_STATUS), (true, words::BY_MEASURE)],
        move || by_measure.get(),
        move |one| by_measure.set(one),
    )
}

/// Renders what each measure gives, or that it is not there.
fn by_measures(
    answer: Memo<Option<Answered>>,
    failed: RwSignal<bool>,
    ask: Callback<()>,
) -> AnyView {
    let store = use_store();
    let waits = memo(move || answer.with(Option::is_none));
    view! {
        {dynamic(move || (waits.get() && !failed.get()).then(|| view! {
            <p class="small" role="status">{COMING}</p>
        }))}
        {dynamic(move || failed.get().then(|| view! {
            <div class="missing" role="alert">
                <p class="error" data-missing>{words::FAILED}</p>
                <button type="button" class="button" on:click=handler(move |_| ask.run(()))>
                    {texts::frame::TRY_AGAIN}
                </button>
            </div>
        }))}
        {given(store, answer)}
    }
    .into_any()
}

/// Renders what each measure gives, of the last answer there is.
fn given(store: Store, answer: Memo<Option<Answered>>) -> AnyView {
    let year = store.year_memo;
    let pack = store.base_pack();
    let counted_for = RwSignal::new(CountedFor::Saving(Scope::Total));
    let gifts = memo(move || {
        let answered = answer.get()?;
        let found = answered.1.shapley.as_ref()?;
        let inputs = answered.0.inputs().ok()?;
        Some(Arc::new(Gifts::of(
            pack,
            &inputs,
            found,
            counted_for.get(),
            year.get(),
        )))
    });
    let here = memo(move || gifts.with(Option::is_some));
    let any = memo(move || gifts.with(|it| it.as_ref().is_some_and(|it| !it.gifts.is_empty())));
    let options = CountedFor::ALL.map(|one| (one, one.name()));
    let choice = select(words::COUNTED_FOR, options.to_vec(), move |to| {
        counted_for.set(to);
    });
    let together = move || {
        let year = year.get();
        if !any.get() {
            return words::gives_nothing(year).into_any();
        }
        let [before, after] = words::gives_together(year);
        let quantity = counted_for.get().total(year);
        view! {
            {before}
            {followed(view! { <Amount quantity shown=Shown::Signed/> }, after)}
        }
    };
    let [how_open, table_open, take_open] = [const { false }; 3].map(RwSignal::new);
    let printing = store.printing;
    let table_shown = memo(move || table_open.get() || printing.get());
    let how = move || {
        let players = gifts.get().map_or(0, |gifts| gifts.players);
        words::gives_how(players, 1 << players.min(30))
    };
    let data = FigureData {
        id: "vad-ger-vad-bild",
        lead: Signal::stored(words::gives_picture()),
        figure: derived(move || {
            let gifts = gifts.get();
            as_figure(pack, gifts.as_deref(), year.get())
        }),
        numbers: Signal::stored(Vec::new()),
        stated: Some(derived(how)),
        chosen: Some(derived(move || counted_for.get().name())),
        scenarios: None,
    };
    view! {
            <p>{dynamic(move || here.get().then(together))}{words::GIVES_LEAD}</p>
            <div class="measure-filter">{choice}</div>
            {dynamic(move || any.get().then(|| view! { <Bars gifts pack/> }))}
            {dynamic(move || here.get().then(|| view! {
                <div class="figure-foot">
                    <Disclosure label=texts::frame::AS_TABLE about=words::GIVES panel="ger-tabell" open=table_open/>
                    <Disclosure label=texts::how::HOW about=words::GIVES panel="ger-sa" open=how_open/>
                    <Disclosure label=texts::files::TAKE about=words::GIVES panel="ger-ta" open=take_open/>
                </div>
                <div id="ger-tabell" hidden=attr(move || !table_shown.get())>
                    {dynamic(move || (table_shown.get() && any.get()).then(|| {
                        table(move || as_table(pack, gifts.get().as_deref(), counted_for.get(), year.get()))
                    }))}
                </div>
                <div id="ger-ta" class="take" hidden=attr(move || !take_open.get())>
                    {dynamic(move || take_open.get().then(|| figure_take(data)))}
                </div>
                <div id="ger-sa" class="panel" hidden=attr(move || !how_open.get())>
                    <p>{dynamic(how)}</p>
                </div>
            }))}
    }
    .into_any()
}

/// Renders a bar for each measure, each from where the one before ends, with marks for alone and last; then the overlap and the sum.
#[component]
fn Bars(gifts: Memo<Option<Arc<Gifts>>>, pack: &'static Pack) -> impl IntoView {
    let rows = move || {
        let Some(gifts) = gifts.get() else {
            return ().into_any();
        };
        let (starts, [low, high]) = gifts.scale();
        let span = high - low;
        let at = move |value: f64| {
            let share = if span > 0.0 {
                (value - low) / span
            } else {
                0.0
            };
            format!("{:.4}", share.clamp(0.0, 1.0))
        };
        let bar = move |from: f64, to: f64, evidence: Option<Evidence>| {
            view! {
                <span
                    class="gives-bar"
                    data-evidence=evidence.map(Evidence::as_str)
                    data-less=(to < from).then_some("")
                    style:--from=at(from.min(to))
                    style:--to=at(from.max(to))
                ></span>
            }
        };
        let rows = gifts.gifts.iter().zip(starts).zip(&gifts.evidence);
        let rows = rows.map(|((gift, start), &evidence)| {
            let name = pack.measure(gift.measure).name.to_string();
            let both = words::alone_and_last(&mnkr(gift.alone), &mnkr(gift.last));
            let taken = gift.is_mostly_taken();
            view! {
                <li class="gives-row" data-measure=gift.measure.id()>
                    <span class="gives-name">{name}</span>
                    <span class="gives-track" aria-hidden="true">
                        {bar(start, start + gift.value, Some(evidence))}
                        <span class="gives-alone" style:--at=at(start + gift.alone)></span>
                        <span class="gives-last" style:--at=at(start + gift.last)></span>
                    </span>
                    <b class="gives-value" data-stated>{mnkr(gift.value)}</b>
                    <span class="small gives-note" data-stated>{both}</span>
                    {taken.then(|| view! { <span class="small gives-note">{words::MOSTLY_TAKEN}</span> })}
                </li>
            }
        });
        let more = gifts.gifts.len() > 1;
        let overlap = more.then(|| {
            view! {
                <li class="gives-row" data-row="overlap">
                    <span class="gives-name">{words::OVERLAP}</span>
                    <span class="gives-track" aria-hidden="true">{bar(gifts.total - gifts.overlap, gifts.total, None)}</span>
                    <b class="gives-value" data-stated>{mnkr(gifts.overlap)}</b>
                    <span class="small gives-note">{words::OVERLAP_MEANS}</span>
                </li>
            }
        });
        let sum = more.then(|| {
            view! {
                <li class="gives-row" data-row="sum">
                    <span class="gives-name">{words::SUM}</span>
                    <span class="gives-track" aria-hidden="true">{bar(0.0, gifts.total, None)}</span>
                    <b class="gives-value" data-stated>{mnkr(gifts.total)}</b>
                </li>
            }
        });
        view! { {fragment(rows)} {sum} {overlap} }
    };
    let legend = move || {
        let gifts = gifts.get()?;
        let mut shown = Evidence::ALL.to_vec();
        shown.retain(|one| gifts.evidence.contains(one));
        Some(fragment(shown.into_iter().map(|one| {
            view! { <li><span class="gives-bar" data-evidence=one.as_str()></span>{shared::evidence(one)}</li> }
        })))
    };
    view! {
        <ul class="gives">{dynamic(rows)}</ul>
        <ul class="gives-legend">{dynamic(legend)}</ul>
        <p class="small">{words::GIVES_MARKS}</p>
    }
}

fn mnkr(value: f64) -> String {
    let unit = balans_model::Unit::Mnkr;
    shared::after(&balans_format::signed(value, shared::decimals(unit)), unit)
}

/// Makes the bars as a figure that can be saved as a picture.
fn as_figure(pack: &Pack, gifts: Option<&Gifts>, year: Year) -> AnyFigure {
    let all = gifts.map_or(&[][..], |gifts| &gifts.gifts);
    let sum = [
        (
            words::SUM.to_owned(),
            gifts.map_or(0.0, |gifts| gifts.total),
        ),
        (
            words::OVERLAP.to_owned(),
            gifts.map_or(0.0, |gifts| gifts.overlap),
        ),
    ];
    let rows = all
        .iter()
        .map(|gift| (pack.measure(gift.measure).name.to_string(), gift.value));
    let (categories, values) = rows.chain(sum).unzip();
    let evidence = gifts.map_or(&[][..], |gifts| &gifts.evidence);
    let fills = evidence.iter().map(|one| figures::evidence_fill(*one));
    AnyFigure::from(BarsHorizontal {
        title: words::gives_title(year),
        unit: shared::MNKR.to_owned(),
        decimals: 1,
        category_heading: shared::MEASURE.to_owned(),
        categories,
        layout: Layout::Grouped,
        series: vec![ColumnSeries {
            name: words::GIVES_COLUMNS[0].to_owned(),
            values,
            // The sum and the overlap: what stands behind them is mixed.
            fill: Fill::Total,
            below: None,
        }],
        fills: fills.collect(),
        legend: figures::evidence_legend(evidence),
    })
}

fn as_table(pack: &Pack, gifts: Option<&Gifts>, counted_for: CountedFor, year: Year) -> Table {
    let all = gifts.map_or(&[][..], |gifts| &gifts.gifts);
    let evidence = gifts.map_or(&[][..], |gifts| &gifts.evidence);
    let rows = all.iter().zip(evidence).map(|(gift, evidence)| {
        let quantity = counted_for.of(gift.measure, year);
        let cells = [gift.value, gift.alone, gift.last];
        let cells =
            cells.map(|value| Cell::Number(NumberCell::change(quantity, Shown::Plain, value)));
        let evidence = Cell::Text(shared::evidence(*evidence).to_owned());
        let cells = cells.into_iter().chain([evidence]);
        Row::new(&*pack.measure(gift.measure).name, cells)
    });
    let total = counted_for.total(year);
    let sum = Row::new(
        words::SUM,
        [
            Cell::amount(total, Shown::Signed),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ],
    );
    let overlap = gifts.map_or(0.0, |gifts| gifts.overlap);
    let overlap = Row::new(
        words::OVERLAP,
        [
            Cell::Number(NumberCell::change(total, Shown::Plain, overlap)),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ],
    );
    Table {
        class: "wide",
        rows: rows.chain([sum.total(), overlap]).collect(),
        ..Table::new(
            words::gives_table(&counted_for.name(), year),
            shared::MEASURE,
            words::GIVES_COLUMNS,
        )
        .with_words([BY_STATUS])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_answers::Work;
    use balans_model::{Inputs, KSON_2023, simulate};

    /// Both indexations, and all commissioning: they lower the same cost.
    const VALUES: [(&str, f64); 3] = [
        ("indexation.withheld_care", 2.0),
        ("commissioning.share_care", 2.0),
        ("discharge.external_days", 200.0),
    ];

    fn attribution() -> AttributionAnswer {
        let inputs = VALUES.map(|(id, value)| (id.to_owned(), value));
        let question = Question {
            inputs: inputs.into_iter().collect(),
            shapley: true,
            ..Question::default()
        };
        let mut work = Work::new(&question).unwrap();
        while !work.step(u32::MAX) {}
        work.answer().shapley.unwrap()
    }

    #[test]
    fn what_measures_give_is_what_the_scenario_gives() {
        let found = attribution();
        let mut inputs = Inputs::defaults(&KSON_2023);
        for (id, value) in VALUES {
            inputs.set(&KSON_2023, balans_model::InputId::find(id).unwrap(), value);
        }
        let outcome = simulate(&KSON_2023, &inputs);
        for counted_for in CountedFor::ALL {
            for year in KSON_2023.plan_year..=KSON_2023.horizon {
                let gifts = Gifts::of(&KSON_2023, &inputs, &found, counted_for, year);
                let total = outcome.value(counted_for.total(year)).unwrap();
                assert!((gifts.total - total).abs() < 1e-9, "{counted_for:?} {year}");
                let sum: f64 = gifts.gifts.iter().map(|gift| gift.value).sum();
                // What is left out is less than half a tkr each.
                assert!((sum - total).abs() < 1e-2, "{counted_for:?} {year}");
                assert_eq!(gifts.players, 5);
                // Every bar has its fill: the two of the documents their own, what was typed the person's.
                let own = gifts.gifts.iter().zip(&gifts.evidence).all(|(gift, is)| {
                    let documented = KSON_2023.measure(gift.measure).evidence;
                    *is == documented.unwrap_or(Evidence::Own)
                });
                assert!(own && gifts.evidence.len() == gifts.gifts.len());
            }
        }
    }

    #[test]
    fn bars_are_inside_their_scale() {
        let gifts = Gifts::of(
            &KSON_2023,
            &Inputs::defaults(&KSON_2023),
            &attribution(),
            CountedFor::Party(Party::Tiohundra),
            2025,
        );
        let (starts, [low, high]) = gifts.scale();
        assert!(low < 0.0 && high >= 0.0);
        assert_eq!(starts.len(), gifts.gifts.len());
        for (gift, start) in gifts.gifts.iter().zip(starts) {
            for end in [gift.value, gift.alone, gift.last] {
                assert!((low..=high).contains(&(start + end)));
            }
        }
    }
}
