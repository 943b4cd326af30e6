/** What a machine's measured speed means for an hour of video, in words. Pure. */
import type { MeasuredSpeed, SpeedName } from '../../src-shared/domain/speed.ts';
import { texts } from '../texts.ts';

export function speedForecast(speed: SpeedName, measured: readonly MeasuredSpeed[] | undefined): string {
  const known = measured?.find((each) => each.speed === speed);
  if (known === undefined) return texts.settings.speedUnknown;
  return texts.settings.speedMeasured(Math.max(1, Math.round(known.secondsPerSecond * 60)), known.width, known.height);
}
