## Kinds of event, as reported: the agreed vocabulary, version 1

kind-fire-sa = Small-arms fire
kind-fire-snipe = Sniper fire
kind-fire-hmg = Heavy-machine-gun fire
kind-exch = Exchange of fire
kind-shell = Shelling
kind-air = Air strike
kind-uav-strike = Armed-drone strike
kind-overflight = Prohibited flight
kind-expl-u = Explosion, undetermined
kind-mine = Mine, improvised device or unexploded ordnance
kind-adv = Advance or seizure of a position
kind-move = Troop movement or reinforcement
kind-fort = New fortification or trench
kind-wpn-line = Weapon inside the withdrawal line
kind-wpn-site = Weapon missing from its storage site
kind-emb = Arms or fighters brought in
kind-civ = Attack on civilians or a civilian object
kind-det = Arrest or abduction
kind-sexv = Conflict-related sexual violence
kind-child = Recruitment or use of children
kind-aid = Obstruction of humanitarian access
kind-road = Road or crossing closed
kind-infra = Damage to water, power or oil installations
kind-hate = Incitement or hostile propaganda
kind-mon = Obstruction of or attack on monitors
kind-jam = Jamming
kind-flare = Illumination flare
kind-nonviol = Accident, exercise, demining or celebratory fire

## Families of kinds that may be taken for one another by observers who heard but did not see

family-1 = Direct fire
family-2 = Explosions and indirect fire
family-3 = Flights, jamming and flares
family-4 = Movements and fortifications
family-5 = Weapons in the wrong place
family-6 = Acts against persons
family-7 = Access and infrastructure
family-8 = Incitement
family-9 = Acts against monitors
family-10 = No breach by its nature

## Weapons

weapon-unknown = Not known
weapon-small-arms = Small arms
weapon-hmg = Heavy machine gun
weapon-aa-gun = Anti-aircraft gun
weapon-agl = Automatic grenade launcher
weapon-rpg = Rocket-propelled grenade or recoilless gun
weapon-atgm = Anti-tank guided missile
weapon-mortar = Mortar
weapon-tank = Tank
weapon-ifv = Fighting vehicle
weapon-artillery = Artillery
weapon-mlrs = Multiple rocket launcher
weapon-missile = Missile
weapon-air-bomb = Air-delivered bomb or missile
weapon-armed-uav = Armed drone or loitering munition
weapon-mine = Mine
weapon-ied = Improvised explosive device
weapon-uxo = Unexploded ordnance

## Roles in a mission

role-public = Public
role-observer = Observer
role-duty-officer = Duty officer
role-verifier = Verifier
role-reviewer = Reviewer
role-head-of-mission = Head of mission
role-party-liaison = Party liaison
role-auditor = Auditor
role-administrator = Administrator

## Atomic observations

what-explosion = Explosion
what-burst = Burst
what-shot = Shot
what-projectile = Projectile in flight
what-muzzle-flash = Muzzle flash
what-flare = Illumination flare
direction-outgoing = Outgoing
direction-incoming = Incoming
direction-impact = Impact
direction-airburst = Airburst
direction-undetermined = Undetermined
means-seen = Seen
means-heard = Heard
means-felt = Felt
means-camera = Recorded by camera
means-uav = Recorded by drone
means-acoustic = Recorded by acoustic sensor
means-other = Other means
quality-exact = Exactly
quality-about = About
quality-at-least = At least

## Grades: of a source, and of a piece of information, judged apart

reliability-a = Completely reliable
reliability-b = Usually reliable
reliability-c = Fairly reliable
reliability-d = Not usually reliable
reliability-e = Unreliable
reliability-f = Reliability cannot be judged
credibility-1 = Confirmed by other sources
credibility-2 = Probably true
credibility-3 = Possibly true
credibility-4 = Doubtful
credibility-5 = Improbable
credibility-6 = Truth cannot be judged

## Standards of proof, weakest first

standard-reasonable-suspicion = Reasonable suspicion
standard-reasonable-grounds = Reasonable grounds to believe
standard-balance-of-probabilities = Balance of probabilities
standard-clear-and-convincing = Clear and convincing evidence
standard-beyond-reasonable-doubt = Beyond reasonable doubt

