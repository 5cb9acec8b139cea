## The mission and its coverage

mission-title = البعثة
mission-mandate = الولاية
mission-head = رئيس البعثة
mission-staff = الموظفون
mission-posts = المواقع
mission-post-range = المدى
mission-not-set-up = لم تُنشأ البعثة بعد.
coverage-title = التغطية
coverage-intro = من كان بوسعه أن يرى أو يسمع، وأين ومتى. وحيث لم يراقب أحد لا يمكن قول شيء؛ فالخانة الفارغة ليست صفراً.
coverage-watched = تحت المراقبة
coverage-not-watched = دون مراقبة
coverage-partly = تحت المراقبة في جزء من الوقت
coverage-watch-hours = ساعات المراقبة
coverage-share = نسبة الوقت الذي راقب فيه موقع واحد على الأقل
coverage-by-day = نهاراً
coverage-by-night = ليلاً
coverage-last-watch = آخر مراقبة
coverage-posts-out = المواقع التي لم تراقب
watch-new = قيِّد مراقبة
watch-post = الموقع
watch-from = راقب من
watch-to = راقب حتى

## Restrictions

restrictions-title = تقييدات الحركة والرصد
restrictions-intro = حيث مُنعت البعثة من الرصد: مَن، وأين، وكم دام ذلك، والسبب المعطى، والمهمة التي فاتت.
restriction-kind = ما حدث
restriction-by = الجهة التي فرضته
restriction-by-unknown = لا يُعرف من فرضه.
restriction-during = متى وكم دام
restriction-reason = السبب المعطى، كما ورد
restriction-task = المهمة التي فاتت
restriction-lasted = المدة: { $duration }.
restriction-new = قيِّد تقييداً للحركة
restriction-from = من
restriction-to = حتى
restriction-reason-ar = السبب المذكور، بالعربية
restriction-reason-en = السبب المذكور، بالإنكليزية
restriction-task-ar = المهمة الضائعة، بالعربية
restriction-task-en = المهمة الضائعة، بالإنكليزية
mission-place-ar = المكان بالعربية
mission-place-en = المكان بالإنكليزية
mission-post-new = إضافة نقطة
mission-post-key = مفتاح قصير لا يُستعمل مرتين
mission-range-m = المدى بالأمتار
mission-charter-new = إنشاء البعثة
mission-charter-change = تغيير التفويض أو الرئاسة أو العدد
mission-mandate-ar = التفويض بالعربية
mission-mandate-en = التفويض بالإنكليزية
mission-head-ar = رئيس البعثة بالعربية
mission-head-en = رئيس البعثة بالإنكليزية

## Places

mission-place = المكان
mission-to-coverage = التغطية
mission-to-restrictions = التقييدات
mission-to-patrols = الدوريات
mission-to-hazards = مواضع الخطر
mission-to-staff = الموظفون والفرق
mission-coarse-note = تظهر المواقع في مكانها التقريبي، ضمن جزء من مئة من الدرجة. أما مكانها الدقيق فلمن يعملون في البعثة.
mission-area = زوايا المنطقة التي تراقبها البعثة
mission-area-hint = خط العرض وخط الطول، زاوية في كل سطر؛ ويُترك فارغاً إن لم تُحدَّد.
team = الفريق
site = المقر
patrol = الدورية
open-ended = لم تُحدَّد نهاية
button-show = اعرض

## Mandates

mandates-title = الولايات ومصادرها
mandate-new = قيِّد ولاية
mandate-document = الوثيقة
mandate-decided = تاريخ القرار
mandate-holds = تسري من، وحتى
mandate-quote = النص المعني كما ورد
mandate-quote-ar = النص المعني بالعربية
mandate-quote-en = النص المعني بالإنكليزية
mandate-text = بصمة النص
mandate-text-hint = 64 خانة، إن كانت الوثيقة لدى البعثة.
mandate-body-ar = الجهة التي قررت، بالعربية
mandate-body-en = الجهة التي قررت، بالإنكليزية

## Posts, sight and hearing

