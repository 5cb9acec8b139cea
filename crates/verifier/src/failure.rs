//! Why a bundle does not hold, and where.

use crate::AnchorFailure;
use crate::arabic::{Arabic as _, ltr};
use mirqab_domain::Refusal;
use mirqab_ledger::{CheckpointError, NoteError, ProofError, SuccessionError};
use mirqab_record::bundle::BundleError;
use mirqab_record::{ChainError, RecordError};
use std::fmt;

/// A part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The inclusion proof, which binds envelope and position.
    Proof,
    /// The envelope.
    Envelope,
    /// The disclosed payloads.
    Payloads,
    /// The envelope's `previous`.
    Previous,
    /// The envelope's `subject`.
    Subject,
    /// The fact, put to the rules.
    Fact,
}

impl Part {
    fn arabic(self) -> &'static str {
        match self {
            Self::Proof => "إثباته",
            Self::Envelope => "غلافه",
            Self::Payloads => "محتواه",
            Self::Previous => "ما قبله",
            Self::Subject => "موضوعه",
            Self::Fact => "واقعته",
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Proof => "proof",
            Self::Envelope => "envelope",
            Self::Payloads => "payloads",
            Self::Previous => "previous",
            Self::Subject => "subject",
            Self::Fact => "fact",
        })
    }
}

/// Where a bundle fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The file as a whole.
    File,
    /// The key.
    Key,
    /// The signed checkpoint.
    Checkpoint,
    /// What the witness signed whose key stands at this place of the list, counted from 1.
    Cosignature(usize),
    /// The time stamps, with their checkpoint.
    Anchor,
    /// The note at this place of the list by which the log's key was followed by another, counted from 1.
    Succession(usize),
    /// The finding's id.
    Finding,
    /// An entry.
    Entry {
        /// Its position in the log.
        position: u64,
        /// Which part of it.
        part: Part,
    },
}

impl Where {
    pub(crate) fn entry(position: u64, part: Part) -> Self {
        Self::Entry { position, part }
    }
}

impl Where {
    /// The same in Arabic.
    pub fn arabic(&self) -> String {
        match self {
            Self::File => "الملف".into(),
            Self::Key => "المفتاح".into(),
            Self::Checkpoint => "النقطة المرجعية".into(),
            Self::Cosignature(number) => format!("توقيع الشاهد رقم {number}"),
            Self::Anchor => "الختم الزمني".into(),
            Self::Succession(number) => format!("تغيير مفتاح السجل رقم {number}"),
            Self::Finding => "الاستنتاج".into(),
            Self::Entry { position, part } => format!("القيد في الموضع {position}، {}", part.arabic()),
        }
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Key => f.write_str("the key"),
            Self::Checkpoint => f.write_str("the checkpoint"),
            Self::Cosignature(number) => write!(f, "the cosignature number {number}"),
            Self::Anchor => f.write_str("the time stamps"),
            Self::Succession(number) => write!(f, "the change of the log's key number {number}"),
            Self::Finding => f.write_str("the finding"),
            Self::Entry { position, part } => write!(f, "the entry at position {position}, its {part}"),
        }
    }
}

