//! Closed sets of words with a stable written form.

/// Declares an enum, its written forms and its serde form in one table. What asks for the trait `Code` can use it as well.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant),+ }
        impl $name {
            /// Every word, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The written form.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
            /// The one with this written form.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
        impl mirqab_vocabulary::Code for $name {
            const ALL: &'static [Self] = Self::ALL;
            fn code(self) -> &'static str {
                Self::code(self)
            }
        }
    };
}
pub(crate) use coded;
