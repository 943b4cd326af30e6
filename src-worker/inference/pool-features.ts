/** Appearance of a person as the detector itself sees it: mean of its neck features inside the box. Costs nothing extra. Pure. */
import { APPEARANCE_DIMENSIONS } from './inference-messages.ts';

export interface FeatureMap {
  /** channels × height × width. */
  values: Float32Array;
  channels: number;
  width: number;
  height: number;
}

/**
 * Unit vector of APPEARANCE_DIMENSIONS over head and torso, the parts that are seldom covered.
 * More channels than that are averaged in neighbouring groups.
 * @param box left, top, width, height in cells of the map, fractions allowed.
 */
export function poolFeatures(map: FeatureMap, box: { x: number; y: number; w: number; h: number }, into: Float32Array): void {
  const x0 = clamp(Math.floor(box.x + 0.15 * box.w), map.width - 1);
  const x1 = Math.max(x0 + 1, Math.min(map.width, Math.ceil(box.x + 0.85 * box.w)));
  const y0 = clamp(Math.floor(box.y + 0.05 * box.h), map.height - 1);
  const y1 = Math.max(y0 + 1, Math.min(map.height, Math.ceil(box.y + 0.6 * box.h)));
  const group = Math.max(1, Math.ceil(map.channels / APPEARANCE_DIMENSIONS));
  into.fill(0);
  for (let channel = 0; channel < map.channels; channel += 1) {
    let sum = 0;
    for (let y = y0; y < y1; y += 1) {
      const row = (channel * map.height + y) * map.width;
      for (let x = x0; x < x1; x += 1) sum += map.values[row + x]!;
    }
    into[Math.floor(channel / group)]! += sum;
  }
  let squares = 0;
  for (const value of into) squares += value * value;
  const length = Math.sqrt(squares) || 1;
  for (let i = 0; i < into.length; i += 1) into[i]! /= length;
}

function clamp(value: number, largest: number): number {
  return Math.max(0, Math.min(largest, value));
}
