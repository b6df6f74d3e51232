//! Checks the required programs (Rust, Node) and adds the wasm target, which needs no confirmation.

use std::path::Path;
use std::process::Command;

use crate::proc::{ask, run};

pub(crate) const WASM: &str = "wasm32-unknown-unknown";
const NODE_AT_LEAST: u32 = 20;

/// Checks Rust and Node, and adds the wasm target if it is missing.
pub(crate) fn ready() -> Result<(), String> {
    let node = ask("node", &["--version"]).ok_or(
        "Node is missing: install version 20 or later from https://nodejs.org and run this again",
    )?;
    let major = node
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|word| word.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE_AT_LEAST) {
        return Err(format!(
            "Node {node} is too old: install version {NODE_AT_LEAST} or later and run this again"
        ));
    }
    wasm_target()
}

/// Adds the wasm target if the toolchain lacks it.
pub(crate) fn wasm_target() -> Result<(), String> {
    // `cargo rustc --print sysroot` needs a crate; the rustc beside cargo doesn't.
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = ask(&rustc, &["--print", "sysroot"])
        .ok_or("rustc is missing: install Rust from https://rustup.rs and run this again")?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    if ask("rustup", &["--version"]).is_none() {
        return Err(format!(
            "the Rust target {WASM} is missing and so is rustup, which could add it: \
             install Rust from https://rustup.rs and run this again"
        ));
    }
    println!("Adding the Rust target {WASM} (a download of about 20 MB).");
    run(Command::new("rustup").args(["target", "add", WASM]))
}

/// Describes the machine on one line, for tables of measurements.
pub(crate) fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let cpu = std::fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("model name"))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        })
        .or_else(|| ask("sysctl", &["-n", "machdep.cpu.brand_string"]))
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let rustc = ask("rustc", &["--version"]).unwrap_or_default();
    format!("{cpu}, {cores} cores, {}, {rustc}", std::env::consts::OS)
}

/// Returns the load average of the last minute, where the system reports one.
pub(crate) fn load() -> Option<String> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next().map(str::to_owned)
}
