//! What the page asks the later module to draw, as bytes. Both are built from the same source, so
//! the bytes need no version.

use super::{AnyFigure, Canvas, Caption, Figure, Frame, file};

/// A figure, the room it is to stand in, its prefix of ids, and what it must say in a file of its own.
type Request<F, S, C> = (F, Canvas, S, Option<C>);

/// Asks for a drawing on the page.
#[must_use]
pub fn request(figure: &AnyFigure, canvas: Canvas, id: &str) -> Vec<u8> {
    ask(figure, canvas, id, None)
}

/// Asks for a drawing that stands alone, with its title and the caption in the picture.
#[must_use]
pub fn request_file(figure: &AnyFigure, canvas: Canvas, id: &str, caption: &Caption) -> Vec<u8> {
    ask(figure, canvas, id, Some(caption))
}

fn ask(figure: &AnyFigure, canvas: Canvas, id: &str, caption: Option<&Caption>) -> Vec<u8> {
    let request: Request<&AnyFigure, &str, &Caption> = (figure, canvas, id, caption);
    // Plain data of known length: nothing in it can fail, and no bytes ask for no drawing.
    postcard::to_allocvec(&request).unwrap_or_default()
}

/// Draws what was asked for; nothing for bytes that [`request`] and [`request_file`] did not make.
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
