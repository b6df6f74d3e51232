//! A lever: native range, number field, mark at the underlag's value, reset, purpose and
//! explanation. product.md, *Behaviour*.
//!
//! Yes/no inputs and months are choices rather than ranges, in the same frame.

use balans_report::texts::shared;
use std::cell::Cell;
use std::rc::Rc;

use balans_model::{HousingType, InputId, InputSpec, Quantity, Unit, Vacancy};
use leptos::ev;
use leptos::prelude::*;

use super::choices::choices;
use super::disclosure::Disclosure;
use crate::erased::{attr, dynamic, handler, memo, view};
use crate::platform;
use crate::state::{Intent, LoadState, Session, Store, use_store};
use crate::texts;
use crate::ui::loading::{LazyPanel, lazy_slot, render};
use balans_format::{self as format, ParseError};

/// The value that a lever shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum LeverMode {
    /// The input's value.
    #[default]
    Plain,
    /// The sum of another input and this one, which is a change of the other. The vacancies of
    /// model.md, *Measures*: `a1` and `b1`, in percent.
    OffsetFrom(InputId),
}

/// The shown range and its relation to stored values: a pure function of the inputs, tested
/// natively.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    pub(crate) min: f64,
    pub(crate) max: f64,
    /// The marked value: the underlag's, or today's.
    mark: f64,
    base: f64,
}

impl Scale {
    pub(crate) fn of(spec: &InputSpec, reading: LeverMode, base: f64) -> Self {
        match reading {
            LeverMode::Plain => Self {
                min: spec.min,
                max: spec.max,
                mark: spec.default,
                base: 0.0,
            },
            LeverMode::OffsetFrom(_) => {
                let (min, max) = ((base + spec.min).max(0.0), (base + spec.max).min(100.0));
                Self {
                    min: round_to_nanos(min),
                    max: round_to_nanos(max),
                    mark: base,
                    base,
                }
            }
        }
    }

    /// Converts a stored value to the shown one: never a share below 0 or above 100 percent, also
    /// where the stored change was made on top of another share than today's.
    pub(crate) fn shown(self, stored: f64) -> f64 {
        round_to_nanos(self.base + stored).clamp(self.min, self.max)
    }

