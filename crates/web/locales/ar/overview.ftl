## State of the truce

overview-title = نظرة عامة
overview-truce = حالة الهدنة
overview-in-force-since = نافذة منذ { $time }
overview-in-force-until = نافذة حتى { $time }
overview-not-in-force = غير نافذة
overview-not-yet-in-force = لم تنفذ بعد؛ تبدأ { $time }
overview-ended = انتهت { $time }
overview-no-agreement = لا اتفاق ولا هدنة في السجل.
overview-signed-by = وقّعها { $parties }
overview-not-signed-by = لم يوقّعها { $parties }
overview-signed-by-all = وقّعتها جميع الأطراف
overview-signed-by-none = لم يوقّعها أي طرف
overview-truce-sentence = نافذة منذ { $time }؛ وقّعها { $signed }؛ ولم يوقّعها { $unsigned }.
overview-force-and-signature = النفاذ شيء والتوقيع شيء آخر: فقد تكون الهدنة نافذة دون أن تكتمل التوقيعات.
overview-day-of-truce = اليوم { $n } من الهدنة

## What is waiting

overview-waiting = ما ينتظر
overview-waiting-none = لا شيء ينتظرك.
overview-waiting-unlinked = بلاغات غير مرتبطة بأي حادث
overview-waiting-unverified = حوادث لا يتحقق منها أحد بعد
overview-waiting-overdue = عمليات تحقق تجاوزت موعدها النهائي
overview-waiting-due = عمليات التحقق الأقرب موعداً
overview-waiting-mine = القضايا التي تتولاها
overview-waiting-review = استنتاجات تنتظر المراجعة
overview-waiting-notice = أطراف تنتظر الإشعار
overview-waiting-reply = أطراف تسري مهلة ردّها
overview-waiting-decision = استنتاجات تنتظر القرار
overview-waiting-publication = استنتاجات مبتوت فيها ولم تُنشر بعد
overview-waiting-commitments = التزامات فات موعدها

## The last days

overview-last-days = الأيام الـ{ $n } الأخيرة
overview-last-24-hours = الساعات الـ24 الأخيرة
overview-today-so-far = اليوم حتى الآن
overview-reported = مبلَّغ عنه
overview-verified = متحقَّق منه
overview-attributed = منسوب
overview-reported-hint = أبلغ أحدٌ البعثة. ولا يعني ذلك بعدُ أنه وقع.
overview-verified-hint = خلصت البعثة إلى أنه وقع ونشرت ذلك. ولا يعني ذلك بعدُ شيئاً عمّن فعله.
overview-attributed-hint = خلصت البعثة إلى من فعله، وفق معيار الإثبات المذكور.
overview-chart-title = البلاغات الواردة والحوادث حسب اليوم
overview-chart-table = اعرض الأرقام في جدول
overview-partial-day = اليوم لم ينتهِ بعد.
overview-latest-findings = أحدث الاستنتاجات
overview-latest-publications = أحدث الإصدارات
overview-latest-reports = أحدث البلاغات

## Map

map-title = خريطة الحوادث
map-legend = مفتاح الخريطة
map-uncertainty = نطاق عدم اليقين: وقع الحادث في مكان ما داخله
map-reported = مبلَّغ عنه، غير متحقَّق منه
map-verified = متحقَّق منه، غير منسوب
map-attributed = متحقَّق منه ومنسوب
map-not-occurred = تبيّن أنه لم يقع
map-post = موقع للبعثة ومداه
map-line = خط
map-zone = منطقة
map-reading-of = وفق قراءة { $party }
map-agreed-reading = قراءة متفق عليها
map-disputed = قراءات الأطراف مختلفة هنا
map-restriction = تقييد لحركة البعثة
map-no-place = دون مكان على الخريطة: { $n }
map-coarse = تُعرض الأماكن العلنية على وجه التقريب، حمايةً للأشخاص.
map-neutral-note = لا تعني الحدود والأسماء أي موقف من وضع أي إقليم.
map-zoom-in = تكبير
map-zoom-out = تصغير
map-reset = الخريطة كاملة
map-as-list = اعرض في قائمة
map-slider-day = اليوم المعروض على الخريطة
overview-all = عرض الكل
overview-waiting-for = لدى: { $roles }
overview-waiting-you = لك
overview-waiting-own-reply = إشعارات تنتظر ردّكم
overview-waiting-verification = عمليات تحقق جارية
overview-waiting-sent-back = استنتاجات أُعيدت
overview-signed-tally = عدد الأطراف الموقِّعة: { $n } من { $of }
overview-chart-sentence = حوادث مُبلَّغ عنها: { $reported }. المتحقَّق منها: { $verified }. أيام بلا رصد: { $unseen }.
map-cluster = حوادث هنا: { $n }. اقترب لترى.
map-many = عدة حوادث متقاربة، مع عددها
map-north = ش
map-corroborated = متحقَّق منه من مصدرين مستقلين أو أكثر
map-sector = رُصد من هناك، ضمن هذا القطاع
map-crater = الجهة التي جاءت منها قذيفة، مقروءة من حفرة
map-sensor = مستشعر سمعه
map-region-recorded = كما سُجِّل: داخلها على الأرجح جداً بحسب ما كان معلوماً حينها
map-region-half = تقاطع الأرصاد: احتمال أن يكون داخلها مثل خارجها
map-region-most = تقاطع الأرصاد: داخلها على الأرجح جداً
