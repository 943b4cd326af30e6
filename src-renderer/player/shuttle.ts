/** Speeds of the player: the ladder of playback speeds, and J/K/L as editors know it. Pure. */

/** Chromium's element plays 0.0625–16 ×; beyond these nobody sees anything. */
export const speeds = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4, 8] as const;

export function fasterSpeed(speed: number): number {
  return speeds.find((one) => one > speed + 1e-6) ?? speeds[speeds.length - 1]!;
}

export function slowerSpeed(speed: number): number {
  return speeds.findLast((one) => one < speed - 1e-6) ?? speeds[0];
}

const ladder = [1, 2, 4, 8] as const;

/** Signed speed after J (`back`) or L (`forward`); 0 means standing. Against the direction of motion it slows down first. */
export function shuttleSpeed(current: number, key: 'back' | 'forward'): number {
  const direction = key === 'forward' ? 1 : -1;
  const along = current * direction;
  if (along <= 0) return along < -1 ? current / 2 : along < 0 ? 0 : direction;
  return direction * (ladder.find((one) => one > along) ?? ladder[ladder.length - 1]!);
}
