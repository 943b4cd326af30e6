/** What the bench asks of its child processes, and what they answer. One order a child. */
import type { Settings } from '../../src-shared/domain/settings.ts';
import type { Chunk, MediaInfo } from '../../src-shared/domain/video.ts';
import type { Spent } from '../../src-worker/inference/inference-client.ts';
import type { ToolPaths } from '../../src-worker/pipeline/stage.ts';

interface Film { videoPath: string; media: MediaInfo; tools: ToolPaths; resourcesDir: string }

export type Order =
  /** The real observe stage over one chunk after a short warm-up, beginning when told to. */
  | (Film & { kind: 'observe'; chunk: Chunk; setup: Settings; device: string; folder: string })
  /** ffmpeg with the observer's own arguments, its pictures thrown away. */
  | (Film & { kind: 'decode'; chunk: Chunk; setup: Settings })
  /** The models alone on pictures of the film. */
  | (Film & { kind: 'bare'; setup: Settings; detector: { file: string; featureChannels: number; provider: string }; seconds: number })
  /** What one would write first. */
  | (Film & { kind: 'naive'; model: string; frames: number });

export interface Observed {
  frames: number; wallSeconds: number; nodeCpuSeconds: number; ffmpegCpuSeconds: number | null;
  spent: Spent; model: string; provider: string; rssPeakMb: number; ffmpegRssPeakMb: number | null;
  /** Resident megabytes at every tenth of the way. */
  rssMb: number[];
}
export interface Decoded { frames: number; ffmpegCpuSeconds: number | null; wallSeconds: number }
/** CPU milliseconds of one run. */
export interface Bare { fineMs: number; coarseMs: number; /** Of one crop by the small net, and by the text recogniser. */ shirtMs: number; textMs: number }
/** Wall milliseconds of a frame without reading, and of one crop read. */
export interface Naive { frames: number; frameMs: number; readMs: number }

export interface AnswerOf { observe: Observed; decode: Decoded; bare: Bare; naive: Naive }
export type FromChild = { kind: 'ready' } | { kind: 'done'; answer: AnswerOf[keyof AnswerOf] } | { kind: 'failed'; message: string };
