use std::fs;
use std::path::Path;

use balans_model::{InputId, KSON_2023, input_id};
use proptest::prelude::*;

use super::csv::Field;
use super::*;
use crate::LOG_LIMIT;

/// What stands for a source that is not given.
const NO_SOURCE: &str = "none given";

const CARE: InputId = input_id("requirement.care");

/// A scenario with something of everything.
fn full() -> SavedScenario {
    let text = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
    SavedScenario {
        id: "18c2a-0001".to_owned(),
        name: "Förslag \"ÅÄÖ\"".to_owned(),
        note: "Från mötet\n3 maj".to_owned(),
        created: "2026-05-03T09:05:00+02:00".to_owned(),
        changed: "2026-05-04T10:00:00+02:00".to_owned(),
        draft: Draft {
            pack: KSON_2023.id.to_string(),
            values: [
                ("requirement.care", 50.0),
                ("occupancy.lss.change", -0.35),
                ("demography.elasticity_care", 1.0 / 3.0),
            ]
            .map(|(id, value)| (id.to_owned(), value))
            .into(),
            ratings: [(
                "occupancy".to_owned(),
                [("users", "low"), ("staff", "high")].map(text).into(),
            )]
            .into(),
            notes: [("resident_dialogue", "Fråga först; sedan = räkna")]
                .map(text)
                .into(),
            slides: ["fragan", "aren"].map(str::to_owned).into(),
            underlag: Some(own_figures()),
            ..Draft::default()
        },
    }
}

/// The same as version 1 could hold it.
fn full_of_one() -> SavedScenario {
    let mut saved = full();
    saved.draft.slides.clear();
    saved.draft.underlag = None;
    saved
}

fn own_figures() -> Underlag {
    let figure = |(id, value, source): (&str, f64, &str)| {
        let source = source.to_owned();
        (
            id.to_owned(),
            OwnFigure {
                value,
                source,
                ..OwnFigure::default()
            },
        )
    };
    Underlag {
        name: "KSON:s egna tal, maj 2023".to_owned(),
        figures: [
            (
                "requirement.care",
                48.25,
                "Direktionens protokoll \u{a7} 12",
            ),
            ("price.following", 3.1, "SKR, april 2023"),
        ]
        .map(figure)
        .into(),
        ..Underlag::default()
    }
}

fn plain() -> SavedScenario {
    SavedScenario {
        id: "18c2a-0002".to_owned(),
        name: "Som underlaget".to_owned(),
        note: String::new(),
        draft: Draft {
            pack: KSON_2023.id.to_string(),
            ..Draft::default()
        },
        ..full()
    }
}

fn both() -> String {
    write(&KSON_2023, &[full(), plain()])
}

fn open(text: &str) -> Result<Contents, FileError> {
    read_bytes(text.as_bytes(), &KSON_2023, LIMIT, NO_SOURCE)
}

#[test]
fn what_is_written_comes_back() {
    let contents = open(&both()).unwrap();
    assert_eq!(contents.scenarios, [full(), plain()]);
    assert!(!contents.other_figures);
    let third = contents.scenarios[0].draft.values["demography.elasticity_care"];
    assert_eq!(third.to_bits(), (1.0_f64 / 3.0).to_bits());
}

#[test]
fn a_value_outside_a_narrowed_range_is_written_as_it_counts() {
    let mut saved = full();
    saved
        .draft
        .values
        .insert("requirement.care".to_owned(), 1e6);
    let text = write(&KSON_2023, &[saved]);
    let back = open(&text).unwrap().scenarios.remove(0);
    assert_eq!(
        back.draft.values["requirement.care"],
        KSON_2023.spec(CARE).max
    );
}

#[test]
fn a_file_is_read_as_the_tool_would_have_kept_it() {
    let spec = KSON_2023.spec(CARE);
    let text = both()
        .replace("50.0", &spec.default.to_string())
        .replace("\"Som underlaget\"", "\"  Som\\tunderlaget \"")
        .replace("Fråga först; sedan = räkna", "  ");
    let contents = open(&["\u{feff}", &text].concat()).unwrap();
    assert!(
        !contents.scenarios[0]
            .draft
            .values
            .contains_key("requirement.care")
    );
    assert!(contents.scenarios[0].draft.notes.is_empty());
    assert_eq!(contents.scenarios[1].name, "Som underlaget");
}

