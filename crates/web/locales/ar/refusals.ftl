## Agreement room

refusal-agreement-already-adopted = هذا الاتفاق مقيَّد في السجل من قبل.
refusal-agreement-already-adopted-hint = افتح الاتفاق في السجل، وقيِّد ما يتغير بوصفه توقيعاً أو خطوة في المسار، لا بوصفه اعتماداً ثانياً.
refusal-agreement-not-adopted = لا يوجد اتفاق كهذا.
refusal-agreement-not-adopted-hint = تحقّق من المعرّف، أو قيِّد أحكام الاتفاق أولاً.
refusal-agreement-parties = للاتفاق طرفان أو أكثر، ويُذكر كل منها مرة واحدة.
refusal-agreement-parties-hint = اذكر طرفين مختلفين على الأقل، لكل منهما رمز خاص به.
refusal-agreement-party-unknown = أحد الأطراف المذكورة ليس طرفاً في هذا الاتفاق.
refusal-agreement-party-unknown-hint = استخدم رمز طرف من قائمة الاتفاق نفسه.
refusal-agreement-article-twice = لمادتين المفتاح نفسه.
refusal-agreement-article-twice-hint = أعطِ كل مادة مفتاحاً خاصاً بها.
refusal-agreement-zone-unknown = تذكر إحدى المواد منطقة لا يتضمنها الاتفاق.
refusal-agreement-zone-unknown-hint = أضف المنطقة إلى الاتفاق، أو صحّح مفتاحها في المادة.
refusal-agreement-zone-too-small = يحتاج الخط إلى نقطتين أو أكثر، والمنطقة إلى ثلاث نقاط أو أكثر.
refusal-agreement-zone-too-small-hint = أضف النقاط الناقصة.
refusal-agreement-force-backwards = ينتهي الاتفاق بهذا الشكل قبل نفاذه.
refusal-agreement-force-backwards-hint = صحّح بداية النفاذ أو نهايته، أو اترك النهاية مفتوحة.
refusal-agreement-role-not-allowed = يقيّد الاتفاقات رئيس البعثة أو مدير النظام.
refusal-agreement-role-not-allowed-hint = اطلب من أحدهما تقييده.
refusal-agreement-parties-changed = للنص الجديد أطراف الاتفاق نفسها.
refusal-agreement-parties-changed-hint = من خرج يُسجَّل في توقيعه. ومن انضم فله اتفاق خاص به.
refusal-agreement-amended-twice = نص آخر يسري من الوقت نفسه.
refusal-agreement-amended-twice-hint = اختر وقتاً آخر، أو انظر هل قُيِّد النص من قبل.
refusal-agreement-force-not-so = لم يكن نفاذ الاتفاق في ذلك الوقت بحيث يتبعه هذا.
refusal-agreement-force-not-so-hint = انظر ما صار إليه نفاذه، وانظر الوقت. وتُسجَّل الخطوات بترتيبها.
refusal-agreement-force-until = التجديد وحده يقول حتى متى.
refusal-agreement-force-until-hint = اترك النهاية فارغة.
refusal-agreement-article-unknown = ليس في أي نص من الاتفاق مادة كهذه.
refusal-agreement-article-unknown-hint = انظر مفاتيح مواده.
refusal-agreement-condition-too-long = في شرط أكثر من 2000 حرف.
refusal-agreement-condition-too-long-hint = اجعل أجزاء منه تعريفات.

## Commitment room

refusal-commitment-already-registered = هذا الالتزام مقيَّد في السجل من قبل.
refusal-commitment-already-registered-hint = افتحه وقيِّد ما أُحرز فيه من تقدم.
refusal-commitment-not-registered = لا يوجد التزام كهذا.
refusal-commitment-not-registered-hint = تحقّق من المعرّف، أو قيِّد الالتزام أولاً.
refusal-commitment-due-backwards = يحلّ موعد الالتزام بهذا الشكل قبل الاتفاق عليه.
refusal-commitment-due-backwards-hint = صحّح يوم الاتفاق أو الموعد النهائي.
refusal-commitment-role-not-allowed = يتولى سجل الالتزامات الضباط المناوبون وموظفو التحقق ورئيس البعثة.
refusal-commitment-role-not-allowed-hint = اطلب من أحدهم تقييده.
refusal-commitment-verified-by-verifier = لا يقيّد التحقق من تنفيذ التزام إلا موظف تحقق.
refusal-commitment-verified-by-verifier-hint = قيِّد أن صاحب الالتزام يقول إنه نُفّذ، واطلب من موظف تحقق أن يتحقق منه.

