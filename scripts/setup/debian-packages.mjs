/**
 * Debian's packages through apt-get: installed as root or through sudo, else unpacked into our own folder.
 * It decides nothing about which packages; it knows only how to get them.
 */
import fs from 'node:fs';
import path from 'node:path';
import { findProgram } from '../lib/find-program.mjs';
import { cacheFolder } from '../lib/paths.mjs';
import { run } from '../lib/run-process.mjs';
import { say, SetupError } from '../lib/say.mjs';

export const hasApt = process.platform === 'linux' && findProgram('apt-get') !== null;

/** @param {readonly string[]} packages @returns {string} what a person types */
export function installCommand(packages) {
  const prefix = process.getuid?.() === 0 ? '' : 'sudo ';
  return `${prefix}apt-get update && ${prefix}apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** @returns {Promise<boolean>} whether packages can be installed without asking for a password */
export async function mayInstall() {
  if (!hasApt) return false;
  if (process.getuid?.() === 0) return true;
  return findProgram('sudo') !== null && (await run('sudo', ['-n', 'true'], { output: 'quiet', timeoutSeconds: 5 })).code === 0;
}

/**
 * @param {readonly (string | readonly string[])[]} packages a list stands for names of the same thing in different releases, newest first
 * @param {string} purpose
 */
export async function installPackages(packages, purpose) {
  if (!(await mayInstall())) throw new SetupError(`${purpose}: needs Debian packages, and this user may not install them`, installCommand(packages.map((names) => (typeof names === 'string' ? names : String(names.at(-1))))));
  let names = await chooseNames(packages);
  if (names === null) {
    await updateLists();
    names = (await chooseNames(packages)) ?? packages.map((alternatives) => (typeof alternatives === 'string' ? alternatives : String(alternatives.at(-1))));
  }
  say(`${purpose}: installing Debian packages ${names.join(' ')} (apt-get) …`);
  let result = await aptGetInstall(names);
  if (result.code !== 0) {
    await updateLists(); // an old list names files that the mirror no longer has
    result = await aptGetInstall(names);
  }
  if (result.code !== 0) throw new SetupError(`${purpose}: apt-get ended with ${result.code}: ${lastLine(result.stderr)}`, installCommand(names));
}

/** @param {readonly string[]} names */
function aptGetInstall(names) {
  return asRoot(['apt-get', 'install', '-y', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120', ...names]);
}

async function updateLists() {
  say('apt: fetching the package lists (apt-get update) …');
  await asRoot(['apt-get', 'update', '-qq', '-o', 'DPkg::Lock::Timeout=120']);
}

/** @param {readonly string[]} command */
function asRoot(command) {
  const words = ['env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  if (process.getuid?.() !== 0) words.unshift('sudo', '-n');
  return run(String(words[0]), words.slice(1), { output: 'capture', timeoutSeconds: 900 });
}

/**
 * @param {readonly (string | readonly string[])[]} packages
 * @returns {Promise<string[] | null>} null when apt knows no candidate for one of them (yet)
 */
async function chooseNames(packages) {
  const chosen = [];
  for (const names of packages) {
    const known = [];
    for (const name of typeof names === 'string' ? [names] : names) {
      const { stdout } = await run('apt-cache', ['policy', name], { output: 'capture', env: { LC_ALL: 'C' } });
      if (/Candidate: (?!\(none\))/.test(stdout)) known.push(name);
    }
    if (known[0] === undefined) return null;
    chosen.push(known[0]);
  }
  return chosen;
}

/**
 * For a user who may not install: packages and whatever they need that this machine lacks, unpacked into a folder.
 * @param {readonly string[]} packages
 * @param {string} target replaced as a whole
 * @returns {Promise<string[]>} the folders with libraries, from `target`
 */
export async function unpackPackages(packages, target) {
  const apt = await ownAptState();
  const plan = await run('apt-get', [...apt, '-s', '--no-install-recommends', 'install', ...packages], { output: 'capture', env: { LC_ALL: 'C' } });
  const names = [...plan.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => String(match[1]));
  if (plan.code !== 0 || names.length === 0) throw new SetupError(`apt-get knows no way to get ${packages.join(' ')}: ${lastLine(plan.stderr)}`, installCommand(packages));
  say(`${packages.join(' ')}: fetching ${names.length} Debian packages (apt-get download), to be unpacked without installing …`);
  const folder = path.join(cacheFolder, 'debian');
  fs.mkdirSync(folder, { recursive: true });
  const building = `${target}.${process.pid}.part`;
  fs.rmSync(building, { recursive: true, force: true });
  const fetched = await run('apt-get', [...apt, 'download', ...names], { cwd: folder, output: 'capture' });
  if (fetched.code !== 0) throw new SetupError(`apt-get download failed: ${lastLine(fetched.stderr)}`, installCommand(packages));
  fs.mkdirSync(building, { recursive: true });
  for (const name of names) {
    const archive = newestArchive(folder, name);
    const unpacked = await run('dpkg-deb', ['-x', path.join(folder, archive), building], { output: 'capture' });
    if (unpacked.code !== 0) throw new SetupError(`the Debian package ${name} could not be unpacked: ${lastLine(unpacked.stderr)}`, installCommand(packages));
  }
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(building, target);
  return libraryFolders(target);
}

/** The cache may hold an older version too. @param {string} folder @param {string} name @returns {string} */
function newestArchive(folder, name) {
  const archives = fs.readdirSync(folder).filter((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  const age = (/** @type {string} */ file) => fs.statSync(path.join(folder, file)).mtimeMs;
  return archives.sort((one, other) => age(other) - age(one))[0] ?? `${name}.deb`;
}

/** @type {Promise<string[]> | null} */
let aptState = null;

/** @returns {Promise<string[]>} options for apt, found out once */
function ownAptState() {
  aptState ??= findAptState();
  return aptState;
}

/** Package lists of our own when the machine has none: `apt-get update` needs root only for the system's. @returns {Promise<string[]>} */
async function findAptState() {
  if ((await chooseNames(['libc6'])) && (await chooseNames(['redis-tools']))) return [];
  const state = path.join(cacheFolder, 'apt');
  for (const inside of ['lists/partial', 'archives/partial']) fs.mkdirSync(path.join(state, inside), { recursive: true });
  const options = ['-o', `Dir::State::lists=${state}/lists`, '-o', `Dir::Cache=${state}`, '-o', `Dir::Cache::archives=${state}/archives`];
  say('apt: fetching package lists into our own cache (apt-get update) …');
  await run('apt-get', [...options, 'update', '-qq'], { output: 'capture' });
  return options;
}

/** @param {string} folder @returns {string[]} folders below it that hold shared libraries */
function libraryFolders(folder) {
  const found = new Set();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (/\.so(\.|$)/.test(entry.name) && !entry.isDirectory()) found.add(path.relative(folder, entry.parentPath ?? entry.path));
  }
  return [...found];
}

/** @param {string} text @returns {string} */
function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}
