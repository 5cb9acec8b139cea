## The mission and its coverage

mission-title = The mission
mission-mandate = Mandate
mission-head = Head of mission
mission-staff = Staff
mission-posts = Posts
mission-post-range = Range
mission-not-set-up = The mission is not set up yet.
coverage-title = Coverage
coverage-intro = Who could have seen or heard what, where and when. Where nobody watched, nothing can be said; an empty field is not a zero.
coverage-watched = Watched
coverage-not-watched = Not watched
coverage-partly = Watched for part of the time
coverage-watch-hours = Watch hours
coverage-share = Share of the time in which at least one post watched
coverage-by-day = By day
coverage-by-night = By night
coverage-last-watch = Last watch
coverage-posts-out = Posts that did not watch
watch-new = Record a watch
watch-post = Post
watch-from = Watched from
watch-to = Watched until

## Restrictions

restrictions-title = Restrictions of movement and sight
restrictions-intro = Where the mission was kept from seeing: who, where, how long, the reason given, and the task that was lost.
restriction-kind = What happened
restriction-by = Imposed by
restriction-by-unknown = It is not known by whom.
restriction-during = When and how long
restriction-reason = Reason given, quoted
restriction-task = Task lost
restriction-lasted = It lasted { $duration }.
restriction-new = Record a restriction
restriction-from = From
restriction-to = Until
restriction-reason-ar = Reason given, in Arabic
restriction-reason-en = Reason given, in English
restriction-task-ar = Task lost, in Arabic
restriction-task-en = Task lost, in English
mission-place-ar = Place in Arabic
mission-place-en = Place in English
mission-post-new = Add a post
mission-post-key = Short key, never used twice
mission-range-m = Range in metres
mission-charter-new = Set the mission up
mission-charter-change = Change mandate, head or staff
mission-mandate-ar = Mandate in Arabic
mission-mandate-en = Mandate in English
mission-head-ar = Head of mission in Arabic
mission-head-en = Head of mission in English

## Places

mission-place = Place
mission-to-coverage = Coverage
mission-to-restrictions = Restrictions
mission-to-patrols = Patrols
mission-to-hazards = Hazards
mission-to-staff = Staff and teams
mission-coarse-note = Posts stand about where they are: within a hundredth of a degree. Where they stand exactly is for those who work in the mission.
mission-area = Corners of the area in which the mission watches
mission-area-hint = Latitude and longitude, one corner a line; none, if it is not laid down.
team = Team
site = Site
patrol = Patrol
open-ended = no end is set
button-show = Show

## Mandates

mandates-title = Mandates and their sources
mandate-new = Record a mandate
mandate-document = Document
mandate-decided = Decided on
mandate-holds = Holds from, until
mandate-quote = The words that matter, quoted
mandate-quote-ar = The words that matter, in Arabic
mandate-quote-en = The words that matter, in English
mandate-text = Fingerprint of the text
mandate-text-hint = 64 digits, if the mission holds the document.
mandate-body-ar = Who decided, in Arabic
mandate-body-en = Who decided, in English

## Posts, sight and hearing

post-sees = Sees
post-hears = Hears
reach-day-night = by day { $day }, by night { $night }
reach-none = not at all
post-sees-day = Sees by day, metres
post-sees-night = Sees by night, metres
post-hears-day = Hears by day, metres
post-hears-night = Hears by night, metres
post-reach-hint = Zero is not at all. Fill in both for day and night, or neither.
post-bearing = Direction in which it looks, degrees
post-bearing-hint = From true north, clockwise, 0 to 359; empty if it looks all around.
post-opening = How wide it opens, degrees
post-opening-hint = From edge to edge, 1 to 360.

## Outages

outages-title = Outages
outages-none = No outage is recorded.
outages-note = A post that is out watches nothing: these stretches are taken off its watches.
outage-new = Record an outage
outage-end = Record that a post sees again
outage-from = Out since
outage-to = Sees again since
outage-cause = Why
outage-note = What is known of it
outage-since = since { $time }
outage-goes-on = it goes on
outage-power = No electricity
outage-connection = No connection
outage-weather = Weather
outage-maintenance = Maintenance
outage-damage = Broken
outage-attack = Fired at
outage-jamming = Jammed
outage-called-back = Its people were called back
outage-unknown = Not known

## What was recorded wrongly

taken-back-new = Take back what was recorded wrongly
taken-back-what = What
taken-back-number-hint = Counted from 1 in the order of the record. It stays in the record and counts no more.
kept-watch = A watch
kept-restriction = A restriction
kept-outage = An outage

## Restrictions, counted

