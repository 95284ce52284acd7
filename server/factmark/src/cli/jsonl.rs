//! Runs a function over JSON lines: one line in, one line out, in order; a bad line gives an error object and the rest goes on.
//! It must not know what the lines mean.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::ExitCode;

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Most lines answered at once; memory stays bounded however long the input is.
const BATCH_LINES: usize = 256;
/// Most bytes of input held at once, one line aside.
const BATCH_BYTES: usize = 4 * 1024 * 1024;

/// Some shells set this before what they pipe.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What stands in place of an answer to a line that could not be read.
#[derive(Serialize)]
struct LineError {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    /// One-based line of the input.
    line: usize,
    error: String,
}

/// A line of the input with its one-based number.
type Line = (usize, Vec<u8>);

/// Reads `input` line by line, answers each line with `answer` and writes one JSON object a line to `output`.
/// A blank line is a line that cannot be read: whoever pairs the lines of both sides must not slip. A caller that waits for an answer before it sends its next line gets it.
/// Returns how many lines could not be read.
///
/// # Errors
/// Only where reading the input or writing the output fails.
pub fn run<Q, A, F>(input: impl Read, mut output: impl Write, answer: F) -> io::Result<usize>
where
    Q: DeserializeOwned,
    A: Serialize,
    F: Fn(Q) -> A + Sync,
{
    let mut input = BufReader::with_capacity(1 << 18, input);
    let mut number = 0;
    let mut bad_lines = 0;
    loop {
        let batch = next_batch(&mut input, &mut number)?;
        if batch.is_empty() {
            return Ok(bad_lines);
        }
        let answers: Vec<Result<Vec<u8>, Vec<u8>>> =
            batch.par_iter().map(|line| answer_line(line, &answer)).collect();
        for line in answers {
            bad_lines += usize::from(line.is_err());
            let (Ok(line) | Err(line)) = line;
            output.write_all(&line)?;
            output.write_all(b"\n")?;
        }
        output.flush()?;
    }
}

/// Runs `answer` between standard input and standard output.
/// Exit code 0 where every line was read, 2 where one could not be.
pub fn run_command<Q, A, F>(answer: F) -> ExitCode
where
    Q: DeserializeOwned,
    A: Serialize,
    F: Fn(Q) -> A + Sync,
{
    match run(io::stdin().lock(), io::stdout().lock(), answer) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(2),
        // The reader of our output went away: there is nobody left to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("factmark: the lines could not be read or written: {error}");
            ExitCode::from(2)
        }
    }
}

/// At least one line, and as many more as have arrived already; empty at the end of the input.
fn next_batch(input: &mut BufReader<impl Read>, number: &mut usize) -> io::Result<Vec<Line>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(batch);
        }
        *number += 1;
        bytes += line.len();
        if *number == 1 && line.starts_with(BYTE_ORDER_MARK) {
            line.drain(..BYTE_ORDER_MARK.len());
        }
        batch.push((*number, line));
        let next_would_wait = !input.buffer().contains(&b'\n');
        let full = batch.len() >= BATCH_LINES || bytes >= BATCH_BYTES;
        if full || next_would_wait {
            return Ok(batch);
        }
    }
}

/// The answer as JSON, or the error object in its place.
fn answer_line<Q, A, F>((number, line): &Line, answer: &F) -> Result<Vec<u8>, Vec<u8>>
where
    Q: DeserializeOwned,
    A: Serialize,
    F: Fn(Q) -> A,
{
    let error = |error: String| {
        let id =
            serde_json::from_slice::<serde_json::Value>(line).ok().and_then(|value| value.get("id").cloned());
        serde_json::to_vec(&LineError { id, line: *number, error }).unwrap_or_default()
    };
    if line.trim_ascii().is_empty() {
        return Err(error("this line is empty; each line must hold one JSON object".to_owned()));
    }
    let query = serde_json::from_slice(line)
        .map_err(|why| error(format!("this line could not be read: {}", within_line(&why))))?;
    // A fault in one line must not end the stream.
    let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| answer(query))).map_err(|_| {
        error("Factmark failed on this line; please report it with the line's text".to_owned())
    })?;
    serde_json::to_vec(&answer).map_err(|why| error(format!("the answer could not be written: {why}")))
}

/// What is wrong with a line, with its column alone: the number of the line is told beside it.
fn within_line(why: &serde_json::Error) -> String {
    why.to_string().replace(" at line 1 column ", " at column ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Query {
        id: u32,
        text: String,
    }

    fn shout(input: &str) -> (String, usize) {
        let mut output = Vec::new();
        let bad = run(input.as_bytes(), &mut output, |query: Query| {
            assert!(query.text != "boom", "a fault in the answer");
            serde_json::json!({"id": query.id, "text": query.text.to_uppercase()})
        });
        (String::from_utf8(output).unwrap(), bad.unwrap())
    }

    #[test]
    fn answers_come_in_order_and_bad_lines_stand_in_their_place() {
        let (output, bad) =
            shout("{\"id\":1,\"text\":\"a\"}\n\nnonsense\n{\"id\":3}\n{\"id\":4,\"text\":\"d\"}");
        let lines: Vec<serde_json::Value> =
            output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(bad, 3);
        assert_eq!(lines[0]["text"], "A");
        assert_eq!(lines[1]["line"], 2);
        assert!(lines[1]["error"].as_str().unwrap().contains("empty"));
        assert_eq!(lines[2]["line"], 3);
        assert_eq!((&lines[3]["id"], &lines[3]["line"]), (&3.into(), &4.into()));
        assert!(lines[3]["error"].as_str().unwrap().contains("text"));
        assert_eq!(lines[4]["text"], "D");
    }

    #[test]
    fn line_ends_of_any_kind_and_a_byte_order_mark_are_no_part_of_a_line() {
        let (output, bad) = shout("\u{feff}{\"id\":1,\"text\":\"a\"}\r\n{\"id\":2,\"text\":\"b\"}\r\n");
        assert_eq!((output.lines().count(), bad), (2, 0), "{output}");
    }

    #[test]
    fn a_fault_in_one_answer_leaves_the_others() {
        let (output, bad) = shout("{\"id\":1,\"text\":\"boom\"}\n{\"id\":2,\"text\":\"b\"}\n");
        assert_eq!((output.lines().count(), bad), (2, 1));
    }

    #[test]
    fn an_answer_is_written_before_the_next_line_is_asked_for() {
        let (reader, mut writer) = std::io::pipe().unwrap();
        let (answers, out) = std::io::pipe().unwrap();
        let server = std::thread::spawn(move || run(reader, out, |query: Query| query.id));
        let mut answers = BufReader::new(answers);
        for id in ["7", "8"] {
            writeln!(writer, "{{\"id\":{id},\"text\":\"\"}}").unwrap();
            let mut line = String::new();
            answers.read_line(&mut line).unwrap();
            assert_eq!(line.trim(), id);
        }
        drop(writer);
        assert_eq!(server.join().unwrap().unwrap(), 0);
    }
}
