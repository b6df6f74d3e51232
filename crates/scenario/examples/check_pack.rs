//! Says what is wrong with a file of a pack, or what is missing in one that can be read: `cargo xtask pack check FILE`.

use std::env;
use std::fs;
use std::process::ExitCode;

use balans_model::{InputId, KSON_2023};
use balans_scenario::file::{PackFault, PackFile, read_pack};

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
        let id = file.pack(str::to_owned)?.id;
        Ok((file, id))
    }) {
        Ok((file, id)) => {
            print!("{}", report(&path, &file, &id));
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("{path}: {}", wrong(&fault));
            ExitCode::FAILURE
        }
    }
}

fn report(path: &str, file: &PackFile, id: &str) -> String {
    let years = file.years;
    let mut text = format!(
        "{path} is sound.\n  {} ({id})\n  base year {}, plan year {}, horizon {}\n",
        file.name, years.base_year, years.plan_year, years.horizon
    );
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
            text.push_str(&format!(
                "    {}  {}\n",
                id.name(),
                KSON_2023.spec(id).label
            ));
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
        PackFault::File(error) => format!("cannot be read: {error:?}"),
        PackFault::Id => "\"id\" is not 1 to 31 of a-z, 0-9 and -".to_owned(),
        PackFault::Name => "\"name\" is missing or longer than 80 characters".to_owned(),
        PackFault::Years(fault) => format!("no pack can have the years: {fault:?}"),
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
        PackFault::Figure(id, fault) => format!("the figure {}: {fault:?}", id.name()),
        PackFault::BenchmarkCount => {
            "the tables of benchmarks must have as many rows as the built-in pack's".to_owned()
        }
        PackFault::Benchmark(number) => format!(
            "row {number} of the benchmarks (both tables counted together) needs a municipality and numbers above 0"
        ),
    }
}
