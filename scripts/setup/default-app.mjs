/**
 * The app that Electron runs when it is started from the command line: it loads the folder named there.
 * Electron's own releases carry one; the fallback archive does not, so we write our own, packed as an asar.
 */

/** @returns {Buffer} content of `default_app.asar` */
export function packDefaultApp() {
  return packAsar({
    'package.json': JSON.stringify({ name: 'default-app', productName: 'Electron', main: 'main.mjs', type: 'module' }),
    'main.mjs': DEFAULT_APP,
  });
}

/**
 * The asar format: two nested Pickle headers with sizes, a JSON directory, then the files one after the other.
 * @param {Record<string, string>} contents by file name, no folders
 * @returns {Buffer}
 */
export function packAsar(contents) {
  /** @type {Record<string, { size: number, offset: string }>} */ const files = {};
  const bodies = [];
  let offset = 0;
  for (const [name, text] of Object.entries(contents)) {
    const body = Buffer.from(text);
    files[name] = { size: body.length, offset: String(offset) };
    bodies.push(body);
    offset += body.length;
  }
  const directory = Buffer.from(JSON.stringify({ files }));
  const padding = Buffer.alloc((4 - (directory.length % 4)) % 4);
  const header = Buffer.alloc(16);
  header.writeUInt32LE(4, 0);
  header.writeUInt32LE(8 + directory.length + padding.length, 4);
  header.writeUInt32LE(4 + directory.length + padding.length, 8);
  header.writeUInt32LE(directory.length, 12);
  return Buffer.concat([header, directory, padding, ...bodies]);
}

const DEFAULT_APP = `
import { app } from 'electron/main';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(path.join(process.cwd(), 'from-here.js'));
const { preloads, target } = readArguments(process.argv.slice(1));
for (const module of preloads) require(module);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
try {
  await import(pathToFileURL(entryOf(target)).href);
} catch (error) {
  console.error('App threw an error during load');
  console.error(error?.stack || error);
  app.exit(1);
}

function readArguments(words) {
  const preloads = [];
  while (words.length > 0) {
    const word = words.shift();
    if (word === '-r' || word === '--require') preloads.push(words.shift());
    else if (word === '-v' || word === '--version') {
      console.log('v' + process.versions.electron);
      process.exit(0);
    } else if (!word.startsWith('-')) return { preloads, target: path.resolve(word) };
  }
  console.error('usage: electron [-r module] path/to/app');
  process.exit(2);
}

function entryOf(target) {
  if (!fs.statSync(target, { throwIfNoEntry: false })?.isDirectory()) {
    const file = require.resolve(target);
    app.setAppPath(path.dirname(file));
    return file;
  }
  const about = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'));
  if (about.version) app.setVersion(about.version);
  if (about.productName || about.name) app.name = about.productName || about.name;
  app.setDesktopName?.(about.desktopName || app.name + '.desktop');
  app.setAppPath(target);
  return require.resolve(path.join(target, about.main || 'index.js'));
}
`;
