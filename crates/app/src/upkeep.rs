//! Upkeep: checking the whole record, making the read models anew, and seeing it as it was.

use crate::ports::{Store, StoredEntry, Writer};
use crate::protection::{Thing, guarded, left};
use crate::publication::{FORM, Figures, figures};
use crate::sealing::Nodes;
use crate::work::{App, Seen, Touched};
use crate::{AppError, Reader};
use mirqab_domain::procedure::{self, Answer, State};
use mirqab_domain::{Event, Subject, commitment, mission, publication, report, verification};
use mirqab_ledger::{
    Frontier, Keys, NodeSource, StampRoots, Succession, Verifier, Witness, cosignatures, verify_stamp,
};
use mirqab_record::{Envelope, open};
use mirqab_vocabulary::{BlobId, ZoneName};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// How many entries are read at a time.
const CHUNK: u32 = 1000;

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// At which position of the log, if it is at one.
    pub position: Option<u64>,
    /// What, as a stable slug.
    pub what: &'static str,
    /// Particulars.
    pub detail: String,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Checked {
    /// Entries that were read.
    pub entries: u64,
    /// Checkpoints whose signature and root were compared.
    pub checkpoints: u64,
    /// Cosignatures of witnesses that were compared.
    pub cosignatures: u64,
    /// Time stamps that were checked.
    pub anchors: u64,
    /// Originals whose hash was compared.
    pub originals: u64,
    /// Publications whose figures were computed anew.
    pub publications: u64,
    /// Sources and witnesses whose names are kept in clear: they came before there were key holders, or before the evidence's were sealed.
    /// No fault; what can be done is to erase them.
    pub names_in_clear: u64,
    /// The root of the tree, in hexadecimal.
    pub root: String,
    /// What does not hold. Empty if all holds.
    pub faults: Vec<Fault>,
}

/// Replays entries into another store.
struct Replay<'a> {
    into: &'a mut dyn Writer,
    touched: Touched,
}

impl Replay<'_> {
    /// Takes one fact. What does not come to anything is passed over, as it was when it was recorded.
    fn take(&mut self, position: u64, envelope: &Envelope, event: &Event) -> anyhow::Result<()> {
        let subject = &envelope.subject;
        let before = self.into.state(subject)?;
        if let Some(state) = procedure::apply(before, subject, event, &envelope.author, envelope.recorded_at) {
            self.into.put_state(subject, &state, envelope.id, position)?;
            self.touched.note(self.into.as_reader(), &state)?;
            if matches!(state, State::Report(_)) {
                // Incidents are touched by their reports through the rows' links.
                self.touched.refresh(self.into)?;
            }
        }
        Ok(())
    }
}

fn each_entry(
    reader: &dyn Reader,
    upto: u64,
    mut work: impl FnMut(StoredEntry) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut next = 0;
    while next < upto {
        let chunk = reader.entries(next, CHUNK)?;
        if chunk.is_empty() {
            anyhow::bail!("the log ends at {next}, before {upto}");
        }
        for entry in chunk.into_iter().take_while(|entry| entry.position < upto) {
            next = entry.position + 1;
            work(entry)?;
        }
    }
    Ok(())
}

/// The points of a patrol's way are kept beside the log, and figures are made of them: they go along into the other store.
fn with_points(reader: &dyn Reader, event: &Event, into: &mut dyn Writer) -> anyhow::Result<()> {
    if let Event::Mission(mission::Event::TrackLogged { track }) = event
        && let Some(points) = reader.blob(&track.points)?
    {
        into.put_blob(&track.points, &points)?;
    }
    Ok(())
}

fn replay(reader: &dyn Reader, upto: u64, into: &mut dyn Writer) -> anyhow::Result<()> {
    let mut replay = Replay { into, touched: Touched::default() };
    each_entry(reader, upto, |entry| {
        let (envelope, event, _) = open(&entry.bytes, &entry.payloads)?;
        with_points(reader, &event, replay.into)?;
        replay.take(entry.position, &envelope, &event)
    })?;
    replay.touched.refresh(replay.into)
}

