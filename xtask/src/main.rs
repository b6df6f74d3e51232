//! `cargo xtask`: builds, serves, tests and measures the app.
//!
//! Depends on the standard library alone, so that it compiles in seconds on a bare machine; tasks
//! that need a browser or brotli are JavaScript in `xtask/node/`.

mod apt;
mod args;
mod assets;
mod audit;
mod bench;
mod browser;
mod build;
mod cache;
mod check_site;
#[cfg(test)]
mod docs;
mod engines;
mod freeze;
mod fuzz;
mod machine;
mod modules;
mod node;
mod office;
mod pack;
mod proc;
mod reproducible;
mod serve;
mod shots;
mod split;
mod test;
mod tools;
mod trunk;
mod workspace;

use std::process::ExitCode;

use args::Args;
use proc::Outcome;

const HELP: &str = "\
cargo xtask <command>

  serve [--open] [--port N]   build the app and serve it here, rebuilt at every change
        [--pack FILE]         and start with this pack
  build [--dist FOLDER]       make the site that is published and balans.html, with sizes (FOLDER: dist)
        [--site ADDRESS]      where it will stand, which links out of balans.html then lead to
        [--site FILE]         the same, and the accessibility statement that the law asks for (docs/publicera.md)
        [--pack FILE]         the pack that the page starts with; the built-in one can be chosen in the page
  build --why                 the same, and what takes the space in the page's two wasm files, by crate and function
  pack check FILE             what is wrong with a file of a pack, or which of its figures nobody has confirmed
  test [PART...]              everything CI asks for, or only these parts: {parts}
  bench [--write] [PART...]   measure; --write puts the table into docs/benchmarks.md: {bench}
  freeze                      keep the present calculation for the links made with it, before changing it
  fuzz [--seconds N]          the readers of links, files, figures and packs against anything at all, for N seconds (60) each
        [--target NAME]       or only one of them: read_link, read_file, read_figures or read_pack
        [--keep]              and keep those inputs that reach the most, in fuzz/corpus
  shots [--docs | --icons]    pictures of every view and dialog in target/shots, or those in docs/images, or the icons
        [--before FOLDER]     and of an earlier build in FOLDER, beside each other in target/shots/index.html
  check-site <address>        whether a published address serves what it should (docs/hosting.md)
        [--dist FOLDER]       and whether it is the very build in FOLDER
        [--no-headers]        for a host that can't set headers, such as GitHub Pages
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let args = Args::new(words.collect());
    match dispatch(&command, args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\nxtask: {why}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, args: Args) -> Outcome {
    match command {
        "serve" => serve::run(args),
        "build" => build::run(args),
        "test" => test::run(args),
        "bench" => bench::run(args),
        "check-site" => check_site::run(args),
        "freeze" => freeze::run(args),
        "pack" => pack::run(args),
        "fuzz" => fuzz::run(args),
        "shots" => shots::run(args),
        "modules" => modules::run(args),
        "" | "help" | "-h" | "--help" => {
            print!("{}", help());
            Ok(())
        }
        other => Err(format!("there is no command `{other}`\n\n{}", help())),
    }
}

fn help() -> String {
    HELP.replace("{parts}", &test::names().join(", "))
        .replace("{bench}", &bench::names().join(", "))
}
