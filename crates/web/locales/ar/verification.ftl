## The verification desk

verifications-title = عمليات التحقق
verifications-intro = القضايا الجارية، الأكثر إلحاحاً أولاً.
verification-title = تحقق
verification-open = افتح عملية تحقق
verification-due = الموعد النهائي
verification-due-hint = المهلة وفق الاتفاق: { $hours }.
verification-overdue = تجاوز موعده النهائي
verification-holder = يتولاها
verification-nobody = لا أحد يتولى هذه القضية.
verification-held-by-you = أنت تتولى هذه القضية حتى { $time }.
verification-held-by = يتولى { $person } هذه القضية حتى { $time }.
verification-claim = تولَّ القضية
verification-claim-days = لكم يوم
verification-claim-hint = ما دمت تتولاها لا يعمل عليها غيرك. وتنقضي المدة من تلقاء نفسها بعد 14 يوماً على الأكثر.
verification-claimed = أنت تتولى القضية.
verification-release = تخلَّ عن القضية
verification-released = القضية متاحة.
verification-recuse = تنحَّ
verification-recuse-hint = إن كانت لك صلة بطرف أو شخص في هذه القضية. لا تشارك فيها بعد ذلك، ولا رجوع عن التنحّي.
verification-recused = تنحّيت عن القضية.
verification-stood-aside = تنحّوا
verification-two-persons = لا يتحقق أحد مما أبلغ عنه، ولا يأخذ شخص واحد قضية من أولها إلى آخرها.
verification-move-deadline = عدّل الموعد النهائي
verification-deadline-moved = عُدّل الموعد النهائي.

## Evidence

evidence-title = الأدلة
evidence-none = لا أدلة بعد.
evidence-number = الدليل { $n }
evidence-add = أضف دليلاً
evidence-added = قُيِّد الدليل.
evidence-kind = نوع الدليل
evidence-origin = المصدر الأصلي
evidence-origin-hint = من أين أتى. وتُعدّ أدلة المصدر الأصلي الواحد صوتاً واحداً.
evidence-description = ما يبيّنه
evidence-description-hint = ما يُرى أو يُقال، لا ما يُستخلص منه.
evidence-collected-at = تاريخ الجمع
evidence-file = الملف الأصلي
evidence-reliability = موثوقية المصدر
evidence-reliability-hint = مدى إمكان الاعتماد على المصدر، أياً كان ما يقوله هذه المرة. من A إلى F.
evidence-credibility = مصداقية المعلومة
evidence-credibility-hint = مدى احتمال صحتها، أياً كان قائلها. من 1 إلى 6. احكم عليها بمعزل عن المصدر.
evidence-grade = { $reliability }{ $credibility }
evidence-grade-letter = { $grade } – { $meaning }
evidence-carries = يصلح سنداً لاستنتاج
evidence-does-not-carry = لا يصلح سنداً لاستنتاج
evidence-does-not-carry-hint = كلام طرف، أو تقدير D أو E أو F، أو 4 أو 5 أو 6.
evidence-carrying-origins = المصادر الأصلية المستقلة ضمن الأدلة التي تصلح سنداً لاستنتاج

## Assessment

assessments-title = التقديرات
assessment-add = قيِّد تقديرك
assessment-occurrence = هل وقع؟
assessment-reason = لماذا
assessment-hint = حكمك أنت، لا الاستنتاج. ويحل الأحدث محل الأقدم ويبقيان في التاريخ.
assessment-recorded = قُيِّد تقديرك.
assessment-none = لا تقديرات بعد.
assessment-unable-reason = ما الذي حال دون ذلك
assessment-denied-by = الطرف الذي منع الوصول
assessment-denied-by-hint = فقط حيث مُنع الوصول.
verification-propose = اقترح استنتاجاً
verification-propose-hint = مما هو هنا. وينظر فيه بعدك مُراجِع ورئيس البعثة.
verification-nothing-waits = لا قضية تنتظر هنا.
verification-desk-overdue = تجاوزت موعدها: { $n }
verification-desk-in-time = ضمن الموعد: { $n }
verification-to-incident = الحادث وبلاغاته
verification-to-finding = الاستنتاج
verification-act = ما يمكنك فعله
verification-where = أين وصلت
verification-who = من يتصرف الآن
verification-missing = ما ينقص
verification-ended = لا أحد؛ القضية مغلقة
verification-carrying = منها في الأدلة التي تحمل استنتاجاً: { $n }
verification-lacks-holder = من يتولى القضية
verification-lacks-evidence = دليل يحمل استنتاجاً
verification-lacks-origin = مصدر مستقل ثانٍ
verification-lacks-assessment = تقدير
verification-lacks-proposal = اقتراح استنتاج
verification-awaits-under-review = مراجعة شخص آخر
verification-awaits-awaiting-decision = القرار
verification-awaits-decided = النشر
