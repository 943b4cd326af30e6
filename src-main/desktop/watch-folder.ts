/** New videos in a folder become games by themselves, once they have stopped growing. What was there when the watch began is left alone. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { looksLikeVideo } from '../media/video-extensions.ts';

/** A copy over a slow line pauses; this long without growth counts as finished. */
const settledAfterMs = 10_000;
const lookEveryMs = 5000;

type Seen = Map<string, { bytes: number; sinceMs: number; told: boolean }>;

export class WatchFolder {
  private readonly onVideo: (path: string) => void;
  private clock: NodeJS.Timeout | null = null;
  private folder: string | null = null;
  private seen: Seen | null = null;

  constructor(onVideo: (path: string) => void) {
    this.onVideo = onVideo;
  }

  /** Polling: change events of the system get lost on network folders, and one look at a folder costs nothing. */
  watch(folder: string | null): void {
    if (folder === this.folder) return;
    this.stop();
    this.folder = folder;
    if (folder === null) return;
    this.seen = null;
    const look = (): void => void this.look(folder);
    look();
    this.clock = setInterval(look, lookEveryMs);
    this.clock.unref();
  }

  stop(): void {
    if (this.clock !== null) clearInterval(this.clock);
    this.clock = null;
    this.folder = null;
  }

  private async look(folder: string): Promise<void> {
    const sizes = await sizesIn(folder);
    if (sizes === null || folder !== this.folder) return;
    const { seen, finished } = nextLook(this.seen, sizes, Date.now());
    this.seen = seen;
    for (const name of finished) this.onVideo(join(folder, name));
  }
}

/** What is known after a look, and which files have just been finished. `before` null: the first look, at what was there already. */
export function nextLook(before: Seen | null, sizes: ReadonlyMap<string, number>, nowMs: number): { seen: Seen; finished: string[] } {
  const seen: Seen = new Map();
  const finished: string[] = [];
  for (const [name, bytes] of sizes) {
    const known = before?.get(name);
    const entry = known?.bytes === bytes ? { ...known } : { bytes, sinceMs: nowMs, told: known?.told ?? before === null };
    if (!entry.told && bytes > 0 && nowMs - entry.sinceMs >= settledAfterMs) {
      entry.told = true;
      finished.push(name);
    }
    seen.set(name, entry);
  }
  return { seen, finished };
}

/** Null when the folder can not be read, such as a drive that is not plugged in. */
async function sizesIn(folder: string): Promise<Map<string, number> | null> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return null;
  const sizes = new Map<string, number>();
  for (const name of names) {
    if (name.startsWith('.') || !looksLikeVideo(name)) continue;
    const facts = await stat(join(folder, name)).catch(() => null);
    if (facts?.isFile() === true) sizes.set(name, facts.size);
  }
  return sizes;
}
