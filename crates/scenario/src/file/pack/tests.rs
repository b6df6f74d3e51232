#![allow(clippy::unwrap_used)]

use balans_format::names::{self, Named, Names};
use balans_model::{
    InputId, Inputs, KSON_2023, PackYears, Quantity, Scope, Status, YearsFault, input_id, simulate,
};
use proptest::prelude::*;

use super::{
    FigureFault, PACK_LIMIT, PARTY_NAME_LIMIT, PackDocument, PackFault, PackFile, is_pack_file,
    read_pack,
};
use crate::file::FileError;
use crate::file::check::check_pack;

const CARE: InputId = input_id("requirement.care");
const GROWTH_FUNDING: InputId = input_id("requirement.growth_funding");
const ELASTICITY: InputId = input_id("demography.elasticity_care");
const START: InputId = input_id("housing_upgrade.start_year");
const YEARS: PackYears = PackYears {
    base_year: 2026,
    plan_year: 2027,
    horizon: 2035,
    growth_from: 2025,
    growth_to: 2029,
};

fn next() -> PackFile {
    PackFile::built_in().carried_over("kson-2027", "KSON, planår 2027", YEARS)
}

fn waiting(source: &str) -> String {
    format!("att bekräfta: {source}")
}

#[test]
fn a_file_of_the_built_in_pack_gives_its_figures() {
    let file = PackFile::built_in();
    let read = read_pack(file.write().as_bytes()).unwrap();
    assert_eq!(read, file);
    let mut pack = read.pack(waiting).unwrap();
    assert_eq!(pack.id, format!("kson-2023-{:08x}", KSON_2023.version()));
    assert!(!pack.is_built_in());
    pack.id = KSON_2023.id.clone();
    assert_eq!(pack, KSON_2023);
}

#[test]
fn the_next_years_pack_has_last_years_figures_and_says_so() {
    let file = next();
    let read = read_pack(file.write().as_bytes()).unwrap();
    assert_eq!(read, file);
    let pack = read.pack(waiting).unwrap();
    assert_eq!((pack.plan_year, pack.horizon), (2027, 2035));
    let gap = Quantity::Gap(Scope::Total, 2027);
    let outcome = simulate(&pack, &Inputs::defaults(&pack));
    let before = simulate(&KSON_2023, &Inputs::defaults(&KSON_2023));
    let then = before.value(Quantity::Gap(Scope::Total, 2023));
    assert_eq!(outcome.value(gap), then);
    assert_eq!(pack.spec(START).default, 2029.0);
    let care = pack.spec(CARE);
    assert_eq!(care.status, Status::Assumption);
    assert!(care.source.starts_with("att bekräfta: "));
    assert!(read.unconfirmed().any(|id| id == CARE));
    assert!(pack.inputs.iter().all(|spec| spec.note.is_none()));
    let mut confirmed = read;
    confirmed.figures[CARE.index()].confirmed = true;
    let pack = confirmed.pack(waiting).unwrap();
    assert_eq!(pack.spec(CARE).status, Status::Source);
    assert!(confirmed.unconfirmed().all(|id| id != CARE));
}

#[test]
fn the_id_names_the_figures_and_no_text() {
    let id = |file: &PackFile| file.pack(waiting).unwrap().id;
    let first = next();
    let mut other = first.clone();
    other.name = "Ett annat namn".to_owned();
    other.figures[CARE.index()].source = "En annan källa".to_owned();
    other.figures[CARE.index()].confirmed = true;
    assert_eq!(id(&first), id(&other));
    other.figures[CARE.index()].value += 0.1;
    assert_ne!(id(&first), id(&other));
    assert!(id(&first).len() <= 40);
    // The version that paper and workbook state is the one that the id ends with.
    for named in ["kson-2027", "kson-00c0ffee"] {
        let pack = PackFile {
            id: named.to_owned(),
            ..first.clone()
        };
        let pack = pack.pack(waiting).unwrap();
        assert_eq!(pack.id, format!("{named}-{:08x}", pack.version()));
    }
}

