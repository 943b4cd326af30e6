/** The rows of the timeline from top to bottom, in CSS pixels. Pure geometry; colours and drawing are elsewhere. */

export const laneNames = ['ruler', 'segments', 'state', 'confidence', 'readings', 'shots'] as const;
export type LaneName = (typeof laneNames)[number];

const heights: Record<LaneName, number> = { ruler: 22, segments: 38, state: 10, confidence: 36, readings: 20, shots: 14 };
const space = 5;

export interface Lane { name: LaneName; top: number; height: number }

export const lanes: readonly Lane[] = laneNames.map((name, i) => ({
  name,
  top: laneNames.slice(0, i).reduce((sum, above) => sum + heights[above] + space, 0),
  height: heights[name],
}));

export const lanesHeight = lanes.reduce((sum, lane) => Math.max(sum, lane.top + lane.height), 0) + 4;

export function laneOf(name: LaneName): Lane {
  return lanes.find((lane) => lane.name === name)!;
}

export function laneAt(y: number): Lane | null {
  return lanes.find((lane) => y >= lane.top - space / 2 && y < lane.top + lane.height + space / 2) ?? null;
}