## Mission room

refusal-mission-not-chartered = لم تُنشأ البعثة بعد.
refusal-mission-not-chartered-hint = ليقيّد رئيس البعثة أو مدير النظام ولايتها ومواقعها أولاً.
refusal-mission-post-twice = لموقعين المفتاح نفسه.
refusal-mission-post-twice-hint = أعطِ كل موقع مفتاحاً خاصاً به.
refusal-mission-post-unknown = ليس للبعثة موقع كهذا.
refusal-mission-post-unknown-hint = اختر موقعاً من قائمة البعثة، أو أضفه إليها أولاً.
refusal-mission-watch-too-long = تُقيَّد المراقبة في فترات لا تتجاوز 31 يوماً.
refusal-mission-watch-too-long-hint = قسّم المراقبة إلى فترات أقصر.
refusal-mission-role-not-allowed = يتولى سجل البعثة نفسها المراقبون والضباط المناوبون ورئيس البعثة.
refusal-mission-role-not-allowed-hint = اطلب من أحدهم تقييده. أما الولاية والمواقع فيقيّدها رئيس البعثة أو مدير النظام.
refusal-mission-field-impossible = هذا الاتجاه أو الانفتاح غير ممكن.
refusal-mission-field-impossible-hint = يتجه مجال الرؤية من 0 إلى 359 درجة وينفتح من 1 إلى 360.
refusal-mission-reach-too-far = لا شيء يرى أو يسمع أبعد من 200 كيلومتر.
refusal-mission-reach-too-far-hint = أعطِ المدى بالأمتار.
refusal-mission-ends-before-begin = ينتهي قبل أن يبدأ.
refusal-mission-ends-before-begin-hint = راجع الوقتين.
refusal-mission-area-too-small = للمنطقة ثلاث زوايا على الأقل، أو هي نقطة واحدة بنصف قطر.
refusal-mission-area-too-small-hint = أضف زوايا، أو أعطِ نقطة واحدة ونصف قطرها.
refusal-mission-site-unknown = ليس للبعثة مقر كهذا.
refusal-mission-site-unknown-hint = قيِّد المقر أولاً.
refusal-mission-staff-unknown = لا موظف كهذا.
refusal-mission-staff-unknown-hint = قيِّده أولاً برقمه أو رمز ندائه.
refusal-mission-team-unknown = ليس للبعثة فريق كهذا.
refusal-mission-team-unknown-hint = قيِّد الفريق أولاً.
refusal-mission-staff-elsewhere = أحدهم في مناوبة مع فريق آخر في ذلك الوقت.
refusal-mission-staff-elsewhere-hint = اختر وقتاً آخر أو أشخاصاً آخرين.
refusal-mission-outage-open = الموقع مقيَّد منقطعاً من قبل.
refusal-mission-outage-open-hint = قيِّد أولاً عودته إلى المراقبة.
refusal-mission-no-outage = الموقع غير مقيَّد منقطعاً.
refusal-mission-no-outage-hint = قيِّد الانقطاع أولاً.
refusal-mission-in-future = لا يُقيَّد ما لم يحدث بعد.
refusal-mission-in-future-hint = راجع الوقت والساعة التي قُرئ منها.
refusal-mission-hazard-unknown = لا خطر كهذا.
refusal-mission-hazard-unknown-hint = اختر واحداً من القائمة.
refusal-mission-nothing-to-take-back = لا قيد كهذا، أو سُحب من قبل.
refusal-mission-nothing-to-take-back-hint = راجع رقمه.
refusal-mission-patrol-unknown = لا دورية كهذه.
refusal-mission-patrol-unknown-hint = خطِّطها أولاً.
refusal-mission-patrol-out = انطلقت الدورية من قبل.
refusal-mission-patrol-out-hint = قيِّد ما تفعله الآن.
refusal-mission-patrol-not-out = لم تنطلق الدورية.
refusal-mission-patrol-not-out-hint = قيِّد انطلاقها أولاً.
refusal-mission-patrol-over = انتهت الدورية.
refusal-mission-patrol-over-hint = خطِّط دورية أخرى.
refusal-mission-outside-patrol = يقع هذا الوقت قبل انطلاق الدورية أو بعد عودتها، أو ورد منها اتصال بعد العودة المذكورة.
refusal-mission-outside-patrol-hint = راجع أوقات الدورية.
refusal-mission-plan-impossible = لا تزيد الدورية على 31 يوماً، ويُسمع منها كل 5 دقائق إلى 24 ساعة.
refusal-mission-plan-impossible-hint = خطِّط دورية أقصر، أو اتصالات أخرى.
refusal-mission-track-twice = قُرئ هذا الملف لهذه الدورية من قبل.
refusal-mission-track-twice-hint = لا شيء يلزم فعله.

