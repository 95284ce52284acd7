// The Facts panel: what the sources say of the claim or name under the cursor, kept up with the cursor while it shows.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

import type { Drafts } from './drafts';
import { FACTS, type Facts, type FactsParams, PASSAGE_TYPE, type Passage, passageNamed } from './protocol';
import { factsPage, type FactsPage, hintPage } from './facts_page';
import type { Server } from './server';

/** How long the cursor must have rested, in milliseconds: moving through a text asks for nothing. */
const REST = 120;

interface Click {
    action: 'open' | 'cite';
    at: number;
}

export class FactsView implements vscode.WebviewViewProvider, vscode.Disposable {
    static readonly id = 'factmark.facts';

    private view: vscode.WebviewView | undefined;
    private resting: NodeJS.Timeout | undefined;
    private asked = 0;
    private shown: Passage[] = [];
    private readonly listening: vscode.Disposable[];

    constructor(
        private readonly server: Server,
        private readonly drafts: Drafts,
        private readonly act: (action: Click['action'], passage: Passage) => unknown,
    ) {
        this.listening = [
            drafts.onDidChange(() => this.update()),
            server.onDidChange(() => this.update()),
        ];
    }

    resolveWebviewView(view: vscode.WebviewView): void {
        this.view = view;
        view.webview.options = { enableScripts: true, localResourceRoots: [] };
        view.webview.html = document();
        view.webview.onDidReceiveMessage((message: Click | 'ready') => this.receive(message));
        view.onDidChangeVisibility(() => this.update());
        view.onDidDispose(() => (this.view = undefined));
    }

    dispose(): void {
        clearTimeout(this.resting);
        this.listening.forEach((listener) => listener.dispose());
    }

    private receive(message: Click | 'ready'): void {
        if (message === 'ready') {
            void this.show();
            return;
        }
        const passage = this.shown[message.at];
        if (passage) {
            this.act(message.action, passage);
        }
    }

    private update(): void {
        clearTimeout(this.resting);
        if (this.view?.visible) {
            this.resting = setTimeout(() => void this.show(), REST);
        }
    }

    private async show(): Promise<void> {
        const place = this.drafts.current;
        if (!this.view?.visible) {
            return;
        }
        this.asked += 1;
        const asked = this.asked;
        const hint = this.hint();
        if (hint || !place) {
            await this.put(hintPage(hint ?? ''));
            return;
        }
        const params: FactsParams = {
            textDocument: { uri: this.server.uriOf(place.document) },
            position: place.position,
        };
        const facts = await this.server.ask<Facts>(FACTS, params);
        if (asked === this.asked) {
            await this.put(factsPage(facts), facts?.sheet?.name);
        }
    }

    /** Why there is nothing to be seen yet. */
    private hint(): string | undefined {
        if (this.server.fault) {
            return `Factmark is not running. ${this.server.fault}`;
        }
        if (!this.drafts.current) {
            return 'Open a draft in Markdown or plain text, and put the cursor on a name, a number or a date to see what the sources say.';
        }
        return this.server.ready ? undefined : 'The sources are being read.';
    }

    private async put(page: FactsPage, description = ''): Promise<void> {
        this.shown = page.passages;
        if (this.view) {
            this.view.description = description;
            const passages = page.passages.map((passage) => JSON.stringify(passageNamed(passage)));
            await this.view.webview.postMessage({ html: page.html, summary: page.summary, passages });
        }
    }
}

/** The page that the facts are put into. Nothing but its own style and script may run or load. */
function document(): string {
    const nonce = randomBytes(16).toString('base64');
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}';">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Facts</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<p id="summary" class="unseen" role="status"></p>
<header><h1 id="title" class="unseen">Facts</h1></header>
<main aria-labelledby="title"></main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
}

const SCRIPT = `
const vscode = acquireVsCodeApi();
const main = document.querySelector('main');
const status = document.querySelector('#summary');
const narrow = matchMedia('(max-width: 239px)');
const openTables = () => narrow.matches && main.querySelectorAll('details').forEach((it) => (it.open = true));
narrow.addEventListener('change', openTables);
let shown = { html: '', summary: '', passages: [] };
const show = (page) => {
    if (page.html !== shown.html) {
        main.innerHTML = page.html;
        openTables();
        window.scrollTo(0, 0);
    }
    if (page.summary !== shown.summary) {
        status.textContent = page.summary;
    }
    shown = page;
};
show(vscode.getState() ?? shown);
window.addEventListener('message', ({ data }) => {
    show(data);
    vscode.setState(data);
});
const act = (target) => {
    const button = target.closest('[data-do]');
    if (button) {
        vscode.postMessage({ action: button.dataset.do, at: Number(button.dataset.at) });
    }
};
main.addEventListener('click', ({ target }) => act(target));
main.addEventListener('keydown', (event) => {
    const point = event.target.closest('.point');
    if (!point) {
        return;
    }
    const all = [...point.closest('svg').querySelectorAll('.point')];
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
        const next = all[(all.indexOf(point) + step + all.length) % all.length];
        all.forEach((it) => it.setAttribute('tabindex', it === next ? '0' : '-1'));
        next.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
        act(point);
    } else {
        return;
    }
    event.preventDefault();
});
main.addEventListener('dragstart', (event) => {
    const figure = event.target.closest('figure');
    if (figure) {
        event.dataTransfer.setData('${PASSAGE_TYPE}', shown.passages[Number(figure.dataset.at)]);
        event.dataTransfer.effectAllowed = 'copy';
    }
});
vscode.postMessage('ready');
`;

