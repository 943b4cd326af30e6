/**
 * `node dist/tools/observe-kill.mjs [--kills 25] [--seed 1]`: the demo is observed in short chunks by two processes in changing order, which are killed (−9) at random
 * moments and started again; every file must be byte for byte what one undisturbed process writes.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Settings } from '../src-shared/domain/settings.ts';
import type { MediaInfo } from '../src-shared/domain/video.ts';
import { silentLogger } from '../src-shared/logger.ts';
import { findTools } from '../src-worker/control/find-tools.ts';
import { closeInference } from '../src-worker/inference/inference-client.ts';
import { observeChunk } from '../src-worker/observe/observe-stage.ts';
import type { StageContext } from '../src-worker/pipeline/stage.ts';
import { probeVideo } from '../src-worker/probe/probe-stage.ts';
import { createRandom } from './evaluate/random.ts';

interface Task { videoPath: string; media: MediaInfo; folder: string; order: number[] }

const PROCESSES = 2;
const CHUNKS = 3;
const CHUNK_SECONDS = 1;
const OVERLAP_SECONDS = 0.3;
/** So that many rounds are finished and compared. */
const KILLS_A_ROUND = 3;

const { values } = parseArgs({ options: { kills: { type: 'string', default: '25' }, seed: { type: 'string', default: '1' }, observe: { type: 'string' } } });
const resourcesDir = process.env['SHIFTCLIPPER_RESOURCES'] ?? path.resolve('resources');
const ctx: StageContext = { signal: new AbortController().signal, log: silentLogger, report: () => undefined, tools: await findTools(resourcesDir, process.env), resourcesDir, device: 'cpu', effort: 'all-cores' };

if (values.observe === undefined) await disturb(Number(values.kills), Number(values.seed));
else await observeAll(JSON.parse(values.observe) as Task);

async function observeAll({ videoPath, media, folder, order }: Task): Promise<void> {
  for (const index of order) await observeChunk({ videoPath, media, chunk: media.chunks[index]!, setup: Settings.parse({}), outFile: path.join(folder, `${index}.arrow`) }, ctx);
  await closeInference();
}

async function disturb(kills: number, seed: number): Promise<void> {
  const random = createRandom(seed);
  const root = mkdtempSync(path.join(os.tmpdir(), 'shiftclipper-observe-kill-'));
  try {
    const videoPath = path.join(resourcesDir, 'demo', 'rink-demo', 'video.mp4');
    const chunks = Array.from({ length: CHUNKS }, (_, index) => ({ index, start: index * CHUNK_SECONDS, end: (index + 1) * CHUNK_SECONDS, observeStart: index * CHUNK_SECONDS, observeEnd: (index + 1) * CHUNK_SECONDS + OVERLAP_SECONDS }));
    const media = { ...(await probeVideo(videoPath, ctx)), chunks };
    const task = (name: string, order: number[]): Task => {
      mkdirSync(path.join(root, name), { recursive: true });
      return { videoPath, media, folder: path.join(root, name), order };
    };
    const began = performance.now();
    await ended(start(task('undisturbed', [0, 1, 2])));
    const undisturbedMs = performance.now() - began;
    const expected = hashes(path.join(root, 'undisturbed'));
    const tally = { killed: 0, rounds: 0, different: 0 };
    while (tally.killed < kills) {
      const { rounds } = tally;
      const name = `round-${rounds}`;
      const most = Math.min(kills, tally.killed + KILLS_A_ROUND);
      // Each process begins elsewhere, so that now one, now the other finds a chunk already made, or in the making.
      const lives = Array.from({ length: PROCESSES }, async (_, which) => {
        const order = [0, 1, 2].map((i) => (i + which + rounds) % CHUNKS);
        for (;;) {
          const child = start(task(name, order));
          const over = ended(child);
          if (tally.killed >= most) return over;
          const outcome = await Promise.race([over.then(() => 'done' as const), sleep(random.next() * undisturbedMs).then(() => 'kill' as const)]);
          if (outcome === 'done') return undefined;
          if (child.exitCode === null && tally.killed < most) {
            tally.killed += 1;
            child.kill('SIGKILL');
          }
          await over.catch(() => undefined);
        }
      });
      await Promise.all(lives);
      const found = hashes(path.join(root, name));
      if (found.join() !== expected.join()) tally.different += 1;
      tally.rounds += 1;
    }
    process.stdout.write(`${JSON.stringify({ kills: tally.killed, rounds: tally.rounds, files: expected.length, different: tally.different })}\n`);
    process.exitCode = tally.different === 0 && expected.length === CHUNKS ? 0 : 1;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function start(task: Task): ChildProcess {
  return spawn(process.execPath, [process.argv[1]!, '--observe', JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** @throws Error when it ended by itself with an error. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`observing ended with ${signal ?? code}`));
    });
  });
}

function hashes(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.arrow')).sort().map((name) => createHash('sha256').update(readFileSync(path.join(folder, name))).digest('hex'));
}
