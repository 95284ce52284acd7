// Two folders in one window, each with its own sources and settings. Needs the workspace that extension_host.mjs makes of
// them to be open.

const assert = require('node:assert/strict');
const vscode = require('vscode');

const { runner } = require('./runner.js');
const { untilFindings } = require('./wait.js');

const CLAIM = 'The RT has been operating in Norland since 1995.';
const [north, south] = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
const draftIn = (folder) => vscode.Uri.joinPath(folder, 'draft.md');

/** The draft of a folder, open, once what its own sources say was found. */
async function contradicted(folder, year, severity = vscode.DiagnosticSeverity.Error) {
    const document = await vscode.workspace.openTextDocument(draftIn(folder));
    await vscode.window.showTextDocument(document, { preview: false });
    const says = new RegExp(`the source says "since ${year}"`);
    await untilFindings(document.uri, `a finding by the source of ${year}`, (all) =>
        all.length === 1 && says.test(all[0].message) && all[0].severity === severity,
    );
    return document;
}

async function hoverOn(document, word) {
    const position = document.positionAt(document.getText().indexOf(word) + 1);
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
    return hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join('\n');
}

const tests = [
    ['a draft is checked against the sources of its own folder', async () => {
        assert.equal(vscode.workspace.workspaceFolders?.length, 2);
        await contradicted(north, 1994);
        // By the settings of that folder, a hint.
        await contradicted(south, 1996, vscode.DiagnosticSeverity.Hint);
    }],

    ['so is what is shown on hover, and where a jump leads', async () => {
        for (const [folder, year, severity] of [[north, 1994], [south, 1996, vscode.DiagnosticSeverity.Hint]]) {
            const document = await contradicted(folder, year, severity);
            assert.ok((await hoverOn(document, 'RT')).includes(`since **${year}**`));
            const position = document.positionAt(CLAIM.indexOf('1995') + 1);
            const [link] = await vscode.commands.executeCommand('vscode.executeDefinitionProvider', document.uri, position);
            assert.equal((link.targetUri ?? link.uri).path, vscode.Uri.joinPath(folder, 'sources', 'trust.txt').path);
        }
    }],

    ['a setting of one folder holds there alone', async () => {
        const settings = vscode.workspace.getConfiguration('factmark', north);
        await settings.update('rules', { F002: 'warning' }, vscode.ConfigurationTarget.WorkspaceFolder);
        await contradicted(north, 1994, vscode.DiagnosticSeverity.Warning);
        await contradicted(south, 1996, vscode.DiagnosticSeverity.Hint);
        await settings.update('rules', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
        await contradicted(north, 1994);
    }],

    ['a source that changes in one folder changes nothing in the other', async () => {
        const source = vscode.Uri.joinPath(south, 'sources', 'trust.txt');
        const before = await vscode.workspace.fs.readFile(source);
        await vscode.workspace.fs.writeFile(source, Buffer.from(before.toString().replace('1996', '1997')));
        await contradicted(south, 1997, vscode.DiagnosticSeverity.Hint);
        await contradicted(north, 1994);
        await vscode.workspace.fs.writeFile(source, before);
        await contradicted(south, 1996, vscode.DiagnosticSeverity.Hint);
    }],

    ['a folder that is taken away takes its sources along', async () => {
        const document = await contradicted(south, 1996, vscode.DiagnosticSeverity.Hint);
        assert.ok(vscode.workspace.updateWorkspaceFolders(1, 1));
        await untilFindings(document.uri, 'what the other folder says', ([only]) => /since 1994/.test(only?.message));
        assert.ok(vscode.workspace.updateWorkspaceFolders(1, 0, { uri: south }));
        await contradicted(south, 1996, vscode.DiagnosticSeverity.Hint);
    }],
];

exports.run = runner(tests);
