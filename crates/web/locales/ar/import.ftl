## Import

import-title = استيراد البلاغات
import-intro = جدول بلاغات، في كل صف بلاغ. لا يُقيَّد شيء قبل أن ترى ما سيُقيَّد.
import-step-file = 1. الملف
import-step-mapping = 2. الأعمدة
import-step-dry-run = 3. تجربة دون تقييد
import-step-record = 4. التقييد
import-file = الملف
import-file-hint = CSV، صفه الأول أسماء الأعمدة. الحد الأقصى { $most }.
import-encoding = الترميز
import-encoding-found = قُرئ بترميز { $encoding }
import-delimiter-found = الأعمدة مفصولة بـ{ $delimiter }
import-zone = الأوقات التي لا تُذكر منطقتها تُعدّ محلية ({ $zone }).
import-mapping = أي عمود لأي خانة
import-mapping-hint = عُرفت الأعمدة من أسمائها. غيّر ما ليس صحيحاً.
import-column = العمود
import-field = الخانة
import-example = أول القيم
import-ignored = يُهمل
import-default = القيمة نفسها لكل الصفوف
import-dry-run = جرّب
import-dry-run-note = هذه تجربة. لم يُقيَّد شيء.
import-would-record = ما سيُقيَّد
import-already-there = مقيَّد من قبل
import-with-errors = فيه أخطاء
import-all-or-none = تُقيَّد كل الصفوف أو لا يُقيَّد أي منها. صحّح الأخطاء في الملف واختره من جديد.
import-record =
    { $n ->
        [zero] لا شيء للتقييد
        [one] قيِّد بلاغاً واحداً
        [two] قيِّد بلاغين
        [few] قيِّد { $n } بلاغات
        [many] قيِّد { $n } بلاغاً
       *[other] قيِّد { $n } بلاغ
    }
import-recorded =
    { $n ->
        [zero] لم يُقيَّد أي بلاغ.
        [one] قُيِّد بلاغ واحد.
        [two] قُيِّد بلاغان.
        [few] قُيِّد { $n } بلاغات.
        [many] قُيِّد { $n } بلاغاً.
       *[other] قُيِّد { $n } بلاغ.
    }
import-skipped =
    { $n ->
        [zero] لم يكن أي منها مقيَّداً من قبل.
        [one] كان بلاغ واحد مقيَّداً من قبل فلم يُعَد.
        [two] كان بلاغان مقيَّدين من قبل فلم يُعادا.
        [few] كانت { $n } بلاغات مقيَّدة من قبل فلم تُعَد.
        [many] كان { $n } بلاغاً مقيَّداً من قبل فلم يُعَد.
       *[other] كان { $n } بلاغ مقيَّداً من قبل فلم يُعَد.
    }
import-errors-title = الأخطاء
import-error-row = الصف { $row }
import-error-row-column = الصف { $row }، العمود { $column }
import-error-value = القيمة
import-error-what = موضع الخطأ
import-error-hint = كيفية التصحيح
import-errors-more =
    { $n ->
        [zero] ولا غيرها
        [one] وخطأ آخر
        [two] وخطآن آخران
        [few] و{ $n } أخطاء أخرى
        [many] و{ $n } خطأً آخر
       *[other] و{ $n } خطأ آخر
    }
import-errors-download = نزّل كل الأخطاء
import-template = نزّل جدولاً فارغاً بكل الأعمدة
import-batch = استيراد { $time }

## What a column may hold

import-field-reference = مرجع المُرسل
import-field-channel = القناة
import-field-source = المصدر
import-field-reported-by = الطرف الذي يقدّم البلاغ
import-field-accused = الطرف الذي يتهمه البلاغ
import-field-kind = نوع الحدث
import-field-text = كلام البلاغ
import-field-language = لغة هذا الكلام
import-field-occurred-day = يوم الوقوع
import-field-occurred-time = ساعة الوقوع
import-field-occurred-from = وقع من
import-field-occurred-to = وقع حتى
import-field-received-at = وقت الورود إلى البعثة
import-field-observed-at = وقت المشاهدة
import-field-latitude = خط العرض
import-field-longitude = خط الطول
import-field-precision-m = دقة المكان بالأمتار
import-field-place = اسم المكان
import-field-observer-latitude = خط عرض المراقب
import-field-observer-longitude = خط طول المراقب
import-field-bearing = الاتجاه من المراقب، بالدرجات
import-field-bearing-error = خطأ الاتجاه، بالدرجات
import-field-distance-near-m = لا أقرب من، بالأمتار
import-field-distance-far-m = لا أبعد من، بالأمتار
import-field-sensor = المستشعر
import-field-sensor-latitude = خط عرض المستشعر
import-field-sensor-longitude = خط طول المستشعر
import-field-arrived-at = وقت وصول الصوت إلى المستشعر
import-field-clock-error-ms = خطأ هذا الوقت، بالملي ثانية
import-field-sensor-range-m = مدى سمع المستشعر، بالأمتار
import-field-weapon = فئة السلاح
import-field-calibre-mm = العيار بالمليمتر
import-field-weapon-model = طراز السلاح، كما ذُكر
import-field-killed-min = القتلى، الحد الأدنى
import-field-killed-max = القتلى، الحد الأقصى
import-field-injured-min = الجرحى، الحد الأدنى
import-field-injured-max = الجرحى، الحد الأقصى
import-field-civilians = هل كانوا مدنيين
import-field-what = ما جرى عدّه
import-field-direction = وجهة النيران
import-field-means = وسيلة المشاهدة
import-field-count = العدد
import-field-count-quality = مدى التيقّن من العدد
import-field-witness-name = اسم الشاهد
import-field-witness-contact = كيفية الوصول إلى الشاهد

