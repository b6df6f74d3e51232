//! Vem påverkas?: what the measures mean to each party, what is only moved inside the koncern, and who finances
//! what is left.

use balans_model::{
    Measure, Member, Outcome, Pack, Party, ProviderMeasure, Quantity, Status, Year,
};
use balans_report::figures;
use balans_report::texts::{parties as words, shared};
use leptos::prelude::*;

use crate::erased::{derived, dynamic, memo, view};
use crate::state::{Route, use_store};
use crate::table::{Cell, Row, RowKind, Shown, Table};
use crate::texts;
use crate::ui::components::{Amount, FigureCard, StatusChip, followed};
use crate::ui::lazy::components::{table, when_seen};
use crate::ui::view::Heading;

#[component]
pub(super) fn Parties() -> impl IntoView {
    let year = use_store().year_memo;
    view! {
        <Heading route=Route::Parties/>
        <Answer year/>
        <div class="columns">
            <Koncern year/>
            {when_seen(move || view! { <YearFigure year/> })}
        </div>
        <div class="stack after">
            {when_seen(move || view! { <AllYears year/> })}
            {when_seen(move || view! { <ByMeasure year/> })}
            <div class="beside">
                <Members year/>
                <Capital year/>
            </div>
            {when_seen(move || view! { <External year/> })}
        </div>
    }
}

fn total(outcome: &Outcome, party: Party, year: Year) -> f64 {
    outcome
        .value(Quantity::PartyTotal(party, year))
        .unwrap_or(0.0)
}

/// Returns the label of a measure that only moves money inside the koncern, in full or in part.
pub(crate) fn transfer_text(
    outcome: &Outcome,
    measure: Measure,
    year: Year,
) -> Option<&'static str> {
    let of = |quantity| outcome.value(quantity).unwrap_or(0.0);
    let effect = |party| of(Quantity::PartyEffect(measure, party, year));
    words::transfer_mark(
        effect(Party::Kson),
        of(Quantity::Transfer(measure, year)),
        effect(Party::Norrtalje) + effect(Party::Region) + effect(Party::External),
    )
}

#[component]
fn Answer(year: Memo<Year>) -> impl IntoView {
    let store = use_store();
    let answer = store.derive(move |outcome| {
        let year = year.get();
        words::answer(
            year,
            &Party::SINGLE.map(|party| (party, total(outcome, party, year))),
        )
    });
    let group = store.derive(move |outcome| {
        let of = |party| total(outcome, party, year.get());
        words::answer_group(of(Party::Kson), of(Party::Tiohundra), of(Party::Group))
    });
    let amount = move |party| {
        let quantity = Quantity::PartyTotal(party, year.get());
        view! { <Amount quantity shown=Shown::SignedTkr/> }
    };
    view! {
        <p class="lead" data-answer>
            <b>{answer}</b>
            " "
            {shared::party(Party::Kson)}
            " "
            {followed(dynamic(move || amount(Party::Kson)), ", ")}
            {shared::party(Party::Tiohundra)}
            " "
            {followed(dynamic(move || amount(Party::Tiohundra)), ". ")}
            {group}
            " "
            {followed(dynamic(move || amount(Party::Group)), ".")}
        </p>
    }
}

