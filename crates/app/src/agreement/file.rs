//! The agreement file: what people write in TOML, and the terms that are sealed.
//!
//! Times are local in the file's zone, or end in Z; points are pairs of degrees, latitude first. The published schema is made from these types by a test.

use mirqab_domain::agreement::{
    AgreedBody, AgreedSeats, Agreement, AnswersFor, Article, ArticleTerms, AuthenticText, DatedName, DecisionRule,
    Definition, DisputeStep, Effect, Form, Guarantor, GuarantorRole, Kind, Medium, Party, Provisions, Relation,
    Renewal, ReportingDuty, Scope, Signatory, StandardFor, Supplement, SupplementKind, Withdrawal, Zone,
};
use mirqab_vocabulary::{
    Bilingual, BlobId, Coordinates, Instant, Line, LocalDay, PartyCode, Passage, StandardOfProof, ViolationKind,
    WeaponClass, ZoneName,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

macro_rules! shapes {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty),+ $(,)? })+) => { $(
        $(#[$meta])*
        #[derive(Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $($(#[$field_meta])* pub(super) $field: $type),+ }
    )+ };
}

/// A value of the record that is written as a text, checked as the record checks it.
#[derive(Deserialize)]
#[serde(transparent)]
#[serde(bound = "T: DeserializeOwned")]
pub(crate) struct As<T>(pub(crate) T);

shapes! {
    /// A text in both languages.
    Both { ar: As<Passage>, en: As<Passage> }
    /// Force: local times.
    Force {
        /// From when: YYYY-MM-DDTHH:MM, local in the file's zone.
        from: Option<String>,
        /// Until when, as a time.
        until: Option<String>,
        /// Until when, as a number of days from the beginning.
        days: Option<u32>,
    }
    /// An authentic text.
    TextOf { language: As<Line>, sha256: Option<As<BlobId>>, source: Option<As<Line>> }
    /// A party, in the agreement's own order.
    PartyOf { code: As<PartyCode>, name: Both }
    /// What a party is called from a day on.
    NameOf { party: As<PartyCode>, from: As<LocalDay>, name: Both }
    /// Who answers for a group, from a day on.
    AnswersForOf {
        group: String,
        name: Both,
        relation: As<Relation>,
        /// Who answers; none for a non-signatory.
        party: Option<As<PartyCode>>,
        from: As<LocalDay>,
        until: Option<As<LocalDay>>,
    }
    /// Who was to sign, with rank.
    SignatoryOf { party: As<PartyCode>, person: Both }
    /// A witness, guarantor, mediator or sponsor.
    GuarantorOf { name: Both, role: As<GuarantorRole> }
    /// Where it holds.
    ScopeOf {
        media: Vec<As<Medium>>,
        /// The key of an area.
        zone: Option<String>,
        text: Both,
    }
    /// How it is renewed.
    RenewalOf { days: u32, notice_hours: Option<u32>, text: Both }
    /// A defined term.
    DefinitionOf {
        /// The name that conditions use.
        key: String,
        title: Both,
        text: Both,
        /// What it means, in CEL.
        condition: Option<String>,
    }
    /// A line or an area, in one version of one reading.
    ZoneOf {
        key: String,
        title: Both,
        form: As<Form>,
        /// Whose reading; none if agreed.
        reading_of: Option<As<PartyCode>>,
        /// From which day it holds.
        from: As<LocalDay>,
        /// Pairs of degrees: latitude, longitude.
        points: Vec<[f64; 2]>,
    }
    /// How far weapons stay from a line.
    WithdrawalOf {
        key: String,
        title: Both,
        line: String,
        #[serde(default)]
        weapons: Vec<As<WeaponClass>>,
        calibre_from_mm: Option<u16>,
        calibre_below_mm: Option<u16>,
        /// On each side, in metres.
        distance_m: u32,
    }
    /// An article.
    ArticleOf {
        key: String,
        number: String,
        effect: As<Effect>,
        title: Both,
        text: Both,
        /// Kinds of act.
        #[serde(default)]
        acts: Vec<As<ViolationKind>>,
        #[serde(default)]
        weapons: Vec<As<WeaponClass>>,
        /// The area in which it applies.
        zone: Option<String>,
        /// When it applies, in CEL.
        condition: Option<String>,
        /// The withdrawal that it sets.
        withdrawal: Option<String>,
        /// From when it holds, if not from the beginning.
        from: Option<String>,
        until: Option<String>,
        /// The amendment or side letter that brought it.
        supplement: Option<String>,
        /// Articles before which it gives way where they apply.
        #[serde(default)]
        yields_to: Vec<String>,
        /// Articles that come first.
        #[serde(default)]
        after: Vec<String>,
        /// Who owes it: parties, bodies.
        #[serde(default)]
        owners: Vec<String>,
        /// Until when it is to be done.
        deadline: Option<String>,
        /// Until when, in days from the beginning of force.
        within_days: Option<u32>,
        notice_hours: Option<u32>,
    }
    /// Seats of a body.
    SeatsOf { of: String, number: u32 }
    /// A joint body.
    BodyOf {
        key: String,
        title: Both,
        #[serde(default)]
        seats: Vec<SeatsOf>,
        chair: Option<Both>,
        quorum: Option<u32>,
        decision: Option<As<DecisionRule>>,
    }
    /// A standard of proof for some kinds of act.
    StandardOf { acts: Vec<As<ViolationKind>>, standard: As<StandardOfProof> }
    /// A reporting duty.
    ReportingOf { key: String, title: Both, by: Vec<String>, to: Option<Both>, within_hours: Option<u32> }
    /// A step of the ladder for disputes.
    DisputeOf { title: Both, body: Option<String>, within_hours: Option<u32> }
    /// An amendment, side letter or protocol, from a time on.
    SupplementOf { key: String, kind: As<SupplementKind>, title: Both, from: String }
    /// An agreement file.
    AgreementFile {
        kind: As<Kind>,
        title: Both,
        summary: Both,
        /// The zone of the file's local times, such as Africa/Tripoli.
        zone: As<ZoneName>,
        /// What must be reached before anything is attributed.
        standard: As<StandardOfProof>,
        verification_hours: u32,
        reply_hours: u32,
        force: Option<Force>,
        renewal: Option<RenewalOf>,
        scope: Option<ScopeOf>,
        party: Vec<PartyOf>,
        #[serde(default)]
        name: Vec<NameOf>,
        #[serde(default)]
        answers_for: Vec<AnswersForOf>,
        #[serde(default)]
        signatory: Vec<SignatoryOf>,
        #[serde(default)]
        guarantor: Vec<GuarantorOf>,
        #[serde(default)]
        text: Vec<TextOf>,
        #[serde(default)]
        definition: Vec<DefinitionOf>,
        #[serde(default)]
        place: Vec<ZoneOf>,
        #[serde(default)]
        withdrawal: Vec<WithdrawalOf>,
        #[serde(default)]
        supplement: Vec<SupplementOf>,
        #[serde(default)]
        article: Vec<ArticleOf>,
        #[serde(default)]
        body: Vec<BodyOf>,
        #[serde(default)]
        standard_for: Vec<StandardOf>,
        #[serde(default)]
        reporting: Vec<ReportingOf>,
        #[serde(default)]
        dispute: Vec<DisputeOf>,
    }
}

