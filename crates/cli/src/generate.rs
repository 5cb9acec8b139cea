//! Volume for trials: reports that tell of nothing that happened, each marked as generated. Their numbers follow from the seed.
//!
//! Every second of them comes in the other language; sources, channels, kinds, places and ways of giving a place vary; parties are
//! drawn with equal chance. One incident in ten is under verification, and one in twenty has a published finding.

use crate::demo::Cast;
use anyhow::{Context, Result};
use mirqab_app::{Action, AppError};
use mirqab_domain::finding::{Aim, Axes, Event as FindingEvent, Proposal, Vote};
use mirqab_domain::report::{Channel, Draft, Harm, OccurredPrecision};
use mirqab_domain::verification::Event as VerificationEvent;
use mirqab_domain::{Room, Subject};
use mirqab_vocabulary::{
    Attribution, Bearing, Bilingual, Classification, Code, Coordinates, Count, Direction, DistanceBand, Gravity,
    IncidentId, Instant, Interval, Language, Line, Means, Observation, Occurrence, PartyCode, Passage, Place, Quality,
    ReportId, StandardOfProof, ViolationKind, Weapon, WeaponClass, What,
};

/// Names of the gazetteer, in Arabic and English.
const PLACES: &[(&str, &str)] = &[
    ("عين زارة", "Ain Zara"),
    ("أبو قرين", "Abu Grein"),
    ("أبو هادي", "Abu Hadi"),
    ("سرت", "Sirte"),
    ("مصراتة", "Misrata"),
    ("غريان", "Gharyan"),
    ("ترهونة", "Tarhuna"),
    ("الزاوية", "Zawiya"),
    ("صبراتة", "Sabratha"),
    ("زوارة", "Zuwara"),
    ("بني وليد", "Bani Walid"),
    ("الجفرة", "Jufra"),
    ("هون", "Hun"),
    ("مزدة", "Mizda"),
    ("العزيزية", "Aziziya"),
    ("تاجوراء", "Tajoura"),
    ("صلاح الدين", "Salah al-Din"),
    ("قصر بن غشير", "Qasr Bin Ghashir"),
];

/// What is said, in Arabic and English; `{n}` and `{place}` are filled in.
const SAID: &[(&str, &str)] = &[
    (
        "سمعنا نحو {n} انفجارات من جهة {place}، ولم نرَ من أطلق النار.",
        "We heard about {n} explosions from the direction of {place}. Nobody was seen firing.",
    ),
    (
        "أفاد متصل بسقوط {n} قذائف قرب {place} وبتضرر منزلين.",
        "A caller said that {n} shells fell near {place} and that two houses were damaged.",
    ),
    (
        "شوهد رتل من {n} مركبات متجهًا إلى {place}، ولم يُعرف لمن هو.",
        "A column of {n} vehicles was seen going towards {place}. Whose it was is not known.",
    ),
    (
        "أُغلق الطريق عند {place} منذ الصباح، وأُعيدت {n} سيارات من حيث أتت.",
        "The road at {place} has been closed since the morning; {n} cars were turned back.",
    ),
    (
        "سُمع تبادل لإطلاق النار في {place} مدة {n} دقائق ثم هدأ.",
        "An exchange of fire was heard at {place} for {n} minutes, and then quiet.",
    ),
    (
        "قال مسعف إن {n} جرحى نُقلوا من {place} إلى المستشفى.",
        "A medic said that {n} wounded were taken from {place} to the hospital.",
    ),
];

const KINDS: &[ViolationKind] = &[
    ViolationKind::Shelling,
    ViolationKind::Shelling,
    ViolationKind::SmallArmsFire,
    ViolationKind::ExchangeOfFire,
    ViolationKind::UndeterminedExplosion,
    ViolationKind::UndeterminedExplosion,
    ViolationKind::AirStrike,
    ViolationKind::ArmedDroneStrike,
    ViolationKind::TroopMovement,
    ViolationKind::RoadClosure,
    ViolationKind::ProhibitedFlight,
    ViolationKind::AttackOnCivilians,
];

