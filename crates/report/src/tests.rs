use balans_charts::{AnyFigure, Canvas, Figure, FigureCell, FigureTable, Frame};
use balans_format as format;
use balans_model::{
    Area, Evidence, HousingType, INPUT_COUNT, InputId, Inputs, KSON_2023, Measure, Quantity, Scope,
    Status, Unit, simulate,
};
use balans_scenario::terms::TermValues;
use balans_scenario::{Aspect, Level, OwnFigure, Underlag};
use proptest::prelude::*;

use crate::{
    Alternative, Block, Case, ChartBlock, Paper, Rated, STANDARD, Section, Slide, TableBlock,
    WorkedOut, deck, figures, gives_in_full, html, offers, one_page, paper, protocol,
    required_in_full, slide,
    texts::{finance, futures as sure, measures, parties, required, shared},
};

fn case_of(inputs: &Inputs) -> Case {
    Case {
        values: Case::values_of(inputs),
        today: "22 november 2026".to_owned(),
        version: "Budget i balans 0.1.0 (utan nummer)".to_owned(),
        link: "https://example.se/#s1.abc".to_owned(),
        ..Case::default()
    }
}

fn underlaget() -> Case {
    case_of(&Inputs::defaults(&KSON_2023))
}

fn preset(id: &str) -> Inputs {
    let mut inputs = Inputs::defaults(&KSON_2023);
    inputs.apply(&KSON_2023, KSON_2023.preset(id).unwrap());
    inputs
}

fn with(pairs: &[(&str, f64)]) -> Inputs {
    let mut inputs = Inputs::defaults(&KSON_2023);
    for (id, value) in pairs {
        inputs.set(&KSON_2023, KSON_2023.find(id).unwrap(), *value);
    }
    inputs
}

/// Scenarios at the edges: nothing proposed, no requirement, a surplus, everything off, all at
/// their ends.
fn edges() -> Vec<(String, Inputs)> {
    let mut all = vec![("underlaget".to_owned(), Inputs::defaults(&KSON_2023))];
    for one in KSON_2023.presets.iter() {
        all.push((one.id.to_string(), preset(&one.id)));
    }
    let none = [("requirement.care", 0.0), ("requirement.health", 0.0)];
    all.push(("no requirement".to_owned(), with(&none)));
    let mut quiet = preset("inga_atgarder");
    for (id, value) in none {
        quiet.set(&KSON_2023, KSON_2023.find(id).unwrap(), value);
    }
    all.push(("nothing at all".to_owned(), quiet));
    all.push((
        "exactly balanced".to_owned(),
        with(&[("requirement.care", 1.2), ("requirement.health", 0.0)]),
    ));
    all.push((
        "a surplus".to_owned(),
        with(&[
            ("requirement.care", 1.0),
            ("indexation.withheld_care", 3.0),
            ("indexation.withheld_health", 3.0),
        ]),
    ));
    for (name, end) in [("lowest", 0), ("highest", 1)] {
        let value = |id: InputId| {
            let spec = KSON_2023.spec(id);
            [spec.min, spec.max][end]
        };
        all.push((name.to_owned(), Inputs::raw(value)));
    }
    all
}

/// All that a slide or a paper says, one text a piece.
fn words(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Lead(text) | Block::Text(text) | Block::Code(text) => all.push(text.clone()),
            Block::List(items) => all.extend(items.clone()),
            Block::Numbers(numbers) => {
                for number in numbers {
                    all.extend([number.label.clone(), number.value.clone()]);
                    all.push(number.note.clone());
                }
            }
            Block::Table(tabled) => {
                all.extend(table_words(&tabled.table));
                all.push(tabled.note.clone());
            }
            Block::Figure(drawn) => {
                all.extend([drawn.lead.clone(), drawn.figure.summary()]);
                all.push(drawn.figure.title().to_owned());
                all.extend(table_words(&drawn.figure.table()));
            }
            Block::Blank { label, .. } => all.push(label.clone()),
        }
    }
    all
}

fn table_words(table: &FigureTable) -> Vec<String> {
    let cells = table
        .rows
        .iter()
        .flatten()
        .map(|cell| cell.text().to_owned());
    let columns = table.columns.iter().cloned();
    columns
        .chain(cells)
        .chain([table.caption.clone()])
        .collect()
}

fn sections(all: &[Section]) -> Vec<&Section> {
    let mut found = Vec::new();
    for section in all {
        found.push(section);
        found.extend(sections(&section.sub));
    }
    found
}

fn paper_words(paper: &Paper) -> Vec<String> {
    let mut all = vec![paper.title.clone()];
    all.extend(
        paper
            .head
            .iter()
            .flat_map(|(name, value)| [name.clone(), value.clone()]),
    );
    for section in sections(&paper.sections) {
        all.push(section.heading.clone());
        all.extend(words(&section.blocks));
    }
    all
}

/// What is wrong with a text of ours: no number, a number in another form, an empty place.
fn fault(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let digit = |place: usize| letters.get(place).is_some_and(char::is_ascii_digit);
    let plain = |word: &str| {
        text.split(|l: char| !l.is_alphabetic())
            .any(|one| one == word)
    };
    if plain("NaN") || plain("inf") || text.contains("Some(") {
        Some("no number".to_owned())
    } else if text.contains("  ") || text.contains(" .") || text.contains("..") {
        Some("an empty place".to_owned())
    } else if (0..letters.len())
        .any(|at| letters[at] == '-' && digit(at + 1) && !digit(at.wrapping_sub(1)))
    {
        Some("a hyphen for a minus".to_owned())
    } else if text.contains("−0,0") && !text.contains("−0,0\u{31}") && minus_zero(text) {
        Some("minus zero".to_owned())
    } else {
        balans_word_rules::fault(text)
    }
}

fn minus_zero(text: &str) -> bool {
    text.split('−').skip(1).any(|rest| {
        let number: String = rest
            .chars()
            .take_while(|l| l.is_ascii_digit() || *l == ',')
            .collect();
        !number.is_empty() && number.chars().all(|l| l == '0' || l == ',')
    })
}

/// Every slide there can be of a case, standard ones and offered.
fn all_slides(case: &Case) -> Vec<Slide> {
    let offered = offers(case).into_iter();
    offered.map(|one| slide(case, &one.key).unwrap()).collect()
}

/// As many quantities as numbers, each worth what is shown.
fn check_tabled(what: &str, tabled: &TableBlock, inputs: &Inputs) {
    let numbers = tabled.table.rows.iter().flat_map(|row| row.iter().skip(1));
    let numbers: Vec<_> = numbers.filter(|cell| cell.is_number()).collect();
    assert_eq!(numbers.len(), tabled.quantities.len(), "{what}");
    let outcome = simulate(&KSON_2023, inputs);
    for (cell, quantity) in numbers.into_iter().zip(&tabled.quantities) {
        if let (FigureCell::Number { value, text }, Some(quantity)) = (cell, quantity) {
            let expected = outcome.value(*quantity).unwrap_or(0.0);
            let as_tkr = (value - expected * 1000.0).abs() < 1e-6;
            assert!(
                as_tkr || (value - expected).abs() < 1e-9,
                "{what}: {quantity:?} is shown as {text}"
            );
        }
        assert!(
            tabled
                .table
                .rows
                .iter()
                .all(|row| row.len() == tabled.table.columns.len()),
            "{what}"
        );
    }
}

fn check_drawn(what: &str, drawn: &ChartBlock) {
    assert!(
        !drawn.figure.title().is_empty() && !drawn.lead.is_empty(),
        "{what}"
    );
    assert!(
        drawn
            .id
            .chars()
            .all(|l| l.is_ascii_lowercase() || l.is_ascii_digit() || l == '-'),
        "{what}: {}",
        drawn.id
    );
    let numbers = drawn
        .figure
        .table()
        .rows
        .iter()
        .flatten()
        .filter(|cell| cell.is_number())
        .count();
    let shown = drawn.quantities.len();
    assert!(
        shown == 0 || shown == numbers,
        "{what}: {shown} quantities for {numbers} numbers"
    );
}

fn check_blocks(what: &str, blocks: &[Block], inputs: &Inputs) {
    for block in blocks {
        match block {
            Block::Table(tabled) => check_tabled(what, tabled, inputs),
            Block::Figure(drawn) => check_drawn(what, drawn),
            Block::Numbers(numbers) => {
                for number in numbers {
                    assert!(
                        !number.label.is_empty() && !number.value.is_empty(),
                        "{what}"
                    );
                }
            }
            Block::List(items) => assert!(!items.is_empty(), "{what}"),
            _ => {}
        }
    }
    for text in words(blocks) {
        assert_eq!(fault(&text), None, "{what}: {text}");
    }
}

fn check_case(what: &str, case: &Case, inputs: &Inputs) {
    for slide in all_slides(case).iter().chain(&deck(case)) {
        let what = format!("{what}, slide {}", slide.key);
        assert!(!slide.title.is_empty(), "{what}");
        // Two lines from the back row.
        assert!(
            slide.title.chars().count() <= 110,
            "{what}: {}",
            slide.title
        );
        assert_eq!(fault(&slide.title), None, "{what}: {}", slide.title);
        check_blocks(&what, &slide.blocks, inputs);
        for note in &slide.notes {
            assert!(!note.is_empty() && fault(note).is_none(), "{what}: {note}");
        }
        check_markup(&what, &html::slide(slide));
    }
    check_paper(what, &paper(case), inputs);
    check_paper(&format!("{what}, one page"), &one_page(case), inputs);
}

