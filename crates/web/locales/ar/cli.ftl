## ما لا تستطيعه أوامر البرنامج

cli-import-error = السطر { $line }، العمود «{ $column }»، القيمة «{ $value }»: { $what }
cli-no-demonstration = ليس { $path } عرضاً تجريبياً.
cli-no-demonstration-hint = لا يُحذف ويُنشأ من جديد إلا العروض التجريبية.
cli-loopback-only = كلمات السر في العرض التجريبي معروفة، ولذلك لا يعمل إلا على هذا الجهاز نفسه.
cli-loopback-only-hint = شغّله على { $address }.
cli-address-taken = لا يمكن استخدام { $address } للخدمة.
cli-address-taken-hint = ربما يعمل عليه برنامج آخر. اختر منفذاً غيره، أو 0 لأي منفذ خالٍ.
cli-no-finding = لا يوجد استنتاج منشور برقم { $id }.
cli-no-finding-hint = اعرض الموجود منها: { $command }.
cli-no-account = لا يوجد حساب باسم { $name }.
cli-no-account-hint = اعرض الموجود منها: { $command }.
cli-account-taken = يوجد حساب باسم { $name } من قبل.
cli-account-taken-hint = اختر اسماً آخر.
cli-no-role = لا يوجد دور باسم { $role }.
cli-no-role-hint = اعرض الموجود منها: { $command }.
cli-party-of-liaison = لضابط ارتباط الطرف طرف، وليس لغيره طرف.
cli-party-of-liaison-hint = اذكر { $option } مع ذلك الدور لا مع غيره.
cli-no-field = لا يوجد حقل باسم { $field }.
cli-no-field-hint = اختر واحداً من هذه: { $fields }.
cli-no-column = لا يوجد عمود باسم { $column }.
cli-no-column-hint = اختر واحداً من هذه: { $columns }.
cli-not-a-mapping = لا يقول «{ $map }» أي عمود يتضمن الحقل.
cli-not-a-mapping-hint = اكتبه هكذا: { $example }.
cli-backup-does-not-hold = النسخة الاحتياطية غير سليمة. لم يُستعَد شيء.
cli-backup-does-not-hold-hint = خذ نسخة احتياطية أقدم.
