//! Speaks LSP to a server process over pipes and stamps every message at its arrival, before anything is parsed.
//! It must not know what is measured. The test suite's client checks every message, which takes time of its own.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longest wait for anything.
const LIMIT: Duration = Duration::from_secs(120);

/// A message of the server and when it had arrived.
pub(crate) struct Message {
    pub(crate) at: Instant,
    pub(crate) body: Value,
}

/// One session with one document.
pub(crate) struct Session {
    child: Child,
    input: ChildStdin,
    inbox: Receiver<(Instant, Vec<u8>)>,
    /// Publications that came while an answer was waited for.
    kept: VecDeque<Message>,
    next_id: i64,
    pub(crate) capabilities: Value,
    /// From sending `initialize` to its answer.
    pub(crate) introduced: Duration,
}

impl Session {
    /// Starts a server and introduces an able client with `root` open.
    pub(crate) fn start(program: &Path, arguments: &[&str], root: &str) -> io::Result<Session> {
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let missing = || io::Error::other("the server has no pipes");
        let input = child.stdin.take().ok_or_else(missing)?;
        let output = child.stdout.take().ok_or_else(missing)?;
        let (sender, inbox) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(body) = read_frame(&mut output) {
                if sender.send((Instant::now(), body)).is_err() {
                    break;
                }
            }
        });
        let mut session = Session {
            child,
            input,
            inbox,
            kept: VecDeque::new(),
            next_id: 1,
            capabilities: Value::Null,
            introduced: Duration::ZERO,
        };
        let capabilities = json!({
            "general": { "positionEncodings": ["utf-16"] },
            "textDocument": {
                "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
                "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } },
            },
        });
        let (took, answer) = session.request(
            "initialize",
            json!({ "processId": null, "rootUri": root, "capabilities": capabilities }),
        )?;
        session.capabilities = answer.get("capabilities").cloned().unwrap_or_default();
        session.introduced = took;
        session.notify("initialized", json!({}))?;
        Ok(session)
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) -> io::Result<()> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// The time from sending a request to the arrival of its answer, and its result (`null` for an error).
    pub(crate) fn request(&mut self, method: &str, params: Value) -> io::Result<(Duration, Value)> {
        let id = self.next_id;
        self.next_id += 1;
        let message = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        let asked = Instant::now();
        self.send(&message)?;
        loop {
            let message =
                self.receive(LIMIT)?.ok_or_else(|| io::Error::other(format!("no answer to {method}")))?;
            if message.body.get("id") == Some(&json!(id)) && message.body.get("method").is_none() {
                let result = message.body.get("result").cloned().unwrap_or_default();
                return Ok((message.at - asked, result));
            }
            self.kept.push_back(message);
        }
    }

    /// The next publication of diagnostics for `version`, or for any where the server tells none.
    pub(crate) fn published(&mut self, version: i32) -> io::Result<Message> {
        loop {
            let missing = || io::Error::other(format!("no diagnostics for version {version}"));
            let message = self.next_message(LIMIT)?.ok_or_else(missing)?;
            if is_publication(&message, version) {
                return Ok(message);
            }
        }
    }

    /// The last publication for `version`, once nothing more has come for `quiet`; `first` is one that came already.
    pub(crate) fn last_published(
        &mut self,
        version: i32,
        first: Message,
        quiet: Duration,
    ) -> io::Result<Message> {
        let mut last = first;
        while let Some(message) = self.next_message(quiet)? {
            if is_publication(&message, version) {
                last = message;
            }
        }
        Ok(last)
    }

    fn next_message(&mut self, limit: Duration) -> io::Result<Option<Message>> {
        match self.kept.pop_front() {
            Some(message) => Ok(Some(message)),
            None => self.receive(limit),
        }
    }

    /// The next message that is no request of the server; those are answered as an editor would.
    fn receive(&mut self, limit: Duration) -> io::Result<Option<Message>> {
        loop {
            let (at, body) = match self.inbox.recv_timeout(limit) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("the server has ended")),
            };
            let body: Value = serde_json::from_slice(&body)?;
            match (body.get("method").and_then(Value::as_str), body.get("id").cloned()) {
                (Some(method), Some(id)) => {
                    let items = body.pointer("/params/items").and_then(Value::as_array).map_or(0, Vec::len);
                    let configuration = method == "workspace/configuration";
                    let result = if configuration { json!(vec![Value::Null; items]) } else { Value::Null };
                    self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }))?;
                }
                _ => return Ok(Some(Message { at, body })),
            }
        }
    }

    fn send(&mut self, message: &Value) -> io::Result<()> {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        self.input.flush()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The server may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_publication(message: &Message, version: i32) -> bool {
    let params = message.body.get("params");
    let theirs = params.and_then(|params| params.get("version")).and_then(Value::as_i64);
    message.body.get("method").and_then(Value::as_str) == Some("textDocument/publishDiagnostics")
        && theirs.is_none_or(|theirs| theirs == i64::from(version))
}

fn read_frame(output: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            None => break,
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?
            }
            Some(_) => {}
        }
    }
    let mut body = vec![0; length];
    io::Read::read_exact(output, &mut body).ok()?;
    Some(body)
}