fn check_paper(what: &str, paper: &Paper, inputs: &Inputs) {
    assert_eq!(fault(&paper.title), None, "{what}: {}", paper.title);
    for section in sections(&paper.sections) {
        let what = format!("{what}, {}", section.heading);
        assert!(!section.blocks.is_empty(), "{what}");
        check_blocks(&what, &section.blocks, inputs);
    }
    let parts = html::paper(paper);
    check_markup(what, &parts.concat());
    for part in &parts {
        // One element is all of it: it ends once, and last.
        let name = part[1..].split([' ', '>']).next().unwrap();
        let end = format!("</{name}>");
        let is_whole = |text: &str| {
            let opened = text.matches(&format!("<{name} ")).count();
            let opened = opened + text.matches(&format!("<{name}>")).count();
            opened == text.matches(&end).count()
        };
        let ends = part.match_indices(&end).map(|(at, _)| at + end.len());
        let whole: Vec<_> = ends.filter(|at| is_whole(&part[..*at])).collect();
        assert_eq!(whole, [part.len()], "{what}: {part}");
    }
}

/// Elements that close, and no style or script in the markup.
fn check_markup(what: &str, html: &str) {
    for forbidden in [" style=", "<script", " onclick", "javascript:", "NaN"] {
        assert!(!html.contains(forbidden), "{what}: {forbidden}");
    }
    for name in [
        "div", "p", "table", "tr", "td", "th", "figure", "section", "dl", "li", "svg", "label",
        "h2", "button",
    ] {
        let opened =
            html.matches(&format!("<{name} ")).count() + html.matches(&format!("<{name}>")).count();
        assert_eq!(
            opened,
            html.matches(&format!("</{name}>")).count(),
            "{what}: {name}"
        );
    }
    let mut ids: Vec<_> = html
        .match_indices(" id=\"")
        .map(|(at, _)| html[at + 5..].split('"').next().unwrap())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{what}: an id stands twice");
}

/// Everything that slides and paper say of a scenario.
fn all_said(inputs: &Inputs) -> Vec<String> {
    let case = case_of(inputs);
    let mut all = paper_words(&paper(&case));
    all.extend(paper_words(&one_page(&case)));
    for slide in all_slides(&case) {
        all.push(slide.title.clone());
        all.extend(words(&slide.blocks));
        all.extend(slide.notes);
    }
    all
}

/// Where one area lacks money, or 49 tkr are missing, nothing says that the budget balances.
#[test]
fn balance_is_claimed_only_where_it_is_so() {
    let claims = [
        "i balans b",
        "är uppfyllt",
        "täcker hela kravet",
        "ska gälla",
    ];
    let claims_balance = |pairs: &[(&str, f64)]| {
        let said = all_said(&with(pairs));
        let claim = |text: &&String| claims.iter().any(|claim| text.contains(claim));
        said.iter().find(claim).cloned()
    };
    let uneven = [
        ("indexation.withheld_care", 1.0),
        ("indexation.withheld_health", 5.0),
    ];
    assert_eq!(claims_balance(&uneven), None);
    let said = all_said(&with(&uneven)).join("\n");
    for says in ["i omsorgen", "en annan medlems pengar"] {
        assert!(said.contains(says), "{says}");
    }
    let little = [("requirement.care", 1.249), ("requirement.health", 0.0)];
    assert_eq!(claims_balance(&little), None);
    assert!(
        all_said(&with(&little))
            .iter()
            .any(|text| text.contains("49\u{a0}tkr"))
    );
    let even = [("requirement.care", 1.2), ("requirement.health", 0.0)];
    assert!(claims_balance(&even).is_some());
}

/// An amount that a user has changed is nobody's decision or proposal, and 0 is an amount.
#[test]
fn a_changed_amount_is_not_called_decided() {
    for amount in [200.0, 0.0] {
        let inputs = with(&[
            ("vacancy_reform.amount", amount),
            ("negligence_clause.amount", 430.0),
        ]);
        let said = all_said(&inputs);
        for evidence in [Evidence::Decided, Evidence::Possible] {
            let never = measures::amount_kind(evidence);
            assert!(said.iter().all(|text| text != never), "{never}");
        }
        let case = case_of(&inputs);
        let decided = slide(&case, "decided").unwrap();
        assert_eq!(decided.title, "Den beslutade modellen ger inget 2023");
        let row = words(&decided.blocks);
        assert!(
            row.iter()
                .any(|text| text.contains("ändrat belopp, eget antagande")),
            "{row:?}"
        );
        assert!(row.iter().all(|text| text != "ej beräknad"), "{row:?}");
        let own = words(&slide(&case, "own").unwrap().blocks).join("\n");
        assert!(own.contains("ersättningsmodell"), "{own}");
        let reform = slide(&case, "measure:vacancy_reform").unwrap();
        assert!(!reform.title.contains("ingen har"), "{}", reform.title);
        let asks = |said: &[String]| said.iter().any(|text| text.contains("redan i basåret"));
        assert_eq!(asks(&said), amount > 0.0);
    }
    let said = all_said(&Inputs::defaults(&KSON_2023));
    assert!(
        said.iter()
            .any(|text| text == measures::amount_kind(Evidence::Decided))
    );
}

/// Krav 1,15 and measures 1,2: shown as 1,2 and 1,2 with 0,1 over.
#[test]
fn rounded_amounts_that_do_not_add_up_say_so() {
    let says = |pairs: &[(&str, f64)]| {
        let said = all_said(&with(pairs));
        said.iter()
            .filter(|text| text.contains("avrundade var för sig"))
            .count()
    };
    assert_eq!(says(&[]), 0);
    assert!(says(&[("requirement.care", 1.15), ("requirement.health", 0.0)]) > 0);
    assert!(says(&[("requirement.care", 40.04), ("requirement.health", 20.04)]) > 0);
}

#[test]
fn at_every_edge_slides_and_paper_are_whole() {
    for (name, inputs) in edges() {
        let mut case = case_of(&inputs);
        check_case(&name, &case, &inputs);
        case.alternatives = edges()
            .into_iter()
            .take(5)
            .map(|(id, inputs)| Alternative {
                name: format!("Förslag {id}"),
                id,
                values: Case::values_of(&inputs),
            })
            .collect();
        check_case(&format!("{name} beside others"), &case, &inputs);
        case.alternatives.clear();
        case.worked_out = Some(WorkedOut::of(&case));
        check_case(&format!("{name} worked out"), &case, &inputs);
        case.by_measure = true;
        check_paper(&format!("{name} by measure"), &paper(&case), &inputs);
        let tables = required_in_full(&case).into_iter();
        for table in tables.chain(gives_in_full(&case)) {
            check_blocks(&name, &[Block::Table(table)], &inputs);
        }
    }
}

/// Sets one measure on and the others off, or none.
fn only(inputs: &Inputs, on: &[Measure]) -> Inputs {
    let mut tried = inputs.clone();
    for measure in Measure::ALL {
        let value = f64::from(u8::from(on.contains(measure)));
        tried.set(&KSON_2023, measure.phasing().on, value);
    }
    tried
}

fn cell_text(table: &FigureTable, row: &str, column: usize) -> String {
    let found = table.rows.iter().find(|cells| cells[0].text() == row);
    found.unwrap()[column].text().to_owned()
}

/// Two measures by hand: of two, the mean over both orders is half of alone and last.
#[test]
fn what_each_measure_gives_is_the_mean_of_alone_and_last() {
    let (first, second) = (Measure::Indexation, Measure::Commissioning);
    let inputs = only(
        &with(&[
            ("indexation.withheld_care", 2.0),
            ("commissioning.share_care", 3.0),
        ]),
        &[first, second],
    );
    let year = 2025;
    let saving = |on: &[Measure]| {
        let outcome = simulate(&KSON_2023, &only(&inputs, on));
        outcome.value(Quantity::Saving(Scope::Total, year)).unwrap()
    };
    let both = saving(&[first, second]);
    let mut case = Case {
        year: Some(year),
        ..case_of(&inputs)
    };
    case.worked_out = Some(WorkedOut::of(&case));
    let section = |heading: &str| {
        let paper = paper(&case);
        let found = paper.sections.iter().find(|one| one.heading == heading);
        found.unwrap().blocks.clone()
    };
    let blocks = section(required::GIVES);
    let [table] = tables(&blocks)[..] else {
        panic!("one table");
    };
    let mut overlaps = 0.0;
    for (measure, other) in [(first, second), (second, first)] {
        let (alone, last) = (saving(&[measure]), both - saving(&[other]));
        assert!(alone > last + 0.1, "they overlap");
        let mean = f64::midpoint(alone, last);
        let name = &KSON_2023.measure(measure).name;
        for (column, value) in [(1, mean), (2, alone), (3, last), (4, mean - alone)] {
            let shown = cell_text(&table.table, name, column);
            assert_eq!(shown, format::signed(value, 1), "{name}");
        }
        overlaps += mean - alone;
    }
    for (column, value) in [(1, both), (4, overlaps)] {
        let shown = cell_text(&table.table, required::SUM, column);
        assert_eq!(shown, format::signed(value, 1));
    }
    // The bridge goes from the requirement to what is left, by the same amounts.
    let by_measure = Case {
        by_measure: true,
        ..case.clone()
    };
    let paper = paper(&by_measure);
    let mut all = paper.sections.iter().flat_map(|one| &one.blocks);
    let drawn = all.find_map(|block| match block {
        Block::Figure(drawn) => Some(drawn),
        _ => None,
    });
    let drawn = drawn.unwrap();
    let AnyFigure::Waterfall(bridge) = &drawn.figure else {
        panic!("a waterfall");
    };
    let steps: Vec<f64> = bridge.steps.iter().map(|step| step.value).collect();
    let falls: f64 = steps[1..3].iter().sum();
    assert!((falls + both).abs() < 1e-9);
    let last = steps.last().unwrap();
    assert!((steps[0] + falls - last).abs() < 1e-9);
    let marks = drawn.marks[1].unwrap();
    assert!((f64::midpoint(marks.ring, marks.tick) - steps[1]).abs() < 1e-9);
    case.slides = vec!["gives".to_owned(), "figure:bridge-measures".to_owned()];
    let title = &deck(&case)[0].title;
    assert!(title.contains(&shared::amount(both)), "{title}");
}

