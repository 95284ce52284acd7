// The server's life: started, restarted and stopped one after the other, never two at a time; and the way to ask it.

import * as vscode from 'vscode';
import {
    type CloseHandlerResult,
    CloseAction,
    DidChangeConfigurationNotification,
    ErrorAction,
    LanguageClient,
    type LanguageClientOptions,
    NotificationType0,
    type Range,
    RevealOutputChannelOn,
    State,
    type StaticFeature,
} from 'vscode-languageclient/node';

import { findProgram, probe, SERVER_PATH_SETTING } from './program';
import { READ_SOURCES, STATUS, type Status, STOP_READING } from './protocol';
import { didRename, willRename } from './renaming';
import { documentSelector } from './selector';

/** A server that ends by itself so often within so many milliseconds is not started again. */
const MOST_ENDS = 5;
const ENDS_WITHIN = 180_000;

/** Reading that ends within so many milliseconds is not shown once the sources were read: a flash tells nobody anything. */
const SHORT_READING = 1000;

const SHOW_OUTPUT = 'Show output';
const RESTART = 'Restart';
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
    /** When servers ended by themselves lately. */
    private ends: number[] = [];

    /** What is still to be seen whether it is worth showing: that the sources are being read again. */
    private kept: { status: Status; timer: NodeJS.Timeout } | undefined;
    /** Whether the sources were read since listeners were told of it last. */
    private hasRead = false;

    /** What the server said last of itself, but for a short reading; nothing while it starts. */
    status: Status | undefined;
    /** Whether the sources were read once since it started: before that it has no answers. */
    ready = false;
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
        await this.client?.sendNotification(new NotificationType0(READ_SOURCES));
    }

    /** Has reading end with what was read so far. */
    async stopReading(): Promise<void> {
        await this.client?.sendNotification(new NotificationType0(STOP_READING));
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
        this.drop();
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
        client.onDidChangeState(({ newState }) => client === this.client && newState === State.Starting && this.forget());
        await client.start();
        this.changed.fire();
    }

    private async stopNow(): Promise<void> {
        const client = this.client;
        this.client = undefined;
        this.ends = [];
        this.forget();
        // A client that never came up refuses to be stopped, but can be thrown away.
        await client?.dispose();
    }

    private clientOptions(): LanguageClientOptions {
        return {
            documentSelector: this.selector,
            synchronize: { configurationSection: 'factmark' },
            middleware: {
                workspace: {
                    // Only that something has changed: the server then asks for what holds in each folder.
                    didChangeConfiguration: async () => this.tellOfSettings(),
                    willRenameFiles: willRename,
                    didRenameFiles: didRename,
                },
            },
            errorHandler: {
                // It ends then, and that is told.
                error: () => ({ action: ErrorAction.Continue, handled: true }),
                closed: () => this.ended(),
            },
            // What goes wrong stands in the output; a message of each request that fails with its server would be noise.
            revealOutputChannelOn: RevealOutputChannelOn.Never,
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

    /** The server has ended by itself: it is started again, unless that happens all the time. */
    private ended(): CloseHandlerResult {
        const now = Date.now();
        this.ends = [...this.ends.filter((end) => now - end < ENDS_WITHIN), now];
        if (this.ends.length < MOST_ENDS) {
            this.output.warn('The server ended by itself and is started again.');
            return { action: CloseAction.Restart, handled: true };
        }
        this.forget();
        this.fail(`The server ended by itself ${MOST_ENDS} times within ${ENDS_WITHIN / 60_000} minutes and is not started again.`, RESTART, SHOW_OUTPUT);
        return { action: CloseAction.DoNotRestart, handled: true };
    }

    /** What a server told of itself ends with it. */
    private forget(): void {
        this.drop();
        this.hasRead = false;
        this.status = undefined;
        setContext('factmark.reading', false);
        this.ready = false;
        setContext('factmark.ready', false);
        this.changed.fire();
    }

    private hear(status: Status): void {
        this.hasRead ||= status.state === 'reading';
        if (status.state === 'reading' && this.status?.state === 'ready') {
            const timer = this.kept?.timer ?? setTimeout(() => this.kept && this.take(this.kept.status), SHORT_READING);
            this.kept = { status, timer };
        } else {
            this.take(status);
        }
    }

    private drop(): void {
        clearTimeout(this.kept?.timer);
        this.kept = undefined;
    }

    private take(status: Status): void {
        this.drop();
        const before = this.status;
        this.status = status;
        if (before?.state !== status.state) {
            setContext('factmark.reading', status.state === 'reading');
        }
        if (status.state === 'ready' && !this.ready) {
            this.ready = true;
            setContext('factmark.ready', true);
        }
        if (status.state === 'ready' && (this.hasRead || before?.state !== 'ready' || before.sources.read !== status.sources.read)) {
            this.hasRead = false;
            setContext('factmark.hasSources', status.sources.read > 0);
            this.sourcesRead.fire();
        }
        this.changed.fire();
    }

    /** Tells the writer in a message that offers the two ways on; does not wait for an answer. */
    private report(fault: unknown): void {
        this.fail(`Factmark could not start. ${fault instanceof Error ? fault.message : String(fault)}`, SHOW_OUTPUT, OPEN_SETTINGS);
    }

    private fail(message: string, ...ways: string[]): void {
        this.output.error(message);
        this.setFault(message);
        this.changed.fire();
        void vscode.window.showErrorMessage(message, ...ways).then((choice) => this.follow(choice));
    }

    private setFault(fault: string | undefined): void {
        this.fault = fault;
        setContext('factmark.failed', fault !== undefined);
    }

    private follow(choice: string | undefined): void {
        if (choice === RESTART) {
            void this.restart();
        } else if (choice === SHOW_OUTPUT) {
            this.showOutput();
        } else if (choice === OPEN_SETTINGS) {
            void vscode.commands.executeCommand('workbench.action.openSettings', SERVER_PATH_SETTING);
        }
    }
}

/** Tells the manifest's `when` clauses how things stand. */
function setContext(key: string, value: boolean): void {
    void vscode.commands.executeCommand('setContext', key, value);
}

/** Without it the server sends no status, has a code lens run a command of its own, and repeats in hovers what findings say. */
const OFFERS: StaticFeature = {
    fillClientCapabilities: (capabilities) => {
        capabilities.experimental = {
            ...(capabilities.experimental as object),
            factmark: { status: true, findingsInHover: true },
            commands: { commands: ['factmark.showClaims'] },
        };
        // The status item shows how far reading has come.
        capabilities.window = { ...capabilities.window, workDoneProgress: false };
    },
    initialize: () => undefined,
    getState: () => ({ kind: 'static' }),
    clear: () => undefined,
};

/** A range of the protocol as the editor's; both count in UTF-16 here. */
export function rangeOf({ start, end }: Range): vscode.Range {
    return new vscode.Range(start.line, start.character, end.line, end.character);
}
