//! Cuts the incoming bytes into messages and lets only well-formed ones through to tower-lsp, which stops reading for
//! good at the first body that it can't parse. It must not know any method: it judges form, never meaning.
//!
//! In place of a message that can't be read it passes on a notification [`UNREADABLE`], which the guard answers with
//! the error that JSON-RPC asks for. So one faulty message costs the client that message and nothing else.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

/// Method of the notification that stands in for an unreadable message; its parameters are an [`Unreadable`].
pub(super) const UNREADABLE: &str = "$/factmark/unreadable";

/// Largest body that is read, in bytes: an editor that sends more has lost its way.
const LARGEST_BODY: usize = 512 * 1024 * 1024;
/// Longest header line that is looked at, in bytes; what is longer is no header.
const LONGEST_HEADER: usize = 8 * 1024;

/// Why a message could not be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Unreadable {
    /// Id of the request at fault where it could be made out, else null.
    id: Id,
    /// -32700 for what is not JSON, -32600 for JSON that is no message.
    code: i64,
    message: String,
}

impl Unreadable {
    pub(super) fn response(self) -> Response {
        let error = Error { code: ErrorCode::from(self.code), message: self.message.into(), data: None };
        Response::from_error(self.id, error)
    }
}

/// Copies messages from `input` to `output` until the input ends or the output is closed.
pub(super) async fn filter(mut input: impl AsyncRead + Unpin, mut output: impl AsyncWrite + Unpin) {
    let mut frames = Frames::default();
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let Ok(count @ 1..) = input.read(&mut chunk).await else { return };
        frames.push(chunk.get(..count).unwrap_or_default());
        while let Some(frame) = frames.next() {
            let body = match frame {
                Frame::Body(body) => readable(body),
                Frame::Garbage => stand_in(Id::Null, -32700, "bytes that belong to no message"),
            };
            let head = format!("Content-Length: {}\r\n\r\n", body.len());
            let written = async {
                output.write_all(head.as_bytes()).await?;
                output.write_all(&body).await
            };
            if written.await.is_err() {
                return;
            }
        }
    }
}

/// What tower-lsp takes for a message; tried with the same types, so that what passes here passes there.
#[derive(Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "only whether it can be read matters")]
enum Message {
    Response(Response),
    Request(Request),
}

/// The body itself where it can be read, else a notification that stands in for it.
fn readable(body: Vec<u8>) -> Vec<u8> {
    if serde_json::from_slice::<Message>(&body).is_ok() {
        return body;
    }
    let Ok(text) = std::str::from_utf8(&body) else {
        return stand_in(Id::Null, -32700, "the message is not valid UTF-8");
    };
    let mended = without_lone_surrogates(text);
    if serde_json::from_str::<Message>(&mended).is_ok() {
        return mended.into_bytes();
    }
    match serde_json::from_str::<Value>(&mended) {
        Ok(value) => {
            let id = value.get("id").and_then(|id| Id::deserialize(id).ok()).unwrap_or_default();
            stand_in(
                id,
                -32600,
                "the message is JSON, but not a JSON-RPC 2.0 request, notification or response",
            )
        }
        Err(error) => stand_in(Id::Null, -32700, &format!("the message is not JSON: {error}")),
    }
}

fn stand_in(id: Id, code: i64, message: &str) -> Vec<u8> {
    let params = Unreadable { id, code, message: message.to_owned() };
    let notification = serde_json::json!({ "jsonrpc": "2.0", "method": UNREADABLE, "params": params });
    notification.to_string().into_bytes()
}

/// Replaces escapes of half a character (`\ud83d` without its other half) by U+FFFD. Editors that keep text as UTF-16
/// send them when an edit cuts a character in two; the replacement is one UTF-16 unit too, so positions still fit.
fn without_lone_surrogates(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                out.push_str("\\ufffd");
                rest = escape.get(6..).unwrap_or("");
                continue;
            }
            // A backslash and the character that it escapes, which may be a backslash too.
            _ => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (kept, after) = escape.split_at(length);
        out.push_str(kept);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The UTF-16 unit of the escape `\uXXXX` that `text` begins with.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

/// One piece of the incoming bytes.
#[derive(Debug, PartialEq)]
enum Frame {
    Body(Vec<u8>),
    /// A run of bytes, now dropped, that no header announced.
    Garbage,
}

/// Collects bytes and cuts them into frames.
#[derive(Debug, Default)]
struct Frames {
    bytes: Vec<u8>,
    /// Bytes of `bytes` that have been cut off already.
    taken: usize,
    /// Length of the body announced by the header lines read so far, in bytes.
    length: Option<usize>,
    /// Set once the header is complete: the body follows.
    in_body: bool,
    garbage: bool,
}

