//! Finds LibreOffice, which opens exported files, and the programs that read its PDF; on Debian as root, installs them.
//! Puts python-pptx, a strict reader of presentations, into the cache with pip.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::apt;
use crate::cache;
use crate::proc::{on_path, run};

const OFFICE: &str = "BALANS_OFFICE";
const ON_PATH: &[&str] = &["soffice", "libreoffice"];
const ON_MAC: &str = "/Applications/LibreOffice.app/Contents/MacOS/soffice";
const ON_WINDOWS: &str = "LibreOffice\\program\\soffice.com";
/// Programs of poppler, which read the pages and the text of a PDF.
const READERS: &[&str] = &["pdfinfo", "pdftotext"];
const PACKAGES: &[&str] = &[
    "libreoffice-calc-nogui",
    "libreoffice-impress-nogui",
    "poppler-utils",
];
const PYTHON: &[&str] = &["python3"];
const PYTHON_PPTX: &str = "BALANS_PYTHON_PPTX";
/// python-pptx and its dependencies, at pinned versions.
const READER: &[&str] = &[
    "python-pptx==1.0.2",
    "lxml==6.1.3",
    "pillow==13.0.0",
    "typing-extensions==4.16.0",
    "xlsxwriter==3.3.1",
];
const INSTEAD: &str = "install LibreOffice (Calc and Impress) and poppler's pdfinfo and pdftotext, or name LibreOffice's \
     `soffice` in BALANS_OFFICE";

/// Finds LibreOffice's `soffice`; on Debian as root, installs it with what reads its PDF.
pub(crate) fn office() -> Result<PathBuf, String> {
    let readers = || READERS.iter().all(|name| on_path(&[name]).is_some());
    if let Some(file) = find()?.filter(|_| readers()) {
        return Ok(file);
    }
    apt::install(PACKAGES, "LibreOffice or poppler was not found", INSTEAD)?;
    match find()? {
        Some(file) if readers() => Ok(file),
        _ => Err("apt-get installed LibreOffice and poppler, and yet they are nowhere".to_owned()),
    }
}

/// Sets the variable that tells tests where LibreOffice is.
pub(crate) fn tell(command: &mut Command, office: &Path) {
    command.env(OFFICE, office);
}

/// Returns the folder of python-pptx, installed first; without Python or pip, prints why and
/// returns `None`.
pub(crate) fn reader() -> Result<Option<PathBuf>, String> {
    const LEFT_OUT: &str = "so no strict reader opens the presentation here; LibreOffice and the check of the package do";
    let Some(python) = on_path(PYTHON) else {
        println!("python3 was not found, {LEFT_OUT}.");
        return Ok(None);
    };
    let cache = cache::folder()?;
    let name = READER
        .first()
        .copied()
        .unwrap_or_default()
        .replace("==", "-");
    let home = cache.join(&name);
    let _lock = cache::lock(&cache, &name, || {
        println!("another run is installing {name}; waiting for it");
    })?;
    if home.is_dir() {
        return Ok(Some(home));
    }
    let work = cache.join(format!("{name}.work"));
    let _ = fs::remove_dir_all(&work);
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"]);
    pip.arg(&work).args(READER);
    if let Err(why) = run(&mut pip) {
        println!("{why}, {LEFT_OUT}.");
        return Ok(None);
    }
    fs::rename(&work, &home)
        .map_err(|why| format!("cannot put {name} into {}: {why}", home.display()))?;
    Ok(Some(home))
}

/// Sets the variable that tells tests where python-pptx is.
pub(crate) fn tell_reader(command: &mut Command, reader: &Path) {
    command.env(PYTHON_PPTX, reader);
}

fn find() -> Result<Option<PathBuf>, String> {
    if let Some(value) = env::var_os(OFFICE).filter(|value| !value.is_empty()) {
        let file = PathBuf::from(value);
        if !file.is_file() {
            return Err(format!("{OFFICE} is {}, which is no file", file.display()));
        }
        return Ok(Some(file));
    }
    let windows = || {
        let base = env::var_os("ProgramFiles")?;
        Some(PathBuf::from(base).join(ON_WINDOWS))
    };
    let elsewhere = [Some(PathBuf::from(ON_MAC)), windows()];
    let elsewhere = || elsewhere.into_iter().flatten().find(|file| file.is_file());
    Ok(on_path(ON_PATH).or_else(elsewhere))
}
