## Agreement room

refusal-agreement-already-adopted = This agreement is already in the record.
refusal-agreement-already-adopted-hint = Open the agreement in the register. Record changes as signatures or milestones, not as a second adoption.
refusal-agreement-not-adopted = There is no such agreement.
refusal-agreement-not-adopted-hint = Check the identifier, or record the agreement's terms first.
refusal-agreement-parties = An agreement has two parties or more, and each is named once.
refusal-agreement-parties-hint = Name at least two different parties, each with a code of its own.
refusal-agreement-party-unknown = A party that is named is not a party to this agreement.
refusal-agreement-party-unknown-hint = Use a party code from the agreement's own list.
refusal-agreement-article-twice = Two articles have the same key.
refusal-agreement-article-twice-hint = Give each article a key of its own.
refusal-agreement-zone-unknown = An article names a zone that the agreement does not have.
refusal-agreement-zone-unknown-hint = Add the zone to the agreement, or correct its key in the article.
refusal-agreement-zone-too-small = A line needs two points or more, and an area three or more.
refusal-agreement-zone-too-small-hint = Add the missing points.
refusal-agreement-force-backwards = The agreement would end before it comes into force.
refusal-agreement-force-backwards-hint = Correct the beginning or the end of its force, or leave the end open.
refusal-agreement-role-not-allowed = Agreements are recorded by the head of mission or an administrator.
refusal-agreement-role-not-allowed-hint = Ask one of them to record it.
refusal-agreement-parties-changed = A new text has the same parties as the agreement.
refusal-agreement-parties-changed-hint = Who left is told by its signature. Who joins makes an agreement of its own.
refusal-agreement-amended-twice = Another text holds from the same time on.
refusal-agreement-amended-twice-hint = Choose another time, or look whether the text is recorded already.
refusal-agreement-force-not-so = The agreement's force at that time was not such that this could follow.
refusal-agreement-force-not-so-hint = Look at what became of its force, and at the time. Steps are recorded in their order.
refusal-agreement-force-until = Only a renewal says until when.
refusal-agreement-force-until-hint = Leave the end empty.
refusal-agreement-article-unknown = No text of the agreement has such an article.
refusal-agreement-article-unknown-hint = Look at the keys of its articles.
refusal-agreement-condition-too-long = A condition has more than 2000 characters.
refusal-agreement-condition-too-long-hint = Put parts of it into definitions.

## Commitment room

refusal-commitment-already-registered = This commitment is already in the register.
refusal-commitment-already-registered-hint = Open it and record its progress.
refusal-commitment-not-registered = There is no such commitment.
refusal-commitment-not-registered-hint = Check the identifier, or register the commitment first.
refusal-commitment-due-backwards = The commitment would be due before it was agreed.
refusal-commitment-due-backwards-hint = Correct the day of agreement or the deadline.
refusal-commitment-role-not-allowed = Commitments are kept by duty officers, verifiers and the head of mission.
refusal-commitment-role-not-allowed-hint = Ask one of them to record it.
refusal-commitment-verified-by-verifier = Only a verifier records that a commitment is verified.
refusal-commitment-verified-by-verifier-hint = Record that its owner says it is done, and ask a verifier to verify it.

## Mission room

