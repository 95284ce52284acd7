//! Times and memory as they are printed, each beside what is asked.
//! It must not know what was measured.

use std::time::Duration;

/// A row: what was measured, the figure, what is asked (empty where nothing is).
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) figure: String,
    pub(crate) asked: &'static str,
}

pub(crate) fn row(name: impl Into<String>, figure: impl Into<String>, asked: &'static str) -> Row {
    Row { name: name.into(), figure: figure.into(), asked }
}

pub(crate) fn print(title: &str, rows: &[Row]) {
    println!("\n{title:<48} {:>16}   asked", "reached");
    for row in rows {
        println!("{:<48} {:>16}   {}", row.name, row.figure, row.asked);
    }
}

/// The least time that this share of all times does not exceed.
pub(crate) fn quantile(times: &[Duration], share: f64) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    let rank = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

pub(crate) fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

pub(crate) fn spread(times: &[Duration]) -> String {
    format!("{} / {}", millis(quantile(times, 0.5)), millis(quantile(times, 0.99)))
}

/// A figure of the process' memory in megabytes (`VmRSS`: now; `VmHWM`: the most so far), as Linux tells it.
pub(crate) fn memory(process: u32, field: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}

pub(crate) fn megabytes(memory: Option<f64>) -> String {
    memory.map_or_else(|| "unknown".to_owned(), |memory| format!("{memory:.1} MB"))
}