/// Renders the chosen year, and the koncern as a sum.
#[component]
fn Koncern(year: Memo<Year>) -> impl IntoView {
    // A sum has one unit for all its amounts.
    let store = use_store();
    let terms = [Party::Kson, Party::Tiohundra, Party::Group];
    let of = move |outcome: &Outcome| terms.map(|party| total(outcome, party, year.get()));
    let in_mnkr = store.derive(move |outcome| of(outcome).into_iter().any(shared::is_million));
    let is_rounded = store.derive(move |outcome| {
        let [kson, tiohundra, group] = of(outcome);
        in_mnkr.get() && !shared::adds_up(&[kson, tiohundra], group, 1)
    });
    let rows = move || {
        let year = year.get();
        let total = |party| Quantity::PartyTotal(party, year);
        let shown = if in_mnkr.get() {
            Shown::Signed
        } else {
            Shown::SignedTkr
        };
        [
            (shared::party(Party::Kson), total(Party::Kson), None),
            (
                shared::party(Party::Tiohundra),
                total(Party::Tiohundra),
                None,
            ),
            (words::GROUP_SUM, total(Party::Group), Some("sum")),
            (
                words::ELIMINATED,
                Quantity::PartyTransfer(Party::Kson, year),
                Some("small"),
            ),
        ]
        .map(|(name, quantity, class)| {
            view! {
                <dt class=class>{name}</dt>
                <dd class=class><Amount quantity shown/></dd>
            }
        })
    };
    view! {
        <section class="card">
            <h2>{words::CHOICE}</h2>
            <p>{words::choice_lead()}</p>
            <dl class="facts after-choice">{rows}</dl>
            <p class="small after-choice">
                {words::eliminated_note()}
                {dynamic(move || is_rounded.get().then(|| view! { " "{shared::ROUNDED} }))}
            </p>
        </section>
    }
}

#[component]
fn YearFigure(year: Memo<Year>) -> impl IntoView {
    let figure =
        use_store().derive(move |outcome| figures::split(outcome, &Party::SHOWN, year.get()));
    let lead = derived(move || words::lead(year.get()));
    let numbers = derived(move || figures::split_numbers(&Party::SHOWN, year.get()));
    let chosen = derived(move || year.get().to_string());
    view! { <FigureCard id="parter" lead figure numbers chosen/> }
}

/// Which years of a table have a column or a row of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum YearsShown {
    Each,
    /// All years show the same, and the year chosen stands for them.
    Same(Year),
}

impl YearsShown {
    /// Decides by what the years show: `of` lists the quantities of a year, each with how it is shown.
    fn of(
        pack: &Pack,
        outcome: &Outcome,
        chosen: Year,
        of: impl Fn(Year) -> Vec<(Quantity, Shown)>,
    ) -> Self {
        let texts = |year| {
            let texts = of(year).into_iter().map(|(quantity, shown)| {
                shown.bare(quantity, outcome.value(quantity).unwrap_or(f64::NAN))
            });
            texts.collect::<Vec<_>>()
        };
        let first = texts(pack.plan_year);
        let mut years = pack.plan_year..=pack.horizon;
        if years.all(|year| texts(year) == first) {
            Self::Same(chosen)
        } else {
            Self::Each
        }
    }

    /// Lists the columns or rows: the year whose amounts they have, and their heading.
    fn headed(self, pack: &Pack) -> Vec<(Year, String)> {
        let (first, last) = (pack.plan_year, pack.horizon);
        match self {
            Self::Each => (first..=last)
                .map(|year| (year, year.to_string()))
                .collect(),
            Self::Same(chosen) => vec![(chosen, words::all_years(first, last))],
        }
    }

    /// Says that all years show the same, where they do.
    fn note(self, pack: &Pack) -> Option<String> {
        matches!(self, Self::Same(_)).then(|| words::years_same(pack.plan_year, pack.horizon))
    }
}

/// Renders the table of parties by year; the elimination is below the koncern's sum, so that columns add up.
#[component]
fn AllYears(year: Memo<Year>) -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let (first, last) = (pack.plan_year, pack.horizon);
    let title = store.derive(move |outcome| {
        let of = |year| total(outcome, Party::Group, year);
        words::years_title(first, of(first), last, of(last))
    });
    let years = store.derive(move |outcome| {
        YearsShown::of(pack, outcome, year.get(), |year| {
            let totals = Party::SHOWN.map(|party| Quantity::PartyTotal(party, year));
            let moved = [Party::Kson, Party::Tiohundra, Party::Group]
                .map(|party| Quantity::PartyTransfer(party, year));
            let all = totals.into_iter().chain(moved);
            all.map(|quantity| (quantity, Shown::SignedTkr)).collect()
        })
    });
    let data = store.derive(move |outcome| by_year(pack, outcome, years.get()));
    view! {
        <section class="card" id="parter-ar">
            <h2>{title}</h2>
            <p>{words::YEARS_LEAD}{same_note(pack, years)}</p>
            {table(move || data.get())}
            <p class="small">{words::YEARS_NOTE}" "{words::eliminated_note()}</p>
        </section>
    }
}

