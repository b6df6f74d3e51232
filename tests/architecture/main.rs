//! Rules about the code, held as tests on its syntax: which module may name which, and where words and colours are.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod colours;
mod eager;
mod paths;
mod source;
mod types;
mod unused;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use paths::{Graph, Paths, known_by};
use source::{PAGE, Source};

/// The modules at the root of `src`, each with what it may name: other modules of `src`, and crates (the standard library
/// apart). `lib` is the root itself.
const MODULES: &[(&str, &[&str], &[&str])] = &[
    (
        "lib",
        &["erased", "platform", "state", "storage", "ui"],
        &[
            "balans_model",
            "leptos",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
        ],
    ),
    ("main", &["start"], &[]),
    ("collections", &[], &[]),
    ("erased", &[], &["leptos"]),
    ("formula", &["texts"], &["balans_model", "balans_report"]),
    (
        "platform",
        &["state", "storage"],
        &[
            "balans_answers",
            "balans_charts",
            "balans_model",
            "balans_report",
            "balans_scenario",
            "chrono",
            "js_sys",
            "leptos",
            "serde_json",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
        ],
    ),
    (
        "state",
        &["collections", "erased", "storage", "texts"],
        &[
            "balans_format",
            "balans_model",
            "balans_report",
            "balans_scenario",
            "leptos",
        ],
    ),
    (
        "storage",
        &["collections"],
        &[
            "balans_scenario",
            "chrono",
            "gloo_storage",
            "serde",
            "serde_json",
            "wasm_bindgen",
            "web_sys",
        ],
    ),
    (
        "table",
        &["texts"],
        &[
            "balans_charts",
            "balans_format",
            "balans_model",
            "balans_report",
            "balans_scenario",
        ],
    ),
    (
        "texts",
        &[],
        &["balans_format", "balans_model", "balans_report", "chrono"],
    ),
    (
        "ui",
        &[
            "collections",
            "erased",
            "formula",
            "platform",
            "state",
            "storage",
            "table",
            "texts",
        ],
        &[
            "balans_answers",
            "balans_charts",
            "balans_format",
            "balans_model",
            "balans_report",
            "balans_scenario",
            "leptos",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
        ],
    ),
];

/// The workspace's crates, each with those of the workspace that it may name.
const CRATES: &[(&str, &[&str])] = &[
    ("balans_abi", &[]),
    ("balans_answers", &["balans_model"]),
    ("balans_answers_module", &["balans_abi", "balans_answers"]),
    ("balans_charts", &["balans_format"]),
    (
        "balans_deferred",
        &[
            "balans_abi",
            "balans_charts",
            "balans_model",
            "balans_report",
            "balans_scenario",
        ],
    ),
    ("balans_format", &[]),
    (
        "balans_import",
        &["balans_format", "balans_model", "balans_scenario"],
    ),
    ("balans_model", &["balans_format"]),
    // For tests.
    ("balans_word_rules", &[]),
    (
        "balans_report",
        &[
            "balans_charts",
            "balans_format",
            "balans_import",
            "balans_model",
            "balans_scenario",
        ],
    ),
    ("balans_scenario", &["balans_format", "balans_model"]),
    (
        "balans_spreadsheet",
        &[
            "balans_abi",
            "balans_charts",
            "balans_format",
            "balans_model",
            "balans_report",
        ],
    ),
];

/// The modules that may name `local_storage` and `session_storage`, the browser's storage.
const STORES: &str = "storage";

/// Folders and files whose strings are the words on screen.
const SPEAK: &[&str] = &[
    "src/texts/",
    "crates/report/src/texts/",
    "crates/spreadsheet/src/texts.rs",
    "crates/model/src/texts.rs",
    "crates/format/src/names.rs",
];