/// Names of the file's parts that must be there.
pub(super) const NEEDED: &[&str] =
    &["kind", "title", "summary", "zone", "standard", "verification_hours", "reply_hours", "party"];

/// A value that has the right shape and cannot be: in which part, which one, what.
pub(super) struct Impossible {
    pub(super) part: &'static str,
    pub(super) key: String,
    pub(super) code: &'static str,
    pub(super) detail: String,
}

impl From<Both> for Bilingual {
    fn from(both: Both) -> Self {
        Self { ar: both.ar.0, en: both.en.0 }
    }
}

fn plain<T>(list: Vec<As<T>>) -> Vec<T> {
    list.into_iter().map(|one| one.0).collect()
}

struct Reading {
    zone: ZoneName,
    parties: Vec<PartyCode>,
    wrong: Vec<Impossible>,
}

impl Reading {
    fn wrong(&mut self, part: &'static str, key: &str, code: &'static str, detail: impl ToString) {
        self.wrong.push(Impossible { part, key: key.to_owned(), code, detail: detail.to_string() });
    }

    /// A local time, or one in universal time.
    fn moment(&mut self, part: &'static str, key: &str, text: &str) -> Option<Instant> {
        let read = if text.ends_with('Z') { Instant::parse(text).ok() } else { local(&self.zone, text) };
        if read.is_none() {
            self.wrong(part, key, "file-not-a-time", text);
        }
        read
    }

    fn maybe(&mut self, part: &'static str, key: &str, text: Option<String>) -> Option<Instant> {
        text.and_then(|text| self.moment(part, key, &text))
    }
}

/// A time as clocks show it in the zone.
fn local(zone: &ZoneName, text: &str) -> Option<Instant> {
    let (day, clock) = text.split_once('T')?;
    let (hour, minute) = clock.split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    zone.instant_of(LocalDay::parse(day).ok()?, hour.parse().ok()?, minute.parse().ok()?).ok()
}

