## Counting rules: each figure names the rule by which it was counted

figures-title = Figures
figures-rule = Counting rule
figures-rules = Counting rules, version { $version }
figures-rules-intro = No figure stands without its rule. Figures of different rules are never added up.
figures-period = Period
figures-as-of = As of log position { $position }
figures-traceable = Every figure can be traced to log position { $position } and recomputed from there.
rule-reports-received = Reports received
rule-reports-received-hint = Reports that reached the mission in the period, withdrawn ones and retellings included. Several may tell of one event.
rule-incidents-reported = Incidents reported
rule-incidents-reported-hint = Incidents that began in the period, by all reports that tell of them. Each counts once; merged ones count in the incident that took them in. Being reported says nothing of whether it happened.
rule-incidents-verified = Incidents verified
rule-incidents-verified-hint = Those of them with a published finding whose occurrence is confirmed or corroborated.
rule-incidents-attributed = Incidents attributed
rule-incidents-attributed-hint = Those verified incidents whose published finding names one party, or both. The others are verified and not attributed, which is an outcome like any other.
rule-breaches-found = Breaches found
rule-breaches-found-hint = Incidents of the period whose published finding says that an article was breached. Only what is verified can be found to be a breach.
rule-unable-to-verify = Incidents that could not be verified
rule-unable-to-verify-hint = Incidents with a published finding that says so, by reason. They are not incidents that did not happen.
rule-independent-origins = Independent origins
rule-independent-origins-hint = Voices behind the incidents reported, whatever the number of items: a retelling belongs to what it retells, and within an incident all reports of one source or of one party are one origin. Withdrawn reports do not speak.
rule-casualties-reported = Casualties reported
rule-casualties-reported-hint = For each incident from the least number of its most cautious source to the greatest of its most extensive source; these spans are then added over incidents. Reports of one incident are never added up.
rule-casualties-verified = Casualties in verified incidents, as reported
rule-casualties-verified-hint = The same span, for verified incidents only. That the incident is verified does not verify the number of people harmed.
rule-incidents-with-harm = Incidents in which people were reported harmed
rule-incidents-with-harm-hint = Incidents of which at least one report says that people were harmed.
rule-killed-reported = Killed, as reported
rule-killed-reported-hint = Least to greatest, by the rule for casualties reported.
rule-injured-reported = Injured, as reported
rule-injured-reported-hint = Least to greatest, by the rule for casualties reported.
rule-observations = Explosions, bursts and shots counted
rule-observations-hint = As one observer counted them, with “about” and “at least”. Counts of different observers are never added up.
rule-watch-hours = Watch hours
rule-watch-hours-hint = Hours of the period in which at least one post of the mission watched. Overlapping watches count once.
rule-rate = Incidents reported per 100 watch hours
rule-rate-hint = Without watch hours there is no rate.
rule-restrictions = Restrictions of the mission
rule-restrictions-hint = Restrictions that began in the period, by kind.
rule-of-reported = of those reported
rule-of-verified = of those verified
figures-subset-of-base = Verified { $verified } of { $reported } reported
figures-by-kind = By kind
figures-by-party-reporting = By who reports
figures-by-channel = By channel
figures-by-party = By party, in the agreement's own order
figures-by-party-note = Three different things, never added up: who reports, whom reports accuse, to whom findings attribute.
figures-party-filed = Reports that it filed
figures-party-accused = Incidents of which reports accuse it
figures-party-attributed = Incidents attributed to it
figures-by-attribution = By attribution
figures-by-outcome = By occurrence
figures-by-day = By day
figures-total = Total

## Comparison with the period before

compare-previous = Previous period
compare-change = Change
compare-up = { $n } more than in the previous period
compare-down = { $n } fewer than in the previous period
compare-same = as many as in the previous period
compare-none = The previous period has no figure to compare with.
compare-coverage-differs = Watch hours differ between the two periods: { $now } against { $before }. Compare with care.
compare-late = Reports received later may still change the figures of this period.

## Totals that do not add up

cross-foot-title = The totals do not add up
cross-foot-refused = Nothing is issued until they do.
cross-foot-parts = { $what }: the parts add up to { $sum }, and the total says { $total }.
cross-foot-subset = { $part } ({ $part-number }) is more than { $whole } ({ $whole-number }) of which it is a part.
cross-foot-days = { $what }: the days add up to { $sum }, and the period says { $total }.
cross-foot-range = { $what }: the least number ({ $least }) is above the greatest ({ $greatest }).
cross-foot-good = All totals add up.

## Which sum does not agree

mismatch-reports-by-channel = Reports received, by channel
mismatch-incidents-by-kind = Incidents reported, by kind
mismatch-incidents-by-occurrence = Incidents reported, by occurrence
mismatch-incidents-by-day = Incidents reported, by day
mismatch-verified-by-occurrence = Incidents verified, by occurrence
mismatch-verified-by-day = Incidents verified, by day
mismatch-verified-by-attribution = Incidents verified, by attribution
mismatch-attributed-by-attribution = Incidents attributed, by attribution
mismatch-watch-by-day = Seconds watched, by day
