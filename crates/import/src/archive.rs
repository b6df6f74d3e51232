//! A zip archive's directory, and unpacking of single parts within their stated size.

use miniz_oxide::inflate::decompress_slice_iter_to_slice;

use crate::ImportError;

/// Largest sum of the unpacked sizes of an archive's parts, bytes: what is unpacked, summed and read within a second
/// (`cargo xtask bench hostile`).
const UNPACKED_LIMIT: u64 = 40 * 1024 * 1024;
/// Largest unpacked size of a part in relation to its packed size. Deflate reaches 1 032; sheets of empty, formatted
/// rows reach about 100.
const RATIO_LIMIT: u64 = 250;
/// Size below which the ratio does not matter, bytes.
const RATIO_FROM: u64 = 1024 * 1024;
/// Largest number of parts.
const PART_LIMIT: usize = 5_000;

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const LOCATOR_64_LENGTH: usize = 20;
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_LENGTH: usize = 30;
/// Flag of an encrypted part.
const ENCRYPTED: u64 = 1;
const STORED: u64 = 0;
const DEFLATED: u64 = 8;
/// Field of an entry's extra data with 64-bit sizes.
const EXTRA_64: u64 = 1;

/// A zip archive.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    parts: Vec<ArchivePart>,
}

struct ArchivePart {
    /// Name in lower case, without a slash first.
    name: String,
    method: u64,
    flags: u64,
    checksum: u64,
    packed: u64,
    unpacked: u64,
    local: u64,
}

impl<'a> Archive<'a> {
    /// Reads the directory and checks what the archive would unpack to.
    ///
    /// # Errors
    /// [`ImportError::Damaged`], or [`ImportError::UnpacksTooLarge`].
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        let (mut at, count) = directory(bytes).ok_or(ImportError::Damaged)?;
        if count > PART_LIMIT as u64 {
            return Err(ImportError::UnpacksTooLarge);
        }
        let mut parts = Vec::new();
        let mut total = 0_u64;
        for _ in 0..count {
            let (part, next) = entry(bytes, at).ok_or(ImportError::Damaged)?;
            total = total.saturating_add(part.unpacked);
            let is_dense = part.unpacked > part.packed.saturating_mul(RATIO_LIMIT);
            if total > UNPACKED_LIMIT || (is_dense && part.unpacked > RATIO_FROM) {
                return Err(ImportError::UnpacksTooLarge);
            }
            parts.push(part);
            at = next;
        }
        Ok(Self { bytes, parts })
    }

    /// Names of the parts, in lower case.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| &*part.name)
    }

    /// Unpacks the part of this name, if there is one. Case does not matter.
    ///
    /// # Errors
    /// [`ImportError::Damaged`]: also where the part unpacks to anything but the size and checksum of the directory.
    pub(crate) fn part(&self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let name = name.to_lowercase();
        let Some(part) = self.parts.iter().find(|part| part.name == name) else {
            return Ok(None);
        };
        let unpacked = self.unpack(part).ok_or(ImportError::Damaged)?;
        Ok(Some(unpacked))
    }

    fn unpack(&self, part: &ArchivePart) -> Option<Vec<u8>> {
        let local = usize::try_from(part.local).ok()?;
        let head = slice(self.bytes, local, LOCAL_LENGTH)?;
        if !head.starts_with(LOCAL) || part.flags & ENCRYPTED != 0 {
            return None;
        }
        let names = number(head, 26, 2)?.checked_add(number(head, 28, 2)?)?;
        let start = local
            .checked_add(LOCAL_LENGTH)?
            .checked_add(usize::try_from(names).ok()?)?;
        let packed = slice(self.bytes, start, usize::try_from(part.packed).ok()?)?;
        let size = usize::try_from(part.unpacked).ok()?;
        let unpacked = match part.method {
            STORED => packed.to_vec(),
            // At once at its size, and not in a buffer that grows: that would take half as much again.
            DEFLATED => {
                let mut unpacked = vec![0; size];
                let packed = std::iter::once(packed);
                let length = decompress_slice_iter_to_slice(&mut unpacked, packed, false, true);
                unpacked.truncate(length.ok()?);
                unpacked
            }
            _ => return None,
        };
        let is_whole = unpacked.len() == size && u64::from(crc32(&unpacked)) == part.checksum;
        is_whole.then_some(unpacked)
    }
}

