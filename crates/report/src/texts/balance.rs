//! What is claimed about balance: only what is so in each area, or in both together where money may move between them.

use balans_format as format;
use balans_format::names::COMPANY;
use balans_model::answers::BALANCED;
use balans_model::{
    Area, Evidence, InputId, Member, Outcome, Pack, Party, Quantity, Scope, Year, input_id,
};

use super::{finance, parties};

/// Half an öre, in mnkr: less than this is nothing.
const NOTHING: f64 = 0.5e-8;

/// Said below tables where what is left stands below zero.
pub const MINUS: &str = "Minus betyder mer än kravet.";

/// After an amount of more than the requirement.
pub const OVER: &str = "mer än kravet";

/// Whether a quantity is what is left of a requirement: below zero it is more than the requirement.
#[must_use]
pub const fn is_rest(quantity: Quantity) -> bool {
    matches!(
        quantity,
        Quantity::Gap(..)
            | Quantity::GapAfterIdentified(_)
            | Quantity::GapAfterScheduled(_)
            | Quantity::MemberGap(..)
    )
}

/// Said where rounded amounts do not add up.
pub const ROUNDED: &str = "Beloppen är avrundade var för sig.";

/// Returns whether nothing is left to find of a gap in mnkr: it is less than half a thousand kronor, or below zero.
#[must_use]
pub fn is_balanced(gap: f64) -> bool {
    gap < BALANCED
}

/// Returns whether a gap in mnkr is more than the requirement, by half a thousand kronor or more.
#[must_use]
pub fn is_over(gap: f64) -> bool {
    gap <= -BALANCED
}

/// Whether an amount in mnkr is nothing, to the öre.
#[must_use]
pub fn is_nothing(mnkr: f64) -> bool {
    mnkr.abs() < NOTHING
}

/// An amount in mnkr without its sign; in tkr where mnkr would show it as 0,0, and in kr where tkr would.
#[must_use]
pub fn amount(mnkr: f64) -> String {
    let size = mnkr.abs();
    if is_nothing(size) || format::rounded(size, 1) >= 0.05 {
        format::mnkr(size)
    } else if size >= BALANCED {
        format::tkr(size * 1e3)
    } else {
        let kronor = size * 1e6;
        format::with_unit(kronor, if kronor < 10.0 { 2 } else { 0 }, "kr")
    }
}

/// Whether an amount in mnkr is a million kronor or more, as it is shown: 999,5 tkr would read 1 000.
#[must_use]
pub fn is_million(mnkr: f64) -> bool {
    format::rounded(mnkr * 1000.0, 0).abs() >= 1000.0
}

/// A single amount of a measure, a party or a home, from mnkr and with its sign: whole tkr below a million kronor, mnkr
/// with one decimal from there up. Tables and charts of them stay in tkr: one unit must serve all their cells, and the
/// documents' two measures are 500 and 700 tkr.
#[must_use]
pub fn single(mnkr: f64) -> String {
    if is_million(mnkr) {
        format::mnkr(mnkr)
    } else {
        format::tkr(mnkr * 1000.0)
    }
}

/// What is left or over of one gap: "72,5 mnkr återstår", "29,8 mnkr mer än kravet".
#[must_use]
pub fn rest(gap: f64) -> String {
    if is_over(gap) {
        format!("{} {OVER}", amount(gap))
    } else if is_balanced(gap) {
        "inget återstår".to_owned()
    } else {
        format!("{} återstår", amount(gap))
    }
}

/// An amount of another: "72,5 av 73,7 mnkr", and "49 tkr av 73,7 mnkr".
#[must_use]
pub fn part_of(part: f64, whole: f64) -> String {
    let (part_text, whole_text) = (amount(part), amount(whole));
    let unit = |text: &str| {
        text.rsplit_once(format::HARD_SPACE)
            .map(|(_, unit)| unit.to_owned())
    };
    if unit(&part_text) == unit(&whole_text) {
        let number = part_text.rsplit_once(format::HARD_SPACE);
        let number = number.map_or(&*part_text, |(number, _)| number);
        format!("{number} av {whole_text}")
    } else {
        format!("{part_text} av {whole_text}")
    }
}

