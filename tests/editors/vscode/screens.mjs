// The packaged extension as a person sees it: opens the sample brief in the real VS Code and uses it by mouse and keys.
// Pictures of every step are kept in FACTMARK_SCREENS.
//
// usage: node screens.mjs      under tests/editors/drive, with CODE_SERVER, PLAYWRIGHT and VSIX in the environment

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Page } from './page.mjs';
import { Report } from './report.mjs';
import { tapInstalledServer } from './tapped.mjs';
import { browser, CodeServer, picture } from './workbench.mjs';

const { CODE_SERVER, PLAYWRIGHT, VSIX, SCRATCH, WORKSPACE } = process.env;
const WRONG = 'UNHCR has been operating in Azerbaijan since 1993.';
const RIGHT = 'UNHCR has been operating in Azerbaijan since 1992.';
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
    const keep = (name) => picture(page.page, name);
    const check = async (name, body) => {
        const before = report.failed;
        await report.check(name, body);
        if (report.failed > before) {
            await keep(`failed-${report.passed + report.failed}`);
        }
    };
    await page.page.goto(server.address(WORKSPACE, join(WORKSPACE, 'sample-brief.md')));
    await steps(page, check, keep);
} finally {
    await chromium.close();
    await server.stop();
    report.close();
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
        if (!/Another year for UNHCR/.test(words) && !/A source says otherwise/.test(words)) {
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
        await page.press('Control+.');
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

    await check('the Claims view lists the draft’s claims by verdict', async () => {
        await page.command('Factmark: Focus on Claims View');
        await page.see('.pane-body .monaco-list-row', { hasText: 'Contradicted' });
        await page.see('.pane-body .monaco-list-row', { hasText: 'Another year for UNHCR' });
        await keep('10-claims');
    });

    await check('the Sources view lists them with their health', async () => {
        await page.see('.pane-body .monaco-list-row', { hasText: 'Statement on the closure' });
        await page.see('.pane-body .monaco-list-row', { hasText: 'undated' });
    });

    await check('the quick fix puts the source’s year into the draft', async () => {
        const before = await underlined();
        await page.clickAt(WRONG, '1993');
        await page.press('Control+.');
        await page.see('.action-widget .monaco-list-row', { hasText: 'Replace "1993" with "1992"' });
        await keep('6-quick-fix');
        await page.press('Enter');
        await page.place(RIGHT);
        await untilUnderlined(before - 1);
    });

    await check('a new source changes what is found', async () => {
        const contested = '.codelens-decoration:has-text("contested")';
        const newer = join(WORKSPACE, 'seeds', 'newer.txt');
        writeFileSync(newer, 'UNICEF has been operating in Azerbaijan since 1992.\n');
        await page.page.locator(contested).first().waitFor();
        await keep('7-new-source');
        await page.clickAt('UNHCR since 2012. UNICEF', 'UNICEF');
        const panel = await page.frameWith('Sources differ');
        await panel.locator('svg[aria-label*="1992"]').first().waitFor();
        await keep('11-sources-differ');
        rmSync(newer);
        await page.page.waitForFunction(
            () => ![...document.querySelectorAll('.codelens-decoration')].some((it) => it.textContent.includes('contested')),
        );
    });
}
