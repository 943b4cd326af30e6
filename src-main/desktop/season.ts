/** How long each player was seen in each game: of the reviewed answer where there is one, else as the app found him by itself. Reads only what is there. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReviewView } from '../../src-shared/contract/api.ts';
import type { JobRecord } from '../../src-shared/domain/job.ts';
import { RosterEntry } from '../../src-shared/domain/segment.ts';
import type { SeasonGame } from '../../src-shared/domain/team.ts';
import { applyReview } from '../../src-shared/review-layer.ts';

/** What one game says about its target; null where nothing was found or nobody was asked for. */
export function targetLine(record: JobRecord, { results, review }: ReviewView): SeasonGame | null {
  if (results === null || results.target.jerseyNumber === '') return null;
  const segments = applyReview(results.segments, review).filter(({ verdict }) => verdict !== 'rejected');
  return {
    ...gameOf(record), number: results.target.jerseyNumber, jerseyColor: results.target.jerseyColor,
    onScreenSeconds: segments.reduce((sum, { start, end }) => sum + end - start, 0), segments: segments.length, shifts: results.shifts?.length ?? null, source: 'target',
  };
}

/** Lines of the other players, where the game's roster was made. The target's own line is more certain. */
export function rosterLines(record: JobRecord, roster: readonly RosterEntry[], target: SeasonGame | null): SeasonGame[] {
  return roster.filter(({ number }) => number !== target?.number).map((entry) => ({
    ...gameOf(record), number: entry.number, jerseyColor: entry.teamColor,
    onScreenSeconds: entry.onScreenSeconds, segments: entry.intervals.length, shifts: null, source: 'roster',
  }));
}

/** Empty where it was not made. */
export async function storedRoster(jobFolder: string): Promise<RosterEntry[]> {
  const names = (await readdir(jobFolder).catch(() => [])).filter((name) => /^roster.*\.json$/.test(name)).sort();
  const newest = names.at(-1);
  if (newest === undefined) return [];
  const text = await readFile(join(jobFolder, newest), 'utf8').catch(() => '[]');
  try {
    const parsed = z.array(RosterEntry).safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

function gameOf({ id, name, createdAt }: JobRecord): Pick<SeasonGame, 'jobId' | 'game' | 'date'> {
  return { jobId: id, game: name, date: createdAt };
}
