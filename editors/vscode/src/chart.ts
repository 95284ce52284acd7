// A small chart of what the sources say for the same thing, and the draft's own figure as a line across: over time where
// a source has a date, else one row a source. Every point is a button, and a table says the same in words.
// Knows no editor and no colours: these are classes.

import { comparison, type Comparison, type DraftFigure, type Point } from './figures';
import { html, Html } from './html';
import type { Passage } from './protocol';

/** About the width of the side bar, so that words are as large as those around them. */
const WIDTH = 280;
const EDGE = 10;
/** Room for the words of a row's value. */
const WORDS = 90;
const ROW = 30;
/** Letters of a title that there is room for. */
const TITLE = 46;
/** The plot of a timeline, from its top to its axis. */
const TOP = 18;
const AXIS = 128;
const HEIGHT = 150;
/** The column of figures whose source has no date. */
const UNDATED = 62;
/** Between two lines of words, and between two marks of the axis. */
const LINE = 13;
const MARK = 62;

/** The chart, or nothing where there is no difference to be seen. */
export function chart(passages: readonly Passage[], place: (passage: Passage) => number, draft?: DraftFigure): Html | '' {
    const figures = comparison(passages, place, draft);
    if (!figures) {
        return '';
    }
    const drawn = figures.points.some(({ day }) => day !== null) ? timeline(figures) : rows(figures);
    return html`<div class="figures">${drawn}${table(figures)}</div>`;
}

/** Places on a scale, at its middle where all values are the same. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return most > least ? (value) => from + ((value - least) / (most - least)) * (to - from) : () => (from + to) / 2;
}

const middle = ({ low, high }: Point) => (low + high) / 2;
const at = (place: number) => place.toFixed(1);

function timeline({ points, draft }: Comparison): Html {
    const days = points.flatMap(({ day }) => day ?? []);
    const left = days.length < points.length ? EDGE + UNDATED : EDGE;
    const x = scale(days.map((day) => Date.parse(day)), left + EDGE, WIDTH - EDGE * 2);
    const y = scale([...points, ...(draft ? [draft] : [])].flatMap(({ low, high }) => [low, high]), AXIS - LINE, TOP + LINE);
    const placed = points.map((point) => ({ point, x: point.day ? x(Date.parse(point.day)) : EDGE * 2, y: y(middle(point)) }));
    const lines = apart(placed, draft ? y(middle(draft)) : undefined);
    const marks = placed.map((it, index) => {
        const turned = it.x > WIDTH * 0.6;
        return html`${opener(it.point, index, html`<line class="reach" x1="${at(it.x)}" x2="${at(it.x)}" y1="${at(y(it.point.low))}" y2="${at(y(it.point.high))}"/><circle cx="${at(it.x)}" cy="${at(it.y)}" r="4.5"/><text x="${at(it.x + (turned ? -9 : 9))}" y="${at((lines[index] ?? it.y) + 4)}" text-anchor="${turned ? 'end' : 'start'}">${shortened(it.point.value, 26)}</text>`)}`;
    });
    return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label="Timeline. ${words(points, draft)}">
        ${draft && line(draft, y(middle(draft)))}
        ${left > EDGE && html`<text class="mark" x="${EDGE}" y="${HEIGHT - 6}">undated</text><line class="axis apart" x1="${left}" x2="${left}" y1="${TOP}" y2="${AXIS}"/>`}
        <line class="axis" x1="${left}" x2="${WIDTH - EDGE}" y1="${AXIS}" y2="${AXIS}"/>${marksOf(days, x)}
        ${marks}</svg>`;
}

/** The days on the axis, as short as they can be told apart; one that would run into another is left out. */
function marksOf(days: readonly string[], x: (day: number) => number): Html[] {
    const all = [...new Set(days)].sort();
    const length = [4, 7, 10].find((length) => new Set(all.map((day) => day.slice(0, length))).size === all.length) ?? 10;
    const placed = all.map((day) => ({ words: day.slice(0, length), x: x(Date.parse(day)) }));
    const last = placed[placed.length - 1];
    let from = -MARK;
    const kept = placed.filter((mark) => {
        const fits = mark === last || (mark.x - from >= MARK && (!last || last.x - mark.x >= MARK || mark === placed[0]));
        from = fits ? mark.x : from;
        return fits;
    });
    const crowded = kept.length === 2 && (kept[1]?.x ?? 0) - (kept[0]?.x ?? 0) < MARK;
    return (crowded ? kept.slice(1) : kept).map(({ words, x }) => {
        const anchor = x < MARK / 2 ? 'start' : x > WIDTH - MARK / 2 ? 'end' : 'middle';
        return html`<line class="axis" x1="${at(x)}" x2="${at(x)}" y1="${AXIS}" y2="${AXIS + 4}"/><text class="mark" x="${at(x)}" y="${HEIGHT - 6}" text-anchor="${anchor}">${words}</text>`;
    });
}

