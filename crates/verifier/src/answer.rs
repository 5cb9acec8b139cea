//! Answers about logs as people and programs read them. Who asks for no language has the verdict in both and the particulars in English;
//! what a file says itself is shown in plain ASCII.

use crate::arabic::ltr;
use crate::compare::{Compared, Comparison};
use crate::print::{head, line, pick, plain};
use crate::{
    Act, Anchored, Failure, FolderHolds, Holds, LogFailure, ReceiptHolds, Remark, Seen, Signed, Step, Trust, Witnessed,
    key_in_groups,
};
use mirqab_vocabulary::{Code as _, Instant, Language};
use serde_json::{Map, Value, json};

/// An answer with its exit status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    verdict: &'static str,
    /// The verdict in English and in Arabic.
    headline: Vec<(&'static str, &'static str)>,
    facts: Vec<Fact>,
    /// What is read below, in English and in Arabic.
    notes: Vec<(String, String)>,
    /// Why not, in Arabic.
    arabic: Option<String>,
    anchored: Vec<Anchored>,
    /// 0 if it holds, 1 if it does not, 2 if it cannot be said.
    pub status: u8,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Fact {
    name: &'static str,
    value: Value,
    /// The value in Arabic, where it is more than a name or a number.
    arabic: Option<String>,
}

impl Answer {
    fn new(verdict: &'static str, english: &'static str, arabic: &'static str, status: u8) -> Self {
        Self {
            verdict,
            headline: vec![(english, arabic)],
            facts: Vec::new(),
            notes: Vec::new(),
            arabic: None,
            anchored: Vec::new(),
            status,
        }
    }

    fn fact(&mut self, name: &'static str, value: impl Into<Value>) {
        self.facts.push(Fact { name, value: value.into(), arabic: None });
    }

    /// A fact that is told in a sentence.
    fn told(&mut self, name: &'static str, english: impl Into<Value>, arabic: String) {
        self.facts.push(Fact { name, value: english.into(), arabic: Some(arabic) });
    }

    fn note(&mut self, english: &str, arabic: &str) {
        self.notes.push((english.to_owned(), arabic.to_owned()));
    }

    fn checkpoint(&mut self, signed: &Signed) {
        self.fact("log", signed.checkpoint.origin.clone());
        self.fact("size", signed.checkpoint.size);
        self.fact("root", signed.checkpoint.root.to_string());
        for (name, time) in &signed.cosigned {
            self.fact("cosigned by", format!("{name}, {}", at(*time)));
        }
        if signed.unknown > 0 {
            let english = format!("{} signatures of keys that you did not give", signed.unknown);
            self.told("unknown", english, format!("توقيعات لمفاتيح لم تُعطَ، وعددها {}", signed.unknown));
        }
    }