/// Finds where the directory starts and how many parts it has.
fn directory(bytes: &[u8]) -> Option<(usize, u64)> {
    const LONGEST_COMMENT: usize = 0xffff;
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(LONGEST_COMMENT);
    let is_end = |at: &usize| slice(bytes, *at, END.len()) == Some(END);
    let at = (first..=last).rev().find(is_end)?;
    let end = slice(bytes, at, END_LENGTH)?;
    let (count, start) = (number(end, 10, 2)?, number(end, 16, 4)?);
    if count < 0xffff && start < 0xffff_ffff {
        return Some((usize::try_from(start).ok()?, count));
    }
    let locator = slice(bytes, at.checked_sub(LOCATOR_64_LENGTH)?, LOCATOR_64_LENGTH)?;
    if !locator.starts_with(LOCATOR_64) {
        return Some((usize::try_from(start).ok()?, count));
    }
    let end = slice(bytes, usize::try_from(number(locator, 8, 8)?).ok()?, 56)?;
    if !end.starts_with(END_64) {
        return None;
    }
    let start = usize::try_from(number(end, 48, 8)?).ok()?;
    Some((start, number(end, 32, 8)?))
}

/// Reads the directory's entry at a place, and returns the place of the next.
fn entry(bytes: &[u8], at: usize) -> Option<(ArchivePart, usize)> {
    let entry = slice(bytes, at, ENTRY_LENGTH)?;
    if !entry.starts_with(ENTRY) {
        return None;
    }
    let length = |place| number(entry, place, 2).and_then(|it| usize::try_from(it).ok());
    let (name_length, extra_length, comment_length) = (length(28)?, length(30)?, length(32)?);
    let name_at = at.checked_add(ENTRY_LENGTH)?;
    let extra_at = name_at.checked_add(name_length)?;
    let name = String::from_utf8_lossy(slice(bytes, name_at, name_length)?);
    let name = name.replace('\\', "/").to_lowercase();
    let mut part = ArchivePart {
        name: name.trim_start_matches('/').to_owned(),
        flags: number(entry, 8, 2)?,
        method: number(entry, 10, 2)?,
        checksum: number(entry, 16, 4)?,
        packed: number(entry, 20, 4)?,
        unpacked: number(entry, 24, 4)?,
        local: number(entry, 42, 4)?,
    };
    long_sizes(&mut part, slice(bytes, extra_at, extra_length)?)?;
    let next = extra_at
        .checked_add(extra_length)?
        .checked_add(comment_length)?;
    Some((part, next))
}

/// Reads the 64-bit sizes of an entry, which stand in its extra data in the place of those that are all ones.
fn long_sizes(part: &mut ArchivePart, extra: &[u8]) -> Option<()> {
    const ELSEWHERE: u64 = 0xffff_ffff;
    let mut at = 0;
    while let (Some(id), Some(length)) = (number(extra, at, 2), number(extra, at + 2, 2)) {
        let length = usize::try_from(length).ok()?;
        if id == EXTRA_64 {
            let field = slice(extra, at + 4, length)?;
            let mut place = 0;
            for size in [&mut part.unpacked, &mut part.packed, &mut part.local] {
                if *size == ELSEWHERE {
                    *size = number(field, place, 8)?;
                    place += 8;
                }
            }
        }
        at = at.checked_add(4)?.checked_add(length)?;
    }
    Some(())
}

fn slice(bytes: &[u8], start: usize, length: usize) -> Option<&[u8]> {
    bytes.get(start..start.checked_add(length)?)
}

/// Reads a little-endian number of up to eight bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = slice(bytes, at, length)?;
    let digits = bytes.iter().rev();
    Some(digits.fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// Computes the checksum of a zip archive's part (CRC-32, ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            let mut value = byte as u32;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 1 {
                    value >> 1 ^ 0xedb8_8320
                } else {
                    value >> 1
                };
                bit += 1;
            }
            table[byte] = value;
            byte += 1;
        }
        table
    };
    !bytes.iter().fold(!0, |sum: u32, byte| {
        let place = (sum ^ u32::from(*byte)) & 0xff;
        TABLE[place as usize] ^ sum >> 8
    })
}
