//! The fact sheet: what the sources say about one entity, value or claim, for hovers, panels and the command line.
//! It must not know Markdown, LSP or terminals.