/// Where a party's or a home's built-in name stands that no other pack's takes the place of: what the text begins with, and
/// why.
const BUILT_IN_NAMES: &[(&str, &str)] = &[
    ("KSON:s förvaltnings nettokostnader motsvarar", QUOTED),
    ("Slutsatsen i Effektiviseringsunderlaget", BUILT_IN_ALONE),
    ("Norrtälje kommuns stöd", BUILT_IN_ALONE),
    ("När kommunalförbundet bildades", BUILT_IN_ALONE),
    ("KSON tillhandahåller IT-miljön", BUILT_IN_ALONE),
    ("Enligt den långsiktiga planen", BUILT_IN_ALONE),
    ("KSON samverkar kring barn", BUILT_IN_ALONE),
    ("Kommunstyrelsen beslutade", BUILT_IN_ALONE),
    ("Förvaltningen informerar, avsnittet om", QUOTED),
    ("avsnittet om förstudien av Norrtälje kommunhus", QUOTED),
    ("Förvaltningen och Tiohundra", BUILT_IN_ALONE),
    ("KSON:s årsredovisning, den långsiktiga", BUILT_IN_ALONE),
    ("Antalet boendeplatser, andelen tomma", BUILT_IN_ALONE),
    (
        "Tiohundra\u{a0}AB:s aktiekapital: det är inte",
        BUILT_IN_ALONE,
    ),
    (
        "En upprustad plats som ingen flyttar tillbaka till är tom men",
        BUILT_IN_ALONE,
    ),
    (
        "Vinster med välfärdsteknik och rehabiliterande",
        BUILT_IN_ALONE,
    ),
    ("Region Stockholm är en egen part. Tidigare", BUILT_IN_ALONE),
    (
        "Det tidigare talet gällde alla med en LSS-insats",
        BUILT_IN_ALONE,
    ),
    (
        "Hur starkt kostnaderna följer antalet äldre",
        BUILT_IN_ALONE,
    ),
    (
        "Tomdygnsersättningen i särskilt boende, priset",
        BUILT_IN_ALONE,
    ),
    ("Norrtälje", "how a name begins, which keeps its capital"),
    ("Tiohundra", "what a text of the pack's source is tied by"),
];
const QUOTED: &str = "what a document says, or its title";
const BUILT_IN_ALONE: &str = "of the built-in documents or calculation: shown under no other pack";

/// Files whose strings are not for the screen, with the reason.
const SILENT: &[(&str, &str)] = &[
    (
        "src/ui/lazy/dialogs/synonyms.rs",
        "what people type when they search: none is shown",
    ),
    (
        "crates/import/src/headings.rs",
        "headings that people write: none is shown",
    ),
    (
        "crates/import/src/value.rs",
        "units and answers that people write in cells",
    ),
    (
        "crates/import/src/workbook.rs",
        "names of elements and attributes of the file format",
    ),
    (
        "crates/answers/src/work.rs",
        "what is wrong with a question, for who programs: the page asks none such",
    ),
    (
        "crates/word-rules/src/lib.rs",
        "the words that rules are about, for tests",
    ),
    (
        "crates/model/src/reader.rs",
        "read by build.rs: what it says, it says to whoever builds",
    ),
    (
        "crates/model/src/vocabulary.rs",
        "how the pack writes units, which is its format",
    ),
    (
        "crates/format/src/lib.rs",
        "`ParseError` for who programs, and Swedish grammar",
    ),
    (
        "crates/format/src/text.rs",
        "letters that folding takes the accents from",
    ),
];

