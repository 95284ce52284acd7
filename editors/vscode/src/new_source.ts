// Name and entry of a new source. Knows no editor.

export function fileName(title: string): string {
    const words = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return words.join('-').slice(0, 60).replace(/-+$/, '') || 'source';
}

/** The source's table in `sources.toml`; what is not known is left out. */
export function entryOf(file: string, known: { title: string; issued: string; url: string }): string {
    const keys: [string, string][] = [
        ['file', file],
        ['title', known.title.trim()],
        ['issued', known.issued.trim()],
        ['URL', known.url.trim()],
    ];
    // JSON's strings are TOML's basic strings as well.
    const lines = keys.filter(([, value]) => value).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
    return ['[[source]]', ...lines, ''].join('\n');
}
