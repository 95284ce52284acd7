//! What stands behind the cursor already: an item taken in the middle of a word must not leave the rest of the word behind it.
//! It must not know what is offered.

use factmark_core::text::{Span, fold};
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, InsertReplaceEdit, TextEdit,
};

use super::Place;

/// Words behind the cursor that an item may take in.
const MOST: usize = 8;

/// Has the item replace the rest of the word under the cursor, or all that it says itself, where that stands there already; where it says
/// otherwise, the editor may choose whether the rest of the word stays.
pub(super) fn take_in(place: &Place<'_>, item: &mut CompletionItem) {
    let behind = place.text.get(place.offset..).unwrap_or("");
    // Nearly always the writer is at the end of a word.
    if rest_of_word(behind) == 0 && rest_of_figure(behind) == 0 {
        return;
    }
    let Some(CompletionTextEdit::Edit(edit)) = item.text_edit.take() else { return };
    let start = place.context.lines().offset(edit.range.start);
    let words = item.filter_text.as_deref().unwrap_or(&item.label);
    let same = same_words(place.text.get(start..place.offset).unwrap_or(""), behind, words);
    let figure = item.kind == Some(CompletionItemKind::VALUE);
    let rest = if figure { rest_of_figure(behind) } else { rest_of_word(behind) };
    let upto = |length: usize| place.context.lines().range(Span::new(start, place.offset + length));
    item.text_edit = Some(match same {
        Some(length) => CompletionTextEdit::Edit(TextEdit { range: upto(length), ..edit }),
        None if rest == 0 => CompletionTextEdit::Edit(edit),
        // Nobody wants one figure in front of the rest of another.
        None if figure => CompletionTextEdit::Edit(TextEdit { range: upto(rest), ..edit }),
        None if place.context.profile.inserts_or_replaces => {
            CompletionTextEdit::InsertAndReplace(InsertReplaceEdit {
                new_text: edit.new_text,
                insert: edit.range,
                replace: upto(rest),
            })
        }
        None => CompletionTextEdit::Edit(edit),
    });
}

/// Bytes of `behind`, up to the end of a word, that go on from `typed` as `words` do: to the end of these, else those of the
/// word under the cursor; `None` where that one does not.
fn same_words(typed: &str, behind: &str, words: &str) -> Option<usize> {
    let words = fold(words).text;
    let mut same = None;
    let mut end = rest_of_word(behind);
    if end == 0 {
        return None;
    }
    for _ in 0..MOST {
        let together = fold(&format!("{typed}{}", behind.get(..end)?)).text;
        let rest = words.strip_prefix(&*together);
        match rest {
            Some("") => return Some(end),
            Some(rest) if !rest.starts_with(char::is_alphanumeric) => same = same.or(Some(end)),
            Some(_) => {}
            None => break,
        }
        let Some(next) = behind.get(end..).and_then(|rest| rest.strip_prefix(' ')) else { break };
        let length = rest_of_word(next);
        if length == 0 {
            break;
        }
        end += 1 + length;
    }
    same
}

fn rest_of_word(behind: &str) -> usize {
    behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len())
}

/// The digits behind the cursor, with the signs between them.
fn rest_of_figure(behind: &str) -> usize {
    let digits = behind.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.'));
    let run = behind.get(..digits.unwrap_or(behind.len())).unwrap_or("");
    run.trim_end_matches([',', '.']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_much_is_taken_in_as_says_the_same() {
        for (typed, behind, words, taken) in [
            ("RO", "C has", "ROC", Some(1)),
            ("river tr", "ust paid", "River Trust", Some(3)),
            ("River Tr", "ust of Oakham paid", "River Trust of Oakham", Some(13)),
            ("River Tr", "ust of Norland", "River Trust of Oakham", Some(3)),
            ("Riv", "al paid", "River Trust", None),
            ("Riv", " er", "River", None),
            ("Riv", "er", "River’s End", Some(2)),
            ("Riv", "er", "Rivers", None),
            ("Åls", "und", "Ålsund", Some(3)),
        ] {
            assert_eq!(same_words(typed, behind, words), taken, "{typed}|{behind} {words}");
        }
        assert_eq!(rest_of_figure("90, and"), 2);
        assert_eq!(rest_of_figure(",500.75."), 7);
        assert_eq!(rest_of_figure(" 90"), 0);
    }
}
