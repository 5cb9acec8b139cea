## Numbers of things

count-reports =
    { $n ->
        [zero] لا بلاغات
        [one] بلاغ واحد
        [two] بلاغان
        [few] { $n } بلاغات
        [many] { $n } بلاغاً
       *[other] { $n } بلاغ
    }
count-incidents =
    { $n ->
        [zero] لا حوادث
        [one] حادث واحد
        [two] حادثان
        [few] { $n } حوادث
        [many] { $n } حادثاً
       *[other] { $n } حادث
    }
count-origins =
    { $n ->
        [zero] لا مصادر أصلية مستقلة
        [one] مصدر أصلي مستقل واحد
        [two] مصدران أصليان مستقلان
        [few] { $n } مصادر أصلية مستقلة
        [many] { $n } مصدراً أصلياً مستقلاً
       *[other] { $n } مصدر أصلي مستقل
    }
count-groups =
    { $n ->
        [zero] لا مجموعات
        [one] مجموعة واحدة
        [two] مجموعتين
        [few] { $n } مجموعات
        [many] { $n } مجموعة
       *[other] { $n } مجموعة
    }
count-entries =
    { $n ->
        [zero] لا قيود
        [one] قيد واحد
        [two] قيدان
        [few] { $n } قيود
        [many] { $n } قيداً
       *[other] { $n } قيد
    }
count-findings =
    { $n ->
        [zero] لا استنتاجات
        [one] استنتاج واحد
        [two] استنتاجان
        [few] { $n } استنتاجات
        [many] { $n } استنتاجاً
       *[other] { $n } استنتاج
    }
count-cases =
    { $n ->
        [zero] لا قضايا
        [one] قضية واحدة
        [two] قضيتان
        [few] { $n } قضايا
        [many] { $n } قضية
       *[other] { $n } قضية
    }
count-evidence =
    { $n ->
        [zero] لا أدلة
        [one] دليل واحد
        [two] دليلان
        [few] { $n } أدلة
        [many] { $n } دليلاً
       *[other] { $n } دليل
    }
count-observations =
    { $n ->
        [zero] لا مشاهدات
        [one] مشاهدة واحدة
        [two] مشاهدتان
        [few] { $n } مشاهدات
        [many] { $n } مشاهدة
       *[other] { $n } مشاهدة
    }
count-articles =
    { $n ->
        [zero] لا مواد
        [one] مادة واحدة
        [two] مادتان
        [few] { $n } مواد
        [many] { $n } مادة
       *[other] { $n } مادة
    }
count-commitments =
    { $n ->
        [zero] لا التزامات
        [one] التزام واحد
        [two] التزامان
        [few] { $n } التزامات
        [many] { $n } التزاماً
       *[other] { $n } التزام
    }
count-restrictions =
    { $n ->
        [zero] لا قيود على الحركة
        [one] تقييد واحد للحركة
        [two] تقييدان للحركة
        [few] { $n } تقييدات للحركة
        [many] { $n } تقييداً للحركة
       *[other] { $n } تقييد للحركة
    }
count-posts =
    { $n ->
        [zero] لا مواقع
        [one] موقع واحد
        [two] موقعان
        [few] { $n } مواقع
        [many] { $n } موقعاً
       *[other] { $n } موقع
    }
count-replies =
    { $n ->
        [zero] لا ردود
        [one] رد واحد
        [two] ردّان
        [few] { $n } ردود
        [many] { $n } رداً
       *[other] { $n } رد
    }
count-rows =
    { $n ->
        [zero] لا صفوف
        [one] صف واحد
        [two] صفّان
        [few] { $n } صفوف
        [many] { $n } صفاً
       *[other] { $n } صف
    }
count-errors =
    { $n ->
        [zero] لا أخطاء
        [one] خطأ واحد
        [two] خطآن
        [few] { $n } أخطاء
        [many] { $n } خطأً
       *[other] { $n } خطأ
    }
count-files =
    { $n ->
        [zero] لا ملفات
        [one] ملف واحد
        [two] ملفان
        [few] { $n } ملفات
        [many] { $n } ملفاً
       *[other] { $n } ملف
    }
count-pages =
    { $n ->
        [zero] لا صفحات
        [one] صفحة واحدة
        [two] صفحتان
        [few] { $n } صفحات
        [many] { $n } صفحة
       *[other] { $n } صفحة
    }
count-killed =
    { $n ->
        [zero] لا قتلى
        [one] قتيل واحد
        [two] قتيلان
        [few] { $n } قتلى
        [many] { $n } قتيلاً
       *[other] { $n } قتيل
    }
count-injured =
    { $n ->
        [zero] لا جرحى
        [one] جريح واحد
        [two] جريحان
        [few] { $n } جرحى
        [many] { $n } جريحاً
       *[other] { $n } جريح
    }
count-people =
    { $n ->
        [zero] لا أحد
        [one] شخص واحد
        [two] شخصان
        [few] { $n } أشخاص
        [many] { $n } شخصاً
       *[other] { $n } شخص
    }
count-staff =
    { $n ->
        [zero] لا موظفين
        [one] موظف واحد
        [two] موظفان
        [few] { $n } موظفين
        [many] { $n } موظفاً
       *[other] { $n } موظف
    }