/// Says below a lead that all years show the same, where they do.
fn same_note(pack: &'static Pack, years: Memo<YearsShown>) -> AnyView {
    dynamic(move || {
        years
            .get()
            .note(pack)
            .map(|note| view! { " "<span data-same-years>{note}</span> })
    })
}

fn by_year(pack: &Pack, outcome: &Outcome, shown: YearsShown) -> Table {
    let headed = shown.headed(pack);
    let years = || headed.iter().map(|(year, _)| *year);
    let row = |party: Party| {
        let cells = years().map(|year| Cell::Amount {
            quantity: Quantity::PartyTotal(party, year),
            shown: Shown::SignedTkr,
            of: Vec::new(),
            moved: {
                let transfer = outcome.value(Quantity::PartyTransfer(party, year));
                !words::is_nothing(transfer.unwrap_or(0.0))
            },
        });
        Row::new(shared::party(party), cells).total_if(party == Party::Group)
    };
    let eliminated = years().map(|year| {
        let quantity = Quantity::PartyTransfer(Party::Kson, year);
        Cell::amount(quantity, Shown::SignedTkr)
    });
    let eliminated = Row {
        kind: RowKind::Eliminated,
        ..Row::new([words::ELIMINATED, " ", words::MARK].concat(), eliminated)
    };
    let mut rows: Vec<_> = [Party::Kson, Party::Tiohundra, Party::Group]
        .map(row)
        .into();
    rows.push(eliminated);
    rows.extend([Party::Norrtalje, Party::Region, Party::External].map(row));
    Table {
        class: "wide",
        rows,
        ..Table::new(
            words::YEARS_TABLE,
            shared::PARTY,
            headed.iter().map(|(_, heading)| heading),
        )
    }
}

/// Lists the measures with an effect on any party in the year.
fn acting(outcome: &Outcome, year: Year) -> Vec<Measure> {
    let acts = |measure: &Measure| {
        Party::ALL.iter().any(|&party| {
            let effect = outcome.value(Quantity::PartyEffect(*measure, party, year));
            !words::is_nothing(effect.unwrap_or(0.0))
        })
    };
    Measure::ALL.iter().copied().filter(acts).collect()
}

#[component]
fn ByMeasure(year: Memo<Year>) -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let measures = store.derive(move |outcome| (year.get(), acting(outcome, year.get())));
    let any = memo(move || measures.with(|(_, all)| !all.is_empty()));
    let data = store.derive(move |outcome| {
        let (year, all) = measures.get();
        by_measure(pack, outcome, year, &all)
    });
    let title = move || measures.with(|(year, all)| words::measures_title(*year, all.len()));
    let rest = move || {
        measures.with(|(_, all)| words::measures_rest(Measure::ALL.len().saturating_sub(all.len())))
    };
    view! {
        <section class="card" id="parter-atgarder">
            <h2>{title}</h2>
            <p>{words::MEASURES_LEAD}</p>
            {dynamic(move || any.get().then(|| table(move || data.get())))}
            <p class="small">{rest}" "{words::transfer_note()}</p>
            <Kept year/>
        </section>
    }
}

