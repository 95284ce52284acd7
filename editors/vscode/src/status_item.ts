// The status item: how many sources were read and what was found, fed by the server.

import * as vscode from 'vscode';

import { plural, type Status } from './protocol';
import type { Server } from './server';

const ACTIONS: [command: string, title: string][] = [
    ['factmark.facts.focus', 'Facts'],
    ['factmark.claims.focus', 'Claims'],
    ['factmark.sources.focus', 'Sources'],
    ['factmark.readSources', 'Read the sources again'],
    ['factmark.restartServer', 'Restart'],
    ['factmark.showOutput', 'Output'],
];

export class StatusItem implements vscode.Disposable {
    private readonly item = vscode.window.createStatusBarItem('factmark.status', vscode.StatusBarAlignment.Left, 0);
    private readonly listening: vscode.Disposable;

    constructor(private readonly server: Server) {
        this.item.name = 'Factmark';
        this.item.command = 'factmark.sources.focus';
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
        this.item.tooltip = tooltip(words, status);
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
    return `${icon} ${plural(status.sources.read, 'source')}${found}`;
}

function summary({ state, sources, findings, problems, drafts }: Status): string {
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
    const parts = [`${plural(sources.read, 'source')} read.`];
    if (drafts > 0) {
        parts.push(`${plural(drafts, 'draft')} open: ${found.join(', ') || 'nothing found'}.`);
    }
    if (problems > 0) {
        parts.push(`${plural(problems, 'problem')} with the sources or settings.`);
    }
    return parts.join(' ');
}

function tooltip(words: string, status: Status | undefined): vscode.MarkdownString {
    const markdown = new vscode.MarkdownString('', true);
    markdown.isTrusted = { enabledCommands: ACTIONS.map(([command]) => command) };
    markdown.appendMarkdown('**Factmark**\n\n').appendText(words);
    if (status?.root) {
        markdown.appendMarkdown('\n\n').appendText(status.root);
    }
    const links = ACTIONS.map(([command, title]) => `[${title}](command:${command})`);
    return markdown.appendMarkdown(`\n\n${links.join(' · ')}`);
}
