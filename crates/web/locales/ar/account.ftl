## Signing in

sign-in-title = تسجيل الدخول
sign-in-intro = ما هو علني لا يحتاج إلى حساب.
sign-in-name = الاسم
sign-in-password = كلمة المرور
sign-in-button = سجّل الدخول
sign-in-show-password = أظهر كلمة المرور
sign-in-demonstration = حسابات العرض التوضيحي
sign-in-demonstration-hint = لكل دور حساب هنا. وكلمة المرور هي { $password }.
signed-out = سُجّل خروجك.
session-ends = تنتهي جلستك { $time }.

## Accounts

accounts-title = الحسابات
accounts-intro = من له أن يعمل في البعثة وبأي دور. ومدير النظام يدير الحسابات ولا يرى أي قضية.
account-title = حساب
account-new = حساب جديد
account-name = اسم الدخول
account-name-hint = حروف لاتينية وأرقام ونقطة وواصلة.
account-shown-name = الاسم الظاهر
account-role = الدور
account-party = الطرف، لضابط الارتباط
account-active = يمكنه الدخول
account-inactive = لا يمكنه الدخول
account-deactivate = أغلق الحساب
account-deactivate-hint = تنتهي كل جلساته. ويبقى ما قيّده.
account-activate = أعد فتح الحساب
account-locked-until = مقفل حتى { $time }
account-new-password = كلمة مرور جديدة
account-repeat-password = كرّرها
account-password-hint = { $least } محارف على الأقل.
account-set-password = عيّن كلمة المرور
account-password-set = عُيّنت كلمة المرور.
account-end-sessions = أنهِ كل الجلسات
account-sessions-ended = انتهت كل الجلسات والرموز.
account-saved = حُفظ الحساب.
account-yours = حسابك
roles-title = الأدوار
roles-intro = جدول واحد يحدد من يفعل ماذا. وترجع إليه الصفحات وواجهة البرمجة والتصدير على السواء.
roles-separation = لا دور يأخذ القضية المسار كله: واحد يقترح وثانٍ يراجع وثالث يبتّ.

## Tokens for programs

tokens-title = رموز الدخول
tokens-intro = للبرامج والأجهزة. ويعمل الرمز باسم حسابه.
token-label = الغرض منه
token-days = صالح لكم يوم
token-new = أنشئ رمزاً
token-made = انسخه الآن. فلن يظهر مرة أخرى.
token-expires = صالح حتى { $time }
account-add = فتح الحساب
account-change = تغييره
account-present-password = كلمة السر الحالية
account-change-password = تغيير كلمة السر
account-may = ما يجوز لك
tokens-none = لا رموز.
token-over = لم يعد صالحاً
token-which = أي رمز
token-end = إنهاء رمز
