//! Type-erased closures, views and sorting, for code size.
//!
//! A memo, derived signal, handler or view made from a closure is compiled once per closure. Boxed,
//! it is compiled once per return type, which keeps the start download small.

use std::sync::Arc;

use leptos::prelude::*;

/// Makes a memo.
pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    fn boxed<T: PartialEq + Send + Sync + 'static>(
        read: Box<dyn Fn() -> T + Send + Sync>,
    ) -> Memo<T> {
        Memo::new(move |_| read())
    }
    boxed(Box::new(read))
}

/// Makes a derived signal.
pub(crate) fn derived<T: Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    fn boxed<T: Send + Sync + 'static>(read: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
        Signal::derive(read)
    }
    boxed(Box::new(read))
}

/// Runs an effect, and runs it again when a signal that it reads changes.
pub(crate) fn effect(act: impl Fn() + 'static) {
    fn boxed(act: Box<dyn Fn()>) {
        Effect::new(move |_: Option<()>| act());
    }
    boxed(Box::new(act));
}

/// Makes a view that is rebuilt when a signal that it reads changes.
pub(crate) fn dynamic<V: IntoAny + 'static>(view: impl Fn() -> V + Send + 'static) -> AnyView {
    fn erased(view: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
        IntoAny::into_any(view)
    }
    erased(Box::new(move || view().into_any()))
}

/// Joins any number of views into one.
pub(crate) fn fragment(parts: impl IntoIterator<Item = AnyView>) -> AnyView {
    parts.into_iter().collect::<Vec<_>>().into_any()
}

/// Makes an attribute that follows the signals that it reads.
pub(crate) fn attr<T: Send + 'static>(
    read: impl FnMut() -> T + Send + 'static,
) -> Box<dyn FnMut() -> T + Send> {
    Box::new(read)
}

/// Makes an event handler.
pub(crate) fn handler<E: 'static>(handle: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(handle)
}

/// Makes a keyed list of views: a view is kept while its key is in `keys`.
pub(crate) fn keyed_list<K: Clone + Eq + std::hash::Hash + Send + Sync + 'static>(
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

/// Leptos' `view!`, erased to [`AnyView`]: a list of rows or an optional element is then compiled
/// once, and not once per element type. Modules import it by name and so shadow Leptos' macro.
macro_rules! view {
    ($($part:tt)*) => {
        leptos::prelude::IntoAny::into_any(leptos::view! { $($part)* })
    };
}

pub(crate) use view;
