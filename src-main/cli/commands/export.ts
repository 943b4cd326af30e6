/** `export JOB_OR_DIR --out DIR …` and `import JOB_OR_DIR --from FILE`: clips and lists out, lists of other programs in. */
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, fromPlainError, isErrorCode } from '../../../src-shared/app-error.ts';
import type { ExportRecord } from '../../../src-shared/contract/api.ts';
import { applyReview, type ReviewedSegment } from '../../../src-shared/review-layer.ts';
import { withSession, type Session } from '../cli-session.ts';
import { exitCodes } from '../exit-codes.ts';
import { findJob } from '../find-job.ts';
import { exportWords, readExportOptions } from '../read-export-options.ts';
import { onePositional, readOptions } from '../read-options.ts';

export async function exportFiles(args: readonly string[]): Promise<number> {
  const read = readOptions(args, exportWords);
  const { jobId, ...place } = await findJob(onePositional(read, 'JOB_OR_DIR'));
  const out = read.values['out'];
  if (out === undefined || out === '') throw new AppError('invalid-input', '--out is missing: the folder that the files go to');
  return withSession(async (session) => {
    const { handlers } = session;
    const options = readExportOptions(read, await handlers.listRecipes({}));
    const { results, review } = await handlers.getReview({ jobId });
    const chosen = choose(applyReview(results?.segments ?? [], review), read.switches);
    if (chosen.length === 0) {
      process.stderr.write('There is no passage to export.\n');
      return exitCodes.nothingFound;
    }
    const begun = await handlers.startExport({ jobId, segmentIds: chosen.map(({ id }) => id), folder: resolve(out), options });
    const record = await untilWritten(session, begun);
    const paths = [...record.files.map(({ path }) => path), ...(record.documents ?? [])];
    if (read.switches.has('json')) process.stdout.write(`${JSON.stringify({ jobId, files: record.files, documents: record.documents ?? [], warnings: record.warnings ?? [] })}\n`);
    else process.stdout.write(`${[...paths, ...(record.warnings ?? []).map((warning) => `Note: ${warning}`)].join('\n')}\n`);
    return exitCodes.found;
  }, place, ['short']);
}

export async function importList(args: readonly string[]): Promise<number> {
  const read = readOptions(args, { from: 'value', json: 'switch' });
  const { jobId, ...place } = await findJob(onePositional(read, 'JOB_OR_DIR'));
  const from = read.values['from'];
  if (from === undefined || from === '') throw new AppError('invalid-input', '--from is missing: a LosslessCut CSV or LLC file, Sportscode XML, or our own CSV');
  return withSession(async ({ handlers }) => {
    const { added } = await handlers.importSegments({ jobId, path: resolve(from) });
    process.stdout.write(read.switches.has('json') ? `${JSON.stringify({ jobId, added })}\n` : `${added} ${added === 1 ? 'segment' : 'segments'} added\n`);
    return exitCodes.found;
  }, place, ['short']);
}

/** Accepted ones once there are any; never refused ones. */
function choose(segments: readonly ReviewedSegment[], switches: ReadonlySet<string>): ReviewedSegment[] {
  const accepted = segments.filter(({ verdict }) => verdict === 'accepted');
  if (switches.has('accepted') || (accepted.length > 0 && !switches.has('all'))) return accepted;
  return segments.filter(({ verdict }) => verdict !== 'rejected');
}

/** Ctrl-C cancels it cleanly. */
async function untilWritten({ handlers, interrupted }: Session, begun: ExportRecord): Promise<ExportRecord> {
  let cancelled = false;
  for (let said = ''; ; await sleep(150)) {
    const record = (await handlers.listExports({ jobId: begun.jobId })).find(({ id }) => id === begun.id) ?? begun;
    if (record.state === 'done') return record;
    if (record.state === 'failed' || record.state === 'cancelled') {
      const { code, message } = record.error ?? { code: 'cancelled', message: 'The export was cancelled.' };
      throw fromPlainError({ code: isErrorCode(code) ? code : 'internal', message, next: '' });
    }
    if (record.message !== said) process.stderr.write(`${(said = record.message)}\n`);
    if (interrupted.aborted && !cancelled) {
      cancelled = true;
      await handlers.cancelExport({ exportId: begun.id });
    }
  }
}
