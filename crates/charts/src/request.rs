//! Requests from the page to the deferred module to draw a figure, as bytes. Both are built from the
//! same source, so the bytes have no version.

use super::{AnyFigure, Canvas, Caption, Figure, Frame, file};

/// A figure, its canvas, its prefix of ids, and its texts if it is a file of its own.
type Request<F, S, C> = (F, Canvas, S, Option<C>);

/// Writes a request for a drawing on the page.
#[must_use]
pub fn request(figure: &AnyFigure, canvas: Canvas, id: &str) -> Vec<u8> {
    ask(figure, canvas, id, None)
}

/// Writes a request for a drawing as a file, with title and caption in the picture.
#[must_use]
pub fn request_file(figure: &AnyFigure, canvas: Canvas, id: &str, caption: &Caption) -> Vec<u8> {
    ask(figure, canvas, id, Some(caption))
}

fn ask(figure: &AnyFigure, canvas: Canvas, id: &str, caption: Option<&Caption>) -> Vec<u8> {
    let request: Request<&AnyFigure, &str, &Caption> = (figure, canvas, id, caption);
    // Plain data of known length: nothing in it can fail, and no bytes ask for no drawing.
    postcard::to_allocvec(&request).unwrap_or_default()
}

/// Draws the figure of a request; an empty text for bytes that are no request.
#[must_use]
pub fn answer(bytes: &[u8]) -> String {
    let request: Result<Request<AnyFigure, &str, Caption>, _> = postcard::from_bytes(bytes);
    request.map_or_else(
        |_| String::new(),
        |(figure, canvas, id, caption)| match caption {
            Some(caption) => file(&figure, canvas, id, &caption),
            None => figure.svg(&Frame::page(canvas, id)),
        },
    )
}
