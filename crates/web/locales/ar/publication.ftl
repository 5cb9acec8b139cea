## Publications

publications-title = الإصدارات
publications-intro = تقارير الحالة التي وقّعها رئيس البعثة. ويمكن إعادة بناء كل منها حرفاً بحرف من موضعه في السجل.
publication-issued-at = صدر { $time }
publication-signed-by = وقّعه { $person }
publication-withdrawn = سُحب { $time }: { $reason }
publication-log-position = محسوب من موضع السجل { $position }
publication-figures-hash = ختم الأرقام (SHA-256)
publication-rebuild = أعد البناء وقارن
publication-rebuilt-same = أُعيد بناؤه من السجل: مطابق حرفاً بحرف.
publication-rebuilt-differs = أُعيد بناؤه من السجل: غير مطابق.
publication-prepare = أعدّ
publication-period = المدة
publication-last-day = اليوم الأخير
publication-preview = معاينة. لم يصدر شيء بعد.
publication-issue = وقّع وأصدر
publication-issue-hint = تُعدّ اللغتان من الأرقام نفسها. وما يصدر يمكن سحبه ولا يمكن تغييره.
publication-issued = صدر التقرير.
publication-withdraw = اسحب
publication-withdraw-hint = يبقى مقروءاً ومعلَّماً بأنه مسحوب.
publication-day-not-over = لا تنتهي المدة قبل { $time }. ولا يمكن إصدار شيء حتى ذلك الحين.

## Situation report

sitrep-daily-title = تقرير الحالة اليومي، { $day }
sitrep-weekly-title = تقرير الحالة الأسبوعي، من { $from } إلى { $to }
sitrep-of-mission = صادر عن { $mission }
sitrep-summary = الموجز
sitrep-truce = حالة الهدنة
sitrep-reported = ما أُبلغ عنه
sitrep-verified = ما جرى التحقق منه
sitrep-attributed = ما نُسب
sitrep-findings = الاستنتاجات المنشورة خلال المدة
sitrep-corrections = التصحيحات وعمليات السحب
sitrep-no-corrections = لا شيء خلال هذه المدة.
sitrep-casualties = الضحايا، كما أُبلغ عنهم
sitrep-coverage = التغطية
sitrep-restrictions = تقييدات حركة البعثة
sitrep-commitments = الالتزامات
sitrep-replies = ردود الأطراف
sitrep-replies-note = كما كتبها كل طرف، إلى جانب ما ترد عليه. والطرف الذي أُشعر ولم يرد مذكور هنا أيضاً.
sitrep-replies-to = رداً على
sitrep-no-reply = كانت مهلة رد { $party } حتى { $time }. ولم يرد منه شيء حتى موضع السجل الذي حُسبت منه هذه الأرقام.
sitrep-pending = ما هو معلَّق ومنذ متى
sitrep-method = كيف حُسبت الأرقام
sitrep-sentence-reports =
    { $n ->
        [zero] لم يرد أي بلاغ.
        [one] ورد بلاغ واحد.
        [two] ورد بلاغان.
        [few] وردت { $n } بلاغات.
        [many] ورد { $n } بلاغاً.
       *[other] ورد { $n } بلاغ.
    }
sitrep-sentence-incidents =
    { $n ->
        [zero] ولم يُبلَّغ عن أي حادث.
        [one] وعدد الحوادث المبلَّغ عنها حادث واحد.
        [two] وعدد الحوادث المبلَّغ عنها حادثان.
        [few] وعدد الحوادث المبلَّغ عنها { $n } حوادث.
        [many] وعدد الحوادث المبلَّغ عنها { $n } حادثاً.
       *[other] وعدد الحوادث المبلَّغ عنها { $n } حادث.
    }
sitrep-sentence-verified =
    { $n ->
        [zero] ولم يُتحقق من أي حادث.
        [one] وجرى التحقق من حادث واحد.
        [two] وجرى التحقق من حادثين.
        [few] وجرى التحقق من { $n } حوادث.
        [many] وجرى التحقق من { $n } حادثاً.
       *[other] وجرى التحقق من { $n } حادث.
    }
sitrep-sentence-attributed =
    { $n ->
        [zero] ولم يُنسب أي حادث.
        [one] ونُسب حادث واحد.
        [two] ونُسب حادثان.
        [few] ونُسبت { $n } حوادث.
        [many] ونُسب { $n } حادثاً.
       *[other] ونُسب { $n } حادث.
    }
sitrep-sentence-watch =
    { $n ->
        [zero] ولم يراقب أي موقع.
        [one] وراقب موقع واحد على الأقل خلال ساعة واحدة.
        [two] وراقب موقع واحد على الأقل خلال ساعتين.
        [few] وراقب موقع واحد على الأقل خلال { $n } ساعات.
        [many] وراقب موقع واحد على الأقل خلال { $n } ساعة.
       *[other] وراقب موقع واحد على الأقل خلال { $n } ساعة.
    }
sitrep-nobody-watched = لم يراقب أحد خلال هذه المدة. وعدم الرصد لا يعني أن شيئاً لم يقع.
sitrep-reported-is-not-verified = المبلَّغ عنه ليس متحقَّقاً منه، والمتحقَّق منه ليس منسوباً.

## Open data: files

data-title = البيانات المفتوحة
data-intro = ما هو منشور، في ملفات لبرامج أخرى، مع كل منها دليل رموزه وموضع السجل.
data-incidents-csv = الاستنتاجات المنشورة حسب الحادث (CSV)
data-incidents-geojson = الاستنتاجات المنشورة على الخريطة (GeoJSON)
data-reports-csv = البلاغات (CSV)
data-figures-json = الأرقام (JSON)
data-coverage-csv = التغطية حسب اليوم (CSV)
data-followed-csv = الإشعارات والردود والتدابير والإغلاقات (CSV)
data-codebook = دليل الرموز
data-codebook-intro = معنى كل عمود، وكل رمز قد يرد فيه.
data-column = العمود
data-meaning = المعنى
data-codes = الرموز
data-code = الرمز
data-empty-means = الخانة الفارغة تعني: غير معروف. ولا تعني الصفر أبداً.
data-license = استخدامها متاح للجميع، مع ذكر البعثة وموضع السجل.

