//! Figures with thresholds that the measured rows had no part in: from the other documents of a set, or from the other sets.
//! It must not know how a verdict is made.

use super::{Judged, RATES, groups, labelled, ranges, share_above, threshold};

/// Parts that a set's documents are dealt into.
const PARTS: usize = 5;
/// A set of long documents, whose thresholds are taken from its other documents.
const LONG: &str = "summedits";

/// Prints, for long documents, the recall at thresholds from the other documents, and for each set that at thresholds from the other sets.
pub fn report(sets: &[(String, Vec<Judged>)]) {
    for (name, judged) in sets.iter().filter(|(name, _)| name == LONG) {
        println!("== {name}, thresholds of each fifth of the documents from the other four");
        across_documents(judged);
    }
    if sets.len() < 2 {
        return;
    }
    println!("== thresholds from the supported rows of all other sets");
    let mut sums = [0.0; 3];
    for (name, judged) in sets {
        let others: Vec<&Judged> =
            sets.iter().filter(|(other, _)| other != name).flat_map(|(_, judged)| judged).collect();
        let supported = labelled(&others, "supports");
        let thresholds = RATES.map(|rate| threshold(&supported, rate));
        let all: Vec<&Judged> = judged.iter().collect();
        let found = thresholds.map(|threshold| Found::above(&all, threshold));
        print(&format!("{name:15}"), &found);
        let ranges = ranges(judged, thresholds, |sample, threshold| {
            share_above(&labelled(sample, "conflict"), *threshold)
        });
        println!("      resampled, 5 to 95 %: {}  {}  {}", ranges[0], ranges[1], ranges[2]);
        for (sum, found) in sums.iter_mut().zip(&found) {
            *sum += found.recall();
        }
    }
    let [a, b, c] = sums.map(|sum| sum / sets.len() as f64);
    println!("   MACRO R {a:.3} / {b:.3} / {c:.3}");
}

/// Rows above a threshold, of those that there are.
#[derive(Clone, Copy, Default)]
struct Found {
    conflicts: (usize, usize),
    alarms: (usize, usize),
}

impl Found {
    fn above(rows: &[&Judged], threshold: f32) -> Found {
        let count = |label: &str| {
            let rows = labelled(rows, label);
            (rows.iter().filter(|judged| judged.comparison.score > threshold).count(), rows.len())
        };
        Found { conflicts: count("conflict"), alarms: count("supports") }
    }

    fn add(self, other: Found) -> Found {
        let sum = |a: (usize, usize), b: (usize, usize)| (a.0 + b.0, a.1 + b.1);
        Found { conflicts: sum(self.conflicts, other.conflicts), alarms: sum(self.alarms, other.alarms) }
    }

    fn recall(&self) -> f64 {
        self.conflicts.0 as f64 / self.conflicts.1.max(1) as f64
    }
}

fn across_documents(judged: &[Judged]) {
    let groups = groups(judged);
    let part = |number: usize, own: bool| -> Vec<&Judged> {
        let dealt = groups.iter().enumerate().filter(|(index, _)| (index % PARTS == number) == own);
        dealt.flat_map(|(_, group)| group).copied().collect()
    };
    let kinds: [(&str, &[&str]); 3] =
        [("all", &[]), ("numeric+date", &["numeric", "date"]), ("negation", &["negation"])];
    for (name, wanted) in kinds {
        let mut sums = [Found::default(); 3];
        for number in 0..PARTS {
            let supported = labelled(&part(number, false), "supports");
            let own: Vec<&Judged> = part(number, true)
                .into_iter()
                .filter(|judged| {
                    judged.row.label == "supports" || wanted.is_empty() || wanted.contains(&&*judged.row.kind)
                })
                .collect();
            for (sum, rate) in sums.iter_mut().zip(RATES) {
                *sum = sum.add(Found::above(&own, threshold(&supported, rate)));
            }
        }
        print(&format!("{name:15}"), &sums);
    }
}

fn print(name: &str, found: &[Found; 3]) {
    let shown = found.map(|found| {
        let rate = found.alarms.0 as f64 * 1000.0 / found.alarms.1.max(1) as f64;
        format!(
            "{:.3} ({}; {rate:.1} false alarms in 1,000: {})",
            found.recall(),
            found.conflicts.0,
            found.alarms.0
        )
    });
    println!("   {name} R {} / {} / {}", shown[0], shown[1], shown[2]);
}