post-sees = مدى الرؤية
post-hears = مدى السمع
reach-day-night = نهاراً { $day }، وليلاً { $night }
reach-none = لا شيء
post-sees-day = مدى الرؤية نهاراً بالأمتار
post-sees-night = مدى الرؤية ليلاً بالأمتار
post-hears-day = مدى السمع نهاراً بالأمتار
post-hears-night = مدى السمع ليلاً بالأمتار
post-reach-hint = الصفر يعني لا شيء. املأ خانتي النهار والليل معاً أو اتركهما معاً.
post-bearing = الاتجاه الذي تنظر إليه بالدرجات
post-bearing-hint = من الشمال الحقيقي باتجاه عقارب الساعة، من 0 إلى 359؛ ويُترك فارغاً إن كانت تنظر في كل اتجاه.
post-opening = زاوية الانفتاح بالدرجات
post-opening-hint = من طرف إلى طرف، من 1 إلى 360.

## Outages

outages-title = الانقطاعات
outages-none = لم يُقيَّد أي انقطاع.
outages-note = الموقع المنقطع لا يراقب شيئاً، وتُطرح هذه الفترات من مراقبته.
outage-new = قيِّد انقطاعاً
outage-end = قيِّد عودة موقع إلى المراقبة
outage-from = منقطع منذ
outage-to = عاد إلى المراقبة منذ
outage-cause = السبب
outage-note = ما يُعرف عنه
outage-since = منذ { $time }
outage-goes-on = ما زال مستمراً
outage-power = انقطاع الكهرباء
outage-connection = انقطاع الاتصال
outage-weather = حالة الطقس
outage-maintenance = صيانة
outage-damage = عطل
outage-attack = تعرض لإطلاق نار
outage-jamming = تشويش
outage-called-back = سُحب أفراده
outage-unknown = غير معروف

## What was recorded wrongly

taken-back-new = اسحب ما قُيِّد خطأً
taken-back-what = ما هو
taken-back-number-hint = يُعدّ من 1 بحسب ترتيب السجل. يبقى في السجل ولا يُحتسب بعد ذلك.
kept-watch = مراقبة
kept-restriction = تقييد
kept-outage = انقطاع

## Restrictions, counted

restriction-number = الرقم
restriction-notified-before = أُخطر بها مسبقاً
restriction-notified = نعم، سبق الإخطار بها
restriction-not-notified = لا، لم يسبق الإخطار بها
restriction-patrol = الدورية، بمعرّفها
restriction-seen-ar = من كان هناك كما شوهد، بالعربية
restriction-seen-en = من كان هناك كما شوهد، بالإنكليزية
restrictions-none = لم يُقيَّد أي تقييد لهذه المدة.
restrictions-by-kind = حسب النوع
restrictions-by-party = حسب الطرف
restrictions-register = واحداً واحداً
restrictions-by-party-note = الأعمدة نفسها لكل طرف، بترتيب الاتفاق. ومن لم يفرض شيئاً تظهر أصفاره.
restrictions-against = العدد الكلي { $n }، مقابل { $planned } من الدوريات المخططة، انطلق منها { $out }.
restrictions-notified = منها رغم الإخطار
restrictions-lasted = مجموع مدتها
restrictions-patrols-notified = الدوريات التي أُخطر بها
restrictions-csv = التقييدات (CSV)
assessment-restriction = التقييد المستشهد به
assessment-restriction-hint = التقييدات ضمن 50 كيلومتراً منه وحتى شهر بعده. فقط حيث منع طرف الوصول.
assessment-no-restriction-near = لا تقييد في السجل بالقرب منه خلال الشهر التالي.
assessment-cites = يستشهد بالتقييد { $restriction }

## Coverage of an area

