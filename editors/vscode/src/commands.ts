// What the writer can do besides looking: open a passage, cite it, add a source, keep a report.

import * as vscode from 'vscode';

import { cite } from './citation';
import { claimsOf, type ClaimsNode, nameOf } from './claims_view';
import { FACTS, type Facts, type FactsParams, type Passage, SOURCES, type Sources } from './protocol';
import { report } from './report';
import { rangeOf, type Server } from './server';
import { entryOf, fileName } from './new_source';

export async function openPassage(passage: Passage): Promise<void> {
    if (passage.source.uri) {
        const selection = rangeOf(passage.selectionRange);
        await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(passage.source.uri), { selection });
    }
}

/** Cites a passage behind the claim at the cursor; without one, the best passage for that claim. */
export async function insertCitation(server: Server, from?: Passage | ClaimsNode): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    // A source makes no claims, and is never written to.
    if (!editor || !(await claimsOf(server, editor.document))) {
        void vscode.window.showInformationMessage('Put the cursor on the claim in your draft first.');
        return;
    }
    const document = editor.document;
    const claim = from && 'kind' in from && from.kind === 'claim' ? from.claim : undefined;
    const params: FactsParams = {
        textDocument: { uri: server.uriOf(document) },
        position: claim?.range.start ?? editor.selection.active,
    };
    const facts = await server.ask<Facts>(FACTS, params);
    const passage = passageOf(from) ?? facts?.claim?.evidence[0]?.passage ?? facts?.sheet?.facts[0]?.passage;
    if (!passage) {
        void vscode.window.showInformationMessage('No source speaks of what stands at the cursor.');
        return;
    }
    const sentence = claim ?? facts?.claim;
    const place = sentence ? rangeOf(sentence.sentenceRange).end : editor.selection.end;
    const { mark, note } = cite(passage, document.getText(), document.languageId);
    await editor.edit((edit) => {
        edit.insert(place, mark);
        if (note) {
            edit.insert(document.lineAt(document.lineCount - 1).range.end, note);
        }
    });
}

function passageOf(from: Passage | ClaimsNode | undefined): Passage | undefined {
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

/** Asks for a title and what else is known, and opens a new file among the sources. */
export async function newSource(server: Server): Promise<void> {
    const folder = await sourcesFolder(server);
    if (!folder) {
        void vscode.window.showInformationMessage('Open the folder of your project first.');
        return;
    }
    const ask = (step: number, prompt: string, placeHolder: string, validateInput?: (words: string) => string | undefined) =>
        vscode.window.showInputBox({ title: `New Source (${step}/3)`, prompt, placeHolder, ...(validateInput && { validateInput }) });
    const title = await ask(1, 'Title of the source', 'Annual report 2024', (words) => (words.trim() ? undefined : 'A title is needed.'));
    const isDay = (words: string) => (!words || /^\d{4}-\d{2}-\d{2}$/.test(words) ? undefined : 'Year-month-day, such as 2024-03-31, or nothing.');
    const issued = title && (await ask(2, 'Day of publication, if known', '2024-03-31', isDay));
    const url = issued !== undefined && (await ask(3, 'Address on the web, if any', 'https://…'));
    if (!title || issued === undefined || typeof url !== 'string') {
        return;
    }
    const file = await freeFile(folder, fileName(title));
    const manifest = vscode.Uri.joinPath(folder, 'sources.toml');
    const known = await vscode.workspace.fs.readFile(manifest).then(
        (bytes) => new TextDecoder().decode(bytes),
        () => '',
    );
    const entry = entryOf(file.path.split('/').pop() ?? '', { title, issued, url });
    const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await write(file, `# ${title}\n\n`);
    await write(manifest, known ? `${known.trimEnd()}\n\n${entry}` : entry);
    const editor = await vscode.window.showTextDocument(file);
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(end, end);
}

/** The folder of the first source, else `sources` in the folder that is open. */
async function sourcesFolder(server: Server): Promise<vscode.Uri | undefined> {
    const all = await server.ask<Sources>(SOURCES);
    const first = all?.sources.find(({ source }) => source.uri)?.source.uri;
    if (first) {
        return vscode.Uri.joinPath(vscode.Uri.parse(first), '..');
    }
    const root = all?.root ? vscode.Uri.parse(all.root) : vscode.workspace.workspaceFolders?.[0]?.uri;
    return root && vscode.Uri.joinPath(root, 'sources');
}

async function freeFile(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
    for (let count = 1; ; count += 1) {
        const file = vscode.Uri.joinPath(folder, count === 1 ? `${name}.md` : `${name}-${count}.md`);
        const taken = await vscode.workspace.fs.stat(file).then(
            () => true,
            () => false,
        );
        if (!taken) {
            return file;
        }
    }
}

/** Writes a report on the draft in front where the writer wants it, and offers to open it. */
export async function exportReport(server: Server): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const claims = await claimsOf(server, document);
    if (!document || !claims) {
        void vscode.window.showInformationMessage('Open the draft to report on first.');
        return;
    }
    const name = nameOf(document);
    const folder = document.uri.scheme === 'file' ? vscode.Uri.joinPath(document.uri, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
    const proposal = folder && vscode.Uri.joinPath(folder, `${name.replace(/\.[^.]*$/, '')}-facts.html`);
    const target = await vscode.window.showSaveDialog({ filters: { HTML: ['html'] }, ...(proposal && { defaultUri: proposal }) });
    if (!target) {
        return;
    }
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(report(name, claims)));
    const choice = await vscode.window.showInformationMessage(`The report is in ${nameOf({ uri: target } as vscode.TextDocument)}.`, 'Open');
    if (choice === 'Open') {
        await vscode.env.openExternal(target);
    }
}