const STYLE = `
body { color: var(--vscode-foreground); font: var(--vscode-font-weight) var(--vscode-font-size)/1.45 var(--vscode-font-family); padding: 4px 12px 12px; }
h2 { font-size: 1.15em; font-weight: 600; margin: 0.7em 0 0.2em; overflow-wrap: anywhere; }
p { margin: 0.2em 0; }
ul { list-style: none; margin: 0.4em 0; padding: 0; }
li { margin: 0.7em 0; }
section + section { border-top: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); margin-top: 1em; padding-top: 0.2em; }
figure { margin: 0; }
blockquote { background: none; border-left: 2px solid var(--vscode-textBlockQuote-border); margin: 0; padding-left: 8px; overflow-wrap: anywhere; }
figcaption { align-items: baseline; display: flex; flex-wrap: wrap; gap: 3px 6px; margin-top: 2px; padding-left: 10px; }
.quiet, .aliases, .hint, .also { color: var(--vscode-descriptionForeground); }
/* The colours are made for icons and underlines: as words, those of some themes are too faint to read. */
.verdict { border: 1px solid var(--vscode-descriptionForeground); border-left-width: 4px; border-radius: 3px; font-size: 0.82em; font-weight: 400; padding: 0 4px; white-space: nowrap; }
.verdict.conflict { border-color: var(--vscode-editorError-foreground); }
.verdict.contested { border-color: var(--vscode-editorWarning-foreground); }
.verdict.supported { border-color: var(--vscode-testing-iconPassed); }
button { background: none; border: 0; color: var(--vscode-textLink-foreground); cursor: pointer; font: inherit; font-size: 0.92em; padding: 1px 0; text-align: left; }
button:hover { text-decoration: underline; }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
button.cite { background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-button-secondaryBorder, var(--vscode-button-border, var(--vscode-widget-border, transparent))); border-radius: 2px; color: var(--vscode-button-secondaryForeground); padding: 1px 6px; }
button.cite:hover { background: var(--vscode-button-secondaryHoverBackground); text-decoration: none; }
.side-by-side { display: grid; gap: 10px; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); margin-top: 6px; }
figure { border-radius: 3px; cursor: grab; }
figure:hover { background: var(--vscode-list-hoverBackground); }
.unseen { clip-path: inset(50%); height: 1px; margin: 0; overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }
.chart { display: block; margin: 6px 0 2px; max-width: 440px; width: 100%; }
.chart text { fill: var(--vscode-foreground); font-size: 11.5px; paint-order: stroke; stroke: var(--vscode-sideBar-background, var(--vscode-editor-background)); stroke-linejoin: round; stroke-width: 4px; }
.chart .label, .chart .mark { fill: var(--vscode-descriptionForeground); font-size: 10.5px; }
.chart .axis { stroke: var(--vscode-editorIndentGuide-activeBackground1, var(--vscode-panel-border)); stroke-width: 1; }
.chart .apart { stroke-dasharray: 2 3; }
.chart .reach { stroke: var(--vscode-charts-blue); stroke-linecap: round; stroke-width: 5; }
.chart circle { fill: var(--vscode-charts-blue); stroke: var(--vscode-sideBar-background, var(--vscode-editor-background)); stroke-width: 1; }
.chart .point { cursor: pointer; outline: none; }
.chart .point:hover text { text-decoration: underline; }
.chart .point:focus-visible circle { stroke: var(--vscode-foreground); stroke-width: 3; }
.chart .point:focus-visible text { text-decoration: underline; }
.chart .draft line:not(.axis) { stroke: var(--vscode-charts-red); stroke-dasharray: 5 3; stroke-width: 1.5; }
.chart .draft circle { fill: var(--vscode-charts-red); }
.chart .draft text:not(.label) { fill: var(--vscode-charts-red); font-weight: 600; }
/* Narrower, its words would be too small to read; the table says the same. */
@media (max-width: 239px) { .chart { display: none; } }
details { margin: 0 0 6px; }
summary { color: var(--vscode-descriptionForeground); cursor: pointer; font-size: 0.92em; width: fit-content; }
summary:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
table { border-collapse: collapse; font-size: 0.92em; margin: 4px 0; }
td, th { border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); font-weight: 400; padding: 2px 10px 2px 0; text-align: left; vertical-align: top; }
td:first-child { white-space: nowrap; }
tbody th { hyphens: auto; overflow-wrap: anywhere; }
thead th { color: var(--vscode-descriptionForeground); }
`;