#[test]
fn what_is_unsound_is_refused_with_its_reason() {
    let figure = |fault| PackFault::Figure(CARE, fault);
    type Change = fn(&mut PackFile);
    let wrong: [(Change, PackFault); 21] = [
        (|file| file.id = "KSON".to_owned(), PackFault::Id),
        (|file| file.id = "a".repeat(32), PackFault::Id),
        (|file| file.name = " ".to_owned(), PackFault::Name),
        (
            |file| file.years.plan_year = 2026,
            PackFault::Years(YearsFault::Order),
        ),
        (
            |file| file.limits.total_cost_low = 4000.0,
            PackFault::Limits,
        ),
        (|file| file.limits.share_capital = 0.0, PackFault::Limits),
        (|file| file.documents.clear(), PackFault::DocumentCount),
        (
            |file| file.documents[1] = file.documents[0].clone(),
            PackFault::Document(2),
        ),
        (
            |file| file.documents[0].link = "javascript:alert(1)".to_owned(),
            PackFault::Document(1),
        ),
        (
            |file| file.figures[CARE.index()].value = 101.0,
            figure(FigureFault::OutOfRange),
        ),
        (
            |file| file.figures[CARE.index()].range = Some((-1.0, 200.0)),
            figure(FigureFault::Range),
        ),
        (
            |file| file.figures[GROWTH_FUNDING.index()].range = Some((0.0, 101.0)),
            PackFault::Figure(GROWTH_FUNDING, FigureFault::Range),
        ),
        (
            |file| file.figures[CARE.index()].source = String::new(),
            figure(FigureFault::Source),
        ),
        (
            |file| file.figures[START.index()].value = 2028.5,
            PackFault::Figure(START, FigureFault::NotWhole),
        ),
        (
            |file| drop(file.client_benchmarks.pop()),
            PackFault::BenchmarkCount,
        ),
        (
            |file| file.client_benchmarks[0].numbers[4] = 0.0,
            PackFault::ClientRow(1),
        ),
        (
            |file| file.case_benchmarks[1].low = 1_000.0,
            PackFault::CaseRow(2),
        ),
        (
            |file| file.figures[CARE.index()].status = Status::Lever,
            figure(FigureFault::Status),
        ),
        (
            |file| file.figures[START.index()].status = Status::Assumption,
            PackFault::Figure(START, FigureFault::Status),
        ),
        (
            |file| file.figures[CARE.index()].status = Status::Own,
            figure(FigureFault::Status),
        ),
        (
            |file| file.figures[ELASTICITY.index()].range = Some((0.0, 100.0)),
            PackFault::Figure(ELASTICITY, FigureFault::Range),
        ),
    ];
    for (change, fault) in wrong {
        let mut file = next();
        change(&mut file);
        assert_eq!(file.pack(waiting), Err(fault.clone()));
        assert_eq!(read_pack(file.write().as_bytes()), Err(fault));
    }
    let mut wide = next();
    wide.figures[CARE.index()].range = Some((0.0, 9_000.0));
    wide.figures[CARE.index()].value = 8_000.0;
    assert!(read_pack(wide.write().as_bytes()).is_ok());
}

#[test]
fn a_text_that_is_no_file_of_a_pack_is_refused() {
    let text = next().write();
    let refused = |text: &str| match read_pack(text.as_bytes()).unwrap_err() {
        PackFault::File(error) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        refused("{\"format\":\"balans-scenarier\",\"version\":1}"),
        FileError::NotOurs
    );
    assert_eq!(
        refused(&text.replace("\"version\": 1,", "\"version\": 3,")),
        FileError::Newer
    );
    assert_eq!(refused(&" ".repeat(PACK_LIMIT + 1)), FileError::TooLarge);
    assert!(matches!(
        refused(&text[..text.len() / 2]),
        FileError::NotJson(_)
    ));
    let twice = text.replacen("\"requirement.care\": {", "\"requirement.health\": {", 1);
    assert!(matches!(refused(&twice), FileError::Shape(_)));
    let unknown = text.replacen("\"confirmed\"", "\"bekräftad\"", 1);
    assert!(matches!(refused(&unknown), FileError::Shape(_)));
    let comma = text.replacen("\"value\": 47.6", "\"value\": 47,6", 1);
    assert!(matches!(refused(&comma), FileError::NotPlain(_)));
    let missing = text.replacen("\"requirement.care\": {", "\"requirement.other\": {", 1);
    assert_eq!(
        read_pack(missing.as_bytes()),
        Err(PackFault::MissingFigure(CARE))
    );
    assert!(is_pack_file(text.as_bytes()) && !is_pack_file(b"{}") && !is_pack_file(&[0xff]));
}

