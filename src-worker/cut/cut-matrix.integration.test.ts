/** Kinds of video × ways of cutting: every first and last picture known by its burned-in number. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { H264, makeCountedVideo, readCounters, type CountedVideo } from '../testing/counted-video.ts';
import { testContext, testFolder } from '../testing/test-tools.ts';
import { readPackets } from '../ffmpeg/read-packets.ts';
import { cutClips } from './cut-stage.ts';

const folder = testFolder('cut');
const ctx = testContext();
afterAll(() => rmSync(folder, { recursive: true }));

const sources: [string, CountedVideo][] = [
  ['plain 30', { file: 'plain.mp4' }],
  ['23.976 in Matroska', { file: 'film.mkv', rate: '24000/1001' }],
  ['29.97', { file: 'ntsc.mp4', rate: '30000/1001' }],
  ['59.94 in a transport stream', { file: 'fast.ts', rate: '60000/1001' }],
  ['variable rate', { file: 'vfr.mp4', filter: "select='not(eq(mod(n,5),3))'", more: ['-enc_time_base', '1/90000'] }],
  ['begins at 2.5 s', { file: 'offset.mp4', more: ['-output_ts_offset', '2.5'] }],
  ['open groups of pictures', { file: 'open.mp4', video: [...H264, '-bf', '3', '-x264-params', 'open-gop=1'] }],
  ['held upright', { file: 'upright.mp4', rotate: 90 }],
  ['10 bits', { file: 'deep.mp4', more: ['-pix_fmt', 'yuv420p10le'] }],
  ['without sound', { file: 'silent.mp4', audio: 'none' }],
  ['odd size', { file: 'odd.mp4', video: ['-c:v', 'mpeg4', '-q:v', '2'], filter: 'scale=191:107' }],
  ['interlaced', { file: 'fields.mp4', video: [...H264, '-flags', '+ilme+ildct'], filter: 'setfield=tff' }],
  ['an old AVI', { file: 'old.avi', video: ['-c:v', 'mpeg4', '-q:v', '2'] }],
];

it.each(sources)('%s', async (name, video) => {
  const file = await makeCountedVideo(folder, { ...video, frames: 200 });
  const shown = await readCounters(file);
  const times = (await readPackets(ctx.tools, file, [], ctx)).map((p) => p.seconds).sort((a, b) => a - b);
  expect(shown).toHaveLength(times.length);
  const media = { frameRate: { numerator: Number((video.rate ?? '30').split('/')[0]), denominator: Number((video.rate ?? '30').split('/')[1] ?? 1) }, interlaced: video.file === 'fields.mp4' };
  const cuts: [number, number][] = [[37, 140], [145, times.length]];
  const spans = cuts.map(([first, end], i) => ({ segmentId: `s${i}`, start: times[first]!, end: times[end] ?? times.at(-1)! + 1 }));
  for (const mode of ['exact', 'smart'] as const) {
    const outDir = path.join(folder, `${name}-${mode}`);
    mkdirSync(outDir);
    const clips = await cutClips({ videoPath: file, media, spans, outDir, mode }, ctx);
    for (const [i, [first, end]] of cuts.entries()) {
      expect(await readCounters(path.join(outDir, `clip_00${i + 1}.mp4`)), `${mode}, clip ${i + 1}`).toEqual(shown.slice(first, end));
      expect(clips[i]).toMatchObject({ segmentId: `s${i}`, file: `clips/clip_00${i + 1}.mp4`, verified: true, start: times[first] });
    }
    expect(readdirSync(outDir).sort()).toEqual(['clip_001.mp4', 'clip_002.mp4']);
  }
});
