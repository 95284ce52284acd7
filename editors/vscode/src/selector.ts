// Which documents the server is asked about: the languages that the manifest names, on disk or not yet saved.

import type { DocumentFilter } from 'vscode-languageclient/node';

const ON_LANGUAGE = 'onLanguage:';
const SCHEMES = ['file', 'untitled'];

interface Manifest {
    activationEvents: string[];
}

export function documentSelector(manifest: Manifest): DocumentFilter[] {
    return manifest.activationEvents
        .filter((event) => event.startsWith(ON_LANGUAGE))
        .map((event) => event.slice(ON_LANGUAGE.length))
        .flatMap((language) => SCHEMES.map((scheme) => ({ scheme, language })));
}
