//! Files out of the page: scenarios, tables, pictures, workbook and presentation.

pub(super) mod files;
pub(super) mod office;
pub(super) mod table_file;

use crate::platform::{self, file as handed};
use balans_scenario::file;

/// Hands a text to the person as a file, and gives its name.
pub(crate) fn hand(what: &str, ending: &str, kind: &str, text: &str) -> String {
    let name = name_of_file(what, ending);
    handed::save(&name, kind, text);
    name
}

/// A file's name, today.
pub(crate) fn name_of_file(what: &str, ending: &str) -> String {
    file::name(what, &(platform::ENVIRONMENT.now)(), ending)
}
