/* build.mjs - makes ../dist/index.html: one file with its style and its script inside.
 *
 * The server reads the hashes of both from the file and names them in its policy, so there must be
 * one <style> and one <script>, without attributes.
 */
import { build } from 'esbuild';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const common = {
  absWorkingDir: here, bundle: true, minify: true, write: false, charset: 'utf8', target: 'es2021',
  legalComments: 'none', logLevel: 'warning'
};

const [script, style] = await Promise.all([
  build({ ...common, entryPoints: ['src/main.js'], format: 'iife' }),
  build({ ...common, entryPoints: ['src/page.css'], loader: { '.css': 'css' } })
]);

/* Nothing inside may end the element that it stands in, or start a comment there. */
const inside = (text) => text.replace(/<\/(script|style)/gi, '<\\/$1').replace(/<!--/g, '<\\!--').trim();
const page = (await readFile(join(here, 'index.html'), 'utf8'))
  .replace('/* style */', () => inside(style.outputFiles[0].text))
  .replace('/* script */', () => inside(script.outputFiles[0].text));
await mkdir(join(here, '../dist'), { recursive: true });
await writeFile(join(here, '../dist/index.html'), page);
