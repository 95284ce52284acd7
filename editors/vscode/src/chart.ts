// A small chart of what the sources say for the same thing: one row a source, in order of their dates where known, and
// the draft's own value. Knows no editor and no colours: these are classes.

import { html, Html } from './html';
import { dated, type Figure, type Passage } from './protocol';

interface Row {
    label: string;
    value: string;
    low: number;
    high: number;
    draft: boolean;
}

const WIDTH = 300;
const LEFT = 8;
const ROW = 26;
const TOP = 6;

/** The chart, or nothing where there is no difference to be seen. */
export function chart(passages: readonly Passage[], draft?: { value: string; figure: Figure | null }): Html | '' {
    const ordered = [...passages].sort((a, b) => (dated(a.source) ?? '').localeCompare(dated(b.source) ?? ''));
    const rows = ordered.flatMap((passage) => {
        const label = [dated(passage.source), passage.source.title].filter(Boolean).join(' · ');
        return row(label, passage.quote.value, passage.figure, false);
    });
    const own = draft ? row('your draft', draft.value, draft.figure, true) : [];
    const all = [...rows, ...own];
    const kinds = new Set([...passages.map(({ figure }) => figure), draft?.figure].map((figure) => figure && isDate(figure)));
    kinds.delete(undefined);
    kinds.delete(null);
    const differ = new Set(all.map(({ low, high }) => `${low} ${high}`)).size > 1;
    return all.length > 1 && differ && kinds.size === 1 ? drawn(all) : '';
}

function isDate({ start, end }: Figure): boolean {
    return start !== null || end !== null;
}

function row(label: string, value: string, figure: Figure | null, draft: boolean): Row[] {
    if (!figure) {
        return [];
    }
    const [low, high] = isDate(figure)
        ? [figure.start ?? figure.end, figure.end ?? figure.start].map((day) => Date.parse(day ?? ''))
        : [figure.low ?? figure.high, figure.high ?? figure.low];
    return Number.isFinite(low) && Number.isFinite(high)
        ? [{ label, value, low: low as number, high: high as number, draft }]
        : [];
}

function drawn(rows: Row[]): Html {
    const least = Math.min(...rows.map(({ low }) => low));
    const most = Math.max(...rows.map(({ high }) => high));
    const span = most - least || 1;
    // Room at the right for the last value's words.
    const reach = WIDTH - LEFT - 96;
    const x = (value: number) => LEFT + ((value - least) / span) * reach;
    const height = TOP + rows.length * ROW + 4;
    const words = rows.map(({ label, value }) => `${label}: ${value}`).join('; ');
    return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Chart. ${words}">${rows.map(
        (row, at) => {
            const y = TOP + at * ROW + 18;
            const [from, to] = [x(row.low), x(row.high)];
            const kind = row.draft ? 'draft' : 'source';
            return html`<text class="label" x="${LEFT}" y="${y - 9}">${shortened(row.label)}</text
                ><line class="axis" x1="${LEFT}" x2="${LEFT + reach}" y1="${y}" y2="${y}"/><line
                class="mark ${kind}" x1="${from.toFixed(1)}" x2="${Math.max(to, from + 0.1).toFixed(1)}" y1="${y}" y2="${y}"/><text
                class="value ${kind}" x="${(to + 8).toFixed(1)}" y="${y + 4}">${row.value}</text>`;
        },
    )}</svg>`;
}

function shortened(label: string): string {
    return label.length > 48 ? `${label.slice(0, 47)}…` : label;
}
