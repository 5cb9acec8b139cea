## What an answer's status means, in few words

core-status-400 = لا يمكن قراءة الطلب
core-status-401 = يُرجى تسجيل الدخول
core-status-403 = غير مسموح
core-status-404 = غير موجود
core-status-405 = ليس بهذه الطريقة
core-status-408 = استغرق وقتاً أطول من اللازم
core-status-409 = القواعد لا تسمح
core-status-413 = أكبر من المسموح به
core-status-415 = هذا النوع غير مقبول
core-status-422 = يلزم تصحيح شيء
core-status-429 = طلبات كثيرة
core-status-500 = حدث خلل
core-status-503 = غير متاح حالياً
core-status-504 = استغرق وقتاً أطول من اللازم

error-sign-in = هذه الصفحة لمن لهم حساب.
error-sign-in-hint = سجّل الدخول للاطلاع عليها. وما هو علني لا يحتاج إلى حساب.
error-own-route = لهذا القيد عنوان خاص به يُبقي أجزاءه معاً.
error-own-route-hint = راجع وصف واجهة البرمجة: فالبلاغات والحوادث (الفتح والدمج والتراجع عن الدمج والفصل) والإصدارات تُرسل إلى عناوينها الخاصة.
error-terms-faulty = في بنود هذا الاتفاق خلل.
error-terms-faulty-hint = اسأل صفحة الاتفاقات أو واجهة الفحص عمّا فيها.
error-attachments = لا يمكن ذكر الملفات في JSON.
error-attachments-hint = اتركه، وأرسل الملفات أجزاءً في الطلب نفسه.
error-does-not-add-up = المجاميع لا توافق أجزاءها، فلم يصدر شيء.
error-does-not-add-up-hint = شغّل «mirqab check» وأبلغ مدير النظام.
error-period-not-over = لم تنتهِ المدة بعد.
error-period-not-over-hint = يصدر تقرير الموقف بعد آخر ثانية من آخر يوم فيه.
error-no-such-size = لم يبلغ السجل هذا الحجم، أو لم يبلغه بعد.
error-no-such-size-hint = اطلب حجماً لا يتجاوز حجم أحدث نقطة تحقق، وموضعاً دونه.
error-invalid-request = في الطلب ما لا يمكن قبوله على حاله.
error-invalid-request-hint = صحّح الحقول المذكورة في قائمة الأخطاء. لم يُقيَّد شيء.
error-one-file = أرسِل ملفاً واحداً مع كل مادة إثبات.
error-one-file-hint = أضف مواد أخرى للملفات الأخرى.
