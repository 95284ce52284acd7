// The Facts panel's words as HTML: what is known of the claim and the name under the cursor. Knows no editor.
// Buttons name a passage by its place in the list that comes along.

import { chart } from './chart';
import { html, Html } from './html';
import { type Claim, type Fact, type Facts, type Passage, placeOf, plural, type Sheet, VERDICT_NAMES } from './protocol';

export interface FactsPage {
    html: string;
    /** What the page is about, for those who hear it. */
    summary: string;
    passages: Passage[];
}

const MOST_ALIASES = 6;

export function factsPage(facts: Facts | null): FactsPage {
    const passages: Passage[] = [];
    const page = new Page(passages);
    if (!facts?.claim && !facts?.sheet) {
        return hintPage('Put the cursor on a name, a number or a date of your draft to see what the sources say.');
    }
    const parts = html`${facts.claim && page.claim(facts.claim)}${facts.sheet && page.sheet(facts.sheet)}`;
    return { html: parts.text, summary: summary(facts), passages };
}

/** A page that only says what is to be done or waited for. */
export function hintPage(words: string): FactsPage {
    return { html: html`<p class="hint">${words}</p>`.text, summary: '', passages: [] };
}

function summary({ claim, sheet }: Facts): string {
    const parts = [
        claim && `${claim.value}: ${VERDICT_NAMES[claim.verdict]}, ${plural(claim.evidence.length, 'passage')}.`,
        sheet && `${sheet.name}: ${plural(sheet.facts.length, 'fact')}.`,
    ];
    return parts.filter(Boolean).join(' ');
}

class Page {
    constructor(private readonly passages: Passage[]) {}

    claim(claim: Claim): Html {
        const differs = claim.verdict === 'conflict' || claim.verdict === 'contested';
        const compared = claim.evidence.filter(({ verdict }) => verdict !== 'none').map(({ passage }) => passage);
        return html`<section aria-labelledby="claim">
            <h2 id="claim"><span class="verdict ${claim.verdict}">${VERDICT_NAMES[claim.verdict]}</span> ${claim.value}</h2>
            ${claim.finding && html`<p>${claim.finding.message} <span class="quiet">(${claim.finding.code})</span></p>`}
            ${claim.evidence.length === 0 && html`<p class="quiet">No source speaks of this.</p>`}
            ${differs && chart(compared, this.place, { value: claim.value, figure: claim.figure })}
            ${list(claim.evidence.map(({ verdict, passage }) => (verdict === claim.verdict ? this.passage(passage) : this.passage(passage, VERDICT_NAMES[verdict], verdict))))}
        </section>`;
    }

    sheet(sheet: Sheet): Html {
        const count = sheet.mentions.reduce((sum, mention) => sum + mention.count, 0);
        const kind = sheet.type === 'unknown' ? '' : `${sheet.type.charAt(0).toUpperCase()}${sheet.type.slice(1)} · `;
        return html`<section aria-labelledby="name">
            <h2 id="name">${sheet.name}</h2>
            ${sheet.aliases.length > 0 && html`<p class="aliases">${sheet.aliases.slice(0, MOST_ALIASES).join(' · ')}</p>`}
            <p class="quiet">${kind}${plural(count, 'mention')} in ${plural(sheet.mentions.length, 'source')}</p>
            ${list(sheet.facts.map((fact) => this.fact(fact)))}
        </section>`;
    }

    private fact(fact: Fact): Html {
        const all = [fact.passage, ...fact.others];
        if (!fact.contested) {
            const also = fact.others.map((other) => html` ${this.opener(other, `also ${other.source.title}, line ${other.line}`)}`);
            return html`${this.passage(fact.passage)}${also.length > 0 && html`<p class="also">${also}</p>`}`;
        }
        return html`<div class="contested"><p><span class="verdict contested">${VERDICT_NAMES.contested}</span></p>
            ${chart(all, this.place)}<div class="side-by-side">${all.map((passage) => this.passage(passage))}</div></div>`;
    }

    private passage(passage: Passage, word?: string, kind?: string): Html {
        const { before, value, after } = passage.quote;
        return html`<figure draggable="true" data-at="${this.place(passage)}" title="Drag into your draft to cite it">
            <blockquote>“${before}<b>${value}</b>${after}”</blockquote>
            <figcaption>${word && html`<span class="verdict ${kind}">${word}</span> `}${this.opener(passage, placeOf(passage))}
            ${this.button('cite', passage, 'Insert as citation', `Insert as citation: ${placeOf(passage)}`)}</figcaption>
        </figure>`;
    }

    private opener(passage: Passage, words: string): Html {
        return this.button('open', passage, words, `Open ${words}`);
    }

    private button(action: string, passage: Passage, words: string, label: string): Html {
        return html`<button type="button" class="${action}" data-do="${action}" data-at="${this.place(passage)}" aria-label="${label}">${words}</button>`;
    }

    /** The place of a passage in the list. */
    private readonly place = (passage: Passage): number => {
        const at = this.passages.indexOf(passage);
        return at < 0 ? this.passages.push(passage) - 1 : at;
    };
}

function list(items: Html[]): Html | '' {
    return items.length > 0 ? html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>` : '';
}
