// What a writer relies on, one test after the other in one session of the editor. Needs the workspace of
// tests/editors/drive to be open.

const assert = require('node:assert/strict');
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const vscode = require('vscode');

const { runner } = require('./runner.js');
const { describe, findings, untilFindings, untilTrue } = require('./wait.js');

const root = vscode.workspace.workspaceFolders?.[0]?.uri;
const file = (...names) => vscode.Uri.joinPath(root, ...names);
const BRIEF = 'sample-brief.md';
const REPORT = '004_5e32103b5ee5e312.txt';
const WRONG = 'UNHCR has been operating in Azerbaijan since 1993.';
const RIGHT = 'UNHCR has been operating in Azerbaijan since 1992.';
const SOURCE_SENTENCE = 'The UNHCR, which has been operating in Azerbaijan since 1992, has supported the efforts of the Government';

/** Mistakes planted in the brief. */
const PLANTED = 8;

const run = (command, ...values) => vscode.commands.executeCommand(command, ...values);

async function open(uri) {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
    return document;
}

/** The place one letter into the words of a document, which must hold them. */
function place(document, words, inside = words) {
    const at = document.getText().indexOf(words);
    assert.ok(at >= 0, `the document does not hold "${words}"`);
    return document.positionAt(at + words.indexOf(inside) + 1);
}

const text = (contents) => contents.map((content) => content.value ?? content).join('\n');

async function hoverAt(document, words, inside) {
    const hovers = await run('vscode.executeHoverProvider', document.uri, place(document, words, inside));
    return hovers.map((hover) => text(hover.contents)).join('\n---\n');
}

async function replaceAll(document, words) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), words);
    assert.ok(await vscode.workspace.applyEdit(edit));
}

const quickFixes = (uri, range) =>
    run('vscode.executeCodeActionProvider', uri, range, vscode.CodeActionKind.QuickFix.value);

/** The processes that the extension runs as its server, by their id. */
function serverProcesses() {
    return readdirSync('/proc').filter((id) => /^\d+$/.test(id)).map(Number).filter((id) => {
        try {
            const parent = Number(readFileSync(`/proc/${id}/stat`, 'utf8').replace(/^.*\)/s, '').split(' ')[2]);
            return parent === process.pid && readFileSync(`/proc/${id}/cmdline`, 'utf8').endsWith('factmark\0lsp\0');
        } catch {
            return false;
        }
    });
}

async function brief() {
    const document = await open(file(BRIEF));
    const found = await untilFindings(document.uri, 'the findings of the brief', ({ length }) => length >= PLANTED);
    return { document, found };
}

