//! Cleans texts that people write, paste and send, for showing and keeping ([`line()`], [`lines`]), for searching
//! ([`fold`]), and for use inside a sentence ([`isolated`]).
//!
//! Only Latin letters are composed and folded: a small table does for Swedish and its neighbours what Unicode's tables,
//! which are larger than the model, do for all scripts. Other scripts pass through unchanged.

/// Cleans a text to one line: runs of white space become one space, and what [`lines`] removes is removed. May be empty.
#[must_use]
pub fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let end = line.len();
        if end > 0 {
            line.push(' ');
        }
        let start = line.len();
        put(&mut line, word);
        if line.len() == start {
            line.truncate(end);
        }
    }
    line
}

/// Cleans a text of one or more lines: composes letters ("a" and "¨" become "ä") and removes what no file or sentence
/// can carry: control characters other than tabs and line ends, direction marks, noncharacters, and all but the first
/// three of a run of marks above and below a letter.
#[must_use]
pub fn lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    put(&mut lines, text);
    lines
}

fn put(out: &mut String, text: &str) {
    let mut marks = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let c = match c {
            // A line ends in one way.
            '\r' if rest.peek() == Some(&'\n') => continue,
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c => c,
        };
        if is_unfit(c) {
            continue;
        }
        if is_mark(c) {
            let last = out.chars().next_back();
            if let Some(whole) = last.and_then(|last| composed(last, c)) {
                out.pop();
                out.push(whole);
                continue;
            }
            marks += 1;
            if marks > MOST_MARKS {
                continue;
            }
        } else {
            marks = 0;
        }
        out.push(c);
    }
}

/// The most marks on one letter.
const MOST_MARKS: usize = 3;

/// Whether a character is removed: a noncharacter, a control character or a direction mark.
const fn is_unfit(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        // The last two of each plane.
        c => c as u32 & 0xfffe == 0xfffe,
    }
}

/// Whether a character combines with the one before it.
const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{e31}'
        | '\u{e34}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Composed letters: the mark, plain letters, and the same letters with the mark.
const COMPOSED: [(char, &str, &str); 8] = [
    ('\u{30a}', "aAuU", "åÅůŮ"),
    ('\u{308}', "aAoOuUeEiIyY", "äÄöÖüÜëËïÏÿŸ"),
    ('\u{301}', "eEaAoOiIuUyYcCnNsSzZ", "éÉáÁóÓíÍúÚýÝćĆńŃśŚźŹ"),
    ('\u{300}', "aAeEiIoOuU", "àÀèÈìÌòÒùÙ"),
    ('\u{302}', "aAeEiIoOuU", "âÂêÊîÎôÔûÛ"),
    ('\u{303}', "nNaAoO", "ñÑãÃõÕ"),
    ('\u{30c}', "sSzZcCeErR", "šŠžŽčČěĚřŘ"),
    ('\u{327}', "cCsS", "çÇşŞ"),
];

/// Composes a letter and the mark after it, if the pair is in [`COMPOSED`].
fn composed(letter: char, mark: char) -> Option<char> {
    let (_, plain, marked) = COMPOSED.iter().find(|(one, ..)| *one == mark)?;
    let place = plain.chars().position(|one| one == letter)?;
    marked.chars().nth(place)
}

/// Decomposes a letter to its plain one, or returns it unchanged.
fn plain(letter: char) -> char {
    // Most are: the table is then not gone through.
    if letter.is_ascii() {
        return letter;
    }
    let find = |(_, plain, marked): &(char, &'static str, &str)| {
        let place = marked.chars().position(|one| one == letter)?;
        plain.chars().nth(place)
    };
    COMPOSED.iter().find_map(find).unwrap_or(letter)
}

/// A text to search in, and for: in small letters, with the accents that Swedish does not count as letters taken away
/// ("idé" is found by "ide", "åtgärd" by "åtgärd" and not by "atgard"), and alike however it was typed or pasted: in
/// composed letters or not, with soft hyphens and spaces without width or not, with any space, dash and apostrophe.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in lines(text).chars().flat_map(char::to_lowercase) {
        match c {
            'å' | 'ä' | 'ö' => folded.push(c),
            'æ' => folded.push('ä'),
            'ø' => folded.push('ö'),
            'ü' | 'ý' => folded.push('y'),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => {}
            c if is_mark(c) => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => folded.push('-'),
            '\u{2018}' | '\u{2019}' | '\u{b4}' => folded.push('\''),
            // As PDFs give them.
            '\u{fb00}' => folded.push_str("ff"),
            '\u{fb01}' => folded.push_str("fi"),
            '\u{fb02}' => folded.push_str("fl"),
            '\u{fb03}' => folded.push_str("ffi"),
            '\u{fb04}' => folded.push_str("ffl"),
            c if c.is_whitespace() => folded.push(' '),
            c => folded.push(plain(c)),
        }
    }
    folded
}

