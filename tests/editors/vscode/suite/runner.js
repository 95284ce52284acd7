// Runs tests of the extension with the whole `vscode` API inside the extension host, for extension_host.mjs: each module
// of tests makes its own `run` of this.

const { appendFileSync, writeFileSync } = require('node:fs');

/** Where the lines go: a file where one is named, since the host's own console adds to them. */
function say(line) {
    const file = process.env.FACTMARK_TEST_RESULTS;
    if (file) {
        appendFileSync(file, `${line}\n`);
    } else {
        console.log(line);
    }
}

exports.runner = (tests) => async function run() {
    if (process.env.FACTMARK_TEST_RESULTS) {
        writeFileSync(process.env.FACTMARK_TEST_RESULTS, '');
    }
    let failed = 0;
    for (const [name, body] of tests) {
        try {
            await body();
            say(`ok: ${name}`);
        } catch (fault) {
            failed += 1;
            say(`not ok: ${name}\n${String(fault?.stack ?? fault).replace(/^/gm, '  ')}`);
        }
    }
    say(`${tests.length - failed} passed, ${failed} failed`);
    if (failed > 0) {
        throw new Error(`${failed} of ${tests.length} tests failed`);
    }
};
