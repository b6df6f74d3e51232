//! The deferred module (`crates/wasm/deferred/`), fetched when the page is already interactive:
//! draws figures, explains numbers, makes slides and decision papers, reads and writes files. Once
//! loaded, each export is called as a function.
//!
//! A call that traps leaves the instance unusable: the module is instantiated again and the page
//! notified ([`on_renewal`]). A request that traps a second time is not made again until the module
//! is loaded again.

use std::cell::RefCell;
use std::sync::Arc;

use balans_model::{Explanation, InputId, Inputs, Quantity, base_pack};
use balans_report::protocol::{self, FileResponse, RenderedSlide};
use balans_report::{Case, Offer};
use js_sys::{Function, Object, Reflect, Uint8Array, WebAssembly};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use web_sys::{RequestCache, RequestInit, Response};

use super::file::FileBytes;
use crate::state::Explainer;
use balans_charts::{AnyFigure, Canvas, Caption, request, request_file};
use balans_scenario::{SavedScenario, Underlag};

/// Ids of the `meta` elements that hold the modules' addresses.
const ADDRESS: &str = "app-later";
const OFFICE: &str = "app-office";
/// The function of a module that takes a base pack.
const TAKE_PACK: &str = "take_pack";
/// Id of the `meta` element that holds the address of the site's own pack, where the host has chosen one.
const SITE_PACK: &str = "app-pack";

/// Explanations of numbers, answered by the deferred module.
pub const EXPLAINER: Explainer = Explainer {
    explain,
    direct_dependents,
    input_dependencies,
};

struct Module {
    /// The compiled module, kept so that it can be instantiated again.
    code: WebAssembly::Module,
    memory: WebAssembly::Memory,
    exports: Object,
}

/// Error: a call ended in a trap, and the instance is no longer usable.
struct Trap;

/// Called when the module has been instantiated again; the argument is whether that succeeded.
type OnRenewal = Box<dyn Fn(bool)>;

/// Number of trapped requests that are remembered.
const TRAPS_KEPT: usize = 64;

