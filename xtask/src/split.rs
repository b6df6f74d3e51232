//! Splits the app's wasm module in two after trunk has built it (`src/ui/lazy/mod.rs`), and
//! replaces trunk's files with both.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::assets::{fail, hash, optimize, put};
use crate::machine::WASM;
use crate::node;
use crate::proc::{Outcome, capture, run};
use crate::workspace::{cargo, root, target};

/// The app's feature that marks the split function.
pub(crate) const FEATURE: &str = "split";
/// Beginning of the first file's name in the site.
const APP: &str = "balans";
/// Beginning of the second file's name in the site, which is in index.html.
pub(crate) const NAME: &str = "views";
/// Name of wasm-split's loader script, which `public/chunk-loader.js` replaces.
const LINK: &str = "./__wasm_split.js";

/// Returns the paths of the two modules as split, with names and before optimisation: the first
/// file and the second.
pub(crate) fn cut() -> [PathBuf; 2] {
    ["main.wasm", "split_parts.wasm"].map(|name| folder().join(name))
}

fn folder() -> PathBuf {
    target().join(WASM).join("release").join("parts")
}

/// Splits the module that trunk has built, and puts both files into its staging folder.
pub(crate) fn make(staging: &Path) -> Outcome {
    let built = target().join(WASM).join("release").join("balans.wasm");
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(fail)?;
    }
    run(cargo()
        .args(["run", "--quiet", "--locked", "-p", "xtask-split", "--"])
        .args([&built, &folder]))
    .map_err(|why| format!("{why} (the app is to be built with the feature `{FEATURE}`)"))?;
    let [main, parts] = cut();
    // With trunk's arguments, and exporting the function table, by which the two modules call each
    // other.
    run(Command::new("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
        .args(["--out-name", APP, "--out-dir"])
        .arg(&folder)
        .arg(&main))?;
    let glue = fs::read_to_string(folder.join(format!("{APP}.js"))).map_err(fail)?;
    let script = |name: &str| {
        let text = fs::read_to_string(root().join("public").join(name)).map_err(fail)?;
        Ok::<_, String>(without_comments(&text))
    };
    let glue = join(&glue, &script("chunk-loader.js")?)
        .and_then(|glue| Some(script("tree.js").ok()? + &guard(&glue)?))
        .ok_or("wasm-bindgen's script is made another way than it was")?;
    let [small, made] = [APP, NAME].map(|name| staging.join(format!("{name}.wasm")));
    optimize(&folder.join(format!("{APP}_bg.wasm")), &small, &["-Oz"])?;
    optimize(&parts, &made, &["-Oz"])?;

    // Trunk's name has the hash from before the split, and browsers cache a hashed name for good.
    let script = folder.join("joined.js");
    fs::write(&script, &glue).map_err(fail)?;
    capture(node::node().arg(node::script("minify.mjs")).arg(&script))?;
    let glue = fs::read_to_string(&script).map_err(fail)?;
    let name = format!("{APP}-{}", hash(&[&script, &small, &made])?);
    let page = staging.join("index.html");
    let text = fs::read_to_string(&page).map_err(fail)?;
    let trunks = script_of(&text)
        .ok_or("index.html has no app-js")?
        .to_owned();
    for ending in [".js", "_bg.wasm"] {
        fs::remove_file(staging.join(format!("{trunks}{ending}"))).map_err(fail)?;
    }
    fs::write(&page, text.replace(&trunks, &name)).map_err(fail)?;
    fs::rename(&small, staging.join(format!("{name}_bg.wasm"))).map_err(fail)?;
    let glue = glue.replace(&format!("{APP}_bg.wasm"), &format!("{name}_bg.wasm"));
    fs::write(staging.join(format!("{name}.js")), glue).map_err(fail)?;
    put(staging, &made, NAME, "wasm")
}

/// Finds the name of the app's script, without its extension.
fn script_of(page: &str) -> Option<&str> {
    let (_, link) = page.split_once("id=\"app-js\"")?;
    let (_, address) = link.split_once("href=\"./")?;
    address.split_once(".js\"").map(|(name, _)| name)
}

/// Replaces the import of wasm-split's loader in wasm-bindgen's script with
/// `public/chunk-loader.js`.
fn join(glue: &str, loader: &str) -> Option<String> {
    let (import, rest) = glue.split_once('\n')?;
    let name = import.strip_prefix("import * as ")?;
    let name = name.strip_suffix(&format!(" from \"{LINK}\""))?;
    Some(format!("{loader}const {name} = balansParts;\n{rest}"))
}

/// Removes a script's comment lines.
fn without_comments(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let code = lines.filter(|line| !line.starts_with("//") && !line.starts_with("/**"));
    code.flat_map(|line| [line, "\n"]).collect()
}

/// The app's DOM calls that change the tree, read a parent or parse markup: wasm-bindgen's form, and
/// the form routed through `public/tree.js`.
const CALLS: [(&str, &str); 6] = [
    (
        "arg0.insertBefore(arg1, arg2);",
        "balansTree.insert(arg0, arg1, arg2);",
    ),
    (
        "arg0.nodeValue = arg1 === 0 ? undefined : getStringFromWasm0(arg1, arg2);",
        "balansTree.text(arg0, arg1 === 0 ? undefined : getStringFromWasm0(arg1, arg2));",
    ),
    (
        "arg0.innerHTML = getStringFromWasm0(arg1, arg2);",
        "balansTree.html(arg0, getStringFromWasm0(arg1, arg2));",
    ),
    (
        "arg0.outerHTML = getStringFromWasm0(arg1, arg2);",
        "balansTree.outer(arg0, getStringFromWasm0(arg1, arg2));",
    ),
    ("arg0.remove();", "balansTree.remove(arg0);"),
    ("arg0.parentNode;", "balansTree.parent(arg0);"),
];

/// Routes the calls of wasm-bindgen's script that change the tree through `public/tree.js`.
fn guard(glue: &str) -> Option<String> {
    CALLS
        .iter()
        .try_fold(glue.to_owned(), |glue, (call, ours)| {
            glue.contains(call).then(|| glue.replace(call, ours))
        })
}

#[cfg(test)]
mod tests {
    use super::{CALLS, guard, join, script_of};

    #[test]
    fn every_call_that_changes_the_tree_is_led_through_the_guard() {
        let glue = CALLS.map(|(call, _)| call).join("\n");
        assert_eq!(guard(&glue), Some(CALLS.map(|(_, ours)| ours).join("\n")));
        for (call, _) in CALLS {
            assert_eq!(guard(&glue.replace(call, "")), None, "{call}");
        }
    }

    #[test]
    fn the_loader_stands_where_the_import_stood() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\n\nlet wasm;\n";
        assert_eq!(
            join(glue, "const balansParts = {};\n").as_deref(),
            Some("const balansParts = {};\nconst import1 = balansParts;\n\nlet wasm;\n")
        );
        assert_eq!(join("let wasm;\n", ""), None);
    }

    #[test]
    fn the_scripts_name_is_read_off_the_page() {
        let page =
            "<link id=\"app-js\" rel=\"modulepreload\" href=\"./balans-1a2b.js\" crossorigin>";
        assert_eq!(script_of(page), Some("balans-1a2b"));
        assert_eq!(script_of("<link>"), None);
    }
}
