## Integrity

integrity-title = سلامة السجل
integrity-intro = كل ما يُقيَّد يُختم في سجل واحد لا يكبر إلا بالإضافة. ولست بحاجة إلى الثقة بنا: تحقّق بنفسك.
integrity-origin = اسم السجل
integrity-key = المفتاح العلني للسجل
integrity-key-hint = قارنه بالمفتاح الذي سلّمتك إياه البعثة على ورق.
integrity-size = القيود في السجل
integrity-root = بصمة الجذر

## Check

check-title = افحص السجل
check-run = افحص الآن
check-good = السجل سليم: فُحص { $entries }، وكل ختم وتوقيع صحيح، وروعيت كل قاعدة.
check-bad = السجل غير سليم. أول خلل عند الموضع { $position }.
check-bad-hint = أبقِ مجلد البيانات على حاله، واستعد نسخة احتياطية في مكان آخر، وأبلغ حائزي الحزم.
check-running = جارٍ الفحص…
check-took = المدة: { $duration }.
check-hashes = الأختام
check-signatures = التوقيعات
check-rules = قواعد الإجراءات
check-result-holds = صحيح
check-result-fails = غير صحيح
check-result-not-checked = لم يُفحص

## Checkpoints

checkpoint-title = نقطة مرجعية
checkpoints-title = النقاط المرجعية
checkpoint-intro = بيان موقّع بعدد قيود السجل وببصمة جذره. ومن يحتفظ به يستطيع لاحقاً إثبات أن ما قبله لم يتغير.
checkpoint-latest = أحدث نقطة مرجعية
checkpoint-at = { $entries }، وُقّعت { $time }
checkpoint-none = لم يُقيَّد شيء بعد، فلا نقطة مرجعية.
checkpoint-download = نزّل النقطة المرجعية
checkpoint-compare = قارن بالنقطة المرجعية التي لديك
checkpoint-compare-hint = ألصق نقطة مرجعية احتفظت بها.
checkpoint-consistent = هذا السجل امتداد لما لديك: لم يتغير شيء مما رأيته.
checkpoint-inconsistent = هذا السجل ليس امتداداً لما لديك. احتفظ بنقطتك المرجعية؛ فهي دليل.
checkpoint-not-ours = هذه النقطة المرجعية غير موقّعة بمفتاح هذا السجل.

## Witnesses

witnesses-title = الشهود على السجل
witnesses-intro = الشهود برامج يشغّلها غيرنا، كبرنامج كل طرف. ويوقّع كل منها أنه لم يرَ هذا السجل إلا مزيداً عليه، فلا يمكن أن يُعرض على أحد سجل آخر.
witnesses-none = لم يُطلب شاهد بعد. قارن نقاطك المرجعية بما عند غيرك.
witnesses-published = أحدث نقطة مرجعية وقّعها ما يكفي من الشهود
witnesses-published-none = لم يوقّع ما يكفي من الشهود بعد. والتقييد مستمر.
witness-name = الشاهد
witness-entries = القيود التي وقّع عليها
witness-cosigned-at = وقت التوقيع بساعة الشاهد
witness-missing = القيود التي لم يوقّع عليها
witness-missing-since = غائب منذ

## Receipts, proofs, bundles

