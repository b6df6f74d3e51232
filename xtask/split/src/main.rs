//! `xtask-split <module> <folder>`: splits a wasm module at the functions marked `#[wasm_split]`,
//! and writes `main.wasm` and one file per part to the folder. A separate program, so that xtask
//! itself has no dependencies.

use std::path::Path;
use std::process::ExitCode;

use wasm_split_cli_support::{Options, transform};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match &*words {
        [module, folder] => cut(Path::new(module), Path::new(folder)),
        _ => Err("usage: xtask-split <module> <folder>".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask-split: {why}");
            ExitCode::FAILURE
        }
    }
}

fn cut(module: &Path, folder: &Path) -> Result<(), String> {
    let bytes =
        std::fs::read(module).map_err(|why| format!("cannot read {}: {why}", module.display()))?;
    let main = folder.join("main.wasm");
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &main;
    transform(options)
        .map(|_| ())
        .map_err(|why| format!("cannot cut {}: {why:#}", module.display()))
}
