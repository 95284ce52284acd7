//! The log of the process: what went wrong inside, on standard error, so that no failure is silent.
//! It must not write to standard output, which belongs to the protocol.

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// The variable that says what is logged: `error`, `warn` (as without it), `info`, `debug`, `trace`, `off`, or targets such as
/// `factmark=debug,tower_lsp=off`.
const VARIABLE: &str = "FACTMARK_LOG";

/// Starts the log; does nothing where the process has one already.
pub(super) fn start() {
    let stated = std::env::var(VARIABLE).ok();
    let (targets, fault) = targets(stated.as_deref());
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let started = tracing_subscriber::registry().with(lines).with(targets).try_init();
    if let Some(fault) = fault.filter(|_| started.is_ok()) {
        tracing::warn!("{fault}");
    }
}

fn targets(stated: Option<&str>) -> (Targets, Option<String>) {
    let usual = || Targets::new().with_default(tracing::Level::WARN);
    match stated.map(str::trim).filter(|stated| !stated.is_empty()) {
        None => (usual(), None),
        Some(stated) => match stated.parse::<Targets>() {
            Ok(targets) => (targets, None),
            Err(error) => {
                (usual(), Some(format!("{VARIABLE}={stated} means nothing ({error}); warnings are logged")))
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn levels_and_targets_are_understood_and_faults_said() {
        assert!(targets(None).0.would_enable("factmark", &Level::WARN));
        assert!(!targets(None).0.would_enable("factmark", &Level::INFO));
        assert!(targets(Some("debug")).0.would_enable("factmark::lsp", &Level::DEBUG));
        assert!(!targets(Some("off")).0.would_enable("factmark", &Level::ERROR));
        let (some, fault) = targets(Some("factmark=trace,tower_lsp=off"));
        assert!(fault.is_none() && some.would_enable("factmark", &Level::TRACE));
        assert!(!some.would_enable("tower_lsp", &Level::ERROR));
        assert!(targets(Some("factmark=loud")).1.unwrap().contains("FACTMARK_LOG=factmark=loud"));
    }
}
