//! The drawings, a wasm module of their own: fetched when the page already answers, then called
//! as a function. See `figures/module`.

use std::cell::RefCell;

use js_sys::{Function, Object, Reflect, Uint8Array, WebAssembly};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::figures::{AnyFigure, Canvas, request};

/// The element of the page that knows the module's address.
const ADDRESS: &str = "app-drawing";

struct Module {
    memory: WebAssembly::Memory,
    room: Function,
    draw: Function,
    drawing: Function,
}

thread_local! {
    static MODULE: RefCell<Option<Module>> = const { RefCell::new(None) };
}

/// Fetches the module; false where it can't be had.
pub async fn load() -> bool {
    let module = fetch().await.ok();
    let here = module.is_some();
    MODULE.set(module);
    here
}

async fn fetch() -> Result<Module, JsValue> {
    let address = document()
        .get_element_by_id(ADDRESS)
        .and_then(|meta| meta.get_attribute("content"))
        .ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window().fetch_with_str(&address)).await?;
    let response: web_sys::Response = response.dyn_into()?;
    // Through a buffer rather than as a stream: a server that calls wasm something else will do.
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    let bytes = Uint8Array::new(&bytes).to_vec();
    let made = JsFuture::from(WebAssembly::instantiate_buffer(&bytes, &Object::new())).await?;
    let instance: WebAssembly::Instance = Reflect::get(&made, &"instance".into())?.dyn_into()?;
    let exports = instance.exports();
    let function = |name: &str| -> Result<Function, JsValue> {
        Reflect::get(&exports, &name.into())?.dyn_into()
    };
    Ok(Module {
        memory: Reflect::get(&exports, &"memory".into())?.dyn_into()?,
        room: function("room")?,
        draw: function("draw")?,
        drawing: function("drawing")?,
    })
}

/// The drawing of a figure on the page; empty where the module isn't here.
#[must_use]
pub fn draw(figure: &AnyFigure, canvas: Canvas, id: &str) -> String {
    MODULE
        .with_borrow(|module| {
            let bytes = request(figure, canvas, id, false);
            module.as_ref()?.answer(&bytes)
        })
        .unwrap_or_default()
}

impl Module {
    fn answer(&self, bytes: &[u8]) -> Option<String> {
        let length = u32::try_from(bytes.len()).ok()?;
        let at = number(self.room.call1(&JsValue::NULL, &length.into()))?;
        // The memory's buffer is another one after it has grown: asked for anew each time.
        self.view(at, length).copy_from(bytes);
        let length = number(self.draw.call0(&JsValue::NULL))?;
        let at = number(self.drawing.call0(&JsValue::NULL))?;
        String::from_utf8(self.view(at, length).to_vec()).ok()
    }

    fn view(&self, at: u32, length: u32) -> Uint8Array {
        Uint8Array::new_with_byte_offset_and_length(&self.memory.buffer(), at, length)
    }
}

/// What an exported function gave; nothing where it trapped.
fn number(result: Result<JsValue, JsValue>) -> Option<u32> {
    result.ok()?.as_f64().map(|number| number as u32)
}