/// The levers of vården by trying each of their values: the paper has the very row.
#[test]
fn what_is_required_is_found_by_trying_every_value() {
    let inputs = Inputs::defaults(&KSON_2023);
    let (year, scope) = (2025, Scope::Area(Area::Health));
    let id = KSON_2023.find("indexation.withheld_health").unwrap();
    let spec = KSON_2023.spec(id);
    let gap = |value: f64| {
        let mut tried = inputs.clone();
        tried.set(&KSON_2023, Measure::Indexation.phasing().on, 1.0);
        tried.set(&KSON_2023, id, value);
        let outcome = simulate(&KSON_2023, &tried);
        outcome.value(Quantity::Gap(scope, year)).unwrap()
    };
    let mut needed = spec.min;
    while gap(needed) >= 0.0005 {
        needed = format!("{:.9}", needed + spec.step).parse().unwrap();
    }
    let mut case = Case {
        year: Some(year),
        ..case_of(&inputs)
    };
    case.worked_out = Some(WorkedOut::of(&case));
    let paper = paper(&case);
    let section = paper.sections.iter();
    let section = section.filter(|one| one.heading == required::REQUIRED);
    let blocks: Vec<Block> = section.flat_map(|one| one.blocks.clone()).collect();
    let all = tables(&blocks);
    let [care, health] = all[..] else {
        panic!("a table for each area");
    };
    let [enough, short] = required::ANSWERS;
    let measure = KSON_2023.measure(Measure::Indexation);
    let row = required::row_name(measure, &spec.label);
    let text = |column| cell_text(&health.table, &row, column);
    assert_eq!(text(1), required::from_to(spec, inputs.get(id), needed));
    assert_eq!(text(2), enough);
    assert_eq!(text(3), "0,0");
    let says = |table: &TableBlock, word: &str| {
        let rows = table.table.rows.iter();
        rows.filter(|row| row[2].text() == word).count()
    };
    assert_eq!((says(health, enough), says(care, enough)), (2, 0));
    assert!(says(care, short) > 2);
    // An amount whose cost nobody has stated says so in its row.
    let name = &KSON_2023.measure(Measure::Discharge).name;
    let mut rows = care.table.rows.iter().map(|row| row[0].text());
    let gross = rows.find(|row| row.starts_with(&**name)).unwrap();
    assert!(gross.contains("brutto"), "{gross}");
    assert!(
        care.note.contains("reglage minskar det som återstår"),
        "{}",
        care.note
    );
    let Some(Block::Lead(lead)) = blocks.first() else {
        panic!("a lead");
    };
    let outcome = simulate(&KSON_2023, &inputs);
    let left = outcome.value(Quantity::Remaining(year)).unwrap();
    assert!(lead.starts_with(&required::left(year, left)), "{lead}");
    assert!(
        lead.ends_with(
            "I omsorgen räcker inget reglage ensamt. I vården räcker två reglage vart för sig."
        ),
        "{lead}"
    );
}

/// Until it is worked out, slides and paper say so and show no number of it.
#[test]
fn what_is_not_worked_out_is_said_to_be_coming() {
    let case = underlaget();
    for key in ["required", "gives", "futures", "figure:bridge-measures"] {
        let slide = slide(&case, key).unwrap();
        assert_eq!(slide.blocks, [Block::Text(required::COMING.to_owned())]);
    }
    assert!(required_in_full(&case).is_empty() && gives_in_full(&case).is_empty());
    let paper = paper(&case);
    let coming = paper.sections.iter().filter(|one| {
        let is_text = |block: &Block| *block == Block::Text(required::COMING.to_owned());
        one.blocks.iter().all(is_text)
    });
    assert_eq!(coming.count(), 3);
}

/// The section of how sure the answer is; `None` where the paper has none.
fn sure_blocks(case: &Case) -> Option<Vec<Block>> {
    let paper = paper(case);
    let mut sections = paper.sections.into_iter();
    let found = sections.find(|one| one.heading == sure::SURE);
    found.map(|one| one.blocks)
}

/// Each row has what is left when the model is run at the ends of the span, and what the span stands on.
#[test]
fn how_sure_the_answer_is_shows_each_span_at_its_ends() {
    let year = 2025;
    let mut case = Case {
        year: Some(year),
        ..underlaget()
    };
    let spans = [
        ("low.requirement.health", 20.0),
        ("high.requirement.health", 30.0),
        ("low.indexation.withheld_care", 0.0),
        ("high.indexation.withheld_care", 2.0),
        ("low.requirement.care", 45.0),
        ("high.requirement.care", 50.0),
        ("ties.requirement.care", 0.0),
    ];
    let mut kept = TermValues::new();
    for (name, value) in spans {
        kept.insert(name.to_owned(), value);
    }
    let health = balans_model::codes::input("requirement.health", 0).unwrap();
    kept.insert("ties.requirement.care".to_owned(), health as f64);
    kept.insert("most".to_owned(), 3.0);
    case.spans = Case::spans_of(&KSON_2023, &kept);
    assert_eq!(case.spans.len(), spans.len());
    case.notes = vec![("requirement.health".to_owned(), "Vår\nprognos".to_owned())];
    case.worked_out = Some(WorkedOut::of(&case));
    check_case("own spans", &case, &Inputs::defaults(&KSON_2023));

    let left = |pairs: &[(&str, f64)]| {
        let outcome = simulate(&KSON_2023, &with(pairs));
        outcome.value(Quantity::Remaining(year)).unwrap()
    };
    let blocks = sure_blocks(&case).unwrap();
    let all = tables(&blocks);
    let [assumptions, decisions] = all[..] else {
        panic!("a table of assumptions and one of decisions");
    };
    let label = |name: &str| {
        KSON_2023
            .spec(KSON_2023.find(name).unwrap())
            .label
            .to_string()
    };
    let row = |table: &TableBlock, name: &str| {
        let mut rows = table.table.rows.iter();
        let row = rows.find(|row| row[0].text() == name).unwrap();
        row.iter()
            .map(|cell| cell.text().to_owned())
            .collect::<Vec<_>>()
    };
    let number = |value: f64| format::number(value, 1);
    let name = label("indexation.withheld_care");
    let on = ("indexation.withheld_care", 2.0);
    let off = ("indexation.withheld_care", 0.0);
    assert_eq!(
        row(decisions, &name)[1..],
        [
            "0,0–2,0\u{a0}procentenheter per år".to_owned(),
            "eget spann, utan angiven grund".to_owned(),
            number(left(&[off])),
            number(left(&[on])),
            "mindre kvar".to_owned(),
        ]
    );
    // Tied inputs move together, and the one that follows says so.
    let tied = [label("requirement.care"), label("requirement.health")].join("; ");
    let tied = row(assumptions, &tied);
    let ends = [(45.0, 20.0), (50.0, 30.0)].map(|(care, health)| {
        number(left(&[
            ("requirement.care", care),
            ("requirement.health", health),
        ]))
    });
    assert_eq!(tied[3..5], ends);
    assert_eq!(
        tied[2],
        format!(
            "eget spann, utan angiven grund, {}; eget spann: Vår prognos",
            sure::follows(&label("requirement.health"))
        )
    );
    let stated = KSON_2023.spans.iter();
    for span in stated {
        let spec = KSON_2023.spec(span.input);
        let shown = row(assumptions, &spec.label);
        assert_eq!(shown[2], span.source.to_string());
        let ends = [span.low, span.high].map(|end| number(left(&[(span.input.name(), end)])));
        assert_eq!(shown[3..5], ends, "{}", spec.label);
    }
}

/// The finding is marked as an assumption, the dots are there, and every assumption is either counted or named.
#[test]
fn how_sure_the_answer_is_says_what_is_taken_as_certain() {
    for year in [2023, 2025] {
        let mut case = Case {
            year: Some(year),
            ..underlaget()
        };
        case.worked_out = Some(WorkedOut::of(&case));
        let blocks = sure_blocks(&case).unwrap();
        let Some(Block::Lead(lead)) = blocks.first() else {
            panic!("a lead");
        };
        assert_eq!(
            *lead,
            format!("Antagande: i balans {year} i 0 av 100 framtider.")
        );
        let said = words(&blocks).join("\n");
        assert!(said.contains(sure::ONLY_SPANS) && said.contains("4\u{a0}096 framtider"));
        let dots = blocks.iter().find_map(|block| match block {
            Block::Figure(drawn) => Some(drawn),
            _ => None,
        });
        // After the dots, each preset with what the model says that it leaves.
        let rows = dots.unwrap().figure.table().rows;
        let named: Vec<[&str; 2]> = rows[20..]
            .iter()
            .map(|row| [row[0].text(), row[1].text()])
            .collect();
        let presets = KSON_2023.presets.iter().map(|one| {
            let outcome = simulate(&KSON_2023, &preset(&one.id));
            let left = outcome.value(Quantity::Remaining(year)).unwrap();
            (one.name.to_string(), format::number(left, 1))
        });
        let presets: Vec<(String, String)> = presets.collect();
        let presets: Vec<[&str; 2]> = presets.iter().map(|(a, b)| [&**a, &**b]).collect();
        assert_eq!(named, presets);
        // Every assumption is counted once, and those without a span are named.
        let mut texts = blocks.iter().filter_map(|block| match block {
            Block::Text(text) => Some(text),
            _ => None,
        });
        let lacking = texts.next_back().unwrap();
        let is_assumed = |id: &InputId| {
            let spec = KSON_2023.spec(*id);
            let stated = [Status::Assumption, Status::External, Status::Derived];
            stated.contains(&spec.status) && spec.unit != Unit::Bool
        };
        let (with, without): (Vec<InputId>, Vec<InputId>) = InputId::all()
            .filter(is_assumed)
            .partition(|id| KSON_2023.span(*id).is_some());
        let counted = |all: &[InputId]| {
            let own = all.iter().filter(|id| KSON_2023.phased_by(**id).is_none());
            own.count()
        };
        let count = sure::with_span(counted(&with), counted(&with) + counted(&without));
        assert!(lacking.starts_with(&count), "{lacking}");
        for id in without {
            let label = &KSON_2023.spec(id).label;
            let asked = label.rsplit_once(": ").map_or(&**label, |(_, what)| what);
            assert!(
                lacking.contains(&shared::lower(asked)),
                "{asked}: {lacking}"
            );
        }
        case.slides = vec!["futures".to_owned()];
        let slide = &deck(&case)[0];
        assert_eq!(slide.title, format!("I balans {year} i 0 av 100 framtider"));
    }
    assert!(!STANDARD.contains(&"futures"));
}

