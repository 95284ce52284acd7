// Entry of the extension: views, commands and the server's life. What the server finds and shows is its own affair.

import * as vscode from 'vscode';
import type { Position } from 'vscode-languageclient/node';

import { takeDroppedPassages, insertCitation } from './citing';
import { ClaimsView, type ClaimsNode } from './claims_view';
import { exportReport, newSource, openPassage } from './commands';
import { Drafts } from './drafts';
import { FactsView } from './facts_view';
import { SERVER_PATH_SETTING } from './program';
import type { Passage } from './protocol';
import { Server } from './server';
import { SourceList } from './source_list';
import { SourcesView } from './sources_view';
import { StatusItem } from './status_item';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const started = new Server(context);
    server = started;
    const sources = new SourceList(started);
    const drafts = new Drafts(started, sources);
    const cite = (from?: Passage | ClaimsNode) => insertCitation(started, drafts, from);
    const facts = new FactsView(started, drafts, (action, passage) => (action === 'open' ? openPassage(passage) : cite(passage)));
    const claims = new ClaimsView(started, drafts);
    context.subscriptions.push(
        started,
        sources,
        drafts,
        new StatusItem(started),
        facts,
        vscode.window.registerWebviewViewProvider(FactsView.id, facts),
        claims,
        new SourcesView(sources),
        takeDroppedPassages(started, drafts),
        vscode.commands.registerCommand('factmark.showFacts', () => vscode.commands.executeCommand(`${FactsView.id}.focus`)),
        vscode.commands.registerCommand('factmark.showClaims', (uri?: string, position?: Position) => claims.show(uri, position)),
        vscode.commands.registerCommand('factmark.showSources', () => vscode.commands.executeCommand(`${SourcesView.id}.focus`)),
        vscode.commands.registerCommand('factmark.insertCitation', cite),
        vscode.commands.registerCommand('factmark.openPassage', (from: Passage | ClaimsNode) => openPassage(from)),
        vscode.commands.registerCommand('factmark.newSource', () => newSource(sources)),
        vscode.commands.registerCommand('factmark.readSources', () => started.readSources()),
        vscode.commands.registerCommand('factmark.stopReading', () => started.stopReading()),
        vscode.commands.registerCommand('factmark.exportReport', () => exportReport(started, drafts)),
        vscode.commands.registerCommand('factmark.restartServer', () => started.restart()),
        vscode.commands.registerCommand('factmark.showOutput', () => started.showOutput()),
        vscode.commands.registerCommand('factmark.showTrace', () => started.showTrace()),
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
