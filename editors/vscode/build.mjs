// Bundles the extension into one file; `vscode` itself comes from the editor.
// usage: node build.mjs [--production]
import { build } from 'esbuild';

const production = process.argv.includes('--production');

await build({
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    bundle: true,
    platform: 'node',
    // The Node of the oldest VS Code that the manifest's `engines` admits.
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    minify: production,
    sourcemap: !production,
    logLevel: 'warning',
});
