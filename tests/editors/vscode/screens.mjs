// The packaged extension as a person sees it: opens the sample brief in the real VS Code and uses it by mouse and keys.
// Pictures of every step are kept in FACTMARK_SCREENS.
//
// usage: node screens.mjs      under tests/editors/drive, with CODE_SERVER, PLAYWRIGHT and VSIX in the environment

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Page } from './page.mjs';
import { Report } from './report.mjs';
import { inAnUntrustedFolder } from './untrusted.mjs';
import { tapInstalledServer } from './tapped.mjs';
import { browser, CodeServer, picture } from './workbench.mjs';

const { CODE_SERVER, PLAYWRIGHT, VSIX, SCRATCH, WORKSPACE } = process.env;
const WRONG = 'UNHCR has been operating in Azerbaijan since 1993.';
const RIGHT = 'UNHCR has been operating in Azerbaijan since 1992.';
const NEWER = `[[source]]
file = "newer.txt"
title = "Azerbaijan: international cooperation in the humanitarian field, 2nd edition"
issued = 2024-02-01
`;
const REPORT = '004_5e32103b5ee5e312.txt';

const server = await CodeServer.start({
    program: CODE_SERVER,
    folder: join(SCRATCH, 'screens'),
    extensions: [VSIX],
    settings: { 'editor.minimap.enabled': false, 'workbench.editor.enablePreview': false },
    installed: tapInstalledServer,
});
const chromium = await browser(PLAYWRIGHT);
/** What is underlined, whether as an error or as a warning. */
const SQUIGGLES = '.cdr.squiggly-error, .cdr.squiggly-warning';

const report = new Report();
try {
    const page = new Page(await chromium.newPage({ viewport: { width: 1280, height: 800 } }));
    const { check, keep } = watched(page);
    await page.page.goto(server.address(WORKSPACE, join(WORKSPACE, 'sample-brief.md')));
    await steps(page, check, keep);
    await server.stop();
    await inAnUntrustedFolder(chromium, watched);
} finally {
    await chromium.close();
    await server.stop();
    report.close();
}

/** Ways to check something on a page and to keep pictures of it, as of all that fails. */
function watched(page) {
    const keep = (name) => picture(page.page, name);
    const check = async (name, body) => {
        const before = report.failed;
        await report.check(name, body);
        if (report.failed > before) {
            await keep(`failed-${report.passed + report.failed}`);
        }
    };
    return { check, keep };
}

/** How often a server of the extension has told that it is ready, as its log has it. */
function timesReady() {
    const folder = join(server.folder, 'data', 'logs');
    const logs = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('Factmark.log'));
    return logs.reduce((sum, name) => sum + readFileSync(join(folder, name), 'utf8').split(' read in ').length - 1, 0);
}

/** The process that the extension runs as its server. */
function serverProcess() {
    const [only] = readdirSync('/proc').filter((name) => {
        try {
            const [program, ...values] = /^\d+$/.test(name) ? readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0') : [''];
            return program.endsWith('lsp_tap') && values.some((value) => value.startsWith(server.extensionsFolder));
        } catch {
            return false;
        }
    });
    return Number(only);
}