/// Why a bundle fails there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It is not a bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// Another key than the one expected.
    #[error("it is another key than the one expected: another log, or a forgery")]
    OtherKey,
    /// The key, written differently.
    #[error("it is not in canonical form")]
    KeyForm,
    /// The key is not the named log's.
    #[error("the key's name is not the origin that the bundle names")]
    KeyOfOther,
    /// Key or signature do not hold.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// More signatures than the log's own.
    #[error("it carries signatures other than the log's own, which nothing here can check")]
    OtherSignatures,
    /// A cosignature that is none of the key beside it over this checkpoint.
    #[error("it is not one of the witness beside it over this checkpoint: {0}")]
    Cosignature(NoteError),
    /// One key does not follow the other, or signed after another followed it.
    #[error(transparent)]
    Succession(#[from] SuccessionError),
    /// A change of the key that has nothing to do with the bundle's key.
    #[error("it has nothing to do with the key of this bundle, or stands in another order")]
    OtherSuccession,
    /// Not a checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A checkpoint of another log.
    #[error("it is not a checkpoint of the origin that the bundle names")]
    CheckpointOfOther,
    /// The entry is not in the log, or not there.
    #[error("{0}")]
    Proof(#[from] ProofError),
    /// The entry cannot be read, or a payload is not the one that was bound.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The history of its subject has a gap or a branch.
    #[error("an entry about this subject is missing, or the history was cut: {0}")]
    Chain(#[from] ChainError),
    /// A rule was not kept.
    #[error("rule not kept: {slug} ({0})", slug = .0.slug())]
    RuleNotKept(#[from] Refusal),
    /// The subject's id cannot be one of its room.
    #[error("rule not kept: the subject is not one of that room")]
    NoSuchSubject,
    /// An admitted fact came to nothing.
    #[error("the fact adds up to nothing")]
    CameToNothing,
    /// A time stamp does not hold.
    #[error(transparent)]
    Anchor(#[from] AnchorFailure),
    /// No time stamp, or none by anybody whom the reader trusts.
    #[error("no time stamp in it leads to a certificate that you trust")]
    NotVouched,
    /// An entry that no rule needed.
    #[error("it has nothing to do with this finding")]
    DoesNotBelong,
    /// No entry about the finding.
    #[error("no entry of the bundle is about the finding that it names")]
    NoFinding,
}

impl Why {
    /// The same in Arabic, shortly. For a rule it is the sentence of the pages.
    pub fn arabic(&self) -> String {
        match self {
            Self::Bundle(why) => {
                return format!("ليس حزمة كما يكتبها هذا البرنامج: تلف الملف أو غُيّر أو هو ملف آخر: {}", why.arabic());
            }
            Self::OtherKey => "المفتاح غير المفتاح المنتظر: إما سجل آخر وإما تزوير",
            Self::KeyForm => "المفتاح مكتوب بغير صيغته الوحيدة",
            Self::KeyOfOther => "اسم المفتاح غير اسم السجل الذي تذكره الحزمة",
            Self::Note(why) => return format!("المفتاح أو توقيع السجل غير صحيح: {}", why.arabic()),
            Self::OtherSignatures => "فيها توقيعات غير توقيع السجل، ولا شيء هنا يفحصها",
            Self::Cosignature(why) => {
                return format!("ليس توقيع الشاهد المذكور معه على هذه النقطة المرجعية: {}", why.arabic());
            }
            Self::Succession(why) => return why.arabic(),
            Self::OtherSuccession => "لا صلة له بمفتاح هذه الحزمة، أو في غير موضعه",
            Self::Checkpoint(why) => return why.arabic(),
            Self::CheckpointOfOther => "ليست نقطة مرجعية للسجل الذي تذكره الحزمة",
            Self::Proof(why) => {
                return format!("لا يثبت أنه في السجل الذي وقّعته البعثة، إذ غُيّر أو نُقل: {}", why.arabic());
            }
            Self::Record(why) => return why.arabic(),
            Self::Chain(why) => return format!("ينقص قيد عن هذا الموضوع، أو قُطع تاريخه: {}", why.arabic()),
            Self::RuleNotKept(refusal) => {
                let key = format!("refusal-{}", refusal.slug());
                let sentence = crate::words::sentence(mirqab_vocabulary::Language::Arabic, &key).unwrap_or_default();
                return format!("لم تُراعَ قاعدة: {sentence} ({})", ltr(refusal.slug()));
            }
            Self::NoSuchSubject => "لم تُراعَ قاعدة: المعرّف ليس مما يكون في هذه الغرفة",
            Self::CameToNothing => "الواقعة لا تؤدي إلى شيء",
            Self::Anchor(why) => return why.arabic(),
            Self::NotVouched => "ليس فيها ختم زمني تؤدي شهادته إلى من تثق به",
            Self::DoesNotBelong => "لا صلة له بهذا الاستنتاج",
            Self::NoFinding => "ليس في الحزمة قيد عن الاستنتاج الذي تذكره",
        }
        .into()
    }
}

/// A bundle does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {why}")]
pub struct Failure {
    /// Where.
    pub at: Where,
    /// Why.
    pub why: Why,
}

impl Failure {
    pub(crate) fn new(at: Where, why: impl Into<Why>) -> Self {
        Self { at, why: why.into() }
    }

    /// The slug of the rule that was not kept, if it is that.
    pub fn slug(&self) -> Option<&'static str> {
        match &self.why {
            Why::RuleNotKept(refusal) => Some(refusal.slug()),
            _ => None,
        }
    }
}
