/** One answer as a run folder: who is who, segments, and (for a whole analysis) clips, film and overlay; published when complete. */
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeCompactJson } from '../../src-node/write-atomically.ts';
import { ARTIFACT_SCHEMA_VERSION, ResultsFile, runFiles, type DebugFile, type SegmentsFile, type ShiftsFile } from '../../src-shared/contract/artifacts.ts';
import type { WorkOf } from '../../src-shared/contract/queue.ts';
import type { Segment } from '../../src-shared/domain/segment.ts';
import { resolveTuning } from '../../src-shared/domain/settings.ts';
import type { Target } from '../../src-shared/domain/target.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { answerTarget, type Answer } from '../answer/answer-target.ts';
import { linkTracks } from '../link/link-stage.ts';
import { inStage, type Desk } from './desk.ts';
import { publishRun, type JobFolder } from './job-folder.ts';
import { observedProvider } from './observed-provider.ts';
import { makeFilms, noFilms, type Films } from './make-films.ts';

type AnswerWork = WorkOf<'analyse'> | WorkOf<'revise'> | WorkOf<'ask'>;

export async function answerRun(work: AnswerWork, media: MediaInfo, folder: JobFolder, desk: Desk): Promise<ResultsFile> {
  const unfinished = folder.unfinishedRun(work.runId);
  await rm(unfinished, { recursive: true, force: true });
  try {
    const observationFiles = media.chunks.map((chunk) => folder.observation(chunk.index));
    await linkWhenStale(observationFiles, media, folder, desk);
    const previous = await previousSegments(folder, work.setup.target);
    const answer = await inStage(desk, 'identify', (context) => answerTarget({
      observationFiles, tracksFile: folder.tracks, media, setup: work.setup, clicks: work.evidenceClicks, ...(previous === null ? {} : { previous }),
    }, context));
    const films = work.kind === 'analyse' ? await makeFilms(work, answer, media, folder, unfinished, desk) : noFilms;
    return await inStage(desk, 'finish', async (context) => {
      context.report(0, 'Writing the results');
      const results = resultsOf(work, answer, films, await observedProvider(observationFiles[0]), desk);
      await writeRunFiles(unfinished, results, answer.debug);
      context.signal.throwIfAborted();
      await publishRun(folder, work.runId);
      context.report(1, 'Results written');
      return results;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Tracks are made anew when any chunk was observed after them. */
async function linkWhenStale(observationFiles: string[], media: MediaInfo, folder: JobFolder, desk: Desk): Promise<void> {
  const linked = await stat(folder.tracks).then((facts) => facts.mtimeMs, () => 0);
  const observed = await Promise.all(observationFiles.map((file) => stat(file).then((facts) => facts.mtimeMs, () => Infinity)));
  if (linked > Math.max(...observed)) return;
  await inStage(desk, 'link', (context) => linkTracks({ observationFiles, media, outFile: folder.tracks }, context));
}

/** Segments keep their ids as long as the same player was asked for, so that the user's edits stay where they were made. */
async function previousSegments(folder: JobFolder, target: Target): Promise<Segment[] | null> {
  try {
    const runId = (await readFile(folder.current, 'utf8')).trim();
    const before = ResultsFile.parse(JSON.parse(await readFile(join(folder.run(runId), runFiles.results), 'utf8')));
    const same = before.target.jerseyNumber === target.jerseyNumber && before.target.jerseyColor === target.jerseyColor;
    return same ? before.segments : null;
  } catch {
    return null; // no run before, or one that can not be read: ids begin anew
  }
}

function resultsOf(work: AnswerWork, answer: Answer, films: Films, device: string, desk: Desk): ResultsFile {
  const { target, settings } = work.setup;
  const few = answer.segments.length < 3;
  return ResultsFile.parse({
    schemaVersion: ARTIFACT_SCHEMA_VERSION, jobId: work.jobId, runId: work.runId, kind: work.kind,
    outcome: answer.segments.length > 0 ? 'done' : 'done-no-segments',
    summary: answer.summary, target, settings, tuning: resolveTuning(settings),
    segments: answer.segments, shifts: answer.shifts, clips: films.clips, combined: films.combined, overlay: films.overlay,
    times: answer.times, couldNotSee: answer.couldNotSee,
    nearMisses: few ? [...answer.rejected].sort((a, b) => b.confidence - a.confidence).slice(0, 20) : [],
    warnings: [...new Set([...answer.warnings, ...films.warnings])], device,
    timings: roundedTimings(desk.timings), finishedAt: new Date().toISOString(),
  } satisfies ResultsFile);
}

async function writeRunFiles(runFolder: string, results: ResultsFile, debug: DebugFile): Promise<void> {
  const segments: SegmentsFile = { schemaVersion: ARTIFACT_SCHEMA_VERSION, segments: results.segments };
  await writeCompactJson(join(runFolder, runFiles.segments), segments);
  if (results.shifts !== null) {
    const shifts: ShiftsFile = { schemaVersion: ARTIFACT_SCHEMA_VERSION, shifts: results.shifts, times: results.times };
    await writeCompactJson(join(runFolder, runFiles.shifts), shifts);
  }
  await writeCompactJson(join(runFolder, runFiles.debug), debug);
  await writeCompactJson(join(runFolder, runFiles.results), results);
}

function roundedTimings(timings: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(timings).map(([stage, seconds]) => [stage, Math.round(seconds * 1000) / 1000]));
}
