//! The workbook, opened by something that isn't us: LibreOffice reads it, calculates every cell anew from the inputs,
//! and must come to the figures of `simulate`. `cargo xtask test office` finds LibreOffice and names it here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use balans_charts::FigureCell;
use balans_model::{
    InputId, Inputs, KSON_2023, Measure, Member, Outcome, Party, Quantity, Scope, Unit, simulate,
};
use balans_report::texts::{names, parties, shared};
use balans_report::{Case, WorkedOut, gives_in_full, required_in_full};
use balans_scenario::{OwnFigure, Underlag};
use balans_spreadsheet::workbook;

const NOW: &str = "2026-11-22T01:02:03+01:00";

/// Always calculates anew, rather than trusting what stands in a file.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;
const NEVER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"#;

fn case(inputs: &Inputs) -> Case {
    Case {
        name: "=1+1 & <prov>".to_owned(),
        note: "@summa\n+1".to_owned(),
        today: "22 november 2026".to_owned(),
        link: format!("https://exempel.se/balans/#s=1.{}", "A".repeat(300)),
        version: "Budget i balans 0.1.0, bygge prov".to_owned(),
        values: Case::values_of(inputs),
        ..Case::default()
    }
}

/// A folder of its own under target, emptied.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

type SheetText = Vec<Vec<String>>;

/// Every sheet of the workbooks as LibreOffice has them, by file and name.
fn opened(folder: &Path, settings: &str) -> BTreeMap<(String, String), SheetText> {
    opened_whole(folder, settings, 6)
}

/// As [`opened`], of workbooks with so many sheets.
fn opened_whole(
    folder: &Path,
    settings: &str,
    count: usize,
) -> BTreeMap<(String, String), SheetText> {
    let office = env::var_os("BALANS_OFFICE")
        .expect("BALANS_OFFICE names no LibreOffice: run `cargo xtask test office`");
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).unwrap();
    fs::write(profile.join("user/registrymodifications.xcu"), settings).unwrap();
    let books: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .collect();
    let out = folder.join("csv");
    // Tab, ", UTF-8, from row 1, all in full precision and not as shown, every sheet in a file of its own.
    let filter = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false,false,false,false,-1";
    let done = Command::new(office)
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args([
            "--headless",
            "--norestore",
            "--convert-to",
            filter,
            "--outdir",
        ])
        .arg(&out)
        .args(&books)
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    let mut sheets = BTreeMap::new();
    for entry in fs::read_dir(&out).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let (book, sheet) = stem.split_once('-').unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .has_headers(false)
            .flexible(true)
            .from_path(&path)
            .unwrap();
        let rows = reader.records().map(|row| {
            let row = row.unwrap();
            row.iter().map(str::to_owned).collect()
        });
        sheets.insert((book.to_owned(), sheet.to_owned()), rows.collect());
    }
    assert_eq!(sheets.len(), books.len() * count, "{:?}", sheets.keys());
    sheets
}

/// The row that begins with a text, as many times as it stands there.
fn rows<'a>(sheet: &'a SheetText, first: &str) -> Vec<&'a [String]> {
    let rows = sheet
        .iter()
        .filter(|row| row.first().is_some_and(|text| text == first));
    rows.map(Vec::as_slice).collect()
}

#[track_caller]
fn same(cell: &str, expected: f64, what: &str) {
    let number: f64 = cell
        .parse()
        .unwrap_or_else(|_| panic!("{what} is {cell:?}"));
    let allowed = 1e-9 * expected.abs().max(1.0);
    assert!(
        (number - expected).abs() <= allowed,
        "{what}: {number} is not {expected}"
    );
}

