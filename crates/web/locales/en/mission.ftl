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
