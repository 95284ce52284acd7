//! Claims: what a sentence says of a subject, with which values, and in which frame.
//! It must not know the corpus: a claim depends on its own text.
