//! The link codec: a scenario as a text in an address' fragment.
//!
//! Pure: text in, values out, no browser and no clock. A link stands in the fragment of an address and is never sent
//! anywhere. It carries only what differs from a **named** pack (id and version), which calculation it was made with,
//! and what that gave, so that whoever opens it can tell whether the answer is still the same ([`verify`]); what was
//! made with an older calculation is opened with that one ([`Frozen`]).
//!
//! # The text
//! `s1.` + base64url + `z`. `s` tells it from a view's address, which starts with `/`; `1` is the form of the link; and
//! the last letter is one that no program takes for the end of a sentence, as they do with `_` and `-`. All of it
//! survives chat, mail and paper. The bytes:
//!
//! | what | how |
//! |---|---|
//! | checksum | CRC-32 of the form's letter and all that follows |
//! | length of the rest | number (seven bits a byte); tells a cut link from a changed one |
//! | engine, pack id, pack version | number, text, 4 bytes |
//! | view, gap of care and of health in kronor, name | text, numbers, text |
//! | which inputs, and whether the year shown, limits and constraints | runs of codes: number of runs, then how many to skip and how many follow (less one) |
//! | their values | a bit each: decimal or raw; then the decimals and raw values in turn |
//! | ratings | number of bytes; a byte per measure, two bits per aspect |
//! | the scenario's note, notes | text; number of notes, then code and text of each |
//! | who shared it, and the day | two texts; nothing at all where nobody gave a name |
//!
//! A value is its decimal digits (47,65 is 4765 with two decimals: three bytes), which give the very same bits back;
//! one that has no short decimal form stands as its 8 bytes. Not its step on the slider: what a step is stands in the
//! pack, and a link must be readable without the pack it was made with. No value takes more than 8 bytes.
//!
//! There is one text for each scenario: what [`read`] takes, [`write`](SharedScenario::write) gives back letter by letter.

mod bytes;
#[cfg(any(test, feature = "fuzzing"))]
pub mod check;
mod codes;
mod frozen;
mod undo;

use crate::terms::{self, OF_INPUTS, TermValues};
use crate::{Aspect, Level, is_later_year};
use balans_model::{Area, ENGINE, InputId, Inputs, Outcome, Pack, Quantity, Year};
use bytes::{
    Base64End, ByteReader, DecodeError, crc32, put_base64, put_number, put_signed, put_text,
};
pub use codes::YEAR;
pub use frozen::{
    FROZEN, Frozen, FrozenAnswer, FrozenAreas, FrozenBudget, FrozenInput, FrozenReport, Refusal,
};

/// The longest link that is written or read, in letters.
///
/// Without notes a link is at most [`LONG`], with every input changed. Notes may be long, and 64 KiB hold some twenty pages
/// of them, stay under the shortest address a current browser takes (Safari's 80 000 letters), and are read within the
/// millisecond and the mebibyte there are for it.
pub const LIMIT: usize = 64 * 1024;
/// Length of the longest text that is searched for a link, bytes: the longest link, as mail breaks it, in a mail.
const TEXT_LIMIT: usize = 2 * LIMIT;
/// Largest number of links that are decoded in a text, which bounds the time for a text of many beginnings.
const MOST_LINKS: usize = 16;
/// Length at which programs for mail and chat are known to cut an address, characters. Without notes a link is shorter.
pub const LONG: usize = 2000;
/// Length of the longest name of a scenario, characters.
pub const NAME_LIMIT: usize = 80;
/// Length of the longest note on a measure or scenario, characters.
pub const NOTE_LIMIT: usize = 2000;
const WORD_LIMIT: usize = 40;

/// Form of the links that are written.
const FORM: u8 = b'1';
const END: char = 'z';
/// Largest number of values in a link, known to this version or not.
const MOST_INPUTS: usize = codes::END;
/// Largest number of measures in a link.
const MOST_MEASURES: usize = 64;
/// Largest number of notes in a link: a note on an input has the input's code after those of measures.
const MOST_NOTES: usize = MOST_MEASURES + codes::BLOCK;

/// Pack and engine that a link was made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// [`ENGINE`] at the time.
    pub engine: u32,
    /// The pack's id, such as `kson-2023`: characters as in [`SharedScenario::view`].
    pub pack: String,
    /// The pack's [`version`](Pack::version).
    pub version: u32,
}

