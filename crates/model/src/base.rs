//! The base pack: which pack a page, a worker or a wasm module works with, and packs of other years made over the built-in one.

use balans_format::names::{Names, use_names};
use std::borrow::Cow;
use std::cell::Cell;

use crate::ids::{InputId, YEAR_SLOTS, Year};
use crate::pack::{KSON_2023, Pack};
use crate::remote_text::RemoteText;
use crate::vocabulary::Unit;

thread_local! {
    // One page, worker or module has one thread; natively, each test has its own.
    static BASE: Cell<&'static Pack> = const { Cell::new(&KSON_2023) };
}

/// Returns the base pack of this thread: the built-in one unless [`set_base_pack`] has set another.
#[must_use]
pub fn base_pack() -> &'static Pack {
    BASE.get()
}

/// Sets the base pack of this thread, and takes its names into use. A page sets it once, before it opens a session: inputs,
/// outcomes and quantities of one pack mean nothing under another.
pub fn set_base_pack(pack: &'static Pack) {
    use_names(&pack.names);
    BASE.set(pack);
}

/// The years of a pack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PackYears {
    /// The year the cost base is from.
    pub base_year: Year,
    /// The budget year.
    pub plan_year: Year,
    /// The last year computed.
    pub horizon: Year,
    /// The year in which the 80+ index is 1.
    pub growth_from: Year,
    /// The year up to which the documents' own forecast of 80+ runs.
    pub growth_to: Year,
}

/// Reason why years cannot be a pack's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum YearsFault {
    /// A year is outside 1900–2199.
    Implausible(Year),
    /// The base year is not before the plan year, or the plan year is after the horizon.
    Order,
    /// There are more than [`PackYears::MOST`] years from the base year to the horizon.
    TooMany,
    /// The growth of the elderly does not end after it begins, or ends in no year that is planned.
    Growth,
}

impl PackYears {
    /// The most years from the base year to the horizon, both included.
    pub const MOST: usize = YEAR_SLOTS;

    /// Returns the years of a pack.
    #[must_use]
    pub const fn of(pack: &Pack) -> Self {
        Self {
            base_year: pack.base_year,
            plan_year: pack.plan_year,
            horizon: pack.horizon,
            growth_from: pack.growth_from,
            growth_to: pack.growth_to,
        }
    }

    /// Makes the years from their list, in the order of the fields.
    #[must_use]
    pub const fn from_array(years: [Year; 5]) -> Self {
        let [base_year, plan_year, horizon, growth_from, growth_to] = years;
        Self {
            base_year,
            plan_year,
            horizon,
            growth_from,
            growth_to,
        }
    }

    /// Returns the years as a list, in the order of the fields.
    #[must_use]
    pub const fn to_array(self) -> [Year; 5] {
        [
            self.base_year,
            self.plan_year,
            self.horizon,
            self.growth_from,
            self.growth_to,
        ]
    }

    /// Checks that a pack can have these years.
    ///
    /// # Errors
    /// The first thing that is wrong with them.
    pub fn check(self) -> Result<(), YearsFault> {
        let all = self.to_array();
        if let Some(year) = all.into_iter().find(|year| !(1900..2200).contains(year)) {
            return Err(YearsFault::Implausible(year));
        }
        if self.base_year >= self.plan_year || self.plan_year > self.horizon {
            return Err(YearsFault::Order);
        }
        if (self.horizon - self.base_year) as usize >= Self::MOST {
            return Err(YearsFault::TooMany);
        }
        let planned = self.plan_year..=self.horizon;
        if self.growth_from >= self.growth_to || !planned.contains(&self.growth_to) {
            return Err(YearsFault::Growth);
        }
        Ok(())
    }
}

impl Pack {
    /// Returns whether this is the built-in pack, with or without own figures: sentences about the built-in documents hold
    /// for no other.
    #[must_use]
    pub fn is_built_in(&self) -> bool {
        self.id == KSON_2023.id
    }

    /// Makes the pack of other years: years in labels and purposes are replaced, and a year that is a value (a start year)
    /// moves with the plan year. What is said of figures (sources and notes) is left as it stands.
    #[must_use]
    pub fn with_years(&self, years: PackYears) -> Self {
        let old = PackYears::of(self);
        let pairs = [
            (old.base_year, years.base_year),
            (old.plan_year, years.plan_year),
            (old.growth_from, years.growth_from),
            (old.growth_to, years.growth_to),
            (old.horizon, years.horizon),
        ];
        let named = |year: Year| {
            let mut all = pairs.iter();
            all.find(|(from, _)| *from == year).map(|(_, to)| *to)
        };
        let moved_by = years.plan_year - old.plan_year;
        let moved = |id: InputId, value: f64| {
            if self.spec(id).unit == Unit::CalendarYear {
                (value + f64::from(moved_by))
                    .clamp(f64::from(years.plan_year), f64::from(years.horizon))
            } else {
                value
            }
        };
        let mut pack = self.clone();
        for (id, spec) in InputId::all().zip(pack.inputs.to_mut()) {
            spec.label = replace_years(&spec.label, named).into();
            let purpose = replace_years(&spec.purpose, named);
            if *spec.purpose != *purpose {
                spec.purpose = RemoteText::own(purpose);
            }
            spec.default = moved(id, spec.default);
            if spec.unit == Unit::CalendarYear {
                (spec.min, spec.max) = (f64::from(years.plan_year), f64::from(years.horizon));
            }
        }
        for preset in pack.presets.to_mut() {
            for (id, value) in preset.values.to_mut() {
                *value = moved(*id, *value);
            }
            let later = |year: Year| (old.base_year..=old.horizon).contains(&year);
            let explanation = replace_years(&preset.explanation, |year| {
                later(year).then_some(year + moved_by)
            });
            preset.explanation = RemoteText::own(explanation);
        }
        pack.base_year = years.base_year;
        pack.plan_year = years.plan_year;
        pack.horizon = years.horizon;
        pack.growth_from = years.growth_from;
        pack.growth_to = years.growth_to;
        pack
    }
}

