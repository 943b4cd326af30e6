/**
 * What every stage is given. A stage reads named artifacts, writes named artifacts (temporary name, then rename),
 * reports progress and obeys the signal. It knows nothing of queues or of other stages.
 */
import type { Logger } from '../../src-shared/logger.ts';

export interface ToolPaths {
  /** Absolute paths of verified programs. */
  ffmpeg: string;
  ffprobe: string;
  /** Extra environment the programs need, such as a library path. */
  env: Record<string, string>;
}

export interface StageContext {
  /** Aborted when the user cancels or the worker shuts down. */
  signal: AbortSignal;
  log: Logger;
  /** 0–1 of this stage, never backwards, and a short sentence for the user. */
  report(fraction: number, message: string): void;
  tools: ToolPaths;
  /** Folder with bin/ and models/. */
  resourcesDir: string;
  /** `auto`, `cpu`, `cuda`… as asked for. */
  device: string;
  effort: 'all-cores' | 'stay-responsive';
}
