/** What workers left in a job's folder, read and checked: the run that is shown, its results, the media facts. Main never writes these. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../../src-shared/app-error.ts';
import { jobFiles, ResultsFile, runFiles } from '../../src-shared/contract/artifacts.ts';
import { RunId } from '../../src-shared/domain/job.ts';
import { MediaInfo } from '../../src-shared/domain/video.ts';

/** The run that is shown; null before the first one is complete. */
export async function currentRunId(jobFolder: string): Promise<string | null> {
  const text = await readFile(join(jobFolder, jobFiles.current), 'utf8').catch(() => '');
  const parsed = RunId.safeParse(text.trim());
  return parsed.success ? parsed.data : null;
}

export function runFolder(jobFolder: string, runId: string): string {
  return join(jobFolder, jobFiles.runs, runId);
}

/** @throws AppError `artifact-missing` or `artifact-damaged`. */
export async function readResults(jobFolder: string, runId: string): Promise<ResultsFile> {
  return readChecked(join(runFolder(jobFolder, runId), runFiles.results), ResultsFile);
}

/** Null before the video was probed. */
export async function readMedia(jobFolder: string): Promise<MediaInfo | null> {
  return readChecked(join(jobFolder, jobFiles.media), MediaInfo).catch((error: unknown) => {
    if (error instanceof AppError) return null; // a damaged one is made anew like a missing one
    throw error;
  });
}

/** Everything the results promise is there; only then is a run done.
 *  @throws AppError `artifact-missing` naming the file. */
export async function verifyOutputs(jobFolder: string, runId: string): Promise<ResultsFile> {
  const results = await readResults(jobFolder, runId);
  const promised = [...results.clips.map((clip) => clip.file), ...[results.combined, results.overlay].filter((file) => file !== null)];
  for (const file of promised) {
    const bytes = await stat(join(runFolder(jobFolder, runId), file)).then((facts) => facts.size, () => 0);
    if (bytes === 0) throw new AppError('artifact-missing', `the run promises ${file}, which is not there`);
  }
  return results;
}

async function readChecked<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError('artifact-missing', `${path} can not be read`, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError('artifact-damaged', `${path} is not JSON`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new AppError('artifact-damaged', `${path}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`);
}
