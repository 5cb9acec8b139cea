## Agreements

agreements-title = الاتفاقات والهدن
agreements-intro = ما اتُّفق عليه أو أُعلن، ومن وقّع، ومنذ متى هو نافذ، وما يحظره ويسمح به ويوجبه.
agreement-force = النفاذ
agreement-force-from = نافذ من
agreement-force-to = نافذ حتى
agreement-force-open = دون نهاية محددة
agreement-never-in-force = لم يدخل حيّز النفاذ.
agreement-parties = الأطراف، بترتيب الاتفاق نفسه
agreement-sponsors = الرعاة والضامنون والشهود
agreement-signatures = التوقيعات
agreement-signature-by = وقّع عنه { $person }
agreement-signature-acted-by = تصرّف باسمه { $person }
agreement-signature-source = المصدر: { $source }
agreement-milestones = خطوات المسار
agreement-summary = بإيجاز
agreement-articles = المواد
agreement-article = المادة { $number }
agreement-article-text = النص
agreement-article-acts = تنطبق على
agreement-article-weapons = مقصورة على
agreement-article-any-weapon = أي سلاح
agreement-article-zone = في
agreement-article-everywhere = في كل مكان
agreement-article-owner = يقع على عاتق
agreement-article-owner-both = جميع الأطراف
agreement-article-deadline = حتى
agreement-zones = الخطوط والمناطق
agreement-zone-from = تسري من { $day }
agreement-zone-agreed = متفق عليها بين الأطراف
agreement-zone-reading = قراءة { $party }
agreement-zone-reading-note = تُعرض قراءتا الخط الواحد جنباً إلى جنب. ولا يفاضل مرقاب بينهما.
agreement-procedure = الإجراءات
agreement-standard = معيار الإثبات قبل نسبة أي فعل
agreement-verification-time = مهلة التحقق
agreement-reply-time = مهلة رد الطرف

## What binds whom on this day at this place?

binds-title = ما الذي يُلزم مَن في هذا اليوم وفي هذا المكان؟
binds-intro = اختر يوماً ومكاناً وفعلاً. تُختبر كل مادة، ويبيّن الجواب الواقعة التي حسمته.
binds-day = اليوم
binds-clock = الساعة
binds-place = المكان: خط العرض وخط الطول
binds-kind = الفعل
binds-weapon = السلاح
binds-ask = اختبر المواد
binds-applies = تنطبق: استُوفي شرط { $facts }.
binds-does-not = لا تنطبق: لم يُستوفَ شرط { $fact }.
binds-undecided = لا يمكن البتّ: يلزم أن يُعرف { $facts }.
binds-disputed = متنازع عليه: قراءات الأطراف للمنطقة مختلفة، والجواب تبعاً لها.
binds-no-agreement = لم يكن أي اتفاق نافذاً في ذلك اليوم.
binds-not-a-finding = هذه قراءة للنص، لا استنتاج بشأن أحد.
binds-tested-against = جرى الاختبار وفق { $agreement }
binds-parties-bound = تُلزم { $parties }

## Commitments

commitments-title = الالتزامات وتدابير بناء الثقة
commitments-intro = ما جرى التعهد به إلى جانب إسكات السلاح، ومن يتحمله، وحتى متى، وإلى أين وصل.
commitment-owners = يقع على عاتق
commitment-owner-mission = البعثة
commitment-agreement = يتبع
commitment-agreed-at = تاريخ الاتفاق
commitment-due = حتى
commitment-no-due = دون موعد محدد
commitment-stands = الوضع
commitment-progress = التقدّم
commitment-progress-at = تاريخ الحدوث
commitment-progress-note = سندنا في ذلك
commitment-new = قيِّد التزاماً
commitment-record-progress = قيِّد تقدّماً
commitment-done-not-verified = يقول صاحب الالتزام إنه نُفّذ. ولم تتحقق البعثة من ذلك.