impl App {
    /// Makes all read models anew from the log. Returns how many entries were replayed.
    pub fn rebuild(&self) -> Result<u64, AppError> {
        let mut size = 0;
        // The log is read as it is now; this process is the only writer, so nothing is added meanwhile.
        self.store().read(&mut |reader| {
            size = reader.log_size()?;
            self.store().write(&mut |writer| {
                writer.clear_models()?;
                Ok(replay(reader, size, writer)?)
            })
        })?;
        Ok(size)
    }

    /// The record as it was when the log had `size` entries, in a store of its own.
    pub fn as_of(&self, size: u64) -> Result<Box<dyn Store>, AppError> {
        let scratch = self.store().scratch()?;
        self.read(|reader| {
            if size > reader.log_size()? {
                return Err(AppError::NotFound);
            }
            scratch.write(&mut |writer| Ok(replay(reader, size, writer)?))
        })?;
        Ok(scratch)
    }

    /// Checks everything: each entry's form and commitments, the tree, every checkpoint, every rule of the procedure, every
    /// original, every publication's figures, and the read models. `progress` is told how many entries of how many are done.
    pub fn check(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Checked, AppError> {
        let mut checked = Checked::default();
        for fault in self.store().faults()? {
            checked.faults.push(Fault { position: None, what: "file-damaged", detail: fault });
        }
        let scratch = self.store().scratch()?;
        self.read(|reader| {
            // Notes that do not hold are told with their entries; then the log has the one key that is in the folder.
            let known = Verifier::parse(&self.key).map_err(anyhow::Error::from)?;
            let log = self.log_keys(reader).or_else(|_| Keys::new(known, &[])).map_err(anyhow::Error::from)?;
            scratch.write(&mut |writer| {
                let mut check = Check {
                    reader,
                    replay: Replay { into: writer, touched: Touched::default() },
                    frontier: Frontier::new(),
                    log: &log,
                    zone: &self.settings.zone,
                    checked: &mut checked,
                    compared: BTreeSet::new(),
                    missing: Vec::new(),
                    erased: BTreeSet::new(),
                };
                Ok(check.run(progress)?)
            })
        })?;
        Ok(checked)
    }
}

struct Check<'a> {
    reader: &'a dyn Reader,
    replay: Replay<'a>,
    frontier: Frontier,
    log: &'a Keys,
    zone: &'a ZoneName,
    checked: &'a mut Checked,
    /// Originals that were compared already: one table may stand behind a hundred thousand reports.
    compared: BTreeSet<BlobId>,
    /// Originals that are not there, and at which position one is named first.
    missing: Vec<(u64, BlobId)>,
    /// Originals that were erased: they need not be there.
    erased: BTreeSet<BlobId>,
}

