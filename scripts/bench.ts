/**
 * `npm run bench`: how fast videos are looked at, held in the same run against what decoding and models alone cost, and against the naive design.
 * The observing measured is the job's own (observe-stage.ts), one process a core. See docs/performance.md.
 */
import { setMaxListeners } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { toPlainError } from '../src-shared/app-error.ts';
import { speedProfiles } from '../src-shared/domain/speed.ts';
import { silentLogger } from '../src-shared/logger.ts';
import { findTools } from '../src-worker/control/find-tools.ts';
import type { StageContext } from '../src-worker/pipeline/stage.ts';
import { readArguments, usage, type BenchOptions } from './bench/arguments.ts';
import { beChild } from './bench/child.ts';
import { judge } from './bench/gates.ts';
import { longRun } from './bench/long-run.ts';
import { measure, round, settle, type Result, type Shared } from './bench/measure.ts';
import { toText, type Report } from './bench/report.ts';
import { benchSource } from './bench/sources.ts';
import { endedChildrenSeconds, machine, ownSeconds } from './bench/usage.ts';

if (process.argv[2] === '--child') beChild();
else await run();

async function run(): Promise<void> {
  try {
    const options = readArguments(process.argv.slice(2));
    if (options.help) process.stdout.write(`${usage}\n`);
    else await bench(options);
  } catch (error) {
    const { message, next } = toPlainError(error);
    process.stderr.write(`${message}\n${next}\n`);
    process.exitCode = 1;
  }
}

async function bench(options: BenchOptions): Promise<void> {
  const root = findRoot();
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every child listens
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const resourcesDir = process.env['SHIFTCLIPPER_RESOURCES'] ?? path.join(root, 'resources');
  const ctx: StageContext = { signal: stopping.signal, log: silentLogger, report: () => undefined, tools: await findTools(resourcesDir, process.env), resourcesDir, device: process.env['SHIFTCLIPPER_DEVICE'] ?? 'auto', effort: 'all-cores' };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shiftclipper-bench-'));
  const results: Result[] = [];
  const began = performance.now();
  const settled = new Set<string>();
  const on = machine();
  const processes = options.processes ?? on.cores;
  try {
    for (const source of options.sources) {
      // The quick one must end within 3 minutes: every part of it is bounded by seconds of video or by frames.
      const film = await benchSource(root, source, options.quick ? { seconds: 14, repeats: 1 } : { seconds: 24, repeats: 5 }, ctx);
      const shared: Shared = new Map();
      for (const profile of options.profiles) {
        process.stderr.write(`${profile} ${source} …\n`);
        const { detector } = speedProfiles[profile];
        if (!settled.has(detector)) await settle(profile, film, ctx, folder);
        settled.add(detector);
        const effort = options.quick ? { seconds: profile === 'accurate' ? 4 : 6, bareSeconds: 0.6, naiveFrames: 20 } : { seconds: 50, bareSeconds: 4, naiveFrames: 200 };
        results.push(await measure(profile, source, film, { processes, ...effort }, ctx, folder, shared));
      }
    }
    const long = options.quick ? null : await longRun(await benchSource(root, '1080p', { seconds: 24, repeats: 21 }, ctx), ctx, folder);
    const report: Report = { command: ['npm run bench --', ...process.argv.slice(2)].join(' '), machine: on, wallSeconds: round((performance.now() - began) / 1000, 1), cpuSeconds: round(ownSeconds() + (endedChildrenSeconds() ?? 0), 1), results, longRun: long, gates: judge(results, long) };
    const json = JSON.stringify(report, null, 1);
    if (options.report !== null) writeFileSync(options.report, `${json}\n`);
    process.stdout.write(`${options.json ? json : toText(report)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function findRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json')) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
}
