//! Files that are something else, damaged, or made to hurt: each is refused with its reason, before it takes
//! time and memory.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    unreachable_pub
)]

mod made;

use std::fs;
use std::path::Path;

use balans_import::{FILE_LIMIT, FileNotice, ImportError, Present, Proposal, ROW_LIMIT, read};
use balans_model::KSON_2023;
use made::Cell::{Number, Text};
use made::{Zip, frame, workbook};
use miniz_oxide::deflate::compress_to_vec;
use proptest::prelude::*;

fn taken(bytes: &[u8]) -> Result<Proposal, ImportError> {
    let present = Present {
        pack: &KSON_2023,
        span: &|_| None,
    };
    read(bytes, &present)
}

const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Id</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Värde</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>requirement.care</t></is></c><c r=\"B2\"><v>50</v></c></row></sheetData></worksheet>";

/// A workbook with this part as its only sheet, packed, with the size and checksum that it has or those given.
fn packed(sheet: &[u8], stated: Option<u32>) -> Vec<u8> {
    let mut zip = Zip::default();
    frame(&mut zip, &["Indata"], &[]);
    let size = stated.unwrap_or(sheet.len() as u32);
    zip.part(
        "xl/worksheets/s0.xml",
        &compress_to_vec(sheet, 6),
        8,
        (made::crc32(sheet), size),
    );
    zip.whole()
}

#[test]
fn a_packed_sheet_is_read() {
    assert_eq!(
        taken(&packed(SHEET.as_bytes(), None))
            .unwrap()
            .figures
            .len(),
        1
    );
}

#[test]
fn what_is_no_table_is_told_by_its_kind() {
    let mut open_document = Zip::default();
    open_document.stored(
        "mimetype",
        b"application/vnd.oasis.opendocument.spreadsheet",
    );
    open_document.stored("content.xml", b"<x/>");
    let mut binary = Zip::default();
    binary.stored("xl/workbook.bin", b"x");
    let mut letter = Zip::default();
    letter.stored("word/document.xml", b"<x/>");
    for (bytes, error) in [
        (&b""[..], ImportError::Empty),
        (b"%PDF-1.7\nId;V\xe4rde", ImportError::Pdf),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1more",
            ImportError::OldOrLocked,
        ),
        (b"<!DOCTYPE html><table>", ImportError::WebPage),
        (
            b"\xef\xbb\xbf {\"format\": \"balans-underlag\"}",
            ImportError::Json,
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ImportError::NotText),
        (b"Hej", ImportError::NoTable),
        ("Id;Värde\nokänt;1".as_bytes(), ImportError::NoTable),
        (b"PK\x03\x04", ImportError::Damaged),
        (&open_document.whole(), ImportError::OpenDocument),
        (&binary.whole(), ImportError::BinaryWorkbook),
        (&letter.whole(), ImportError::OtherArchive),
        (&Zip::default().whole(), ImportError::OtherArchive),
        (&vec![b' '; FILE_LIMIT + 1], ImportError::TooLarge),
        (&vec![b' '; FILE_LIMIT], ImportError::NoTable),
    ] {
        assert_eq!(taken(bytes).unwrap_err(), error);
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![b' '; 64 << 20];
    // Told by its ratio, and by its sum.
    assert_eq!(
        taken(&packed(&zeros, None)),
        Err(ImportError::UnpacksTooLarge)
    );
    let mut zip = Zip::default();
    frame(&mut zip, &["Indata"], &[]);
    for place in 0..40 {
        zip.part(&format!("xl/media/{place}"), &[0; 20_000], 8, (0, 4 << 20));
    }
    assert_eq!(taken(&zip.whole()), Err(ImportError::UnpacksTooLarge));
    // A part that lies about its size is unpacked no further than it says.
    assert_eq!(
        taken(&packed(&zeros, Some(1000))),
        Err(ImportError::Damaged)
    );
    assert_eq!(
        taken(&packed(SHEET.as_bytes(), Some(1 << 19))),
        Err(ImportError::Damaged)
    );
}