count-seconds =
    { $n ->
        [zero] أقل من ثانية
        [one] ثانية واحدة
        [two] ثانيتان
        [few] { $n } ثوانٍ
        [many] { $n } ثانية
       *[other] { $n } ثانية
    }
count-minutes =
    { $n ->
        [zero] أقل من دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $n } دقائق
        [many] { $n } دقيقة
       *[other] { $n } دقيقة
    }
count-hours =
    { $n ->
        [zero] لا ساعات
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $n } ساعات
        [many] { $n } ساعة
       *[other] { $n } ساعة
    }
count-days =
    { $n ->
        [zero] لا أيام
        [one] يوم واحد
        [two] يومان
        [few] { $n } أيام
        [many] { $n } يوماً
       *[other] { $n } يوم
    }

## Spans of numbers, as reported by different sources

range = من { $from } إلى { $to }
killed-range = من { $from } إلى { $to } من القتلى
injured-range = من { $from } إلى { $to } من الجرحى
about-number = نحو { $number }
at-least-number = { $number } على الأقل
of-total = { $part } من أصل { $whole }
and-list = { $first } و{ $second }
list-more = { $first } و{ $second }
no-figure = لا رقم

## Days and times

weekday-0 = الاثنين
weekday-1 = الثلاثاء
weekday-2 = الأربعاء
weekday-3 = الخميس
weekday-4 = الجمعة
weekday-5 = السبت
weekday-6 = الأحد
month-1 = كانون الثاني/يناير
month-2 = شباط/فبراير
month-3 = آذار/مارس
month-4 = نيسان/أبريل
month-5 = أيار/مايو
month-6 = حزيران/يونيه
month-7 = تموز/يوليه
month-8 = آب/أغسطس
month-9 = أيلول/سبتمبر
month-10 = تشرين الأول/أكتوبر
month-11 = تشرين الثاني/نوفمبر
month-12 = كانون الأول/ديسمبر
month-short-1 = يناير
month-short-2 = فبراير
month-short-3 = مارس
month-short-4 = أبريل
month-short-5 = مايو
month-short-6 = يونيو
month-short-7 = يوليو
month-short-8 = أغسطس
month-short-9 = سبتمبر
month-short-10 = أكتوبر
month-short-11 = نوفمبر
month-short-12 = ديسمبر
format-day = { $weekday } { $day } { $month } { $year }
format-day-and-month = { $day } { $month }
format-short-day = { $day } { $month } { $year }
format-time = { $day }، الساعة { $clock }
format-interval-one-day = { $day }، من الساعة { $from } إلى { $to }
format-interval = من { $from } إلى { $to }
format-interval-days = من { $from } إلى { $to }
format-day-only = { $day }، دون ذكر الوقت
format-local-time = الأوقات بالتوقيت المحلي ({ $zone }).

## Places and sizes

format-coordinates = { $lat } { $northsouth }، { $lon } { $eastwest }
format-north = شمالاً
format-south = جنوباً
format-east = شرقاً
format-west = غرباً
format-metres = { $n } م
format-kilometres = { $n } كم
format-bearing = { $angle } ({ $compass })
format-within = في حدود { $distance }
format-bytes = { $n } بايت
format-kilobytes = { $n } كيلوبايت
format-megabytes = { $n } ميغابايت
format-gigabytes = { $n } غيغابايت
format-millimetres = { $n } ملم
format-milliseconds = { $n } ملي ثانية
count-minutes-apart = { $n ->
    [zero] في الدقيقة نفسها
    [one] بفارق دقيقة واحدة
    [two] بفارق دقيقتين
    [few] بفارق { $n } دقائق
    [many] بفارق { $n } دقيقة
   *[other] بفارق { $n } دقيقة
    }
count-names-in-clear =
    { $n ->
        [zero] لا أسماء غير مختومة لمصادر أو شهود
        [one] اسم مصدر أو شاهد غير مختوم: ورد قبل ختم الهويات، ويمكن محوه
        [two] اسمان غير مختومين لمصدرين أو شاهدين: وردا قبل ختم الهويات، ويمكن محوهما
        [few] { $n } أسماء غير مختومة لمصادر أو شهود: وردت قبل ختم الهويات، ويمكن محوها
        [many] { $n } اسماً غير مختوم لمصادر أو شهود: وردت قبل ختم الهويات، ويمكن محوها
       *[other] { $n } اسم غير مختوم لمصادر أو شهود: وردت قبل ختم الهويات، ويمكن محوها
    }
count-hours-apart =
    { $n ->
        [zero] في الساعة نفسها تقريباً
        [one] بفارق ساعة تقريباً
        [two] بفارق ساعتين تقريباً
        [few] بفارق { $n } ساعات تقريباً
        [many] بفارق { $n } ساعة تقريباً
       *[other] بفارق { $n } ساعة تقريباً
    }
count-answers =
    { $n ->
        [zero] لا إجابات
        [one] إجابة واحدة
        [two] إجابتين
        [few] { $n } إجابات
        [many] { $n } إجابة
       *[other] { $n } إجابة
    }
