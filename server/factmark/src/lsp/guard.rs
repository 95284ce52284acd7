//! A tower `Service` around tower-lsp's own: mends what version 0.20 leaves open.
//! It must not know any feature, only the life of a session.
//!
//! * Every handler is polled once at once, in the order of arrival, before the next message is read. So the first
//!   statement of a handler (which hands its event to the owner of the state) happens in that order by construction,
//!   and `$/cancelRequest` works even while every slot for handlers is taken.
//! * A handler that panics answers with an internal error; without this the whole server would end.
//! * After `exit` nothing is called any more and the session ends; without this it would wait for its input to close.
//! * Every request is answered, those of unknown `$/` methods too.
//! * A document's change without a version counts as the next one, and what cannot be read of a document is said (see `step`).
//! * Parameters `null` count as none; `shutdown` and `exit` have none, whatever a client sends (lsp-mode sends `{}`).

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Instant;

use futures::FutureExt;
use futures::future::{BoxFuture, ready};
use futures::task::noop_waker_ref;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::Notify;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::lsp_types::Url;
use tower_service::Service;

use super::step;
use super::trace::Trace;
use super::wire::{UNREADABLE, Unreadable};

/// Where a session stands, shared between the guard and those who end the session.
#[derive(Clone, Debug, Default)]
pub(super) struct Lifecycle(Arc<Stages>);

#[derive(Debug, Default)]
struct Stages {
    shut_down: AtomicBool,
    ended: AtomicBool,
    end: Notify,
}

impl Lifecycle {
    /// Ends the session; may be called more than once.
    pub(super) fn end(&self) {
        self.0.ended.store(true, Ordering::SeqCst);
        self.0.end.notify_one();
    }

    /// Returns once the session is to end.
    pub(super) async fn ended(&self) {
        // A permit is stored where nobody waits yet, so that no end is missed.
        self.0.end.notified().await;
    }

    fn has_ended(&self) -> bool {
        self.0.ended.load(Ordering::SeqCst)
    }

    /// Exit code of the process: 0 after `shutdown`, else 1, as the protocol asks.
    pub(super) fn exit_code(&self) -> u8 {
        u8::from(!self.0.shut_down.load(Ordering::SeqCst))
    }
}

type Answer = Result<Option<Response>, ExitedError>;

#[derive(Debug)]
pub(super) struct Guard<S> {
    inner: S,
    lifecycle: Lifecycle,
    trace: Trace,
}

impl<S> Guard<S> {
    pub(super) fn new(inner: S, lifecycle: Lifecycle, trace: Trace) -> Self {
        Guard { inner, lifecycle, trace }
    }
}

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = BoxFuture<'static, Answer>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        // An error here would end reading before tower-lsp has closed its queues, and it would never return.
        if self.lifecycle.has_ended() { Poll::Ready(Ok(())) } else { self.inner.poll_ready(cx) }
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if self.lifecycle.has_ended() {
            return ready(Ok(None)).boxed();
        }
        if request.method() == UNREADABLE {
            let why = request.params().and_then(|params| Unreadable::deserialize(params).ok());
            return ready(Ok(why.map(Unreadable::response))).boxed();
        }
        let id = request.id().cloned();
        let stage = Stage::of(&request);
        let request = step::with_version(readable_introduction(without_needless_params(request)));
        if let Some(lost) = step::lost(&request) {
            self.trace.failed(&lost);
        }
        let method = request.method().to_owned();
        let (trace, began) = (self.trace.clone(), Instant::now());
        let traced = trace.begun(request.params());
        let inner = &mut self.inner;
        let future = match std::panic::catch_unwind(AssertUnwindSafe(|| inner.call(request))) {
            Ok(future) => AssertUnwindSafe(future).catch_unwind(),
            Err(panic) => return ready(Ok(internal_error(id, &method, panic.as_ref(), &trace))).boxed(),
        };
        let lifecycle = self.lifecycle.clone();
        let mut answer = async move {
            let answer = future.await;
            let answer = answer
                .unwrap_or_else(|panic| Ok(internal_error(id.clone(), &method, panic.as_ref(), &trace)));
            if let Some(verbose) = traced {
                trace.done(&method, id.is_some(), began.elapsed(), verbose);
            }
            stage.note(&lifecycle, &answer);
            answer.map(|response| response.or_else(|| not_found(id?)))
        }
        .boxed();
        // tower-lsp polls each new future at least once more, with a waker that works.
        match answer.poll_unpin(&mut Context::from_waker(noop_waker_ref())) {
            Poll::Ready(answer) => ready(answer).boxed(),
            Poll::Pending => answer,
        }
    }
}

