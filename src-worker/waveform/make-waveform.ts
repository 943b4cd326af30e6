/** waveform.json of a video, from its first sound track. Decodes sound only: seconds for a whole game. */
import { peaksPerSecond, peaksToText, type WaveformFile } from '../../src-shared/waveform.ts';
import { readStreams } from '../ffmpeg/read-streams.ts';
import { startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { peakMeter } from './peak-meter.ts';

const samplesPerSecond = 8000;

/** A video without sound has no peaks. @throws AppError `ffmpeg-failed` when the sound can not be decoded. */
export async function makeWaveform(videoPath: string, ctx: Pick<StageContext, 'signal' | 'log' | 'tools'>): Promise<WaveformFile> {
  const streams = await readStreams(ctx.tools, videoPath, ctx);
  const about = { schemaVersion: 1, startSeconds: streams.formatStartSeconds, peaksPerSecond } as const;
  const [sound] = streams.audio;
  if (sound === undefined) return { ...about, peaks: '' };
  const meter = peakMeter(samplesPerSecond / peaksPerSecond);
  // Silence is put before sound that begins late and into its gaps, so that peaks keep their times.
  const running = startFfmpeg(ctx.tools, ['-v', 'error', '-i', videoPath, '-map', `0:${sound.index}`, '-ac', '1', '-af', `aresample=${samplesPerSecond}:async=1:first_pts=0`, '-f', 's16le', 'pipe:1'], ctx);
  running.stdout.on('data', (bytes: Buffer) => meter.add(bytes));
  await running.done;
  return { ...about, peaks: peaksToText(meter.peaks()) };
}