#[track_caller]
fn all_shown(sheets: &BTreeMap<(String, String), SheetText>, book: &str, inputs: &Inputs) -> usize {
    let outcome = simulate(&KSON_2023, inputs);
    let sheet = |name: &str| &sheets[&(book.to_owned(), name.to_owned())];
    let value = |quantity: Quantity| outcome.value(quantity).unwrap();
    let years: Vec<i32> = KSON_2023.years().collect();
    let plan = KSON_2023.plan_year;
    let mut seen = 0;

    // Läs mig: the answer.
    let read_me = sheet("Läs mig");
    for quantity in [
        Quantity::Remaining(plan),
        Quantity::Remaining(KSON_2023.horizon),
        Quantity::RemainingLowFunding(KSON_2023.horizon),
        Quantity::Gap(Scope::ALL[0], plan),
        Quantity::Gap(Scope::ALL[1], plan),
        Quantity::Saving(Scope::Total, plan),
        Quantity::Requirement(Scope::Total, plan),
    ] {
        let name = names::quantity(&KSON_2023, quantity);
        let row = rows(read_me, &name);
        assert_eq!(row.len(), 1, "{name}");
        same(&row[0][1], value(quantity), &name);
        seen += 1;
    }
    let changed = rows(read_me, "Antal ändrade tal")[0][1].parse::<usize>();
    assert_eq!(changed, Ok(inputs.changed(&KSON_2023).count()));

    // Reglage: every input as it is counted.
    for (id, given) in inputs.iter() {
        let spec = KSON_2023.spec(id);
        let row = sheet("Reglage")
            .iter()
            .find(|row| row.get(2).is_some_and(|at| at == id.name()));
        let row = row.unwrap();
        same(&row[5], spec.fit(given).unwrap_or(spec.default), id.name());
        assert_eq!(
            row[7] == "Ja",
            inputs.is_changed(&KSON_2023, id),
            "{}",
            id.name()
        );
        seen += 1;
    }

    // År: three groups of the same rows, all first.
    for (place, scope) in Scope::ALL.iter().rev().copied().enumerate() {
        type YearQuantity = fn(Scope, i32) -> Quantity;
        let series: [(&str, YearQuantity); 6] = [
            ("Kostnad om inget görs", Quantity::ReferenceCost),
            ("Medlemmarnas finansiering", Quantity::Financing),
            ("Effektiviseringskrav", Quantity::Requirement),
            ("Åtgärder med belopp", Quantity::Saving),
            ("Kostnad i scenariot", Quantity::ScenarioCost),
            ("Krav minus åtgärder med belopp", Quantity::Gap),
        ];
        for (name, of) in series {
            let found: Vec<_> = sheet("År")
                .iter()
                .filter(|row| row[0] == name || row[0].starts_with(&format!("{name}, ")))
                .collect();
            assert_eq!(found.len(), Scope::ALL.len(), "{name}");
            for (year, cell) in years.iter().zip(&found[place][1..]) {
                same(cell, value(of(scope, *year)), &format!("{name} {year}"));
                seen += 1;
            }
        }
    }
    type OfYear = fn(i32) -> Quantity;
    let results: [(&str, OfYear); 5] = [
        ("Återstår att hitta", Quantity::Remaining),
        (
            "Återstår att hitta om medlemmarna betalar 80\u{a0}procent av ökningen",
            Quantity::RemainingLowFunding,
        ),
        ("Årets resultat", Quantity::YearResult),
        ("Resultatreserv som används", Quantity::ReserveUsed),
        ("Att återställa", Quantity::ToRestore),
    ];
    for (name, of) in results {
        let found = rows(sheet("År"), name);
        assert_eq!(found.len(), 1, "{name}");
        for (year, cell) in years.iter().zip(&found[0][1..]) {
            same(cell, value(of(*year)), &format!("{name} {year}"));
            seen += 1;
        }
    }
    for (year, cell) in years
        .iter()
        .zip(&rows(sheet("År"), "Engångskostnader")[0][1..])
    {
        same(cell, value(Quantity::OneOff(*year)), "Engångskostnader");
        seen += 1;
    }

    // Parter. Norrtälje kommun is both a party and a member.
    for party in Party::ALL.iter().copied() {
        let row = rows(sheet("Parter"), shared::party(party))[0];
        for (year, cell) in years.iter().zip(&row[1..]) {
            same(cell, value(Quantity::PartyTotal(party, *year)), &row[0]);
            seen += 1;
        }
    }
    for member in Member::ALL.iter().copied() {
        let found = rows(sheet("Parter"), parties::member(member));
        for (year, cell) in years.iter().zip(&found.last().unwrap()[1..]) {
            same(cell, value(Quantity::MemberGap(member, *year)), "member");
            seen += 1;
        }
    }

    seen + measures(sheet("Åtgärder"), &outcome)
}

