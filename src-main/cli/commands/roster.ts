/** `roster JOB_OR_DIR`: every number found, without anybody having been asked for. */
import { formatTime } from '../../../src-shared/domain/time.ts';
import { withSession } from '../cli-session.ts';
import { exitCodes } from '../exit-codes.ts';
import { findJob } from '../find-job.ts';
import { onePositional, readOptions } from '../read-options.ts';

export async function roster(args: readonly string[]): Promise<number> {
  const read = readOptions(args, { json: 'switch' });
  const { jobId, ...place } = await findJob(onePositional(read, 'JOB_OR_DIR'));
  return withSession(async ({ handlers }) => {
    const entries = await handlers.getRoster({ jobId });
    if (read.switches.has('json')) process.stdout.write(`${JSON.stringify(entries)}\n`);
    else for (const entry of entries) process.stdout.write(`${entry.number.padStart(2)}  ${entry.teamColor}  team ${entry.team + 1}  ${Math.round(entry.confidence * 100)} %  on screen ${formatTime(entry.onScreenSeconds)}\n`);
    return entries.length > 0 ? exitCodes.found : exitCodes.nothingFound;
  }, place, ['short']);
}
