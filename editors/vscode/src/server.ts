// The server's life: started, restarted and stopped one after the other, never two at a time; and the way to ask it.

import * as vscode from 'vscode';
import {
    DidChangeConfigurationNotification,
    LanguageClient,
    type LanguageClientOptions,
    type Range,
    type StaticFeature,
} from 'vscode-languageclient/node';

import { findProgram, probe, SERVER_PATH_SETTING } from './program';
import { READ_SOURCES, STATUS, type Status } from './protocol';
import { documentSelector } from './selector';

const SHOW_OUTPUT = 'Show output';
const OPEN_SETTINGS = 'Open settings';

export class Server implements vscode.Disposable {
    private readonly output = vscode.window.createOutputChannel('Factmark', { log: true });
    private readonly trace = vscode.window.createOutputChannel('Factmark Trace', { log: true });
    private readonly selector: ReturnType<typeof documentSelector>;
    private readonly changed = new vscode.EventEmitter<void>();
    private readonly sourcesRead = new vscode.EventEmitter<void>();
    private client: LanguageClient | undefined;
    /** The last step asked for; the next one waits for it. */
    private last: Promise<void> = Promise.resolve();

    /** What the server said last of itself; nothing while it starts. */
    status: Status | undefined;
    /** Why there is no server. */
    fault: string | undefined;
    /** Fires when sources or findings have changed, or the server itself. */
    readonly onDidChange = this.changed.event;
    /** Fires when reading the sources has ended. */
    readonly onDidReadSources = this.sourcesRead.event;

    constructor(private readonly context: vscode.ExtensionContext) {
        this.selector = documentSelector(context.extension.packageJSON);
    }

    start(): Promise<void> {
        return this.enqueue(() => this.startNow());
    }

    stop(): Promise<void> {
        return this.enqueue(() => this.stopNow());
    }

    /** Looks the program up anew, since it may have been replaced or set differently. */
    restart(): Promise<void> {
        return this.enqueue(async () => {
            await this.stopNow();
            await this.startNow();
        });
    }

    /** Has the sources read again. */
    async readSources(): Promise<void> {
        await this.client?.sendNotification(READ_SOURCES);
    }

    /** The answer to a request of `protocol.ts`; nothing without a server, or where it failed. */
    async ask<A>(method: string, params?: unknown): Promise<A | null> {
        if (!this.client?.isRunning()) {
            return null;
        }
        try {
            // An argument that is undefined would be sent as a list of one null.
            const answer = params === undefined ? this.client.sendRequest(method) : this.client.sendRequest(method, params);
            return (await answer) as A | null;
        } catch (fault) {
            this.output.error(`${method}: ${fault instanceof Error ? fault.message : String(fault)}`);
            return null;
        }
    }

    /** The documents that the server is shown. */
    get documents(): vscode.DocumentSelector {
        return this.selector as vscode.DocumentSelector;
    }

    serves(document: vscode.TextDocument): boolean {
        return vscode.languages.match(this.documents, document) > 0;
    }

    /** The address under which the server knows a document. */
    uriOf(document: vscode.TextDocument): string {
        return this.client?.code2ProtocolConverter.asUri(document.uri) ?? document.uri.toString();
    }

    showOutput(): void {
        this.output.show(true);
    }

    showTrace(): void {
        this.trace.show(true);
    }

    dispose(): void {
        for (const it of [this.output, this.trace, this.changed, this.sourcesRead]) {
            it.dispose();
        }
    }

    private enqueue(step: () => Promise<void>): Promise<void> {
        this.last = this.last.then(step).catch((fault: unknown) => this.report(fault));
        return this.last;
    }

    private async startNow(): Promise<void> {
        this.setFault(undefined);
        const program = findProgram({
            environment: process.env,
            setting: vscode.workspace.getConfiguration().get<string>(SERVER_PATH_SETTING, ''),
            extensionFolder: this.context.extensionPath,
            platform: process.platform,
        });
        this.output.info(`Starting "${program.command}" (${program.origin})`);
        this.output.info(await probe(program));
        // Without a `transport` the client talks over standard input and output, and adds no argument of its own.
        const executable = { command: program.command, args: ['lsp'] };
        const client = new LanguageClient('factmark', 'Factmark', executable, this.clientOptions());
        this.client = client;
        client.registerFeature(OFFERS);
        client.onNotification(STATUS, (status: Status) => this.hear(status));
        await client.start();
        this.changed.fire();
    }

    private async stopNow(): Promise<void> {
        const client = this.client;
        this.client = undefined;
        this.status = undefined;
        this.changed.fire();
        // A client that never came up refuses to be stopped, but can be thrown away.
        await client?.dispose();
    }

    private clientOptions(): LanguageClientOptions {
        return {
            documentSelector: this.selector,
            synchronize: { configurationSection: 'factmark' },
            // Only that something has changed: the server then asks for what holds in each folder.
            middleware: {
                workspace: {
                    didChangeConfiguration: async () => this.tellOfSettings(),
                },
            },
            outputChannel: this.output,
            traceOutputChannel: this.trace,
        };
    }

    /** A server that is starting or gone asks by itself once it is there; a fault would only be a second message about that. */
    private async tellOfSettings(): Promise<void> {
        const client = this.client;
        if (client?.isRunning()) {
            await client.sendNotification(DidChangeConfigurationNotification.type, { settings: null }).catch(() => undefined);
        }
    }

    private hear(status: Status): void {
        const before = this.status;
        this.status = status;
        if (status.state === 'ready' && (before?.state !== 'ready' || before.sources.read !== status.sources.read)) {
            void vscode.commands.executeCommand('setContext', 'factmark.hasSources', status.sources.read > 0);
            this.sourcesRead.fire();
        }
        this.changed.fire();
    }

    /** Tells the writer in a message that offers the two ways on; does not wait for an answer. */
    private report(fault: unknown): void {
        const message = fault instanceof Error ? fault.message : String(fault);
        this.output.error(message);
        this.setFault(message);
        this.changed.fire();
        void vscode.window
            .showErrorMessage(`Factmark could not start. ${message}`, SHOW_OUTPUT, OPEN_SETTINGS)
            .then((choice) => this.follow(choice));
    }

    private setFault(fault: string | undefined): void {
        this.fault = fault;
        void vscode.commands.executeCommand('setContext', 'factmark.failed', fault !== undefined);
    }

    private follow(choice: string | undefined): void {
        if (choice === SHOW_OUTPUT) {
            this.showOutput();
        } else if (choice === OPEN_SETTINGS) {
            void vscode.commands.executeCommand('workbench.action.openSettings', SERVER_PATH_SETTING);
        }
    }
}

/** Without it the server sends no status, and has a code lens run a command of its own. */
const OFFERS: StaticFeature = {
    fillClientCapabilities: (capabilities) => {
        capabilities.experimental = {
            ...(capabilities.experimental as object),
            factmark: { status: true },
            commands: { commands: ['factmark.showClaims'] },
        };
    },
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
};

/** A range of the protocol as the editor's; both count in UTF-16 here. */
export function rangeOf({ start, end }: Range): vscode.Range {
    return new vscode.Range(start.line, start.character, end.line, end.character);
}
