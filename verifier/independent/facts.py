"""Canonical JSON, the forms of facts, and how an entry is read. From docs/reference/record-format.md alone."""

import base64
import datetime
import hashlib
import json
import re
import unicodedata
from collections import namedtuple


class Fails(Exception):
    """The bundle does not hold: where, why, and the name of the refusal if a rule was not kept."""

    def __init__(self, where, why, rule=None):
        super().__init__(f"{where}: {why}")
        self.where, self.why, self.rule = where, why, rule


def sha(data):
    return hashlib.sha256(data).digest()


# Canonical JSON.


def canonical(value):
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: member[0].encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(member)}" for name, member in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float) or isinstance(value, int) and abs(value) > 1 << 53:
        raise ValueError("a number is not an integer from -2^53 to 2^53")
    return json.dumps(value, ensure_ascii=False)


def read(data, where, what):
    """The value of canonical bytes; whatever is written in another way is refused."""
    try:
        value = json.loads(data.decode())
        again = canonical(value).encode()
    except (ValueError, RecursionError) as error:
        raise Fails(where, f"the {what} cannot be read: {error}") from None
    if again != data:
        length = next((i for i, (a, b) in enumerate(zip(again, data)) if a != b), min(len(again), len(data)))
        raise Fails(where, f"the {what} is not in canonical form from byte {length} on")
    return value


def unbase64(text):
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not in canonical base64")
    return data


# The forms of facts: the table of the format document, word for word (a test compares them).

