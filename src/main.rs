//! Mounts the app and nothing else.

fn main() {
    balans::start();
}
