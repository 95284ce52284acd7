//! Shared parts of the benchmarks, commands and end-to-end tests; knows the binary and the protocol, not the rules.

pub mod binary;
pub mod client;
pub mod conform;
pub mod edits;
pub mod session;
pub mod wordnet;