/// The result in a link: the gap of each area in the plan year, whole kronor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Headline {
    /// Omsorg, kr.
    pub care_kr: i64,
    /// Hälso- och sjukvård, kr.
    pub health_kr: i64,
}

impl Headline {
    /// Makes the headline of an outcome.
    #[must_use]
    pub fn of(pack: &Pack, outcome: &Outcome) -> Self {
        let gap = |area: Area| outcome.value(Quantity::Gap(area.into(), pack.plan_year));
        Self::from_mnkr(
            gap(Area::Care).unwrap_or(0.0),
            gap(Area::Health).unwrap_or(0.0),
        )
    }

    /// Makes the headline of gaps in mnkr.
    #[must_use]
    pub fn from_mnkr(care: f64, health: f64) -> Self {
        let kr = |mnkr: f64| (mnkr * 1e6).round() as i64;
        Self {
            care_kr: kr(care),
            health_kr: kr(health),
        }
    }

    /// Returns an area's gap, kr.
    #[must_use]
    pub const fn kr(&self, area: Area) -> i64 {
        match area {
            Area::Care => self.care_kr,
            Area::Health => self.health_kr,
        }
    }
}

/// How serious a person finds a measure's consequence for someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating {
    /// The measure's id.
    pub measure: &'static str,
    /// Whom the consequence is for.
    pub aspect: Aspect,
    /// How serious it is.
    pub level: Level,
}

/// A scenario as in a link. Lists are written in any order, and read in the order of the codes.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedScenario {
    /// Pack and engine that it was made with.
    pub provenance: Provenance,
    /// The view it opens at: lower case letters, digits, `-` and `/`, at most 40. May be empty.
    pub view: String,
    /// The gaps that the calculation gave.
    pub headline: Headline,
    /// The scenario's name; may be empty. At most [`NAME_LIMIT`].
    pub name: String,
    /// The inputs that differ from the pack it was made with, by id, in each input's own unit.
    pub values: Vec<(&'static str, f64)>,
    /// The year that the scenario is shown in, after the plan year; `None` is the plan year.
    pub year: Option<Year>,
    /// How far levers may go together, and what must hold.
    pub terms: TermValues,
    /// The ratings.
    pub ratings: Vec<Rating>,
    /// The scenario's note; may be empty. At most [`NOTE_LIMIT`].
    pub note: String,
    /// Notes on measures, by id, none of them empty. At most [`NOTE_LIMIT`] each.
    pub notes: Vec<(&'static str, String)>,
    /// Who shared it; `None` where nobody gave a name.
    pub sender: Option<Sender>,
}

/// Who shared a scenario, by their own choice, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The name, as it was written; not empty. At most [`NAME_LIMIT`].
    pub name: String,
    /// The day, such as `2026-11-29`: characters as in [`SharedScenario::view`].
    pub day: String,
}

/// Reason why a scenario cannot be written as a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritable {
    /// Longer than [`LIMIT`]: there are too many notes for a link. Without them there is one.
    TooLong,
    /// A field is not as [`SharedScenario`] requires.
    Impossible,
}

/// Reason why a link cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkErrorKind {
    /// The link is longer than [`LIMIT`]; it is not decoded.
    TooLong,
    /// The text has no link of the tool.
    NotALink,
    /// The end of the link is missing.
    Cut,
    /// The link has been changed since it was written.
    Changed,
    /// The link has a form, an engine or inputs that only a newer version of the tool knows.
    Newer,
    /// The link was made with another pack, of this id.
    UnknownPack(String),
    /// The link was made with a calculation that the site does not have.
    UnknownCalculation,
    /// The values or limits of these inputs, the year shown ([`YEAR`]), or these constraints are outside their ranges, or not finite.
    OutOfRange(Vec<&'static str>),
    /// The values of these inputs, years or months, have decimals. Counts may have decimals, since older links carry such.
    NotWhole(Vec<&'static str>),
}

/// A link that cannot be opened as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkError {
    /// The reason.
    pub kind: LinkErrorKind,
    /// What could be read, if anything: values within their present ranges. The checksum does not hold for it, so that
    /// its `provenance` is not certain either.
    pub salvaged: Option<Box<SharedScenario>>,
}