## Why something could not be verified

unable-access = Access was denied
unable-time = There was no time
unable-security = Security did not allow it
unable-information = Too little information

## Axis: did it happen?

occurrence-confirmed = Confirmed
occurrence-confirmed-hint = Two or more independent origins, and at least one of them is evidence that the mission collected.
occurrence-corroborated = Corroborated
occurrence-corroborated-hint = Two or more independent origins, and not the word of the parties alone.
occurrence-probable = Probable
occurrence-probable-hint = More likely than not. It does not count as verified.
occurrence-contested = Contested
occurrence-contested-hint = Sources with direct knowledge contradict one another.
occurrence-unconfirmed = Unconfirmed
occurrence-unconfirmed-hint = Looked into, and neither shown nor excluded.
occurrence-unable-to-verify = Unable to verify
occurrence-unable-to-verify-hint = It could not be looked into. Say why.
occurrence-did-not-occur = Did not occur
occurrence-did-not-occur-hint = Evidence shows that it did not happen.
occurrence-not-concluded = No published conclusion yet
occurrence-not-concluded-hint = The mission has not said yet whether it happened.

## Axis: what is it under the agreement?

classification-violation = Breach of an article
classification-violation-hint = What is verified is a breach of an article in force at that place and time.
classification-not-a-violation = Not a breach
classification-not-a-violation-hint = No article forbids it.
classification-permitted = Permitted by an article
classification-permitted-hint = An article in force allows it, by itself or because it was notified.
classification-outside-scope = Outside the agreement's scope
classification-outside-scope-hint = Outside its place, its time or the persons it binds.
classification-disputed-applicability = Applicability disputed
classification-disputed-applicability-hint = The parties' readings differ, and the answer depends on which is taken.
classification-undecided = Undecided
classification-undecided-hint = It cannot be decided for want of facts.

## Axis: who did it?

attribution-attributed-to = Attributed to a party
attribution-attributed-to-hint = To one party, with the standard of proof that was reached.
attribution-area-of-origin-only = Area of origin only
attribution-area-of-origin-only-hint = Where it came from is known; who held the weapon is not.
attribution-both = Attributed to both parties
attribution-both-hint = To both parties, with the standard of proof that was reached.
attribution-unattributed = Not attributed
attribution-unattributed-hint = An outcome like any other. It says nothing about any party.
attribution-non-signatory = Attributed to a group that has not signed
attribution-non-signatory-hint = An armed group that is not a signatory of the agreement.
attribution-criminal = Crime without a party behind it
attribution-criminal-hint = A crime that is not an act of any party.

## Axis: how grave is it?

gravity-not-assessed = Not assessed
gravity-minor = Minor
gravity-serious = Serious
gravity-grave = Grave

## Axis: how far is it handled?

handling-reported = Reported
handling-under-verification = Under verification
handling-under-review = Under review
handling-awaiting-decision = Awaiting decision
handling-decided = Decided
handling-published = Published
handling-retracted = Retracted
handling-sent-back = Sent back

## Channels of a report

channel-observer = Mission observers
channel-party = A party
channel-civilian = Civilian
channel-media = Press and open sources
channel-sensor = Instrument
channel-hotline = Hotline

## How the time of an event was stated

precision-stated = A time or a stretch of time
precision-day-only = A day only

## How a place was given

place-point = Coordinates
place-named = A name
place-from-observer = Seen or heard from a position
place-at-sensor = Heard by a sensor

## Kinds of evidence

evidence-site-visit = Site visit
evidence-crater = Crater measurement
evidence-remnants = Remnants of a weapon
evidence-witness = Witness statement
evidence-medical-record = Medical record
evidence-civil-record = Civil record
evidence-imagery = Picture or film
evidence-sensor-record = Instrument record
evidence-party-statement = Statement of a party
evidence-open-source = Published material

## Kinds of a party's reply

reply-acknowledge = Acknowledges
reply-deny = Denies
reply-counter-complaint = Counter-complaint
reply-inquiry = Opens an inquiry
reply-discipline = Took disciplinary action
reply-withdrawal = Withdrew or restored
reply-statement = Statement

## Where a commitment stands