/// Strings that look like prose and are none, by file, with the reason.
const NO_PROSE: &[(&str, &str, &str)] = &[
    (
        "src/ui/lazy/views/measures/row.rs",
        "button, a, input, select, textarea, label",
        "a selector",
    ),
    ("src/platform/mod.rs", ".entry input", "a selector"),
    (
        "src/platform/mod.rs",
        "button, input, select, a[href]",
        "a selector",
    ),
    ("src/ui/lazy/present/mod.rs", ".dock .entry", "a selector"),
    (
        "src/ui/lazy/present/mod.rs",
        "main button, main a",
        "a selector",
    ),
    ("src/ui/lazy/present/mod.rs", ".show .rail", "a selector"),
    ("crates/charts/src/pen.rs", "\"><title id=\"", "markup"),
    ("crates/charts/src/pen.rs", "<pattern id=\"", "markup"),
    (
        "crates/charts/src/lines.rs",
        ": från {value} {year} till {} {to}.",
        "the sentence that is a line chart's twin",
    ),
    (
        "crates/model/src/context.rs",
        "{quantity:?} is of a year outside the pack",
        "a debug assertion",
    ),
    (
        "crates/model/src/ids.rs",
        "no such input in the pack",
        "an error of the compiler",
    ),
    (
        "crates/model/src/measures/mod.rs",
        "no such measure in the pack",
        "an error of the compiler",
    ),
    (
        "crates/scenario/src/file/mod.rs",
        "number out of range",
        "serde's own message, looked for in an error",
    ),
    (
        "crates/scenario/src/file/number.rs",
        "a number as a text",
        "what serde expected, for an error",
    ),
    (
        "crates/scenario/src/link/check.rs",
        "{written} does not stand in {text}",
        "a check of the fuzzer",
    ),
    ("crates/spreadsheet/src/chart.rs", "Arial", "a typeface"),
    (
        "crates/spreadsheet/src/workbook.rs",
        "{MNKR}\" mnkr\";{MNKR}\" mnkr {}\"",
        "a number format",
    ),
];

/// The names of keys, as a browser gives them.
const KEYS: &[&str] = &["Arrow", "End", "Enter", "Escape", "Home"];

/// Files that may hold a colour, with the reason.
const COLOURED: &[(&str, &str)] = &[
    (
        "crates/charts/src/lib.rs",
        "`Colours`, held to tokens.css by a test there",
    ),
    (
        "crates/charts/src/pen.rs",
        "the attributes of `Colours` in a drawing",
    ),
    ("crates/report/src/code.rs", "a QR code is black on white"),
];

/// A string that is a colour of its own, by file.
const OWN_COLOURS: &[(&str, &str, &str)] = &[
    (
        "crates/charts/src/finish.rs",
        "#F2F0",
        "marks a series while charts-rs draws; replaced before the drawing leaves",
    ),
    (
        "crates/spreadsheet/src/workbook.rs",
        "#fff4c2",
        "the yellow of a workbook's input cells, which has no place on the page",
    ),
];

/// The sources, and how what they name is told.
struct Workspace {
    sources: Vec<Source>,
    paths: Vec<Paths>,
    graph: Graph,
    /// The crates that a rule is about.
    crates: BTreeSet<String>,
}

impl Workspace {
    fn of(sources: Vec<Source>) -> Self {
        let modules = source::modules(&sources);
        let paths: Vec<Paths> = sources
            .iter()
            .map(|source| Paths::of(source, &modules))
            .collect();
        let mut crates = source::dependencies(source::root(), "dependencies");
        crates.extend(CRATES.iter().map(|(name, _)| (*name).to_owned()));
        crates.insert(PAGE.to_owned());
        Self {
            graph: Graph::of(&paths),
            sources,
            paths,
            crates,
        }
    }

    fn read() -> Self {
        Self::of(source::sources())
    }

    /// What each source names that is not its own module or crate: file and line, and the name.
    fn names(&self) -> impl Iterator<Item = (&Source, usize, String)> {
        let pairs = self.sources.iter().zip(&self.paths);
        // Tests may use what is a development dependency too; Cargo.toml says which.
        let in_tests = ["balans_word_rules", "serde_json"];
        pairs.flat_map(move |(source, paths)| {
            paths.named.iter().flat_map(move |named| {
                let own = format!("crate::{}", module(source));
                known_by(&self.graph, &named.path)
                    .into_iter()
                    .filter(move |name| *name != own && *name != source.krate)
                    .filter(|name| name.starts_with("crate::") || self.crates.contains(name))
                    .filter(move |name| !(named.in_tests && in_tests.contains(&name.as_str())))
                    .map(move |name| (source, named.line, name))
            })
        })
    }

