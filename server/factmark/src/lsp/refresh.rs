//! Has the client ask again for what it shows, when the sources and with them the verdicts have changed.
//! It must not know what is shown.

use tower_lsp::Client;
use tower_lsp::lsp_types::request::{
    CodeLensRefresh, InlayHintRefreshRequest, Request, SemanticTokensRefresh, WorkspaceDiagnosticRefresh,
};

use super::client::{Profile, ask};

/// Everything that the client can be told to ask for again. Returns at once.
pub(super) fn all(client: &Client, profile: &Profile) {
    diagnostics(client, profile);
    let refreshes = profile.refreshes;
    if refreshes.lenses {
        one::<CodeLensRefresh>(client);
    }
    if refreshes.hints {
        one::<InlayHintRefreshRequest>(client);
    }
    if refreshes.tokens {
        one::<SemanticTokensRefresh>(client);
    }
}

/// Only the diagnostics. Returns at once.
pub(super) fn diagnostics(client: &Client, profile: &Profile) {
    if profile.pulls {
        one::<WorkspaceDiagnosticRefresh>(client);
    }
}

fn one<R: Request<Params = (), Result = ()> + 'static>(client: &Client) {
    let client = client.clone();
    tokio::spawn(async move { ask::<R>(&client, ()).await });
}
