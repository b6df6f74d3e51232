//! A broadcast channel between the windows of one browser: bytes under a channel name.

use js_sys::Uint8Array;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// One end of a channel. Dropping it closes the channel.
pub struct Channel {
    channel: BroadcastChannel,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Tests whether the browser has `BroadcastChannel`.
    #[must_use]
    pub fn is_offered() -> bool {
        js_sys::Reflect::has(&window(), &"BroadcastChannel".into()).unwrap_or_default()
    }

    /// Opens a channel and calls `hear` with each message from another window. `None` where the
    /// browser has no `BroadcastChannel`. A message that is not bytes arrives as an empty one.
    #[must_use]
    pub fn open(name: &str, mut hear: Box<dyn FnMut(Vec<u8>)>) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // A message that is not bytes comes from another version of the app; an empty message
            // decodes as no known form.
            let bytes = event.data().dyn_into::<Uint8Array>();
            hear(bytes.map(|bytes| bytes.to_vec()).unwrap_or_default());
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _hear: hear,
        })
    }

    /// Sends bytes to all other windows on the channel.
    pub fn say(&self, bytes: &[u8]) {
        // Only a closed channel refuses, and then there is no listener.
        let _ = self.channel.post_message(&Uint8Array::from(bytes));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
