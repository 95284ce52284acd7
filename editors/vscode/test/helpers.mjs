// Shared by the tests: the manifest, a staging copy of the extension, and a reader of a package's table of contents.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

export const folder = dirname(dirname(fileURLToPath(import.meta.url)));
export const read = (name) => readFileSync(join(folder, name), 'utf8');
export const manifest = JSON.parse(read('package.json'));

/** What a module of `src` exports, bundled with what it imports, as it will be in the extension. */
export async function load(name) {
    const { outputFiles } = await build({
        entryPoints: [join(folder, 'src', `${name}.ts`)],
        bundle: true,
        format: 'esm',
        platform: 'node',
        external: ['vscode'],
        write: false,
    });
    return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** A temporary folder that is removed when the test ends. */
export function temporaryFolder(test) {
    const path = mkdtempSync(join(tmpdir(), 'factmark-vscode-'));
    test.after(() => rmSync(path, { recursive: true, force: true }));
    return path;
}

/** A copy of the extension's sources with the installed modules, so that a build leaves the checkout as it was. */
export function stage(test) {
    const copy = temporaryFolder(test);
    const left = ['node_modules', 'dist', 'bin'].map((name) => join(folder, name));
    cpSync(folder, copy, { recursive: true, filter: (path) => !left.includes(path) && !path.endsWith('.vsix') });
    symlinkSync(join(folder, 'node_modules'), join(copy, 'node_modules'));
    return copy;
}

/** Runs a program of the installed modules with this very Node. */
export function runModule(copy, script, ...options) {
    return execFileSync(process.execPath, [join(copy, 'node_modules', script), ...options], {
        cwd: copy,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        // vsce calls npm, and npm this Node.
        env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
    });
}

/** Path and Unix permissions of every file in a zip archive, read from its central directory. */
export function zipEntries(path) {
    const data = readFileSync(path);
    const end = data.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    const entries = [];
    let at = data.readUInt32LE(end + 16);
    for (let left = data.readUInt16LE(end + 10); left > 0; left -= 1) {
        const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => data.readUInt16LE(at + field));
        entries.push({
            name: data.toString('utf8', at + 46, at + 46 + nameLength),
            mode: (data.readUInt32LE(at + 38) >>> 16) & 0o777,
        });
        at += 46 + nameLength + extraLength + commentLength;
    }
    return entries;
}