#[test]
fn other_figures_than_todays_are_told() {
    let text = both().replace(&pack_version(&KSON_2023), "00000001");
    assert!(open(&text).unwrap().other_figures);
}

#[test]
fn each_fault_says_what_and_where() {
    let good = both();
    let changed = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        open(&good.replace(from, to)).unwrap_err()
    };
    let error = |from: &str, to: &str| match changed(from, to) {
        FileError::Scenario {
            number,
            name,
            error,
        } => (number, name, error),
        other => panic!("{other:?}"),
    };
    let first = |error: ScenarioError| (1, full().name, error);
    let named = |text: &str| text.to_owned();
    let line_of = |what: &str| good.lines().position(|line| line.contains(what)).unwrap() + 1;

    let tight = read(&good, &KSON_2023, good.len() - 1, NO_SOURCE);
    assert_eq!(tight, Err(FileError::TooLarge));
    assert!(read(&good, &KSON_2023, good.len(), NO_SOURCE).is_ok());
    assert_eq!(
        read_bytes(&[0; 9], &KSON_2023, 8, NO_SOURCE),
        Err(FileError::TooLarge)
    );
    let windows = read_bytes(b"{\"format\": \"\xe5\"}", &KSON_2023, LIMIT, NO_SOURCE);
    assert_eq!(windows, Err(FileError::NotText));
    assert_eq!(open(""), Err(FileError::NotJson(1)));
    assert_eq!(open("Rubrik;Tal\r\n"), Err(FileError::NotJson(1)));
    let line = line_of("occupancy.lss.change");
    assert_eq!(changed("-0.35,", "-0,35,"), FileError::NotPlain(line));
    assert_eq!(changed("-0.35,", "NaN,"), FileError::NotJson(line));
    assert_eq!(changed("-0.35,", "1e999,"), FileError::NotFinite(line));
    assert_eq!(changed("-0.35,", "\"-0.35\","), FileError::NotPlain(line));
    assert_eq!(changed("-0.35,", "null,"), FileError::Shape(line));
    for other in [
        "{}",
        "[]",
        "3",
        "\"text\"",
        "{\"format\": 3, \"version\": 1}",
    ] {
        assert_eq!(open(other), Err(FileError::NotOurs), "{other}");
    }
    assert_eq!(changed(FORMAT, "annat"), FileError::NotOurs);
    assert_eq!(
        changed("\"version\": 3", "\"version\": 0"),
        FileError::NotOurs
    );
    assert_eq!(
        changed("\"version\": 3", "\"version\": 4, \"x\": 1"),
        FileError::Newer
    );
    assert_eq!(
        changed("\"app\":", "\"apps\":"),
        FileError::Shape(line_of("app"))
    );
    let note = line_of("\"note\"");
    assert_eq!(changed("\"note\":", "\"anm\":"), FileError::Shape(note));
    assert_eq!(changed("\"note\":", "\"name\":"), FileError::Shape(note));
    // What stands twice.
    for (from, to) in [
        ("occupancy.lss.change", "requirement.care"),
        ("\"staff\"", "\"users\""),
    ] {
        let fault = changed(from, to);
        assert!(matches!(fault, FileError::Shape(_)), "{fault:?}");
    }
    assert_eq!(
        changed("\"kson-2023\"", "\"annat\""),
        FileError::UnknownPack(named("annat"))
    );
    let none = write(&KSON_2023, &[]);
    assert_eq!(open(&none), Err(FileError::Empty));

    let long_name = "n".repeat(NAME_LIMIT + 1);
    assert_eq!(
        error("Förslag \\\"ÅÄÖ\\\"", " "),
        (1, named(" "), ScenarioError::Name)
    );
    assert_eq!(
        error("Som underlaget", &long_name),
        (2, [&long_name[..SHOWN], "…"].concat(), ScenarioError::Name)
    );
    assert_eq!(error("18c2a-0001", "a/b"), first(ScenarioError::Id));
    assert_eq!(
        error("18c2a-0001", &"a".repeat(65)),
        first(ScenarioError::Id)
    );
    assert_eq!(
        error("18c2a-0002", "18c2a-0001"),
        (2, plain().name, ScenarioError::DuplicateId)
    );
    assert_eq!(
        error("2026-05-03T09:05:00+02:00", "igår"),
        first(ScenarioError::Time)
    );
    let long_note = "å".repeat(NOTE_LIMIT + 1);
    assert_eq!(
        error("Från mötet\\n3 maj", &long_note),
        first(ScenarioError::Note)
    );
    assert_eq!(error("Fråga först", &long_note), first(ScenarioError::Note));
    assert_eq!(
        error("requirement.care", "requirement.car"),
        first(ScenarioError::UnknownInput(named("requirement.car")))
    );
    assert_eq!(
        error("50.0", "101"),
        first(ScenarioError::OutOfRange(CARE, 101.0))
    );
    assert_eq!(
        error("50.0", "-1e308"),
        first(ScenarioError::OutOfRange(CARE, -1e308))
    );
    assert_eq!(
        error("\"occupancy\"", "\"occupation\""),
        first(ScenarioError::UnknownMeasure(named("occupation")))
    );
    assert_eq!(
        error("resident_dialogue", "resident"),
        first(ScenarioError::UnknownMeasure(named("resident")))
    );
    assert_eq!(
        error("\"staff\"", "\"staffs\""),
        first(ScenarioError::UnknownRating(named("staffs")))
    );
    assert_eq!(
        error("\"high\"", "\"highest\""),
        first(ScenarioError::UnknownRating(named("highest")))
    );
    assert_eq!(error("\"fragan\"", "\" \""), first(ScenarioError::Slides));
    assert_eq!(
        error("\"fragan\"", "\"aren\""),
        first(ScenarioError::Slides)
    );
    let many: Vec<String> = (0..SLIDES_LIMIT).map(|key| format!("\"{key}\"")).collect();
    let many = many.join(",");
    assert_eq!(error("\"fragan\"", &many), first(ScenarioError::Slides));
    assert_eq!(
        error("48.25", "148"),
        first(ScenarioError::OutOfRange(CARE, 148.0))
    );
    assert_eq!(
        error("Direktionens protokoll \u{a7} 12", " "),
        first(ScenarioError::Source(CARE))
    );
}