/// A name as it stands inside a sentence: one that is written from right to left is kept from turning what stands
/// beside it.
#[must_use]
pub fn isolated(name: &str) -> String {
    let turns = |c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if name.contains(turns) {
        ["\u{2068}", name, "\u{2069}"].concat()
    } else {
        name.to_owned()
    }
}

/// A text as part of a file's name: small letters a–z, digits and single hyphens.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in lines(text).chars().flat_map(char::to_lowercase) {
        let c = match plain(c) {
            'æ' => 'a',
            'ø' => 'o',
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => continue,
            c if is_mark(c) => continue,
            c => c,
        };
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_file_or_sentence_can_carry_is_taken_out() {
        for (text, fit) in [
            ("\u{202e}abc", "abc"),
            ("a\u{2066}b\u{2069}c\u{200f}\u{61c}", "abc"),
            ("tomdygns\u{fffe}ersättning", "tomdygnsersättning"),
            ("a\u{ffff}b\u{1fffe}c\u{fdd0}", "abc"),
            ("a\0b\u{1b}c\u{7f}d\u{9b}", "abcd"),
            ("  två\u{a0}ord\n på rad ", "två ord på rad"),
            ("a\u{feff} \u{202e} b", "a b"),
            ("\u{202e}\u{feff}", ""),
            ("a \u{308}b", "a \u{308}b"),
            ("A\u{30a}tga\u{308}rder", "Åtgärder"),
            ("idé, e\u{301}", "idé, é"),
            // Polytonic Greek and emoji with a joiner are left as they are.
            ("α\u{313}\u{301}\u{345}", "α\u{313}\u{301}\u{345}"),
            ("👩\u{200d}🔬", "👩\u{200d}🔬"),
            ("مرحبا", "مرحبا"),
        ] {
            assert_eq!(line(text), fit, "{text:?}");
            assert_eq!(line(fit), fit);
        }
        let zalgo = ["H", &"\u{353}".repeat(30), "ej"].concat();
        assert_eq!(line(&zalgo), "H\u{353}\u{353}\u{353}ej");
        assert_eq!(
            lines("ett\r\ntvå\rtre\u{2028}fyra\tfem"),
            "ett\ntvå\ntre\nfyra\tfem"
        );
    }

    #[test]
    fn one_word_is_found_however_it_was_typed() {
        for typed in [
            "uppräkning",
            "UPPRÄKNING",
            "uppra\u{308}kning",
            "upp\u{ad}räk\u{ad}ning",
            "Uppräk\u{200b}ning",
        ] {
            assert_eq!(fold(typed), "uppräkning", "{typed:?}");
        }
        for typed in [
            "hälso- och",
            "Hälso\u{2011} och",
            "hälso\u{2013}\u{a0}och",
            "ha\u{308}lso\u{2010}\u{202f}och",
        ] {
            assert_eq!(fold(typed), "hälso- och", "{typed:?}");
        }
        assert_eq!(
            fold("e\u{fb00}ektivisering och \u{fb01}n\u{fb02}it"),
            "effektivisering och finflit"
        );
        assert_eq!(
            fold("Idé à la Müller, Æ Ø Č Š ç"),
            "ide a la myller, ä ö c s c"
        );
        assert_ne!(fold("åtgärd"), fold("atgard"));
    }

    #[test]
    fn a_name_that_runs_the_other_way_turns_nothing_beside_it() {
        assert_eq!(isolated("Förslag"), "Förslag");
        assert_eq!(isolated("תקציב 1"), "\u{2068}תקציב 1\u{2069}");
        // What is isolated comes in again as it was.
        assert_eq!(line(&isolated("תקציב 1")), "תקציב 1");
    }

    #[test]
    fn file_names_are_plain() {
        for text in ["Åtgärder", "A\u{30a}tga\u{308}rder", "ÅTGÄRDER"] {
            assert_eq!(slug(text), "atgarder");
        }
        assert_eq!(
            slug(" Idé: façade & Müller–Žižek! "),
            "ide-facade-muller-zizek"
        );
        assert_eq!(slug("Upp\u{ad}räkning"), "upprakning");
        assert_eq!(slug("…"), "");
    }
}
