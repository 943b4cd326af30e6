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
import { silentLogger } from '../src-shared/logger.ts';
import { findTools } from '../src-worker/control/find-tools.ts';
import type { StageContext } from '../src-worker/pipeline/stage.ts';
import { readArguments, usage, type BenchOptions } from './bench/arguments.ts';
import { beChild } from './bench/child.ts';
import { judge } from './bench/gates.ts';
import { longRun } from './bench/long-run.ts';
import { measure, settle, type Result } from './bench/measure.ts';
import { toText, type Report } from './bench/report.ts';
import { benchSource } from './bench/sources.ts';
import { machine } from './bench/usage.ts';

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
  const on = machine();
  const processes = options.processes ?? on.cores;
  try {
    for (const source of options.sources) {
      const film = await benchSource(root, source, options.quick ? 1 : 5, ctx);
      for (const profile of options.profiles) {
        process.stderr.write(`${profile} ${source} …\n`);
        if (source === options.sources[0]) await settle(profile, film, ctx, folder);
        const seconds = options.quick ? (profile === 'accurate' ? 4 : 8) : 50;
        results.push(await measure(profile, source, film, { processes, seconds, bareSeconds: options.quick ? 0.8 : 4, naiveSeconds: options.quick ? 2.5 : 20 }, ctx, folder));
      }
    }
    const long = options.quick ? null : await longRun(await benchSource(root, '1080p', 21, ctx), ctx, folder);
    const report: Report = { command: ['npm run bench --', ...process.argv.slice(2)].join(' '), machine: on, results, longRun: long, gates: judge(results, long) };
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
