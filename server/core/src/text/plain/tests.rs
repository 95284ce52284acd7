//! Layouts of our own for every shape, and what must stay whole.

use super::*;
use crate::text::BlockKind::{Caption, Heading, ListItem, Paragraph, TableCell};

fn blocks(text: &str) -> Vec<(&str, BlockKind)> {
    layout(text).blocks.into_iter().map(|block| (block.span.of(text), block.kind)).collect()
}

#[test]
fn blank_lines_part_paragraphs_and_wrapped_lines_do_not() {
    let text = "The mission opened its office in Osh\nin 2004 and closed it two years later\nfor want of money.\n\nIt came back.";
    assert_eq!(
        blocks(text),
        [
            (
                "The mission opened its office in Osh\nin 2004 and closed it two years later\nfor want of money.",
                Paragraph
            ),
            ("It came back.", Paragraph)
        ]
    );
}

#[test]
fn comments_to_factmark_are_no_prose() {
    let text = "<!-- factmark-ignore F001: old -->\nIt has 44 beds.<!--factmark-ignore -->\n\n<!-- other -->";
    let laid = layout(text);
    assert_eq!(laid.prose.len(), text.len());
    assert!(!laid.prose.contains("factmark") && laid.prose.contains("<!-- other -->"), "{}", laid.prose);
    assert_eq!(blocks(text)[0].0, "It has 44 beds.");
    layout("<!-- factmark-ignore é");
}

#[test]
fn a_wrapped_line_may_start_with_a_capital_or_a_number() {
    for text in [
        "The office was opened by the United\nNations in the capital, and the\nMinistry of Health paid for it in\n2004. It has closed since then.",
        "In this report the number of the\n12 largest camps is given as\n3. The others are left out of it.",
        "It was founded by\nHelen Roth.",
        "The plan, as the\nMinister said, failed.",
    ] {
        assert_eq!(blocks(text), [(text, Paragraph)], "{text}");
    }
}

#[test]
fn a_short_line_over_a_paragraph_is_a_heading() {
    let paragraph =
        format!("As a school for the deaf, we ask for {} more teachers.", "very many ".repeat(22));
    let text = format!("{paragraph}\nOur Request to You\n{paragraph}\nWhat comes next\n{paragraph}");
    assert_eq!(
        blocks(&text),
        [
            (paragraph.as_str(), Paragraph),
            ("Our Request to You", Heading(0)),
            (paragraph.as_str(), Paragraph),
            ("What comes next", Heading(0)),
            (paragraph.as_str(), Paragraph)
        ]
    );
}

#[test]
fn a_heading_may_stand_over_wrapped_lines() {
    let text = "it had to close in the end.\nFunds and Staff\nThe mission was paid for by three donors until\nMay, when two of them left.";
    let found = blocks(text);
    assert_eq!(found[1], ("Funds and Staff", Heading(0)));
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn a_line_alone_is_no_heading() {
    assert_eq!(
        blocks("The mission has worked here since 2004"),
        [("The mission has worked here since 2004", Paragraph)]
    );
    assert_eq!(
        blocks("Staff\n\nTwelve people work here."),
        [("Staff", Heading(0)), ("Twelve people work here.", Paragraph)]
    );
    assert_eq!(blocks("2.1 Staff\n\nTwelve people work here.")[0], ("2.1 Staff", Heading(0)));
}

#[test]
fn list_items_are_blocks() {
    assert_eq!(
        blocks(
            "We need:\n- rice and\n  oil\n- tents\n\n1. Pay.\n2. Leave.\n\n(a) one;\n(b) two.\n\n• tea\n• salt"
        ),
        [
            ("We need:", Paragraph),
            ("- rice and\n  oil", ListItem),
            ("- tents", ListItem),
            ("1. Pay.", ListItem),
            ("2. Leave.", ListItem),
            ("(a) one;", ListItem),
            ("(b) two.", ListItem),
            ("• tea", ListItem),
            ("• salt", ListItem)
        ]
    );
    assert_eq!(
        blocks("rice\ncooking oil\ntents, blankets"),
        [("rice", ListItem), ("cooking oil", ListItem), ("tents, blankets", ListItem)]
    );
}

#[test]
fn captions_and_cells_are_blocks() {
    assert_eq!(blocks("Figure 2: Arrivals by month")[0].1, Caption);
    assert_eq!(blocks("Photo: Helen Roth")[0].1, Caption);
    assert_eq!(blocks("Figure 2 shows that arrivals fell.")[0].1, Paragraph);
    assert_eq!(
        blocks("Osh\t1,200\t2004\n1.\tPay the staff."),
        [("Osh", TableCell), ("1,200", TableCell), ("2004", TableCell), ("1.\tPay the staff.", ListItem)]
    );
}

#[test]
fn every_kind_of_line_end_gives_the_same_blocks() {
    let text = "Staff\n\nTwelve people\nwork here.\n- one\n- two\n";
    let wanted: Vec<String> = blocks(text).iter().map(|(block, kind)| format!("{block} {kind:?}")).collect();
    for end in ["\r\n", "\r"] {
        let other = text.replace('\n', end);
        let found: Vec<String> = blocks(&other)
            .iter()
            .map(|(block, kind)| format!("{} {kind:?}", block.replace(end, "\n")))
            .collect();
        assert_eq!(found, wanted);
    }
}

/// A page that is filled to its width may break a name between its title, its initials and the rest.
#[test]
fn initials_at_the_start_of_lines_are_no_list() {
    for text in [
        "It was in the harbour of Osh that we met Dr.\nA. B. Lind. The talks went on, and so did Dr.\nA. B. Lind.",
        "It was in the harbour of Osh that we met Dr. A.\nB. Lind. The talks went on, and so did Dr. A.\nB. Lind.",
    ] {
        assert_eq!(blocks(text).len(), 1, "{text}");
    }
    assert_eq!(blocks("We need three things:\nA. Rice from the port\nB. Tents\nC. Fuel").len(), 4);
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_block() {
    assert_eq!(
        blocks("\u{feff}Staff\n\nOne camp."),
        [("Staff", BlockKind::Heading(0)), ("One camp.", Paragraph)]
    );
    assert_eq!(blocks("\u{feff}1. One camp.\n2. Two."), blocks("1. One camp.\n2. Two."));
    assert_eq!(blocks("\u{feff}"), []);
}