## Report room

refusal-report-already-submitted = هذا البلاغ مقيَّد في السجل من قبل.
refusal-report-already-submitted-hint = لم يضِع شيء: افتح البلاغ الذي ورد أولاً.
refusal-report-not-submitted = لا يوجد بلاغ كهذا.
refusal-report-not-submitted-hint = تحقّق من المعرّف.
refusal-report-occurred-in-the-future = يقع الحدث بهذا الشكل بعد ورود البلاغ عنه.
refusal-report-occurred-in-the-future-hint = صحّح وقت الحدث أو وقت ورود البلاغ. تحقّق من اليوم، ومن كونه صباحاً أو مساءً.
refusal-report-received-in-the-future = ورد البلاغ بهذا الشكل بعد الوقت الحاضر.
refusal-report-received-in-the-future-hint = صحّح وقت الورود، وتحقّق من ساعة الجهاز.
refusal-report-occurred-too-vague = تمتد مدة الحدث إلى أكثر من 31 يوماً.
refusal-report-occurred-too-vague-hint = ضيّق المدة، أو قدّم بلاغاً عن كل حدث.
refusal-report-party-missing = البلاغ الوارد عبر قناة الأطراف يذكر الطرف الذي قدّمه، ولا يذكره أي بلاغ آخر.
refusal-report-party-missing-hint = اختر الطرف الذي يقدّم البلاغ، أو اختر قناة أخرى واترك هذه الخانة فارغة.
refusal-report-party-not-own = لا يقدّم ضابط الارتباط بلاغات إلا باسم الطرف الذي يمثله.
refusal-report-party-not-own-hint = قدّمه باسم طرفك، أو اطلب من ضابط ارتباط الطرف الآخر تقديمه.
refusal-report-harm-backwards = الحد الأدنى لعدد المتضررين أكبر من الحد الأقصى.
refusal-report-harm-backwards-hint = بدّل الرقمين، أو أدخل الرقم نفسه مرتين.
refusal-report-too-many-observations = لا يتضمن البلاغ أكثر من 50 مشاهدة.
refusal-report-too-many-observations-hint = قسّمه إلى عدة بلاغات.
refusal-report-too-many-attachments = لا يُرفق بالبلاغ أكثر من 20 ملفاً.
refusal-report-too-many-attachments-hint = أرسل بقية الملفات مع بلاغ آخر من المصدر نفسه.
refusal-report-own-origin = لا يمكن أن ينقل البلاغ عن نفسه.
refusal-report-own-origin-hint = اختر البلاغ الآخر الذي أُخذ هذا البلاغ عنه.
refusal-report-already-withdrawn = سُحب هذا البلاغ من قبل.
refusal-report-already-withdrawn-hint = لا يلزم شيء آخر. ويبقى البلاغ مقروءاً.
refusal-report-withdrawal-not-own = لا يسحب البلاغَ إلا مُرسله أو رئيس البعثة.
refusal-report-withdrawal-not-own-hint = اطلب ذلك من أحدهما.
refusal-report-lineage-not-staff = يحكم الضباط المناوبون وموظفو التحقق والمراجعون في ما إذا كان بلاغ ينقل عن آخر.
refusal-report-lineage-not-staff-hint = أخبر أحدهم بما تعرفه عن مصدره الأصلي.

