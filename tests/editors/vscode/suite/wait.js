// Waiting for what the server says: by events, never by sleeping, with one limit for everything.

const vscode = require('vscode');

/** Longest wait for anything, in milliseconds. */
const LIMIT = 40_000;

/** Resolves once `holds()` gives a truthy value, asked now and after each event; the fault shows what was seen last. */
function until(what, event, holds) {
    return new Promise((resolve, reject) => {
        let seen;
        const done = (settle, value) => {
            clearTimeout(limit);
            listening.dispose();
            settle(value);
        };
        const look = () => {
            seen = holds();
            if (seen) {
                done(resolve, seen);
            }
        };
        const limit = setTimeout(() => done(reject, new Error(`waited in vain for ${what}`)), LIMIT);
        const listening = event(look);
        look();
    });
}

/** The findings of a document in the order of their place. */
function findings(uri) {
    return vscode.languages
        .getDiagnostics(uri)
        .filter(({ source }) => source === 'factmark')
        .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The findings of a document once they are as `wanted`. */
function untilFindings(uri, what, wanted) {
    return until(what, vscode.languages.onDidChangeDiagnostics, () => {
        const found = findings(uri);
        return wanted(found) ? found : undefined;
    }).catch((fault) => {
        const seen = findings(uri).map(describe).join('\n');
        throw new Error(`${fault.message}; seen:\n${seen}`);
    });
}

/** Asks again and again: for what no event tells. */
async function untilTrue(what, asked) {
    const deadline = Date.now() + LIMIT;
    while (!(await asked())) {
        if (Date.now() > deadline) {
            throw new Error(`waited in vain for ${what}`);
        }
        // What is waited for gets its turn, too.
        await new Promise(setImmediate);
    }
}

const SEVERITIES = ['error', 'warning', 'information', 'hint'];

/** `error F002 13:43-13:47 words`, lines and characters from 1 as the editor shows them. */
function describe({ severity, code, range, message }) {
    const place = ({ line, character }) => `${line + 1}:${character + 1}`;
    const number = typeof code === 'object' ? code.value : code;
    return `${SEVERITIES[severity]} ${number} ${place(range.start)}-${place(range.end)} ${message}`;
}

module.exports = { LIMIT, until, findings, untilFindings, untilTrue, describe };
