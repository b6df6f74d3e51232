//! *Så räknas det*: the same formulas, read so that every number can say how it was made.
//!
//! The formula of a number ends at inputs, constants and other named numbers; the latter can be explained in turn.

use crate::context::{Context, clamped_inputs};
use crate::ids::{INPUT_COUNT, InputId, Year};
use crate::inputs::Inputs;
use crate::number::{Node, Operation, Tape, Traced, greater, lesser};
use crate::pack::Pack;
use crate::quantity::{Quantity, SLOTS};
use crate::simulate::run;

/// A number with its formula.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// The number.
    pub quantity: Quantity,
    /// Its value, the same bits as in the outcome.
    pub value: f64,
    /// Its formula with the values that went in.
    pub formula: Expr,
}

/// A formula with its values.
#[derive(Clone, PartialEq, Debug)]
pub enum Expr {
    /// A constant of the formula itself, e.g. 365 days or 1 000 kr in a tkr.
    Literal(f64),
    /// An input and its value (clamped to its range).
    Input(InputId, f64),
    /// Another named number and its value.
    Quantity(Quantity, f64),
    /// −a
    Neg(Box<Expr>),
    /// a + b
    Add(Box<Expr>, Box<Expr>),
    /// a − b
    Sub(Box<Expr>, Box<Expr>),
    /// a × b
    Mul(Box<Expr>, Box<Expr>),
    /// a ÷ b
    Div(Box<Expr>, Box<Expr>),
    /// The lesser of a and b.
    Min(Box<Expr>, Box<Expr>),
    /// The greater of a and b.
    Max(Box<Expr>, Box<Expr>),
    /// a to the power of b
    Pow(Box<Expr>, Box<Expr>),
}

impl Expr {
    /// Computes the value of the formula from its leaves.
    #[must_use]
    pub fn recompute(&self) -> f64 {
        match self {
            Self::Literal(value) | Self::Input(_, value) | Self::Quantity(_, value) => *value,
            Self::Neg(a) => -a.recompute(),
            Self::Add(a, b) => a.recompute() + b.recompute(),
            Self::Sub(a, b) => a.recompute() - b.recompute(),
            Self::Mul(a, b) => a.recompute() * b.recompute(),
            Self::Div(a, b) => a.recompute() / b.recompute(),
            Self::Min(a, b) => lesser(a.recompute(), b.recompute()),
            Self::Max(a, b) => greater(a.recompute(), b.recompute()),
            Self::Pow(a, b) => libm::pow(a.recompute(), b.recompute()),
        }
    }

    /// Lists the leaves from left to right.
    #[must_use]
    pub fn leaves(&self) -> Vec<&Self> {
        let mut leaves = Vec::new();
        self.collect(&mut leaves);
        leaves
    }

    fn collect<'a>(&'a self, leaves: &mut Vec<&'a Self>) {
        match self {
            Self::Literal(_) | Self::Input(..) | Self::Quantity(..) => leaves.push(self),
            Self::Neg(a) => a.collect(leaves),
            Self::Add(a, b)
            | Self::Sub(a, b)
            | Self::Mul(a, b)
            | Self::Div(a, b)
            | Self::Min(a, b)
            | Self::Max(a, b)
            | Self::Pow(a, b) => {
                a.collect(leaves);
                b.collect(leaves);
            }
        }
    }
}

impl Explanation {
    /// Computes the number from the leaves of its formula: bit-identical to `value`.
    #[must_use]
    pub fn recompute(&self) -> f64 {
        // A named number is never −0.
        self.formula.recompute() + 0.0
    }
}

/// Explains one number of a scenario; `None` if the scenario has no such number.
#[must_use]
pub fn explain(pack: &Pack, inputs: &Inputs, quantity: Quantity) -> Option<Explanation> {
    Trace::new(pack, inputs).explain(quantity)
}

/// A scenario run that has recorded every formula: for explaining many numbers of the same scenario.
pub struct Trace {
    base: Year,
    nodes: Vec<Node>,
    places: Vec<u32>,
}

impl Trace {
    /// Runs a scenario and records it.
    #[must_use]
    pub fn new(pack: &Pack, inputs: &Inputs) -> Self {
        let (nodes, places) = record(pack, inputs, Tape::default());
        Self {
            base: pack.base_year,
            nodes,
            places,
        }
    }

    /// Explains one number.
    #[must_use]
    pub fn explain(&self, quantity: Quantity) -> Option<Explanation> {
        let place = *self.places.get(quantity.slot(self.base)?)?;
        match self.nodes.get(place as usize)? {
            Node::Named(quantity, value, formula) => Some(Explanation {
                quantity: *quantity,
                value: *value,
                formula: self.expr(*formula)?,
            }),
            _ => None,
        }
    }

