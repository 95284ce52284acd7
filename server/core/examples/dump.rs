use factmark_core::{text::Span, values::*};
use std::io::Read;
fn main() {
    let mut s = String::new();
    std::io::stdin().read_to_string(&mut s).unwrap();
    for line in s.lines() {
        println!("{line}");
        for v in scan(line, Span::new(0, line.len())) {
            let u = match v.unit {
                Unit::Currency(c) => c.map_or("???".into(), |c| c.code().to_string()),
                Unit::Measure { name, .. } => name.into(),
                Unit::Time(t) => format!("{t:?}"),
                _ => String::new(),
            };
            let d = v
                .date
                .map(|d| format!("{:?}..{:?}", d.start.map(|x| x.to_string()), d.end.map(|x| x.to_string())))
                .unwrap_or_default();
            let i = if v.date.is_some() {
                String::new()
            } else {
                format!(
                    "{}..{}",
                    v.interval.low.map_or("*".into(), |n| n.to_string()),
                    v.interval.high.map_or("*".into(), |n| n.to_string())
                )
            };
            println!(
                "      [{}] {:?} {:?} {i}{d} {u} {{{}}}{} sig{}",
                v.span.of(line),
                v.kind,
                v.operator,
                v.head.of(line),
                if v.weak { " weak" } else { "" },
                v.significant
            );
        }
    }
}
