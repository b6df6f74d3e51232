//! The calculation as formulas in cells. Every formula comes from the model's recorded steps
//! ([`balans_model::Program`]), so a spreadsheet calculates what the tool calculates.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use balans_model::{InputId, Inputs, Operation, Pack, Program, ProgramStep, Quantity, Relation};

/// A cell with a formula of the calculation.
pub(crate) struct FormulaCell {
    /// Quantity; `None` for an unnamed part that several formulas share.
    pub(crate) quantity: Option<Quantity>,
    /// First quantity that the cell is a part of.
    pub(crate) within: Option<Quantity>,
    /// Formula, with `=`.
    pub(crate) formula: String,
    /// Value with the inputs that the column was made for.
    pub(crate) value: f64,
}

/// A column of formula cells, each after those that it reads.
pub(crate) struct FormulaColumn {
    pub(crate) cells: Vec<FormulaCell>,
    rows: BTreeMap<Quantity, usize>,
}

impl FormulaColumn {
    /// Returns the row of a quantity in the column, from 0.
    pub(crate) fn row(&self, quantity: Quantity) -> Option<usize> {
        self.rows.get(&quantity).copied()
    }
}

/// Addresses of cells, for formulas in the column.
pub(crate) struct Addresses<'a> {
    /// Address of an input's value, clamped to its range.
    pub(crate) input: &'a dyn Fn(InputId) -> String,
    /// Address of a row of the column.
    pub(crate) cell: &'a dyn Fn(usize) -> String,
}

/// Makes the column of everything that the wanted quantities depend on, with the values for `inputs`.
pub(crate) fn column(
    pack: &Pack,
    inputs: &Inputs,
    wanted: &[Quantity],
    addresses: &Addresses<'_>,
) -> FormulaColumn {
    let program = Program::new(pack);
    let steps = program.steps();
    let values = program.values(pack, inputs);

    // A number may be named in several runs of the same formula: the first stands for all.
    let mut first = BTreeMap::new();
    for (place, step) in steps.iter().enumerate() {
        if let ProgramStep::Named(quantity, _) = step {
            first.entry(*quantity).or_insert(place);
        }
    }
    let stands_for = |place: usize| match steps.get(place) {
        Some(ProgramStep::Named(quantity, _)) => first.get(quantity).copied().unwrap_or(place),
        _ => place,
    };

    let mut uses = vec![0_u32; steps.len()];
    let mut within = vec![None; steps.len()];
    for quantity in wanted {
        if let Some(place) = first.get(quantity) {
            uses[*place] += 1;
        }
    }
    // What a step is made of stands before it: from the end, everybody who uses it has been seen.
    for place in (0..steps.len()).rev() {
        if uses[place] == 0 {
            continue;
        }
        let of = match steps[place] {
            ProgramStep::Named(quantity, _) => Some(quantity),
            _ => within[place],
        };
        for part in steps[place].parts() {
            let part = stands_for(part);
            uses[part] += 1;
            within[part] = of;
        }
    }

    let mut rows = BTreeMap::new();
    let mut at = vec![None; steps.len()];
    let mut cells = Vec::new();
    for place in 0..steps.len() {
        let named = match steps[place] {
            ProgramStep::Named(quantity, _) => Some(quantity),
            ProgramStep::Binary(..) | ProgramStep::Choice { .. }
                if uses[place] > 1 && !is_short(steps, place) =>
            {
                None
            }
            _ => continue,
        };
        if uses[place] == 0 {
            continue;
        }
        let write = Writer {
            steps,
            at: &at,
            stands_for: &stands_for,
            addresses,
        };
        let mut formula = "=".to_owned();
        match steps[place] {
            ProgramStep::Named(_, of) => write.step(of, 0, &mut formula),
            _ => write.made(place, 0, &mut formula),
        }
        at[place] = Some(cells.len());
        if let Some(quantity) = named {
            rows.insert(quantity, cells.len());
        }
        cells.push(FormulaCell {
            quantity: named,
            within: within[place],
            formula,
            value: values[place],
        });
    }
    FormulaColumn { cells, rows }
}

