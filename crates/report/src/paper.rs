//! The decision paper: a *beslutsunderlag* with the headings of a Swedish tjänsteskrivelse.

use balans_charts::Cell;
use balans_model::{
    Area, ENGINE, Evidence, InputId, KSON_2023, Measure, Member, Party, Quantity, Scope, Status,
    Year, input_id,
};

use crate::case::Link;
use crate::deck::{
    ASPECTS, PARTIES, Told, compared, drawn, housing_caution, level, questions, rest_row, told,
    totalled, uncalculated_groups,
};
use crate::figures;
use crate::room::Room;
use crate::texts::{deck as said, measures, paper as words, parties, reconciliation, shared};
use crate::{Block, Case, Tabled};

/// A paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// What it finds.
    pub title: String,
    /// What it is about and what made it: names and values.
    pub head: Vec<(String, String)>,
    /// What a person fills in at its head.
    pub blanks: Vec<Block>,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// A part under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
    /// Parts of it, under headings of their own.
    pub sub: Vec<Section>,
}

impl Section {
    fn new(heading: &str, blocks: Vec<Block>) -> Self {
        Self {
            heading: heading.to_owned(),
            blocks,
            sub: Vec::new(),
        }
    }

    fn with(mut self, sub: impl IntoIterator<Item = Self>) -> Self {
        self.sub.extend(sub);
        self
    }
}

/// The most measures with a row each on one page, and the most numbers that are named there.
const ON_A_PAGE: usize = 7;
const NAMED_ON_A_PAGE: usize = 3;

/// A paper with its head, without its parts.
fn headed(room: &Room<'_>, blanks: &[(&str, &str)]) -> Paper {
    let case = room.case;
    let [requirement, ..] = room.answer();
    let (to, direktion) = words::TO;
    let head = [
        (to, direktion.to_owned()),
        (
            words::SCENARIO,
            words::scenario(&case.name, case.saved.as_deref()),
        ),
        (
            words::MADE,
            words::made(
                &case.today,
                &case.version,
                &room.pack.name,
                KSON_2023.version(),
                ENGINE,
            ),
        ),
    ];
    Paper {
        title: words::title(room.year(), room.gaps(room.year()), requirement),
        head: head.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        blanks: blanks
            .iter()
            .map(|(key, label)| blank(key, label, 1))
            .collect(),
        sections: Vec::new(),
    }
}

/// The blanks at the head of a paper.
const BLANKS: [(&str, &str); 3] = [
    ("handlaggare", words::CASE_WORKER),
    ("diarienummer", words::REGISTER),
    ("datum", words::DATE),
];

/// The paper of the case.
#[must_use]
pub fn paper(case: &Case) -> Paper {
    let room = Room::new(case);
    Paper {
        sections: [
            Some(matter(&room)),
            Some(proposal(&room)),
            Some(summary(&room)),
            Some(background(&room)),
            Some(requirement_section(&room)),
            Some(measures_section(&room)),
            Some(housing(&room)),
            Some(affected(&room)),
            Some(consequences(&room)),
            Some(uncertain(&room)),
            alternatives(&room),
            Some(deviations(&room)),
            Some(sources(&room)),
            Some(assumptions(&room)),
            try_it(&room),
            Some(Section::new(
                words::SIGNED,
                vec![
                    blank("ort", words::PLACE, 1),
                    blank("underskrift", words::SIGNED, 1),
                    blank("namn", words::SIGNED_BY, 1),
                ],
            )),
        ]
        .into_iter()
        .flatten()
        .collect(),
        ..headed(&room, &BLANKS)
    }
}

/// The paper of the case on one A4: what is left, the measures with an amount, whom they affect, what it stands on, and the
/// way to the scenario. Nothing on it grows with the scenario beyond a page.
#[must_use]
pub fn one_page(case: &Case) -> Paper {
    let room = Room::new(case);
    let plan = room.year();
    let [requirement, ..] = room.answer();
    let (answer, more) = shared::answer(plan, room.gaps(plan), requirement);
    let without = room.uncalculated().len();
    let horizon = room.pack.horizon;
    let stands = Section::new(
        words::SUMMARY,
        vec![
            Block::Lead(format!("{answer}{more}")),
            Block::Table(areas_table(&room)),
            text(said::years_left(room.left_in(plan), room.left_in(horizon))),
        ],
    );
    let mut measures = Section::new(words::WITH_FIGURE, largest(&room));
    measures.blocks.push(text(if without > 0 {
        format!(
            "{}. {}",
            said::uncalculated(without, room.pack.measures.len()),
            words::UNCERTAIN_IS
        )
    } else {
        format!("{}.", said::uncalculated(without, room.pack.measures.len()))
    }));
    let affected = Section::new(words::AFFECTED, vec![Block::Table(parties_table(&room))]);
    let carry = Section::new(words::CARRY, vec![Block::List(carrying(&room))]);
    let mut sections = vec![stands, measures, affected, carry];
    if Link::of(&case.link) == Link::Address {
        sections.push(Section::new(
            words::TRY,
            vec![Block::Code(case.link.clone())],
        ));
    }
    Paper {
        sections,
        ..headed(&room, &BLANKS)
    }
}

