// What is packaged is what the allow list says, and the bundle in it loads.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import test from 'node:test';

import { manifest, runModule, stage, zipEntries } from './helpers.mjs';

/** What vsce itself adds, and how it writes the names of the allow list's files. */
const ADDED = ['[Content_Types].xml', 'extension.vsixmanifest'];
const PLAIN = ['package.json', 'readme.md', 'LICENSE.txt', 'media/icon.png', 'dist/extension.js', 'media/view.svg'].concat(
    ['claims', 'draft', 'facts', 'report', 'sources'].map((step) => `media/walkthrough/${step}.md`),
);

/** The package made as a developer makes it, unpacked no further than its table of contents. */
function pack(copy, ...options) {
    const vsix = join(copy, 'factmark.vsix');
    execFileSync(process.execPath, ['package.mjs', '--out', vsix, ...options], {
        cwd: copy,
        stdio: ['ignore', 'ignore', 'pipe'],
        // vsce calls npm, and npm this Node.
        env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
    });
    return zipEntries(vsix);
}

const names = (entries) => entries.map(({ name }) => name).sort();
const expected = (...more) => [...ADDED, ...[...PLAIN, ...more].map((name) => `extension/${name}`)].sort();

test('the package without a server holds the allow list and nothing else', (t) => {
    const copy = stage(t);
    // What an earlier package has left behind is not taken along.
    mkdirSync(join(copy, 'bin'));
    writeFileSync(join(copy, 'bin', 'factmark'), '');
    assert.deepEqual(names(pack(copy)), expected());
});

test('the package of a platform brings its server, which may be run', (t) => {
    const copy = stage(t);
    const server = join(copy, 'built');
    writeFileSync(server, '#!/bin/sh\n');
    const entries = pack(copy, '--server', server);
    assert.deepEqual(names(entries), expected('bin/factmark'));
    assert.equal(entries.find(({ name }) => name.endsWith('bin/factmark')).mode & 0o111, 0o111);
    assert.ok(!existsSync(join(copy, 'bin')), 'the folder is as it was');
    assert.deepEqual(names(pack(copy, '--server', server, '--target', 'win32-x64')), expected('bin/factmark.exe'));
});

test('the bundle loads where there is nothing but vscode, and exports its two entries', (t) => {
    const copy = stage(t);
    runModule(copy, 'typescript/bin/tsc', '--noEmit');
    const bundle = join(copy, manifest.main);
    execFileSync(process.execPath, ['build.mjs', '--production'], { cwd: copy });

    const asked = new Set();
    const module = { exports: {} };
    const require = createRequire(bundle);
    const stubbed = (name) => {
        if (name === 'vscode') {
            return stub();
        }
        asked.add(name);
        return require(name);
    };
    new Function('module', 'exports', 'require', readFileSync(bundle, 'utf8'))(module, module.exports, stubbed);

    assert.deepEqual(Object.keys(module.exports).sort(), ['activate', 'deactivate']);
    assert.equal(typeof module.exports.activate, 'function');
    for (const name of asked) {
        assert.ok(isBuiltin(name), `the bundle asks for ${name}`);
    }
});

/** Stands in for every value of the vscode API: can be read, called, extended and constructed. */
function stub() {
    return new Proxy(class {}, {
        get: (target, name) => (name in target ? target[name] : stub()),
        apply: () => stub(),
        // The bundle reads modules through an object that inherits from them.
        getPrototypeOf: () => new Proxy({}, { get: (_, name) => (name === Symbol.toPrimitive ? undefined : stub()) }),
    });
}
