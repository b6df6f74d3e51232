use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::check::check;

const TABLE: &str = "Id;Värde;Enhet;Lägst;Högst;Datum\nrequirement.care;\"48,2\";mnkr;1;200;2023-05\nrequirement.health;26 100 tkr;;;;\n";
const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"0\" t=\"inlineStr\"><is><t>Id_x000D_&amp;</t></is></c><c><f>A1</f><v>1e2</v></c></row></sheetData></worksheet>";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// The properties hold for a table and a sheet with bytes changed, doubled and left out.
    #[test]
    fn any_bytes_give_a_sound_proposal_or_an_error(
        is_table in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<Option<u8>>()), 0..12),
    ) {
        let mut bytes = if is_table { TABLE } else { SHEET }.as_bytes().to_vec();
        for (at, change) in changes {
            let at = at.index(bytes.len());
            match change {
                Some(byte) => bytes[at] = byte,
                None => bytes.truncate(at + 1),
            }
        }
        check(&bytes);
    }
}

/// The inputs of the fuzzer's corpus (`fuzz/corpus`), which reach the most of the reader.
#[test]
fn every_input_kept_by_the_fuzzer_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/read_figures");
    let mut count = 0;
    for file in fs::read_dir(folder).unwrap() {
        check(&fs::read(file.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count > 0);
}
