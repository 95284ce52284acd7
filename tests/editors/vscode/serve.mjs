// Serves VS Code with a package and a file open to the browser of this machine, until it is interrupted.
//
// usage: node serve.mjs CODE_SERVER FOLDER PACKAGE PROJECT FILE

import { CodeServer } from './workbench.mjs';

const [program, folder, extension, project, file] = process.argv.slice(2);
const server = await CodeServer.start({ program, folder, extensions: [extension], settings: {} });
console.log(`Open ${server.address(project, file)}\nPress Ctrl+C here to end.`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
}
