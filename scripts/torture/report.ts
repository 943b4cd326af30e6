/** What came of the kills, counted. */
import type { Victim } from './round.ts';

export interface Problems { killed: boolean; lost: number; duplicated: number; wrongState: number; leftovers: number; texts: string[] }

export interface Tally {
  kills: number;
  lost: number;
  duplicated: number;
  wrongState: number;
  leftovers: number;
  rows: { victim: Victim; killed: number; problems: number }[];
  texts: string[];
  take(victim: Victim, problems: Problems): void;
  leave(texts: readonly string[]): void;
}

export function emptyTally(): Tally {
  return {
    kills: 0, lost: 0, duplicated: 0, wrongState: 0, leftovers: 0, rows: [], texts: [],
    take(victim, problems) {
      this.kills += problems.killed ? 1 : 0;
      for (const key of ['lost', 'duplicated', 'wrongState', 'leftovers'] as const) this[key] += problems[key];
      this.texts.push(...problems.texts);
      let row = this.rows.find((one) => one.victim === victim);
      if (row === undefined) this.rows.push((row = { victim, killed: 0, problems: 0 }));
      row.killed += problems.killed ? 1 : 0;
      row.problems += problems.texts.length;
    },
    leave(texts) {
      this.leftovers += texts.length;
      this.texts.push(...texts);
    },
  };
}

export function toText({ kills, lost, duplicated, wrongState, leftovers, rows, texts }: Tally): string {
  const table = rows.map(({ victim, killed, problems }) => `  ${victim.padEnd(8)} ${String(killed).padStart(5)} killed  ${problems} problems`);
  return [`${kills} kills: ${lost} lost, ${duplicated} done twice, ${wrongState} in a wrong state, ${leftovers} left behind`, ...table, ...texts.map((text) => `  - ${text}`), ''].join('\n');
}
