/** Cuts clips out of the original and proves each one by reading it again. Joining and exporting are other files' business. */
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import type { Clip } from '../../src-shared/domain/segment.ts';
import type { Span } from '../../src-shared/domain/time.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { eachAtOnce } from './each-at-once.ts';
import { plainTreatment, treatedSeconds, type ClipTreatment } from './clip-treatment.ts';
import { COPY_LOOSE_FRAMES, copyCut, copyPlan } from './copy-cut.ts';
import { openCutSource, planPictures, type CutContext, type CutSource } from './cut-source.ts';
import { exactCut } from './exact-cut.ts';
import { planSpan, type FramePlan } from './frame-plan.ts';
import { warnOfLostLight } from './keep-light.ts';
import { planSmart } from './smart-plan.ts';
import { canCutSmart, smartCut } from './smart-cut.ts';
import { untilItFits } from './until-it-fits.ts';
import { verifyClip, type Verification } from './verify-clip.ts';

/** `exact` re-encodes; `smart` re-encodes only the edges and copies between; `copy` copies and therefore starts at the key frame. */
export type CutMode = 'exact' | 'smart' | 'copy';

export interface ClipSpan extends Span { segmentId: string }

export interface CutRequest {
  videoPath: string;
  media: Pick<MediaInfo, 'frameRate' | 'interlaced'>;
  spans: readonly ClipSpan[];
  outDir: string;
  mode: CutMode;
  /** File name of the n-th clip, 0-based; default `clip_001.mp4`. */
  fileName?: (index: number) => string;
  /** What is done to the n-th clip beyond cutting; default nothing. Asked again with a smaller share of the bits where the clip is too large. */
  treat?: (index: number, plan: FramePlan, source: CutSource, bitsShare: number) => Promise<ClipTreatment>;
  /** Told in words what a clip has to do without, though it is as meant. */
  warn?: (text: string) => void;
  /** Clips in hand at the same time; default 1. */
  atOnce?: number;
}

/**
 * Clips in the order of `spans`, each under its final name only when it has been verified. `Clip.file` is `clips/<name>`;
 * start and end are those of the pictures inside. A clip that is not as meant is cut once more, exactly.
 * @throws AppError `cut-mismatch` when that fails too, `invalid-input` for a span outside the video, `disk-full`, `cancelled`.
 */
export async function cutClips(request: CutRequest, ctx: CutContext): Promise<Clip[]> {
  const source = await openCutSource(request.videoPath, request.media, ctx);
  await mkdir(request.outDir, { recursive: true });
  const total = request.spans.reduce((sum, span) => sum + span.end - span.start, 0);
  const clips: Clip[] = [];
  const done = request.spans.map(() => 0);
  let finished = 0;
  await eachAtOnce(request.spans, request.atOnce ?? 1, ctx, async (span, index, own) => {
    const name = (request.fileName ?? clipFileName)(index);
    const report = (seconds: number): void => {
      done[index] = Math.min(seconds, span.end - span.start);
      ctx.report(fraction(done.reduce((sum, one) => sum + one, 0), total), `Cutting clip ${finished + 1} of ${request.spans.length}`);
    };
    report(0);
    const treat: Treat = (plan, bitsShare) => request.treat?.(index, plan, source, bitsShare) ?? Promise.resolve(plainTreatment);
    const clip = await cutOne({ source, mode: request.mode, treat, warn: request.warn ?? (() => undefined) }, span, path.join(request.outDir, name), own, report);
    clips[index] = { file: `clips/${name}`, segmentId: span.segmentId, ...clip };
    finished += 1;
    report(span.end - span.start);
  });
  ctx.report(1, request.spans.length === 1 ? 'Cut one clip' : `Cut ${request.spans.length} clips`);
  return clips;
}

export function clipFileName(index: number): string {
  return `clip_${String(index + 1).padStart(3, '0')}.mp4`;
}

type CutFacts = Pick<Clip, 'start' | 'end' | 'durationSeconds' | 'verified'>;
type Treat = (plan: FramePlan, bitsShare: number) => Promise<ClipTreatment>;
interface HowToCut { source: CutSource; mode: CutMode; treat: Treat; warn(text: string): void }