#[test]
fn a_link_is_a_web_address_or_nothing() {
    let sound = |link: &str| {
        let mut file = next();
        file.documents[0] = PackDocument {
            link: link.to_owned(),
            ..file.documents[0].clone()
        };
        file.check().is_ok()
    };
    assert!(sound("") && sound("https://www.norrtalje.se/budget-2027.pdf?a=1#b"));
    for link in [
        "https://",
        "http://a.se",
        "https://a.se/\"onclick=",
        "https://a se",
        "//a.se",
    ] {
        assert!(!sound(link), "{link}");
    }
}

fn practice_names() -> Names {
    Names::new(|which| {
        let name = match which {
            Named::Federation => "Övningsförbundet",
            Named::FederationInFull => "Kommunalförbundet Övningsvård och omsorg",
            Named::Company => "Omvårdnad Nord AB",
            Named::Municipality => "Övre kommun",
            Named::Region => "Region Norr",
            Named::NursingHome => "äldreboende",
            Named::NursingHomes => "äldreboenden",
            Named::LssHome => "gruppbostad",
            Named::LssHomes => "gruppbostäder",
            Named::PsychiatricHome => "stödboende",
            Named::PsychiatricHomes => "stödboenden",
        };
        name.to_owned()
    })
}

#[test]
fn names_are_kept_and_a_file_without_them_has_the_built_in_ones() {
    let before = next();
    let plain = before.write();
    assert!(plain.contains("\"version\": 1,") && !plain.contains("\"names\""));
    let mut file = before.clone();
    file.names = practice_names();
    let text = file.write();
    assert!(text.contains("\"version\": 2,"));
    assert_eq!(read_pack(text.as_bytes()), Ok(file.clone()));
    // Names are texts: scenarios and links of the figures are those of the pack.
    let (with, without) = (file.pack(waiting).unwrap(), before.pack(waiting).unwrap());
    assert_eq!(with.id, without.id);
    assert_eq!(with.names.get(Named::Company), "Omvårdnad Nord\u{a0}AB");
    let label =
        |pack: &balans_model::Pack, id| pack.spec(InputId::find(id).unwrap()).label.to_string();
    let share = "housing.tiohundra_share";
    assert_eq!(
        label(&without, share),
        "Tiohundra\u{a0}AB:s del av platserna"
    );
    assert_eq!(
        label(&with, share),
        "Omvårdnad Nord\u{a0}AB:s del av platserna"
    );
    // What the file says of its figures is its own.
    assert_eq!(with.spec(CARE).source, without.spec(CARE).source);
}

#[test]
fn each_party_and_home_has_a_name_of_its_own() {
    let with = |which, text: &str| {
        let mut file = next();
        let names = file.names.clone();
        file.names = Names::new(|one| match one == which {
            true => text.to_owned(),
            false => names.get(one).to_owned(),
        });
        file.check()
    };
    for which in Named::ALL {
        assert_eq!(with(which, ""), Err(PackFault::NameOf(which)));
        assert_eq!(with(which, "a\nb"), Err(PackFault::NameOf(which)));
        assert_eq!(with(which, &"a".repeat(81)), Err(PackFault::NameOf(which)));
        assert_eq!(with(which, &"å".repeat(PARTY_NAME_LIMIT)), Ok(()));
    }
    let region = with(Named::Region, "Norrtälje kommun");
    assert_eq!(region, Err(PackFault::SameName(Named::Region)));
    assert_eq!(with(Named::FederationInFull, "KSON"), Ok(()));
    assert_eq!(with(Named::LssHomes, "LSS-boende"), Ok(()));
    let text = next().write();
    let named = |names: &str| {
        let text = text.replacen(
            "\"base_year\"",
            &format!("\"names\": {names}, \"base_year\""),
            1,
        );
        read_pack(text.as_bytes()).map(|file| file.names)
    };
    assert_eq!(named("{}"), Err(PackFault::NameOf(Named::Federation)));
    let unknown = Err(PackFault::UnknownName("bolag".to_owned()));
    assert_eq!(named("{\"bolag\": \"A\"}"), unknown);
    assert_eq!(named("null"), Ok(names::BUILT_IN.clone()));
    let twice = named("{\"region\": \"A\", \"region\": \"B\"}");
    assert!(matches!(twice, Err(PackFault::File(FileError::Shape(_)))));
}