#[test]
fn own_figures_that_are_none_are_a_fault_in_a_scenario_too() {
    let mut saved = full();
    saved.draft.underlag = Some(Underlag {
        figures: BTreeMap::new(),
        ..own_figures()
    });
    let fault = open(&write(&KSON_2023, &[saved])).unwrap_err();
    assert!(matches!(
        fault,
        FileError::Scenario {
            error: ScenarioError::Figures,
            ..
        }
    ));
}

/// Own figures, one with all that a person may say of it.
fn detailed() -> Underlag {
    let mut underlag = own_figures();
    let figure = underlag.figures.get_mut("requirement.care").unwrap();
    for (detail, text) in FigureDetail::ALL.into_iter().zip([
        "2023-05",
        "Ekonomichefen",
        "Preliminärt; \"räknas\" om",
    ]) {
        figure.set_detail(detail, text.to_owned());
    }
    underlag
}

#[test]
fn what_is_said_of_an_own_figure_comes_back_and_a_date_that_is_none_is_refused() {
    let text = write_underlag(&KSON_2023, detailed());
    assert_eq!(open(&text).unwrap().underlag, Some(detailed()));
    let mut saved = full();
    saved.draft.underlag = Some(detailed());
    let library = write(&KSON_2023, &[saved.clone()]);
    assert_eq!(open(&library).unwrap().scenarios, [saved]);

    let said = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        open(&text.replace(from, to)).map(|read| {
            let mut own = read.underlag.unwrap();
            own.figures.remove("requirement.care").unwrap()
        })
    };
    for date in ["2026", "2026-11", "2024-02-29", " 2026-11-29 "] {
        let figure = said("2023-05", date).unwrap();
        assert_eq!(figure.detail(FigureDetail::Date), date.trim());
    }
    for date in [
        "26",
        "2026-",
        "2026-13",
        "2023-02-29",
        "2026/11/29",
        "maj 2023",
        "+202-01",
        "20260101",
    ] {
        let wrong = ScenarioError::Detail(CARE, FigureDetail::Date);
        assert_eq!(
            said("2023-05", date),
            Err(FileError::Underlag(wrong)),
            "{date}"
        );
    }
    let long = "x".repeat(DETAIL_LIMIT + 1);
    let wrong = ScenarioError::Detail(CARE, FigureDetail::Responsible);
    assert_eq!(
        said("Ekonomichefen", &long),
        Err(FileError::Underlag(wrong))
    );
    // The log of changes comes back, the latest of it, and one of another time or figure is refused.
    let mut logged = detailed();
    for minute in 10..60 {
        for second in 10..16 {
            logged.record(&FigureChange {
                when: format!("2026-11-29T10:{minute}:{second}+01:00"),
                input: "requirement.care".to_owned(),
                from: 47.6,
                to: 1.0 / 3.0,
                why: "Nytt\nbeslut".to_owned(),
            });
        }
    }
    let changes = logged.changes();
    assert_eq!(changes.len(), LOG_LIMIT);
    let last = changes.last().unwrap();
    assert_eq!(last.when, "2026-11-29T10:59:15+01:00");
    assert_eq!(
        (last.from, last.to, &*last.why),
        (47.6, 1.0 / 3.0, "Nytt beslut")
    );
    let text_logged = write_underlag(&KSON_2023, logged.clone());
    assert_eq!(open(&text_logged).unwrap().underlag, Some(logged));
    for (from, to, wrong) in [
        ("2026-11-29T10:59:15+01:00", "i går", ScenarioError::Time),
        (
            "\"figure\": \"requirement.care\"",
            "\"figure\": \"x\"",
            ScenarioError::UnknownInput("x".to_owned()),
        ),
    ] {
        let error = open(&text_logged.replace(from, to)).unwrap_err();
        assert_eq!(error, FileError::Underlag(wrong));
    }
    // Nothing but what cannot be seen is nothing.
    let blank = said("Ekonomichefen", "\\u0007 ").unwrap();
    assert_eq!(blank.details.len(), 2);
}

