## Findings

findings-title = Findings
findings-intro = What the mission concluded and published, with every version, dissent and reply.
finding-title = Finding
finding-of-incident = Finding on the incident “{ $title }”
finding-statement = Conclusion in words
finding-axes = Five axes, judged apart
axis-handling = Handling
axis-occurrence = Occurrence
axis-classification = Classification
axis-attribution = Attribution
axis-gravity = Gravity
axis-handling-question = How far is it handled?
axis-occurrence-question = Did it happen?
axis-classification-question = What is it under the agreement?
axis-attribution-question = Who did it?
axis-gravity-question = How grave is it?
finding-breach-of = Breach of article { $article }
finding-permitted-by = Permitted by article { $article }
finding-attributed-to = Attributed to { $party }
finding-attributed-standard = Standard reached: { $standard }
finding-unable-because = Unable to verify: { $reason }
finding-access-denied-by = Unable to verify: access denied by { $party }
finding-restriction = Access denied: on record as
finding-standard = Standard of proof
finding-reports-considered = Reports considered
finding-evidence-considered = Evidence considered
finding-reason = Reasons
finding-version = Version { $n }
finding-versions = All versions
finding-current = What stands now
finding-replaced = Replaced by version { $n }
finding-corrected = Corrected { $time }
finding-retracted = Retracted { $time }
finding-retracted-note = This finding was taken back. It counts in no figure.
finding-published-at = Published { $time }
finding-decided-by = Decided by { $person }, { $time }
finding-proposed-by = Proposed by { $person }, { $time }
finding-dissent = Dissent
finding-dissent-note = A dissent stays with the finding.
finding-no-dissent = No dissent
finding-verified-not-attributed = Verified, not attributed

## Proposal

finding-propose = Propose a finding
finding-aim = What it is for
finding-article = Article
finding-article-hint = Articles in force at that time. What the test says of each stands beside it.
finding-party = Party
finding-statement-hint = One or two sentences in each language, saying the same.
finding-reason-hint = What carries each axis, what speaks against it, and other explanations that were considered.
finding-propose-button = Propose
finding-proposed = The conclusion is proposed and waits for review.

## Review and decision

finding-review = Review
finding-review-hint = You did not propose it and will not decide it. Look at the evidence before the conclusion.
finding-review-agree = I agree
finding-review-disagree = I do not agree
finding-review-reason = Why; a dissent is published with the finding
finding-reviewed = Your review is recorded.
finding-reviews = Reviews
finding-reviewer-agrees = agrees
finding-reviewer-disagrees = does not agree
finding-send-back = Send back
finding-send-back-hint = The case goes back to verification. The proposal stays in the history.
finding-sent-back = The conclusion is sent back.
finding-decide = Decide
finding-decide-note = Note to the decision
finding-decide-hint = All that is needed must be there: a reviewer who agrees, and every party named has been heard.
finding-decided = The conclusion is decided. It is not public yet.
finding-publish = Publish
finding-publish-hint = Everybody can read it from then on. What is published is corrected or retracted, never deleted.
finding-published = The finding is published.
finding-missing = What is still missing
finding-missing-review = a reviewer who agrees
finding-missing-notice = notice to { $party }
finding-missing-reply = the reply of { $party }, or the end of its time ({ $time })
finding-missing-decision = the decision of the head of mission
finding-correct = Propose a correction
finding-correct-hint = Another conclusion in place of the published one. It goes the same way: review, notice, decision.
finding-retract = Propose a retraction
finding-retract-hint = To take the published conclusion back altogether. It goes the same way and is public.

## Notice and reply

notice-title = Notice to a party
notice-intro = A party that a conclusion names is told before it is decided, and has time to reply.
notice-party = Party
notice-proof = How it was served, and what proves it
notice-proof-hint = Such as the number of a letter and who signed for it.
notice-reply-due = The party may reply until
notice-reply-due-hint = The agreement gives it { $hours }.
notice-serve = Serve the notice
notice-served = The notice is recorded.
notice-served-at = Notice served { $time }
notice-for-you = The mission gave you notice of a conclusion. You may reply until { $time }.
notice-not-decided = This is a proposed conclusion, not a decision. It is confidential.
reply-title = Reply of { $party }
reply-new = Reply
reply-kind = Kind of reply
reply-text = Words of the reply
reply-text-hint = Printed beside the finding as you write it.
reply-send = Send the reply
reply-sent = The reply is recorded and will stand beside the finding.
reply-none-yet = No reply yet; time runs until { $time }.
reply-none = No reply was received in time.
reply-late = Received after the time to reply had passed
reply-received-at = Received { $time }
