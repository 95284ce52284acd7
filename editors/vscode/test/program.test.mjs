// Which server program is taken, and what the writer is told when it is none.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { findProgram, probe } from '../src/program.ts';
import { temporaryFolder } from './helpers.mjs';

const nowhere = { environment: {}, setting: '', extensionFolder: '/nonexistent', platform: 'linux' };

function script(folder, name, ...lines) {
    const path = join(folder, name);
    writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(path, 0o755);
    return path;
}

test('environment goes before setting, setting before the extension, the extension before the search path', (t) => {
    const extensionFolder = temporaryFolder(t);
    mkdirSync(join(extensionFolder, 'bin'));
    const bundled = script(join(extensionFolder, 'bin'), 'factmark');
    const places = { ...nowhere, environment: { FACTMARK_SERVER: '/a/factmark' }, setting: '/b/factmark', extensionFolder };
    assert.equal(findProgram(places).command, '/a/factmark');
    assert.equal(findProgram({ ...places, environment: {} }).command, '/b/factmark');
    assert.equal(findProgram({ ...places, environment: { FACTMARK_SERVER: ' ' }, setting: '' }).command, bundled);
    assert.equal(findProgram(nowhere).command, 'factmark');
});

test('on Windows the program inside the extension has its ending', (t) => {
    const extensionFolder = temporaryFolder(t);
    mkdirSync(join(extensionFolder, 'bin'));
    const bundled = script(join(extensionFolder, 'bin'), 'factmark.exe');
    assert.equal(findProgram({ ...nowhere, extensionFolder, platform: 'win32' }).command, bundled);
    assert.equal(findProgram({ ...nowhere, extensionFolder }).command, 'factmark');
});

test('the setting is a full path or begins in the home folder', () => {
    assert.equal(findProgram({ ...nowhere, setting: '~/bin/factmark' }).command, join(homedir(), 'bin/factmark'));
    assert.throws(() => findProgram({ ...nowhere, setting: 'bin/factmark' }), /must be a full path/);
});

test('a program that answers with its version is taken', async (t) => {
    const command = script(temporaryFolder(t), 'factmark', 'echo factmark 0.1.0');
    assert.equal(await probe({ command, origin: 'the test' }), 'factmark 0.1.0');
});

test('a missing, foreign or failing program is refused with its place and the reason', async (t) => {
    const folder = temporaryFolder(t);
    const refused = (command, reason) => assert.rejects(probe({ command, origin: 'from the setting x' }), (fault) => {
        assert.match(fault.message, reason);
        assert.match(fault.message, /\(from the setting x\)/);
        return true;
    });
    await refused(join(folder, 'none'), /was not found/);
    await refused(script(folder, 'other', 'echo ripgrep 14'), /is not Factmark: its --version says "ripgrep 14"/);
    await refused(script(folder, 'broken', 'exit 3'), /could not say its version/);
    writeFileSync(join(folder, 'plain'), 'text');
    await refused(join(folder, 'plain'), /may not be run/);
});
