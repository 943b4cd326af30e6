/** The roster as the page shows it: by team, most seen first. Pure. */
import type { RosterEntry } from '../../../src-shared/domain/segment.ts';

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

function totalSeconds(players: readonly RosterEntry[]): number {
  return players.reduce((sum, player) => sum + player.onScreenSeconds, 0);
}
