// Words of a citation: a Markdown footnote or, in plain text, a note in brackets. Knows no editor.

import { dated, type Passage } from './protocol';

export interface Citation {
    /** What goes behind the claim. */
    mark: string;
    /** What goes at the end of the document; empty where it stands there already, or in plain text. */
    note: string;
}

/** Words at the start and at the end of a long quotation that lead a browser to it. */
const FRAGMENT_WORDS = 5;

export function cite(passage: Passage, document: string, language: string): Citation {
    if (language !== 'markdown') {
        return { mark: ` (${where(passage)})`, note: '' };
    }
    const words = footnote(passage);
    const known = document.split(/\r?\n/).find((line) => line.startsWith('[^') && line.endsWith(`]: ${words}`));
    if (known) {
        return { mark: known.slice(0, known.indexOf(']') + 1), note: '' };
    }
    const key = freeKey(keyOf(passage), document);
    const gap = document === '' || document.endsWith('\n\n') ? '' : document.endsWith('\n') ? '\n' : '\n\n';
    const follows = /\[\^[^\]]+\]: [^\n]*\n?$/.test(document);
    return { mark: `[^${key}]`, note: `${follows ? gap.slice(1) : gap}[^${key}]: ${words}\n` };
}

/** Title, publisher and date. */
function where({ source }: Passage): string {
    return [source.author, source.title, source.publisher, dated(source)].filter(Boolean).join(', ');
}

function footnote(passage: Passage): string {
    const { before, value, after } = passage.quote;
    const quotation = escaped((before + value + after).trim());
    const link = linkTo(passage);
    return `${escaped(where(passage))}, line ${passage.line}: “${quotation}”${link ? ` <${link}>` : ''}`;
}

/** The source's address with a text fragment, which has the browser show the passage. */
function linkTo({ source, quote }: Passage): string | undefined {
    if (!source.url) {
        return undefined;
    }
    const words = (quote.before + quote.value + quote.after).replace(/^… | …$/g, '').trim().split(/\s+/);
    const encoded = (part: string[]) => encodeURIComponent(part.join(' ')).replaceAll('-', '%2D');
    const short = words.length <= 2 * FRAGMENT_WORDS;
    const text = short
        ? encoded(words)
        : `${encoded(words.slice(0, FRAGMENT_WORDS))},${encoded(words.slice(-FRAGMENT_WORDS))}`;
    return `${source.url.split('#')[0]}#:~:text=${text}`;
}

/** Signs that Markdown would take for its own. */
function escaped(text: string): string {
    return text.replace(/[\\`*_[\]<>]/g, '\\$&');
}

function keyOf({ source }: Passage): string {
    const words = source.title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[a-z0-9]+/g) ?? ['source'];
    const year = dated(source)?.slice(0, 4);
    return [...words.filter((word) => word.length > 2).slice(0, 3), ...(year ? [year] : [])].join('-') || 'source';
}

function freeKey(wanted: string, document: string): string {
    let key = wanted;
    for (let count = 2; document.includes(`[^${key}]`); count += 1) {
        key = `${wanted}-${count}`;
    }
    return key;
}