/// Channels of nobody's side. The first two reports of an incident come through these, so that two independent voices speak.
const NEUTRAL: &[Channel] =
    &[Channel::Hotline, Channel::Observer, Channel::Civilian, Channel::Media, Channel::Hotline, Channel::Sensor];

/// How many incidents are recorded in one transaction.
const BATCH: u32 = 1000;
const DAYS: u32 = 109;

/// How far an incident goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goes {
    Nowhere,
    ToTheDesk,
    ToThePublic,
}

struct Opened {
    id: IncidentId,
    reports: Vec<ReportId>,
    goes: Goes,
}

/// Adds so many reports, in incidents of two to four.
pub fn generate(cast: &Cast, count: u32, tell: &mut dyn FnMut(&str)) -> Result<()> {
    let parties = cast.app.read(|reader| Ok(mirqab_app::agreement::all(reader)?))?;
    let parties: Vec<PartyCode> =
        mirqab_app::agreement::parties(&parties).into_iter().map(|party| party.code).collect();
    let known = mirqab_app::gazetteer::Lookup::over(&cast.app.gazetteer);
    let places: Vec<(Coordinates, u32)> = PLACES
        .iter()
        .map(|(ar, en)| {
            known.find(en).or_else(|| known.find(ar)).with_context(|| format!("the gazetteer does not know {en}"))
        })
        .collect::<Result<_>>()?;
    let mill = Mill { cast, parties, places };
    let mut done = 0;
    while done < count {
        let (opened, made) = mill.incidents(done, count)?;
        done += made;
        mill.verify(&opened)?;
        tell(&format!("generated {done} / {count}"));
    }
    Ok(())
}

struct Mill<'a> {
    cast: &'a Cast,
    parties: Vec<PartyCode>,
    places: Vec<(Coordinates, u32)>,
}

fn text<T, E>(parsed: Result<T, E>) -> Result<T, AppError>
where
    E: std::error::Error + Send + Sync + 'static,
{
    Ok(parsed.map_err(anyhow::Error::from)?)
}