    /// For people, in the language that they asked for.
    pub fn text(&self, language: Option<Language>) -> String {
        let mut out = String::new();
        self.headline.iter().for_each(|(english, arabic)| out.push_str(&head(language, english, arabic)));
        if let (None, Some(why)) = (language, &self.arabic) {
            out.push_str(&format!("{why}\n"));
        }
        // What is a table of its own stands below, in words.
        for Fact { name, value, arabic } in self.facts.iter().filter(|fact| !fact.value.is_object()) {
            let value = plain(&value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            match language {
                Some(Language::Arabic) => line(&mut out, label(name), arabic.as_ref().unwrap_or(&value)),
                _ => line(&mut out, name, &value),
            }
        }
        for one in &self.anchored {
            if language != Some(Language::Arabic) {
                line(&mut out, "stamped", &one.said(Language::English));
            }
            if language != Some(Language::English) {
                line(&mut out, "الختم الزمني", &one.said(Language::Arabic));
            }
        }
        for (english, arabic) in &self.notes {
            out.push_str(&match language {
                None => format!("\n{english}\n{arabic}\n"),
                Some(language) => format!("\n{}\n", if language == Language::English { english } else { arabic }),
            });
        }
        out
    }

    /// For programs. A fact that is there more than once is a list.
    pub fn json(&self) -> String {
        let mut members = Map::new();
        members.insert("verdict".into(), self.verdict.into());
        for Fact { name, value, .. } in &self.facts {
            let name = name.replace(' ', "_");
            match members.get_mut(&name) {
                None if name == "cosigned_by" => drop(members.insert(name, json!([value]))),
                None => drop(members.insert(name, value.clone())),
                Some(Value::Array(list)) => list.push(value.clone()),
                Some(_) => {}
            }
        }
        if !self.anchored.is_empty() {
            members.insert("anchored".into(), self.anchored.iter().map(Anchored::json).collect());
        }
        if let Some(why) = &self.arabic {
            members.insert("in_arabic".into(), json!({ "why": why }));
        }
        format!("{}\n", Value::Object(members))
    }
}

pub(crate) fn at(time: u64) -> String {
    let instant = i64::try_from(time).ok().and_then(|time| Instant::from_unix_s(time).ok());
    instant.map_or_else(|| time.to_string(), |at| at.to_string())
}

/// What a fact is called in Arabic. The names are those of `Answer::fact`, which programs read with `_` for a space.
fn label(name: &'static str) -> &'static str {
    match name {
        "log" => "السجل",
        "size" => "عدد القيود",
        "root" => "الجذر",
        "cosigned by" => "وقّع عليه",
        "unknown" => "مجهول",
        "key" => "المفتاح",
        "why" => "السبب",
        "position" => "الموضع",
        "leaf" => "بصمة القيد",
        "report" => "البلاغ",
        "entry" => "القيد",
        "kind" => "النوع",
        "subject" => "الموضوع",
        "recorded at" => "وقت التقييد",
        "subjects" => "المواضيع",
        "files" => "الملفات",
        "last entry" => "آخر قيد",
        "clock went back" => "رجوع الساعة",
        "first" => "الأولى",
        "first size" => "قيود الأولى",
        "first root" => "جذر الأولى",
        "second" => "الثانية",
        "second size" => "قيود الثانية",
        "second root" => "جذر الثانية",
        "later" => "الأحدث",
        "contradiction" => "التناقض",
        // A name without a word shows itself: the test of what is said in Arabic finds it.
        other => other,
    }
}

/// What is said of something that does not hold.
pub fn log_failure(failure: &LogFailure) -> Answer {
    let contradiction = matches!(failure, LogFailure::OtherTree(_));
    let verdict = if contradiction { "contradiction" } else { "does_not_hold" };
    let mut answer = Answer::new(verdict, "DOES NOT HOLD", "غير صحيح", 1);
    answer.told("why", failure.to_string(), failure.arabic());
    answer.arabic = Some(failure.arabic());
    answer
}

/// What is said of a receipt that holds.
pub fn receipt(holds: &ReceiptHolds, trust: &Trust) -> Answer {
    let mut answer = match holds.proved {
        true => Answer::new("holds", "HOLDS", "صحيح", 0),
        false => Answer::new("signed", "SIGNED, NOT YET PROVED", "موقَّع ولم يُثبت بعد", 2),
    };
    if holds.proved {
        answer.headline.push(("The entry is in the log.", "القيد موجود في السجل."));
    }
    answer.fact("position", holds.position);
    if let Some(leaf) = &holds.leaf {
        answer.fact("leaf", leaf.to_string());
    }
    answer.checkpoint(&holds.signed);
    answer.fact("key", trust.log().to_string());
    if let Some(report) = &holds.report {
        answer.fact("report", report.clone());
    }
    if let Some(entry) = &holds.entry {
        answer.fact("entry", entry.id.to_string());
        answer.fact("kind", entry.kind.clone());
        answer.fact("subject", entry.subject.id.clone());
        answer.fact("recorded at", entry.recorded_at.to_string());
    }
    match (holds.proved, &holds.entry) {
        (false, _) => answer.note(
            "The log signed this tree. Whether the entry is in it, the log's folder shows: give it with --tiles.",
            "وقّع السجل هذه النقطة. أما أن القيد فيها فيبيّنه مجلد السجل: أعطه مع \u{2066}--tiles\u{2069}.",
        ),
        (true, None) => answer.note(
            "Which report this is, the entry itself shows: give the log's folder with --tiles.",
            "أيُّ بلاغ هو هذا، يبيّنه القيد نفسه: أعطِ مجلد السجل مع \u{2066}--tiles\u{2069}.",
        ),
        (true, Some(_)) => {}
    }
    answer
}

/// What is said of a folder that holds.
pub fn folder(holds: &FolderHolds, trust: &Trust) -> Answer {
    let mut answer = Answer::new("holds", "HOLDS", "صحيح", 0);
    answer.headline.push(("The whole log.", "السجل كله."));
    answer.checkpoint(&holds.signed);
    answer.fact("key", trust.log().to_string());
    answer.fact("subjects", holds.subjects);
    answer.fact("files", holds.files);
    if let Some(last) = holds.last_recorded_at {
        answer.fact("last entry", last.to_string());
    }
    if holds.clock_went_back > 0 {
        answer.fact("clock went back", holds.clock_went_back);
    }
    answer.anchored = holds.anchored.clone();
    answer.note(
        "Every entry is as it was signed, and no subject's history has a gap. Payloads are not in the folder, so no rule\n\
         was asked: a bundle shows that. That nobody was shown another log, cosignatures show, or comparing.",
        "كل قيد كما وُقّع، ولا نقص في تاريخ أي موضوع. وليست المحتويات في المجلد فلم تُسأل قاعدة: تبيّن ذلك الحزمة.\n\
         وأما أن أحداً لم يُعرض عليه سجل آخر فتبيّنه توقيعات الشهود أو المقارنة.",
    );
    answer
}

/// What is said of two checkpoints.
pub fn comparison(found: &Comparison) -> Answer {
    let mut answer = match &found.compared {
        Compared::Same => Answer::new("same", "SAME", "متطابقتان", 0),
        Compared::Extends { .. } => Answer::new("extends", "ONE GOES ON FROM THE OTHER", "إحداهما امتداد للأخرى", 0),
        Compared::Contradiction { .. } | Compared::AgainstFolder { .. } => {
            Answer::new("contradiction", "CONTRADICTION", "تناقض", 1)
        }
        Compared::Undecided(_) => Answer::new("undecided", "CANNOT BE SAID", "لا يمكن الجزم", 2),
    };
    for (name, size, root, signed) in
        [("first", "first size", "first root", &found.first), ("second", "second size", "second root", &found.second)]
    {
        answer.fact(name, signed.checkpoint.origin.clone());
        answer.fact(size, signed.checkpoint.size);
        answer.fact(root, signed.checkpoint.root.to_string());
        for (witness, time) in &signed.cosigned {
            let (english, seen) =
                (format!("{name}: {witness}, {}", at(*time)), ltr(format!("{witness}, {}", at(*time))));
            answer.told("cosigned by", english, format!("{}: {seen}", label(name)));
        }
    }
    match &found.compared {
        Compared::Same => {}
        Compared::Extends { later } => answer.fact("later", u64::from(*later)),
        Compared::Contradiction { size } => {
            let arabic = format!("وقّع السجل روايتين مختلفتين لعدد القيود نفسه: {size}");
            answer.told("contradiction", format!("the log signed two different trees of {size} entries"), arabic);
            answer.note(
                "Both are signed by the log's key. No honest log can do that. Keep both files.",
                "كلتاهما موقَّعة بمفتاح السجل، ولا يفعل ذلك سجل أمين. احتفظ بالملفين.",
            );
        }
        Compared::AgainstFolder { which, size } => {
            let which = if *which == 1 { "first" } else { "second" };
            let english = format!("the {which}, of {size} entries, is not of the history in the folder");
            answer.told("contradiction", english, format!("{} ({size} من القيود) ليست من تاريخ المجلد", label(which)));
            answer.note(
                "The folder's checkpoint and this one are signed by the log's key, and no log has both. Keep them all.",
                "نقطة المجلد المرجعية وهذه موقَّعتان بمفتاح السجل، ولا تصحّان معاً. احتفظ بها كلها.",
            );
        }
        Compared::Undecided(why) => answer.told("why", why.to_string(), why.arabic().to_owned()),
    }
    answer
}

/// A bundle that does not hold, for programs.
pub fn failure_json(failure: &Failure) -> String {
    let (at, why) = (failure.at.to_string(), failure.why.to_string());
    let arabic = json!({ "where": failure.at.arabic(), "why": failure.why.arabic() });
    let value =
        json!({ "verdict": "does_not_hold", "where": at, "why": why, "rule": failure.slug(), "in_arabic": arabic });
    format!("{value}\n")
}

/// What is said below a bundle that holds, when witnesses cosigned its log.
pub fn cosigned_text(signed: &Signed, language: Option<Language>) -> String {
    let mut out = format!("\n{}", head(language, "COSIGNED", "وقّع عليه الشهود"));
    for (name, time) in &signed.cosigned {
        let (seen, size) = (plain(&format!("{name}, {}", at(*time))), signed.checkpoint.size);
        match language {
            Some(Language::Arabic) => line(&mut out, label("cosigned by"), &format!("{}، القيود {size}", ltr(seen))),
            _ => line(&mut out, "cosigned by", &format!("{seen}, {size} entries")),
        }
    }
    out
}

/// A duration in days, hours and minutes, without words whose form hangs on the number.
fn age(seconds: u64, language: Language) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match language {
        Language::English => format!("{days} d {hours} h {minutes} min"),
        Language::Arabic => format!("الأيام {days}، الساعات {hours}، الدقائق {minutes}"),
    }
}

/// What is said of the witnesses of a bundle that holds and of which the reader asks for witnesses, in one language.
pub(crate) fn witnessed_rows(found: &Witnessed, language: Language) -> Vec<(String, String)> {
    let say = |english: &'static str, arabic: &'static str| pick(language, english, arabic).to_owned();
    let mut rows = vec![(
        say("QUORUM", "النصاب"),
        match &found.lacking {
            None => say("met", "مكتمل"),
            Some(why) if language == Language::Arabic => why.arabic(),
            Some(why) => plain(&why.to_string()),
        },
    )];
    for one in &found.witnesses {
        let own = one.key.split('+').next().unwrap_or_default();
        let name = if own == one.name { plain(own) } else { plain(&format!("{} ({own})", one.name)) };
        let (label, value) = match one.time {
            None => (say("not cosigned", "لم يوقّع"), name),
            Some(time) if one.counts => (say("cosigned by", "وقّع"), format!("{name}, {}", at(time))),
            Some(time) => (say("too old", "قديم"), format!("{name}, {}", at(time))),
        };
        rows.push((label, value));
    }
    if let (Some(newest), Some(age_s)) = (found.newest, found.age_s) {
        let most = found.most_s.map(|most| format!("{}{}", say("; allowed: ", "؛ المسموح: "), age(most, language)));
        let value = format!("{} ({}{})", at(newest), age(age_s, language), most.unwrap_or_default());
        rows.push((say("newest", "أحدث توقيع"), value));
    }
    if found.unknown > 0 {
        let of = say(" signatures of keys that you did not give", " توقيعات لمفاتيح لم تُعطَ");
        rows.push((say("unknown", "مجهول"), format!("{}{of}", found.unknown)));
    }
    rows
}

/// What is said below a bundle that holds, of its own witnesses.
pub fn witnessed_text(found: &Witnessed, language: Option<Language>) -> String {
    let mut out = format!("\n{}", head(language, "WITNESSED", "شهد عليه الشهود"));
    witnessed_rows(found, language.unwrap_or(Language::English))
        .iter()
        .for_each(|(name, value)| line(&mut out, name, value));
    out
}

/// What is said of a bundle that holds, and of whose witnesses something is missing for which the reader asks.
pub fn not_witnessed(found: &Witnessed, why: &LogFailure) -> Answer {
    let mut answer = Answer::new("not_witnessed", "NOT WITNESSED AS ASKED", "لم يشهد عليه من طُلب", 1);
    answer.told("why", why.to_string(), why.arabic());
    answer.arabic = Some(why.arabic());
    answer.fact("witnessed", witnessed_json(found));
    let below = |language| {
        let mut below = String::new();
        witnessed_rows(found, language).iter().for_each(|(name, value)| line(&mut below, name, value));
        below.trim_end().to_owned()
    };
    answer.notes.push((below(Language::English), below(Language::Arabic)));
    answer.note(
        "Everything else in the bundle holds. Ask for a newer bundle once the witnesses have signed; if it stays so, ask\nthe witnesses themselves.",
        "كل ما سوى ذلك في الحزمة صحيح. اطلب حزمة أحدث بعد توقيع الشهود؛ فإن بقي كذلك فاسأل الشهود أنفسهم.",
    );
    answer
}

fn witnessed_json(found: &Witnessed) -> Value {
    let one = |one: &Seen| json!({ "name": one.name, "key": one.key, "at": one.time.map(at), "counts": one.counts });
    json!({
        "quorum_met": found.lacking.is_none(),
        "witnesses": found.witnesses.iter().map(one).collect::<Vec<Value>>(),
        "newest_at": found.newest.map(at),
        "age_s": found.age_s,
        "max_age_s": found.most_s,
        "unknown": found.unknown,
    })
}

/// What was erased of which report or item of evidence: what kind of thing, on which ground, by whose decision and when.
fn tombstones(holds: &Holds) -> Vec<Value> {
    let told = |member: &str, of: Value, one: &mirqab_domain::report::Tombstone| {
        json!({
            member: of,
            "parts": one.parts,
            "ground": one.ground,
            "proposed_by": one.proposed_by,
            "decided_by": one.decided_by,
            "at": one.at,
        })
    };
    let reports =
        holds.case.reports.iter().flat_map(|report| {
            report.protection.tombstones.iter().map(move |one| told("report", json!(report.id), one))
        });
    let evidence = holds.evidence_erased.iter().map(|(number, one)| told("evidence", json!(number), one));
    reports.chain(evidence).collect()
}

/// A bundle that holds, for programs; with the cosigned checkpoint beside it, if one was given, and with its own witnesses, if a policy was.
pub fn holds_json(holds: &Holds, beside: Option<&Signed>, witnessed: Option<&Witnessed>) -> String {
    let cosigned = beside.map(|signed| {
        let by = signed.cosigned.iter().map(|(name, time)| json!({ "witness": name, "time": at(*time) }));
        json!({ "size": signed.checkpoint.size, "by": by.collect::<Vec<Value>>() })
    });
    let remarks = holds.remarks.iter().map(|remark| match remark {
        Remark::ClockWentBack { position } => json!({ "clock_went_back_at": position }),
        Remark::ReportAbsent { id } => json!({ "report_absent": id }),
    });
    let value = json!({
        "verdict": "holds",
        "key": holds.key,
        "key_in_hex": key_in_groups(&holds.key),
        "key_compared": holds.key_compared,
        "log": holds.checkpoint.origin,
        "size": holds.checkpoint.size,
        "root": holds.checkpoint.root.to_string(),
        "finding": holds.finding.id,
        "incident": holds.finding.incident,
        "entries": holds.entries,
        "newest_entry_at": holds.newest_entry_at.map(|at| at.to_string()),
        "withheld": holds.withheld,
        "erased": holds.erased,
        "tombstones": tombstones(holds),
        "signed_reports": holds.signed,
        "report_origins": holds.report_origins,
        "evidence_origins": holds.evidence_origins,
        "handling": holds.finding.handling().code(),
        "published_at": holds.conclusion().and_then(|version| version.published_at).map(|at| at.to_string()),
        "acts": holds.acts.iter().map(act).collect::<Vec<Value>>(),
        "conclusion": holds.conclusion().map(|version| &version.proposal.axes),
        "remarks": remarks.collect::<Vec<Value>>(),
        "anchored": holds.anchored.iter().map(Anchored::json).collect::<Vec<Value>>(),
        "cosigned": cosigned,
        "cosignatures": holds.cosigned.iter().map(|one| json!({ "key": one.key, "at": at(one.time) })).collect::<Vec<Value>>(),
        "witnessed": witnessed.map(witnessed_json),
        "successions": holds.successions.iter().map(succession).collect::<Vec<Value>>(),
    });
    format!("{value}\n")
}

fn succession(one: &mirqab_ledger::Succession) -> Value {
    json!({ "old": one.old.to_string(), "new": one.new.to_string(), "size": one.size, "root": one.root.to_string() })
}

fn act(act: &Act) -> Value {
    let step = match act.step {
        Step::Proposed => "proposed",
        Step::Agreed => "agreed",
        Step::Dissented => "dissented",
        Step::SentBack => "sent_back",
        Step::Decided => "decided",
    };
    let (account, role) = (act.by.account.to_string(), act.by.role.code());
    json!({ "step": step, "account": account, "role": role, "at": act.at.to_string(), "version": act.version })
}
