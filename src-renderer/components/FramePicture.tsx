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
  const { x, y, w, h } = box ?? wholePicture;
  useEffect(() => {
    if (grabber === null) return undefined;
    const unwanted = new AbortController();
    const scale = Math.min(2, window.devicePixelRatio || 1);
    const draw = async (): Promise<void> => {
      const isWhole = w === 1 && h === 1;
      const picture = await grabber.grab({ timeSeconds, box: isWhole ? null : { x, y, w, h }, width: Math.round(width * scale), height: Math.round(height * scale) }, unwanted.signal);
      if (picture !== null && canvas.current !== null && !unwanted.signal.aborted) fitCanvas(canvas.current, width, height).drawImage(picture, 0, 0, width, height);
    };
    void draw();
    return () => unwanted.abort();
  }, [grabber, timeSeconds, x, y, w, h, width, height]);
  return <canvas ref={canvas} className="frame-picture" style={{ width, height }} width={width} height={height} aria-hidden="true" />;
}

const wholePicture: Box = { x: 0, y: 0, w: 1, h: 1 };