FORMS = """\
Both = ar:Passage en:Passage
Interval = from:Instant to:Instant
Coordinates = lat_udeg:I32 lon_udeg:I32
Bearing = tenths:U16 error_tenths:U16
Band = near_m:U32 far_m:U32
Place by given_as = point named from_observer at_sensor
Place:point = at:Coordinates precision_m:U32 name:Line?
Place:named = name:Line at:Coordinates? precision_m:U32
Place:from_observer = observer:Coordinates bearing:Bearing band:Band name:Line?
Place:at_sensor = sensor:Line at:Coordinates arrived_ms:UnixMs clock_error_ms:U32 range_m:U32 name:Line?
Role in public observer duty_officer verifier reviewer head_of_mission party_liaison auditor administrator
Language in ar en
Standard in reasonable_suspicion reasonable_grounds balance_of_probabilities clear_and_convincing beyond_reasonable_doubt
Violation in FIRE-SA FIRE-SNIPE FIRE-HMG EXCH SHELL AIR UAV-STRIKE OVERFLIGHT EXPL-U MINE ADV MOVE FORT WPN-LINE WPN-SITE EMB CIV DET SEXV CHILD AID ROAD INFRA HATE MON JAM FLARE NONVIOL
WeaponClass in unknown small_arms hmg aa_gun agl rpg atgm mortar tank ifv artillery mlrs missile air_bomb armed_uav mine ied uxo
Occurrence by is = confirmed corroborated probable contested unconfirmed unable_to_verify did_not_occur
Occurrence:unable_to_verify = reason:UnableReason denied_by:Party?
UnableReason in access time security information
Classification by is = violation not_a_violation permitted outside_scope disputed_applicability undecided
Classification:violation = article:Text
Classification:permitted = article:Text
Attribution by is = attributed_to area_of_origin_only both unattributed non_signatory criminal
Attribution:attributed_to = party:Party standard:Standard
Attribution:both = standard:Standard
Gravity in not_assessed minor serious grave

agreement/adopted = agreement:Agreement
agreement/signature_recorded = signature:Signature
agreement/milestone_recorded = milestone:Milestone
agreement/procedure_set = procedure:Procedure
agreement/seated = seat:Seat
agreement/unseated = body:Text account:Id
agreement/amended = amendment:Amendment
agreement/force_changed = change:ForceChange
agreement/reexamined = reexamination:Reexamination
Agreement = kind:Instrument title:Both summary:Both parties:[NamedParty] sponsors:[Both] force_from:Instant? force_to:Instant? standard:Standard verification_hours:U32 reply_hours:U32 articles:[Article] zones:[Zone] provisions:Provisions~
Instrument in declared_truce signed_agreement local_pause
NamedParty = code:Party name:Both
Article = key:Text number:Text effect:Effect title:Both text:Both acts:[Violation] weapons:[WeaponClass] zone:Text? owner:Party? deadline:Instant? terms:ArticleTerms~
Effect in prohibited permitted permitted_if_notified obligation exclusion self_defence
Zone = key:Text title:Both form:Form reading_of:Party? from:Day points:[Coordinates]
Form in line area
Signature = party:Party state:SignatureState at:Instant person:Both? source:Both
SignatureState in invited signed asked_for_time left_without_signing declined withdrew
Milestone = at:Instant title:Both
Procedure = template:Template judgements:U32 reviews:U32 sight:Sight hypotheses:U32 concludes:Concludes bodies:[Body] verification_hours:U32 review_hours:U32 reply_hours:U32 decision_hours:U32 embargo_hours:U32
Template in neutral_head ladder consensus facts_only own
Sight in open masked
Concludes in everything facts
Body = key:Text title:Both seats:Seats quorum:Seats rule:Rule hours:U32
Seats = neutral:U32 each_party:U32
Rule in chair majority two_thirds consensus
Seat = body:Text account:Id party:Party?
ArticleTerms = condition:Text? withdrawal:Text? from:Instant? until:Instant? supplement:Text? yields_to:[Text] after:[Text] owners:[Text] notice_hours:U32?
Provisions = zone:Text texts:[AuthenticText] definitions:[Definition] scope:Scope? renewal:Renewal? answers_for:[AnswersFor] names:[DatedName] signatories:[Signatory] guarantors:[Guarantor] withdrawals:[Withdrawal] bodies:[AgreedBody] standards:[StandardFor] reporting:[ReportingDuty] disputes:[DisputeStep] supplements:[Supplement]
AuthenticText = language:Line sha256:Hash? source:Line?
Definition = key:Text title:Both text:Both condition:Text?
Scope = media:[Medium] zone:Text? text:Both
Medium in land air sea
Renewal = days:U32 notice_hours:U32? text:Both
AnswersFor = group:Text name:Both relation:Relation party:Party? from:Day until:Day?
Relation in faction proxy non_signatory
DatedName = party:Party name:Both from:Day
Signatory = party:Party person:Both
Guarantor = name:Both role:GuarantorRole
GuarantorRole in witness guarantor mediator sponsor
Withdrawal = key:Text title:Both line:Text weapons:[WeaponClass] calibre_from_mm:U16? calibre_below_mm:U16? distance_m:U32
AgreedBody = key:Text title:Both seats:[AgreedSeats] chair:Both? quorum:U32? decision:DecisionRule?
AgreedSeats = of:Text number:U32
DecisionRule in consensus majority chair facts_only
StandardFor = acts:[Violation] standard:Standard
ReportingDuty = key:Text title:Both by:[Text] to:Both? within_hours:U32?
DisputeStep = title:Both body:Text? within_hours:U32?
Supplement = key:Text kind:SupplementKind title:Both from:Instant
SupplementKind in amendment side_letter protocol
Amendment = kind:SupplementKind title:Both holds_from:Instant agreement:Agreement
ForceChange = step:ForceStep at:Instant until:Instant? reason:Both source:Both
ForceStep in suspended resumed ended renewed
Reexamination = incident:Id text_of:Instant answers:[Reanswered] reason:Passage
Reanswered = article:Text before:Outcome? under:Outcome
Outcome in applies does_not undecided disputed

mission/key_offered = offer:Offer
mission/key_confirmed = key:Hash
mission/key_revoked = revocation:Revocation
Offer = key:Hash every_report:Bool proof:Sig continues:Continues~
Continues = key:Hash proof:Sig
Revocation = key:Hash reason:Passage

report/submitted = draft:Draft signed:Signed~
report/lineage_recorded = origin:Id? reason:Passage shown:Repetition~
report/withdrawn = reason:Passage
report/erasure_proposed = erasure:Erasure
report/erasure_declined = reason:Passage
report/erased = parts:[Part] ground:Ground
report/opening_requested = opening:Opening
report/opening_consented = consent:Consent
report/opening_refused = reason:Passage
report/opened =
report/opening_closed =
report/contact_opened =
report/contact_recorded = contact:Contact
Draft = channel:Channel source:Line reported_by:Party? accused:Party? kind:Violation text:Passage language:Language occurred:Interval occurred_precision:Precision observed_at:Instant? received_at:Instant place:Place observations:[Observation] weapon:Weapon harm:Harm? reference:Line? attachments:[Attachment] witness:Witness? original:Original~
Signed = key:Hash signature:Sig
Repetition = model:Line how:Line shared_permille:U16 contained_permille:U16 names_source:Bool
Channel in observer party civilian media sensor hotline
Precision in stated day_only
Observation = what:What direction:Direction means:Means count:Count
What in explosion burst shot projectile muzzle_flash flare
Direction in outgoing incoming impact airburst undetermined
Means in seen heard felt camera uav acoustic other
Count = number:U32 quality:Quality
Quality in exact about at_least
Weapon = class:WeaponClass calibre_mm:U16? model:Line?
Harm = killed_min:U32 killed_max:U32 injured_min:U32 injured_max:U32 civilians:Bool?
Attachment = blob:Hash name:Line media_type:Line bytes:U53
Witness = name:Line contact:Line? sealed:Sealed~
Sealed = set:U32 locked:Text shares:[Text]
Erasure = parts:[Part] ground:Ground reason:Passage
Part in identity words place files table
Ground in consent_withdrawn danger unlawful mistake retention_over order
Opening = what:Openable key:Hash set:U32 threshold:U32 reason:Passage
Openable in identity table
Consent = holder:U32 share:Line?
Contact = side:Side text:Passage
Side in source mission
Original = blob:Hash line:U53

incident/opened = reports:[Id] kind:Violation title:Both split_from:Id?
incident/described = kind:Violation title:Both
incident/linked = report:Id reason:Passage
incident/proposal_judged = report:Id answer:Answer proposal:Linkage reason:Passage
incident/change_judged = about:Change answer:Answer proposal:Linkage reason:Passage
incident/unlinked = report:Id reason:Passage
incident/absorbed = other:Id reports:[Id] reason:Passage
incident/merged_into = into:Id
incident/released = other:Id reason:Passage
incident/restored =
Answer in same different unsure
Linkage = model:Line parameters:Line nearest:Id inputs:[U53] permille:U16 contributions:[Contribution] learnt:Learnt~ alternative:Alternative~
Learnt = until:U53 answers:U32
Alternative = incident:Id~ nearest:Id permille:U16 mean_permille:U16 obstacle:Obstacle
Obstacle in decided counter_claim one_publication too_far pair_too_weak groups_apart elsewhere less proposed_first
Change by change = merge split
Change:merge = other:Id
Change:split = reports:[Id]
Contribution = feature:Line weight_milli:I32 facts:Facts

verification/opened = due:Instant
verification/claimed = until:Instant
verification/released =
verification/recused = reason:Passage
verification/evidence_added = number:U32 evidence:Evidence
verification/assessed = occurrence:Occurrence reason:Passage restriction:U32~
verification/place_recorded = place:JointPlace
verification/deadline_moved = due:Instant reason:Passage
verification/assigned = to:Id until:Instant reason:Passage
verification/excused = conflict:Conflict
verification/escalated = reason:Passage
verification/custody_passed = handover:Handover
verification/imagery_placed = placing:Placing
verification/hypothesis_stated = hypothesis:Explanation
verification/hypothesis_weighed = weighing:Weighing
verification/circumstance_judged = judgement:CircumstanceJudgement
verification/evidence_erasure_proposed = number:U32 erasure:Erasure
verification/evidence_erasure_declined = number:U32 reason:Passage
verification/evidence_erased = number:U32 parts:[Part] ground:Ground
verification/witness_opening_requested = number:U32 opening:Opening
verification/witness_opening_consented = number:U32 consent:Consent
verification/witness_opening_refused = number:U32 reason:Passage
verification/witness_opened = number:U32
verification/witness_opening_closed = number:U32
Evidence = kind:EvidenceKind origin:Line description:Passage collected_at:Instant grade:Grade blob:Hash? crater:Crater? witness:Witness? proves:[Proves]~ held:Held~
Held = by:Party? during:Interval
EvidenceKind in site_visit crater remnants witness medical_record civil_record imagery sensor_record party_statement open_source control_of_ground
Conflict = account:Id reason:Passage
Handover = number:U32 to:Line? note:Passage
Explanation = number:U32 attribution:Attribution statement:Passage
Weighing = hypothesis:U32 evidence:U32 weight:Weight reason:Passage
Weight in supports contradicts neither
CircumstanceJudgement = circumstance:Circumstance given:Given evidence:[U32] reason:Passage
Circumstance in ordered under_attack mechanism_failed
Given in yes no not_established
Proves in death injury cause identity age place time residence
Placing = number:U32 method:PlacingMethod confidence:Confidence notes:PlacingNotes?
PlacingMethod in landmarks terrain shadows metadata visit
Confidence in low medium high
PlacingNotes = claimed:Line? at:Coordinates precision_m:U32 landmarks:Passage view:Bearing? taken:Interval? time_found_by:Passage?
Crater = at:Coordinates azimuth:Bearing range:Band?
JointPlace = model:Line inputs:[U53] areas:Areas?
Areas = half:[AreaPart] most:[AreaPart] centre:Coordinates radius_m:U32
AreaPart = outline:[Coordinates] holes:[[Coordinates]]
Grade = reliability:Reliability credibility:Credibility
Reliability in A B C D E F
Credibility in 1 2 3 4 5 6

finding/proposed = proposal:Proposal
finding/reviewed = agrees:Bool reason:Passage
finding/voted = body:Text vote:Vote opinion:Passage?
finding/body_decided = body:Text endorsed:Bool minutes:Passage
finding/decided = note:Passage?
finding/sent_back = reason:Passage
finding/published =
finding/closed = closure:Closure
finding/reopened = reopening:Reopening
Proposal = incident:Id aim:Aim axes:Axes standard:Standard reports:[Id] statement:Both reason:Passage procedure:Procedure~ unit:Line~
Vote in for against abstain
Aim in conclude correct retract
Closure = ground:ClosingGround reason:Passage joined_to:Id?
ClosingGround in remedied settled by_body no_further_action joined
Reopening = ground:ReopeningGround reason:Passage party:Party? due:Instant
ReopeningGround in new_evidence procedural_error party_request
Axes = occurrence:Occurrence classification:Classification attribution:Attribution gravity:Gravity

response/notice_served = party:Party version:U32 proof:Line reply_due:Instant
response/replied = party:Party kind:ReplyKind text:Passage language:Language details:Details~
response/promise_judged = reply:U32 kept:Kept reason:Passage
response/measure_proposed = measure:Measure
response/measure_voted = number:U32 body:Text vote:Vote opinion:Passage?
response/measure_decided = number:U32 imposed:Bool minutes:Passage
response/measure_ended = number:U32 end:MeasureEnd reason:Passage
ReplyKind in acknowledge deny counter_complaint inquiry inquiry_result discipline withdrawal compensation reopening_request statement
Details = done_at:Instant~ promised_for:Instant~ report:Id~ inquiry:U32~ evidence:Line~
Kept in kept not_kept
Measure = number:U32 version:U32 party:Party step:Step ground:MeasureGround earlier:[Id] text:Both
Step in recall_to_order private_notice joint_visit public_naming referral_to_guarantors referral_to_council
MeasureGround in first repeated grave not_heeded
MeasureEnd in carried_out lifted
"""


