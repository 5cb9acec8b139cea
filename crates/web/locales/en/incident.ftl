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
proposal-score = Probability of one event
proposal-probability = about { $n } of 100
proposal-answer = Answer this proposal
proposal-answered = Answered before
answer-same = The same event: link
answer-different = Another event
answer-unsure = It cannot be told
proposal-answers = Answers and what was proposed
proposal-model = Model
proposal-belongs = May belong to
proposal-nearest = Nearest report
proposal-unlinked-too = linked to no incident either
proposal-open-both = Open an incident over both reports
proposal-waterfall = Each line begins where the one before it ended. Solid speaks for one event, outlined against it, in units of log-odds.
proposal-sum = Together
proposal-missing = not stated by both
proposal-counter-claim = each accuses the other's side
proposal-apart = { $apart } apart; the stated precisions together are { $precision }
proposal-expected = chance alone brings about { $number } unrelated reports so near
proposal-silent = Says nothing: { $features }.
proposal-numbers = { $a } and { $b }
proposal-likeness = alike to { $n } per cent
proposal-same-value = the same
proposal-other-value = not the same
proposal-none = There is no proposal.
proposal-kept = The reasons above are kept with your answer.
proposal-strength-strong = strong
proposal-strength-fair = fair
proposal-strength-weak = weak
feature-prior = Before any comparison
feature-background = What happens here anyway
feature-place = Place
feature-time = Time
feature-place-with-time = Place and time together
feature-kind = Kind
feature-weapon = Weapon
feature-count = Counts
feature-killed = Killed
feature-injured = Injured
feature-name = Name of the place
feature-text = Words
feature-media = Files
feature-accusation = Accusation
feature-source = Source
feature-source-kinds = Kinds of source

## Who repeats whom

repeats-title = Seems to repeat
repeats-how = How
repeats-shared = Shared wording
repeats-contained = Of the shorter one
repeats-names-source = Names the other's source
repeats-judge = Judge that it repeats this report
repeats-exact = The same words
repeats-edited = Mostly the same words
repeats-shortened = A part of the other's words
repeats-extended = The other's words and more
repeats-credited = Names the other's source and tells the same
repeats-shared-credit = Both name the same source and tell the same
repeats-media = The same picture, film or recording
