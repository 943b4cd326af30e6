/** Draws boxes and words over the picture. Decides nothing: it gets named boxes and paints them. */
import type { IdentityState } from '../../src-shared/domain/identity.ts';
import type { Point } from '../../src-shared/domain/geometry.ts';
import type { LayerName } from './overlay-layers.ts';
import type { NamedBox } from './target-boxes.ts';

export interface OverlayColours { target: string; other: string; shadow: string; states: Record<IdentityState, string>; text: string }

export interface OverlayScene {
  /** CSS pixels. */
  width: number;
  height: number;
  boxes: readonly NamedBox[];
  trails: ReadonlyMap<number, readonly Point[]>;
  layers: Readonly<Record<LayerName, boolean>>;
  state: IdentityState | null;
  /** Words for the state, already complete. */
  stateWords: string;
  colourWord: string;
  /** Tracklet under the pointer or chosen by keyboard. */
  highlighted: number | null;
}

export function drawOverlay(context: CanvasRenderingContext2D, scene: OverlayScene, colours: OverlayColours): void {
  const { width, height, layers } = scene;
  context.clearRect(0, 0, width, height);
  context.font = '600 11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  if (layers.trails) for (const box of scene.boxes) drawTrail(context, scene.trails.get(box.tracklet) ?? [], scene, box.isTarget ? colours.target : colours.other);
  // The target last: his box lies over the others.
  const ordered = scene.boxes.toSorted((a, b) => Number(a.isTarget) - Number(b.isTarget));
  for (const box of ordered) drawBox(context, box, scene, colours);
  if (layers.state && scene.state !== null) drawChip(context, scene.stateWords, 10, 10, colours.states[scene.state], colours);
}

function drawBox(context: CanvasRenderingContext2D, named: NamedBox, scene: OverlayScene, colours: OverlayColours): void {
  const x = named.box.x * scene.width;
  const y = named.box.y * scene.height;
  const w = named.box.w * scene.width;
  const h = named.box.h * scene.height;
  const highlighted = named.tracklet === scene.highlighted;
  const colour = named.isTarget ? colours.target : colours.other;
  if (scene.layers.boxes || highlighted) {
    context.globalAlpha = named.isTarget || highlighted ? 1 : 0.55;
    context.strokeStyle = colours.shadow;
    context.lineWidth = named.isTarget || highlighted ? 4.5 : 2.5;
    context.strokeRect(x, y, w, h);
    context.strokeStyle = highlighted && !named.isTarget ? colours.states.locked : colour;
    context.lineWidth = named.isTarget || highlighted ? 2.5 : 1;
    context.strokeRect(x, y, w, h);
    context.globalAlpha = 1;
  }
  const words = wordsOf(named, scene);
  if (words !== '') drawTag(context, words, x, y, colour, named.isTarget, colours);
}

function wordsOf(named: NamedBox, { layers, colourWord }: OverlayScene): string {
  const parts: string[] = [];
  if (layers.ids) parts.push(named.track === null ? `t${named.tracklet}` : `${named.track}`);
  if (layers.numbers && named.number !== null) parts.push(layers.ids || layers.colour ? `#${named.number.text} ${percent(named.number.confidence)}` : `#${named.number.text}`);
  if (layers.colour && named.colour !== null) parts.push(`${colourWord} ${percent(named.colour)}`);
  return parts.join('  ');
}

function drawTag(context: CanvasRenderingContext2D, words: string, x: number, y: number, colour: string, strong: boolean, colours: OverlayColours): void {
  const width = Math.ceil(context.measureText(words).width) + 8;
  const top = y >= 18 ? y - 17 : y + 2;
  context.fillStyle = strong ? colour : colours.shadow;
  context.fillRect(x - 1, top, width, 15);
  context.fillStyle = strong ? colours.text : colour;
  context.fillText(words, x + 3, top + 8);
}

function drawChip(context: CanvasRenderingContext2D, words: string, x: number, y: number, colour: string, colours: OverlayColours): void {
  const width = Math.ceil(context.measureText(words).width) + 28;
  context.fillStyle = colours.shadow;
  context.beginPath();
  context.roundRect(x, y, width, 22, 11);
  context.fill();
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x + 12, y + 11, 4, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = colours.other;
  context.fillText(words, x + 21, y + 11.5);
}

function drawTrail(context: CanvasRenderingContext2D, points: readonly Point[], { width, height }: OverlayScene, colour: string): void {
  if (points.length < 2) return;
  context.beginPath();
  points.forEach((point, i) => (i === 0 ? context.moveTo(point.x * width, point.y * height) : context.lineTo(point.x * width, point.y * height)));
  context.strokeStyle = colour;
  context.globalAlpha = 0.7;
  context.lineWidth = 2;
  context.stroke();
  context.globalAlpha = 1;
}

function percent(share: number): string {
  return String(Math.round(share * 100));
}
