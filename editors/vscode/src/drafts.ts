// The draft that panels and commands are about: the one in front, or the last that was. A source or a panel that comes
// to the front leaves it.

import * as vscode from 'vscode';

import type { Server } from './server';
import type { SourceList } from './source_list';

export interface Place {
    document: vscode.TextDocument;
    position: vscode.Position;
}

export class Drafts implements vscode.Disposable {
    private readonly changed = new vscode.EventEmitter<void>();
    private readonly listening: vscode.Disposable[];
    private last: Place | undefined;
    /** The one before it: what came to the front may turn out to be a source once it was read. */
    private before: Place | undefined;

    /** Fires when another draft comes to the front, or the cursor moves in it. */
    readonly onDidChange = this.changed.event;

    constructor(
        private readonly server: Server,
        private readonly sources: SourceList,
    ) {
        this.listening = [
            this.changed,
            vscode.window.onDidChangeActiveTextEditor(() => this.look()),
            vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.isInFront(textEditor) && this.look()),
            vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
            sources.onDidChange(() => this.look()),
        ];
        this.look();
    }

    /** The draft with the place of its cursor. */
    get current(): Place | undefined {
        return this.last;
    }

    isDraft(document: vscode.TextDocument): boolean {
        return this.server.serves(document) && !this.sources.has(document.uri);
    }

    dispose(): void {
        this.listening.forEach((listener) => listener.dispose());
    }

    private isInFront(editor: vscode.TextEditor): boolean {
        return editor === vscode.window.activeTextEditor;
    }

    private look(): void {
        const editor = vscode.window.activeTextEditor;
        if (this.last && !this.isDraft(this.last.document)) {
            this.last = this.before && this.isDraft(this.before.document) ? this.before : undefined;
            this.before = undefined;
        }
        if (editor && this.isDraft(editor.document)) {
            this.before = editor.document === this.last?.document ? this.before : this.last;
            this.last = { document: editor.document, position: editor.selection.active };
        }
        void vscode.commands.executeCommand('setContext', 'factmark.hasDraft', this.last !== undefined);
        this.changed.fire();
    }

    private forget(document: vscode.TextDocument): void {
        if (document === this.before?.document) {
            this.before = undefined;
        }
        if (document === this.last?.document) {
            this.last = this.before;
            this.before = undefined;
            this.look();
        }
    }
}