fn own_file() -> String {
    write_underlag(&KSON_2023, own_figures())
}

#[test]
fn own_figures_come_back_and_each_fault_in_them_is_said() {
    let contents = open(&own_file()).unwrap();
    assert_eq!(contents.underlag, Some(own_figures()));
    assert!(contents.scenarios.is_empty() && !contents.other_figures);

    let good = own_file();
    let changed = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        open(&good.replace(from, to)).unwrap_err()
    };
    let named = |text: &str| text.to_owned();
    for (from, to, error) in [
        ("KSON:s egna tal, maj 2023", " ", ScenarioError::Name),
        ("48.25", "-1", ScenarioError::OutOfRange(CARE, -1.0)),
        (
            "requirement.care",
            "krav",
            ScenarioError::UnknownInput(named("krav")),
        ),
        (
            "Direktionens protokoll \u{a7} 12",
            "",
            ScenarioError::Source(CARE),
        ),
        (
            "Direktionens protokoll \u{a7} 12",
            &"k".repeat(SOURCE_LIMIT + 1),
            ScenarioError::LongSource(CARE),
        ),
        (
            "Direktionens protokoll",
            "a\\nb",
            ScenarioError::Source(CARE),
        ),
    ] {
        assert_eq!(changed(from, to), FileError::Underlag(error), "{to}");
    }
    assert_eq!(
        changed("\"version\": 2", "\"version\": 3"),
        FileError::Newer
    );
    assert_eq!(
        changed("\"kson-2023\"", "\"annat\""),
        FileError::UnknownPack(named("annat"))
    );
    for (from, to) in [
        ("price.following", "requirement.care"),
        ("\"source\"", "\"kalla\""),
        ("\"figures\"", "\"values\""),
    ] {
        let fault = changed(from, to);
        assert!(matches!(fault, FileError::Shape(_)), "{fault:?}");
    }
}

#[test]
fn an_untouched_template_has_nothing_of_ones_own_and_a_touched_one_only_that() {
    let template = template(&KSON_2023, "Mall");
    assert_eq!(template.figures.len(), KSON_2023.inputs.len());
    let text = write_underlag(&KSON_2023, template.clone());
    assert_eq!(open(&text), Err(FileError::Empty));
    let mut filled = template;
    let figure = filled.figures.get_mut("requirement.care").unwrap();
    (figure.value, figure.source) = (48.0, "Beslut".to_owned());
    let own = open(&write_underlag(&KSON_2023, filled)).unwrap().underlag;
    let figures = own.unwrap().figures;
    assert_eq!(figures.len(), 1);
    assert_eq!(figures["requirement.care"].source, "Beslut");
}

