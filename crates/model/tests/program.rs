//! The calculation as steps, recorded once, gives every scenario's numbers: no formula branches on a value unseen.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use balans_model::{Inputs, KSON_2023, Program, Quantity, simulate};
use common::Seeded;

fn gives_what_is_simulated(program: &Program, inputs: &Inputs) {
    let outcome = simulate(&KSON_2023, inputs);
    let values = program.values(&KSON_2023, inputs);
    for quantity in Quantity::all(&KSON_2023) {
        let value = values[program.place(quantity).unwrap()];
        assert_eq!(
            value.to_bits(),
            outcome.value(quantity).unwrap().to_bits(),
            "{}: {value}",
            quantity.key()
        );
    }
}

#[test]
fn any_scenario_comes_out_of_the_same_steps() {
    let program = Program::new(&KSON_2023);
    gives_what_is_simulated(&program, &Inputs::defaults(&KSON_2023));
    gives_what_is_simulated(&program, &Inputs::raw(|id| KSON_2023.spec(id).min));
    gives_what_is_simulated(&program, &Inputs::raw(|id| KSON_2023.spec(id).max));
    let mut seeded = Seeded(11);
    for _ in 0..100 {
        gives_what_is_simulated(&program, &seeded.inputs());
    }
    // Each input by itself, from the defaults to either end: what is at rest must wake.
    for id in balans_model::InputId::all() {
        let spec = KSON_2023.spec(id);
        for end in [spec.min, spec.max, spec.min.midpoint(spec.max)] {
            let mut inputs = Inputs::defaults(&KSON_2023);
            inputs.set(&KSON_2023, id, end);
            gives_what_is_simulated(&program, &inputs);
        }
    }
}

#[test]
fn a_step_stands_after_what_it_is_made_of() {
    let program = Program::new(&KSON_2023);
    for (place, step) in program.steps().iter().enumerate() {
        assert!(
            step.parts().into_iter().all(|part| part < place),
            "{step:?}"
        );
    }
}
