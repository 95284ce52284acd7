//! The faces of Factmark: workspace, language server, command line and reports over one core.
//! They must stay thin: what is read and judged is the core's.

pub mod baseline;
pub mod citation_keys;
pub mod cli;

pub mod config;
pub mod lsp;
pub mod metadata;
pub mod names_file;
pub mod report;
pub mod workspace;
