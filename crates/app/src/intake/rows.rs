//! From a row of text to a draft, with all that is wrong with it at once.

use super::cells::{clean, clock, day, degrees, instant, instant_ms, number, plain};
use super::{CellError, Columns, Field, Problem};
use csv::{Reader, ReaderBuilder, StringRecord};
use mirqab_domain::report::{Channel, Draft, Harm, OccurredPrecision, Witness};
use mirqab_vocabulary::{
    Bearing, Code, Coordinates, Count, Direction, DistanceBand, Instant, Interval, Language, Line, Means, Observation,
    PartyCode, Passage, Place, Quality, ViolationKind, Weapon, WeaponClass, What, ZoneName,
};

/// What must be known beside the file.
pub struct Context<'a> {
    /// The mission's zone, for days and times without an offset.
    pub zone: ZoneName,
    /// The parties there are.
    pub parties: Vec<PartyCode>,
    /// The time now: when rows that do not say otherwise were received.
    pub now: Instant,
    /// What a place name stands for: centre and radius in metres.
    pub gazetteer: &'a dyn Fn(&str) -> Option<(Coordinates, u32)>,
    /// The mission's sensors by name: where each stands, and how far it hears in metres.
    pub sensors: Vec<(String, Coordinates, u32)>,
    /// The channel of rows that name none.
    pub default_channel: Option<Channel>,
    /// The party for which somebody imports, if they may for one only.
    pub forced_party: Option<PartyCode>,
}

/// One row.
#[derive(Debug)]
pub struct Row {
    /// The line of the file on which it begins; the column names are line 1.
    pub line: u64,
    /// What it says, or all that is wrong with it.
    pub result: Result<Box<Draft>, Vec<CellError>>,
}

/// How far a sensor hears that nobody said anything of, and the error of its clock.
const SENSOR_RANGE_M: u32 = 10_000;
const CLOCK_ERROR_MS: u32 = 50;

pub(super) fn reader(text: &[u8], delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text)
}

pub(super) fn read<'t>(
    reader: Reader<&'t [u8]>,
    headers: &'t [String],
    columns: &'t Columns,
    context: &'t Context<'t>,
) -> impl Iterator<Item = Row> + 't {
    let mut line = 1;
    reader.into_records().filter_map(move |record| {
        let whole = |line, problem| {
            let error = CellError { line, column: String::new(), value: String::new(), problem };
            Some(Row { line, result: Err(vec![error]) })
        };
        let Ok(record) = record else { return whole(line + 1, Problem::Unreadable) };
        line = record.position().map_or(line, csv::Position::line);
        if record.iter().all(|cell| clean(cell).is_empty()) {
            return None;
        }
        if record.len() != headers.len() {
            return whole(line, Problem::Cells);
        }
        let mut cells = Cells { record: &record, headers, columns, context, line, errors: Vec::new() };
        let draft = cells.draft();
        let errors = cells.errors;
        Some(Row { line, result: draft.filter(|_| errors.is_empty()).map(Box::new).ok_or(errors) })
    })
}

struct Cells<'a> {
    record: &'a StringRecord,
    headers: &'a [String],
    columns: &'a Columns,
    context: &'a Context<'a>,
    line: u64,
    errors: Vec<CellError>,
}

