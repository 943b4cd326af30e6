/**
 * Which clips an export makes, from when to when, under which names: the same for the preview on the page and for the export itself.
 * Pure. Not the cutting, and not the choice of segments by hand.
 */
import { clipSpans } from './clip-spans.ts';
import type { ClipLook, ExportOptions } from './contract/export-options.ts';
import { formatTime, type Span } from './domain/time.ts';
import type { ReviewedSegment } from './reviewed-segment.ts';
import { fileNameFromTemplate, filledTemplate, timeForFileName, type TemplateField } from './safe-file-name.ts';

export interface ExportGround {
  video: Span;
  /** What the analysis is set to; options that are null mean these. */
  preRollSeconds: number;
  postRollSeconds: number;
  maxClipSeconds: number | null;
  game: string;
  /** Empty: not known. */
  jerseyNumber: string;
}

export interface PlannedClip extends Span {
  segment: ReviewedSegment;
  /** Without an ending; no two alike. */
  name: string;
  /** `#17 03`, or what the name strip says. */
  label: string;
}

/** In order of time. Empty where nothing lies inside the video. */
export function planClips(segments: readonly ReviewedSegment[], options: ExportOptions, ground: ExportGround): PlannedClip[] {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const longest = options.maxClipSeconds ?? ground.maxClipSeconds;
  const rolls = {
    // A still opening shows him at once.
    preRollSeconds: options.look.freezeOpening ? 0 : (options.preRollSeconds ?? ground.preRollSeconds),
    postRollSeconds: options.postRollSeconds ?? ground.postRollSeconds,
    maxClipSeconds: options.whenLonger === 'split' ? null : longest,
  };
  const whole = clipSpans(segments, rolls, ground.video);
  const spans = options.whenLonger === 'split' && longest !== null ? whole.flatMap((span) => inParts(span, longest)) : whole;
  const chosen = options.reelSeconds === null ? spans : bestOf(spans, byId, options.reelSeconds, options.look);
  const player = playerName(ground.jerseyNumber);
  const digits = Math.max(2, String(chosen.length).length);
  const valuesOf = (span: Span, segment: ReviewedSegment, index: number): Record<TemplateField, string> => ({
    n: String(index + 1).padStart(digits, '0'), player, number: ground.jerseyNumber, game: ground.game,
    start: timeForFileName(span.start - ground.video.start), end: timeForFileName(span.end - ground.video.start), length: `${Math.round(span.end - span.start)}s`,
    stars: segment.stars === 0 ? '' : String(segment.stars), tags: segment.tags.join(' '),
  });
  const clips = chosen.map(({ segmentId, start, end }, index) => ({ segment: byId.get(segmentId)!, start, end, index }));
  const names = uniqueNames(clips.map(({ segment, index, ...span }) => fileNameFromTemplate(options.nameTemplate.replace(/\.(mp4|mov|mkv)$/i, ''), valuesOf(span, segment, index))));
  return clips.map(({ segment, start, end, index }) => {
    const values = { ...valuesOf({ start, end }, segment, index), start: formatTime(start - ground.video.start) };
    const strip = filledTemplate(options.look.nameStrip, values).trim();
    return { segment, start, end, name: names[index]!, label: strip === '' ? `${player} ${values.n}` : strip };
  });
}

export function playerName(jerseyNumber: string): string {
  return jerseyNumber === '' ? 'player' : `#${jerseyNumber}`;
}

/** How long a still opening is shown. */
export const stillSeconds = 1.2;

/** Seconds that so much of the game lasts in its clip: slow motion and a still opening make it longer. */
export function shownSeconds(length: number, { speed, freezeOpening }: Pick<ClipLook, 'speed' | 'freezeOpening'>): number {
  return length / speed + (freezeOpening ? stillSeconds : 0);
}

/** Bytes that the files will take, guessed on the high side: copies keep the source's rate; at crf 19 new pictures may take half as much again. */
export function forecastBytes(clips: readonly Span[], options: ExportOptions, source: { bytes: number; durationSeconds: number }): number {
  const seconds = clips.reduce((sum, clip) => sum + shownSeconds(clip.end - clip.start, options.look), 0);
  const share = options.mode === 'exact' ? 1.5 : 1.1;
  const once = (seconds * share * source.bytes) / source.durationSeconds;
  const largest = options.maxMegabytes === null ? Infinity : options.maxMegabytes * 1e6;
  const separate = options.separate || options.shareBundle ? Math.min(once, options.combined ? largest : largest * clips.length) : 0;
  return Math.round(separate + (options.combined ? Math.min(once, largest) : 0));
}

/** Equal parts, so that no sliver is left at the end. */
function inParts(span: Span & { segmentId: string }, longest: number): (Span & { segmentId: string })[] {
  const length = span.end - span.start;
  const count = Math.max(1, Math.ceil(length / longest - 1e-9));
  return Array.from({ length: count }, (_, i) => ({ segmentId: span.segmentId, start: span.start + (length * i) / count, end: i === count - 1 ? span.end : span.start + (length * (i + 1)) / count }));
}

/** By stars, then by how sure it is, then the longer one; each that still fits. Where not even the best one fits, its beginning. */
function bestOf<Piece extends Span & { segmentId: string }>(spans: readonly Piece[], byId: ReadonlyMap<string, ReviewedSegment>, seconds: number, look: ClipLook): Piece[] {
  const shown = ({ start, end }: Span): number => shownSeconds(end - start, look);
  const worth = ({ segmentId, start, end }: Piece): number[] => {
    const { verdict, stars, confidence } = byId.get(segmentId)!;
    return [stars, verdict === 'accepted' ? 1 : 0, confidence, end - start];
  };
  const ranked = [...spans].sort((a, b) => compare(worth(b), worth(a)) || a.start - b.start);
  const first = ranked[0];
  if (first !== undefined && shown(first) > seconds) return [{ ...first, end: first.end - (shown(first) - seconds) * look.speed }];
  let left = seconds + 1e-6;
  const taken = ranked.filter((piece) => {
    if (shown(piece) > left) return false;
    left -= shown(piece);
    return true;
  });
  return taken.sort((a, b) => a.start - b.start);
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((value, i) => value - b[i]!).find((difference) => difference !== 0) ?? 0;
}

/** Two names that differ in case alone are one on some systems. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let number = 2; taken.has(own.toLowerCase()); number += 1) own = `${name} (${number})`;
    taken.add(own.toLowerCase());
    return own;
  });
}