    /// What is named against the tables.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (source, line, name) in self.names() {
            let is_allowed = if source.krate == PAGE {
                let row = MODULES.iter().find(|(known, ..)| *known == module(source));
                let Some((_, modules, crates)) = row else {
                    faults.push(format!("{}: a module without a rule", source.path));
                    continue;
                };
                match name.strip_prefix("crate::") {
                    Some(other) => modules.contains(&other),
                    None => crates.contains(&name.as_str()),
                }
            } else {
                let row = CRATES.iter().find(|(known, _)| *known == source.krate);
                let Some((_, crates)) = row else {
                    faults.push(format!("{}: a crate without a rule", source.krate));
                    continue;
                };
                let is_ours = name.starts_with("crate::") || name.starts_with(PAGE);
                !is_ours || crates.contains(&name.as_str())
            };
            if !is_allowed {
                faults.push(format!("{}:{line} names {name}", source.path));
            }
        }
        faults
    }
}

/// The module at the root of the page that a source belongs to.
fn module(source: &Source) -> &str {
    let at_root = if source.path.ends_with("/main.rs") {
        "main"
    } else {
        "lib"
    };
    source.module.first().map_or(at_root, String::as_str)
}

#[test]
fn dependencies_point_one_way() {
    assert_eq!(Workspace::read().faults(), [""; 0]);
}

/// A row of the tables that nobody uses would allow what nobody decided.
#[test]
fn the_tables_allow_no_more_than_there_is() {
    let workspace = Workspace::read();
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (source, _, name) in workspace.names() {
        let at = if source.krate == PAGE {
            module(source)
        } else {
            &source.krate
        };
        named.entry(at.to_owned()).or_default().insert(name);
    }
    let modules = MODULES.iter().flat_map(|(module, modules, crates)| {
        let modules = modules.iter().map(|other| format!("crate::{other}"));
        let all = modules.chain(crates.iter().map(|name| (*name).to_owned()));
        all.map(move |name| (*module, name))
    });
    let crates = CRATES
        .iter()
        .flat_map(|(krate, crates)| crates.iter().map(move |name| (*krate, (*name).to_owned())));
    let unused: Vec<String> = modules
        .chain(crates)
        .filter(|(at, name)| !named.get(*at).is_some_and(|names| names.contains(name)))
        .map(|(at, name)| format!("{at} names no {name}"))
        .collect();
    assert_eq!(unused, [""; 0]);
}

/// The manifests say what the table says.
#[test]
fn manifests_list_what_crates_may_name() {
    let mut seen = 0;
    for (name, folder) in source::crates() {
        let mut listed = source::dependencies(&folder, "dependencies");
        listed.retain(|name| name.starts_with(PAGE));
        let (_, allowed) = CRATES
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap_or_else(|| panic!("{name}: a crate without a rule"));
        let allowed: BTreeSet<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(listed, allowed, "{name}");
        seen += 1;
    }
    assert_eq!(seen, CRATES.len());
}

/// `clippy.toml` forbids the methods, this the names.
#[test]
fn only_storage_names_the_browsers_storage() {
    use names::idents;
    for source in source::sources() {
        if source.krate == PAGE && module(&source) == STORES {
            continue;
        }
        let text = fs::read_to_string(source::root().join(&source.path)).unwrap();
        let names = idents(&text);
        for name in ["local_storage", "session_storage"] {
            assert!(!names.contains(name), "{} names {name}", source.path);
        }
    }
}

/// Names in code, comments and strings apart.
mod names {
    use std::collections::BTreeSet;

    use proc_macro2::{TokenStream, TokenTree};

    pub(super) fn idents(code: &str) -> BTreeSet<String> {
        fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
            for token in tokens {
                match token {
                    TokenTree::Ident(name) => drop(found.insert(name.to_string())),
                    TokenTree::Group(group) => collect(group.stream(), found),
                    TokenTree::Punct(_) | TokenTree::Literal(_) => {}
                }
            }
        }
        let mut found = BTreeSet::new();
        collect(code.parse().unwrap(), &mut found);
        found
    }
}

