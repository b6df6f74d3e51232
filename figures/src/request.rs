//! What the page asks the later module to draw, as bytes. Both are built from the same source, so
//! the bytes need no version.

use super::{AnyFigure, Canvas, Figure, Frame};

/// A figure, the room it is to stand in, its prefix of ids, and whether it is to stand alone in a
/// file.
type Request<F, S> = (F, Canvas, S, bool);

/// Asks for a drawing.
#[must_use]
pub fn request(figure: &AnyFigure, canvas: Canvas, id: &str, alone: bool) -> Vec<u8> {
    let request: Request<&AnyFigure, &str> = (figure, canvas, id, alone);
    // Plain data of known length: nothing in it can fail, and no bytes ask for no drawing.
    postcard::to_allocvec(&request).unwrap_or_default()
}

/// Draws what was asked for; nothing for bytes that [`request`] did not make.
#[must_use]
pub fn answer(bytes: &[u8]) -> String {
    let request: Result<Request<AnyFigure, &str>, _> = postcard::from_bytes(bytes);
    request.map_or_else(
        |_| String::new(),
        |(figure, canvas, id, alone)| {
            figure.svg(&if alone {
                Frame::file(canvas, id)
            } else {
                Frame::page(canvas, id)
            })
        },
    )
}