refusal-mission-not-chartered = The mission is not set up yet.
refusal-mission-not-chartered-hint = Have the head of mission or an administrator record its mandate and posts first.
refusal-mission-post-twice = Two posts have the same key.
refusal-mission-post-twice-hint = Give each post a key of its own.
refusal-mission-post-unknown = The mission has no such post.
refusal-mission-post-unknown-hint = Choose a post from the mission's list, or add it to the mission first.
refusal-mission-watch-too-long = A watch is recorded in pieces of at most 31 days.
refusal-mission-watch-too-long-hint = Divide the watch into shorter pieces.
refusal-mission-role-not-allowed = The mission's own record is kept by observers, duty officers and the head of mission.
refusal-mission-role-not-allowed-hint = Ask one of them to record it. Mandate and posts are recorded by the head of mission or an administrator.
refusal-mission-field-impossible = This direction or opening cannot be.
refusal-mission-field-impossible-hint = A field of view looks from 0 to 359 degrees and opens by 1 to 360.
refusal-mission-reach-too-far = Nothing sees or hears farther than 200 km.
refusal-mission-reach-too-far-hint = Give the reach in metres.
refusal-mission-ends-before-begin = It ends before it begins.
refusal-mission-ends-before-begin-hint = Look at both times.
refusal-mission-area-too-small = An area has at least three corners, or is one point with a radius.
refusal-mission-area-too-small-hint = Add corners, or give one point and its radius.
refusal-mission-site-unknown = The mission has no such site.
refusal-mission-site-unknown-hint = Record the site first.
refusal-mission-staff-unknown = There is no such member of staff.
refusal-mission-staff-unknown-hint = Record them first, by number or call sign.
refusal-mission-team-unknown = The mission has no such team.
refusal-mission-team-unknown-hint = Record the team first.
refusal-mission-staff-elsewhere = Somebody is on duty in another team at that time.
refusal-mission-staff-elsewhere-hint = Choose another time, or others.
refusal-mission-outage-open = The post is recorded as out already.
refusal-mission-outage-open-hint = Record first that it sees again.
refusal-mission-no-outage = The post is not recorded as out.
refusal-mission-no-outage-hint = Record the outage first.
refusal-mission-in-future = What has not happened yet is not recorded.
refusal-mission-in-future-hint = Look at the time, and at the clock from which it was read.
refusal-mission-hazard-unknown = There is no such hazard.
refusal-mission-hazard-unknown-hint = Choose one of the list.
refusal-mission-nothing-to-take-back = There is no such record, or it was taken back already.
refusal-mission-nothing-to-take-back-hint = Look at its number.
refusal-mission-patrol-unknown = There is no such patrol.
refusal-mission-patrol-unknown-hint = Plan it first.
refusal-mission-patrol-out = The patrol set out already.
refusal-mission-patrol-out-hint = Record what it does now.
refusal-mission-patrol-not-out = The patrol did not set out.
refusal-mission-patrol-not-out-hint = Record first that it set out.
refusal-mission-patrol-over = The patrol is over.
refusal-mission-patrol-over-hint = Plan another one.
refusal-mission-outside-patrol = That time lies before the patrol set out, or after it returned; or it was heard of after it is said to have returned.
refusal-mission-outside-patrol-hint = Look at the times of the patrol.
refusal-mission-plan-impossible = A patrol lasts at most 31 days and is heard of every 5 minutes to 24 hours.
refusal-mission-plan-impossible-hint = Plan a shorter one, or other contacts.
refusal-mission-track-twice = This file was read for this patrol already.
refusal-mission-track-twice-hint = There is nothing to do.

## Report room

refusal-report-already-submitted = This report is already in the record.
refusal-report-already-submitted-hint = Nothing is lost: open the report that was received first.
refusal-report-not-submitted = There is no such report.
refusal-report-not-submitted-hint = Check the identifier.
refusal-report-occurred-in-the-future = The event would lie after its report.
refusal-report-occurred-in-the-future-hint = Correct the time of the event or the time of receipt. Check the day, and morning or evening.
refusal-report-received-in-the-future = The report would have been received after now.
refusal-report-received-in-the-future-hint = Correct the time of receipt, and check the clock of the device.
refusal-report-occurred-too-vague = The time of the event spans more than 31 days.
refusal-report-occurred-too-vague-hint = Narrow the time, or make one report for each event.
refusal-report-party-missing = A report on the party channel names the party that files it, and no other report does.
refusal-report-party-missing-hint = Choose the party that files the report, or choose another channel and leave that field empty.
refusal-report-party-not-own = A party liaison files reports for their own party only.
refusal-report-party-not-own-hint = File it as your own party, or ask the other party's liaison to file it.
refusal-report-harm-backwards = The least number of people harmed is above the greatest.
refusal-report-harm-backwards-hint = Exchange the two numbers, or enter the same number twice.
refusal-report-too-many-observations = A report carries at most 50 observations.
refusal-report-too-many-observations-hint = Divide it into several reports.
refusal-report-too-many-attachments = A report carries at most 20 files.
refusal-report-too-many-attachments-hint = Send the other files with a further report of the same source.
refusal-report-own-origin = A report cannot retell itself.
refusal-report-own-origin-hint = Choose the other report from which this one was taken.
refusal-report-already-withdrawn = The report is already withdrawn.
refusal-report-already-withdrawn-hint = Nothing more is needed. It stays readable.
refusal-report-withdrawal-not-own = Only its sender or the head of mission withdraws a report.
refusal-report-withdrawal-not-own-hint = Ask one of them.
refusal-report-lineage-not-staff = Whether a report retells another is judged by duty officers, verifiers and reviewers.
refusal-report-lineage-not-staff-hint = Tell one of them what you know of its origin.

## Incident room