/** Where the words of each point stand so that none covers another or those of the draft. */
function apart(placed: readonly { x: number; y: number }[], draft: number | undefined): number[] {
    const taken: { x: number; y: number }[] = draft === undefined ? [] : [{ x: WIDTH, y: draft - LINE / 2 }];
    return placed.map(({ x, y }) => {
        const free = (line: number) => taken.every((other) => Math.abs(other.y - line) >= LINE || Math.abs(other.x - x) > WORDS);
        const line = [0, 1, -1, 2, -2, 3, -3].map((step) => y + step * LINE).find(free) ?? y;
        taken.push({ x, y: line });
        return line;
    });
}

function line(draft: Point, y: number): Html {
    return html`<g class="draft"><line x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${at(y)}" y2="${at(y)}"/><text x="${WIDTH - EDGE}" y="${at(y - 4)}" text-anchor="end">${shortened(`your draft: ${draft.value}`, 40)}</text></g>`;
}

/** Without any date: one row a source, the draft last. */
function rows({ points, draft }: Comparison): Html {
    const all = draft ? [...points, draft] : points;
    const x = scale(all.flatMap(({ low, high }) => [low, high]), EDGE, WIDTH - EDGE - WORDS);
    const drawn = all.map((point, index) => {
        const y = index * ROW + 23;
        const [from, to] = [x(point.low), x(point.high)];
        const row = html`<text class="label" x="${EDGE}" y="${y - 10}">${shortened(point.source, TITLE)}</text
            ><line class="axis" x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${y}" y2="${y}"/><line class="reach" x1="${at(from)}" x2="${at(to)}" y1="${y}" y2="${y}"/><circle cx="${at((from + to) / 2)}" cy="${y}" r="4.5"/><text
            x="${at(to + 9)}" y="${y + 4}">${shortened(point.value, 22)}</text>`;
        return point.at === null ? html`<g class="draft">${row}</g>` : opener(point, index, row);
    });
    return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${all.length * ROW + 4}" role="group" aria-label="Chart. ${words(points, draft)}">${drawn}</svg>`;
}

/** A point that opens its source. The arrow keys go from one to the next. */
function opener(point: Point, index: number, drawn: Html): Html {
    const told = inWords(point);
    // Its name holds the very words that are seen, for those who speak them.
    const seen = inWords({ ...point, source: shortened(point.source, TITLE) });
    return html`<g class="point" role="button" tabindex="${index === 0 ? 0 : -1}" data-do="open" data-at="${point.at}" aria-label="${seen}. Open the source"><title>${told}</title>${drawn}</g>`;
}

function inWords({ day, source, value }: Point): string {
    return `${[day, source].filter(Boolean).join(' · ')}: ${value}`;
}

function words(points: readonly Point[], draft: Point | null): string {
    return [...points, ...(draft ? [draft] : [])].map(inWords).join('; ');
}

function table({ points, draft }: Comparison): Html {
    const row = ({ day, source, value }: Point) => html`<tr><td>${day ?? 'undated'}</td><th scope="row">${source}</th><td>${value}</td></tr>`;
    const own = draft && html`<tr><td></td><th scope="row">your draft</th><td>${draft.value}</td></tr>`;
    return html`<details><summary>As a table</summary><table><thead><tr><th scope="col">Date</th><th scope="col">Source</th><th scope="col">Figure</th></tr></thead><tbody>${points.map(row)}${own}</tbody></table></details>`;
}

function shortened(label: string, most: number): string {
    return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}