coverage-first-day = من يوم
coverage-last-day = إلى يوم
coverage-area = المنطقة
coverage-mission-area = منطقة البعثة
coverage-place = أو حول مكان، باسمه
coverage-place-unknown = لا يُعرف مكان بهذا الاسم؛ وتُعرض المنطقة بدلاً منه.
coverage-radius = ضمن كيلومترات
coverage-means = الوسيلة
coverage-light = الوقت
means-any = بأي وسيلة
watch-means-people = أفراد في موقع
watch-means-patrol = دوريات
watch-means-air = من الجو
watch-means-camera = كاميرات
watch-means-acoustic = مستشعرات صوتية
light-any = ليلاً ونهاراً
light-day = نهاراً
light-night = ليلاً
coverage-map = ما كان تحت المراقبة
coverage-map-note = كلما كثف النقش في المربع طالت مراقبة أكثر مواضعه مراقبةً. وحيث لا نقش لم يراقب أحد؛ وليس هذا صفراً.
coverage-level = حتى { $duration }
coverage-nobody = لم يراقب أحد هذه المنطقة في هذه المدة.
coverage-too-long = لا يُعرض أكثر من { $n } يوماً في المرة الواحدة.
coverage-too-small = لا تُعرض منطقة بهذا الصغر إلا لمن يعملون في البعثة، لأنها تدل على أماكنهم. اختر منطقة لا يقل عرضها عن 20 كيلومتراً.
coverage-too-new = لا يُعرض الأسبوع الأخير بعد، لأنه يدل على أماكن الأفراد.
coverage-public-note = يُعرض في مربعات لا يقل ضلعها عن 20 كيلومتراً، وبتأخير { $n } أيام، لئلا يعرف أحد أماكن الأفراد.
coverage-rough-note = المنطقة واسعة بحيث تزيد خلاياها على أقصر مدى، وقد يغيب هنا بعض ما كان تحت المراقبة. اختر منطقة أصغر لتراه.
coverage-period = المدة
coverage-period-long = طول المدة
coverage-area-size = مساحة المنطقة
coverage-area-seen = ما رُوقب منها في وقت ما
coverage-share-of-all = نسبة ما رُوقب من كل مواضعها في كل الأوقات
coverage-share-note = وما سوى ذلك لم يراقبه أحد.
coverage-in-view = منها ما كان ضمن مدى أحد
coverage-in-view-note = كان أحد يراقب ذلك المكان في لحظة ما من الوقت المذكور.
coverage-rate = ما كان ضمن المدى لكل 100 ساعة مراقبة
coverage-by-means = حسب الوسيلة
coverage-means-note = الوسائل تتداخل، فلا يساوي مجموع ساعاتها الساعات بأي وسيلة.
coverage-not-by-night = ليس منها شيء ليلاً
coverage-of-it-by-night = منها ليلاً { $duration }
rate-none = لا معدل: لم يراقب أحد
rate-interval = بين { $low } و{ $high }، بثقة 95 %
format-square-kilometres = { $n } كم²
overview-watched = وراقب أحد { $day } نهاراً و{ $night } ليلاً.
overview-waiting-patrols = دوريات متأخرة
sitrep-patrols-planned = الدوريات المخططة
sitrep-patrols-out = الدوريات التي انطلقت
data-coverage-geojson = تغطية منطقة (GeoJSON)

## Patrols

patrols-title = الدوريات
patrols-overdue = المتأخرة الآن
patrols-none-overdue = لا أحد متأخر.
patrols-out = في الميدان
patrols-planned = المخططة
patrols-over = المنتهية
patrol-needs-team = الدورية لفريق: ليقيّد رئيس البعثة أو مدير النظام فريقاً أولاً.
patrol-new = خطِّط دورية
patrol-call-sign = رمز النداء
patrol-means = كيف تتحرك
patrol-means-ground = على الأرض
patrol-means-air = في الجو
patrol-purpose = الغرض
patrol-purpose-ar = الغرض بالعربية
patrol-purpose-en = الغرض بالإنكليزية
patrol-during = الوقت المخطط
patrol-check-in = تتصل كل، بالدقائق
patrol-route = المسار المخطط
patrol-notified = الأطراف التي أُخطرت مسبقاً
patrol-planned = مخططة
patrol-out = في الميدان
patrol-returned = عادت
patrol-cancelled = أُلغيت
patrol-last-heard = آخر اتصال
patrol-late-since = منذ
patrol-way = المسار المقطوع
patrol-no-track = لم يُقرأ مسار
patrol-no-track-note = لم يُقرأ أي مسار. الخطة لا تراقب شيئاً، ولا تُحتسب هذه الدورية في التغطية حتى يُقرأ مسارها.
patrol-tracks = المسارات المسجلة
patrol-contacts = الاتصالات
patrol-at = متى
patrol-note = ما قالته
patrol-set-out = قيِّد انطلاقها
patrol-checked-in = قيِّد اتصالها
patrol-back = قيِّد عودتها
patrol-cancel = ألغِها
late-contact = انقطع اتصالها
late-return = لم تعد
late-start = لم تنطلق
track-new = اقرأ مساراً
track-file = الملف
track-file-hint = مسار جهاز استقبال (GPX)
track-points = النقاط المحفوظة
track-stretches = الأجزاء
track-whole = أُخذت كل النقاط.
track-left-out = استُبعد: { $untimed } دون وقت، و{ $backwards } رجعت فيها الساعة، و{ $future } في المستقبل، و{ $outside } خارج وقت الدورية.
track-note = لا يُعرف شيء عما بين جزأين، ولا يُحتسب.
map-track = المسار المقطوع
map-route = المسار المخطط
map-hazard = خطر أو منطقة محظورة
places-hint = خط العرض وخط الطول، مكان في كل سطر.

