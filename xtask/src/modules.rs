//! `cargo xtask modules`: trunk's post_build hook (Trunk.toml). Builds the wasm modules without
//! imports, joins the scripts and style sheets that are fetched on demand, splits a release's wasm
//! in two (`split.rs`), adds each file to trunk's staging folder under a name with the hash of its
//! content, and writes the names into `index.html`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::args::Args;
use crate::assets::{FEATURES, fail, name_in_page, optimize, put, put_hashed};
use crate::machine::WASM;
use crate::proc::{Outcome, capture, run as run_command};
use crate::workspace::{cargo, root, target};
use crate::{node, reproducible, split};

/// Names the file of the pack that the page of `serve` starts with.
pub(crate) const PACK: &str = "BALANS_PACK";

/// The package of the module that the page fetches as soon as it is interactive.
pub(crate) const PACKAGE: &str = "balans-deferred";

/// A wasm module without imports, built from a package of its own.
struct Module {
    package: &'static str,
    /// File name in cargo's target folder.
    built: &'static str,
    /// Beginning of its name in the site, which is in index.html; that of one with vectors in [`ANSWERS`].
    name: &'static str,
    /// The functions that the page calls.
    exports: &'static [&'static str],
    /// Whether the module is built for speed, and its model too: it runs the model thousands of times.
    fast: bool,
    /// Whether it may use vector instructions: the same source for browsers that have them.
    simd: bool,
    /// Whether a library in the module imports the time or random numbers, which the page passes or
    /// no code needs. Such imports are replaced by 0, and code left unused is removed.
    strip_imports: bool,
}

/// Builds the model for speed.
pub(crate) const FAST_MODEL: &str = "profile.release.package.balans-model.opt-level=3";

/// Vector instructions that give the bits of single ones: never the relaxed ones, which may not.
pub(crate) const SIMD: &str = "-C target-feature=+simd128";

/// The script that fetches the answers module, and the name that stands in it for the one with vectors.
const ANSWERS: &str = "public/answers.js";
const ANSWERS_SIMD: &str = "answers-simd.wasm";

const MODULES: &[Module] = &[
    Module {
        package: PACKAGE,
        built: "balans_deferred.wasm",
        name: "deferred",
        exports: &[],
        fast: false,
        simd: false,
        strip_imports: false,
    },
    Module {
        package: "balans-answers-module",
        built: "balans_answers_module.wasm",
        name: "answers",
        exports: &[],
        fast: true,
        simd: false,
        strip_imports: false,
    },
    Module {
        package: "balans-answers-module",
        built: "balans_answers_module.wasm",
        name: "answers-simd",
        exports: &[],
        fast: true,
        simd: true,
        strip_imports: false,
    },
    Module {
        package: "balans-spreadsheet",
        built: "balans_spreadsheet.wasm",
        name: "office",
        exports: &[
            "request_buffer",
            "response_ptr",
            "take_pack",
            "xlsx",
            "slides",
            "figures",
        ],
        fast: false,
        simd: false,
        strip_imports: true,
    },
];

/// A script fetched on demand: its files, the beginning of its name in the site, and the code to append.
const SCRIPTS: &[(&[&str], &str, &str)] = &[
    (&["public/export.js"], "export", ""),
    (&["public/touch.js"], "touch", ""),
    (&[ANSWERS], "answers", ""),
    // Libraries for script elements, given an export. Not the bundle of both: its polyfills for old
    // browsers evaluate strings as code, which the content security policy forbids.
    (
        &[
            "node_modules/jszip/dist/jszip.min.js",
            "node_modules/pptxgenjs/dist/pptxgen.min.js",
        ],
        "pptx",
        "export { PptxGenJS as default };\nexport const Zip = globalThis.JSZip;\n",
    ),
];

/// The style sheets of lazy panels and of all views except the first, in cascade order. A release
/// fetches them as one file with those views; under `serve` the page links them.
const VIEW_STYLES: &[&str] = &[
    "panels", "tables", "share", "views", "own", "measures", "required", "parties", "needs",
    "compare", "wide", "present", "paper", // Last: its rules must win.
    "print",
];

/// Beginning of the joined sheet's file name in the site, which is in index.html.
const STYLES: &str = "styles";

