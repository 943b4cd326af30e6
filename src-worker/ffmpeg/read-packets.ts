/**
 * The video track's packets: when each picture is shown, and where decoding can begin. Reads the container without decoding,
 * so a stretch of a long file costs milliseconds. Not a decoder: pictures are never touched, unless the container keeps no presentation times (AVI).
 */
import { z } from 'zod';
import type { ToolPaths } from '../pipeline/stage.ts';
import { runFfprobe, type RunOptions } from './run-ffmpeg.ts';

export interface Packet {
  /** Presentation time in ticks of the stream's time base. */
  pts: number;
  /** Presentation time in seconds. */
  seconds: number;
  /** Seconds the picture is shown, as the container says; null where it does not. */
  durationSeconds: number | null;
  /** Decoding can begin here. */
  key: boolean;
}

/** A stretch to read: from the key frame at or before `from`, up to `to` seconds or for `count` packets; both open: to the end. */
export interface ReadInterval { from?: number; to?: number; count?: number }

const Row = z.object({ pts: z.number().optional(), duration: z.number().optional(), flags: z.string().default('') });
const FrameRow = z.object({ best_effort_timestamp: z.number().optional(), pkt_duration: z.number().optional(), key_frame: z.number().default(0) });
const Answer = z.object({
  packets: z.array(Row).optional(), frames: z.array(FrameRow).optional(),
  streams: z.array(z.object({ time_base: z.string() })).default([]),
});

/** In decode order. Pictures that the container says are not shown (before an edit's start) are left out. Stretches may repeat packets where they meet. */
export async function readPackets(tools: ToolPaths, videoPath: string, intervals: readonly ReadInterval[], options: RunOptions): Promise<Packet[]> {
  const read = intervals.length === 0 ? [] : ['-read_intervals', intervals.map(intervalText).join(',')];
  const select = ['-v', 'error', '-select_streams', 'V:0', ...read, '-of', 'json=c=1'];
  const answer = Answer.parse(await runFfprobe(tools, [...select, '-show_entries', 'packet=pts,duration,flags:stream=time_base', '-i', videoPath], options));
  const rows = answer.packets ?? [];
  const seconds = ticksToSeconds(answer.streams[0]?.time_base ?? '1/1000000');
  if (rows.every((row) => row.pts !== undefined)) {
    return rows.filter((row) => !row.flags.includes('D')).map((row) => packet(row.pts!, row.duration, row.flags.includes('K'), seconds));
  }
  const decoded = Answer.parse(await runFfprobe(tools, [...select, '-show_entries', 'frame=best_effort_timestamp,pkt_duration,key_frame', '-i', videoPath], options));
  return (decoded.frames ?? []).flatMap((row) =>
    row.best_effort_timestamp === undefined ? [] : [packet(row.best_effort_timestamp, row.pkt_duration, row.key_frame === 1, seconds)]);
}

function packet(pts: number, duration: number | undefined, key: boolean, seconds: (ticks: number) => number): Packet {
  return { pts, seconds: seconds(pts), durationSeconds: duration === undefined || duration <= 0 ? null : seconds(duration), key };
}

function ticksToSeconds(timeBase: string): (ticks: number) => number {
  const [numerator = 1, denominator = 1] = timeBase.split('/').map(Number);
  return (ticks) => (ticks * numerator) / denominator;
}

function intervalText({ from, to, count }: ReadInterval): string {
  const end = count === undefined ? (to === undefined ? '' : to.toFixed(6)) : `+#${count}`;
  return `${from === undefined ? '' : from.toFixed(6)}%${end}`;
}
