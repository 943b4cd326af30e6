/**
 * Presence → segments: sightings to raw segments, merged over gaps, filtered by observed presence, clamped to the video.
 * Present frames = segments + rejected, exactly. Rolls belong to clips (clip-spans), never here.
 */
import type { EndReason, EvidenceItem, StartReason } from '../../src-shared/domain/identity.ts';
import type { Crop, MergeEvent, Rejected, Segment } from '../../src-shared/domain/segment.ts';
import type { Span } from '../../src-shared/domain/time.ts';
import type { Tuning } from '../../src-shared/domain/settings.ts';
import type { PresencePiece } from '../game/presence.ts';
import { pickCrops } from './pick-crops.ts';
import { clampSpan, longEnough, mergeSpans, type ObservedSpan } from './merge-spans.ts';

export interface SegmentQuestion {
  tuning: Pick<Tuning, 'minTrackSeconds' | 'gapMergeSeconds' | 'lostTimeoutSeconds'>;
  /** Presentation times of the first and the last picture's end. */
  video: Span;
  /** Time from one analysed frame to the next: what one sighting stands for. */
  frameSeconds: number;
}

export interface FoundSegments {
  segments: Segment[];
  rejected: Rejected[];
  mergeEvents: MergeEvent[];
  rawSegments: Span[];
  mergedSegments: Span[];
}

export function findSegments(presence: readonly PresencePiece[], question: SegmentQuestion): FoundSegments {
  const raw = presence.filter((piece) => piece.verdict === 'target').toSorted((a, b) => a.times[0]! - b.times[0]!)
    .reduce<Draft[]>((drafts, piece) => addPiece(drafts, piece, question), []);
  const mergeEvents: MergeEvent[] = [];
  const merged = mergeSpans(raw, question.tuning.gapMergeSeconds, (a, b) => {
    mergeEvents.push({ prevEnd: a.end, nextStart: b.start, gap: b.start - a.end });
    return joinDrafts(a, b);
  });
  const segments: Segment[] = [];
  const rejected: Rejected[] = [];
  const used = new Map<string, number>();
  for (const draft of merged) {
    const inside = clampSpan(draft, question.video);
    if (inside === null || !longEnough(draft, question.tuning.minTrackSeconds)) rejected.push({ ...describe(draft), start: draft.start, end: draft.end, why: 'too-short' });
    else segments.push({ id: stableId(draft, used), ...describe(draft), ...inside, startReason: draft.startReason, endReason: draft.endReason });
  }
  for (const piece of presence) if (piece.verdict !== 'target') rejected.push(rejectedPiece(piece, question));
  return {
    segments, mergeEvents,
    rejected: rejected.sort((a, b) => a.start - b.start),
    rawSegments: raw.map(({ start, end }) => ({ start, end })),
    mergedSegments: merged.map(({ start, end }) => ({ start, end })),
  };
}

interface Draft extends ObservedSpan {
  shot: number;
  startReason: StartReason;
  endReason: EndReason;
  pieces: PresencePiece[];
}

/** A new raw segment begins at a cut and after being unseen longer than the lost timeout. */
function addPiece(drafts: Draft[], piece: PresencePiece, { tuning, frameSeconds }: SegmentQuestion): Draft[] {
  for (const run of unbroken(piece.times, tuning.lostTimeoutSeconds)) {
    const last = drafts.at(-1);
    const isFirst = run.start === piece.times[0];
    const isLast = run.end === piece.times.at(-1);
    const next: Draft = {
      start: run.start, end: run.end, observedSeconds: run.count * frameSeconds, shot: piece.shot,
      startReason: isFirst ? piece.startReason : 'came-into-view', endReason: isLast ? piece.endReason : 'lost-from-view', pieces: [piece],
    };
    if (last !== undefined && last.shot === piece.shot && run.start - last.end <= tuning.lostTimeoutSeconds + 1e-6) drafts[drafts.length - 1] = joinDrafts(last, next);
    else drafts.push(next);
  }
  return drafts;
}

function unbroken(times: readonly number[], lostTimeoutSeconds: number): { start: number; end: number; count: number }[] {
  const runs: { start: number; end: number; count: number }[] = [];
  for (const time of times) {
    const last = runs.at(-1);
    if (last !== undefined && time - last.end <= lostTimeoutSeconds + 1e-6) { last.end = time; last.count++; } else runs.push({ start: time, end: time, count: 1 });
  }
  return runs;
}

/** `a` starts first; the later end brings its reason. */
function joinDrafts(a: Draft, b: Draft): Draft {
  const pieces = [...a.pieces, ...b.pieces.filter((piece) => !a.pieces.includes(piece))];
  const ending = b.end >= a.end ? b : a;
  return { ...a, end: ending.end, endReason: ending.endReason, shot: ending.shot, observedSeconds: a.observedSeconds + b.observedSeconds, pieces };
}

function describe(draft: Draft): { observedSeconds: number; confidence: number; evidence: EvidenceItem[]; crops: Crop[]; trackIds: number[] } {
  const weight = draft.pieces.reduce((sum, piece) => sum + piece.times.length, 0);
  const mean = draft.pieces.reduce((sum, piece) => sum + piece.confidence * piece.times.length, 0) / weight;
  return {
    observedSeconds: round(draft.observedSeconds),
    confidence: round(mean),
    evidence: strongest(draft.pieces.flatMap((piece) => piece.evidence)),
    crops: pickCrops(draft.pieces.flatMap((piece) => piece.crops)),
    trackIds: [...new Set(draft.pieces.map((piece) => piece.trackId))],
  };
}

function rejectedPiece(piece: PresencePiece, { frameSeconds }: SegmentQuestion): Rejected {
  return {
    start: piece.times[0]!, end: piece.times.at(-1)!, observedSeconds: round(piece.times.length * frameSeconds),
    why: piece.verdict === 'target' ? 'too-short' : piece.verdict,
    confidence: piece.confidence, evidence: strongest(piece.evidence), crops: pickCrops(piece.crops).slice(0, 3), trackIds: [piece.trackId],
  };
}

const MOST_EVIDENCE = 12;

function strongest(evidence: readonly EvidenceItem[]): EvidenceItem[] {
  return evidence.toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds)).slice(0, MOST_EVIDENCE);
}

/**
 * Named after the track he is longest on: tracks are target-blind and outlive corrections, times do not.
 * Two segments of one track are told apart by their order.
 */
function stableId(draft: Draft, used: Map<string, number>): string {
  const longest = draft.pieces.toSorted((a, b) => b.times.length - a.times.length || a.times[0]! - b.times[0]!)[0]!;
  const name = `track-${longest.trackId}`;
  const count = (used.get(name) ?? 0) + 1;
  used.set(name, count);
  return count === 1 ? name : `${name}-${count}`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
