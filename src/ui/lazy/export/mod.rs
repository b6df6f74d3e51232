//! Exports: scenarios, tables, pictures, workbook and presentation.

mod figures_file;
pub(super) mod files;
pub(super) mod office;
pub(super) mod table_file;

use crate::platform::{self, file as handed};
use balans_scenario::file;

/// Saves a text as a file; returns the file's name.
pub(crate) fn hand(what: &str, ending: &str, kind: &str, text: &str) -> String {
    let name = name_of_file(what, ending);
    handed::save(&name, kind, text);
    name
}

/// Makes a file name with today's date.
pub(crate) fn name_of_file(what: &str, ending: &str) -> String {
    file::name(what, &(platform::ENVIRONMENT.now)(), ending)
}
