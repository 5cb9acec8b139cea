## What can go wrong beside the rules

error-denied = هذا ليس من صلاحيات دورك.
error-denied-hint = سجّل الدخول بحساب له هذا الدور، أو اطلب ذلك ممن له هذا الدور.
error-not-found = لا توجد صفحة أو قيد كهذا.
error-not-found-hint = تحقّق من العنوان. وما ليس علنياً لا يظهر إلا بعد تسجيل الدخول.
error-conflict = غيّر شخص آخر هذا القيد أثناء عملك عليه.
error-conflict-hint = لم يُقيَّد شيء مما أدخلته. أعد تحميل الصفحة، واطّلع على الجديد، ثم حاول مرة أخرى.
error-invalid-field = في الاستمارة ما لا يمكن قبوله على حاله.
error-invalid-field-hint = صحّح الخانات المعلَّمة. وما أدخلته لا يزال موجوداً.
error-too-large = هذا أكبر من المسموح به. الحد الأقصى { $most }.
error-too-large-hint = أرسل ملفات أصغر، أو قسّم الاستيراد إلى عدة ملفات.
error-unsupported-media-type = لا يُقبل هنا هذا النوع من الملفات أو المحتوى.
error-unsupported-media-type-hint = استخدم أحد الأنواع المذكورة في الصفحة.
error-rate-limited = وردت طلبات كثيرة في وقت قصير.
error-rate-limited-hint = انتظر دقيقة ثم حاول مرة أخرى.
error-locked-out = تكرر إدخال كلمة مرور خاطئة. لا يقبل هذا الحساب أي كلمة مرور لبعض الوقت.
error-locked-out-hint = انتظر 15 دقيقة، أو راجع مدير النظام.
error-wrong-password = الاسم أو كلمة المرور غير صحيح.
error-wrong-password-hint = تحقّق منهما ومن لغة لوحة المفاتيح.
error-csrf = هذه الاستمارة لا تعود إلى جلستك.
error-csrf-hint = أعد تحميل الصفحة وأرسلها من جديد. لم يُقيَّد شيء.
error-session-expired = انتهت جلستك.
error-session-expired-hint = سجّل الدخول من جديد. لم يُقيَّد شيء.
error-read-only = لا يمكن التقييد حالياً: مجلد البيانات متاح للقراءة فقط.
error-read-only-hint = القراءة مستمرة. ويتحقق مدير النظام من أذونات المجلد.
error-disk-full = لم يبقَ حيّز على القرص. لم يُقيَّد شيء من هذا.
error-disk-full-hint = يفسح مدير النظام حيّزاً، ثم أرسله من جديد.
error-disk-fails = القرص لا يقرأ أو لا يكتب كما ينبغي. لم يُسجَّل شيء من هذا.
error-disk-fails-hint = ينظر أحد المسؤولين في القرص وفي الحدود التي يضعها النظام.
error-in-use = تعمل عملية أخرى على مجلد البيانات هذا.
error-in-use-hint = أوقفها أولاً.
error-damaged = مجلد البيانات تالف.
error-damaged-hint = استعد نسخة احتياطية، وشغّل «mirqab check» عليها.
error-newer-folder = كتب مجلدَ البيانات برنامج أحدث.
error-newer-folder-hint = استخدم البرنامج الأحدث.
error-no-folder = لا يوجد مجلد بيانات هنا.
error-no-folder-hint = أنشئ مجلداً بالأمر «mirqab init».
error-folder-taken = يوجد مجلد بيانات هنا من قبل.
error-folder-taken-hint = اختر مجلداً آخر.
error-method-not-allowed = لا يقبل هذا العنوان طلباً كهذا.
error-method-not-allowed-hint = ارجع واستخدم أزرار الصفحة نفسها.
error-timeout = استغرقت الإجابة وقتاً أطول من اللازم.
error-timeout-hint = حاول مرة أخرى. فإرسال البلاغ نفسه مرتين لا يُنشئ إلا بلاغاً واحداً.
error-bad-request = لا يمكن قراءة الطلب.
error-bad-request-hint = قارن صيغته بوصف واجهة البرمجة.
error-internal = حدث خلل من جانبنا.
error-internal-hint = لم يُقيَّد شيء منقوصاً. حاول مرة أخرى، وإن تكرر الأمر فأعطِ مدير النظام هذا الرقم: { $number }
error-go-back = رجوع
error-go-home = إلى النظرة العامة
error-summary =
    { $count ->
        [zero] لا شيء يحتاج إلى تصحيح.
        [one] يلزم تصحيح أمر واحد قبل التقييد.
        [two] يلزم تصحيح أمرين قبل التقييد.
        [few] يلزم تصحيح { $count } أمور قبل التقييد.
        [many] يلزم تصحيح { $count } أمراً قبل التقييد.
       *[other] يلزم تصحيح { $count } أمر قبل التقييد.
    }
