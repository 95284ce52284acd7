//! Shows in the editor how far reading the sources has come.
//! It must not know what is read: counts in, `$/progress` out.

use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::lsp_types::notification::Progress as ProgressNotification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use super::client::ask;

/// Sources read, of how many.
pub(super) type Count = (usize, usize);

/// Starts showing progress with the given title. Every count sent is shown or skipped for a later one;
/// dropping the sender ends it. Returns at once; where the client shows none, the counts go nowhere.
pub(super) fn show(client: Client, token: String, title: &'static str) -> watch::Sender<Count> {
    let (sender, receiver) = watch::channel((0, 0));
    tokio::spawn(run(client, NumberOrString::String(token), title, receiver));
    sender
}

async fn run(client: Client, token: NumberOrString, title: &'static str, mut counts: watch::Receiver<Count>) {
    let create = WorkDoneProgressCreateParams { token: token.clone() };
    if ask::<WorkDoneProgressCreate>(&client, create).await.is_none() {
        return;
    }
    let send = async |value| {
        let value = ProgressParamsValue::WorkDone(value);
        let params = ProgressParams { token: token.clone(), value };
        client.send_notification::<ProgressNotification>(params).await;
    };
    let begin = WorkDoneProgressBegin {
        title: title.to_owned(),
        cancellable: Some(true),
        percentage: Some(0),
        ..WorkDoneProgressBegin::default()
    };
    send(WorkDoneProgress::Begin(begin)).await;
    let mut shown = None;
    while counts.changed().await.is_ok() {
        let (done, total) = *counts.borrow_and_update();
        let percentage = percent(done, total);
        if shown == Some(percentage) {
            continue;
        }
        shown = Some(percentage);
        let message = Some(format!("{done} of {total} sources"));
        let report =
            WorkDoneProgressReport { message, percentage: Some(percentage), cancellable: Some(true) };
        send(WorkDoneProgress::Report(report)).await;
    }
    let (done, total) = *counts.borrow();
    let sources = if total == 1 { "source" } else { "sources" };
    // Fewer where the client has stopped it.
    let of = if done < total { format!("{done} of ") } else { String::new() };
    send(WorkDoneProgress::End(WorkDoneProgressEnd { message: Some(format!("{of}{total} {sources} read")) }))
        .await;
}

fn percent(done: usize, total: usize) -> u32 {
    u32::try_from(done * 100 / total.max(1)).unwrap_or(100).min(100)
}