/// A source of the page for the tests below, in the module `ui::views`.
fn view(code: &str) -> Source {
    let module = ["ui", "views"].map(str::to_owned).to_vec();
    Source::of(PAGE, "src/ui/views/mod.rs", module, code)
}

/// What a piece of code in `ui::views` names besides `ui`.
fn named(code: &str) -> BTreeSet<String> {
    let root = Source::of(
        PAGE,
        "src/lib.rs",
        Vec::new(),
        "pub use balans_charts::{self as figures}; use balans_format as format;",
    );
    let storage = Source::of(
        PAGE,
        "src/storage/mod.rs",
        vec!["storage".to_owned()],
        "pub use balans_scenario::{file, link};",
    );
    let workspace = Workspace::of(vec![root, storage, view(code)]);
    let all = workspace.names();
    all.filter(|(source, ..)| source.path == "src/ui/views/mod.rs")
        .map(|(.., name)| name)
        .collect()
}

#[test]
fn every_form_of_a_path_is_seen() {
    for (code, names) in [
        ("use crate::state::Store;", &["crate::state"][..]),
        (
            "use crate::{erased::view, state::{Route, Store}};",
            &["crate::erased", "crate::state"],
        ),
        ("use super::super::state;", &["crate::state"]),
        (
            "use super::super::{platform::screen, texts};",
            &["crate::platform", "crate::texts"],
        ),
        ("use super::sibling;", &[]),
        (
            "mod inner { use super::super::super::storage::Draft; }",
            &["crate::storage"],
        ),
        ("fn f() { crate::platform::now(); }", &["crate::platform"]),
        (
            "fn f() -> super::super::state::Route { todo!() }",
            &["crate::state"],
        ),
        ("type T = Vec<balans_model::Pack>;", &["balans_model"]),
        (
            "fn f() { println!(\"{}\", crate::texts::TITLE); }",
            &["crate::texts"],
        ),
        (
            "fn f() { view! { <p>{crate::texts::share::TITLE}</p> } }",
            &["crate::texts"],
        ),
        (
            "fn f() { view! { <p class:on=move || crate::state::now()>{balans_report::case()}</p> } }",
            &["balans_report", "crate::state"],
        ),
        ("#[derive(balans_model::X)] struct S;", &["balans_model"]),
        // What another name stands for is seen as well.
        ("use crate::figures::AnyFigure;", &["balans_charts"]),
        ("use crate::format;", &["balans_format"]),
        (
            "use crate::storage::link::read;",
            &["balans_scenario", "crate::storage"],
        ),
        ("use crate::storage::*;", &["crate::storage"]),
        // A local name is none of a crate or module.
        (
            "use std::fmt; fn f(state: State) { state::x(); Self::y(); fmt::z(); }",
            &[],
        ),
    ] {
        let names: BTreeSet<String> = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(named(code), names, "{code}");
    }
}

#[test]
fn what_the_tables_do_not_allow_is_a_fault() {
    let faults = |krate: &str, path: &str, module: &[&str], code: &str| {
        let module = module.iter().map(|part| (*part).to_owned()).collect();
        Workspace::of(vec![Source::of(krate, path, module, code)]).faults()
    };
    for (krate, path, module, code) in [
        (
            PAGE,
            "src/state/route.rs",
            &["state", "route"][..],
            "use super::super::ui;",
        ),
        (
            PAGE,
            "src/storage/mod.rs",
            &["storage"],
            "use leptos::prelude::*;",
        ),
        (
            PAGE,
            "src/texts/mod.rs",
            &["texts"],
            "use crate::{platform::screen};",
        ),
        (PAGE, "src/newcomer.rs", &["newcomer"], "use crate::state;"),
        (PAGE, "src/ui/mod.rs", &["ui"], "use crate::newcomer;"),
        (
            "balans_charts",
            "crates/charts/src/lib.rs",
            &[],
            "use balans_model::Pack;",
        ),
        (
            "balans_model",
            "crates/model/src/lib.rs",
            &[],
            "fn f() { balans::start() }",
        ),
    ] {
        assert_eq!(faults(krate, path, module, code).len(), 1, "{path}: {code}");
    }
    assert_eq!(
        faults(PAGE, "src/ui/mod.rs", &["ui"], "use crate::{state, texts};"),
        [""; 0]
    );
}