#[test]
fn a_controllers_number_is_never_ascribed_to_the_document() {
    let mut filled = template(&KSON_2023, "Mall");
    let figure = filled.figures.get_mut("base.total_cost").unwrap();
    figure.value = 3000.0;
    let own = open(&write_underlag(&KSON_2023, filled)).unwrap().underlag;
    let own = own.unwrap();
    assert_eq!(own.figures.len(), 1);
    assert_eq!(own.figures["base.total_cost"].source, NO_SOURCE);
    // The same inside a scenario, and it is said the same way ever after.
    let mut saved = full();
    saved.draft.underlag = Some(own.clone());
    let text = write(&KSON_2023, &[saved]);
    let back = open(&text).unwrap().scenarios.remove(0);
    assert_eq!(back.draft.underlag, Some(own.clone()));
    assert_eq!(own.clone().attributed(&KSON_2023, NO_SOURCE), own);
}

#[test]
fn what_no_text_can_carry_is_taken_out_of_names_notes_and_sources() {
    let text = both()
        .replace("Förslag", "\\u202eFo\u{308}rslag\\ufffe")
        .replace("Fråga först", "Fråga\\u2066 först\\u0007")
        .replace("3 maj", "3\\u202e maj")
        .replace("KSON:s egna", "KSON:s\u{202e} egna")
        .replace("SKR, april", "SKR,\u{200f} april");
    assert_eq!(open(&text).unwrap().scenarios, [full(), plain()]);
    // Half a character is no text in JSON.
    let half = both().replace("Förslag", "\\ud800");
    assert!(matches!(open(&half), Err(FileError::NotJson(_))));
    let none = both().replace("Förslag \\\"ÅÄÖ\\\"", "\\u202e\\ufeff");
    assert!(matches!(
        open(&none),
        Err(FileError::Scenario {
            error: ScenarioError::Name,
            ..
        })
    ));
}

#[test]
fn a_yes_or_no_is_0_or_1() {
    let text = both().replace("\"requirement.care\": 50.0", "\"occupancy.on\": 0.5");
    let on = KSON_2023.find("occupancy.on").unwrap();
    assert!(matches!(
        open(&text),
        Err(FileError::Scenario { error: ScenarioError::OutOfRange(id, _), .. }) if id == on
    ));
}

#[test]
fn decimals_in_what_is_whole_are_a_fault_and_are_never_written() {
    for id in InputId::all() {
        let spec = KSON_2023.spec(id);
        if !spec.unit.is_whole() || spec.unit == balans_model::Unit::Bool {
            continue;
        }
        let name = id.name();
        let value = spec.min + 0.5;
        let text = both().replace(
            "\"requirement.care\": 50.0",
            &format!("\"{name}\": {value}"),
        );
        let expected = ScenarioError::NotWhole(id, value);
        match open(&text) {
            Err(FileError::Scenario { error, .. }) => assert_eq!(error, expected),
            other => unreachable!("{name}: {other:?}"),
        }
        let figures = Underlag {
            name: "Bokslut".to_owned(),
            figures: [(
                name.to_owned(),
                OwnFigure {
                    value,
                    source: "Avtal".to_owned(),
                    ..OwnFigure::default()
                },
            )]
            .into(),
            ..Underlag::default()
        };
        let text = write_underlag(&KSON_2023, figures.clone());
        let whole = open(&text).unwrap().underlag.unwrap();
        let mended = spec.mend(value).unwrap();
        assert_eq!(
            whole.figures[name].value, mended,
            "what is written can be read"
        );
        let [from, to] = [mended, value].map(|value| format!("\"value\": {value:?}"));
        let text = text.replace(&from, &to);
        assert_eq!(open(&text), Err(FileError::Underlag(expected)));

        let mut saved = full();
        saved.draft.values.insert(name.to_owned(), value);
        saved.draft.underlag = Some(figures);
        let back = open(&write(&KSON_2023, &[saved]))
            .unwrap()
            .scenarios
            .remove(0);
        // What stands as in the pack is no difference from it.
        let kept = back.draft.values.get(name).copied();
        assert_eq!(kept.unwrap_or(spec.default), mended);
        assert_eq!(back.draft.underlag.unwrap().figures[name].value, mended);
    }
}

