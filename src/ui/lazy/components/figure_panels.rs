//! Panels of a chart card: its table, the explanations of its numbers, and its files.

use balans_model::Quantity;
use leptos::prelude::*;

use super::how::quantity_terms;
use super::table::table_only;
use crate::erased::{dynamic, handler, view};
use crate::platform;
use crate::state::use_store;
use crate::table::Table;
use crate::texts::files as words;
use crate::ui::components::{FigureData, basis_of};
use crate::ui::lazy::export::table_file::{picture_notes, save_table};
use crate::ui::lazy::export::{hand, name_of_file};
use balans_charts::{AnyFigure, Caption, Figure};

const SVG: &str = "image/svg+xml";

impl FigureData {
    fn table(self) -> Table {
        let stated = self.stated.map(|stated| stated.get());
        let of_figure = |figure: &AnyFigure, numbers: &Vec<Quantity>| {
            Table::of_figure(figure, numbers, stated.as_deref())
        };
        let table = self
            .numbers
            .with(|numbers| self.figure.with(|figure| of_figure(figure, numbers)));
        Table {
            scenarios: self.scenarios_now(),
            ..table
        }
    }

    fn scenarios_now(self) -> Vec<String> {
        self.scenarios.map(|all| all.get()).unwrap_or_default()
    }

    /// Returns the name of the card's files.
    fn name(self) -> String {
        match self.chosen {
            Some(chosen) => [self.id, " ", &chosen.get()].concat(),
            None => self.id.to_owned(),
        }
    }

    /// Returns the description in the card's files.
    fn shows(self) -> String {
        let lead = self.lead.get();
        match self.chosen {
            Some(chosen) => words::shows(&chosen.get(), &lead),
            None => lead,
        }
    }
}

/// Makes the figure's table, after a summary.
pub(crate) fn figure_table(data: FigureData) -> AnyView {
    let figure = data.figure;
    view! {
        <p class="small panel">{dynamic(move || figure.with(Figure::summary))}</p>
        {dynamic(move || table_only(&data.table()))}
    }
}

/// Makes the explanations of the figure's numbers.
pub(crate) fn figure_how(data: FigureData) -> AnyView {
    let FigureData {
        numbers, stated, ..
    } = data;
    view! {
        {stated.map(|stated| view! { <p>{stated}</p> })}
        <ul class="terms">
            {quantity_terms(move || unique(numbers.get()))}
        </ul>
    }
}

/// Makes the export buttons of a figure, and the result of the last export.
pub(crate) fn figure_take(data: FigureData) -> AnyView {
    let FigureData {
        id,
        figure,
        numbers,
        stated,
        ..
    } = data;
    let store = use_store();
    let said = RwSignal::new(String::new());
    let failed = RwSignal::new(false);
    let tell = move |text: Option<String>| {
        // The card may be removed by then.
        let _ = failed.try_set(text.is_none());
        let _ = said.try_set(text.unwrap_or_default());
    };
    let name = move || untrack(|| data.name());
    let svg = move || {
        let stated = stated.map(|stated| stated.get_untracked());
        let notes = numbers.with_untracked(|numbers| {
            let basis = basis_of(store, numbers);
            let scenarios = untrack(|| data.scenarios_now());
            let numbers = unique(numbers.clone());
            picture_notes(store, &numbers, &scenarios, &basis, stated.as_deref())
        });
        let lead = untrack(|| data.shows());
        let caption = Caption { lead, notes };
        figure.with_untracked(|figure| platform::deferred::draw_file(figure, id, &caption))
    };
    let save_svg = move |_| {
        tell(svg().map(|svg| words::saved_as(&hand(&name(), "svg", SVG, &svg))));
    };
    let save_png = move |_| {
        leptos::task::spawn_local(async move {
            let (svg, name) = (svg(), name_of_file(&name(), "png"));
            let done = match svg {
                Some(svg) => platform::export_js::png(&name, &svg).await,
                None => false,
            };
            tell(done.then(|| words::saved_as(&name)));
        });
    };
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let Some(svg) = svg() else { return tell(None) };
            let copied = match &*platform::export_js::copy(&svg).await {
                "png" => words::COPIED_PNG,
                "svg" => words::COPIED_SVG,
                _ => words::NOT_COPIED,
            };
            tell(Some(copied.to_owned()));
        });
    };
    let save_csv = move |_| {
        let (table, lead) = untrack(|| (data.table(), data.shows()));
        let name = save_table(store, &name(), &table, Some(&lead));
        tell(Some(words::saved_as(&name)));
    };
    view! {
        <div class="saved-actions">
            <button type="button" class="button" data-take="png" on:click=handler(save_png)>{words::AS_PNG}</button>
            <button type="button" class="button" data-take="svg" on:click=handler(save_svg)>{words::AS_SVG}</button>
            <button type="button" class="button" data-take="csv" on:click=handler(save_csv)>{words::AS_CSV}</button>
            <button type="button" class="button" data-take="copy" on:click=handler(copy)>{words::COPY_PICTURE}</button>
        </div>
        <p class="small" role="status">{dynamic(move || said.get())}</p>
        <div role="alert">
            {dynamic(move || failed.get().then(|| view! {
                <p class="error" data-error>{words::NO_PICTURE}</p>
            }))}
        </div>
    }
}

/// Removes duplicates, keeping the order: a total may occur in a table twice.
fn unique(numbers: Vec<Quantity>) -> Vec<Quantity> {
    let mut seen = std::collections::BTreeSet::new();
    numbers
        .into_iter()
        .filter(|quantity| seen.insert(*quantity))
        .collect()
}
