## Kinds of event, as reported: the agreed vocabulary, version 1

kind-fire-sa = إطلاق نار بأسلحة خفيفة
kind-fire-snipe = قنص
kind-fire-hmg = رماية برشاش ثقيل
kind-exch = تبادل إطلاق نار
kind-shell = قصف
kind-air = غارة جوية
kind-uav-strike = ضربة بطائرة مسيّرة
kind-overflight = تحليق محظور
kind-expl-u = انفجار غير محدد
kind-mine = لغم أو عبوة ناسفة أو ذخيرة غير منفجرة
kind-adv = تقدّم أو سيطرة على موقع
kind-move = تحرّك قوات أو تعزيزات
kind-fort = تحصينات أو خنادق جديدة
kind-wpn-line = سلاح داخل خط السحب
kind-wpn-site = سلاح مفقود من موقع تخزينه
kind-emb = إدخال أسلحة أو مقاتلين
kind-civ = هجوم على مدنيين أو أعيان مدنية
kind-det = اعتقال أو خطف
kind-sexv = عنف جنسي متصل بالنزاع
kind-child = تجنيد أطفال أو استخدامهم
kind-aid = عرقلة وصول المساعدات الإنسانية
kind-road = إغلاق طريق أو معبر
kind-infra = إضرار بمنشآت المياه أو الكهرباء أو النفط
kind-hate = تحريض أو دعاية عدائية
kind-mon = عرقلة المراقبين أو الاعتداء عليهم
kind-jam = تشويش
kind-flare = قنبلة مضيئة
kind-nonviol = حادث عرضي أو تدريب أو إزالة ألغام أو إطلاق نار احتفالي

## Families of kinds that may be taken for one another by observers who heard but did not see

family-1 = نيران مباشرة
family-2 = انفجارات ونيران غير مباشرة
family-3 = تحليق وتشويش وقنابل مضيئة
family-4 = تحركات وتحصينات
family-5 = أسلحة في غير مواضعها
family-6 = أفعال ضد الأشخاص
family-7 = الوصول والبنية التحتية
family-8 = تحريض
family-9 = أفعال ضد المراقبين
family-10 = ليس خرقاً بطبيعته

## Weapons

weapon-unknown = غير معروف
weapon-small-arms = أسلحة خفيفة
weapon-hmg = رشاش ثقيل
weapon-aa-gun = مدفع مضاد للطيران
weapon-agl = قاذف قنابل آلي
weapon-rpg = قاذف صاروخي أو مدفع عديم الارتداد
weapon-atgm = صاروخ موجّه مضاد للدروع
weapon-mortar = هاون
weapon-tank = دبابة
weapon-ifv = عربة قتال
weapon-artillery = مدفعية
weapon-mlrs = راجمة صواريخ
weapon-missile = صاروخ
weapon-air-bomb = قنبلة أو صاروخ جوي
weapon-armed-uav = طائرة مسيّرة مسلّحة أو ذخيرة متسكّعة
weapon-mine = لغم
weapon-ied = عبوة ناسفة مرتجلة
weapon-uxo = ذخيرة غير منفجرة

## Roles in a mission

role-public = الجمهور
role-observer = مراقب
role-duty-officer = الضابط المناوب
role-verifier = موظف التحقق
role-reviewer = مُراجِع
role-head-of-mission = رئيس البعثة
role-party-liaison = ضابط ارتباط لدى طرف
role-auditor = مدقق
role-administrator = مدير النظام

## Atomic observations

what-explosion = انفجار
what-burst = رشقة
what-shot = طلقة
what-projectile = مقذوف في الجو
what-muzzle-flash = وميض فوهة
what-flare = قنبلة مضيئة
direction-outgoing = صادر
direction-incoming = وارد
direction-impact = سقوط
direction-airburst = انفجار في الجو
direction-undetermined = غير محدد
means-seen = بالرؤية
means-heard = بالسمع
means-felt = بالإحساس بالارتجاج
means-camera = بالكاميرا
means-uav = بطائرة مسيّرة
means-acoustic = بمستشعر صوتي
means-other = بوسيلة أخرى
quality-exact = بالضبط
quality-about = نحو
quality-at-least = ما لا يقل عن

## Grades: of a source, and of a piece of information, judged apart

reliability-a = موثوق به كلياً
reliability-b = موثوق به عادةً
reliability-c = موثوق به إلى حدّ ما
reliability-d = غير موثوق به عادةً
reliability-e = غير موثوق به
reliability-f = لا يمكن الحكم على موثوقيته
credibility-1 = أكّدته مصادر أخرى
credibility-2 = صحيح على الأرجح
credibility-3 = ربما كان صحيحاً
credibility-4 = مشكوك فيه
credibility-5 = مستبعد
credibility-6 = لا يمكن الحكم على صحته

## Standards of proof, weakest first

standard-reasonable-suspicion = الاشتباه المعقول
standard-reasonable-grounds = أسباب معقولة للاعتقاد
standard-balance-of-probabilities = رجحان الأدلة
standard-clear-and-convincing = أدلة واضحة ومقنعة
standard-beyond-reasonable-doubt = بما لا يدع مجالاً لشك معقول