/// Single futures are those of the sequence in its order, each with its value in words, and after the last all are shown.
#[test]
fn single_futures_are_drawn_in_their_order() {
    let year = 2025;
    let mut case = Case {
        year: Some(year),
        ..underlaget()
    };
    let of = |case: &Case| slide(case, "futures").unwrap();
    // Before anything is worked out there is nothing to draw.
    case.drawn = 3;
    assert_eq!(of(&case).title, sure::SURE);
    case.worked_out = Some(WorkedOut::of(&case));
    let target = balans_model::answers::Target {
        year,
        scope: Scope::Total,
    };
    let spans = crate::futures::case_spans(&case);
    let inputs = Inputs::defaults(&KSON_2023);
    let left = balans_model::answers::futures(&KSON_2023, &inputs, target, &spans, 20).left;
    for drawn in 1..=20 {
        case.drawn = drawn;
        let count = usize::from(drawn);
        let slide = of(&case);
        check_blocks("single futures", &slide.blocks, &inputs);
        assert_eq!(slide.title, sure::drawn_title(count, left[count - 1]));
        let Some(Block::Figure(dots)) = slide.blocks.first() else {
            panic!("dots");
        };
        let rows = dots.figure.table().rows;
        assert_eq!(rows.len(), count + 1);
        assert_eq!(rows[count][0].text(), sure::drawn_name(count));
        assert_eq!(rows[count][1].text(), format::number(left[count - 1], 1));
    }
    for drawn in [0, 21] {
        case.drawn = drawn;
        assert!(of(&case).title.starts_with("I balans 2025 i"), "{drawn}");
    }
}

/// The chart of what the answer hangs on has the spans that change something, the most first, from what is left now.
#[test]
fn what_the_answer_hangs_on_is_drawn_from_what_is_left_now() {
    let year = 2031;
    // The members pay a part of the growth, so that what drives the growth counts.
    let base = with(&[("requirement.growth_funding", 90.0)]);
    let mut case = Case {
        year: Some(year),
        ..case_of(&base)
    };
    case.worked_out = Some(WorkedOut::of(&case));
    let futures = &case.worked_out.as_ref().unwrap().futures;
    let outcome = simulate(&KSON_2023, &base);
    let now = outcome.value(Quantity::Remaining(year)).unwrap();
    let rows = figures::hinges(&KSON_2023, futures, year).table().rows;
    assert!(rows.len() > 2);
    let mut sizes = Vec::new();
    for row in &rows {
        let value = |place: usize| match &row[place] {
            FigureCell::Number { value, .. } => *value,
            _ => panic!("a number"),
        };
        assert!((value(2) - now).abs() < 1e-9);
        let size = (value(3) - value(1)).abs();
        let label = row[0].text();
        let id = InputId::all().find(|id| *KSON_2023.spec(*id).label == *label);
        let span = KSON_2023.span(id.unwrap()).unwrap();
        let mut inputs = base.clone();
        inputs.set(&KSON_2023, span.input, span.low);
        let low = simulate(&KSON_2023, &inputs);
        let low = low.value(Quantity::Remaining(year)).unwrap();
        assert!((value(1) - low).abs() < 1e-9, "{label}");
        sizes.push(size);
    }
    assert!(sizes.is_sorted_by(|a, b| a >= b) && sizes.iter().all(|size| *size > 0.0));
}

