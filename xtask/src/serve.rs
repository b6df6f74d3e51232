//! `cargo xtask serve`: builds and serves the app, and rebuilds it at every change. With `--pack FILE` the page starts with
//! that pack, as it is when the page is built.

use std::net::{Ipv4Addr, TcpListener};

use crate::args::Args;
use crate::proc::Outcome;
use crate::tools::Meanwhile;
use crate::{build, machine, modules, proc, tools, trunk};

const FIRST_PORT: u16 = 8080;
const PORTS_TO_TRY: u16 = 20;

pub(crate) fn run(mut args: Args) -> Outcome {
    let open = args.flag("--open");
    let port = match args.value("--port")? {
        Some(text) => Some(
            text.parse::<u16>()
                .map_err(|_| format!("`{text}` is not a port"))?,
        ),
        None => None,
    };
    let pack = args.value("--pack")?.map(build::pack_file).transpose()?;
    args.done()?;

    machine::ready()?;
    let tools = tools::ensure(Meanwhile::BuildApp)?;
    trunk::fetch()?;
    let port = match port {
        Some(port) => port,
        None => free_port()?,
    };

    println!(
        "\nBuilding the app. It will be at http://127.0.0.1:{port}/ and follow every change; Ctrl-C ends it.\n"
    );
    let mut command = trunk::command(&tools, "serve")?;
    // A folder of its own: dist/ is what `build` publishes.
    command.args([
        "--dist",
        "target/serve",
        "--port",
        &port.to_string(),
        "--address",
        "127.0.0.1",
    ]);
    if let Some(pack) = pack {
        command.env(modules::PACK, pack);
    }
    if open {
        command.arg("--open");
    }
    proc::run(&mut command)
}

/// Finds the first free port from 8080 on.
fn free_port() -> Result<u16, String> {
    (FIRST_PORT..FIRST_PORT + PORTS_TO_TRY)
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .ok_or_else(|| format!("all ports from {FIRST_PORT} on are taken; choose one with --port"))
}