impl Cells<'_> {
    /// What stands in the field's cell, if anything does.
    fn raw(&self, field: Field) -> Option<&str> {
        let cell = self.record.get(self.columns.column(field)?)?;
        Some(cell).filter(|cell| !clean(cell).is_empty())
    }

    fn wrong(&mut self, field: Field, problem: Problem) {
        let column = self.columns.column(field).and_then(|index| self.headers.get(index)).cloned();
        let value = self.raw(field).unwrap_or_default().chars().take(80).collect();
        let column = column.unwrap_or_else(|| field.code().to_owned());
        self.errors.push(CellError { line: self.line, column, value, problem });
    }

    /// The field's value: absent, read, or wrong, which is noted.
    fn value<T>(&mut self, field: Field, read: impl FnOnce(&str) -> Result<T, Problem>) -> Option<T> {
        match read(self.raw(field)?) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.wrong(field, problem);
                None
            }
        }
    }

    fn code<C: Code>(&mut self, field: Field) -> Option<C> {
        self.value(field, |text| {
            // Most cells hold the code itself.
            if let Some(code) = C::ALL.iter().copied().find(|code| code.code() == text) {
                return Ok(code);
            }
            let wanted = plain(text);
            C::ALL.iter().copied().find(|code| plain(code.code()) == wanted).ok_or(Problem::Unknown)
        })
    }

    fn line_text(&mut self, field: Field) -> Option<Line> {
        self.value(field, |text| Line::parse(text).map_err(|_| Problem::Text))
    }

    fn party(&mut self, field: Field) -> Option<PartyCode> {
        let parties = self.context.parties.clone();
        self.value(field, |text| {
            let wanted = clean(text).to_lowercase();
            parties.into_iter().find(|party| party.as_str() == wanted).ok_or(Problem::Party)
        })
    }

    fn draft(&mut self) -> Option<Draft> {
        for field in Field::ALL.iter().filter(|field| field.required()) {
            if self.raw(*field).is_none() {
                self.wrong(*field, Problem::Missing);
            }
        }
        let text = self.value(Field::Text, |text| Passage::parse(text).map_err(|_| Problem::Text));
        let kind = self.code::<ViolationKind>(Field::Kind);
        let reported_by = self.reported_by();
        let channel = self.channel(reported_by.is_some());
        let source = self.line_text(Field::Source);
        if self.raw(Field::Source).is_none() {
            self.wrong(Field::Source, Problem::Missing);
        }
        let accused = self.party(Field::Accused);
        let language = self.code::<Language>(Field::Language);
        let occurred = self.occurred();
        let zone = self.context.zone.clone();
        let received = self.value(Field::ReceivedAt, |text| instant(text, &zone));
        let observed_at = self.value(Field::ObservedAt, |text| instant(text, &zone));
        let place = self.place();
        let weapon = self.weapon();
        let harm = self.harm();
        let observations = self.observations();
        let reference = self.line_text(Field::Reference);
        let contact = self.line_text(Field::WitnessContact);
        let witness = self.line_text(Field::WitnessName).map(|name| Witness { name, contact, sealed: None });
        let (occurred, occurred_precision) = occurred?;
        let text = text?;
        let arabic = text.as_str().chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c));
        Some(Draft {
            channel: channel?,
            source: source?,
            reported_by,
            accused,
            kind: kind?,
            language: language.unwrap_or(if arabic { Language::Arabic } else { Language::English }),
            text,
            occurred,
            occurred_precision,
            observed_at,
            received_at: received.unwrap_or(self.context.now),
            place: place?,
            observations,
            weapon,
            harm,
            reference,
            attachments: Vec::new(),
            witness,
            original: None,
        })
    }

    fn reported_by(&mut self) -> Option<PartyCode> {
        let named = self.party(Field::ReportedBy);
        match &self.context.forced_party {
            Some(own) if named.as_ref().is_some_and(|party| party != own) => {
                self.wrong(Field::ReportedBy, Problem::PartyNotOwn);
                None
            }
            Some(own) => Some(own.clone()),
            None => named,
        }
    }

    fn channel(&mut self, by_party: bool) -> Option<Channel> {
        if self.raw(Field::Channel).is_some() {
            return self.value(Field::Channel, |text| Channel::from_code(&plain(text)).ok_or(Problem::Unknown));
        }
        let default = if by_party { Some(Channel::Party) } else { self.context.default_channel };
        if default.is_none() {
            self.wrong(Field::Channel, Problem::Missing);
        }
        default
    }

    fn occurred(&mut self) -> Option<(Interval, OccurredPrecision)> {
        let zone = self.context.zone.clone();
        if self.raw(Field::OccurredFrom).is_some() {
            let from = self.value(Field::OccurredFrom, |text| instant(text, &zone))?;
            let to = match self.raw(Field::OccurredTo) {
                Some(_) => self.value(Field::OccurredTo, |text| instant(text, &zone))?,
                None => from,
            };
            return match Interval::new(from, to) {
                Ok(interval) => Some((interval, OccurredPrecision::Stated)),
                Err(_) => {
                    self.wrong(Field::OccurredTo, Problem::Backwards);
                    None
                }
            };
        }
        if self.raw(Field::OccurredDay).is_none() {
            self.wrong(Field::OccurredDay, Problem::Missing);
            return None;
        }
        let day = self.value(Field::OccurredDay, day)?;
        if self.raw(Field::OccurredTime).is_some() {
            let at = self.value(Field::OccurredTime, |text| clock(text, day, &zone))?;
            return Some((Interval::new(at, at).ok()?, OccurredPrecision::Stated));
        }
        Some((zone.interval_of(day).ok()?, OccurredPrecision::DayOnly))
    }

    fn coordinates(&mut self, lat: Field, lon: Field) -> Option<Coordinates> {
        let within = |bound: f64, wrong: Problem| {
            move |text: &str| {
                let degrees = degrees(text, wrong)?;
                if (-bound..=bound).contains(&degrees) { Ok(degrees) } else { Err(wrong) }
            }
        };
        let missing = [lat, lon].into_iter().find(|field| self.raw(*field).is_none());
        let (north, east) =
            (self.value(lat, within(90.0, Problem::Latitude)), self.value(lon, within(180.0, Problem::Longitude)));
        if let Some(missing) = missing {
            self.wrong(missing, Problem::Missing);
        }
        Coordinates::from_degrees(north?, east?).ok()
    }

    fn place(&mut self) -> Option<Place> {
        let name = self.line_text(Field::Place);
        if self.raw(Field::ArrivedAt).is_some() {
            return self.at_sensor(name);
        }
        if self.raw(Field::Bearing).is_some() {
            let observer = self.coordinates(Field::ObserverLatitude, Field::ObserverLongitude);
            let tenths = |text: &str| Ok((degrees(text, Problem::Bearing)? * 10.0).round());
            let error = self.value(Field::BearingError, tenths).unwrap_or(50.0);
            let bearing = self.value(Field::Bearing, |text| {
                let (bearing, error) = (tenths(text)?, error);
                let small =
                    |value: f64| if (0.0..3600.0).contains(&value) { Ok(value as u16) } else { Err(Problem::Bearing) };
                Bearing::new(small(bearing)?, small(error)?).map_err(|_| Problem::Bearing)
            });
            let near = self.value(Field::DistanceNearM, number);
            let far = self.value(Field::DistanceFarM, number);
            let band = match (near, far) {
                (Some(near), Some(far)) => DistanceBand::new(near, far).ok(),
                _ => None,
            };
            if band.is_none() {
                self.wrong(Field::DistanceFarM, Problem::Band);
            }
            return Some(Place::FromObserver { observer: observer?, bearing: bearing?, band: band?, name });
        }
        if self.raw(Field::Latitude).is_some() || self.raw(Field::Longitude).is_some() {
            let at = self.coordinates(Field::Latitude, Field::Longitude);
            let precision_m = self.value(Field::PrecisionM, number).unwrap_or(1000);
            return Some(Place::Point { at: at?, precision_m, name });
        }
        match name {
            Some(name) => {
                let known = (self.context.gazetteer)(name.as_str());
                Some(Place::Named {
                    name,
                    at: known.map(|(at, _)| at),
                    precision_m: known.map_or(0, |(_, radius)| radius),
                })
            }
            None => {
                self.wrong(Field::Place, Problem::NoPlace);
                None
            }
        }
    }

    /// A sound at a sensor. Where a sensor of the mission stands and how far it hears need not be said again.
    fn at_sensor(&mut self, name: Option<Line>) -> Option<Place> {
        let zone = self.context.zone.clone();
        let arrived_ms = self.value(Field::ArrivedAt, |text| instant_ms(text, &zone));
        let sensor = self.line_text(Field::Sensor);
        if self.raw(Field::Sensor).is_none() {
            self.wrong(Field::Sensor, Problem::Missing);
        }
        let named = |key: &Line| self.context.sensors.iter().find(|(known, ..)| known == key.as_str()).cloned();
        let known = sensor.as_ref().and_then(named);
        let said = self.raw(Field::SensorLatitude).is_some() || self.raw(Field::SensorLongitude).is_some();
        let at = match &known {
            Some((_, at, _)) if !said => Some(*at),
            _ => self.coordinates(Field::SensorLatitude, Field::SensorLongitude),
        };
        let range_m = match (self.raw(Field::SensorRangeM).is_some(), &known) {
            (false, Some((_, _, range_m))) => Some(*range_m),
            (false, None) => Some(SENSOR_RANGE_M),
            (true, _) => self.value(Field::SensorRangeM, number),
        };
        let clock_error_ms = match self.raw(Field::ClockErrorMs) {
            None => Some(CLOCK_ERROR_MS),
            Some(_) => self.value(Field::ClockErrorMs, number),
        };
        Some(Place::AtSensor {
            sensor: sensor?,
            at: at?,
            arrived_ms: arrived_ms?,
            clock_error_ms: clock_error_ms?,
            range_m: range_m?,
            name,
        })
    }

    fn weapon(&mut self) -> Weapon {
        Weapon {
            class: self.code(Field::Weapon).unwrap_or(WeaponClass::Unknown),
            calibre_mm: self.value(Field::CalibreMm, |text| u16::try_from(number(text)?).map_err(|_| Problem::Number)),
            model: self.line_text(Field::WeaponModel),
        }
    }

    fn harm(&mut self) -> Option<Harm> {
        let fields = [Field::KilledMin, Field::KilledMax, Field::InjuredMin, Field::InjuredMax];
        let [killed, killed_max, injured, injured_max] = fields.map(|field| self.value(field, number));
        let civilians = self.value(Field::Civilians, |text| match plain(text).as_str() {
            "yes" | "true" | "1" | "نعم" => Ok(Some(true)),
            "no" | "false" | "0" | "لا" => Ok(Some(false)),
            "unknown" | "غير معروف" => Ok(None),
            _ => Err(Problem::Unknown),
        });
        [killed, killed_max, injured, injured_max].iter().any(Option::is_some).then(|| Harm {
            killed_min: killed.unwrap_or(0),
            killed_max: killed_max.or(killed).unwrap_or(0),
            injured_min: injured.unwrap_or(0),
            injured_max: injured_max.or(injured).unwrap_or(0),
            civilians: civilians.flatten(),
        })
    }

    fn observations(&mut self) -> Vec<Observation> {
        let what = self.code::<What>(Field::What);
        let direction = self.code(Field::Direction).unwrap_or(Direction::Undetermined);
        let means = self.code(Field::Means).unwrap_or(Means::Other);
        let quality = self.code(Field::CountQuality).unwrap_or(Quality::Exact);
        let count = self.value(Field::Count, number);
        match (what, count) {
            (Some(what), Some(number)) => {
                vec![Observation { what, direction, means, count: Count { number, quality } }]
            }
            _ => Vec::new(),
        }
    }
}