def table():
    objects, codes, tagged = {}, {}, {}
    for line in filter(None, FORMS.splitlines()):
        if found := re.fullmatch(r"(\S+) in (.*)", line):
            codes[found[1]] = found[2].split()
        elif found := re.fullmatch(r"(\S+) by (\S+) = (.*)", line):
            tagged[found[1]] = found[2], found[3].split()
        else:
            name, members = line.split(" =", 1)
            objects[name] = dict(member.split(":") for member in members.split())
    return objects, codes, tagged


OBJECTS, CODES, TAGGED = table()
HASH = re.compile(r"[0-9a-f]{64}")
PATTERNS = {
    "Id": re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}"),
    "Party": re.compile(r"[a-z][a-z0-9-]{0,23}"),
    "Hash": HASH,
    "Sig": re.compile(r"[0-9a-f]{128}"),
    "Instant": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.A),
    "Day": re.compile(r"\d{4}-\d\d-\d\d", re.A),
}
RANGES = {"U16": (0, 2**16 - 1), "U32": (0, 2**32 - 1), "U53": (0, 2**53), "I32": (-(2**31), 2**31 - 1), "UnixMs": (0, 4102444799999)}


def seconds(instant):
    return int(datetime.datetime.fromisoformat(instant).timestamp())


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_text(value, most, single):
    control = any(unicodedata.category(c) == "Cc" and (single or c not in "\n\t") or "\u202a" <= c <= "\u202e" for c in value)
    return 0 < len(value) <= most and not control and value == value.strip()


