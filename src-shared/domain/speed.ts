/** How thoroughly a video is looked at: which detector, how fine a picture, how often. The price and the gain of each are measured (docs/performance.md). */
import { z } from 'zod';

export const SpeedName = z.enum(['fast', 'balanced', 'accurate']);
export type SpeedName = z.infer<typeof SpeedName>;

export interface SpeedProfile {
  /** Id in models.json. */
  detector: string;
  /** Analysed frames a second that a preset's stride is widened to. */
  framesPerSecond: number;
  /** When the finer input is used; `preset`: as the camera preset asks for. */
  fineInput: 'never' | 'preset' | 'always';
}

export const speedProfiles: Record<SpeedName, SpeedProfile> = {
  fast: { detector: 'yolov8n', framesPerSecond: 10, fineInput: 'never' },
  balanced: { detector: 'yolov8n', framesPerSecond: 10, fineInput: 'preset' },
  accurate: { detector: 'yolov8s', framesPerSecond: 10, fineInput: 'always' },
};

/** How long observing took on this machine, from its latest chunks: seconds of work for a second of video, all processes together. */
export const MeasuredSpeed = z.strictObject({ speed: SpeedName, secondsPerSecond: z.number().positive(), width: z.number().int(), height: z.number().int(), at: z.string() });
export type MeasuredSpeed = z.infer<typeof MeasuredSpeed>;

/** For `SHIFTCLIPPER_MEASURED`, the folder in which a machine's measurements are kept. */
export function measuredSpeedFile(speed: SpeedName): string {
  return `speed-${speed}.json`;
}

/** What each does, in the user's words. */
export const speedEffects: Record<SpeedName, string> = {
  fast: 'A small detector on small pictures. Players far away are missed.',
  balanced: 'A small detector, on finer pictures while players are small.',
  accurate: 'A larger detector, always on fine pictures. Finds more far-away players.',
};
