//! All refusals of all rooms behind one door.

use crate::{agreement, commitment, finding, incident, mission, publication, report, response, verification};

/// The rules say no. Each refusal has a stable slug; the sentence and the remedy are in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub enum Refusal {
    /// From the agreement room.
    Agreement(#[from] agreement::Refusal),
    /// From the commitment room.
    Commitment(#[from] commitment::Refusal),
    /// From the mission room.
    Mission(#[from] mission::Refusal),
    /// From the report room.
    Report(#[from] report::Refusal),
    /// From the incident room.
    Incident(#[from] incident::Refusal),
    /// From the verification room.
    Verification(#[from] verification::Refusal),
    /// From the finding room.
    Finding(#[from] finding::Refusal),
    /// From the response room.
    Response(#[from] response::Refusal),
    /// From the publication room.
    Publication(#[from] publication::Refusal),
}

impl Refusal {
    /// The stable slug, such as `report-occurred-in-the-future`.
    pub fn slug(&self) -> &'static str {
        match self {
            Self::Agreement(refusal) => refusal.slug(),
            Self::Commitment(refusal) => refusal.slug(),
            Self::Mission(refusal) => refusal.slug(),
            Self::Report(refusal) => refusal.slug(),
            Self::Incident(refusal) => refusal.slug(),
            Self::Verification(refusal) => refusal.slug(),
            Self::Finding(refusal) => refusal.slug(),
            Self::Response(refusal) => refusal.slug(),
            Self::Publication(refusal) => refusal.slug(),
        }
    }
}

/// Declares a room's refusals: variant, slug, and the sentence for logs (readers get the catalogue's).
macro_rules! refusals {
    ($( $(#[$vmeta:meta])* $variant:ident = $slug:literal, $sentence:literal );+ $(;)?) => {
        /// Why a fact of this room may not be recorded.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
        pub enum Refusal { $( $(#[$vmeta])* #[error($sentence)] $variant ),+ }

        impl Refusal {
            /// Every refusal of this room.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The stable slug.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug),+ }
            }
        }
    };
}
pub(crate) use refusals;