## Incident room

refusal-incident-already-open = هذا الحادث موجود من قبل.
refusal-incident-already-open-hint = افتحه واربط البلاغ به.
refusal-incident-not-open = لا يوجد حادث كهذا.
refusal-incident-not-open-hint = تحقّق من المعرّف.
refusal-incident-no-reports = يحتاج الحادث إلى بلاغ واحد على الأقل.
refusal-incident-no-reports-hint = اختر بلاغاً أو أكثر.
refusal-incident-report-twice = ذُكر البلاغ نفسه مرتين.
refusal-incident-report-twice-hint = اذكره مرة واحدة.
refusal-incident-report-unknown = أحد البلاغات المذكورة غير مقيَّد في السجل.
refusal-incident-report-unknown-hint = تحقّق من معرّف البلاغ.
refusal-incident-already-linked = هذا جزء من الحادث من قبل.
refusal-incident-already-linked-hint = لا يلزم شيء آخر.
refusal-incident-not-linked = البلاغ غير مرتبط بهذا الحادث.
refusal-incident-not-linked-hint = أعد تحميل الصفحة: ربما فكّ غيرك الارتباط قبلك.
refusal-incident-nothing-to-split = يمكن إخراج بعض بلاغات الحادث لا جميعها.
refusal-incident-nothing-to-split-hint = سمِّ بلاغاً واحداً على الأقل واترك واحداً على الأقل.
refusal-incident-last-report = لا يمكن فكّ ارتباط البلاغ الأخير بالحادث.
refusal-incident-last-report-hint = ادمج الحادث في الحادث الذي ينتمي إليه البلاغ.
refusal-incident-merged = دُمج هذا الحادث في حادث آخر.
refusal-incident-merged-hint = اعمل على الحادث الآخر، أو تراجع عن الدمج.
refusal-incident-merged-into-itself = لا يمكن دمج حادث في نفسه.
refusal-incident-merged-into-itself-hint = اختر حادثاً آخر.
refusal-incident-not-absorbed = لم يُدمج ذلك الحادث في هذا الحادث.
refusal-incident-not-absorbed-hint = أعد تحميل الصفحة: ربما جرى التراجع عن الدمج من قبل.
refusal-incident-not-staff = يجمع البلاغاتِ في حوادث الضباطُ المناوبون وموظفو التحقق والمراجعون.
refusal-incident-not-staff-hint = أخبر أحدهم بالبلاغات التي ينبغي جمعها، وبالسبب.

## Verification room

refusal-verification-already-open = هذا الحادث قيد التحقق من قبل.
refusal-verification-already-open-hint = افتح ملف القضية.
refusal-verification-not-open = هذا الحادث ليس قيد التحقق.
refusal-verification-not-open-hint = افتح عملية تحقق أولاً.
refusal-verification-no-incident = لا يوجد حادث كهذا، أو أنه دُمج في حادث آخر.
refusal-verification-no-incident-hint = اعمل على الحادث الذي دُمج فيه.
refusal-verification-deadline-past = الموعد النهائي المحدد قد مضى.
refusal-verification-deadline-past-hint = اختر وقتاً بعد الوقت الحاضر.
refusal-verification-claimed-by-other = يتولى شخص آخر هذه القضية، ولم تنقضِ مدة توليه.
refusal-verification-claimed-by-other-hint = اطلب منه التخلي عنها، أو انتظر حتى تنقضي المدة.
refusal-verification-claim-too-long = ينتهي تولي القضية بعد الوقت الحاضر، ولا يتجاوز 14 يوماً.
refusal-verification-claim-too-long-hint = اختر مدة أقصر. ويمكنك تولي القضية مرة أخرى لاحقاً.
refusal-verification-not-claimed = أنت لا تتولى هذه القضية.
refusal-verification-not-claimed-hint = تولَّ القضية قبل العمل عليها.
refusal-verification-own-report = لا يتحقق أحد مما أبلغ عنه بنفسه.
refusal-verification-own-report-hint = اترك هذه القضية لأحد زملائك.
refusal-verification-recused = تنحّيت عن هذه القضية.
refusal-verification-recused-hint = اتركها لأحد زملائك. ولا رجوع عن التنحّي.
refusal-verification-role-not-allowed = هذه الخطوة ليست من صلاحيات دورك.
refusal-verification-role-not-allowed-hint = اطلبها ممن هي من صلاحياته. وتبيّن صفحة الأدوار من يفعل ماذا.
refusal-verification-evidence-number = تُرقَّم الأدلة دون فجوات.
refusal-verification-evidence-number-hint = أضاف غيرك دليلاً قبلك. أعد تحميل الصفحة وأضف دليلك من جديد.
refusal-verification-no-crater = لا يدل على الجهة التي جاءت منها القذيفة إلا تحليل حفرة.
refusal-verification-no-crater-hint = اختر نوع الحفر، أو اترك الموقع والسمت والمدى فارغة.
refusal-verification-place-without-reports = لا يذكر أي بلاغ في هذه الحادثة مكان وقوعها.
refusal-verification-place-without-reports-hint = اربط بلاغاً يذكر مكاناً، أو تابع دونه.
refusal-verification-denied-by-missing = اذكر الطرف الذي منع الوصول، ولا تذكره إلا حيث مُنع الوصول.
refusal-verification-denied-by-missing-hint = اختر الطرف، أو اختر سبباً آخر.
refusal-verification-cited-without-denial = لا يُستشهد بتقييد إلا حيث منع طرف الوصول.
refusal-verification-cited-without-denial-hint = اذكر الطرف الذي منع الوصول، أو لا تستشهد بشيء.

