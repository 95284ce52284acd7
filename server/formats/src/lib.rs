//! Turns the bytes of a source or draft file into text that the core can read.
//! It must not know the corpus, the checker or any protocol.
