/** The demo game and what is true about it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

const folder = join(root, 'resources', 'demo', 'rink-demo');

export const demoVideo = join(folder, 'video.mp4');
export const demoFramesPerSecond = 30;

/** Whom the tests look for, where he stands in one frame, and where his shirt shows no number there. */
export const red17 = { number: '17', color: '#b3131f', click: { timeSeconds: 5.6, x: 0.9273, y: 0.7667 }, shirt: { x: 0.924, y: 0.7556 } } as const;
export const white66 = { number: '66', color: '#f2f2f2' } as const;

export type Spans = readonly (readonly [start: number, end: number])[];

interface Player { number: string; team: string; visible: [number, number][] }

/** Seconds in which the player is on screen. */
export function visibleSpans(team: string, number: string): Spans {
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as { players: Player[] };
  const player = truth.players.find((candidate) => candidate.team === team && candidate.number === number);
  if (player === undefined) throw new Error(`the demo game has no ${team} ${number}`);
  return player.visible;
}

/** Shares of time: of what was found how much is true, and of what is true how much was found. */
export function score(found: readonly { start: number; end: number }[], truth: Spans): { precision: number; recall: number } {
  const foundSeconds = found.reduce((sum, span) => sum + span.end - span.start, 0);
  const trueSeconds = truth.reduce((sum, [start, end]) => sum + end - start, 0);
  const shared = found.reduce((sum, span) => sum + truth.reduce((inner, [start, end]) => inner + Math.max(0, Math.min(span.end, end) - Math.max(span.start, start)), 0), 0);
  return { precision: foundSeconds === 0 ? 0 : shared / foundSeconds, recall: shared / trueSeconds };
}
