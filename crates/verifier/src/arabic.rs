//! In Arabic, what the floors below say in English of what does not hold: each kind, and each particular.
//!
//! Every kind is named, none is passed over: one that is new and has no Arabic does not compile. The short phrases that stand in place of a
//! kind of their own are in `PHRASES`; a test reads them out of the sources.

use crate::print::plain;
use mirqab_ledger::{CheckpointError, NoteError, PolicyError, ProofError, StampError, SuccessionError};
use mirqab_record::bundle::{BundleError, MOST_BYTES, MOST_COSIGNATURES, MOST_SUCCESSIONS};
use mirqab_record::{CanonicalError, ChainError, RecordError};

/// Says in Arabic what `Display` says in English.
pub(crate) trait Arabic {
    /// The sentence, without a stop.
    fn arabic(&self) -> String;
}

/// A name, a path, a number or an id inside an Arabic line: it keeps its own order, and nothing from a file turns the direction.
pub(crate) fn ltr(what: impl ToString) -> String {
    format!("\u{2066}{}\u{2069}", plain(&what.to_string()))
}

/// Phrases of the floors below that stand where a kind of their own would be too much.
const PHRASES: &[(&str, &str)] = &[
    // Signed notes.
    ("the text does not end in a line end", "لا ينتهي النص بنهاية سطر"),
    ("the text holds control characters", "في النص محارف تحكم"),
    ("it is larger than 1 MiB", "حجمها أكبر من الحد"),
    ("there is no empty line", "ليس فيها سطر فارغ"),
    ("the last line has no end", "ليس للسطر الأخير نهاية"),
    ("there are more than 100 signatures", "فيها أكثر من 100 توقيع"),
    ("a signature line is not '— name signature'", "سطر من أسطر التوقيع ليس بصيغته"),
    ("a signature is not base64", "توقيع ليس بترميز base64"),
    ("a signature is too short", "توقيع أقصر مما يلزم"),
    ("a key signed twice", "وقّع مفتاح مرتين"),
    // Keys.
    ("a name has no spaces and no plus signs", "ليس في الاسم فراغ ولا علامة زائد"),
    ("it is name+id+key", "صيغته: الاسم ثم المعرّف ثم المفتاح، بينها علامة زائد"),
    ("the key is not base64", "المفتاح ليس بترميز base64"),
    ("only Ed25519 keys of logs are known", "لا يُعرف من مفاتيح السجلات إلا Ed25519"),
    ("it is not an Ed25519 key of a witness", "ليس مفتاح شاهد من نوع Ed25519"),
    ("the key has the wrong length", "طول المفتاح غير صحيح"),
    ("the key is not a point of the curve", "المفتاح ليس نقطة على المنحنى"),
    ("the id does not fit name and key", "المعرّف لا يوافق الاسم والمفتاح"),
    // Checkpoints.
    ("it has three lines: origin, size, root", "أسطرها ثلاثة: السجل، عدد القيود، الجذر"),
    ("the root is not base64", "الجذر ليس بترميز base64"),
    ("the size is not a number", "عدد القيود ليس عدداً"),
    ("the root has the wrong length", "طول الجذر غير صحيح"),
    ("it is not in canonical form", "ليست بصيغتها الوحيدة"),
    // One key after another.
    ("it is not a signed note", "ليست نصاً موقَّعاً"),
    (
        "it has six lines: what it is, the log, two keys, size, root",
        "أسطرها ستة: ما هي، السجل، مفتاحان، عدد القيود، الجذر",
    ),
    ("a key in it is none", "مفتاح فيها ليس مفتاحاً"),
    ("the root is not 32 bytes in base64", "الجذر ليس 32 بايتاً بترميز base64"),
    (
        "it is not in canonical form, or names another log, or one key twice",
        "ليست بصيغتها الوحيدة، أو تذكر سجلاً آخر، أو مفتاحاً مرتين",
    ),
    ("it carries other signatures", "فيها توقيعات أخرى"),
    ("the keys follow each other in a circle", "المفاتيح يخلف بعضها بعضاً في دائرة"),
    ("the key that goes", "المفتاح الذاهب"),
    ("the key that comes", "المفتاح الآتي"),
    // Receipts.
    ("the line is cut, or a character was changed", "السطر مقطوع أو غُيّر فيه محرف"),
    ("it is larger than 64 KiB", "حجمه أكبر من الحد"),
    ("a hash is not 64 hexadecimal digits", "بصمة ليست 64 رقماً ست عشرياً"),
    ("a one-line form in it is cut", "سطر مختصر فيه مقطوع"),
    ("there is no empty line before the checkpoint", "ليس قبل النقطة المرجعية سطر فارغ"),
    ("its first line is another", "سطره الأول غير المنتظر"),
    ("the extra data is not base64", "ما أُلحق به ليس بترميز base64"),
    ("there is no line 'index NUMBER'", "ليس فيه سطر الموضع"),
    ("a line of the proof is not base64", "سطر من الإثبات ليس بترميز base64"),
    ("a line of the proof has the wrong length", "طول سطر من الإثبات غير صحيح"),
    ("the proof has more than 63 hashes", "في الإثبات أكثر من 63 بصمة"),
    ("the index is not a number", "الموضع ليس عدداً"),
    ("log_size", "عدد قيوده"),
    ("one-line form", "سطره المختصر"),
    ("position", "موضعه"),
    // Entries.
    ("envelope", "الغلاف"),
    ("payload", "المحتوى"),
    // Time stamps.
    ("a certificate", "شهادة"),
    ("a name", "اسم"),
    ("the answer", "الجواب"),
    ("the token", "الختم الزمني"),
    // Groups of what may be withheld.
    ("open", "المعلن"),
    ("words", "النص"),
    ("exact", "الموضع الدقيق"),
    ("identity", "الهوية"),
    // Policies.
    ("it holds a control character", "فيه محرف تحكم"),
    ("this log was named before", "ذُكر هذا السجل من قبل"),
    ("this witness was named before", "ذُكر هذا الشاهد من قبل"),
    ("the group needs all, any or a number", "يلزم المجموعةَ all أو any أو عدد"),
    ("the group needs more than it has, or nobody", "تطلب المجموعة أكثر مما فيها، أو لا تطلب أحداً"),
    ("there is one quorum", "النصاب واحد"),
    ("it is not a line of a policy", "ليس سطراً من وثيقة شهود"),
    ("there is no quorum line", "ليس فيها سطر النصاب"),
    ("is not known yet", "لم يُعرَّف بعد"),
    ("is a member already", "عضو في مجموعة من قبل"),
    ("cannot be defined here, or not again", "لا يُعرَّف هنا أو لا يُعرَّف ثانية"),
];

