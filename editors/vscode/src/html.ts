// HTML from text: everything that comes from a source or a draft passes through here. Knows no editor.

/** Already HTML. */
export class Html {
    constructor(readonly text: string) {}
    toString(): string {
        return this.text;
    }
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A template whose values are escaped, unless they are HTML already. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
    return new Html(strings.reduce((out, string, at) => out + written(parts[at - 1]) + string));
}

function written(part: Part): string {
    if (part instanceof Html) {
        return part.text;
    }
    if (Array.isArray(part)) {
        return part.map(written).join('');
    }
    return part === null || part === undefined || part === false ? '' : escape(String(part));
}

function escape(text: string): string {
    const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
    return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
}
