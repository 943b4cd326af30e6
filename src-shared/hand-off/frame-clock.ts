/** Frame numbers, rational times and SMPTE timecode. Pure integers: 29.97 is 30000/1001 everywhere. Not presentation times: those are seconds (domain/time.ts). */
import { AppError } from '../app-error.ts';

export interface FrameRate { numerator: number; denominator: number }

/** Number of the frame that is nearest to a time; both count from the first picture. */
export function frameOf(seconds: number, { numerator, denominator }: FrameRate): number {
  return Math.round((seconds * numerator) / denominator);
}

export function secondsOf(frame: number, { numerator, denominator }: FrameRate): number {
  return (frame * denominator) / numerator;
}

/** Frames that a timecode counts in a second: 30 for 29.97. */
export function nominalRate({ numerator, denominator }: FrameRate): number {
  return Math.round(numerator / denominator);
}

/** 29.97 and 59.94 are counted with dropped numbers, so that the timecode keeps to the clock; 23.976 never is. */
export function usesDropFrame(rate: FrameRate): boolean {
  const nominal = nominalRate(rate);
  return nominal % 30 === 0 && Math.abs(rate.numerator / rate.denominator - (nominal * 1000) / 1001) < 0.001;
}

/**
 * `hh:mm:ss:ff`, with `;` before the frames where numbers are dropped (SMPTE 12M: the first 2 numbers of each minute, 4 at 59.94, but not of each tenth).
 * Wraps after 24 hours, as recorders do.
 */
export function timecode(frame: number, rate: FrameRate): string {
  const nominal = nominalRate(rate);
  const drop = usesDropFrame(rate);
  const label = drop ? frame + droppedBefore(frame, nominal) : frame;
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(label / nominal);
  return `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${drop ? ';' : ':'}${two(label % nominal)}`;
}

/** The frame that a timecode names. @throws AppError `invalid-input` for a malformed one, or a number that is dropped. */
export function frameOfTimecode(text: string, rate: FrameRate): number {
  const match = /^(\d{2}):(\d{2}):(\d{2})[:;.](\d{2})$/.exec(text);
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = (match ?? []).slice(1).map(Number);
  const nominal = nominalRate(rate);
  if (match === null || minutes > 59 || seconds > 59 || frames >= nominal) throw new AppError('invalid-input', `a timecode must be hh:mm:ss:ff with frames below ${nominal}, got "${text}"`);
  const label = ((hours * 60 + minutes) * 60 + seconds) * nominal + frames;
  if (!usesDropFrame(rate)) return label;
  const perMinute = nominal / 15;
  if (seconds === 0 && frames < perMinute && minutes % 10 !== 0) throw new AppError('invalid-input', `the timecode ${text} does not exist in drop-frame counting`);
  const allMinutes = hours * 60 + minutes;
  return label - perMinute * (allMinutes - Math.floor(allMinutes / 10));
}

/** `150150/30000s`, and `0s` for nothing: times as FCPXML writes them. */
export function rationalSeconds(frame: number, { numerator, denominator }: FrameRate): string {
  if (frame === 0) return '0s';
  const ticks = frame * denominator;
  return ticks % numerator === 0 ? `${ticks / numerator}s` : `${ticks}/${numerator}s`;
}

/** Numbers left out before the n-th frame. */
function droppedBefore(frame: number, nominal: number): number {
  const perMinute = nominal / 15;
  const framesOfMinute = nominal * 60 - perMinute;
  const framesOfTenMinutes = framesOfMinute * 10 + perMinute;
  const tens = Math.floor(frame / framesOfTenMinutes);
  const rest = frame % framesOfTenMinutes;
  const minutes = rest < perMinute ? 0 : Math.floor((rest - perMinute) / framesOfMinute);
  return perMinute * (9 * tens + minutes);
}
