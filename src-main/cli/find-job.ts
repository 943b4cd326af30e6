/** JOB_OR_DIR → the job: an id, or a folder that `analyse` wrote, which names it. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/app-error.ts';
import { JobId } from '../../src-shared/domain/job.ts';

export const pointerFile = 'shiftclipper.json';

/** What `analyse` leaves in its output folder. */
export const Pointer = z.strictObject({ schemaVersion: z.literal(1), jobId: JobId, jobsDir: z.string().min(1) });
export type Pointer = z.infer<typeof Pointer>;

/** `jobsDir` absent: where the configuration says. @throws AppError `invalid-input`. */
export async function findJob(jobOrFolder: string): Promise<{ jobId: string; jobsDir?: string }> {
  if (JobId.safeParse(jobOrFolder).success) return { jobId: jobOrFolder };
  const pointer = await readPointer(resolve(jobOrFolder));
  if (pointer === null) throw new AppError('invalid-input', `JOB_OR_DIR must be a job id or a folder that analyse wrote, got "${jobOrFolder}"`);
  return { jobId: pointer.jobId, jobsDir: pointer.jobsDir };
}

/** Null for a folder that is not ours. */
export async function readPointer(folder: string): Promise<Pointer | null> {
  const text = await readFile(join(folder, pointerFile), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return Pointer.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
