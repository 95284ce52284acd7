// The report on a draft as one HTML page that needs nothing else: what it claims, by verdict, with the passages.
// Knows no editor.

import { html, Html } from './html';
import { type Claim, placeOf, plural, VERDICT_NAMES, type Verdict, VERDICTS } from './protocol';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em}
h2{margin-top:2em}blockquote{margin:.3em 0 .3em 1em;color:#444}mark{background:#ffe9a8}
.conflict mark{background:#ffd0cc}.supported mark{background:#d2efd2}footer{color:#666;margin-top:3em}`;

/** Behind the count of claims of a verdict. */
const COUNTED: Record<Verdict, string> = {
    conflict: 'contradicted',
    contested: 'on which sources differ',
    unsourced: 'without a source',
    none: 'not decided',
    supported: 'supported',
};

export function report(name: string, claims: readonly Claim[]): string {
    const counts = VERDICTS.map((verdict) => ({ count: claims.filter((claim) => claim.verdict === verdict).length, verdict }));
    const told = counts.filter(({ count }) => count > 0).map(({ count, verdict }) => `${count} ${COUNTED[verdict]}`);
    const summary = [plural(claims.length, 'claim'), told.join(', ')].filter(Boolean).join(': ');
    const sections = VERDICTS.map((verdict) => {
        const some = claims.filter((claim) => claim.verdict === verdict);
        return some.length === 0
            ? html``
            : html`<section class="${verdict}"><h2>${VERDICT_NAMES[verdict]} (${some.length})</h2>${some.map(entry)}</section>`;
    });
    return html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Facts of ${name}</title><style>${new Html(STYLE)}</style></head>
<body><h1>Facts of ${name}</h1><p>${summary}.</p>
${sections}<footer>Made by Factmark from the sources of this project.</footer></body></html>
`.text;
}

function entry(claim: Claim): Html {
    const at = claim.sentence.indexOf(claim.value);
    const sentence =
        at < 0
            ? html`${claim.sentence} (<mark>${claim.value}</mark>)`
            : html`${claim.sentence.slice(0, at)}<mark>${claim.value}</mark>${claim.sentence.slice(at + claim.value.length)}`;
    const line = claim.range.start.line + 1;
    return html`<article><p>Line ${line}: ${sentence}</p>${claim.finding && html`<p><strong>${claim.finding.message}</strong></p>`}
${claim.evidence.map(({ passage }) => {
        const { before, value, after } = passage.quote;
        return html`<blockquote>“${before}<b>${value}</b>${after}”<br><cite>${placeOf(passage)}</cite></blockquote>`;
    })}</article>`;
}
