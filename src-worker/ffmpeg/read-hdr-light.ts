/** What an HDR stream says of the screen it was made on and of its brightest pictures. Not its colour tags: those are read-streams' business. */
import { z } from 'zod';
import type { ToolPaths } from '../pipeline/stage.ts';
import { hdrOfSei } from './hdr-sei.ts';
import { runFfprobe, startFfmpeg, type RunOptions } from './run-ffmpeg.ts';

/** Whole numbers in the units of the stream: places in the CIE diagram in 1/50000, luminance in 1/10000 cd/m². */
export interface MasteringDisplay {
  red: [number, number];
  green: [number, number];
  blue: [number, number];
  white: [number, number];
  minLuminance: number;
  maxLuminance: number;
}

export interface HdrLight {
  mastering: MasteringDisplay | null;
  /** cd/m²: of the brightest pixel, and of the brightest picture on average. */
  content: { max: number; average: number } | null;
  /** What changes from picture to picture: `Dolby Vision`, `HDR10+`. */
  dynamic: string[];
}

const Data = z.looseObject({ side_data_type: z.string().default('') });
const Holders = z.array(z.object({ side_data_list: z.array(Data).default([]) })).default([]);
const Answer = z.object({ streams: Holders, frames: Holders });
const Fraction = z.string().regex(/^\d+\/[1-9]\d*$/).transform((text) => Number(text.split('/')[0]) / Number(text.split('/')[1]));
const Display = z.object({
  red_x: Fraction, red_y: Fraction, green_x: Fraction, green_y: Fraction, blue_x: Fraction, blue_y: Fraction, white_point_x: Fraction, white_point_y: Fraction, min_luminance: Fraction, max_luminance: Fraction,
});
const Levels = z.object({ max_content: z.number(), max_average: z.number() });
const dynamicKinds: [RegExp, string][] = [[/dolby vision|dovi/i, 'Dolby Vision'], [/2094-40|HDR10\+/i, 'HDR10+']];

/** Looks at the first picture: most files say it there, and only some in their header. Data that cannot be read counts as none. */
export async function readHdrLight(tools: ToolPaths, videoPath: string, codec: string, options: RunOptions): Promise<HdrLight> {
  const { streams, frames } = Answer.parse(await runFfprobe(tools, ['-v', 'error', '-select_streams', 'V:0', '-read_intervals', '%+#1', '-show_frames', '-show_streams', '-show_entries', 'stream_side_data:frame=pts:frame_side_data', '-i', videoPath], options));
  const data = [...frames, ...streams].flatMap((holder) => holder.side_data_list);
  const display = data.map((one) => Display.safeParse(one)).find(({ success }) => success)?.data;
  const levels = data.map((one) => Levels.safeParse(one)).find(({ success }) => success)?.data;
  const sei = codec === 'h264' ? hdrOfSei(await firstPicture(tools, videoPath, options)) : { mastering: null, content: null };
  return {
    mastering: display === undefined ? sei.mastering : masteringDisplay(display),
    content: levels === undefined ? sei.content : { max: levels.max_content, average: levels.max_average },
    dynamic: dynamicKinds.filter(([pattern]) => data.some((one) => pattern.test(one.side_data_type))).map(([, name]) => name),
  };
}

function masteringDisplay(d: z.infer<typeof Display>): MasteringDisplay {
  const place = (x: number, y: number): [number, number] => [Math.round(x * 50_000), Math.round(y * 50_000)];
  return {
    red: place(d.red_x, d.red_y), green: place(d.green_x, d.green_y), blue: place(d.blue_x, d.blue_y), white: place(d.white_point_x, d.white_point_y),
    minLuminance: Math.round(d.min_luminance * 10_000), maxLuminance: Math.round(d.max_luminance * 10_000),
  };
}

async function firstPicture(tools: ToolPaths, videoPath: string, options: RunOptions): Promise<Uint8Array> {
  const running = startFfmpeg(tools, ['-v', 'error', '-i', videoPath, '-map', '0:V:0', '-c', 'copy', '-frames:v', '1', '-bsf:v', 'h264_mp4toannexb', '-f', 'h264', 'pipe:1'], options);
  const parts: Buffer[] = [];
  for await (const part of running.stdout) parts.push(part as Buffer);
  await running.done;
  return Buffer.concat(parts);
}
