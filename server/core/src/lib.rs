//! Reads text into sentences, values, names and claims, and compares two readings.
//! It must not know any protocol, file format, terminal, clock or file system: text in, plain data out.
//!
//! The floors, from the ground up; a floor imports only floors below it (`DESIGN.md`'s list):
//! `text` · `words` · `values` · `names` · `analysis` · `claims` · `views` · `corpus` · `check` · `facts`.

pub mod analysis;
pub mod check;
pub mod claims;
pub mod corpus;
pub mod facts;
#[cfg(test)]
mod fixture;
pub mod names;
pub mod text;
pub mod values;
pub mod views;
pub mod words;
