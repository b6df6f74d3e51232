//! `cargo xtask shots`: pictures of the views, for people to look at.

use crate::args::Args;
use crate::proc::{Outcome, run as run_command};
use crate::workspace::{root, target};
use crate::{browser, build, node};

/// The picture that README.md shows.
const README_PICTURE: &str = "docs/laget.png";

pub(crate) fn run(mut args: Args) -> Outcome {
    let readme = args.flag("--readme");
    let as_built = args.flag("--no-build");
    args.done()?;

    let browser = browser::browser()?;
    let dist = build::dist_for(as_built)?;
    let mut command = node::node();
    command
        .arg(node::script("shots.mjs"))
        .env("BALANS_DIST", dist);
    if readme {
        command.arg("--readme").arg(root().join(README_PICTURE));
    } else {
        command.arg(target().join("shots"));
    }
    browser::tell_node(&mut command, &browser);
    run_command(&mut command)
}