def form(kind, value, path):
    """Refuses a value that has not the form of its kind."""

    def need(holds):
        if not holds:
            raise ValueError(f"{path or 'it'} is not {'an' if kind[0] in 'AEIO' else 'a'} {kind}")

    if kind.endswith("?"):
        return value is None or form(kind[:-1], value, path)
    if kind.startswith("["):
        need(isinstance(value, list))
        for index, item in enumerate(value):
            form(kind[1:-1], item, f"{path}[{index}]")
    elif kind in CODES:
        need(isinstance(value, str) and value in CODES[kind])
    elif kind in PATTERNS:
        need(isinstance(value, str) and PATTERNS[kind].fullmatch(value))
        if kind in ("Instant", "Day"):
            try:
                found = datetime.datetime.fromisoformat(value)
                again = found.isoformat().replace("+00:00", "Z") if kind == "Instant" else found.date().isoformat()
                need(again == value and 1900 <= found.year < 2200)
            except ValueError:
                need(False)
    elif kind in RANGES:
        need(is_integer(value) and RANGES[kind][0] <= value <= RANGES[kind][1])
    elif kind == "Bool":
        need(isinstance(value, bool))
    elif kind in ("Text", "Line", "Passage"):
        need(isinstance(value, str) and (kind == "Text" or is_text(value, 200 if kind == "Line" else 20_000, kind == "Line")))
    elif kind == "Facts":
        need(isinstance(value, dict) and all(map(is_integer, value.values())))
    else:
        need(isinstance(value, dict))
        members = dict(OBJECTS.get(kind, {}))
        if kind in TAGGED:
            tag, words = TAGGED[kind]
            need(value.get(tag) in words)
            members = {tag: "Text"} | OBJECTS.get(f"{kind}:{value[tag]}", {})
        elif "/" in kind:
            members["event"] = "Text"
        needed = {name for name, member in members.items() if not member.endswith("~")}
        need(needed <= value.keys() <= members.keys())
        for name, member in value.items():
            form(members[name].rstrip("~"), member, f"{path}.{name}".lstrip("."))
        if kind == "Interval":
            need(value["from"] <= value["to"])
        if kind == "Coordinates":
            need(abs(value["lat_udeg"]) <= 90_000_000 and abs(value["lon_udeg"]) <= 180_000_000)
        if kind == "Bearing":
            need(value["tenths"] < 3600 and 0 < value["error_tenths"] <= 1800)
        if kind == "Band":
            need(value["near_m"] <= value["far_m"] and 0 < value["far_m"] <= 200_000)


