//! The handlers that tower-lsp calls, each a few lines: hand an event to the state, or a snapshot to a feature.
//! It must not hold state, compute, or wait for the client.
//!
//! The first statement of every handler takes its place in the queue of the state; the guard polls handlers in the
//! order of arrival, so that a request sees all edits that came before it and none that came later.

use std::path::PathBuf;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;
use tower_lsp::{Client, LanguageServer, async_trait};

use super::citation::{Citation, CitationParams};
use super::claims::{Claims, ClaimsParams};
use super::client::{Profile, ask};
use super::context::Context;
use super::convert::path_of;
use super::facts::{Facts, FactsParams};
use super::guard::Lifecycle;
use super::shapes::Reader;
use super::sources::Sources;
use super::state::{Event, Introduction, State};
use super::step::NO_VERSION;
use super::trace::Trace;
use super::{
    action, citation, claims, completion, declaration, definition, facts, hover, inlay, lens, links, moved,
    orphan, pull, references, rename, settings, sources, symbols, tokens, workspace_symbols,
};

#[derive(Debug)]
pub(super) struct Server {
    state: State,
    lifecycle: Lifecycle,
    trace: Trace,
    client: Client,
    /// Names in order, for completion.
    names: completion::NameTable,
    /// What was found in drafts that are not open.
    pulls: pull::Pulls,
}

impl Server {
    pub(super) fn new(client: Client, lifecycle: Lifecycle, trace: Trace) -> Self {
        trace.reach(client.clone());
        let state = State::start(client.clone());
        let (names, pulls) = (completion::NameTable::default(), pull::Pulls::default());
        Server { state, lifecycle, trace, client, names, pulls }
    }

    /// `$/setTrace`.
    pub(super) async fn set_trace(&self, params: SetTraceParams) {
        self.trace.set(params.value);
    }

    /// Runs a feature on a thread of its own, so that messages are read meanwhile.
    /// Without the document, or before the sources are read, the answer is `null`.
    async fn compute<A: Send + 'static>(
        &self,
        uri: Url,
        feature: impl FnOnce(&Context) -> Option<A> + Send + 'static,
    ) -> Result<Option<A>> {
        let Some(snapshot) = self.state.snapshot().await else { return Ok(None) };
        let Some(draft) = snapshot.drafts.get(&uri).cloned() else { return Ok(None) };
        let Some(context) = snapshot.context(draft).await else { return Ok(None) };
        finished(tokio::task::spawn_blocking(move || feature(&context)).await)
    }

    /// Runs a feature that needs the sources of a document's folder but not the document, on a thread of its own.
    async fn compute_on_folder<A: Send + 'static>(
        &self,
        uri: &Url,
        feature: impl FnOnce(&Reader<'_>, &Profile) -> Option<A> + Send + 'static,
    ) -> Result<Option<A>> {
        let Some(snapshot) = self.state.snapshot().await else { return Ok(None) };
        let Some(workspace) = snapshot.workspace_of(path_of(uri).as_deref()).await else { return Ok(None) };
        let profile = snapshot.profile;
        let computing = tokio::task::spawn_blocking(move || {
            let reader = Reader { workspace: &workspace, encoding: profile.encoding };
            feature(&reader, &profile)
        });
        finished(computing.await)
    }

    /// Runs a feature that needs no document, on a thread of its own, with a reader for the sources of each folder.
    async fn compute_on_sources<A: Send + 'static>(
        &self,
        feature: impl FnOnce(&[Reader<'_>]) -> Option<A> + Send + 'static,
    ) -> Result<Option<A>> {
        let Some(snapshot) = self.state.snapshot().await else { return Ok(None) };
        let workspaces = snapshot.workspaces().await;
        let encoding = snapshot.profile.encoding;
        let computing = tokio::task::spawn_blocking(move || {
            let reader = |workspace| Reader { workspace, encoding };
            let readers: Vec<Reader<'_>> = workspaces.iter().map(|it| reader(it.as_ref())).collect();
            feature(&readers)
        });
        finished(computing.await)
    }

    /// Has the client make the edit of an action that it was offered as a command. Its answer is not waited for.
    async fn apply(&self, kept: action::Kept) -> Result<()> {
        let uri = kept.uri.clone();
        let resolve = move |context: &Context| Some(action::resolve(context, &kept, CodeAction::default()));
        let Some(action) = self.compute(uri, resolve).await? else { return Ok(()) };
        if let Some(edit) = action?.edit {
            let params = ApplyWorkspaceEditParams { label: None, edit };
            let client = self.client.clone();
            tokio::spawn(async move { ask::<request::ApplyWorkspaceEdit>(&client, params).await });
        }
        Ok(())
    }

    /// Says what the draft is worth, or what each of the open ones is, where none is named.
    async fn sum_up(&self, draft: Option<Url>) -> Result<()> {
        let Some(snapshot) = self.state.snapshot().await else { return Ok(()) };
        let drafts = draft.map_or_else(|| snapshot.drafts.keys().cloned().collect(), |uri| vec![uri]);
        let mut summaries = Vec::new();
        for uri in drafts {
            summaries.extend(self.compute(uri, lens::summary).await?);
        }
        if !summaries.is_empty() {
            self.state.send(Event::Say(summaries.join("\n")));
        }
        Ok(())
    }

    /// `factmark/facts`.
    pub(super) async fn facts(&self, params: FactsParams) -> Result<Option<Facts>> {
        match params {
            FactsParams { text_document: Some(document), position: Some(position), .. } => {
                self.compute(document.uri, move |context| facts::at(context, position)).await
            }
            FactsParams { entity: Some(name), .. } => {
                let of_name = move |readers: &[Reader<'_>]| {
                    readers.iter().find_map(|reader| facts::of_name(reader, &name))
                };
                self.compute_on_sources(of_name).await
            }
            _ => Err(Error::invalid_params("a place in a document or the name of an entity is expected")),
        }
    }

    /// `factmark/claims`.
    pub(super) async fn claims(&self, params: ClaimsParams) -> Result<Option<Claims>> {
        self.compute(params.text_document.uri, claims::claims).await
    }

    /// `factmark/citation`.
    pub(super) async fn citation(&self, params: CitationParams) -> Result<Option<Citation>> {
        let uri = params.text_document.uri.clone();
        self.compute(uri, move |context| citation::citation(context, &params)).await
    }

    /// `factmark/sources`.
    pub(super) async fn sources(&self) -> Result<Option<Sources>> {
        self.compute_on_sources(sources::of_all).await
    }

    /// `factmark/readSources`.
    pub(super) async fn read_sources(&self) {
        self.state.send(Event::ReadAgain);
    }

    /// `factmark/stopReading`.
    pub(super) async fn stop_reading(&self) {
        self.state.send(Event::StopReading(None));
    }

    /// `window/workDoneProgress/cancel`: reading the sources is all that is shown so.
    pub(super) async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        if let NumberOrString::String(token) = params.token {
            self.state.send(Event::StopReading(Some(token)));
        }
    }
}

