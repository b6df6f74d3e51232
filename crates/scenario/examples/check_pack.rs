//! Says what is wrong with a file of a pack, or what is missing in one that can be read: `cargo xtask pack check FILE`.

use std::env;
use std::fs;
use std::process::ExitCode;

use balans_format::names::Named;
use balans_model::{InputId, Pack, PackYears, YearsFault};
use balans_scenario::file::{
    FigureFault, FileError, PACK_LIMIT, PackFault, PackFile, name_limit, read_pack,
};

fn main() -> ExitCode {
    let Some(path) = env::args().nth(1) else {
        eprintln!("usage: check_pack FILE");
        return ExitCode::FAILURE;
    };
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(why) => {
            eprintln!("{path}: {why}");
            return ExitCode::FAILURE;
        }
    };
    match read_pack(&bytes).and_then(|file| {
        let pack = file.pack(str::to_owned)?;
        Ok((file, pack))
    }) {
        Ok((file, pack)) => {
            print!("{}", report(&path, &file, &pack));
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{path}: {}", wrong(&fault));
            ExitCode::FAILURE
        }
    }
}

fn report(path: &str, file: &PackFile, pack: &Pack) -> String {
    let years = file.years;
    let mut text = format!(
        "{path} is sound.\n  {} ({})\n  base year {}, plan year {}, horizon {}\n",
        file.name, pack.id, years.base_year, years.plan_year, years.horizon
    );
    if file.has_names() {
        let names = Named::ALL.map(|which| file.names.get(which));
        text.push_str(&format!("  names: {}\n", names.join(", ")));
    }
    let waiting: Vec<InputId> = file.unconfirmed().collect();
    let all = InputId::all().len();
    if waiting.is_empty() {
        text.push_str("  every figure is confirmed\n");
    } else {
        text.push_str(&format!(
            "  {} of {all} figures wait to be confirmed:\n",
            waiting.len()
        ));
        for id in waiting {
            let label = &pack.spec(id).label;
            text.push_str(&format!("    {}  {label}\n", id.name()));
        }
    }
    for document in file
        .documents
        .iter()
        .filter(|document| document.link.is_empty())
    {
        text.push_str(&format!("  no link to the document {}\n", document.id));
    }
    text
}

fn wrong(fault: &PackFault) -> String {
    match fault {
        PackFault::File(error) => file_fault(error),
        PackFault::Id => "\"id\" is not 1 to 31 of a-z, 0-9 and -".to_owned(),
        PackFault::Name => "\"name\" is missing or longer than 80 characters".to_owned(),
        PackFault::NameOf(which) => format!(
            "\"{}\" in \"names\" is missing or longer than {} characters",
            which.key(),
            name_limit(*which)
        ),
        PackFault::SameName(which) => format!(
            "\"{}\" in \"names\" is the name of another party or home too",
            which.key()
        ),
        PackFault::UnknownName(key) => format!("nothing in \"names\" can be called {key}"),
        PackFault::Years(fault) => years_fault(*fault),
        PackFault::Limits => {
            "\"limits\" must be more than 0, the lowest total cost no more than the highest"
                .to_owned()
        }
        PackFault::DocumentCount => "\"documents\" must be 1 to 20".to_owned(),
        PackFault::Document(number) => format!(
            "document {number} needs an id of its own and a title, texts of at most 500 characters, and a link of https:// or none"
        ),
        PackFault::MissingFigure(id) => format!("the figure {} is missing", id.name()),
        PackFault::UnknownFigure(id) => format!("there is no input {id}"),
        PackFault::Figure(id, fault) => {
            format!("the figure {} {}", id.name(), figure_fault(*fault))
        }
        PackFault::BenchmarkCount => {
            "the tables of benchmarks must have as many rows as the built-in pack's".to_owned()
        }
        PackFault::ClientRow(number) => format!(
            "row {number} of \"client_benchmarks\" needs a municipality, numbers above 0 (\"other\" and \"managers\" may be 0) and a note of at most 500 characters or none"
        ),
        PackFault::CaseRow(number) => format!(
            "row {number} of \"case_benchmarks\" needs a municipality and numbers above 0, the lowest no more than the highest"
        ),
    }
}

fn file_fault(error: &FileError) -> String {
    match error {
        FileError::TooLarge => format!("is larger than {PACK_LIMIT} bytes"),
        FileError::NotText => "is not UTF-8".to_owned(),
        FileError::NotJson(line) => format!("is not JSON from line {line} on"),
        FileError::NotOurs => "has not \"format\": \"balans-paket\"".to_owned(),
        FileError::Newer => "is of a newer version of the tool".to_owned(),
        FileError::Shape(line) => {
            format!("line {line}: a field is missing, unknown, repeated or of the wrong type")
        }
        FileError::NotPlain(line) => {
            format!("line {line}: a number is written as a text or with a comma")
        }
        FileError::NotFinite(line) => format!("line {line}: a number is too large"),
        // Of files of scenarios alone.
        error => format!("cannot be read: {error:?}"),
    }
}

fn years_fault(fault: YearsFault) -> String {
    match fault {
        YearsFault::Implausible(year) => format!("the year {year} is outside 1900-2199"),
        YearsFault::Order => {
            "the base year must be before the plan year, and the plan year not after the horizon"
                .to_owned()
        }
        YearsFault::TooMany => format!(
            "there are more than {} years from the base year to the horizon",
            PackYears::MOST
        ),
        YearsFault::Growth => {
            "\"growth_to\" must be after \"growth_from\", and from the plan year to the horizon"
                .to_owned()
        }
    }
}

const fn figure_fault(fault: FigureFault) -> &'static str {
    match fault {
        FigureFault::Range => "has a range that cannot be used",
        FigureFault::OutOfRange => "is outside its range",
        FigureFault::NotWhole => "must be a whole number",
        FigureFault::Status => {
            "has a status that it cannot have (a lever is \"lever\", and nothing else is)"
        }
        FigureFault::Source => "needs a source of at most 500 characters",
        FigureFault::Note => "has a note of more than 500 characters",
    }
}
