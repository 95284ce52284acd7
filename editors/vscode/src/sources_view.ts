// The Sources view: every source with its health, and what could not be read.

import * as vscode from 'vscode';

import { dated, plural, type SourceProblem, type Sources } from './protocol';
import type { SourceList } from './source_list';

type SourceEntry = Sources['sources'][number];
export type SourcesNode = { kind: 'problem'; problem: SourceProblem } | { kind: 'source'; entry: SourceEntry };

const WARNING = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));

const PROBLEMS: Record<SourceProblem['kind'], string> = {
    noSources: 'No sources',
    missing: 'Missing',
    unreadable: 'Unreadable',
    manifest: 'Faulty setting',
    skipped: 'Not read',
    stopped: 'Stopped',
    settings: 'Faulty setting',
};

export class SourcesView implements vscode.TreeDataProvider<SourcesNode>, vscode.Disposable {
    static readonly id = 'factmark.sources';

    private readonly changed = new vscode.EventEmitter<void>();
    readonly onDidChangeTreeData = this.changed.event;
    private readonly tree: vscode.TreeView<SourcesNode>;
    private readonly listening: vscode.Disposable[];

    constructor(private readonly sources: SourceList) {
        this.tree = vscode.window.createTreeView(SourcesView.id, { treeDataProvider: this });
        this.listening = [this.tree, this.changed, sources.onDidChange(() => this.changed.fire())];
    }

    dispose(): void {
        this.listening.forEach((listener) => listener.dispose());
    }

    getChildren(node?: SourcesNode): SourcesNode[] {
        const all = this.sources.current;
        if (node) {
            return [];
        }
        if (!all) {
            this.tree.description = '';
            return [];
        }
        this.tree.description = summary(all);
        // A missing folder of sources is told by the view's welcome, with a way on.
        const problems = all.problems.filter(({ kind }) => kind !== 'noSources');
        // What wants a look comes first.
        const [sound, ailing] = [false, true].map((wanted) => all.sources.filter((entry) => isAiling(entry) === wanted));
        return [
            ...problems.map((problem): SourcesNode => ({ kind: 'problem', problem })),
            ...[...(ailing ?? []), ...(sound ?? [])].map((entry): SourcesNode => ({ kind: 'source', entry })),
        ];
    }

    getTreeItem(node: SourcesNode): vscode.TreeItem {
        return node.kind === 'problem' ? ofProblem(node.problem) : ofSource(node.entry);
    }
}

function isAiling({ newerEdition }: SourceEntry): boolean {
    return newerEdition !== null;
}

function summary({ sources, problems }: Sources): string {
    const of = (...kinds: SourceProblem['kind'][]) => problems.filter(({ kind }) => kinds.includes(kind)).length;
    const counts: [number, string][] = [
        [of('unreadable'), 'unreadable'],
        [of('missing'), 'missing'],
        [sources.filter(isAiling).length, 'outdated'],
        [sources.filter(({ undated }) => undated).length, 'undated'],
    ];
    const faulty = of('settings', 'manifest');
    if (faulty > 0) {
        counts.push([faulty, faulty === 1 ? 'faulty setting' : 'faulty settings']);
    }
    return [plural(sources.length, 'source'), ...counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)].join(', ');
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
    if (problem.kind === 'stopped') {
        item.command = { command: 'factmark.readSources', title: 'Go On Reading' };
    }
    return item;
}

function ofSource({ source, sentences, undated, newerEdition }: SourceEntry): vscode.TreeItem {
    const item = new vscode.TreeItem(source.title);
    const date = undated ? 'undated' : dated(source);
    // Both may have the same title.
    const newer = newerEdition && (newerEdition.title === source.title ? (dated(newerEdition) ?? newerEdition.path) : newerEdition.title);
    const outdated = newer && `newer edition: ${newer}`;
    item.description = [outdated, date, source.publisher, folderOf(source.uri)].filter(Boolean).join(' · ');
    item.tooltip = [source.path, plural(sentences, 'sentence'), undated && 'No date is known: say when it was published, or the day that its figures describe, in sources.toml.', outdated, source.url]
        .filter(Boolean)
        .join('\n');
    item.iconPath = outdated ? new vscode.ThemeIcon('versions', new vscode.ThemeColor('list.warningForeground')) : new vscode.ThemeIcon(undated ? 'file' : 'file-text');
    item.contextValue = newerEdition ? 'source.outdated' : 'source';
    item.accessibilityInformation = { label: [source.title, outdated, date, source.publisher].filter(Boolean).join(', ') };
    if (source.uri) {
        item.resourceUri = vscode.Uri.parse(source.uri);
        item.command = { command: 'vscode.open', title: 'Open the Source', arguments: [item.resourceUri] };
    }
    return item;
}

/** The name of the folder that a source is in, where several are open. */
function folderOf(address: string | null): string | undefined {
    const several = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
    return several && address ? vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(address))?.name : undefined;
}