impl Pack {
    /// Makes the pack with other names of parties and homes in what the tool says of inputs, measures and presets. What
    /// documents say (titles, sources and notes on figures) is left as it stands. The pack's own texts are to have the
    /// built-in names.
    #[must_use]
    pub fn with_names(&self, names: Names) -> Self {
        let put = |text: &mut RemoteText| {
            let named = names.put_into(text);
            if **text != *named {
                *text = RemoteText::own(named);
            }
        };
        let mut pack = self.clone();
        for spec in pack.inputs.to_mut() {
            spec.label = names.put_into(&spec.label).into();
            put(&mut spec.purpose);
        }
        for measure in pack.measures.to_mut() {
            measure.name = names.put_into(&measure.name).into();
            put(&mut measure.purpose);
            put(&mut measure.affects);
            put(&mut measure.consequence);
            measure.note.iter_mut().for_each(put);
        }
        for preset in pack.presets.to_mut() {
            preset.name = names.put_into(&preset.name).into();
            put(&mut preset.explanation);
        }
        pack.names = Cow::Owned(names);
        pack
    }
}

/// Replaces each number of four digits for which `named` gives another.
fn replace_years(text: &str, named: impl Fn(Year) -> Option<Year>) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let length = from.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, after) = from.split_at(length);
        replaced.push_str(before);
        let year = (length == 4).then(|| digits.parse().ok()).flatten();
        match year.and_then(&named) {
            Some(year) => replaced.push_str(&year.to_string()),
            None => replaced.push_str(digits),
        }
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

#[cfg(test)]
mod tests {
    use super::{PackYears, YearsFault, replace_years};
    use crate::inputs::Inputs;
    use crate::pack::KSON_2023;
    use crate::simulate::simulate;
    use crate::{Quantity, Scope, Unit};

    fn later(by: i32) -> PackYears {
        let old = PackYears::of(&KSON_2023);
        PackYears {
            base_year: old.base_year + by,
            plan_year: old.plan_year + by,
            horizon: old.horizon + by,
            growth_from: old.growth_from + by,
            growth_to: old.growth_to + by,
        }
    }

    #[test]
    fn the_same_figures_in_other_years_give_the_same_budget() {
        let pack = KSON_2023.with_years(later(4));
        let then = simulate(&KSON_2023, &Inputs::defaults(&KSON_2023));
        let now = simulate(&pack, &Inputs::defaults(&pack));
        for year in KSON_2023.years() {
            for scope in Scope::ALL {
                let gap =
                    |outcome: &crate::Outcome, year| outcome.value(Quantity::Gap(*scope, year));
                assert_eq!(gap(&then, year), gap(&now, year + 4), "{scope:?} {year}");
            }
        }
        assert_eq!(KSON_2023.with_years(later(0)), KSON_2023);
    }

    /// A label that names another year than the pack's would say the old year under a new pack.
    #[test]
    fn labels_and_purposes_name_the_years_of_the_pack_alone() {
        let pack = KSON_2023.with_years(later(40));
        for spec in pack.inputs.iter() {
            let said = [&*spec.label, " ", &*spec.purpose].concat();
            assert!(!said.contains("202") && !said.contains("203"), "{said}");
            if spec.unit == Unit::CalendarYear {
                assert!(spec.min <= spec.default && spec.default <= spec.max);
            }
        }
        for preset in pack.presets.iter() {
            assert!(
                !preset.explanation.contains("202"),
                "{}",
                preset.explanation
            );
        }
    }

    #[test]
    fn years_that_no_pack_can_have_are_refused() {
        let good = later(4);
        assert_eq!(good.check(), Ok(()));
        let wrong = [
            (
                PackYears {
                    base_year: 22,
                    ..good
                },
                YearsFault::Implausible(22),
            ),
            (
                PackYears {
                    plan_year: good.base_year,
                    ..good
                },
                YearsFault::Order,
            ),
            (
                PackYears {
                    horizon: good.base_year,
                    ..good
                },
                YearsFault::Order,
            ),
            (
                PackYears {
                    horizon: good.base_year + 12,
                    ..good
                },
                YearsFault::TooMany,
            ),
            (
                PackYears {
                    growth_to: good.growth_from,
                    ..good
                },
                YearsFault::Growth,
            ),
            (
                PackYears {
                    growth_to: good.horizon + 1,
                    ..good
                },
                YearsFault::Growth,
            ),
            (
                PackYears {
                    horizon: i32::MAX,
                    ..good
                },
                YearsFault::Implausible(i32::MAX),
            ),
        ];
        for (years, fault) in wrong {
            assert_eq!(years.check(), Err(fault));
        }
    }

    #[test]
    fn only_numbers_of_four_digits_are_years() {
        let next = |year| (year == 2022).then_some(2026);
        let text = "12022 och 2022–2022, 202 2022kr";
        assert_eq!(replace_years(text, next), "12022 och 2026–2026, 202 2026kr");
    }
}
