/**
 * A clip's look as filters and a subtitle file: portrait crop, ring, still opening, name strip, speed, size. Pure.
 * Filter times are seconds from the clip's first picture. Not the cutting itself, and not the encoder.
 */
import type { ClipLook } from '../../src-shared/contract/export-options.ts';
import type { Span } from '../../src-shared/domain/time.ts';
import { stillSeconds } from '../../src-shared/export-plan.ts';
import { assFile, event, motion, plain, round, style, type Size } from './ass-document.ts';
import { cropAt, followPlayer, type CropKey } from './follow-player.ts';
import { strokes, type PathPoint } from './track-paths.ts';

export interface LookRequest {
  look: ClipLook;
  /** Words of the name strip, filled in. */
  label: string;
  maxHeight: number | null;
  /** As shown: rotation and pixel shape applied. */
  display: Size;
  /** Whether pixels are not square. */
  stretch: boolean;
  interlaced: boolean;
  span: Span;
  frameSeconds: number;
  /** Where the player was seen. */
  points: readonly PathPoint[];
  cuts: readonly number[];
}

export interface PlannedLook {
  /** Filters on the upright pictures. */
  pictures: string[];
  /** Times the first picture is shown before the clip plays. */
  freezeFrames: number;
  freezeSeconds: number;
  speed: number;
  /** Text of the subtitle file that is drawn last; null: nothing is drawn. */
  ass: string | null;
  size: Size;
}

const stripSeconds = 4;
/** A sighting this near to the clip's beginning says where he stands in the still picture. */
const openingReachSeconds = 1;
/** Whole ellipse of 100 × 100 units: four curves whose handles are 0.55 of the radius. */
const ELLIPSE = 'm 0 50 b 0 22 22 0 50 0 b 78 0 100 22 100 50 b 100 78 78 100 50 100 b 22 100 0 78 0 50';

export function planLook(request: LookRequest): PlannedLook {
  const { look, display, span, frameSeconds } = request;
  const even = (value: number): number => Math.max(2, Math.floor(value / 2 + 1e-6) * 2);
  const cropped = Math.min(display.width, Math.round((display.height * 9) / 32) * 2);
  const crops = look.crop === 'portrait' && cropped < display.width;
  const keys: CropKey[] = crops ? followPlayer(request.points, { ...span, cropWidth: cropped / display.width, cuts: request.cuts }) : [{ seconds: span.start, x: 0.5 }];
  const cropSize = { width: crops ? cropped : display.width, height: display.height };
  const scale = request.maxHeight === null || request.maxHeight >= cropSize.height ? 1 : request.maxHeight / cropSize.height;
  const size = { width: even(cropSize.width * scale), height: even(cropSize.height * scale) };
  const freezeFrames = look.freezeOpening ? Math.max(1, Math.round(stillSeconds / frameSeconds)) : 0;
  const planned: PlannedLook = {
    pictures: [
      ...(request.interlaced ? ['yadif'] : []),
      ...(request.stretch ? [`scale=${even(display.width)}:${even(display.height)}`] : []),
      ...(crops ? [`crop=${cropped}:${display.height}:'${cropExpression(keys, span.start, display.width, cropped)}':0`] : []),
      ...(size.width === cropSize.width && size.height === cropSize.height ? [] : [`scale=${size.width}:${size.height}:flags=bicubic`]), 'setsar=1',
    ],
    freezeFrames, freezeSeconds: freezeFrames * frameSeconds, speed: look.speed, ass: null, size,
  };
  const place = (x: number, y: number, seconds: number): { x: number; y: number } => ({
    x: (x * display.width - (crops ? cropAt(keys, seconds) * display.width - cropped / 2 : 0)) * (size.width / cropSize.width), y: y * size.height,
  });
  const events = [...openingRing(request, planned, place), ...spotlight(request, planned, place), ...strip(request, planned)];
  return events.length === 0 ? planned : { ...planned, ass: assFile(size, styles(size), events) };
}

