/** A small picture out of the game at a time, drawn when it is there. */
import { createContext, useContext, useEffect, useRef } from 'react';
import type { Box } from '../../src-shared/domain/geometry.ts';
import type { FrameGrabber } from './frame-grabber.ts';
import { fitCanvas } from './fit-canvas.ts';
import './FramePicture.css';

/** null while no video can be shown; pictures stay empty then. */
export const GrabberContext = createContext<FrameGrabber | null>(null);

export function FramePicture({ timeSeconds, box, width, height }: { timeSeconds: number; box: Box | null; width: number; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const grabber = useContext(GrabberContext);
  const boxKey = box === null ? '' : `${box.x},${box.y},${box.w},${box.h}`;
  useEffect(() => {
    if (grabber === null) return undefined;
    const unwanted = new AbortController();
    const scale = Math.min(2, window.devicePixelRatio || 1);
    void grabber.grab({ timeSeconds, box, width: Math.round(width * scale), height: Math.round(height * scale) }, unwanted.signal).then((picture) => {
      if (picture === null || canvas.current === null) return;
      fitCanvas(canvas.current, width, height).drawImage(picture, 0, 0, width, height);
    });
    return () => unwanted.abort();
    // The box is compared by value: lists make new objects of equal boxes.
  }, [grabber, timeSeconds, boxKey, width, height]);
  return <canvas ref={canvas} className="frame-picture" style={{ width, height }} width={width} height={height} aria-hidden="true" />;
}
