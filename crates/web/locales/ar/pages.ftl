## The product and the frame of every page

site-name = مرقاب
site-claim = السجل المحايد لوقف إطلاق النار
skip-to-content = انتقل إلى المحتوى
page-title = { $page } · مرقاب
demonstration-title = عرض توضيحي
demonstration-text = عرض توضيحي: تفاصيل متخيَّلة حول وقائع علنية؛ وليس سجلاً لاستنتاجات حقيقية.
demonstration-clock = ساعة العرض التوضيحي عند { $time }.
footer-log-position = موضع السجل { $position }
footer-log-empty = السجل فارغ
footer-log = السجل { $origin }
footer-verify = تحقّق من هذا السجل بنفسك
footer-zone = الأيام والأوقات بالتوقيت المحلي ({ $zone }).
footer-print = اطبع هذه الصفحة
language-switch = English
language-switch-label = اعرض هذه الصفحة بالإنكليزية
theme-label = المظهر
theme-light = فاتح
theme-dark = داكن
theme-system = كما في الجهاز

## Navigation

nav-label = التنقل الرئيسي
nav-menu = القائمة
nav-overview = نظرة عامة
nav-agreements = الاتفاقات
nav-commitments = الالتزامات
nav-mission = البعثة
nav-reports = البلاغات
nav-incidents = الحوادث
nav-verifications = عمليات التحقق
nav-findings = الاستنتاجات
nav-publications = الإصدارات
nav-integrity = سلامة السجل
nav-figures = الأرقام
nav-data = البيانات المفتوحة
nav-import = استيراد
nav-accounts = الحسابات
nav-method = المنهجية
nav-sign-in = تسجيل الدخول
nav-sign-out = تسجيل الخروج
nav-signed-in-as = مسجَّل الدخول باسم { $name } ({ $role })
nav-signed-in-for = مسجَّل الدخول باسم { $name } ({ $role })، عن { $party }
nav-breadcrumb = أنت هنا

## Words that stand on many pages

all = الكل
any = أيّ
none = لا شيء
yes = نعم
no = لا
and = و
or = أو
from = من
to = إلى
not-known = غير معروف
not-stated = غير مذكور
not-public = غير علني
withheld = محجوب
withheld-hint = هذا الجزء محجوب عنك. ويبقى ختمه في السجل، فيمكن التحقق منه إذا أُفصح عنه.
erased = محذوف
erased-hint = حُذف هذا الجزء. ويبقى ختمه في السجل.
no-observation = لا رصد
no-observation-hint = لم يكن أحد يراقب. وهذا غير الصفر.
no-data = لا بيانات
nothing-here = لا شيء هنا بعد.
nothing-found = لا نتائج مطابقة.
nothing-found-hint = أزل أحد عوامل التصفية، أو اختر مدة أطول.
identifier = المعرّف
copy = نسخ
copied = نُسخ
details = التفاصيل
more = المزيد
less = أقل
optional = اختياري
required = لازم
reason = السبب
reason-hint = يبقى في السجل مع اسمك.
note = ملاحظة
by-whom = بواسطة
by-person-at = { $person }، { $time }
since-when = منذ { $time }
until-when = حتى { $time }
within-time = المتبقي: { $duration }
ago = منذ { $duration }
overdue-by = متأخر منذ { $duration }
due = الموعد النهائي
due-at = الموعد النهائي { $time }
kind = النوع
party = الطرف
parties = الأطراف
place = المكان
time = الوقت
day = اليوم
state = الحالة
title = العنوان
title-ar = العنوان بالعربية
title-en = العنوان بالإنكليزية
text-ar = النص بالعربية
text-en = النص بالإنكليزية
source = المصدر
weapon = السلاح
language = اللغة
history = التاريخ
history-hint = كل القيود المتعلقة بهذا، الأقدم أولاً. ولا يُزال شيء أبداً.

## Buttons

button-save = قيِّد
button-send = أرسل
button-cancel = إلغاء
button-filter = اعرض
button-clear = امسح
button-search = بحث
button-open = افتح
button-add = أضف
button-remove = أزل
button-confirm = نعم، قيِّده
button-continue = متابعة
button-download = تنزيل