/// The Arabic of a phrase.
fn phrase(english: &str) -> Option<&'static str> {
    PHRASES.iter().find(|(phrase, _)| *phrase == english).map(|(_, arabic)| *arabic)
}

/// A phrase, or the place that the reader's own words name. Nothing is left of English that is not known.
pub(crate) fn said(english: &str) -> String {
    phrase(english).map_or_else(|| unread(english), str::to_owned)
}

/// What the reader of JSON says: it names line and column at its end.
fn unread(english: &str) -> String {
    let place = || {
        let (_, place) = english.rsplit_once(" at line ")?;
        let (line, column) = place.split_once(" column ")?;
        Some((line.parse::<u64>().ok()?, column.parse::<u64>().ok()?))
    };
    match place() {
        Some((line, column)) => format!("ليس بالصيغة المنتظرة في السطر {line}، العمود {column}"),
        None => "ليس بالصيغة المنتظرة".to_owned(),
    }
}

impl Arabic for NoteError {
    fn arabic(&self) -> String {
        match self {
            Self::Malformed(why) => format!("ليست نصاً موقَّعاً: {}", said(why)),
            Self::BadKey(why) => format!("ليس مفتاحاً: {}", said(why)),
            Self::BadSignature(name) => format!("توقيع {} غير صحيح", ltr(name)),
            Self::Unsigned => "ليس فيها توقيع لمفتاح معروف".to_owned(),
        }
    }
}

impl Arabic for ProofError {
    fn arabic(&self) -> String {
        match self {
            Self::OutOfRange => "الإثبات لموضع خارج السجل",
            Self::WrongLength => "طول الإثبات غير صحيح",
            Self::WrongRoot => "يؤدي الإثبات إلى جذر آخر",
        }
        .to_owned()
    }
}

impl Arabic for CheckpointError {
    fn arabic(&self) -> String {
        match self {
            Self::Note(why) => why.arabic(),
            Self::Malformed(why) => format!("ليست نقطة مرجعية: {}", said(why)),
            Self::Key(why) => why.arabic(),
            Self::OtherLog { found, expected } => format!("هي للسجل {} لا للسجل {}", ltr(found), ltr(expected)),
        }
    }
}

impl Arabic for SuccessionError {
    fn arabic(&self) -> String {
        match self {
            Self::Malformed(why) => format!("ليست وثيقة يخلف بها مفتاحٌ مفتاحَ السجل: {}", said(why)),
            Self::NotSigned(which) => format!("لم يوقّعها {}", said(which)),
            Self::Forked(key) => {
                format!("تناقض: شهد المفتاح {} لمفتاحين بأنهما خلفه؛ احتفظ بالوثيقتين", ltr(key))
            }
            Self::GivenUp(size) => {
                format!("المفتاح الذي وقّعها يوقّع لما لا يزيد على {size} من القيود؛ فقد خلفه مفتاح آخر")
            }
            Self::Unconnected(key) => format!("لا شيء يبيّن أن المفتاح {} خلف المفتاح الذي لديك أو سبقه", ltr(key)),
        }
    }
}

