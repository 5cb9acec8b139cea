## Incidents

incidents-title = Incidents
incidents-intro = What the mission thinks was one event, over all the reports that tell of it.
incident-title = Incident
incident-reports = Reports that tell of it
incident-origins = Independent origins
incident-origins-hint = Reprints, retold calls and several reports of one source count once.
incident-origin-n = Origin { $n }
incident-origin-of-party = word of { $party }
incident-accused = Accused in reports
incident-accused-note = Accused is not attributed.
incident-occurred = Occurred, as reported
incident-area = Where, as reported
incident-harm = People harmed, as reported
incident-harm-note = From the most cautious report's least to the most extensive report's greatest number. Reports of one incident are never added up.
incident-articles = Articles that may apply
incident-merged-into = This incident was merged into another. Its identifier leads there.
incident-split-from = Split from
incident-absorbed = Merged into it
incident-no-finding = There is no finding yet.
incident-counter = Counts by observer

## What can be done

incident-open = Open an incident
incident-describe = Set kind and title anew
incident-link = Link a report
incident-link-hint = The report stays as it is. A report may tell of several incidents.
incident-link-report = Report
incident-unlink = Unlink
incident-unlink-hint = It stays in the record and can be linked again.
incident-merge = Merge with another incident
incident-merge-other = Incident to take in
incident-merge-hint = Its reports come here and its identifier leads here. The merge can be taken back.
incident-split = Split
incident-split-reports = Reports that move to the new incident
incident-split-hint = Choose the reports that tell of another event.
incident-undo-merge = Take the merge back
incident-undo-link = Undo
incident-undone = Taken back. Both steps stay in the history.
incident-start-verification = Open a verification
incident-linked-done = The report is linked.
incident-unlinked-done = The report is unlinked.
incident-merged-done = The incidents are merged.
incident-split-done = A new incident stands by itself.

## Proposals and why

proposals-title = Proposals
proposals-intro = Reports that may tell of the same event, with reasons. Nothing is linked until a person says so.
proposal-score = Speaks for one event
proposal-accept = Same event: link
proposal-decline = Another event
proposal-why = Why
proposal-for = for
proposal-against = against
proposal-neutral = says nothing
proposal-none = There is no proposal.
proposal-kept = This explanation is kept with the decision.
proposal-strength-strong = strong
proposal-strength-fair = fair
proposal-strength-weak = weak
feature-distance = Distance
feature-distance-hint = How far apart the two places may be, given their precision.
feature-time = Time
feature-time-hint = How far apart the two times may be.
feature-kind = Kind
feature-kind-hint = The same kind, or one that is easily taken for it.
feature-weapon = Weapon
feature-weapon-hint = “Not known” speaks neither for nor against.
feature-text = Words
feature-text-hint = Words that both reports have and others seldom have.
feature-source = Source
feature-source-hint = Two sources, or one source twice.
feature-same-story = Same story
feature-same-story-hint = One retells the other. It speaks for one event and adds no origin.
feature-count = Counts
feature-count-hint = What both counted.
feature-harm = People harmed
feature-harm-hint = Whether the numbers can be of one event.
feature-prior = Before any comparison
feature-prior-hint = How often two reports as near as this tell of one event.