/// On Läget the bands are behind the lines, and their amounts stand after the model's own in the table.
#[test]
fn the_bands_stand_behind_the_years() {
    let mut case = underlaget();
    case.worked_out = Some(WorkedOut::of(&case));
    let futures = &case.worked_out.as_ref().unwrap().futures;
    let outcome = simulate(&KSON_2023, &Inputs::defaults(&KSON_2023));
    let plain = figures::balance(&KSON_2023, &outcome);
    let banded = figures::with_bands(plain.clone(), futures);
    let (lines, bands) = (plain.table(), figures::bands(futures).table());
    for (at, row) in banded.table().rows.iter().enumerate() {
        let texts = |row: &[FigureCell]| {
            row.iter()
                .map(|cell| cell.text().to_owned())
                .collect::<Vec<_>>()
        };
        let both = [texts(&lines.rows[at]), texts(&bands.rows[at][1..])].concat();
        assert_eq!(texts(row), both);
        // What no quantity of the outcome stands for is told apart.
        let numbers = row
            .iter()
            .filter(|cell| matches!(cell, FigureCell::Number { .. }));
        assert_eq!(numbers.count(), lines.columns.len() - 1);
    }
    assert_eq!(
        figures::with_bands(figures::bands(futures), futures),
        figures::bands(futures)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_the_inputs_and_the_year_they_are_whole(
        shares in proptest::collection::vec(0.0..1.0f64, INPUT_COUNT),
        year in 2023..=2031,
    ) {
        let value = |id: InputId| {
            let spec = KSON_2023.spec(id);
            let value = spec.min + (spec.max - spec.min) * shares[id.index()];
            spec.fit((value / spec.step).round() * spec.step).unwrap_or(spec.default)
        };
        let inputs = Inputs::raw(value);
        let case = Case { year: Some(year), ..case_of(&inputs) };
        check_case("any inputs", &case, &inputs);
    }
}

#[test]
fn the_standard_deck_stands_in_its_order() {
    let keys = |case: &Case| {
        deck(case)
            .into_iter()
            .map(|slide| slide.key)
            .collect::<Vec<_>>()
    };
    let without = |left_out: &[&str]| {
        let kept = STANDARD.iter().filter(|key| !left_out.contains(key));
        kept.map(|key| (*key).to_owned()).collect::<Vec<_>>()
    };
    let mut case = underlaget();
    assert_eq!(keys(&case), without(&["own", "alternatives"]));
    case.alternatives = vec![Alternative {
        id: "a".to_owned(),
        name: "Annat".to_owned(),
        values: case.values.clone(),
    }];
    assert_eq!(keys(&case), without(&["own"]));
    assert_eq!(
        keys(&case_of(&preset("eu_huvudvagar"))),
        without(&["alternatives"])
    );

    case.slides = [
        "years",
        "measure:caseload",
        "gone",
        "alternative:a",
        "alternative:b",
        "question",
    ]
    .map(str::to_owned)
    .to_vec();
    assert_eq!(
        keys(&case),
        ["years", "measure:caseload", "alternative:a", "question"]
    );

    // Own assumptions that say nothing keep their place, and the room is never empty.
    let offered = |case: &Case| offers(case).iter().any(|one| one.key == "own");
    case.slides = vec!["years".to_owned(), "own".to_owned()];
    assert_eq!(keys(&case), ["years"]);
    assert!(!offered(&case));
    case.slides.remove(0);
    case.alternatives.clear();
    assert_eq!(keys(&case), without(&["own", "alternatives"]));
    case.values = Case::values_of(&preset("eu_huvudvagar"));
    assert_eq!(keys(&case), ["own"]);
    assert!(offered(&case));
}

#[test]
fn every_offer_has_its_slide() {
    let case = underlaget();
    let offered = offers(&case);
    assert!(
        offered
            .iter()
            .all(|one| slide(&case, &one.key).is_some_and(|slide| slide.key == one.key))
    );
    let on = Measure::ALL.len();
    assert_eq!(
        offered
            .iter()
            .filter(|one| one.key.starts_with("measure:"))
            .count(),
        on
    );
    let off = offers(&case_of(&preset("inga_atgarder")));
    assert!(off.iter().all(|one| !one.key.starts_with("measure:")));
    // One that was chosen before its measure was turned off.
    let mut chosen = case_of(&preset("inga_atgarder"));
    chosen.slides = vec!["measure:caseload".to_owned(), "question".to_owned()];
    let more = offers(&chosen);
    for slide in deck(&chosen) {
        assert!(more.iter().any(|one| one.key == slide.key), "{}", slide.key);
    }
    assert_eq!(more.len(), off.len() + 1);
    assert!(more.iter().all(|one| one.title != one.key));
    assert!(slide(&case, "nonsense").is_none() && slide(&case, "figure:nonsense").is_none());
}

fn title(inputs: &Inputs, key: &str) -> String {
    slide(&case_of(inputs), key).unwrap().title
}

#[test]
fn titles_say_what_the_scenario_gives() {
    let defaults = Inputs::defaults(&KSON_2023);
    let none = with(&[("requirement.care", 0.0), ("requirement.health", 0.0)]);
    let off = preset("inga_atgarder");
    let outcome = simulate(&KSON_2023, &defaults);
    let all = KSON_2023.measures.len();
    let is_calculated = |measure: &&Measure| {
        let calculated = outcome.value(Quantity::MeasureCalculated(**measure));
        calculated.unwrap() > 0.0
    };
    let without = all - Measure::ALL.iter().filter(is_calculated).count();
    let uncalculated =
        format!("Belopp saknas för {without} av {all} åtgärder – det betyder inte noll");
    for (inputs, key, says) in [
        (
            &defaults,
            "requirement",
            "Kravet 2023 är 73,7\u{a0}mnkr, 2,1\u{a0}procent av vad verksamheten väntas kosta",
        ),
        (&none, "requirement", "Inget krav är satt för 2023"),
        (
            &defaults,
            "decided",
            "Den beslutade modellen väntas ge upp till 0,5\u{a0}mnkr 2023, 0,7\u{a0}procent av kravet",
        ),
        (
            &none,
            "decided",
            "Den beslutade modellen väntas ge upp till 0,5\u{a0}mnkr 2023",
        ),
        (&off, "decided", "Den beslutade modellen ger inget 2023"),
        (
            &defaults,
            "proposed",
            "Det som är möjligt enligt förvaltningen ger uppskattningsvis 0,7\u{a0}mnkr 2023, 0,9\u{a0}procent av kravet",
        ),
        (&defaults, "own", "Egna antaganden ger inget 2023"),
        (&defaults, "uncalculated", &*uncalculated),
        (
            &defaults,
            "request",
            "Frågan till direktionen: hur ska 72,5\u{a0}mnkr hittas 2023?",
        ),
        (
            &none,
            "request",
            "Ska direktionen besluta enligt det här scenariot för 2023?",
        ),
        (
            &defaults,
            "measure:negligence_clause",
            "Ingen tomdygnsersättning vid försumlighet ger 700\u{a0}tkr 2023",
        ),
        (
            &defaults,
            "measure:caseload",
            "Kunder per årsarbetare: ingen har angett ett belopp",
        ),
    ] {
        assert_eq!(title(inputs, key), says, "{key}");
    }
    assert_eq!(
        paper(&case_of(&defaults)).title,
        "Budget i balans 2023: 72,5 av 73,7\u{a0}mnkr återstår"
    );
    assert_eq!(
        paper(&case_of(&none)).title,
        "Budget i balans 2023: inget krav är satt"
    );
    let nothing = edges()
        .into_iter()
        .find(|(name, _)| name == "nothing at all")
        .unwrap()
        .1;
    assert_eq!(
        paper(&case_of(&nothing)).title,
        "Budget i balans 2023: inget krav är satt"
    );
    let even = with(&[("requirement.care", 1.2), ("requirement.health", 0.0)]);
    assert_eq!(
        paper(&case_of(&even)).title,
        "Budget i balans 2023: kravet är uppfyllt"
    );
}

/// What is over is said as such, of an alternative as of the scenario itself.
#[test]
fn an_alternative_over_the_requirement_has_nothing_left() {
    let over = with(&[("requirement.care", 1.0), ("requirement.health", 0.0)]);
    let numbers = |case: &Case, key: &str| {
        let slide = slide(case, key).unwrap();
        let numbers = slide.blocks.into_iter().find_map(|block| match block {
            Block::Numbers(numbers) => Some(numbers),
            _ => None,
        });
        let last = numbers.unwrap().pop().unwrap();
        (last.label, last.value)
    };
    let mut case = underlaget();
    for (inputs, label, value) in [
        (over, "Mer än kravet", "0,2\u{a0}mnkr"),
        (
            Inputs::defaults(&KSON_2023),
            "Återstår att hitta",
            "72,5\u{a0}mnkr",
        ),
    ] {
        case.alternatives = vec![Alternative {
            id: "a".to_owned(),
            name: "Annat".to_owned(),
            values: Case::values_of(&inputs),
        }];
        let said = (label.to_owned(), value.to_owned());
        assert_eq!(numbers(&case, "alternative:a"), said);
        assert_eq!(numbers(&case_of(&inputs), "question"), said);
    }
}

/// More than the requirement stands without a sign beside its word: in charts, their tables and what is read aloud. In
/// tables of many numbers it is below zero, and a note says what that means.
#[test]
fn more_than_the_requirement_has_a_word_and_no_sign() {
    // Social care has more than it must, health care lacks.
    let inputs = with(&[("requirement.care", 0.0)]);
    let outcome = simulate(&KSON_2023, &inputs);
    let over = -outcome
        .value(Quantity::Gap(Area::Care.into(), 2023))
        .unwrap();
    assert!(over > 0.05, "{over}");
    let size = format::number(over, 1);

    let areas = figures::areas(&outcome, 2023);
    let table = areas.table();
    assert_eq!(
        table.rows[0].last().unwrap().text(),
        format!("{size} mer än kravet")
    );
    assert_eq!(table.rows[1].last().unwrap().text(), "26,1");
    let said = format!("mer än kravet {size}. ");
    assert!(areas.summary().contains(&said), "{}", areas.summary());
    for canvas in [Canvas::Wide, Canvas::Medium, Canvas::Narrow] {
        let svg = areas.svg(&Frame::page(canvas, "omraden"));
        let drawn = svg.split("</title>").last().unwrap();
        assert!(!drawn.contains('\u{2212}'), "{canvas:?}: {drawn}");
        assert!(drawn.contains("kravet"), "{canvas:?}");
    }

    let all = with(&[("requirement.care", 0.0), ("requirement.health", 0.0)]);
    let bridge = figures::bridge(&KSON_2023, &simulate(&KSON_2023, &all), 2023);
    let rows = bridge.table().rows;
    let row = |place: usize| rows[place].iter().map(FigureCell::text).collect::<Vec<_>>();
    assert_eq!(row(4), ["Mer än kravet", "1,2"]);
    // What the requirement was lowered by stands last, by the member that pays it.
    assert_eq!(row(5), ["Lägre krav: Norrtälje kommun betalar", "47,6"]);
    assert_eq!(row(6), ["Lägre krav: Region Stockholm betalar", "26,1"]);
    let said = bridge.summary();
    assert!(
        said.contains("mer än kravet 1,2, lägre krav: Norrtälje"),
        "{said}"
    );

    let noted = |inputs: &Inputs| {
        let sections = paper(&case_of(inputs)).sections;
        let blocks = sections.into_iter().flat_map(|section| section.blocks);
        let tables = blocks.filter_map(|block| match block {
            Block::Table(tabled) if tabled.note.contains(shared::MINUS) => Some(()),
            _ => None,
        });
        tables.count()
    };
    assert_eq!(noted(&Inputs::defaults(&KSON_2023)), 0);
    assert!(noted(&all) >= 1);
}

/// What one area has over is nothing for the other: the bridge takes it back, and ends at what is left.
#[test]
fn a_bridge_ends_at_what_is_left_also_where_one_area_has_money_over() {
    let steps = |values: &[(&str, f64)]| {
        let outcome = simulate(&KSON_2023, &with(values));
        let rows = figures::bridge(&KSON_2023, &outcome, 2023).table().rows;
        let numbers = figures::bridge_numbers(&outcome, 2023);
        let quantities = figures::bridge_quantities(&KSON_2023, &outcome, 2023);
        assert_eq!(rows.len(), quantities.len());
        // The lowered requirement comes after them, and is no quantity.
        assert!(quantities[numbers.len()..].iter().all(Option::is_none));
        let last = *numbers.last().unwrap();
        let rows = rows.iter().take(numbers.len()).map(|row| {
            let row: Vec<_> = row.iter().map(FigureCell::text).collect();
            row.join(": ")
        });
        (rows.collect::<Vec<_>>(), last)
    };
    let (rows, last) = steps(&[("requirement.care", 0.0)]);
    assert_eq!(rows[4..], ["Över i omsorgen: +1,2", "Återstår: 26,1"]);
    assert_eq!(last, Quantity::Remaining(2023));
    let (rows, last) = steps(&[("requirement.care", 0.0), ("financing.pooled", 1.0)]);
    assert_eq!(rows[4..], ["Återstår: 24,9"]);
    assert_eq!(last, Quantity::Remaining(2023));
}

/// The year shown is the year of every slide and section that has one, and no amount of the plan year stands for it.
#[test]
fn slides_and_paper_are_of_the_year_shown() {
    let inputs = with(&[
        ("requirement.growth_funding", 95.0),
        ("indexation.withheld_care", 1.0),
    ]);
    let outcome = simulate(&KSON_2023, &inputs);
    let left = |year| shared::amount(outcome.value(Quantity::Remaining(year)).unwrap());
    for year in [2023, 2025, 2031] {
        let case = Case {
            year: Some(year),
            ..case_of(&inputs)
        };
        let other = if year == 2025 { 2023 } else { 2025 };
        assert_ne!(left(year), left(other));
        let slides = [
            "question",
            "own",
            "parties",
            "housing",
            "request",
            "figure:bridge",
        ];
        for key in slides {
            let slide = slide(&case, key).unwrap();
            let said = format!("{}\n{}", slide.title, words(&slide.blocks).join("\n"));
            assert!(said.contains(&year.to_string()), "{key}: {said}");
            assert!(!said.contains(&left(other)), "{key} {year}: {said}");
            let drawn = slide.blocks.iter().filter_map(|block| match block {
                Block::Numbers(numbers) => {
                    Some(numbers.iter().filter_map(|one| one.quantity).collect())
                }
                Block::Table(table) => Some(table.quantities.iter().flatten().copied().collect()),
                Block::Figure(figure) => Some(
                    figure
                        .quantities
                        .iter()
                        .flatten()
                        .copied()
                        .collect::<Vec<_>>(),
                ),
                _ => None,
            });
            for quantity in drawn.flatten() {
                assert!(
                    quantity.year().is_none_or(|of| of == year),
                    "{key}: {quantity:?}"
                );
            }
        }
        // What the documents require, and the levers set, is the plan year's.
        assert!(slide(&case, "requirement").unwrap().title.contains("2023"));
        for paper in [paper(&case), one_page(&case)] {
            assert!(paper.title.contains(&year.to_string()), "{}", paper.title);
            let said = paper_words(&paper).join("\n");
            assert!(said.contains(&format!("mnkr {year}")), "{year}");
            // No later year without what it is at 80 percent.
            let low = shared::amount(outcome.value(Quantity::RemainingLowFunding(year)).unwrap());
            let is_planned = year == KSON_2023.plan_year;
            assert!(is_planned || said.contains(&low), "{year}: {low}");
            // Once, and not again where the year has been told.
            let sentence = format!("procent av ökningen återstår {low} {year}.");
            assert!(said.matches(&sentence).count() <= 1, "{year}: {said}");
        }
    }
    // A year that the pack has no plan for is the plan year.
    let odd = Case {
        year: Some(2040),
        ..case_of(&inputs)
    };
    assert_eq!(deck(&odd), deck(&case_of(&inputs)));
}

#[test]
fn a_later_year_stands_beside_what_it_is_at_80_percent() {
    let case = case_of(&Inputs::defaults(&KSON_2023));
    let years = slide(&case, "years").unwrap();
    let balance = slide(&case, "balance").unwrap();
    let text = |blocks: &[Block]| words(blocks).join("\n");
    assert!(text(&years.blocks).contains("390,4"), "{years:?}");
    assert!(text(&balance.blocks).contains("390,4"), "{balance:?}");
    assert_eq!(balance.title, "Inget år till 2031 är i balans");
    for paper in [paper(&case), one_page(&case)] {
        let all = paper_words(&paper).join("\n");
        for said in [
            "390,4",
            "Inget år till 2031 är i balans.",
            finance::LIST_MISSING,
        ] {
            assert!(all.contains(said), "{said}");
        }
    }
}

#[test]
fn the_papers_numbers_are_the_models() {
    let inputs = preset("eu_huvudvagar");
    let outcome = simulate(&KSON_2023, &inputs);
    let text = paper_words(&paper(&case_of(&inputs))).join("\n");
    for quantity in [
        Quantity::Gap(Scope::Total, 2023),
        Quantity::Gap(Scope::Total, 2031),
        Quantity::Requirement(Scope::Total, 2023),
        Quantity::Saving(Scope::Total, 2023),
    ] {
        let shown = format::number(outcome.value(quantity).unwrap(), 1);
        assert!(text.contains(&shown), "{quantity:?}: {shown}");
    }
}

#[test]
fn every_deviation_and_every_assumption_that_acts_is_in_the_paper() {
    let inputs = with(&[
        ("requirement.care", 50.0),
        ("caseload.change", 5.0),
        ("price.following", 2.0),
    ]);
    let mut case = case_of(&inputs);
    case.underlag = Some(own_places());
    let all = paper(&case);
    let section = |heading: &str| {
        let found = all
            .sections
            .iter()
            .find(|one| one.heading == heading)
            .unwrap();
        words(&found.blocks)
    };
    let deviations = section("Avvikelser från verktygets utgångsläge");
    for id in [
        "requirement.care",
        "caseload.change",
        "price.following",
        "housing.lss.places",
    ] {
        let label = KSON_2023
            .spec(KSON_2023.find(id).unwrap())
            .label
            .to_string();
        assert!(deviations.contains(&label), "{label}");
    }
    let own = "satt i scenariot, skiljer sig från det egna talet";
    assert!(deviations.iter().any(|text| text == own));
    let log = section("Antaganden");
    for (id, listed) in [
        ("price.following", true),
        ("requirement.growth_funding", true),
        // Of a measure with a figure, and of one without.
        ("caseload.cost_per_fte", true),
        ("reablement.home_care_cost", false),
        // No assumption any more.
        ("housing.lss.places", false),
    ] {
        let spec = KSON_2023.spec(KSON_2023.find(id).unwrap());
        assert_eq!(spec.status, Status::Assumption, "{id}");
        assert_eq!(log.contains(&spec.label.to_string()), listed, "{id}");
    }
}

#[test]
fn ratings_and_notes_stand_in_the_paper() {
    let mut case = underlaget();
    case.note = "För direktionen\ni maj".to_owned();
    case.ratings = vec![
        Rated {
            measure: "negligence_clause".to_owned(),
            aspect: Aspect::Staff,
            level: Level::High,
        },
        Rated {
            measure: "collaboration".to_owned(),
            aspect: Aspect::Users,
            level: Level::Low,
        },
    ];
    case.notes = vec![("caseload".to_owned(), "Fråga facket".to_owned())];
    let text = paper_words(&paper(&case));
    for says in [
        "stora",
        "små",
        "ej\u{a0}bedömda",
        "Konsekvenserna är ej bedömda för: reformerad ersättningsmodell för socialpsykiatri.",
        "Om scenariot: För direktionen\ni maj",
        "Kunder per årsarbetare: ”Fråga facket”",
    ] {
        assert!(text.iter().any(|one| one == says), "{says}");
    }
    let notes = slide(&case, "measure:caseload").unwrap().notes;
    assert!(notes.contains(&"Anteckning: Fråga facket".to_owned()));
}

fn own_places() -> Underlag {
    Underlag {
        name: "KSON:s egna tal".to_owned(),
        figures: [(
            "housing.lss.places".to_owned(),
            OwnFigure {
                value: 180.0,
                source: "Avtal 12".to_owned(),
                ..OwnFigure::default()
            },
        )]
        .into(),
        ..Underlag::default()
    }
}

/// A controller's own figures are where levers start, so beside them the named pack's values are called the tool's.
#[test]
fn beside_own_figures_the_packs_values_are_called_the_tools() {
    let defaults = Inputs::defaults(&KSON_2023);
    let changed = with(&[("requirement.care", 50.0)]);
    for (inputs, own, start) in [
        (&defaults, false, "utgångsläget"),
        (&changed, false, "utgångsläget"),
        (&defaults, true, "verktygets utgångsläge"),
        (&changed, true, "verktygets utgångsläge"),
    ] {
        let mut case = case_of(inputs);
        case.underlag = own.then(own_places);
        let all = paper(&case);
        let heading = format!("Avvikelser från {start}");
        let section = all.sections.iter().find(|one| one.heading == heading);
        assert!(section.is_some(), "{heading}");
        let summed = paper_words(&all).join("\n");
        let differs = ["inte ", ""].map(|not| format!("skiljer sig {not}från {start}"));
        assert!(differs.iter().any(|says| summed.contains(says)), "{start}");
        let question = words(&slide(&case, "question").unwrap().blocks).join("\n");
        assert!(question.contains(&format!(" {start}")), "{question}");
    }
}

/// Own figures are named where they act: on the first slide, and in the notes of all that has numbers.
#[test]
fn slides_name_an_own_underlag() {
    let says = "Egna tal: KSON:s egna tal, ett tal.".to_owned();
    let mut case = underlaget();
    let question = |case: &Case| words(&slide(case, "question").unwrap().blocks);
    assert!(!question(&case).contains(&says));
    assert!(
        all_slides(&case)
            .iter()
            .all(|one| !one.notes.contains(&says))
    );
    case.underlag = Some(own_places());
    assert!(question(&case).contains(&says));
    for slide in all_slides(&case) {
        let drawn = |block: &Block| {
            matches!(
                block,
                Block::Figure(_) | Block::Table(_) | Block::Numbers(_)
            )
        };
        let shown = slide.blocks.iter().any(drawn);
        assert_eq!(slide.notes.contains(&says), shown, "{}", slide.key);
    }
    assert!(paper_words(&paper(&case)).contains(&says));
    // Each change is in the paper, with what it was.
    let mut own = own_places();
    own.record(&balans_scenario::FigureChange {
        when: "2026-11-29T10:00:00+01:00".to_owned(),
        input: "housing.lss.places".to_owned(),
        from: 190.0,
        to: 180.0,
        why: "Avtal 12".to_owned(),
    });
    case.underlag = Some(own);
    let text = html::paper(&paper(&case)).concat();
    assert!(text.contains("190"), "{text}");
    assert!(text.contains("2026-11-29") && text.contains("Avtal 12"));
}

/// What the paper says of a link is true of what stands under it.
#[test]
fn a_paper_opens_its_scenario_as_it_says() {
    let text = "#s1.F_bq6CIBCWtzb24";
    let address = format!("https://example.se/balans/{text}");
    let code = format!("<span class=\"address\">{text}</span>");
    for (link, says, shown, anchor) in [
        (&*address, Some("Länken och koden öppnar"), &*address, true),
        (text, Some("Texten nedan är hela scenariot"), &*code, false),
        ("", None, "", false),
        ("javascript:alert(1)", None, "", false),
    ] {
        let mut case = underlaget();
        case.link = link.to_owned();
        let paper = paper(&case);
        let mut sections = paper.sections.iter();
        let section = sections.find(|one| one.heading == "Pröva scenariot");
        let said = section.map(|section| words(&section.blocks));
        assert_eq!(said.is_some(), says.is_some(), "{link}");
        if let (Some(said), Some(says)) = (said, says) {
            assert!(said[0].starts_with(says), "{link}: {}", said[0]);
        }
        let markup = html::paper(&paper).concat();
        assert!(markup.contains(shown), "{link}");
        assert_eq!(markup.contains("<a href="), anchor, "{link}");
        assert_eq!(markup.contains("class=\"code\""), anchor, "{link}");
        assert!(!markup.contains("javascript:"), "{link}");
        check_markup(link, &markup);
    }
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "<script>alert('x')</script>\"&\u{0}\u{7}";
    let mut case = underlaget();
    case.name = hostile.to_owned();
    case.note = hostile.to_owned();
    case.today = hostile.to_owned();
    case.saved = Some(hostile.to_owned());
    case.version = hostile.to_owned();
    case.link = format!("javascript:{hostile}");
    case.notes = vec![("caseload".to_owned(), hostile.to_owned())];
    case.alternatives = vec![Alternative {
        id: hostile.to_owned(),
        name: hostile.to_owned(),
        values: case.values.clone(),
    }];
    case.underlag = Some(Underlag {
        name: hostile.to_owned(),
        figures: [(
            "housing.lss.places".to_owned(),
            OwnFigure {
                value: 180.0,
                source: hostile.to_owned(),
                ..OwnFigure::default()
            },
        )]
        .into(),
        ..Underlag::default()
    });
    let markup = all_slides(&case)
        .iter()
        .map(html::slide)
        .collect::<String>()
        + &html::paper(&paper(&case)).concat();
    assert!(!markup.contains("<script") && !markup.contains('\u{0}') && !markup.contains('\u{7}'));
    assert!(
        !markup.contains("href=\"javascript"),
        "a link that is none of ours is none"
    );
    assert!(markup.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;"));
}

#[test]
fn a_deck_comes_back_over_the_wire() {
    let case = underlaget();
    let shown = protocol::read_deck(&protocol::deck(&case.to_bytes()).unwrap()).unwrap();
    let made = deck(&case);
    assert_eq!(shown.len(), made.len());
    for (shown, made) in shown.iter().zip(&made) {
        assert_eq!((&shown.key, &shown.title), (&made.key, &made.title));
        assert_eq!(shown.levers.len(), made.levers.len());
        let one = protocol::slide(&protocol::ask_slide(&case, &made.key)).unwrap();
        assert_eq!(&protocol::read_slide(&one).unwrap(), shown);
    }
    let listed = protocol::read_offers(&protocol::offers(&case.to_bytes()).unwrap()).unwrap();
    assert_eq!(listed, offers(&case));
    let parts = protocol::read_paper(&protocol::paper(&case.to_bytes()).unwrap()).unwrap();
    assert_eq!(parts, html::paper(&paper(&case)));
}

#[test]
fn bytes_that_nobody_made_are_answered_with_nothing() {
    for bytes in [&[][..], &[1], &[255; 40]] {
        assert!(protocol::deck(bytes).is_none() && protocol::slide(bytes).is_none());
        assert!(protocol::offers(bytes).is_none() && protocol::paper(bytes).is_none());
    }
    let mut short = underlaget();
    short.values.pop();
    assert!(protocol::deck(&short.to_bytes()).is_none());
    let mut with_alternative = underlaget();
    with_alternative.alternatives = vec![Alternative {
        id: "a".to_owned(),
        name: "A".to_owned(),
        values: vec![1.0],
    }];
    assert!(protocol::deck(&with_alternative.to_bytes()).is_none());
}

/// What the direktion is asked is a question, and nobody's answer.
#[test]
fn nothing_is_recommended() {
    for (name, inputs) in edges() {
        let mut case = case_of(&inputs);
        case.worked_out = Some(WorkedOut::of(&case));
        let asked = slide(&case, "request").unwrap();
        let Some(Block::List(questions)) = asked.blocks.first() else {
            panic!("{name}: no questions");
        };
        assert!(
            !questions.is_empty() && questions.iter().all(|one| one.ends_with('?')),
            "{name}: {questions:?}"
        );
        for text in paper_words(&paper(&case)) {
            let lower = text.to_lowercase();
            assert!(
                !lower.contains("föreslår")
                    && !lower.contains("rekommender")
                    && !lower.contains("bör besluta")
                    && !lower.contains("bäst"),
                "{name}: {text}"
            );
        }
    }
}

fn tables(blocks: &[Block]) -> Vec<&TableBlock> {
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(tabled) => Some(tabled),
        _ => None,
    });
    tables.collect()
}