thread_local! {
    static MODULE: RefCell<Option<Module>> = const { RefCell::new(None) };
    static RENEWED: RefCell<Option<OnRenewal>> = const { RefCell::new(None) };
    /// The text of the base pack's file, which each module is given before all else; empty for the built-in pack.
    static PACK: RefCell<String> = const { RefCell::new(String::new()) };
    /// The requests that trapped, one entry per trap.
    static TRAPS: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// Fetches and instantiates the module; false where that fails.
pub async fn load() -> bool {
    let module = fetch().await.ok();
    let here = module.is_some();
    MODULE.set(module);
    TRAPS.with_borrow_mut(Vec::clear);
    here
}

/// Tests whether the site has a pack of its own: whether the host has chosen another than the built-in one.
#[must_use]
pub fn has_site_pack() -> bool {
    address(SITE_PACK).is_some()
}

/// Fetches the text of the site's own pack. `None` where it has none, or it can't be fetched.
pub async fn site_pack() -> Option<String> {
    let bytes = bytes_of(&address(SITE_PACK)?, RequestCache::Default).await;
    String::from_utf8(bytes.ok()?).ok()
}

/// Gives the modules another base pack, by the text of its file, empty for the built-in pack: the one that is loaded at
/// once, others as they are loaded. False where the loaded one cannot read it.
pub fn take_pack(text: &str) -> bool {
    PACK.replace(text.to_owned());
    MODULE.with_borrow(|module| module.as_ref().is_none_or(Module::is_given_pack))
}

/// Returns the text of the base pack's file; empty for the built-in pack.
#[must_use]
pub fn pack_text() -> String {
    PACK.with_borrow(String::clone)
}

/// Sets the callback for when the module has been instantiated again; its argument is whether that
/// succeeded.
pub fn on_renewal(tell: OnRenewal) {
    RENEWED.set(Some(tell));
}

/// Tests whether a request has trapped since the module was loaded.
#[must_use]
pub fn has_trapped() -> bool {
    TRAPS.with_borrow(|traps| !traps.is_empty())
}

/// Fetches a frozen engine (`balans_scenario::link`), puts one question to it and drops it. `None`
/// where it can't be fetched or gives no answer.
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

/// Calls `what` in the office module (spreadsheet and slide plans), which is fetched for this call
/// and dropped after it. `None` where it can't be fetched or gives no answer.
pub async fn office(what: &str, request: &[u8]) -> Option<Vec<u8>> {
    let module = instance(&address(OFFICE)?).await.ok()?;
    module.answer(what, request).ok()?
}

/// Calls `what` in the office module as [`office`] does, with a request whose end is a file's bytes: they are copied into
/// the module's memory, which goes with it, and never into the app's, which does not shrink.
pub async fn office_with_file(what: &str, start: &[u8], file: &FileBytes) -> Option<Vec<u8>> {
    let module = instance(&address(OFFICE)?).await.ok()?;
    module.answer_with_file(what, start, &file.0).ok()?
}

/// Returns the address in the `content` of the `meta` element with this id.
pub(super) fn address(id: &str) -> Option<String> {
    let meta = document().get_element_by_id(id)?;
    meta.get_attribute("content")
}

async fn fetch() -> Result<Module, JsValue> {
    instance(&address(ADDRESS).ok_or(JsValue::NULL)?).await
}

async fn instance(name: &str) -> Result<Module, JsValue> {
    // The single-file edition embeds its modules, in the `content` of an element whose id is the
    // file's name.
    let carried = document().get_element_by_id(name);
    let carried = carried.and_then(|meta| meta.get_attribute("content"));
    let address = carried.as_deref().unwrap_or(name);
    let bytes = bytes_of(address, RequestCache::Default).await?;
    match Module::of(&bytes).await {
        Ok(module) => Ok(module),
        // The browser's cache may hold another response than the file: fetch again past the cache.
        Err(_) => Module::of(&bytes_of(address, RequestCache::Reload).await?).await,
    }
}

/// Fetches the bytes at an address, whatever media type the server gives.
pub(super) async fn bytes_of(address: &str, cache: RequestCache) -> Result<Vec<u8>, JsValue> {
    let options = RequestInit::new();
    options.set_cache(cache);
    let response = window().fetch_with_str_and_init(address, &options);
    let response: Response = JsFuture::from(response).await?.dyn_into()?;
    // Through a buffer and not `compileStreaming`, which requires the media type
    // `application/wasm`.
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// Draws a figure for the page, as SVG markup. `None` where the module isn't loaded or can't draw
/// it.
#[must_use]
pub fn draw(figure: &AnyFigure, canvas: Canvas, id: &str) -> Option<String> {
    drawn(&request(figure, canvas, id))
}

/// Draws a figure as an SVG file. `None` where the module isn't loaded.
#[must_use]
pub fn draw_file(figure: &AnyFigure, id: &str, caption: &Caption) -> Option<String> {
    drawn(&request_file(figure, Canvas::Wide, id, caption))
}

fn drawn(request: &[u8]) -> Option<String> {
    String::from_utf8(ask("draw", request)?).ok()
}

/// Draws a text as a QR code, SVG. `None` where the text is too long for one or the module isn't
/// loaded.
#[must_use]
pub fn code(text: &str) -> Option<String> {
    String::from_utf8(ask("code", text.as_bytes())?).ok()
}

/// Makes all slides of a case. `None` where the module isn't loaded.
#[must_use]
pub fn deck(case: &Case) -> Option<Vec<RenderedSlide>> {
    protocol::read_deck(&ask("deck", &case.to_bytes())?)
}

/// Makes one slide of a case. `None` where no slide has that key, or the module isn't loaded.
#[must_use]
pub fn slide(case: &Case, key: &str) -> Option<RenderedSlide> {
    protocol::read_slide(&ask("slide", &protocol::ask_slide(case, key))?)
}

/// Makes the slide that another window requests; `request` is encoded by [`protocol::ask_slide`].
/// `None` where no slide has that key, or the module isn't loaded.
#[must_use]
pub fn slide_asked(request: &[u8]) -> Option<RenderedSlide> {
    protocol::read_slide(&ask("slide", request)?)
}

/// Lists the slides that can be added for a case. `None` where the module isn't loaded.
#[must_use]
pub fn offers(case: &Case) -> Option<Vec<Offer>> {
    protocol::read_offers(&ask("offers", &case.to_bytes())?)
}

/// Makes the decision paper of a case, whole or on one page, as markup in parts of one element
/// each. `None` where the module isn't loaded.
#[must_use]
pub fn paper(case: &Case, whole: bool) -> Option<Vec<String>> {
    let what = if whole { "paper" } else { "one_page" };
    protocol::read_paper(&ask(what, &case.to_bytes())?)
}

/// Parses a quantity's key, as in `data-quantity` of markup made by the module.
#[must_use]
pub fn quantity(key: &str) -> Option<Quantity> {
    let number = numbers("quantity", key.as_bytes());
    Quantity::numbered(*number.first()?, base_pack())
}

/// Reads a file: its content, or the faults in it. `None` where the module isn't loaded.
#[must_use]
pub fn read_file(bytes: &[u8]) -> Option<FileResponse> {
    serde_json::from_str(str::from_utf8(&ask("read_file", bytes)?).ok()?).ok()
}

/// Writes scenarios as the text of a file. `None` where the module isn't loaded.
#[must_use]
pub fn write_file(scenarios: &[Arc<SavedScenario>]) -> Option<String> {
    let all: Vec<&SavedScenario> = scenarios.iter().map(|saved| &**saved).collect();
    String::from_utf8(ask("write_file", &serde_json::to_vec(&all).ok()?)?).ok()
}

/// Writes own figures as the text of a file. `None` where the module isn't loaded.
#[must_use]
pub fn write_underlag(underlag: &Underlag) -> Option<String> {
    let request = serde_json::to_vec(underlag).ok()?;
    String::from_utf8(ask("write_underlag", &request)?).ok()
}

/// Writes every figure of the pack as the text of an own-figures file, a template to fill in.
/// `None` where the module isn't loaded.
#[must_use]
pub fn template(name: &str) -> Option<String> {
    String::from_utf8(ask("template", name.as_bytes())?).ok()
}

fn explain(inputs: &Inputs, quantity: Quantity) -> Option<Explanation> {
    let bytes = ask("explain", &about(inputs, [quantity.number(base_pack())?]))?;
    Explanation::from_bytes(&bytes, base_pack())
}

fn direct_dependents(inputs: &Inputs, input: InputId) -> Vec<Quantity> {
    numbers("direct_dependents", &about(inputs, [input.index() as u32]))
        .into_iter()
        .filter_map(|number| Quantity::numbered(number, base_pack()))
        .collect()
}

fn input_dependencies(inputs: &Inputs, quantities: &[Quantity]) -> Vec<InputId> {
    let quantities = quantities.iter();
    let request = about(
        inputs,
        quantities.filter_map(|quantity| quantity.number(base_pack())),
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

/// Instantiates the module again and calls the [`on_renewal`] callback.
async fn renew(code: WebAssembly::Module) {
    let module = Module::instantiate(code).await.ok();
    let here = module.is_some();
    // The module may have been loaded again meanwhile.
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
        let module = Self {
            code,
            memory: Reflect::get(&exports, &"memory".into())?.dyn_into()?,
            exports,
        };
        let is_given = PACK.with_borrow(String::is_empty) || module.is_given_pack();
        is_given.then_some(module).ok_or(JsValue::NULL)
    }

    /// Gives the module the base pack; false where it cannot read it. A frozen engine has its own and takes none.
    fn is_given_pack(&self) -> bool {
        let takes_one = Reflect::has(&self.exports, &TAKE_PACK.into()) == Ok(true);
        let give = |text: &String| self.answer(TAKE_PACK, text.as_bytes());
        !takes_one || matches!(PACK.with_borrow(give), Ok(Some(_)))
    }

    fn answer(&self, what: &str, request: &[u8]) -> Result<Option<Vec<u8>>, Trap> {
        let length = request.len() as u32;
        let at = self.call("request_buffer", &[length])?;
        // The memory's buffer is replaced when the memory grows, so a view is made for each access.
        self.view(at, length).copy_from(request);
        self.response(what)
    }

    fn answer_with_file(
        &self,
        what: &str,
        start: &[u8],
        file: &Uint8Array,
    ) -> Result<Option<Vec<u8>>, Trap> {
        let length = start.len() as u32;
        let at = self.call("request_buffer", &[length + file.length()])?;
        self.view(at, length).copy_from(start);
        self.view(at + length, file.length()).set(file, 0);
        self.response(what)
    }

    /// Calls a function on the request that is in the module's memory.
    fn response(&self, what: &str) -> Result<Option<Vec<u8>>, Trap> {
        let length = self.call(what, &[])?;
        let at = self.call("response_ptr", &[])?;
        Ok((length > 0).then(|| self.view(at, length).to_vec()))
    }

    /// Calls an exported function and returns its result as an unsigned integer.
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