refusal-incident-already-open = This incident exists already.
refusal-incident-already-open-hint = Open it and link the report to it.
refusal-incident-not-open = There is no such incident.
refusal-incident-not-open-hint = Check the identifier.
refusal-incident-no-reports = An incident needs at least one report.
refusal-incident-no-reports-hint = Choose one or more reports.
refusal-incident-report-twice = The same report is named twice.
refusal-incident-report-twice-hint = Name it once.
refusal-incident-report-unknown = A report that is named is not in the record.
refusal-incident-report-unknown-hint = Check the report's identifier.
refusal-incident-already-linked = This is already part of the incident.
refusal-incident-already-linked-hint = Nothing more is needed.
refusal-incident-not-linked = The report is not linked to this incident.
refusal-incident-not-linked-hint = Reload the page: somebody may have unlinked it before you.
refusal-incident-nothing-to-split = Some of the incident's reports can be taken out, and not all of them.
refusal-incident-nothing-to-split-hint = Name at least one report, and leave at least one.
refusal-incident-last-report = The last report of an incident cannot be unlinked.
refusal-incident-last-report-hint = Merge the incident into the one to which the report belongs.
refusal-incident-merged = The incident was merged into another.
refusal-incident-merged-hint = Work on the other incident, or take the merge back.
refusal-incident-merged-into-itself = An incident cannot be merged into itself.
refusal-incident-merged-into-itself-hint = Choose another incident.
refusal-incident-not-absorbed = That incident was not merged into this one.
refusal-incident-not-absorbed-hint = Reload the page: the merge may have been taken back already.
refusal-incident-not-staff = Reports are grouped by duty officers, verifiers and reviewers.
refusal-incident-not-staff-hint = Tell one of them which reports belong together, and why.

## Verification room

refusal-verification-already-open = This incident is already under verification.
refusal-verification-already-open-hint = Open the case.
refusal-verification-not-open = This incident is not under verification.
refusal-verification-not-open-hint = Open a verification first.
refusal-verification-no-incident = There is no such incident, or it was merged into another.
refusal-verification-no-incident-hint = Work on the incident into which it was merged.
refusal-verification-deadline-past = The deadline lies in the past.
refusal-verification-deadline-past-hint = Choose a time after now.
refusal-verification-claimed-by-other = Somebody else is on this case, and their claim has not run out.
refusal-verification-claimed-by-other-hint = Ask them to release it, or wait until their claim runs out.
refusal-verification-claim-too-long = A claim ends after now and holds for at most 14 days.
refusal-verification-claim-too-long-hint = Choose a shorter time. You can claim the case again later.
refusal-verification-not-claimed = You do not hold this case.
refusal-verification-not-claimed-hint = Claim the case before working on it.
refusal-verification-own-report = Nobody verifies what they reported.
refusal-verification-own-report-hint = Leave this case to a colleague.
refusal-verification-recused = You stood aside from this case.
refusal-verification-recused-hint = Leave it to a colleague. Standing aside is not taken back.
refusal-verification-role-not-allowed = This step is not for your role.
refusal-verification-role-not-allowed-hint = Ask somebody whose role it is. The page on roles says who does what.
refusal-verification-evidence-number = Items of evidence are numbered without gaps.
refusal-verification-evidence-number-hint = Somebody added an item before you. Reload the page and add yours again.
refusal-verification-no-crater = Only a crater's analysis tells the direction that a shot came from.
refusal-verification-no-crater-hint = Choose the kind for craters, or leave position, azimuth and range empty.
refusal-verification-place-without-reports = No report of this incident says where it was.
refusal-verification-place-without-reports-hint = Link a report that gives a place, or go on without one.
refusal-verification-denied-by-missing = Say which party denied access, and only where access was denied.
refusal-verification-denied-by-missing-hint = Choose the party, or choose another reason.
refusal-verification-cited-without-denial = A restriction is cited only where a party denied access.
refusal-verification-cited-without-denial-hint = Say which party denied access, or cite nothing.

## Finding room