/// Files of every version there has been, as they were written.
#[test]
fn every_frozen_file_is_read_as_it_was_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let open = |name: &str| {
        let bytes = fs::read(folder.join(name)).unwrap();
        read_bytes(&bytes, &KSON_2023, LIMIT, NO_SOURCE)
            .unwrap()
            .scenarios
    };
    let engines = |read: &[SavedScenario]| {
        let engines = read.iter().map(|saved| saved.draft.engine.earlier());
        engines.collect::<Vec<_>>()
    };
    let third = open("3-library.json");
    assert_eq!(third, [full(), plain()]);
    assert_eq!(engines(&third), [None, Some(1)]);
    // Before version 3 there was the first engine.
    let second = open("2-library.json");
    assert_eq!(second, [full(), plain()]);
    assert_eq!(engines(&second), [Some(1), Some(1)]);
    assert_eq!(open("1-library.json"), [full_of_one(), plain()]);
    assert_eq!(open("1-scenario.json"), [plain()]);
    // Written by hand: numbers without decimals, fields in another order, nothing that may be left out.
    let by_hand = SavedScenario {
        name: "Krav 50".to_owned(),
        note: String::new(),
        draft: Draft {
            pack: KSON_2023.id.to_string(),
            values: [("requirement.care".to_owned(), 50.0)].into(),
            ..Draft::default()
        },
        ..full()
    };
    assert_eq!(open("1-by-hand.json"), [by_hand]);
    let bytes = fs::read(folder.join("underlag-1.json")).unwrap();
    let underlag = read_bytes(&bytes, &KSON_2023, LIMIT, NO_SOURCE)
        .unwrap()
        .underlag;
    assert_eq!(underlag, Some(own_figures()));
    let bytes = fs::read(folder.join("underlag-2.json")).unwrap();
    let underlag = read_bytes(&bytes, &KSON_2023, LIMIT, NO_SOURCE)
        .unwrap()
        .underlag;
    assert_eq!(underlag, Some(detailed()));
}