## Hazards

hazards-title = مواضع الخطر والمناطق المحظورة
hazards-intro = أين لا يجوز للبعثة أن تذهب، ومنذ متى، ولماذا.
hazards-none = لم يُقيَّد أي خطر.
hazard-new = أعلن خطراً
hazard-lift = ارفع خطراً
hazard-lifted-at = وقت الرفع
hazard-stands = قائم
hazard-over = منتهٍ
hazard-until-lifted = إلى أن يُرفع
hazard-area = الزوايا
hazard-area-hint = خط العرض وخط الطول، زاوية في كل سطر؛ أو نقطة واحدة ونصف قطرها أدناه.
hazard-radius = نصف القطر حول نقطة واحدة بالأمتار
hazard-reason-ar = السبب بالعربية
hazard-reason-en = السبب بالإنكليزية
hazard-no-go = منطقة محظورة
hazard-mines = ألغام
hazard-unexploded = ذخائر غير منفجرة
hazard-fire = تبادل إطلاق نار
hazard-crime = جريمة
hazard-road = طريق لا يُسلك
hazard-other = غير ذلك

## Staff

staff-title = الموظفون والفرق
staff-intro = من يخدم في البعثة، بقدر ما يقتضيه التكوين والسلامة. ولا خانة لملاحظات عن الأشخاص.
staff-list = الموظفون
staff-key = الرقم أو رمز النداء
staff-key-hint = تقييده مرة أخرى يحل محل ما قُيِّد.
staff-function = الوظيفة
staff-of = عضو لدى
staff-of-nobody = لا ينتمي إلى طرف
staff-name = الاسم
staff-name-hint = يُحفظ على حدة، ولا يراه إلا قليلون.
person-new = قيِّد موظفاً
function-team-leader = قائد فريق
function-observer = مراقب
function-interpreter = مترجم
function-medic = مسعف
function-driver = سائق
function-technician = تقني
function-liaison = ضابط اتصال
function-support = دعم
teams-title = الفرق
team-new = قيِّد فريقاً
team-members = الأعضاء
team-composition = التكوين
keys-hint = أرقام أو رموز نداء، بينها فراغ.
sites-title = المقار
site-new = قيِّد مقراً
site-headquarters = المقر الرئيسي
site-team-site = مقر فريق
site-office = مكتب
site-depot = مستودع
rosters-title = جداول المناوبة
roster-new = حدِّد من هم في المناوبة
roster-staff = في المناوبة
roster-now = في المناوبة الآن

## What a field may hold

