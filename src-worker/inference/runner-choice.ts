/**
 * Which form of a detector runs on what here: measured once a machine, model and wish, and kept, so that all processes agree
 * and the same video gives the same bytes again. The measuring itself is choose-runner.ts, inside the inference thread.
 */
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import type { Logger } from '../../src-shared/logger.ts';
import type { RunnerChoice } from './choose-runner.ts';
import type { FoundDetector } from './find-detector.ts';
import type { TrialRequest } from './inference-messages.ts';

/** Raised when the rules of choosing change. */
const RULES = 2;

const Kept = z.strictObject({
  provider: z.string(),
  precision: z.enum(['f32', 'int8']),
  trials: z.array(z.strictObject({ provider: z.string(), precision: z.enum(['f32', 'int8']), milliseconds: z.number().nullable(), agreement: z.number().nullable(), why: z.string() })),
});

/**
 * @param device `auto`, `cpu`, `cuda`…
 * @param choose asks the inference thread; called at most once a machine.
 */
export async function runnerFor(found: FoundDetector, device: string, log: Logger, choose: (trial: TrialRequest) => Promise<RunnerChoice>): Promise<RunnerChoice> {
  if (found.samplesFile === null) return plain(device === 'cpu' || device === 'auto' ? 'nothing to try others on' : `${device} could not be tried: run "npm run setup"`);
  const file = path.join(measuredFolder(found.samplesFile), `runner-${keyOf(found, device)}.json`);
  const kept = read(file);
  if (kept !== null) return kept;
  // A driver that ends the process must not do so for ever.
  const marker = `${file}.trying`;
  const crashed = existsSync(marker) && !alive(readFileSync(marker, 'utf8'));
  if (crashed) log.warn('trying a device ended the process the last time; it is left out', { device });
  quietly(() => writeFileSync(marker, String(process.pid)));
  const request: TrialRequest = { files: { f32: found.f32.file, int8: found.int8?.file ?? null }, samplesFile: found.samplesFile, device: crashed ? 'cpu' : device };
  const choice = await choose(request).finally(() => quietly(() => rmSync(marker, { force: true })));
  if (crashed) choice.trials.push({ provider: device, precision: 'f32', milliseconds: null, agreement: null, why: 'trying it ended the process' });
  keep(file, choice);
  return read(file) ?? choice;
}

function plain(why: string): RunnerChoice {
  return { provider: 'cpu', precision: 'f32', trials: [{ provider: 'cpu', precision: 'f32', milliseconds: null, agreement: 1, why }] };
}

function keyOf({ f32, int8 }: FoundDetector, device: string): string {
  const facts = [RULES, os.cpus()[0]?.model, process.platform, process.arch, process.versions['electron'] === undefined ? 'node' : 'electron', f32.sha256, int8?.sha256, device];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}

/** Beside the models, or where an installed app may write. */
function measuredFolder(samplesFile: string): string {
  const given = process.env['SHIFTCLIPPER_MEASURED'];
  for (const folder of [given, path.dirname(samplesFile)]) {
    if (folder === undefined || folder === '') continue;
    try {
      mkdirSync(folder, { recursive: true });
      const probe = path.join(folder, `.${process.pid}.probe`);
      writeFileSync(probe, '');
      rmSync(probe);
      return folder;
    } catch { /* read-only: the next */ }
  }
  const own = path.join(os.tmpdir(), `shiftclipper-measured-${os.userInfo().username}`);
  quietly(() => mkdirSync(own, { recursive: true, mode: 0o700 }));
  return own;
}

function read(file: string): RunnerChoice | null {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** The first to finish decides for all; a damaged file is replaced. */
function keep(file: string, choice: RunnerChoice): void {
  quietly(() => {
    const own = `${file}.${process.pid}`;
    writeFileSync(own, `${JSON.stringify(choice, null, 1)}\n`);
    try {
      if (existsSync(file) && read(file) === null) rmSync(file);
      linkSync(own, file); // refuses when another was first
    } finally {
      rmSync(own, { force: true });
    }
  });
}

function alive(pid: string): boolean {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

function quietly(act: () => void): void {
  try {
    act();
  } catch { /* what can not be kept is measured again */ }
}
