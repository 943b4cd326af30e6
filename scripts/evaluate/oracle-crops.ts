/** What a close look at one person would give: colours of his jersey, a number at times, a vector. Invented, with known error rates. */
import { PALETTE_FLOATS } from '../../src-shared/domain/observation.ts';
import { hexToLab, type Lab } from '../../src-worker/game/palette.ts';
import type { OracleBox } from './oracle-observations.ts';
import type { Random } from './random.ts';
import type { Truth, TruthPlayer } from './scene.ts';

export interface ReadingRates {
  /** Share of crops inside `readable` spans that are read right, and wrong; the others are not answered. */
  right: number;
  wrong: number;
  /** Share of crops outside these spans on which something is read all the same. */
  strayOutside: number;
}

export interface CropLook {
  quality: number;
  palette: number[];
  appearance: number[];
  numberTried: boolean;
  numberPixels: number;
  readings: { text: string; probability: number }[];
}

export interface OracleCrops {
  surface: { l: number; a: number; b: number };
  look(box: OracleBox, pts: number, overlap: number): CropLook;
}

/** Deviations of Lab from crop to crop: light, folds, compression. */
const LIGHTNESS_NOISE = 5;
const COLOUR_NOISE = 3;

export function createOracleCrops(truth: Truth, rates: ReadingRates, dimensions: number, random: Random): OracleCrops {
  const players = new Map(truth.players.map((player) => [player.id, player]));
  const teamVectors = new Map<string, number[]>();
  const ownVectors = new Map<number, number[]>();
  const direction = <Key>(map: Map<Key, number[]>, key: Key): number[] => {
    const known = map.get(key) ?? Array.from({ length: dimensions }, () => random.normal());
    map.set(key, known);
    return known;
  };

  const palette = (player: TruthPlayer | undefined): number[] => {
    const jersey = player ? hexToLab(player.jersey) : ({ l: 30 + 50 * random.next(), a: 0, b: 0 } satisfies Lab);
    const text = player?.textColor === undefined ? null : hexToLab(player.textColor);
    const noisy = ({ l, a, b }: Lab, weight: number): number[] => [l + LIGHTNESS_NOISE * random.normal(), a + COLOUR_NOISE * random.normal(), b + COLOUR_NOISE * random.normal(), weight];
    const colours = text ? [noisy(jersey, 0.75), noisy({ l: 25, a: 0, b: 0 }, 0.15), noisy(text, 0.1)] : [noisy(jersey, 0.8), noisy({ l: 25, a: 0, b: 0 }, 0.2)];
    return [...colours.flat(), ...Array<number>(PALETTE_FLOATS).fill(0)].slice(0, PALETTE_FLOATS);
  };

  /** Team-mates look alike: identity is a third of the team's share, and every crop differs. */
  const appearance = (player: TruthPlayer | undefined): number[] => {
    const team = player ? direction(teamVectors, player.team) : Array<number>(dimensions).fill(0);
    const own = player ? direction(ownVectors, player.id) : Array.from({ length: dimensions }, () => random.normal());
    const mixed = own.map((value, i) => team[i]! + 0.6 * value + 0.4 * random.normal());
    const length = Math.hypot(...mixed) || 1;
    return mixed.map((value) => value / length);
  };

  const read = (player: TruthPlayer | undefined, pts: number): CropLook['readings'] => {
    const readable = player !== undefined && player.number !== '' && player.readable.some((span) => pts >= span.start && pts <= span.end);
    const luck = random.next();
    if (!readable) return luck < rates.strayOutside ? [{ text: String(1 + Math.floor(random.next() * 98)), probability: 0.3 + 0.3 * random.next() }] : [];
    if (luck < rates.right) return [{ text: player.number, probability: 0.55 + 0.44 * random.next() }];
    if (luck < rates.right + rates.wrong) return [{ text: misread(player.number, random), probability: 0.4 + 0.4 * random.next() }];
    return [];
  };

  const grass = truth['sport'] === 'soccer' || truth['sport'] === 'football';
  return {
    surface: grass ? { l: 45, a: -25, b: 28 } : { l: 90, a: -1, b: -3 },
    look: (box, pts, overlap) => {
      const player = box.truthId === null ? undefined : players.get(box.truthId);
      const numberTried = box.pixels >= 50;
      return {
        quality: Math.min(1, box.pixels / 150) * (1 - overlap) * (0.7 + 0.3 * random.next()),
        palette: palette(player), appearance: appearance(player), numberTried, numberPixels: numberTried ? box.pixels * 0.37 : 0,
        readings: numberTried ? read(player, pts) : [],
      };
    },
  };
}

/** The usual errors: a digit lost, or one digit taken for another. */
function misread(number: string, random: Random): string {
  if (number.length === 2 && random.next() < 0.6) return random.next() < 0.5 ? number[0]! : number[1]!;
  const place = Math.floor(random.next() * number.length);
  const digit = String((Number(number[place]) + 1 + Math.floor(random.next() * 9)) % 10);
  return number.slice(0, place) + digit + number.slice(place + 1);
}