receipt-title = إيصال
receipt-intro = يثبت أن هذا القيد موجود في السجل عند الموضع { $position }.
receipt-download = نزّل الإيصال
receipt-keep = احتفظ به. فهو صالح دون الرجوع إلينا ودون شبكة.
receipt-check = افحص إيصالاً
receipt-good = الإيصال صحيح.
receipt-bad = الإيصال غير صحيح.
receipt-qr = الإيصال برمز الاستجابة السريعة (QR)
receipt-qr-hint = صوّره أو اطبعه. فيه البرهان كله: يقبل الفاحص و«mirqab-verify» السطر الذي يعطيه أي قارئ.
receipt-tlog-proof = الإيصال مع تواقيع الشهود
receipt-tlog-proof-hint = نزّله ثانية بعد توقيع الشهود: يبيّن عندئذ دون الرجوع إلينا أنهم رأوا بلاغك في السجل.
receipt-text = الإيصال رسالةً نصية
receipt-text-hint = رسالة نصية واحدة. تبيّن في الحال أن السجل وقّع؛ أما أن البلاغ فيه فيبيّنه مجلد السجل.
proof-title = إثبات
proof-inclusion = إثبات الإدراج
proof-inclusion-hint = أن هذا القيد موجود في السجل.
proof-consistency = إثبات الاتساق
proof-consistency-hint = أن سجل اليوم امتداد لسجل ذلك الحين.
proof-download = نزّل الإثبات
bundle-title = حزمة
bundle-intro = كل ما يحتاج إليه من هو خارج البعثة لفحص السجل دون اتصال: القيود والأختام والتوقيعات وتعليمات برنامج التحقق.
bundle-public = حزمة علنية
bundle-public-hint = تُحجب فيها الهويات المحمية والأماكن الدقيقة وكلام المصادر. وتثبت السجل نفسه.
bundle-full = حزمة كاملة
bundle-full-hint = بكل ما فيها. لا تسلّمها إلا لمن يجوز الإفصاح له.
bundle-download = نزّل الحزمة
bundle-verify = افحصها بالأمر: { $command }

## Entries

entry-title = القيد { $position }
entry-position = الموضع
entry-author = المقيِّد
entry-role = بصفة
entry-recorded-at = تاريخ التقييد
entry-subject = بشأن
entry-hash = الختم
entry-groups = الأجزاء
entry-raw = كما هو في السجل
log-title = السجل
log-newest = أحدث القيود
integrity-yourself = كيف تتحقق بنفسك
integrity-yourself-1 = افتح استنتاجاً منشوراً ونزّل حزمته.
integrity-yourself-1-how = ملف واحد: الاستنتاج وكل قيد وراءه وبراهينها.
integrity-yourself-2 = أعطه لبرنامج التحقق على حاسوبك، دون شبكة.
integrity-yourself-2-how = الأمر «mirqab-verify» مع اسم الملف يجيب بنعم، أو بلا مع الموضع: بايتات مغيَّرة، أو برهان ناقص، أو قاعدة لم تُراعَ.
integrity-yourself-3 = قارن المفتاح الذي يذكره بالمفتاح الذي سلّمته البعثة لك على ورق.
integrity-yourself-3-how = واحتفظ بنقاط التحقق أيضاً: نقطة أقدم تثبت أن ما قبلها لم يتغير.
integrity-to-findings = الاستنتاجات المنشورة

## Checker

checker-download = نزّل الفاحص
checker-intro = الفاحص ملف واحد. افتحه على حاسوبك، ولو من ذاكرة محمولة، وأفلت عليه حزمة: يقول ما يقوله «mirqab-verify»، دون شبكة.
checker-hash = بصمة الفاحص (SHA-256)

## Time stamps

anchors-title = الأختام الزمنية
anchors-intro = جهة خارجية لا ترى ما يُسجَّل تشهد بأن أول السجل كان موجوداً قبل وقت معيّن. ومن بيده هذا الختم يستطيع أن يبيّن لاحقاً أن شيئاً منه لم يُكتب بعد ذلك.
anchors-none = لم تُختم بعد أي نقطة مرجعية من هذا السجل.
anchors-waiting = في انتظار الختم
anchors-waiting-intro = طُلب ختمها ولم يأتِ الجواب بعد: إما لانقطاع الاتصال بالخارج، وإما لأن الجواب لم يُحمل بعد.
anchor-entries = القيود
anchor-before = كانت موجودة قبل
anchor-by = بشهادة
anchor-file = الختم
anchor-missing = قيود لا يشملها أي ختم
anchor-missing-since = سُجّل أولها
anchor-asked = الجهة المطلوب منها
anchor-by-hand = يُحمل باليد
anchor-waits-since = تنتظر منذ
anchor-tries = محاولات لم تنجح
