// Runs the suites inside the extension host of the real VS Code, by code-server, with the packaged extension.
//
// usage: node extension_host.mjs      under tests/editors/drive, with CODE_SERVER, PLAYWRIGHT and VSIX in the environment

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { tapInstalledServer } from './tapped.mjs';
import { browser, CodeServer, picture, runInExtensionHost } from './workbench.mjs';

const { CODE_SERVER, PLAYWRIGHT, VSIX, SCRATCH, WORKSPACE } = process.env;
const results = join(SCRATCH, 'suite.log');

const server = await CodeServer.start({
    program: CODE_SERVER,
    folder: join(SCRATCH, 'host'),
    extensions: [VSIX],
    settings: {},
    environment: { FACTMARK_TEST_RESULTS: results },
    installed: tapInstalledServer,
});
const chromium = await browser(PLAYWRIGHT);
try {
    await runSuite('session', WORKSPACE);
    await runSuite('folders', twoFolders());
} finally {
    await chromium.close();
    await server.stop();
}

/** Runs a module of suite/ in a window of its own with the folder or workspace open, and prints its results. */
async function runSuite(name, opened) {
    const log = [];
    const page = await chromium.newPage();
    const [extension] = readdirSync(server.extensionsFolder).filter((name) => name.startsWith('factmark.'));
    const code = await runInExtensionHost({
        server,
        page,
        extension: join(server.extensionsFolder, extension),
        tests: join(dirname(fileURLToPath(import.meta.url)), 'suite', `${name}.js`),
        opened,
        log: (kind, values) => log.push(`${kind}: ${values.join(' ')}`),
    });
    if (code !== 0) {
        process.exitCode = 1;
        await picture(page, `extension-host-failed-${name}`);
    }
    await page.close();
    try {
        process.stdout.write(readFileSync(results, 'utf8'));
        rmSync(results);
    } catch {
        console.log(`not ok: the suite ${name} ran (${code})\n${log.join('\n')}\n0 passed, 1 failed`);
    }
}

/** A workspace of two folders whose sources give different years, and whose settings differ; gives its file. */
function twoFolders() {
    const folder = join(SCRATCH, 'two folders');
    for (const [name, year] of [['north', 1994], ['south', 1996]]) {
        mkdirSync(join(folder, name, 'sources'), { recursive: true });
        writeFileSync(
            join(folder, name, 'sources', 'trust.txt'),
            `The River Trust (RT) was founded in 1990 in Oakham.\nThe RT has been operating in Norland since ${year}.\n`,
        );
        writeFileSync(join(folder, name, 'draft.md'), 'The RT has been operating in Norland since 1995.\n');
    }
    mkdirSync(join(folder, 'south', '.vscode'));
    writeFileSync(join(folder, 'south', '.vscode', 'settings.json'), '{ "factmark.rules": { "F002": "hint" } }\n');
    const workspace = join(folder, 'two.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'north' }, { path: 'south' }] }));
    return workspace;
}
