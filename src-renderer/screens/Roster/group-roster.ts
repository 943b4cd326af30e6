/** The roster as the page shows it: by team, most seen first. Pure. */
import type { RosterEntry } from '../../../src-shared/domain/segment.ts';
import type { Target } from '../../../src-shared/domain/target.ts';

export interface TeamOfRoster {
  team: number;
  /** `A` for the team with the most time on screen. */
  letter: string;
  /** Colour of its most trusted player, #rrggbb. */
  color: string;
  players: RosterEntry[];
}

export function groupRoster(entries: readonly RosterEntry[]): TeamOfRoster[] {
  const byTeam = new Map<number, RosterEntry[]>();
  for (const entry of entries) byTeam.set(entry.team, [...(byTeam.get(entry.team) ?? []), entry]);
  return [...byTeam.entries()]
    .sort(([, a], [, b]) => totalSeconds(b) - totalSeconds(a))
    .map(([team, players], index) => ({
      team,
      letter: String.fromCharCode(65 + (index % 26)),
      color: players.reduce((best, one) => (one.confidence > best.confidence ? one : best)).teamColor,
      players: [...players].sort((a, b) => b.onScreenSeconds - a.onScreenSeconds || Number(a.number) - Number(b.number)),
    }));
}

/** The entry a target means: its number, and where two teams have that number, the one nearest in colour. null when nobody is meant. */
export function entryMeant(entries: readonly RosterEntry[], target: Pick<Target, 'jerseyNumber' | 'jerseyColor'> | null): RosterEntry | null {
  if (target === null || target.jerseyNumber === '') return null;
  const named = entries.filter((entry) => entry.number === target.jerseyNumber);
  const color = target.jerseyColor;
  if (color === null) return named.length === 1 ? named[0]! : null;
  return named.reduce<RosterEntry | null>((best, one) => (best === null || distance(one.teamColor, color) < distance(best.teamColor, color) ? one : best), null);
}

/** Plain RGB is enough to tell two teams apart. */
function distance(a: string, b: string): number {
  const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const [first, second] = [channels(a), channels(b)];
  return Math.hypot(...first.map((value, at) => value - second[at]!));
}

function totalSeconds(players: readonly RosterEntry[]): number {
  return players.reduce((sum, player) => sum + player.onScreenSeconds, 0);
}
