use factmark_core::{text::Span, values::*};
fn main() {
    for piece in [
        "minus ",
        "one hundred and ",
        "3 hundred ",
        "one thousand and ",
        "a.",
        "1\u{2013}",
        "1.",
        "123 ",
        "(a.",
        "one point ",
        "between ",
        "more than ",
        "half a ",
        "Article 1, ",
        "1/",
        "a/1",
        "+1 ",
        "1 in ",
        "one of every ",
        "zero ",
        "twenty ",
        "a few ",
        "$ ",
        "$1 ",
        "one-",
        "3-",
        "1,",
        "May ",
        "and ",
        "to ",
        "from 1 to ",
        "in ",
        "January 5 ",
        "5 January ",
        "1:",
        "½",
        "(",
        "((1",
        "2020 ",
        "2020-",
        "the ",
    ] {
        let mut t = vec![];
        for n in [5_000usize, 20_000] {
            let text = piece.repeat(n);
            let now = std::time::Instant::now();
            let k = scan(&text, Span::new(0, text.len())).len();
            t.push(now.elapsed().as_secs_f64() * 1e3);
            let _ = k;
        }
        println!("{piece:?} {:.1} {:.1} x{:.1}", t[0], t[1], t[1] / t[0]);
    }
}