/// Renders the part of providers' gains that the providers keep; nothing where there is no gain.
#[component]
fn Kept(year: Memo<Year>) -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let kept = store.derive(move |outcome| {
        let year = year.get();
        let stays = |gain: &ProviderMeasure| {
            let kept = outcome.value(Quantity::ProviderGainKept(*gain, year));
            !words::is_nothing(kept.unwrap_or(0.0))
        };
        let gains = ProviderMeasure::ALL.iter().copied().filter(stays);
        (year, gains.collect::<Vec<_>>())
    });
    move || {
        let (year, gains) = kept.get();
        let rows = gains.iter().map(|&gain| {
            let quantity = Quantity::ProviderGainKept(gain, year);
            view! {
                <dt>{words::kept(&pack.measure(gain.measure()).name)}</dt>
                <dd><Amount quantity shown=Shown::SignedTkr/></dd>
            }
        });
        (!gains.is_empty()).then(|| {
            view! {
                <dl class="facts after-choice" data-kept>{rows.collect_view()}</dl>
                <p class="small">{words::kept_note()}</p>
            }
        })
    }
}

fn by_measure(pack: &Pack, outcome: &Outcome, year: Year, all: &[Measure]) -> Table {
    // The transfer stands right after KSON's effect, which it is a part of.
    let cells = |of: &dyn Fn(Party) -> Quantity, transfer: Quantity| {
        let mut parties = Party::SHOWN.map(of).to_vec();
        parties.insert(1, transfer);
        parties
            .into_iter()
            .map(|it| Cell::amount(it, Shown::SignedTkr))
    };
    let rows = all.iter().map(|&measure| {
        let effect = |party| Quantity::PartyEffect(measure, party, year);
        let cells = cells(&effect, Quantity::Transfer(measure, year));
        let mut row = Row::new(&*pack.measure(measure).name, cells);
        row.head.chip = transfer_text(outcome, measure, year);
        row
    });
    let total = |party| Quantity::PartyTotal(party, year);
    let total = cells(&total, Quantity::PartyTransfer(Party::Kson, year));
    let total = Row::new(shared::SUM, total).total();
    let mut columns = Party::SHOWN.map(shared::party).to_vec();
    columns.insert(1, words::MEASURES_TRANSFER);
    Table {
        class: "wide",
        rows: rows.chain([total]).collect(),
        ..Table::new(
            texts::housing::parties_table(year),
            shared::MEASURE,
            columns,
        )
    }
}

#[component]
fn Members(year: Memo<Year>) -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let title = store.derive(move |outcome| {
        let year = year.get();
        let of = |member| {
            outcome
                .value(Quantity::MemberGap(member, year))
                .unwrap_or(0.0)
        };
        words::members_title(year, of(Member::Norrtalje), of(Member::Region))
    });
    // Nothing is raised where nothing is left, nor in one area where the other has money over.
    let is_left = store.derive(move |outcome| {
        let gaps = shared::Gaps::of(outcome, year.get());
        !gaps.is_balanced() && gaps.uneven().is_none()
    });
    let years = store.derive(move |outcome| {
        YearsShown::of(pack, outcome, year.get(), |year| {
            let all = member_quantities(year).into_iter();
            all.map(|quantity| (quantity, Shown::Plain)).collect()
        })
    });
    let raise = move || {
        let year = year.get();
        let [before, between, after] = words::members_raise(year);
        let amount = |member| view! { <Amount quantity=Quantity::MemberRaise(member, year)/> };
        view! {
            {before}
            {amount(Member::Norrtalje)}
            {between}
            {amount(Member::Region)}
            {after}
        }
    };
    view! {
        <section class="card" id="medlemmar">
            <h2>{title}</h2>
            <p>
                <StatusChip status=Status::Assumption/>" "{words::members_lead()}
                {same_note(pack, years)}
            </p>
            {table(move || by_member(pack, years.get(), year.get()))}
            {dynamic(move || is_left.get().then(|| view! { <p class="small">{raise}</p> }))}
        </section>
    }
}

