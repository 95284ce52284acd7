//! Stands between an editor and a language server, passes every byte on, and holds the server's messages against the protocol.
//! It must not change, delay or drop anything; what it finds goes into a file.
//!
//! `lsp_tap --report FILE -- SERVER ARGUMENT…` — FILE gets one line for each fault and stays empty where there is none.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use clap::Parser;
use factmark_tests::conform::Observer;
use serde_json::Value;

#[derive(Parser)]
struct Arguments {
    /// Where faults are written, one a line; several sessions may share the file.
    #[arg(long)]
    report: PathBuf,
    /// The server's program and its arguments.
    #[arg(last = true, required = true)]
    command: Vec<String>,
}

#[derive(Clone, Copy)]
enum Side {
    Client,
    Server,
}

/// What both directions share.
#[derive(Clone)]
struct Session {
    observer: Arc<Mutex<Observer>>,
    /// Set once the client has asked the server to exit or has gone: from then on a message may break off.
    leaving: Arc<AtomicBool>,
}

impl Session {
    fn observer(&self) -> MutexGuard<'_, Observer> {
        self.observer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Passes bytes on as they come, and reads along.
    fn pass(&self, side: Side, mut input: impl Read, mut output: impl Write) -> Vec<String> {
        let mut faults = Vec::new();
        let mut pending = Vec::new();
        let mut chunk = vec![0; 64 * 1024];
        while let Ok(count @ 1..) = input.read(&mut chunk) {
            let bytes = chunk.get(..count).unwrap_or_default();
            pending.extend_from_slice(bytes);
            // What the client asks is noted before the server can answer it.
            self.look(side, &mut pending, &mut faults);
            if output.write_all(bytes).and_then(|()| output.flush()).is_err() {
                // Nobody listens any more: the editor has gone, or the server has.
                self.leaving.store(true, Ordering::SeqCst);
                break;
            }
        }
        if matches!(side, Side::Client) {
            self.leaving.store(true, Ordering::SeqCst);
        }
        if matches!(side, Side::Server) && !pending.is_empty() && !self.leaving.load(Ordering::SeqCst) {
            faults.push(format!("{} bytes at the end belong to no message", pending.len()));
        }
        faults
    }

    fn look(&self, side: Side, pending: &mut Vec<u8>, faults: &mut Vec<String>) {
        while let Some((body, taken, header)) = cut(pending) {
            if let (Side::Server, Err(fault)) = (side, header) {
                faults.push(fault);
            }
            match (side, serde_json::from_slice::<Value>(body)) {
                (Side::Client, Ok(message)) => {
                    self.leaving.fetch_or(
                        message.get("method").is_some_and(|method| method == "exit"),
                        Ordering::SeqCst,
                    );
                    self.observer().sent(&message);
                }
                (Side::Server, Ok(message)) => self.observer().received(&message),
                (Side::Server, Err(error)) => faults.push(format!("a message is not JSON: {error}")),
                (Side::Client, Err(_)) => {}
            }
            pending.drain(..taken);
        }
    }
}

/// The body of the first whole message, how many bytes it takes with its header, and whether the header is as it should be.
fn cut(bytes: &[u8]) -> Option<(&[u8], usize, Result<(), String>)> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let header = String::from_utf8_lossy(bytes.get(..end)?);
    let mut length = None;
    let mut fault = Ok(());
    for line in header.split("\r\n") {
        match line.split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("Content-Length") => length = value.parse().ok(),
            Some((name, _)) if name.eq_ignore_ascii_case("Content-Type") => {}
            _ => fault = Err(format!("not a header: {line:?}")),
        }
    }
    let start = end + 4;
    let length: usize = length.unwrap_or(0);
    Some((bytes.get(start..start + length)?, start + length, fault))
}

fn main() -> io::Result<ExitCode> {
    let Arguments { report, command } = Arguments::parse();
    let (program, rest) = command.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let mut server = Command::new(program).args(rest).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let (Some(to), Some(from)) = (server.stdin.take(), server.stdout.take()) else {
        return Ok(ExitCode::FAILURE);
    };
    let session = Session { observer: Arc::default(), leaving: Arc::default() };
    let asking = session.clone();
    // Ends with the editor's pipe; never joined, since the editor may keep it open after the server has gone.
    thread::spawn(move || asking.pass(Side::Client, io::stdin(), to));
    let mut faults = session.pass(Side::Server, from, io::stdout());
    faults.extend(session.observer().faults().iter().cloned());
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(report)?;
    file.write_all(faults.iter().map(|fault| format!("{fault}\n")).collect::<String>().as_bytes())?;
    let status = server.wait()?;
    Ok(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)))
}
