/**
 * Which kit of this video the target wears, and how well each piece fits it.
 * A colour given by hand is off by light and camera, so it only chooses among the kits that are really there.
 */
import type { Target } from '../../src-shared/domain/target.ts';
import { hexToLab, labDistance, labToHex, paletteMean, paletteToColour, type Lab } from '../game/palette.ts';
import { PALETTE_COLOURS } from '../../src-shared/domain/observation.ts';
import type { PieceGraph } from '../game/piece-graph.ts';
import { kitLogOdds } from '../game/teams.ts';

export interface TargetKit {
  /** Row in teams; null when nothing is known of his colours. */
  team: number | null;
  /** Log-odds of each piece by colour, never positive. */
  logOdds: Float64Array;
  warnings: string[];
}

/**
 * Colour tolerance 1–255 of the settings → perceptual distance. 95 is 28.5, 70 is 21: black and dark navy are 24 apart,
 * shaded and sunlit white 18. See docs/decisions/0012-colour-tolerance.md.
 */
export function toleranceToDistance(tolerance: number): number {
  return tolerance * 0.3;
}

/** The colour gate: no number read on another kit can be his. Only a click outweighs it. */
const MISMATCH = -40;

export function findTargetKit(graph: PieceGraph, input: { target: Target; tolerance: number; him: readonly number[]; teamByNumber: number | null; wornIn?: (team: number) => boolean }): TargetKit {
  const { target, him } = input;
  const limit = toleranceToDistance(input.tolerance);
  const warnings: string[] = [];
  const clickedKit = mostOften(him.map((piece) => graph.teams.teamOf[piece]!).filter((team) => team >= 0));
  const byColour = target.jerseyColor === null ? null : nearestKit(graph, target, hexToLab(target.jerseyColor), input.wornIn ?? (() => false));
  // A path through a crowd may show somebody else's kit; where his number is worn in the kit named, colour and number outvote it.
  const isAsNamed = byColour !== null && byColour.distance <= limit && input.wornIn?.(byColour.team) === true;
  const clicked = isAsNamed ? null : clickedKit;
  if (byColour !== null && byColour.distance > limit && clicked === null) {
    warnings.push(`nobody wears a jersey within the tolerance of ${target.jerseyColor!}; the nearest kit is about ${kitHex(graph, byColour.team)}`);
    return { team: null, logOdds: new Float64Array(graph.pieces.length).fill(MISMATCH), warnings };
  }
  if (clicked !== null && byColour !== null && byColour.team !== clicked && paletteToColour(graph.teams.teams[clicked]!.palette, hexToLab(target.jerseyColor!)) > limit) {
    warnings.push(`the clicked player's jersey is about ${kitHex(graph, clicked)}, not ${target.jerseyColor!}; the click counts`);
  }
  const team = clicked ?? byColour?.team ?? input.teamByNumber;
  if (team === null) return { team, logOdds: new Float64Array(graph.pieces.length), warnings };
  const opponent = target.opponentColor === null ? null : hexToLab(target.opponentColor);
  const logOdds = Float64Array.from(graph.pieces, (piece, i) => {
    if (piece.palette === null) return -0.5;
    const distance = graph.teams.distance[i * graph.teams.teams.length + team]!;
    if (distance > limit) return MISMATCH;
    const own = kitLogOdds(graph.teams, team, i, Math.max(2.5, limit / 7));
    const nearOpponent = opponent !== null && paletteToColour(piece.palette, opponent) + 4 < distance;
    return nearOpponent ? Math.min(own, -3) : own;
  });
  return { team, logOdds, warnings };
}

/** Mean colour of a kit's largest part, for people. */
export function kitHex(graph: PieceGraph, team: number): string {
  const palette = graph.teams.teams[team]!.palette;
  return labToHex({ l: palette[0]!, a: palette[1]!, b: palette[2]! });
}

/** Light and camera move a colour given by hand so far (perceptual distance). */
const COLOUR_DEVIATION = 8;

/** The likeliest kit meant: near the colour, and worn by many rather than by a box in odd light; among near equals the one with the number's colour and not the opponent's. */
function nearestKit(graph: PieceGraph, target: Target, colour: Lab, wornIn: (team: number) => boolean): { team: number; distance: number } | null {
  const number = target.numberColor === null ? null : hexToLab(target.numberColor);
  const opponent = target.opponentColor === null ? null : hexToLab(target.opponentColor);
  let best: { team: number; distance: number; score: number } | null = null;
  graph.teams.teams.forEach(({ palette, observedSeconds }, team) => {
    const distance = paletteToColour(palette, colour);
    let score = 0.5 * (distance / COLOUR_DEVIATION) ** 2 - Math.log(0.1 + observedSeconds);
    if (number !== null && holdsColour(palette, number)) score -= 0.5;
    if (wornIn(team)) score -= 1;
    const mean = paletteMean(palette);
    if (opponent !== null && mean !== null && labDistance(mean, opponent) < labDistance(mean, colour)) score += 3;
    if (best === null || score < best.score) best = { team, distance, score };
  });
  return best;
}

function holdsColour(palette: Float32Array, colour: Lab): boolean {
  for (let i = 0; i < PALETTE_COLOURS; i++) {
    if (palette[i * 4 + 3]! > 0.02 && labDistance({ l: palette[i * 4]!, a: palette[i * 4 + 1]!, b: palette[i * 4 + 2]! }, colour) < 20) return true;
  }
  return false;
}

function mostOften(values: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
