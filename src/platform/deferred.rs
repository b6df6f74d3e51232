//! The module that is fetched when the page already answers (see `crates/wasm/deferred/`): it draws figures,
//! explains numbers and makes slides and papers. Once here it is called as a function.
//!
//! A call that traps leaves the module unusable, so the module is then instantiated anew and the page
//! told ([`on_renewal`]). A request that traps a second time is not made again until the module is
//! loaded again.

use std::cell::RefCell;
use std::sync::Arc;

use balans_model::{Explanation, InputId, Inputs, KSON_2023, Quantity};
use balans_report::protocol::{self, FileResponse, RenderedSlide};
use balans_report::{Case, Offer};
use js_sys::{Function, Object, Reflect, Uint8Array, WebAssembly};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use web_sys::{RequestCache, RequestInit, Response};

use crate::state::Explainer;
use balans_charts::{AnyFigure, Canvas, Caption, request, request_file};
use balans_scenario::{SavedScenario, Underlag};

/// The elements of the page that know the modules' addresses.
const ADDRESS: &str = "app-later";
const OFFICE: &str = "app-office";

/// How numbers are made, asked of the module.
pub const EXPLAINER: Explainer = Explainer {
    explain,
    direct_dependents,
    input_dependencies,
};

struct Module {
    /// The code, to be instantiated again.
    code: WebAssembly::Module,
    memory: WebAssembly::Memory,
    exports: Object,
}

/// A call ended in a trap: nothing in the instance can be relied on any more.
struct Trap;

/// Told when the module has been instantiated anew, and whether that worked.
type OnRenewal = Box<dyn Fn(bool)>;

/// How many requests that trapped are remembered.
const TRAPS_KEPT: usize = 64;