const tests = [
    ['the extension starts with the first draft', async () => {
        const extension = vscode.extensions.getExtension('factmark.factmark');
        assert.ok(extension, 'the extension is not installed');
        await extension.activate();
        assert.ok(extension.isActive);
        const { document } = await brief();
        assert.equal(document.languageId, 'markdown');
    }],

    ['every planted mistake is found where it stands, with its severity and its source', async () => {
        const { document, found } = await brief();
        assert.equal(found.length, PLANTED, found.map(describe).join('\n'));
        const year = found.find(({ range }) => document.getText(range) === '1993');
        assert.equal(
            describe(year),
            'error F002 14:46-14:50 Another year for UNHCR: the draft says "since 1993", the source says "since 1992"',
        );
        for (const finding of found) {
            const [passage] = finding.relatedInformation ?? [];
            assert.ok(passage, `${describe(finding)} names no source`);
            assert.match(passage.location.uri.path, /\/seeds\/|sample-brief\.md$/);
            assert.ok(passage.message.length > 10);
        }
        const [evidence] = year.relatedInformation;
        assert.ok(evidence.location.uri.path.endsWith(REPORT) && evidence.message.includes(SOURCE_SENTENCE));
    }],

    ['a hover shows the facts of a name with their sources', async () => {
        const { document } = await brief();
        const shown = await hoverAt(document, WRONG, 'UNHCR');
        assert.match(shown, /UNHCR/);
        assert.match(shown, /\]\(file:\/\/[^)]*seeds\/[^)]*#L\d+\)/);
    }],

    ['definition jumps from a wrong year into the very sentence', async () => {
        const { document } = await brief();
        const links = await run('vscode.executeDefinitionProvider', document.uri, place(document, WRONG, '1993'));
        const target = links[0].targetUri ?? links[0].uri;
        assert.ok(target.path.endsWith(`/seeds/${REPORT}`), target.path);
        const source = await vscode.workspace.openTextDocument(target);
        assert.ok(source.getText(links[0].targetRange ?? links[0].range).startsWith(SOURCE_SENTENCE));
        assert.equal(source.getText(links[0].targetSelectionRange), '1992');
    }],

    ['references lists the mentions in the draft and in the sources', async () => {
        const { document } = await brief();
        const places = await run('vscode.executeReferenceProvider', document.uri, place(document, WRONG, 'UNHCR'));
        const files = new Set(places.map(({ uri }) => uri.path.split('/').pop()));
        assert.ok(files.has(BRIEF) && files.has(REPORT), [...files].join(', '));
    }],

    ['a source that is open is never underlined', async () => {
        const { document } = await brief();
        const before = document.getText();
        await open(file('seeds', REPORT));
        // The edit of the draft is checked after the source was opened, so its findings would have come by now.
        const edit = new vscode.WorkspaceEdit();
        edit.replace(document.uri, document.validateRange(new vscode.Range(13, 45, 13, 49)), '1990');
        await vscode.workspace.applyEdit(edit);
        await untilFindings(document.uri, 'the changed year', (all) => all.some(({ message }) => /since 1990/.test(message)));
        assert.deepEqual(findings(file('seeds', REPORT)), []);
        await replaceAll(document, before);
        await untilFindings(document.uri, 'the brief as it was', (all) => all.some(({ message }) => /since 1993/.test(message)));
    }],

    ['the quick fix of a wrong year is applied, and its finding goes', async () => {
        const { document, found } = await brief();
        const before = document.getText();
        const year = found.find(({ range }) => document.getText(range) === '1993');
        const actions = await quickFixes(document.uri, year.range);
        const fix = actions.find(({ title }) => title === 'Replace "1993" with "1992"');
        assert.ok(fix?.isPreferred, actions.map(({ title }) => title).join(', '));
        assert.ok(await vscode.workspace.applyEdit(fix.edit));
        assert.ok(document.lineAt(13).text.startsWith('UNHCR has been operating in Azerbaijan since 1992.'));
        const rest = await untilFindings(document.uri, 'one finding less', ({ length }) => length === PLANTED - 1);
        assert.ok(!rest.some(({ range }) => range.start.line === 13));
        await replaceAll(document, before);
        await untilFindings(document.uri, 'the finding again', ({ length }) => length === PLANTED);
    }],

    ['a rule is ignored everywhere in settings that are made for it, and the draft stays in front', async () => {
        const settings = file('factmark.toml');
        const before = await vscode.workspace.fs.readFile(settings);
        await vscode.workspace.fs.delete(settings);
        const { document, found } = await brief();
        const year = found.find(({ range }) => document.getText(range) === '1993');
        let offer;
        await untilTrue('the offer of a new file', async () => {
            // As many are resolved as there can be, as the editor does with the one that is chosen.
            const all = await run('vscode.executeCodeActionProvider', document.uri, year.range, vscode.CodeActionKind.QuickFix.value, 50);
            offer = all.find(({ title }) => title.endsWith('everywhere, in a new factmark.toml'));
            return offer?.edit;
        });
        assert.ok(await vscode.workspace.applyEdit(offer.edit, { isRefactoring: true }));
        const years = (all) => all.filter(({ code }) => (code.value ?? code) === 'F002');
        await untilFindings(document.uri, 'no years', (all) => all.length > 0 && years(all).length === 0);
        assert.equal(vscode.window.activeTextEditor.document.uri.path, document.uri.path, 'the draft stays in front');
        const made = await vscode.workspace.openTextDocument(settings);
        assert.match(made.getText(), /^\[rules\]\nF002 = "off" # reason\n$/);
        await made.save();
        await vscode.workspace.fs.writeFile(settings, before);
        await untilFindings(document.uri, 'the years again', ({ length }) => length === PLANTED);
    }],

    ['a citation goes behind the claim at the cursor, with its note at the end', async () => {
        const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `${WRONG} More.\n` });
        const editor = await vscode.window.showTextDocument(document);
        await untilFindings(document.uri, 'a finding', ({ length }) => length === 1);
        const cursor = place(document, WRONG, '1993');
        editor.selection = new vscode.Selection(cursor, cursor);
        await run('factmark.insertCitation');
        const [claim, , note] = document.getText().split('\n');
        const [, key] = claim.match(/^UNHCR has been operating in Azerbaijan since 1993\.\[\^([\w-]+)\] More\.$/) ?? [];
        assert.ok(key, claim);
        assert.ok(note.startsWith(`[^${key}]: Azerbaijan: international cooperation`) && note.includes('“The UNHCR, which'), note);
        const cited = document.getText();
        await run('factmark.insertCitation');
        assert.equal(document.getText(), cited, 'a sentence cites a passage once');
        await replaceAll(document, '');
    }],

    ['with a source in front, a citation goes into the draft that was', async () => {
        const { document } = await brief();
        const before = document.getText();
        const editor = vscode.window.activeTextEditor;
        const cursor = place(document, WRONG, '1993');
        editor.selection = new vscode.Selection(cursor, cursor);
        const source = await open(file('seeds', REPORT));
        const text = source.getText();
        await run('factmark.insertCitation');
        assert.equal(source.getText(), text, 'a source is never written to');
        assert.ok(document.lineAt(13).text.includes('since 1993.[^'), document.lineAt(13).text);
        assert.equal(vscode.window.activeTextEditor.document.uri.path, document.uri.path, 'the draft is shown');
        await replaceAll(document, before);
    }],

    ['a draft that cites by keys is cited in by keys', async () => {
        const settings = vscode.workspace.getConfiguration('factmark');
        await settings.update('citations', 'pandoc', vscode.ConfigurationTarget.Workspace);
        const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `${WRONG}\n` });
        const editor = await vscode.window.showTextDocument(document);
        const cursor = place(document, WRONG, '1993');
        editor.selection = new vscode.Selection(cursor, cursor);
        // The setting holds once the server has asked for it, which nothing tells; what came too early is undone.
        await untilTrue('a citation by key', async () => {
            await replaceAll(document, `${WRONG}\n`);
            editor.selection = new vscode.Selection(cursor, cursor);
            await run('factmark.insertCitation');
            return / \[@[\w-]+, “The UNHCR/.test(document.getText());
        });
        await settings.update('citations', undefined, vscode.ConfigurationTarget.Workspace);
        await replaceAll(document, '');
    }],

    ['every command of the manifest is there, and the views open', async () => {
        const known = new Set(await vscode.commands.getCommands(true));
        const { contributes } = vscode.extensions.getExtension('factmark.factmark').packageJSON;
        for (const { command } of contributes.commands) {
            assert.ok(known.has(command), command);
        }
        await run('factmark.showFacts');
        await run('factmark.showClaims');
        await run('factmark.showSources');
        await run('factmark.readSources');
    }],

    ['a document that was never saved is checked and hovered', async () => {
        const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `${WRONG}\n` });
        await vscode.window.showTextDocument(document);
        assert.equal(document.uri.scheme, 'untitled');
        const [year] = await untilFindings(document.uri, 'a finding', ({ length }) => length === 1);
        assert.equal(document.getText(year.range), '1993');
        assert.match(await hoverAt(document, WRONG, 'UNHCR'), /UNHCR/);
        await replaceAll(document, '');
        await untilFindings(document.uri, 'no finding in an empty document', ({ length }) => length === 0);
    }],

    ['another language is left alone until it becomes Markdown', async () => {
        let document = await vscode.workspace.openTextDocument({ language: 'json', content: `${WRONG}\n` });
        assert.equal((await run('vscode.executeHoverProvider', document.uri, place(document, WRONG, 'UNHCR'))).length, 0);
        document = await vscode.languages.setTextDocumentLanguage(document, 'markdown');
        await untilFindings(document.uri, 'a finding', ({ length }) => length === 1);
        document = await vscode.languages.setTextDocumentLanguage(document, 'json');
        await untilFindings(document.uri, 'no finding', ({ length }) => length === 0);
    }],

    ['a changed setting holds at once, and the rule comes back', async () => {
        const { document } = await brief();
        const settings = vscode.workspace.getConfiguration('factmark');
        const target = vscode.ConfigurationTarget.Workspace;
        await settings.update('rules', { F002: 'hint' }, target);
        const years = (all) => all.filter(({ code }) => (code.value ?? code) === 'F002');
        await untilFindings(document.uri, 'years as hints', (all) =>
            years(all).length > 0 && years(all).every(({ severity }) => severity === vscode.DiagnosticSeverity.Hint),
        );
        await settings.update('rules', { F002: 'off' }, target);
        await untilFindings(document.uri, 'no years', (all) => years(all).length === 0);
        await settings.update('rules', undefined, target);
        await untilFindings(document.uri, 'the years again', ({ length }) => length === PLANTED);
    }],

    ['settings in the spelling of VS Code hold at once', async () => {
        const { document } = await brief();
        const settings = vscode.workspace.getConfiguration('factmark');
        const target = vscode.ConfigurationTarget.Workspace;
        await settings.update('maxFindings', 2, target);
        // Two, and the one that says how many there are.
        await untilFindings(document.uri, 'two findings', ({ length }) => length === 3);
        await settings.update('maxFindings', undefined, target);
        await untilFindings(document.uri, 'all findings', ({ length }) => length === PLANTED);
        const whole = new vscode.Range(0, 0, document.lineCount, 0);
        const hints = () => run('vscode.executeInlayHintProvider', document.uri, whole);
        assert.equal((await hints()).length, 0);
        await settings.update('inlayHints', true, target);
        await untilTrue('hints', async () => (await hints()).length > 0);
        await settings.update('inlayHints', undefined, target);
        await untilTrue('no hints', async () => (await hints()).length === 0);
    }],

    ['a code lens counts the claims, and its command opens them', async () => {
        const { document } = await brief();
        const lenses = await run('vscode.executeCodeLensProvider', document.uri);
        const [first] = lenses.filter(({ command }) => /claims/.test(command?.title));
        assert.equal(first.command.command, 'factmark.showClaims');
        await run(first.command.command, ...first.command.arguments);
    }],

    ['a new source changes what is found, and so does taking it away', async () => {
        const { document } = await brief();
        const added = file('seeds', 'newer.txt');
        const hasYear = (all) => all.some(({ range }) => range.start.line === 13);
        await vscode.workspace.fs.writeFile(added, Buffer.from('UNHCR has been operating in Azerbaijan since 1993.\n'));
        await untilFindings(document.uri, 'the year no error any more', (all) =>
            !all.some(({ range, severity }) => range.start.line === 13 && severity === vscode.DiagnosticSeverity.Error),
        );
        await vscode.workspace.fs.delete(added);
        await untilFindings(document.uri, 'the year again', hasYear);
    }],

    ['what changed behind the back of the watcher is read when the writer asks for it', async () => {
        const { document } = await brief();
        const settings = vscode.workspace.getConfiguration('files');
        await settings.update('watcherExclude', { '**/seeds/**': true }, vscode.ConfigurationTarget.Workspace);
        const added = file('seeds', 'unseen.txt');
        const hasYear = (all) => all.some(({ range, severity }) => range.start.line === 13 && severity === vscode.DiagnosticSeverity.Error);
        writeFileSync(added.fsPath, 'UNHCR has been operating in Azerbaijan since 1993.\n');
        await run('factmark.readSources');
        await untilFindings(document.uri, 'the year no error any more', (all) => !hasYear(all));
        rmSync(added.fsPath);
        await run('factmark.readSources');
        await untilFindings(document.uri, 'the year again', hasYear);
        await settings.update('watcherExclude', undefined, vscode.ConfigurationTarget.Workspace);
    }],

    ['the findings of a deleted draft go with it', async () => {
        const draft = file('passing.md');
        await vscode.workspace.fs.writeFile(draft, Buffer.from(`${WRONG}\n`));
        // A document that an extension asked for is kept open for minutes; one that the writer opened is not.
        await run('vscode.open', draft);
        await untilFindings(draft, 'a finding', ({ length }) => length === 1);
        await run('workbench.action.closeActiveEditor');
        await vscode.workspace.fs.delete(draft);
        await untilFindings(draft, 'no finding', ({ length }) => length === 0);
    }],

    ['findings of drafts that are not open are listed too, unless the settings say otherwise', async () => {
        const draft = file('aside.md');
        const settings = vscode.workspace.getConfiguration('factmark');
        const target = vscode.ConfigurationTarget.Workspace;
        await vscode.workspace.fs.writeFile(draft, Buffer.from(`${WRONG}\n`));
        await untilFindings(draft, 'a finding', ({ length }) => length === 1);
        await settings.update('checkClosedDrafts', false, target);
        await untilFindings(draft, 'no finding', ({ length }) => length === 0);
        await settings.update('checkClosedDrafts', undefined, target);
        await untilFindings(draft, 'the finding again', ({ length }) => length === 1);
        await vscode.workspace.fs.delete(draft);
        await untilFindings(draft, 'nothing of a file that is gone', ({ length }) => length === 0);
    }],

    ['a draft that is moved takes its links along, and the settings follow a folder', async () => {
        const [draft, settings] = [file('linked.md'), file('factmark.toml')];
        await vscode.workspace.fs.writeFile(draft, Buffer.from(`See [it](seeds/${REPORT}).\n`));
        const rename = async (from, to) => {
            const edit = new vscode.WorkspaceEdit();
            edit.renameFile(from, to);
            assert.ok(await vscode.workspace.applyEdit(edit));
        };
        // What a rename has changed is saved with it.
        const holds = (uri, words) =>
            untilTrue(words, async () => {
                const bytes = await vscode.workspace.fs.readFile(uri).then((bytes) => bytes, () => []);
                const unsaved = vscode.workspace.textDocuments.some((it) => it.isDirty && it.uri.toString() === uri.toString());
                return !unsaved && Buffer.from(bytes).toString().includes(words);
            });
        await rename(draft, file('notes', 'linked.md'));
        await holds(file('notes', 'linked.md'), `(../seeds/${REPORT})`);
        await brief();
        await rename(file('seeds', REPORT), file('seeds', 'report.txt'));
        await holds(file('seeds', 'sources.toml'), 'file = "report.txt"');
        await holds(file('notes', 'linked.md'), '(../seeds/report.txt)');
        // The server follows a rename of what it has read.
        const named = async (name) => (await hoverAt((await brief()).document, WRONG, 'UNHCR')).includes(`/seeds/${name}`);
        await untilTrue('the source under its new name', () => named('report.txt'));
        await rename(file('seeds', 'report.txt'), file('seeds', REPORT));
        await holds(file('seeds', 'sources.toml'), `file = "${REPORT}"`);
        await untilTrue('the source under its old name', () => named(REPORT));
        await rename(file('seeds'), file('papers'));
        await holds(settings, '"papers"');
        await holds(file('notes', 'linked.md'), `(../papers/${REPORT})`);
        await rename(file('papers'), file('seeds'));
        await holds(settings, '"seeds"');
        await brief();
        await vscode.workspace.fs.delete(file('notes'), { recursive: true });
    }],

    ['an editor that shows the finding above the hover is not told its passage again', async () => {
        const { document } = await brief();
        assert.equal(await hoverAt(document, WRONG, '1993'), '');
        assert.match(await hoverAt(document, 'ILO) in May 1992', '1992'), /Supported:/);
    }],

    ['a citation is completed between the brackets that the editor has closed', async () => {
        const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `${RIGHT}\n\nMore.\n` });
        const editor = await vscode.window.showTextDocument(document);
        const end = new vscode.Position(0, RIGHT.length);
        for (const [sign, cited] of [['^', /^(.*since 1992\.)\[\^([\w-]+)\]\n\nMore\.\n\n\[\^\2\]: Azerbaijan: [^\n]*“The UNHCR, which[^\n]*\n$/], ['@', /^(.*since 1992\.)\[@[\w-]+, “The UNHCR, which[^\n]*”\]\n\nMore\.\n$/]]) {
            await editor.edit((edit) => edit.insert(end, `[${sign}]`));
            const at = end.translate(0, 2);
            editor.selection = new vscode.Selection(at, at);
            const asked = () => run('vscode.executeCompletionItemProvider', document.uri, at, sign);
            await untilTrue('citations', async () => (await asked()).items.length > 0);
            const { items: [first] } = await asked();
            assert.match(first.label.description, /^Azerbaijan: /);
            await editor.edit((edit) => {
                edit.replace(first.range.replacing ?? first.range, first.insertText.value ?? first.insertText);
                first.additionalTextEdits?.forEach(({ range, newText }) => edit.replace(range, newText));
            });
            assert.match(document.getText(), cited);
            await replaceAll(document, `${RIGHT}\n\nMore.\n`);
        }
        await replaceAll(document, '');
    }],

    ['a server that ends by itself is started again, with its findings', async () => {
        const { found } = await brief();
        const [before] = serverProcesses();
        assert.ok(before, 'there is no server');
        process.kill(before, 'SIGKILL');
        await untilTrue('another server', () => serverProcesses().some((it) => it !== before));
        const { document } = await brief();
        const anew = await untilFindings(document.uri, 'the findings again', (all) => all.length === PLANTED && !all.includes(found[0]));
        assert.deepEqual(anew.map(describe), found.map(describe));
    }],

    ['restarting the server brings the findings back', async () => {
        const { document, found } = await brief();
        await run('factmark.restartServer');
        // What the old server found went with it; VS Code need not tell of the moment between the two.
        const anew = await untilFindings(document.uri, 'the findings again', (all) => all.length === PLANTED && !all.includes(found[0]));
        assert.deepEqual(anew.map(describe), found.map(describe));
    }],
];

exports.run = runner(tests);
