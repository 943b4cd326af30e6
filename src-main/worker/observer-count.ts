/** How many processes look at a video at the same time here. Pure. Each has one inference thread; ffmpeg works beside it. */

/** What one of them and its ffmpeg may take, with room (measured: 270 + 90 MB for 1080p). */
const BYTES_EACH = 600_000_000;
/** They may take this share of the machine's memory together. */
const MEMORY_SHARE = 0.5;
/** Beyond it, reading and decoding are the limit rather than cores. */
const MOST = 16;

/** All cores, or one less so that the machine stays usable; never more than memory allows, never none. */
export function observerCount({ cores, memoryBytes, effort }: { cores: number; memoryBytes: number; effort: 'all-cores' | 'stay-responsive' }): number {
  const byCores = effort === 'all-cores' ? cores : cores - 1;
  return Math.max(1, Math.min(byCores, Math.floor((memoryBytes * MEMORY_SHARE) / BYTES_EACH), MOST));
}