## Why something could not be verified

unable-access = مُنع الوصول
unable-time = لم يتّسع الوقت
unable-security = لم تسمح الحالة الأمنية
unable-information = المعلومات غير كافية

## Axis: did it happen?

occurrence-confirmed = مؤكّد
occurrence-confirmed-hint = مصدران أصليان مستقلان أو أكثر، أحدها على الأقل دليل جمعته البعثة.
occurrence-corroborated = مدعّم
occurrence-corroborated-hint = مصدران أصليان مستقلان أو أكثر، وليس كلام الأطراف وحده.
occurrence-probable = مرجّح
occurrence-probable-hint = وقوعه أرجح من عدم وقوعه. ولا يُعدّ متحقَّقاً منه.
occurrence-contested = متنازع عليه
occurrence-contested-hint = مصادر ذات معرفة مباشرة يناقض بعضها بعضاً.
occurrence-unconfirmed = غير مؤكّد
occurrence-unconfirmed-hint = جرى بحثه، ولم يثبت ولم يُستبعد.
occurrence-unable-to-verify = تعذّر التحقق
occurrence-unable-to-verify-hint = لم يمكن بحثه. يُذكر السبب.
occurrence-did-not-occur = لم يقع
occurrence-did-not-occur-hint = تبيّن الأدلة أنه لم يقع.
occurrence-not-concluded = لا استنتاج منشوراً بعد
occurrence-not-concluded-hint = لم تقل البعثة بعد هل وقع.

## Axis: what is it under the agreement?

classification-violation = خرق لمادة
classification-violation-hint = ما جرى التحقق منه خرق لمادة نافذة في ذلك المكان والوقت.
classification-not-a-violation = ليس خرقاً
classification-not-a-violation-hint = لا تحظره أي مادة.
classification-permitted = مسموح به بموجب مادة
classification-permitted-hint = تسمح به مادة نافذة، لذاته أو لأنه جرى الإخطار به.
classification-outside-scope = خارج نطاق الاتفاق
classification-outside-scope-hint = خارج مكانه أو زمانه أو الأشخاص الذين يلزمهم.
classification-disputed-applicability = انطباق متنازع عليه
classification-disputed-applicability-hint = قراءات الأطراف مختلفة، والجواب يتوقف على القراءة المعتمدة.
classification-undecided = غير مبتوت فيه
classification-undecided-hint = لا يمكن البتّ فيه لنقص الوقائع.

## Axis: who did it?

attribution-attributed-to = منسوب إلى طرف
attribution-attributed-to-hint = إلى طرف واحد، مع معيار الإثبات الذي جرى بلوغه.
attribution-area-of-origin-only = منطقة المصدر فقط
attribution-area-of-origin-only-hint = يُعرف من أين صدر، ولا يُعرف من كان يحمل السلاح.
attribution-both = منسوب إلى الطرفين
attribution-both-hint = إلى الطرفين كليهما، مع معيار الإثبات الذي جرى بلوغه.
attribution-unattributed = لم يُنسب
attribution-unattributed-hint = نتيجة كسائر النتائج. لا تقول شيئاً عن أي طرف.
attribution-non-signatory = منسوب إلى جماعة غير موقّعة
attribution-non-signatory-hint = جماعة مسلّحة ليست موقّعة على الاتفاق.
attribution-criminal = فعل جنائي لا يقف وراءه طرف
attribution-criminal-hint = جريمة ليست من فعل أي طرف.

## Axis: how grave is it?

gravity-not-assessed = لم تُقدَّر
gravity-minor = طفيف
gravity-serious = جسيم
gravity-grave = خطير جداً

## Axis: how far is it handled?

handling-reported = مبلَّغ عنه
handling-under-verification = قيد التحقق
handling-under-review = قيد المراجعة
handling-awaiting-decision = بانتظار القرار
handling-decided = مبتوت فيه
handling-published = منشور
handling-retracted = مسحوب
handling-sent-back = معاد إلى التحقق

## Channels of a report

channel-observer = مراقبو البعثة
channel-party = أحد الأطراف
channel-civilian = مدني
channel-media = الصحافة والمصادر المفتوحة
channel-sensor = جهاز رصد
channel-hotline = الخط الساخن

## How the time of an event was stated

precision-stated = وقت أو مدة
precision-day-only = يوم فقط

## How a place was given

place-point = إحداثيات
place-named = اسم مكان
place-from-observer = شوهد أو سُمع من موقع
place-at-sensor = سمعه مستشعر

## Kinds of evidence

evidence-site-visit = زيارة الموقع
evidence-crater = قياس حفرة
evidence-remnants = بقايا سلاح
evidence-witness = إفادة شاهد
evidence-medical-record = سجل طبي
evidence-civil-record = سجل مدني
evidence-imagery = صورة أو تسجيل مصوّر
evidence-sensor-record = تسجيل جهاز رصد
evidence-party-statement = بيان طرف
evidence-open-source = مادة منشورة

## Kinds of a party's reply

