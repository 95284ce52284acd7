// What the writer can do besides looking and citing: open a passage, add a source, keep a report.

import * as vscode from 'vscode';

import { passageOf } from './citing';
import { claimsOf, type ClaimsNode, nameOf } from './claims_view';
import type { Drafts } from './drafts';
import type { Passage } from './protocol';
import { report } from './report';
import { rangeOf, type Server } from './server';
import { entryOf, fileName } from './new_source';
import type { SourceList } from './source_list';

export async function openPassage(from: Passage | ClaimsNode): Promise<void> {
    const passage = passageOf(from);
    if (passage?.source.uri) {
        const selection = rangeOf(passage.selectionRange);
        await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(passage.source.uri), { selection });
    }
}

/** Asks for a title and what else is known, and opens a new file among the sources. */
export async function newSource(sources: SourceList): Promise<void> {
    const project = await projectFolder();
    if (project === 'none') {
        void vscode.window.showInformationMessage('Open the folder of your project first.');
    }
    if (typeof project === 'string') {
        return;
    }
    const folder = sourcesFolder(sources, project);
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
    const text = `# ${title.trim()}\n\n`;
    await write(file, text);
    await write(manifest, known ? `${known.trimEnd()}\n\n${entry}` : entry);
    // Whoever types at once types at the end.
    const end = new vscode.Position(text.split('\n').length - 1, 0);
    await vscode.window.showTextDocument(file, { selection: new vscode.Range(end, end) });
}

/** The folder that is open; where there are several, the one that the writer picks. */
async function projectFolder(): Promise<vscode.Uri | 'none' | 'cancelled'> {
    const [first, ...others] = vscode.workspace.workspaceFolders ?? [];
    if (!first) {
        return 'none';
    }
    const chosen = others.length > 0 ? await vscode.window.showWorkspaceFolderPick({ placeHolder: 'Folder of the new source' }) : first;
    return chosen?.uri ?? 'cancelled';
}

/** The folder of the first source of a project, else `sources` in it. */
function sourcesFolder(sources: SourceList, project: vscode.Uri): vscode.Uri {
    const addresses = sources.current?.sources.flatMap(({ source }) => (source.uri ? [vscode.Uri.parse(source.uri)] : [])) ?? [];
    const first = addresses.find((uri) => vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() === project.toString());
    return first ? vscode.Uri.joinPath(first, '..') : vscode.Uri.joinPath(project, 'sources');
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
export async function exportReport(server: Server, drafts: Drafts): Promise<void> {
    const document = drafts.current?.document;
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
    const choice = await vscode.window.showInformationMessage(`The report is in ${nameOf({ uri: target })}.`, 'Open');
    if (choice === 'Open') {
        await vscode.env.openExternal(target);
    }
}
