//! A channel between the windows of one browser: bytes under a name.

use js_sys::Uint8Array;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// One end of a channel; closed when it is dropped.
pub struct Channel {
    channel: BroadcastChannel,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Whether the browser has channels.
    #[must_use]
    pub fn is_offered() -> bool {
        js_sys::Reflect::has(&window(), &"BroadcastChannel".into()).unwrap_or_default()
    }

    /// Opens a channel and hears what others say on it; nothing where the browser has none.
    #[must_use]
    pub fn open(name: &str, mut hear: Box<dyn FnMut(Vec<u8>)>) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // What isn't bytes comes from another version, which bytes of no form stand for.
            let bytes = event.data().dyn_into::<Uint8Array>();
            hear(bytes.map(|bytes| bytes.to_vec()).unwrap_or_default());
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _hear: hear,
        })
    }

    /// Says something to all others on the channel.
    pub fn say(&self, bytes: &[u8]) {
        // Only a closed channel refuses, and then nobody listens.
        let _ = self.channel.post_message(&Uint8Array::from(bytes));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
