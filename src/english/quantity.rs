//! The value of a number, and the form that equal numbers share.

/// A number as read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    amount: Magnitude,
    /// It ranks: "third", "World War II".
    pub(super) rank: bool,
    /// A word that is often no number: "one", "first".
    pub(super) weak: bool,
    /// What words of scale multiplied it by: a million in "1.5 million".
    pub(super) scale: f64,
}

#[derive(Debug, Clone, PartialEq)]
enum Magnitude {
    Value(f64),
    /// "two thirds", "1/3".
    Share(u32, u32),
    /// "dozens", "tens of thousands": only an order of magnitude.
    Vague(String),
    /// "the 1980s", "in his 20s".
    Decade(String),
}

impl Quantity {
    fn new(amount: Magnitude) -> Self {
        Self { amount, rank: false, weak: false, scale: 1.0 }
    }

    /// A plain number.
    pub(super) fn of(value: f64) -> Self {
        Self::new(Magnitude::Value(value))
    }

    /// A rank.
    pub(super) fn ranking(value: f64) -> Self {
        Self { rank: true, ..Self::of(value) }
    }

    /// An order of magnitude, by its words.
    pub(super) fn vague(words: String) -> Self {
        Self::new(Magnitude::Vague(words))
    }

    /// Ten years, as "1990s" or "90s".
    pub(super) fn decade(years: String) -> Self {
        Self::new(Magnitude::Decade(years))
    }

    /// The same, which words of scale multiplied by `scale`.
    pub(super) fn scaled_by(self, scale: f64) -> Self {
        Self { scale, ..self }
    }

    /// The same as a rank.
    pub(super) fn ranked(self) -> Self {
        Self { rank: true, ..self }
    }

    /// The same, which is perhaps no number.
    pub(super) fn perhaps(self, weak: bool) -> Self {
        Self { weak, ..self }
    }

    /// So many of so many.
    pub(super) fn share(over: u32, under: u32) -> Self {
        Self::new(Magnitude::Share(over, under))
    }

    /// The value of a number token ("2.5", "10^3"), or the share that it is ("1/3").
    pub(super) fn of_token(norm: &str) -> Option<Self> {
        if let Some((over, under)) = norm.split_once('/') {
            let (whole, over) = over.split_once('+').unwrap_or(("0", over));
            let (whole, over, under): (f64, u32, u32) =
                (whole.parse().ok()?, over.parse().ok()?, under.parse().ok()?);
            let share = Self::share(over, under);
            return Some(if whole > 0.0 { Self::of(whole + share.value()?) } else { share });
        }
        if let Some((base, exponent)) = norm.split_once('^') {
            return Some(Self::of(base.parse::<f64>().ok()?.powi(exponent.parse().ok()?)));
        }
        norm.parse().ok().map(Self::of)
    }

    /// The number, where it is one.
    pub(super) fn value(&self) -> Option<f64> {
        match self.amount {
            Magnitude::Value(value) => Some(value),
            Magnitude::Share(over, under) => Some(f64::from(over) / f64::from(under)),
            Magnitude::Vague(_) | Magnitude::Decade(_) => None,
        }
    }

    /// Whether it is a part of a whole.
    pub(super) fn is_share(&self) -> bool {
        matches!(self.amount, Magnitude::Share(..))
    }

    /// Whether it is a number of years in a century.
    pub(super) fn is_decade(&self) -> bool {
        matches!(self.amount, Magnitude::Decade(_))
    }

    /// The form that equal numbers share.
    pub(super) fn canonical(&self) -> String {
        match &self.amount {
            Magnitude::Value(value) if self.rank => format!("#{}", plain(*value)),
            Magnitude::Value(value) => plain(*value),
            Magnitude::Share(over, under) if 100 % under == 0 => format!("{} %", 100 / under * over),
            Magnitude::Share(over, under) => {
                let common = divisor(*over, *under).max(1);
                match (over / common, under / common) {
                    // Whole per cent and tenths: an eighth is 12.5.
                    (over, under) if under > 0 && 1000 % under == 0 => {
                        format!("{} %", plain(f64::from(1000 / under * over) / 10.0))
                    }
                    (over, under) => format!("{over}/{under}"),
                }
            }
            Magnitude::Vague(words) | Magnitude::Decade(words) => words.clone(),
        }
    }

    /// So many times as much.
    pub(super) fn times(mut self, scale: f64) -> Self {
        if let Some(value) = self.value() {
            self.amount = Magnitude::Value(value * scale);
            self.scale *= scale;
        }
        self
    }
}

fn divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// A value as the shortest decimal, to six places: exact for every number that news prints.
pub(super) fn plain(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    format!("{}", if rounded == 0.0 && value != 0.0 { value } else { rounded })
}