#[test]
fn what_is_wrong_is_called_as_the_file_calls_it() {
    let label = |text: &str, id| {
        let labels = super::labels_of(text.as_bytes());
        labels.spec(InputId::find(id).unwrap()).label.to_string()
    };
    let (net, share) = ("base.total_cost", "housing.tiohundra_share");
    let mut file = next();
    file.names = practice_names();
    // The figures are none, so the file is not read.
    let text = file.write().replace("\"confirmed\"", "\"bekräftad\"");
    assert!(read_pack(text.as_bytes()).is_err());
    assert_eq!(label(&text, net), "Övningsförbundets nettokostnad 2026");
    assert_eq!(
        label(&text, share),
        "Omvårdnad Nord\u{a0}AB:s del av platserna"
    );
    // What is not sound is as in the built-in pack.
    let text = text.replace("\"base_year\": 2026", "\"base_year\": 2028");
    assert_eq!(label(&text, net), "Övningsförbundets nettokostnad 2022");
    for text in ["", "{", "[]", "{\"names\": 1}"] {
        assert_eq!(label(text, net), "KSON:s nettokostnad 2022");
    }
}

/// Makes the invented pack that is shipped as an example: the next plan year of the built-in pack, as Källor makes it, with
/// every figure said to be invented.
fn practice() -> PackFile {
    let years = PackYears {
        base_year: 2023,
        plan_year: 2024,
        horizon: 2032,
        growth_from: 2022,
        growth_to: 2026,
    };
    let name = "Övningskommunen (påhittad), planår 2024";
    let mut file = PackFile::built_in().carried_over("ovningskommunen-2024", name, years);
    file.documents = vec![PackDocument {
        id: "Övningsunderlaget".to_owned(),
        title: "Övningsunderlag 2024 (påhittat)".to_owned(),
        description: "Inget riktigt dokument. Talen är påhittade, för den som vill öva.".to_owned(),
        link: String::new(),
    }];
    for figure in &mut file.figures {
        if figure.status != Status::Lever {
            figure.status = Status::Assumption;
        }
        figure.source = "Påhittat tal, för övning".to_owned();
        figure.note.clear();
        figure.confirmed = true;
    }
    for (id, value) in [("requirement.care", 52.0), ("requirement.health", 28.5)] {
        file.figures[InputId::find(id).unwrap().index()].value = value;
    }
    for row in &mut file.client_benchmarks {
        row.note = "Påhittad rad".to_owned();
    }
    file.client_benchmarks[0].municipality = "Övre kommun".to_owned();
    file.case_benchmarks[0].municipality = "Övningsförbundet".to_owned();
    file.names = practice_names();
    file
}

#[test]
fn the_shipped_example_is_what_the_page_would_make() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/packs/ovningskommunen-2024.json"
    );
    let written = practice().write();
    if std::env::var_os("BALANS_RECORD").is_some() {
        std::fs::write(path, &written).unwrap();
    }
    let kept = std::fs::read(path).unwrap();
    assert_eq!(str::from_utf8(&kept), Ok(&*written));
    let pack = read_pack(&kept).unwrap().pack(waiting).unwrap();
    assert!(pack.name.contains("påhittad") && pack.plan_year == 2024);
}

/// The inputs of the fuzzer's corpus (`fuzz/corpus`), which reach the most of the reader.
#[test]
fn every_input_kept_by_the_fuzzer_is_read_or_refused() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/corpus/read_pack");
    let mut count = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        check_pack(&std::fs::read(file.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Cut, spliced and overwritten files never panic, and what is read is sound and reads back the same.
    #[test]
    fn a_damaged_file_is_refused_or_sound(
        start in 0_usize..40_000,
        length in 0_usize..200,
        with in "[-0-9.,:\"{}\\[\\]a-zåäö \\\\e]{0,12}",
    ) {
        let text = next().write();
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let (from, to) = (floor(start), floor(start + length));
        let damaged = [&text[..from], &with, &text[to..]].concat();
        check_pack(damaged.as_bytes());
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read_pack(&bytes).is_err());
    }

    /// Figures anywhere in their ranges come back to the bit.
    #[test]
    fn every_figure_comes_back_to_the_bit(shares in proptest::collection::vec(0.0_f64..=1.0, 200)) {
        let mut file = next();
        let moved = KSON_2023.with_years(YEARS);
        for (id, share) in InputId::all().zip(shares.iter().cycle()) {
            let spec = moved.spec(id);
            let value = spec.min + (spec.max - spec.min) * share;
            file.figures[id.index()].value = spec.mend(value).unwrap();
        }
        prop_assert_eq!(read_pack(file.write().as_bytes()), Ok(file));
    }
}
