// The real VS Code in a throw-away profile: code-server on a loopback port, Chromium in front of it, driven by Playwright.
// Knows nothing of Factmark: what is installed, opened and looked at is passed in.

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** Longest wait for anything, in milliseconds. A first squiggle has taken 23 seconds on a busy machine. */
export const LIMIT = 40_000;

/** Longest run of a whole suite, in milliseconds. */
const SUITE_LIMIT = 180_000;

/** Keeps the workbench from greeting, advising and asking a registry. */
export const QUIET = {
    'chat.disableAIFeatures': true,
    'editor.fontFamily': 'DejaVu Sans Mono',
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'extensions.ignoreRecommendations': true,
    // A browser's VS Code saves by itself; a desktop's does not.
    'files.autoSave': 'off',
    'git.enabled': false,
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'workbench.enableExperiments': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
};

/** Chromium blocks a page that was handed to it, as the one with the tests is, from loopback unless told otherwise. */
const LOOPBACK_IS_FINE =
    '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,BlockInsecurePrivateNetworkRequests';

export class CodeServer {
    /**
     * `folder` is for its own files; `extensions` are packages to install first, and `installed` is told the folder that
     * they went to.
     */
    static async start({ program, folder, extensions, settings, environment = {}, installed = () => {} }) {
        const user = join(folder, 'data', 'User');
        mkdirSync(user, { recursive: true });
        writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }, null, 4));
        writeFileSync(join(folder, 'config.yaml'), 'cert: false\n');
        const server = new CodeServer(program, folder, { ...process.env, ...environment });
        for (const extension of extensions) {
            await server.once('--install-extension', extension);
        }
        installed(server.extensionsFolder);
        await server.listen();
        return server;
    }

    constructor(program, folder, environment) {
        this.program = program;
        this.folder = folder;
        // A closed port: the gallery is never asked.
        const gallery = JSON.stringify({ serviceUrl: 'http://127.0.0.1:9', itemUrl: '', resourceUrlTemplate: '' });
        this.environment = { ...environment, EXTENSIONS_GALLERY: gallery };
    }

    get extensionsFolder() {
        return join(this.folder, 'extensions');
    }

    spawn(...options) {
        const places = ['config', 'user-data-dir', 'extensions-dir'];
        const paths = [join(this.folder, 'config.yaml'), join(this.folder, 'data'), this.extensionsFolder];
        const profile = places.flatMap((place, at) => [`--${place}`, paths[at]]);
        return spawn(process.execPath, [this.program, ...profile, ...options], {
            env: this.environment,
            stdio: ['ignore', 'pipe', 'pipe'],
        });
    }

    /** Runs a command of its own to the end. */
    once(...options) {
        return new Promise((resolve, reject) => {
            const process = this.spawn(...options);
            let said = '';
            process.stdout.on('data', (data) => (said += data));
            process.stderr.on('data', (data) => (said += data));
            process.on('error', reject);
            process.on('close', (code) =>
                code === 0 ? resolve(said) : reject(new Error(`code-server ${options[0]}: exit ${code}\n${said}`)),
            );
        });
    }

    listen() {
        const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'];
        // Trust stays on offer where a test turns it on by the setting.
        this.process = this.spawn('--auth', 'none', '--bind-addr', '127.0.0.1:0', ...quiet);
        this.process.stderr.resume();
        return new Promise((resolve, reject) => {
            const said = [];
            const lines = createInterface(this.process.stdout);
            lines.on('line', (line) => {
                said.push(line);
                const [, port] = line.match(/listening on http:\/\/127\.0\.0\.1:(\d+)/) ?? [];
                if (port) {
                    this.authority = `127.0.0.1:${port}`;
                    resolve();
                }
            });
            this.process.on('error', reject);
            this.process.on('exit', (code) => reject(new Error(`code-server ended (${code}): ${said.join('\n')}`)));
        });
    }

    /** Address of the workbench with a folder or a workspace's file open, and a file in it where one is named. */
    address(opened, file) {
        const query = new URLSearchParams({ [opened.endsWith('.code-workspace') ? 'workspace' : 'folder']: opened });
        if (file) {
            query.set('payload', JSON.stringify([['openFile', this.remote(file)]]));
        }
        return `http://${this.authority}/?${query}`;
    }

    /** A file as the workbench in the browser names it. */
    remote(path) {
        return `vscode-remote://${this.authority}${pathToFileURL(path).pathname}`;
    }

    async stop() {
        if (!this.process || this.process.exitCode !== null) {
            return;
        }
        const ended = new Promise((resolve) => this.process.on('exit', resolve));
        this.process.kill('SIGTERM');
        const late = setTimeout(() => this.process.kill('SIGKILL'), 10_000);
        await ended;
        clearTimeout(late);
    }
}

/** A browser of its own. */
export async function browser(playwright) {
    const { chromium } = await import(pathToFileURL(join(playwright, 'index.mjs')).href);
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb', '--font-render-hinting=none', LOOPBACK_IS_FINE],
    });
}

/** Keeps a picture of the page as an artefact; in FACTMARK_SCREENS, outside the checkout. */
export async function picture(page, name) {
    const folder = process.env.FACTMARK_SCREENS;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`) });
}

/**
 * Runs the module at `tests` inside the extension host, as @vscode/test-electron does in a desktop: resolves to the exit
 * code that its `run()` gave. `extension` is the unpacked folder of the extension under test.
 */
export async function runInExtensionHost({ server, page, extension, tests, opened, log }) {
    const remote = (path) => ({
        scheme: 'vscode-remote',
        authority: server.authority,
        path: decodeURIComponent(pathToFileURL(path).pathname),
    });
    const options = { extensions: [remote(extension)], extensionTestsPath: remote(tests) };
    let finish;
    const finished = new Promise((resolve) => (finish = resolve));
    await page.exposeFunction('codeAutomationLog', (kind, values) => log(kind, values));
    await page.exposeFunction('codeAutomationExit', (code) => finish(code));
    // The built workbench takes these options from its page only, and not from its address.
    await page.route(
        (url) => url.pathname === '/',
        async (route) => {
            const answer = await route.fetch();
            const body = (await answer.text()).replace(
                /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)(")/,
                (_, before, settings, after) => {
                    const unescaped = settings.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
                    const changed = JSON.stringify({ ...JSON.parse(unescaped), developmentOptions: options });
                    return before + changed.replaceAll('&', '&amp;').replaceAll('"', '&quot;') + after;
                },
            );
            if (!body.includes('extensionTestsPath')) {
                finish('the page of the workbench has no settings to add the tests to');
            }
            await route.fulfill({ response: answer, body });
        },
    );
    page.on('console', (message) => log(message.type(), [message.text()]));
    await page.goto(server.address(opened));
    const late = setTimeout(() => finish(`the tests did not end within ${SUITE_LIMIT / 1000} seconds`), SUITE_LIMIT);
    return finished.finally(() => clearTimeout(late));
}
