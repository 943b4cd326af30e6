/** Many colours → a few with weights. Deterministic: depends on the set of colours, hardly on their order. */
import { labDistance, type Lab } from './lab.ts';

export interface WeightedColour extends Lab { weight: number }

/** Colours nearer than this are one: folds and shading of cloth. */
const ONE_COLOUR = 14;
const BIN = 8;
/** Shares below this are noise at the edges. */
const LEAST_WEIGHT = 0.02;

/** Up to `most` colours, weights summing to 1, largest first. */
export function clusterColours(colours: readonly Lab[], most: number): WeightedColour[] {
  if (colours.length === 0) return [];
  const bins = new Map<string, WeightedColour>();
  for (const { l, a, b } of colours) {
    const key = `${Math.floor(l / BIN)},${Math.floor(a / BIN)},${Math.floor(b / BIN)}`;
    const bin = bins.get(key);
    if (bin === undefined) bins.set(key, { l, a, b, weight: 1 });
    else add(bin, { l, a, b, weight: 1 });
  }
  const clusters: WeightedColour[] = [];
  for (const bin of [...bins.values()].toSorted((p, q) => q.weight - p.weight || p.l - q.l || p.a - q.a || p.b - q.b)) {
    const nearest = nearestOf(clusters, bin);
    if (nearest !== null && (nearest.distance < ONE_COLOUR || clusters.length >= 2 * most)) add(nearest.cluster, bin);
    else clusters.push({ ...bin });
  }
  const kept = clusters.toSorted((p, q) => q.weight - p.weight).slice(0, most).filter((cluster, i) => i === 0 || cluster.weight / colours.length >= LEAST_WEIGHT);
  const total = kept.reduce((sum, cluster) => sum + cluster.weight, 0);
  return kept.map((cluster) => ({ ...cluster, weight: cluster.weight / total }));
}

function nearestOf(clusters: readonly WeightedColour[], colour: Lab): { cluster: WeightedColour; distance: number } | null {
  let best: { cluster: WeightedColour; distance: number } | null = null;
  for (const cluster of clusters) {
    const distance = labDistance(cluster, colour);
    if (best === null || distance < best.distance) best = { cluster, distance };
  }
  return best;
}

function add(into: WeightedColour, other: WeightedColour): void {
  const weight = into.weight + other.weight;
  into.l += ((other.l - into.l) * other.weight) / weight;
  into.a += ((other.a - into.a) * other.weight) / weight;
  into.b += ((other.b - into.b) * other.weight) / weight;
  into.weight = weight;
}