async function steps(page, check, keep) {
    const underlined = () => page.page.locator(SQUIGGLES).count();
    const untilUnderlined = (count) =>
        page.page.waitForFunction(
            ([squiggles, count]) => document.querySelectorAll(squiggles).length === count,
            [SQUIGGLES, count],
        );

    await check('what the sources contradict is underlined', async () => {
        await page.see('.cdr.squiggly-error');
        // The lenses move every line down when they come; what follows points at words.
        await page.see('.codelens-decoration', { hasText: '8 conflicts' });
        await keep('1-findings');
    });

    await check('resting on a wrong year shows what the source says', async () => {
        const card = await page.hoverAt(WRONG, '1993');
        const words = await card.innerText();
        // VS Code shows the finding with its passage; what the server says of the place must not repeat it.
        if (!/Another year for UNHCR/.test(words) || words.split('which has been operating').length !== 2) {
            throw new Error(words);
        }
        await keep('2-hover-year');
        await page.leave();
    });

    await check('resting on a name shows its facts', async () => {
        await page.hoverAt('UNHCR since 2012. UNICEF', 'UNICEF');
        await page.see('.monaco-hover .hover-contents', { hasText: 'mentions in' });
        await keep('3-hover-name');
        await page.leave();
    });

    await check('the problems are listed with the passages they rest on', async () => {
        await page.press('Control+Shift+M');
        await page.see('.markers-panel .monaco-list-row', { hasText: 'Another year for UNHCR' });
        await keep('4-problems');
        await page.press('Control+J');
    });

    await check('F12 on a wrong year opens the source at the sentence', async () => {
        await page.clickAt(WRONG, '1993');
        await page.press('F12');
        await page.see('.tab.active', { hasText: REPORT });
        await page.place('The UNHCR, which has been operating in Azerbaijan since 1992');
        await keep('5-source');
        await page.command('View: Close Editor');
        await page.see('.tab.active', { hasText: 'sample-brief.md' });
    });

    await check('a finding is ignored by its quick fix, with a place for the reason', async () => {
        const before = await underlined();
        await page.clickAt('acceded to 69 Conventions', '69');
        await page.untilSeen('.action-widget .monaco-list-row', () => page.press('Control+.'));
        await (await page.see('.action-widget .monaco-list-row', { hasText: 'Ignore F001 in this sentence' })).click();
        await page.place('factmark-ignore F001');
        await untilUnderlined(before - 1);
        await page.press('Control+Z');
        await untilUnderlined(before);
    });

    await check('the status bar counts sources and findings', async () => {
        await page.see('.statusbar-item', { hasText: '2 sources, 8 findings' });
    });

    await check('the Facts panel follows the cursor, and opens the source at its passage', async () => {
        await page.clickAt(WRONG, '1993');
        await page.command('Factmark: Show Facts');
        await page.frameWith('Another year for UNHCR');
        await keep('8-facts-of-a-year');
        await page.hoverAt('UNHCR since 2012. UNICEF', 'UNICEF');
        await page.see('.monaco-hover .hover-contents', { hasText: 'mentions in' });
        await page.see('.pane-body .monaco-list-row', { hasText: 'Contradicted' });
        await page.settled('.monaco-hover');
        await keep('vscode');
        await page.leave();
        await page.clickAt('UNHCR since 2012. UNICEF', 'UNICEF');
        const name = await page.frameWith('United Nations International Children');
        await keep('9-facts-of-a-name');
        const first = name.locator('button.open').first();
        await first.focus();
        await first.press('Enter');
        await page.see('.tab.active', { hasText: REPORT });
        await page.command('View: Close Editor');
        await page.see('.tab.active', { hasText: 'sample-brief.md' });
    });

    await check('the line above a heading leads to its claims, listed by verdict', async () => {
        await (await page.see('.codelens-decoration a', { hasText: '8 conflicts' })).click();
        await page.see('.pane-body .monaco-list-row', { hasText: 'Contradicted' });
        await page.see('.pane-body .monaco-list-row.selected', { hasText: 'Another year for UNHCR' });
        await keep('10-claims');
    });

    const cited = `${WRONG.slice(0, -1)}.[^`;
    const undo = async () => {
        await page.clickAt(WRONG, 'operating');
        await page.press('Control+Z');
        await page.gone('.editor-instance .view-line', { hasText: cited.replaceAll(' ', '\u00a0') });
    };

    await check('a passage is dragged from the Claims view into the draft, and cited there', async () => {
        await page.press('ArrowRight');
        const passage = await page.see('.pane-body .monaco-list-row', { hasText: '“The UNHCR, which' });
        await page.drag(passage, WRONG, 'operating');
        await page.place(cited);
        await keep('12-dragged');
        await undo();
    });

    await check('so is one from the Facts panel', async () => {
        await page.clickAt(WRONG, '1993');
        const panel = await page.frameWith('Another year for UNHCR');
        await page.drag(panel.locator('blockquote').first(), WRONG, 'operating');
        await page.place(cited);
        await undo();
    });

    await check('the Sources view lists them with their health', async () => {
        await page.see('.pane-body .monaco-list-row', { hasText: 'Statement on the closure' });
        await page.see('.pane-body .monaco-list-row', { hasText: 'undated' });
    });

    await check('the quick fix puts the source’s year into the draft', async () => {
        const before = await underlined();
        await page.clickAt(WRONG, '1993');
        await page.untilSeen('.action-widget .monaco-list-row', () => page.press('Control+.'));
        await page.see('.action-widget .monaco-list-row', { hasText: 'Replace "1993" with "1992"' });
        await keep('6-quick-fix');
        await page.press('Enter');
        await page.place(RIGHT);
        await untilUnderlined(before - 1);
    });

    await check('the walkthrough leads to the views, and ticks what was done', async () => {
        await page.begin('Welcome: Open Walkthrough...');
        await (await page.see('.quick-input-list .monaco-list-row', { hasText: 'Get Started with Factmark' })).click();
        for (const [step, button] of [['Bring your sources', 'Show Sources'], ['Keep the facts', 'Show Facts'], ['See what your draft claims', 'Show Claims']]) {
            await (await page.see('.getting-started-step', { hasText: step })).click();
            await (await page.see('.getting-started-step .monaco-button', { hasText: button })).click();
            await page.see('.getting-started-step:has(.codicon-getting-started-step-checked)', { hasText: step });
        }
        await keep('21-walkthrough');
        await page.command('View: Close Editor');
        await page.see('.tab.active', { hasText: 'sample-brief.md' });
    });

    await check('a program that is not there is told of once, with a way on, and forgotten when it is', async () => {
        const folder = join(WORKSPACE, '.vscode');
        mkdirSync(folder);
        writeFileSync(join(folder, 'settings.json'), '{ "factmark.server.path": "/nowhere/factmark" }\n');
        await page.see('.notification-toast', { hasText: 'The program "/nowhere/factmark"' });
        await page.see('.notification-toast .monaco-button', { hasText: 'Open settings' });
        await page.gone(SQUIGGLES);
        await page.page.waitForFunction(
            () => [...document.querySelectorAll('.welcome-view')].filter((it) => it.innerText.includes('Factmark is not running.')).length === 2,
        );
        await keep('20-no-program');
        if ((await page.page.locator('.notification-toast').count()) !== 1) {
            throw new Error('more than one message');
        }
        rmSync(folder, { recursive: true });
        await page.see(SQUIGGLES);
        await page.command('Notifications: Clear All Notifications');
    });

    await check('a server that ends again and again is told of once, with a way on', async () => {
        for (let ends = 0, began = timesReady(); ends < 5; ends += 1, began += 1) {
            await page.until('a server that is ready', () => ends === 0 || timesReady() >= began);
            process.kill(serverProcess(), 'SIGKILL');
        }
        await page.see('.notification-toast', { hasText: 'ended by itself 5 times' });
        await page.see('.statusbar-item:has(.codicon-error)', { hasText: 'Factmark' });
        await page.gone(SQUIGGLES);
        await keep('22-ended');
        if ((await page.page.locator('.notification-toast').count()) !== 1) {
            throw new Error('more than one message');
        }
        await (await page.see('.notification-toast .monaco-button', { hasText: 'Restart' })).click();
        await page.see(SQUIGGLES);
        await page.see('.statusbar-item', { hasText: '2 sources, 7 findings' });
    });

    await check('a new source is begun with its title, day and address, and stands among the sources', async () => {
        await page.begin('Factmark: New Source');
        for (const [asked, answer] of [['Title of the source', 'Harbour survey 2023'], ['Day of publication', '2023-11-30'], ['Address on the web', '']]) {
            await page.see('.quick-input-message', { hasText: asked });
            await keep(`15-${asked.split(' ')[0].toLowerCase()}`);
            await page.page.keyboard.type(answer);
            await page.press('Enter');
        }
        await page.see('.tab.active', { hasText: 'harbour-survey-2023.md' });
        await page.page.keyboard.type('The Harbour Office counted 412 boats in 2023.');
        await page.place('The Harbour Office counted 412 boats in 2023.');
        await page.press('Control+S');
        // A source is no draft: the panels stay with the one that was in front.
        await page.see('.pane-header .description', { hasText: 'sample-brief.md: 32 claims' });
        await page.see('.pane-body .monaco-list-row', { hasText: 'Harbour survey 2023' });
        await keep('16-new-source');
        await page.command('View: Close Editor');
        const manifest = join(WORKSPACE, 'seeds', 'sources.toml');
        const entry = '[[source]]\nfile = "harbour-survey-2023.md"\ntitle = "Harbour survey 2023"\nissued = "2023-11-30"\n';
        const text = readFileSync(manifest, 'utf8');
        if (!text.endsWith(`\n\n${entry}`)) {
            throw new Error(text);
        }
        const source = readFileSync(join(WORKSPACE, 'seeds', 'harbour-survey-2023.md'), 'utf8');
        if (source !== '# Harbour survey 2023\n\nThe Harbour Office counted 412 boats in 2023.') {
            throw new Error(source);
        }
        writeFileSync(manifest, text.slice(0, -entry.length - 1));
        rmSync(join(WORKSPACE, 'seeds', 'harbour-survey-2023.md'));
        await page.gone('.pane-body .monaco-list-row', { hasText: 'Harbour survey 2023' });
    });

    await check('a report is exported beside the draft, with every claim and its passages', async () => {
        await page.begin('Factmark: Export Report');
        const input = await page.see('.quick-input-widget .quick-input-box input');
        await page.page.waitForFunction((it) => it.value.endsWith('sample-brief-facts.html'), await input.elementHandle());
        await keep('17-export');
        await page.press('Enter');
        await page.see('.notification-toast', { hasText: 'sample-brief-facts.html' });
        await keep('18-exported');
        const report = readFileSync(join(WORKSPACE, 'sample-brief-facts.html'), 'utf8');
        for (const words of ['Another year for UNICEF', 'since <b>1993</b>', 'Azerbaijan: international cooperation']) {
            if (!report.includes(words)) {
                throw new Error(`"${words}" is not in the report:\n${report}`);
            }
        }
        const shown = await chromium.newPage({ viewport: { width: 1000, height: 800 } });
        await shown.setContent(report);
        await picture(shown, '19-report');
        await shown.close();
    });

    await check('a new source changes what is found', async () => {
        const manifest = join(WORKSPACE, 'seeds', 'sources.toml');
        const known = readFileSync(manifest, 'utf8');
        const newer = join(WORKSPACE, 'seeds', 'newer.txt');
        // The last source of the manifest gets a date as well.
        writeFileSync(manifest, `${known.trimEnd()}\nissued = 2021-05-20\n\n${NEWER}`);
        writeFileSync(newer, 'UNICEF has been operating in Azerbaijan since 1992.\n');
        await page.see('.codelens-decoration', { hasText: '1 contested' });
        await page.see('.pane-body .monaco-list-row', { hasText: 'newer edition' });
        await keep('7-new-source');
        await page.clickAt('UNHCR since 2012. UNICEF', 'UNICEF');
        const panel = await page.frameWith('Sources differ');
        await panel.locator('svg[aria-label^="Timeline"][aria-label*="1992"]').first().waitFor();
        await keep('11-sources-differ');
        await check('the figures of its chart are reached and opened by keys, and stand in a table', async () => {
            await panel.locator('summary').first().press('Enter');
            await panel.locator('td', { hasText: '2024-02-01' }).first().waitFor();
            await panel.locator('.point').first().press('ArrowRight');
            await keep('13-chart');
            await panel.locator('.point:focus').press('Enter');
            await page.see('.tab.active', { hasText: 'newer.txt' });
            await page.command('View: Close Editor');
        });
        rmSync(newer);
        writeFileSync(manifest, known);
        await page.gone('.codelens-decoration', { hasText: 'contested' });
    });
}