## What can be wrong with a file

refusal-csv-empty = الملف فارغ.
refusal-csv-empty-hint = اختر ملفاً صفه الأول أسماء الأعمدة.
refusal-csv-not-csv = الملف ليس جدول CSV.
refusal-csv-not-csv-hint = افتحه في برنامج جداول واحفظه بصيغة CSV (UTF-8).
refusal-csv-too-large = حجم الملف { $size }. الحد الأقصى { $most }.
refusal-csv-too-large-hint = قسّمه إلى عدة ملفات، في كل منها صف أسماء الأعمدة.
refusal-csv-zero-bytes = في الملف بايتات لا ترد في أي نص.
refusal-csv-zero-bytes-hint = ربما كان تالفاً أو بترميز آخر. احفظه من جديد بصيغة CSV (UTF-8).
refusal-csv-column-name = العمود { $column } بلا اسم، أو لعمود آخر الاسم نفسه: «{ $name }».
refusal-csv-column-name-hint = أعطِ كل عمود اسماً خاصاً به في الصف الأول.
refusal-csv-no-rows = في الملف أسماء أعمدة ولا صف فيه.
refusal-csv-no-rows-hint = اختر ملفاً فيه بلاغ واحد على الأقل.

## What can be wrong with a row or a cell

refusal-csv-missing = تلزم هنا قيمة.
refusal-csv-missing-hint = املأ الخلية، أو اختر العمود أو القيمة المشتركة التي تتضمنها.
refusal-csv-unknown = لا توجد قيمة كهذه.
refusal-csv-unknown-hint = استخدم أحد الرموز الواردة في دليل الرموز.
refusal-csv-day = هذا ليس يوماً.
refusal-csv-day-hint = اكتبه سنة فشهراً فيوماً، مثل ⁦2020-01-18⁩.
refusal-csv-day-ambiguous = لا يمكن التمييز بين اليوم والشهر.
refusal-csv-day-ambiguous-hint = اكتبه سنة فشهراً فيوماً، مثل ⁦2020-01-18⁩.
refusal-csv-time = هذا ليس وقتاً.
refusal-csv-time-hint = اكتب 14:30 للتوقيت المحلي، أو اليوم والوقت مثل ⁦2020-01-18 14:30⁩.
refusal-csv-backwards = ينتهي قبل أن يبدأ.
refusal-csv-backwards-hint = بدّلهما، أو صحّح أحدهما.
refusal-csv-number = هذا ليس رقماً صحيحاً ضمن المجال المقبول.
refusal-csv-number-hint = اكتب الأرقام وحدها، دون كلمات مثل «نحو». واترك الخلية فارغة إن لم يُعرف العدد.
refusal-csv-latitude = هذا ليس خط عرض بين −90 و90 درجة.
refusal-csv-latitude-hint = اكتب الدرجات، مثل 32.8872. ربما بُدّل خط العرض وخط الطول.
refusal-csv-longitude = هذا ليس خط طول بين −180 و180 درجة.
refusal-csv-longitude-hint = اكتب الدرجات، مثل 13.1913. ربما بُدّل خط العرض وخط الطول.
refusal-csv-bearing = هذا ليس اتجاهاً بين 0 وأقل من 360 درجة بخطأ بين 0.1 و180.
refusal-csv-bearing-hint = اكتب الدرجات من الشمال الجغرافي باتجاه عقارب الساعة: الشرق 90.
refusal-csv-band = هذه ليست مسافة من الأقرب إلى الأبعد لا تتجاوز 200 كم.
refusal-csv-band-hint = اكتب المسافة الأقرب والأبعد، كلتيهما بالأمتار.
refusal-csv-no-place = لا مكان مذكوراً.
refusal-csv-no-place-hint = اذكر إحداثيات، أو اسم مكان، أو موقع المراقب مع الاتجاه والمسافة.
refusal-csv-text = النص طويل جداً، أو فيه محارف تحكّم.
refusal-csv-text-hint = اختصره، واحذف فواصل الأسطر حيث يُطلب سطر واحد.
refusal-csv-party = لا يوجد طرف كهذا.
refusal-csv-party-hint = استخدم رمز طرف من الاتفاق. واترك الخلية فارغة إن لم يُقصد طرف.
refusal-csv-party-not-own = لا يقدّم ضابط الارتباط بلاغات إلا باسم الطرف الذي يمثله.
refusal-csv-party-not-own-hint = ضع رمز طرفك، أو أهمل العمود.
refusal-csv-cells = عدد خلايا هذا الصف يختلف عن عدد خلايا الصف الأول.
refusal-csv-cells-hint = النص الذي يتضمن الفاصل يوضع بين علامتي اقتباس.
refusal-csv-unreadable = لا يمكن قراءة هذا الصف.
refusal-csv-unreadable-hint = ربما نقصت علامة اقتباس.

place-meant = أي مكان هو المقصود
place-meant-hint = اختيار مكان يضع البلاغ على الخريطة بمركز ذلك المكان ونصف قطره. ويبقى الاسم كما كُتب.
place-meant-none = ليس أياً منها؛ يُترك خارج الخريطة
place-meant-ask = لا يوجد في معجم الأماكن مكان بهذا الاسم نفسه «{ $name }»، أو يوجد أكثر من مكان. يرجى الاختيار ثم الإرسال مجدداً. وتُختار الملفات من جديد.
place-taken = فُهم على أنه
place-taken-for = { $place }، لتشابه الاسم
place-left-open = تُرك خارج الخريطة؛ قد يكون: { $places }
place-unknown = تُرك خارج الخريطة؛ لا يشبهه أي مكان
