// The sources as the server read them last: what the view of them lists, and what tells a source from a draft.

import * as vscode from 'vscode';

import { SOURCES, type Sources } from './protocol';
import type { Server } from './server';

export class SourceList implements vscode.Disposable {
    private readonly changed = new vscode.EventEmitter<void>();
    private readonly listening: vscode.Disposable[];
    private addresses = new Set<string>();

    /** Nothing until they were read. */
    current: Sources | null = null;
    readonly onDidChange = this.changed.event;

    constructor(private readonly server: Server) {
        this.listening = [
            this.changed,
            server.onDidReadSources(() => void this.ask()),
            server.onDidChange(() => server.fault !== undefined && this.forget()),
        ];
    }

    /** Whether a document is one of them, and so no draft. */
    has(uri: vscode.Uri): boolean {
        return this.addresses.has(uri.toString());
    }

    dispose(): void {
        this.listening.forEach((listener) => listener.dispose());
    }

    /** Nothing is known of them any more; what was a source is still no draft. */
    private forget(): void {
        if (this.current) {
            this.current = null;
            this.changed.fire();
        }
    }

    private async ask(): Promise<void> {
        this.current = await this.server.ask<Sources>(SOURCES);
        const addresses = this.current?.sources.flatMap(({ source }) => source.uri ?? []) ?? [];
        // Either side writes some signs of an address in its own way.
        this.addresses = new Set(addresses.map((address) => vscode.Uri.parse(address).toString()));
        this.changed.fire();
    }
}
