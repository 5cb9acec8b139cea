## State of the truce

overview-title = Overview
overview-truce = State of the truce
overview-in-force-since = In force since { $time }
overview-in-force-until = In force until { $time }
overview-not-in-force = Not in force
overview-not-yet-in-force = Not yet in force; begins { $time }
overview-ended = Ended { $time }
overview-no-agreement = No agreement or truce is in the record.
overview-signed-by = Signed by { $parties }
overview-not-signed-by = Not signed by { $parties }
overview-signed-by-all = Signed by all parties
overview-signed-by-none = Signed by no party
overview-truce-sentence = In force since { $time }; signed by { $signed }; not signed by { $unsigned }.
overview-force-and-signature = Force and signature are two things: a truce may be in force without every signature.
overview-day-of-truce = Day { $n } of the truce

## What is waiting

overview-waiting = What is waiting
overview-waiting-none = Nothing is waiting for you.
overview-waiting-unlinked = Reports linked to no incident
overview-waiting-unverified = Incidents that nobody verifies yet
overview-waiting-overdue = Verifications past their deadline
overview-waiting-due = Verifications due next
overview-waiting-mine = Cases that you hold
overview-waiting-review = Conclusions waiting for review
overview-waiting-notice = Parties waiting for notice
overview-waiting-reply = Parties whose time to reply runs
overview-waiting-decision = Conclusions waiting for decision
overview-waiting-publication = Findings decided, not yet published
overview-waiting-commitments = Commitments past their time

## The last days

overview-last-days = The last { $n } days
overview-last-24-hours = The last 24 hours
overview-today-so-far = Today so far
overview-reported = Reported
overview-verified = Verified
overview-attributed = Attributed
overview-reported-hint = Somebody told the mission. Nothing is said yet of whether it happened.
overview-verified-hint = The mission found that it happened, and published so. Nothing is said yet of who did it.
overview-attributed-hint = The mission found who did it, to the standard of proof that is stated.
overview-chart-title = Reports received and incidents by day
overview-chart-table = Show the figures as a table
overview-partial-day = The day is not over.
overview-latest-findings = Latest findings
overview-latest-publications = Latest publications
overview-latest-reports = Latest reports

## Map

map-title = Map of incidents
map-legend = Legend
map-uncertainty = Uncertainty area: it happened somewhere inside
map-reported = Reported, not verified
map-verified = Verified, not attributed
map-attributed = Verified and attributed
map-not-occurred = Found not to have happened
map-post = Post of the mission and its range
map-line = Line
map-zone = Zone
map-reading-of = as { $party } reads it
map-agreed-reading = agreed reading
map-disputed = Parties' readings differ here
map-restriction = Restriction of the mission
map-no-place = Without a place on the map: { $n }
map-coarse = Public places are shown coarsely, to protect people.
map-neutral-note = Boundaries and names do not imply any position on the status of any territory.
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-reset = Whole map
map-as-list = Show as a list
map-slider-day = Day on the map
overview-all = Show all
overview-waiting-for = For: { $roles }
overview-waiting-you = You
overview-waiting-own-reply = Notices that wait for your reply
overview-waiting-verification = Verifications under way
overview-waiting-sent-back = Conclusions sent back
overview-signed-tally = Signed by { $n } of { $of } parties
overview-chart-sentence = Incidents reported: { $reported }. Of these verified: { $verified }. Days without observation: { $unseen }.
map-cluster = Incidents here: { $n }. Look closer.
map-many = Several incidents close together, with their number
map-north = N
map-corroborated = Verified by two or more independent origins
map-sector = Seen or heard from there, within this sector
map-crater = Direction back to where a shot came from, read from a crater
map-sensor = A sensor that heard it
map-region-recorded = As recorded: very likely inside by what was known then
map-region-half = Crossed observations: as likely inside as outside
map-region-most = Crossed observations: very likely inside
