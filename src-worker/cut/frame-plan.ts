/**
 * Which pictures a span of time means. Pure. One rule for both edges: a time stands for the picture that is on screen at it;
 * the picture at `start` is the first inside, the picture at `end` the first outside. So spans that meet share no picture and miss none.
 */
import type { Span } from '../../src-shared/domain/time.ts';
import type { Packet } from '../ffmpeg/read-packets.ts';

export interface FrameTime {
  pts: number;
  seconds: number;
  /** When the next picture takes over. */
  endSeconds: number;
  key: boolean;
  /** A key frame that no later stored picture is shown before: decoding and copying can begin here without loss. */
  cleanKey: boolean;
}

export interface FramePlan {
  /** Pictures before the span that help to recognise its edge, the span's, and some after it; by time. */
  frames: FrameTime[];
  /** Index in `frames` of the first and last picture inside. */
  first: number;
  last: number;
}

/** Container times are rounded (Matroska to 1 ms): times this close are equal. */
const SAME_TIME_SECONDS = 0.0006;

/** Pictures by time. Packets come in decode order; pictures before the first key frame cannot be decoded and are left out. */
export function framesByTime(packets: readonly Packet[], frameSeconds: number): FrameTime[] {
  const clean = cleanKeys(packets);
  const firstKey = packets.find((p) => p.key)?.seconds ?? -Infinity;
  const sorted = packets.filter((p) => p.seconds >= firstKey).sort((a, b) => a.pts - b.pts).filter((p, i, all) => p.pts !== all[i - 1]?.pts);
  return sorted.map((p, i) => ({
    pts: p.pts, seconds: p.seconds, key: p.key, cleanKey: clean.has(p.pts),
    endSeconds: sorted[i + 1]?.seconds ?? p.seconds + (p.durationSeconds ?? frameSeconds),
  }));
}

/** Null when no picture is on screen in the span. A span shorter than a picture means that picture. */
export function planFrames(frames: FrameTime[], span: Span): FramePlan | null {
  const lastFrame = frames.at(-1);
  if (lastFrame === undefined || span.start >= lastFrame.endSeconds - SAME_TIME_SECONDS || span.end <= frames[0]!.seconds) return null;
  const first = Math.max(0, frameAt(frames, span.start));
  const firstOutside = span.end >= lastFrame.endSeconds - SAME_TIME_SECONDS ? frames.length : frameAt(frames, span.end);
  return { frames, first, last: Math.max(first, firstOutside - 1) };
}

export function planSpan(plan: FramePlan): Span {
  return { start: plan.frames[plan.first]!.seconds, end: plan.frames[plan.last]!.endSeconds };
}

/** Index of the picture on screen at a time; -1 before the first. */
function frameAt(frames: readonly FrameTime[], time: number): number {
  return frames.findLastIndex((frame) => frame.seconds <= time + SAME_TIME_SECONDS);
}

function cleanKeys(packets: readonly Packet[]): Set<number> {
  const clean = new Set<number>();
  let earliestLater = Infinity;
  for (const packet of [...packets].reverse()) {
    if (packet.key && packet.pts < earliestLater) clean.add(packet.pts);
    earliestLater = Math.min(earliestLater, packet.pts);
  }
  return clean;
}
