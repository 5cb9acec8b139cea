//! Which column holds what.

use super::cells::plain;

macro_rules! fields {
    ($($(#[$meta:meta])* $name:ident = $code:literal [$($other:literal),*]),+ $(,)?) => {
        /// What a column may hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field { $(#[doc = $code] $name),+ }
        impl Field {
            /// Every field, as listed.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
            /// The written form: the name of its column in our own files.
            pub fn code(self) -> &'static str { match self { $(Self::$name => $code),+ } }
            fn names(self) -> &'static [&'static str] { match self { $(Self::$name => &[$code, $($other),*]),+ } }
        }
    };
}

fields! {
    Reference = "reference" ["id", "ref", "المرجع", "الرقم"],
    Channel = "channel" ["القناة"],
    Source = "source" ["المصدر"],
    ReportedBy = "reported_by" ["filed by", "reporting party", "الطرف المبلغ"],
    Accused = "accused" ["accused party", "الطرف المتهم", "المتهم"],
    Kind = "kind" ["type", "event type", "النوع", "نوع الواقعة"],
    Text = "text" ["description", "notes", "narrative", "النص", "الوصف"],
    Language = "language" ["lang", "اللغة"],
    OccurredDay = "occurred_day" ["date", "day", "event date", "التاريخ", "اليوم"],
    OccurredTime = "occurred_time" ["time", "الوقت", "الساعة"],
    OccurredFrom = "occurred_from" ["from", "start", "من"],
    OccurredTo = "occurred_to" ["to", "end", "إلى"],
    ReceivedAt = "received_at" ["received", "وقت الاستلام"],
    ObservedAt = "observed_at" ["observed", "وقت الرصد"],
    Latitude = "latitude" ["lat", "خط العرض"],
    Longitude = "longitude" ["lon", "lng", "long", "خط الطول"],
    PrecisionM = "precision_m" ["precision", "الدقة بالمتر"],
    Place = "place" ["location", "place name", "المكان", "الموقع"],
    ObserverLatitude = "observer_latitude" ["خط عرض الراصد"],
    ObserverLongitude = "observer_longitude" ["خط طول الراصد"],
    Bearing = "bearing" ["azimuth", "الاتجاه"],
    BearingError = "bearing_error" ["خطأ الاتجاه"],
    DistanceNearM = "distance_near_m" ["أقرب مسافة"],
    DistanceFarM = "distance_far_m" ["أبعد مسافة"],
    Sensor = "sensor" ["المستشعر"],
    SensorLatitude = "sensor_latitude" ["خط عرض المستشعر"],
    SensorLongitude = "sensor_longitude" ["خط طول المستشعر"],
    ArrivedAt = "arrived_at" ["arrival", "وقت وصول الصوت"],
    ClockErrorMs = "clock_error_ms" ["خطأ الساعة بالملي ثانية"],
    SensorRangeM = "sensor_range_m" ["مدى المستشعر بالمتر"],
    Weapon = "weapon" ["السلاح"],
    CalibreMm = "calibre_mm" ["calibre", "caliber", "العيار"],
    WeaponModel = "weapon_model" ["model", "الطراز"],
    KilledMin = "killed_min" ["killed", "القتلى"],
    KilledMax = "killed_max" ["القتلى حد أقصى"],
    InjuredMin = "injured_min" ["injured", "الجرحى"],
    InjuredMax = "injured_max" ["الجرحى حد أقصى"],
    Civilians = "civilians" ["مدنيون"],
    What = "what" ["المرصود"],
    Direction = "direction" ["جهة النيران"],
    Means = "means" ["وسيلة الرصد"],
    Count = "count" ["العدد"],
    CountQuality = "count_quality" ["نوع العدد"],
    WitnessName = "witness_name" ["اسم الشاهد"],
    WitnessContact = "witness_contact" ["الاتصال بالشاهد"],
}

impl Field {
    /// Whether each row needs it, or something in its place is looked for.
    pub fn required(self) -> bool {
        matches!(self, Self::Kind | Self::Text)
    }
}

/// For each field the index of its column, if it has one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(std::collections::BTreeMap<Field, usize>);

impl Columns {
    /// Recognises columns by our own names and usual ones, in both languages.
    pub fn guess(headers: &[String]) -> Self {
        let headers: Vec<String> = headers.iter().map(|header| plain(header)).collect();
        let find = |field: &Field| {
            let names: Vec<String> = field.names().iter().map(|name| plain(name)).collect();
            headers.iter().position(|header| names.contains(header)).map(|index| (*field, index))
        };
        Self(Field::ALL.iter().filter_map(find).collect())
    }
    /// Says which column holds a field; `None` if none does.
    pub fn set(&mut self, field: Field, column: Option<usize>) {
        match column {
            Some(column) => self.0.insert(field, column),
            None => self.0.remove(&field),
        };
    }
    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.0.get(&field).copied()
    }
    /// Whether a column is used.
    pub fn uses(&self, column: usize) -> bool {
        self.0.values().any(|used| *used == column)
    }
}
