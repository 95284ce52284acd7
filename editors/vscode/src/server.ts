// The server's life: started, restarted and stopped one after the other, never two at a time.

import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node';

import { findProgram, probe, SERVER_PATH_SETTING } from './program';
import { documentSelector } from './selector';

const SHOW_OUTPUT = 'Show output';
const OPEN_SETTINGS = 'Open settings';

export class Server implements vscode.Disposable {
    private readonly output = vscode.window.createOutputChannel('Factmark', { log: true });
    private readonly trace = vscode.window.createOutputChannel('Factmark Trace', { log: true });
    private client: LanguageClient | undefined;
    /** The last step asked for; the next one waits for it. */
    private last: Promise<void> = Promise.resolve();

    constructor(private readonly context: vscode.ExtensionContext) {}

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

    showOutput(): void {
        this.output.show(true);
    }

    dispose(): void {
        this.output.dispose();
        this.trace.dispose();
    }

    private enqueue(step: () => Promise<void>): Promise<void> {
        this.last = this.last.then(step).catch((fault: unknown) => this.report(fault));
        return this.last;
    }

    private async startNow(): Promise<void> {
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
        await client.start();
    }

    private async stopNow(): Promise<void> {
        const client = this.client;
        this.client = undefined;
        // A client that never came up refuses to be stopped, but can be thrown away.
        await client?.dispose();
    }

    private clientOptions(): LanguageClientOptions {
        return {
            documentSelector: documentSelector(this.context.extension.packageJSON),
            synchronize: { configurationSection: 'factmark' },
            outputChannel: this.output,
            traceOutputChannel: this.trace,
        };
    }

    /** Tells the writer in a message that offers the two ways on; does not wait for an answer. */
    private report(fault: unknown): void {
        const message = fault instanceof Error ? fault.message : String(fault);
        this.output.error(message);
        void vscode.window
            .showErrorMessage(`Factmark could not start. ${message}`, SHOW_OUTPUT, OPEN_SETTINGS)
            .then((choice) => this.follow(choice));
    }

    private follow(choice: string | undefined): void {
        if (choice === SHOW_OUTPUT) {
            this.showOutput();
        } else if (choice === OPEN_SETTINGS) {
            void vscode.commands.executeCommand('workbench.action.openSettings', SERVER_PATH_SETTING);
        }
    }
}
