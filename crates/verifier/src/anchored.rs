//! Time stamps over the log: before which time its beginning existed, by whose word.

use crate::arabic::{Arabic as _, ltr};
use crate::print::plain;
use mirqab_ledger::{Stamp, StampError, StampRoots, verify_stamp};
use mirqab_vocabulary::{Instant, Language};
use serde_json::{Value, json};

/// By how many seconds a stamp may lie before what it stamps says that it was recorded: two clocks are never the same.
const CLOCKS_MAY_DIFFER_S: i64 = 600;

/// The log's first entries existed before a time, by somebody's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchored {
    /// How many of the log's entries, from the first on.
    pub size: u64,
    /// The time stamp. Whether anybody whom the reader trusts vouches for it, it says itself.
    pub stamp: Stamp,
}

/// Why a time stamp beside a log that holds does not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnchorFailure {
    /// The stamp itself.
    #[error(transparent)]
    Stamp(#[from] StampError),
    /// It lies before what it stamps.
    #[error(
        "CONTRADICTION: it says {stamped}, and an entry that it stamps was recorded at {recorded}: one of the two clocks is wrong"
    )]
    BackDated {
        /// The stamp's time.
        stamped: Instant,
        /// The latest time at which one of the entries was recorded.
        recorded: Instant,
    },
    /// A time that no calendar has.
    #[error("its time cannot be")]
    Time,
}

impl AnchorFailure {
    /// The same in Arabic, shortly.
    pub fn arabic(&self) -> String {
        match self {
            Self::Stamp(why) => format!("الختم الزمني غير صحيح: {}", why.arabic()),
            Self::BackDated { stamped, recorded } => format!(
                "تناقض: وقت الختم {} أسبق من وقت تقييد ما خُتم {}، فإحدى الساعتين خاطئة",
                ltr(stamped),
                ltr(recorded)
            ),
            Self::Time => "وقت الختم الزمني غير ممكن".to_owned(),
        }
    }
}

/// Judges a token over the signed checkpoint `note`; `recorded` is the latest time at which one of its entries was recorded, as far as they are at hand.
pub(crate) fn judge(
    token: &[u8],
    (note, size): (&str, u64),
    recorded: Option<Instant>,
    roots: &StampRoots,
) -> Result<Anchored, AnchorFailure> {
    let stamp = verify_stamp(token, note.as_bytes(), roots)?;
    let stamped = Instant::from_unix_s(stamp.before).map_err(|_| AnchorFailure::Time)?;
    match recorded {
        Some(recorded) if stamped.plus_s(CLOCKS_MAY_DIFFER_S) < recorded => {
            Err(AnchorFailure::BackDated { stamped, recorded })
        }
        _ => Ok(Anchored { size, stamp }),
    }
}

impl Anchored {
    /// The time before which the entries existed.
    pub fn before(&self) -> String {
        // Only times that can be are let through.
        Instant::from_unix_s(self.stamp.before).map_or_else(|_| self.stamp.before.to_string(), |at| at.to_string())
    }

    /// What it shows, in one sentence, as far as it is vouched for.
    pub fn said(&self, language: Language) -> String {
        let (size, before, by) = (self.size, self.before(), plain(&self.stamp.by));
        match (language, self.stamp.vouched) {
            (Language::English, true) => {
                format!("the log's first {size} entries existed before {before} according to {by}")
            }
            (Language::English, false) => format!(
                "the log's first {size} entries, before {before}: stamped by a certificate nobody vouched for ({by}); give --tsa-roots"
            ),
            (Language::Arabic, true) => {
                format!("كانت أول {size} من قيود السجل موجودة قبل \u{2066}{before}\u{2069} بشهادة \u{2068}{by}\u{2069}")
            }
            (Language::Arabic, false) => format!(
                "أول {size} من قيود السجل قبل \u{2066}{before}\u{2069}: الختم بشهادة لم يضمنها أحد (\u{2068}{by}\u{2069})؛ أعطِ \u{2066}--tsa-roots\u{2069}"
            ),
        }
    }

    /// The same for programs.
    pub fn json(&self) -> Value {
        let certificate: String = self.stamp.certificate.iter().map(|byte| format!("{byte:02x}")).collect();
        json!({
            "size": self.size,
            "before": self.before(),
            "by": self.stamp.by,
            "certificate": certificate,
            "vouched": self.stamp.vouched,
            "in_words": { "en": self.said(Language::English), "ar": self.said(Language::Arabic) },
        })
    }
}
