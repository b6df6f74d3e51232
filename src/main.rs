//! Starts the app.

fn main() {
    balans::start();
}
