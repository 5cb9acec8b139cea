## Counting rules: each figure names the rule by which it was counted

figures-title = الأرقام
figures-rule = قاعدة العدّ
figures-rules = قواعد العدّ، الإصدار { $version }
figures-rules-intro = لا يُذكر رقم دون قاعدته. ولا تُجمع أبداً أرقام قواعد مختلفة.
figures-period = المدة
figures-as-of = حتى موضع السجل { $position }
figures-traceable = يمكن تتبّع كل رقم إلى موضع السجل { $position } وإعادة حسابه منه.
rule-reports-received = البلاغات الواردة
rule-reports-received-hint = البلاغات التي وصلت إلى البعثة خلال المدة، بما فيها المسحوبة والمنقولة عن غيرها. وقد تروي عدة بلاغات حدثاً واحداً.
rule-incidents-reported = الحوادث المبلَّغ عنها
rule-incidents-reported-hint = الحوادث التي بدأت خلال المدة وفق كل البلاغات التي ترويها. ويُعدّ كل حادث مرة واحدة، والمدموج يُعدّ ضمن ما دُمج فيه. والإبلاغ عن حادث لا يعني أنه وقع.
rule-incidents-verified = الحوادث المتحقَّق منها
rule-incidents-verified-hint = ما كان منها له استنتاج منشور، والوقوع فيه مؤكّد أو مدعّم.
rule-incidents-attributed = الحوادث المنسوبة
rule-incidents-attributed-hint = ما كان من الحوادث المتحقَّق منها يسمّي استنتاجه المنشور طرفاً واحداً أو الطرفين كليهما. وما سواها متحقَّق منه وغير منسوب، وهي نتيجة كسائر النتائج.
rule-breaches-found = الخروقات الثابتة
rule-breaches-found-hint = حوادث المدة التي يقول استنتاجها المنشور إن مادة قد خُرقت. ولا يُعدّ خرقاً إلا ما جرى التحقق منه.
rule-unable-to-verify = الحوادث التي تعذّر التحقق منها
rule-unable-to-verify-hint = الحوادث التي لها استنتاج منشور بذلك، حسب السبب. ولا يعني ذلك أنها لم تقع.
rule-independent-origins = المصادر الأصلية المستقلة
rule-independent-origins-hint = الأصوات التي وراء الحوادث المبلَّغ عنها، أياً كان عدد المواد: فالمنقول يتبع ما نُقل عنه، وبلاغات المصدر الواحد أو الطرف الواحد عن الحادث كلها مصدر أصلي واحد. والبلاغات المسحوبة لا صوت لها.
rule-casualties-reported = الضحايا المبلَّغ عنهم
rule-casualties-reported-hint = لكل حادث من أدنى عدد لدى أكثر مصادره تحفظاً إلى أعلى عدد لدى أوسعها؛ ثم تُجمع هذه المجالات على الحوادث. ولا تُجمع أبداً بلاغات الحادث الواحد.
rule-casualties-verified = الضحايا في الحوادث المتحقَّق منها، كما أُبلغ عنهم
rule-casualties-verified-hint = المجال نفسه للحوادث المتحقَّق منها وحدها. والتحقق من الحادث ليس تحققاً من عدد المتضررين.
rule-incidents-with-harm = الحوادث التي أُبلغ عن متضررين فيها
rule-incidents-with-harm-hint = الحوادث التي يقول بلاغ واحد على الأقل إن أشخاصاً تضرروا فيها.
rule-killed-reported = القتلى، كما أُبلغ عنهم
rule-killed-reported-hint = من الأدنى إلى الأعلى، وفق قاعدة الضحايا المبلَّغ عنهم.
rule-injured-reported = الجرحى، كما أُبلغ عنهم
rule-injured-reported-hint = من الأدنى إلى الأعلى، وفق قاعدة الضحايا المبلَّغ عنهم.
rule-observations = الانفجارات والرشقات والطلقات المعدودة
rule-observations-hint = كما عدّها مراقب واحد، مع «نحو» و«ما لا يقل عن». ولا تُجمع أبداً أعداد مراقبين مختلفين.
rule-watch-hours = ساعات المراقبة
rule-watch-hours-hint = ساعات المدة التي راقب فيها موقع واحد على الأقل من مواقع البعثة. والمراقبات المتداخلة تُعدّ مرة واحدة.
rule-rate = الحوادث المبلَّغ عنها لكل 100 ساعة مراقبة
rule-rate-hint = لا معدّل دون ساعات مراقبة.
rule-restrictions = تقييدات حركة البعثة
rule-restrictions-hint = التقييدات التي بدأت خلال المدة، حسب النوع.
rule-of-reported = من المبلَّغ عنه
rule-of-verified = من المتحقَّق منه
figures-subset-of-base = متحقَّق من { $verified } من أصل { $reported } مبلَّغ عنها
figures-by-kind = حسب النوع
figures-by-party-reporting = حسب الجهة المبلِّغة
figures-by-channel = حسب القناة
figures-by-party = حسب الطرف، بترتيب الاتفاق نفسه
figures-by-party-note = ثلاثة أمور مختلفة لا تُجمع أبداً: من يبلّغ، ومن تتهمه البلاغات، وإلى من تنسب الاستنتاجات.
figures-party-filed = بلاغات قدّمها
figures-party-accused = حوادث تتهمه البلاغات بها
figures-party-attributed = حوادث منسوبة إليه
figures-by-attribution = حسب النسبة
figures-by-outcome = حسب الوقوع
figures-by-day = حسب اليوم
figures-total = المجموع

## Comparison with the period before

compare-previous = المدة السابقة
compare-change = التغيّر
compare-up = أكثر بـ{ $n } من المدة السابقة
compare-down = أقل بـ{ $n } من المدة السابقة
compare-same = كما في المدة السابقة
compare-none = لا رقم في المدة السابقة للمقارنة به.
compare-coverage-differs = ساعات المراقبة مختلفة بين المدتين: { $now } مقابل { $before }. فلتُجرَ المقارنة بحذر.
compare-late = قد تغيّر بلاغات ترد لاحقاً أرقام هذه المدة.

## Totals that do not add up

cross-foot-title = المجاميع غير متطابقة
cross-foot-refused = لا يصدر شيء حتى تتطابق.
cross-foot-parts = { $what }: مجموع الأجزاء { $sum }، والمجموع المذكور { $total }.
cross-foot-subset = { $part } ({ $part-number }) أكثر من { $whole } ({ $whole-number }) الذي هو جزء منه.
cross-foot-days = { $what }: مجموع الأيام { $sum }، ورقم المدة { $total }.
cross-foot-range = { $what }: الحد الأدنى ({ $least }) أكبر من الحد الأقصى ({ $greatest }).
cross-foot-good = كل المجاميع متطابقة.

## Which sum does not agree

mismatch-reports-by-channel = البلاغات الواردة، حسب القناة
mismatch-incidents-by-kind = الحوادث المبلَّغ عنها، حسب النوع
mismatch-incidents-by-occurrence = الحوادث المبلَّغ عنها، حسب الوقوع
mismatch-incidents-by-day = الحوادث المبلَّغ عنها، حسب اليوم
mismatch-verified-by-occurrence = الحوادث المتحقَّق منها، حسب الوقوع
mismatch-verified-by-day = الحوادث المتحقَّق منها، حسب اليوم
mismatch-verified-by-attribution = الحوادث المتحقَّق منها، حسب النسبة
mismatch-attributed-by-attribution = الحوادث المنسوبة، حسب النسبة
mismatch-watch-by-day = ثواني المراقبة، حسب اليوم
