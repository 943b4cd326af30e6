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
  /** How far each piece's palette is from each team's: row of the piece × number of teams + row of the team; NaN where its colours were never seen. */
  distance: Float32Array;
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
  const count = palettes.length;
  const apart = new Float32Array(pieces.length * count).fill(Number.NaN);
  const found = new Int32Array(pieces.length).fill(-1);
  pieces.forEach(({ palette }, i) => {
    if (palette === null) return;
    for (let team = 0; team < count; team++) {
      const own = paletteDistance(palette, palettes[team]!);
      apart[i * count + team] = own;
      if (found[i]! < 0 || own < apart[i * count + found[i]!]!) found[i] = team;
    }
  });
  const teams = palettes.map((palette, index): Team => {
    let [seconds, sum, squares] = [0, 0, 0];
    found.forEach((own, i) => {
      if (own !== index) return;
      const [weight, distance] = [pieces[i]!.observedSeconds, apart[i * count + own]!];
      seconds += weight;
      sum += weight * distance;
      squares += weight * distance ** 2;
    });
    const mean = seconds === 0 ? 0 : sum / seconds;
    return { palette, meanDistance: mean, deviation: Math.sqrt(Math.max(0, seconds === 0 ? 0 : squares / seconds - mean ** 2)), observedSeconds: seconds };
  });
  const order = teams.map((_, i) => i).sort((a, b) => teams[b]!.observedSeconds - teams[a]!.observedSeconds);
  const rank = new Int32Array(teams.length);
  order.forEach((team, i) => { rank[team] = i; });
  const distance = apart.slice();
  for (let i = 0; i < pieces.length; i++) order.forEach((team, place) => { distance[i * count + place] = apart[i * count + team]!; });
  return { teams: order.map((i) => teams[i]!), teamOf: found.map((index) => (index < 0 ? -1 : rank[index]!)), distance };
}

/** A torso in odd light is far from every kit; nearest to one that people wear here, it is hardly evidence against that. */
const LEAST_WHEN_NEAREST = -1.5;
const LEAST = -10;
/** A kit counts as one that people wear here when it makes up this share of all presence. */
const WORN_SHARE = 0.02;

/** Log-odds, never positive, that a piece wears this kit: free up to two deviations. @param team row in teams. */
export function kitLogOdds({ teams, distance }: Teams, team: number, piece: number, smallestDeviation: number): number {
  const own = distance[piece * teams.length + team]!;
  if (Number.isNaN(own)) return -0.5;
  const kit = teams[team]!;
  const beyond = Math.max(0, own - kit.meanDistance) / Math.max(kit.deviation, smallestDeviation);
  const fit = Math.max(LEAST, Math.min(0, 2 - 0.5 * beyond ** 2));
  if (fit > LEAST_WHEN_NEAREST) return fit;
  const total = teams.reduce((sum, other) => sum + other.observedSeconds, 0);
  for (let other = 0; other < teams.length; other++) {
    if (teams[other]!.observedSeconds >= WORN_SHARE * total && distance[piece * teams.length + other]! < own) return fit;
  }
  return LEAST_WHEN_NEAREST;
}
