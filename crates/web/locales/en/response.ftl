## What parties answer

reply-inquiry-result = Result of an inquiry
reply-compensation = Apologised or compensated
reply-reopening-request = Asks that the case be reopened
reply-beside = What belongs to it, if it does
reply-done-at = Done
reply-promised-for = Promised by
reply-report = Report filed as the complaint
reply-inquiry-of = Result of the inquiry opened with reply
reply-shown-by = What shows it
promise = Promise
promise-what = What became of it
promise-judge = Say whether a promise was kept
promise-open = Promised
promise-passed = The date has passed; nobody has said yet whether it was kept
promise-kept = Kept
promise-not-kept = Not kept

## Measures

measures-title = Measures
measures-note = The ladder is the same for every party, the mildest first. What was not decided is shown to the mission, the body and the party concerned.
measure = Measure
measure-party = Asked of
measure-text = What is asked
measure-step = Measure
measure-step-recall-to-order = Call to order
measure-step-private-notice = Private note of protest
measure-step-joint-visit = Joint visit
measure-step-public-naming = Naming in public
measure-step-referral-to-guarantors = Referral to the guarantors and sponsors
measure-step-referral-to-council = Referral to the Security Council
measure-rung = Step { $n } of { $of }
measure-ground = Ground
measure-ground-first = A breach was established
measure-ground-repeated = Breaches were established before
measure-ground-grave = The breach is grave
measure-ground-not-heeded = A milder measure did not help
measure-earlier = Earlier findings, where they are the ground
measure-propose = Propose a measure
measure-proposed = Proposed
measure-imposed = Imposed
measure-not-imposed = Not imposed
measure-outcome = What the votes say
measure-vote = Vote on a measure
measure-vote-hint = A vote against needs it.
measure-decide = Record the decision on a measure
measure-end = How it ended
measure-end-record = Record the end of a measure
measure-end-carried-out = Carried out
measure-end-lifted = Lifted

## Closing and reopening

ground = Ground
handling-closed = Closed
handling-reopened = Reopened
verification-awaits-reopened = another conclusion, or to be closed again
finding-close = Close the case
finding-closed-note = The case was closed { $time }: { $ground }.
finding-joined-to = It goes on with incident { $incident }.
closing-joined-to = Incident with which it goes on, if it is joined to another
closing-ground-remedied = What was done wrong was put right
closing-ground-settled = Acknowledged and settled
closing-ground-by-body = A body dealt with it
closing-ground-no-further-action = No further action
closing-ground-joined = Joined to another case
finding-reopen = Reopen the case
finding-reopened-note = The case was reopened { $time }: { $ground }. What is published stands, marked so, until another conclusion takes its place; that is due { $due }.
reopening-party = Party whose request is granted
reopening-due = Until when there is to be another conclusion
reopening-ground-new-evidence = New evidence
reopening-ground-procedural-error = The procedure was not kept
reopening-ground-party-request = Request of a party, granted
finding-unit = Unit within the party
finding-unit-hint = Only where the unit itself is established. Leave it empty otherwise.

## Sittings

sitting = Sitting
sitting-title = Sitting of { $body }, { $time }
sittings-title = Sittings of the bodies
sittings-intro = When the bodies sit, what is on the agenda, what was decided and what was put off.
sittings-none = No sitting was called yet.
sittings-of-case = Sittings on which this case was
sitting-call = Call a sitting
sitting-begins = Begins
sitting-began = Began in fact
sitting-began-at = Began { $time }, recorded { $recorded }
sitting-place = Where
sitting-called = Called
sitting-held = Held
sitting-cancelled = Called off
sitting-minutes-missing = The minutes are missing
sitting-record = Record the minutes
sitting-text = What else was said
sitting-cancel = Call the sitting off
agenda-title = Agenda
agenda-items = Items
agenda-matter = Matter
agenda-change = Change the agenda
matter-conclusion = Conclusion
matter-measure = Measure
matter-follow-up = Follow-up
matter-closure = Closing the case
item-end = What became of it
item-end-hint = “Decided” needs the quorum and, for conclusions and measures, a decision on record since the sitting began.
item-end-decided = Decided
item-end-put-off = Put off
item-end-noted = Talked about
item-said = What was said on it
attendance-title = Attendance
seat-present = Present
seat-absent = Absent