const DAY: i64 = 86_400;

/// The terms that the file tells, or what in it cannot be.
pub(super) fn terms(file: AgreementFile) -> Result<Agreement, Vec<Impossible>> {
    let parties = file.party.iter().map(|party| party.code.0.clone()).collect();
    let mut reading = Reading { zone: file.zone.0.clone(), parties, wrong: Vec::new() };
    let (force_from, force_to) = force(&mut reading, file.force);
    let mut articles = Vec::new();
    for article in file.article {
        articles.push(article_of(&mut reading, article, force_from));
    }
    let zones = file.place.into_iter().map(|zone| zone_of(&mut reading, zone)).collect();
    let mut supplements = Vec::new();
    for one in file.supplement {
        let Some(from) = reading.moment("supplement", &one.key, &one.from) else { continue };
        supplements.push(Supplement { kind: one.kind.0, title: one.title.into(), from, key: one.key });
    }
    let guarantors: Vec<Guarantor> =
        file.guarantor.into_iter().map(|one| Guarantor { name: one.name.into(), role: one.role.0 }).collect();
    let provisions = Provisions {
        zone: file.zone.0,
        texts: file
            .text
            .into_iter()
            .map(|text| AuthenticText {
                language: text.language.0,
                sha256: text.sha256.map(|hash| hash.0),
                source: text.source.map(|source| source.0),
            })
            .collect(),
        definitions: file
            .definition
            .into_iter()
            .map(|one| Definition {
                key: one.key,
                title: one.title.into(),
                text: one.text.into(),
                condition: one.condition,
            })
            .collect(),
        scope: file.scope.map(|scope| Scope { media: plain(scope.media), zone: scope.zone, text: scope.text.into() }),
        renewal: file.renewal.map(|renewal| Renewal {
            days: renewal.days,
            notice_hours: renewal.notice_hours,
            text: renewal.text.into(),
        }),
        answers_for: file.answers_for.into_iter().map(answers_for).collect(),
        names: file
            .name
            .into_iter()
            .map(|one| DatedName { party: one.party.0, name: one.name.into(), from: one.from.0 })
            .collect(),
        signatories: file
            .signatory
            .into_iter()
            .map(|one| Signatory { party: one.party.0, person: one.person.into() })
            .collect(),
        withdrawals: file.withdrawal.into_iter().map(withdrawal).collect(),
        bodies: file.body.into_iter().map(body).collect(),
        standards: file
            .standard_for
            .into_iter()
            .map(|one| StandardFor { acts: plain(one.acts), standard: one.standard.0 })
            .collect(),
        reporting: file
            .reporting
            .into_iter()
            .map(|one| ReportingDuty {
                key: one.key,
                title: one.title.into(),
                by: one.by,
                to: one.to.map(Into::into),
                within_hours: one.within_hours,
            })
            .collect(),
        disputes: file
            .dispute
            .into_iter()
            .map(|step| DisputeStep { title: step.title.into(), body: step.body, within_hours: step.within_hours })
            .collect(),
        supplements,
        guarantors,
    };
    if !reading.wrong.is_empty() {
        return Err(reading.wrong);
    }
    Ok(Agreement {
        kind: file.kind.0,
        title: file.title.into(),
        summary: file.summary.into(),
        parties: file.party.into_iter().map(|party| Party { code: party.code.0, name: party.name.into() }).collect(),
        sponsors: provisions.guarantors.iter().map(|one| one.name.clone()).collect(),
        force_from,
        force_to,
        standard: file.standard.0,
        verification_hours: file.verification_hours,
        reply_hours: file.reply_hours,
        articles,
        zones,
        provisions: Some(Box::new(provisions)),
    })
}

fn force(reading: &mut Reading, force: Option<Force>) -> (Option<Instant>, Option<Instant>) {
    let Some(force) = force else { return (None, None) };
    let from = reading.maybe("force", "from", force.from);
    let by_days = from.zip(force.days).map(|(from, days)| from.plus_s(i64::from(days) * DAY));
    (from, reading.maybe("force", "until", force.until).or(by_days))
}

fn answers_for(said: AnswersForOf) -> AnswersFor {
    AnswersFor {
        group: said.group,
        name: said.name.into(),
        relation: said.relation.0,
        party: said.party.map(|party| party.0),
        from: said.from.0,
        until: said.until.map(|until| until.0),
    }
}

