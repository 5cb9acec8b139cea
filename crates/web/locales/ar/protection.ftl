### The protection of sources.

protection-title = حماية المصادر
protection-short = الحماية
protection-of = بشأن
evidence-item = الدليل رقم { $n }
evidence-to-case = إلى التحقق
protection-intro = هوية المصدر مختومة لدى حاملي المفاتيح، ولا يقرؤها أحد قبل موافقة عدد منهم. ما يُمحى يزول نهائياً، ويذكر السجل أنه مُحي.
protection-reason-hint = السبب. لا تذكر اسماً ولا وصفاً لأحد: يبقى هذا في السجل.
identity-sealed = مختومة
identity-sealed-hint = لا تُفتح إلا بنصاب من حاملي المفاتيح.

## Erasing

erasure-propose = اقترح محواً نهائياً
erasure-what = ماذا
erasure-ground = الموجب
erasure-waits = اقتُرح محو: { $what }. الموجب: { $ground }. المقترِح: { $by }.
erasure-for-ever = يبتّ فيه شخص آخر. لا شيء يعيده. وتبقى كل البراهين صحيحة.
erasure-decide = امحُ نهائياً
erasure-decline = ارفض المحو
erasure-waiting = ينتظر البت
erased-here = مُحي
erased-what = مُحي: { $what }. الموجب: { $ground }.
erased-by = اقترحه { $first } وبتّ فيه { $second }
erasures-title = ما مُحي
erasures-none = لم يُمحَ شيء.

## Opening

opened-identity = الهوية
opened-table = الجدول الذي قُرئ منه
opening-title = الفتح
opening-what = ماذا
opening-by = مَن
opening-ask = اطلب من حاملي المفاتيح فتح المختوم
opening-key = مفتاحك العام
opening-key-hint = 64 حرفاً كما طبعها الأمر "{ $command }" على جهازك. أما النصف السري فيبقى عندك.
opening-consents = الموافقات
opening-consents-of = { $n } من { $of } مطلوبة
opening-refusals = حالات الرفض
opening-waiting = ينتظر حاملي المفاتيح
opening-granted = وافق العدد الكافي
opening-opened = فُتح
opening-closed = تُرك
opening-take = خذ الحصص (يُقيَّد هذا فتحاً)
opening-close = اترك الطلب
opening-asked-of-you = يُطلب منك أن توافق على فتح.
opening-how = احفظ الملف، وشغّل "{ $command }" على جهازك، والصق ما يطبعه.
opening-answer = رُدّ على هذا
opening-asked-file = احفظ الملف
opening-consent = وافق
opening-given = ما طبعه البرنامج
opening-given-hint = كله، من القوس الأول إلى الأخير.
opening-refuse = ارفض

## Key holders

holders-title = حاملو المفاتيح
holders-none = لم يُثبَّت حاملو مفاتيح.
holders-none-hint = إلى أن يُثبَّتوا تُحفظ الهويات بلا تعمية: يقرؤها من بيده مجلد البيانات.
holders-no-mission = أعدّ البعثة أولاً.
holders-who = مَن
holders-key = المفتاح العام
holders-needed = يلزم أن يوافق { $n } من { $of }.
holders-proposed = اقترح { $by } مجموعة جديدة.
holders-proposed-hint = قارن كل مفتاح مع حامله قبل التثبيت. ما يرد بعدئذ يُختم لهذه المجموعة، وما سبق يبقى لدى المجموعة السابقة.
holders-confirm = ثبّت حاملي المفاتيح هؤلاء
holders-propose = اقترح حاملي مفاتيح
holders-threshold = كم منهم يجب أن يوافق
holders-threshold-hint = اثنان على الأقل.
holders-lines = الحاملون
holders-lines-hint = واحد في كل سطر: اسم الحساب ثم مسافة ثم المفتاح العام.
holders-unknown = لا يوجد حساب باسم { $name }.
holders-no-key = مفتاح { $name } ليس مفتاحاً عاماً.
field-holders = { $faults }
field-holders-hint = اكتب الاسم الذي يدخل به، ثم مسافة، ثم أحرف مفتاحه الأربعة والستين.
error-no-key = هذا ليس مفتاحاً عاماً.
error-no-key-hint = أعط الأحرف الأربعة والستين التي طُبعت عند صنع المفتاح.

## Bundles for audiences

