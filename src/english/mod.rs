//! English: words, numbers, dates and what they mean, below all other rooms.

mod amounts;
mod bounds;
mod calendar;
mod clock;
mod days;
#[cfg(test)]
mod figure_cases;
mod figures;
mod nouns;
mod numbers;
mod quoted;
mod roman;
mod scan;
mod spelling;
mod tokens;
mod units;

pub use days::{Appeared, Days};
pub use figures::{Figure, figures};
pub(crate) use figures::{Parsed, Sense, parse};
pub(crate) use numbers::is_number;
pub(crate) use tokens::{Sort, Token, tokenize};