impl Check<'_> {
    fn fault(&mut self, position: u64, what: &'static str, detail: impl ToString) {
        self.checked.faults.push(Fault { position: Some(position), what, detail: detail.to_string() });
    }

    fn run(&mut self, progress: &mut dyn FnMut(u64, u64)) -> anyhow::Result<()> {
        let size = self.reader.log_size()?;
        let mut next = 0;
        while next < size {
            let chunk = self.reader.entries(next, CHUNK)?;
            for entry in chunk {
                if entry.position != next {
                    self.fault(next, "entry-missing", format!("the next entry is at {}", entry.position));
                    return Ok(());
                }
                self.entry(&entry)?;
                next += 1;
            }
            progress(next, size);
        }
        self.checked.entries = size;
        self.checked.root = self.frontier.root().to_string();
        self.replay.touched.refresh(self.replay.into)?;
        for (position, id) in std::mem::take(&mut self.missing) {
            if !self.erased.contains(&id) {
                self.fault(position, "original-missing", id.as_str());
            }
        }
        self.newest_checkpoint(size)?;
        self.cosigned()?;
        self.anchored()
    }

    /// Every cosignature of a witness of the policy holds, over a checkpoint of this log.
    fn cosigned(&mut self) -> anyhow::Result<()> {
        let mut kept = Vec::new();
        self.reader.cosigned(u64::MAX, &mut |one| {
            kept.push(one);
            true
        })?;
        for one in kept {
            let note = self.log.alone(&self.reader.checkpoint_of(one.size)?.unwrap_or_default()).map(|(_, note)| note);
            let note = note.unwrap_or_default();
            let witness = Witness::parse(&one.witness);
            let found = witness.and_then(|witness| cosignatures(&format!("{note}{}", one.line), &[witness]));
            self.checked.cosignatures += 1;
            match found {
                Ok(found) if found.len() == 1 && found[0].time == one.time => {}
                Ok(_) => self.fault(one.size, "cosignature-differs", &one.witness),
                Err(error) => self.fault(one.size, "cosignature-invalid", error),
            }
        }
        Ok(())
    }

    /// Every time stamp holds over a checkpoint of this log. By whom it is was asked when it was taken in.
    fn anchored(&mut self) -> anyhow::Result<()> {
        for one in crate::anchors::kept(self.reader, None)? {
            let note = self.log.alone(&self.reader.checkpoint_of(one.size)?.unwrap_or_default()).map(|(_, note)| note);
            let note = note.unwrap_or_default();
            self.checked.anchors += 1;
            match verify_stamp(&one.token, note.as_bytes(), &StampRoots::default()) {
                Ok(stamp) if stamp.before == one.before && stamp.certificate == one.certificate => {}
                Ok(_) => self.fault(one.size, "anchor-differs", &one.by),
                Err(error) => self.fault(one.size, "anchor-invalid", error),
            }
        }
        Ok(())
    }

    fn newest_checkpoint(&mut self, size: u64) -> anyhow::Result<()> {
        if size > 0 && self.reader.checkpoint_of(size)?.is_none() {
            self.fault(size, "checkpoint-missing", "no checkpoint was signed over the whole log");
        }
        Ok(())
    }

    fn entry(&mut self, entry: &StoredEntry) -> anyhow::Result<()> {
        let position = entry.position;
        for node in self.frontier.append(&entry.bytes) {
            if !Nodes(self.reader).node(node.level, node.index).is_ok_and(|hash| hash == node.hash) {
                self.fault(position, "tree-differs", format!("node {} at level {}", node.index, node.level));
            }
        }
        if let Some(note) = self.reader.checkpoint_of(position + 1)? {
            self.checked.checkpoints += 1;
            match self.log.open(&note) {
                Ok((found, _)) if found.size == position + 1 && found.root == self.frontier.root() => {}
                Ok(_) => self.fault(position, "checkpoint-differs", "it is not over this tree"),
                Err(error) => self.fault(position, "checkpoint-invalid", error),
            }
        }
        let (envelope, event, _) = match open(&entry.bytes, &entry.payloads) {
            Ok(opened) => opened,
            Err(error) => {
                self.fault(position, "entry-altered", error);
                return Ok(());
            }
        };
        self.fact(position, &envelope, &event)
    }

    fn fact(&mut self, position: u64, envelope: &Envelope, event: &Event) -> anyhow::Result<()> {
        let subject = &envelope.subject;
        if self.replay.into.last_entry(subject)? != envelope.previous {
            self.fault(position, "history-gap", format!("{} {}", subject.room.code(), subject.id));
        }
        let mut world = Seen(self.replay.into.as_reader());
        let answer = procedure::admit(&mut world, subject, event, &envelope.author, envelope.recorded_at);
        match answer {
            Ok(()) => {}
            Err(Answer::Refused(refusal)) => self.fault(position, "rule-broken", refusal.slug()),
            Err(Answer::NoSuchSubject) => self.fault(position, "rule-broken", "no such subject"),
            Err(Answer::Failed(failure)) => return Err(failure),
        }
        // All keys of a log have its name.
        let origin = self.log.all().first().map_or("", Verifier::name);
        match crate::work::signatures(origin, envelope, event) {
            Ok(()) => {}
            Err(AppError::Refused(refusal)) => self.fault(position, "rule-broken", refusal.slug()),
            Err(error) => return Err(error.into()),
        }
        if let Event::Mission(mission::Event::LogKeyFollowed { note }) = event {
            self.succession(position, note.as_str())?;
        }
        let witness = match event {
            Event::Report(report::Event::Submitted { draft, .. }) => draft.witness.as_ref(),
            Event::Verification(verification::Event::EvidenceAdded { evidence, .. }) => evidence.witness.as_ref(),
            _ => None,
        };
        self.checked.names_in_clear += u64::from(witness.is_some_and(|witness| witness.sealed.is_none()));
        self.originals(position, event)?;
        with_points(self.reader, event, self.replay.into)?;
        if let Event::Publication(publication::Event::Issued { .. }) = event {
            self.publication(position, subject, event)?;
        }
        self.replay.take(position, envelope, event)?;
        if let Some((thing, parts)) = Thing::erased(subject, event) {
            self.erased.extend(guarded(self.replay.into.as_reader(), thing)?.erased_originals());
            // After a tombstone nothing of what it names is left in the entries before it.
            // An entry that cannot be read is named by itself.
            for entry in left(self.reader, thing, &parts, position).unwrap_or_default() {
                self.fault(entry, "erasure-unfinished", format!("{} {thing}", subject.room.code()));
            }
        }
        self.model(position, subject)
    }

    /// A key follows another by a note that both signed, over the log up to the entry in which it stands.
    fn succession(&mut self, position: u64, note: &str) -> anyhow::Result<()> {
        match Succession::open(&format!("{note}\n")) {
            Err(error) => self.fault(position, "log-key-unproved", error),
            Ok(one) if one.size != position || one.root != crate::witnesses::root(self.reader, position)? => {
                self.fault(position, "log-key-unproved", "the note is not over the log up to here");
            }
            Ok(one) if !self.log.all().windows(2).any(|pair| pair == [one.old.clone(), one.new.clone()]) => {
                self.fault(position, "log-key-unproved", "the keys do not lead to the one in the folder");
            }
            Ok(_) => {}
        }
        Ok(())
    }

    /// Compares the kept state, if this was the last fact about its subject.
    fn model(&mut self, position: u64, subject: &Subject) -> anyhow::Result<()> {
        let last = self.replay.into.last_entry(subject)?;
        if self.reader.last_entry(subject)? == last && self.reader.state(subject)? != self.replay.into.state(subject)? {
            let detail = format!("{} {}: run `mirqab rebuild`", subject.room.code(), subject.id);
            self.fault(position, "model-differs", detail);
        }
        Ok(())
    }

    fn originals(&mut self, position: u64, event: &Event) -> anyhow::Result<()> {
        let named: Vec<&BlobId> = match event {
            Event::Report(report::Event::Submitted { draft, .. }) => {
                let table = draft.original.iter().map(|original| &original.blob);
                draft.attachments.iter().map(|file| &file.blob).chain(table).collect()
            }
            Event::Verification(verification::Event::EvidenceAdded { evidence, .. }) => evidence.blob.iter().collect(),
            Event::Commitment(commitment::Event::EvidenceAdded { evidence, .. }) => evidence.blob.iter().collect(),
            Event::Mission(mission::Event::TrackLogged { track }) => vec![&track.file, &track.points],
            _ => Vec::new(),
        };
        for id in named {
            if !self.compared.insert(id.clone()) {
                continue;
            }
            self.checked.originals += 1;
            match self.reader.blob(id)? {
                Some(bytes) if BlobId::from_bytes(Sha256::digest(&bytes).into()) == *id => {}
                Some(_) => self.fault(position, "original-altered", id.as_str()),
                None => self.missing.push((position, id.clone())),
            }
        }
        Ok(())
    }

    fn publication(&mut self, position: u64, subject: &Subject, event: &Event) -> anyhow::Result<()> {
        let Event::Publication(publication::Event::Issued { period, day, log_size, figures: sealed }) = event else {
            return Ok(());
        };
        self.checked.publications += 1;
        if *log_size != position {
            // The figures are computed and issued in one transaction, so nothing can lie between.
            self.fault(position, "publication-elsewhere", &subject.id);
            return Ok(());
        }
        self.replay.touched.refresh(self.replay.into)?;
        // What cannot be read differs whatever is made anew.
        let form = match self.reader.blob(sealed)? {
            Some(bytes) => {
                serde_json::from_slice::<Figures>(&bytes).map_or(FORM, |figures| figures.form.clamp(1, FORM))
            }
            None => FORM,
        };
        let again: Figures = figures(self.replay.into.as_reader(), self.zone, *period, *day, *log_size, form)?;
        if again.id()? != *sealed {
            self.fault(position, "figures-differ", &subject.id);
        }
        Ok(())
    }
}
