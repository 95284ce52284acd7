// The status item: how many sources were read and what was found, fed by the server.

import * as vscode from 'vscode';

import { plural, type Status } from './protocol';
import type { Server } from './server';

type Action = [command: string, title: string];

const VIEWS: Action[] = [
    ['factmark.facts.focus', 'Facts'],
    ['factmark.claims.focus', 'Claims'],
    ['factmark.sources.focus', 'Sources'],
];

const SERVER: Action[] = [
    ['factmark.restartServer', 'Restart'],
    ['factmark.showOutput', 'Output'],
];

/** What can be done as things stand. */
function actions(status: Status | undefined, fault: string | undefined): Action[] {
    if (fault) {
        return SERVER;
    }
    const reading: Action = !status || status.state === 'reading' ? ['factmark.stopReading', 'Stop reading'] : ['factmark.readSources', isStopped(status) ? 'Go on reading' : 'Read the sources again'];
    return [...VIEWS, reading, ...SERVER];
}

/** Whether the writer has stopped the reading before its end. */
function isStopped({ state, sources }: Status): boolean {
    return state === 'ready' && sources.read < sources.total;
}

export class StatusItem implements vscode.Disposable {
    private readonly item = vscode.window.createStatusBarItem('factmark.status', vscode.StatusBarAlignment.Left, 0);
    private readonly listening: vscode.Disposable;

    constructor(private readonly server: Server) {
        this.item.name = 'Factmark';
        this.listening = server.onDidChange(() => this.show());
        this.show();
        this.item.show();
    }

    dispose(): void {
        this.listening.dispose();
        this.item.dispose();
    }

    private show(): void {
        const { status, fault } = this.server;
        this.item.backgroundColor = fault ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
        this.item.text = fault ? '$(error) Factmark' : text(status);
        const words = fault ?? (status ? summary(status) : 'Starting.');
        this.item.tooltip = tooltip(words, status, fault);
        this.item.command = fault ? 'factmark.showOutput' : 'factmark.sources.focus';
        this.item.accessibilityInformation = { label: `Factmark: ${words}` };
    }
}

function text(status: Status | undefined): string {
    if (!status || status.state === 'reading') {
        const { read, total } = status?.sources ?? { read: 0, total: 0 };
        return total > 0 ? `$(sync~spin) Sources ${read}/${total}` : '$(sync~spin) Factmark';
    }
    const { errors, warnings } = status.findings;
    const icon = status.problems > 0 || status.sources.read === 0 ? '$(warning)' : '$(book)';
    const found = status.drafts === 0 ? '' : errors + warnings > 0 ? `, ${plural(errors + warnings, 'finding')}` : ', no findings';
    const { read, total } = status.sources;
    return `${icon} ${isStopped(status) ? `${read} of ${plural(total, 'source')}` : plural(read, 'source')}${found}`;
}

function summary(status: Status): string {
    const { state, sources, findings, drafts } = status;
    // That it was stopped is said already.
    const problems = status.problems - (isStopped(status) ? 1 : 0);
    if (state === 'reading') {
        return `Reading sources, ${sources.read} of ${sources.total}.`;
    }
    const kinds: [number, string][] = [
        [findings.errors, 'error'],
        [findings.warnings, 'warning'],
        [findings.information, 'note'],
        [findings.hints, 'hint'],
    ];
    const found = kinds.filter(([count]) => count > 0).map(([count, word]) => plural(count, word));
    const parts = [isStopped(status) ? `Reading was stopped: ${sources.read} of ${plural(sources.total, 'source')} read.` : `${plural(sources.read, 'source')} read.`];
    if (drafts > 0) {
        parts.push(`${plural(drafts, 'draft')} open: ${found.join(', ') || 'nothing found'}.`);
    }
    if (problems > 0) {
        parts.push(`${plural(problems, 'problem')} with the sources or settings.`);
    }
    return parts.join(' ');
}

function tooltip(words: string, status: Status | undefined, fault: string | undefined): vscode.MarkdownString {
    const offered = actions(status, fault);
    const markdown = new vscode.MarkdownString('', true);
    markdown.isTrusted = { enabledCommands: offered.map(([command]) => command) };
    markdown.appendMarkdown('**Factmark**\n\n').appendText(words);
    if (status?.root) {
        markdown.appendMarkdown('\n\n').appendText(status.root);
    }
    const links = offered.map(([command, title]) => `[${title}](command:${command})`);
    return markdown.appendMarkdown(`\n\n${links.join(' · ')}`);
}