error-summary-title = يُرجى تصحيح ما يلي

## What can be wrong with one field

field-required = هذه الخانة لازمة.
field-required-hint = املأها.
field-empty = النص فارغ.
field-empty-hint = اكتب شيئاً، أو اترك الخانة إن كانت اختيارية.
field-too-long = عدد محارف النص { $length }. الحد الأقصى { $most }.
field-too-long-hint = اختصره، أو أرفق النص كاملاً في ملف.
field-control = في النص محرف تحكّم غير مرئي.
field-control-hint = احذفه، أو اكتب النص من جديد بدل لصقه.
field-not-an-instant = هذا ليس وقتاً.
field-not-an-instant-hint = اكتب اليوم والوقت، مثل ⁦2020-01-12 02:30⁩.
field-not-a-day = هذا ليس يوماً من أيام التقويم.
field-not-a-day-hint = اكتبه سنة فشهراً فيوماً، مثل ⁦2020-01-12⁩.
field-backwards = النهاية قبل البداية.
field-backwards-hint = بدّلهما، أو صحّح أحدهما.
field-out-of-range = الوقت خارج السنوات من 1900 إلى 2200.
field-out-of-range-hint = صحّح السنة.
field-not-a-zone = هذه ليست منطقة زمنية.
field-not-a-zone-hint = استخدم اسماً مثل Africa/Tripoli.
field-latitude = يقع خط العرض بين −90 و90 درجة.
field-latitude-hint = خط العرض يأتي أولاً. ربما بُدّل الرقمان.
field-longitude = يقع خط الطول بين −180 و180 درجة.
field-longitude-hint = خط الطول يأتي ثانياً. ربما بُدّل الرقمان.
field-bearing = يقع الاتجاه بين 0 وأقل من 360 درجة، وخطؤه بين 0.1 و180.
field-bearing-hint = أدخل الدرجات من الشمال الجغرافي باتجاه عقارب الساعة: الشرق 90.
field-band = تمتد المسافة من الأقرب إلى الأبعد، وإلى 200 كم على الأكثر.
field-band-hint = أدخل المسافة الأقرب أولاً، بالأمتار.
field-not-a-number = هذا ليس رقماً.
field-not-a-number-hint = استخدم الأرقام وحدها. تُقبل الأرقام المشرقية والمغربية معاً.
field-number-range = يجب أن يقع الرقم بين { $least } و{ $most }.
field-number-range-hint = أدخل رقماً ضمن هذين الحدّين.
field-party-code = هذا ليس رمز طرف.
field-party-code-hint = اختر طرفاً من القائمة.
field-id = هذا ليس معرّفاً من معرّفات السجل.
field-id-hint = يتكون المعرّف من 26 حرفاً ورقماً. انسخه كاملاً.
field-unknown-code = هذا ليس من الخيارات المتاحة.
field-unknown-code-hint = اختر من القائمة.
field-file-too-large = الملف أكبر من المسموح به. الحد الأقصى { $most }.
field-file-too-large-hint = أرسل ملفاً أصغر.
field-file-missing = لم يُختر ملف.
field-file-missing-hint = اختر ملفاً.
field-password-short = كلمة المرور قصيرة. يلزم { $least } محارف على الأقل.
field-password-short-hint = عدة كلمات متتالية تصلح كلمة مرور جيدة.
field-passwords-differ = كلمتا المرور غير متطابقتين.
field-passwords-differ-hint = اكتبهما من جديد.
field-name-taken = هذا الاسم مستخدم.
field-name-taken-hint = اختر اسماً آخر.
field-account-name = لا يصلح هذا اسماً للدخول.
field-account-name-hint = استعمل حروفاً لاتينية وأرقاماً ونقطة وشرطة، 60 على الأكثر.
field-party-and-role = مندوب الطرف وحده يتصرف باسم طرف.
field-party-and-role-hint = اختر الطرف للمندوب، ولا تختر طرفاً لأي دور آخر.
field-password-wrong = ليست هذه كلمة سرك الحالية.
field-password-wrong-hint = اكتبها ثانية. بعد عدة محاولات خاطئة لا يقبل الحساب أي محاولة لبعض الوقت.
field-own-account = لا يغلق أحد حسابه بنفسه.
field-own-account-hint = اطلب ذلك من مدير آخر.
field-json = ليس هذا اتفاقاً بعد. عند «{ $path }»: { $detail }
field-json-hint = أصلح هذا الموضع وأرسله ثانية. لم يُسجَّل شيء.
field-terms = في البنود خلل: { $faults }
field-terms-hint = أصلحه وأرسله ثانية. لم يُسجَّل شيء.
