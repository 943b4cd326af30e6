/** Words for what lies under the pointer in a lane. Pure; words come from the catalogue. */
import { texts } from '../texts.ts';
import { stateAt } from '../stores/state-spans.ts';
import { laneAt } from './lanes.ts';
import type { Indexed, TimelineScene } from './timeline-scene.ts';
import { visiblePoints, visibleSpans } from './visible-range.ts';

const words = texts.review;

/** `secondsPerPixel` decides how near a thin thing must be. */
export function describeHover(scene: TimelineScene, time: number, y: number, secondsPerPixel: number): string {
  const reach = secondsPerPixel * 5;
  switch (laneAt(y)?.name) {
    case 'segments': {
      const segment = under(scene.segments, time, reach);
      if (segment !== undefined) return `${words.sure(Math.round(segment.confidence * 100))}, ${words.verdicts[segment.verdict]}`;
      const unseen = under(scene.couldNotSee, time, reach);
      return unseen === undefined ? '' : words.couldNotSee[unseen.why];
    }
    case 'state': return scene.states.length === 0 ? '' : words.states[stateAt(scene.states, time)];
    case 'confidence': {
      const level = scene.confidence.levels[0]!;
      const { from, to } = visiblePoints(level.times, time, time);
      return to > from && level.times.length > 0 ? words.sure(Math.round(level.high[from]! * 100)) : '';
    }
    case 'readings': {
      const { from, to } = visiblePoints(scene.readingTimes, time - reach, time + reach);
      const reading = scene.readings.slice(from, to).toSorted((a, b) => Math.abs(a.timeSeconds - time) - Math.abs(b.timeSeconds - time))[0];
      if (reading === undefined || Math.abs(reading.timeSeconds - time) > reach) return '';
      return `#${reading.text} ${Math.round(reading.confidence * 100)} %${reading.counted ? '' : `, ${words.hoverNotCounted}`}`;
    }
    case 'shots': {
      const missed = under(scene.missed, time, reach);
      if (missed !== undefined) return `${words.maybeMissed}: ${words.whyMissedShort[missed.why]}`;
      const unseen = under(scene.couldNotSee, time, 0);
      if (unseen !== undefined) return words.couldNotSee[unseen.why];
      const { from, to } = visiblePoints(scene.cuts, time - reach, time + reach);
      return scene.cuts.subarray(from, to).some((cut) => Math.abs(cut - time) <= reach) ? words.hoverCut : '';
    }
    case 'ruler': case undefined: return '';
  }
}

function under<Item extends { start: number; end: number }>({ items, latestEnd }: Indexed<Item>, time: number, reach: number): Item | undefined {
  const range = visibleSpans(items, latestEnd, time - reach, time + reach);
  return items.slice(range.from, range.to).find((item) => item.end >= time - reach);
}
