//! Scenarios in, every number of each out, to the bit: `values < scenarios.jsonl`.
//!
//! In: a line each, `{"requirement.care": 50}`; what is left out takes its default. Out: a line each with the inputs as
//! the deferred module takes them, in hexadecimal, and every quantity that has a value: its number, and the value's bits
//! in hexadecimal. `tests/e2e/shipped.test.mjs` holds the wasm of the built site to it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::BufRead as _;
use std::process::ExitCode;

use balans_model::{Inputs, KSON_2023, Quantity, simulate};

fn main() -> ExitCode {
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string());
        match line.and_then(|line| values(&line)) {
            Ok(values) => println!("{values}"),
            Err(error) => {
                eprintln!("values: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// The line about a scenario.
fn values(line: &str) -> Result<String, String> {
    let given: BTreeMap<String, f64> = serde_json::from_str(line)
        .map_err(|error| format!("the scenario is not as expected: {error}"))?;
    let defaults = Inputs::defaults(&KSON_2023);
    let mut values = BTreeMap::new();
    for (name, value) in given {
        let id = KSON_2023
            .find(&name)
            .ok_or_else(|| format!("unknown input \"{name}\""))?;
        values.insert(id, value);
    }
    let inputs = Inputs::raw(|id| values.get(&id).copied().unwrap_or(defaults.get(id)));
    let outcome = simulate(&KSON_2023, &inputs);
    let mut said = String::from("{\"inputs\":\"");
    for byte in inputs.to_bytes() {
        // Writing to a string does not fail.
        let _ = write!(said, "{byte:02x}");
    }
    said.push_str("\",\"values\":{");
    let mut comma = "";
    for quantity in Quantity::all(&KSON_2023) {
        if let (Some(number), Some(value)) = (quantity.number(&KSON_2023), outcome.value(quantity))
        {
            let _ = write!(said, "{comma}\"{number}\":\"{:016x}\"", value.to_bits());
            comma = ",";
        }
    }
    said.push_str("}}");
    Ok(said)
}
