// Counts checks and prints them, one line each, closing with "N passed, N failed".

export class Report {
    passed = 0;
    failed = 0;

    /** Runs one check; a fault is printed, and the next ones still run. */
    async check(name, body) {
        try {
            await body();
            this.passed += 1;
            console.log(`ok: ${name}`);
        } catch (fault) {
            this.failed += 1;
            console.log(`not ok: ${name}\n${String(fault?.stack ?? fault).replace(/^/gm, '  ')}`);
        }
    }

    close() {
        console.log(`${this.passed} passed, ${this.failed} failed`);
        process.exitCode = this.failed === 0 && this.passed > 0 ? 0 : 1;
    }
}
