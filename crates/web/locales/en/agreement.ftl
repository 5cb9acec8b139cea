## Agreements

agreements-title = Agreements and truces
agreements-intro = What was agreed or declared, who signed, since when it is in force, and what it forbids, allows and demands.
agreement-force = Force
agreement-force-from = In force from
agreement-force-to = In force until
agreement-force-open = no end was set
agreement-never-in-force = It never came into force.
agreement-parties = Parties, in the agreement's own order
agreement-sponsors = Sponsors, guarantors and witnesses
agreement-signatures = Signatures
agreement-signature-by = signed for it by { $person }
agreement-signature-acted-by = { $person } acted for it
agreement-signature-source = Source: { $source }
agreement-milestones = Steps of the process
agreement-summary = In short
agreement-articles = Articles
agreement-article = Article { $number }
agreement-article-text = Text
agreement-article-acts = Applies to
agreement-article-weapons = Limited to
agreement-article-any-weapon = any weapon
agreement-article-zone = In
agreement-article-everywhere = everywhere
agreement-article-owner = Owed by
agreement-article-owner-both = all parties
agreement-article-deadline = Until
agreement-zones = Lines and zones
agreement-zone-from = holds from { $day }
agreement-zone-agreed = Agreed by the parties
agreement-zone-reading = Reading of { $party }
agreement-zone-reading-note = Two readings of one line stand side by side. Mirqab does not choose between them.
agreement-procedure = Procedure
agreement-standard = Standard of proof before anything is attributed
agreement-verification-time = Time for a verification
agreement-reply-time = Time for a party's reply

## What binds whom on this day at this place?

binds-title = What binds whom on this day at this place?
binds-intro = Choose a day, a place and an act. Every article is tested, and the answer says which fact decided it.
binds-day = Day
binds-clock = Time of day
binds-place = Place: latitude and longitude
binds-kind = Act
binds-weapon = Weapon
binds-ask = Test the articles
binds-applies = Applies: { $facts } met it.
binds-does-not = Does not apply: { $fact } does not meet it.
binds-undecided = Cannot be decided: { $facts } would have to be known.
binds-disputed = Disputed: the parties' readings of the zone differ, and the answer with them.
binds-no-agreement = No agreement was in force on that day.
binds-not-a-finding = This is a reading of the text, not a finding about anybody.
binds-tested-against = Tested against { $agreement }
binds-parties-bound = Binds { $parties }

## Commitments

commitments-title = Commitments and confidence-building measures
commitments-intro = What was promised beside the silence of arms, who owes it, until when, and where it stands.
commitment-owners = Owed by
commitment-owner-mission = the mission
commitment-agreement = Belongs to
commitment-agreed-at = Agreed
commitment-due = Until
commitment-no-due = no time was set
commitment-stands = Stands
commitment-progress = Progress
commitment-progress-at = Came about
commitment-progress-note = Why we say so
commitment-new = Register a commitment
commitment-record-progress = Record progress
commitment-done-not-verified = Its owner says that it is done. The mission has not verified it.
