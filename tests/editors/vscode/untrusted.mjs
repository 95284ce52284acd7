// A folder that the writer has not trusted: Factmark works in it, but the folder cannot choose the program that is run.

import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Page } from './page.mjs';
import { tapInstalledServer } from './tapped.mjs';
import { CodeServer } from './workbench.mjs';

const { CODE_SERVER, VSIX, SCRATCH, WORKSPACE } = process.env;

export async function inAnUntrustedFolder(chromium, watched) {
    const folder = join(SCRATCH, 'untrusted');
    cpSync(WORKSPACE, folder, { recursive: true });
    const [planted, trace] = ['planted', 'planted-was-run'].map((name) => join(SCRATCH, name));
    writeFileSync(planted, `#!/bin/sh\ntouch "${trace}"\nexec factmark "$@"\n`);
    chmodSync(planted, 0o755);
    mkdirSync(join(folder, '.vscode'));
    writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'factmark.server.path': planted }));

    const server = await CodeServer.start({
        program: CODE_SERVER,
        folder: join(SCRATCH, 'restricted'),
        extensions: [VSIX],
        settings: {
            'security.workspace.trust.enabled': true,
            'security.workspace.trust.startupPrompt': 'never',
            'security.workspace.trust.untrustedFiles': 'open',
        },
        installed: tapInstalledServer,
    });
    try {
        const page = new Page(await chromium.newPage({ viewport: { width: 1280, height: 800 } }));
        const { check, keep } = watched(page);
        await page.page.goto(server.address(folder, join(folder, 'sample-brief.md')));
        await check('a folder that is not trusted is served, but not by the program that it names', async () => {
            await page.see('.statusbar-item', { hasText: 'Restricted Mode' });
            await page.see('.cdr.squiggly-error');
            await keep('14-untrusted');
            if (existsSync(trace)) {
                throw new Error('the program of the folder was run');
            }
        });
    } finally {
        await server.stop();
    }
}