/// What nobody has put a figure on says so; it is not zero.
fn measures(sheet: &SheetText, outcome: &Outcome) -> usize {
    let value = |quantity: Quantity| outcome.value(quantity).unwrap();
    let plan = KSON_2023.plan_year;
    let once = |of: &dyn Fn(i32) -> Quantity| KSON_2023.years().map(|year| value(of(year))).sum();
    let mut seen = 0;
    for spec in KSON_2023.measures.iter() {
        let row = rows(sheet, &spec.name)[0];
        let Some(measure) = Measure::find(&spec.id) else {
            assert_eq!(row[3], "inte värderad i kronor");
            continue;
        };
        if value(Quantity::MeasureCalculated(measure)) > 0.0 {
            same(
                &row[3],
                value(Quantity::MeasureSaving(measure, plan)),
                &row[0],
            );
            same(&row[4], value(Quantity::FullYear(measure)), &row[0]);
        } else {
            assert_eq!([&*row[3], &*row[4]], ["ej beräknad"; 2], "{}", row[0]);
        }
        same(
            &row[5],
            once(&|year| Quantity::MeasureOneOff(measure, year)),
            &row[0],
        );
        seen += 3;
    }
    let row = rows(sheet, "Totalt")[0];
    same(&row[3], value(Quantity::Saving(Scope::Total, plan)), "all");
    same(&row[4], value(Quantity::FullYearTotal()), "all");
    same(&row[5], once(&Quantity::OneOff), "all");
    seen + 3
}

/// Portable chance (SplitMix64).
struct Seeded(u64);

impl Seeded {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn inputs(&mut self) -> Inputs {
        let mut inputs = Inputs::defaults(&KSON_2023);
        for id in InputId::all() {
            let (kept, share) = (self.unit() < 0.3, self.unit());
            let spec = KSON_2023.spec(id);
            let value = spec.min + (spec.max - spec.min) * share;
            let whole = matches!(
                spec.unit,
                Unit::Bool | Unit::CalendarYear | Unit::Month | Unit::Years
            );
            if !kept {
                inputs.set(&KSON_2023, id, if whole { value.round() } else { value });
            }
        }
        inputs
    }
}

/// Inputs as a person would change them, and far beyond.
fn scenarios() -> Vec<(&'static str, Inputs)> {
    let with = |changes: &[(&str, f64)]| {
        let mut inputs = Inputs::defaults(&KSON_2023);
        for (name, value) in changes {
            inputs.set(&KSON_2023, KSON_2023.find(name).unwrap(), *value);
        }
        inputs
    };
    let mut seeded = Seeded(5);
    vec![
        ("defaults", Inputs::defaults(&KSON_2023)),
        ("least", Inputs::raw(|id| KSON_2023.spec(id).min)),
        ("most", Inputs::raw(|id| KSON_2023.spec(id).max)),
        // A measure asleep is woken, one is turned off, and what is shared between them is passed.
        (
            "levers",
            with(&[
                ("requirement.care", 50.5),
                ("indexation.withheld_care", 1.0),
                ("indexation.years", 3.0),
                ("indexation.start_year", 2024.0),
                ("commissioning.share_care", 0.1),
                ("welfare_technology.users", 1500.0),
                ("reablement.hours_reduction", 3.0),
                ("vacancy_reform.on", 0.0),
                ("negligence_clause.amount", 1000.0),
                ("negligence_clause.start_month", 7.0),
                ("co_location.rent_now", 9.0),
                ("co_location.double_rent_months", 6.0),
            ]),
        ),
        // A start between two years, and a price rise below what is withheld.
        (
            "between",
            with(&[
                ("caseload.change", 4.5),
                ("caseload.start_year", 2024.5),
                ("caseload.ramp_years", 2.5),
                ("caseload.one_off", 2.0),
                ("price.following", 0.0),
                ("indexation.withheld_health", 2.0),
                ("occupancy.lss.change", -10.0),
                ("housing_upgrade.nursing_home.change", 10.0),
                ("requirement.health", 0.0),
            ]),
        ),
        (
            "outside",
            Inputs::raw(|id| KSON_2023.spec(id).max * 2.0 + 1.0),
        ),
        ("random", seeded.inputs()),
        ("chance", seeded.inputs()),
    ]
}

