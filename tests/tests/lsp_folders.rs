//! Several workspace folders, each with its own sources and settings.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails here should say so"
)]

use factmark_tests::client::{Client, Hello, capabilities, folders, uri};
use factmark_tests::session::{TRUST, at};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower_lsp::lsp_types::request::{
    Completion, HoverRequest, Rename, ResolveCompletionItem, WorkspaceSymbolRequest,
};
use tower_lsp::lsp_types::{Hover, Url};

const CLAIM: &str = "The RT has been operating in Norland since 1996.\n";

/// Two folders beside each other and one inside the second, whose sources give three different years.
struct Folders {
    client: Client,
    root: TempDir,
}

impl Folders {
    async fn open(names: &[&str], capabilities: Value, settings: impl FnOnce(&Self) -> Value) -> Folders {
        let root = tempfile::tempdir().unwrap();
        for (name, year) in [("a", "1994"), ("b", "1996"), ("b/deep", "1998")] {
            let seeds = root.path().join(name).join("seeds");
            std::fs::create_dir_all(&seeds).unwrap();
            std::fs::write(seeds.join("trust.txt"), TRUST.replace("1994", year)).unwrap();
        }
        std::fs::write(root.path().join("b/deep/factmark.toml"), "[rules]\nF002 = \"hint\"\n").unwrap();
        let (client, _) = Client::in_process();
        let mut open = Folders { client, root };
        let settings = settings(&open);
        let folders = names.iter().map(|name| open.uri(name)).collect();
        open.client.hello(Hello { folders, capabilities, settings, ..Hello::default() }).await;
        open
    }

    fn uri(&self, name: &str) -> Url {
        uri(&self.root.path().join(name))
    }

    /// What is found in a draft, as severities and messages.
    async fn check(&mut self, name: &str, text: &str) -> Vec<(Value, String)> {
        let uri = if name.contains(':') { name.parse().unwrap() } else { self.uri(name) };
        self.client.open(&uri, "markdown", text);
        self.again(&uri).await
    }

    /// What is found in an open draft once it is checked anew.
    async fn again(&mut self, uri: &Url) -> Vec<(Value, String)> {
        let found = self.client.diagnostics(uri, 1).await;
        found.into_iter().map(|it| (json!(it.severity), it.message)).collect()
    }

    fn change(&self, removed: &[&str], added: &[&str]) {
        let of = |names: &[&str]| {
            let folders = folders(&names.iter().map(|name| self.uri(name)).collect::<Vec<_>>());
            if folders.is_null() { json!([]) } else { folders }
        };
        let event = json!({ "removed": of(removed), "added": of(added) });
        let method = "workspace/didChangeWorkspaceFolders";
        self.client.send(&json!({ "jsonrpc": "2.0", "method": method, "params": { "event": event } }));
    }
}

