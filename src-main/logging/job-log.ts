/**
 * log.jsonl in each job's folder: what main and the workers noted about that job. Bounded: when full, its older half goes.
 * Not the app's log, which has everything.
 */
import { appendFileSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { idPattern, jobFiles } from '../../src-shared/contract/names.ts';
import type { LogSink } from '../../src-shared/logger.ts';

export const mostLogBytes = 1_000_000;

/** A sink that files entries with a `jobId` into that job's folder. Never fails; without a folder nothing is written. */
export function jobLogSink(jobsDir: string): LogSink {
  return (entry) => {
    const jobId = entry.fields?.['jobId'];
    if (typeof jobId !== 'string' || !idPattern.test(jobId) || entry.level === 'debug') return;
    const file = join(jobsDir, jobId, jobFiles.log);
    try {
      if (!existsSync(join(dirname(file), jobFiles.record))) return; // being removed
      appendFileSync(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
      if (statSync(file).size > mostLogBytes) halve(file);
    } catch {
      // A full disk or a folder that has just gone: the app's log has the entry.
    }
  };
}

export async function readJobLog(jobFolder: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(join(jobFolder, jobFiles.log), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Record<string, unknown>];
    } catch {
      return []; // cut off by a kill
    }
  });
}

function halve(file: string): void {
  const text = readFileSync(file, 'utf8');
  const rest = text.slice(text.indexOf('\n', text.length / 2) + 1);
  writeFileSync(`${file}.tmp`, rest, { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
}