/// The prose in sources, the places of words apart: file, line and text.
fn prose(sources: &[Source]) -> Vec<(String, usize, String)> {
    let is_silent = |path: &str| {
        SPEAK.iter().any(|place| path.starts_with(place))
            || SILENT.iter().any(|(place, _)| *place == path)
    };
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !is_silent(&source.path)) {
        for text in words::texts(source)
            .into_iter()
            .filter(words::Text::is_prose)
        {
            if !KEYS.contains(&text.text.as_str()) {
                found.push((source.path.clone(), text.line, text.text));
            }
        }
    }
    found
}

#[test]
fn words_on_screen_are_in_texts() {
    let found = prose(&source::sources());
    let known = |path: &str, text: &str| {
        let mut all = NO_PROSE.iter();
        all.any(|(at, known, _)| *at == path && *known == text)
    };
    let faults = found.iter().filter(|(path, _, text)| !known(path, text));
    let faults: Vec<String> = faults
        .map(|(path, line, text)| format!("{path}:{line}: {text}"))
        .collect();
    assert_eq!(faults, [""; 0]);
    let rows = SPEAK.iter().chain(SILENT.iter().map(|(place, _)| place));
    for place in rows.chain(COLOURED.iter().map(|(place, _)| place)) {
        assert!(source::root().join(place).exists(), "there is no {place}");
    }
    // An exception for what is gone would let it come back.
    for (path, text, _) in NO_PROSE {
        let is_there = found
            .iter()
            .any(|(at, _, found)| at == path && found == text);
        assert!(is_there, "{path} does not say {text}");
    }
}

/// The texts that have a built-in name and are not shown with the names of the pack in use: file, line and text.
fn names_as_they_stand(sources: &[Source]) -> Vec<(String, usize, String)> {
    use balans_format::names::{Named, Names};
    let others = Names::new(|which: Named| format!("{which:?}"));
    let has_name = |text: &str| {
        let apart = ["Tiohundra", "Norrtälje", "Kommunalförbundet Sj"];
        others.put_into(text) != text || apart.iter().any(|name| text.contains(name))
    };
    let mut found = Vec::new();
    for source in sources {
        if source.path == "crates/format/src/names.rs" {
            continue;
        }
        for text in words::texts(source) {
            if !text.in_named && has_name(&text.text) {
                found.push((source.path.clone(), text.line, text.text));
            }
        }
    }
    found
}

#[test]
fn a_name_of_the_built_in_pack_stands_only_where_another_can_take_its_place() {
    let found = names_as_they_stand(&source::sources());
    let is_known = |text: &str| {
        BUILT_IN_NAMES
            .iter()
            .any(|(known, _)| text.starts_with(known))
    };
    let faults = found.iter().filter(|(_, _, text)| !is_known(text));
    let faults: Vec<String> = faults
        .map(|(path, line, text)| format!("{path}:{line}: {text}"))
        .collect();
    assert_eq!(faults, [""; 0]);
    // An exception for what is gone would let it come back.
    let is_there = |known: &str| found.iter().any(|(_, _, text)| text.starts_with(known));
    let gone = BUILT_IN_NAMES.iter().filter(|(known, _)| !is_there(known));
    assert_eq!(gone.collect::<Vec<_>>(), [&("", ""); 0]);
}

#[test]
fn a_name_outside_named_is_a_fault() {
    let found = |code: &str| names_as_they_stand(&[view(code)]).len();
    for code in [
        "const A: &str = \"KSON betalar\";",
        "fn f() -> String { format!(\"{} för KSON\", 1) }",
        "fn f() -> &'static str { named(\"KSON\"); \"Särskilt boende\" }",
    ] {
        assert_eq!(found(code), 1, "{code}");
    }
    for code in [
        "fn f() -> &'static str { named(\"KSON betalar\") }",
        "fn f() -> String { format!(\"{}\", named(\"Region Stockholm\")) }",
        "fn f() -> String { format!(\"{FEDERATION} betalar\") }",
    ] {
        assert_eq!(found(code), 0, "{code}");
    }
}