refusal-finding-proposal-pending = A conclusion is already waiting for review or decision.
refusal-finding-proposal-pending-hint = Wait for it to be decided, or ask the head of mission to send it back.
refusal-finding-nothing-proposed = No conclusion is waiting.
refusal-finding-nothing-proposed-hint = A verifier who holds the case proposes one first.
refusal-finding-other-incident = A finding stays with its incident.
refusal-finding-other-incident-hint = Propose a conclusion of its own for the other incident.
refusal-finding-wrong-aim = A first conclusion is followed by corrections and retractions of what is published, and by nothing else.
refusal-finding-wrong-aim-hint = Choose correction or retraction for what is published, and first conclusion for what is not.
refusal-finding-retracted = This finding was retracted.
refusal-finding-retracted-hint = It stays retracted, and its history stays readable.
refusal-finding-not-claimed = A conclusion is proposed by the person who holds the case.
refusal-finding-not-claimed-hint = Claim the case first.
refusal-finding-own-report = Nobody decides on what they reported.
refusal-finding-own-report-hint = Leave this step to a colleague.
refusal-finding-recused = You stood aside from this case.
refusal-finding-recused-hint = Leave this step to a colleague. Standing aside is not taken back.
refusal-finding-role-not-allowed = This step is not for your role.
refusal-finding-role-not-allowed-hint = A verifier proposes, a reviewer reviews, the head of mission decides and publishes.
refusal-finding-same-person = Proposal, review and decision are made by different persons.
refusal-finding-same-person-hint = Leave this step to a colleague.
refusal-finding-reviewed-already = You reviewed this conclusion already.
refusal-finding-reviewed-already-hint = Your review stands. Another reviewer may add theirs.
refusal-finding-review-missing = A reviewer who agrees is still missing.
refusal-finding-review-missing-hint = Ask a reviewer to look at the conclusion, or send it back.
refusal-finding-notice-missing = A party that the conclusion names has not been heard yet.
refusal-finding-notice-missing-hint = Serve it notice, and wait for its reply or for the end of its time to reply.
refusal-finding-not-decided = The conclusion is not decided yet.
refusal-finding-not-decided-hint = Decide it before publishing it.
refusal-finding-standard-not-met = There are too few independent origins or items of evidence for this conclusion.
refusal-finding-standard-not-met-hint = Add evidence of another origin, or choose a more cautious conclusion such as “probable” or “unconfirmed”.
refusal-finding-one-partys-word = Nothing is attributed on the word of parties alone.
refusal-finding-one-partys-word-hint = Add evidence or a report that is no party's, or leave it not attributed.
refusal-finding-attribution-standard = The attribution does not reach the standard of proof that the agreement asks for.
refusal-finding-attribution-standard-hint = Add evidence until the standard is reached, or leave it not attributed.
refusal-finding-attributed-unverified = What is not verified is not attributed.
refusal-finding-attributed-unverified-hint = Choose “not attributed”, or establish first that it happened.
refusal-finding-classified-unverified = What is not verified is not found to be a breach.
refusal-finding-classified-unverified-hint = Choose “undecided”, or establish first that it happened.
refusal-finding-article-unknown = The agreement has no such article in force at that time.
refusal-finding-article-unknown-hint = Choose an article from the list for that place and time.
refusal-finding-gravity-without-violation = Gravity is judged for a breach, and for nothing else.
refusal-finding-gravity-without-violation-hint = Choose “not assessed”, or classify the incident as a breach of an article.
refusal-finding-denied-by-missing = Say which party denied access, and only where access was denied.
refusal-finding-denied-by-missing-hint = Choose the party, or choose another reason.

## Response room

refusal-response-nothing-pending = No conclusion is waiting for notice.
refusal-response-nothing-pending-hint = Notice is served while a conclusion waits for its decision.
refusal-response-notice-served-already = The party had notice of this conclusion already.
refusal-response-notice-served-already-hint = Nothing more is needed. The time to reply runs from the first notice.
refusal-response-reply-time-too-short = A party has at least one hour to reply.
refusal-response-reply-time-too-short-hint = Choose a later end of the time to reply.
refusal-response-notice-missing = The party had no notice that it could answer.
refusal-response-notice-missing-hint = Wait for the mission's notice.
refusal-response-not-own-party = A party's own liaison answers for it.
refusal-response-not-own-party-hint = Sign in as that party's liaison.
refusal-response-role-not-allowed = This step is not for your role.
refusal-response-role-not-allowed-hint = Notices are served by duty officers, reviewers and the head of mission.

## Publication room

refusal-publication-role-not-allowed = The head of mission signs what is published.
refusal-publication-role-not-allowed-hint = Ask the head of mission to issue it.
refusal-publication-already-issued = This publication was issued already.
refusal-publication-already-issued-hint = Open it in the list of publications.
refusal-publication-not-issued = There is no such publication.
refusal-publication-not-issued-hint = Check the identifier.
refusal-publication-already-withdrawn = This publication is already withdrawn.
refusal-publication-already-withdrawn-hint = Nothing more is needed. It stays readable.
