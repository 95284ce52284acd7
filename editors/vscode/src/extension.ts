// Entry of the extension: channels, commands and the server's life. What the server finds and shows is its own affair.

import * as vscode from 'vscode';

import { SERVER_PATH_SETTING } from './program';
import { Server } from './server';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const started = new Server(context);
    server = started;
    context.subscriptions.push(
        started,
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