/// The calculation that a link is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calculation {
    /// The calculation of the page.
    Today,
    /// An older calculation, kept in a file.
    Frozen(Frozen),
}

/// Whether the present calculation gives the gaps that a link states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// *Stämmer*: both gaps are the same to the krona.
    Matches,
    /// At least one gap differs.
    Differs([GapChange; 2]),
}

/// An area's gap in a link, and as calculated now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapChange {
    /// The area.
    pub area: Area,
    /// Gap that the link states, kr.
    pub old_kr: i64,
    /// Gap as calculated now, kr.
    pub new_kr: i64,
}

/// Finds the id of what a note is on, a measure or an input, among those with a code.
pub(crate) fn subject(id: &str) -> Option<&'static str> {
    let input = || {
        codes::INPUTS
            .iter()
            .filter_map(|slot| Some(slot.id()?.name()))
    };
    measure(id).or_else(|| input().find(|one| *one == id))
}

/// Finds a measure's id among those with a code.
fn measure(id: &str) -> Option<&'static str> {
    codes::MEASURES.iter().copied().find(|one| *one == id)
}

/// Makes a rating of ids; `None` for an unknown measure, aspect or level.
pub(crate) fn rating(of: &str, aspect: &str, level: &str) -> Option<Rating> {
    Some(Rating {
        measure: measure(of)?,
        aspect: Aspect::parse(aspect)?,
        level: Level::parse(level)?,
    })
}

/// Compares a link's headline with what its values give now.
#[must_use]
pub fn verify(shared: &SharedScenario, now: Headline) -> Verdict {
    if shared.headline == now {
        return Verdict::Matches;
    }
    Verdict::Differs([Area::Care, Area::Health].map(|area| GapChange {
        area,
        old_kr: shared.headline.kr(area),
        new_kr: now.kr(area),
    }))
}

/// Finds the link in an address' fragment (`#s1.…`) or in a text with such an address: from the link's first character to
/// the end of the text, without trailing punctuation. `None` for the address of a view.
#[must_use]
pub fn find(text: &str) -> Option<&str> {
    let link = &text[undo::start(text, 0)?..];
    let trimmed = link.trim_end_matches(undo::is_trailing);
    Some(link.get(..trimmed.len().max(undo::PREFIX)).unwrap_or(link))
}

/// Reads a link, with or without the address before it and a text around it, and undoes what programs for mail and chat
/// do to an address (`undo.rs`). `pack` is the one the page has. Name and notes are as they were written; `SharedScenario::open`
/// gives them as they may be shown.
///
/// Takes no longer than in proportion to the text, and room for what the text holds and not for what it says it holds.
///
/// # Errors
/// What is wrong with the link, and what could be read of it.
pub fn read(text: &str, pack: &Pack) -> Result<SharedScenario, LinkError> {
    read_with(text, pack, FROZEN)
}

