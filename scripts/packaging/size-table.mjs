/** What a packed app weighs, part by part; each megabyte gets a name. Written to release/sizes.md. */
import fs from 'node:fs';
import path from 'node:path';
import { platformName, root } from '../lib/paths.mjs';
import { resourcesIn } from './package-layout.mjs';

/** The first that matches owns a file. Paths from the app's folder, with `/`. */
const PARTS = /** @type {ReadonlyArray<readonly [RegExp, string]>} */ ([
  [/(^|\/)resources\/demo\//i, 'sample game'],
  [/(^|\/)resources\/models\/prepared\//i, 'person detector (YOLOv8 nano, cut to one class)'],
  [/(^|\/)resources\/models\//i, 'number readers (PP-OCRv4, our jersey net)'],
  [/(^|\/)resources\/bin\/[^/]+\/(programs\/)?redis/i, 'Redis server'],
  [/(^|\/)resources\/bin\/[^/]+\/(programs\/)?ff/i, 'ffmpeg and ffprobe'],
  [/(^|\/)resources\/bin\/[^/]+\/lib\//i, 'libraries of ffmpeg and Redis (only when the programs were taken from the system; a static release has none)'],
  [/(^|\/)resources\/licences\//i, 'licences'],
  [/node_modules\/onnxruntime/, 'onnxruntime, this target only'],
  [/node_modules\/(@tesseract|tesseract)/, 'second number reader (Tesseract engine and data)'],
  [/app\.asar\.unpacked\/node_modules\//, 'helpers of the second number reader'],
  [/app\.asar/, 'the app itself: main, worker, page'],
  [/locales\//, 'Chromium: languages'],
  [/LICENSES?\./, 'licences'],
  [/.*/, 'Electron: Chromium, Node, graphics'],
]);

/** @param {string} folder of the unpacked app @returns {{ totalBytes: number, parts: Record<string, number> }} */
export function writeSizeTable(folder) {
  const { totalBytes, parts } = measureParts(folder);
  const rows = Object.entries(parts).sort(([, one], [, other]) => other - one).map(([name, bytes]) => `| ${name} | ${(bytes / 1e6).toFixed(1)} |`);
  const text = [`Unpacked app for ${platformName}, MB (10⁶ bytes)`, '', '| part | MB |', '|---|---|', ...rows, `| **together** | **${(totalBytes / 1e6).toFixed(1)}** |`, ''];
  fs.writeFileSync(path.join(root, 'release', 'sizes.md'), text.join('\n'));
  fs.accessSync(resourcesIn(folder));
  return { totalBytes, parts };
}

/** @param {string} folder @returns {{ totalBytes: number, parts: Record<string, number> }} bytes of the files' content */
export function measureParts(folder) {
  /** @type {Record<string, number>} */ const parts = {};
  let totalBytes = 0;
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const bytes = fs.statSync(file).size;
    const name = partOf(path.relative(folder, file).split(path.sep).join('/'));
    parts[name] = (parts[name] ?? 0) + bytes;
    totalBytes += bytes;
  }
  return { totalBytes, parts };
}

/** @param {string} file from the app's folder @returns {string} */
export function partOf(file) {
  return PARTS.find(([pattern]) => pattern.test(file))?.[1] ?? 'other';
}