async function cutOne({ source, mode, treat, warn }: HowToCut, span: Span, file: string, ctx: CutContext, onProgress: (seconds: number) => void): Promise<CutFacts> {
  const plan = await planPictures(source, span, ctx);
  const part = path.join(path.dirname(file), `.part-${path.basename(file)}`);
  const what = `the clip from ${span.start.toFixed(2)} to ${span.end.toFixed(2)} s`;
  try {
    const cut = await untilItFits(what, async (bitsShare) => {
      const treatment = await treat(plan, bitsShare);
      return { ...(await cutAndVerify(source, plan, part, mode, treatment, ctx, onProgress)), asked: treatment.encoding.encoder, maxBytes: treatment.maxBytes };
    }, ctx);
    if (cut.attempt.treatment.encoding.encoder !== cut.asked) warn('The hardware encoder failed on some clips; the processor was used for them.');
    await warnOfLostLight(source, part, ctx, warn);
    await rename(part, file);
    return { ...planSpan(cut.plan), durationSeconds: cut.durationSeconds, verified: true };
  } finally {
    await rm(part, { force: true });
  }
}

interface Attempt { mode: CutMode; earlierSeconds: number; treatment: ClipTreatment }

/** As asked; then exactly; then by x264, and from further back. */
function attemptsFor(mode: CutMode, treatment: ClipTreatment): Attempt[] {
  const exact: Attempt = { mode: 'exact', earlierSeconds: 0, treatment };
  const software: Attempt = { ...exact, treatment: { ...treatment, encoding: { ...treatment.encoding, encoder: 'libx264' } } };
  return [...(mode === 'exact' ? [] : [{ ...exact, mode }]), exact, ...(treatment.encoding.encoder === 'libx264' ? [] : [software]), ...(mode === 'exact' ? [{ ...software, earlierSeconds: 15 }] : [])];
}

async function cutAndVerify(source: CutSource, plan: FramePlan, part: string, mode: CutMode, treatment: ClipTreatment, ctx: CutContext, onProgress: (seconds: number) => void): Promise<{ plan: FramePlan; durationSeconds: number; bytes: number; attempt: Attempt }> {
  const attempts = attemptsFor(mode, treatment);
  let problems: string[] = [];
  for (const attempt of attempts) {
    const written = await write(source, plan, part, attempt, ctx, onProgress).catch((error: unknown) => notWritten(error, attempt));
    if (typeof written === 'string') {
      ctx.log.warn('clip could not be cut this way', { mode: attempt.mode, start: planSpan(plan).start, why: written });
      continue;
    }
    const { plan: meant, joints, looseEndFrames } = written;
    const { size: bytes } = await stat(part);
    // It will be made again, so what is in it does not matter.
    if (treatment.maxBytes !== null && bytes > treatment.maxBytes) return { plan: meant, durationSeconds: treatedSeconds(meant, treatment), bytes, attempt };
    const verification: Verification = await verifyClip(source, meant, part, ctx, { joints, looseEndFrames, treatment: attempt.treatment });
    problems = verification.problems;
    if (problems.length === 0) return { plan: meant, durationSeconds: verification.durationSeconds, bytes, attempt };
    ctx.log.warn('clip is not as meant', { mode: attempt.mode, start: planSpan(plan).start, problems });
  }
  const { start, end } = planSpan(plan);
  throw new AppError('cut-mismatch', `the clip from ${start.toFixed(2)} to ${end.toFixed(2)} s could not be cut as meant: ${problems.join('; ')}`, {
    details: { start, end, problems },
  });
}

/** Copying can fail where encoding works (a container that cannot hold a stream), and a graphics card where x264 works; any other failure is final. */
function notWritten(error: unknown, attempt: Attempt): string {
  if ((attempt.mode !== 'exact' || attempt.treatment.encoding.encoder !== 'libx264') && error instanceof AppError && error.code === 'ffmpeg-failed') return error.message;
  throw error;
}

interface Written { plan: FramePlan; joints: number[]; looseEndFrames: number }

async function write(source: CutSource, plan: FramePlan, part: string, attempt: Attempt, ctx: CutContext, onProgress: (seconds: number) => void): Promise<Written> {
  const smart = attempt.mode === 'smart' && canCutSmart(source) ? planSmart(plan) : null;
  if (smart !== null) {
    await smartCut(source, plan, smart, part, ctx, attempt.treatment.audio, onProgress);
    return { plan, joints: [smart.copyFrom, smart.copyUntil].filter((joint) => joint > plan.first && joint <= plan.last), looseEndFrames: 0 };
  }
  if (attempt.mode === 'copy') {
    const copied = copyPlan(plan);
    await copyCut(source, copied, part, ctx, attempt.treatment.audio, onProgress);
    return { plan: copied, joints: [], looseEndFrames: COPY_LOOSE_FRAMES };
  }
  await exactCut(source, plan, part, ctx, { earlierSeconds: attempt.earlierSeconds, treatment: attempt.treatment, onProgress });
  return { plan, joints: [], looseEndFrames: 0 };
}

function fraction(done: number, total: number): number {
  return total <= 0 ? 0 : Math.min(0.99, done / total);
}
