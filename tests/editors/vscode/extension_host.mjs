// Runs the suite inside the extension host of the real VS Code, by code-server, with the packaged extension.
//
// usage: node extension_host.mjs      under tests/editors/drive, with CODE_SERVER, PLAYWRIGHT and VSIX in the environment

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { tapInstalledServer } from './tapped.mjs';
import { browser, CodeServer, picture, runInExtensionHost } from './workbench.mjs';

const { CODE_SERVER, PLAYWRIGHT, VSIX, SCRATCH, WORKSPACE } = process.env;
const results = join(SCRATCH, 'suite.log');
const log = [];

const server = await CodeServer.start({
    program: CODE_SERVER,
    folder: join(SCRATCH, 'host'),
    extensions: [VSIX],
    settings: {},
    environment: { FACTMARK_TEST_RESULTS: results },
    installed: tapInstalledServer,
});
const chromium = await browser(PLAYWRIGHT);
const page = await chromium.newPage();
let code;
try {
    const [extension] = readdirSync(server.extensionsFolder).filter((name) => name.startsWith('factmark.'));
    code = await runInExtensionHost({
        server,
        page,
        extension: join(server.extensionsFolder, extension),
        tests: join(dirname(fileURLToPath(import.meta.url)), 'suite', 'index.js'),
        folder: WORKSPACE,
        log: (kind, values) => log.push(`${kind}: ${values.join(' ')}`),
    });
    if (code !== 0) {
        await picture(page, 'extension-host-failed');
    }
} finally {
    await chromium.close();
    await server.stop();
}
try {
    process.stdout.write(readFileSync(results, 'utf8'));
} catch {
    console.log(`not ok: the suite ran (${code})\n${log.join('\n')}\n0 passed, 1 failed`);
}
process.exitCode = code === 0 ? 0 : 1;