#[async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let profile = Profile::new(&params.capabilities);
        if let Some(process) = params.process_id {
            orphan::watch(process, self.lifecycle.clone());
        }
        if let Some(value) = params.trace {
            self.trace.set(value);
        }
        let folders = folders_of(&params);
        let settings = params.initialization_options;
        self.state.send(Event::Introduced(Box::new(Introduction { profile, folders, settings })));
        Ok(InitializeResult {
            capabilities: capabilities(&profile),
            server_info: Some(ServerInfo {
                name: "factmark".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.state.send(Event::Ready);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let TextDocumentItem { uri, language_id: language, version, text } = params.text_document;
        self.state.send(Event::Opened { uri, language, version, text });
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        let version = (version != NO_VERSION).then_some(version);
        self.state.send(Event::Changed { uri, version, changes: params.content_changes });
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.state.send(Event::Closed(params.text_document.uri));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.state.send(Event::Saved(params.text_document.uri));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.state.send(match settings::pushed(params.settings) {
            Some(settings) => Event::Settings(settings),
            None => Event::SettingsChanged,
        });
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.compute(text_document.uri, move |context| hover::hover(context, position)).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.compute(text_document.uri, move |context| definition::definition(context, position)).await
    }

    async fn goto_declaration(
        &self,
        params: request::GotoDeclarationParams,
    ) -> Result<Option<request::GotoDeclarationResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.compute(text_document.uri, move |context| declaration::declaration(context, position)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.compute(params.text_document.uri, |context| Some(links::links(context))).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let position = params.position;
        self.compute(params.text_document.uri, move |context| rename::prepare(context, position)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let name = params.new_name;
        if name.trim().is_empty() || name.contains(['\n', '\r']) {
            return Err(Error::invalid_params("a name of at least one letter on one line is expected"));
        }
        let Some(snapshot) = self.state.snapshot().await else { return Ok(None) };
        pull::rename(snapshot, text_document.uri, position, name.trim().to_owned()).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let tokens = self.compute(params.text_document.uri, |context| tokens::tokens(context, None)).await?;
        Ok(tokens.map(SemanticTokensResult::Tokens))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let range = Some(params.range);
        let tokens =
            self.compute(params.text_document.uri, move |context| tokens::tokens(context, range)).await?;
        Ok(tokens.map(SemanticTokensRangeResult::Tokens))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let declaration = params.context.include_declaration;
        self.compute(text_document.uri, move |context| references::references(context, position, declaration))
            .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.compute(text_document.uri, move |context| references::highlights(context, position)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.compute(params.text_document.uri.clone(), move |context| action::actions(context, &params)).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(kept) = action::kept(&action) else { return Ok(action) };
        let unresolved = action.clone();
        let uri = kept.uri.clone();
        let resolve = move |context: &Context| Some(action::resolve(context, &kept, action));
        self.compute(uri, resolve).await?.unwrap_or(Ok(unresolved))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let uri = params.text_document_position.text_document.uri.clone();
        let names = self.names.clone();
        self.compute(uri, move |context| completion::complete(context, &names, &params)).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let unresolved = item.clone();
        let Some(uri) = completion::draft_of(&item) else { return Ok(item) };
        let resolve = move |reader: &Reader<'_>, profile: &Profile| {
            Some(completion::resolve(reader, profile.markdown_items, item))
        };
        Ok(self.compute_on_folder(&uri, resolve).await?.unwrap_or(unresolved))
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.compute(params.text_document.uri, symbols::symbols).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        self.compute_on_sources(move |readers| Some(workspace_symbols::symbols(readers, &params.query))).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.compute(params.text_document.uri, lens::lenses).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.compute(params.text_document.uri, move |context| inlay::hints(context, params.range)).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        match params.command.as_str() {
            lens::SUMMARY => {
                let draft = lens::draft_of(&params)
                    .ok_or_else(|| expected(lens::SUMMARY, "the address of a draft, or nothing,"))?;
                self.sum_up(draft).await?;
            }
            action::APPLY => {
                let kept = action::kept_in(&params.arguments)
                    .ok_or_else(|| expected(action::APPLY, "what it was offered with"))?;
                self.apply(kept).await?;
            }
            other => return Err(Error::invalid_params(format!("there is no command {other}"))),
        }
        Ok(None)
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let Some(snapshot) = self.state.snapshot().await else { return Ok(None) };
        pull::edits_of_renames(snapshot, paths_of(&params)).await
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let uris = params.files.iter().flat_map(|file| [&file.old_uri, &file.new_uri]);
        self.state.send(Event::Watched(uris.filter_map(|uri| Url::parse(uri).ok()).collect()));
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        let uris = params.files.iter().filter_map(|file| Url::parse(&file.uri).ok());
        self.state.send(Event::Watched(uris.collect()));
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        let uris = params.files.iter().filter_map(|file| Url::parse(&file.uri).ok());
        self.state.send(Event::Watched(uris.collect()));
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        pull::document(&self.state, &self.client, params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        pull::workspace(&self.state, &self.client, &self.pulls, params).await
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths =
            |folders: Vec<WorkspaceFolder>| folders.iter().filter_map(|it| path_of(&it.uri)).collect();
        let (removed, added) = (paths(params.event.removed), paths(params.event.added));
        self.state.send(Event::FoldersChanged { removed, added });
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.state.send(Event::Watched(params.changes.into_iter().map(|change| change.uri).collect()));
    }
}

/// The files and folders that are to be renamed, before and after.
fn paths_of(params: &RenameFilesParams) -> Vec<(PathBuf, PathBuf)> {
    let path = |uri: &str| Url::parse(uri).ok().as_ref().and_then(path_of);
    params.files.iter().filter_map(|file| Some((path(&file.old_uri)?, path(&file.new_uri)?))).collect()
}

/// The folders that are open: the workspace folders, else the one that older clients send.
fn folders_of(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.as_deref().unwrap_or_default();
    let folders: Vec<PathBuf> = folders.iter().filter_map(|folder| path_of(&folder.uri)).collect();
    if !folders.is_empty() {
        return folders;
    }
    if let Some(path) = params.root_uri.as_ref().and_then(path_of) {
        return vec![path];
    }
    #[expect(deprecated, reason = "clients of before version 3 send nothing else")]
    let path = params.root_path.as_ref().filter(|path| !path.is_empty());
    path.map(PathBuf::from).into_iter().collect()
}

fn expected(command: &str, what: &str) -> Error {
    Error::invalid_params(format!("{command} with {what} is expected"))
}

/// What came of a computation on a thread of its own.
fn finished<A>(outcome: std::result::Result<Option<A>, tokio::task::JoinError>) -> Result<Option<A>> {
    outcome.map_err(|failure| {
        tracing::error!("a request failed: {failure}");
        Error::internal_error()
    })
}

fn capabilities(profile: &Profile) -> ServerCapabilities {
    let rename = if profile.prepares_rename {
        OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })
    } else {
        OneOf::Left(true)
    };
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let kinds = CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QUICKFIX,
            CodeActionKind::REFACTOR_REWRITE,
            CodeActionKind::from(action::FIX_ALL),
        ]),
        resolve_provider: Some(profile.resolves_edits),
        ..CodeActionOptions::default()
    });
    // Others run commands, and know of no kinds.
    let code_actions = match profile.code_action_literals {
        true => kinds,
        false => CodeActionProviderCapability::Simple(true),
    };
    let mut commands = vec![lens::SUMMARY.to_owned()];
    if !profile.code_action_literals && profile.applies_edits {
        commands.push(action::APPLY.to_owned());
    }
    ServerCapabilities {
        position_encoding: Some(profile.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        declaration_provider: Some(DeclarationCapability::Simple(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        rename_provider: Some(rename),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
            tokens::options(),
        )),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(code_actions),
        completion_provider: Some(CompletionOptions {
            resolve_provider: Some(true),
            trigger_characters: Some(completion::TRIGGERS.map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        diagnostic_provider: profile.pulls.then(pull::provider),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands,
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(moved::operations()),
        }),
        experimental: Some(json!({
            "factmark": { "facts": true, "claims": true, "citation": true, "sources": true, "status": true }
        })),
        ..ServerCapabilities::default()
    }
}
