//! What a server may send only to a client that has said it can take it.
//! It must not know shapes; they were checked before.

use serde_json::Value;

use super::{offered, order};

struct Gate<'g> {
    client: &'g Value,
    server: &'g Value,
    faults: &'g mut Vec<String>,
}

/// Checks the parameters or the result of `method` against the capabilities of both sides.
pub(super) fn gates(method: &str, client: &Value, server: &Value, value: &Value, faults: &mut Vec<String>) {
    let mut gate = Gate { client, server, faults };
    match method {
        "initialize" => gate.encoding(value),
        "textDocument/publishDiagnostics" => gate.each(&value["diagnostics"], Gate::pushed_diagnostic),
        "textDocument/diagnostic" => gate.each(&value["items"], Gate::pulled_diagnostic),
        "workspace/diagnostic" => {
            for report in value["items"].as_array().into_iter().flatten() {
                gate.each(&report["items"], Gate::pulled_diagnostic);
            }
        }
        "textDocument/hover" => gate.markup(&value["contents"], "textDocument.hover.contentFormat"),
        "textDocument/definition" | "textDocument/declaration" => gate.links(method, value),
        "textDocument/codeAction" => gate.each(value, Gate::action),
        "codeAction/resolve" => gate.action(value),
        "textDocument/completion" => {
            let items = if value.is_array() { value } else { &value["items"] };
            gate.each(items, Gate::completion);
        }
        "completionItem/resolve" => gate.completion(value),
        "textDocument/documentSymbol" => gate.symbols(value),
        "textDocument/semanticTokens/full" | "textDocument/semanticTokens/range" => gate.tokens(value),
        "textDocument/documentLink" => gate.document_links(value),
        "textDocument/inlayHint" => gate.each(value, Gate::inlay_hint),
        "textDocument/rename" => gate.edit(value),
        "workspace/applyEdit" => gate.edit(&value["edit"]),
        _ => {}
    }
}

