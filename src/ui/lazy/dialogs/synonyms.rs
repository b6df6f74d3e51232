//! Words that people type when they search.

/// Words that people type for the same thing: a search for one finds the others. None is shown.
pub(super) const SAME: [&[&str]; 8] = [
    &[
        "gap",
        "underskott",
        "sparkrav",
        "besparingskrav",
        "effektiviseringskrav",
        "krav",
        "balanskrav",
    ],
    &[
        "beläggning",
        "beläggningsgrad",
        "vakans",
        "vakanser",
        "tomma",
        "tomdygn",
        "lediga",
    ],
    &[
        "bemanning",
        "personal",
        "årsarbetare",
        "handläggare",
        "tjänster",
    ],
    &["äldreboende", "säbo", "särskilt", "vårdboende"],
    &[
        "hyra",
        "lokaler",
        "kommunhuset",
        "ankaret",
        "samlokalisering",
    ],
    &[
        "medlemsbidrag",
        "bidrag",
        "finansiering",
        "medlemmar",
        "medlemmarna",
    ],
    &[
        "digitalisering",
        "automatisering",
        "e-tjänster",
        "välfärdsteknik",
    ],
    &["index", "uppräkning", "ersättningar", "indexering"],
];
