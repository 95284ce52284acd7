// Entry of the extension: views, commands and the server's life. What the server finds and shows is its own affair.

import * as vscode from 'vscode';

import { ClaimsView, type ClaimsNode } from './claims_view';
import { exportReport, insertCitation, newSource, openPassage } from './commands';
import { FactsView } from './facts_view';
import { SERVER_PATH_SETTING } from './program';
import type { Passage } from './protocol';
import { Server } from './server';
import { SourcesView } from './sources_view';
import { StatusItem } from './status_item';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const started = new Server(context);
    server = started;
    const facts = new FactsView(started, (action, passage) =>
        action === 'open' ? openPassage(passage) : insertCitation(started, passage),
    );
    context.subscriptions.push(
        started,
        new StatusItem(started),
        facts,
        vscode.window.registerWebviewViewProvider(FactsView.id, facts),
        new ClaimsView(started),
        new SourcesView(started),
        vscode.commands.registerCommand('factmark.showFacts', () => vscode.commands.executeCommand(`${FactsView.id}.focus`)),
        vscode.commands.registerCommand('factmark.insertCitation', (from?: Passage | ClaimsNode) => insertCitation(started, from)),
        vscode.commands.registerCommand('factmark.openPassage', (passage: Passage) => openPassage(passage)),
        vscode.commands.registerCommand('factmark.newSource', () => newSource(started)),
        vscode.commands.registerCommand('factmark.readSources', () => started.readSources()),
        vscode.commands.registerCommand('factmark.exportReport', () => exportReport(started)),
        vscode.commands.registerCommand('factmark.restartServer', () => started.restart()),
        vscode.commands.registerCommand('factmark.showOutput', () => started.showOutput()),
        vscode.workspace.onDidChangeConfiguration((event) =>
            event.affectsConfiguration(SERVER_PATH_SETTING) ? started.restart() : undefined,
        ),
        vscode.workspace.onDidGrantWorkspaceTrust(() => started.restart()),
    );
    await started.start();
}

export async function deactivate(): Promise<void> {
    await server?.stop();
    server = undefined;
}
