use balans_model::{HousingType, Inputs, KSON_2023, Party, Scope, input_id, simulate};

use super::*;
use balans_charts::{Compared, ComparisonChart, Flow, FlowStep, Line, Lines, Role, Stroke};
use balans_scenario::file::csv;

fn base() -> Outcome {
    simulate(&KSON_2023, &Inputs::defaults(&KSON_2023))
}

/// Writes the table's part of a CSV file, without the byte order mark.
fn file(table: &Table, outcome: &Outcome) -> String {
    let text = csv::write(&table.fields(outcome, &[], |_| Vec::new()));
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

#[test]
fn a_number_in_a_file_is_the_one_that_is_shown_in_its_unit() {
    let outcome = base();
    let year = KSON_2023.plan_year;
    let kson = Quantity::PartyTotal(Party::Kson, year);
    let row = |shown| Row::new("KSON", [Cell::amount(kson, shown)]);
    let of = |shown| {
        let table = Table {
            rows: vec![row(shown)],
            ..Table::new("Effekt", "Part", ["2023"])
        };
        file(&table, &outcome)
    };
    assert_eq!(of(Shown::SignedTkr), "Part;2023, tkr\nKSON;1200\n");
    assert_eq!(of(Shown::Plain), "Part;2023, mnkr\nKSON;1,2\n");
    assert_eq!(Shown::SignedTkr.bare(kson, 1.2), "+1\u{a0}200");
}

#[test]
fn thousands_of_kronor_are_millions_from_a_million_up() {
    let saving = Quantity::Saving(Scope::Total, KSON_2023.plan_year);
    for (mnkr, text, bare) in [
        (0.5, "500\u{a0}tkr", "500"),
        (0.999_4, "999\u{a0}tkr", "999"),
        (0.999_6, "1,0\u{a0}mnkr", "1\u{a0}000"),
        (78.989_5, "79,0\u{a0}mnkr", "78\u{a0}990"),
        (-1.75, "\u{2212}1,8\u{a0}mnkr", "\u{2212}1\u{a0}750"),
    ] {
        assert_eq!(Shown::Tkr.text(saving, mnkr), text);
        let sign = if mnkr > 0.0 { "+" } else { "" };
        assert_eq!(Shown::SignedTkr.text(saving, mnkr), format!("{sign}{text}"));
        // Under a heading that has the unit, every amount is in tkr.
        assert_eq!(Shown::Tkr.bare(saving, mnkr), bare);
    }
}

#[test]
fn a_heading_says_the_unit_once() {
    for (heading, unit, says) in [
        ("Effekt, tkr", "tkr", true),
        ("mnkr 2023", "mnkr", true),
        ("Mot aktiekapitalet, %", "%", true),
        ("tomma dygn per år", "dygn per år", true),
        ("tkr per plats och år", "tkr per år", true),
        (
            "Antal kunder per års\u{ad}arbetare",
            "kunder per årsarbetare",
            true,
        ),
        ("Ärenden per handläggare", "ärenden per handläggare", true),
        ("2023", "tkr", false),
        ("Infasat", "mnkr", false),
        ("kronor", "kr", false),
        ("År", "", true),
    ] {
        assert_eq!(has_unit(heading, unit), says, "{heading} {unit}");
    }
}

#[test]
fn a_sum_stands_under_what_it_sums() {
    let outcome = base();
    let year = KSON_2023.plan_year;
    let home = HousingType::SocialPsychiatry;
    let cells = [
        Cell::amount(Quantity::EmptyPlaceDay(home), Shown::Plain),
        Cell::amount(Quantity::Compensation(home, year), Shown::Tkr),
    ];
    let total = Cell::amount(Quantity::CompensationTotal(year), Shown::Tkr);
    let mut total = Row::new("Summa", [total]).total();
    total.head.columns = 2;
    let table = Table {
        rows: vec![Row::new("Socialpsykiatri", cells), total],
        ..Table::new("Kostnad", "Boende", ["kr per dygn", "tkr"])
    };
    let rows = table.fields(&outcome, &["Status"], |_| Vec::new());
    assert!(rows.iter().all(|row| row.len() == 4), "{rows:?}");
    let sum = outcome.value(Quantity::CompensationTotal(year)).unwrap();
    assert_eq!(rows[2][1], Field::Empty);
    assert_eq!(rows[2][2], Field::Number(plain(sum * 1000.0)));
}

#[test]
fn what_has_no_amount_is_not_zero() {
    let outcome = base();
    let year = KSON_2023.plan_year;
    let effect = |measure| Quantity::PartyEffect(measure, Party::Kson, year);
    let cell = |of: &[Measure]| Cell::effect(effect(of[0]), Shown::SignedTkr, of.to_vec());
    let table = Table {
        rows: vec![
            Row::new("Färre tomma platser", [cell(&[Measure::Occupancy])]),
            Row::new("Reform", [cell(&[Measure::VacancyReform])]),
            Row::new(
                "Båda",
                [cell(&[Measure::Occupancy, Measure::VacancyReform])],
            ),
        ],
        ..Table::new("Effekt", "Åtgärd", ["KSON"])
    };
    assert_eq!(
        file(&table, &outcome),
        "Åtgärd;KSON, tkr\nFärre tomma platser;ej beräknad\nReform;500\nBåda;0\n"
    );
}

#[test]
fn more_than_the_requirement_is_said_in_words_or_explained() {
    let year = KSON_2023.plan_year;
    let gap = Quantity::Gap(Scope::Total, year);
    assert_eq!(Shown::Plain.text(gap, 72.5), "72,5\u{a0}mnkr");
    assert_eq!(Shown::Plain.text(gap, -0.7), "0,7\u{a0}mnkr mer än kravet");
    assert_eq!(Shown::Plain.bare(gap, -0.7), "\u{2212}0,7");
    let saving = Quantity::Saving(Scope::Total, year);
    assert_eq!(Shown::Plain.text(saving, -0.7), "\u{2212}0,7\u{a0}mnkr");

    let mut inputs = Inputs::defaults(&KSON_2023);
    let table = Table {
        rows: vec![Row::new("Rad", [Cell::amount(gap, Shown::Plain)])],
        ..Table::new("Tabell", "Rad", ["mnkr"])
    };
    assert!(!table.has_minus(&simulate(&KSON_2023, &inputs)));
    for id in ["requirement.care", "requirement.health"] {
        inputs.set(&KSON_2023, input_id(id), 0.0);
    }
    let over = simulate(&KSON_2023, &inputs);
    assert!(table.has_minus(&over));
    let other = Cell::Number(NumberCell::other(saving, Shown::Plain, -1.0));
    let table = Table {
        rows: vec![Row::new("Rad", [other])],
        ..Table::new("Tabell", "Rad", ["mnkr"])
    };
    assert!(!table.has_minus(&over));
}

#[test]
fn a_comparison_has_value_difference_and_unit_in_columns_of_their_own() {
    let outcome = base();
    let year = KSON_2023.plan_year;
    let gap = Quantity::Gap(Scope::Total, year);
    let kson = Quantity::PartyTotal(Party::Kson, year);
    let compared = |value, change: Option<NumberCell>| Cell::Compared {
        value: Box::new(value),
        change,
        shows_change: true,
        differs: false,
    };
    let row = |quantity, shown, other: f64, change: f64| {
        let change = NumberCell::change(quantity, shown, change);
        let other = Cell::Number(NumberCell::other(quantity, shown, other));
        let cells = [
            compared(Cell::amount(quantity, shown), None),
            compared(other, Some(change)),
        ];
        Row::new("Rad", cells)
    };
    let spec = KSON_2023.spec(input_id("negligence_clause.on"));
    let words = Row::new(
        "Av eller på",
        [1.0, 0.0].map(|value| compared(Cell::input(spec, value), None)),
    );
    let mut table = Table {
        rows: vec![
            row(gap, Shown::Plain, 76.6, 76.6 - 72.5),
            row(kson, Shown::SignedTkr, 0.5, -0.7),
            words,
        ],
        ..Table::new("Jämförelse", "Belopp", ["=Nu", "B"])
    };
    table.columns[1].is_base = true;
    assert_eq!(
        file(&table, &outcome),
        "Belopp;Enhet;'=Nu;B;B, skillnad mot =Nu\n\
         Rad;mnkr;72,5;76,6;4,1\n\
         Rad;tkr;1200;500;-700\n\
         Av eller på;;ja;nej;\n"
    );
}

#[test]
fn a_range_is_two_numbers() {
    let number = |value: f64| NumberCell::stated(value, "ärenden", value.to_string());
    let row = |name: &str, low, high| Row::new(name, [Cell::Range(number(low), number(high))]);
    let table = Table {
        rows: vec![row("A", 64.0, 72.0), row("B", 55.0, 55.0)],
        ..Table::new("Ärenden", "Kommun", ["Ärenden"])
    };
    assert_eq!(
        file(&table, &base()),
        "Kommun;Ärenden, lägst;Ärenden, högst\nA;64;72\nB;55;55\n"
    );
}

#[test]
fn units_that_differ_down_a_column_have_a_column_of_their_own() {
    let row = |id, value| {
        let spec = KSON_2023.spec(id);
        Row::new(&*spec.id, [Cell::input(spec, value)])
    };
    let table = Table {
        rows: vec![
            row(input_id("requirement.care"), 47.6),
            row(input_id("price.following"), 3.0),
            row(input_id("negligence_clause.start_year"), 2024.0),
            row(input_id("negligence_clause.on"), 0.0),
        ],
        ..Table::new("Det som skiljer sig", "Reglage", ["Nu"])
    };
    assert_eq!(
        file(&table, &base()),
        "Reglage;Enhet;Nu\nrequirement.care;mnkr;47,6\nprice.following;% per år;3\n\
         negligence_clause.start_year;;2024\nnegligence_clause.on;;nej\n"
    );
}

#[test]
fn a_figures_table_has_full_numbers_its_unit_and_where_they_come_from() {
    let figure = AnyFigure::from(Lines {
        title: "Gapet".to_owned(),
        unit: "mnkr".to_owned(),
        decimals: 1,
        year_heading: "År".to_owned(),
        years: vec![2022, 2023],
        series: vec![Line::new(
            "om inget\u{ad} görs",
            vec![None, Some(-1_234.567_8)],
            Stroke::Solid,
            Role::Reference,
        )],
        break_note: None,
        marker: None,
        bands: None,
    });
    let gap = Quantity::Gap(Scope::Total, 2023);
    let table = Table::of_figure(&figure, &[gap], None);
    assert_eq!(
        file(&table, &base()),
        "År;om inget görs, mnkr\n2022;\n2023;-1234,5678\n"
    );
    assert_eq!(table.title, "Gapet, mnkr");
    assert_eq!(table.rows[1].numbers(), [gap]);
    assert_eq!(table.prices(), Some(Prices::Fixed));
    let unknown = Table::of_figure(&figure, &[], None);
    let Cell::Number(number) = &unknown.rows[1].cells[0] else {
        panic!("{unknown:?}");
    };
    assert_eq!(number.origin, Origin::Unknown);
    assert!(Table::of_figure(&figure, &[], Some("Dokumentet")).rows[1].has_stated());
}

#[test]
fn every_kind_of_figure_has_its_unit_in_its_file() {
    let flow = AnyFigure::from(Flow {
        title: "Spiralen".to_owned(),
        step_heading: "Led".to_owned(),
        value_heading: "Belopp".to_owned(),
        steps: vec![FlowStep {
            heading: "Tom".to_owned(),
            value: 563.4,
            decimals: 0,
            unit: "tkr per år".to_owned(),
            note: String::new(),
            fill: balans_charts::Fill::Muted,
        }],
    });
    let compared = AnyFigure::from(ComparisonChart {
        title: "Kommuner".to_owned(),
        unit: "kunder per årsarbetare".to_owned(),
        decimals: 0,
        name_heading: "Kommun".to_owned(),
        value_headings: vec!["kunder per årsarbetare".to_owned()],
        rows: vec![Compared {
            name: "A".to_owned(),
            value: (96.0, 96.0),
            own: true,
        }],
        mark: None,
    });
    for (figure, text) in [
        (flow, "Led;Belopp, tkr per år\nTom;563,4\n"),
        (compared, "Kommun;kunder per årsarbetare\nA;96\n"),
    ] {
        let table = Table::of_figure(&figure, &[], Some("Dokumentet"));
        assert_eq!(file(&table, &base()), text);
    }
}

#[test]
fn prices_follow_the_quantities() {
    let year = KSON_2023.horizon;
    let fixed = Quantity::ReferenceCost(Scope::Total, year);
    let current = Quantity::ReferenceCostCurrent(Scope::Total, year);
    let none = Quantity::Caseload(year);
    assert_eq!(prices([fixed, none]), Some(Prices::Fixed));
    assert_eq!(prices([fixed, current]), Some(Prices::Current));
    assert_eq!(prices([none]), None);
    // A new quantity in current prices must be in `prices`' list: its key has `_current`.
    for quantity in Quantity::all(&KSON_2023) {
        let is_current = quantity.key().contains("_current");
        assert_eq!(prices([quantity]) == Some(Prices::Current), is_current);
    }
}

#[test]
fn noise_in_the_last_digits_is_left_out_and_nothing_else() {
    for (value, expected) in [
        (1.917_271_999_999_999_9, 1.917_272),
        (76.6 - 72.5, 4.1),
        (0.1 + 0.2 - 0.3, 0.0),
        (-1e-17, 0.0),
        (1_234_567.89, 1_234_567.89),
        (123_456_789_012.0, 123_456_789_012.0),
        (2024.0, 2024.0),
        (-0.000_000_001, -0.000_000_001),
    ] {
        assert_eq!(plain(value), expected, "{value}");
    }
}

#[test]
fn texts_in_a_file_have_no_marks_of_the_page() {
    assert_eq!(
        in_file("Hem\u{ad}taget 1\u{a0}200\u{202f}tkr"),
        "Hemtaget 1 200 tkr"
    );
    assert_eq!(text_field(""), Field::Empty);
}