pub(crate) fn run(args: Args) -> Outcome {
    args.done()?;
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("trunk calls this after a build; by hand it has nothing to do")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    node::packages()?;
    let mut answers_simd = String::new();
    for module in MODULES {
        let made = staging.join(format!("{}.wasm", module.name));
        module.make(release, &made)?;
        if module.simd {
            answers_simd = put_hashed(&staging, &made, module.name, "wasm")?;
        } else {
            put(&staging, &made, module.name, "wasm")?;
        }
    }
    if release {
        split::make(&staging)?;
    } else {
        // Under `serve` the page has one wasm file.
        name_in_page(&staging, split::NAME, "wasm", "")?;
    }
    styles(&staging, release)?;
    for (files, name, after) in SCRIPTS {
        let made = staging.join(format!("{name}.js"));
        let mut text = String::new();
        for file in *files {
            for line in fs::read_to_string(root().join(file)).map_err(fail)?.lines() {
                // The source map is not published, and a browser with developer tools open would
                // request it.
                if !line.starts_with("//# sourceMappingURL") {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        // PptxGenJS does not let the language be set everywhere.
        let mut text = text.replace("en-US", "sv-SE") + after;
        if files.contains(&ANSWERS) {
            // Not in the page, which would be larger: only this script asks for it.
            if !text.contains(ANSWERS_SIMD) {
                return Err(format!("{ANSWERS} does not ask for {ANSWERS_SIMD}"));
            }
            text = text.replace(ANSWERS_SIMD, &answers_simd);
        }
        fs::write(&made, text).map_err(fail)?;
        put(&staging, &made, name, "js")?;
    }
    match env::var(PACK) {
        Ok(pack) => run_command(
            node::node()
                .arg(node::script("with-pack.mjs"))
                .arg(&staging)
                .arg(pack),
        ),
        Err(_) => Ok(()),
    }
}

/// Fails where a sheet in `style/` is neither linked in index.html nor among [`VIEW_STYLES`], or is both.
fn every_sheet_has_a_place() -> Outcome {
    let page = fs::read_to_string(root().join("index.html")).map_err(fail)?;
    let mut sheets = Vec::new();
    for entry in fs::read_dir(root().join("style")).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.extension().is_some_and(|ending| ending == "css") {
            sheets.extend(
                path.file_stem()
                    .map(|name| name.to_string_lossy().into_owned()),
            );
        }
    }
    sheets.sort();
    let misplaced = misplaced_sheets(&page, &sheets);
    if misplaced.is_empty() {
        return Ok(());
    }
    let named = misplaced.iter().map(|name| format!("style/{name}.css"));
    Err(format!(
        "{}: name it once, in index.html or in VIEW_STYLES of xtask/src/modules.rs",
        named.collect::<Vec<_>>().join(", ")
    ))
}

/// Lists the sheets that are named nowhere, or twice, in the page and [`VIEW_STYLES`] together.
fn misplaced_sheets<'a>(page: &str, sheets: &'a [String]) -> Vec<&'a str> {
    let is_misplaced = |name: &&str| {
        let is_linked = page.contains(&format!("href=\"style/{name}.css\""));
        is_linked == VIEW_STYLES.contains(name)
    };
    let names = sheets.iter().map(String::as_str);
    names.filter(is_misplaced).collect()
}

/// Joins the style sheets of all views except the first into one file of the site.
fn styles(staging: &Path, release: bool) -> Outcome {
    every_sheet_has_a_place()?;
    let made = staging.join(format!("{STYLES}.css"));
    let mut text = String::new();
    for name in VIEW_STYLES {
        let sheet = root().join("style").join(format!("{name}.css"));
        text.push_str(&fs::read_to_string(sheet).map_err(fail)?);
    }
    fs::write(&made, text).map_err(fail)?;
    if release {
        return put(staging, &made, STYLES, "css");
    }
    name_in_page(staging, STYLES, "css", "")?;
    let page = staging.join("index.html");
    let text = fs::read_to_string(&page).map_err(fail)?;
    let linked = link_styles(&text).ok_or("index.html has no head")?;
    fs::write(page, linked).map_err(fail)
}

