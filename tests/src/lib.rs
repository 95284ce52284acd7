//! Shared parts of the benchmarks and end-to-end tests; knows the binary and the protocol, not the rules.
