// Citing a passage in a draft: by a button or a command, or dragged out of a panel. The server writes the citation.

import * as vscode from 'vscode';
import type { TextEdit } from 'vscode-languageclient/node';

import type { ClaimsNode } from './claims_view';
import type { Drafts, Place } from './drafts';
import { type Citation, CITATION, type CitationParams, FACTS, type Facts, PASSAGE_TYPE, type Passage, passageNamed, type PassageName } from './protocol';
import { rangeOf, type Server } from './server';

/** Cites a passage behind the claim at the cursor; without one, the best passage for that claim. */
export async function insertCitation(server: Server, drafts: Drafts, from?: Passage | ClaimsNode): Promise<void> {
    const place = drafts.current;
    if (!place) {
        void vscode.window.showInformationMessage('Put the cursor on the claim in your draft first.');
        return;
    }
    const claim = from && 'kind' in from && from.kind === 'claim' ? from.claim : undefined;
    const position = claim ? rangeOf(claim.range).start : place.position;
    const passage = passageOf(from) ?? (await bestPassage(server, { ...place, position }));
    if (!passage?.source.uri) {
        void vscode.window.showInformationMessage('No source speaks of what stands at the cursor.');
        return;
    }
    const edit = await citation(server, place.document, position, passageNamed(passage));
    if (!edit) {
        void vscode.window.showInformationMessage('The passage is no longer where it was. Look at it again, and then cite it.');
    } else if (edit.size === 0) {
        void vscode.window.showInformationMessage('This sentence cites the passage already.');
    } else {
        // A source may be in front; the writer is to see what happens.
        await vscode.window.showTextDocument(place.document);
        await vscode.workspace.applyEdit(edit);
    }
}

async function bestPassage(server: Server, { document, position }: Place): Promise<Passage | undefined> {
    const facts = await server.ask<Facts>(FACTS, { textDocument: { uri: server.uriOf(document) }, position });
    return facts?.claim?.evidence[0]?.passage ?? facts?.sheet?.facts[0]?.passage;
}

export function passageOf(from: Passage | ClaimsNode | undefined): Passage | undefined {
    if (!from || !('kind' in from)) {
        return from;
    }
    switch (from.kind) {
        case 'passage':
            return from.passage;
        case 'claim':
            return from.claim.evidence[0]?.passage;
        case 'verdict':
            return undefined;
    }
}

/** What cites the passage; nothing in a source, or where the passage or the draft is not as it was. */
async function citation(
    server: Server,
    document: vscode.TextDocument,
    position: vscode.Position,
    passage: PassageName,
): Promise<vscode.WorkspaceEdit | undefined> {
    const version = document.version;
    const { line, character } = position;
    const params: CitationParams = { textDocument: { uri: server.uriOf(document) }, position: { line, character }, ...passage };
    const answer = await server.ask<Citation>(CITATION, params);
    if (!answer || document.version !== version || answer.version !== version) {
        return undefined;
    }
    const edit = new vscode.WorkspaceEdit();
    if (answer.edits.length > 0) {
        edit.set(document.uri, answer.edits.map(ofEditor));
    }
    return edit;
}

function ofEditor({ range, newText }: TextEdit): vscode.TextEdit {
    return vscode.TextEdit.replace(rangeOf(range), newText);
}

/** Lets a passage that was dragged out of a panel or the Claims view be dropped into a draft. */
export function takeDroppedPassages(server: Server, drafts: Drafts): vscode.Disposable {
    return vscode.languages.registerDocumentDropEditProvider(server.documents, {
        async provideDocumentDropEdits(document, position, dragged) {
            const passage = await nameIn(dragged);
            const edit = passage && drafts.isDraft(document) && (await citation(server, document, position, passage));
            if (!edit) {
                return undefined;
            }
            // The citation goes behind the sentence, not where the pointer happened to be.
            const drop = new vscode.DocumentDropEdit('');
            drop.additionalEdit = edit;
            return drop;
        },
    });
}

async function nameIn(dragged: vscode.DataTransfer): Promise<PassageName | undefined> {
    const words = await dragged.get(PASSAGE_TYPE)?.asString();
    if (!words) {
        return undefined;
    }
    try {
        const { source, range } = JSON.parse(words) as Partial<PassageName>;
        return source && range ? { source, range } : undefined;
    } catch {
        return undefined;
    }
}

/** The drag of a claim or passage out of the Claims view. */
export const dragOfPassages: vscode.TreeDragAndDropController<ClaimsNode> = {
    dragMimeTypes: [PASSAGE_TYPE],
    dropMimeTypes: [],
    handleDrag([node], data) {
        const passage = passageOf(node);
        if (passage?.source.uri) {
            data.set(PASSAGE_TYPE, new vscode.DataTransferItem(JSON.stringify(passageNamed(passage))));
        }
    },
};
