//! [`closed_list!`]: an enum whose variants each have a fixed text.
//!
//! Shared with the build script (`#[path]`), so nothing here may name another module.

/// Defines an enum of a closed list, each variant with a fixed text.
///
/// The enum gets `ALL` (every variant in order), a method that gives the text, named in the head of the list, and
/// `parse`, which finds the variant of a text.
///
/// ```
/// balans_model::closed_list! {
///     /// A season.
///     Season: id {
///         /// December to February.
///         Winter = "winter",
///         /// June to August.
///         Summer = "summer",
///     }
/// }
/// assert_eq!(Season::Summer.id(), "summer");
/// assert_eq!(Season::parse("winter"), Some(Season::Winter));
/// assert_eq!(Season::ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! closed_list {
    ($(#[$meta:meta])* $name:ident: $text:ident { $($(#[$variant_meta:meta])* $variant:ident = $value:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Gives the variant's text, as in files and keys.
            #[must_use]
            pub const fn $text(self) -> &'static str {
                match self { $(Self::$variant => $value),+ }
            }

            /// Finds the variant with this text.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|item| item.$text() == text)
            }
        }
    };
}
