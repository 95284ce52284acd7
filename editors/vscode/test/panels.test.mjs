// What the panel, the citations and the reports say, as text: nothing of a source or draft is taken for markup.

import assert from 'node:assert/strict';
import test from 'node:test';

import { load, read } from './helpers.mjs';

const { factsPage } = await load('facts_page');
const { chart } = await load('chart');
const { cite } = await load('citation');
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

test('a chart is drawn only where comparable figures differ, and says in words what it shows', () => {
    assert.equal(chart([passage('1994')]), '');
    assert.equal(chart([passage('1994'), passage('1994')]), '');
    const money = { ...passage('1994'), figure: { kind: 'money', low: 5, high: 5, start: null, end: null } };
    assert.equal(chart([passage('1994'), money]), '');
    const drawn = String(chart([passage('1996', { issued: '2024-01-01' }), passage('1994', { issued: '2020-01-01' })], { value: '1995', figure: year('1995') }));
    assert.match(drawn, /aria-label="Chart\. 2020-01-01 · Report &lt;one&gt;: 1994; 2024-01-01 · Report &lt;one&gt;: 1996; your draft: 1995"/);
    const [first, second, own] = [...drawn.matchAll(/class="mark (?:source|draft)" x1="([\d.]+)"/g)].map(([, x]) => Number(x));
    assert.ok(first < own && own < second);
});

test('a citation in Markdown is a footnote, once for each passage', () => {
    const first = cite(passage('1994', { url: 'https://example.org/a#x' }), 'It runs.\n', 'markdown');
    assert.equal(first.mark, '[^report-one-2024]');
    assert.equal(
        first.note,
        '\n[^report-one-2024]: Report \\<one\\>, Trust, 2024-03-01, line 3: “It runs since 1994.” <https://example.org/a#:~:text=It%20runs%20since%201994.>\n',
    );
    const document = `It runs.${first.mark}\n${first.note}`;
    assert.deepEqual(cite(passage('1994', { url: 'https://example.org/a#x' }), document, 'markdown'), { mark: first.mark, note: '' });
    const second = cite(passage('1996'), document, 'markdown');
    assert.equal(second.mark, '[^report-one-2024-2]');
    assert.match(second.note, /^\[\^report-one-2024-2\]: /);
});

test('a citation in plain text stands in brackets', () => {
    assert.deepEqual(cite(passage('1994'), 'It runs.', 'plaintext'), { mark: ' (Report <one>, Trust, 2024-03-01)', note: '' });
});

test('a report groups the claims by verdict and escapes them', () => {
    const text = report('a<b>.md', [claim('supported', []), claim('conflict', [{ verdict: 'conflict', passage: passage('1994') }])]);
    assert.ok(text.includes('<title>Facts of a&lt;b&gt;.md</title>'));
    assert.match(text, /contradicted: 1, sources differ: 0, without a source: 0, not decided: 0, supported: 1/);
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