# Entries.

GROUPS = ["exact", "identity", "open", "words"]
WITHHELD_PLACE = {"given_as": "named", "name": "[withheld]", "at": None, "precision_m": 0}
APART = {
    "report/submitted": [("draft", "text", "words", "[withheld]"), ("draft", "place", "exact", WITHHELD_PLACE), ("draft", "witness", "identity", None)],
    "mission/key_revoked": [("revocation", "reason", "words", "[withheld]")],
    "report/erasure_proposed": [("erasure", "reason", "words", "[withheld]")],
    "report/opening_requested": [("opening", "reason", "words", "[withheld]")],
    "verification/evidence_erasure_proposed": [("erasure", "reason", "words", "[withheld]")],
    "verification/witness_opening_requested": [("opening", "reason", "words", "[withheld]")],
    "verification/witness_opening_consented": [("consent", "share", "identity", None)],
    "report/contact_recorded": [("contact", "text", "words", "[withheld]")],
    "report/opening_consented": [("consent", "share", "identity", None)],
    "verification/excused": [("conflict", "reason", "words", "[withheld]")],
    "verification/custody_passed": [("handover", "note", "words", "[withheld]"), ("handover", "to", "identity", None)],
    "verification/hypothesis_stated": [("hypothesis", "statement", "words", "[withheld]")],
    "verification/hypothesis_weighed": [("weighing", "reason", "words", "[withheld]")],
    "verification/circumstance_judged": [("judgement", "reason", "words", "[withheld]")],
    "verification/evidence_added": [("evidence", "crater", "exact", None), ("evidence", "description", "words", "[withheld]"), ("evidence", "witness", "identity", None)],
    "response/measure_proposed": [("measure", "text", "words", {"ar": "[withheld]", "en": "[withheld]"})],
    "verification/imagery_placed": [("placing", "notes", "exact", None)],
    "verification/place_recorded": [("place", "areas", "exact", None)],
    "incident/proposal_judged": [("proposal", "contributions", "exact", [])],
    "incident/change_judged": [("proposal", "contributions", "exact", [])],
}
NEVER = ("commitment", "mission", "publication")
# Of the mission, the keys of an account alone.
KEYS = ("mission/key_offered", "mission/key_confirmed", "mission/key_revoked")
SITTINGS = ("sitting_called", "agenda_changed", "sitting_held", "sitting_cancelled")
Entry = namedtuple("Entry", "position id previous kind subject author now fact withheld bound")
# The disclosure group that holds a part of a report or an item of evidence that was erased; files and tables are not in the log.
ERASED_GROUP = {"identity": "identity", "words": "words", "place": "exact"}


