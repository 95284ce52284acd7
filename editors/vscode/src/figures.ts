// The figures of passages as points to draw: what can be compared, on which scale, in which order. Knows no drawing.

import { dated, type Figure, type Passage } from './protocol';

/** A figure of a source or of the draft; a day as milliseconds where figures are dates. */
export interface Point {
    /** The source's title. */
    source: string;
    /** The day that the source describes or was published. */
    day: string | null;
    /** As the source or the draft says it. */
    value: string;
    low: number;
    high: number;
    /** Place in the list of passages; nothing for the draft's own. */
    at: number | null;
}

export interface Comparison {
    /** In order of their days, those without one last. */
    points: Point[];
    draft: Point | null;
}

export interface DraftFigure {
    value: string;
    figure: Figure | null;
}

/** The figures that can be compared; nothing where they are of several kinds or all the same. */
export function comparison(passages: readonly Passage[], place: (passage: Passage) => number, draft?: DraftFigure): Comparison | undefined {
    const points = passages.flatMap((passage) => {
        const { source, quote, figure } = passage;
        return point({ source: source.title, day: dated(source), value: quote.value, at: place(passage) }, figure);
    });
    const [own] = draft ? point({ source: 'your draft', day: null, value: draft.value, at: null }, draft.figure) : [];
    const all = own ? [...points, own] : points;
    const kinds = new Set([...passages.map(({ figure }) => figure), draft?.figure].flatMap((figure) => (figure ? [isDate(figure)] : [])));
    const differ = new Set(all.map(({ low, high }) => `${low} ${high}`)).size > 1;
    if (points.length === 0 || !differ || kinds.size > 1) {
        return undefined;
    }
    const key = ({ day }: Point) => day ?? '9999';
    return { points: points.sort((a, b) => key(a).localeCompare(key(b))), draft: own ?? null };
}

function isDate({ start, end }: Figure): boolean {
    return start !== null || end !== null;
}

function point(named: Omit<Point, 'low' | 'high'>, figure: Figure | null): Point[] {
    if (!figure) {
        return [];
    }
    const [low, high] = isDate(figure)
        ? [figure.start ?? figure.end, figure.end ?? figure.start].map((day) => Date.parse(day ?? ''))
        : [figure.low ?? figure.high, figure.high ?? figure.low];
    return Number.isFinite(low) && Number.isFinite(high) ? [{ ...named, low: low as number, high: high as number }] : [];
}