/// The measures with an amount, the largest first, as one table; those without a row of their own share one.
fn largest(room: &Room<'_>) -> Vec<Block> {
    let year = room.year();
    let mut counted = room.counted();
    if counted.is_empty() {
        return vec![text(words::WITH_FIGURE_NONE)];
    }
    let full_year = |one: &Measure| room.of(Quantity::FullYear(*one)).abs();
    counted.sort_by(|a, b| full_year(b).total_cmp(&full_year(a)));
    let (shown, rest) = counted.split_at(if counted.len() > ON_A_PAGE {
        ON_A_PAGE - 1
    } else {
        counted.len()
    });
    let mut rows: Vec<_> = shown
        .iter()
        .map(|&one| {
            vec![
                Told::text(room.spec(one).name.to_string()),
                Told::text(
                    room.evidence_of(room.spec(one))
                        .map_or("", measures::amount_kind),
                ),
                Told::tkr(room, Quantity::MeasureSaving(one, year)),
                Told::tkr(room, Quantity::FullYear(one)),
            ]
        })
        .collect();
    if !rest.is_empty() {
        let mut row = rest_row(room, rest);
        row.insert(1, empty());
        rows.push(row);
    }
    rows.push(vec![
        Told::text(words::TOGETHER),
        empty(),
        Told::tkr(room, Quantity::Saving(Scope::Total, year)),
        Told::tkr(room, Quantity::FullYearTotal()),
    ]);
    let [name, kind, _, first, whole, _] = words::measures_columns(year);
    let table = told(words::MEASURES_CAPTION, [name, kind, first, whole], rows);
    vec![Block::Table(totalled(table))]
}

/// What the result stands or falls with, a sentence each.
fn carrying(room: &Room<'_>) -> Vec<String> {
    let mut all = vec![
        said::growth_funding(room.inputs.get(GROWTH_FUNDING)),
        words::extra(room.inputs.get(EXTRA_PER_YEAR)),
        housing_caution(room).to_owned(),
    ];
    all.extend(base_year(room));
    all.push(words::assumed_count(assumed(room).len()));
    let deviating = room.deviating();
    let named = deviating
        .iter()
        .take(NAMED_ON_A_PAGE)
        .map(|id| format!("{} {}", room.pack.spec(*id).label, room.value(*id)));
    let named: Vec<_> = named.collect();
    let more = deviating.len().saturating_sub(named.len());
    all.push(words::deviating_named(&named, more, room.documents()));
    all.extend(room.own_underlag());
    all
}

fn blank(key: &str, label: &str, lines: u8) -> Block {
    Block::Blank {
        key: key.to_owned(),
        label: label.to_owned(),
        lines,
    }
}

fn text(text: impl Into<String>) -> Block {
    Block::Text(text.into())
}

fn empty() -> Told {
    Told {
        cell: Cell::Empty,
        quantity: None,
    }
}

fn matter(room: &Room<'_>) -> Section {
    let year = room.year();
    let of = |scope| room.of(Quantity::Requirement(scope, year));
    Section::new(
        words::MATTER,
        vec![
            text(words::matter(
                year,
                of(Scope::Total),
                of(Area::Care.into()),
                of(Area::Health.into()),
            )),
            text(words::MATTER_SHOWS),
        ],
    )
}

fn proposal(room: &Room<'_>) -> Section {
    Section::new(
        words::PROPOSAL,
        vec![
            blank("forslag", words::PROPOSED, 4),
            text(words::PROPOSAL_IS),
            text(words::QUESTIONS),
            Block::List(questions(room)),
        ],
    )
}

