/** `ask JOB_OR_DIR …`: another player, from what was seen. */
import { join } from 'node:path';
import { withSession } from '../cli-session.ts';
import { exitCodes } from '../exit-codes.ts';
import { findJob } from '../find-job.ts';
import { printAnswer } from '../print-answer.ts';
import { onePositional, readOptions } from '../read-options.ts';
import { readSetup, setupOptions } from '../read-setup.ts';
import { jobFiles } from '../../../src-shared/contract/artifacts.ts';

/** What shapes observations or only makes films has no part in a question. */
const { stride: _stride, overlay: _overlay, combined: _combined, ...questionOptions } = setupOptions;

export async function ask(args: readonly string[]): Promise<number> {
  const read = readOptions(args, { ...questionOptions, json: 'switch' });
  const { jobId, ...place } = await findJob(onePositional(read, 'JOB_OR_DIR'));
  readSetup(read); // bad input is told before anything starts
  return withSession(async ({ handlers, config }) => {
    const { record } = await handlers.getJob({ jobId });
    const results = await handlers.ask({ jobId, setup: readSetup(read, record.setup ?? undefined) });
    printAnswer(results, join(config.jobsDir, jobId, jobFiles.runs, results.runId), read.switches.has('json'));
    return results.segments.length > 0 ? exitCodes.found : exitCodes.nothingFound;
  }, place, ['short']);
}
