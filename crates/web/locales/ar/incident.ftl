## Incidents

incidents-title = الحوادث
incidents-intro = ما ترى البعثة أنه حدث واحد، مع كل البلاغات التي ترويه.
incident-title = حادث
incident-reports = البلاغات التي ترويه
incident-origins = المصادر الأصلية المستقلة
incident-origins-hint = ما أُعيد نشره وما نُقل من اتصالات وما تعدد من بلاغات مصدر واحد يُعدّ مرة واحدة.
incident-origin-n = المصدر الأصلي { $n }
incident-origin-of-party = كلام { $party }
incident-accused = المتهمون في البلاغات
incident-accused-note = الاتهام ليس نسبة.
incident-occurred = وقت الوقوع، كما أُبلغ عنه
incident-area = المكان، كما أُبلغ عنه
incident-harm = المتضررون، كما أُبلغ عنهم
incident-harm-note = من أدنى عدد في أكثر البلاغات تحفظاً إلى أعلى عدد في أوسعها. ولا تُجمع أعداد بلاغات الحادث الواحد أبداً.
incident-articles = المواد التي قد تنطبق
incident-merged-into = دُمج هذا الحادث في حادث آخر. ويقود معرّفه إليه.
incident-split-from = مفصول عن
incident-absorbed = ما دُمج فيه
incident-no-finding = لا استنتاج بعد.
incident-counter = الأعداد حسب المراقب

## What can be done

incident-open = افتح حادثاً
incident-describe = حدّد النوع والعنوان من جديد
incident-link = اربط بلاغاً
incident-link-hint = يبقى البلاغ على حاله. وقد يروي بلاغ واحد عدة حوادث.
incident-link-report = البلاغ
incident-unlink = فكّ الارتباط
incident-unlink-hint = يبقى في السجل ويمكن ربطه من جديد.
incident-merge = ادمج مع حادث آخر
incident-merge-other = الحادث المراد ضمّه
incident-merge-hint = تنتقل بلاغاته إلى هنا ويقود معرّفه إلى هنا. ويمكن التراجع عن الدمج.
incident-split = افصل
incident-split-reports = البلاغات التي تنتقل إلى الحادث الجديد
incident-split-hint = اختر البلاغات التي تروي حدثاً آخر.
incident-undo-merge = تراجع عن الدمج
incident-undo-link = تراجع
incident-undone = جرى التراجع. وتبقى الخطوتان في التاريخ.
incident-start-verification = افتح عملية تحقق
incident-linked-done = رُبط البلاغ.
incident-unlinked-done = فُكّ ارتباط البلاغ.
incident-merged-done = دُمج الحادثان.
incident-split-done = أصبح الحادث الجديد قائماً بذاته.

## Proposals and why

proposals-title = مقترحات
proposals-intro = بلاغات قد تروي الحدث نفسه، مع الأسباب. ولا يُربط شيء حتى يقرر ذلك شخص.
proposal-score = ما يرجّح أنه حدث واحد
proposal-accept = الحدث نفسه: اربط
proposal-decline = حدث آخر
proposal-why = لماذا
proposal-for = يؤيد
proposal-against = يعارض
proposal-neutral = لا يفيد
proposal-none = لا مقترحات.
proposal-kept = يُحفظ هذا التعليل مع القرار.
proposal-strength-strong = قوي
proposal-strength-fair = متوسط
proposal-strength-weak = ضعيف
feature-distance = المسافة
feature-distance-hint = مقدار التباعد الممكن بين المكانين بحسب دقتهما.
feature-time = الوقت
feature-time-hint = مقدار التباعد الممكن بين الوقتين.
feature-kind = النوع
feature-kind-hint = النوع نفسه، أو نوع يسهل الخلط بينه وبينه.
feature-weapon = السلاح
feature-weapon-hint = «غير معروف» لا يؤيد ولا يعارض.
feature-text = الكلام
feature-text-hint = كلمات ترد في البلاغين ويندر ورودها في غيرهما.
feature-source = المصدر
feature-source-hint = مصدران، أو مصدر واحد مرتين.
feature-same-story = الرواية نفسها
feature-same-story-hint = أحدهما ينقل عن الآخر. يؤيد أنه حدث واحد، ولا يضيف مصدراً أصلياً.
feature-count = الأعداد
feature-count-hint = ما جرى عدّه في البلاغين.
feature-harm = المتضررون
feature-harm-hint = هل يمكن أن تعود الأعداد إلى حدث واحد.
feature-prior = قبل أي مقارنة
feature-prior-hint = كم مرة يروي بلاغان بهذا التقارب حدثاً واحداً.