def members(value, names, where):
    if not isinstance(value, dict) or value.keys() != set(names.split()):
        raise Fails(where, f"it has not just these members: {names}")
    return value


def opened(position, envelope, payloads):
    """Reads an entry: the fact with what is disclosed in its place."""
    where, inside = f"the entry at position {position}, its envelope", f"the entry at position {position}, its payloads"
    v = members(read(envelope.encode(), where, "envelope"), "v id previous kind subject author recorded_at commitments", where)
    subject, author = members(v["subject"], "room id", where), members(v["author"], "account role party", where)
    try:
        for kind, value in [("Id", v["id"]), ("Id?", v["previous"]), ("Instant", v["recorded_at"]), ("Id", subject["id"]),
                            ("Text", v["kind"]), ("Id", author["account"]), ("Role", author["role"]), ("Party?", author["party"])]:
            form(kind, value, "")
    except ValueError as error:
        raise Fails(where, f"the envelope cannot be read: {error}") from None
    kind = v["kind"].removesuffix("/1")
    if kind.split("/")[0] in NEVER and kind not in KEYS:
        raise Fails(where, f"an entry of kind {v['kind']} has nothing to do with a finding")
    if not is_integer(v["v"]) or v["v"] != 1 or kind == v["kind"] or "/" not in kind or kind not in OBJECTS or kind.split("/")[0] != subject["room"]:
        raise Fails(where, f"the entry is of kind {v['kind']}, which is not known for this subject")
    apart, bound = APART.get(kind, []), v["commitments"]
    allowed = {"open"} | {group for _, _, group, _ in apart}
    if not isinstance(bound, dict) or not {"open"} <= bound.keys() <= allowed or not all(isinstance(c, str) and HASH.fullmatch(c) for c in bound.values()):
        raise Fails(where, "the commitments are not those of its kind")
    shown = {}
    for payload in payloads:
        group, value = payload["group"], payload["value"].encode()
        if group not in bound:
            raise Fails(inside, f"the payload '{group}' is not bound by the envelope")
        if sha(b"mirqab payload v1\0" + group.encode() + b"\0" + bytes.fromhex(payload["salt"]) + value).hex() != bound[group]:
            raise Fails(inside, f"the payload '{group}' does not match its commitment")
        shown[group] = read(value, inside, "payload")
        if shown[group] is None:
            raise Fails(inside, f"the payload '{group}' is null")
    if "open" not in shown:
        raise Fails(inside, "the open payload is missing")
    fact = shown["open"]
    if not isinstance(fact, dict) or fact.get("event") != kind.split("/")[1]:
        raise Fails(where, f"the entry is of kind {kind}, and its fact is of another")
    for member, name, group, instead in apart:
        part = fact.get(member)
        if not isinstance(part, dict) or name in part:
            raise Fails(inside, f"the open payload is not a fact of kind {kind} without its {name}")
        part[name] = shown.get(group, instead if group in bound else None)
    try:
        form(kind, fact, "")
    except ValueError as error:
        raise Fails(inside, f"the payload is not a fact of kind {kind}: {error}") from None
    about = subject["room"], subject["id"]
    return Entry(position, v["id"], v["previous"], kind, about, author, seconds(v["recorded_at"]), fact, bound.keys() - shown.keys(), bound)


