// What the server tells beyond the protocol; server/factmark/PROTOCOL.md describes it.

import type { Position, Range, TextEdit } from 'vscode-languageclient/node';

export interface Source {
    uri: string | null;
    path: string;
    title: string;
    author: string | null;
    publisher: string | null;
    issued: string | null;
    asOf: string | null;
    url: string | null;
}

export interface Figure {
    kind: string;
    low: number | null;
    high: number | null;
    start: string | null;
    end: string | null;
}

export interface Passage {
    source: Source;
    range: Range;
    selectionRange: Range;
    line: number;
    quote: { before: string; value: string; after: string };
    figure: Figure | null;
}

export interface Fact {
    kind: string | null;
    passage: Passage;
    speaker: string | null;
    asOf: string | null;
    contested: boolean;
    others: Passage[];
}

export interface Sheet {
    name: string;
    aliases: string[];
    type: string;
    definition: Passage | null;
    mentions: { source: Source; count: number }[];
    facts: Fact[];
}

export type Verdict = 'supported' | 'conflict' | 'contested' | 'unsourced' | 'none';

export interface Claim {
    range: Range;
    sentenceRange: Range;
    value: string;
    sentence: string;
    verdict: Verdict;
    figure: Figure | null;
    finding: { code: string; severity: string; message: string } | null;
    evidence: { verdict: Verdict; passage: Passage }[];
}

export interface Facts {
    range: Range | null;
    claim: Claim | null;
    sheet: Sheet | null;
}

export interface Claims {
    uri: string;
    version: number;
    claims: Claim[];
}

export interface SourceProblem {
    kind: 'noSources' | 'missing' | 'unreadable' | 'manifest' | 'skipped' | 'stopped' | 'settings';
    uri: string | null;
    line: number | null;
    message: string;
    urgent: boolean;
}

export interface Sources {
    root: string | null;
    sources: { source: Source; sentences: number; undated: boolean; newerEdition: Source | null }[];
    problems: SourceProblem[];
}

export interface Status {
    state: 'reading' | 'ready';
    root: string | null;
    /** Once it is ready, fewer than there are where reading was stopped. */
    sources: { read: number; total: number };
    problems: number;
    findings: { errors: number; warnings: number; information: number; hints: number };
    drafts: number;
}

export interface FactsParams {
    textDocument: { uri: string };
    position: Position;
}

/** A passage as the server knows it again. */
export interface PassageName {
    source: string;
    range: Range;
}

export interface CitationParams extends FactsParams, PassageName {}

export interface Citation {
    version: number;
    edits: TextEdit[];
}

export const FACTS = 'factmark/facts';
export const CLAIMS = 'factmark/claims';
export const CITATION = 'factmark/citation';
export const SOURCES = 'factmark/sources';
export const READ_SOURCES = 'factmark/readSources';
export const STOP_READING = 'factmark/stopReading';
export const STATUS = 'factmark/status';

/** The kind of data that a dragged passage is, a `PassageName` as JSON. */
export const PASSAGE_TYPE = 'application/vnd.factmark.passage';

/** In the order in which a writer wants to see them. */
export const VERDICTS: readonly Verdict[] = ['conflict', 'contested', 'unsourced', 'none', 'supported'];

export const VERDICT_NAMES: Record<Verdict, string> = {
    conflict: 'Contradicted',
    contested: 'Sources differ',
    unsourced: 'Without a source',
    none: 'Not decided',
    supported: 'Supported',
};

/** The day that a source describes or was published, as far as known. */
export function dated(source: Source): string | null {
    return source.asOf ?? source.issued;
}

/** The name of a passage whose source has an address. */
export function passageNamed({ source, range }: Passage): PassageName {
    return { source: source.uri ?? '', range };
}

/** Title, line and what is known of the source, for one line of text. */
export function placeOf({ source, line }: Passage): string {
    return [`${source.title}, line ${line}`, source.publisher, dated(source)].filter(Boolean).join(' · ');
}

export function plural(count: number, word: string): string {
    return `${count} ${word}${count === 1 ? '' : 's'}`;
}
