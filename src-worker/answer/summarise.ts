/** The answer as one plain sentence. */
import type { CouldNotSee, Rejected, Segment } from '../../src-shared/domain/segment.ts';
import type { Target } from '../../src-shared/domain/target.ts';
import { formatTime, spanSeconds } from '../../src-shared/domain/time.ts';

interface Found {
  segments: readonly Segment[];
  rejected: readonly Rejected[];
  couldNotSee: readonly CouldNotSee[];
  target: Target;
  /** The number looked for, also when it was read on the player clicked. */
  number: string;
  clicks: number;
}

export function summarise(found: Found): string {
  const who = found.number === '' ? 'The player' : `Number ${found.number}`;
  if (found.segments.length > 0) {
    const seconds = found.segments.reduce((sum, segment) => sum + spanSeconds(segment), 0);
    return `${who} is on screen in ${found.segments.length === 1 ? 'one passage' : `${found.segments.length} passages`}, ${formatTime(seconds)} in all.`;
  }
  return `${who} was not found: ${whyNot(found)}`;
}

function whyNot({ target, rejected, number, clicks }: Found): string {
  if (number === '' && clicks === 0 && target.jerseyColor === null) return 'nothing was given to find him by. Name his number or click on him once.';
  const tooShort = rejected.filter((item) => item.why === 'too-short').length;
  if (tooShort > 0) return `he was seen only in moments too short to report (${tooShort}). Lower the shortest presence, or see the near misses.`;
  const neverRead = number !== '' && clicks === 0 && !rejected.some((item) => item.evidence.some(({ kind, logOdds }) => kind === 'number' && logOdds > 0));
  const near = rejected.length;
  if (near > 0 && !neverRead) return `${near === 1 ? 'one passage comes' : `${near} passages come`} near, but the evidence is not enough. One click on him helps most.`;
  if (number === '') return 'colours alone do not tell one player from another. Click on him once.';
  return `the number was never read clearly enough. Click on him once, or check number and colour.`;
}