/// Returns whether a step is of constants and inputs alone, and so is written inside the formula that uses it.
fn is_short(steps: &[ProgramStep], place: usize) -> bool {
    let of = steps.get(place).map(ProgramStep::parts).unwrap_or_default();
    let is_leaf = |part| {
        matches!(
            steps.get(part),
            Some(ProgramStep::Literal(_) | ProgramStep::Input(_))
        )
    };
    of.len() <= 2 && of.into_iter().all(is_leaf)
}

struct Writer<'a> {
    steps: &'a [ProgramStep],
    at: &'a [Option<usize>],
    stands_for: &'a dyn Fn(usize) -> usize,
    addresses: &'a Addresses<'a>,
}

/// Returns an operation's precedence in spreadsheets: + −, × ÷, a sign.
const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const SIGN: u8 = 3;

impl Writer<'_> {
    /// Writes a step as part of a formula of precedence `binds` around it.
    fn step(&self, place: usize, binds: u8, to: &mut String) {
        let place = (self.stands_for)(place);
        match self.at.get(place) {
            Some(Some(row)) => to.push_str(&(self.addresses.cell)(*row)),
            _ => self.made(place, binds, to),
        }
    }

    fn made(&self, place: usize, binds: u8, to: &mut String) {
        let Some(step) = self.steps.get(place) else {
            return;
        };
        match *step {
            // Writing to a string does not fail.
            ProgramStep::Literal(value) if value < 0.0 => _ = write!(to, "({value})"),
            ProgramStep::Literal(value) => _ = write!(to, "{value}"),
            ProgramStep::Input(id) => to.push_str(&(self.addresses.input)(id)),
            ProgramStep::Named(_, a) => self.step(a, binds, to),
            ProgramStep::Neg(a) => around(binds > 0, to, |to| {
                to.push('-');
                self.step(a, SIGN, to);
            }),
            ProgramStep::Binary(operation, a, b) => match operation {
                Operation::Add => self.infix(a, '+', b, SUM, binds, to),
                Operation::Sub => self.infix(a, '-', b, SUM, binds, to),
                Operation::Mul => self.infix(a, '*', b, PRODUCT, binds, to),
                Operation::Div => self.infix(a, '/', b, PRODUCT, binds, to),
                Operation::Min => self.call("MIN", &[a, b], to),
                Operation::Max => self.call("MAX", &[a, b], to),
                Operation::Pow => self.call("POWER", &[a, b], to),
            },
            ProgramStep::Choice {
                relation,
                a,
                b,
                then,
                otherwise,
            } => {
                to.push_str("IF(");
                self.step(a, SUM, to);
                to.push(match relation {
                    Relation::Less => '<',
                    Relation::Same => '=',
                });
                self.step(b, SUM, to);
                to.push(',');
                self.step(then, 0, to);
                to.push(',');
                self.step(otherwise, 0, to);
                to.push(')');
            }
        }
    }

    /// Keeps the model's order: `a − (b − c)` has its brackets, `(a − b) − c` needs none.
    fn infix(&self, a: usize, sign: char, b: usize, own: u8, binds: u8, to: &mut String) {
        around(binds > own, to, |to| {
            self.step(a, own, to);
            to.push(sign);
            self.step(b, own + 1, to);
        });
    }

    fn call(&self, name: &str, arguments: &[usize], to: &mut String) {
        to.push_str(name);
        for (index, argument) in arguments.iter().enumerate() {
            to.push(if index == 0 { '(' } else { ',' });
            self.step(*argument, 0, to);
        }
        to.push(')');
    }
}

fn around(brackets: bool, to: &mut String, inside: impl FnOnce(&mut String)) {
    if brackets {
        to.push('(');
    }
    inside(to);
    if brackets {
        to.push(')');
    }
}
