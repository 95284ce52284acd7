//! What is known of words by themselves: lemmas, stems, stop words and how two words relate.
//! It must not know any document: everything here is a property of the language.
