//! Tells the linker what the build of the site needs to cut the page in two.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let wasm = std::env::var_os("CARGO_CFG_TARGET_ARCH").is_some_and(|arch| arch == "wasm32");
    if wasm && std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
}
