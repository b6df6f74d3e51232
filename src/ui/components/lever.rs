//! A lever: native range, number field, mark at the underlag, reset, purpose and explanation.
//!
//! A yes/no and a month are choices rather than ranges; they keep the same frame.

use balans_model::{HousingType, InputId, InputSpec, Quantity, Unit, Vacancy};
use leptos::ev;
use leptos::prelude::*;

use super::choices::choices;
use super::disclosure::Disclosure;
use super::status::{ChangedChip, StatusChip};
use crate::format;
use crate::state::thin::{act, bound, live, memo, view};
use crate::state::{Intent, Tool, use_tool};
use crate::texts;
use crate::ui::parts::{Part, part};

/// What the slider shows of its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Reading {
    /// The input itself.
    #[default]
    Plain,
    /// The input is a change on top of another: the slider shows what results.
    OnTopOf(InputId),
}

/// What is shown and what may be entered: a pure reading of the inputs, tested natively.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Scale {
    min: f64,
    max: f64,
    /// The mark: the underlag's value, or today's.
    mark: f64,
    base: f64,
}

impl Scale {
    fn of(spec: &InputSpec, reading: Reading, base: f64) -> Self {
        match reading {
            Reading::Plain => Self {
                min: spec.min,
                max: spec.max,
                mark: spec.default,
                base: 0.0,
            },
            Reading::OnTopOf(_) => {
                let (min, max) = ((base + spec.min).max(0.0), (base + spec.max).min(100.0));
                Self {
                    min: tidy(min),
                    max: tidy(max),
                    mark: base,
                    base,
                }
            }
        }
    }

    fn shown(self, stored: f64) -> f64 {
        tidy(self.base + stored)
    }

    fn stored(self, shown: f64) -> f64 {
        tidy(shown - self.base)
    }

