//! The deferred module, fetched when the page is interactive: draws charts, explains numbers, makes slides and papers,
//! reads and writes files, makes QR codes.
//!
//! A wasm module without imports: every exported function reads a request and writes a response in the buffers of
//! `crates/wasm/abi`, and returns the response's length in bytes, 0 for none.
#![allow(
    unsafe_code,
    reason = "an exported name is what a wasm module is called by"
)]

use std::cell::RefCell;

use balans_abi::handle;
use balans_model::{INPUT_COUNT, InputId, Inputs, Quantity, Trace, base_pack};
use balans_report::code;
use balans_report::protocol::FileResponse;
use balans_report::texts::files::NO_SOURCE;
use balans_scenario::{SavedScenario, file};

thread_local! {
    /// The last run with its inputs, kept since a person who asks for one number often asks for another.
    static TRACE: RefCell<Option<(Vec<u8>, Trace)>> = const { RefCell::new(None) };
}

/// Sets the module's base pack: see [`balans_report::protocol::take_pack`].
#[unsafe(no_mangle)]
pub extern "C" fn take_pack() -> usize {
    TRACE.set(None);
    handle(balans_report::protocol::take_pack)
}

/// Draws the figure of a [`balans_charts::request`]; gives SVG in UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn draw() -> usize {
    handle(|request| Some(balans_charts::answer(request).into_bytes()))
}

/// Draws a text as a QR code; gives SVG in UTF-8, none where the text is too long for one.
#[unsafe(no_mangle)]
pub extern "C" fn code() -> usize {
    handle(|request| Some(code::svg(str::from_utf8(request).ok()?)?.into_bytes()))
}

/// Reads a file that a person has chosen; gives a [`FileResponse`] as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn read_file() -> usize {
    handle(|request| {
        let response = if file::is_pack_file(request) {
            FileResponse::of_pack(request)
        } else {
            let contents = file::read_bytes(request, base_pack(), file::LIMIT, NO_SOURCE);
            FileResponse::new(base_pack(), contents)
        };
        serde_json::to_vec(&response).ok()
    })
}

/// Writes the scenarios of a JSON list as a file.
#[unsafe(no_mangle)]
pub extern "C" fn write_file() -> usize {
    handle(|request| {
        let scenarios: Vec<SavedScenario> = serde_json::from_slice(request).ok()?;
        Some(file::write(base_pack(), &scenarios).into_bytes())
    })
}

/// Writes own figures, given as JSON, as a file.
#[unsafe(no_mangle)]
pub extern "C" fn write_underlag() -> usize {
    handle(|request| {
        let underlag = serde_json::from_slice(request).ok()?;
        Some(file::write_underlag(base_pack(), underlag).into_bytes())
    })
}

/// Writes every figure of the pack as a file of own figures, under the name in the request.
#[unsafe(no_mangle)]
pub extern "C" fn template() -> usize {
    handle(|request| {
        let template = file::template(base_pack(), str::from_utf8(request).ok()?);
        Some(file::write_underlag(base_pack(), template).into_bytes())
    })
}

/// Gives the index of the quantity with this key, the one in `data-quantity`.
#[unsafe(no_mangle)]
pub extern "C" fn quantity() -> usize {
    handle(|request| {
        let quantity = Quantity::parse(str::from_utf8(request).ok()?)?;
        Some(quantity.number(base_pack())?.to_le_bytes().to_vec())
    })
}

/// Makes the decision paper of a case; gives HTML in UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn paper() -> usize {
    handle(balans_report::protocol::paper)
}

/// Makes the one-page decision paper of a case; gives HTML in UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn one_page() -> usize {
    handle(balans_report::protocol::one_page)
}

/// Makes the slides of a case, in the form of [`balans_report::protocol`].
#[unsafe(no_mangle)]
pub extern "C" fn deck() -> usize {
    handle(balans_report::protocol::deck)
}

/// Makes one slide of a case.
#[unsafe(no_mangle)]
pub extern "C" fn slide() -> usize {
    handle(balans_report::protocol::slide)
}

/// Lists the slides that can be made of a case.
#[unsafe(no_mangle)]
pub extern "C" fn offers() -> usize {
    handle(balans_report::protocol::offers)
}

/// Explains a quantity. Request: the inputs, then the quantity's index.
#[unsafe(no_mangle)]
pub extern "C" fn explain() -> usize {
    traced(|trace, numbers| {
        let quantity = Quantity::numbered(*numbers.first()?, base_pack())?;
        Some(trace.explain(quantity)?.to_bytes(base_pack()))
    })
}

/// Lists the quantities whose formula reads an input, by index. Request: the inputs, then the input's index.
#[unsafe(no_mangle)]
pub extern "C" fn direct_dependents() -> usize {
    traced(|trace, places| {
        let dependents = trace.direct_dependents(InputId::at(*places.first()? as usize)?);
        let numbers = dependents
            .into_iter()
            .filter_map(|one| one.number(base_pack()));
        Some(numbers.flat_map(u32::to_le_bytes).collect())
    })
}

/// Lists the inputs that some quantities depend on, by index. Request: the inputs, then the quantities' indices.
#[unsafe(no_mangle)]
pub extern "C" fn input_dependencies() -> usize {
    traced(|trace, numbers| {
        let quantities = numbers.iter().copied();
        let quantities: Option<Vec<_>> = quantities
            .map(|number| Quantity::numbered(number, base_pack()))
            .collect();
        let dependencies = trace.input_dependencies(&quantities?).into_iter();
        Some(
            dependencies
                .flat_map(|id| (id.index() as u32).to_le_bytes())
                .collect(),
        )
    })
}

fn traced(answer: impl FnOnce(&Trace, &[u32]) -> Option<Vec<u8>>) -> usize {
    handle(|request| {
        let (inputs, numbers) = request.split_at_checked(INPUT_COUNT * size_of::<f64>())?;
        let (numbers, _) = numbers.as_chunks::<4>();
        let numbers: Vec<u32> = numbers.iter().map(|one| u32::from_le_bytes(*one)).collect();
        TRACE.with_borrow_mut(|kept| {
            if kept.as_ref().is_none_or(|(of, _)| of != inputs) {
                let trace = Trace::new(base_pack(), &Inputs::from_bytes(inputs)?);
                *kept = Some((inputs.to_vec(), trace));
            }
            let (_, trace) = kept.as_ref()?;
            answer(trace, &numbers)
        })
    })
}