/// The cells hold the results of the defaults and are wrong: what comes out is what LibreOffice calculated.
#[test]
fn changed_inputs_give_the_tools_own_figures() {
    let folder = folder("recalculate");
    let defaults = Inputs::defaults(&KSON_2023);
    for (name, inputs) in scenarios() {
        let file = workbook(&case(&inputs), &defaults, NOW).unwrap();
        fs::write(folder.join(format!("{name}.xlsx")), file).unwrap();
    }
    let sheets = opened(&folder, ALWAYS);
    for (name, inputs) in scenarios() {
        let seen = all_shown(&sheets, name, &fitted(&inputs));
        assert!(seen > 400, "{name}: {seen}");
    }
}

/// Who can't calculate still sees the tool's figures; and no text is taken for a formula.
#[test]
fn what_stands_in_the_cells_is_right_without_calculating() {
    let folder = folder("as-written");
    for (name, inputs) in scenarios() {
        let file = workbook(&case(&inputs), &inputs, NOW).unwrap();
        fs::write(folder.join(format!("{name}.xlsx")), file).unwrap();
    }
    let sheets = opened(&folder, NEVER);
    for (name, inputs) in scenarios() {
        all_shown(&sheets, name, &fitted(&inputs));
        let read_me = &sheets[&(name.to_owned(), "Läs mig".to_owned())];
        assert_eq!(rows(read_me, "Scenario")[0][1], "=1+1 & <prov>");
        assert_eq!(rows(read_me, "Anteckning")[0][1], "@summa\n+1");
        let errors = sheets.iter().filter(|((book, _), sheet)| {
            let mut cells = sheet.iter().flatten();
            book == name && cells.any(|cell| cell.starts_with('#') || cell.starts_with("Err:"))
        });
        assert_eq!(
            errors.map(|(name, _)| name).collect::<Vec<_>>(),
            Vec::<&(String, String)>::new()
        );
    }
}

fn fitted(inputs: &Inputs) -> Inputs {
    Inputs::raw(|id| {
        let spec = KSON_2023.spec(id);
        let value = inputs.get(id);
        let whole = if spec.unit.is_calendar() {
            (value + 0.5).floor()
        } else {
            value
        };
        spec.fit(whole).unwrap_or(spec.default)
    })
}

/// A controller's own figures: marked where they stand, and under the version of the pack they stand in for.
#[test]
fn own_figures_are_marked_and_make_no_version() {
    let folder = folder("own");
    let inputs = Inputs::defaults(&KSON_2023);
    let case = Case {
        underlag: Some(Underlag {
            name: "Bokslut 2023".to_owned(),
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
        }),
        ..case(&inputs)
    };
    let file = workbook(&case, &inputs, NOW).unwrap();
    fs::write(folder.join("own.xlsx"), file).unwrap();
    let sheets = opened(&folder, NEVER);
    let sheet = |name: &str| &sheets[&("own".to_owned(), name.to_owned())];
    let version = format!("version {:08x},", KSON_2023.version());
    let said = &rows(sheet("Läs mig"), "Tal")[0][1];
    assert!(
        said.contains(&version) && said.contains("egna tal: Bokslut 2023"),
        "{said}"
    );
    for id in InputId::all() {
        let mut all = sheet("Reglage").iter();
        let row = all.find(|row| row.get(2).is_some_and(|at| at == id.name()));
        let row = row.unwrap();
        let is_own = id.name() == "housing.lss.places";
        assert_eq!(row[8] == "Eget tal", is_own, "{row:?}");
        if is_own {
            same(&row[6], 180.0, id.name());
            assert_eq!(row[11], "Bokslut 2023: Avtal 12");
        }
    }
}

