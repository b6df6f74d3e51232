//! Finding LibreOffice, which opens what the tool hands over, and the programs that read its PDF; on Debian as root
//! also installing them.

use std::env;
use std::path::PathBuf;

use crate::apt;
use crate::proc::on_path;

const OFFICE: &str = "BALANS_OFFICE";
const ON_PATH: &[&str] = &["soffice", "libreoffice"];
const ON_MAC: &str = "/Applications/LibreOffice.app/Contents/MacOS/soffice";
const ON_WINDOWS: &str = "LibreOffice\\program\\soffice.com";
/// Of poppler: reads the pages and the text of a PDF.
const READERS: &[&str] = &["pdfinfo", "pdftotext"];
const PACKAGES: &[&str] = &[
    "libreoffice-calc-nogui",
    "libreoffice-impress-nogui",
    "poppler-utils",
];
const INSTEAD: &str = "install LibreOffice (Calc and Impress) and poppler's pdfinfo and pdftotext, or name LibreOffice's \
     `soffice` in BALANS_OFFICE";

/// LibreOffice's `soffice`; installed first on Debian as root, with what reads its PDF.
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

/// Tells tests where LibreOffice is.
pub(crate) fn tell(command: &mut std::process::Command, office: &std::path::Path) {
    command.env(OFFICE, office);
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
