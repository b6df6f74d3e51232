//! Every word of slides and papers that is not in the pack. Swedish, plain, and nowhere else.

pub(crate) mod deck;