fn value(cell: &FigureCell) -> f64 {
    match cell {
        FigureCell::Number { value, .. } => *value,
        _ => 0.0,
    }
}

/// What a table has no room for is told in a row, and its column comes to the slide's finding.
#[test]
fn a_slide_of_own_assumptions_has_every_one_of_them() {
    let mut most = 0;
    for (name, inputs) in edges() {
        let case = case_of(&inputs);
        let outcome = simulate(&KSON_2023, &inputs);
        let own = Quantity::EvidenceSaving(Evidence::Own, Scope::Total, KSON_2023.plan_year);
        let slide = slide(&case, "own").unwrap();
        let Some(table) = tables(&slide.blocks).first().map(|tabled| &tabled.table) else {
            continue;
        };
        let shown: f64 = table.rows.iter().map(|row| value(&row[1])).sum();
        let expected = outcome.value(own).unwrap() * 1000.0;
        assert!(
            (shown - expected).abs() < 1e-6,
            "{name}: {shown} of {expected}"
        );
        assert!(table.rows.len() <= 6, "{name}");
        let counted = slide
            .notes
            .iter()
            .filter(|note| note.contains("Vem berörs:"))
            .count();
        most = most.max(counted);
        let rest = table.rows.last().unwrap()[0].text();
        if counted > 6 {
            assert_eq!(
                rest,
                format!("Ytterligare {} åtgärder", format::count(counted - 5)),
                "{name}"
            );
        } else {
            assert_eq!(table.rows.len(), counted, "{name}");
        }
    }
    assert!(most > 6, "no scenario has more than there is room for");
}

