// The Claims view: what the draft claims, by verdict, with the passages under each claim.

import * as vscode from 'vscode';
import type { Position } from 'vscode-languageclient/node';

import { dragOfPassages } from './citing';
import type { Drafts } from './drafts';
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

interface VerdictNode {
    kind: 'verdict';
    verdict: Verdict;
    claims: ClaimNode[];
}

interface ClaimNode {
    kind: 'claim';
    /** The same for as long as the claim stands where it stands, so that what was opened stays open. */
    id: string;
    claim: Claim;
    under: VerdictNode;
}

interface PassageNode {
    kind: 'passage';
    passage: Passage;
    verdict: Verdict;
    under: ClaimNode;
}

export type ClaimsNode = VerdictNode | ClaimNode | PassageNode;

export class ClaimsView implements vscode.TreeDataProvider<ClaimsNode>, vscode.Disposable {
    static readonly id = 'factmark.claims';

    private readonly changed = new vscode.EventEmitter<void>();
    readonly onDidChangeTreeData = this.changed.event;
    private readonly tree: vscode.TreeView<ClaimsNode>;
    private readonly listening: vscode.Disposable[];
    private pause: NodeJS.Timeout | undefined;
    private draft: vscode.TextDocument | undefined;
    private shown: VerdictNode[] = [];

    constructor(
        private readonly server: Server,
        private readonly drafts: Drafts,
    ) {
        this.tree = vscode.window.createTreeView(ClaimsView.id, {
            treeDataProvider: this,
            showCollapseAll: true,
            dragAndDropController: dragOfPassages,
        });
        this.listening = [
            this.tree,
            this.changed,
            this.tree.onDidChangeVisibility(({ visible }) => visible && this.changed.fire()),
            drafts.onDidChange(() => drafts.current?.document !== this.draft && this.changed.fire()),
            vscode.workspace.onDidChangeTextDocument(({ document }) => document === this.draft && this.soon()),
            // Before the sources are read there is nothing to ask for, however often the server tells how far it has come.
            server.onDidChange(() => (server.ready || this.shown.length > 0) && this.changed.fire()),
        ];
    }

    /** Opens the view; at a place in a draft, with the first claim from there on that wants a look, else the first. */
    async show(address?: string, from?: Position): Promise<void> {
        await vscode.commands.executeCommand(`${ClaimsView.id}.focus`);
        if (!address || !from) {
            return;
        }
        const uri = vscode.Uri.parse(address);
        if (this.drafts.current?.document.uri.toString() !== uri.toString()) {
            await vscode.window.showTextDocument(uri);
        }
        if (this.shown.length === 0) {
            await this.verdicts();
            this.changed.fire();
        }
        const behind = ({ claim }: ClaimNode) => rangeOf(claim.range).start.isAfterOrEqual(new vscode.Position(from.line, from.character));
        const first = this.shown.map(({ claims }) => claims.find(behind)).find((node) => node !== undefined);
        if (first) {
            await this.tree.reveal(first, { select: true, focus: true });
        }
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
                return node.claims;
            case 'claim':
                return node.claim.evidence.map(({ passage, verdict }) => ({ kind: 'passage', passage, verdict, under: node }));
            case 'passage':
                return [];
        }
    }

    getParent(node: ClaimsNode): ClaimsNode | undefined {
        return node.kind === 'verdict' ? undefined : node.under;
    }

    getTreeItem(node: ClaimsNode): vscode.TreeItem {
        switch (node.kind) {
            case 'verdict':
                return ofVerdict(node);
            case 'claim':
                return ofClaim(node, this.draft);
            case 'passage':
                return ofPassage(node);
        }
    }

    private soon(): void {
        clearTimeout(this.pause);
        this.pause = setTimeout(() => this.changed.fire(), PAUSE);
    }

    private async verdicts(): Promise<VerdictNode[]> {
        const document = this.drafts.current?.document;
        const answer = this.server.ready ? await claimsOf(this.server, document) : undefined;
        const claims = answer ?? [];
        this.draft = document;
        this.tree.description = document && answer ? `${nameOf(document)}: ${plural(claims.length, 'claim')}` : '';
        this.shown = VERDICTS.map((verdict) => byVerdict(verdict, claims)).filter((node) => node.claims.length > 0);
        return this.shown;
    }
}

function byVerdict(verdict: Verdict, claims: readonly Claim[]): VerdictNode {
    const node: VerdictNode = { kind: 'verdict', verdict, claims: [] };
    const seen = new Map<string, number>();
    for (const claim of claims.filter((claim) => claim.verdict === verdict)) {
        const place = `${claim.range.start.line}:${claim.range.start.character} ${claim.value}`;
        const count = seen.get(place) ?? 0;
        seen.set(place, count + 1);
        node.claims.push({ kind: 'claim', id: `${verdict} ${place} ${count}`, claim, under: node });
    }
    return node;
}

/** The claims of a document; nothing where it is no draft. */
export async function claimsOf(server: Server, document: vscode.TextDocument | undefined): Promise<Claim[] | undefined> {
    if (!document || !server.serves(document)) {
        return undefined;
    }
    const answer = await server.ask<Claims>(CLAIMS, { textDocument: { uri: server.uriOf(document) } });
    return answer?.claims;
}

export function nameOf(document: { uri: vscode.Uri }): string {
    return document.uri.path.split('/').pop() ?? '';
}

function ofVerdict({ verdict, claims }: VerdictNode): vscode.TreeItem {
    const quiet = verdict === 'supported' || verdict === 'none';
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(VERDICT_NAMES[verdict], quiet ? Collapsed : Expanded);
    item.id = verdict;
    item.description = String(claims.length);
    item.iconPath = ICONS[verdict];
    item.contextValue = 'verdict';
    item.accessibilityInformation = { label: `${VERDICT_NAMES[verdict]}, ${plural(claims.length, 'claim')}` };
    return item;
}

function ofClaim({ id, claim }: ClaimNode, draft: vscode.TextDocument | undefined): vscode.TreeItem {
    const { None, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(claim.value, claim.evidence.length > 0 ? Collapsed : None);
    const line = claim.range.start.line + 1;
    item.id = id;
    item.description = claim.finding?.message ?? claim.sentence;
    item.tooltip = `Line ${line}: ${claim.sentence}`;
    item.contextValue = claim.evidence.length > 0 ? 'claim.sourced' : 'claim';
    item.accessibilityInformation = { label: `${claim.value}, line ${line}, ${VERDICT_NAMES[claim.verdict]}. ${item.description}` };
    if (draft) {
        item.command = {
            command: 'vscode.open',
            title: 'Show in the Draft',
            arguments: [draft.uri, { selection: rangeOf(claim.range) }],
        };
    }
    return item;
}

function ofPassage({ passage, verdict }: PassageNode): vscode.TreeItem {
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