/// The inputs nobody has stated that something hangs on.
fn assumed(room: &Room<'_>) -> Vec<InputId> {
    let is_assumed = |id: &InputId| {
        // That a measure counts is a choice, and no assumption about the world.
        room.pack.spec(*id).status == Status::Assumption && !id.name().ends_with(".on")
    };
    InputId::all()
        .filter(|id| is_assumed(id) && !room.is_idle(*id))
        .collect()
}

fn areas() -> [Scope; 3] {
    [Area::Care.into(), Area::Health.into(), Scope::Total]
}

/// Requirement, measures and what is left, by area.
fn areas_table(room: &Room<'_>) -> Tabled {
    let year = room.year();
    let rows = areas().map(|scope| {
        vec![
            Told::text(shared::scope(scope)),
            Told::of(room, Quantity::Requirement(scope, year)),
            Told::of(room, Quantity::Saving(scope, year)),
            Told::of(room, Quantity::Gap(scope, year)),
        ]
    });
    let table = totalled(told(
        words::AREAS_CAPTION,
        words::areas_columns(),
        Vec::from(rows),
    ));
    let subtracts = areas()
        .into_iter()
        .all(|scope| subtracts(room, scope, year));
    with_rounded(table, subtracts)
}

/// Whether requirement less measures comes to what is left as they are shown.
fn subtracts(room: &Room<'_>, scope: Scope, year: Year) -> bool {
    let of = |quantity: fn(Scope, Year) -> Quantity| room.of(quantity(scope, year));
    let parts = [of(Quantity::Requirement), -of(Quantity::Saving)];
    shared::adds_up(&parts, of(Quantity::Gap), 1)
}

/// The table, with a word where amounts in its rows don't come to each other as they are rounded.
fn with_rounded(table: Tabled, adds_up: bool) -> Tabled {
    if adds_up || table.note.contains(shared::ROUNDED) {
        return table;
    }
    Tabled {
        note: [&*table.note, shared::ROUNDED]
            .join(" ")
            .trim_start()
            .to_owned(),
        ..table
    }
}

fn summary(room: &Room<'_>) -> Section {
    let (plan, horizon) = (room.year(), room.pack.horizon);
    let [requirement, ..] = room.answer();
    let (answer, more) = shared::answer(plan, room.gaps(plan), requirement);
    let effects = PARTIES
        .into_iter()
        .filter(|party| *party != Party::Group)
        .map(|party| (party, room.of(Quantity::PartyTotal(party, plan))));
    let without = room.uncalculated().len();
    Section::new(
        words::SUMMARY,
        vec![
            Block::Lead(format!("{answer}{more}")),
            text(words::by_evidence(
                room.evidence(Evidence::Decided),
                room.evidence(Evidence::Proposed),
                room.evidence(Evidence::Own),
            )),
            text(format!(
                "{}. {}",
                said::uncalculated(without, room.pack.measures.len()),
                parties::answer(plan, &effects.collect::<Vec<_>>())
            )),
            text(said::years_left(room.left_in(plan), room.left_in(horizon))),
            text(words::stands_on(
                room.deviating().len(),
                assumed(room).len(),
                room.documents(),
            )),
            Block::Table(areas_table(room)),
        ],
    )
}

const GROWTH_80: InputId = input_id("demography.growth_80_to_2025");
const GROWTH_FUNDING: InputId = input_id("requirement.growth_funding");
const EXTRA_PER_YEAR: InputId = input_id("requirement.extra_per_year");

fn background(room: &Room<'_>) -> Section {
    let pack = &room.pack;
    let growth = room.of(Quantity::ReferenceGrowth(Scope::Total));
    let mut blocks = vec![
        text(words::WHO),
        text(words::elderly(
            pack.growth_from,
            pack.growth_to,
            room.inputs.get(GROWTH_80),
            KSON_2023.spec(GROWTH_80).default,
        )),
        text(format!(
            "{}.",
            shared::years_title(growth, pack.plan_year, pack.horizon)
        )),
        text(words::SURVEY),
    ];
    if !room.case.note.is_empty() {
        blocks.push(text(words::about(&room.case.note)));
    }
    Section::new(words::BACKGROUND, blocks)
}

