//! Export of the scenario as a workbook and as a presentation. The module that makes them is
//! fetched on demand.

use leptos::prelude::*;

use super::name_of_file;
use crate::erased::{attr, dynamic, handler, view};
use crate::platform::{self, deferred, export_js, file as handed};
use crate::state::use_store;
use crate::texts::files as words;
use crate::ui::lazy::case::case;
use balans_report::Case;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// State of an export.
#[derive(Clone, PartialEq)]
enum Making {
    Idle,
    /// In progress.
    Now,
    /// Saved, under this name.
    Done(String),
    Failed,
}

/// The export buttons, and the state of the export.
#[component]
pub(crate) fn OfficeFiles() -> impl IntoView {
    let case = case(use_store());
    let making = RwSignal::new(Making::Idle);
    let start = move |slides: bool| {
        if making.get_untracked() == Making::Now {
            return;
        }
        making.set(Making::Now);
        let case = case.get_untracked();
        leptos::task::spawn_local(async move {
            let made = if slides {
                pptx(&case).await
            } else {
                xlsx(&case).await
            };
            // The dialog may be closed by then; the file is saved all the same.
            let _ = making.try_set(made.map_or(Making::Failed, Making::Done));
        });
    };
    let busy = move || attr(move || (making.get() == Making::Now).then_some("true"));
    view! {
        <div class="office">
            <p class="small">{words::OFFICE_LEAD}</p>
            <div class="saved-actions">
                <button type="button" class="button" data-office="xlsx" aria-disabled=busy() on:click=handler(move |_| start(false))>{words::EXCEL}</button>
                <button type="button" class="button" data-office="pptx" aria-disabled=busy() on:click=handler(move |_| start(true))>{words::POWERPOINT}</button>
            </div>
            <p class="small" role="status">{dynamic(move || match making.get() {
                Making::Now => words::MAKING.to_owned(),
                Making::Done(name) => words::saved_as(&name),
                Making::Idle | Making::Failed => String::new(),
            })}</p>
            <div role="alert">
                {dynamic(move || (making.get() == Making::Failed).then(|| view! {
                    <p class="error" data-error>{words::OFFICE_FAILED}</p>
                }))}
            </div>
        </div>
    }
}

/// Encodes the request to the office module: the time, and the case.
fn request(case: &Case) -> Vec<u8> {
    let mut request = (platform::ENVIRONMENT.now)().into_bytes();
    request.push(b'\n');
    request.extend(case.to_bytes());
    request
}

async fn xlsx(case: &Case) -> Option<String> {
    let bytes = deferred::office("xlsx", &request(case)).await?;
    let name = name_of_file(&case.name, "xlsx");
    handed::save_bytes(&name, XLSX, &bytes);
    Some(name)
}

async fn pptx(case: &Case) -> Option<String> {
    let plan = deferred::office("slides", &request(case)).await?;
    let name = name_of_file(&case.name, "pptx");
    let plan = String::from_utf8(plan).ok()?;
    export_js::slides(&name, &plan).await.then_some(name)
}
