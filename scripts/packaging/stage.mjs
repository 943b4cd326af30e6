/**
 * Puts together what lies beside the app in a package: programs, models, the sample game, licences, and the checksums of all of them.
 * What only development needs stays behind: Electron's own folder, models in forms that the app does not load, truth files.
 */
import fs from 'node:fs';
import path from 'node:path';
import { sha256OfFile } from '../lib/checksum.mjs';
import { modelsFolder, platformName, resources, root } from '../lib/paths.mjs';
import { SetupError } from '../lib/say.mjs';
import { readTools, toolPath } from '../setup/tools-manifest.mjs';
import { copySelfContained } from './self-contained.mjs';

/** The detector that the app uses by itself; others are brought by setup. */
const DETECTOR = 'yolov8n';
const PROGRAMS = /** @type {const} */ (['ffmpeg', 'ffprobe', 'redis-server']);

/** @returns {Promise<string>} the folder, replaced as a whole */
export async function stageResources() {
  const stage = path.join(root, 'release', 'stage', platformName);
  fs.rmSync(stage, { recursive: true, force: true });
  await stagePrograms(path.join(stage, 'bin', platformName));
  stageModels(path.join(stage, 'models'));
  fs.cpSync(path.join(resources, 'demo', 'rink-demo', 'video.mp4'), path.join(stage, 'demo', 'rink-demo', 'video.mp4'));
  stageLicences(path.join(stage, 'licences'));
  const feed = process.env['SHIFTCLIPPER_UPDATE_FEED'];
  if (feed) fs.writeFileSync(path.join(stage, 'update-feed.txt'), `${feed}\n`); // where this release asks for the next
  await writeChecksums(stage);
  return stage;
}

/** @param {string} folder */
async function stagePrograms(folder) {
  const tools = readTools();
  /** @type {Record<string, import('../setup/tools-manifest.mjs').Tool>} */ const packed = {};
  for (const name of PROGRAMS) {
    const tool = tools[name];
    if (!tool) throw new SetupError(`${name} is missing, and a package must carry it`, 'npm run setup');
    const file = process.platform === 'win32' ? `${name}.exe` : name;
    await copySelfContained(toolPath(tool), file, folder);
    packed[name] = { path: file, version: tool.version, source: tool.source, sha256: await sha256OfFile(path.join(folder, file)) };
  }
  fs.writeFileSync(path.join(folder, 'tools.json'), `${JSON.stringify({ version: 1, tools: packed }, null, 2)}\n`);
}

/** The detector in the form that the app loads, the number readers as they are. @param {string} target */
function stageModels(target) {
  const prepared = readJson(path.join(modelsFolder, 'prepared', 'manifest.json'));
  /** @type {Array<{ id: string, file: string }>} */ const forms = prepared.models.filter((/** @type {{ id: string }} */ model) => model.id === DETECTOR);
  if (forms.length === 0) throw new SetupError(`the detector ${DETECTOR} is not prepared`, 'npm run setup');
  for (const { file } of forms) copyInto(target, path.join('prepared', file));
  const others = prepared.models.map((/** @type {{ file: string }} */ model) => model.file);
  for (const file of fs.readdirSync(path.join(modelsFolder, 'prepared'))) if (!others.includes(file)) copyInto(target, path.join('prepared', file)); // what the forms are tried with
  fs.writeFileSync(path.join(target, 'prepared', 'manifest.json'), `${JSON.stringify({ ...prepared, models: forms }, null, 2)}\n`);
  const catalogue = readJson(path.join(modelsFolder, 'models.json'));
  copyInto(target, 'models.json');
  for (const model of catalogue.models) {
    if (model.task !== 'number-reading' || model.setup === 'on-request') continue;
    copyInto(target, model.file);
    if (model.keys) copyInto(target, model.keys.file);
  }
}

/** @param {string} target @param {string} file below the models' folder */
function copyInto(target, file) {
  const from = path.join(modelsFolder, file);
  if (!fs.existsSync(from)) throw new SetupError(`the model ${file} is missing`, 'npm run setup');
  fs.mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
  fs.copyFileSync(from, path.join(target, file));
}

/** Ours, the list of what is built on, and where this system keeps them the texts of the programs taken from it. @param {string} target */
function stageLicences(target) {
  fs.mkdirSync(target, { recursive: true });
  for (const file of ['LICENSE', 'NOTICE.md']) fs.copyFileSync(path.join(root, file), path.join(target, file));
  const own = path.join(resources, 'licences');
  if (fs.existsSync(own)) fs.cpSync(own, target, { recursive: true });
  for (const name of ['ffmpeg', 'redis-server', 'redis-tools']) {
    const text = `/usr/share/doc/${name}/copyright`;
    if (fs.existsSync(text)) fs.copyFileSync(text, path.join(target, `${name}.txt`));
  }
}

/** `checksums.json`: what an installed copy must be; the health page and test:package compare. @param {string} stage */
async function writeChecksums(stage) {
  const files = fs.readdirSync(stage, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => path.relative(stage, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/')).sort();
  /** @type {Record<string, string>} */ const sums = {};
  for (const file of paths) sums[file] = await sha256OfFile(path.join(stage, file));
  fs.writeFileSync(path.join(stage, 'checksums.json'), `${JSON.stringify({ version: 1, files: sums }, null, 1)}\n`);
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
