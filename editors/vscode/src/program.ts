// Finds the server program and asks it for its version before it is used. Knows no editor: what it needs is passed in.

import { execFile, type ExecFileException } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export const SERVER_PATH_SETTING = 'factmark.server.path';
export const SERVER_VARIABLE = 'FACTMARK_SERVER';

/** Limit on `factmark --version`, in milliseconds; a program that needs longer would not serve a writer either. */
const PROBE_LIMIT = 10_000;

export interface Program {
    command: string;
    /** Who named it, for messages. */
    origin: string;
}

/** A fault with a message for the writer. */
export class ProgramError extends Error {}

interface Places {
    environment: NodeJS.ProcessEnv;
    /** Value of the setting; empty when it is not set. */
    setting: string;
    extensionFolder: string;
    platform: NodeJS.Platform;
}

/** The first that is named: environment, setting, program inside the extension, search path. */
export function findProgram({ environment, setting, extensionFolder, platform }: Places): Program {
    const fromEnvironment = environment[SERVER_VARIABLE]?.trim();
    if (fromEnvironment) {
        return { command: fromEnvironment, origin: `from the environment variable ${SERVER_VARIABLE}` };
    }
    if (setting.trim()) {
        return { command: fullPath(setting.trim()), origin: `from the setting ${SERVER_PATH_SETTING}` };
    }
    const bundled = join(extensionFolder, 'bin', platform === 'win32' ? 'factmark.exe' : 'factmark');
    if (existsSync(bundled)) {
        return { command: bundled, origin: 'inside the extension' };
    }
    return { command: 'factmark', origin: 'looked for in PATH' };
}

function fullPath(setting: string): string {
    const path = setting.startsWith('~/') ? join(homedir(), setting.slice(2)) : setting;
    if (!isAbsolute(path)) {
        throw new ProgramError(`The setting ${SERVER_PATH_SETTING} must be a full path, but is "${setting}".`);
    }
    return path;
}

/** The program's own version line, such as "factmark 0.1.0". Throws a ProgramError when it is no such program. */
export async function probe(program: Program): Promise<string> {
    const answer = await versionOf(program);
    if (!/^factmark \d/.test(answer)) {
        throw new ProgramError(`${describe(program)} is not Factmark: its --version says "${answer.slice(0, 80)}".`);
    }
    return answer;
}

function versionOf(program: Program): Promise<string> {
    return new Promise((resolve, reject) => {
        execFile(program.command, ['--version'], { timeout: PROBE_LIMIT, windowsHide: true }, (fault, output) => {
            if (fault) {
                reject(new ProgramError(explain(program, fault)));
            } else {
                resolve(output.trim());
            }
        });
    });
}

function describe({ command, origin }: Program): string {
    return `The program "${command}" (${origin})`;
}

function explain(program: Program, fault: ExecFileException): string {
    if (fault.code === 'ENOENT') {
        return `${describe(program)} was not found. Install Factmark, or set ${SERVER_PATH_SETTING} to its full path.`;
    }
    if (fault.code === 'EACCES') {
        return `${describe(program)} may not be run.`;
    }
    const reason = fault.killed ? `no answer within ${PROBE_LIMIT / 1000} seconds` : fault.message.trim();
    return `${describe(program)} could not say its version: ${reason}.`;
}
