//! What the client can do, and how it is asked for something.
//! It must not know documents or features.

use std::time::Duration;

use tower_lsp::Client;
use tower_lsp::lsp_types::request::Request;
use tower_lsp::lsp_types::{
    ClientCapabilities, MarkupKind, ResourceOperationKind, WorkspaceClientCapabilities,
};

use super::convert::Encoding;

/// Longest wait for a client's answer; after it the server goes on without.
const PATIENCE: Duration = Duration::from_secs(5);

/// The client's capabilities, as far as they change what the server sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Profile {
    pub(super) encoding: Encoding,
    /// Hovers may be Markdown.
    pub(super) markdown: bool,
    /// Diagnostics may carry passages of other files.
    pub(super) related_information: bool,
    /// Definitions may say which words they belong to.
    pub(super) definition_links: bool,
    /// Code actions may be objects with edits, not commands alone.
    pub(super) code_action_literals: bool,
    /// The client makes edits that the server asks for.
    pub(super) applies_edits: bool,
    /// Edits may create files.
    pub(super) creates_files: bool,
    /// Code actions may come without their edits, which the client asks for when one is chosen.
    pub(super) resolves_edits: bool,
    /// Code actions may say which of them is the one to take.
    pub(super) preferred_actions: bool,
    /// Edits may name the version that they were made for.
    pub(super) document_changes: bool,
    /// The client watches files for the server.
    pub(super) watches_files: bool,
    /// The client shows progress that the server starts.
    pub(super) progress: bool,
    /// The client asks for `factmark/status`.
    pub(super) status: bool,
    /// The client answers `workspace/configuration`.
    pub(super) answers_configuration: bool,
    /// Declarations may say which words they belong to.
    pub(super) declaration_links: bool,
    /// Links may say where they lead.
    pub(super) link_tooltips: bool,
    /// The client asks what is to be renamed.
    pub(super) prepares_rename: bool,
    /// What documents an item of a completion may be Markdown.
    pub(super) markdown_items: bool,
    /// An item of a completion may say where the cursor goes.
    pub(super) snippets: bool,
    /// An item of a completion may leave it to the editor whether the rest of the word stays.
    pub(super) inserts_or_replaces: bool,
    /// An item of a completion may say something behind its label.
    pub(super) label_details: bool,
    /// The outline may be a tree.
    pub(super) symbol_tree: bool,
    /// The client shows the findings of a place above the hover there.
    pub(super) findings_in_hover: bool,
    /// The client runs `factmark.showClaims`.
    pub(super) shows_claims: bool,
    /// The client asks for diagnostics, and again when it is told to; one that can do but one of these is sent them.
    pub(super) pulls: bool,
    /// What the client asks for again when it is told to.
    pub(super) refreshes: Refreshes,
}

/// Features whose answers the client can be told to ask for again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Refreshes {
    pub(super) lenses: bool,
    pub(super) hints: bool,
    pub(super) tokens: bool,
}

impl Refreshes {
    fn new(workspace: Option<&WorkspaceClientCapabilities>) -> Self {
        let lenses = workspace.and_then(|workspace| workspace.code_lens.as_ref()?.refresh_support);
        let hints = workspace.and_then(|workspace| workspace.inlay_hint.as_ref()?.refresh_support);
        let tokens = workspace.and_then(|workspace| workspace.semantic_tokens.as_ref()?.refresh_support);
        Refreshes {
            lenses: lenses.unwrap_or(false),
            hints: hints.unwrap_or(false),
            tokens: tokens.unwrap_or(false),
        }
    }
}