thread_local! {
    static MODULE: RefCell<Option<Module>> = const { RefCell::new(None) };
    static RENEWED: RefCell<Option<OnRenewal>> = const { RefCell::new(None) };
    /// The requests that trapped, each as often as it did.
    static TRAPS: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// Fetches the module; false where it can't be had.
pub async fn load() -> bool {
    let module = fetch().await.ok();
    let here = module.is_some();
    MODULE.set(module);
    TRAPS.with_borrow_mut(Vec::clear);
    here
}

/// Sets whom to tell when the module has been instantiated anew, and whether that worked.
pub fn on_renewal(tell: OnRenewal) {
    RENEWED.set(Some(tell));
}

/// Whether any request gets no answer although the module is here.
#[must_use]
pub fn has_trapped() -> bool {
    TRAPS.with_borrow(|traps| !traps.is_empty())
}

/// Fetches a frozen calculation (`balans_scenario::link`), asks it once and drops it. `None` where it can't be fetched or
/// gives no answer.
pub async fn ask_frozen(file: &str, question: &str) -> Option<String> {
    let module = instance(file).await.ok()?;
    let length = question.len() as u32;
    let at = module.call("alloc", &[length]).ok()?;
    module.view(at, length).copy_from(question.as_bytes());
    let answer = module.call("calculate", &[at, length]).ok()?;
    let head = module.view(answer, 4).to_vec();
    let length = u32::from_le_bytes(head.try_into().ok()?);
    String::from_utf8(module.view(answer + 4, length).to_vec()).ok()
}

/// Asks the module that makes office files, which is fetched for this and let go again. `None`
/// where it can't be had or gives no answer.
pub async fn office(what: &str, request: &[u8]) -> Option<Vec<u8>> {
    let module = instance(&address(OFFICE)?).await.ok()?;
    module.answer(what, request).ok()?
}

/// What an element of the page says is the address of a file.
pub(super) fn address(id: &str) -> Option<String> {
    let meta = document().get_element_by_id(id)?;
    meta.get_attribute("content")
}

async fn fetch() -> Result<Module, JsValue> {
    instance(&address(ADDRESS).ok_or(JsValue::NULL)?).await
}

async fn instance(name: &str) -> Result<Module, JsValue> {
    // The one-file edition carries what it can't fetch, and says where under the file's own name.
    let carried = document().get_element_by_id(name);
    let carried = carried.and_then(|meta| meta.get_attribute("content"));
    let address = carried.as_deref().unwrap_or(name);
    let bytes = bytes_of(address, RequestCache::Default).await?;
    match Module::of(&bytes).await {
        Ok(module) => Ok(module),
        // Another answer than the file may lie in the browser's cache, for as long as the file might.
        Err(_) => Module::of(&bytes_of(address, RequestCache::Reload).await?).await,
    }
}

/// What stands at an address, whatever the server calls it.
async fn bytes_of(address: &str, cache: RequestCache) -> Result<Vec<u8>, JsValue> {
    let options = RequestInit::new();
    options.set_cache(cache);
    let response = window().fetch_with_str_and_init(address, &options);
    let response: Response = JsFuture::from(response).await?.dyn_into()?;
    // Through a buffer rather than as a stream: a server that calls wasm something else will do.
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// The drawing of a figure on the page; nothing where the module isn't here or can't.
#[must_use]
pub fn draw(figure: &AnyFigure, canvas: Canvas, id: &str) -> Option<String> {
    drawn(&request(figure, canvas, id))
}

/// The figure as an SVG file; nothing where the module isn't here.
#[must_use]
pub fn draw_file(figure: &AnyFigure, id: &str, caption: &Caption) -> Option<String> {
    drawn(&request_file(figure, Canvas::Wide, id, caption))
}

fn drawn(request: &[u8]) -> Option<String> {
    String::from_utf8(ask("draw", request)?).ok()
}

/// A text as a QR code, SVG; nothing where it is too long for one or the module isn't here.
#[must_use]
pub fn code(text: &str) -> Option<String> {
    String::from_utf8(ask("code", text.as_bytes())?).ok()
}

/// The slides of a case; nothing where the module isn't here.
#[must_use]
pub fn deck(case: &Case) -> Option<Vec<RenderedSlide>> {
    protocol::read_deck(&ask("deck", &case.to_bytes())?)
}

/// One slide of a case; nothing where there is none of that key, or the module isn't here.
#[must_use]
pub fn slide(case: &Case, key: &str) -> Option<RenderedSlide> {
    protocol::read_slide(&ask("slide", &protocol::ask_slide(case, key))?)
}

/// The slide that another window asks for, in the words of [`protocol::ask_slide`]; nothing where there
/// is none, or the module isn't here.
#[must_use]
pub fn slide_asked(request: &[u8]) -> Option<RenderedSlide> {
    protocol::read_slide(&ask("slide", request)?)
}

/// What can be shown of a case; nothing where the module isn't here.
#[must_use]
pub fn offers(case: &Case) -> Option<Vec<Offer>> {
    protocol::read_offers(&ask("offers", &case.to_bytes())?)
}

/// The decision paper of a case, whole or on one page, as markup in parts that are one element each; nothing where
/// the module isn't here.
#[must_use]
pub fn paper(case: &Case, whole: bool) -> Option<Vec<String>> {
    let what = if whole { "paper" } else { "one_page" };
    protocol::read_paper(&ask(what, &case.to_bytes())?)
}

/// The quantity with this key, which stands in `data-quantity` of what the module has made.
#[must_use]
pub fn quantity(key: &str) -> Option<Quantity> {
    let number = numbers("quantity", key.as_bytes());
    Quantity::numbered(*number.first()?, &KSON_2023)
}

/// What stands in a file, or what is wrong with it; nothing where the module isn't here.
#[must_use]
pub fn read_file(bytes: &[u8]) -> Option<FileResponse> {
    serde_json::from_str(str::from_utf8(&ask("read_file", bytes)?).ok()?).ok()
}

/// Scenarios as the text of a file; nothing where the module isn't here.
#[must_use]
pub fn write_file(scenarios: &[Arc<SavedScenario>]) -> Option<String> {
    let all: Vec<&SavedScenario> = scenarios.iter().map(|saved| &**saved).collect();
    String::from_utf8(ask("write_file", &serde_json::to_vec(&all).ok()?)?).ok()
}

/// Own figures as the text of a file; nothing where the module isn't here.
#[must_use]
pub fn write_underlag(underlag: &Underlag) -> Option<String> {
    let request = serde_json::to_vec(underlag).ok()?;
    String::from_utf8(ask("write_underlag", &request)?).ok()
}

/// Every figure of the pack as the text of a file of own figures; nothing where the module isn't here.
#[must_use]
pub fn template(name: &str) -> Option<String> {
    String::from_utf8(ask("template", name.as_bytes())?).ok()
}

fn explain(inputs: &Inputs, quantity: Quantity) -> Option<Explanation> {
    let bytes = ask("explain", &about(inputs, [quantity.number(&KSON_2023)?]))?;
    Explanation::from_bytes(&bytes, &KSON_2023)
}

fn direct_dependents(inputs: &Inputs, input: InputId) -> Vec<Quantity> {
    numbers("direct_dependents", &about(inputs, [input.index() as u32]))
        .into_iter()
        .filter_map(|number| Quantity::numbered(number, &KSON_2023))
        .collect()
}

fn input_dependencies(inputs: &Inputs, quantities: &[Quantity]) -> Vec<InputId> {
    let quantities = quantities.iter();
    let request = about(
        inputs,
        quantities.filter_map(|quantity| quantity.number(&KSON_2023)),
    );
    let places = numbers("input_dependencies", &request).into_iter();
    places
        .filter_map(|place| InputId::at(place as usize))
        .collect()
}

fn about(inputs: &Inputs, numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let mut request = inputs.to_bytes();
    request.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
    request
}

fn numbers(what: &str, request: &[u8]) -> Vec<u32> {
    let bytes = ask(what, request).unwrap_or_default();
    let (numbers, _) = bytes.as_chunks::<4>();
    numbers
        .iter()
        .map(|bytes| u32::from_le_bytes(*bytes))
        .collect()
}

fn ask(what: &str, request: &[u8]) -> Option<Vec<u8>> {
    let asked = || [what.as_bytes(), request].concat();
    let gives_up = TRAPS.with_borrow(|traps| {
        !traps.is_empty() && {
            let asked = asked();
            traps.iter().filter(|one| **one == asked).count() > 1
        }
    });
    if gives_up {
        return None;
    }
    let answer = MODULE.with_borrow(|module| Some(module.as_ref()?.answer(what, request)))?;
    answer.unwrap_or_else(|Trap| {
        TRAPS.with_borrow_mut(|traps| {
            if traps.len() == TRAPS_KEPT {
                traps.remove(0);
            }
            traps.push(asked());
        });
        if let Some(module) = MODULE.take() {
            leptos::task::spawn_local(renew(module.code));
        }
        None
    })
}

/// Instantiates the module anew.
async fn renew(code: WebAssembly::Module) {
    let module = Module::instantiate(code).await.ok();
    let here = module.is_some();
    // It may have been loaded again meanwhile.
    MODULE.with_borrow_mut(|now| {
        if now.is_none() {
            *now = module;
        }
    });
    RENEWED.with_borrow(|tell| {
        if let Some(tell) = tell {
            tell(here);
        }
    });
}

impl Module {
    async fn of(bytes: &[u8]) -> Result<Self, JsValue> {
        let bytes = Uint8Array::from(bytes);
        let code = JsFuture::from(WebAssembly::compile(&bytes)).await?;
        Self::instantiate(code.dyn_into()?).await
    }

    async fn instantiate(code: WebAssembly::Module) -> Result<Self, JsValue> {
        let made = WebAssembly::instantiate_module(&code, &Object::new());
        let instance: WebAssembly::Instance = JsFuture::from(made).await?.dyn_into()?;
        let exports = instance.exports();
        Ok(Self {
            code,
            memory: Reflect::get(&exports, &"memory".into())?.dyn_into()?,
            exports,
        })
    }

    fn answer(&self, what: &str, request: &[u8]) -> Result<Option<Vec<u8>>, Trap> {
        let length = request.len() as u32;
        let at = self.call("request_buffer", &[length])?;
        // The memory's buffer is another one after it has grown: asked for anew each time.
        self.view(at, length).copy_from(request);
        let length = self.call(what, &[])?;
        let at = self.call("response_ptr", &[])?;
        Ok((length > 0).then(|| self.view(at, length).to_vec()))
    }

    /// What an exported function gives.
    fn call(&self, name: &str, arguments: &[u32]) -> Result<u32, Trap> {
        let function = Reflect::get(&self.exports, &name.into()).map_err(|_| Trap)?;
        let function: &Function = function.dyn_ref().ok_or(Trap)?;
        let arguments = arguments.iter().map(|number| JsValue::from(*number));
        let arguments = arguments.collect::<js_sys::Array>();
        let result = function.apply(&JsValue::NULL, &arguments);
        let result = result.map_err(|_| Trap)?;
        result.as_f64().map(|number| number as u32).ok_or(Trap)
    }

    fn view(&self, at: u32, length: u32) -> Uint8Array {
        Uint8Array::new_with_byte_offset_and_length(&self.memory.buffer(), at, length)
    }
}
