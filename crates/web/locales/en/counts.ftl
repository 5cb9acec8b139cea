## Numbers of things

count-reports =
    { $n ->
        [one] { $n } report
       *[other] { $n } reports
    }
count-incidents =
    { $n ->
        [one] { $n } incident
       *[other] { $n } incidents
    }
count-origins =
    { $n ->
        [one] { $n } independent origin
       *[other] { $n } independent origins
    }
count-groups =
    { $n ->
        [one] { $n } group
       *[other] { $n } groups
    }
count-entries =
    { $n ->
        [one] { $n } entry
       *[other] { $n } entries
    }
count-findings =
    { $n ->
        [one] { $n } finding
       *[other] { $n } findings
    }
count-cases =
    { $n ->
        [one] { $n } case
       *[other] { $n } cases
    }
count-evidence =
    { $n ->
        [one] { $n } item of evidence
       *[other] { $n } items of evidence
    }
count-observations =
    { $n ->
        [one] { $n } observation
       *[other] { $n } observations
    }
count-articles =
    { $n ->
        [one] { $n } article
       *[other] { $n } articles
    }
count-commitments =
    { $n ->
        [one] { $n } commitment
       *[other] { $n } commitments
    }
count-restrictions =
    { $n ->
        [one] { $n } restriction
       *[other] { $n } restrictions
    }
count-posts =
    { $n ->
        [one] { $n } post
       *[other] { $n } posts
    }
count-replies =
    { $n ->
        [one] { $n } reply
       *[other] { $n } replies
    }
count-rows =
    { $n ->
        [one] { $n } row
       *[other] { $n } rows
    }
count-errors =
    { $n ->
        [one] { $n } error
       *[other] { $n } errors
    }
count-files =
    { $n ->
        [one] { $n } file
       *[other] { $n } files
    }
count-pages =
    { $n ->
        [one] { $n } page
       *[other] { $n } pages
    }
count-killed =
    { $n ->
        [one] { $n } killed
       *[other] { $n } killed
    }
count-injured =
    { $n ->
        [one] { $n } injured
       *[other] { $n } injured
    }
count-people =
    { $n ->
        [one] { $n } person
       *[other] { $n } people
    }
count-staff =
    { $n ->
        [one] { $n } member of staff
       *[other] { $n } members of staff
    }
count-seconds =
    { $n ->
        [one] { $n } second
       *[other] { $n } seconds
    }
count-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
count-hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
count-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }

## Spans of numbers, as reported by different sources

range = { $from }–{ $to }
killed-range = { $from }–{ $to } killed
injured-range = { $from }–{ $to } injured
about-number = about { $number }
at-least-number = at least { $number }
of-total = { $part } of { $whole }
and-list = { $first } and { $second }
list-more = { $first }, { $second }
no-figure = no figure

## Days and times

weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
format-day = { $weekday } { $day } { $month } { $year }
format-day-and-month = { $day } { $month }
format-short-day = { $day } { $month } { $year }
format-time = { $day }, { $clock }
format-interval-one-day = { $day }, { $from }–{ $to }
format-interval = { $from } to { $to }
format-interval-days = { $from } to { $to }
format-day-only = { $day }, time not stated
format-local-time = Times are local ({ $zone }).

## Places and sizes

format-coordinates = { $lat } { $northsouth }, { $lon } { $eastwest }
format-north = N
format-south = S
format-east = E
format-west = W
format-metres = { $n } m
format-kilometres = { $n } km
format-bearing = { $angle } ({ $compass })
format-within = within { $distance }
format-bytes = { $n } B
format-kilobytes = { $n } kB
format-megabytes = { $n } MB
format-gigabytes = { $n } GB
format-millimetres = { $n } mm
format-milliseconds = { $n } ms
count-minutes-apart = { $n ->
    [one] { $n } minute apart
   *[other] { $n } minutes apart
    }
count-names-in-clear =
    { $n ->
        [one] { $n } name of a source or witness stands in clear: it came before identities were sealed, and can be erased
       *[other] { $n } names of sources or witnesses stand in clear: they came before identities were sealed, and can be erased
    }
count-hours-apart =
    { $n ->
        [one] about { $n } hour apart
       *[other] about { $n } hours apart
    }
count-answers =
    { $n ->
        [one] { $n } answer
       *[other] { $n } answers
    }