/// Whether amounts, each rounded to `decimals`, make the total as it is rounded.
#[must_use]
pub fn adds_up(parts: &[f64], total: f64, decimals: u8) -> bool {
    let rounded = |value: &f64| format::rounded(*value, decimals);
    let sum: f64 = parts.iter().map(rounded).sum();
    (sum - rounded(&total)).abs() < 1e-6
}

/// What the savings of a year stand on, mnkr.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Basis {
    /// All savings.
    pub saving: f64,
    /// Of these, own assumptions.
    pub own: f64,
    /// Of these, savings whose cost nobody has stated.
    pub gross: f64,
    /// What Tiohundra loses; not above zero where it loses nothing.
    pub loss: f64,
    /// How much lower the requirement is than the pack's: what the members pay instead.
    pub members: f64,
}

/// The requirement of each area in the plan year, as inputs, in the areas' order.
pub const REQUIREMENTS: [InputId; Area::ALL.len()] =
    [input_id("requirement.care"), input_id("requirement.health")];

/// How much lower each area's requirement of the plan year is than the pack's own, mnkr, never below zero. A lower
/// requirement saves nothing: the area's member pays as much more in the plan year, and each year after where
/// contributions follow the need. (Where they are raised by a fixed share, so is this in later years.)
#[must_use]
pub fn lowered(pack: &Pack, outcome: &Outcome) -> [f64; 2] {
    let mut lowered = [0.0; 2];
    for ((lower, area), id) in lowered.iter_mut().zip(Area::ALL).zip(REQUIREMENTS) {
        let now = Quantity::Requirement((*area).into(), pack.plan_year);
        *lower = (pack.spec(id).default - outcome.value(now).unwrap_or(0.0)).max(0.0);
    }
    lowered
}

/// That a lower requirement is paid by the members, each with its amount, mnkr; empty where no area's is lower.
#[must_use]
pub fn lower_requirement(lowered: [f64; 2]) -> String {
    let paid = Area::ALL.iter().zip(lowered);
    let paid = paid.filter(|(_, mnkr)| *mnkr >= BALANCED);
    let paid = paid.map(|(area, mnkr)| {
        [
            parties::member(member_of(*area)),
            " betalar ",
            &amount(mnkr),
        ]
        .concat()
    });
    let paid: Vec<_> = paid.collect();
    if paid.is_empty() {
        return String::new();
    }
    format!("lägre krav: {}", paid.join(", "))
}

/// The member that pays what an area's requirement is lowered by.
#[must_use]
pub const fn member_of(area: Area) -> Member {
    match area {
        Area::Care => Member::Norrtalje,
        Area::Health => Member::Region,
    }
}

impl Basis {
    /// Continues a sentence that claims balance with what the claim stands on: own assumptions, costs that are missing, and
    /// what Tiohundra loses. Empty where there is nothing to add.
    #[must_use]
    pub fn says(self) -> String {
        let shown = |mnkr: f64| mnkr >= BALANCED;
        let mut says = String::new();
        if shown(self.own) {
            // Other measures may cost, and own assumptions then save more than all together.
            let part = if self.own > self.saving {
                amount(self.own)
            } else {
                part_of(self.own, self.saving)
            };
            says = format!(", på egna antaganden ({part}");
            if shown(self.gross) {
                says.push_str(&format!(", varav {} utan känd kostnad", amount(self.gross)));
            }
            says.push(')');
        } else if shown(self.gross) {
            says = format!(", varav {} utan känd kostnad", amount(self.gross));
        }
        if shown(self.members) {
            says.push_str(&format!(
                ", med {} mer från medlemmarna",
                amount(self.members)
            ));
        }
        if shown(self.loss) {
            let and = if says.is_empty() { ", men" } else { ", och" };
            says.push_str(&format!("{and} {COMPANY} förlorar {}", amount(self.loss)));
        }
        says
    }
}

/// The gap of each area in a year, and what is left to find, mnkr. A gap below zero is more than the requirement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gaps {
    /// Omsorg.
    pub care: f64,
    /// Hälso- och sjukvård.
    pub health: f64,
    /// What is left to find, never below zero: [`Quantity::Remaining`].
    left: f64,
    /// What would be left if the members paid 80 percent of the growth.
    low: f64,
    /// What the savings stand on.
    pub basis: Basis,
}

