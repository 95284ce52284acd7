// What the panel, the citations and the reports say, as text: nothing of a source or draft is taken for markup.

import assert from 'node:assert/strict';
import test from 'node:test';

import { load, read } from './helpers.mjs';

const { factsPage, hintPage } = await load('facts_page');
const { chart } = await load('chart');
const { report } = await load('report');
const { entryOf, fileName } = await load('new_source');

const source = { uri: 'file:///s/a.txt', path: 's/a.txt', title: 'Report <one>', author: null, publisher: 'Trust', issued: '2024-03-01', asOf: null, url: null };
const year = (value) => ({ kind: 'date', low: null, high: null, start: `${value}-01-01`, end: `${value}-12-31` });
const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 4 } };

function passage(value, more = {}) {
    const quote = { before: 'It runs since ', value, after: '.' };
    return { source: { ...source, ...more }, range, selectionRange: range, line: 3, quote, figure: year(value) };
}

function claim(verdict, evidence) {
    const finding = verdict === 'conflict' ? { code: 'F002', severity: 'error', message: 'Another year for "RT" & co' } : null;
    return { range, sentenceRange: range, value: '1995', sentence: 'It runs since 1995.', verdict, figure: year('1995'), finding, evidence };
}

const sheet = (facts) => ({ name: 'R&D <Trust>', aliases: ['RT'], type: 'organisation', definition: null, mentions: [{ source, count: 3 }], facts });
const fact = (passage, contested, others) => ({ kind: 'date', passage, speaker: null, asOf: null, contested, others });

test('the panel runs and loads nothing but its own', () => {
    const view = read('src/facts_view.ts');
    assert.ok(view.includes(`content="default-src 'none'; style-src 'nonce-\${nonce}'; script-src 'nonce-\${nonce}';"`));
    assert.ok(view.includes('localResourceRoots: []') && !/unsafe|https?:|on(click|load)=/.test(view));
    const { html } = factsPage({ range, claim: claim('conflict', [{ verdict: 'conflict', passage: passage('1994') }]), sheet: sheet([]) });
    assert.ok(!/<script| on\w+=| style=| src=| href=/.test(html), 'its policy would refuse this');
});

test('an empty panel says what to do', () => {
    assert.match(factsPage(null).html, /Put the cursor on a name/);
    assert.match(hintPage('It is <not> running.').html, /It is &lt;not&gt; running\./);
});

test('words of sources are escaped, every passage opens and can be cited', () => {
    const { html, passages } = factsPage({ range, claim: claim('conflict', [{ verdict: 'conflict', passage: passage('1994') }]), sheet: sheet([]) });
    assert.ok(html.includes('R&amp;D &lt;Trust&gt;') && html.includes('Report &lt;one&gt;'));
    assert.ok(!html.includes('<Trust>') && !html.includes('<one>'));
    assert.equal(passages.length, 1);
    assert.match(html, /data-do="open" data-at="0" aria-label="Open Report &lt;one&gt;, line 3 · Trust · 2024-03-01"/);
    assert.match(html, /data-do="cite" data-at="0"/);
    assert.match(html, /Contradicted/);
    assert.match(html, /<svg class="chart"/);
});

test('sources that differ stand side by side under a chart, those that agree follow in a line', () => {
    const differing = factsPage({ range, claim: null, sheet: sheet([fact(passage('1994'), true, [passage('1996', { title: 'Other' })])]) });
    assert.match(differing.html, /<svg[^]*side-by-side/);
    assert.equal(differing.passages.length, 2);
    const agreeing = factsPage({ range, claim: null, sheet: sheet([fact(passage('1994'), false, [passage('1994', { title: 'Other' })])]) });
    assert.ok(!agreeing.html.includes('<svg') && agreeing.html.includes('also Other, line 3'));
});

const drawn = (passages, draft) => String(chart(passages, (passage) => passages.indexOf(passage), draft));
const numbers = (words, pattern) => [...words.matchAll(pattern)].map(([, number]) => Number(number));

test('a chart is drawn only where comparable figures differ', () => {
    assert.equal(drawn([passage('1994')]), '');
    assert.equal(drawn([passage('1994'), passage('1994')]), '');
    const money = { ...passage('1994'), figure: { kind: 'money', low: 5, high: 5, start: null, end: null } };
    assert.equal(drawn([passage('1994'), money]), '');
});

