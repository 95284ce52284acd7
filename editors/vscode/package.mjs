// Makes the extension's package: by itself it holds no server and runs the one of the search path; with `--server` it is
// for one platform and brings that program along.
//
// usage: npm run package -- [--server PROGRAM [--target PLATFORM]] [--out FILE]
//        PLATFORM is this machine's unless it is given, such as linux-x64, darwin-arm64 or win32-x64

import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const folder = dirname(fileURLToPath(import.meta.url));
const bin = join(folder, 'bin');
const text = { type: 'string' };
const { values } = parseArgs({ options: { server: text, target: text, out: text } });

const options = ['package', '--no-dependencies', '--allow-missing-repository'];
if (values.out) {
    options.push('--out', values.out);
}
rmSync(bin, { recursive: true, force: true });
try {
    if (values.server) {
        const target = values.target ?? `${process.platform}-${process.arch}`;
        const program = join(bin, target.startsWith('win32') ? 'factmark.exe' : 'factmark');
        mkdirSync(bin);
        copyFileSync(values.server, program);
        chmodSync(program, 0o755);
        options.push('--target', target);
    }
    execFileSync(process.execPath, [join(folder, 'node_modules/@vscode/vsce/vsce'), ...options], { cwd: folder, stdio: 'inherit' });
} finally {
    rmSync(bin, { recursive: true, force: true });
}
