/**
 * Segments → shifts: stays on the ice. A stay goes on over cuts, cutaways and the camera looking elsewhere, and ends when he
 * goes to the bench or is not seen for longer than people stay out of the picture. Pure.
 */
import type { Times } from '../../src-shared/contract/artifacts.ts';
import type { CouldNotSee, Segment, Shift } from '../../src-shared/domain/segment.ts';
import { overlapSeconds, spanSeconds } from '../../src-shared/domain/time.ts';

/** Unseen this long while the camera showed the game, he has left the ice. */
const OFF_ICE_SECONDS = 12;
/** After seconds in which nobody could have seen him, he is looked for this much longer. */
const LONGEST_ABSENCE_SECONDS = 60;

/** @param segments of one run, in order of time. @param couldNotSee seconds that do not speak for his absence. */
export function findShifts(segments: readonly Segment[], couldNotSee: readonly CouldNotSee[]): Shift[] {
  const shifts: Segment[][] = [];
  for (const segment of segments) {
    const current = shifts.at(-1);
    const last = current?.at(-1);
    if (current !== undefined && last !== undefined && staysOn(last, segment, couldNotSee)) current.push(segment);
    else shifts.push([segment]);
  }
  return shifts.map((group) => {
    const [start, end] = [group[0]!.start, group.at(-1)!.end];
    const onScreenSeconds = round(group.reduce((sum, segment) => sum + spanSeconds(segment), 0));
    return { start, end, onScreenSeconds, unseenSeconds: round(end - start - onScreenSeconds), segmentIds: group.map((segment) => segment.id) };
  });
}

/** Off ice / on ice / leaving: he is still on when he neither went to the bench nor was missed for long while the game was shown. */
function staysOn(last: Segment, next: Segment, couldNotSee: readonly CouldNotSee[]): boolean {
  if (last.endReason === 'went-to-bench' || next.startReason === 'left-bench') return false;
  const gap = { start: last.end, end: next.start };
  const excused = couldNotSee.reduce((sum, span) => sum + overlapSeconds(gap, span), 0);
  return spanSeconds(gap) - excused <= OFF_ICE_SECONDS && spanSeconds(gap) <= LONGEST_ABSENCE_SECONDS;
}

/** Three numbers, told apart: on screen, on the ice (shift mode), and not knowable. */
export function sumTimes(segments: readonly Segment[], shifts: readonly Shift[] | null, couldNotSee: readonly CouldNotSee[]): Times {
  return {
    onScreenSeconds: round(segments.reduce((sum, segment) => sum + spanSeconds(segment), 0)),
    onIceSeconds: shifts === null ? null : round(shifts.reduce((sum, shift) => sum + spanSeconds(shift), 0)),
    unseenSeconds: round(couldNotSee.reduce((sum, span) => sum + spanSeconds(span), 0)),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