    /// Lists the numbers whose formula reads an input directly, in the order they are computed.
    #[must_use]
    pub fn direct_dependents(&self, input: InputId) -> Vec<Quantity> {
        let named = self.nodes.iter().filter_map(|node| match *node {
            Node::Named(quantity, _, formula) => Some((quantity, formula)),
            _ => None,
        });
        named
            .filter(|(_, formula)| self.reads(*formula, input))
            .map(|(quantity, _)| quantity)
            .collect()
    }

    /// Lists the inputs that any of the numbers depends on, however far down, in the pack's order.
    #[must_use]
    pub fn input_dependencies(&self, quantities: &[Quantity]) -> Vec<InputId> {
        let mut left: Vec<u32> = quantities
            .iter()
            .filter_map(|quantity| self.places.get(quantity.slot(self.base)?).copied())
            .collect();
        let mut seen = vec![false; self.nodes.len()];
        let mut read = [false; INPUT_COUNT];
        while let Some(place) = left.pop() {
            let at = place as usize;
            if seen.get(at).copied().unwrap_or(true) {
                continue;
            }
            seen[at] = true;
            match self.nodes[at] {
                Node::Input(id, _) => read[id.index()] = true,
                Node::Literal(_) => {}
                Node::Named(_, _, a) | Node::Neg(a) => left.push(a),
                Node::Binary(_, a, b) => left.extend([a, b]),
                Node::Choice(_, parts) => left.extend(parts),
            }
        }
        InputId::all().filter(|id| read[id.index()]).collect()
    }

    fn reads(&self, place: u32, input: InputId) -> bool {
        match self.nodes.get(place as usize) {
            Some(Node::Input(id, _)) => *id == input,
            Some(Node::Neg(a)) => self.reads(*a, input),
            Some(Node::Binary(_, a, b)) => self.reads(*a, input) || self.reads(*b, input),
            Some(Node::Choice(_, parts)) => parts.iter().any(|part| self.reads(*part, input)),
            Some(Node::Literal(_) | Node::Named(..)) | None => false,
        }
    }

    fn expr(&self, place: u32) -> Option<Expr> {
        Some(match *self.nodes.get(place as usize)? {
            Node::Literal(value) => Expr::Literal(value),
            Node::Input(id, value) => Expr::Input(id, value),
            Node::Named(quantity, value, _) => Expr::Quantity(quantity, value),
            Node::Neg(a) => Expr::Neg(Box::new(self.expr(a)?)),
            Node::Binary(operation, a, b) => {
                let (a, b) = (Box::new(self.expr(a)?), Box::new(self.expr(b)?));
                match operation {
                    Operation::Add => Expr::Add(a, b),
                    Operation::Sub => Expr::Sub(a, b),
                    Operation::Mul => Expr::Mul(a, b),
                    Operation::Div => Expr::Div(a, b),
                    Operation::Min => Expr::Min(a, b),
                    Operation::Max => Expr::Max(a, b),
                    Operation::Pow => Expr::Pow(a, b),
                }
            }
            // Only on a whole tape, and this one is not.
            Node::Choice(..) => return None,
        })
    }
}

/// Runs a scenario on a tape: what stands there, and where each quantity's name does by slot.
pub(crate) fn record(pack: &Pack, inputs: &Inputs, tape: Tape) -> (Vec<Node>, Vec<u32>) {
    let mut recorder = Recorder {
        pack,
        inputs: clamped_inputs(pack, inputs),
        tape: &tape,
        places: vec![u32::MAX; SLOTS],
    };
    run(&mut recorder);
    let places = recorder.places;
    (tape.into_nodes(), places)
}

struct Recorder<'t> {
    pack: &'t Pack,
    inputs: [f64; INPUT_COUNT],
    tape: &'t Tape,
    places: Vec<u32>,
}

impl<'t> Context for Recorder<'t> {
    type N = Traced<'t>;

    fn pack(&self) -> &Pack {
        self.pack
    }

    fn input(&self, id: InputId) -> Traced<'t> {
        let value = self.inputs[id.index()];
        Traced::At(self.tape, self.tape.push(Node::Input(id, value)), value)
    }

    fn stated(&self, value: f64) -> Traced<'t> {
        Traced::At(self.tape, self.tape.push(Node::Literal(value)), value)
    }

    fn name(&mut self, quantity: Quantity, number: Traced<'t>) -> Traced<'t> {
        let value = number.value() + 0.0;
        let formula = number.on(self.tape);
        let place = self.tape.push(Node::Named(quantity, value, formula));
        if let Some(at) = quantity
            .slot(self.pack.base_year)
            .and_then(|slot| self.places.get_mut(slot))
        {
            *at = place;
        }
        Traced::At(self.tape, place, value)
    }
}
