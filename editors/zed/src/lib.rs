//! Tells Zed how to start Factmark's language server. It must not know anything else: the rest is the server's affair.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, Command, Extension, LanguageServerId, Result, Worktree, serde_json};

const NAME: &str = "factmark";

struct Factmark;

impl Extension for Factmark {
    fn new() -> Self {
        Factmark
    }

    /// The program that the settings name under `lsp.factmark.binary.path`, else the one in the `PATH`.
    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let named = LspSettings::for_worktree(NAME, worktree).ok().and_then(|settings| settings.binary?.path);
        let command = named.or_else(|| worktree.which(NAME)).ok_or(
            "the program `factmark` is not in the PATH; install it, or name it under lsp.factmark.binary.path in the settings",
        )?;
        Ok(Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }

    /// What stands under `lsp.factmark.settings`, which the server asks for as its section.
    fn language_server_workspace_configuration(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(NAME, worktree)?.settings;
        Ok(settings.map(|settings| serde_json::json!({ NAME: settings })))
    }
}

zed::register_extension!(Factmark);
