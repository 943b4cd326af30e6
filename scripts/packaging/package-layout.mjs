/** What a packed app must and must not hold. Looks only at files and fuses; that it works is test:package's part. */
import fs from 'node:fs';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { platformName, root } from '../lib/paths.mjs';
import { FUSES, findWire } from '../setup/electron-fuses.mjs';

/** What the fuses of a release must be; the same as `electronFuses` in electron-builder.yml, by Electron's own names. */
export const RELEASE_FUSES = /** @type {const} */ ({
  RunAsNode: false,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
});

const IN_ARCHIVE = ['/package.json', '/dist/main/main.mjs', '/dist/main/preload.cjs', '/dist/renderer/index.html', '/dist/worker/worker.mjs', '/dist/worker/inference-thread.mjs'];
const UNPACKED = [
  'dist/worker/worker.mjs', 'dist/worker/inference-thread.mjs', 'node_modules/onnxruntime-common/package.json',
  'node_modules/tesseract.js/package.json', 'node_modules/@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz', `node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}/onnxruntime_binding.node`,
];
const BESIDE = ['checksums.json', 'licences/LICENSE', 'licences/NOTICE.md', 'models/models.json', 'models/prepared/manifest.json', 'demo/rink-demo/video.mp4', `bin/${platformName}/tools.json`];
const NEVER = [/\.map$/, /^\/dist\/(cli|tools)\//, /^\/(src-|scripts|e2e|resources)/, /\.test\./, /^\/node_modules\/(react|zod|apache-arrow|bullmq|ioredis|electron|vite)\//];

/** Where electron-builder leaves the unpacked app of this system. @returns {string} */
export function unpackedFolder() {
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  const name = { linux: `linux${arch}-unpacked`, win32: `win${arch}-unpacked`, darwin: path.join(`mac${arch}`, 'ShiftClipper.app', 'Contents') }[/** @type {'linux'} */ (process.platform)] ?? '';
  return path.join(root, 'release', name);
}

/** @param {string} folder as `unpackedFolder` @returns {string} */
export function executableIn(folder) {
  return path.join(folder, { linux: 'shiftclipper', win32: 'ShiftClipper.exe', darwin: path.join('MacOS', 'ShiftClipper') }[/** @type {'linux'} */ (process.platform)] ?? '');
}

/** @param {string} folder as `unpackedFolder` */
export function resourcesIn(folder) {
  return path.join(folder, process.platform === 'darwin' ? 'Resources' : 'resources');
}

/** @param {string} folder as `unpackedFolder` @returns {string[]} sentences; empty when all is right */
export function problemsOfPackage(folder) {
  const resources = resourcesIn(folder);
  const archive = path.join(resources, 'app.asar');
  if (!fs.existsSync(archive)) return [`${archive} is not there`];
  const entries = listPackage(archive, { isPack: false }).map((entry) => entry.split(path.sep).join('/'));
  return [
    ...IN_ARCHIVE.filter((entry) => !entries.includes(entry)).map((entry) => `${entry} is not in the archive`),
    ...entries.filter((entry) => NEVER.some((pattern) => pattern.test(entry))).slice(0, 5).map((entry) => `${entry} must not be in a package`),
    ...UNPACKED.filter((file) => !fs.existsSync(path.join(`${archive}.unpacked`, file))).map((file) => `${file} is not unpacked beside the archive`),
    ...BESIDE.filter((file) => !fs.existsSync(path.join(resources, file))).map((file) => `${file} is not among the resources`),
    ...foreignBinaries(path.join(`${archive}.unpacked`, 'node_modules', 'onnxruntime-node', 'bin')),
    ...wrongFuses(process.platform === 'darwin' ? path.join(folder, 'Frameworks', 'Electron Framework.framework', 'Electron Framework') : executableIn(folder)),
  ];
}

/** @param {string} bin of onnxruntime-node @returns {string[]} */
function foreignBinaries(bin) {
  if (!fs.existsSync(bin)) return [];
  const files = fs.readdirSync(bin, { recursive: true }).map(String).filter((file) => file.endsWith('.node'));
  return files.filter((file) => !file.includes(path.join(process.platform, process.arch))).map((file) => `onnxruntime-node/bin/${file} is another system's`);
}

/** @param {string} executable @returns {string[]} */
export function wrongFuses(executable) {
  const program = fs.readFileSync(executable);
  const wire = findWire(program);
  return FUSES.filter((fuse, index) => program[wire + index] !== (RELEASE_FUSES[fuse] ? 0x31 : 0x30)).map((fuse) => `the fuse ${fuse} must be ${RELEASE_FUSES[fuse] ? 'on' : 'off'}`);
}
