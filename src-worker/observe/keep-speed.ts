/** Notes how fast this machine looked at a chunk, for honest forecasts. A wish, no duty: what can not be noted is not. */
import { renameSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { measuredSpeedFile, type MeasuredSpeed } from '../../src-shared/domain/speed.ts';

/** A shorter stretch says more about starting than about looking. */
const LEAST_SECONDS = 20;

export function keepSpeed(seen: Omit<MeasuredSpeed, 'at' | 'secondsPerSecond'>, videoSeconds: number, workSeconds: number): void {
  const folder = process.env['SHIFTCLIPPER_MEASURED'];
  if (folder === undefined || folder === '' || videoSeconds < LEAST_SECONDS || !(workSeconds > 0)) return;
  const measured: MeasuredSpeed = { ...seen, secondsPerSecond: workSeconds / videoSeconds, at: new Date().toISOString() };
  const file = path.join(folder, measuredSpeedFile(seen.speed));
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(measured));
    renameSync(`${file}.${process.pid}`, file);
  } catch { /* read-only or full: no forecast, no harm */ }
}