restriction-number = Number
restriction-notified-before = Notified beforehand
restriction-notified = yes, it had been notified
restriction-not-notified = no, it had not been notified
restriction-patrol = Patrol, by its identifier
restriction-seen-ar = Who stood there, as they were seen, in Arabic
restriction-seen-en = Who stood there, as they were seen, in English
restrictions-none = No restriction is recorded for this time.
restrictions-by-kind = By kind
restrictions-by-party = By party
restrictions-register = One by one
restrictions-by-party-note = The same columns for every party, in the order of the agreement. A party that imposed none has its zeros.
restrictions-against = { $n } in all, against { $planned } patrols planned, of which { $out } set out.
restrictions-notified = Of them although notified
restrictions-lasted = In all they lasted
restrictions-patrols-notified = Patrols of which it was notified
restrictions-csv = Restrictions (CSV)
assessment-restriction = Restriction that is cited
assessment-restriction-hint = Restrictions within 50 km of it, until a month after. Only where a party denied access.
assessment-no-restriction-near = No restriction is on record near it in the month after.
assessment-cites = Cites restriction { $restriction }

## Coverage of an area

coverage-first-day = From day
coverage-last-day = To day
coverage-area = Area
coverage-mission-area = The mission's area
coverage-place = Or around a place, by its name
coverage-place-unknown = No place of this name is known; the area is shown instead.
coverage-radius = Within kilometres
coverage-means = By which means
coverage-light = When
means-any = By any means
watch-means-people = People at a post
watch-means-patrol = Patrols
watch-means-air = From the air
watch-means-camera = Cameras
watch-means-acoustic = Acoustic sensors
light-any = Day and night
light-day = By day
light-night = By night
coverage-map = What was watched
coverage-map-note = The denser a square, the longer its longest watched place was watched. Where there is no pattern, nobody watched: that is no zero.
coverage-level = up to { $duration }
coverage-nobody = Nobody watched this area in this time.
coverage-too-long = At most { $n } days are shown at once.
coverage-too-small = An area as small as this is shown to those who work in the mission alone: it would say where they are. Choose one of at least 20 km.
coverage-too-new = The last week is not told of yet: it would say where people are.
coverage-public-note = Shown in squares of at least 20 km, and { $n } days late, so that nobody learns where people are.
coverage-rough-note = The area is so large that its cells are wider than the shortest reach: some of what was watched may be missing here. Choose a smaller area to see it.
coverage-period = Period
coverage-period-long = Length of the period
coverage-area-size = Size of the area
coverage-area-seen = Watched at some time
coverage-share-of-all = Share watched of all its places at all times
coverage-share-note = The rest nobody watched.
coverage-in-view = Of them within somebody's reach
coverage-in-view-note = Somebody watched at that place at some moment of the time stated.
coverage-rate = Those within reach, per 100 watch hours
coverage-by-means = By means
coverage-means-note = Means overlap: the hours by each do not add up to those by any.
coverage-not-by-night = none of it by night
coverage-of-it-by-night = of it by night { $duration }
rate-none = no rate: nobody watched
rate-interval = between { $low } and { $high }, with 95 %
format-square-kilometres = { $n } km²
overview-watched = Somebody watched for { $day } by day and { $night } by night.
overview-waiting-patrols = Patrols overdue
sitrep-patrols-planned = Patrols planned
sitrep-patrols-out = Patrols that set out
data-coverage-geojson = Coverage of an area (GeoJSON)

## Patrols

patrols-title = Patrols
patrols-overdue = Overdue now
patrols-none-overdue = Nobody is overdue.
patrols-out = Out
patrols-planned = Planned
patrols-over = Over
patrol-needs-team = A patrol is a team's: the head of mission or an administrator records a team first.
patrol-new = Plan a patrol
patrol-call-sign = Call sign
patrol-means = How it moves
patrol-means-ground = On the ground
patrol-means-air = In the air
patrol-purpose = What for
patrol-purpose-ar = What for, in Arabic
patrol-purpose-en = What for, in English
patrol-during = Planned
patrol-check-in = To be heard of every, minutes
patrol-route = Route
patrol-notified = Parties notified beforehand
patrol-planned = Planned
patrol-out = Out
patrol-returned = Back
patrol-cancelled = Cancelled
patrol-last-heard = Last heard of
patrol-late-since = Since
patrol-way = Way taken
patrol-no-track = no track read
patrol-no-track-note = No track was read. A plan watches nothing: until there is one, this patrol counts for no coverage.
patrol-tracks = Tracks
patrol-contacts = Contacts
patrol-at = When
patrol-note = What it said
patrol-set-out = Record that it set out
patrol-checked-in = Record that it was heard of
patrol-back = Record that it is back
patrol-cancel = Cancel it
late-contact = Not heard of
late-return = Not back
late-start = Did not set out
track-new = Read a track
track-file = File
track-file-hint = Track of a receiver (GPX)
track-points = Points kept
track-stretches = Stretches
track-whole = All points were taken.
track-left-out = Left out: { $untimed } without a time, { $backwards } where the clock jumped back, { $future } in the future, { $outside } outside the patrol.
track-note = Between two stretches nothing is known, and nothing is counted.
map-track = Way taken
map-route = Route planned
map-hazard = Hazard or no-go area
places-hint = Latitude and longitude, one place a line.

## Hazards