#[test]
fn a_million_rows_are_refused_and_beside_the_table_not_read() {
    let mut text = String::from("Id;Värde\n");
    text.push_str(&"requirement.care;50\n".repeat(900_000));
    assert_eq!(taken(text.as_bytes()), Err(ImportError::TooManyRows));
    let rows = "1;2;3\n".repeat(1_000_000);
    assert_eq!(taken(rows.as_bytes()), Err(ImportError::NoTable));
    let wide = format!("Id;Värde\nrequirement.care;50\n{}", ";".repeat(5_000_000));
    assert_eq!(taken(wide.as_bytes()), Err(ImportError::TooManyCells));
    // Rows of noise, which packs less well than rows that are alike.
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in 1..=400_000_u32 {
        let noise = row.wrapping_mul(2_654_435_761);
        sheet.push_str(&format!("<row r=\"{row}\"><c><v>{noise}</v></c></row>"));
    }
    sheet.push_str("</sheetData></worksheet>");
    assert_eq!(
        taken(&packed(sheet.as_bytes(), None)),
        Err(ImportError::NoTable)
    );
}

#[test]
fn a_long_table_is_refused_at_the_limit() {
    let table = |rows: usize| format!("Id;Värde\n{}", "requirement.care;50\n".repeat(rows));
    assert_eq!(taken(table(ROW_LIMIT).as_bytes()).unwrap().figures.len(), 1);
    assert_eq!(
        taken(table(ROW_LIMIT + 1).as_bytes()),
        Err(ImportError::TooManyRows)
    );
}

#[test]
fn faults_beyond_the_limit_are_counted() {
    let text = format!("Id;Värde\nrequirement.care;50\n{}", "x;1\n".repeat(700));
    let proposal = taken(text.as_bytes()).unwrap();
    assert_eq!((proposal.faults.len(), proposal.more_faults), (200, 500));
}

#[test]
fn macros_and_links_to_other_files_are_left_alone_and_said() {
    let mut zip = Zip::default();
    frame(&mut zip, &["Indata"], &[]);
    zip.stored("xl/worksheets/s0.xml", SHEET.as_bytes());
    zip.stored("xl/vbaProject.bin", b"Sub Auto_Open()");
    zip.stored("xl/externalLinks/externalLink1.xml", b"<externalLink/>");
    let proposal = taken(&zip.whole()).unwrap();
    assert_eq!(
        proposal.notices,
        [FileNotice::Macros, FileNotice::ExternalLinks]
    );
    assert_eq!(proposal.figures.len(), 1);
}

#[test]
fn what_xml_can_do_is_not_done() {
    for sheet in [
        // Entities of a document's own, as in the billion laughs.
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c r=\"ZZZZ1\"><v>7</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"4294967296\"/></sheetData></worksheet>",
        "<worksheet><sheetData><row><c><v>1e999</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row><c><v>1",
        "<worksheet></sheetData>",
    ] {
        assert_eq!(
            taken(&packed(sheet.as_bytes(), None)),
            Err(ImportError::Damaged),
            "{sheet}"
        );
    }
    let deep = "<a>".repeat(200_000);
    assert_eq!(
        taken(&packed(deep.as_bytes(), None)),
        Err(ImportError::NoTable)
    );
    // One long text that many cells share is kept in short.
    let mut zip = Zip::default();
    frame(&mut zip, &["Indata"], &["x".repeat(30_000)]);
    let row = "<row><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>0</v></c></row>";
    let sheet = SHEET.replace(
        "</sheetData>",
        &format!("{}</sheetData>", row.repeat(1_900)),
    );
    zip.stored("xl/worksheets/s0.xml", sheet.as_bytes());
    assert_eq!(taken(&zip.whole()).unwrap().more_faults, 1_700);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Any bytes, and a good file with bytes changed, cut or put in, give a proposal or an error and never a panic.
    #[test]
    fn damaged_bytes_do_no_harm(
        which in 0_usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/libreoffice.xlsx");
        let rows: &[&[made::Cell<'_>]] = &[&[Text("Id"), Text("Värde")], &[Text("requirement.care"), Number(50.0)]];
        let mut bytes = match which {
            0 => fs::read(frozen).unwrap(),
            1 => workbook(&[("Indata", rows)]),
            2 => packed(SHEET.as_bytes(), None),
            _ => "Id;Värde;Lägst;Högst\nrequirement.care;\"48,2\";1;2\n".as_bytes().to_vec(),
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = taken(&bytes);
    }

    /// The same of a sheet's own text, which no checksum guards here.
    #[test]
    fn damaged_sheets_do_no_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut sheet = SHEET.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(sheet.len());
            sheet[at] = byte;
        }
        let _ = taken(&packed(&sheet, None));
    }
}
