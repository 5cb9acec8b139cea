## ما تجيب به الأطراف

reply-inquiry-result = نتيجة تحقيق
reply-compensation = اعتذار أو تعويض
reply-reopening-request = طلب إعادة فتح القضية
reply-beside = ما يتصل بالرد، إن وُجد
reply-done-at = تاريخ التنفيذ
reply-promised-for = موعود به قبل
reply-report = البلاغ المقدَّم بوصفه شكوى
reply-inquiry-of = نتيجة التحقيق المفتوح بالرد رقم
reply-shown-by = ما يثبته
promise = الوعد
promise-what = ما آل إليه
promise-judge = بيان ما إذا وُفي بالوعد
promise-open = موعود
promise-passed = انقضى الموعد ولم يبيَّن بعد أوُفي به أم لا
promise-kept = وُفي به
promise-not-kept = لم يوفَ به

## التدابير

measures-title = التدابير
measures-note = السلّم واحد لكل طرف، وأخفّه أولاً. وما لم يُبتّ فيه تراه البعثة والهيئة والطرف المعني.
measure = التدبير
measure-party = المطلوب منه
measure-text = المطلوب
measure-step = التدبير
measure-step-recall-to-order = دعوة إلى الالتزام
measure-step-private-notice = مذكرة احتجاج غير معلنة
measure-step-joint-visit = زيارة مشتركة
measure-step-public-naming = تسمية علنية
measure-step-referral-to-guarantors = إحالة إلى الضامنين والرعاة
measure-step-referral-to-council = إحالة إلى مجلس الأمن
measure-rung = الدرجة { $n } من { $of }
measure-ground = السبب
measure-ground-first = ثبت خرق
measure-ground-repeated = ثبتت خروقات من قبل
measure-ground-grave = الخرق خطير جداً
measure-ground-not-heeded = لم ينفع تدبير أخفّ
measure-earlier = استنتاجات سابقة، إن كانت هي السبب
measure-propose = اقتراح تدبير
measure-proposed = مقترح
measure-imposed = مقرَّر
measure-not-imposed = لم يُقرَّر
measure-outcome = ما تقوله الأصوات
measure-vote = التصويت على تدبير
measure-vote-hint = لا بد منه مع التصويت ضدّه.
measure-decide = تدوين القرار في تدبير
measure-end = كيف انتهى
measure-end-record = تدوين انتهاء تدبير
measure-end-carried-out = نُفّذ
measure-end-lifted = رُفع

## الإغلاق وإعادة الفتح

ground = السبب
handling-closed = مغلق
handling-reopened = أُعيد فتحه
verification-awaits-reopened = استنتاج آخر، أو إغلاق القضية من جديد
finding-close = إغلاق القضية
finding-closed-note = أُغلقت القضية { $time }: { $ground }.
finding-joined-to = تستمر مع الحادثة { $incident }.
closing-joined-to = الحادثة التي تستمر معها، إن ضُمّت إلى غيرها
closing-ground-remedied = أُصلح ما وقع
closing-ground-settled = إقرار وتسوية
closing-ground-by-body = تناولته هيئة
closing-ground-no-further-action = لا إجراء آخر
closing-ground-joined = ضُمّت إلى قضية أخرى
finding-reopen = إعادة فتح القضية
finding-reopened-note = أُعيد فتح القضية { $time }: { $ground }. ويبقى المنشور قائماً بهذه العلامة حتى يحلّ محلّه استنتاج آخر، وموعده { $due }.
reopening-party = الطرف الذي أُجيب طلبه
reopening-due = الموعد الأقصى لاستنتاج آخر
reopening-ground-new-evidence = دليل جديد
reopening-ground-procedural-error = خلل في الإجراءات
reopening-ground-party-request = طلب من طرف أُجيب
finding-unit = الوحدة داخل الطرف
finding-unit-hint = فقط حيث ثبتت الوحدة نفسها، وإلا فاتركه فارغاً.

## الجلسات

sitting = الجلسة
sitting-title = جلسة { $body }، { $time }
sittings-title = جلسات الهيئات
sittings-intro = متى تجتمع الهيئات، وما في جدول أعمالها، وما قُرّر وما أُجّل.
sittings-none = لم تُدعَ جلسة بعد.
sittings-of-case = الجلسات التي كانت فيها هذه القضية
sitting-call = الدعوة إلى جلسة
sitting-begins = تبدأ
sitting-began = بدأت فعلاً
sitting-began-at = بدأت { $time }، ودُوّنت { $recorded }
sitting-place = المكان
sitting-called = مدعوّ إليها
sitting-held = عُقدت
sitting-cancelled = أُلغيت
sitting-minutes-missing = المحضر ناقص
sitting-record = تدوين المحضر
sitting-text = ما قيل غير ذلك
sitting-cancel = إلغاء الجلسة
agenda-title = جدول الأعمال
agenda-items = البنود
agenda-matter = الموضوع
agenda-change = تعديل جدول الأعمال
matter-conclusion = استنتاج
matter-measure = تدبير
matter-follow-up = متابعة
matter-closure = إغلاق القضية
item-end = ما آل إليه
item-end-hint = «قُرّر» يستلزم النصاب، وفي الاستنتاجات والتدابير قراراً مدوَّناً منذ بدء الجلسة.
item-end-decided = قُرّر
item-end-put-off = أُجّل
item-end-noted = نوقش
item-said = ما قيل فيه
attendance-title = الحضور
seat-present = حاضر
seat-absent = غائب