fn requirement_section(room: &Room<'_>) -> Section {
    let year = room.year();
    let rows = areas().map(|scope| {
        vec![
            Told::text(shared::scope(scope)),
            Told::whole(room, Quantity::ReferenceCost(scope, year)),
            Told::whole(room, Quantity::Financing(scope, year)),
            Told::of(room, Quantity::Requirement(scope, year)),
            Told::of(room, Quantity::RequirementShare(scope, year)),
        ]
    });
    Section::new(
        words::REQUIREMENT,
        vec![
            text(said::REQUIREMENT_IS),
            Block::Table(totalled(told(
                words::REQUIREMENT_CAPTION,
                words::requirement_columns(year),
                Vec::from(rows),
            ))),
            text(format!(
                "{} {}",
                said::growth_funding(room.inputs.get(GROWTH_FUNDING)),
                words::extra(room.inputs.get(EXTRA_PER_YEAR))
            )),
        ],
    )
}

/// When a measure starts, in words.
fn start(room: &Room<'_>, measure: Measure) -> String {
    let phasing = measure.phasing();
    let month = phasing.start_month.map(|id| room.inputs.get(id) as u32);
    let month = month.filter(|month| *month > 1).map(shared::month);
    words::start(
        room.inputs.get(phasing.start_year) as Year,
        month.unwrap_or_default(),
    )
}

fn measures_section(room: &Room<'_>) -> Section {
    let year = room.year();
    let bridge = drawn(
        "underlag-bro",
        shared::bridge_lead(year),
        figures::bridge(&room.outcome, year),
        figures::bridge_numbers(year),
    );
    let off: Vec<_> = Measure::ALL
        .iter()
        .filter(|one| !room.is_on(**one))
        .map(|&one| room.spec(one).name.to_string())
        .collect();
    let off = (!off.is_empty()).then(|| {
        Section::new(
            words::TURNED_OFF,
            vec![text(format!("{}.", said::names(&off)))],
        )
    });
    Section::new(words::MEASURES, vec![bridge])
        .with([with_figure(room), without_figure(room)])
        .with(off)
        .with([by_year(room)])
}

fn with_figure(room: &Room<'_>) -> Section {
    let year = room.year();
    let counted = room.counted();
    if counted.is_empty() {
        return Section::new(words::WITH_FIGURE, vec![text(words::WITH_FIGURE_NONE)]);
    }
    let mut rows: Vec<_> = counted
        .iter()
        .map(|&one| {
            let spec = room.spec(one);
            let starts = room.inputs.get(one.phasing().start_year) as Year;
            vec![
                Told::text(spec.name.to_string()),
                Told::text(room.evidence_of(spec).map_or("", measures::amount_kind)),
                Told::text(start(room, one)),
                Told::tkr(room, Quantity::MeasureSaving(one, year)),
                Told::tkr(room, Quantity::FullYear(one)),
                Told::of(room, Quantity::MeasureOneOff(one, starts)),
            ]
        })
        .collect();
    rows.push(vec![
        Told::text(words::TOGETHER),
        empty(),
        empty(),
        Told::tkr(room, Quantity::Saving(Scope::Total, year)),
        Told::tkr(room, Quantity::FullYearTotal()),
        empty(),
    ]);
    Section::new(
        words::WITH_FIGURE,
        vec![Block::Table(totalled(Tabled {
            note: words::MEASURES_NOTE.to_owned(),
            ..told(words::MEASURES_CAPTION, words::measures_columns(year), rows)
        }))],
    )
}

