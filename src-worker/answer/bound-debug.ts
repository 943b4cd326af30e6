/** Keeps debug.json within 5 MB for a two-hour game by keeping the most telling entries of each list. Pure. */
import type { DebugFile } from '../../src-shared/contract/artifacts.ts';

/** Entries of each list; together they stay below about 4 MB of JSON. */
const MOST = { transitions: 4000, readings: 8000, mergeEvents: 3000, spans: 3000, rejected: 600, couldNotSee: 4000, cuts: 5000, confidence: 7500, targetTracks: 4000, clickProblems: 500 };

export function boundDebug(debug: DebugFile): DebugFile {
  return {
    ...debug,
    transitions: debug.transitions.slice(0, MOST.transitions),
    readings: mostTelling(debug.readings, MOST.readings, (reading) => (reading.counted ? 1 : 0) + reading.confidence, (reading) => reading.timeSeconds),
    mergeEvents: debug.mergeEvents.slice(0, MOST.mergeEvents),
    rawSegments: debug.rawSegments.slice(0, MOST.spans),
    mergedSegments: debug.mergedSegments.slice(0, MOST.spans),
    rejected: mostTelling(debug.rejected, MOST.rejected, (rejected) => rejected.confidence + rejected.observedSeconds / 1000, (rejected) => rejected.start),
    couldNotSee: debug.couldNotSee.slice(0, MOST.couldNotSee),
    cuts: debug.cuts.slice(0, MOST.cuts),
    confidence: debug.confidence.slice(0, MOST.confidence),
    targetTracks: mostTelling(debug.targetTracks, MOST.targetTracks, (track) => track.end - track.start, (track) => track.start),
    clickProblems: debug.clickProblems.slice(0, MOST.clickProblems),
  };
}

function mostTelling<T>(list: readonly T[], most: number, worth: (item: T) => number, time: (item: T) => number): T[] {
  if (list.length <= most) return [...list];
  return list.toSorted((a, b) => worth(b) - worth(a)).slice(0, most).sort((a, b) => time(a) - time(b));
}