    pub(crate) fn stored(self, shown: f64) -> f64 {
        round_to_nanos(shown - self.base)
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

/// Rounds to nine decimals, so that 2,4 + 9,6 is shown as 12 and not as 11,999….
fn round_to_nanos(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

/// Parses a typed value; the error is the message to show.
fn read_entry(text: &str, spec: &InputSpec, unit: Unit, scale: Scale) -> Result<f64, String> {
    let value = format::parse(text, &texts::numbers::accepted_units(unit))
        .map_err(|error| texts::numbers::parse_error(error).to_owned())?;
    if spec.is_fraction(value) {
        return Err(texts::numbers::not_whole(unit).to_owned());
    }
    if value < scale.min || value > scale.max {
        return Err(texts::numbers::out_of_range(spec, scale.min, scale.max));
    }
    Ok(value)
}

/// State shared by the parts of a lever.
#[derive(Clone, Copy)]
struct Handle {
    store: Store,
    input: InputId,
    spec: &'static InputSpec,
    reading: LeverMode,
    /// The unit of the shown value.
    unit: Unit,
    scale: Memo<Scale>,
    stored: Memo<f64>,
    shown: Memo<f64>,
    /// The error of the typed text, if any.
    problem: RwSignal<Option<String>>,
}

impl Handle {
    fn new(store: Store, input: InputId, reading: LeverMode) -> Self {
        let spec = store.active_pack().spec(input);
        // Only an offset needs the other input; a plain lever must not be updated by it.
        let scale = match reading {
            LeverMode::Plain => memo(move || Scale::of(spec, reading, 0.0)),
            LeverMode::OffsetFrom(base) => {
                let base = store.input(base);
                memo(move || Scale::of(spec, reading, base.get()))
            }
        };
        let unit = match reading {
            LeverMode::Plain => spec.unit,
            // A share plus percentage points is a share.
            LeverMode::OffsetFrom(_) => Unit::Percent,
        };
        let stored = store.input(input);
        let shown = memo(move || scale.get().shown(stored.get()));
        Self {
            store,
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
        self.store.send(Intent::Set(self.input, value));
    }

    /// Returns the current scale, for event handlers: a browser fires `change` on a field also
    /// while its view is removed, when the lever's own signals are disposed.
    fn scale_now(self) -> Scale {
        let base = match self.reading {
            LeverMode::Plain => 0.0,
            LeverMode::OffsetFrom(base) => self.store.peek(|session| session.inputs().get(base)),
        };
        Scale::of(self.spec, self.reading, base)
    }

    /// Converts the range element's text to the stored value.
    fn entered(self, text: &str) -> Option<f64> {
        let value = text.parse::<f64>().ok()?;
        Some(self.scale_now().stored(value))
    }

    /// Returns the mark's text.
    fn mark_text(self) -> String {
        match self.reading {
            LeverMode::Plain => texts::lever::underlag_mark(self.spec),
            LeverMode::OffsetFrom(_) => texts::lever::today_mark(self.spec, self.scale.get().mark),
        }
    }
}

/// Returns today's vacancy that a change is added to, if the input is such a change.
pub(crate) fn vacancy_of(input: InputId) -> Option<(InputId, HousingType, Vacancy)> {
    HousingType::ALL.iter().find_map(|&home| {
        let of = home.inputs();
        if input == of.usable_change {
            Some((of.usable_vacancy, home, Vacancy::Usable))
        } else if input == of.unfit_change {
            Some((of.unfit_vacancy, home, Vacancy::Unfit))
        } else {
            None
        }
    })
}

/// The lever of an input.
#[component]
pub(crate) fn Lever(
    /// The input.
    input: InputId,
    /// The value that the lever shows.
    #[prop(optional)]
    reading: LeverMode,
    /// A label in place of the pack's, where the context already says half of it.
    #[prop(optional, into)]
    label: Option<String>,
    /// A purpose in place of the pack's, where the lever shows another value than the input's.
    #[prop(optional, into)]
    purpose: Option<String>,
    /// The quantity that the input mainly affects, explained in the panel.
    #[prop(optional, into)]
    drives: Option<Quantity>,
) -> impl IntoView {
    let handle = Handle::new(use_store(), input, reading);
    let spec = handle.spec;
    let label = label.unwrap_or_else(|| spec.label.to_string());
    let purpose = purpose.or_else(|| spec.purpose.at_hand().map(str::to_owned));
    let purpose = match purpose {
        Some(purpose) => purpose.into_any(),
        None => render(LazyPanel::Purpose(input)),
    };
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
    let chunk = handle.store.chunk;
    view! {
        <div class="lever" role="group" aria-labelledby=label_id data-input=input.name()>
            <div class="lever-head">
                {name}
                {entry.then(|| field(handle, &label))}
                <div role="alert">
                    {dynamic(move || handle.problem.get().map(|problem| view! { <p class="error" data-error>{problem}</p> }))}
                </div>
            </div>
            <p class="purpose">{purpose}</p>
            {control}
            <div class="lever-foot">
                {dynamic(move || (chunk.get() == LoadState::Ready).then(|| render(LazyPanel::Lever(input, reading))))}
                <Disclosure label=texts::how::HOW about=label panel=panel_id.clone() open/>
            </div>
            <div id=panel_id class="panel" hidden=attr(move || !open.get())>
                {dynamic(move || open.get().then(|| lazy_slot(move || LazyPanel::Input(input, drives))))}
            </div>
        </div>
    }
}

fn field(handle: Handle, label: &str) -> impl IntoView + use<> {
    let Handle {
        spec,
        unit,
        shown,
        problem,
        ..
    } = handle;
    // The text being typed, until it is confirmed.
    let draft = RwSignal::new(None::<String>);
    // A value set elsewhere (the slider, a reset) ends the typing, and so does another scenario,
    // also one with the same value here.
    let turns = handle.store.select(Session::turns);
    Effect::new(move |before: Option<(u64, u32)>| {
        let now = (shown.get().to_bits(), turns.get());
        if before.is_some_and(|before| before != now) {
            draft.set(None);
            problem.set(None);
        }
        now
    });
    let commit = move |ev: ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        let scale = handle.scale_now();
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
    // A browser joins pasted lines by removing the line breaks: two cells below each other would
    // become one number.
    let paste = move |ev: ev::ClipboardEvent| {
        if let Some(lines) = platform::pasted_lines(&ev) {
            ev.prevent_default();
            draft.set(Some(lines));
            problem.set(Some(
                texts::numbers::parse_error(ParseError::TwoNumbers).to_owned(),
            ));
        }
    };
    view! {
        <span class="entry">
            <input
                type="text"
                inputmode="decimal"
                autocomplete="off"
                aria-label=texts::lever::field_name(label, unit)
                aria-invalid=attr(move || problem.with(|problem| problem.is_some().then_some("true")))
                data-typing=attr(move || draft.with(|draft| draft.is_some().then_some("")))
                prop:value=attr(move || draft.get().unwrap_or_else(|| shared::plain_value(spec, shown.get())))
                on:input:target=move |ev| draft.set(Some(ev.target().value()))
                on:change:target=commit
                on:keydown=escape
                on:paste=paste
            />
            <span class="unit" aria-hidden="true">{texts::numbers::short_unit(unit)}</span>
        </span>
    }
}

fn range(handle: Handle, label: &str, control_id: &str) -> impl IntoView + use<> {
    let Handle {
        store,
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
    // Consecutive keys are one undo step; each click on the track, and each drag of the thumb, is
    // one of its own.
    let keyed = Rc::new(Cell::new(false));
    let (by_key, by_pointer, at_once) = (Rc::clone(&keyed), Rc::clone(&keyed), Rc::clone(&keyed));
    let spoken = move || {
        format!(
            "{} {}",
            shared::plain_value(spec, shown.get()),
            texts::numbers::spoken_unit(unit)
        )
    };
    view! {
        <div class="rail" style:--mark=attr(move || format!("{:.4}", mark.get()))>
            <input
                type="range"
                id=control_id.to_owned()
                min=attr(move || scale.get().min.to_string())
                max=attr(move || scale.get().max.to_string())
                step=spec.step.to_string()
                aria-valuetext=spoken
                style:--fill=attr(move || format!("{:.4}", fill.get()))
                prop:value=attr(move || shown.get().to_string())
                on:input:target=move |ev| {
                    problem.set(None);
                    if let Some(value) = handle.entered(&ev.target().value()) {
                        // A key is a move and its end in one: all that follows is worked out once, not twice.
                        store.send(if at_once.get() {
                            Intent::Nudge(input, value)
                        } else {
                            Intent::Drag(input, value)
                        });
                    }
                }
                on:keydown=move |_: ev::KeyboardEvent| by_key.set(true)
                on:pointerdown=move |_: ev::PointerEvent| by_pointer.set(false)
                on:change:target=move |ev| {
                    if let Some(value) = handle.entered(&ev.target().value()) {
                        if !keyed.get() {
                            store.send(Intent::Set(input, value));
                        } else if store.peek(|session| {
                            // A key pressed while a pointer holds the slider leaves the drag to be ended here.
                            session.is_dragging() || session.inputs().get(input).to_bits() != value.to_bits()
                        }) {
                            store.send(Intent::Nudge(input, value));
                        }
                    }
                }
            />
            <span class="mark" aria-hidden="true"></span>
            <div class="scale">
                <span aria-hidden="true">{dynamic(move || shared::scale_end(spec, scale.get().min))}</span>
                {reset(handle, label)}
                <span aria-hidden="true">{dynamic(move || shared::scale_end(spec, scale.get().max))}</span>
            </div>
        </div>
    }
}

/// Makes the reset button, whose text is the mark's. While the value is unchanged it is only text:
/// not focusable, and inert.
fn reset(handle: Handle, label: &str) -> impl IntoView + use<> {
    let changed = handle.store.is_changed(handle.input);
    let name = texts::lever::reset(label);
    view! {
        <button
            type="button"
            class="reset"
            data-action="reset"
            data-idle=attr(move || (!changed.get()).then_some(""))
            aria-disabled=attr(move || (!changed.get()).then_some("true"))
            tabindex=attr(move || (!changed.get()).then_some("-1"))
            on:click=handler(move |_| {
                handle.problem.set(None);
                handle.store.send(Intent::Reset(handle.input));
            })
        >
            <span class="visually-hidden">{name}</span>
            {dynamic(move || handle.mark_text())}
        </button>
    }
}

fn choice(handle: Handle, label: &str) -> impl IntoView + use<> {
    let options = [(true, shared::YES), (false, shared::NO)];
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
        .map(|month| view! { <option value=month.to_string()>{shared::month(month)}</option> })
        .collect_view();
    view! {
        <select
            class="text-input"
            id=control_id.to_owned()
            prop:value=attr(move || format!("{:.0}", handle.stored.get()))
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
        Scale::of(KSON_2023.spec(CHANGE), LeverMode::OffsetFrom(BASE), base)
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

    /// A change of −2,4 made on 2,4 percent stays stored when today's share becomes 1: no share is
    /// below 0.
    #[test]
    fn a_share_is_never_below_zero_or_above_a_hundred() {
        let spec = KSON_2023.spec(CHANGE);
        for (base, stored, shown, counts) in [
            (2.4, -2.4, 0.0, -2.4),
            (1.0, -2.4, 0.0, -1.0),
            (0.0, -10.0, 0.0, 0.0),
            (98.0, 10.0, 100.0, 2.0),
            (15.0, -10.0, 5.0, -10.0),
        ] {
            let scale = vacancy(base);
            assert_eq!(scale.shown(stored), shown, "{base} {stored}");
            assert_eq!(scale.stored(scale.shown(stored)), counts, "{base} {stored}");
            let says = texts::lever::change_from_today(spec, counts, stored);
            assert_eq!(says.contains("satt till"), counts != stored, "{says}");
        }
        assert_eq!(
            texts::lever::change_from_today(spec, -1.0, -2.4),
            "Jämfört med i dag: −1,0\u{a0}procentenheter. Mer går inte: ändringen är satt till −2,4."
        );
    }

    #[test]
    fn typed_numbers() {
        let spec = KSON_2023.spec(CARE);
        let scale = Scale::of(spec, LeverMode::Plain, 0.0);
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
            ("40\t41", "Det står två tal i fältet. Skriv bara ett."),
        ] {
            assert_eq!(
                read_entry(text, spec, Unit::Mnkr, scale),
                Err(why.to_owned()),
                "{text}"
            );
        }
        let start = KSON_2023.spec(input_id("indexation.start_year"));
        let years = KSON_2023.spec(input_id("indexation.years"));
        let places = KSON_2023.spec(input_id("housing.lss.places"));
        for (spec, text, read) in [
            (start, "2024", Ok(2024.0)),
            (start, "2024,0", Ok(2024.0)),
            (
                start,
                "2024,5",
                Err("Skriv ett helt årtal, utan decimaler."),
            ),
            (start, "2022", Err("Skriv ett tal från 2023 till 2031.")),
            (years, "2,5 år", Err("Skriv ett heltal, utan decimaler.")),
            (places, "180,25", Err("Skriv ett heltal, utan decimaler.")),
            (places, "1 000 platser", Ok(1000.0)),
        ] {
            let scale = Scale::of(spec, LeverMode::Plain, 0.0);
            let now = read_entry(text, spec, spec.unit, scale);
            assert_eq!(now, read.map_err(str::to_owned), "{text}");
        }
    }
}
