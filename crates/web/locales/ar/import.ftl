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