impl Profile {
    pub(super) fn new(capabilities: &ClientCapabilities) -> Self {
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        // The client lists the formats that it takes, its favourite first.
        let hover_formats = text.and_then(|text| text.hover.as_ref()?.content_format.as_deref());
        let code_actions = text.and_then(|text| text.code_action.as_ref());
        let items = text.and_then(|text| text.completion.as_ref()?.completion_item.as_ref());
        Profile {
            encoding: Encoding::negotiate(offered),
            markdown: hover_formats.and_then(<[_]>::first) == Some(&MarkupKind::Markdown),
            related_information: text
                .and_then(|text| text.publish_diagnostics.as_ref()?.related_information)
                .unwrap_or(false),
            definition_links: text.and_then(|text| text.definition.as_ref()?.link_support).unwrap_or(false),
            code_action_literals: code_actions.is_some_and(|it| it.code_action_literal_support.is_some()),
            applies_edits: workspace.and_then(|workspace| workspace.apply_edit).unwrap_or(false),
            creates_files: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref()?.resource_operations.as_deref())
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
            resolves_edits: code_actions.is_some_and(|it| {
                let resolved = it.resolve_support.as_ref().map(|support| &support.properties);
                let edits = resolved.is_some_and(|properties| properties.iter().any(|name| name == "edit"));
                edits && it.data_support.unwrap_or(false)
            }),
            preferred_actions: code_actions.and_then(|it| it.is_preferred_support).unwrap_or(false),
            document_changes: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes)
                .unwrap_or(false),
            watches_files: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or(false),
            progress: capabilities
                .window
                .as_ref()
                .and_then(|window| window.work_done_progress)
                .unwrap_or(false),
            status: capabilities
                .experimental
                .as_ref()
                .and_then(|experimental| experimental.pointer("/factmark/status")?.as_bool())
                .unwrap_or(false),
            answers_configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            declaration_links: text.and_then(|text| text.declaration.as_ref()?.link_support).unwrap_or(false),
            link_tooltips: text
                .and_then(|text| text.document_link.as_ref()?.tooltip_support)
                .unwrap_or(false),
            prepares_rename: text.and_then(|text| text.rename.as_ref()?.prepare_support).unwrap_or(false),
            markdown_items: items
                .and_then(|items| items.documentation_format.as_deref())
                .and_then(<[_]>::first)
                == Some(&MarkupKind::Markdown),
            snippets: items.and_then(|items| items.snippet_support).unwrap_or(false),
            inserts_or_replaces: items.and_then(|items| items.insert_replace_support).unwrap_or(false),
            label_details: items.and_then(|items| items.label_details_support).unwrap_or(false),
            symbol_tree: text
                .and_then(|text| text.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                .unwrap_or(false),
            findings_in_hover: capabilities
                .experimental
                .as_ref()
                .and_then(|experimental| experimental.pointer("/factmark/findingsInHover")?.as_bool())
                .unwrap_or(false),
            // The key that clients of rust-analyzer use for the same.
            shows_claims: capabilities
                .experimental
                .as_ref()
                .and_then(|experimental| experimental.pointer("/commands/commands")?.as_array())
                .is_some_and(|commands| commands.iter().any(|command| command == "factmark.showClaims")),
            pulls: text.is_some_and(|text| text.diagnostic.is_some())
                && workspace
                    .and_then(|workspace| workspace.diagnostic.as_ref()?.refresh_support)
                    .unwrap_or(false),
            refreshes: Refreshes::new(workspace),
        }
    }
}

/// Asks the client; `None` where it refuses, does not answer in time or answers something else.
///
/// Never await this in a handler: while all handlers wait for the client, its answers are not read. And the waiting
/// itself is never given up, only its result: tower-lsp 0.20 panics on an answer that nobody waits for any more.
pub(super) async fn ask<R>(client: &Client, params: R::Params) -> Option<R::Result>
where
    R: Request,
    R::Params: Send + 'static,
    R::Result: Send + 'static,
{
    let client = client.clone();
    let asking = tokio::spawn(async move { client.send_request::<R>(params).await });
    match tokio::time::timeout(PATIENCE, asking).await {
        Ok(Ok(Ok(answer))) => Some(answer),
        Ok(Ok(Err(error))) => {
            tracing::debug!("the client refused {}: {error}", R::METHOD);
            None
        }
        Ok(Err(_)) | Err(_) => {
            tracing::debug!("the client did not answer {}", R::METHOD);
            None
        }
    }
}
