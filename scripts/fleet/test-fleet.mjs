/** `npm run test:fleet [-- equal cut throughput storm]`: three hosts as network namespaces, Redis and the API on one, workers on two. Says "skipped" where that can not be. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { dist as builtDist, resources } from '../lib/paths.mjs';
import { say } from '../lib/say.mjs';
import { Fleet, until } from './fleet-run.mjs';
import { createHosts, whyNoNamespaces } from './namespaces.mjs';
import { cutMidChunk, manyJobsManyKills, observeAlone, sameObservations, timedRun } from './scenarios.mjs';

const demo = path.join(resources, 'demo', 'rink-demo', 'video.mp4');
const wantedSpeedUp = 1.8;
/** Measured with more load than this, a speed-up says nothing. */
const quietLoad = 0.5;

/** @param {string[]} args @returns {Promise<number>} */
export async function testFleet(args) {
  const why = whyNoNamespaces();
  if (why !== null) {
    say(`test:fleet skipped: ${why}`);
    return 0;
  }
  const wanted = new Set(args.length === 0 ? ['equal', 'cut', 'throughput', 'storm'] : args);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sc-fleet-'));
  const { hosts, remove } = createHosts(['host', 'one', 'two']);
  const [host, one, two] = /** @type {[import('./namespaces.mjs').Host, import('./namespaces.mjs').Host, import('./namespaces.mjs').Host]} */ (hosts);
  const fleet = new Fleet({ dist: process.env['SHIFTCLIPPER_FLEET_DIST'] ?? builtDist, folder, host });
  const stop = () => { void fleet.stop().finally(() => { remove(); process.exit(130); }); };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let failed = 0;
  /** @param {string} name @param {string} claim @param {() => Promise<unknown>} go */
  const claim = async (name, claim, go) => {
    if (!wanted.has(name)) return;
    const began = performance.now();
    try {
      const found = await go();
      say(`ok    ${claim} (${Math.round((performance.now() - began) / 1000)} s) ${JSON.stringify(found)}`);
    } catch (error) {
      failed += 1;
      say(`FAIL  ${claim}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  try {
    const [game, longGame, clip] = [path.join(folder, 'game.mp4'), path.join(folder, 'long-game.mp4'), path.join(folder, 'clip.mp4')];
    await makeVideo(game, 130, 2);
    await makeVideo(clip, 1, 10);
    await fleet.startHost();
    const workerTwo = fleet.startWorker('two', two, { cpu: Math.min(1, os.cpus().length - 1) });
    await until('the second worker is there', async () => (await fleet.workers()).length === 1, 120_000);

    await claim('throughput', `two single-core workers observe at least ${wantedSpeedUp} times as fast as one`, async () => {
      if (os.cpus().length < 2) return 'skipped: one core';
      await makeVideo(longGame, 360, 3);
      const load = os.loadavg()[0] ?? 0;
      await timedRun(fleet, clip); // models are loaded
      const alone = await timedRun(fleet, longGame);
      const workerOne = fleet.startWorker('one-timed', one, { cpu: 0 });
      await until('the first worker is there', async () => (await fleet.workers()).length === 2, 120_000);
      await timedRun(fleet, game); // both have loaded theirs
      const both = await timedRun(fleet, longGame);
      await workerOne.stop();
      const speedUp = both.chunksPerSecond / alone.chunksPerSecond;
      const found = { speedUp: Number(speedUp.toFixed(2)), alone: brief(alone), both: brief(both), loadBefore: load };
      if (speedUp < wantedSpeedUp) {
        if (load > quietLoad) return { ...found, judged: `not: the machine was busy before (load ${load.toFixed(1)})` };
        throw new Error(JSON.stringify(found));
      }
      return found;
    });

    await claim('equal', 'observations of two hosts are byte-equal to those of one machine', async () => {
      const workerOne = fleet.startWorker('one', one, { cpu: 0 });
      await until('both workers are there', async () => (await fleet.workers()).length === 2, 120_000);
      const run = await timedRun(fleet, game);
      const alone = await observeAlone(fleet, game, folder);
      const chunks = await sameObservations(alone, fleet.observations(run.id));
      await workerOne.stop();
      return { chunks, byWorker: run.byWorker };
    });

    await claim('cut', 'a link that dies in the middle of a chunk loses nothing', async () => {
      const workerOne = fleet.startWorker('one-rescue', one, { cpu: 0 });
      await until('both workers are there', async () => (await fleet.workers()).length === 2, 120_000);
      const whole = await timedRun(fleet, game);
      const { id, status, chunk, secondsAfterCut } = await cutMidChunk(fleet, two, 'two', game);
      if (!status.status.startsWith('done')) throw new Error(JSON.stringify(status));
      await sameObservations(fleet.observations(whole.id), fleet.observations(id));
      await until('the worker behind the mended link is there again', async () => (await fleet.workers()).length === 2, 120_000);
      await sameObservations(fleet.observations(whole.id), fleet.observations(id)); // whatever it sent late
      await workerOne.stop();
      return { chunk, secondsAfterCut };
    });
    await workerTwo.stop();

    await claim('storm', '50 jobs on 5 workers that are killed at random all end well, with the same observations', () => manyJobsManyKills(fleet, [one, two], clip, { jobs: 50, workers: 5, seed: 1 }));
    await claim('storm', 'the queue is empty then', async () => {
      const left = (await fleet.ask('GET', '/jobs')).filter((/** @type {any} */ job) => job.status.queueState !== 'missing');
      if (left.length > 0) throw new Error(`${left.length} jobs are still known to the queue`);
    });
  } catch (error) {
    failed += 1;
    say(`FAIL  ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await fleet.stop();
    remove();
    if (failed > 0) for (const name of ['api', 'two']) say(`${name}: ${(await readFile(path.join(folder, `${name}.log`), 'utf8').catch(() => '')).split('\n').slice(-8).join('\n')}`);
    if (process.env['SHIFTCLIPPER_FLEET_KEEP'] === undefined) await rm(folder, { recursive: true, force: true });
    else say(`kept: ${folder}`);
  }
  return failed === 0 ? 0 : 1;
}

/** @param {Awaited<ReturnType<typeof timedRun>>} run */
function brief({ chunks, seconds, byWorker }) {
  return { chunks, seconds: Number(seconds.toFixed(1)), byWorker };
}

/** The demo game again and again, with fewer pictures a second so that a minute is observed quickly. @param {string} file @param {number} seconds @param {number} rate */
async function makeVideo(file, seconds, rate) {
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-stream_loop', '-1', '-i', demo, '-t', String(seconds), '-r', String(rate), '-an', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '20', '-g', String(rate * 2), '-y', file]);
}