## Finding room

refusal-finding-proposal-pending = هناك استنتاج ينتظر المراجعة أو القرار.
refusal-finding-proposal-pending-hint = انتظر البتّ فيه، أو اطلب من رئيس البعثة إعادته.
refusal-finding-nothing-proposed = لا يوجد استنتاج قيد الانتظار.
refusal-finding-nothing-proposed-hint = يقترح الاستنتاجَ أولاً موظفُ التحقق الذي يتولى القضية.
refusal-finding-other-incident = يبقى الاستنتاج مع الحادث الذي يخصه.
refusal-finding-other-incident-hint = اقترح للحادث الآخر استنتاجاً خاصاً به.
refusal-finding-wrong-aim = لا يعقب الاستنتاجَ الأول إلا تصحيح المنشور أو سحبه.
refusal-finding-wrong-aim-hint = اختر التصحيح أو السحب لما هو منشور، والاستنتاج الأول لما لم يُنشر.
refusal-finding-retracted = سُحب هذا الاستنتاج.
refusal-finding-retracted-hint = يبقى مسحوباً، ويبقى تاريخه مقروءاً.
refusal-finding-not-claimed = يقترح الاستنتاجَ من يتولى القضية.
refusal-finding-not-claimed-hint = تولَّ القضية أولاً.
refusal-finding-own-report = لا يبتّ أحد فيما أبلغ عنه بنفسه.
refusal-finding-own-report-hint = اترك هذه الخطوة لأحد زملائك.
refusal-finding-recused = تنحّيت عن هذه القضية.
refusal-finding-recused-hint = اترك هذه الخطوة لأحد زملائك. ولا رجوع عن التنحّي.
refusal-finding-role-not-allowed = هذه الخطوة ليست من صلاحيات دورك.
refusal-finding-role-not-allowed-hint = يقترح موظف التحقق، ويراجع المُراجِع، ويقرر رئيس البعثة وينشر.
refusal-finding-same-person = الاقتراح والمراجعة والقرار يتولاها أشخاص مختلفون.
refusal-finding-same-person-hint = اترك هذه الخطوة لأحد زملائك.
refusal-finding-reviewed-already = راجعتَ هذا الاستنتاج من قبل.
refusal-finding-reviewed-already-hint = تبقى مراجعتك قائمة. ويمكن لمُراجِع آخر أن يضيف مراجعته.
refusal-finding-review-missing = لم يوافق أي مُراجِع بعد.
refusal-finding-review-missing-hint = اطلب من مُراجِع النظر في الاستنتاج، أو أعده إلى التحقق.
refusal-finding-notice-missing = لم يُستمع بعد إلى طرف يسمّيه الاستنتاج.
refusal-finding-notice-missing-hint = أبلغه بالإشعار، وانتظر رده أو انقضاء مهلة الرد.
refusal-finding-not-decided = لم يُبتّ في الاستنتاج بعد.
refusal-finding-not-decided-hint = بُتّ فيه قبل نشره.
refusal-finding-standard-not-met = المصادر الأصلية المستقلة أو الأدلة أقل مما يلزم لهذا الاستنتاج.
refusal-finding-standard-not-met-hint = أضف أدلة من مصدر أصلي آخر، أو اختر استنتاجاً أكثر تحفظاً مثل «مرجّح» أو «غير مؤكّد».
refusal-finding-one-partys-word = لا يُنسب شيء بناءً على كلام الأطراف وحده.
refusal-finding-one-partys-word-hint = أضف دليلاً أو بلاغاً لا يعود إلى أي طرف، أو اتركه غير منسوب.
refusal-finding-attribution-standard = لا تبلغ النسبة معيار الإثبات الذي يشترطه الاتفاق.
refusal-finding-attribution-standard-hint = أضف أدلة حتى يُستوفى المعيار، أو اتركه غير منسوب.
refusal-finding-attributed-unverified = ما لم يُتحقق منه لا يُنسب.
refusal-finding-attributed-unverified-hint = اختر «لم يُنسب»، أو أثبت أولاً أنه وقع.
refusal-finding-classified-unverified = ما لم يُتحقق منه لا يُعدّ خرقاً.
refusal-finding-classified-unverified-hint = اختر «غير مبتوت فيه»، أو أثبت أولاً أنه وقع.
refusal-finding-article-unknown = لا يتضمن الاتفاق مادة كهذه نافذة في ذلك الوقت.
refusal-finding-article-unknown-hint = اختر مادة من القائمة الخاصة بذلك المكان والوقت.
refusal-finding-gravity-without-violation = لا تُقدَّر الجسامة إلا للخرق.
refusal-finding-gravity-without-violation-hint = اختر «لم تُقدَّر»، أو صنّف الحادث خرقاً لمادة.
refusal-finding-denied-by-missing = اذكر الطرف الذي منع الوصول، ولا تذكره إلا حيث مُنع الوصول.
refusal-finding-denied-by-missing-hint = اختر الطرف، أو اختر سبباً آخر.