fn years(found: &[(Value, String)]) -> Vec<&str> {
    let source = |message: &'_ str| message.split("the source says \"since ").nth(1).map(|it| it.len());
    found
        .iter()
        .filter_map(|(_, message)| {
            let start = message.len() - source(message)?;
            message.get(start..start + 4)
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_checked_against_the_innermost_folder_that_holds_it() {
    let mut open = Folders::open(&["a", "b", "b/deep"], capabilities(), |_| Value::Null).await;
    assert_eq!(years(&open.check("a/draft.md", CLAIM).await), ["1994"]);
    assert_eq!(open.check("b/draft.md", CLAIM).await, []);
    let deep = open.check("b/deep/notes/draft.md", CLAIM).await;
    assert_eq!(years(&deep), ["1998"]);
    assert_eq!(deep[0].0, 4, "by the settings file of that folder");
    // What lies in no folder goes with the first.
    assert_eq!(years(&open.check("untitled:Untitled-1", CLAIM).await), ["1994"]);
    assert_eq!(years(&open.check("elsewhere.md", CLAIM).await), ["1994"]);
    // A source of any folder is no draft.
    open.client.open(&open.uri("b/deep/seeds/trust.txt"), "plaintext", CLAIM);
    let position = at(&open.uri("b/deep/notes/draft.md"), CLAIM, "1996");
    let params = json!({ "textDocument": position.text_document, "position": position.position });
    let hover = open.client.request::<HoverRequest>(serde_json::from_value(params).unwrap()).await;
    let Hover { contents, .. } = hover.unwrap();
    assert!(json!(contents)["value"].as_str().unwrap().contains("1998"), "{contents:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_completed_renamed_and_listed_folder_by_folder() {
    let mut open = Folders::open(&["a", "b"], capabilities(), |_| Value::Null).await;
    open.check("a/draft.md", CLAIM).await;
    open.check("b/draft.md", CLAIM).await;
    let here = at(&open.uri("a/draft.md"), CLAIM, "RT");
    let params = json!({ "textDocument": here.text_document, "position": here.position, "newName": "Trust" });
    let edit = open.client.request::<Rename>(serde_json::from_value(params).unwrap()).await;
    let changed = json!(edit)["documentChanges"].clone();
    assert_eq!(changed.as_array().unwrap().len(), 1);
    assert_eq!(changed[0]["textDocument"]["uri"], open.uri("a/draft.md").as_str());

    let query = serde_json::from_value(json!({ "query": "River Trust" })).unwrap();
    let symbols = json!(open.client.request::<WorkspaceSymbolRequest>(query).await);
    assert_eq!(symbols.as_array().unwrap().len(), 2);

    let sources = open.client.raw_request("factmark/sources", Value::Null).await.unwrap();
    let uris: Vec<&str> =
        sources["sources"].as_array().unwrap().iter().filter_map(|it| it["source"]["uri"].as_str()).collect();
    assert_eq!(uris, [open.uri("a/seeds/trust.txt").as_str(), open.uri("b/seeds/trust.txt").as_str()]);

    let text = "The RT has been operating in Norland since ";
    open.check("b/next.md", text).await;
    let end = json!({ "line": 0, "character": text.len() });
    let params = json!({ "textDocument": { "uri": open.uri("b/next.md") }, "position": end });
    let list = open.client.request::<Completion>(serde_json::from_value(params).unwrap()).await;
    let item = json!(list)["items"][0].clone();
    assert_eq!(item["label"], "1996");
    let item = serde_json::from_value(item).unwrap();
    let resolved = json!(open.client.request::<ResolveCompletionItem>(item).await);
    assert!(resolved["documentation"]["value"].as_str().unwrap().contains("**1996**"), "{resolved}");
}

#[tokio::test(flavor = "multi_thread")]
async fn folders_come_and_go() {
    let mut open = Folders::open(&["a"], capabilities(), |_| Value::Null).await;
    assert_eq!(years(&open.check("b/draft.md", CLAIM).await), ["1994"]);
    open.change(&[], &["b"]);
    let draft = open.uri("b/draft.md");
    assert_eq!(open.again(&draft).await, []);
    open.change(&["b"], &[]);
    assert_eq!(years(&open.again(&draft).await), ["1994"]);
    open.change(&["a"], &["b/deep"]);
    assert_eq!(years(&open.again(&draft).await), ["1998"], "the first is another one now");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_folder_has_the_settings_that_the_client_has_for_it() {
    let mut able = capabilities();
    able["workspace"]["configuration"] = true.into();
    let settings = |open: &Folders| {
        json!({
            open.uri("a").as_str(): { "rules": { "F002": "information" } },
            open.uri("b").as_str(): { "sources": { "paths": ["deep/seeds"] } },
        })
    };
    let mut open = Folders::open(&["a", "b"], able, settings).await;
    let found = open.check("a/draft.md", CLAIM).await;
    assert_eq!((found[0].0.clone(), years(&found)), (json!(3), vec!["1994"]));
    let found = open.check("b/draft.md", CLAIM).await;
    assert_eq!((found[0].0.clone(), years(&found)), (json!(1), vec!["1998"]));

    // What is pushed holds where a folder has nothing of its own.
    let pushed = json!({ "factmark": { "rules": { "F002": "off" } } });
    let own =
        json!({ open.uri("b").as_str(): { "rules": { "F002": "hint" } }, open.uri("a").as_str(): null });
    open.client.set_settings(own);
    let method = "workspace/didChangeConfiguration";
    open.client.send(&json!({ "jsonrpc": "2.0", "method": method, "params": { "settings": pushed } }));
    let draft = open.uri("a/draft.md");
    assert_eq!(open.again(&draft).await, []);
}
