//! Abbreviations.