#[test]
fn what_is_written_today_is_the_frozen_form() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/3-library.json");
    let frozen = fs::read_to_string(path).unwrap();
    // The app's and the figures' versions move; the form doesn't without a new number.
    let form = |text: &str| {
        let lines = text.lines();
        let lines =
            lines.filter(|line| !line.contains("\"app\"") && !line.contains("pack_version"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut older = plain();
    older.draft.engine = MadeWith::engine(1);
    assert_eq!(form(&write(&KSON_2023, &[full(), older])), form(&frozen));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/underlag-2.json");
    let written = write_underlag(&KSON_2023, detailed());
    assert_eq!(form(&written), form(&fs::read_to_string(path).unwrap()));
}

#[test]
fn the_year_shown_is_written_and_read_and_one_without_a_plan_is_refused() {
    let mut saved = plain();
    saved.draft.year = Some(2025);
    let text = write(&KSON_2023, &[saved.clone()]);
    assert!(text.contains("\"year\": 2025"), "{text}");
    assert_eq!(open(&text).unwrap().scenarios, [saved]);
    let of =
        |year: &str| open(&text.replace("2025", year)).map(|read| read.scenarios[0].draft.year);
    assert_eq!(
        of("2023"),
        Ok(None),
        "the plan year is what is shown without one"
    );
    for year in ["2022", "2032", "-1"] {
        let error = of(year).unwrap_err();
        let FileError::Scenario { error, .. } = error else {
            panic!("{year}: {error:?}");
        };
        assert_eq!(error, ScenarioError::Year);
    }
    assert!(!write(&KSON_2023, &[plain()]).contains("year"));
}

#[test]
fn limits_and_constraints_are_written_and_read_and_bad_ones_are_named() {
    let mut saved = plain();
    let terms = [
        ("indexation.withheld_care", 4.6),
        ("take.discharge.external_days", 1.0),
        ("most", 3.0),
    ];
    saved.draft.terms = terms.map(|(name, value)| (name.to_owned(), value)).into();
    let text = write(&KSON_2023, &[saved.clone()]);
    assert!(text.contains("\"most\": 3"), "{text}");
    assert_eq!(open(&text).unwrap().scenarios, [saved]);
    let wrong = |from: &str, to: &str| {
        let error = open(&text.replace(from, to)).unwrap_err();
        let FileError::Scenario { error, .. } = error else {
            panic!("{to}: {error:?}");
        };
        error
    };
    let care = input_id("indexation.withheld_care");
    let entry = "\"indexation.withheld_care\": 4.6";
    assert_eq!(
        wrong("4.6", "1000"),
        ScenarioError::OutOfRange(care, 1000.0)
    );
    assert_eq!(
        wrong(entry, "\"finns.inte\": 1"),
        ScenarioError::UnknownTerm("finns.inte".to_owned())
    );
    assert_eq!(
        wrong(entry, "\"requirement.care\": 1"),
        ScenarioError::NoLever(input_id("requirement.care"))
    );
    assert_eq!(
        wrong("\"most\": 3.0", "\"most\": 2.5"),
        ScenarioError::Term("most".to_owned(), 2.5)
    );
    assert_eq!(
        wrong("external_days\": 1", "external_days\": 2"),
        ScenarioError::Term("take.discharge.external_days".to_owned(), 2.0)
    );
    let twice = text.replace(entry, &[entry, ", ", entry].concat());
    assert!(matches!(open(&twice), Err(FileError::Shape(_))));
    assert!(!write(&KSON_2023, &[plain()]).contains("terms"));
}

/// The tool that reads a file has the formulas of the engine it names, or of a later one.
#[test]
fn an_engine_that_is_not_there_yet_is_refused() {
    let third =
        [write(&KSON_2023, &[plain()]).replace("\"values\": {}", "\"values\": {}, \"engine\": ")];
    let with = |engine: u32| third[0].replace("\"engine\": ", &format!("\"engine\": {engine}"));
    assert_eq!(open(&with(ENGINE + 1)), Err(FileError::Newer));
    assert!(matches!(open(&with(0)), Err(FileError::Newer)));
    let present = open(&with(ENGINE)).unwrap().scenarios.remove(0);
    assert!(present.draft.engine.is_present());
}

#[test]
fn files_are_named_in_letters_every_system_takes() {
    let now = "2026-11-22T00:30:00+01:00";
    for (what, called) in [
        ("Scenarier", "balans-scenarier-2026-11-22.json"),
        (
            "Förslag B: så här?",
            "balans-forslag-b-sa-har-2026-11-22.json",
        ),
        ("../../etc", "balans-etc-2026-11-22.json"),
        ("日本", "balans-2026-11-22.json"),
        ("A\u{30a}tga\u{308}rder", "balans-atgarder-2026-11-22.json"),
        ("Idé\u{a0}2 – Müller", "balans-ide-2-muller-2026-11-22.json"),
    ] {
        assert_eq!(name(what, now, "json"), called);
    }
    assert_eq!(
        name(&"a".repeat(500), "", "csv").len(),
        "balans-.csv".len() + SLUG_LIMIT
    );
}

#[test]
fn csv_opens_right_in_a_swedish_excel() {
    let rows = [
        vec!["År".into(), "Mnkr; löpande".into(), "Sagt \"så\"".into()],
        vec![Field::Number(2023.0), Field::Number(-72.5), Field::Empty],
        vec![
            Field::Number(f64::NAN),
            Field::Number(-0.0),
            Field::Number(1e21),
        ],
        vec![
            "två\nrader".into(),
            " kant".into(),
            Field::Number(0.1 + 0.2),
        ],
    ];
    assert_eq!(
        csv::write(&rows),
        "\u{feff}År;\"Mnkr; löpande\";\"Sagt \"\"så\"\"\"\r\n2023;-72,5;\r\n;0;1000000000000000000000\r\n\
         \"två\nrader\";\" kant\";0,30000000000000004\r\n"
    );
}

#[test]
fn no_text_becomes_a_formula() {
    for text in [
        "=1+1",
        "+46",
        "-2+3",
        "@SUM(A1)",
        "＝1",
        " =1",
        "\t=1",
        "\r\n@x",
        "\u{feff}=1",
        "\0=1",
    ] {
        let csv = csv::write(&[vec![text.into()]]);
        let field = csv.trim_start_matches('\u{feff}').trim_start_matches('"');
        assert!(field.starts_with('\''), "{csv:?}");
    }
    assert_eq!(
        csv::write(&[vec!["−5, 3 − 1".into()]]),
        "\u{feff}−5, 3 − 1\r\n"
    );
}

/// Reads CSV as RFC 4180 says, to hold against the writer.
fn parse(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut letters) = (false, csv.chars().peekable());
    while let Some(c) = letters.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ';' if !quoted => row.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            c => row.last_mut().unwrap().push(c),
        }
    }
    assert_eq!(rows.pop().unwrap(), [""]);
    rows
}

