/**
 * `npm run bench:shell [-- --rounds 5]`: how quickly the packed app is there, against an Electron app that is nothing but one empty window, started in turn.
 * Also what it costs while nothing is done: processor time and the page's memory. Needs what `npm run dist -- --dir` left.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPackage } from '@electron/asar';
import { artifacts, fromRoot } from './lib/paths.mjs';
import { withScreen } from './lib/virtual-screen.mjs';
import { say, SetupError } from './lib/say.mjs';
import { startPacked } from './package-test/start-packed.mjs';
import { executableIn, resourcesIn, unpackedFolder } from './packaging/package-layout.mjs';

/** Long enough that a single wake-up does not count for much. */
const IDLE_SECONDS = 20;

/** @param {string[]} args @returns {Promise<number>} exit code */
export async function benchShell(args) {
  const rounds = args[0] === '--rounds' ? Number(args[1]) : 5;
  if (!Number.isInteger(rounds) || rounds < 1) throw new SetupError(`--rounds must be a whole number from 1, got "${args[1]}"`);
  const ours = unpackedFolder();
  if (!fs.existsSync(executableIn(ours))) throw new SetupError('there is no packed app', 'npm run dist -- --dir');
  const empty = await emptyApp(ours);
  /** @type {{ ours: number[], empty: number[], idle: number[], pageMB: number[] }} */ const seen = { ours: [], empty: [], idle: [], pageMB: [] };
  await withScreen(async (screen) => {
    await measure(executableIn(empty), screen, null); // both once unmeasured: the disk's cache is warm for all rounds alike
    await measure(executableIn(ours), screen, null);
    for (let round = 0; round < rounds; round += 1) {
      seen.empty.push((await measure(executableIn(empty), screen, null)).startMs);
      const { startMs, idleShare, pageMB } = await measure(executableIn(ours), screen, round === 0 ? IDLE_SECONDS : null);
      seen.ours.push(startMs);
      if (idleShare !== null) seen.idle.push(idleShare);
      seen.pageMB.push(pageMB);
    }
  });
  const [app, none] = [median(seen.ours), median(seen.empty)];
  const report = { rounds, load: os.loadavg().map((load) => Number(load.toFixed(1))), startMs: { app, empty: none, ratio: app / none, all: seen }, idleCpuShare: seen.idle[0] ?? null, pageMB: median(seen.pageMB) };
  fs.mkdirSync(artifacts, { recursive: true });
  fs.writeFileSync(path.join(artifacts, 'bench-shell.json'), `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`start to a page that takes input: ${app.toFixed(0)} ms, empty app ${none.toFixed(0)} ms, ratio ${(app / none).toFixed(2)} (medians of ${rounds}, in turn; load ${report.load[0]})\nidle: ${((report.idleCpuShare ?? 0) * 100).toFixed(1)} % of one core over ${IDLE_SECONDS} s, all processes; page ${report.pageMB.toFixed(0)} MB\n`);
  say(`all figures: ${fromRoot(path.join(artifacts, 'bench-shell.json'))}`);
  return 0;
}

/** The same runtime, with an app of one empty window. @param {string} folder the packed app @returns {Promise<string>} */
async function emptyApp(folder) {
  const target = path.join(path.dirname(folder), 'empty-app');
  fs.rmSync(target, { recursive: true, force: true });
  const skip = [path.join(resourcesIn(folder), 'app.asar'), path.join(resourcesIn(folder), 'app.asar.unpacked')];
  const heavy = ['bin', 'models', 'demo'].map((name) => path.join(resourcesIn(folder), name));
  fs.cpSync(folder, target, { recursive: true, verbatimSymlinks: true, filter: (from) => ![...skip, ...heavy].includes(from) });
  const source = fs.mkdtempSync(path.join(os.tmpdir(), 'shiftclipper-empty-'));
  fs.writeFileSync(path.join(source, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.cjs' }));
  // By address and not by file: the fuses of a release keep file:// out of the archive.
  fs.writeFileSync(path.join(source, 'main.cjs'), "const { app, BrowserWindow } = require('electron'); app.setPath('userData', process.env.SHIFTCLIPPER_DATA); app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900 }).loadURL('data:text/html,<div class=app>empty</div>')); app.on('window-all-closed', () => app.quit());");
  await createPackage(source, path.join(resourcesIn(target), 'app.asar'));
  fs.rmSync(source, { recursive: true, force: true });
  return target;
}

/** @param {string} executable @param {Record<string, string>} screen @param {number | null} idleSeconds @returns {Promise<{ startMs: number, idleShare: number | null, pageMB: number }>} */
async function measure(executable, screen, idleSeconds) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'shiftclipper-shell-'));
  const app = await startPacked(executable, home, screen);
  try {
    let idleShare = null;
    if (idleSeconds !== null) {
      await app.page.waitForTimeout(8000); // workers and the queue come up first
      const before = cpuSeconds(app.pid);
      await app.page.waitForTimeout(idleSeconds * 1000);
      idleShare = (cpuSeconds(app.pid) - before) / idleSeconds;
    }
    const pageMB = residentMB(pageProcess(app.pid));
    await app.quit();
    return { startMs: app.startMs, idleShare, pageMB };
  } finally {
    app.end();
    fs.rmSync(home, { recursive: true, force: true });
  }
}

/** Of the process and all below it; 0 where there is no /proc. @param {number} pid @returns {number} */
function cpuSeconds(pid) {
  return familyOf(pid).reduce((sum, one) => {
    const fields = read(`/proc/${one}/stat`).replace(/^.*\) /, '').split(' ');
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
  }, 0);
}

/** @param {number} pid @returns {number[]} */
function familyOf(pid) {
  const parents = new Map(fs.existsSync('/proc/self/stat') ? fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), Number(read(`/proc/${name}/stat`).replace(/^.*\) /, '').split(' ')[1])]) : []);
  const family = [pid];
  for (let at = 0; at < family.length; at += 1) for (const [child, parent] of parents) if (parent === family[at]) family.push(child);
  return family;
}

/** @param {number} pid @returns {number | null} */
function pageProcess(pid) {
  return familyOf(pid).find((one) => read(`/proc/${one}/cmdline`).includes('--type=renderer')) ?? null;
}

/** Its own memory, without what it shares with other processes' code. @param {number | null} pid @returns {number} */
function residentMB(pid) {
  if (pid === null) return 0;
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  const kilobytes = ['Pss'].reduce((sum, name) => sum + Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0), 0);
  return kilobytes / 1000;
}

/** @param {string} file @returns {string} */
function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {number[]} values @returns {number} */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}