## Open data: columns

column-incident = معرّف الحادث
column-report = معرّف البلاغ
column-finding = معرّف الاستنتاج
column-version = رقم نسخة الاستنتاج القائمة الآن
data-commitments-geojson = الالتزامات على الخريطة (GeoJSON)
column-commitment = معرّف الالتزام
column-commitment-kind = نوع الالتزام برمزه
column-commitment-title-ar = عنوان الالتزام بالعربية
column-commitment-title-en = عنوان الالتزام بالإنجليزية
column-commitment-owners = رموز الأطراف التي يقع عليها، وفارغ إن كان على البعثة
column-commitment-agreed-at = وقت الاتفاق عليه بالتوقيت العالمي
column-commitment-due = الموعد الأخير بالتوقيت العالمي، وفارغ إن لم يُحدَّد موعد
column-commitment-stands = أين يقف، برمزه
column-title = عنوان الحادث
column-title-ar = عنوان الحادث بالعربية
column-title-en = عنوان الحادث بالإنكليزية
column-kind = نوع الحدث برمزه
column-kind-name = نوع الحدث بالكلمات
column-occurred-from = بداية المدة التي وقع فيها، بالتوقيت العالمي
column-occurred-to = نهاية تلك المدة، بالتوقيت العالمي
column-occurred-precision = هل ذُكر وقت أم يوم فقط
column-observed-at = وقت المشاهدة إن عُرف على حدة، بالتوقيت العالمي
column-received-at = وقت ورود البلاغ إلى البعثة، بالتوقيت العالمي
column-recorded-at = وقت التقييد في السجل، بالتوقيت العالمي
column-local-day = اليوم المحلي الذي بدأ فيه
column-lat = خط عرض وسط نطاق عدم اليقين، بالدرجات
column-lon = خط طول وسط نطاق عدم اليقين، بالدرجات
column-radius-m = نصف قطر نطاق عدم اليقين، بالأمتار
column-place = اسم المكان كما ذُكر
column-channel = القناة التي ورد عبرها البلاغ
column-source = مصدر البلاغ
column-reported-by = الطرف الذي قدّم البلاغ، برمزه
column-accused = الطرف الذي يتهمه البلاغ، برمزه. وليس ذلك نسبة
column-weapon = فئة السلاح برمزها
column-calibre-mm = العيار بالمليمتر
column-reports = عدد البلاغات التي تروي الحادث
column-origins = عدد مصادرها الأصلية المستقلة
column-killed-min = القتلى، أدنى عدد لدى أكثر المصادر تحفظاً
column-killed-max = القتلى، أعلى عدد لدى أوسع المصادر
column-injured-min = الجرحى، أدنى عدد لدى أكثر المصادر تحفظاً
column-injured-max = الجرحى، أعلى عدد لدى أوسع المصادر
column-civilians = هل كان المتضررون مدنيين
column-handling = إلى أين وصلت المعالجة
column-occurrence = هل وقع
column-unable-reason = سبب تعذّر التحقق
column-denied-by = الطرف الذي منع الوصول، برمزه
column-classification = ما هو بموجب الاتفاق
column-article = المادة بمفتاحها
column-attribution = هل نُسب وإلى من
column-attributed-to = الطرف المنسوب إليه، برمزه
column-standard = معيار الإثبات الذي جرى بلوغه
column-gravity = مدى الجسامة
column-followed = ما تلا الاستنتاج: إشعار notice، أو رد reply، أو تدبير measure، أو إغلاق closing، أو إعادة فتح reopening
column-party = الطرف المعني، برمزه
column-followed-kind = نوع الرد، أو درجة التدبير، أو سبب الإغلاق أو إعادة الفتح، برمزه
column-followed-at = متى سُلِّم أو ورد أو تقرر أو جرى، بالتوقيت العالمي
column-followed-due = حتى متى: مهلة الرد، أو ما يعد به الرد، أو موعد البت في حالة أُعيد فتحها، بالتوقيت العالمي
column-followed-state = للإشعار answered أو not_answered، وللرد in_time أو late، وللتدبير imposed أو not_imposed أو carried_out أو lifted
column-followed-language = لغة الرد
column-followed-text = كلمات الرد، أو سبب الإغلاق أو إعادة الفتح، حرفياً
column-followed-text-ar = ما يطلبه التدبير بالعربية؛ ولا شيء من المذكرة الخاصة
column-followed-text-en = ما يطلبه التدبير بالإنكليزية؛ ولا شيء من المذكرة الخاصة
column-statement = نص الاستنتاج
column-reply = نوع رد الطرف
column-published-at = وقت نشر الاستنتاج، بالتوقيت العالمي
column-withdrawn = هل سُحب
column-retells = البلاغ الذي ينقل عنه
column-language = لغة الكلام
column-text = كلام البلاغ حرفياً
column-day = اليوم المحلي
column-reports-received = البلاغات الواردة في ذلك اليوم
column-incidents-reported = الحوادث المبلَّغ عنها التي بدأت في ذلك اليوم
column-incidents-verified = ما جرى التحقق منه منها
column-incidents-attributed = ما نُسب منها
column-watch-hours = الساعات التي راقب فيها موقع واحد على الأقل
column-log-position = موضع السجل الذي حُسب منه الصف