impl Gaps {
    /// Reads the gaps of a run.
    #[must_use]
    pub fn of(outcome: &Outcome, year: Year) -> Self {
        let of = |quantity| outcome.value(quantity).unwrap_or(0.0);
        Self {
            care: of(Quantity::Gap(Area::Care.into(), year)),
            health: of(Quantity::Gap(Area::Health.into(), year)),
            left: of(Quantity::Remaining(year)),
            low: of(Quantity::RemainingLowFunding(year)),
            basis: Basis {
                saving: of(Quantity::Saving(Scope::Total, year)),
                own: of(Quantity::EvidenceSaving(Evidence::Own, Scope::Total, year)),
                gross: of(Quantity::GrossSaving(year)),
                loss: -of(Quantity::PartyTotal(Party::Tiohundra, year)),
                members: 0.0,
            },
        }
    }

    /// Reads the gaps of a run, and how much lower the requirement is than the pack's.
    #[must_use]
    pub fn against(pack: &Pack, outcome: &Outcome, year: Year) -> Self {
        let mut gaps = Self::of(outcome, year);
        gaps.basis.members = lowered(pack, outcome).iter().sum();
        gaps
    }

    /// Makes gaps of areas between which money may move (`pooled`) or not.
    #[must_use]
    pub fn new(care: f64, health: f64, pooled: bool) -> Self {
        let left = if pooled {
            (care + health).max(0.0)
        } else {
            care.max(0.0) + health.max(0.0)
        };
        Self {
            care,
            health,
            left,
            low: left,
            basis: Basis::default(),
        }
    }

    /// The sum of both areas' gaps.
    #[must_use]
    pub fn total(self) -> f64 {
        self.care + self.health
    }

    /// What is left to find. Mnkr, never below zero.
    #[must_use]
    pub const fn left(self) -> f64 {
        self.left
    }

    /// *Budget i balans*: nothing is left.
    #[must_use]
    pub fn is_balanced(self) -> bool {
        is_balanced(self.left)
    }

    /// Returns whether nothing is left and the measures give more than the requirement.
    #[must_use]
    pub fn is_over(self) -> bool {
        is_over(self.rest())
    }

    /// What is left to find; below zero what is more than the requirement. Mnkr.
    #[must_use]
    pub fn rest(self) -> f64 {
        rest_of(self.left, self.total())
    }

    /// *Budget i balans* in a year, with what the claim stands on, as a sentence.
    #[must_use]
    pub fn balance(self, year: Year) -> String {
        format!("Budget i balans {year}{}.", self.basis.says())
    }

    /// Writes what would be left if the members paid 80 percent of the growth after the plan year, as a sentence; `None`
    /// where that is what is left.
    #[must_use]
    pub fn low_funding(self, year: Year) -> Option<String> {
        let differs = (self.low - self.left).abs() >= BALANCED;
        differs.then(|| finance::low_funding(year, self.low, self.left))
    }

    /// The quantity of [`Gaps::rest`].
    #[must_use]
    pub fn quantity(self, year: Year) -> Quantity {
        if self.is_over() {
            Quantity::Gap(Scope::Total, year)
        } else {
            Quantity::Remaining(year)
        }
    }

    /// The area that lacks money where the other has more than it needs: which, how much it lacks, and how much the
    /// other has over, mnkr.
    fn apart(self) -> Option<(Area, f64, f64)> {
        match (self.care, self.health) {
            (lacks, over) if !is_balanced(lacks) && is_over(over) => {
                Some((Area::Care, lacks, -over))
            }
            (over, lacks) if !is_balanced(lacks) && is_over(over) => {
                Some((Area::Health, lacks, -over))
            }
            _ => None,
        }
    }

    /// The same where the one area's money may not be used in the other: all that is left is then the one area's.
    #[must_use]
    pub fn uneven(self) -> Option<(Area, f64, f64)> {
        self.apart()
            .filter(|(_, lacks, _)| self.left > lacks - BALANCED)
    }

    /// Returns whether one area's surplus covers what the other lacks, or some of it.
    #[must_use]
    pub fn is_pooled(self) -> bool {
        self.apart().is_some() && self.uneven().is_none()
    }
}

/// What is left to find of a gap; below zero what is more than the requirement, where nothing is left. Mnkr.
#[must_use]
pub fn rest_of(left: f64, gap: f64) -> f64 {
    if is_balanced(left) && is_over(gap) {
        gap
    } else {
        left
    }
}