## Response room

refusal-response-nothing-pending = لا يوجد استنتاج ينتظر الإشعار.
refusal-response-nothing-pending-hint = يُبلَّغ الإشعار ما دام الاستنتاج ينتظر القرار.
refusal-response-notice-served-already = أُشعر الطرف بهذا الاستنتاج من قبل.
refusal-response-notice-served-already-hint = لا يلزم شيء آخر. وتسري مهلة الرد من الإشعار الأول.
refusal-response-reply-time-too-short = للطرف مهلة لا تقل عن ساعة واحدة للرد.
refusal-response-reply-time-too-short-hint = اختر نهاية لاحقة لمهلة الرد.
refusal-response-notice-missing = لم يتلقَّ الطرف إشعاراً يمكنه الرد عليه.
refusal-response-notice-missing-hint = انتظر إشعار البعثة.
refusal-response-not-own-party = لا يردّ باسم الطرف إلا ضابط ارتباطه.
refusal-response-not-own-party-hint = سجّل الدخول بصفة ضابط ارتباط ذلك الطرف.
refusal-response-role-not-allowed = هذه الخطوة ليست من صلاحيات دورك.
refusal-response-role-not-allowed-hint = يبلّغ الإشعاراتِ الضباطُ المناوبون والمراجعون ورئيس البعثة.

## Publication room

refusal-publication-role-not-allowed = يوقّع رئيس البعثة ما يُنشر.
refusal-publication-role-not-allowed-hint = اطلب من رئيس البعثة إصداره.
refusal-publication-already-issued = صدر هذا الإصدار من قبل.
refusal-publication-already-issued-hint = افتحه في قائمة الإصدارات.
refusal-publication-not-issued = لا يوجد إصدار كهذا.
refusal-publication-not-issued-hint = تحقّق من المعرّف.
refusal-publication-already-withdrawn = سُحب هذا الإصدار من قبل.
refusal-publication-already-withdrawn-hint = لا يلزم شيء آخر. ويبقى الإصدار مقروءاً.
