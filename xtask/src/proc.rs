//! Runs other programs, and measures time.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Result of an xtask command; the error is a message for the terminal.
pub(crate) type Outcome = Result<(), String>;

/// Runs `command` with its output shown.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let shown = show(command);
    println!("\u{b7} {shown}");
    let status = command
        .status()
        .map_err(|why| format!("could not start `{shown}`: {why}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{shown}` failed ({status})"))
    }
}

/// Runs `command` and returns its stdout, trimmed; its stderr is shown.
pub(crate) fn capture(command: &mut Command) -> Result<String, String> {
    let shown = show(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|why| format!("could not start `{shown}`: {why}"))?;
    if !output.status.success() {
        return Err(format!("`{shown}` failed ({})", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program and returns its stdout; `None` where it is missing or fails.
pub(crate) fn ask(program: impl AsRef<OsStr>, args: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Finds the first of `names` that is on PATH.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let suffixes: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd"]
    } else {
        &[""]
    };
    names.iter().find_map(|name| {
        folders.iter().find_map(|folder| {
            suffixes
                .iter()
                .map(|suffix| folder.join(format!("{name}{suffix}")))
                .find(|file| file.is_file())
        })
    })
}

/// Puts `folders` in front of PATH.
pub(crate) fn path_with(folders: &[&Path]) -> Result<std::ffi::OsString, String> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = folders
        .iter()
        .map(|folder| folder.to_path_buf())
        .chain(std::env::split_paths(&old));
    std::env::join_paths(all).map_err(|why| format!("PATH cannot be extended: {why}"))
}

/// A stopwatch, started when it is made.
#[derive(Clone, Copy)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    #[allow(clippy::disallowed_methods)] // The rule guards the page; this is the workshop.
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    /// Writes the time as minutes and seconds: `3:07`.
    pub(crate) fn clock(self) -> String {
        clock(self.elapsed())
    }
}

pub(crate) fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn show(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or_default();
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| {
            let word = word.to_string_lossy();
            if word.contains(' ') {
                format!("'{word}'")
            } else {
                word.into_owned()
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    #[test]
    fn the_clock_has_minutes_and_two_figures_of_seconds() {
        assert_eq!(super::clock(Duration::from_secs(187)), "3:07");
        assert_eq!(super::clock(Duration::from_secs(3600)), "60:00");
    }
}