/// Lists what is left of a year: by member, and in all.
fn member_quantities(year: Year) -> Vec<Quantity> {
    let members = Member::ALL.iter();
    let members = members.map(|&member| Quantity::MemberGap(member, year));
    members.chain([Quantity::Remaining(year)]).collect()
}

fn by_member(pack: &Pack, shown: YearsShown, chosen: Year) -> Table {
    let rows = shown.headed(pack).into_iter().map(|(year, heading)| {
        let cells = member_quantities(year).into_iter();
        let cells = cells.map(|it| Cell::amount(it, Shown::Plain));
        Row {
            is_chosen: shown == YearsShown::Each && year == chosen,
            ..Row::new(heading, cells)
        }
    });
    let columns = Member::ALL
        .iter()
        .map(|&member| words::member_column(member));
    let columns = columns.chain([words::MEMBERS_BOTH]);
    Table {
        class: "tight",
        caption: words::MEMBERS_TABLE.to_owned(),
        rows: rows.collect(),
        ..Table::new(words::MEMBERS_TABLE, words::YEAR, columns)
    }
}

#[component]
fn Capital(year: Memo<Year>) -> impl IntoView {
    let store = use_store();
    let pack = store.active_pack();
    let title = store.derive(move |outcome| {
        let year = year.get();
        let share = outcome.value(Quantity::TiohundraCapitalShare(year));
        words::capital_title(year, share.unwrap_or(0.0))
    });
    let years = store.derive(move |outcome| {
        YearsShown::of(pack, outcome, year.get(), |year| {
            capital_quantities(year).to_vec()
        })
    });
    view! {
        <section class="card" id="aktiekapital">
            <h2>{title}</h2>
            <p>
                {words::CAPITAL_LEAD[0]}
                {followed(view! { <Amount quantity=Quantity::ShareCapital()/> }, words::CAPITAL_LEAD[1])}
                {same_note(pack, years)}
            </p>
            {table(move || against_capital(pack, years.get(), year.get()))}
            <p class="small">{words::CAPITAL_NOTE}" "{words::capital_risk()}</p>
        </section>
    }
}

/// Lists what is set against the share capital in a year, each with how it is shown.
const fn capital_quantities(year: Year) -> [(Quantity, Shown); 2] {
    [
        (
            Quantity::PartyTotal(Party::Tiohundra, year),
            Shown::SignedTkr,
        ),
        (Quantity::TiohundraCapitalShare(year), Shown::Plain),
    ]
}

fn against_capital(pack: &Pack, shown: YearsShown, chosen: Year) -> Table {
    let rows = shown.headed(pack).into_iter().map(|(year, heading)| {
        let cells = capital_quantities(year).map(|(it, shown)| Cell::amount(it, shown));
        Row {
            is_chosen: shown == YearsShown::Each && year == chosen,
            ..Row::new(heading, cells)
        }
    });
    Table {
        class: "tight",
        caption: words::capital_table().to_owned(),
        rows: rows.collect(),
        ..Table::new(words::capital_table(), words::YEAR, words::CAPITAL_COLUMNS)
    }
}

#[component]
fn External(year: Memo<Year>) -> impl IntoView {
    let title = use_store().derive(move |outcome| {
        let year = year.get();
        let of = |party| total(outcome, party, year);
        let outside = [Party::Norrtalje, Party::Region, Party::External];
        words::external_title(year, &outside.map(|party| (party, of(party))))
    });
    let rows = words::external_rows().map(|(party, meaning)| {
        let amount = move || {
            let quantity = Quantity::PartyTotal(party, year.get());
            view! { <Amount quantity shown=Shown::SignedTkr/> }
        };
        view! {
            <dt>{shared::party(party)}</dt>
            <dd>{amount}</dd>
            <dd class="wide small">{meaning}</dd>
        }
    });
    view! {
        <section class="card" id="externa">
            <h2>{title}</h2>
            <dl class="facts">{rows}</dl>
        </section>
    }
}
