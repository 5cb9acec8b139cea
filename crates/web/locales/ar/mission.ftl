## The mission and its coverage

mission-title = البعثة
mission-mandate = الولاية
mission-head = رئيس البعثة
mission-staff = الموظفون
mission-posts = المواقع
mission-post-range = المدى
mission-not-set-up = لم تُنشأ البعثة بعد.
coverage-title = التغطية
coverage-intro = من كان بوسعه أن يرى أو يسمع، وأين ومتى. وحيث لم يراقب أحد لا يمكن قول شيء؛ فالخانة الفارغة ليست صفراً.
coverage-watched = تحت المراقبة
coverage-not-watched = دون مراقبة
coverage-partly = تحت المراقبة في جزء من الوقت
coverage-watch-hours = ساعات المراقبة
coverage-share = نسبة الوقت الذي راقب فيه موقع واحد على الأقل
coverage-by-day = نهاراً
coverage-by-night = ليلاً
coverage-last-watch = آخر مراقبة
coverage-posts-out = المواقع التي لم تراقب
watch-new = قيِّد مراقبة
watch-post = الموقع
watch-from = راقب من
watch-to = راقب حتى

## Restrictions

restrictions-title = تقييدات الحركة والرصد
restrictions-intro = حيث مُنعت البعثة من الرصد: مَن، وأين، وكم دام ذلك، والسبب المعطى، والمهمة التي فاتت.
restriction-kind = ما حدث
restriction-by = الجهة التي فرضته
restriction-by-unknown = لا يُعرف من فرضه.
restriction-during = متى وكم دام
restriction-reason = السبب المعطى، كما ورد
restriction-task = المهمة التي فاتت
restriction-lasted = المدة: { $duration }.
restriction-new = قيِّد تقييداً للحركة
restriction-from = من
restriction-to = حتى
restriction-reason-ar = السبب المذكور، بالعربية
restriction-reason-en = السبب المذكور، بالإنكليزية
restriction-task-ar = المهمة الضائعة، بالعربية
restriction-task-en = المهمة الضائعة، بالإنكليزية
mission-place-ar = المكان بالعربية
mission-place-en = المكان بالإنكليزية
mission-post-new = إضافة نقطة
mission-post-key = مفتاح قصير لا يُستعمل مرتين
mission-range-m = المدى بالأمتار
mission-charter-new = إنشاء البعثة
mission-charter-change = تغيير التفويض أو الرئاسة أو العدد
mission-mandate-ar = التفويض بالعربية
mission-mandate-en = التفويض بالإنكليزية
mission-head-ar = رئيس البعثة بالعربية
mission-head-en = رئيس البعثة بالإنكليزية
