// The manifest agrees with itself, with the README and with what is installed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { documentSelector } from '../src/selector.ts';
import { folder, manifest, read } from './helpers.mjs';

const { commands, configuration, menus, views, viewsWelcome, walkthroughs } = manifest.contributes;
const settings = Object.entries(configuration.properties);

test('every setting says what it does, in the manifest and in the README', () => {
    const readme = read('README.md');
    for (const [name, setting] of settings) {
        assert.match(name, /^factmark\./);
        assert.ok(setting.markdownDescription?.length > 40, `${name} has no description`);
        assert.ok('default' in setting, `${name} has no default`);
        assert.ok(setting.scope, `${name} has no scope`);
        assert.ok(readme.includes(`\`${name}\``), `${name} is missing in the README`);
        assert.match(name, /^[a-zA-Z.]+$/, `${name} is not written as VS Code's settings are`);
        if (setting.enum) {
            assert.equal(setting.enumDescriptions?.length, setting.enum.length, `${name}: values without description`);
        }
    }
});

test('the README names no setting that there is not', () => {
    const known = new Set(settings.map(([name]) => name));
    for (const [, name] of read('README.md').matchAll(/`(factmark\.(?!toml)[\w.]+)`/g)) {
        assert.ok(known.has(name), `the README names ${name}`);
    }
});

test('every command has the category, a title, a place in the README and a handler', () => {
    const readme = read('README.md');
    const source = read('src/extension.ts');
    for (const { command, category, title } of commands) {
        assert.equal(category, 'Factmark', command);
        assert.ok(title, `${command} has no title`);
        assert.ok(isHidden(command) || readme.includes(`*Factmark: ${title}*`), `${command} is missing in the README`);
        assert.ok(source.includes(`registerCommand('${command}'`), `${command} has no handler`);
    }
    const registered = [...source.matchAll(/registerCommand\('([^']+)'/g)].map(([, name]) => name);
    assert.deepEqual(registered.sort(), commands.map(({ command }) => command).sort());
});

/** Whether a command is no entry of the palette: others call it. */
function isHidden(command) {
    return menus.commandPalette.some((entry) => entry.command === command && entry.when === 'false');
}

test('menus, welcomes and walkthrough name commands and views that there are', () => {
    const known = new Set(commands.map(({ command }) => command));
    const viewNames = Object.values(views).flat().map(({ id }) => id);
    const source = ['facts', 'claims', 'sources'].map((name) => read(`src/${name}_view.ts`)).join('\n');
    for (const view of viewNames) {
        known.add(`${view}.focus`);
        assert.ok(source.includes(`static readonly id = '${view}'`), `nothing fills the view ${view}`);
    }
    for (const entry of Object.values(menus).flat()) {
        assert.ok(known.has(entry.command), entry.command);
    }
    const texts = [...viewsWelcome, ...walkthroughs.flatMap(({ steps }) => steps)];
    for (const { view, contents, description } of texts) {
        assert.ok(view === undefined || viewNames.includes(view), view);
        for (const [, command] of (contents ?? description).matchAll(/\(command:(factmark[\w.]+)/g)) {
            assert.ok(known.has(command), command);
        }
    }
    for (const { media, completionEvents } of walkthroughs.flatMap(({ steps }) => steps)) {
        assert.ok(read(media.markdown).length > 100);
        assert.ok(completionEvents.length > 0);
    }
});

test('the extension wakes up for the languages that it serves, and for a project', () => {
    assert.deepEqual(manifest.activationEvents, [
        'onLanguage:markdown',
        'onLanguage:plaintext',
        'workspaceContains:factmark.toml',
    ]);
    assert.deepEqual(documentSelector(manifest), [
        { scheme: 'file', language: 'markdown' },
        { scheme: 'untitled', language: 'markdown' },
        { scheme: 'file', language: 'plaintext' },
        { scheme: 'untitled', language: 'plaintext' },
    ]);
});

test('the editor that is asked for is the one that is compiled against', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
    const client = JSON.parse(read('node_modules/vscode-languageclient/package.json'));
    const [asked, needed] = [manifest.engines.vscode, client.engines.vscode].map((range) => Number(range.split('.')[1]));
    assert.ok(asked >= needed, `vscode-languageclient needs VS Code ${client.engines.vscode}`);
});

test('an untrusted folder cannot choose the program, and a virtual one is declined', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ['factmark.server.path']);
    assert.equal(configuration.properties['factmark.server.path'].scope, 'machine-overridable');
    assert.equal(virtualWorkspaces.supported, false);
    assert.ok(untrustedWorkspaces.description && virtualWorkspaces.description);
});

test('the version is that of the server', () => {
    const [, version] = read('../../Cargo.toml').match(/\[workspace\.package\]\s+version = "([^"]+)"/);
    assert.equal(manifest.version, version);
});

test('versions are pinned and the lock file names no registry', () => {
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
        assert.match(version, /^\d+\.\d+\.\d+$/, name);
    }
    assert.ok(!/"resolved"|https?:\/\/[^"]*registry/.test(read('package-lock.json')));
});

test('the icon is a square PNG of at least 128 pixels', () => {
    const png = readFileSync(join(folder, manifest.icon));
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    assert.ok(width === height && width >= 128, `${width} × ${height}`);
});