## Lists

list-page = الصفحة { $page } من { $pages }
list-next = التالي
list-previous = السابق
list-showing = من { $from } إلى { $to } من أصل { $total }
filter-title = تصفية
filter-occurred = تاريخ الوقوع
filter-received = تاريخ الورود
filter-kind = النوع
filter-channel = القناة
filter-reported-by = الجهة المبلِّغة
filter-state = الحالة
filter-words = كلمات
filter-words-hint = لا فرق بين الحروف بهمزة أو دونها، ولا بتشكيل أو دونه.
filter-unlinked = غير مرتبط بأي حادث
filter-merged = مع الحوادث المدموجة
filter-published = له استنتاج منشور
order-newest = الأحدث أولاً
order-due = الأقرب موعداً أولاً

## What was recorded: one line for each kind of entry

event-agreement-adopted = قُيِّد الاتفاق
event-agreement-signature-recorded = قُيِّد وضع التوقيع
event-agreement-milestone-recorded = قُيِّدت خطوة في المسار
event-commitment-registered = قُيِّد الالتزام
event-commitment-progressed = قُيِّد تقدّم
event-mission-chartered = أُنشئت البعثة
event-mission-watch-kept = قُيِّدت مراقبة
event-mission-restricted = قُيِّد تقييد للحركة
event-report-submitted = ورد البلاغ
event-report-lineage-recorded = حُكم في المصدر الأصلي
event-report-withdrawn = سُحب البلاغ
event-incident-opened = فُتح الحادث
event-incident-described = وُصف الحادث من جديد
event-incident-linked = رُبط بلاغ
event-incident-proposal-judged = أُجيب عن مقترح
event-incident-unlinked = فُكّ ارتباط بلاغ
event-incident-absorbed = دُمج حادث آخر في هذا الحادث
event-incident-merged-into = دُمج في حادث آخر
event-incident-released = جرى التراجع عن الدمج
event-incident-restored = عاد قائماً بذاته
event-verification-opened = فُتحت عملية تحقق
event-verification-claimed = جرى تولي القضية
event-verification-released = جرى التخلي عن القضية
event-verification-recused = تنحّى أحد الموظفين
event-verification-evidence-added = أُضيف دليل
event-verification-assessed = قُيِّد تقدير
event-verification-deadline-moved = عُدّل الموعد النهائي
event-finding-proposed = اقتُرح استنتاج
event-finding-reviewed = رُوجع الاستنتاج
event-finding-decided = بُتّ في الاستنتاج
event-finding-sent-back = أُعيد الاستنتاج
event-finding-published = نُشر الاستنتاج
event-response-notice-served = بُلِّغ الإشعار
event-response-replied = ورد رد
event-publication-issued = صدر الإصدار
event-publication-withdrawn = سُحب الإصدار

## What an account may do, as the access policy names it

action-see-public = الاطلاع على ما هو علني
action-see-work = الاطلاع على البلاغات والحوادث وعمليات التحقق الجارية
action-see-own-party = الاطلاع على ما يخص الطرف الذي يمثله
action-see-identity = الاطلاع على الهويات المحمية
action-submit = تقديم بلاغ
action-import = استيراد بلاغات كثيرة دفعة واحدة
action-group = جمع البلاغات في حوادث
action-verify = العمل على عملية تحقق
action-add-evidence = إضافة أدلة
action-review = مراجعة استنتاج
action-notify = تبليغ إشعار
action-reply = الرد باسم طرف
action-decide = البتّ والنشر
action-keep-mission = تولي سجل الاتفاقات والالتزامات والبعثة
action-keep-accounts = إدارة الحسابات
action-audit = فحص السجل وقراءة تاريخ كل قيد
action-withdraw = سحب بلاغ
action-recuse = التنحي عن قضية
action-assess = تقدير وقوع حدث
action-move-deadline = تغيير موعد نهائي
action-keep-commitments = مسك سجل الالتزامات
action-log-watch = تسجيل نوبات الرصد والقيود
