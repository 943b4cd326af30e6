/** A round glass beside the pointer: source pixels enlarged, the patch that counts framed, its colour written. Drawn without re-rendering. */
import { useImperativeHandle, useRef, type Ref } from 'react';
import type { Point } from '../../../../src-shared/domain/geometry.ts';
import { averageColor } from './average-color.ts';
import './Magnifier.css';

export type PictureElement = HTMLVideoElement | HTMLImageElement;

export interface MagnifierHandle {
  /** Shows what is under a point (0–1 of the picture); returns its colour, null while there is no picture. */
  show(source: PictureElement | null, point: Point): string | null;
  hide(): void;
}

/** Source pixels across the glass, and across the patch whose mean counts. */
const glassPixels = 17;
const patchPixels = 5;
const zoom = 7;

export function Magnifier({ ref }: { ref: Ref<MagnifierHandle> }) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLSpanElement>(null);
  useImperativeHandle(ref, () => ({
    show(source, point) {
      const context = canvas.current?.getContext('2d', { willReadFrequently: true });
      const size = source === null ? null : sizeOf(source);
      if (box.current === null || context == null || source === null || size === null) return null;
      const column = Math.floor(point.x * size.width);
      const row = Math.floor(point.y * size.height);
      const color = patchColor(source, column, row);
      context.imageSmoothingEnabled = false;
      context.fillStyle = '#000';
      context.fillRect(0, 0, glassPixels * zoom, glassPixels * zoom);
      const half = (glassPixels - 1) / 2;
      context.drawImage(source, column - half, row - half, glassPixels, glassPixels, 0, 0, glassPixels * zoom, glassPixels * zoom);
      const from = ((glassPixels - patchPixels) / 2) * zoom;
      context.lineWidth = 1;
      context.strokeStyle = '#000';
      context.strokeRect(from - 1.5, from - 1.5, patchPixels * zoom + 3, patchPixels * zoom + 3);
      context.strokeStyle = '#fff';
      context.strokeRect(from - 0.5, from - 0.5, patchPixels * zoom + 1, patchPixels * zoom + 1);
      box.current.hidden = false;
      box.current.style.left = `${point.x * 100}%`;
      box.current.style.top = `${point.y * 100}%`;
      box.current.classList.toggle('magnifier-left', point.x > 0.8);
      box.current.classList.toggle('magnifier-up', point.y > 0.7);
      box.current.style.setProperty('--picked', color);
      if (words.current !== null) words.current.textContent = color;
      return color;
    },
    hide() {
      if (box.current !== null) box.current.hidden = true;
    },
  }), []);
  return (
    <div ref={box} className="magnifier" hidden aria-hidden="true">
      <canvas ref={canvas} width={glassPixels * zoom} height={glassPixels * zoom} />
      <span ref={words} className="magnifier-color tabular" />
    </div>
  );
}

let patchCanvas: OffscreenCanvas | null = null;

function patchColor(source: PictureElement, column: number, row: number): string {
  patchCanvas ??= new OffscreenCanvas(patchPixels, patchPixels);
  const context = patchCanvas.getContext('2d', { willReadFrequently: true })!;
  const size = sizeOf(source)!;
  // At the picture's edge the patch is moved inside rather than mixed with black.
  const left = Math.min(size.width - patchPixels, Math.max(0, column - (patchPixels - 1) / 2));
  const top = Math.min(size.height - patchPixels, Math.max(0, row - (patchPixels - 1) / 2));
  context.drawImage(source, left, top, patchPixels, patchPixels, 0, 0, patchPixels, patchPixels);
  return averageColor(context.getImageData(0, 0, patchPixels, patchPixels).data);
}

function sizeOf(source: PictureElement): { width: number; height: number } | null {
  const [width, height] = source instanceof HTMLVideoElement ? [source.videoWidth, source.videoHeight] : [source.naturalWidth, source.naturalHeight];
  return width > 0 && height > 0 ? { width, height } : null;
}