proptest! {
    #[test]
    fn any_text_comes_back_out_of_csv(texts in prop::collection::vec(prop::collection::vec(any::<String>(), 1..4), 1..4)) {
        let rows: Vec<Vec<Field>> = texts.iter().map(|row| row.iter().map(|text| Field::from(&**text)).collect()).collect();
        let csv = csv::write(&rows);
        let back = parse(csv.strip_prefix('\u{feff}').unwrap());
        prop_assert_eq!(back.len(), texts.len());
        for (back, text) in back.iter().flatten().zip(texts.iter().flatten()) {
            let guarded = ["'", text].concat();
            prop_assert!(back == text || *back == guarded, "{:?} {:?}", back, text);
        }
    }

    #[test]
    fn any_number_comes_back_out_of_csv(value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
        let csv = csv::write(&[vec![Field::Number(value)]]);
        let text = csv.strip_prefix('\u{feff}').unwrap().trim_end().replace(',', ".");
        prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), (value + 0.0).to_bits());
    }

    #[test]
    fn random_bytes_are_no_file(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read_bytes(&bytes, &KSON_2023, LIMIT, NO_SOURCE).is_err());
    }

    #[test]
    fn a_cut_file_is_no_file(share in 0.0..1.0_f64) {
        let text = both();
        let length = ((text.trim_end().len()) as f64 * share) as usize;
        prop_assert!(read_bytes(&text.as_bytes()[..length], &KSON_2023, LIMIT, NO_SOURCE).is_err());
    }

    /// A change anywhere is told, or gives scenarios that can be written and read again.
    #[test]
    fn a_changed_file_gives_a_fault_or_whole_scenarios(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..4),
    ) {
        let mut bytes = both().into_bytes();
        for (place, byte, how) in changes {
            let place = place.index(bytes.len());
            match how {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                2 => { bytes.remove(place); }
                _ => {
                    let piece: Vec<u8> = bytes[place..].iter().take(byte.into()).copied().collect();
                    bytes.splice(place..place, piece);
                }
            }
        }
        check::check(&bytes);
    }

    /// Damage to the structure rather than the bytes: any value of the file becomes another.
    #[test]
    fn a_file_with_another_value_somewhere_never_panics(
        place in any::<prop::sample::Index>(),
        other in prop::sample::select(vec!["null", "-1", "1e308", "\"\"", "[]", "{}", "[[[[]]]]", "{\"a\":{}}", "true"]),
    ) {
        let mut file: serde_json::Value = serde_json::from_str(&both()).unwrap();
        let mut paths = Vec::new();
        walk(&file, String::new(), &mut paths);
        let path = place.get(&paths).clone();
        *file.pointer_mut(&path).unwrap() = serde_json::from_str(other).unwrap();
        if let Ok(contents) = open(&file.to_string()) {
            prop_assert!(!contents.scenarios.is_empty());
        }
    }
}

fn walk(value: &serde_json::Value, path: String, paths: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                walk(value, format!("{path}/{name}"), paths);
            }
        }
        serde_json::Value::Array(values) => {
            for (place, value) in values.iter().enumerate() {
                walk(value, format!("{path}/{place}"), paths);
            }
        }
        _ => {}
    }
    paths.push(path);
}

/// The inputs of the fuzzer's corpus (`fuzz/corpus`), which reach the most of the reader.
#[test]
fn every_input_kept_by_the_fuzzer_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/read_file");
    let mut count = 0;
    for file in fs::read_dir(folder).unwrap() {
        check::check(&fs::read(file.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn deep_nesting_is_a_fault() {
    let deep = "[".repeat(LIMIT - 100);
    let text = [
        "{\"format\": \"balans-scenarier\", \"version\": 1, \"x\": ",
        &deep,
    ]
    .concat();
    assert_eq!(open(&text), Err(FileError::NotJson(1)));
    let values = ["[".repeat(200), "]".repeat(200)].concat();
    let text = both().replace("50.0", &values);
    assert!(matches!(
        open(&text),
        Err(FileError::Shape(_) | FileError::NotJson(_))
    ));
}
