/**
 * One question about one game, answered from what was seen: load, identify, find segments and shifts, explain.
 * Writes nothing and decodes nothing; where the parts are put is the pipeline's business.
 */
import type { DebugFile, Times } from '../../src-shared/contract/artifacts.ts';
import type { Setup } from '../../src-shared/domain/job.ts';
import type { CouldNotSee, Rejected, Segment, Shift } from '../../src-shared/domain/segment.ts';
import { resolveTuning } from '../../src-shared/domain/settings.ts';
import type { Click } from '../../src-shared/domain/target.ts';
import { endSeconds, type MediaInfo } from '../../src-shared/domain/video.ts';
import { identifyTarget, type Identity } from '../identify/identify-target.ts';
import { loadGame } from '../identify/load-game.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { findSegments, type FoundSegments } from '../segment/find-segments.ts';
import { findShifts, sumTimes } from '../segment/find-shifts.ts';
import { keepIds } from '../segment/keep-ids.ts';
import { boundDebug } from './bound-debug.ts';
import { summarise } from './summarise.ts';

export interface AnswerInput {
  observationFiles: string[];
  tracksFile: string;
  media: MediaInfo;
  setup: Setup;
  /** Clicks made in review, in the order they were made. */
  clicks: Click[];
  /** Segments of the answer before, whose ids are kept where a segment covers the same passage. */
  previous?: readonly Segment[];
}

export interface Answer {
  segments: Segment[];
  rejected: Rejected[];
  /** Null in clip mode. */
  shifts: Shift[] | null;
  times: Times;
  couldNotSee: CouldNotSee[];
  debug: DebugFile;
  warnings: string[];
  /** A plain sentence about what was found. */
  summary: string;
}

/** @throws AppError `artifact-missing` or `artifact-damaged` naming the file. */
export async function answerTarget(input: AnswerInput, ctx: Pick<StageContext, 'signal' | 'report'>): Promise<Answer> {
  ctx.report(0, 'reading what was seen');
  const game = await loadGame({ observationFiles: input.observationFiles, tracksFile: input.tracksFile }, ctx.signal);
  ctx.signal.throwIfAborted();
  ctx.report(0.4, 'telling who is who');
  const tuning = resolveTuning(input.setup.settings);
  const { target, settings } = input.setup;
  const identity = identifyTarget(game, { target, settings, tuning, clicks: input.clicks });
  ctx.signal.throwIfAborted();
  ctx.report(0.8, 'finding segments');
  const video = { start: input.media.startSeconds, end: endSeconds(input.media) };
  const found = findSegments(identity.presence, { tuning, video, frameSeconds: game.frameSeconds });
  const segments = input.previous === undefined ? found.segments : keepIds(found.segments, input.previous);
  const shifts = settings.mode === 'shift' ? findShifts(segments, identity.couldNotSee) : null;
  ctx.report(1, 'segments found');
  return {
    segments, shifts,
    rejected: found.rejected,
    times: sumTimes(segments, shifts, identity.couldNotSee),
    couldNotSee: identity.couldNotSee,
    debug: boundDebug(debugFile(input, identity, found, game.cuts)),
    warnings: [...game.warnings, ...identity.warnings, ...identity.clickProblems],
    summary: summarise({ segments, rejected: found.rejected, couldNotSee: identity.couldNotSee, target, number: identity.number, clicks: input.clicks.length + target.clicks.length }),
  };
}

function debugFile(input: AnswerInput, identity: Identity, found: FoundSegments, cuts: readonly number[]): DebugFile {
  const { target, settings } = input.setup;
  return {
    schemaVersion: 1,
    settings: { target, settings, tuning: resolveTuning(settings) },
    transitions: identity.transitions,
    readings: identity.readings,
    mergeEvents: found.mergeEvents,
    rawSegments: found.rawSegments,
    mergedSegments: found.mergedSegments,
    rejected: found.rejected,
    couldNotSee: identity.couldNotSee,
    cuts: [...cuts],
    confidence: identity.confidence,
    targetTracks: identity.targetTracks,
    clickProblems: identity.clickProblems,
  };
}
