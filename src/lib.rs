//! Budget i balans: the page around the calculation core.
