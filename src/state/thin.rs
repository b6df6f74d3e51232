//! One type for all closures.
//!
//! A memo, a derived signal, a handler or a piece of text made straight from a closure is compiled
//! anew for each closure there is. Put in a box first, it is compiled once for each type it gives,
//! which is what keeps the page small enough to load over a phone.

use std::sync::Arc;

use leptos::prelude::*;

/// A memo.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    fn boxed<T: PartialEq + Send + Sync + 'static>(
        read: Box<dyn Fn() -> T + Send + Sync>,
    ) -> Memo<T> {
        Memo::new(move |_| read())
    }
    boxed(Box::new(read))
}

/// A derived signal.
pub fn derived<T: Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    fn boxed<T: Send + Sync + 'static>(read: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
        Signal::derive(read)
    }
    boxed(Box::new(read))
}

/// Something that is done again when what it reads has changed.
pub fn follow(act: impl Fn() + 'static) {
    fn boxed(act: Box<dyn Fn()>) {
        Effect::new(move |_: Option<()>| act());
    }
    boxed(Box::new(act));
}

/// A part of the page that follows what it reads.
pub fn live<V: IntoAny + 'static>(view: impl Fn() -> V + Send + 'static) -> AnyView {
    fn erased(view: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
        IntoAny::into_any(view)
    }
    erased(Box::new(move || view().into_any()))
}

/// Parts in a row, however many there are.
pub fn many(parts: impl IntoIterator<Item = AnyView>) -> AnyView {
    parts.into_iter().collect::<Vec<_>>().into_any()
}

/// An attribute that follows what it reads.
pub fn bound<T: Send + 'static>(
    read: impl FnMut() -> T + Send + 'static,
) -> Box<dyn FnMut() -> T + Send> {
    Box::new(read)
}

/// What an event does.
pub fn act<E: 'static>(handle: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(handle)
}

/// A list whose parts stay as long as their keys do.
pub fn each<K: Clone + Eq + std::hash::Hash + Send + Sync + 'static>(
    keys: impl Fn() -> Vec<K> + Send + Sync + 'static,
    view: impl Fn(K) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    type Keys<K> = Box<dyn Fn() -> Vec<K> + Send + Sync>;
    type View<K> = Arc<dyn Fn(K) -> AnyView + Send + Sync>;
    fn boxed<K: Clone + Eq + std::hash::Hash + Send + Sync + 'static>(
        keys: Keys<K>,
        view: View<K>,
    ) -> AnyView {
        let children = move |key| view(key);
        view! { <For each=keys key=K::clone children/> }.into_any()
    }
    boxed(Box::new(keys), Arc::new(view))
}

/// Leptos' `view!`, without the type of what it makes: a list of rows or a part that may be there
/// is then compiled once, and not once for each kind of element.
macro_rules! view {
    ($($part:tt)*) => {
        leptos::prelude::IntoAny::into_any(leptos::view! { $($part)* })
    };
}

pub(crate) use view;
