//! Conversions: whether two amounts in units of two systems are one: "16 km" and "10 miles".

/// How far two roundings of one amount may be apart.
const ROUNDED: f64 = 0.03;
/// The same of temperatures, in degrees Celsius.
const DEGREES: f64 = 0.6;

/// Units of other systems: in which unit, and how many of it.
const UNITS: &[(&str, &str, f64)] = &[
    ("mm", "m", 0.001),
    ("cm", "m", 0.01),
    ("m", "m", 1.0),
    ("km", "m", 1000.0),
    ("in", "m", 0.0254),
    ("ft", "m", 0.3048),
    ("yd", "m", 0.9144),
    ("mi", "m", 1609.344),
    ("g", "kg", 0.001),
    ("kg", "kg", 1.0),
    ("t", "kg", 1000.0),
    ("oz", "kg", 0.028_349_5),
    ("lb", "kg", 0.453_592_37),
    ("st", "kg", 6.350_293),
    ("ml", "l", 0.001),
    ("l", "l", 1.0),
    ("gal", "l", 3.785_41),
    ("pt", "l", 0.473_176),
    ("m²", "m²", 1.0),
    ("km²", "m²", 1e6),
    ("ha", "m²", 10_000.0),
    ("acre", "m²", 4046.86),
    ("ft²", "m²", 0.092_903),
    ("mi²", "m²", 2_589_988.0),
    ("km/h", "m/s", 0.277_778),
    ("mph", "m/s", 0.447_04),
    ("m/s", "m/s", 1.0),
];

/// Whether two figures in their canonical forms ("16 km", "10 mi") give one amount in two units, each rounded.
pub(crate) fn is_one_amount(one: &str, other: &str) -> bool {
    let parts = |figure: &str| {
        let (value, unit) = figure.split_once(' ')?;
        Some((value.parse::<f64>().ok()?, unit.to_owned()))
    };
    let (Some((a, one)), Some((b, other))) = (parts(one), parts(other)) else { return false };
    if let (Some(a), Some(b)) = (celsius(a, &one), celsius(b, &other)) {
        return one != other && (a - b).abs() <= DEGREES;
    }
    let base = |value: f64, unit: &str| {
        let (_, of, factor) = UNITS.iter().find(|(name, ..)| *name == unit)?;
        Some((value * factor, *of))
    };
    match (base(a, &one), base(b, &other)) {
        (Some((a, of)), Some((b, to))) => {
            one != other && of == to && (a - b).abs() <= ROUNDED * a.abs().max(b.abs())
        }
        _ => false,
    }
}

fn celsius(value: f64, unit: &str) -> Option<f64> {
    match unit {
        "°C" => Some(value),
        "°F" => Some((value - 32.0) / 1.8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_amount_in_two_units() {
        for (one, other) in [
            ("16 km", "10 mi"),
            ("1.83 m", "6 ft"),
            ("41.2 °C", "106.2 °F"),
            ("2 kg", "4.4 lb"),
            ("100 km/h", "62 mph"),
            ("40 ha", "100 acre"),
        ] {
            assert!(is_one_amount(one, other) && is_one_amount(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("16 km", "16 km"),
            ("16 km", "12 mi"),
            ("16 km", "10 kg"),
            ("41.2 °C", "108.2 °F"),
            ("16", "10 mi"),
        ] {
            assert!(!is_one_amount(one, other), "{one} {other}");
        }
    }
}
