/** What a run left behind, without what must differ from run to run: ids, times of the clock, seconds it took. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** By file name: the content of JSON, a checksum of anything else. Null: no run was published. */
export type Outputs = Record<string, unknown> | null;

const ids = /\b[0-9a-z]{26}\b/g;
const mostDifferences = 6;

export function outputsOf(jobsDir: string, jobId: string): Outputs {
  const job = join(jobsDir, jobId);
  const current = join(job, 'current');
  if (!existsSync(current)) return null;
  const run = join(job, 'runs', readFileSync(current, 'utf8').trim());
  return Object.fromEntries(filesIn(run).map((file) => {
    const bytes = readFileSync(join(run, file));
    return [file, file.endsWith('.json') ? lasting(bytes.toString('utf8')) : createHash('sha256').update(bytes).digest('hex').slice(0, 16)];
  }));
}

/** Each file and field that is not the same, with both values; empty when all are. */
export function differences(meant: unknown, found: unknown, at = ''): string[] {
  if (isBranch(meant) && isBranch(found)) {
    const keys = new Set([...Object.keys(meant), ...Object.keys(found)]);
    return [...keys].flatMap((key) => differences(meant[key], found[key], at === '' ? key : `${at} ${key}`)).slice(0, mostDifferences);
  }
  return Object.is(meant, found) ? [] : [`${at === '' ? 'outputs' : at}: ${shown(found)}, not ${shown(meant)}`];
}

/** Files that nobody finished, and runs that nobody shows. */
export function unfinishedFiles(jobsDir: string, jobId: string): string[] {
  const job = join(jobsDir, jobId);
  return existsSync(job) ? filesIn(job).filter((file) => /\.(partial|part|tmp)\b/.test(file) || file.includes('.part-')) : [];
}

function lasting(text: string): unknown {
  return JSON.parse(JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === 'timings' || key === 'finishedAt' ? null : value)).replaceAll(ids, '#'));
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : (JSON.stringify(value) ?? 'nothing').slice(0, 160);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1)).sort();
}
