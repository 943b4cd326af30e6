/** Edit decision list, CMX3600: the passages one after another, for any editing program. */
import { AppError } from '../app-error.ts';
import { frameOf, nominalRate, timecode, usesDropFrame, type FrameRate } from './frame-clock.ts';
import { fileNameOf, type HandOffEntry, type HandOffList } from './hand-off-list.ts';

/** Events have three digits. */
const mostEvents = 999;

/** @throws AppError `invalid-input` for more pictures a second or more passages than the format can name. */
export function writeEdl({ entries, frameRate, game, videoPath, hasAudio }: HandOffList): string {
  const nominal = nominalRate(frameRate);
  if (nominal > 99) throw new AppError('invalid-input', `an EDL names at most 99 pictures a second, this video has ${nominal}; take FCPXML or OTIO`);
  if (entries.length > mostEvents) throw new AppError('invalid-input', `an EDL holds at most ${mostEvents} passages, found ${entries.length}; take FCPXML or OTIO`);
  const hour = hourOf(frameRate);
  let record = hour;
  const lines = entries.flatMap((entry, index) => {
    const [first, end] = framesOf(entry, frameRate);
    const times = [first, end, record, record + end - first].map((frame) => timecode(frame, frameRate)).join(' ');
    record += end - first;
    return [
      `${String(index + 1).padStart(3, '0')}  AX       ${(hasAudio ? 'AA/V' : 'V').padEnd(6)}C        ${times}`,
      `* FROM CLIP NAME: ${line(fileNameOf(videoPath))}`, `* COMMENT: ${line(entry.label)}`, '',
    ];
  });
  return [`TITLE: ${line(game)}`, `FCM: ${usesDropFrame(frameRate) ? 'DROP FRAME' : 'NON-DROP FRAME'}`, '', ...lines].join('\r\n');
}

/** First frame inside and first outside; at least one frame. */
export function framesOf({ start, end }: Pick<HandOffEntry, 'start' | 'end'>, rate: FrameRate): [number, number] {
  const first = frameOf(start, rate);
  return [first, Math.max(first + 1, frameOf(end, rate))];
}

/** Programmes begin at one hour, by custom. */
function hourOf(rate: FrameRate): number {
  const nominal = nominalRate(rate);
  return usesDropFrame(rate) ? nominal * 3600 - (nominal / 15) * 54 : nominal * 3600;
}

/** The format knows ASCII and short lines. */
function line(text: string): string {
  return text.normalize('NFKD').replaceAll(/[^\x20-\x7e]/g, '').replaceAll(/\s+/g, ' ').trim().slice(0, 60) || 'untitled';
}