/// What takes many runs stands on sheets of its own, as numbers that stand still.
#[test]
fn what_is_worked_out_has_its_sheets() {
    let folder = folder("worked-out");
    let inputs = Inputs::defaults(&KSON_2023);
    let mut case = case(&inputs);
    case.spans = [
        ("low.requirement.care", 45.0),
        ("high.requirement.care", 50.0),
    ]
    .map(|(name, end)| (name.to_owned(), end))
    .into();
    case.notes = vec![("requirement.care".to_owned(), "Vår prognos".to_owned())];
    case.worked_out = Some(WorkedOut::of(&case));
    let file = workbook(&case, &inputs, NOW).unwrap();
    fs::write(folder.join("worked.xlsx"), file).unwrap();
    let sheets = opened_whole(&folder, NEVER, 8);
    // Reglage: the ends of each span with what it stands on, and nothing where there is none.
    let levers = &sheets[&("worked".to_owned(), "Reglage".to_owned())];
    for id in InputId::all() {
        let row = levers
            .iter()
            .find(|row| row.get(2).map(String::as_str) == Some(id.name()));
        let row = row.unwrap();
        let cell = |place: usize| row.get(place).map_or("", String::as_str);
        let expected = match KSON_2023.span(id) {
            _ if id.name() == "requirement.care" => {
                Some((45.0, 50.0, "eget spann: Vår prognos".to_owned()))
            }
            Some(span) => Some((span.low, span.high, span.source.to_string())),
            None => None,
        };
        let Some((low, high, basis)) = expected else {
            assert_eq!([12, 13, 14].map(cell), [""; 3], "{}", id.name());
            continue;
        };
        assert_eq!(cell(12).parse::<f64>().ok(), Some(low), "{}", id.name());
        assert_eq!(cell(13).parse::<f64>().ok(), Some(high), "{}", id.name());
        assert_eq!(cell(14), basis);
    }
    let mut numbers = 0;
    for (name, tables) in [
        ("Vad krävs", required_in_full(&case)),
        ("Vad ger vad", gives_in_full(&case)),
    ] {
        let sheet = &sheets[&("worked".to_owned(), name.to_owned())];
        assert_eq!(tables.len(), 2, "{name}");
        for cells in tables.iter().flat_map(|table| &table.table.rows) {
            let written = rows(sheet, cells[0].text()).into_iter();
            let is_it = |row: &&[String]| {
                cells
                    .iter()
                    .zip(row.iter())
                    .all(|(cell, written)| match cell {
                        FigureCell::Number { value, .. } => written
                            .parse::<f64>()
                            .is_ok_and(|number| (number - value).abs() < 1e-9),
                        cell => written == cell.text(),
                    })
            };
            assert_eq!(written.filter(is_it).count(), 1, "{name}: {cells:?}");
            numbers += cells.iter().filter(|cell| cell.is_number()).count();
        }
    }
    assert!(numbers > 30, "{numbers}");
}

/// Opened from a disk the tool has no address: the scenario is text, and text is no link.
#[test]
fn a_scenario_without_an_address_has_a_workbook_too() {
    let inputs = Inputs::defaults(&KSON_2023);
    for link in ["#s1.F_bq6CIBCWtzb24", "", "javascript:alert(1)"] {
        let case = Case {
            link: link.to_owned(),
            ..case(&inputs)
        };
        assert!(workbook(&case, &inputs, NOW).is_ok(), "{link}");
    }
}

/// The same case at the same time is the same file, so that nothing of the machine is in it.
#[test]
fn nothing_but_the_case_is_in_the_file() {
    let inputs = Inputs::defaults(&KSON_2023);
    let make = || workbook(&case(&inputs), &inputs, NOW).unwrap();
    assert_eq!(make(), make());
}
