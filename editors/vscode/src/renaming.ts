// What a rename in the editor changes beside the renamed files, such as `sources.toml`, is saved along with it, as VS Code
// does with its own refactorings: else the sources would be read with an entry of a file that is gone.

import * as vscode from 'vscode';

type Files = vscode.FileWillRenameEvent;

/** Files that the edits of a rename change, and that had nothing unsaved before. */
let changed: vscode.Uri[] = [];

export async function willRename<E extends vscode.WorkspaceEdit | null | undefined>(event: Files, next: (event: Files) => Thenable<E>): Promise<E> {
    const edit = await next(event);
    const files = edit?.entries().map(([uri]) => uri) ?? [];
    changed.push(...files.filter((uri) => !opened(uri)?.isDirty));
    return edit;
}

/** The server reads the sources anew when it is told, so it is told last. */
export async function didRename<A>(event: vscode.FileRenameEvent, next: (event: vscode.FileRenameEvent) => A): Promise<void> {
    const files = changed.map((uri) => moved(uri, event));
    changed = [];
    if (vscode.workspace.getConfiguration('files').get('refactoring.autoSave', true)) {
        await Promise.all(files.map((uri) => opened(uri)?.save()));
    }
    await next(event);
}

function opened(uri: vscode.Uri): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

/** Where a file is now: it may be one of those that were renamed, or lie in a folder that was. */
function moved(uri: vscode.Uri, { files }: vscode.FileRenameEvent): vscode.Uri {
    const within = ({ oldUri }: { oldUri: vscode.Uri }) => uri.path === oldUri.path || uri.path.startsWith(`${oldUri.path}/`);
    const file = files.find(within);
    return file ? file.newUri.with({ path: file.newUri.path + uri.path.slice(file.oldUri.path.length) }) : uri;
}
