//! A lever: native range, number field, mark at the underlag, reset, purpose and explanation.
//!
//! A yes/no and a month are choices rather than ranges; they keep the same frame.

use balans_model::{InputId, InputSpec, Quantity, Unit};
use leptos::ev;
use leptos::prelude::*;

use super::disclosure::Disclosure;
use super::how::InputPanel;
use super::status::{ChangedChip, StatusChip};
use crate::format;
use crate::platform;
use crate::state::{Intent, Tool, use_tool};
use crate::texts;

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
    let tool = use_tool();
    let spec = tool.pack().spec(input);
    let unit = shown_unit(spec, reading);
    let purpose = purpose.unwrap_or_else(|| spec.purpose.to_string());
    let label = label.unwrap_or_else(|| spec.label.to_string());
    let slug = input.name().replace('.', "-");
    let label_id = format!("l-{slug}");
    let control_id = format!("r-{slug}");
    let panel_id = format!("p-{slug}");
    let open = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    // Only the shifted reading needs the other input; the plain one must not wake up with it.
    let scale = match reading {
        Reading::Plain => Memo::new(move |_| Scale::of(spec, reading, 0.0)),
        Reading::OnTopOf(base) => {
            let base = tool.input(base);
            Memo::new(move |_| Scale::of(spec, reading, base.get()))
        }
    };
    let stored = tool.input(input);
    let shown = Memo::new(move |_| scale.get().shown(stored.get()));
    let changed = tool.is_changed(input);
    let reset_focus = control_id.clone();
    let reset = move |_| {
        problem.set(None);
        tool.send(Intent::Reset(input));
        // The button goes away with the change it undoes; focus must not go with it.
        platform::focus(&reset_focus);
    };
    let reset_name = label.clone();
    let reset_to = move || {
        let default = scale.get().shown(spec.default);
        texts::reset_to(&reset_name, &texts::input_value_as(spec, unit, default))
    };
    let changed_by = move || match reading {
        Reading::Plain => None,
        Reading::OnTopOf(_) => Some(texts::change_from_today(spec, stored.get())),
    };
    let control = match spec.unit {
        Unit::Bool => choice(tool, input, &control_id, &label_id).into_any(),
        Unit::Month => months(tool, input, spec, &control_id).into_any(),
        _ => range(
            tool,
            input,
            spec,
            reading,
            scale,
            shown,
            problem,
            &control_id,
        )
        .into_any(),
    };
    let name = label.clone();
    let label_view = if spec.unit == Unit::Bool {
        view! { <span id=label_id.clone() class="label">{label.clone()}</span> }.into_any()
    } else {
        view! { <label id=label_id.clone() for=control_id>{label.clone()}</label> }.into_any()
    };
    view! {
        <div class="lever" role="group" aria-labelledby=label_id.clone() data-input=input.name()>
            <div class="lever-head">
                {label_view}
                {control_head(tool, input, spec, reading, scale, shown, problem, &label)}
            </div>
            <p class="purpose">{purpose}</p>
            <div role="alert">
                {move || problem.get().map(|problem| view! { <p class="error" data-error>{problem}</p> })}
            </div>
            {control}
            <div class="lever-foot">
                {match reading {
                    Reading::Plain => view! {
                        <StatusChip status=spec.status/>
                        <ChangedChip input/>
                    }.into_any(),
                    Reading::OnTopOf(_) => view! { <span class="small" data-change>{changed_by}</span> }.into_any(),
                }}
                <Disclosure label=texts::HOW about=name panel=panel_id.clone() open/>
                <button
                    type="button"
                    class="quiet reset"
                    data-action="reset"
                    data-idle=move || (!changed.get()).then_some("")
                    on:click=reset
                >
                    {texts::RESET}<span class="visually-hidden">{reset_to}</span>
                </button>
            </div>
            <div id=panel_id class="panel" hidden=move || !open.get()>
                {move || open.get().then(|| view! { <InputPanel input drives/> })}
            </div>
        </div>
    }
}