/// Links the views' styles last in the page's head, as the page itself does when it fetches them.
fn link_styles(page: &str) -> Option<String> {
    let end = page.find("</head>")?;
    let (before, after) = page.split_at_checked(end)?;
    Some(format!(
        "{before}<link rel=\"stylesheet\" href=\"./{STYLES}.css\">\n{after}"
    ))
}

impl Module {
    fn make(&self, release: bool, made: &Path) -> Outcome {
        let mut command = cargo();
        command.args([
            "build",
            "--quiet",
            "--locked",
            "-p",
            self.package,
            "--target",
            WASM,
        ]);
        if release {
            command.arg("--release");
        }
        if self.fast {
            command.args(["--config", FAST_MODEL]);
        }
        // Cargo tells builds with other flags apart by folder only, once a flag replaces a path.
        let folder = if self.simd {
            let flags = format!("{} {SIMD}", reproducible::flags_given());
            command.env(reproducible::FLAGS, flags);
            target().join("simd")
        } else {
            target()
        };
        command.arg("--target-dir").arg(&folder);
        run_command(&mut command)?;
        let profile = if release { "release" } else { "debug" };
        let mut built = folder.join(WASM).join(profile).join(self.built);
        if self.strip_imports {
            built = self.without_imports(&built)?;
        }
        if !release {
            return fs::copy(&built, made).map(|_| ()).map_err(fail);
        }
        let mut options = vec![if self.fast { "-O3" } else { "-Oz" }];
        if self.simd {
            options.push("--enable-simd");
        }
        optimize(&built, made, &options)
    }

    /// Removes the module's imports, and the exports that are not called.
    fn without_imports(&self, built: &Path) -> Result<PathBuf, String> {
        let stubbed = built.with_extension("alone.wasm");
        let mut opt = Command::new("wasm-opt");
        opt.arg("--remove-imports")
            .args(FEATURES)
            .arg(built)
            .arg("-o")
            .arg(&stubbed);
        run_command(&mut opt)?;
        let node = |name: &str| format!("{{\"name\": \"{name}\", \"export\": \"{name}\"}}");
        let kept: Vec<&str> = self.exports.iter().copied().chain(["memory"]).collect();
        let reached: Vec<String> = kept.iter().map(|name| format!("\"{name}\"")).collect();
        let mut graph = vec![format!(
            "{{\"name\": \"page\", \"root\": true, \"reaches\": [{}]}}",
            reached.join(", ")
        )];
        graph.extend(kept.iter().map(|name| node(name)));
        let file = built.with_extension("graph.json");
        fs::write(&file, format!("[{}]", graph.join(", "))).map_err(fail)?;
        let mut reduce = Command::new("wasm-metadce");
        reduce
            .args(FEATURES)
            .arg(&stubbed)
            .arg("--graph-file")
            .arg(&file)
            .arg("-o")
            .arg(&stubbed);
        // The program prints what it removed.
        capture(&mut reduce)?;
        Ok(stubbed)
    }
}

#[cfg(test)]
mod tests {
    use super::{VIEW_STYLES, every_sheet_has_a_place, link_styles, misplaced_sheets};

    #[test]
    fn a_sheet_that_is_named_nowhere_or_twice_is_found() {
        assert_eq!(every_sheet_has_a_place(), Ok(()));
        let page = "<link data-trunk rel=\"css\" href=\"style/tokens.css\">";
        let sheets = ["tokens", VIEW_STYLES[0], "newcomer"].map(str::to_owned);
        assert_eq!(misplaced_sheets(page, &sheets), ["newcomer"]);
        let twice = format!("{page}<link href=\"style/{}.css\">", VIEW_STYLES[0]);
        assert_eq!(
            misplaced_sheets(&twice, &sheets),
            [VIEW_STYLES[0], "newcomer"]
        );
    }

    #[test]
    fn the_views_styles_stand_last() {
        let page = "<head><link rel=\"stylesheet\" href=\"./base-1.css\"/></head>";
        let linked = link_styles(page).unwrap_or_default();
        assert!(linked.find("base-1.css") < linked.find("styles.css"));
        assert!(linked.find("styles.css") < linked.find("</head>"));
        assert_eq!(link_styles("<body></body>"), None);
    }
}
