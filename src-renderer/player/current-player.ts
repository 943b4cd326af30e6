/** The player of the window, for keys and lists that steer it; there is at most one. */
import type { PlayerControl } from './player-control.ts';

let current: PlayerControl | null = null;

export function setCurrentPlayer(control: PlayerControl | null): void {
  current = control;
}

/** null while no video is shown. */
export function player(): PlayerControl | null {
  return current;
}