fn withdrawal(rule: WithdrawalOf) -> Withdrawal {
    Withdrawal {
        key: rule.key,
        title: rule.title.into(),
        line: rule.line,
        weapons: plain(rule.weapons),
        calibre_from_mm: rule.calibre_from_mm,
        calibre_below_mm: rule.calibre_below_mm,
        distance_m: rule.distance_m,
    }
}

fn body(body: BodyOf) -> AgreedBody {
    AgreedBody {
        key: body.key,
        title: body.title.into(),
        seats: body.seats.into_iter().map(|seats| AgreedSeats { of: seats.of, number: seats.number }).collect(),
        chair: body.chair.map(Into::into),
        quorum: body.quorum,
        decision: body.decision.map(|decision| decision.0),
    }
}

fn zone_of(reading: &mut Reading, zone: ZoneOf) -> Zone {
    let mut points = Vec::new();
    for [lat, lon] in zone.points {
        match Coordinates::from_degrees(lat, lon) {
            Ok(point) => points.push(point),
            Err(error) => reading.wrong("place", &zone.key, "file-not-a-point", error),
        }
    }
    let reading_of = zone.reading_of.map(|party| party.0);
    let (title, form, from) = (zone.title.into(), zone.form.0, zone.from.0);
    Zone { title, form, reading_of, from, points, key: zone.key }
}

fn article_of(reading: &mut Reading, article: ArticleOf, force_from: Option<Instant>) -> Article {
    let key = article.key;
    let within = article.within_days.and_then(|days| Some(force_from?.plus_s(i64::from(days) * DAY)));
    let deadline = reading.maybe("article", &key, article.deadline).or(within);
    let terms = ArticleTerms {
        condition: article.condition,
        withdrawal: article.withdrawal,
        from: reading.maybe("article", &key, article.from),
        until: reading.maybe("article", &key, article.until),
        supplement: article.supplement,
        yields_to: article.yields_to,
        after: article.after,
        notice_hours: article.notice_hours,
        owners: article.owners,
    };
    Article {
        number: article.number,
        effect: article.effect.0,
        title: article.title.into(),
        text: article.text.into(),
        acts: plain(article.acts),
        weapons: plain(article.weapons),
        zone: article.zone,
        owner: match terms.owners.as_slice() {
            [one] => PartyCode::parse(one).ok().filter(|party| reading.parties.contains(party)),
            _ => None,
        },
        deadline,
        terms: (terms != ArticleTerms::default()).then(|| Box::new(terms)),
        key,
    }
}

#[cfg(test)]
pub(super) mod schema {
    use super::*;
    use mirqab_vocabulary::Code;
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    macro_rules! words {
        ($($type:ty: $all:expr),+ $(,)?) => { $(
            impl JsonSchema for As<$type> {
                fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($type).into() }
                fn json_schema(_: &mut SchemaGenerator) -> Schema { json_schema!({ "enum": $all }) }
            }
        )+ };
    }
    fn codes<T: Code>() -> Vec<&'static str> {
        T::ALL.iter().map(|one| one.code()).collect()
    }
    macro_rules! of {
        ($type:ty) => {
            <$type>::ALL.iter().map(|one| one.code()).collect::<Vec<_>>()
        };
    }
    words! {
        ViolationKind: codes::<ViolationKind>(), WeaponClass: codes::<WeaponClass>(),
        StandardOfProof: codes::<StandardOfProof>(), Kind: of!(Kind), Effect: of!(Effect), Form: of!(Form),
        Relation: of!(Relation), GuarantorRole: of!(GuarantorRole), Medium: of!(Medium),
        DecisionRule: of!(DecisionRule), SupplementKind: of!(SupplementKind),
    }
    macro_rules! patterns {
        ($($type:ty = $pattern:expr),+ $(,)?) => { $(
            impl JsonSchema for As<$type> {
                fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($type).into() }
                fn json_schema(_: &mut SchemaGenerator) -> Schema { json_schema!({ "type": "string", "pattern": $pattern }) }
            }
        )+ };
    }
    patterns! {
        PartyCode = "^[a-z][a-z0-9-]{0,23}$", BlobId = "^[0-9a-f]{64}$", LocalDay = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        ZoneName = "^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$", Line = "^[^\\n\\t]{1,200}$", Passage = "^(.|\\n){1,20000}$",
    }

    /// The published schema.
    pub fn published() -> String {
        let mut settings = schemars::generate::SchemaSettings::draft07();
        settings.inline_subschemas = false;
        let mut schema = settings.into_generator().into_root_schema_for::<AgreementFile>();
        schema.insert("title".into(), "Mirqab agreement file".into());
        format!("{}\n", serde_json::to_string_pretty(&schema).unwrap())
    }
}
