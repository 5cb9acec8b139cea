//! Words of evidence.

use crate::coded::coded;

coded! {
    /// What a medical or civil record proves.
    Proves {
        /// That somebody died.
        Death = "death",
        /// That somebody was injured.
        Injury = "injury",
        /// Of what.
        Cause = "cause",
        /// Who somebody is.
        Identity = "identity",
        /// How old somebody is.
        Age = "age",
        /// Where it happened, or where somebody was brought from.
        Place = "place",
        /// When.
        Time = "time",
        /// Who lived somewhere, or owned it.
        Residence = "residence",
    }
}
coded! {
    /// How imagery was placed.
    PlacingMethod {
        /// Landmarks, against satellite pictures or maps.
        Landmarks = "landmarks",
        /// The line of hills.
        Terrain = "terrain",
        /// Shadows and the sun.
        Shadows = "shadows",
        /// What the file says of itself.
        Metadata = "metadata",
        /// A visit to the place.
        Visit = "visit",
    }
}
coded! {
    /// How sure somebody is.
    Confidence {
        /// It could be elsewhere.
        Low = "low",
        /// It is more probable than elsewhere.
        Medium = "medium",
        /// Hardly anything else fits.
        High = "high",
    }
}