impl Arabic for StampError {
    fn arabic(&self) -> String {
        match self {
            Self::Malformed(what) => format!("ليس بالصيغة التي يطلبها RFC 3161، أو بعده شيء زائد ({})", said(what)),
            // What the authority says besides is in its own language.
            Self::NotGranted { status, text: _ } => format!("لم تمنحه الجهة: الحالة {status}"),
            Self::Algorithm => "موقَّع أو مُبصَّم بطريقة لا يعرفها هذا البرنامج".to_owned(),
            Self::OtherImprint => "ختمٌ لشيء آخر".to_owned(),
            Self::NoCertificate => "شهادة من وقّعه ليست فيه، أو ليست التي يذكرها التوقيع".to_owned(),
            Self::BadSignature => "توقيعه غير صحيح".to_owned(),
            Self::WrongUse => "شهادة من وقّعه ليست لختم الوقت وحده".to_owned(),
            Self::NotValidThen => "شهادة من وقّعه لم تكن سارية في الوقت الذي يذكره".to_owned(),
            Self::Roots => "ليس في ملف الجذور شهادة، أو فيه ما لا يُقرأ".to_owned(),
        }
    }
}

impl Arabic for PolicyError {
    fn arabic(&self) -> String {
        let named = || {
            // A name with what is wrong with it.
            let (name, rest) = self.why.split_once(' ')?;
            Some(format!("{} {}", ltr(name), phrase(rest)?))
        };
        let key = || Some(format!("ليس مفتاحاً: {}", phrase(self.why.strip_prefix("this is not a verifier key: ")?)?));
        let why = phrase(&self.why).map(str::to_owned).or_else(key).or_else(named);
        let why = why.unwrap_or_else(|| "ليس سطراً من وثيقة شهود".to_owned());
        if self.line == 0 { why } else { format!("السطر {}: {why}", self.line) }
    }
}

impl Arabic for CanonicalError {
    fn arabic(&self) -> String {
        match self {
            Self::NotAnInteger(number) => format!("{} ليس عدداً صحيحاً ضمن الحدود", ltr(number)),
        }
    }
}

impl Arabic for BundleError {
    fn arabic(&self) -> String {
        match self {
            Self::TooLarge => format!("حجم الملف أكبر من {MOST_BYTES} بايت"),
            Self::Unreadable(why) => unread(why),
            Self::OtherFormat => "ليس الملف بإحدى الصيغتين المعروفتين للحزم".to_owned(),
            Self::NotCanonical(at) => format!("ليس الملف بصيغته الوحيدة من البايت {at} فصاعداً"),
            Self::Disorder(position) => format!("القيد في الموضع {position} لا يلي الذي قبله"),
            Self::CosignatureDisorder => {
                format!("توقيعات الشهود ليست بترتيب مفاتيحها، كلٌّ مرة، أو هي أكثر من {MOST_COSIGNATURES}")
            }
            Self::Successions => format!("تغييرات مفتاح السجل أكثر من {MOST_SUCCESSIONS}"),
            Self::PayloadDisorder(position) => {
                format!("محتويات القيد في الموضع {position} ليست بترتيب مجموعاتها، كلٌّ مرة")
            }
            Self::NotText(position) => format!("في القيد في الموضع {position} بايتات ليست نصاً"),
            Self::Canonical(why) => why.arabic(),
        }
    }
}

impl Arabic for RecordError {
    fn arabic(&self) -> String {
        match self {
            Self::Canonical(why) => why.arabic(),
            Self::Envelope(why) => format!("لا يُقرأ الغلاف: {}", unread(why)),
            Self::NotCanonical(what) => format!("{} مكتوب بغير صيغته الوحيدة", said(what)),
            Self::UnknownKind(kind) => format!("القيد من نوع {} لا تعرفه هذه النسخة", ltr(kind)),
            Self::Unbound(group) => format!("المحتوى «{}» لا يربطه الغلاف", said(group)),
            Self::Twice(group) => format!("المحتوى «{}» مكرر", said(group)),
            Self::Altered(group) => format!("المحتوى «{}» ليس هو الذي خُتم", said(group)),
            Self::Commitments => "أختام الغلاف ليست أختام نوعه".to_owned(),
            Self::OpenMissing => "المحتوى المعلن ناقص".to_owned(),
            Self::NotAFact { kind, why } => format!("ليس المحتوى واقعة من نوع {}: {}", ltr(kind), unread(why)),
        }
    }
}