impl Mill<'_> {
    fn number(&self, below: u32) -> u32 {
        self.cast.stage.number(below)
    }

    fn one_of<T: Copy>(&self, all: &[T]) -> T {
        all[self.number(u32::try_from(all.len()).unwrap_or(1)) as usize]
    }

    /// Records a batch of incidents with their reports, and opens the verifications of some.
    fn incidents(&self, done: u32, count: u32) -> Result<(Vec<Opened>, u32)> {
        let duty = self.cast.account("duty")?.actor();
        let begin = Instant::parse("2020-01-12T00:00:00Z")?;
        let due = self.cast.app.surroundings().now().plus_s(7 * 86_400);
        let opened = self.cast.app.write(&duty, Action::Group, |work| {
            let (mut opened, mut made) = (Vec::new(), 0);
            while opened.len() < BATCH as usize && done + made < count {
                let group = (2 + self.number(3)).min(count - done - made);
                let place = self.number(u32::try_from(self.places.len()).unwrap_or(1)) as usize;
                let kind = self.one_of(KINDS);
                let at = begin.plus_s(i64::from(self.number(DAYS * 86_400 - 7200)));
                let mut reports = Vec::new();
                for index in 0..group {
                    let draft = self.draft(kind, at, place, done + made + index, index)?;
                    reports.push(work.submit(draft)?.0);
                }
                made += group;
                let (ar, en) = PLACES[place];
                let title = Bilingual {
                    ar: text(Passage::parse(&format!("{ar}: واقعة مولَّدة للتجربة")))?,
                    en: text(Passage::parse(&format!("{en}: generated incident, for trial")))?,
                };
                let id = work.open_incident(&reports, kind, &title, None)?;
                let goes = match (group, self.number(20)) {
                    (2.., 0) => Goes::ToThePublic,
                    (2.., 1..3) => Goes::ToTheDesk,
                    _ => Goes::Nowhere,
                };
                if goes != Goes::Nowhere {
                    let subject = Subject { room: Room::Verification, id: id.to_string() };
                    work.record(&subject, VerificationEvent::Opened { due })?;
                }
                opened.push(Opened { id, reports, goes });
                work.refresh()?;
            }
            Ok((opened, made))
        });
        Ok(opened?)
    }

    /// Leads some incidents to a published finding, each step by whose it is.
    fn verify(&self, opened: &[Opened]) -> Result<()> {
        let until = self.cast.app.surroundings().now().plus_s(86_400);
        let public: Vec<&Opened> = opened.iter().filter(|case| case.goes == Goes::ToThePublic).collect();
        let finding = |case: &Opened| Subject { room: Room::Finding, id: case.id.to_string() };
        let actor = |name| Ok::<_, anyhow::Error>(self.cast.account(name)?.actor());
        let reason = text(Passage::parse("Generated, for trial."))?;
        self.cast.app.write(&actor("verifier1")?, Action::Verify, |work| {
            for case in &public {
                let subject = Subject { room: Room::Verification, id: case.id.to_string() };
                work.record(&subject, VerificationEvent::Claimed { until })?;
                let proposal = Box::new(self.proposal(case)?);
                let (occurrence, reason) = (proposal.axes.occurrence.clone(), reason.clone());
                work.record(&subject, VerificationEvent::Assessed { occurrence, reason, restriction: None })?;
                work.record(&finding(case), FindingEvent::Proposed { proposal })?;
            }
            Ok(())
        })?;
        self.cast.app.write(&actor("reviewer1")?, Action::Review, |work| {
            for case in &public {
                let event = FindingEvent::Reviewed { agrees: true, reason: reason.clone() };
                work.record(&finding(case), event)?;
            }
            Ok(())
        })?;
        // The commission of the demonstration's procedure.
        let body = || "commission".to_owned();
        for name in ["reviewer2", "liaison-gna", "liaison-lna"] {
            self.cast.app.write(&actor(name)?, Action::Vote, |work| {
                for case in &public {
                    let event = FindingEvent::Voted { body: body(), vote: Vote::For, opinion: None };
                    work.record(&finding(case), event)?;
                }
                Ok(())
            })?;
        }
        self.cast.app.write(&actor("duty")?, Action::KeepMinutes, |work| {
            for case in &public {
                let event = FindingEvent::BodyDecided { body: body(), endorsed: true, minutes: reason.clone() };
                work.record(&finding(case), event)?;
            }
            Ok(())
        })?;
        self.cast.app.write(&actor("head")?, Action::Decide, |work| {
            for case in &public {
                work.record(&finding(case), FindingEvent::Decided { note: None })?;
                work.record(&finding(case), FindingEvent::Published {})?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn proposal(&self, case: &Opened) -> Result<Proposal, AppError> {
        let occurrence = match self.number(4) {
            0 => Occurrence::Probable,
            1 => Occurrence::Unconfirmed,
            _ => Occurrence::Corroborated,
        };
        Ok(Proposal {
            incident: case.id,
            aim: Aim::Conclude,
            axes: Axes {
                occurrence,
                classification: Classification::Undecided,
                attribution: Attribution::Unattributed,
                gravity: Gravity::NotAssessed,
            },
            standard: StandardOfProof::ReasonableGrounds,
            reports: case.reports.clone(),
            statement: Bilingual {
                ar: text(Passage::parse("استنتاج مولَّد للتجربة."))?,
                en: text(Passage::parse("Generated conclusion, for trial."))?,
            },
            reason: text(Passage::parse("Generated, for trial."))?,
            procedure: self.cast.procedure(case.id)?.map(Box::new),
            unit: None,
        })
    }

    /// The report number `number` of all, the `index`-th of its incident.
    fn draft(
        &self,
        kind: ViolationKind,
        begins: Instant,
        place: usize,
        number: u32,
        index: u32,
    ) -> Result<Draft, AppError> {
        let begins = begins.plus_s(i64::from(self.number(900)));
        let reported_by = match index {
            0 | 1 => None,
            _ if self.number(2) == 0 => None,
            _ => Some(self.parties[self.number(u32::try_from(self.parties.len()).unwrap_or(1)) as usize].clone()),
        };
        // Whom a report accuses is drawn among all parties but the one that files it.
        let others: Vec<&PartyCode> =
            self.parties.iter().filter(|party| Some(*party) != reported_by.as_ref()).collect();
        let accused = match (others.len(), self.number(3)) {
            (0, _) | (_, 0) => None,
            (several, _) => Some(others[self.number(u32::try_from(several).unwrap_or(1)) as usize].clone()),
        };
        let channel = if reported_by.is_some() { Channel::Party } else { self.one_of(NEUTRAL) };
        let language = if number.is_multiple_of(2) { Language::Arabic } else { Language::English };
        let ((place_ar, place_en), (said_ar, said_en)) = (PLACES[place], self.one_of(SAID));
        let counted = 1 + self.number(12);
        let (said, name, mark) = match language {
            Language::Arabic => (said_ar, place_ar, "[مولَّد للتجربة]"),
            Language::English => (said_en, place_en, "[generated, for trial]"),
        };
        let said = said.replace("{n}", &counted.to_string()).replace("{place}", name);
        let harm = (self.number(8) == 0).then(|| {
            let (killed, injured) = (self.number(4), self.number(9));
            Harm {
                killed_min: killed,
                killed_max: killed + self.number(2),
                injured_min: injured,
                injured_max: injured + self.number(4),
                civilians: None,
            }
        });
        Ok(Draft {
            channel,
            // Two reports of one incident never come from one source.
            source: text(Line::parse(&format!("generated {}-{index}", self.number(400))))?,
            reported_by,
            accused,
            kind,
            text: text(Passage::parse(&format!("{said} {mark}")))?,
            language,
            occurred: text(Interval::new(begins, begins.plus_s(600)))?,
            occurred_precision: OccurredPrecision::Stated,
            observed_at: None,
            received_at: begins.plus_s(900 + i64::from(self.number(3600))),
            place: self.place(place, name)?,
            observations: vec![Observation {
                what: self.one_of(What::ALL),
                direction: Direction::Undetermined,
                means: self.one_of(Means::ALL),
                count: Count { number: counted, quality: self.one_of(Quality::ALL) },
            }],
            weapon: Weapon { class: self.one_of(WeaponClass::ALL), calibre_mm: None, model: None },
            harm,
            reference: Some(text(Line::parse(&format!("generated-{number}")))?),
            attachments: Vec::new(),
            witness: None,
            original: None,
        })
    }

    /// By name, by coordinates within some kilometres of it, or by bearing and distance from there.
    fn place(&self, place: usize, name: &str) -> Result<Place, AppError> {
        let (centre, radius_m) = self.places[place];
        let name = text(Line::parse(name))?;
        let near = || {
            let off = |middle: i32| middle - 30_000 + i32::try_from(self.number(60_000)).unwrap_or(0);
            text(Coordinates::new(off(centre.lat_udeg()), off(centre.lon_udeg())))
        };
        Ok(match self.number(4) {
            0 => Place::Named { name, at: Some(centre), precision_m: radius_m },
            1 => {
                let degrees = u16::try_from(self.number(3600)).unwrap_or(0);
                let near_m = 500 + self.number(2000);
                Place::FromObserver {
                    observer: near()?,
                    bearing: text(Bearing::new(degrees, 100))?,
                    band: text(DistanceBand::new(near_m, near_m + 500 + self.number(2500)))?,
                    name: Some(name),
                }
            }
            _ => Place::Point { at: near()?, precision_m: 100 + self.number(900), name: Some(name) },
        })
    }
}
