//! Speed of the whole analysis on generated prose, from a page to a hundred megabytes: it must be high and it must not fall with size.
//! It must not know the parts of the analysis, nor any real text.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use factmark_core::analysis::read;
use factmark_core::text::Markup;

use crate::table::Figure;

const SIZES: [usize; 5] = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
/// At least as much text is read per size, so that a small text is timed often enough.
const LEAST_READ: usize = 2_000_000;

/// Asked: 8 MB/s at every size. Time is that of this thread on a processor where the system tells it, else wall time.
pub(crate) fn measure(_rows: &Path) -> io::Result<Vec<Figure>> {
    let prose = prose(SIZES.into_iter().max().unwrap_or(0));
    let mut figures = Vec::new();
    for size in SIZES {
        let text = prose.get(..prose.floor_char_boundary(size)).unwrap_or(&prose);
        let rounds = (LEAST_READ / size).max(1);
        let (mut sentences, mut values) = (0, 0);
        let start = Clock::start();
        for _ in 0..rounds {
            let analysis = read(text, Markup::Plain);
            (sentences, values) = (analysis.sentences.len(), analysis.values.len());
        }
        let seconds = start.elapsed().as_secs_f64();
        figures.push(Figure {
            name: format!("{size} bytes, MB/s"),
            reached: megabytes(text.len() * rounds) / seconds,
            asked: Some(8.0),
            note: format!("{sentences} sentences, {values} values"),
        });
    }
    Ok(figures)
}

#[expect(clippy::cast_precision_loss, reason = "sizes stay far below 2^52")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Processor time of this thread (Linux), else wall time: other work on the machine must not count.
struct Clock {
    processor: Option<Duration>,
    wall: Instant,
}

impl Clock {
    fn start() -> Self {
        Clock { processor: processor_time(), wall: Instant::now() }
    }

    fn elapsed(&self) -> Duration {
        match (self.processor, processor_time()) {
            (Some(start), Some(now)) if now > start => now - start,
            _ => self.wall.elapsed(),
        }
    }
}

/// First field of `schedstat`: nanoseconds that this thread has run.
fn processor_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = stat.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Reports' prose of `size` bytes: paragraphs of varied sentences with names, values and quotations. The same on every run.
fn prose(size: usize) -> String {
    const SUBJECTS: &[&str] = &[
        "The United Nations Office for Project Services (UNOPS)",
        "UNHCR",
        "The organisation",
        "Mr. Aliyev",
        "The Ministry of Education",
        "The World Food Programme (WFP)",
        "The regional office in Sumqayıt",
        "She",
        "Local partners",
        "The Council’s secretariat",
    ];
    const VERBS: &[&str] = &[
        "has supported",
        "opened",
        "will close",
        "registered",
        "spent",
        "reported on",
        "delivered aid to",
        "trained",
        "visited",
        "planned for",
    ];
    const OBJECTS: &[&str] = &[
        "34,500 families",
        "more than 2 million people",
        "$12.4 million on shelters",
        "nearly three quarters of the schools",
        "between 15 and 20 villages",
        "a quarter of the 1,200 households",
        "a new centre for young people",
        "the most remote districts",
        "its programme for teachers and nurses",
        "some 40 km of roads",
    ];
    const TIMES: &[&str] = &[
        "in 2019",
        "since May 2021",
        "on 14 March 2022",
        "during the early 1990s",
        "from 2017 to 2030",
        "over the last three decades",
        "by the end of the year",
        "with the help of volunteers",
        "as the U.S. delegation had asked",
        "under resolution 72/488",
    ];
    const ENDS: &[&str] = &[
        ".",
        ".",
        ".",
        ".",
        ", according to the report.",
        ", an increase of 12 per cent.",
        " (see table 4).",
        ".[3]",
        ", and “nobody was left out,” officials said.",
        "?",
    ];
    let mut text = String::with_capacity(size + 400);
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut pick = |list: &'static [&'static str]| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let index = usize::try_from(state >> 40).unwrap_or(0) % list.len().max(1);
        list.get(index).copied().unwrap_or("")
    };
    let mut sentences = 0_usize;
    while text.len() < size {
        for (list, space) in [(SUBJECTS, " "), (VERBS, " "), (OBJECTS, " "), (TIMES, ""), (ENDS, " ")] {
            text.push_str(pick(list));
            text.push_str(space);
        }
        sentences += 1;
        if sentences.is_multiple_of(6) {
            text.push('\n');
        }
        if sentences.is_multiple_of(30) {
            text.push_str("\nWhat the Figures Show\n\n");
        }
    }
    text
}
