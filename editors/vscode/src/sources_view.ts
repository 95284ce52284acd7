// The Sources view: every source with its health, and what could not be read.

import * as vscode from 'vscode';

import { dated, plural, SOURCES, type SourceProblem, type Sources } from './protocol';
import type { Server } from './server';

type SourceEntry = Sources['sources'][number];
export type SourcesNode = { kind: 'problem'; problem: SourceProblem } | { kind: 'source'; entry: SourceEntry };

const WARNING = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));

const PROBLEMS: Record<SourceProblem['kind'], string> = {
    noSources: 'No sources',
    missing: 'Missing',
    unreadable: 'Unreadable',
    manifest: 'Faulty list of sources',
    skipped: 'Not read',
    settings: 'Faulty setting',
};

export class SourcesView implements vscode.TreeDataProvider<SourcesNode>, vscode.Disposable {
    static readonly id = 'factmark.sources';

    private readonly changed = new vscode.EventEmitter<void>();
    readonly onDidChangeTreeData = this.changed.event;
    private readonly tree: vscode.TreeView<SourcesNode>;
    private readonly listening: vscode.Disposable[];

    constructor(private readonly server: Server) {
        this.tree = vscode.window.createTreeView(SourcesView.id, { treeDataProvider: this });
        this.listening = [this.tree, this.changed, server.onDidReadSources(() => this.changed.fire())];
    }

    dispose(): void {
        this.listening.forEach((listener) => listener.dispose());
    }

    async getChildren(node?: SourcesNode): Promise<SourcesNode[]> {
        if (node) {
            return [];
        }
        const all = await this.server.ask<Sources>(SOURCES);
        const undated = all?.sources.filter((entry) => entry.undated).length ?? 0;
        this.tree.description = all ? [plural(all.sources.length, 'source'), undated && `${undated} undated`].filter(Boolean).join(', ') : '';
        // A missing folder of sources is told by the view's welcome, with a way on.
        const problems = all?.problems.filter(({ kind }) => kind !== 'noSources') ?? [];
        return [
            ...problems.map((problem): SourcesNode => ({ kind: 'problem', problem })),
            ...(all?.sources.map((entry): SourcesNode => ({ kind: 'source', entry })) ?? []),
        ];
    }

    getTreeItem(node: SourcesNode): vscode.TreeItem {
        return node.kind === 'problem' ? ofProblem(node.problem) : ofSource(node.entry);
    }
}

function ofProblem(problem: SourceProblem): vscode.TreeItem {
    const name = problem.uri ? vscode.Uri.parse(problem.uri).path.split('/').pop() : undefined;
    const item = new vscode.TreeItem(name ?? PROBLEMS[problem.kind]);
    item.description = name ? PROBLEMS[problem.kind].toLowerCase() : problem.message;
    item.tooltip = problem.message;
    item.iconPath = problem.urgent ? WARNING : new vscode.ThemeIcon('circle-slash');
    item.contextValue = 'problem';
    item.accessibilityInformation = { label: `${PROBLEMS[problem.kind]}: ${problem.message}` };
    if (problem.uri && problem.kind !== 'missing') {
        const line = (problem.line ?? 1) - 1;
        const selection = new vscode.Range(line, 0, line, 0);
        item.command = { command: 'vscode.open', title: 'Open', arguments: [vscode.Uri.parse(problem.uri), { selection }] };
    }
    return item;
}

function ofSource({ source, sentences, undated }: SourceEntry): vscode.TreeItem {
    const item = new vscode.TreeItem(source.title);
    const health = undated ? 'undated' : dated(source);
    item.description = [health, source.publisher].filter(Boolean).join(' · ');
    item.tooltip = [source.path, plural(sentences, 'sentence'), source.url].filter(Boolean).join('\n');
    item.iconPath = new vscode.ThemeIcon(undated ? 'file' : 'file-text');
    item.contextValue = 'source';
    item.accessibilityInformation = { label: [source.title, source.publisher, health].filter(Boolean).join(', ') };
    if (source.uri) {
        item.resourceUri = vscode.Uri.parse(source.uri);
        item.command = { command: 'vscode.open', title: 'Open the Source', arguments: [item.resourceUri] };
    }
    return item;
}
