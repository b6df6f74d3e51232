//! Walks the frozen corpus: every link there has been still shows what it showed, and every bad one says what is wrong
//! with it. Also what reading a link may take of memory.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    missing_docs,
    unsafe_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a failed test panics, and an allocator cannot be written without unsafe code"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use balans::state::{self, Aspect, Level};
use balans_model::{Area, Inputs, KSON_2023, Quantity, simulate};
use balans_scenario::link::{
    self, Calculation, FROZEN, Headline, LinkErrorKind, Rating, SharedScenario, Verdict,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

thread_local! {
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

struct Counting;

fn count(bytes: isize) {
    LIVE.with(|live| {
        live.set(live.get() + bytes);
        PEAK.with(|peak| peak.set(peak.get().max(live.get())));
    });
}

// SAFETY: hands everything on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller's promise, passed on.
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: the caller's promise, passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most bytes held at once while `work` runs.
fn peak<T>(work: impl FnOnce() -> T) -> (isize, T) {
    let before = LIVE.with(Cell::get);
    PEAK.with(|peak| peak.set(before));
    let result = work();
    (PEAK.with(Cell::get) - before, result)
}

/// A file in `good/`.
#[derive(Serialize, Deserialize)]
struct Good {
    what: String,
    link: String,
    made: Made,
    view: String,
    name: String,
    note: String,
    headline_kr: Gaps<i64>,
    values: BTreeMap<String, f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    terms: BTreeMap<String, f64>,
    ratings: BTreeMap<String, BTreeMap<String, String>>,
    notes: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sender: Option<[String; 2]>,
    gap_mnkr: Gaps<String>,
    verdict: String,
}

#[derive(Serialize, Deserialize)]
struct Made {
    engine: u32,
    pack: String,
    version: String,
}

#[derive(Serialize, Deserialize)]
struct Gaps<T> {
    care: T,
    health: T,
}

/// A file in `bad/`.
#[derive(Serialize, Deserialize)]
struct Bad {
    what: String,
    link: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<usize>,
    wrong: String,
    sentence: String,
    saved: Option<Saved>,
}

#[derive(Serialize, Deserialize)]
struct Saved {
    values: BTreeMap<String, f64>,
    ratings: usize,
    notes: usize,
}

/// What every file has when it is new.
#[derive(Deserialize)]
struct Start {
    what: String,
    link: String,
    times: Option<usize>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/scenario/tests/links")
}

/// The files of a part, in order.
fn files(part: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join(part))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn good(start: &Start, shared: &SharedScenario, gaps: (Gaps<String>, String)) -> String {
    let mut ratings: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for rating in &shared.ratings {
        let of = ratings.entry(rating.measure.to_owned()).or_default();
        of.insert(rating.aspect.id().to_owned(), rating.level.id().to_owned());
    }
    let file = Good {
        what: start.what.clone(),
        link: start.link.clone(),
        made: Made {
            engine: shared.provenance.engine,
            pack: shared.provenance.pack.clone(),
            version: format!("{:08x}", shared.provenance.version),
        },
        view: shared.view.clone(),
        name: shared.name.clone(),
        note: shared.note.clone(),
        headline_kr: Gaps {
            care: shared.headline.care_kr,
            health: shared.headline.health_kr,
        },
        values: values(shared),
        year: shared.year,
        terms: shared.terms.clone(),
        ratings,
        notes: shared
            .notes
            .iter()
            .map(|(id, note)| ((*id).to_owned(), note.clone()))
            .collect(),
        sender: sender(shared),
        gap_mnkr: gaps.0,
        verdict: gaps.1,
    };
    serde_json::to_string_pretty(&file).unwrap() + "\n"
}

/// Who shared a link, and the day.
fn sender(shared: &SharedScenario) -> Option<[String; 2]> {
    let sender = shared.sender.clone()?;
    Some([sender.name, sender.day])
}

fn values(shared: &SharedScenario) -> BTreeMap<String, f64> {
    shared
        .values
        .iter()
        .map(|(id, value)| ((*id).to_owned(), *value))
        .collect()
}

/// What today's calculation gives of a link, and what that makes of its headline.
fn today(shared: &SharedScenario) -> (Gaps<String>, String) {
    let (inputs, left) = shared.today(&KSON_2023);
    assert_eq!(left, [""; 0]);
    let outcome = simulate(&KSON_2023, &inputs);
    let gap = |area: Area| {
        let gap = Quantity::Gap(area.into(), KSON_2023.plan_year);
        outcome.value(gap).unwrap().to_string()
    };
    let verdict = match link::verify(shared, Headline::of(&KSON_2023, &outcome)) {
        Verdict::Matches => "matches".to_owned(),
        Verdict::Differs(changes) => changes
            .map(|change| format!("{} {} → {}", change.area.id(), change.old_kr, change.new_kr))
            .join(", "),
    };
    let gaps = Gaps {
        care: gap(Area::Care),
        health: gap(Area::Health),
    };
    (gaps, verdict)
}

fn bad(start: &Start) -> String {
    let text = start.link.repeat(start.times.unwrap_or(1));
    let error = link::read(&text, &KSON_2023).unwrap_err();
    let file = Bad {
        what: start.what.clone(),
        link: start.link.clone(),
        times: start.times,
        wrong: match &error.kind {
            LinkErrorKind::UnknownPack(id) => format!("UnknownPack {id}"),
            LinkErrorKind::OutOfRange(ids) => format!("OutOfRange {}", ids.join(" ")),
            LinkErrorKind::NotWhole(ids) => format!("NotWhole {}", ids.join(" ")),
            other => format!("{other:?}"),
        },
        sentence: balans::ui::link_error(&KSON_2023, &error),
        saved: error.salvaged.map(|saved| Saved {
            values: values(&saved),
            ratings: saved.ratings.len(),
            notes: saved.notes.len(),
        }),
    };
    serde_json::to_string_pretty(&file).unwrap() + "\n"
}

/// Fills in a file that has nothing but a link, where that is asked for.
fn filled(file: &Path, text: String, whole: impl FnOnce(&Start) -> String) -> String {
    let keys: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    if keys
        .keys()
        .any(|key| !["what", "link", "times"].contains(&&**key))
    {
        return text;
    }
    assert_eq!(
        std::env::var("BALANS_LINKS").as_deref(),
        Ok("fill"),
        "{} is not filled in: see the README beside it",
        file.display()
    );
    let whole = whole(&serde_json::from_str(&text).unwrap());
    fs::write(file, &whole).unwrap();
    whole
}

#[test]
fn every_link_there_has_been_shows_what_it_showed() {
    for file in files("good") {
        let text = filled(&file, fs::read_to_string(&file).unwrap(), |start| {
            let shared = link::read(&start.link, &KSON_2023).unwrap();
            good(start, &shared, today(&shared))
        });
        let name = file.display();
        let start: Start = serde_json::from_str(&text).unwrap();
        let shared = link::read(&start.link, &KSON_2023).unwrap_or_else(|error| {
            panic!(
                "{name}: {:?}. If the calculation has changed, the one this was made with must be frozen: see \
                 model/tests/digest.rs",
                error.kind
            )
        });
        assert_eq!(shared.write().as_deref(), Ok(&*start.link), "{name}");
        match shared.calculation(&KSON_2023).unwrap() {
            Calculation::Today => assert_eq!(good(&start, &shared, today(&shared)), text, "{name}"),
            // Its gaps are the frozen calculation's to give: `cargo xtask test frozen`.
            Calculation::Frozen(_) => {
                let was: Good = serde_json::from_str(&text).unwrap();
                let now = good(&start, &shared, (was.gap_mnkr, was.verdict));
                assert_eq!(now, text, "{name}");
            }
        }
    }
}

#[test]
fn every_bad_link_says_what_is_wrong() {
    for file in files("bad") {
        let text = filled(&file, fs::read_to_string(&file).unwrap(), bad);
        let start: Start = serde_json::from_str(&text).unwrap();
        let was: Bad = serde_json::from_str(&text).unwrap();
        if let Ok(shared) = link::read(&start.link, &KSON_2023) {
            // Its pack is frozen by now, and its ranges are the frozen calculation's to hold (model/tests/frozen.rs).
            let calculation = shared.calculation(&KSON_2023);
            assert!(
                was.wrong.starts_with("OutOfRange")
                    && matches!(calculation, Some(Calculation::Frozen(_))),
                "{} opens",
                file.display()
            );
            continue;
        }
        assert_eq!(bad(&start), text, "{}", file.display());
    }
}

/// A file in `changed/`.
#[derive(Deserialize)]
struct Changed {
    text: String,
    link: String,
}

#[test]
fn every_address_that_a_program_has_changed_is_read_as_it_was_written() {
    for file in files("changed") {
        let changed: Changed = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let shared = link::read(&changed.text, &KSON_2023);
        let written = shared.unwrap_or_else(|error| panic!("{}: {error:?}", file.display()));
        assert_eq!(written.write(), Ok(changed.link), "{}", file.display());
    }
}

/// What the corpus must have for its name.
#[test]
fn every_kind_of_fault_is_in_the_corpus() {
    let wrong: Vec<String> = files("bad")
        .iter()
        .map(|file| {
            let bad: Bad = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
            bad.wrong
        })
        .collect();
    for kind in [
        "TooLong",
        "NotALink",
        "Cut",
        "Changed",
        "Newer",
        "UnknownPack eget-1",
        "UnknownCalculation",
        "OutOfRange requirement.care",
        "NotWhole indexation.start_year",
    ] {
        assert!(wrong.iter().any(|one| one == kind), "{kind}");
    }
}

#[test]
fn every_frozen_calculation_has_its_file_and_no_other_is_there() {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let mut there: Vec<String> = fs::read_dir(public.join("engines"))
        .unwrap()
        .map(|entry| format!("engines/{}", entry.unwrap().file_name().to_str().unwrap()))
        .filter(|name| name.ends_with(".wasm"))
        .collect();
    there.sort();
    let mut listed: Vec<String> = FROZEN.iter().map(|frozen| frozen.file()).collect();
    listed.sort();
    assert_eq!(there, listed);
}

/// A link carries every rating and every view of the menu.
#[test]
fn a_link_holds_all_that_the_session_can() {
    let inputs = Inputs::defaults(&KSON_2023);
    let mut shared = SharedScenario::of(&KSON_2023, &inputs, &simulate(&KSON_2023, &inputs));
    for &aspect in Aspect::ALL {
        for &level in Level::ALL {
            shared.ratings = vec![Rating {
                measure: "occupancy",
                aspect,
                level,
            }];
            let text = shared.write().unwrap();
            assert_eq!(
                link::read(&text, &KSON_2023).unwrap().ratings,
                shared.ratings
            );
        }
    }
    for route in state::Route::MENU {
        shared.view = route.slug().to_owned();
        let text = shared.write().unwrap();
        assert_eq!(link::read(&text, &KSON_2023).unwrap().view, shared.view);
        assert_eq!(link::find(route.href()), None);
    }
}

const MEBIBYTE: isize = 1 << 20;

#[test]
fn no_link_takes_more_than_a_mebibyte() {
    // The longest that opens: as many notes as there is room for.
    let inputs = Inputs::defaults(&KSON_2023);
    let mut longest = SharedScenario::of(&KSON_2023, &inputs, &simulate(&KSON_2023, &inputs));
    for measure in balans_model::Measure::ALL {
        longest.notes.push((measure.id(), "ö".repeat(1400)));
    }
    let longest = longest.write().unwrap();
    assert!(longest.len() > link::LIMIT * 9 / 10 && longest.len() <= link::LIMIT);
    let mut texts = vec![
        longest.clone(),
        longest[..longest.len() - 1].to_owned(),
        format!("s1.{}", "A".repeat(link::LIMIT - 3)),
        format!("s1.{}", "_".repeat(link::LIMIT - 3)),
        "s1.".repeat(1 << 20),
        "#s1.".repeat(link::LIMIT / 2),
        format!("{}#{}", " ".repeat(link::LIMIT / 2), longest),
    ];
    for part in ["good", "bad"] {
        for file in files(part) {
            let start: Start = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
            texts.push(start.link.repeat(start.times.unwrap_or(1)));
        }
    }
    let mut most = 0;
    for text in texts {
        let (bytes, result) = peak(|| link::read(&text, &KSON_2023));
        assert!(
            bytes <= MEBIBYTE,
            "{bytes} bytes for {} letters",
            text.len()
        );
        most = most.max(bytes);
        drop(result);
    }
    println!("the most that reading a link took: {most} bytes");
    assert!(most > link::LIMIT as isize / 2, "the counter counts");
}
