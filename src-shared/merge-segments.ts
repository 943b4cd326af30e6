/** Two segments of one review as one: from the earlier start to the later end, with the reasons of both told once. Pure. */
import type { EvidenceItem } from './domain/identity.ts';
import type { Crop } from './domain/segment.ts';
import { overlapSeconds } from './domain/time.ts';
import type { ReviewedSegment } from './reviewed-segment.ts';

/** Keeps the id and verdict of the earlier one. */
export function mergedSegment(a: ReviewedSegment, b: ReviewedSegment): ReviewedSegment {
  const [left, right] = a.start <= b.start ? [a, b] : [b, a];
  const start = left.start;
  const end = Math.max(left.end, right.end);
  const shared = overlapSeconds(left, right);
  return {
    ...left,
    end,
    endReason: right.end >= left.end ? right.endReason : left.endReason,
    // What both saw is seen once.
    observedSeconds: Math.min(end - start, Math.max(left.observedSeconds, right.observedSeconds, left.observedSeconds + right.observedSeconds - shared)),
    confidence: Math.min(left.confidence, right.confidence),
    evidence: uniqueEvidence([...left.evidence, ...right.evidence]),
    crops: uniqueCrops([...left.crops, ...right.crops]),
    trackIds: [...new Set([...left.trackIds, ...right.trackIds])],
    stars: Math.max(left.stars, right.stars),
    note: [...new Set([left.note, right.note].filter((note) => note !== ''))].join('\n'),
    tags: [...new Set([...left.tags, ...right.tags])],
    edited: true,
  };
}

/** One reason a note; the halves of a segment that was split carry the same ones. The stronger of two is kept. */
function uniqueEvidence(items: readonly EvidenceItem[]): EvidenceItem[] {
  const byNote = new Map<string, EvidenceItem>();
  for (const item of items) {
    const key = `${item.kind} ${item.note}`;
    const known = byNote.get(key);
    if (known === undefined || Math.abs(item.logOdds) > Math.abs(known.logOdds)) byNote.set(key, item);
  }
  return [...byNote.values()];
}

function uniqueCrops(crops: readonly Crop[]): Crop[] {
  return [...new Map(crops.map((crop) => [`${crop.timeSeconds} ${crop.box.x} ${crop.box.y}`, crop])).values()].sort((a, b) => a.timeSeconds - b.timeSeconds);
}