/// What a message means for the session.
#[derive(Clone, Copy)]
enum Stage {
    Shutdown,
    Exit,
    Other,
}

impl Stage {
    fn of(request: &Request) -> Self {
        match request.method() {
            "shutdown" => Stage::Shutdown,
            "exit" => Stage::Exit,
            _ => Stage::Other,
        }
    }

    fn note(self, lifecycle: &Lifecycle, answer: &Answer) {
        match self {
            Stage::Shutdown
                if answer.as_ref().is_ok_and(|response| response.as_ref().is_some_and(Response::is_ok)) =>
            {
                lifecycle.0.shut_down.store(true, Ordering::SeqCst);
            }
            Stage::Exit => lifecycle.end(),
            _ => {}
        }
    }
}

fn without_needless_params(request: Request) -> Request {
    let takes_none = matches!(request.method(), "shutdown" | "exit");
    if !takes_none && request.params() != Some(&Value::Null) {
        return request;
    }
    let (method, id, _) = request.into_parts();
    let builder = Request::build(method);
    match id {
        Some(id) => builder.id(id).finish(),
        None => builder.finish(),
    }
}

/// lsp-types 0.94 looks for `workspace.diagnostics` of the client's capabilities under the name that a draft of version 3.17
/// had for it.
fn with_names_of_3_17(params: &mut Value) {
    let Some(workspace) = params.pointer_mut("/capabilities/workspace").and_then(Value::as_object_mut) else {
        return;
    };
    if let Some(diagnostics) = workspace.get("diagnostics").cloned() {
        workspace.insert("diagnostic".to_owned(), diagnostics);
    }
}

/// Some clients send an empty address where no folder is open. A root that is no address is none; the session can do without.
fn without_false_roots(params: &mut Value) {
    let is_address = |uri: &Value| uri.as_str().is_some_and(|uri| Url::parse(uri).is_ok());
    if let Some(root) = params.get_mut("rootUri").filter(|root| !is_address(root)) {
        *root = Value::Null;
    }
    if let Some(folders) = params.get_mut("workspaceFolders").and_then(Value::as_array_mut) {
        folders.retain(|folder| folder.get("uri").is_some_and(is_address));
    }
}

/// The introduction of a client, as the types of lsp-types 0.94 can read it.
fn readable_introduction(request: Request) -> Request {
    if request.method() != "initialize" || request.params().is_none() {
        return request;
    }
    let (method, id, params) = request.into_parts();
    let mut params = params.unwrap_or_default();
    with_names_of_3_17(&mut params);
    without_false_roots(&mut params);
    let builder = Request::build(method).params(params);
    match id {
        Some(id) => builder.id(id).finish(),
        None => builder.finish(),
    }
}

/// The answer to a request that tower-lsp leaves without one: those of unknown `$/` methods, of which only
/// notifications may be passed over in silence.
fn not_found(id: Id) -> Option<Response> {
    Some(Response::from_error(id, Error::method_not_found()))
}

fn internal_error(id: Option<Id>, method: &str, panic: &(dyn Any + Send), trace: &Trace) -> Option<Response> {
    let what = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    let what = what.unwrap_or("no message");
    let message = format!("Factmark failed on this {method} ({what}); please report it");
    trace.failed(&message);
    let error = Error { code: ErrorCode::InternalError, message: message.into(), data: None };
    id.map(|id| Response::from_error(id, error))
}
