//! What the members would pay for the budget to balance with no further measure (answers.md, section 1, last row).

use super::Target;
use crate::ids::{Area, Member, Scope};
use crate::inputs::Inputs;
use crate::pack::Pack;
use crate::quantity::Quantity;
use crate::simulate::simulate;

/// What a member would pay.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Payment {
    /// The member.
    pub member: Member,
    /// What it would pay besides in the target's year, mnkr; 0 where nothing is left.
    pub pays: f64,
    /// The same as a share of what it pays already, percent; `None` where that is nothing.
    pub raise: Option<f64>,
}

/// Computes what each member whose area is in the target would pay for what is left. Where the areas' money is pooled, what
/// is left is shared by what each area lacks.
#[must_use]
pub fn payments(pack: &Pack, inputs: &Inputs, target: Target) -> Vec<Payment> {
    let outcome = simulate(pack, inputs);
    let year = target.year;
    let value = |quantity| outcome.value(quantity).unwrap_or(0.0);
    let lacks = |area: Area| value(Quantity::Gap(area.into(), year)).max(0.0);
    let all: f64 = Area::ALL.iter().map(|area| lacks(*area)).sum();
    let is_in = |member: &Member| match target.scope {
        Scope::Total => true,
        Scope::Area(area) => member.area() == area,
    };
    let members = Member::ALL.iter().copied().filter(is_in);
    members
        .map(|member| {
            let own = lacks(member.area());
            let pays = match target.scope {
                Scope::Total if all > 0.0 => value(Quantity::Remaining(year)) * (own / all),
                _ => own,
            };
            let paid = value(Quantity::Financing(member.area().into(), year));
            Payment {
                member,
                pays,
                raise: (paid > 0.0).then(|| pays / paid * 100.0),
            }
        })
        .collect()
}
