/** How fast this machine looked at its latest games, as its workers noted it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MeasuredSpeed, measuredSpeedFile, SpeedName } from '../../src-shared/domain/speed.ts';

/** @param processes that look at the same game: each noted its own chunk while the others worked, too. */
export function measuredSpeeds(folder: string, processes: number): MeasuredSpeed[] {
  return SpeedName.options.flatMap((speed) => {
    try {
      const measured = MeasuredSpeed.parse(JSON.parse(readFileSync(join(folder, measuredSpeedFile(speed)), 'utf8')));
      return [{ ...measured, secondsPerSecond: measured.secondsPerSecond / processes }];
    } catch {
      return []; // never measured here, or damaged
    }
  });
}
