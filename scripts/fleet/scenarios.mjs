/** What must hold of a fleet, each as one claim that throws when it does not. Figures come back for the report. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { resources } from '../lib/paths.mjs';
import { until } from './fleet-run.mjs';

/** @typedef {import('./fleet-run.mjs').Fleet} Fleet @typedef {import('./namespaces.mjs').Host} Host */

/** @param {Fleet} fleet @param {string} video @param {string} outFolder @returns {Promise<string>} the folder of observations of a run on one machine, in one program */
export async function observeAlone(fleet, video, outFolder) {
  const out = path.join(outFolder, 'alone');
  const own = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(SHIFTCLIPPER_|REDIS_URL|JOBS_DIR)/.test(key)));
  const words = [path.join(fleet.dist, 'cli', 'cli.mjs'), 'analyse', video, '--number', '17', '--jersey-color', '#b3131f', '--out', out];
  await promisify(execFile)(process.execPath, words, { env: { ...own, SHIFTCLIPPER_RESOURCES: resources, SHIFTCLIPPER_DEVICE: 'cpu', SHIFTCLIPPER_DATA: path.join(outFolder, 'alone-data') } }).catch((error) => {
    if (error.code !== 0 && error.code !== 3) throw new Error(`analyse on one machine ended with ${error.code}: ${error.stderr}`);
  });
  const { jobsDir, jobId } = JSON.parse(await readFile(path.join(out, 'shiftclipper.json'), 'utf8'));
  return path.join(jobsDir, jobId, 'observations');
}

/** @param {string} one @param {string} other @returns {Promise<number>} how many chunks; throws when a byte differs */
export async function sameObservations(one, other) {
  const names = (await readdir(one)).filter((name) => name.endsWith('.arrow')).sort();
  const others = (await readdir(other)).filter((name) => name.endsWith('.arrow')).sort();
  if (names.length === 0 || names.join() !== others.join()) throw new Error(`chunks differ: ${names.join(' ')} and ${others.join(' ')}`);
  for (const name of names) {
    const [a, b] = await Promise.all([readFile(path.join(one, name)), readFile(path.join(other, name))]);
    if (!a.equals(b)) throw new Error(`${name} differs (${a.length} and ${b.length} bytes)`);
  }
  return names.length;
}

/** @param {Fleet} fleet @param {string} video @returns {Promise<{ id: string, status: any, chunks: number, seconds: number, chunksPerSecond: number, byWorker: Record<string, number> }>} from the first chunk begun to the last one stored */
export async function timedRun(fleet, video) {
  const before = Object.fromEntries((await fleet.workers()).map((/** @type {any} */ worker) => [worker.id, worker.done]));
  const id = await fleet.queueGame(video);
  let began = 0;
  let ended = 0;
  await until('all chunks are stored', async () => {
    if (began === 0 && (await fleet.workers()).some((/** @type {any} */ worker) => worker.current?.jobId === id)) began = Date.now();
    const media = await fleet.ask('GET', `/jobs/${id}/artifacts/media.json`).catch(() => null);
    const stored = await readdir(fleet.observations(id)).catch(() => /** @type {string[]} */ ([]));
    ended = Date.now();
    return media !== null && stored.filter((name) => name.endsWith('.arrow')).length === media.chunks.length;
  }, 900_000);
  const status = await fleet.untilEnded(id);
  const chunks = (await readdir(fleet.observations(id))).filter((name) => name.endsWith('.arrow')).length;
  await sleep(4000); // presence is told every three seconds
  const byWorker = Object.fromEntries((await fleet.workers()).map((/** @type {any} */ worker) => [`${worker.machine}:${worker.pid}`, worker.done - (before[worker.id] ?? 0)]));
  const seconds = (ended - began) / 1000;
  return { id, status, chunks, seconds, chunksPerSecond: chunks / seconds, byWorker };
}

/** The link of `host` dies while its worker is in the middle of a chunk. @param {Fleet} fleet @param {Host} host @param {string} spool names its worker's log @param {string} video */
export async function cutMidChunk(fleet, host, spool, video) {
  const id = await fleet.queueGame(video);
  let chunk = -1;
  await until('the worker is in the middle of a chunk', async () => {
    const log = await readFile(path.join(fleet.folder, `${spool}.log`), 'utf8');
    const begun = log.split('\n').filter((line) => line.includes('"work begins"') && line.includes(id));
    const sent = log.split('\n').filter((line) => line.includes('"observations sent"') && line.includes(id));
    if (begun.length <= sent.length) return false;
    chunk = Number(/observe-\w+-(\d+)"/.exec(begun.at(-1) ?? '')?.[1] ?? -1);
    return true;
  }, 300_000);
  await sleep(1500);
  host.cut();
  const cutAt = Date.now();
  const status = await fleet.untilEnded(id).finally(() => host.mend());
  return { id, status, chunk, secondsAfterCut: (Date.now() - cutAt) / 1000 };
}

/** @param {number} seed @returns {() => number} 0–1; the same for the same seed */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {Fleet} fleet @param {Host[]} hosts @param {string} clip @param {{ jobs: number, workers: number, seed: number }} options */
export async function manyJobsManyKills(fleet, hosts, clip, { jobs, workers, seed }) {
  const chance = random(seed);
  const startOne = (/** @type {number} */ slot) => fleet.startWorker(`storm-${slot}`, /** @type {Host} */ (hosts[slot % hosts.length]));
  const living = Array.from({ length: workers }, (_, slot) => startOne(slot));
  let kills = 0;
  const over = new AbortController();
  const killing = (async () => {
    // By what was done, not by the clock: on a slow machine nobody would live long enough to finish anything.
    for (let ended = 0, nextAt = 1; !over.signal.aborted; await sleep(200)) {
      ended = (await fleet.ask('GET', '/jobs')).filter((/** @type {any} */ job) => job.record.lifecycle.phase === 'ended').length;
      if (ended < nextAt || over.signal.aborted) continue;
      nextAt = ended + 1 + Math.floor(chance() * 2);
      const slot = Math.floor(chance() * workers);
      await living[slot]?.stop('SIGKILL');
      kills += 1;
      living[slot] = startOne(slot);
    }
  })();
  /** @type {any[]} */
  const ends = [];
  /** @type {string[]} */
  const ids = [];
  try {
    for (let n = 0; n < jobs; n += 1) ids.push(await fleet.queueGame(clip));
    for (const id of ids) ends.push(await fleet.untilEnded(id, 1_200_000));
  } finally {
    over.abort();
    await killing;
    for (const worker of living) await Promise.race([worker.stop(), sleep(12_000)]);
  }
  const bad = ends.filter(({ status }) => !status.startsWith('done'));
  if (bad.length > 0) throw new Error(`${bad.length} of ${jobs} jobs did not end well: ${JSON.stringify(bad[0])}`);
  const [first, ...others] = ids;
  for (const id of others) await sameObservations(fleet.observations(first ?? ''), fleet.observations(id));
  return { kills, jobs };
}