impl Gate<'_> {
    fn can(&self, path: &str) -> bool {
        offered(self.client, path)
    }

    fn needs(&mut self, field: &Value, path: &str, what: &str) {
        if !field.is_null() && !self.can(path) {
            self.faults.push(format!("{what} without the client's {path}"));
        }
    }

    fn each(&mut self, items: &Value, check: fn(&mut Self, &Value)) {
        items.as_array().into_iter().flatten().for_each(|item| check(self, item));
    }

    /// Whether the list at `path` holds `wanted`.
    fn lists(&self, path: &str, wanted: &Value) -> bool {
        let list = path.split('.').try_fold(self.client, |value, key| value.get(key));
        list.and_then(Value::as_array).is_some_and(|list| list.contains(wanted))
    }

    fn encoding(&mut self, result: &Value) {
        let chosen = result.pointer("/capabilities/positionEncoding").unwrap_or(&Value::Null);
        let usual = chosen.is_null() || chosen == "utf-16";
        if !usual && !self.lists("general.positionEncodings", chosen) {
            self.faults.push(format!("counts in {chosen}, which the client has not offered"));
        }
    }

    fn pushed_diagnostic(&mut self, diagnostic: &Value) {
        self.diagnostic(diagnostic, "textDocument.publishDiagnostics");
    }

    fn pulled_diagnostic(&mut self, diagnostic: &Value) {
        self.diagnostic(diagnostic, "textDocument.diagnostic");
    }

    fn diagnostic(&mut self, diagnostic: &Value, path: &str) {
        // Version 3.17 knows these of pushed diagnostics; clients that pull take the same.
        let either = |gate: &Self, name: &str| {
            gate.can(&format!("{path}.{name}"))
                || gate.can(&format!("textDocument.publishDiagnostics.{name}"))
        };
        for (field, capability) in [
            ("relatedInformation", "relatedInformation"),
            ("codeDescription", "codeDescriptionSupport"),
            ("data", "dataSupport"),
            ("tags", "tagSupport"),
        ] {
            let given = diagnostic.get(field).is_some_and(|value| !value.is_null());
            if given && !either(self, capability) {
                self.faults
                    .push(format!("a diagnostic has {field} without the client's {path}.{capability}"));
            }
        }
    }

    /// `MarkupContent` of a kind that the client shows; older forms are a string or `{language, value}`.
    fn markup(&mut self, content: &Value, path: &str) {
        let kind = &content["kind"];
        if kind.is_null() {
            return;
        }
        let default = kind == "plaintext";
        if !default && !self.lists(path, kind) {
            self.faults.push(format!("text of the kind {kind} without the client's {path}"));
        }
    }

    fn links(&mut self, method: &str, value: &Value) {
        let capability = format!("{}.linkSupport", method.replace('/', "."));
        let first = value.as_array().and_then(|items| items.first());
        let is_link = first.is_some_and(|item| item.get("targetUri").is_some());
        if is_link && !self.can(&capability) {
            self.faults.push(format!("{method} answers with links without the client's {capability}"));
        }
    }

    fn action(&mut self, action: &Value) {
        const ACTION: &str = "textDocument.codeAction";
        let is_command = action["command"].is_string();
        if is_command {
            return;
        }
        if !self.can(&format!("{ACTION}.codeActionLiteralSupport")) {
            self.faults
                .push(format!("an action of its own without the client's {ACTION}.codeActionLiteralSupport"));
        }
        self.needs(&action["isPreferred"], &format!("{ACTION}.isPreferredSupport"), "isPreferred");
        self.needs(&action["disabled"], &format!("{ACTION}.disabledSupport"), "disabled");
        self.needs(&action["data"], &format!("{ACTION}.dataSupport"), "data of an action");
        self.edit(&action["edit"]);
        self.each(&action["diagnostics"], Gate::pushed_diagnostic);
    }

    fn edit(&mut self, edit: &Value) {
        self.needs(&edit["documentChanges"], "workspace.workspaceEdit.documentChanges", "documentChanges");
        self.needs(
            &edit["changeAnnotations"],
            "workspace.workspaceEdit.changeAnnotationSupport",
            "changeAnnotations",
        );
        for change in edit["documentChanges"].as_array().into_iter().flatten() {
            let kind = &change["kind"];
            if !kind.is_null() && !self.lists("workspace.workspaceEdit.resourceOperations", kind) {
                self.faults.push(format!("the edit would {kind} a file, which the client does not offer"));
            }
            if kind.is_null() && change["textDocument"].get("version").is_none() {
                self.faults.push("an edit in documentChanges names no version".to_owned());
            }
        }
    }

    fn completion(&mut self, item: &Value) {
        const ITEM: &str = "textDocument.completion.completionItem";
        if item["insertTextFormat"] == 2 && !self.can(&format!("{ITEM}.snippetSupport")) {
            self.faults.push(format!("a snippet without the client's {ITEM}.snippetSupport"));
        }
        self.markup(&item["documentation"], &format!("{ITEM}.documentationFormat"));
        self.needs(&item["labelDetails"], &format!("{ITEM}.labelDetailsSupport"), "labelDetails");
        self.needs(&item["tags"], &format!("{ITEM}.tagSupport"), "tags");
        self.needs(&item["insertTextMode"], &format!("{ITEM}.insertTextModeSupport"), "insertTextMode");
        if item["textEdit"].get("insert").is_some() && !self.can(&format!("{ITEM}.insertReplaceSupport")) {
            self.faults.push(format!("insert and replace without the client's {ITEM}.insertReplaceSupport"));
        }
    }

    fn symbols(&mut self, symbols: &Value) {
        const TREE: &str = "textDocument.documentSymbol.hierarchicalDocumentSymbolSupport";
        let first = symbols.as_array().and_then(|items| items.first());
        if first.is_some_and(|symbol| symbol.get("selectionRange").is_some()) && !self.can(TREE) {
            self.faults.push(format!("a tree of symbols without the client's {TREE}"));
        }
        self.nested(symbols);
    }

    /// A symbol's name stands inside the symbol.
    fn nested(&mut self, symbols: &Value) {
        for symbol in symbols.as_array().into_iter().flatten() {
            let (whole, name) = (&symbol["range"], &symbol["selectionRange"]);
            let place = order::place;
            let inside =
                place(whole, "start") <= place(name, "start") && place(name, "end") <= place(whole, "end");
            if !name.is_null() && !inside {
                self.faults.push("a symbol's selectionRange is not inside its range".to_owned());
            }
            if symbol["name"].as_str().is_some_and(|name| name.trim().is_empty()) {
                self.faults.push("a symbol has no name".to_owned());
            }
            self.nested(&symbol["children"]);
        }
    }

    /// Five numbers a token, of types and modifiers that the legend names; lines and columns only grow.
    fn tokens(&mut self, value: &Value) {
        let Some(data) = value["data"].as_array() else { return };
        let numbers: Vec<u64> = data.iter().filter_map(Value::as_u64).collect();
        if !numbers.len().is_multiple_of(5) {
            self.faults.push(format!("{} numbers are no whole semantic tokens", numbers.len()));
        }
        let legend = self.server.pointer("/semanticTokensProvider/legend").unwrap_or(&Value::Null);
        let types = legend["tokenTypes"].as_array().map_or(0, Vec::len) as u64;
        let modifiers = legend["tokenModifiers"].as_array().map_or(0, Vec::len) as u32;
        let mut end_before = 0;
        for (at, token) in numbers.chunks_exact(5).enumerate() {
            let [line, column, length, kind, flags] = token else { continue };
            if *kind >= types || *flags >> modifiers != 0 {
                self.faults.push(format!("token {at} has a type or modifier that the legend lacks"));
            }
            if *line == 0 && at > 0 && *column < end_before {
                self.faults.push(format!("token {at} overlaps the one before"));
            }
            end_before = *length;
        }
    }

    fn document_links(&mut self, value: &Value) {
        for link in value.as_array().into_iter().flatten() {
            self.needs(&link["tooltip"], "textDocument.documentLink.tooltipSupport", "the tooltip of a link");
        }
    }

    fn inlay_hint(&mut self, hint: &Value) {
        if let Some(kind) = hint["tooltip"].get("kind") {
            // The protocol has no capability for it; clients take what their hovers take.
            self.markup(&hint["tooltip"], "textDocument.hover.contentFormat");
            debug_assert!(kind.is_string());
        }
    }
}
