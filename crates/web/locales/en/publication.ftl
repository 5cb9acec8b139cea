## Publications

publications-title = Publications
publications-intro = Situation reports that the head of mission signed. Each can be rebuilt byte for byte from its log position.
publication-issued-at = Issued { $time }
publication-signed-by = Signed by { $person }
publication-withdrawn = Withdrawn { $time }: { $reason }
publication-log-position = Computed from log position { $position }
publication-figures-hash = Seal of the figures (SHA-256)
publication-rebuild = Rebuild and compare
publication-rebuilt-same = Rebuilt from the log: the same, byte for byte.
publication-rebuilt-differs = Rebuilt from the log: not the same.
publication-prepare = Prepare
publication-period = Period
publication-last-day = Last day
publication-preview = Preview. Nothing is issued yet.
publication-issue = Sign and issue
publication-issue-hint = Both languages are made of the same figures. What is issued can be withdrawn, never changed.
publication-issued = The report is issued.
publication-withdraw = Withdraw
publication-withdraw-hint = It stays readable, marked as withdrawn.
publication-day-not-over = The period is not over before { $time }. Nothing can be issued until then.

## Situation report

sitrep-daily-title = Daily situation report, { $day }
sitrep-weekly-title = Weekly situation report, { $from } to { $to }
sitrep-of-mission = of { $mission }
sitrep-summary = Summary
sitrep-truce = State of the truce
sitrep-reported = What was reported
sitrep-verified = What was verified
sitrep-attributed = What was attributed
sitrep-findings = Findings published in the period
sitrep-corrections = Corrections and retractions
sitrep-no-corrections = None in this period.
sitrep-casualties = Casualties, as reported
sitrep-coverage = Coverage
sitrep-restrictions = Restrictions of the mission
sitrep-commitments = Commitments
sitrep-replies = Replies of the parties
sitrep-replies-note = As each party wrote them, beside what they answer. A party that had notice and did not answer stands here too.
sitrep-replies-to = In answer to
sitrep-no-reply = { $party } had time to answer until { $time }. No reply was received by the position of the log from which this was computed.
sitrep-pending = What is pending, and for how long
sitrep-method = How the figures were counted
sitrep-sentence-reports =
    { $n ->
        [one] One report was received.
       *[other] { $n } reports were received.
    }
sitrep-sentence-incidents =
    { $n ->
        [one] They tell of one incident.
       *[other] They tell of { $n } incidents.
    }
sitrep-sentence-verified =
    { $n ->
        [one] One incident was verified.
       *[other] { $n } incidents were verified.
    }
sitrep-sentence-attributed =
    { $n ->
        [one] One incident was attributed.
       *[other] { $n } incidents were attributed.
    }
sitrep-sentence-watch =
    { $n ->
        [one] At least one post watched during one hour.
       *[other] At least one post watched during { $n } hours.
    }
sitrep-nobody-watched = Nobody watched in this period. That nothing was observed does not mean that nothing happened.
sitrep-reported-is-not-verified = Reported is not verified, and verified is not attributed.

## Open data: files

data-title = Open data
data-intro = What is published, as files for other programs, each with its codebook and its log position.
data-incidents-csv = Published findings by incident (CSV)
data-incidents-geojson = Published findings on the map (GeoJSON)
data-reports-csv = Reports (CSV)
data-figures-json = Figures (JSON)
data-coverage-csv = Coverage by day (CSV)
data-followed-csv = Notices, replies, measures and closings (CSV)
data-codebook = Codebook
data-codebook-intro = What each column means, and every code that may stand in it.
data-column = Column
data-meaning = Meaning
data-codes = Codes
data-code = Code
data-empty-means = An empty field means: not known. It never means zero.
data-license = Use it freely, and name the mission and the log position.

## Open data: columns

column-incident = Identifier of the incident
column-report = Identifier of the report
column-finding = Identifier of the finding
column-version = Number of the finding's version that stands now
data-commitments-geojson = Commitments on the map (GeoJSON)
column-commitment = Identifier of the commitment
column-commitment-kind = Kind of commitment, by its code
column-commitment-title-ar = Title of the commitment in Arabic
column-commitment-title-en = Title of the commitment in English
column-commitment-owners = Codes of the parties that owe it; empty if the mission does
column-commitment-agreed-at = When it was agreed, UTC
column-commitment-due = Until when, UTC; empty if no time was set
column-commitment-stands = Where it stands, by its code
column-title = Title of the incident
column-title-ar = Title of the incident in Arabic
column-title-en = Title of the incident in English
column-kind = Kind of event, by its code
column-kind-name = Kind of event, in words
column-occurred-from = Beginning of the stretch of time in which it happened, UTC
column-occurred-to = End of that stretch of time, UTC
column-occurred-precision = Whether a time or only a day was stated
column-observed-at = When it was observed, if known apart, UTC
column-received-at = When the report reached the mission, UTC
column-recorded-at = When it was entered into the log, UTC
column-local-day = Local day on which it began
column-lat = Latitude of the middle of the uncertainty area, degrees
column-lon = Longitude of the middle of the uncertainty area, degrees
column-radius-m = Radius of the uncertainty area, metres
column-place = Name of the place, as given
column-channel = Channel through which the report came
column-source = Source of the report
column-reported-by = Party that filed the report, by its code
column-accused = Party that the report accuses, by its code. Not an attribution
column-weapon = Class of weapon, by its code
column-calibre-mm = Calibre, millimetres
column-reports = How many reports tell of the incident
column-origins = How many independent origins they have
column-killed-min = Killed, least number of the most cautious source
column-killed-max = Killed, greatest number of the most extensive source
column-injured-min = Injured, least number of the most cautious source
column-injured-max = Injured, greatest number of the most extensive source
column-civilians = Whether those harmed were civilians
column-handling = How far it is handled
column-occurrence = Whether it happened
column-unable-reason = Why it could not be verified
column-denied-by = Party that denied access, by its code
column-classification = What it is under the agreement
column-article = Article, by its key
column-attribution = Whether and to whom it is attributed
column-attributed-to = Party to which it is attributed, by its code
column-standard = Standard of proof that was reached
column-gravity = How grave it is
column-followed = What followed: notice, reply, measure, closing or reopening
column-party = Party concerned, by its code
column-followed-kind = Kind of reply, rung of the measure, or ground of the closing or reopening, by its code
column-followed-at = When it was served, came, was decided or done, UTC
column-followed-due = Until when: the time to reply, what a reply promises, or when a case taken up again is due, UTC
column-followed-state = Of a notice answered or not_answered; of a reply in_time or late; of a measure imposed, not_imposed, carried_out or lifted
column-followed-language = Language of a reply
column-followed-text = Words of a reply, or reason of a closing or reopening, verbatim
column-followed-text-ar = What a measure asks, in Arabic; of a private note nothing
column-followed-text-en = What a measure asks, in English; of a private note nothing
column-statement = Conclusion in words
column-reply = Kind of the party's reply
column-published-at = When the finding was published, UTC
column-withdrawn = Whether it was withdrawn
column-retells = Report that it retells
column-language = Language of the words
column-text = Words of the report, verbatim
column-day = Local day
column-reports-received = Reports received on that day
column-incidents-reported = Incidents reported that began on that day
column-incidents-verified = Those of them that are verified
column-incidents-attributed = Those of them that are attributed
column-watch-hours = Hours in which at least one post watched
column-log-position = Log position from which the row was computed
