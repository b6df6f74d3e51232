//! `cargo xtask check-site`: checks that a published address serves the files and headers it
//! should.

use crate::args::Args;
use crate::node;
use crate::proc::{Outcome, run as run_command};

pub(crate) fn run(mut args: Args) -> Outcome {
    let dist = args.value("--dist")?;
    let no_headers = args.flag("--no-headers");
    let address = args
        .first()
        .ok_or("check-site wants the address of the site, such as https://example.se/balans/")?;
    args.done()?;

    let mut command = node::node();
    command.arg(node::script("check-site.mjs")).arg(address);
    if let Some(dist) = dist {
        command.args(["--dist", &dist]);
    }
    if no_headers {
        command.arg("--no-headers");
    }
    run_command(&mut command)
}
