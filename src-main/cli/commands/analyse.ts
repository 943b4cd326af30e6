/** `analyse VIDEO … --out DIR`: a job of its own from the file to the outputs. */
import { AppError, fromPlainError, type PlainError } from '../../../src-shared/app-error.ts';
import type { JobView } from '../../../src-shared/domain/job.ts';
import { fingerprintOf, isSameVideo } from '../../media/fingerprint.ts';
import { runFolder } from '../../jobs/run-artifacts.ts';
import { untilEnded, withSession, type Session } from '../cli-session.ts';
import { exitCodes } from '../exit-codes.ts';
import { fillOutputFolder, prepareOutputFolder } from '../output-folder.ts';
import { printAnswer } from '../print-answer.ts';
import { onePositional, readOptions } from '../read-options.ts';
import { readSetup, setupOptions } from '../read-setup.ts';
import type { Pointer } from '../find-job.ts';

export async function analyse(args: readonly string[]): Promise<number> {
  const read = readOptions(args, { ...setupOptions, out: 'value', json: 'switch' });
  const videoPath = onePositional(read, 'VIDEO');
  const setup = readSetup(read);
  const out = read.values['out'];
  if (out === undefined || out === '') throw new AppError('invalid-input', '--out must name the folder for the results');
  const asJson = read.switches.has('json');
  await fingerprintOf(videoPath);
  const { folder, previous } = await prepareOutputFolder(out);

  return withSession(async (session) => {
    const { handlers, config } = session;
    const { record } = (await sameJobAgain(session, previous, videoPath)) ?? (await handlers.createJob({ videoPath }));
    await handlers.setupJob({ jobId: record.id, setup });
    await handlers.runJob({ jobId: record.id });
    const status = await untilEnded(session, record.id);
    if (status.status === 'cancelled') throw new AppError('cancelled', 'Cancelled; what was seen so far is kept for the next try.');
    if (status.status === 'failed') {
      const error = status.error as PlainError;
      if (asJson) process.stdout.write(`${JSON.stringify({ jobId: record.id, status: 'failed', error })}\n`);
      throw fromPlainError(error);
    }
    const { results, runId } = await handlers.getReview({ jobId: record.id });
    if (results === null || runId === null) throw new AppError('artifact-missing', 'the run ended, but its results are not there');
    await fillOutputFolder(folder, runFolder(`${config.jobsDir}/${record.id}`, runId), { schemaVersion: 1, jobId: record.id, jobsDir: config.jobsDir });
    printAnswer(results, folder, asJson);
    return status.status === 'done' ? exitCodes.found : exitCodes.nothingFound;
  }, previous === null ? {} : { jobsDir: previous.jobsDir });
}

/** The folder already holds an answer about this very video: what was seen then is used again. */
async function sameJobAgain({ handlers }: Session, previous: Pointer | null, videoPath: string): Promise<JobView | null> {
  if (previous === null) return null;
  const job = await handlers.getJob({ jobId: previous.jobId }).catch(() => null);
  if (job === null || !isSameVideo(job.record.fingerprint, await fingerprintOf(videoPath))) return null;
  return job;
}
