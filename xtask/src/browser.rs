//! Finds a browser and its driver; on Debian as root, installs them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apt;
use crate::proc::{Outcome, ask, on_path};
use crate::workspace::target;

const BROWSER: &str = "BALANS_BROWSER";
const DRIVER: &str = "CHROMEDRIVER";
const ON_PATH: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];
const ON_MAC: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const ON_WINDOWS: &[&str] = &[
    "Google\\Chrome\\Application\\chrome.exe",
    "Chromium\\Application\\chrome.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
];

/// Arguments that keep a headless browser from calling home and from needing a graphics card.
const QUIET: &[&str] = &[
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Finds Chromium, Chrome or Edge; on Debian as root, installs Chromium where there is none.
pub(crate) fn browser() -> Result<PathBuf, String> {
    if let Some(file) = named(BROWSER)? {
        return Ok(file);
    }
    if let Some(file) = find_browser() {
        return Ok(file);
    }
    install(&["chromium"], "No browser was found")?;
    find_browser().ok_or_else(|| "apt-get installed chromium, and yet it is nowhere".to_owned())
}

/// Finds a chromedriver of the browser's version; on Debian as root, installs it where there is none.
pub(crate) fn driver(browser: &Path) -> Result<PathBuf, String> {
    if let Some(file) = named(DRIVER)? {
        return Ok(file);
    }
    let find = || on_path(&["chromedriver"]).or_else(|| existing("/usr/bin/chromedriver"));
    let driver = match find() {
        Some(file) => file,
        None => {
            install(&["chromium-driver"], "No chromedriver was found")?;
            find().ok_or("apt-get installed chromium-driver, and yet there is no chromedriver")?
        }
    };
    // On Windows a browser that is asked for its version opens a window instead.
    let versions = (!cfg!(windows)).then(|| (major(browser), major(&driver)));
    match versions {
        Some((Some(ours), Some(theirs))) if ours != theirs => Err(format!(
            "{} is for version {theirs} and {} is version {ours}: install a chromedriver of version {ours} \
             and name it in {DRIVER}",
            driver.display(),
            browser.display()
        )),
        _ => Ok(driver),
    }
}

/// Asks the browser for its name and version. Not on Windows, where it would open a window instead.
pub(crate) fn version(browser: &Path) -> Option<String> {
    let said = ask(browser, &["--version"]).filter(|_| !cfg!(windows))?;
    Some(
        said.split_whitespace()
            .take(2)
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// Writes chromedriver's capabilities (which browser to start, and how) and returns the file.
pub(crate) fn webdriver_json(browser: &Path) -> Result<PathBuf, String> {
    let quote = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let args = QUIET
        .iter()
        .map(|arg| quote(arg))
        .collect::<Vec<_>>()
        .join(", ");
    let text = format!(
        "{{\"goog:chromeOptions\": {{\"binary\": {}, \"args\": [{args}]}}}}\n",
        quote(&browser.to_string_lossy())
    );
    let file = target().join("webdriver.json");
    std::fs::create_dir_all(target())
        .and_then(|()| std::fs::write(&file, text))
        .map_err(|why| format!("cannot write {}: {why}", file.display()))?;
    Ok(file)
}

/// Sets the variables that Node scripts read to start the browser (`xtask/node/browser.mjs`).
pub(crate) fn tell_node(command: &mut Command, browser: &Path) {
    command
        .env(BROWSER, browser)
        .env("BALANS_BROWSER_ARGS", QUIET.join(" "));
}

/// Reads the file that a variable names; `None` where it is not set.
pub(crate) fn named(variable: &str) -> Result<Option<PathBuf>, String> {
    match std::env::var_os(variable).filter(|value| !value.is_empty()) {
        None => Ok(None),
        Some(value) => {
            let file = PathBuf::from(value);
            if file.is_file() {
                Ok(Some(file))
            } else {
                Err(format!(
                    "{variable} is {}, which is no file",
                    file.display()
                ))
            }
        }
    }
}

fn find_browser() -> Option<PathBuf> {
    let mac = || ON_MAC.iter().find_map(existing);
    let windows = || {
        ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
            .iter()
            .filter_map(std::env::var_os)
            .find_map(|base| {
                ON_WINDOWS
                    .iter()
                    .find_map(|rest| existing(Path::new(&base).join(rest)))
            })
    };
    on_path(ON_PATH).or_else(mac).or_else(windows)
}

fn existing(file: impl Into<PathBuf>) -> Option<PathBuf> {
    let file = file.into();
    file.is_file().then_some(file)
}

/// Reads the major version: `Chromium 156.0.8078.73 built on …` -> 156.
fn major(program: &Path) -> Option<u32> {
    read_major(&ask(program, &["--version"])?)
}

fn read_major(said: &str) -> Option<u32> {
    said.split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

fn install(packages: &[&str], trouble: &str) -> Outcome {
    let instead = format!(
        "install Chromium, Chrome or Edge with its chromedriver, or name them in {BROWSER} and {DRIVER}"
    );
    apt::install(packages, trouble, &instead)
}

#[cfg(test)]
mod tests {
    use super::read_major;

    #[test]
    fn the_major_version_is_found_in_what_browsers_and_drivers_say() {
        assert_eq!(
            read_major("Chromium 156.0.8078.73 built on Debian"),
            Some(156)
        );
        assert_eq!(
            read_major("ChromeDriver 156.0.8078.73 (abc-refs/branch)"),
            Some(156)
        );
        assert_eq!(read_major("Microsoft Edge 155.0.1"), Some(155));
        assert_eq!(read_major("no version"), None);
    }
}