    fn fraction(self, shown: f64) -> f64 {
        let span = self.max - self.min;
        if span > 0.0 {
            ((shown - self.min) / span).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// 2,4 + 9,6 is 12, not 11,999…: what a person reads and types has at most nine decimals.
fn tidy(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

/// What a typed text is worth, or what to say about it.
fn read_entry(text: &str, spec: &InputSpec, unit: Unit, scale: Scale) -> Result<f64, String> {
    let value = format::parse(text, &texts::accepted_units(unit))
        .map_err(|error| texts::parse_error(error).to_owned())?;
    if value < scale.min || value > scale.max {
        return Err(texts::out_of_range(spec, scale.min, scale.max));
    }
    Ok(value)
}

/// What the parts of one lever share.
#[derive(Clone, Copy)]
struct Handle {
    tool: Tool,
    input: InputId,
    spec: &'static InputSpec,
    reading: Reading,
    /// The unit of what is shown.
    unit: Unit,
    scale: Memo<Scale>,
    stored: Memo<f64>,
    shown: Memo<f64>,
    /// What is wrong with what was typed.
    problem: RwSignal<Option<String>>,
}

impl Handle {
    fn new(tool: Tool, input: InputId, reading: Reading) -> Self {
        let spec = tool.pack().spec(input);
        // Only the shifted reading needs the other input; the plain one must not wake up with it.
        let scale = match reading {
            Reading::Plain => memo(move || Scale::of(spec, reading, 0.0)),
            Reading::OnTopOf(base) => {
                let base = tool.input(base);
                memo(move || Scale::of(spec, reading, base.get()))
            }
        };
        let unit = match reading {
            Reading::Plain => spec.unit,
            // A share plus percentage points is a share.
            Reading::OnTopOf(_) => Unit::Percent,
        };
        let stored = tool.input(input);
        let shown = memo(move || scale.get().shown(stored.get()));
        Self {
            tool,
            input,
            spec,
            reading,
            unit,
            scale,
            stored,
            shown,
            problem: RwSignal::new(None),
        }
    }

    fn set(self, value: f64) {
        self.tool.send(Intent::Set(self.input, value));
    }

    /// From the range's own text to what is stored.
    fn entered(self, text: &str) -> Option<f64> {
        text.parse::<f64>()
            .ok()
            .map(|value| self.scale.get_untracked().stored(value))
    }

    /// What the mark stands at, and says.
    fn mark_text(self) -> String {
        match self.reading {
            Reading::Plain => texts::underlag_mark(self.spec),
            Reading::OnTopOf(_) => texts::today_mark(self.spec, self.scale.get().mark),
        }
    }
}

/// The vacancy today that a change comes on top of, if the input is such a change.
pub(crate) fn vacancy_of(input: InputId) -> Option<(InputId, HousingType, Vacancy)> {
    let mut parts = input.name().split('.');
    let vacancy = match parts.next()? {
        "occupancy" => Vacancy::Usable,
        "housing_upgrade" => Vacancy::Unfit,
        _ => return None,
    };
    let id = parts.next()?;
    let home = HousingType::ALL
        .iter()
        .copied()
        .find(|home| home.id() == id)?;
    let base = format!("housing.{id}.{}_vacancy", vacancy.id());
    Some((InputId::find(&base)?, home, vacancy))
}

/// One input, to move.
#[component]
pub(crate) fn Lever(
    /// Which input.
    input: InputId,
    /// What the slider shows of it.
    #[prop(optional)]
    reading: Reading,
    /// Another name than the pack's, where the place already says half of it.
    #[prop(optional, into)]
    label: Option<String>,
    /// Another purpose than the pack's, where the slider shows something else than its input.
    #[prop(optional, into)]
    purpose: Option<String>,
    /// The figure it acts in first, explained in its panel.
    #[prop(optional, into)]
    drives: Option<Quantity>,
) -> impl IntoView {
    let handle = Handle::new(use_tool(), input, reading);
    let spec = handle.spec;
    let label = label.unwrap_or_else(|| spec.label.to_string());
    let purpose = purpose.unwrap_or_else(|| spec.purpose.to_string());
    let slug = input.name().replace('.', "-");
    let (label_id, control_id, panel_id) = (
        format!("l-{slug}"),
        format!("r-{slug}"),
        format!("p-{slug}"),
    );
    let open = RwSignal::new(false);
    let control = match spec.unit {
        Unit::Bool => choice(handle, &label).into_any(),
        Unit::Month => months(handle, &label, &control_id).into_any(),
        _ => range(handle, &label, &control_id).into_any(),
    };
    let entry = !matches!(spec.unit, Unit::Bool | Unit::Month);
    let name = if spec.unit == Unit::Bool {
        view! { <span id=label_id.clone() class="label">{label.clone()}</span> }
    } else {
        view! { <label id=label_id.clone() for=control_id>{label.clone()}</label> }
    };
    let origin = match reading {
        Reading::Plain => view! {
            <StatusChip status=spec.status/>
            <ChangedChip input/>
        },
        Reading::OnTopOf(_) => view! {
            <span class="small" data-change>
                {live(move || texts::change_from_today(spec, handle.stored.get()))}
            </span>
        },
    };
    view! {
        <div class="lever" role="group" aria-labelledby=label_id data-input=input.name()>
            <div class="lever-head">
                {name}
                {entry.then(|| field(handle, &label))}
            </div>
            <p class="purpose">{purpose}</p>
            <div role="alert">
                {live(move || handle.problem.get().map(|problem| view! { <p class="error" data-error>{problem}</p> }))}
            </div>
            {control}
            <div class="lever-foot">
                {origin}
                <Disclosure label=texts::HOW about=label panel=panel_id.clone() open/>
            </div>
            <div id=panel_id class="panel" hidden=bound(move || !open.get())>
                {live(move || open.get().then(|| part(move || Part::Input(input, drives))))}
            </div>
        </div>
    }
}

fn field(handle: Handle, label: &str) -> impl IntoView + use<> {
    let Handle {
        spec,
        unit,
        scale,
        shown,
        problem,
        ..
    } = handle;
    // What is being typed, until it stands.
    let draft = RwSignal::new(None::<String>);
    // A value that comes from elsewhere (the slider, a reset, a scenario) ends the typing.
    Effect::new(move |before: Option<f64>| {
        let now = shown.get();
        if before.is_some_and(|before| before.to_bits() != now.to_bits()) {
            draft.set(None);
            problem.set(None);
        }
        now
    });
    let commit = move |ev: ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        let scale = scale.get_untracked();
        match read_entry(&ev.target().value(), spec, unit, scale) {
            Ok(value) => {
                problem.set(None);
                draft.set(None);
                handle.set(scale.stored(value));
            }
            Err(why) => problem.set(Some(why)),
        }
    };
    let escape = move |ev: ev::KeyboardEvent| {
        if ev.key() == "Escape" {
            draft.set(None);
            problem.set(None);
        }
    };
    view! {
        <span class="entry">
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-label=texts::field_name(label, unit)
                aria-invalid=bound(move || problem.with(|problem| problem.is_some().then_some("true")))
                prop:value=bound(move || draft.get().unwrap_or_else(|| texts::plain_value(spec, shown.get())))
                on:input:target=move |ev| draft.set(Some(ev.target().value()))
                on:change:target=commit
                on:keydown=escape
            />
            <span class="unit" aria-hidden="true">{texts::short_unit(unit)}</span>
        </span>
    }
}

fn range(handle: Handle, label: &str, control_id: &str) -> impl IntoView + use<> {
    let Handle {
        tool,
        input,
        spec,
        unit,
        scale,
        shown,
        problem,
        ..
    } = handle;
    let fill = memo(move || scale.get().fraction(shown.get()));
    let mark = memo(move || {
        let scale = scale.get();
        scale.fraction(scale.mark)
    });
    let spoken = move || {
        format!(
            "{} {}",
            texts::plain_value(spec, shown.get()),
            texts::spoken_unit(unit)
        )
    };
    view! {
        <div class="rail">
            <input
                type="range"
                id=control_id.to_owned()
                min=bound(move || scale.get().min.to_string())
                max=bound(move || scale.get().max.to_string())
                step=spec.step.to_string()
                aria-valuetext=spoken
                style:--fill=bound(move || format!("{:.4}", fill.get()))
                prop:value=bound(move || shown.get().to_string())
                on:input:target=move |ev| {
                    problem.set(None);
                    if let Some(value) = handle.entered(&ev.target().value()) {
                        tool.send(Intent::Drag(input, value));
                    }
                }
                on:change:target=move |ev| {
                    if let Some(value) = handle.entered(&ev.target().value()) {
                        handle.set(value);
                    }
                }
            />
            <span class="mark" aria-hidden="true" style:--mark=bound(move || format!("{:.4}", mark.get()))></span>
        </div>
        <div class="scale">
            <span aria-hidden="true">{live(move || texts::scale_end(spec, scale.get().min))}</span>
            {reset(handle, label)}
            <span aria-hidden="true">{live(move || texts::scale_end(spec, scale.get().max))}</span>
        </div>
    }
}

/// The mark's own words, which bring the lever back to it. At rest they are only words: not a stop
/// for Tab, and nothing to press.
fn reset(handle: Handle, label: &str) -> impl IntoView + use<> {
    let changed = handle.tool.is_changed(handle.input);
    let name = texts::reset(label);
    view! {
        <button
            type="button"
            class="reset"
            data-action="reset"
            data-idle=bound(move || (!changed.get()).then_some(""))
            aria-disabled=bound(move || (!changed.get()).then_some("true"))
            tabindex=bound(move || (!changed.get()).then_some("-1"))
            on:click=act(move |_| {
                handle.problem.set(None);
                handle.tool.send(Intent::Reset(handle.input));
            })
        >
            <span class="visually-hidden">{name}</span>
            {live(move || handle.mark_text())}
        </button>
    }
}

fn choice(handle: Handle, label: &str) -> impl IntoView + use<> {
    let options = [(true, texts::YES), (false, texts::NO)];
    let stored = handle.stored;
    let buttons = choices(
        label,
        options,
        move || stored.get() >= 0.5,
        move |yes| handle.set(f64::from(u8::from(yes))),
    );
    view! {
        {buttons}
        <div class="scale"><span></span>{reset(handle, label)}<span></span></div>
    }
}

fn months(handle: Handle, label: &str, control_id: &str) -> impl IntoView + use<> {
    let options = (handle.spec.min as u32..=handle.spec.max as u32)
        .map(|month| view! { <option value=month.to_string()>{texts::month(month)}</option> })
        .collect_view();
    view! {
        <select
            class="text-input"
            id=control_id.to_owned()
            prop:value=bound(move || format!("{:.0}", handle.stored.get()))
            on:change:target=move |ev| {
                if let Ok(month) = ev.target().value().parse() {
                    handle.set(month);
                }
            }
        >
            {options}
        </select>
        <div class="scale"><span></span>{reset(handle, label)}<span></span></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use balans_model::{KSON_2023, input_id};

    const CHANGE: InputId = input_id("occupancy.nursing_home.change");
    const BASE: InputId = input_id("housing.nursing_home.usable_vacancy");
    const CARE: InputId = input_id("requirement.care");

    fn vacancy(base: f64) -> Scale {
        Scale::of(KSON_2023.spec(CHANGE), Reading::OnTopOf(BASE), base)
    }

    #[test]
    fn a_vacancy_is_shown_as_it_becomes_and_stored_as_its_change() {
        let scale = vacancy(2.4);
        assert_eq!((scale.min, scale.max, scale.mark), (0.0, 12.4, 2.4));
        for shown in [0.0, 1.1, 2.4, 7.3, 12.0, 12.4] {
            assert!(
                (scale.shown(scale.stored(shown)) - shown).abs() <= 0.0,
                "{shown}"
            );
        }
        assert!((scale.stored(12.0) - 9.6).abs() <= 0.0);
        assert!(
            scale.stored(2.4).to_bits() == 0.0_f64.to_bits(),
            "today is no change"
        );
        assert_eq!(vacancy(15.0).min, 5.0);
    }

    #[test]
    fn typed_numbers() {
        let spec = KSON_2023.spec(CARE);
        let scale = Scale::of(spec, Reading::Plain, 0.0);
        for (text, value) in [
            ("50,0", 50.0),
            ("47.6 mnkr", 47.6),
            ("0", 0.0),
            (" 100 ", 100.0),
        ] {
            assert_eq!(
                read_entry(text, spec, Unit::Mnkr, scale),
                Ok(value),
                "{text}"
            );
        }
        for (text, why) in [
            ("", "Skriv ett tal."),
            ("abc", "Det här är inget tal. Skriv till exempel 47,6."),
            ("101", "Skriv ett tal från 0 till 100."),
            ("−5", "Skriv ett tal från 0 till 100."),
        ] {
            assert_eq!(
                read_entry(text, spec, Unit::Mnkr, scale),
                Err(why.to_owned()),
                "{text}"
            );
        }
    }
}