const fn shown_unit(spec: &InputSpec, reading: Reading) -> Unit {
    match reading {
        Reading::Plain => spec.unit,
        // A share plus percentage points is a share.
        Reading::OnTopOf(_) => Unit::Percent,
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "the parts of one component, apart only to be read"
)]
fn control_head(
    tool: Tool,
    input: InputId,
    spec: &'static InputSpec,
    reading: Reading,
    scale: Memo<Scale>,
    shown: Memo<f64>,
    problem: RwSignal<Option<String>>,
    label: &str,
) -> impl IntoView + use<> {
    if matches!(spec.unit, Unit::Bool | Unit::Month) {
        return ().into_any();
    }
    let unit = shown_unit(spec, reading);
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
                tool.send(Intent::Set(input, scale.stored(value)));
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
                aria-invalid=move || problem.with(|problem| problem.is_some().then_some("true"))
                prop:value=move || draft.get().unwrap_or_else(|| texts::plain_value(spec, shown.get()))
                on:input:target=move |ev| draft.set(Some(ev.target().value()))
                on:change:target=commit
                on:keydown=escape
            />
            <span class="unit" aria-hidden="true">{short_unit(unit)}</span>
        </span>
    }
    .into_any()
}

/// Beside a field there is room for a short unit only; the long one is in the field's name.
fn short_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::PercentPerYear => "%/år",
        Unit::Points | Unit::PointsPerYear => "p.e.",
        Unit::KrPerDay => "kr/dygn",
        Unit::TkrPerYear => "tkr/år",
        unit => texts::suffix(unit),
    }
}

#[allow(
    clippy::too_many_arguments,
    reason = "the parts of one component, apart only to be read"
)]
fn range(
    tool: Tool,
    input: InputId,
    spec: &'static InputSpec,
    reading: Reading,
    scale: Memo<Scale>,
    shown: Memo<f64>,
    problem: RwSignal<Option<String>>,
    control_id: &str,
) -> impl IntoView + use<> {
    let unit = shown_unit(spec, reading);
    let entered = move |text: String| {
        text.parse::<f64>()
            .ok()
            .map(|value| scale.get_untracked().stored(value))
    };
    let fill = Memo::new(move |_| scale.get().fraction(shown.get()));
    let mark = Memo::new(move |_| {
        let scale = scale.get();
        scale.fraction(scale.mark)
    });
    let mark_text = move || match reading {
        Reading::Plain => texts::underlag_mark(spec),
        Reading::OnTopOf(_) => texts::today_mark(spec, scale.get().mark),
    };
    let end = move |value: f64| texts::scale_end(spec, value);
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
                min=move || scale.get().min.to_string()
                max=move || scale.get().max.to_string()
                step=spec.step.to_string()
                aria-valuetext=spoken
                style:--fill=move || format!("{:.4}", fill.get())
                prop:value=move || shown.get().to_string()
                on:input:target=move |ev| {
                    problem.set(None);
                    if let Some(value) = entered(ev.target().value()) {
                        tool.send(Intent::Drag(input, value));
                    }
                }
                on:change:target=move |ev| {
                    if let Some(value) = entered(ev.target().value()) {
                        tool.send(Intent::Set(input, value));
                    }
                }
            />
            <span class="mark" aria-hidden="true" style:--mark=move || format!("{:.4}", mark.get())></span>
        </div>
        <div class="scale" aria-hidden="true">
            <span>{move || end(scale.get().min)}</span>
            <span>{mark_text}</span>
            <span>{move || end(scale.get().max)}</span>
        </div>
    }
}

fn choice(tool: Tool, input: InputId, control_id: &str, label_id: &str) -> impl IntoView + use<> {
    let value = tool.input(input);
    let option = |id: Option<String>, text: &'static str, means: f64| {
        let on = Memo::new(move |_| (value.get() >= 0.5) == (means >= 0.5));
        view! {
            <button
                type="button"
                id=id
                aria-pressed=move || on.get().to_string()
                on:click=move |_| tool.send(Intent::Set(input, means))
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="choices" role="group" aria-labelledby=label_id.to_owned()>
            {option(Some(control_id.to_owned()), texts::YES, 1.0)}
            {option(None, texts::NO, 0.0)}
        </div>
    }
}

fn months(
    tool: Tool,
    input: InputId,
    spec: &'static InputSpec,
    control_id: &str,
) -> impl IntoView + use<> {
    let value = tool.input(input);
    let options = (spec.min as u32..=spec.max as u32)
        .map(|month| view! { <option value=month.to_string()>{texts::month(month)}</option> })
        .collect_view();
    view! {
        <select
            class="text-input"
            id=control_id.to_owned()
            prop:value=move || format!("{:.0}", value.get())
            on:change:target=move |ev| {
                if let Ok(month) = ev.target().value().parse() {
                    tool.send(Intent::Set(input, month));
                }
            }
        >
            {options}
        </select>
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
