//! Finds the browsers of other engines than Chromium's, Firefox and WebKitGTK; on Debian as root, installs them.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::apt;
use crate::browser::named;
use crate::proc::on_path;

const FIREFOX: &str = "BALANS_FIREFOX";
const FIREFOX_ON_PATH: &[&str] = &["firefox-esr", "firefox"];
const FIREFOX_ON_MAC: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";
const FIREFOX_ON_WINDOWS: &str = "Mozilla Firefox\\firefox.exe";
const FIREFOX_PACKAGES: &[&str] = &["firefox-esr"];

const WEBKIT_DRIVER: &str = "BALANS_WEBKIT_DRIVER";
const WEBKIT_BROWSER: &str = "BALANS_WEBKIT_BROWSER";
/// Debian's folders of WebKitGTK, the newest first.
const WEBKIT_FOLDERS: &[&str] = &["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"];
const WEBKIT_PACKAGES: &[&str] = &["webkit2gtk-driver", "xvfb"];

/// An engine that the tests can drive.
pub(crate) struct Engine {
    /// The name of its project in `playwright.config.mjs`.
    pub(crate) project: &'static str,
    /// The variables that tell the tests where it is.
    pub(crate) variables: Vec<(&'static str, OsString)>,
}

/// Returns the engines that are here or can be installed; prints which are left out. A failed installation is an error
/// where `required`.
pub(crate) fn engines(required: bool) -> Result<Vec<Engine>, String> {
    let firefox = ready(
        required,
        "Firefox",
        find_firefox,
        FIREFOX_PACKAGES,
        "install Firefox, or name it in BALANS_FIREFOX",
    )?;
    let webkit = ready(
        required,
        "WebKitGTK",
        find_webkit,
        WEBKIT_PACKAGES,
        "install WebKitGTK's driver, WebKitWebDriver, with its MiniBrowser, and Xvfb",
    )?;
    Ok(firefox.into_iter().chain(webkit).collect())
}

/// Finds an engine, or installs it; where neither is possible, prints so and returns `None`.
fn ready(
    required: bool,
    name: &str,
    find: fn() -> Result<Option<Engine>, String>,
    packages: &[&str],
    instead: &str,
) -> Result<Option<Engine>, String> {
    if let Some(engine) = find()? {
        return Ok(Some(engine));
    }
    if !apt::possible() {
        println!("{name} was not found, so no test runs in it: {instead}.");
        return Ok(None);
    }
    match apt::install(packages, &format!("{name} was not found"), instead) {
        Err(why) if !required => {
            println!("{name} could not be installed, so no test runs in it: {why}.");
            return Ok(None);
        }
        outcome => outcome?,
    }
    match find()? {
        Some(engine) => Ok(Some(engine)),
        None => Err(format!(
            "apt-get installed {name}, and yet it is nowhere: {instead}"
        )),
    }
}

fn find_firefox() -> Result<Option<Engine>, String> {
    let windows = || Some(PathBuf::from(env::var_os("ProgramFiles")?).join(FIREFOX_ON_WINDOWS));
    let elsewhere = || {
        [Some(PathBuf::from(FIREFOX_ON_MAC)), windows()]
            .into_iter()
            .flatten()
            .find(|file| file.is_file())
    };
    let file = named(FIREFOX)?
        .or_else(|| on_path(FIREFOX_ON_PATH))
        .or_else(elsewhere);
    Ok(file.map(|file| Engine {
        project: "firefox",
        variables: vec![(FIREFOX, file.into())],
    }))
}

fn find_webkit() -> Result<Option<Engine>, String> {
    let driver = named(WEBKIT_DRIVER)?.or_else(|| on_path(&["WebKitWebDriver"]));
    let browser = named(WEBKIT_BROWSER)?.or_else(mini_browser);
    Ok(match (driver, browser, on_path(&["Xvfb"])) {
        (Some(driver), Some(browser), Some(_)) => Some(Engine {
            project: "webkit",
            variables: vec![
                (WEBKIT_DRIVER, driver.into()),
                (WEBKIT_BROWSER, browser.into()),
            ],
        }),
        _ => None,
    })
}

/// Finds WebKitGTK's own small browser, which no PATH has.
fn mini_browser() -> Option<PathBuf> {
    let base = Path::new("/usr/lib");
    let machines = fs::read_dir(base).into_iter().flatten().flatten();
    let mut bases: Vec<PathBuf> = machines.map(|entry| entry.path()).collect();
    bases.extend([base.to_path_buf(), PathBuf::from("/usr/libexec")]);
    bases.sort();
    WEBKIT_FOLDERS.iter().find_map(|folder| {
        bases
            .iter()
            .map(|base| base.join(folder).join("MiniBrowser"))
            .find(|file| file.is_file())
    })
}