progress-agreed = Agreed
progress-scheduled = Scheduled
progress-partial = Begun
progress-done = Done, as its owner says
progress-verified = Verified as done
progress-reversed = Reversed
progress-blocked = Blocked
progress-overdue = Overdue

## Posts of the mission

post-team = Team site
post-camera = Camera
post-acoustic = Acoustic sensor

## Restrictions of the mission

restriction-denied = Passage denied
restriction-delayed = Passage delayed
restriction-conditioned = Passage on a condition
restriction-threatened = Threat
restriction-refused-approval = Approval refused
restriction-jammed = Instruments jammed
restriction-seized = Equipment seized

## Where a party stands towards its signature

signature-invited = Invited
signature-signed = Signed
signature-asked-for-time = Asked for time
signature-left-without-signing = Left without signing
signature-declined = Declined
signature-withdrew = Withdrew its signature
signature-none = Nothing recorded

## Agreements

agreement-kind-declared-truce = Declared truce
agreement-kind-signed-agreement = Signed agreement
agreement-kind-local-pause = Local pause
effect-prohibited = Prohibited
effect-permitted = Permitted
effect-permitted-if-notified = Permitted if notified
effect-obligation = Obligation
effect-exclusion = Exclusion
effect-self-defence = Self-defence
fact-force = the time
fact-act = the act
fact-weapon = the weapon
fact-place = the place
fact-notification = the notification
fact-calibre = the calibre
fact-actor = who did it
fact-distance = the distance to the line
fact-time = the time of the article
fact-order = an order of the leadership
fact-attack = an attack that it answered
fact-mechanism = the failure of the mechanism
fact-precedence = another article
fact-text = the meaning of the text
circumstance-notified = It was notified
circumstance-ordered = The leadership ordered it
circumstance-under-attack = It answered an attack
circumstance-mechanism-failed = The mechanism had failed
force-step-suspended = Suspended
force-step-resumed = Resumed
force-step-ended = Ended
force-step-renewed = Renewed
supplement-kind-amendment = Amendment
supplement-kind-side-letter = Side letter
supplement-kind-protocol = Protocol
medium-land = on land
medium-air = in the air
medium-sea = at sea
relation-faction = part of
relation-proxy = acts for
relation-non-signatory = non-signatory
guarantor-role-witness = witness
guarantor-role-guarantor = guarantor
guarantor-role-mediator = mediator
guarantor-role-sponsor = sponsor
decision-consensus = by consensus
decision-majority = by majority
decision-chair = by the chair
decision-facts-only = states facts only
answer-applies = Applies
answer-does-not = Does not apply
answer-undecided = Cannot be decided
answer-disputed = Disputed
form-line = Line
form-area = Area

## Periods, aims, rooms, disclosure groups, languages

period-daily = Daily
period-weekly = Weekly
aim-conclude = First conclusion
aim-correct = Correction
aim-retract = Retraction
room-agreement = Agreement
room-commitment = Commitment
room-mission = Mission
room-report = Report
room-incident = Incident
room-verification = Verification
room-finding = Finding
room-response = Response
room-publication = Publication
group-exact = Exact place
group-identity = Protected identity
group-open = Open part
group-words = Words of the source
language-ar = Arabic
language-en = English
standing-open = Stands by itself
standing-merged-into = Merged into another incident

## Points of the compass, from the north, clockwise

compass-0 = N
compass-1 = NNE
compass-2 = NE
compass-3 = ENE
compass-4 = E
compass-5 = ESE
compass-6 = SE
compass-7 = SSE
compass-8 = S
compass-9 = SSW
compass-10 = SW
compass-11 = WSW
compass-12 = W
compass-13 = WNW
compass-14 = NW
compass-15 = NNW

## What was erased, and on which ground

erased-part-identity = Identity
erased-part-words = Words
erased-part-place = Exact place
erased-part-files = Files
erased-part-table = Table it was read from, with all its rows
ground-consent-withdrawn = Consent taken back
ground-danger = Danger to somebody
ground-unlawful = Should not have been kept
ground-mistake = Recorded by mistake
ground-retention-over = Time for keeping it is over
ground-order = Ordered by a court or an authority
