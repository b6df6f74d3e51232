//! QR codes.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// Draws a text as a QR code, SVG; `None` for a text that is too long for one.
///
/// Dark on light in every theme, since many cameras read nothing else; with a quiet zone of four modules,
/// as the standard requires.
#[must_use]
pub fn svg(text: &str) -> Option<String> {
    const QUIET: i32 = 4;
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let (at, down, run) = (start + QUIET, y + QUIET, x - start);
                // Writing to a string does not fail.
                let _ = write!(path, "M{at} {down}h{run}v1h-{run}z");
            }
            x += 1;
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}
