/**
 * Groups of people dressed alike, found from the torso palettes of this video: teams, referees, single passers-by.
 * Not a fixed number of teams: whoever is dressed unlike the others is a group of his own.
 */
import { mergePalettes, paletteDistance } from './palette.ts';
import type { Piece } from './pieces.ts';

export interface Team {
  palette: Float32Array;
  /** Typical distance of a member's palette to the team's, and how much it varies. */
  meanDistance: number;
  deviation: number;
  observedSeconds: number;
}

export interface Teams {
  /** Most present first. */
  teams: Team[];
  /** Team of each piece; −1 when its colours were never seen. */
  teamOf: Int32Array;
}

/** Palettes nearer than this may be one kit in other light or from another side. */
const SAME_KIT = 13;
/** The pieces seen best are enough to know the kits. */
const MOST_LEARNED_FROM = 800;

export function findTeams(pieces: readonly Piece[]): Teams {
  const ordered = pieces.map((piece, i) => ({ piece, i })).filter(({ piece }) => piece.palette !== null).sort((a, b) => b.piece.samples.length - a.piece.samples.length || a.i - b.i).slice(0, MOST_LEARNED_FROM);
  let palettes: Float32Array[] = [];
  for (const { piece } of ordered) {
    if (palettes.length < 40 && !palettes.some((palette) => paletteDistance(palette, piece.palette!) < SAME_KIT)) palettes.push(piece.palette!);
  }
  for (let round = 0; round < 3; round++) palettes = joinNear(recentre(ordered.map(({ piece }) => piece), palettes));
  return describe(pieces, palettes);
}

function nearest(palette: Float32Array, palettes: readonly Float32Array[]): { index: number; distance: number } {
  let best = { index: -1, distance: Infinity };
  palettes.forEach((other, index) => {
    const distance = paletteDistance(palette, other);
    if (distance < best.distance) best = { index, distance };
  });
  return best;
}

function recentre(pieces: readonly Piece[], palettes: readonly Float32Array[]): { palette: Float32Array; weight: number }[] {
  const members = palettes.map(() => [] as { palette: Float32Array; weight: number }[]);
  for (const piece of pieces) {
    const { index, distance } = nearest(piece.palette!, palettes);
    if (distance < SAME_KIT * 1.5) members[index]!.push({ palette: piece.palette!, weight: piece.observedSeconds });
  }
  return members.flatMap((group) => {
    const palette = mergePalettes(group);
    return palette === null ? [] : [{ palette, weight: group.reduce((sum, member) => sum + member.weight, 0) }];
  });
}

function joinNear(groups: { palette: Float32Array; weight: number }[]): Float32Array[] {
  const kept: { palette: Float32Array; weight: number }[] = [];
  for (const group of groups.toSorted((a, b) => b.weight - a.weight)) {
    const near = kept.find((other) => paletteDistance(other.palette, group.palette) < SAME_KIT * 0.85);
    if (near === undefined) { kept.push({ ...group }); continue; }
    near.palette = mergePalettes([near, group])!;
    near.weight += group.weight;
  }
  return kept.map((group) => group.palette);
}

function describe(pieces: readonly Piece[], palettes: readonly Float32Array[]): Teams {
  const found = pieces.map((piece) => (piece.palette === null ? { index: -1, distance: 0 } : nearest(piece.palette, palettes)));
  const teams = palettes.map((palette, index): Team => {
    let [seconds, sum, squares] = [0, 0, 0];
    found.forEach((own, i) => {
      if (own.index !== index) return;
      const weight = pieces[i]!.observedSeconds;
      seconds += weight;
      sum += weight * own.distance;
      squares += weight * own.distance ** 2;
    });
    const mean = seconds === 0 ? 0 : sum / seconds;
    return { palette, meanDistance: mean, deviation: Math.sqrt(Math.max(0, seconds === 0 ? 0 : squares / seconds - mean ** 2)), observedSeconds: seconds };
  });
  const order = teams.map((_, i) => i).sort((a, b) => teams[b]!.observedSeconds - teams[a]!.observedSeconds);
  const rank = new Int32Array(teams.length);
  order.forEach((team, i) => { rank[team] = i; });
  return { teams: order.map((i) => teams[i]!), teamOf: Int32Array.from(found, ({ index }) => (index < 0 ? -1 : rank[index]!)) };
}

/** A torso in odd light is far from every kit; nearest to one that people wear here, it is hardly evidence against that. */
const LEAST_WHEN_NEAREST = -1.5;
const LEAST = -10;
/** A kit counts as one that people wear here when it makes up this share of all presence. */
const WORN_SHARE = 0.02;

/** Log-odds, never positive, that a piece with this palette wears this kit: free up to two deviations. @param team row in teams. */
export function kitLogOdds({ teams }: Teams, team: number, palette: Float32Array | null, smallestDeviation: number): number {
  if (palette === null) return -0.5;
  const kit = teams[team]!;
  const distance = paletteDistance(kit.palette, palette);
  const beyond = Math.max(0, distance - kit.meanDistance) / Math.max(kit.deviation, smallestDeviation);
  const fit = Math.max(LEAST, Math.min(0, 2 - 0.5 * beyond ** 2));
  if (fit > LEAST_WHEN_NEAREST) return fit;
  const total = teams.reduce((sum, other) => sum + other.observedSeconds, 0);
  const nearer = teams.some((other) => other !== kit && other.observedSeconds >= WORN_SHARE * total && paletteDistance(other.palette, palette) < distance);
  return nearer ? fit : LEAST_WHEN_NEAREST;
}
