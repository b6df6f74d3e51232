//! The user's folder of built tools, shared by every clone on the machine.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// Returns the cache folder, created where it is missing.
pub(crate) fn folder() -> Result<PathBuf, String> {
    let folder = choose(|name| std::env::var_os(name).filter(|value| !value.is_empty())).ok_or(
        "no place to keep built tools: neither BALANS_CACHE nor the home folder is known; set BALANS_CACHE",
    )?;
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    fs::create_dir_all(&folder)
        .map_err(|why| format!("cannot make {}: {why}", folder.display()))?;
    Ok(folder)
}

fn choose(env: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let at = |name: &str, rest: &str| env(name).map(|base| Path::new(&base).join(rest));
    if let Some(folder) = env("BALANS_CACHE") {
        return Some(folder.into());
    }
    if cfg!(windows) {
        return at("LOCALAPPDATA", "balans");
    }
    if cfg!(target_os = "macos") {
        return at("HOME", "Library/Caches/balans");
    }
    at("XDG_CACHE_HOME", "balans").or_else(|| at("HOME", ".cache/balans"))
}

/// Locks `<name>.lock` in the cache until dropped; the system releases it if the process ends.
/// Calls `waiting` once if another process has it.
pub(crate) fn lock(folder: &Path, name: &str, waiting: impl FnOnce()) -> Result<File, String> {
    let path = folder.join(format!("{name}.lock"));
    let fail = |why: std::io::Error| format!("cannot lock {}: {why}", path.display());
    let file = File::create(&path).map_err(fail)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            waiting();
            file.lock().map_err(fail)?;
        }
        Err(TryLockError::Error(why)) => return Err(fail(why)),
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::{choose, lock};
    use std::path::Path;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn the_persons_own_choice_comes_first() {
        assert_eq!(
            choose(|_| Some("/q".into())).as_deref(),
            Some(Path::new("/q"))
        );
        assert_eq!(choose(|_| None), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn linux_follows_xdg() {
        let home = |name: &str| (name == "HOME").then(|| "/h".into());
        assert_eq!(choose(home).as_deref(), Some(Path::new("/h/.cache/balans")));
        let xdg = |name: &str| (name == "XDG_CACHE_HOME").then(|| "/c".into());
        assert_eq!(choose(xdg).as_deref(), Some(Path::new("/c/balans")));
    }

    #[test]
    fn the_second_to_come_waits_for_the_first() {
        let folder = std::env::temp_dir().join(format!("balans-lock-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let first =
            lock(&folder, "tool", || panic!("nobody else is here")).expect("the first lock");
        let released = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let (waits, seen) = std::sync::mpsc::channel();
            let (released, folder) = (&released, &folder);
            scope.spawn(move || {
                lock(folder, "tool", || waits.send(()).expect("a listener"))
                    .expect("the second lock");
                assert!(released.load(Ordering::SeqCst));
            });
            seen.recv().expect("the second to say that it waits");
            released.store(true, Ordering::SeqCst);
            drop(first);
        });
        std::fs::remove_dir_all(&folder).expect("the folder to go");
    }
}
