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

## مقترحات وأسبابها

proposals-title = مقترحات
proposals-intro = بلاغات قد تروي الحدث نفسه، مع الأسباب. ولا يُربط شيء حتى يقرر ذلك شخص.
proposal-score = احتمال أنه حدث واحد
proposal-probability = نحو { $n } من 100
proposal-answer = أجب عن هذا المقترح
proposal-answered = إجابة سابقة
answer-same = الحدث نفسه: اربط
answer-different = حدث آخر
answer-unsure = لا يمكن الجزم
proposal-answers = الإجابات وما اقتُرح
proposal-model = النموذج
proposal-belongs = قد يعود إلى
proposal-nearest = أقرب بلاغ
proposal-unlinked-too = غير مربوط بأي حادث أيضاً
proposal-open-both = افتح حادثاً يجمع البلاغين
proposal-waterfall = يبدأ كل سطر حيث انتهى سابقه. المصمت يؤيد أنه حدث واحد، والمحدَّد بخط متقطع يعارض، بوحدات لوغاريتم الأرجحية.
proposal-sum = المجموع
proposal-missing = لم يذكره البلاغان معاً
proposal-counter-claim = كل منهما يتهم الطرف الذي صدر عنه الآخر
proposal-apart = التباعد { $apart }؛ ومجموع الدقتين المذكورتين { $precision }
proposal-expected = المصادفة وحدها تأتي بنحو { $number } من البلاغات غير ذات الصلة على هذا القرب
proposal-silent = لا يفيد: { $features }.
proposal-numbers = { $a } و{ $b }
proposal-likeness = تشابه بنسبة { $n } في المئة
proposal-same-value = القيمة نفسها
proposal-other-value = قيمة مختلفة
proposal-none = لا مقترحات.
proposal-kept = تُحفظ الأسباب أعلاه مع إجابتك.
proposal-strength-strong = قوي
proposal-strength-fair = متوسط
proposal-strength-weak = ضعيف
feature-prior = قبل أي مقارنة
feature-background = ما يحدث هنا في كل حال
feature-place = المكان
feature-time = الوقت
feature-place-with-time = المكان والوقت معاً
feature-kind = النوع
feature-weapon = السلاح
feature-count = الأعداد
feature-killed = القتلى
feature-injured = الجرحى
feature-name = اسم المكان
feature-text = الكلام
feature-media = الملفات
feature-accusation = الاتهام
feature-source = المصدر
feature-source-kinds = أنواع المصادر

## من ينقل عن من

repeats-title = يبدو أنه ينقل عن
repeats-how = كيف
repeats-shared = الكلام المشترك
repeats-contained = من البلاغ الأقصر
repeats-names-source = يسمّي مصدر الآخر
repeats-judge = قرّر أنه ينقل عن هذا البلاغ
repeats-exact = الكلام نفسه
repeats-edited = الكلام نفسه في معظمه
repeats-shortened = جزء من كلام الآخر
repeats-extended = كلام الآخر وزيادة
repeats-credited = يسمّي مصدر الآخر ويروي الأمر نفسه
repeats-shared-credit = كلاهما يسمّي المصدر نفسه ويروي الأمر نفسه
repeats-media = الصورة أو الفيلم أو التسجيل نفسه
