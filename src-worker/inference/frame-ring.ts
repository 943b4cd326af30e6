/**
 * Slots of shared memory in which frames cross from the decoder's pipes to the inference thread.
 * A slot holds the detector's input (fine canvas, planes G, B, R) and the picture as yuv420p for crops.
 */
import type { InputShape } from './input-shape.ts';

export interface RingLayout {
  slots: number;
  shape: InputShape;
  /** Pixels, even: the picture from which crops are taken. */
  pictureWidth: number;
  pictureHeight: number;
}

export interface FrameRing {
  layout: RingLayout;
  memory: SharedArrayBuffer;
  /** Word 0 is 1 when the frames still waiting are no longer wanted. */
  control: Int32Array;
  inputs: Uint8Array[];
  pictures: Picture[];
}

/** Planes of one yuv420p picture. */
export interface Picture {
  width: number;
  height: number;
  bytes: Uint8Array;
  y: Uint8Array;
  u: Uint8Array;
  v: Uint8Array;
}

const CONTROL_BYTES = 64;

/** @param memory an existing ring's memory on the other side of a thread border; made anew when absent. */
export function frameRing(layout: RingLayout, memory?: SharedArrayBuffer): FrameRing {
  const input = inputBytes(layout);
  const slot = input + pictureBytes(layout);
  const shared = memory ?? new SharedArrayBuffer(ringBytes(layout));
  const starts = Array.from({ length: layout.slots }, (_, i) => CONTROL_BYTES + i * slot);
  return {
    layout,
    memory: shared,
    control: new Int32Array(shared, 0, 1),
    inputs: starts.map((start) => new Uint8Array(shared, start, input)),
    pictures: starts.map((start) => pictureOver(new Uint8Array(shared, start + input, pictureBytes(layout)), layout.pictureWidth, layout.pictureHeight)),
  };
}

/** The last ring that was given back. Both threads see its memory, so a collector would free it late: beside the next chunk's, up to 47 MB. */
let spare: SharedArrayBuffer | null = null;

/** A ring over the memory of one that was given back, where it fits; what lies in its slots is old. */
export function borrowRing(layout: RingLayout): FrameRing {
  const memory = spare?.byteLength === ringBytes(layout) ? spare : undefined;
  spare = null;
  const ring = frameRing(layout, memory);
  Atomics.store(ring.control, 0, 0);
  return ring;
}

/** Only once nothing reads or fills it any more. */
export function giveBackRing({ memory }: FrameRing): void {
  spare = memory;
}

function ringBytes(layout: RingLayout): number {
  return CONTROL_BYTES + (inputBytes(layout) + pictureBytes(layout)) * layout.slots;
}

export function inputBytes({ shape }: RingLayout): number {
  return 3 * shape.canvasWidth * shape.canvasHeight;
}

export function pictureBytes({ pictureWidth, pictureHeight }: RingLayout): number {
  return (pictureWidth * pictureHeight * 3) / 2;
}

/** @param width and height even. */
export function pictureOver(bytes: Uint8Array, width: number, height: number): Picture {
  const luma = width * height;
  return { width, height, bytes, y: bytes.subarray(0, luma), u: bytes.subarray(luma, luma + luma / 4), v: bytes.subarray(luma + luma / 4, luma + luma / 2) };
}
