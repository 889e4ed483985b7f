//! The model with which `onrecord` finds attributions, as bytes in the ONNX format.
//!
//! It stands in a crate of its own because the registry takes 10 MiB of a crate, and because a program that brings a
//! model of its own (`onrecord::extract::Extractor::from_bytes`) need not hold this one.

/// The model.
pub static MODEL: &[u8] = include_bytes!("attribution.onnx");