bundle-for-party = الحزمة الخاصة بـ{ $party }
bundle-for-court = الحزمة الخاصة بمحكمة أو مدقق

## Facts and actions

event-report-erasure-proposed = اقتُرح محو
event-report-erasure-declined = رُفض المحو
event-report-erased = مُحي جزء منه
event-report-opening-requested = طُلب الفتح
event-report-opening-consented = وافق حامل مفتاح
event-report-opening-refused = رفض حامل مفتاح
event-report-opened = فُتح جزء مختوم
event-report-opening-closed = تُرك طلب الفتح
event-verification-evidence-erasure-proposed = اقتُرح محو من دليل
event-verification-evidence-erasure-declined = رُفض محو من دليل
event-verification-evidence-erased = مُحي جزء من دليل
event-verification-witness-opening-requested = طُلب فتح هوية شاهد
event-verification-witness-opening-consented = وافق حامل مفتاح على فتح هوية شاهد
event-verification-witness-opening-refused = رفض حامل مفتاح فتح هوية شاهد
event-verification-witness-opened = فُتحت هوية شاهد
event-verification-witness-opening-closed = تُرك طلب فتح هوية شاهد
event-mission-key-holders-proposed = اقتُرح حاملو مفاتيح
event-mission-log-key-followed = خلف مفتاحَ السجل مفتاحٌ آخر
event-mission-key-holders-confirmed = ثُبّت حاملو المفاتيح
action-propose-erasure = اقتراح محو جزء من بلاغ أو من دليل
action-ask-opening = طلب فتح المختوم من حاملي المفاتيح
action-hold-key = الرد بصفة حامل مفتاح
action-bundle-for-party = تسليم طرف حزمته
action-bundle-for-court = تسليم الحزمة الخاصة بمحكمة



## Contact with a source

contact-title = العودة بالرمز
contact-footer = التواصل برمز
contact-intro = إن كنت أبلغت البعثة بشيء وأُعطيت رمزاً، فهنا تقرأ أسئلتها وتضيف إلى ما قلته. لا حاجة إلى حساب، ولا يحفظ هذا البرنامج العنوان الذي تأتي منه، ولا من الوقت إلا اليوم.
contact-code = الرمز
contact-code-hint = سبع مجموعات، في كل منها أربعة أحرف وأرقام. لا أهمية للشرطات والمسافات.
contact-enter = افتح
contact-mistyped = ليس هذا رمزاً: فيه حرف خاطئ أو ناقص أو زائد. قارنه ثانية.
contact-unknown = لا يؤدي هذا الرمز إلى شيء: حلّ محله رمز أحدث، أو مُحي ما كان يخصه.
contact-message-wrong = لم يُرسل شيء: الرسالة فارغة، أو تزيد على { $most } حرف، أو فيها حرف لا يُقبل.
contact-full = لم يُرسل شيء: الرسائل كثيرة. انتظر رد البعثة.
contact-sent = وصلت رسالتك.
contact-welcome = لا يقرأ هذا أحد خارج البعثة. لا تكتب من أنت إلا إن أردت أن تعلم البعثة ذلك. أغلق النافذة حين تنتهي.
contact-none = لا رسائل.
contact-message = الرسالة
contact-message-hint = صِف ما تعرفه. ولا تذكر أسماء غيرك إلا بموافقتهم.
contact-side-source = المصدر
contact-side-mission = البعثة
contact-heading = التواصل مع المصدر
contact-waiting = لم تدخل السجل بعد
contact-record = أدخل هذه الرسالة في السجل
contact-write = اكتب إلى المصدر
contact-write-hint = يقرؤها المصدر حين يعود برمزه. تصير قيداً، ويُحجب نصها عن حزم العموم.
contact-code-new = اصنع رمزاً للمصدر
contact-code-again = اصنع رمزاً جديداً (ولا يؤدي القديم بعدئذ إلى شيء)
contact-code-once = يُعرض هذا الرمز هذه المرة وحدها، ولا يُحفظ في أي مكان.
contact-code-give = أعطه المصدر على ورقة أو مشافهة لا غير. به يعود إلى صفحة التواصل بلا حساب.
event-report-contact-opened = أُعطي المصدر رمزاً
event-report-contact-recorded = رسالة بين المصدر والبعثة
action-contact = الكتابة إلى المصادر وتلقي ردودها