/** The crop's left edge in pixels: one sum of ramps, since ffmpeg would nest a chain of conditions as deep as it has parts. */
export function cropExpression(keys: readonly CropKey[], start: number, pictureWidth: number, cropWidth: number): string {
  const left = (x: number): number => x * pictureWidth - cropWidth / 2;
  const ramps = keys.slice(1).flatMap((key, i) => {
    const before = keys[i]!;
    const way = left(key.x) - left(before.x);
    if (Math.abs(way) < 0.05) return [];
    const [from, until] = [before.seconds - start, key.seconds - start];
    if (until - from < 1e-6) return [`${way.toFixed(2)}*gte(t,${(from - 1e-4).toFixed(4)})`];
    return [`${(way / (until - from)).toFixed(4)}*(clip(t,${from.toFixed(3)},${until.toFixed(3)})-${from.toFixed(3)})`];
  });
  return [left(keys[0]!.x).toFixed(2), ...ramps].join('+').replaceAll('+-', '-');
}

type Place = (x: number, y: number, seconds: number) => { x: number; y: number };

function openingRing({ look, points, span, display }: LookRequest, { freezeSeconds, size }: PlannedLook, place: Place): string[] {
  const first = points.filter(({ seconds }) => Math.abs(seconds - span.start) <= openingReachSeconds).sort((a, b) => Math.abs(a.seconds - span.start) - Math.abs(b.seconds - span.start))[0];
  if (!look.freezeOpening || first === undefined) return [];
  const { x, y, w, h } = first.box;
  const middle = place(x + w / 2, y + h / 2, span.start);
  const [width, height] = [Math.max(w * display.width * 1.9, h * display.height * 0.8), h * display.height * 1.3].map((value) => value * (size.height / display.height)) as [number, number];
  return [event(1, 0, freezeSeconds, 'opening', `{\\pos(${round(middle.x - width / 2)},${round(middle.y - height / 2)})\\fscx${round(width)}\\fscy${round(height)}\\fad(150,0)\\p1}${ELLIPSE}`)];
}

function spotlight({ look, points, span, display, frameSeconds }: LookRequest, { freezeSeconds, speed, size }: PlannedLook, place: Place): string[] {
  if (!look.spotlight) return [];
  const inside = points.filter(({ seconds }) => seconds >= span.start - 0.5 && seconds <= span.end + 0.5);
  const ring = (box: PathPoint['box'], seconds: number): { x: number; y: number; w: number; h: number } => {
    const w = Math.max(box.w * display.width * 1.3, display.height / 30) * (size.height / display.height);
    const foot = place(box.x + box.w / 2, box.y + box.h, seconds);
    return { x: foot.x - w / 2, y: foot.y - w * 0.17, w, h: w * 0.34 };
  };
  const shown = (seconds: number): number => Math.min(Math.max(seconds, span.start), span.end);
  return strokes({ trackId: 0, points: inside }, { stepSeconds: frameSeconds * 3, maxGapSeconds: 0.6, tolerance: 0.002 }).flatMap((stroke) => {
    const [begin, end] = [shown(stroke.start), shown(stroke.end)];
    if (end <= begin) return [];
    const [from, to] = [ring(stroke.from, stroke.start), ring(stroke.to, stroke.end)];
    const grows = Math.abs(to.w - from.w) >= 0.5 ? `\\t(\\fscx${round(to.w)}\\fscy${round(to.h)})` : '';
    const time = (seconds: number): number => (seconds - span.start) / speed + freezeSeconds;
    return [event(0, time(begin), time(end), 'ring', `{${motion(from.x, from.y, to.x, to.y)}\\fscx${round(from.w)}\\fscy${round(from.h)}${grows}\\p1}${ELLIPSE}`)];
  });
}

function strip({ look, label, span }: LookRequest, { size, freezeSeconds, speed }: PlannedLook): string[] {
  if (look.nameStrip.trim() === '') return [];
  const margin = Math.round(size.height / 22);
  const end = Math.min(stripSeconds, (span.end - span.start) / speed + freezeSeconds);
  return [event(2, 0, end, 'strip', `{\\pos(${margin},${size.height - margin})\\fad(200,300)}${plain(label)}`)];
}

function styles(size: Size): string[] {
  const font = Math.max(12, Math.round(Math.min(size.height, size.width * 1.2) / 22));
  const thick = Math.max(1.5, size.height / 240);
  return [style('ring', font, 'FFFFFFFF', '2000D7FF', thick, 7), style('opening', font, 'FFFFFFFF', '0000D7FF', thick * 1.6, 7), style('strip', font, '00FFFFFF', '50201810', font / 3, 1, { backed: true })];
}