## الأدلة

evidence-witness-who = هوية الشاهد
evidence-witness-name = اسم الشاهد
evidence-witness-hint = تُختم بمعزل عما قيل، فيمكن كشف الإفادة دون الاسم.
evidence-witness-contact = كيفية الوصول إلى الشاهد
evidence-witness-is = الشاهد: { $name }
evidence-proves = ما يثبته سجل طبي أو مدني
evidence-proved = يثبت: { $what }
proves-death = وفاة
proves-injury = إصابة
proves-cause = السبب
proves-identity = هوية شخص
proves-age = العمر
proves-place = المكان
proves-time = الوقت
proves-residence = السكن أو الملكية
placings-title = صور حُدّد مكانها وزمانها
placings-note = كل سطر عمل شخص واحد على عنصر واحد. وتُحجب الأماكن عن الجمهور.
placing-record = تحديد مكان صورة وزمانها
placing-method = كيف حُدّد
placing-method-landmarks = معالم
placing-method-terrain = خط التلال
placing-method-shadows = الظلال والشمس
placing-method-metadata = ما يقوله الملف عن نفسه
placing-method-visit = زيارة
placing-confidence = مدى اليقين
confidence-low = قد يكون في مكان آخر
confidence-medium = أرجح من غيره
confidence-high = لا يكاد غيره ينطبق
placing-at = المكان
placing-precision = ضمن كم متراً
placing-claimed = المكان المدّعى
placing-claimed-as = يُقال إنه: { $place }
placing-landmarks = ما تم التعرف إليه
placing-view = اتجاه النظر بالدرجات
placing-view-error = خطأ الاتجاه بالدرجات
placing-taken = الزمان
placing-taken-from = التُقطت من
placing-taken-to = التُقطت حتى
placing-time-found-by = كيف عُرف الزمان

## السجل والصلاحيات

event-finding-closed = أُغلقت القضية
event-finding-reopened = أُعيد فتح القضية
event-response-promise-judged = نُظر في وعد
event-response-measure-proposed = اقتُرح تدبير
event-response-measure-voted = تصويت على تدبير
event-response-measure-decided = بُتّ في تدبير
event-response-measure-ended = انتهى تدبير
event-response-sitting-called = دُعيت جلسة
event-response-agenda-changed = عُدّل جدول الأعمال
event-response-sitting-held = عُقدت جلسة
event-response-sitting-cancelled = أُلغيت جلسة
event-verification-imagery-placed = حُدّد مكان صورة
action-propose-measure = اقتراح تدبير
action-reopen = إعادة فتح قضية

## التكرار

recurrence-title = التكرار
recurrence-intro = الخروقات الثابتة المنشورة، بحسب الطرف والوحدة والمادة والمكان. لا يقوم رقم وحده: بجانبه ما أُبلغ عنه وما تُحقق منه وما تعذّر التحقق منه، وكم دامت المراقبة. والترتيب ثابت لا يعني شيئاً.
recurrence-base = ما تُعدّ قياساً إليه
recurrence-chart = الخروقات الثابتة أسبوعاً بعد أسبوع؛ والأسبوع الذي لم يراقب فيه أحد مخطّط
recurrence-weeks = أسبوعاً بعد أسبوع: { $counts }
recurrence-by-week = أسبوعاً بعد أسبوع
recurrence-by-party = بحسب الطرف المنسوبة إليه
recurrence-by-unit = بحسب الوحدة
recurrence-by-article = بحسب المادة
recurrence-by-place = بحسب المكان
recurrence-same-base = تُعدّ كل الأسطر قياساً إلى أساس واحد هو أساس البعثة كلها. والخرق المنسوب إلى الطرفين يُعدّ لكل منهما. والمعدّل يعدّ الخروقات الواقعة في متناول من كان يراقب.
recurrence-unit-note = فقط حيث ثبتت الوحدة نفسها. وتُعدّ كل الأسطر قياساً إلى أساس البعثة كلها.
recurrence-place-note = ضمن 40 كيلومتراً من وسط المدينة؛ والأماكن تتداخل فلا تُجمع. والساعات هي ما روقب فيها المكان.
recurrence-unable = تعذّر التحقق
recurrence-rate = خروقات لكل 100 ساعة مراقبة
recurrence-not-told = لا يُعلن بعد
recurrence-csv = التكرار بصيغة CSV
column-by = بحسب ماذا يُعدّ: طرف أو وحدة أو مادة أو مكان
column-of-party = الطرف المنسوبة إليه الخروقات
column-of-unit = الوحدة حيث ثبتت
column-of-article = مفتاح المادة
column-of-place-ar = المكان بالعربية
column-of-place-en = المكان بالإنجليزية
column-breaches = الخروقات الثابتة المنشورة
column-breaches-in-view = ما كان منها في متناول من يراقب
column-base-reported = الحوادث المبلغ عنها في المكان والمدة نفسيهما
column-base-verified = ما تُحقق منه منها ونُشر
column-base-unable-to-verify = ما نُشر منها بتعذّر التحقق
