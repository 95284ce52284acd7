// The Claims view: what the draft in front claims, by verdict, with the passages under each claim.

import * as vscode from 'vscode';

import { type Claim, type Claims, CLAIMS, type Passage, placeOf, plural, VERDICT_NAMES, type Verdict, VERDICTS } from './protocol';
import { rangeOf, type Server } from './server';

/** How long typing must have paused, in milliseconds. */
const PAUSE = 400;

const ICONS: Record<Verdict, vscode.ThemeIcon> = {
    conflict: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
    contested: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
    unsourced: new vscode.ThemeIcon('question'),
    none: new vscode.ThemeIcon('circle-outline'),
    supported: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
};

export type ClaimsNode =
    | { kind: 'verdict'; verdict: Verdict; claims: Claim[] }
    | { kind: 'claim'; claim: Claim }
    | { kind: 'passage'; passage: Passage; verdict: Verdict };

export class ClaimsView implements vscode.TreeDataProvider<ClaimsNode>, vscode.Disposable {
    static readonly id = 'factmark.claims';

    private readonly changed = new vscode.EventEmitter<void>();
    readonly onDidChangeTreeData = this.changed.event;
    private readonly tree: vscode.TreeView<ClaimsNode>;
    private readonly listening: vscode.Disposable[];
    private pause: NodeJS.Timeout | undefined;
    /** The draft whose claims are shown; another document in front, such as a source, leaves it there. */
    private draft: vscode.TextDocument | undefined;

    constructor(private readonly server: Server) {
        this.tree = vscode.window.createTreeView(ClaimsView.id, { treeDataProvider: this, showCollapseAll: true });
        this.listening = [
            this.tree,
            this.changed,
            this.tree.onDidChangeVisibility(({ visible }) => visible && this.changed.fire()),
            vscode.window.onDidChangeActiveTextEditor(() => this.changed.fire()),
            vscode.workspace.onDidChangeTextDocument(({ document }) => document === this.draft && this.soon()),
            server.onDidChange(() => this.changed.fire()),
        ];
    }

    dispose(): void {
        clearTimeout(this.pause);
        this.listening.forEach((listener) => listener.dispose());
    }

    async getChildren(node?: ClaimsNode): Promise<ClaimsNode[]> {
        switch (node?.kind) {
            case undefined:
                return this.verdicts();
            case 'verdict':
                return node.claims.map((claim) => ({ kind: 'claim', claim }));
            case 'claim':
                return node.claim.evidence.map(({ passage, verdict }) => ({ kind: 'passage', passage, verdict }));
            case 'passage':
                return [];
        }
    }

    getTreeItem(node: ClaimsNode): vscode.TreeItem {
        switch (node.kind) {
            case 'verdict':
                return this.ofVerdict(node.verdict, node.claims.length);
            case 'claim':
                return this.ofClaim(node.claim);
            case 'passage':
                return ofPassage(node.passage, node.verdict);
        }
    }

    private soon(): void {
        clearTimeout(this.pause);
        this.pause = setTimeout(() => this.changed.fire(), PAUSE);
    }

    private async verdicts(): Promise<ClaimsNode[]> {
        const document = vscode.window.activeTextEditor?.document;
        const claims = await claimsOf(this.server, document ?? this.draft);
        if (claims) {
            this.draft = document ?? this.draft;
        }
        const all = claims ?? (await claimsOf(this.server, this.draft));
        this.tree.description = all && this.draft ? `${nameOf(this.draft)}: ${plural(all.length, 'claim')}` : '';
        return VERDICTS.flatMap((verdict): ClaimsNode[] => {
            const some = all?.filter((claim) => claim.verdict === verdict) ?? [];
            return some.length > 0 ? [{ kind: 'verdict', verdict, claims: some }] : [];
        });
    }

    private ofVerdict(verdict: Verdict, count: number): vscode.TreeItem {
        const quiet = verdict === 'supported' || verdict === 'none';
        const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
        const item = new vscode.TreeItem(VERDICT_NAMES[verdict], quiet ? Collapsed : Expanded);
        item.id = verdict;
        item.description = String(count);
        item.iconPath = ICONS[verdict];
        item.contextValue = 'verdict';
        item.accessibilityInformation = { label: `${VERDICT_NAMES[verdict]}, ${plural(count, 'claim')}` };
        return item;
    }

    private ofClaim(claim: Claim): vscode.TreeItem {
        const { None, Collapsed } = vscode.TreeItemCollapsibleState;
        const item = new vscode.TreeItem(claim.value, claim.evidence.length > 0 ? Collapsed : None);
        item.description = claim.finding?.message ?? claim.sentence;
        item.tooltip = `Line ${claim.range.start.line + 1}: ${claim.sentence}`;
        item.contextValue = claim.evidence.length > 0 ? 'claim.sourced' : 'claim';
        item.accessibilityInformation = {
            label: `${claim.value}, line ${claim.range.start.line + 1}, ${VERDICT_NAMES[claim.verdict]}. ${item.description}`,
        };
        if (this.draft) {
            item.command = {
                command: 'vscode.open',
                title: 'Show in the Draft',
                arguments: [this.draft.uri, { selection: rangeOf(claim.range) }],
            };
        }
        return item;
    }
}

/** The claims of a document; nothing where it is no draft. */
export async function claimsOf(server: Server, document: vscode.TextDocument | undefined): Promise<Claim[] | undefined> {
    if (!document || !server.serves(document)) {
        return undefined;
    }
    const answer = await server.ask<Claims>(CLAIMS, { textDocument: { uri: server.uriOf(document) } });
    return answer?.claims;
}

export function nameOf(document: vscode.TextDocument): string {
    return document.uri.path.split('/').pop() ?? '';
}

function ofPassage(passage: Passage, verdict: Verdict): vscode.TreeItem {
    const { before, value, after } = passage.quote;
    const item = new vscode.TreeItem(`“${before}${value}${after}”`);
    item.description = placeOf(passage);
    item.iconPath = ICONS[verdict];
    item.contextValue = 'passage';
    item.tooltip = `${item.label}\n${placeOf(passage)}`;
    item.accessibilityInformation = { label: `${VERDICT_NAMES[verdict]} by ${placeOf(passage)}: ${before}${value}${after}` };
    item.command = { command: 'factmark.openPassage', title: 'Open the Source', arguments: [passage] };
    return item;
}
