## Findings

findings-title = الاستنتاجات
findings-intro = ما خلصت إليه البعثة ونشرته، بكل نُسخه وما فيه من رأي مخالف ورد.
finding-title = استنتاج
finding-of-incident = استنتاج بشأن الحادث «{ $title }»
finding-statement = نص الاستنتاج
finding-axes = خمسة محاور، يُحكم في كل منها بمعزل عن غيره
axis-handling = المعالجة
axis-occurrence = الوقوع
axis-classification = التصنيف
axis-attribution = النسبة
axis-gravity = الجسامة
axis-handling-question = إلى أين وصلت معالجته؟
axis-occurrence-question = هل وقع؟
axis-classification-question = ما هو بموجب الاتفاق؟
axis-attribution-question = من فعله؟
axis-gravity-question = ما مدى جسامته؟
finding-breach-of = خرق للمادة { $article }
finding-permitted-by = مسموح به بموجب المادة { $article }
finding-attributed-to = منسوب إلى { $party }
finding-attributed-standard = المعيار الذي جرى بلوغه: { $standard }
finding-unable-because = تعذّر التحقق: { $reason }
finding-access-denied-by = تعذّر التحقق: منع الوصولَ { $party }
finding-restriction = منع الوصول مقيَّد بوصفه
finding-standard = معيار الإثبات
finding-reports-considered = البلاغات التي نُظر فيها
finding-evidence-considered = الأدلة التي نُظر فيها
finding-reason = التعليل
finding-version = النسخة { $n }
finding-versions = كل النسخ
finding-current = القائم الآن
finding-replaced = حلت محلها النسخة { $n }
finding-corrected = صُحِّح { $time }
finding-retracted = سُحب { $time }
finding-retracted-note = سُحب هذا الاستنتاج. ولا يدخل في أي رقم.
finding-published-at = نُشر { $time }
finding-decided-by = بتّ فيه { $person }، { $time }
finding-proposed-by = اقترحه { $person }، { $time }
finding-dissent = رأي مخالف
finding-dissent-note = يبقى الرأي المخالف مع الاستنتاج.
finding-no-dissent = لا رأي مخالف
finding-verified-not-attributed = متحقَّق منه، غير منسوب

## Proposal

finding-propose = اقترح استنتاجاً
finding-aim = الغرض منه
finding-article = المادة
finding-article-hint = المواد النافذة في ذلك الوقت. وإلى جانب كل منها نتيجة اختبارها.
finding-party = الطرف
finding-statement-hint = جملة أو جملتان بكل لغة، بالمعنى نفسه.
finding-reason-hint = ما يسند كل محور، وما يعارضه، وما نُظر فيه من تفسيرات أخرى.
finding-propose-button = اقترح
finding-proposed = اقتُرح الاستنتاج وهو ينتظر المراجعة.

## Review and decision

finding-review = راجِع
finding-review-hint = أنت لم تقترحه ولن تبتّ فيه. انظر في الأدلة قبل الاستنتاج.
finding-review-agree = أوافق
finding-review-disagree = لا أوافق
finding-review-reason = لماذا؛ ويُنشر الرأي المخالف مع الاستنتاج
finding-reviewed = قُيِّدت مراجعتك.
finding-reviews = المراجعات
finding-reviewer-agrees = موافق
finding-reviewer-disagrees = غير موافق
finding-send-back = أعده إلى التحقق
finding-send-back-hint = تعود القضية إلى التحقق. ويبقى الاقتراح في التاريخ.
finding-sent-back = أُعيد الاستنتاج.
finding-decide = بُتّ فيه
finding-decide-note = ملاحظة على القرار
finding-decide-hint = يجب أن يتوافر كل ما يلزم: موافقة مُراجِع، والاستماع إلى كل طرف مذكور.
finding-decided = بُتّ في الاستنتاج. ولم يُنشر بعد.
finding-publish = انشر
finding-publish-hint = يصبح مقروءاً للجميع. وما يُنشر يُصحَّح أو يُسحب، ولا يُحذف أبداً.
finding-published = نُشر الاستنتاج.
finding-missing = ما ينقص بعد
finding-missing-review = موافقة مُراجِع
finding-missing-notice = إشعار { $party }
finding-missing-reply = رد { $party } أو انقضاء مهلته ({ $time })
finding-missing-decision = قرار رئيس البعثة
finding-correct = اقترح تصحيحاً
finding-correct-hint = استنتاج آخر بدل المنشور. ويمر بالمسار نفسه: مراجعة فإشعار فقرار.
finding-retract = اقترح سحباً
finding-retract-hint = لسحب الاستنتاج المنشور كله. ويمر بالمسار نفسه ويكون علنياً.

## Notice and reply

notice-title = إشعار طرف
notice-intro = يُشعَر الطرف الذي يسمّيه الاستنتاج قبل البتّ فيه، وله مهلة للرد.
notice-party = الطرف
notice-proof = كيف بُلِّغ وما يثبت ذلك
notice-proof-hint = مثل رقم الرسالة ومن وقّع باستلامها.
notice-reply-due = للطرف أن يرد حتى
notice-reply-due-hint = مهلة الرد وفق الاتفاق: { $hours }.
notice-serve = بلِّغ الإشعار
notice-served = قُيِّد الإشعار.
notice-served-at = بُلِّغ الإشعار { $time }
notice-for-you = أشعرتك البعثة باستنتاج. ولك أن ترد حتى { $time }.
notice-not-decided = هذا استنتاج مقترح، لا قرار. وهو سرّي.
reply-title = رد { $party }
reply-new = ردّ
reply-kind = نوع الرد
reply-text = نص الرد
reply-text-hint = يُنشر إلى جانب الاستنتاج كما تكتبه.
reply-send = أرسل الرد
reply-sent = قُيِّد الرد وسيظهر إلى جانب الاستنتاج.
reply-none-yet = لا رد بعد؛ تسري المهلة حتى { $time }.
reply-none = لم يرد أي رد ضمن المهلة.
reply-late = ورد بعد انقضاء المهلة
reply-received-at = ورد { $time }
