## The verification desk

verifications-title = Verifications
verifications-intro = Cases in work, the most urgent first.
verification-title = Verification
verification-open = Open a verification
verification-due = Deadline
verification-due-hint = The agreement asks for { $hours }.
verification-overdue = Past its deadline
verification-holder = Held by
verification-nobody = Nobody holds this case.
verification-held-by-you = You hold this case until { $time }.
verification-held-by = { $person } holds this case until { $time }.
verification-claim = Claim the case
verification-claim-days = For how many days
verification-claim-hint = While you hold it nobody else works on it. The claim runs out by itself, after 14 days at most.
verification-claimed = You hold the case.
verification-release = Release the case
verification-released = The case is free.
verification-recuse = Stand aside
verification-recuse-hint = If you have a tie to a party or a person of this case. You then take no further part in it, and there is no way back.
verification-recused = You stood aside.
verification-stood-aside = Stood aside
verification-two-persons = Nobody verifies what they reported, and no one person takes a case from beginning to end.
verification-move-deadline = Move the deadline
verification-deadline-moved = The deadline is moved.

## Evidence

evidence-title = Evidence
evidence-none = No evidence yet.
evidence-number = Item { $n }
evidence-add = Add evidence
evidence-added = The item is recorded.
evidence-kind = Kind of evidence
evidence-origin = Origin
evidence-origin-hint = Where it came from. Items of one origin speak once.
evidence-description = What it shows
evidence-description-hint = What is seen or said, not what follows from it.
evidence-collected-at = Collected
evidence-file = Original file
evidence-reliability = Reliability of the source
evidence-reliability-hint = How far the source can be relied on, whatever it says this time. A to F.
evidence-credibility = Credibility of the information
evidence-credibility-hint = How likely it is to be true, whoever says it. 1 to 6. Judge it apart from the source.
evidence-grade = { $reliability }{ $credibility }
evidence-grade-letter = { $grade } – { $meaning }
evidence-carries = Can carry a conclusion
evidence-does-not-carry = Cannot carry a conclusion
evidence-does-not-carry-hint = A party's own word, or a judgement of D, E, F or of 4, 5, 6.
evidence-carrying-origins = Independent origins among the evidence that can carry a conclusion

## Assessment

assessments-title = Assessments
assessment-add = Record your assessment
assessment-occurrence = Did it happen?
assessment-reason = Why
assessment-hint = Your own judgement, not the finding. A later one replaces your earlier one and both stay in the history.
assessment-recorded = Your assessment is recorded.
assessment-none = No assessment yet.
assessment-unable-reason = What stood in the way
assessment-denied-by = Party that denied access
assessment-denied-by-hint = Only where access was denied.
verification-propose = Propose a finding
verification-propose-hint = From what is here. A reviewer and the head of mission look at it after you.
verification-nothing-waits = No case waits here.
verification-desk-overdue = Past their deadline: { $n }
verification-desk-in-time = In time: { $n }
verification-to-incident = The incident and its reports
verification-to-finding = The finding
verification-act = What you can do
verification-where = Where it stands
verification-who = Who acts now
verification-missing = What is missing
verification-ended = Nobody; the case is closed
verification-carrying = Among the evidence that can carry a conclusion: { $n }
verification-lacks-holder = somebody who holds the case
verification-lacks-evidence = evidence that can carry a conclusion
verification-lacks-origin = a second independent origin
verification-lacks-assessment = an assessment
verification-lacks-proposal = a proposed finding
verification-awaits-under-review = the review of another person
verification-awaits-awaiting-decision = the decision
verification-awaits-decided = publication