#[test]
fn alternatives_that_have_no_room_are_counted_on_slide_and_paper() {
    let mut case = underlaget();
    for (count, says) in [
        (3, None),
        (
            4,
            Some("Ytterligare ett sparat scenario får inte plats här."),
        ),
        (
            9,
            Some("Ytterligare sex sparade scenarier får inte plats här."),
        ),
    ] {
        case.alternatives = (0..count)
            .map(|number| Alternative {
                id: number.to_string(),
                name: format!("Förslag {number}"),
                values: case.values.clone(),
            })
            .collect();
        let paper = paper(&case);
        let all = sections(&paper.sections);
        let section = all
            .iter()
            .find(|one| one.heading == "Alternativa scenarier");
        let slide = slide(&case, "alternatives").unwrap();
        for blocks in [&section.unwrap().blocks, &slide.blocks] {
            let note = &tables(blocks)[0].note;
            assert_eq!(note.contains("får inte plats"), says.is_some(), "{note}");
            assert!(says.is_none_or(|says| note.ends_with(says)), "{note}");
        }
    }
}

/// What no contract takes home, and what a loss at Tiohundra may come to for the members, are said where they are so.
#[test]
fn the_paper_says_what_stays_at_providers_and_what_a_loss_may_lead_to() {
    let words = |changed: &[(&str, f64)]| {
        let paper = paper(&case_of(&with(changed)));
        paper_words(&paper).join("\n")
    };
    let kept = words(&[
        ("reablement.hours_reduction", 5.0),
        ("reablement.contracted", 40.0),
    ]);
    let line = "Stannar hos utföraren: rehabiliterande arbetssätt, 6,3\u{a0}mnkr.";
    assert!(kept.contains(line), "{kept}");
    assert!(!kept.contains("kontrollbalansräkning"));
    let loss = words(&[("indexation.withheld_care", 2.0)]);
    assert!(loss.contains(parties::capital_risk()) && !loss.contains("Stannar hos utföraren"));
    assert!(!words(&[]).contains(parties::capital_risk()));
}

/// What is assumed alike of every measure is a sentence; what somebody has changed has its row.
#[test]
fn default_phasing_is_one_sentence() {
    let log = |inputs: &Inputs| {
        let paper = paper(&case_of(inputs));
        let all = sections(&paper.sections);
        let section = all.iter().find(|one| one.heading == "Antaganden").unwrap();
        let texts: Vec<_> = section
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect();
        (texts, tables(&section.blocks)[0].table.clone())
    };
    let phasing = |label: &str| label.contains("engångskostnad") || label.contains("100");
    let (texts, table) = log(&Inputs::defaults(&KSON_2023));
    let sentence = texts
        .iter()
        .find(|text| text.contains("engångskostnad 0,0"));
    assert!(sentence.unwrap().contains("100\u{a0}%"), "{sentence:?}");
    assert!(!table.rows.iter().any(|row| phasing(row[0].text())));
    let (_, table) = log(&with(&[("vacancy_reform.one_off", 2.5)]));
    let rows: Vec<_> = table
        .rows
        .iter()
        .filter(|row| phasing(row[0].text()))
        .collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0][1].text(), "2,5\u{a0}mnkr");
}

/// Measures that nobody has rated stand in a sentence: no columns of "ej bedömd".
#[test]
fn nobody_is_shown_a_table_of_nothing_rated() {
    for (name, inputs) in edges() {
        let paper = paper(&case_of(&inputs));
        let all = sections(&paper.sections);
        let section = all
            .iter()
            .find(|one| one.heading == "Konsekvenser och bedömningar")
            .unwrap();
        assert!(tables(&section.blocks).is_empty(), "{name}");
    }
}

/// What is on one page does not grow with the scenario.
#[test]
fn one_page_is_bounded() {
    for (name, inputs) in edges() {
        let mut case = case_of(&inputs);
        case.note = "Lång text. ".repeat(180);
        case.notes = vec![("caseload".to_owned(), "Anteckning. ".repeat(160))];
        let paper = one_page(&case);
        let outcome = simulate(&KSON_2023, &inputs);
        for section in sections(&paper.sections) {
            for tabled in tables(&section.blocks) {
                assert!(tabled.table.rows.len() <= 8, "{name}, {}", section.heading);
            }
            for text in words(&section.blocks) {
                assert!(text.chars().count() < 500, "{name}: {text}");
            }
        }
        // The measures with an amount come to their sum, whether each has a row or not.
        if let Some(tabled) = tables(&paper.sections[1].blocks).first() {
            let (sum, rows) = tabled.table.rows.split_last().unwrap();
            let shown: f64 = rows.iter().map(|row| value(&row[2])).sum();
            let saving = Quantity::Saving(Scope::Total, KSON_2023.plan_year);
            let expected = outcome.value(saving).unwrap() * 1000.0;
            assert!(
                (shown - expected).abs() < 1e-6,
                "{name}: {shown} of {expected}"
            );
            assert!((value(&sum[2]) - expected).abs() < 1e-6, "{name}");
        }
    }
}