field-places = هذه ليست قائمة أماكن.
field-places-hint = اكتب خط العرض وخط الطول بالدرجات، مكاناً في كل سطر.
field-hash = هذه ليست بصمة.
field-hash-hint = تتكون من 64 خانة، من الأرقام والأحرف الستة الأولى اللاتينية.
field-restriction-without-denial = لا يُستشهد بتقييد إلا حيث منع طرف الوصول.
field-restriction-without-denial-hint = اختر أن التحقق تعذّر لعدم الوصول، واختر الطرف.
field-restriction-of-another = فرض هذا التقييد طرف آخر.
field-restriction-of-another-hint = اختر الطرف الذي فرضه، أو تقييداً آخر.
field-gpx-not-xml = الملف { $file } مقطوع أو تالف عند السطر { $line }.
field-gpx-not-xml-hint = احفظه من الجهاز مرة أخرى.
field-gpx-not-gpx = الملف { $file } ليس ملف GPX.
field-gpx-not-gpx-hint = اختر GPX حيث يحفظ الجهاز مساراته.
field-gpx-nowhere = النقطة { $number } من الملف { $file } لا تقع في أي مكان على الأرض.
field-gpx-nowhere-hint = لم يؤخذ شيء من الملف. احفظه من الجهاز مرة أخرى.
field-gpx-no-track = لا مسار في الملف { $file }.
field-gpx-no-track-hint = المسار المخطط يقول إلى أين أُريد الذهاب؛ والمسار المسجل وحده يقول أين كانوا.
field-gpx-too-many = في الملف { $file } أكثر من نصف مليون نقطة.
field-gpx-too-many-hint = احفظ الأيام واحداً واحداً.
field-gpx-nothing-left = لا نقطتان صالحتان في الملف { $file }: { $untimed } دون وقت، و{ $backwards } رجعت فيها الساعة، و{ $future } في المستقبل، و{ $outside } خارج وقت الدورية.
field-gpx-nothing-left-hint = قارن ساعة الجهاز بأوقات الدورية.

## Entries

event-mission-mandated = قُيِّدت ولاية
event-mission-site-recorded = قُيِّد مقر
event-mission-staff-recorded = قُيِّد موظف
event-mission-team-recorded = قُيِّد فريق
event-mission-rostered = حُدِّدت المناوبة
event-mission-outage-began = انقطع موقع
event-mission-outage-ended = عاد موقع إلى المراقبة
event-mission-hazard-declared = أُعلن خطر
event-mission-hazard-lifted = رُفع خطر
event-mission-taken-back = سُحب قيد
event-mission-patrol-planned = خُطِّطت دورية
event-mission-patrol-set-out = انطلقت الدورية
event-mission-patrol-checked-in = اتصلت الدورية
event-mission-patrol-returned = عادت الدورية
event-mission-patrol-cancelled = أُلغيت الدورية
event-mission-track-logged = قُرئ مسار
action-keep-watch-log = تولي جداول المناوبة وسحب ما قُيِّد خطأً
mismatch-watch-by-light = ثواني المراقبة، نهاراً وليلاً
column-incidents-in-view = منها ما كان ضمن مدى من يراقب؛ ولا معنى له حيث لم يراقب أحد
column-period-s = طول اليوم بقدر ما يقع في المدة، بالثواني
column-watched-s = الثواني التي راقب فيها أحد. والصفر يعني أنه لم يكن أحد يراقب
column-watched-day-s = منها نهاراً
column-watched-night-s = منها ليلاً
column-rate-per-100-hours = الحوادث ضمن المدى لكل 100 ساعة مراقبة؛ فارغ حيث لم يراقب أحد
column-rate-low = الحد الأدنى لمجال ثقته بنسبة 95 %
column-rate-high = الحد الأعلى لمجال ثقته بنسبة 95 %
column-restriction = رقم التقييد
column-restriction-kind = نوع التقييد، برمزه
column-during-from = البداية بالتوقيت UTC
column-during-to = النهاية بالتوقيت UTC
column-lasted-s = مدته بالثواني
column-place-ar = اسم المكان بالعربية
column-place-en = اسم المكان بالإنكليزية
column-imposed-by = الطرف الذي فرضه، برمزه؛ فارغ إن لم يُعرف
column-seen-ar = من كان هناك كما شوهد، بالعربية
column-seen-en = من كان هناك كما شوهد، بالإنكليزية
column-reason-ar = السبب المعطى كما ورد، بالعربية
column-reason-en = السبب المعطى كما ورد، بالإنكليزية
column-task-lost-ar = المهمة التي فاتت، بالعربية
column-task-lost-en = المهمة التي فاتت، بالإنكليزية
column-notified-before = هل سبق الإخطار بالحركة؛ فارغ إن لم يُعرف