fn read_with(text: &str, pack: &Pack, frozen: &[Frozen]) -> Result<SharedScenario, LinkError> {
    let nothing = |kind| LinkError {
        kind,
        salvaged: None,
    };
    if text.len() > TEXT_LIMIT {
        return Err(nothing(LinkErrorKind::TooLong));
    }
    let mut first = None;
    for link in links(text) {
        let read = link.map_or_else(
            || Err(nothing(LinkErrorKind::TooLong)),
            |link| read_link(&link, pack, frozen),
        );
        match read {
            Ok(shared) => return Ok(shared),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(first.unwrap_or_else(|| {
        nothing(if text.len() > LIMIT {
            LinkErrorKind::TooLong
        } else {
            LinkErrorKind::NotALink
        })
    }))
}

/// The first `MOST_LINKS` links of a text as they were written, as far as that can be known: [`read`] takes the first
/// that is whole. Nothing for one that is longer than [`LIMIT`].
pub fn links(text: &str) -> impl Iterator<Item = Option<String>> {
    let mut from = 0;
    let links = std::iter::from_fn(move || {
        let at = undo::start(text, from)?;
        from = at + undo::PREFIX;
        Some(undo::recover(text, at))
    });
    links.take(MOST_LINKS)
}

/// Reads what [`undo::recover`] gives.
fn read_link(text: &str, pack: &Pack, frozen: &[Frozen]) -> Result<SharedScenario, LinkError> {
    let nothing = |kind| {
        Err(LinkError {
            kind,
            salvaged: None,
        })
    };
    if !text.starts_with('s') {
        // Capital letters are other letters: nothing in it stands for what it stood for.
        return nothing(LinkErrorKind::Changed);
    }
    if text.as_bytes()[1] != FORM {
        return nothing(LinkErrorKind::Newer);
    }
    let letters = &text[3..];
    let (bytes, end) = bytes::base64(letters.strip_suffix(END).unwrap_or(letters));
    let mut reader = ByteReader(&bytes);
    let damage = match (opened(&mut reader), end) {
        // Whatever is missing after a letter that is none, the letter is what went wrong.
        (_, Base64End::InvalidChar) | (None, Base64End::Partial) => Some(LinkErrorKind::Changed),
        (None, Base64End::Complete) if !letters.ends_with(END) => Some(LinkErrorKind::Cut),
        (damage, _) => damage,
    };

    let body = reader.0;
    let mut found = Decoder::new(pack, frozen, damage.is_none());
    let stop = found.body(&mut reader).err();
    let Decoder {
        mut shared,
        unknown,
        refused,
        fractions,
        calculation,
        ..
    } = found;
    let kind = if let Some(damage) = damage {
        damage
    } else if shared.provenance.engine > ENGINE {
        // Whole by its checksum, and what a later engine adds is not known here.
        LinkErrorKind::Newer
    } else if stop.is_some() {
        LinkErrorKind::Changed
    } else if shared.provenance.pack != pack.id {
        LinkErrorKind::UnknownPack(shared.provenance.pack.clone())
    } else if unknown {
        LinkErrorKind::Newer
    } else if calculation.is_none() {
        LinkErrorKind::UnknownCalculation
    } else if !refused.is_empty() {
        LinkErrorKind::OutOfRange(refused)
    } else if !fractions.is_empty() {
        LinkErrorKind::NotWhole(fractions)
    } else {
        let mut again = Vec::with_capacity(body.len());
        return match shared.body(&mut again) {
            Ok(()) if again == body => Ok(shared),
            // Whole and well, but not as we would write it.
            _ => nothing(LinkErrorKind::Changed),
        };
    };
    // A frozen calculation's own ranges are not known here; what is saved is for today's.
    let (_, left) = shared.today(pack);
    shared.values.retain(|(id, _)| !left.contains(id));
    shared.year = shared.year.filter(|year| is_later_year(pack, *year));
    let carries = !(shared.values.is_empty()
        && shared.ratings.is_empty()
        && shared.note.is_empty()
        && shared.notes.is_empty());
    Err(LinkError {
        kind,
        salvaged: carries.then(|| Box::new(shared)),
    })
}

/// Takes checksum and length off the front, and says what they say about the rest.
fn opened(reader: &mut ByteReader<'_>) -> Option<LinkErrorKind> {
    let Ok(sum) = reader.array() else {
        return Some(LinkErrorKind::Cut);
    };
    let summed = reader.0;
    let length = match reader.number() {
        Ok(length) => length,
        Err(DecodeError::UnexpectedEnd) => return Some(LinkErrorKind::Cut),
        Err(DecodeError::Malformed) => return Some(LinkErrorKind::Changed),
    };
    let there = reader.0.len() as u64;
    if there < length {
        Some(LinkErrorKind::Cut)
    } else if there > length || crc32([&[FORM], summed]) != u32::from_le_bytes(sum) {
        Some(LinkErrorKind::Changed)
    } else {
        None
    }
}

/// Decoder of a link's body, with what it has read so far.
struct Decoder<'a> {
    pack: &'a Pack,
    frozen: &'a [Frozen],
    /// Whether the checksum holds.
    proven: bool,
    calculation: Option<Calculation>,
    shared: SharedScenario,
    /// Whether there are codes that this version does not know.
    unknown: bool,
    refused: Vec<&'static str>,
    /// Inputs whose values are within range, but have decimals where only whole numbers are valid.
    fractions: Vec<&'static str>,
}

impl<'a> Decoder<'a> {
    const fn new(pack: &'a Pack, frozen: &'a [Frozen], proven: bool) -> Self {
        Self {
            pack,
            frozen,
            proven,
            calculation: None,
            shared: SharedScenario {
                provenance: Provenance {
                    engine: 0,
                    pack: String::new(),
                    version: 0,
                },
                view: String::new(),
                headline: Headline {
                    care_kr: 0,
                    health_kr: 0,
                },
                name: String::new(),
                values: Vec::new(),
                year: None,
                terms: TermValues::new(),
                ratings: Vec::new(),
                note: String::new(),
                notes: Vec::new(),
                sender: None,
            },
            unknown: false,
            refused: Vec::new(),
            fractions: Vec::new(),
        }
    }

    fn body(&mut self, reader: &mut ByteReader<'_>) -> Result<(), DecodeError> {
        let engine = u32::try_from(reader.number()?).map_err(|_| DecodeError::Malformed)?;
        let pack = word(reader)?;
        let version = u32::from_le_bytes(reader.array()?);
        self.shared.provenance = Provenance {
            engine,
            pack,
            version,
        };
        self.calculation = calculation(&self.shared.provenance, self.pack, self.frozen);
        self.shared.view = word(reader)?;
        self.shared.headline = Headline {
            care_kr: reader.signed()?,
            health_kr: reader.signed()?,
        };
        self.shared.name = reader.text(NAME_LIMIT)?.to_owned();
        self.values(reader)?;
        self.ratings(reader)?;
        self.shared.note = reader.text(NOTE_LIMIT)?.to_owned();
        self.notes(reader)?;
        if !reader.0.is_empty() {
            self.sender(reader)?;
        }
        if reader.0.is_empty() {
            Ok(())
        } else {
            Err(DecodeError::Malformed)
        }
    }

    fn sender(&mut self, reader: &mut ByteReader<'_>) -> Result<(), DecodeError> {
        let name = reader.text(NAME_LIMIT)?.to_owned();
        let day = word(reader)?;
        if name.is_empty() {
            return Err(DecodeError::Malformed);
        }
        self.shared.sender = Some(Sender { name, day });
        Ok(())
    }

    fn values(&mut self, reader: &mut ByteReader<'_>) -> Result<(), DecodeError> {
        let mut which: Vec<usize> = Vec::new();
        let mut next = 0;
        for _ in 0..reader.count(MOST_INPUTS)? {
            let from = next + reader.count(MOST_INPUTS)?;
            next = from + reader.count(MOST_INPUTS)? + 1;
            if next > MOST_INPUTS {
                return Err(DecodeError::Malformed);
            }
            which.extend(from..next);
        }
        let forms = reader.bytes(which.len().div_ceil(8))?;
        for (place, code) in which.into_iter().enumerate() {
            let raw = forms[place / 8] >> (place % 8) & 1 == 1;
            let value = if raw {
                f64::from_le_bytes(reader.array()?)
            } else {
                from_decimal(reader.number()?)
            };
            let Some(slot) = codes::INPUTS.get(code % codes::BLOCK) else {
                self.unknown = true;
                continue;
            };
            match (code / codes::BLOCK).checked_sub(1) {
                Some(kind) => match OF_INPUTS.get(kind) {
                    Some(beginning) => self.term(beginning, slot.name(), value),
                    None => self.unknown = true,
                },
                None if slot.name() == YEAR => self.year(value),
                None if matches!(slot, codes::InputCode::Other(_)) => {
                    self.term("", slot.name(), value);
                }
                None => self.value(slot, value),
            }
        }
        Ok(())
    }

    /// Takes the year that the scenario is shown in. Which years a frozen pack had is not known here.
    fn year(&mut self, value: f64) {
        let year = value as Year;
        let is_frozen = matches!(self.calculation, Some(Calculation::Frozen(_)));
        let fits = f64::from(year).to_bits() == value.to_bits()
            && (self.proven && is_frozen || is_later_year(self.pack, year));
        if fits {
            self.shared.year = Some(year);
        } else {
            self.refused.push(YEAR);
        }
    }

    /// Takes a constraint, or what a term says of an input.
    fn term(&mut self, beginning: &str, name: &'static str, value: f64) {
        let term = [beginning, name].concat();
        let is_frozen = matches!(self.calculation, Some(Calculation::Frozen(_)));
        if terms::fits(self.pack, &term, value) || self.proven && is_frozen && value.is_finite() {
            self.shared.terms.insert(term, value);
        } else {
            self.refused.push(name);
        }
    }

    fn value(&mut self, slot: &codes::InputCode, value: f64) {
        // A frozen calculation has ranges of its own and refuses what is outside them.
        let is_frozen = matches!(self.calculation, Some(Calculation::Frozen(_)));
        let elsewhere = self.proven && is_frozen;
        // No calculation gives half a year or month a meaning; the first one took counts with decimals.
        let is_fraction = slot.id().is_some_and(|id| {
            let spec = self.pack.spec(id);
            spec.is_fraction(value)
                && (!is_frozen || spec.unit.is_calendar() && is_within(self.pack, id, value))
        });
        let fits = match slot.id() {
            _ if is_fraction => false,
            _ if elsewhere => value.is_finite(),
            Some(id) => is_within(self.pack, id, value),
            None => false,
        };
        if fits {
            self.shared.values.push((slot.name(), value));
        } else if slot.id().is_some_and(|id| is_within(self.pack, id, value)) {
            self.fractions.push(slot.name());
        } else {
            self.refused.push(slot.name());
        }
    }

    fn ratings(&mut self, reader: &mut ByteReader<'_>) -> Result<(), DecodeError> {
        for code in 0..reader.count(MOST_MEASURES)? {
            let [levels] = reader.array()?;
            for &aspect in Aspect::ALL {
                let level = codes::level(levels >> codes::shift(aspect) & 3);
                match (codes::MEASURES.get(code), level) {
                    (_, None) => {}
                    (None, _) => self.unknown = true,
                    (Some(measure), Some(level)) => self.shared.ratings.push(Rating {
                        measure,
                        aspect,
                        level,
                    }),
                }
            }
        }
        Ok(())
    }

    fn notes(&mut self, reader: &mut ByteReader<'_>) -> Result<(), DecodeError> {
        for _ in 0..reader.count(MOST_NOTES)? {
            let code = reader.count(MOST_NOTES)?;
            let note = reader.text(NOTE_LIMIT)?.to_owned();
            let measure = codes::MEASURES.get(code).copied();
            let input = || {
                let slot = codes::INPUTS.get(code.checked_sub(MOST_MEASURES)?)?;
                Some(slot.id()?.name())
            };
            match measure.or_else(input) {
                Some(of) => self.shared.notes.push((of, note)),
                None => self.unknown = true,
            }
        }
        Ok(())
    }
}

/// Finds the calculation that a link was made with; `None` where the site does not have it.
fn calculation(made: &Provenance, pack: &Pack, frozen: &[Frozen]) -> Option<Calculation> {
    if made.pack != pack.id {
        None
    } else if (made.engine, made.version) == (ENGINE, pack.version()) {
        Some(Calculation::Today)
    } else {
        let is = |frozen: &&Frozen| (frozen.engine, frozen.version) == (made.engine, made.version);
        frozen.iter().find(is).copied().map(Calculation::Frozen)
    }
}

/// Returns whether a value is within the input's range, with decimals or without.
fn is_within(pack: &Pack, id: InputId, value: f64) -> bool {
    let fitted = pack.spec(id).fit(value);
    fitted.is_some_and(|fitted| fitted.to_bits() == value.to_bits())
}

/// Reads a short word of lower case letters, digits, `-` and `/`; may be empty.
fn word(reader: &mut ByteReader<'_>) -> Result<String, DecodeError> {
    let word = reader.text(WORD_LIMIT)?;
    if is_word(word) {
        Ok(word.to_owned())
    } else {
        Err(DecodeError::Malformed)
    }
}

fn is_word(text: &str) -> bool {
    text.len() <= WORD_LIMIT
        && text
            .bytes()
            .all(|letter| matches!(letter, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'/'))
}

const DECIMALS: u32 = 15;

/// Packs a value as digits and number of decimals; `None` where that does not give its bits back.
fn decimal(value: f64) -> Option<u64> {
    (0..=DECIMALS).find_map(|decimals| {
        // Any rounding will do, and this one is a single instruction in wasm.
        let digits = (value * power(decimals)).round_ties_even();
        // Within this, digits are whole numbers that f64 holds exactly.
        if digits.abs() >= (1_u64 << 51) as f64 {
            return None;
        }
        let packed = bytes::fold(digits as i64) << 4 | u64::from(decimals);
        (from_decimal(packed).to_bits() == value.to_bits()).then_some(packed)
    })
}

fn from_decimal(packed: u64) -> f64 {
    bytes::unfold(packed >> 4) as f64 / power((packed & 15) as u32)
}

/// Powers of ten. Exact: up to 10²² they are whole numbers that an `f64` holds.
const fn power(decimals: u32) -> f64 {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    POWERS[(decimals & 15) as usize]
}

impl SharedScenario {
    /// Makes the link of inputs and their outcome. The caller fills in ratings, notes, name and view.
    #[must_use]
    pub fn of(pack: &Pack, inputs: &Inputs, outcome: &Outcome) -> Self {
        Self {
            provenance: Provenance {
                engine: ENGINE,
                pack: pack.id.to_string(),
                version: pack.version(),
            },
            view: String::new(),
            headline: Headline::of(pack, outcome),
            name: String::new(),
            values: inputs
                .changed(pack)
                .map(|(id, value)| (id.name(), value))
                .collect(),
            year: None,
            terms: TermValues::new(),
            ratings: Vec::new(),
            note: String::new(),
            notes: Vec::new(),
            sender: None,
        }
    }

    /// The calculation that the link is opened with; never `None` for a link that [`read`] has read.
    #[must_use]
    pub fn calculation(&self, pack: &Pack) -> Option<Calculation> {
        calculation(&self.provenance, pack, FROZEN)
    }

    /// Applies the values to the present pack, and returns the ids of those that do not fit: outside the present range, or
    /// of an input that is gone. There are none in a link made with the present calculation. A count with decimals, which
    /// the first calculation took, is the nearest whole number.
    #[must_use]
    pub fn today(&self, pack: &Pack) -> (Inputs, Vec<&'static str>) {
        let mut inputs = Inputs::defaults(pack);
        let mut left = Vec::new();
        for (name, value) in &self.values {
            match pack.find(name).filter(|id| is_within(pack, *id, *value)) {
                Some(id) => {
                    inputs.set(pack, id, pack.spec(id).mend(*value).unwrap_or(*value));
                }
                None => left.push(*name),
            }
        }
        (inputs, left)
    }

    /// Writes the link's text, which follows the `#` of an address.
    ///
    /// # Errors
    /// The link is too long, or a field is not as [`SharedScenario`] requires.
    pub fn write(&self) -> Result<String, Unwritable> {
        let mut body = Vec::new();
        self.body(&mut body)?;
        let text = encode_frame(&body);
        if text.len() > LIMIT {
            return Err(Unwritable::TooLong);
        }
        Ok(text)
    }

    fn body(&self, out: &mut Vec<u8>) -> Result<(), Unwritable> {
        put_number(out, u64::from(self.provenance.engine));
        put_word(out, &self.provenance.pack)?;
        out.extend_from_slice(&self.provenance.version.to_le_bytes());
        put_word(out, &self.view)?;
        put_signed(out, self.headline.care_kr);
        put_signed(out, self.headline.health_kr);
        put_limited(out, &self.name, NAME_LIMIT)?;
        self.put_values(out)?;
        self.put_ratings(out)?;
        put_limited(out, &self.note, NOTE_LIMIT)?;
        self.put_notes(out)?;
        self.put_sender(out)
    }

    /// Writes who shared it; nothing where nobody gave a name, as in the links of before.
    fn put_sender(&self, out: &mut Vec<u8>) -> Result<(), Unwritable> {
        let Some(sender) = &self.sender else {
            return Ok(());
        };
        if sender.name.is_empty() {
            return Err(Unwritable::Impossible);
        }
        put_limited(out, &sender.name, NAME_LIMIT)?;
        put_word(out, &sender.day)
    }

    fn put_values(&self, out: &mut Vec<u8>) -> Result<(), Unwritable> {
        let mut values = vec![None; codes::END];
        let mut near = 0;
        let mut put = |name: &str, value: f64, block: usize| {
            near = codes::input(name, near).ok_or(Unwritable::Impossible)?;
            let is_input = !matches!(codes::INPUTS[near], codes::InputCode::Other(_));
            let place = near + if is_input { codes::BLOCK * block } else { 0 };
            let fits = is_input || block <= 1;
            if !fits || !value.is_finite() || values[place].replace(value).is_some() {
                return Err(Unwritable::Impossible);
            }
            Ok(())
        };
        for (name, value) in &self.values {
            put(name, *value, 0)?;
        }
        if let Some(year) = self.year {
            put(YEAR, f64::from(year), 0)?;
        }
        for (name, value) in &self.terms {
            let (beginning, of) = terms::parted(name);
            let kind = OF_INPUTS.iter().position(|one| *one == beginning);
            put(of, *value, 1 + kind.unwrap_or_default())?;
        }
        let runs = || values.chunk_by(|a, b| a.is_some() == b.is_some());
        put_number(out, runs().filter(|run| run[0].is_some()).count() as u64);
        let mut skip = 0;
        for run in runs() {
            if run[0].is_none() {
                skip = run.len();
            } else {
                put_number(out, skip as u64);
                put_number(out, run.len() as u64 - 1);
            }
        }
        let forms = out.len();
        out.resize(forms + values.iter().flatten().count().div_ceil(8), 0);
        for (place, value) in values.into_iter().flatten().enumerate() {
            if let Some(digits) = decimal(value) {
                put_number(out, digits);
            } else {
                out[forms + place / 8] |= 1 << (place % 8);
                out.extend_from_slice(&value.to_le_bytes());
            }
        }
        Ok(())
    }

    fn put_ratings(&self, out: &mut Vec<u8>) -> Result<(), Unwritable> {
        let mut bytes = [0_u8; codes::MEASURES.len()];
        for rating in &self.ratings {
            let mut codes = codes::MEASURES.iter();
            let code = codes.position(|measure| *measure == rating.measure);
            let byte = code.and_then(|code| bytes.get_mut(code));
            let byte = byte.ok_or(Unwritable::Impossible)?;
            let shift = codes::shift(rating.aspect);
            if *byte >> shift & 3 != 0 {
                return Err(Unwritable::Impossible);
            }
            *byte |= codes::bits(rating.level) << shift;
        }
        let count = bytes
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |last| last + 1);
        put_number(out, count as u64);
        out.extend_from_slice(&bytes[..count]);
        Ok(())
    }

    fn put_notes(&self, out: &mut Vec<u8>) -> Result<(), Unwritable> {
        put_number(out, self.notes.len() as u64);
        let mut written = 0;
        let measures = codes::MEASURES.iter().copied().enumerate();
        let inputs = codes::INPUTS.iter().map(codes::InputCode::name).enumerate();
        let inputs = inputs.map(|(code, name)| (code + MOST_MEASURES, name));
        for (code, of) in measures.chain(inputs) {
            for (_, note) in self.notes.iter().filter(|(id, _)| *id == of) {
                put_number(out, code as u64);
                put_limited(out, note, NOTE_LIMIT)?;
                written += 1;
            }
        }
        let blank = self.notes.iter().any(|(_, note)| note.is_empty());
        if blank || written != self.notes.len() || has_duplicates(&self.notes) {
            return Err(Unwritable::Impossible);
        }
        Ok(())
    }
}

