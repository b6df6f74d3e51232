//! The whole calculation as steps, each from steps before it: for whoever is to carry it out elsewhere, such as a
//! spreadsheet. Written nowhere: it is the recorded reading of the same formulas, with both sides of every branch.

use crate::explain::record;
use crate::ids::{InputId, Year};
use crate::inputs::Inputs;
use crate::number::{Node, Operation, Relation, Tape};
use crate::pack::Pack;
use crate::quantity::Quantity;

/// One step of a [`Program`]. What it is made of is named by place, and always stands before it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum ProgramStep {
    /// A constant of the formulas.
    Literal(f64),
    /// The value of an input, within its range.
    Input(InputId),
    /// The number at a place, known by a name from here on (−0 becomes 0).
    Named(Quantity, usize),
    /// −a
    Neg(usize),
    /// An operation on two numbers.
    Binary(Operation, usize, usize),
    /// `then` where the relation holds between `a` and `b`, otherwise `otherwise`.
    Choice {
        /// How the two must relate.
        relation: Relation,
        /// The first of the two.
        a: usize,
        /// The second of the two.
        b: usize,
        /// The number where it holds.
        then: usize,
        /// The number where it does not.
        otherwise: usize,
    },
}

impl ProgramStep {
    /// Lists the places of its operands, in order.
    #[must_use]
    pub fn parts(&self) -> Vec<usize> {
        match *self {
            Self::Literal(_) | Self::Input(_) => Vec::new(),
            Self::Named(_, a) | Self::Neg(a) => vec![a],
            Self::Binary(_, a, b) => vec![a, b],
            Self::Choice {
                a,
                b,
                then,
                otherwise,
                ..
            } => vec![a, b, then, otherwise],
        }
    }
}

/// All formulas of a pack as steps that hold for any values of the inputs.
pub struct Program {
    base: Year,
    steps: Vec<ProgramStep>,
    places: Vec<u32>,
}

impl Program {
    /// Records the calculation with this pack.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        let (nodes, places) = record(pack, &Inputs::defaults(pack), Tape::whole());
        let steps = nodes.into_iter().map(step).collect();
        Self {
            base: pack.base_year,
            steps,
            places,
        }
    }

    /// Gives the steps, each after its operands.
    #[must_use]
    pub fn steps(&self) -> &[ProgramStep] {
        &self.steps
    }

    /// Gives the place of a quantity; `None` if the pack has no such number.
    #[must_use]
    pub fn place(&self, quantity: Quantity) -> Option<usize> {
        let place = *self.places.get(quantity.slot(self.base)?)? as usize;
        (place < self.steps.len()).then_some(place)
    }

    /// Computes the number at each place with these inputs: for a named number the same bits as [`simulate`](crate::simulate)
    /// gives. A side that is not taken may be infinite or NaN.
    #[must_use]
    pub fn values(&self, pack: &Pack, inputs: &Inputs) -> Vec<f64> {
        let inputs = crate::context::clamped_inputs(pack, inputs);
        let mut values: Vec<f64> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            // Nothing stands before what it is made of.
            let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
            values.push(match *step {
                ProgramStep::Literal(value) => value,
                ProgramStep::Input(id) => inputs[id.index()],
                ProgramStep::Named(_, a) => at(a) + 0.0,
                ProgramStep::Neg(a) => -at(a),
                ProgramStep::Binary(operation, a, b) => operation.apply(at(a), at(b)),
                ProgramStep::Choice {
                    relation,
                    a,
                    b,
                    then,
                    otherwise,
                } => at(if relation.holds(at(a), at(b)) {
                    then
                } else {
                    otherwise
                }),
            });
        }
        values
    }
}

fn step(node: Node) -> ProgramStep {
    match node {
        Node::Literal(value) => ProgramStep::Literal(value),
        Node::Input(id, _) => ProgramStep::Input(id),
        Node::Named(quantity, _, a) => ProgramStep::Named(quantity, a as usize),
        Node::Neg(a) => ProgramStep::Neg(a as usize),
        Node::Binary(operation, a, b) => ProgramStep::Binary(operation, a as usize, b as usize),
        Node::Choice(relation, parts) => {
            let [a, b, then, otherwise] = parts.map(|part| part as usize);
            ProgramStep::Choice {
                relation,
                a,
                b,
                then,
                otherwise,
            }
        }
    }
}
