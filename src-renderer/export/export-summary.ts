/** What folded parts of the export say of themselves: only what is not as usual. Pure. */
import type { ExportOptions } from '../../src-shared/contract/export-options.ts';
import { formatTime } from '../../src-shared/domain/time.ts';
import { texts } from '../texts.ts';

const words = texts.review.exportPanel;

export function lookSummary({ look }: ExportOptions): string {
  return [
    ...(look.crop === 'portrait' ? [words.portraitShort] : []), ...(look.spotlight ? [words.ringShort] : []), ...(look.freezeOpening ? [words.freezeShort] : []),
    ...(look.nameStrip.trim() === '' ? [] : [words.stripShort]), ...(look.speed === 1 ? [] : [words.speeds[look.speed]]),
  ].join(', ') || words.asFilmed;
}

export function lengthSummary({ reelSeconds, maxMegabytes, maxClipSeconds, preRollSeconds, postRollSeconds, maxHeight }: ExportOptions): string {
  return [
    ...(reelSeconds === null ? [] : [words.reelShort(formatTime(reelSeconds))]), ...(maxMegabytes === null ? [] : [words.underShort(maxMegabytes)]),
    ...(maxHeight === null ? [] : [`${maxHeight}p`]), ...(maxClipSeconds === null ? [] : [words.longestShort(maxClipSeconds)]),
    ...(preRollSeconds === null && postRollSeconds === null ? [] : [words.ownRolls]),
  ].join(', ') || words.asFound;
}

export function filesSummary({ mode, container, encoder, audio }: ExportOptions): string {
  return [words.modes[mode], container.toUpperCase(), ...(encoder === 'hardware' ? [words.hardwareShort] : []), ...(audio === 'all' ? [] : [words.audios[audio]])].join(', ');
}

export function handOffSummary({ handOff }: ExportOptions): string {
  return handOff.length === 0 ? words.noLists : handOff.map((format) => words.formats[format]).join(', ');
}

/** `1.4 GB` */
export function bytesInWords(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