/// All that slides, paper and the paper on one page say of a case.
fn all_words(case: &Case) -> Vec<String> {
    let mut all = Vec::new();
    for slide in all_slides(case) {
        all.push(slide.title.clone());
        all.extend(slide.notes.clone());
        all.extend(words(&slide.blocks));
    }
    all.extend(paper_words(&paper(case)));
    all.extend(paper_words(&one_page(case)));
    all
}

/// Where no requirement is set, that is what is said: nothing is met, left or more than it.
#[test]
fn no_requirement_is_said_and_not_claimed_to_be_met() {
    let none = [("requirement.care", 0.0), ("requirement.health", 0.0)];
    let mut quiet = preset("inga_atgarder");
    for (id, value) in none {
        quiet.set(&KSON_2023, KSON_2023.find(id).unwrap(), value);
    }
    for inputs in [with(&none), quiet] {
        let mut case = case_of(&inputs);
        case.alternatives = vec![Alternative {
            id: "a".to_owned(),
            name: "Annat".to_owned(),
            values: Case::values_of(&inputs),
        }];
        let whole = paper(&case);
        assert_eq!(whole.title, "Budget i balans 2023: inget krav är satt");
        for said in [
            "Inget krav är satt för 2023.",
            "Inget krav är satt för vare sig 2023 eller 2031.",
            "KSON ska ha en budget i balans 2023. I scenariot är inget effektiviseringskrav satt.",
        ] {
            let all = all_words(&case);
            assert!(all.iter().any(|text| text.starts_with(said)), "{said}");
        }
        for text in all_words(&case) {
            // The last bar of a drawing, and a cell below zero, are named by what they are: the requirement less the
            // measures.
            let is_bar = text == "Mer än kravet"
                || text.contains(", mer än kravet ")
                || text.contains(shared::MINUS)
                || text.ends_with(shared::OVER);
            for wrong in [
                "är uppfyllt",
                "er än kravet",
                "av kravet",
                "Kravet på 0",
                "i balans både",
                "Budget i balans 2023.",
                "0,0\u{a0}procent",
            ] {
                assert!(is_bar || !text.contains(wrong), "{text}");
            }
        }
    }
}

/// A requirement of one area alone is not said to be of both, and what nothing counts in gives nothing.
#[test]
fn nothing_is_told_in_words_and_not_as_an_amount() {
    for (inputs, said) in [
        (
            with(&[("requirement.care", 0.0)]),
            "effektiviseringskrav på 26,1\u{a0}mnkr, som helt avser hälso- och sjukvård.",
        ),
        (
            with(&[("requirement.health", 0.0)]),
            "som helt avser omsorg om äldre och personer med funktionsnedsättningar.",
        ),
        (
            preset("inga_atgarder"),
            "Varken den beslutade modellen, det möjliga eller egna antaganden ger något.",
        ),
        (
            preset("inga_atgarder"),
            "De beräknade åtgärderna täcker ingen del av kravet",
        ),
    ] {
        let all = all_words(&case_of(&inputs));
        assert!(all.iter().any(|text| text.contains(said)), "{said}");
    }
    for (name, inputs) in edges() {
        for text in all_words(&case_of(&inputs)) {
            for wrong in [
                "varav 0,0",
                "täcker 0,0",
                " 0,0\u{a0}procent av",
                ": 0,0\u{a0}mnkr",
            ] {
                // A figure's summary gives its numbers as they are.
                let is_summary = text.contains(" från ") && text.contains(" till ");
                assert!(is_summary || !text.contains(wrong), "{name}: {text}");
            }
        }
    }
}

/// A saving whose cost nobody has stated is called brutto wherever it stands, and no longer when the cost is settled.
#[test]
fn a_saving_without_its_cost_is_brutto() {
    let unsettled = [("e_services.cases", 4000.0), ("own_lss_places.places", 5.0)];
    let says = |text: &String| text.contains("ostnaden saknas");
    for (more, expected) in [
        (&[][..], true),
        (
            &[
                ("e_services.cost_known", 1.0),
                ("own_lss_places.cost_known", 1.0),
            ],
            false,
        ),
        (
            &[
                ("e_services.running_cost", 0.1),
                ("own_lss_places.capital_cost_per_place", 10.0),
            ],
            false,
        ),
    ] {
        let inputs = with(&[&unsettled, more].concat());
        let case = case_of(&inputs);
        let places = [
            ("own slide", words(&slide(&case, "own").unwrap().blocks)),
            ("paper", paper_words(&paper(&case))),
            ("page", paper_words(&one_page(&case))),
        ];
        for (place, words) in places {
            assert_eq!(words.iter().any(says), expected, "{place}: {words:?}");
        }
        let title = slide(&case, "measure:e_services").unwrap().title;
        assert_eq!(title.ends_with("(brutto)"), expected, "{title}");
    }
    let inputs = with(&unsettled);
    let outcome = simulate(&KSON_2023, &inputs);
    let gross = outcome.value(Quantity::GrossSaving(2023)).unwrap();
    let sum = format!(
        "Kostnaden saknas för egna LSS-platser och fler e-tjänster. Åtgärderna ger sammanlagt {} 2023 brutto: kostnaden ska räknas av.",
        crate::texts::shared::single(gross)
    );
    let said = words(&slide(&case_of(&inputs), "own").unwrap().blocks);
    assert!(said.contains(&sum), "{said:?}");
    let defaults = all_words(&case_of(&Inputs::defaults(&KSON_2023)));
    assert_eq!(defaults.iter().find(|text| says(text)), None);
}

/// What rests on assumptions says so in its title, after the caution, until a controller's own figures stand there; and
/// no title puts the blame on one kind of home.
#[test]
fn titles_on_assumptions_are_called_examples() {
    let mut case = underlaget();
    let heads = |case: &Case| {
        let housing = slide(case, "housing").unwrap();
        let spiral = slide(case, "figure:spiral").unwrap();
        let Some(Block::Text(caution)) = housing.blocks.first() else {
            panic!("no caution first: {:?}", housing.blocks);
        };
        [housing.title, spiral.title, caution.clone()]
    };
    let [housing, spiral, caution] = heads(&case);
    assert_eq!(
        housing,
        "Räkneexempel: tomma platser kostar KSON 9,9\u{a0}mnkr 2023"
    );
    assert!(
        spiral.starts_with("Räkneexempel: en olämplig plats i "),
        "{spiral}"
    );
    assert!(caution.contains("är antaganden"), "{caution}");
    let in_paper = paper_words(&paper(&case));
    assert!(
        in_paper.contains(&format!("{caution} {housing}.")),
        "{in_paper:?}"
    );
    assert!(
        !all_words(&case)
            .iter()
            .any(|text| text.contains("av kostnaden för tomma platser"))
    );

    let figure = |id: InputId| {
        let value = KSON_2023.spec(id).default;
        let source = "KSON:s årsredovisning 2022".to_owned();
        (
            id.name().to_owned(),
            OwnFigure {
                value,
                source,
                ..OwnFigure::default()
            },
        )
    };
    let mut own = own_places();
    own.figures = HousingType::ALL
        .iter()
        .flat_map(|home| {
            let of = home.inputs();
            [
                of.places,
                of.usable_vacancy,
                of.unfit_vacancy,
                of.compensation,
                of.external_premium,
            ]
        })
        .map(figure)
        .collect();
    case.underlag = Some(own.clone());
    let [housing, spiral, caution] = heads(&case);
    assert_eq!(housing, "Tomma platser kostar KSON 9,9\u{a0}mnkr 2023");
    assert!(spiral.starts_with("En olämplig plats i "), "{spiral}");
    assert!(caution.ends_with("är egna tal."), "{caution}");

    let (left_out, _) = figure(HousingType::Lss.inputs().places);
    own.figures.remove(&left_out);
    case.underlag = Some(own);
    let [housing, _, caution] = heads(&case);
    assert!(housing.starts_with("Räkneexempel: "), "{housing}");
    assert!(caution.contains("delvis egna tal"), "{caution}");
}

/// The direktion is asked of what it decides, and not again of what it has proposed for another to decide.
#[test]
fn what_is_proposed_already_is_not_asked_again() {
    let case = underlaget();
    let proposal = paper(&case)
        .sections
        .into_iter()
        .find(|one| one.heading == "Förslag till beslut");
    for blocks in [
        proposal.unwrap().blocks,
        slide(&case, "request").unwrap().blocks,
    ] {
        let said = words(&blocks);
        let asked = said.iter().filter(|text| text.ends_with('?')).cloned();
        let asked = asked.collect::<Vec<_>>().join(" ");
        assert!(
            asked.contains("ingen tomdygnsersättning vid försumlighet"),
            "{asked}"
        );
        let others = format!("övriga {} åtgärder", KSON_2023.measures.len() - 4);
        assert!(asked.contains(&others), "{asked}");
        for proposed in ["trygghetsboende", "kostnadsansvar"] {
            assert!(!asked.contains(proposed), "{asked}");
        }
        let told = "Frågas inte igen: direktionen har föreslagit biståndsbedömt trygghetsboende och uppsägning av bibehållet kostnadsansvar för Norrtälje kommun.";
        assert!(said.iter().any(|text| text == told), "{said:?}");
    }
}