impl Arabic for ChainError {
    fn arabic(&self) -> String {
        match self {
            Self::Twice(id) => format!("القيد {} مكرر", ltr(id)),
            Self::Broken { names, stands } => {
                let told = |id: &Option<_>| id.map_or_else(|| "لا شيء".to_owned(), ltr);
                format!("يذكر القيد أن الذي قبله عن موضوعه {}، وإنما هو {}", told(names), told(stands))
            }
        }
    }
}

/// The same for the program beside this library, which reads keys, policies and notes itself.
pub mod in_arabic {
    use super::Arabic as _;
    use mirqab_ledger::{NoteError, PolicyError, StampError, SuccessionError};

    /// Why it is no key.
    pub fn of_key(why: &NoteError) -> String {
        why.arabic()
    }
    /// Why it is no policy.
    pub fn of_policy(why: &PolicyError) -> String {
        why.arabic()
    }
    /// Why it is no note by which one key follows another.
    pub fn of_succession(why: &SuccessionError) -> String {
        why.arabic()
    }
    /// Why these are no certificates.
    pub fn of_roots(why: &StampError) -> String {
        why.arabic()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where phrases come from, and after which words they stand there.
    const SOURCES: &[(&str, &[&str])] = &[
        (include_str!("../../ledger/src/note.rs"), &["Malformed(", "BadKey("]),
        (include_str!("../../ledger/src/cosignature.rs"), &["Malformed(", "BadKey("]),
        (include_str!("../../ledger/src/checkpoint.rs"), &["Malformed(", "wrong("]),
        (include_str!("../../ledger/src/succession.rs"), &["Malformed(", "wrong(", "read.old, ", "read.new, "]),
        (include_str!("../../ledger/src/tlog_proof.rs"), &["ok_or(", "|_| ", "Err("]),
        (include_str!("../../ledger/src/policy.rs"), &["wrong(", "why: ", "format!("]),
        (include_str!("../../ledger/src/stamp/certificate.rs"), &["OF: &str = ", "SEQUENCE, "]),
        (include_str!("../../ledger/src/stamp/request.rs"), &["SEQUENCE, ", "value, "]),
        (include_str!("../../ledger/src/stamp/token.rs"), &["OF: &str = "]),
        (include_str!("../../record/src/seal.rs"), &["NotCanonical("]),
        (include_str!("receipt.rs"), &["no(", "ReceiptDiffers("]),
    ];

    #[test]
    fn every_phrase_of_the_floors_below_has_its_arabic() {
        let mut found = 0;
        for (source, after) in SOURCES {
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            for before in *after {
                let before = format!("{before}\"");
                // An empty one is of a value whose absence is no failure, and never shown.
                let ends = code.split(&before).skip(1).filter_map(|rest| rest.split('"').next());
                for english in ends.filter(|english| !english.is_empty()) {
                    let english = english.trim_start_matches("{name} ").trim_start_matches("{member} ");
                    assert!(phrase(english).is_some(), "no Arabic for {english:?}");
                    found += 1;
                }
            }
        }
        assert!(found > 60, "{found}");
        for group in mirqab_record::Group::ALL {
            assert!(phrase(group.code()).is_some(), "{}", group.code());
        }
        for (english, arabic) in PHRASES {
            assert!(PHRASES.iter().filter(|(other, _)| other == english).count() == 1, "{english:?} twice");
            assert!(arabic.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)), "{arabic}");
        }
    }

    #[test]
    fn a_place_in_a_file_is_told_and_nothing_else_of_what_its_reader_says() {
        let error = serde_json::from_str::<u8>("\n{").unwrap_err().to_string();
        assert_eq!(unread(&error), "ليس بالصيغة المنتظرة في السطر 2، العمود 0");
        assert_eq!(unread("at line x column 1"), "ليس بالصيغة المنتظرة");
    }

    #[test]
    fn a_line_of_a_policy_is_told_with_the_name_in_it() {
        let said = |text: &str| mirqab_ledger::Policy::parse(text).unwrap_err().arabic();
        assert_eq!(said(""), "ليس فيها سطر النصاب");
        assert_eq!(said("quorum q"), "السطر 1: \u{2066}q\u{2069} لم يُعرَّف بعد");
        assert_eq!(said("\nwitness w w"), "السطر 2: ليس مفتاحاً: صيغته: الاسم ثم المعرّف ثم المفتاح، بينها علامة زائد");
        assert_eq!(said("what"), "السطر 1: ليس سطراً من وثيقة شهود");
    }
}
