/** The demo game and what is true about it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', 'resources', 'demo', 'rink-demo');

export const demoVideo = join(folder, 'video.mp4');

interface Player { number: string; team: string; visible: [number, number][] }

/** Seconds in which the player is on screen. */
export function visibleSpans(team: string, number: string): [number, number][] {
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as { players: Player[] };
  const player = truth.players.find((candidate) => candidate.team === team && candidate.number === number);
  if (player === undefined) throw new Error(`the demo game has no ${team} ${number}`);
  return player.visible;
}