hazards-title = Hazards and no-go areas
hazards-intro = Where the mission must not go, since when, and why.
hazards-none = No hazard is recorded.
hazard-new = Declare a hazard
hazard-lift = Lift a hazard
hazard-lifted-at = Lifted at
hazard-stands = Stands
hazard-over = Over
hazard-until-lifted = until it is lifted
hazard-area = Corners
hazard-area-hint = Latitude and longitude, one corner a line; or one point, with a radius below.
hazard-radius = Radius around a single point, metres
hazard-reason-ar = Why, in Arabic
hazard-reason-en = Why, in English
hazard-no-go = No-go area
hazard-mines = Mines
hazard-unexploded = Unexploded ordnance
hazard-fire = Exchange of fire
hazard-crime = Crime
hazard-road = Road that cannot be driven
hazard-other = Other

## Staff

staff-title = Staff and teams
staff-intro = Who serves in the mission, as far as composition and safety need it. There is no field for notes about a person.
staff-list = Staff
staff-key = Number or call sign
staff-key-hint = Recording it again takes the place of what was recorded.
staff-function = Function
staff-of = Member of
staff-of-nobody = of no party
staff-name = Name
staff-name-hint = Kept apart, and seen by few.
person-new = Record a member of staff
function-team-leader = Team leader
function-observer = Observer
function-interpreter = Interpreter
function-medic = Medic
function-driver = Driver
function-technician = Technician
function-liaison = Liaison
function-support = Support
teams-title = Teams
team-new = Record a team
team-members = Members
team-composition = Composition
keys-hint = Numbers or call signs, with a space between.
sites-title = Sites
site-new = Record a site
site-headquarters = Headquarters
site-team-site = Team site
site-office = Office
site-depot = Depot
rosters-title = Rosters
roster-new = Lay down who is on duty
roster-staff = On duty
roster-now = on duty now

## What a field may hold

field-places = This is not a list of places.
field-places-hint = Write latitude and longitude in degrees, one place a line.
field-hash = This is no fingerprint.
field-hash-hint = It has 64 digits of 0 to 9 and a to f.
field-restriction-without-denial = A restriction is cited only where a party denied access.
field-restriction-without-denial-hint = Choose that it could not be verified for want of access, and the party.
field-restriction-of-another = Another party imposed this restriction.
field-restriction-of-another-hint = Choose the party that imposed it, or another restriction.
field-gpx-not-xml = { $file } breaks off or is damaged at line { $line }.
field-gpx-not-xml-hint = Save it from the receiver once more.
field-gpx-not-gpx = { $file } is no GPX file.
field-gpx-not-gpx-hint = Choose GPX where the receiver saves its tracks.
field-gpx-nowhere = Point { $number } of { $file } lies nowhere on earth.
field-gpx-nowhere-hint = Nothing of the file was taken. Save it from the receiver once more.
field-gpx-no-track = { $file } holds no track.
field-gpx-no-track-hint = A route or waypoints say where somebody meant to go; only a track says where they were.
field-gpx-too-many = { $file } holds more than half a million points.
field-gpx-too-many-hint = Save the days one by one.
field-gpx-nothing-left = No two points of { $file } can be used: { $untimed } without a time, { $backwards } where the clock jumped back, { $future } in the future, { $outside } outside the patrol.
field-gpx-nothing-left-hint = Compare the receiver's clock with the patrol's times.

## Entries

event-mission-mandated = Mandate recorded
event-mission-site-recorded = Site recorded
event-mission-staff-recorded = Member of staff recorded
event-mission-team-recorded = Team recorded
event-mission-rostered = Duty laid down
event-mission-outage-began = A post went out
event-mission-outage-ended = A post sees again
event-mission-hazard-declared = Hazard declared
event-mission-hazard-lifted = Hazard lifted
event-mission-taken-back = Record taken back
event-mission-patrol-planned = Patrol planned
event-mission-patrol-set-out = Patrol set out
event-mission-patrol-checked-in = Patrol heard of
event-mission-patrol-returned = Patrol back
event-mission-patrol-cancelled = Patrol cancelled
event-mission-track-logged = Track read
action-keep-watch-log = Keep rosters; take back what was logged wrongly
mismatch-watch-by-light = Seconds watched, by day and night
column-incidents-in-view = Those of them within reach of somebody who watched; means nothing where nobody did
column-period-s = Length of the day as far as it lies in the period, seconds
column-watched-s = Seconds in which somebody watched. Zero: nobody was looking
column-watched-day-s = Those by day
column-watched-night-s = Those by night
column-rate-per-100-hours = Incidents in view for each 100 hours of watching; empty where nobody watched
column-rate-low = Lower end of its interval of 95 %
column-rate-high = Upper end of its interval of 95 %
column-restriction = Number of the restriction
column-restriction-kind = Kind of restriction, by its code
column-during-from = Beginning, UTC
column-during-to = End, UTC
column-lasted-s = How long it lasted, seconds
column-place-ar = Name of the place in Arabic
column-place-en = Name of the place in English
column-imposed-by = Party that imposed it, by its code; empty if it is not known
column-seen-ar = Who stood there, as they were seen, in Arabic
column-seen-en = Who stood there, as they were seen, in English
column-reason-ar = Reason given, quoted, in Arabic
column-reason-en = Reason given, quoted, in English
column-task-lost-ar = Task lost, in Arabic
column-task-lost-en = Task lost, in English
column-notified-before = Whether the movement had been notified; empty if it is not known
