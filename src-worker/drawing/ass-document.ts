/** Boxes and words as an ASS subtitle file, which ffmpeg's libass draws. Pure text. */
import type { Box } from '../../src-shared/domain/geometry.ts';
import type { Stroke } from './track-paths.ts';

export interface Size { width: number; height: number }

export interface LabelledStroke extends Stroke {
  label: string;
  isTarget: boolean;
}

/** A line of text in the corner. */
export interface Caption { start: number; end: number; text: string }

/** Times are the video's presentation times in seconds. */
export function assDocument(size: Size, boxes: readonly LabelledStroke[], captions: readonly Caption[]): string {
  const font = Math.max(12, Math.round(size.height / 45));
  const styles = [
    style('box', font, 'FFFFFFFF', '0030C0FF', 1.5, 7),
    style('target-box', font, 'FFFFFFFF', '0040FF40', 3, 7),
    style('label', font, '00FFFFFF', '00202020', 1.5, 1),
    style('target-label', font, '0040FF40', '00202020', 1.5, 1),
    style('caption', Math.round(font * 1.4), '00FFFFFF', '00202020', 2, 1),
  ];
  return assFile(size, styles, [
    ...boxes.flatMap((box) => boxEvents(size, box)),
    ...captions.map((caption) => event(2, caption.start, caption.end, 'caption', `{\\pos(${font},${size.height - font})}${plain(caption.text)}`)),
  ]);
}

/** A whole file of styles and events. */
export function assFile(size: Size, styles: readonly string[], events: readonly string[]): string {
  return [
    '[Script Info]', 'ScriptType: v4.00+', `PlayResX: ${size.width}`, `PlayResY: ${size.height}`, 'WrapStyle: 2', 'ScaledBorderAndShadow: yes', '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    ...styles, '',
    '[Events]', 'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...events, '',
  ].join('\n');
}

/** Colours are AABBGGRR, AA 00 opaque. `backed`: the outline becomes a box behind the words. */
export function style(name: string, fontSize: number, fill: string, outline: string, outlineWidth: number, alignment: number, { backed = false } = {}): string {
  return `Style: ${name},sans-serif,${fontSize},&H${fill},&H${fill},&H${outline},&H80000000,0,0,0,0,100,100,0,0,${backed ? 3 : 1},${outlineWidth},0,${alignment},0,0,0,1`;
}

/** The box is a hollow square of 100 units, moved and stretched evenly; its outline keeps its width. */
function boxEvents(size: Size, stroke: LabelledStroke): string[] {
  const [from, to] = [inPixels(stroke.from, size), inPixels(stroke.to, size)];
  const prefix = stroke.isTarget ? 'target-' : '';
  const grows = Math.abs(to.w - from.w) >= 0.5 || Math.abs(to.h - from.h) >= 0.5;
  const stretch = `\\fscx${round(from.w)}\\fscy${round(from.h)}${grows ? `\\t(\\fscx${round(to.w)}\\fscy${round(to.h)})` : ''}`;
  return [
    event(0, stroke.start, stroke.end, `${prefix}box`, `{${motion(from.x, from.y, to.x, to.y)}${stretch}\\p1}m 0 0 l 100 0 100 100 0 100`),
    event(1, stroke.start, stroke.end, `${prefix}label`, `{${motion(from.x, from.y - 3, to.x, to.y - 3)}}${plain(stroke.label)}`),
  ];
}

export function motion(x1: number, y1: number, x2: number, y2: number): string {
  return Math.abs(x2 - x1) < 0.5 && Math.abs(y2 - y1) < 0.5 ? `\\pos(${round(x1)},${round(y1)})` : `\\move(${round(x1)},${round(y1)},${round(x2)},${round(y2)})`;
}

export function event(layer: number, start: number, end: number, styleName: string, text: string): string {
  return `Dialogue: ${layer},${assTime(start)},${assTime(end)},${styleName},,0,0,0,,${text}`;
}

/** `0:01:02.03`. Rounded down on both ends: a picture's own hundredth never excludes it, and its successor's begins in time. */
export function assTime(seconds: number): string {
  const hundredths = Math.max(0, Math.floor(seconds * 100 + 1e-6));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(hundredths / 360_000)}:${two(Math.floor(hundredths / 6000) % 60)}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

function inPixels(box: Box, { width, height }: Size): Box {
  return { x: box.x * width, y: box.y * height, w: box.w * width, h: box.h * height };
}

export function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Braces and backslashes would be read as commands. */
export function plain(text: string): string {
  return text.replace(/[{}\\\n\r]/g, ' ');
}
