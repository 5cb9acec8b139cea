## The product and the frame of every page

site-name = Mirqab
site-claim = The neutral record of a ceasefire
skip-to-content = Skip to the content
page-title = { $page } · Mirqab
demonstration-title = Demonstration
demonstration-text = Demonstration: fictional details around public facts; not a record of real findings.
demonstration-clock = The demonstration's clock stands at { $time }.
footer-log-position = Log position { $position }
footer-log-empty = The log is empty
footer-log = Log { $origin }
footer-verify = Verify this record yourself
footer-zone = Days and times are local ({ $zone }).
footer-print = Print this page
language-switch = عربي
language-switch-label = Show this page in Arabic
theme-label = Appearance
theme-light = Light
theme-dark = Dark
theme-system = As the device

## Navigation

nav-label = Main navigation
nav-menu = Menu
nav-overview = Overview
nav-agreements = Agreements
nav-commitments = Commitments
nav-mission = Mission
nav-reports = Reports
nav-incidents = Incidents
nav-verifications = Verifications
nav-findings = Findings
nav-publications = Publications
nav-integrity = Integrity
nav-figures = Figures
nav-data = Open data
nav-import = Import
nav-accounts = Accounts
nav-method = Method
nav-sign-in = Sign in
nav-sign-out = Sign out
nav-signed-in-as = Signed in as { $name } ({ $role })
nav-signed-in-for = Signed in as { $name } ({ $role }), for { $party }
nav-breadcrumb = You are here

## Words that stand on many pages

all = All
any = Any
none = None
yes = Yes
no = No
and = and
or = or
from = From
to = To
not-known = Not known
not-stated = Not stated
not-public = Not public
withheld = Withheld
withheld-hint = This part is withheld from you. Its seal stays in the log, so that it can be checked if it is disclosed.
erased = Erased
erased-hint = This part was erased. Its seal stays in the log.
no-observation = No observation
no-observation-hint = Nobody was watching. This is not the same as zero.
no-data = No data
nothing-here = There is nothing here yet.
nothing-found = Nothing matches.
nothing-found-hint = Take a filter away, or choose a longer time.
identifier = Identifier
copy = Copy
copied = Copied
details = Details
more = More
less = Less
optional = optional
required = required
reason = Reason
reason-hint = It stays in the record with your name.
note = Note
by-whom = By
by-person-at = { $person }, { $time }
since-when = since { $time }
until-when = until { $time }
within-time = in { $duration }
ago = { $duration } ago
overdue-by = overdue by { $duration }
due = Due
due-at = due { $time }
kind = Kind
party = Party
parties = Parties
place = Place
time = Time
day = Day
state = State
title = Title
title-ar = Title in Arabic
title-en = Title in English
text-ar = Text in Arabic
text-en = Text in English
source = Source
weapon = Weapon
language = Language
history = History
history-hint = Every entry of the log about this, oldest first. Nothing is ever removed.

## Buttons

button-save = Record
button-send = Send
button-cancel = Cancel
button-filter = Show
button-clear = Clear
button-search = Search
button-open = Open
button-add = Add
button-remove = Remove
button-confirm = Yes, record it
button-continue = Continue
button-download = Download

## Lists

list-page = Page { $page } of { $pages }
list-next = Next
list-previous = Previous
list-showing = { $from } to { $to } of { $total }
filter-title = Filter
filter-occurred = Occurred
filter-received = Received
filter-kind = Kind
filter-channel = Channel
filter-reported-by = Reported by
filter-state = State
filter-words = Words
filter-words-hint = Letters with and without hamza and vowel marks are taken for the same.
filter-unlinked = Linked to no incident
filter-merged = Merged ones too
filter-published = With a published finding
order-newest = Newest first
order-due = Due first

## What was recorded: one line for each kind of entry

event-agreement-adopted = Agreement recorded
event-agreement-signature-recorded = Signature recorded
event-agreement-milestone-recorded = Step of the process recorded
event-commitment-registered = Commitment registered
event-commitment-progressed = Progress recorded
event-mission-chartered = Mission set up
event-mission-watch-kept = Watch recorded
event-mission-restricted = Restriction recorded
event-report-submitted = Report received
event-report-lineage-recorded = Origin judged
event-report-withdrawn = Report withdrawn
event-incident-opened = Incident opened
event-incident-described = Incident described anew
event-incident-linked = Report linked
event-incident-proposal-judged = Proposal answered
event-incident-unlinked = Report unlinked
event-incident-absorbed = Another incident merged into this one
event-incident-merged-into = Merged into another incident
event-incident-released = Merge taken back
event-incident-restored = Stands by itself again
event-verification-opened = Verification opened
event-verification-claimed = Case claimed
event-verification-released = Case released
event-verification-recused = Somebody stood aside
event-verification-evidence-added = Evidence added
event-verification-assessed = Assessment recorded
event-verification-deadline-moved = Deadline moved
event-finding-proposed = Conclusion proposed
event-finding-reviewed = Conclusion reviewed
event-finding-decided = Conclusion decided
event-finding-sent-back = Conclusion sent back
event-finding-published = Finding published
event-response-notice-served = Notice served
event-response-replied = Reply received
event-publication-issued = Publication issued
event-publication-withdrawn = Publication withdrawn

## What an account may do, as the access policy names it

action-see-public = See what is public
action-see-work = See reports, incidents and verifications in work
action-see-own-party = See what concerns one's own party
action-see-identity = See protected identities
action-submit = Submit a report
action-import = Import many reports at once
action-group = Group reports into incidents
action-verify = Work on a verification
action-add-evidence = Add evidence
action-review = Review a conclusion
action-notify = Serve a notice
action-reply = Reply for a party
action-decide = Decide and publish
action-keep-mission = Keep agreements and the mission's own record
action-keep-accounts = Keep accounts
action-audit = Check the log and read every history
action-withdraw = Take a report back
action-recuse = Stand aside from a case
action-assess = Judge whether something happened
action-move-deadline = Move a deadline
action-keep-commitments = Keep the register of commitments
action-log-watch = Record watches and restrictions
