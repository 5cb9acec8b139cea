//! Why a receipt, a folder or a checkpoint does not hold, in both languages.

use crate::AnchorFailure;
use crate::arabic::{Arabic as _, ltr, said};
use mirqab_ledger::{CheckpointError, ProofError};
use mirqab_record::{ChainError, RecordError};

/// Why it does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogFailure {
    /// The checkpoint is none of this log.
    #[error("the checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// A witness that the reader asks for did not cosign.
    #[error("the witness {0} did not cosign the checkpoint")]
    WitnessMissing(String),
    /// Not enough witnesses cosigned.
    #[error("the checkpoint was not cosigned by as many witnesses as the policy asks for")]
    QuorumNotMet,
    /// Enough cosigned, and too long ago, or with a clock that is too far ahead.
    #[error("too many of the cosignatures that are asked for are older than is allowed, or lie in the future")]
    TooOld,
    /// It is no receipt.
    #[error("this is not a receipt: {0}")]
    NotAReceipt(String),
    /// The receipt contradicts itself.
    #[error("the receipt's {0} is not the checkpoint's")]
    ReceiptDiffers(&'static str),
    /// The proof does not lead to the root.
    #[error("the entry at position {position}: {why}")]
    Proof {
        /// The entry's position.
        position: u64,
        /// Why.
        why: ProofError,
    },
    /// Another entry stands there.
    #[error("at position {0} the log has another entry than the receipt says")]
    OtherEntry(u64),
    /// The entry is about something else than the receipt says.
    #[error("the entry at position {0} is not the report that the receipt names")]
    OtherReport(u64),
    /// The log is not the one whose tree the receipt or checkpoint is of.
    #[error("CONTRADICTION: the log signed another tree of {0} entries than the one in the folder")]
    OtherTree(u64),
    /// A file is not there, or cannot be read.
    #[error("{0}: it is missing or cannot be read")]
    Missing(String),
    /// A file is not what the entries add up to.
    #[error("{0}: it is not what the entries of the log add up to")]
    Differs(String),
    /// A line that nothing binds.
    #[error("the cosigned checkpoint has {0} signature lines of keys that you did not give")]
    FreeLines(usize),
    /// It is older than the bundle.
    #[error("the cosigned checkpoint has {0} entries, fewer than the bundle's")]
    Behind(u64),
    /// The folder ends before what is asked.
    #[error("the folder has {0} entries, too few for this")]
    TooShort(u64),
    /// The entries do not add up to the signed root.
    #[error("the entries do not add up to the root that the log signed")]
    Root,
    /// An entry is none.
    #[error("the entry at position {0}: {1}")]
    Entry(u64, RecordError),
    /// A time stamp does not hold.
    #[error("{0}: {1}")]
    Anchor(String, AnchorFailure),
    /// No time stamp, or none by anybody whom the reader trusts.
    #[error("no time stamp beside the log leads to a certificate that you trust")]
    NotVouched,
    /// The history of a subject has a gap or a branch.
    #[error("the entry at position {0}: {1}")]
    Chain(u64, ChainError),
}

impl LogFailure {
    /// The same in Arabic, shortly.
    pub fn arabic(&self) -> String {
        match self {
            Self::Checkpoint(why) => format!("النقطة المرجعية ليست لهذا السجل، أو توقيعها غير صحيح: {}", why.arabic()),
            Self::WitnessMissing(name) => format!("لم يوقّع النقطةَ المرجعية الشاهدُ {}", ltr(name)),
            Self::QuorumNotMet => "لم يوقّع النقطةَ المرجعية العددُ المطلوب من الشهود".into(),
            Self::TooOld => "من توقيعات الشهود المطلوبة ما هو أقدم من المسموح أو مؤرَّخ في المستقبل".into(),
            Self::NotAReceipt(why) => format!("هذا ليس إيصالاً: {}", said(why)),
            Self::ReceiptDiffers(what) => format!("الإيصال يناقض نفسه: {} غير ما في النقطة المرجعية", said(what)),
            Self::Proof { position, why } => {
                format!("لا يثبت أن القيد في الموضع {position} في السجل الذي وقّعته البعثة: {}", why.arabic())
            }
            Self::OtherEntry(position) => format!("في الموضع {position} من السجل قيد غير الذي في الإيصال"),
            Self::OtherReport(position) => format!("القيد في الموضع {position} ليس البلاغ المذكور في الإيصال"),
            Self::OtherTree(size) => format!("تناقض: وقّع السجل روايتين مختلفتين لعدد القيود نفسه: {size}"),
            Self::Missing(path) => format!("ملف ناقص أو لا يُقرأ: {}", ltr(path)),
            Self::Differs(path) => format!("ملف لا يطابق قيود السجل: {}", ltr(path)),
            Self::FreeLines(count) => format!("في النقطة المرجعية توقيعات لمفاتيح لم تُعطَ، وعددها {count}"),
            Self::Behind(size) => format!("النقطة التي وقّعها الشهود أقدم من نقطة الحزمة: قيودها {size}"),
            Self::TooShort(size) => format!("في المجلد قيود أقل مما يلزم: {size}"),
            Self::Root => "القيود لا تؤدي إلى الجذر الذي وقّعه السجل".into(),
            Self::Entry(position, why) => format!("القيد في الموضع {position} غير سليم: {}", why.arabic()),
            Self::Anchor(name, why) => format!("{}: {}", ltr(name), why.arabic()),
            Self::NotVouched => "ليس بجانب السجل ختم زمني تؤدي شهادته إلى من تثق به".into(),
            Self::Chain(position, why) => {
                format!("في تاريخ الموضوع نقص أو تفرّع عند الموضع {position}: {}", why.arabic())
            }
        }
    }
}
