//! Verification: quotations against a transcript of what was said.
//!
//! [`Transcript::of`] reads a text, captions or turns into words with places; [`passages`] takes what stands in quotation
//! marks out of a quote; [`Verifier::check`] looks each passage up and says how it stands there. Pure: nothing here knows
//! a database or prints. Linear in the transcript, and in each passage but for gaps of bounded size.
//!
//! * `lines` what a text or captions say, `entities` their characters, `labels` who speaks a turn, `names` lines that are a
//!   name alone, `transcript` all of it as one text,
//! * `passage` what of a quote is said to be verbatim,
//! * `index` where few words stand, `chain` the place that has most of a passage, `align` word by word what differs,
//! * `voice` whether the turn's speaker is the one quoted,
//! * `turning` why the sense may turn: `surroundings` the sentence around a passage, `sense` what was cut off before it,
//!   `behind` what follows, `omitted` what an ellipsis or brackets leave out,
//!   `brackets` what they put in its place,
//! * `parts` the pieces of a passage put together, `shown` its words beside the transcript's,
//! * `verdict` all of it as one outcome.

mod align;
mod behind;
mod brackets;
mod chain;
mod entities;
mod index;
mod labels;
mod lines;
mod names;
mod omitted;
mod parts;
mod passage;
mod sense;
mod shown;
mod surroundings;
#[cfg(test)]
mod tests;
mod thresholds;
mod transcript;
mod turning;
mod verdict;
mod voice;

pub use passage::{QuotedPassage, passages};
pub use transcript::Transcript;
pub use turning::Turning;
pub use verdict::{PassageVerdict, QuotedVoice, SpokenOutcome, SpokenPlace, Verifier};
pub use voice::SpokenVoice;
