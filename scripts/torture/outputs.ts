/** What a run left behind, without what must differ from run to run: ids, times of the clock, seconds it took. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ids = /\b[0-9a-z]{26}\b/g;

/** One text a run; equal texts mean equal outputs. */
export function outputsOf(jobsDir: string, jobId: string): string {
  const job = join(jobsDir, jobId);
  const current = join(job, 'current');
  if (!existsSync(current)) return 'no run';
  const run = join(job, 'runs', readFileSync(current, 'utf8').trim());
  const lines = filesIn(run).map((file) => {
    const bytes = readFileSync(join(run, file));
    return `${file} ${hash(file.endsWith('.json') ? lasting(bytes.toString('utf8')) : bytes)}`;
  });
  return lines.sort().join('\n');
}

/** Files that nobody finished, and runs that nobody shows. */
export function unfinishedFiles(jobsDir: string, jobId: string): string[] {
  const job = join(jobsDir, jobId);
  return existsSync(job) ? filesIn(job).filter((file) => /\.(partial|part|tmp)\b/.test(file) || file.includes('.part-')) : [];
}

function lasting(text: string): string {
  return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === 'timings' || key === 'finishedAt' ? null : value)).replaceAll(ids, '#');
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
}