def item_of(entry):
    """The item of evidence that a fact of a verification is about, if it is about one."""
    fact, kind = entry.fact, entry.kind
    if kind in ("verification/custody_passed", "verification/imagery_placed"):
        return fact["handover" if kind == "verification/custody_passed" else "placing"]["number"]
    if kind == "verification/hypothesis_weighed":
        return fact["weighing"]["evidence"]
    return fact.get("number") if kind.startswith("verification/") else None


def claims(origin, entry):
    """The signatures that an entry carries of those who act: key, signature, what is signed, and the rule that is broken if one does not hold."""
    fact, account = entry.fact, entry.author["account"]
    if entry.kind == "report/submitted" and "signed" in fact:
        apart = {"received_at"} | {name for _, name, _, _ in APART[entry.kind]}
        draft = {name: member for name, member in fact["draft"].items() if name not in apart}
        value = {"account": account, "exact": entry.bound.get("exact"), "fact": {"draft": draft, "event": "submitted"}, "identity": "identity" in entry.bound,
                 "log": origin, "report": entry.subject[1], "words": entry.bound.get("words")}
        return [(fact["signed"]["key"], fact["signed"]["signature"], b"mirqab submission v1\0" + canonical(value).encode(), "report-signature-wrong")]
    if entry.kind == "mission/key_offered":
        offer = fact["offer"]
        value = {"account": account, "every_report": offer["every_report"], "key": offer["key"], "log": origin}
        signers = [(offer["key"], offer["proof"])] + [(one["key"], one["proof"]) for one in [offer.get("continues")] if one]
        return [(key, proof, b"mirqab key offer v1\0" + canonical(value).encode(), "mission-key-proof") for key, proof in signers]
    return []