reply-acknowledge = إقرار
reply-deny = نفي
reply-counter-complaint = شكوى مضادة
reply-inquiry = فتح تحقيق
reply-discipline = إجراء تأديبي
reply-withdrawal = انسحاب أو إعادة الوضع
reply-statement = بيان

## Where a commitment stands

progress-agreed = متفق عليه
progress-scheduled = محدد الموعد
progress-partial = منفَّذ جزئياً
progress-done = منفَّذ وفقاً لصاحب الالتزام
progress-verified = جرى التحقق من تنفيذه
progress-reversed = جرى التراجع عنه
progress-blocked = معطَّل
progress-overdue = فات موعده

## Posts of the mission

post-team = موقع فريق
post-camera = كاميرا
post-acoustic = مستشعر صوتي

## Restrictions of the mission

restriction-denied = منع المرور
restriction-delayed = تأخير المرور
restriction-conditioned = مرور مشروط
restriction-threatened = تهديد
restriction-refused-approval = رفض الموافقة
restriction-jammed = تشويش على الأجهزة
restriction-seized = مصادرة معدات

## Where a party stands towards its signature

signature-invited = دُعي
signature-signed = وقّع
signature-asked-for-time = طلب مهلة
signature-left-without-signing = غادر دون توقيع
signature-declined = امتنع
signature-withdrew = سحب توقيعه
signature-none = لا شيء مسجَّل

## Agreements

agreement-kind-declared-truce = هدنة معلنة
agreement-kind-signed-agreement = اتفاق موقَّع
agreement-kind-local-pause = تهدئة محلية
effect-prohibited = محظور
effect-permitted = مسموح
effect-permitted-if-notified = مسموح بإخطار
effect-obligation = التزام
effect-exclusion = استثناء
effect-self-defence = دفاع عن النفس
fact-force = الوقت
fact-act = الفعل
fact-weapon = السلاح
fact-place = المكان
fact-notification = الإخطار
fact-calibre = العيار
fact-actor = الفاعل
fact-distance = المسافة إلى الخط
fact-time = زمن المادة
fact-order = أمر القيادة
fact-attack = هجوم جاء رداً عليه
fact-mechanism = فشل الآلية
fact-precedence = مادة أخرى
fact-text = معنى النص
circumstance-notified = أُخطر به
circumstance-ordered = أمرت به القيادة
circumstance-under-attack = كان رداً على هجوم
circumstance-mechanism-failed = كانت الآلية قد فشلت
force-step-suspended = عُلِّق
force-step-resumed = استُؤنف
force-step-ended = انتهى
force-step-renewed = جُدِّد
supplement-kind-amendment = تعديل
supplement-kind-side-letter = رسالة جانبية
supplement-kind-protocol = بروتوكول
medium-land = براً
medium-air = جواً
medium-sea = بحراً
relation-faction = جزء من
relation-proxy = يعمل لصالح
relation-non-signatory = غير موقّع
guarantor-role-witness = شاهد
guarantor-role-guarantor = ضامن
guarantor-role-mediator = وسيط
guarantor-role-sponsor = راعٍ
decision-consensus = بالتوافق
decision-majority = بالأغلبية
decision-chair = بقرار الرئيس
decision-facts-only = تثبت الوقائع فقط
answer-applies = تنطبق
answer-does-not = لا تنطبق
answer-undecided = لا يمكن البتّ
answer-disputed = متنازع عليها
form-line = خط
form-area = منطقة

## Periods, aims, rooms, disclosure groups, languages

period-daily = يومي
period-weekly = أسبوعي
aim-conclude = استنتاج أول
aim-correct = تصحيح
aim-retract = سحب
room-agreement = اتفاق
room-commitment = التزام
room-mission = البعثة
room-report = بلاغ
room-incident = حادث
room-verification = تحقق
room-finding = استنتاج
room-response = رد
room-publication = إصدار
group-exact = المكان بدقة
group-identity = هوية محمية
group-open = الجزء المفتوح
group-words = كلام المصدر
language-ar = العربية
language-en = الإنكليزية
standing-open = قائم بذاته
standing-merged-into = مدموج في حادث آخر

## Points of the compass, from the north, clockwise

compass-0 = شمال
compass-1 = شمال شمال شرق
compass-2 = شمال شرق
compass-3 = شرق شمال شرق
compass-4 = شرق
compass-5 = شرق جنوب شرق
compass-6 = جنوب شرق
compass-7 = جنوب جنوب شرق
compass-8 = جنوب
compass-9 = جنوب جنوب غرب
compass-10 = جنوب غرب
compass-11 = غرب جنوب غرب
compass-12 = غرب
compass-13 = غرب شمال غرب
compass-14 = شمال غرب
compass-15 = شمال شمال غرب

## What was erased, and on which ground

erased-part-identity = الهوية
erased-part-words = النص
erased-part-place = الموضع الدقيق
erased-part-files = الملفات
erased-part-table = الجدول الذي قُرئ منه بكل صفوفه
ground-consent-withdrawn = سحب الموافقة
ground-danger = خطر على أحد
ground-unlawful = ما كان ينبغي حفظه
ground-mistake = قُيِّد خطأً
ground-retention-over = انتهت مدة الحفظ
ground-order = أمر من محكمة أو سلطة
