// The workbench as a person sees and uses it: finds words and parts on the screen, and waits for them.
// Every wait is for something to be seen; nothing sleeps.

import { LIMIT } from './workbench.mjs';

/** How long a person waits before trying again, in milliseconds. */
const PATIENCE = 5000;

/** How often a person tries. */
const TRIES = 4;

export class Page {
    constructor(page) {
        this.page = page;
        page.setDefaultTimeout(LIMIT);
    }

    /** Waits for something to be on the screen, and gives it. */
    async see(selector, options = {}) {
        const found = this.page.locator(selector, options).first();
        await found.waitFor({ state: 'visible', timeout: LIMIT });
        return found;
    }

    /** Waits for something to be gone from the screen. */
    async gone(selector, options = {}) {
        await this.page.waitForFunction(
            ({ selector, words }) =>
                ![...document.querySelectorAll(selector)].some((it) => !words || it.textContent.includes(words)),
            { selector, words: options.hasText },
            { timeout: LIMIT },
        );
    }

    press(keys) {
        return this.page.keyboard.press(keys);
    }

    /** Runs a command by its name in the palette, as a person would who does not know its keys. */
    async command(name) {
        await this.begin(name);
        await this.page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
    }

    /**
     * The same for a command that asks for something. A view that is still opening may take the focus, which closes the palette;
     * a person then opens it again.
     */
    async begin(name) {
        for (let left = TRIES; ; left -= 1) {
            const input = await this.untilSeen('.quick-input-widget .quick-input-box input', () => this.press('F1'));
            try {
                await input.fill(`>${name}`, { timeout: PATIENCE });
                const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
                await row.click({ timeout: PATIENCE });
                return;
            } catch (error) {
                if (left <= 1) {
                    throw error;
                }
            }
        }
    }

    /** The middle of words in the active editor, in pixels; VS Code draws spaces as no-break spaces. */
    async place(words, inside = words) {
        const handle = await this.page.waitForFunction(
            ([line, part]) => {
                const plain = (text) => text.replaceAll('\u00a0', ' ').replaceAll('\u200c', '');
                for (const element of document.querySelectorAll('.editor-instance .view-lines .view-line')) {
                    const at = plain(element.textContent).indexOf(line);
                    if (at < 0) {
                        continue;
                    }
                    let left = at + line.indexOf(part);
                    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
                    const range = document.createRange();
                    let started = false;
                    let length = part.length;
                    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                        const size = node.data.length;
                        if (!started && left < size) {
                            range.setStart(node, left);
                            started = true;
                            length += left;
                        }
                        if (started && length <= size) {
                            range.setEnd(node, length);
                            const { x, y, width, height } = range.getBoundingClientRect();
                            return width > 0 ? { x: x + width / 2, y: y + height / 2 } : undefined;
                        }
                        if (started) {
                            length -= size;
                        } else {
                            left -= size;
                        }
                    }
                }
                return undefined;
            },
            [words, inside],
            { timeout: LIMIT },
        );
        return handle.jsonValue();
    }

    async clickAt(words, inside) {
        const { x, y } = await this.place(words, inside);
        await this.page.mouse.click(x, y);
    }

    /** Rests the pointer on words until the card shows; the pointer must come from elsewhere to be noticed. */
    async hoverAt(words, inside) {
        return this.untilSeen('.monaco-hover .hover-contents', async () => {
            // Looked up anew each time: a line above, such as a code lens, may have moved the words.
            const { x, y } = await this.place(words, inside);
            await this.page.mouse.move(x + 40, y + 120);
            await this.page.mouse.move(x - 1, y);
            await this.page.mouse.move(x, y);
        });
    }

    /**
     * Does something until it shows what it should: a workbench that is busy may miss a key or the pointer, and a person
     * then tries again. Gives what is seen.
     */
    async untilSeen(selector, act) {
        const found = this.page.locator(selector).first();
        const deadline = Date.now() + LIMIT;
        for (;;) {
            await act();
            try {
                await found.waitFor({ state: 'visible', timeout: PATIENCE });
                return found;
            } catch (fault) {
                if (Date.now() > deadline) {
                    throw fault;
                }
            }
        }
    }

    /** Moves the pointer away, so that no card covers what comes next. */
    async leave() {
        await this.page.mouse.move(5, 5);
        await this.press('Escape');
    }

    /** Waits until what is seen there has faded in. */
    async settled(selector) {
        await this.page.waitForFunction((selector) => {
            const seen = [...document.querySelectorAll(selector)].filter((it) => it.offsetParent);
            return seen.every((it) => it.getAnimations({ subtree: true }).every(({ playState }) => playState !== 'running'));
        }, selector);
    }

    /** Drags something to words of the editor, by the mouse. */
    async drag(what, words, inside) {
        const from = await what.boundingBox();
        const to = await this.place(words, inside);
        const { mouse } = this.page;
        await mouse.move(from.x + 30, from.y + from.height / 2);
        await mouse.down();
        await mouse.move(from.x + 40, from.y + from.height / 2 + 4, { steps: 3 });
        await mouse.move(to.x - 4, to.y, { steps: 8 });
        await mouse.move(to.x, to.y, { steps: 3 });
        await mouse.up();
    }

    /** Waits for what neither the screen nor an event tells. */
    async until(what, holds) {
        for (const deadline = Date.now() + LIMIT; !holds(); ) {
            if (Date.now() > deadline) {
                throw new Error(`waited in vain for ${what}`);
            }
            // One turn of the page's own clock: the next frame is drawn.
            await this.page.evaluate(() => new Promise(requestAnimationFrame));
        }
    }

    /** Waits until a frame of a webview holds the words; gives that frame. */
    async frameWith(words) {
        const deadline = Date.now() + LIMIT;
        for (;;) {
            for (const frame of this.page.frames()) {
                const text = await frame.evaluate(() => document.body?.innerText ?? '').catch(() => '');
                if (frame !== this.page.mainFrame() && text.includes(words)) {
                    return frame;
                }
            }
            if (Date.now() > deadline) {
                throw new Error(`no panel shows "${words}"`);
            }
            // One turn of the page's own clock: the next frame is drawn.
            await this.page.evaluate(() => new Promise(requestAnimationFrame));
        }
    }
}