fn has_duplicates(notes: &[(&'static str, String)]) -> bool {
    let among = |at: usize, id| notes[..at].iter().any(|(other, _)| *other == id);
    notes.iter().enumerate().any(|(at, (id, _))| among(at, *id))
}

fn put_word(out: &mut Vec<u8>, word: &str) -> Result<(), Unwritable> {
    if !is_word(word) {
        return Err(Unwritable::Impossible);
    }
    put_text(out, word);
    Ok(())
}

fn put_limited(out: &mut Vec<u8>, text: &str, limit: usize) -> Result<(), Unwritable> {
    if text.chars().count() > limit {
        return Err(Unwritable::Impossible);
    }
    put_text(out, text);
    Ok(())
}

/// Writes a body as the text of a link: with length and checksum first, as base64url.
pub(crate) fn encode_frame(body: &[u8]) -> String {
    let mut summed = Vec::with_capacity(body.len() + 10);
    put_number(&mut summed, body.len() as u64);
    summed.extend_from_slice(body);
    let sum = crc32([&[FORM], &summed]);
    let mut bytes = Vec::with_capacity(summed.len() + 4);
    bytes.extend_from_slice(&sum.to_le_bytes());
    bytes.extend_from_slice(&summed);
    let mut text = String::from("s1.");
    put_base64(&mut text, &bytes);
    text.push(END);
    text
}

#[cfg(test)]
mod tests;
