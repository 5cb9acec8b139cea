//! Why a question cannot be asked, in both languages.

use mirqab_ledger::{NoteError, PolicyError, StampError, SuccessionError};
use mirqab_verifier::in_arabic;
use mirqab_vocabulary::Language;
use std::io;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("{0} needs a value")]
    NeedsValue(String),
    #[error("{0} is not text")]
    NotText(String),
    #[error("{0}")]
    Key(NoteError),
    #[error("{0}: {1}")]
    Policy(String, PolicyError),
    #[error("{0}: {1}")]
    Succession(String, SuccessionError),
    #[error("{0}: {1}")]
    Roots(String, StampError),
    #[error("--max-age is a number with m, h or d behind it")]
    MaxAge,
    #[error("--lang is ar or en")]
    Lang,
    #[error("{0} once only")]
    OnceOnly(String),
    #[error("{0} is not known")]
    NotKnown(String),
    #[error("one key at a time")]
    OneKey,
    #[error("whose cosignatures are to be of that age? give --policy or --witness")]
    WhoseAge,
    #[error("no bundle is named")]
    NothingNamed,
    #[error("compare takes two checkpoints")]
    TwoCheckpoints,
    #[error("one file at a time")]
    OneFile,
    #[error("the log's key does not stand in it: give the one that you have on paper with --key")]
    KeyNeeded,
    #[error("the clock of this machine stands before 1970: it cannot say what is old")]
    Clock,
    #[error("neither a receipt nor a checkpoint carries a time stamp: the log's folder and bundles do")]
    NoStamp,
    #[error(
        "this program has no network, so that nobody learns what you check, and when. Fetch it first, for instance with\n\
         curl --remote-name, and check the file."
    )]
    Network,
    #[error("the log's folder is of use beside a cosigned checkpoint: give one with --cosigned")]
    TilesAlone,
    #[error("whose cosignatures? give --witness or --policy")]
    Whose,
    #[error("the cosigned checkpoint is a later one: give the log's folder with --tiles")]
    LaterCheckpoint,
    #[error("{0}: {1}")]
    Unreadable(String, io::Error),
    #[error("the answer could not be written: {0}")]
    NotWritten(io::Error),
}

impl Trouble {
    /// In the language asked for; in both, if none is.
    pub fn said(&self, language: Option<Language>) -> String {
        match language {
            None => format!("{self}\n{}", self.arabic()),
            Some(Language::English) => self.to_string(),
            Some(Language::Arabic) => self.arabic(),
        }
    }

    fn arabic(&self) -> String {
        let ltr = |text: &str| format!("\u{2066}{text}\u{2069}");
        match self {
            Self::NeedsValue(option) => format!("يلزم {} قيمة", ltr(option)),
            Self::NotText(what) => format!("{} ليس نصاً", ltr(what)),
            Self::Key(why) => in_arabic::of_key(why),
            Self::Policy(path, why) => format!("{}: {}", ltr(path), in_arabic::of_policy(why)),
            Self::Succession(path, why) => format!("{}: {}", ltr(path), in_arabic::of_succession(why)),
            Self::Roots(path, why) => format!("{}: {}", ltr(path), in_arabic::of_roots(why)),
            Self::MaxAge => format!("قيمة {} عدد بعده m أو h أو d", ltr("--max-age")),
            Self::Lang => format!("قيمة {} هي ar أو en", ltr("--lang")),
            Self::OnceOnly(option) => format!("{} مرة واحدة لا غير", ltr(option)),
            Self::NotKnown(option) => format!("{} غير معروف", ltr(option)),
            Self::OneKey => "مفتاح واحد في كل مرة".to_owned(),
            Self::WhoseAge => {
                format!("توقيعات من يجب أن تكون بهذا العمر؟ أعطِ {} أو {}", ltr("--policy"), ltr("--witness"))
            }
            Self::NothingNamed => "لم تُسمَّ حزمة".to_owned(),
            Self::TwoCheckpoints => format!("تلزم {} نقطتان مرجعيتان", ltr("compare")),
            Self::OneFile => "ملف واحد في كل مرة".to_owned(),
            Self::KeyNeeded => format!("مفتاح السجل ليس فيه: أعطِ المفتاح الذي لديك على ورق مع {}", ltr("--key")),
            Self::Clock => "ساعة هذا الحاسوب قبل عام 1970: لا يُعرف ما القديم".to_owned(),
            Self::NoStamp => "ليس في الإيصال ولا في النقطة المرجعية ختم زمني: إنما هو في مجلد السجل والحزم".to_owned(),
            Self::Network => "ليس لهذا البرنامج شبكة، كي لا يعلم أحد ما تفحصه ومتى. نزّل الملف أولاً، ثم افحصه.".to_owned(),
            Self::TilesAlone => {
                format!("ينفع مجلد السجل مع نقطة مرجعية وقّعها الشهود: أعطها مع {}", ltr("--cosigned"))
            }
            Self::Whose => format!("توقيعات من؟ أعطِ {} أو {}", ltr("--witness"), ltr("--policy")),
            Self::LaterCheckpoint => {
                format!("النقطة التي وقّعها الشهود أحدث: أعطِ مجلد السجل مع {}", ltr("--tiles"))
            }
            Self::Unreadable(path, error) => format!("{}: {}", ltr(path), of_io(error)),
            Self::NotWritten(error) => format!("لم يُكتب الجواب: {}", of_io(error)),
        }
    }
}

/// What the operating system says, by its kind; what has no word here, by its number.
fn of_io(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "ليس هناك ملف بهذا الاسم".to_owned(),
        io::ErrorKind::PermissionDenied => "لا يُسمح بذلك".to_owned(),
        io::ErrorKind::IsADirectory => "هذا مجلد لا ملف".to_owned(),
        io::ErrorKind::BrokenPipe => "لم يقرأه أحد".to_owned(),
        io::ErrorKind::StorageFull => "لا مساحة تكفي".to_owned(),
        _ => match error.raw_os_error() {
            Some(number) => format!("خلل من نظام التشغيل، رقمه {number}"),
            None => "خلل عند القراءة أو الكتابة".to_owned(),
        },
    }
}