impl Frames {
    fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.taken);
        self.taken = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// The next whole frame, or `None` where more bytes are needed.
    fn next(&mut self) -> Option<Frame> {
        while !self.in_body {
            let rest = self.bytes.get(self.taken..).unwrap_or_default();
            let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
                if rest.len() > LONGEST_HEADER {
                    self.taken = self.bytes.len();
                    self.garbage = true;
                }
                return None;
            };
            let line = String::from_utf8_lossy(rest.get(..end).unwrap_or_default()).into_owned();
            self.taken += end + 1;
            self.header_line(line.trim_end_matches('\r'));
        }
        if std::mem::take(&mut self.garbage) {
            return Some(Frame::Garbage);
        }
        let length = self.length?;
        let body = self.bytes.get(self.taken..self.taken + length)?.to_vec();
        self.taken += length;
        self.in_body = false;
        self.length = None;
        Some(Frame::Body(body))
    }

    fn header_line(&mut self, line: &str) {
        const NAME: &str = "content-length:";
        let lower = line.to_ascii_lowercase();
        if let Some(at) = lower.find(NAME) {
            // What stands before the name is the end of a body that was longer than announced.
            self.garbage |= at > 0;
            let value = lower.get(at + NAME.len()..).unwrap_or("").trim().parse().ok();
            self.length = value.filter(|length| *length <= LARGEST_BODY);
            self.garbage |= self.length.is_none();
        } else if line.is_empty() {
            self.in_body = self.length.is_some();
        } else if !line.contains(':') {
            self.garbage = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(chunks: &[&[u8]]) -> Vec<Frame> {
        let mut frames = Frames::default();
        let mut out = Vec::new();
        for chunk in chunks {
            frames.push(chunk);
            out.extend(std::iter::from_fn(|| frames.next()));
        }
        out
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn messages_are_cut_wherever_the_reads_fall() {
        let stream = b"Content-Length: 2\r\n\r\n{}content-length:4\r\nContent-Type: x\r\n\r\n[12]";
        assert_eq!(frames(&[stream]), [body("{}"), body("[12]")]);
        let bytes: Vec<&[u8]> = stream.chunks(1).collect();
        assert_eq!(frames(&bytes), [body("{}"), body("[12]")]);
    }

    #[test]
    fn garbage_costs_itself_and_nothing_else() {
        let cases: [&[u8]; 4] = [
            b"hello\r\nContent-Length: 2\r\n\r\n{}",
            b"\"rest\"}Content-Length: 2\r\n\r\n{}",
            b"Content-Length: two\r\n\r\nContent-Length: 2\r\n\r\n{}",
            b"Content-Length: 99999999999999\r\n\r\nContent-Length: 2\r\n\r\n{}",
        ];
        for case in cases {
            assert_eq!(frames(&[case]), [Frame::Garbage, body("{}")], "{}", String::from_utf8_lossy(case));
        }
        let endless = vec![b'x'; LONGEST_HEADER + 1];
        assert_eq!(frames(&[&endless, b"\r\nContent-Length: 2\r\n\r\n{}"]), [Frame::Garbage, body("{}")]);
    }

    fn stands_in(message: &str) -> (Value, i64) {
        let out: Value = serde_json::from_slice(&readable(message.as_bytes().to_vec())).unwrap();
        assert_eq!(out["method"], UNREADABLE, "{message}");
        (out["params"]["id"].clone(), out["params"]["code"].as_i64().unwrap())
    }

    #[test]
    fn what_is_no_message_is_replaced() {
        assert_eq!(stands_in("{\"jsonrpc\":"), (Value::Null, -32700));
        assert_eq!(stands_in("[]"), (Value::Null, -32600));
        assert_eq!(stands_in("{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"x\"}"), (7.into(), -32600));
        assert_eq!(stands_in("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"x\"}"), (Value::Null, -32600));
        let deep = format!(
            "{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{}{}}}",
            "[".repeat(500),
            "]".repeat(500)
        );
        assert_eq!(stands_in(&deep), (Value::Null, -32700));
    }

    #[test]
    fn messages_pass_unchanged() {
        for message in [
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\",\"params\":null}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"result\":null}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{\"text\":\"\\ud83d\\ude00\"}}",
        ] {
            assert_eq!(readable(message.as_bytes().to_vec()), message.as_bytes());
        }
    }

    #[test]
    fn half_a_character_becomes_a_replacement_of_the_same_width() {
        let message =
            |text: &str| format!("{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":[\"{text}\"]}}");
        for (sent, passed) in [
            ("a\\ud83db", "a\\ufffdb"),
            ("\\ude00\\ud83d\\ude00", "\\ufffd\\ud83d\\ude00"),
            ("\\ud83d\\\\ud83d\\n", "\\ufffd\\\\ud83d\\n"),
            ("\\ud83dé", "\\ufffdé"),
        ] {
            assert_eq!(String::from_utf8(readable(message(sent).into_bytes())).unwrap(), message(passed));
        }
    }
}
