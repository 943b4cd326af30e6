/**
 * Asks a feed whether there is a newer version. Off unless SHIFTCLIPPER_UPDATE_FEED names one; never while a game is being analysed; never where the network is forbidden.
 * It only tells: the user fetches and installs the package himself. A feed is one JSON file: { "version": "1.2.3", "share": 0–1, "notes": "…" }.
 */
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import type { OutputOf } from '../../src-shared/contract/api.ts';

const Feed = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** Which share of all machines is told already: a release is handed out in steps. */
  share: z.number().min(0).max(1).default(1),
  notes: z.string().max(2000).default(''),
});

export interface UpdateFacts { feed: string | null; version: string; forbidden: boolean; busy: boolean }
type Found = OutputOf<'checkForUpdate'>;

export async function lookForUpdate({ feed, version, forbidden, busy }: UpdateFacts, ask: (url: string) => Promise<unknown> = fetchJson, machine: string = hostname()): Promise<Found> {
  const none = (state: Found['state'], message: string): Found => ({ state, version: null, message });
  if (feed === null) return none('not-set-up', 'No update feed is set, so the app never asks.');
  if (forbidden) return none('forbidden', 'You forbade any use of the network.');
  if (busy) return none('busy', 'A game is being analysed; updates wait until it is done.');
  const parsed = Feed.safeParse(await ask(feed).catch(() => null));
  if (!parsed.success) return none('newest', 'The update feed did not answer as it should; nothing was changed.');
  const { version: offered, share, notes } = parsed.data;
  if (compareVersions(offered, version) <= 0 || placeInLine(machine, offered) >= share) return none('newest', `${version} is the newest version for this computer.`);
  return { state: 'available', version: offered, message: notes };
}

/** 0–1, the same at each question, another one for each release, so that not always the same machines come first. */
export function placeInLine(machine: string, version: string): number {
  return createHash('sha256').update(`${machine} ${version}`).digest().readUInt32BE(0) / 2 ** 32;
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < 3; i += 1) if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0);
  return 0;
}

async function fetchJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'error' });
  return answer.json();
}
