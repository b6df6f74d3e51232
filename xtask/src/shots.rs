//! `cargo xtask shots`: takes pictures of the views, of the documentation, or makes the icons.

use std::path::absolute;

use crate::args::Args;
use crate::proc::{Outcome, run as run_command};
use crate::workspace::{root, target};
use crate::{browser, build, node};

/// The pictures of README.md and docs/walkthrough.md.
const DOCS_PICTURES: &str = "docs/images";
/// The icon in several sizes, made from `public/icon.svg`.
const ICONS: &str = "public/icons";

pub(crate) fn run(mut args: Args) -> Outcome {
    let docs = args.flag("--docs");
    let icons = args.flag("--icons");
    let as_built = args.flag("--no-build");
    let before = args.value("--before")?;
    args.done()?;

    let browser = browser::browser()?;
    let mut command = node::node();
    if icons {
        node::packages()?;
        command
            .arg(node::script("icons.mjs"))
            .arg(root().join(ICONS));
    } else {
        let dist = build::dist_for(as_built)?;
        command
            .arg(node::script("shots.mjs"))
            .env("BALANS_DIST", dist);
        if docs {
            command.arg("--docs").arg(root().join(DOCS_PICTURES));
        } else {
            command.arg(target().join("shots"));
        }
        if let Some(dist) = before {
            let dist = absolute(&dist).map_err(|why| format!("cannot find {dist}: {why}"))?;
            command.env("BALANS_BEFORE", dist);
        }
    }
    browser::tell_node(&mut command, &browser);
    run_command(&mut command)
}