## Evidence

evidence-witness-who = Who the witness is
evidence-witness-name = Name of the witness
evidence-witness-hint = Sealed apart from what was said. The statement can be disclosed and the name not.
evidence-witness-contact = How to reach the witness
evidence-witness-is = Witness: { $name }
evidence-proves = What a medical or civil record proves
evidence-proved = Proves: { $what }
proves-death = a death
proves-injury = an injury
proves-cause = the cause
proves-identity = who somebody is
proves-age = an age
proves-place = the place
proves-time = the time
proves-residence = residence or ownership
placings-title = Imagery placed in space and time
placings-note = Each line is one person's work on one item. Places are withheld from the public.
placing-record = Place imagery in space and time
placing-method = How it was placed
placing-method-landmarks = Landmarks
placing-method-terrain = Line of hills
placing-method-shadows = Shadows and sun
placing-method-metadata = What the file says of itself
placing-method-visit = Visit
placing-confidence = How sure
confidence-low = It could be elsewhere
confidence-medium = More probable than elsewhere
confidence-high = Hardly anything else fits
placing-at = Where
placing-precision = Within how many metres
placing-claimed = Where it is said to be
placing-claimed-as = Said to be: { $place }
placing-landmarks = What was recognised
placing-view = Direction of view, degrees
placing-view-error = Error of the direction, degrees
placing-taken = When
placing-taken-from = Taken from
placing-taken-to = Taken until
placing-time-found-by = How the time was found

## Record and access

event-finding-closed = Case closed
event-finding-reopened = Case reopened
event-response-promise-judged = Promise looked into
event-response-measure-proposed = Measure proposed
event-response-measure-voted = Vote on a measure
event-response-measure-decided = Measure decided
event-response-measure-ended = Measure ended
event-response-sitting-called = Sitting called
event-response-agenda-changed = Agenda changed
event-response-sitting-held = Sitting held
event-response-sitting-cancelled = Sitting called off
event-verification-imagery-placed = Imagery placed
action-propose-measure = Propose a measure
action-reopen = Reopen a case

## Repeats

recurrence-title = Repeats
recurrence-intro = Breaches that were established and published, by party, unit, article and place. No number stands alone: beside it stands what was reported, verified and not verifiable, and for how long somebody watched. The order is fixed and says nothing.
recurrence-base = What it is counted against
recurrence-chart = Breaches established week by week; a week in which nobody watched is hatched
recurrence-weeks = Week by week: { $counts }
recurrence-by-week = Week by week
recurrence-by-party = By party to which they are attributed
recurrence-by-unit = By unit
recurrence-by-article = By article
recurrence-by-place = By place
recurrence-same-base = All rows are counted against the same base: the whole mission's. A breach attributed to both parties counts for each. A rate counts breaches within reach of somebody who watched.
recurrence-unit-note = Only where the unit itself was established. All rows are counted against the whole mission's base.
recurrence-place-note = Within 40 kilometres of the city's middle; places overlap, so they do not add up. Hours are those in which somebody watched there.
recurrence-unable = Could not be verified
recurrence-rate = Breaches per 100 hours watched
recurrence-not-told = Not told yet
recurrence-csv = Repeats as CSV
column-by = By what is counted: party, unit, article, place
column-of-party = The party to which the breaches are attributed
column-of-unit = The unit, where it was established
column-of-article = The article's key
column-of-place-ar = The place in Arabic
column-of-place-en = The place in English
column-breaches = Breaches that were established and published
column-breaches-in-view = Those of them within reach of somebody who watched
column-base-reported = Incidents reported in the same place and period
column-base-verified = Those of them that are verified and published
column-base-unable-to-verify = Those of them published as not verifiable