test('figures of dated sources stand over time, the draft’s own as a line across', () => {
    const later = passage('1996', { issued: '2024-01-01' });
    const earlier = passage('1994', { issued: '2020-01-01', title: 'Old' });
    const words = drawn([later, earlier], { value: '1995', figure: year('1995') });
    assert.match(words, /aria-label="Timeline\. 2020-01-01 · Old: 1994; 2024-01-01 · Report &lt;one&gt;: 1996; your draft: 1995"/);
    const [from, to] = numbers(words, /<circle cx="([\d.]+)"/g);
    const [low, high] = numbers(words, /<circle [^>]*cy="([\d.]+)"/g);
    assert.ok(from < to, 'later is further to the right');
    assert.ok(low > high, 'more is further up');
    const [line] = numbers(words, /<g class="draft"><line [^>]*y1="([\d.]+)"/g);
    assert.ok(high < line && line < low);
    assert.deepEqual([...words.matchAll(/<text class="mark"[^>]*>([^<]*)/g)].map(([, mark]) => mark), ['2020', '2024']);
    assert.match(words, /tabindex="0" data-do="open" data-at="1" aria-label="2020-01-01 · Old: 1994\. Open the source"/);
    assert.equal(words.match(/role="button"/g).length, 2, 'the draft has nothing to open');
});

test('the name of what can be pressed holds the words that are seen, for those who speak them', () => {
    const title = 'A report with a title that is much longer than the width of the panel allows';
    const words = drawn([passage('1994', { title, issued: null }), passage('1996', { title, issued: null })]);
    const [, name] = words.match(/<g class="point"[^>]*aria-label="([^"]*)"/);
    const [, seen] = words.match(/<text class="label"[^>]*>([^<]*)/);
    assert.ok(seen.endsWith('…') && name === `${seen}: 1994. Open the source`, name);
    assert.ok(words.includes(`<title>${title}: 1994</title>`));
    const page = factsPage({ range, claim: claim('conflict', [{ verdict: 'conflict', passage: passage('1994') }]), sheet: sheet([]) });
    for (const [, label, shown] of page.html.matchAll(/<button[^>]*aria-label="([^"]*)"[^>]*>([^<]*)/g)) {
        assert.ok(label.includes(shown), `"${shown}" is called "${label}"`);
    }
});

test('a figure without a date stands apart, and the words of none cover another', () => {
    const close = ['1994', '1995', '1996'].map((value) => passage(value, { issued: '2024-03-01' }));
    const words = drawn([...close, passage('1990', { issued: null, title: 'Undated' })]);
    assert.match(words, /class="mark"[^>]*>undated</);
    const lines = numbers(words, /<\/?circle[^>]*><text x="[^"]*" y="([\d.]+)"/g).slice(0, 3).sort((a, b) => a - b);
    assert.ok(lines[1] - lines[0] >= 12 && lines[2] - lines[1] >= 12, lines.join(' '));
});

test('where no source has a date, each has a row', () => {
    const undated = (value) => passage(value, { issued: null });
    const words = drawn([undated('1994'), undated('1996')], { value: '1995', figure: year('1995') });
    assert.match(words, /aria-label="Chart\. Report &lt;one&gt;: 1994; Report &lt;one&gt;: 1996; your draft: 1995"/);
    const [first, second, own] = numbers(words, /<circle cx="([\d.]+)"/g);
    assert.ok(first < own && own < second);
});

test('every chart has a table that says the same', () => {
    const words = drawn([passage('1994'), passage('1996', { issued: null })], { value: '1995', figure: year('1995') });
    const cells = [...words.matchAll(/<t[dh](?: scope="row")?>([^<]*)</g)].map(([, cell]) => cell);
    assert.deepEqual(cells, ['2024-03-01', 'Report &lt;one&gt;', '1994', 'undated', 'Report &lt;one&gt;', '1996', '', 'your draft', '1995']);
    assert.equal(words.match(/<th scope="col">/g).length, 3);
});

test('the page is summed up for those who hear it', () => {
    const page = factsPage({ range, claim: claim('conflict', [{ verdict: 'conflict', passage: passage('1994') }]), sheet: sheet([]) });
    assert.equal(page.summary, '1995: Contradicted, 1 passage. R&D <Trust>: 0 facts.');
    assert.match(page.html, /<figure draggable="true" data-at="0"/);
});

test('a report groups the claims by verdict and escapes them', () => {
    const text = report('a<b>.md', [claim('supported', []), claim('conflict', [{ verdict: 'conflict', passage: passage('1994') }])]);
    assert.ok(text.includes('<title>Facts of a&lt;b&gt;.md</title>'));
    assert.match(text, /2 claims: 1 contradicted, 1 supported\./);
    assert.ok(text.indexOf('Contradicted (1)') < text.indexOf('Supported (1)'));
    assert.ok(text.includes('It runs since <mark>1995</mark>.') && text.includes('Another year for &quot;RT&quot; &amp; co'));
});

test('a new source gets a plain name and a table that is TOML', () => {
    assert.equal(fileName('Année "2024": rapport'), 'annee-2024-rapport');
    assert.equal(fileName('日本'), 'source');
    assert.equal(
        entryOf('a.md', { title: ' A "b" ', issued: '', url: 'https://x' }),
        '[[source]]\nfile = "a.md"\ntitle = "A \\"b\\""\nURL = "https://x"\n',
    );
});
