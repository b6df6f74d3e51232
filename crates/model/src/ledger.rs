//! The ledgers: from requirement to realised savings, transfers inside the koncern, and who finances the remaining requirement
//! (product.md, *Views*; model.md, *Requirement and financing*).

use crate::context::Context;
use crate::core::Core;
use crate::ids::{Member, Party, Scope, Year};
use crate::measures::Measure;
use crate::number::{Number, Test, lit, sum};
use crate::quantity::Quantity;

/// Computes the remaining requirement at each stage, and the loss between stages, of a year, mnkr.
pub(crate) fn stages<C: Context>(
    c: &mut C,
    core: &Core<C::N>,
    year: Year,
    [identified, scheduled]: [C::N; 2],
) {
    let all = Scope::Total.place();
    let requirement = core.budget.requirement[all].at(year);
    let saving = core.budget.saving[all].at(year);
    c.name(Quantity::GapAfterIdentified(year), requirement - identified);
    c.name(Quantity::GapAfterScheduled(year), requirement - scheduled);
    c.name(Quantity::NotScheduled(year), identified - scheduled);
    c.name(Quantity::NotTakenHome(year), scheduled - saving);
}

/// Computes the part of KSON's effect that is Tiohundra's opposite, with KSON's sign; 0 where both gain or both lose.
fn transfer<N: Number>(kson: N, tiohundra: N) -> N {
    N::choose(
        Test::Less(kson, lit(0.0)),
        || kson.at_least(-tiohundra).at_most(lit(0.0)),
        || kson.at_most(-tiohundra).at_least(lit(0.0)),
    )
}

/// Splits what each party gains or loses in what is moved inside the koncern and the rest.
pub(crate) fn parties<C: Context>(c: &mut C, core: &Core<C::N>) {
    let capital = lit(c.pack().limits.share_capital);
    c.name(Quantity::ShareCapital(), capital);
    for (year, result) in c.years().zip(core.years.iter().flatten()) {
        let mut moved = None;
        for measure in Measure::ALL.iter().copied() {
            let of = |party: Party| result.party[measure as usize][party as usize];
            let part = of(Party::Kson)
                .zip(of(Party::Tiohundra))
                .map(|(kson, tiohundra)| transfer(kson, tiohundra));
            let named = c.name(Quantity::Transfer(measure, year), part.unwrap_or(lit(0.0)));
            if part.is_some() {
                moved = sum(moved.into_iter().chain([named]));
            }
        }
        let total = |party: Party| result.party_total[party as usize];
        let moved = moved.unwrap_or(lit(0.0));
        let mut kept = lit::<C::N>(0.0);
        for (party, moved) in [(Party::Kson, moved), (Party::Tiohundra, -moved)] {
            let part = c.name(Quantity::PartyTransfer(party, year), moved);
            kept = kept + c.name(Quantity::PartyRest(party, year), total(party) - part);
        }
        for (party, kept) in [
            (Party::Norrtalje, total(Party::Norrtalje)),
            (Party::Region, total(Party::Region)),
            (Party::External, total(Party::External)),
            (Party::Group, kept),
        ] {
            c.name(Quantity::PartyTransfer(party, year), lit(0.0));
            c.name(Quantity::PartyRest(party, year), kept);
        }
        for party in Party::ALL.iter().copied() {
            let housing = Measure::HOUSING
                .iter()
                .filter_map(|measure| result.party[*measure as usize][party as usize]);
            let other = total(party) - sum(housing).unwrap_or(lit(0.0));
            c.name(Quantity::BeyondHousing(party, year), other);
        }
    }
}

/// Computes the part of the remaining requirement that each member finances: the gap of its area, mnkr.
pub(crate) fn members<C: Context>(c: &mut C, core: &Core<C::N>) {
    for year in c.years() {
        for member in Member::ALL.iter().copied() {
            let scope = Scope::from(member.area()).place();
            let gap = core.budget.gap[scope].at(year);
            let gap = c.name(Quantity::MemberGap(member, year), gap);
            let paid = core.budget.financing[scope].at(year);
            let pays = Test::Less(lit(0.0), paid);
            let raise = C::N::choose(pays, || gap / paid * 100.0, || lit(0.0));
            c.name(Quantity::MemberRaise(member, year), raise);
        }
    }
}
