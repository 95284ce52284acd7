// Runs the same suite in the desktop's VS Code, which @vscode/test-electron downloads: for people with a network.
//
// usage: npm install --no-save @vscode/test-electron && EXTENSION=… node electron.mjs WORKSPACE
//
// EXTENSION is the built extension (editors/vscode after `npm run build`), WORKSPACE a copy of what
// tests/editors/drive lays out: factmark.toml, seeds/ and sample-brief.md.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { runTests } from '@vscode/test-electron';

const here = dirname(fileURLToPath(import.meta.url));
await runTests({
    version: process.env.VSCODE_VERSION ?? 'stable',
    extensionDevelopmentPath: process.env.EXTENSION ?? join(here, '../../../editors/vscode'),
    extensionTestsPath: join(here, 'suite', 'index.js'),
    launchArgs: [process.argv[2], '--disable-extensions', '--disable-workspace-trust'],
});