/// Said where money moves from one area to the other.
pub const POOLED: &str = "Pengar får flyttas mellan omsorg och vård.";

/// An area after "i": "i omsorgen".
#[must_use]
pub const fn area_in(area: Area) -> &'static str {
    match area {
        Area::Care => "omsorgen",
        Area::Health => "vården",
    }
}

/// That the other area has money over, and whose it is; for the area that lacks.
#[must_use]
pub fn others_over(lacks: Area, over: f64) -> String {
    let other = match lacks {
        Area::Care => "Vården",
        Area::Health => "Omsorgen",
    };
    format!(
        "{other} har {} över; det är en annan medlems pengar.",
        amount(over)
    )
}

/// Where one area lacks money while the other has some over: both halves, or that money may move between them.
#[must_use]
pub fn uneven(gaps: Gaps) -> Option<String> {
    let Some((area, lacks, over)) = gaps.uneven() else {
        return gaps.is_pooled().then(|| POOLED.to_owned());
    };
    Some(format!(
        "I {} återstår {}. {}",
        area_in(area),
        amount(lacks),
        others_over(area, over)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_amount_is_in_mnkr_from_a_million_kronor_up() {
        for (mnkr, text) in [
            (0.0, "0\u{a0}tkr"),
            (0.5, "500\u{a0}tkr"),
            (0.999_4, "999\u{a0}tkr"),
            (0.999_6, "1,0\u{a0}mnkr"),
            (78.989_5, "79,0\u{a0}mnkr"),
            (-0.7, "\u{2212}700\u{a0}tkr"),
            (-1.75, "\u{2212}1,8\u{a0}mnkr"),
        ] {
            assert_eq!(single(mnkr), text, "{mnkr}");
        }
    }

    #[test]
    fn what_is_left_of_a_requirement_is_known() {
        let is_rest = |key: &str| Quantity::parse(key).map(is_rest);
        for key in [
            "gap.total.2023",
            "gap.care.2031",
            "gap_after_identified.2023",
            "gap_after_scheduled.2023",
            "member_gap.region.2023",
        ] {
            assert_eq!(is_rest(key), Some(true), "{key}");
        }
        for key in [
            "saving.total.2023",
            "requirement.total.2023",
            "gap_month.2023",
        ] {
            assert_eq!(is_rest(key), Some(false), "{key}");
        }
    }

    #[test]
    fn balance_is_to_half_a_thousand_kronor_and_in_each_area() {
        for (care, health, balanced) in [
            (0.0, 0.0, true),
            (0.000_4, 0.0, true),
            (0.000_3, 0.000_3, false),
            (0.000_6, 0.0, false),
            (0.049, 0.0, false),
            (-5.0, -0.1, true),
            (20.4, -27.7, false),
            (-27.7, 20.4, false),
        ] {
            let gaps = Gaps::new(care, health, false);
            assert_eq!(gaps.is_balanced(), balanced, "{gaps:?}");
        }
        for (care, health, left, pooled, rest) in [
            (47.1, 25.4, 72.5, 72.5, 72.5),
            (20.4, -27.7, 20.4, 0.0, 20.4),
            (-27.7, 20.4, 20.4, 0.0, 20.4),
            (30.0, -10.0, 30.0, 20.0, 30.0),
            (-3.0, -2.0, 0.0, 0.0, -5.0),
        ] {
            let [apart, together] = [false, true].map(|pooled| Gaps::new(care, health, pooled));
            for (is, value) in [
                (apart.left(), left),
                (together.left(), pooled),
                (apart.rest(), rest),
            ] {
                assert!((is - value).abs() < 1e-9, "{care} {health}");
            }
        }
        let over = Gaps::new(20.4, -27.7, true);
        assert!(over.is_balanced() && over.is_over() && over.is_pooled());
        assert_eq!(over.quantity(2023), Quantity::Gap(Scope::Total, 2023));
        let apart = Gaps::new(20.4, -27.7, false);
        assert_eq!(apart.quantity(2023), Quantity::Remaining(2023));
    }

    #[test]
    fn an_area_that_lacks_is_said_beside_one_that_has_over() {
        let says = |care, health| uneven(Gaps::new(care, health, false));
        assert_eq!(
            says(20.4, -27.7).as_deref(),
            Some(
                "I omsorgen återstår 20,4\u{a0}mnkr. Vården har 27,7\u{a0}mnkr över; det är en annan medlems pengar."
            )
        );
        assert_eq!(
            says(-0.049, 3.0).as_deref(),
            Some(
                "I vården återstår 3,0\u{a0}mnkr. Omsorgen har 49\u{a0}tkr över; det är en annan medlems pengar."
            )
        );
        for none in [
            says(1.0, 2.0),
            says(-1.0, -2.0),
            says(1.0, 0.0),
            says(1.0, -1e-9),
        ] {
            assert_eq!(none, None);
        }
        assert_eq!(
            uneven(Gaps::new(20.4, -7.7, true)).as_deref(),
            Some(POOLED),
            "money may move"
        );
    }

    #[test]
    fn balance_is_claimed_with_what_it_stands_on() {
        let says = |saving, own, gross, loss, members| {
            let basis = Basis {
                saving,
                own,
                gross,
                loss,
                members,
            };
            let gaps = Gaps {
                basis,
                ..Gaps::new(-0.1, -0.1, false)
            };
            gaps.balance(2023)
        };
        assert_eq!(says(81.1, 0.0, 0.0, 0.0, 0.0), "Budget i balans 2023.");
        assert_eq!(
            says(81.1, 79.9, 12.0, 70.5, 0.0),
            "Budget i balans 2023, på egna antaganden (79,9 av 81,1\u{a0}mnkr, varav 12,0\u{a0}mnkr utan känd kostnad), \
             och Tiohundra\u{a0}AB förlorar 70,5\u{a0}mnkr."
        );
        assert_eq!(
            says(1.2, 0.0, 0.0, 0.5, 0.0),
            "Budget i balans 2023, men Tiohundra\u{a0}AB förlorar 0,5\u{a0}mnkr."
        );
        assert_eq!(
            says(1.2, 0.0, 0.0, -3.0, 72.5),
            "Budget i balans 2023, med 72,5\u{a0}mnkr mer från medlemmarna."
        );
    }

    #[test]
    fn a_lower_requirement_is_paid_by_the_area_s_member() {
        let mut inputs = balans_model::Inputs::defaults(&balans_model::KSON_2023);
        let pack = &balans_model::KSON_2023;
        let of =
            |inputs: &balans_model::Inputs| lowered(pack, &balans_model::simulate(pack, inputs));
        assert_eq!(lower_requirement(of(&inputs)), "");
        inputs.set(pack, REQUIREMENTS[0], 28.1);
        // A higher one is no one's money.
        inputs.set(pack, REQUIREMENTS[1], 30.0);
        assert_eq!(
            lower_requirement(of(&inputs)),
            "lägre krav: Norrtälje kommun betalar 19,5\u{a0}mnkr"
        );
        assert_eq!(
            lower_requirement([19.5, 1.0]),
            "lägre krav: Norrtälje kommun betalar 19,5\u{a0}mnkr, Region Stockholm betalar 1,0\u{a0}mnkr"
        );
    }

    #[test]
    fn a_small_amount_is_not_shown_as_nothing() {
        for (value, text) in [
            (0.049, "49\u{a0}tkr"),
            (-0.049, "49\u{a0}tkr"),
            (0.05, "0,1\u{a0}mnkr"),
            (0.000_4, "400\u{a0}kr"),
            (1e-8, "0,01\u{a0}kr"),
            (1e-9, "0,0\u{a0}mnkr"),
            (72.5, "72,5\u{a0}mnkr"),
        ] {
            assert_eq!(amount(value), text, "{value}");
        }
        for (gap, says) in [
            (72.5, "72,5\u{a0}mnkr återstår"),
            (0.049, "49\u{a0}tkr återstår"),
            (0.000_4, "inget återstår"),
            (-29.8, "29,8\u{a0}mnkr mer än kravet"),
        ] {
            assert_eq!(rest(gap), says, "{gap}");
        }
        assert_eq!(part_of(72.5, 73.7), "72,5 av 73,7\u{a0}mnkr");
        assert_eq!(part_of(0.049, 73.7), "49\u{a0}tkr av 73,7\u{a0}mnkr");
        assert!(adds_up(&[0.5, 0.7, 0.0], 1.2, 1));
        assert!(!adds_up(&[0.04, 0.7, 4.44], 5.18, 1));
    }
}