#[test]
fn a_word_outside_texts_is_a_fault() {
    let found = |code: &str| prose(&[view(code)]).len();
    for code in [
        "const A: &str = \"Spara\";",
        "const A: &str = \"Okej\";",
        "const A: &str = \"spara nu\";",
        "const A: &str = \"är\";",
        "fn f() { format!(\"Spara {name}\") }",
        "fn f() { view! { <p>Spara</p> } }",
        "fn f() { view! { <p>\"ok\"</p> } }",
        "fn f() { view! { <button title=\"Spara\">{name}</button> } }",
        "fn f() { view! { <p>{move || if x { \"Spara\" } else { name }}</p> } }",
        "fn f() { vec![view! { <p class=\"a\">{x} ord</p> }] }",
    ] {
        assert!(found(code) > 0, "{code}");
    }
    for code in [
        "/// Sparar något.\nfn f() {}",
        "#[must_use = \"what it gives\"] fn f() {}",
        "#[cfg(test)] mod tests { const A: &str = \"Spara\"; }",
        "const A: &str = \"data-input\";",
        "fn f() { view! { <p class=\"button primary\">{name}</p> } }",
        "fn f() { view! { <p on:click=move |_| a.set(b > 1)>{texts::SAVE}</p> } }",
        "fn f() { format!(\"{a} {b}\") }",
    ] {
        assert_eq!(found(code), 0, "{code}");
    }
}

/// One system of colour: only `tokens.css` names one.
#[test]
fn only_the_tokens_name_colours() {
    let mut faults = Vec::new();
    for path in source::files(&source::root().join("style"), "css") {
        if !path.ends_with("tokens.css") {
            let found = colours::in_style(&fs::read_to_string(&path).unwrap()).into_iter();
            faults
                .extend(found.map(|(line, colour)| format!("{}:{line}: {colour}", path.display())));
        }
    }
    assert_eq!(faults, [""; 0]);
}

#[test]
fn a_colour_in_a_style_sheet_is_a_fault() {
    for value in [
        "#fff",
        "#24734f",
        "rgb(0 0 0)",
        "rgba(0, 0, 0, 0.5)",
        "hsl(1 2% 3%)",
        "oklch(0.5 0 0)",
        "white",
        "1px solid Red",
        "linear-gradient(to left, black, transparent)",
    ] {
        let sheet = format!("a {{\n  color: {value};\n}}\n");
        assert_eq!(
            colours::in_style(&sheet).first().map(|(line, _)| *line),
            Some(2),
            "{value}"
        );
    }
    for line in [
        "color: var(--black);",
        "white-space: nowrap;",
        "color: currentcolor;",
        "/* color: red; */",
        "background: color-mix(in srgb, var(--ink) 22%, transparent);",
        "a:hover #fff, .red {",
        "fill: url(#red-1);",
    ] {
        assert_eq!(
            colours::in_style(&format!("a {{\n  {line}\n}}\n")),
            [],
            "{line}"
        );
    }
}

/// So in what leaves the page: files take theirs from `Colours`, which a test in `crates/charts` holds to the tokens.
#[test]
fn files_take_their_colours_from_the_tokens() {
    let mut faults = Vec::new();
    for source in source::sources() {
        if COLOURED.iter().any(|(place, _)| *place == source.path) {
            continue;
        }
        for text in words::texts(&source) {
            let mut own = OWN_COLOURS.iter();
            let is_own = own.any(|(path, known, _)| *path == source.path && *known == text.text);
            if colours::in_code(&text.text) && !is_own {
                faults.push(format!("{}:{}: {}", source.path, text.line, text.text));
            }
        }
    }
    assert_eq!(faults, [""; 0]);
}
