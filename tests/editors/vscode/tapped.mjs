// Puts the tap of tests/editors/drive before the server that the installed extension brings along, so that every message
// of that very server is held against the protocol.

import { chmodSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function tapInstalledServer(extensionsFolder) {
    const extension = readdirSync(extensionsFolder).find((name) => name.startsWith('factmark.'));
    const started = join(extensionsFolder, extension, 'bin', 'factmark');
    const folder = join(extensionsFolder, extension, 'bin', 'own');
    mkdirSync(folder);
    const own = join(folder, 'factmark');
    renameSync(started, own);
    writeFileSync(started, `#!/bin/sh\nexec "${process.env.TAP}" "${own}" "$@"\n`);
    chmodSync(started, 0o755);
}