fn without_figure(room: &Room<'_>) -> Section {
    let groups = uncalculated_groups(room).into_iter();
    let rows = groups.flat_map(|(_, here)| here).map(|spec| {
        vec![
            Told::text(spec.name.to_string()),
            Told::text(words::status(spec.status)),
            Told::text(spec.affects.to_string()),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let block = if rows.is_empty() {
        text(words::WITHOUT_FIGURE_NONE)
    } else {
        Block::Table(Tabled {
            note: words::UNCALCULATED_NOTE.to_owned(),
            ..told(
                words::UNCALCULATED_CAPTION,
                words::UNCALCULATED_COLUMNS,
                rows,
            )
        })
    };
    Section::new(words::WITHOUT_FIGURE, vec![block])
}

fn by_year(room: &Room<'_>) -> Section {
    let (plan, horizon) = (room.year(), room.pack.horizon);
    let rows = (plan..=horizon).map(|year| {
        vec![
            Told::text(year.to_string()),
            Told::whole(room, Quantity::ReferenceCost(Scope::Total, year)),
            Told::whole(room, Quantity::Financing(Scope::Total, year)),
            Told::of(room, Quantity::Requirement(Scope::Total, year)),
            Told::of(room, Quantity::Saving(Scope::Total, year)),
            Told::of(room, Quantity::Gap(Scope::Total, year)),
            Told::of(room, Quantity::OneOff(year)),
        ]
    });
    let table = told(words::YEARS_CAPTION, words::YEARS_COLUMNS, rows.collect());
    let table = with_rounded(
        table,
        (plan..=horizon).all(|year| subtracts(room, Scope::Total, year)),
    );
    Section::new(
        words::BY_YEAR,
        vec![
            drawn(
                "underlag-ar",
                shared::years_lead_fixed(plan),
                figures::years(&room.pack, &room.outcome, false),
                figures::years_numbers(&room.pack, false),
            ),
            Block::Table(table),
        ],
    )
}

fn housing(room: &Room<'_>) -> Section {
    let year = room.year();
    let rows = figures::HOMES.map(|home| {
        vec![
            Told::text(shared::housing(home)),
            Told::of(room, Quantity::VacantDays(home, year)),
            Told::tkr(room, Quantity::Compensation(home, year)),
            Told::tkr(room, Quantity::ExternalPremiumCost(home, year)),
            Told::of(room, Quantity::EmptyPlaceDay(home)),
        ]
    });
    Section::new(
        words::HOUSING,
        vec![
            text(format!(
                "{}. {}",
                said::housing(year, room.of(Quantity::EmptinessCost(year))),
                housing_caution(room)
            )),
            drawn(
                "underlag-tomma",
                shared::emptiness_lead(year),
                figures::emptiness(&room.outcome, year),
                figures::emptiness_numbers(year),
            ),
            Block::Table(told(
                words::HOUSING_CAPTION,
                words::HOUSING_COLUMNS,
                Vec::from(rows),
            )),
        ],
    )
}

/// What the measures mean to each party.
fn parties_table(room: &Room<'_>) -> Tabled {
    let (plan, horizon) = (room.year(), room.pack.horizon);
    let rows = PARTIES.map(|party| {
        vec![
            Told::text(shared::party(party)),
            Told::signed_tkr(room, Quantity::PartyTotal(party, plan)),
            Told::signed_tkr(room, Quantity::PartyTransfer(party, plan)),
            Told::signed_tkr(room, Quantity::PartyTotal(party, horizon)),
        ]
    });
    told(
        words::PARTIES_CAPTION,
        words::parties_columns(plan, horizon),
        Vec::from(rows),
    )
}

fn affected(room: &Room<'_>) -> Section {
    let (plan, horizon) = (room.year(), room.pack.horizon);
    let capital = room.of(Quantity::TiohundraCapitalShare(plan));
    let mut blocks = vec![
        drawn(
            "underlag-parter",
            parties::lead(plan),
            figures::split(&room.outcome, &PARTIES, plan),
            figures::split_numbers(&PARTIES, plan),
        ),
        Block::Table(Tabled {
            note: parties::TRANSFER_NOTE.to_owned(),
            ..parties_table(room)
        }),
        text(format!("{}.", parties::capital_title(plan, capital))),
    ];
    let counted = room.counted();
    if !counted.is_empty() {
        let rows = counted.iter().map(|&one| {
            let effect = |party| Told::signed_tkr(room, Quantity::PartyEffect(one, party, plan));
            let name = Told::text(room.spec(one).name.to_string());
            [name].into_iter().chain(PARTIES.map(effect)).collect()
        });
        let columns = [shared::MEASURE]
            .into_iter()
            .chain(PARTIES.map(shared::party));
        blocks.push(Block::Table(told(
            words::measure_parties(plan),
            columns,
            rows.collect(),
        )));
    }
    let gap = |member, year| room.of(Quantity::MemberGap(member, year));
    let rows = Member::ALL.iter().map(|&member| {
        vec![
            Told::text(parties::member(member)),
            Told::of(room, Quantity::MemberGap(member, plan)),
            Told::of(room, Quantity::MemberRaise(member, plan)),
            Told::of(room, Quantity::MemberGap(member, horizon)),
        ]
    });
    let finance = Section::new(
        words::FINANCE,
        vec![
            text(format!(
                "{}. {}",
                parties::members_title(
                    plan,
                    gap(Member::Norrtalje, plan),
                    gap(Member::Region, plan)
                ),
                parties::MEMBERS_LEAD
            )),
            Block::Table(told(
                words::MEMBERS_CAPTION,
                words::members_columns(plan, horizon),
                rows.collect(),
            )),
        ],
    );
    Section::new(words::AFFECTED, blocks).with([finance])
}

fn consequences(room: &Room<'_>) -> Section {
    let counted = room.counted();
    let is_rated = |id: &str| {
        ASPECTS
            .iter()
            .any(|aspect| room.rating(id, aspect).is_some())
    };
    let judged: Vec<_> = room
        .pack
        .measures
        .iter()
        .filter(|spec| {
            let counts = Measure::find(&spec.id).is_some_and(|one| counted.contains(&one));
            counts || is_rated(&spec.id)
        })
        .collect();
    let (rated, unrated): (Vec<_>, Vec<_>) =
        judged.iter().copied().partition(|spec| is_rated(&spec.id));
    let rows = rated.iter().map(|spec| {
        let levels = ASPECTS.iter().map(|aspect| {
            let rating = room.rating(&spec.id, aspect).and_then(level);
            Told::text(rating.map_or_else(|| words::UNRATED.to_owned(), shared::lower))
        });
        let name = Told::text(spec.name.to_string());
        [name].into_iter().chain(levels).collect()
    });
    let mut blocks = vec![text(words::CONSEQUENCES_LEAD)];
    if judged.is_empty() {
        blocks.push(text(words::RATINGS_NONE));
    }
    if !rated.is_empty() {
        let columns = [shared::MEASURE].into_iter().chain(measures::ASPECTS);
        blocks.push(Block::Table(told(
            words::RATINGS_CAPTION,
            columns,
            rows.collect(),
        )));
    }
    if !unrated.is_empty() {
        let names: Vec<_> = unrated.iter().map(|spec| spec.name.to_string()).collect();
        blocks.push(text(words::unrated(&said::names(&names))));
    }
    let follow = judged
        .iter()
        .map(|spec| words::about_measure(&spec.name, &spec.consequence));
    let follow: Vec<_> = follow.collect();
    let noted = room.pack.measures.iter().filter_map(|spec| {
        let note = room.note(&spec.id);
        (!note.is_empty()).then(|| words::note(&spec.name, note))
    });
    let noted: Vec<_> = noted.collect();
    let part = |heading, items: Vec<String>| {
        (!items.is_empty()).then(|| Section::new(heading, vec![Block::List(items)]))
    };
    blocks.push(blank("konsekvenser", words::OTHER_CONSEQUENCES, 3));
    Section::new(words::CONSEQUENCES, blocks)
        .with(part(words::MAY_FOLLOW, follow))
        .with(part(words::NOTES, noted))
}

/// Whether the decided reform is in the base year already; not asked of one that gives nothing here.
fn base_year(room: &Room<'_>) -> Option<String> {
    let given = room.of(Quantity::MeasureSaving(Measure::VacancyReform, room.year())) * 1000.0;
    (given >= 0.5).then(|| words::base_year(given, room.pack.base_year))
}

fn uncertain(room: &Room<'_>) -> Section {
    let without = room.uncalculated().len();
    let counted = said::uncalculated(without, room.pack.measures.len());
    let warnings: Vec<_> = room
        .outcome
        .warnings
        .iter()
        .map(|warning| warning.text.to_string())
        .collect();
    let warned =
        (!warnings.is_empty()).then(|| Section::new(words::WARNINGS, vec![Block::List(warnings)]));
    let mut open = Vec::from_iter(base_year(room));
    open.extend(reconciliation::UNKNOWN_OTHERS.map(str::to_owned));
    Section::new(
        words::UNCERTAIN,
        vec![
            text(if without > 0 {
                format!("{counted}. {}", words::UNCERTAIN_IS)
            } else {
                format!("{counted}.")
            }),
            text(reconciliation::DOCUMENTED_NOTE),
        ],
    )
    .with(warned)
    .with([Section::new(words::OPEN, vec![Block::List(open)])])
}

fn alternatives(room: &Room<'_>) -> Option<Section> {
    let (_, blocks) = compared(room, "underlag-alternativ")?;
    Some(Section::new(words::ALTERNATIVES, blocks.to_vec()))
}

fn deviations(room: &Room<'_>) -> Section {
    let documents = room.documents();
    let rows = room.deviating().into_iter().map(|id| {
        let spec = room.pack.spec(id);
        let moved = room.inputs.is_changed(&room.pack, id);
        let documented = KSON_2023.spec(id);
        vec![
            Told::text(spec.label.to_string()),
            value_of(room, id),
            Told::text(shared::input_value(documented, documented.default)),
            Told::text(words::from(spec.status, &spec.source, moved)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let block = if rows.is_empty() {
        text(words::deviations_none(documents))
    } else {
        Block::Table(Tabled {
            note: words::DEVIATIONS_NOTE.to_owned(),
            ..told(
                words::deviations_caption(documents),
                words::deviations_columns(documents),
                rows,
            )
        })
    };
    Section::new(&words::deviations(documents), vec![block])
}

/// An input's value as a cell: text, since it is where reasons end.
fn value_of(room: &Room<'_>, id: InputId) -> Told {
    Told::text(room.value(id))
}

fn sources(room: &Room<'_>) -> Section {
    let documents = room.pack.documents.iter();
    let mut all: Vec<_> = documents
        .map(|one| words::document(&one.title, &one.description))
        .collect();
    all.extend(room.own_underlag());
    let external = |id: &InputId| {
        matches!(
            room.pack.spec(*id).status,
            Status::External | Status::Derived
        ) && !room.is_idle(*id)
    };
    let rows = InputId::all().filter(external).map(|id| {
        let spec = room.pack.spec(id);
        vec![
            Told::text(spec.label.to_string()),
            value_of(room, id),
            Told::text(spec.source.to_string()),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let mut blocks = vec![Block::List(all)];
    if !rows.is_empty() {
        blocks.push(Block::Table(told(
            words::EXTERNAL_CAPTION,
            words::EXTERNAL_COLUMNS,
            rows,
        )));
    }
    Section::new(words::SOURCES, blocks)
}

/// What every measure with an amount is assumed to be like, and is: values as the pack has them of one-off cost and
/// the like. They are told in a sentence and not in a row for each measure.
fn folded(room: &Room<'_>) -> Vec<InputId> {
    let phasing = room.counted().into_iter().flat_map(|measure| {
        let ids = measure.phasing();
        [ids.realisation, ids.one_off]
    });
    let as_assumed = |id: &InputId| {
        room.pack.spec(*id).status == Status::Assumption && !room.inputs.is_changed(&room.pack, *id)
    };
    phasing.filter(as_assumed).collect()
}

fn assumptions(room: &Room<'_>) -> Section {
    let folded = folded(room);
    let (rest, alike): (Vec<_>, Vec<_>) = assumed(room)
        .into_iter()
        .partition(|id| !folded.contains(id));
    let rows = rest.into_iter().map(|id| {
        let spec = room.pack.spec(id);
        let from = if room.inputs.is_changed(&room.pack, id) {
            format!("{}; {}", words::CHANGED, shared::lower(&spec.source))
        } else {
            spec.source.to_string()
        };
        vec![
            Told::text(spec.label.to_string()),
            value_of(room, id),
            Told::text(from),
        ]
    });
    let rows: Vec<_> = rows.collect();
    // "Measure: what is asked", the same question of each.
    let mut asked: Vec<String> = Vec::new();
    for id in alike {
        let label = &room.pack.spec(id).label;
        let what = label.rsplit_once(": ").map_or(&**label, |(_, what)| what);
        let one = format!("{what} {}", room.value(id));
        if !asked.contains(&one) {
            asked.push(one);
        }
    }
    let mut blocks = Vec::new();
    if rows.is_empty() && asked.is_empty() {
        blocks.push(text(words::ASSUMPTIONS_NONE));
    } else {
        blocks.push(text(words::ASSUMPTIONS_LEAD));
    }
    if !asked.is_empty() {
        blocks.push(text(words::assumed_of_all(&asked)));
    }
    if !rows.is_empty() {
        blocks.push(Block::Table(told(
            words::ASSUMPTIONS_CAPTION,
            words::ASSUMPTIONS_COLUMNS,
            rows,
        )));
    }
    Section::new(words::ASSUMPTIONS, blocks)
}

/// Nothing where the scenario can't be opened from the paper.
fn try_it(room: &Room<'_>) -> Option<Section> {
    let link = &room.case.link;
    let how = match Link::of(link) {
        Link::Address => words::TRY_IS,
        Link::Text => words::TRY_TEXT,
        Link::None => return None,
    };
    let blocks = vec![text(how), Block::Code(link.clone())];
    Some(Section::new(words::TRY, blocks))
}
