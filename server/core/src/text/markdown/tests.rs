//! Layouts of our own for every shape, and what must stay whole.

use super::*;
use crate::text::BlockKind::{Caption, Heading, ListItem, Paragraph, Quote, TableCell};

/// Blocks with runs of spaces shown as one.
fn blocks(text: &str) -> Vec<(String, BlockKind)> {
    let laid = layout(text);
    assert_eq!(laid.prose.len(), text.len());
    let squeeze = |block: &Block| {
        block.span.of(&laid.prose).split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    laid.blocks.iter().map(|block| (squeeze(block), block.kind)).collect()
}

fn check(text: &str, wanted: &[(&str, BlockKind)]) {
    let found = blocks(text);
    let found: Vec<(&str, BlockKind)> = found.iter().map(|(block, kind)| (block.as_str(), *kind)).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn blocks_have_their_kinds() {
    check(
        "# Staff\n\nTwelve **people**\nwork here.\n\n- one\n- two\n  - three\n\n> It *works*.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nStaff II\n---\nOne.",
        &[
            ("Staff", Heading(1)),
            ("Twelve people \nwork here.", Paragraph),
            ("one", ListItem),
            ("two", ListItem),
            ("three", ListItem),
            ("It works .", Quote),
            ("a", TableCell),
            ("b", TableCell),
            ("1", TableCell),
            ("2", TableCell),
            ("Staff II", Heading(2)),
            ("One.", Paragraph),
        ],
    );
}

#[test]
fn what_is_no_prose_is_masked() {
    check("---\ntitle: 12 camps\n---\n\nOne camp.", &[("One camp.", Paragraph)]);
    check("+++\ntitle = 12\n+++\n\nOne camp.", &[("One camp.", Paragraph)]);
    check(
        "Run `x = 12` [now](http://example.org/12 \"13\") or ![twelve](12.png) later[^1].\n\n[^1]: As said.",
        &[("Run now or later .", Paragraph), ("As said.", Paragraph)],
    );
    check("```\nlet x = 12;\n```\n\n    y = 13\n\nOne camp.", &[("One camp.", Paragraph)]);
    check(
        "One <b>big</b> camp<!-- 12 --> <code>x = 13</code> here ~~and 14~~.",
        &[("One big camp here .", Paragraph)],
    );
    check(
        "<div>\n<p>One camp.</p>\n<pre>x = 12</pre>\n</div>\n\nTwo.",
        &[("One camp.", Paragraph), ("Two.", Paragraph)],
    );
    check("<!-- one\n\n12 -->\n\nTwo.", &[("Two.", Paragraph)]);
    check(
        "As shown [@roth2019, p. 12] and [ref].\n\n[ref]: http://example.org/12",
        &[("As shown and ref .", Paragraph)],
    );
}

#[test]
fn a_byte_order_mark_hides_nothing() {
    for head in [
        "---\ntitle: 12 camps\n---\n\n",
        "+++\r\ntitle = 12\r\n+++\r\n\r\n",
        "```\n12\n```\n",
        "<!-- 12 -->\n\n",
    ] {
        check(&format!("\u{feff}{head}One camp."), &[("One camp.", Paragraph)]);
    }
    check("\u{feff}# Staff\n\nOne.", &[("Staff", Heading(1)), ("One.", Paragraph)]);
    check("\u{feff}One camp.", &[("One camp.", Paragraph)]);
    check("\u{feff}", &[]);
    assert_eq!(layout("\u{feff}One.").blocks[0].span, Span::new(3, 7));
    // Within a text it is a letter like any other.
    check("One.\n\n\u{feff}# Two.", &[("One.", Paragraph), ("\u{feff}# Two.", Paragraph)]);
}

#[test]
fn a_rule_in_the_middle_is_no_front_matter() {
    check(
        "One camp.\n\n---\n\nTwo camps.\n\n---\n\nThree.",
        &[("One camp.", Paragraph), ("Two camps.", Paragraph), ("Three.", Paragraph)],
    );
}

#[test]
fn a_picture_alone_has_a_caption() {
    check(
        "![A well in Osh](well.png)\n\nIt is deep.",
        &[("A well in Osh", Caption), ("It is deep.", Paragraph)],
    );
}

#[test]
fn spans_point_at_the_source() {
    let text = "Čau &amp; **Ünïted** \\$5.\r\n";
    let laid = layout(text);
    assert_eq!(laid.prose, "Čau &       Ünïted    $5.\r\n");
    assert_eq!(laid.blocks[0].span, Span::new(0, text.len() - 2));
}

#[test]
fn hard_breaks_and_pasted_lines_part_blocks() {
    check("Helen Roth  \nOsh\\\nand beyond", &[("Helen Roth", Paragraph), ("Osh \nand beyond", Paragraph)]);
    let long = format!("The school {} closed.", "very often ".repeat(25));
    let found = blocks(&format!("Our Request\n{long}\n{long}"));
    assert_eq!(found.len(), 3);
    assert_eq!(found[0], ("Our Request".to_owned(), Heading(0)));
    // One sentence to a line is still one paragraph.
    check("It grew.\nIt closed.", &[("It grew.\nIt closed.", Paragraph)]);
}

#[test]
fn hostile_nesting_costs_bounded_time() {
    for hostile in [
        ">".repeat(20_000),
        "[".repeat(20_000),
        "*a ".repeat(20_000),
        "- ".repeat(5_000),
        "<div>".repeat(9_000),
        "`".repeat(20_000),
    ] {
        layout(&hostile);
    }
}
