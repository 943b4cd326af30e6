/** What clips keep besides their pictures: HDR data, every sound track, and sound in time when it is slowed. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { readHdrLight } from '../ffmpeg/read-hdr-light.ts';
import { readStreams } from '../ffmpeg/read-streams.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { probeVideo } from '../probe/probe-stage.ts';
import { changedFfmpeg } from '../testing/changed-ffmpeg.ts';
import { makeCountedVideo, readCounters } from '../testing/counted-video.ts';
import { testContext, testFolder, testTools } from '../testing/test-tools.ts';
import { plainTreatment, type ClipTreatment } from './clip-treatment.ts';
import { combineClips } from './combine-clips.ts';
import { openCutSource, planPictures } from './cut-source.ts';
import { cutClips, type CutMode } from './cut-stage.ts';
import { exactCut } from './exact-cut.ts';
import { verifyClip } from './verify-clip.ts';

const folder = testFolder('kept');
const ctx = testContext();
const hasX265 = execFileSync(testTools().ffmpeg, ['-hide_banner', '-encoders']).includes('libx265'); // some builds have none, and only the source needs it
afterAll(() => rmSync(folder, { recursive: true }));

const range = (first: number, end: number): number[] => Array.from({ length: end - first }, (_, i) => first + i);

describe.skipIf(!hasX265)('an HDR10 video', () => {
  const light = {
    mastering: { red: [34000, 16000], green: [13250, 34500], blue: [7500, 3000], white: [15635, 16450], minLuminance: 1, maxLuminance: 10_000_000 }, content: { max: 1000, average: 400 }, dynamic: [],
  };
  const x265 = 'log-level=error:pools=1:keyint=30:hdr10=1:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1):max-cll=1000,400:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc';
  const tags = ['-pix_fmt', 'yuv420p10le', '-color_primaries', 'bt2020', '-color_trc', 'smpte2084', '-colorspace', 'bt2020nc', '-tag:v', 'hvc1'];
  let file: string;
  let media: MediaInfo;
  beforeAll(async () => {
    file = await makeCountedVideo(folder, { file: 'hdr10.mp4', frames: 90, video: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', x265], more: tags });
    media = await probeVideo(file, ctx);
  });
  const cut = async (mode: CutMode, context = ctx) => {
    const outDir = path.join(folder, `hdr-${mode}`);
    const warnings: string[] = [];
    await cutClips({ videoPath: file, media, spans: [{ segmentId: 'a', start: 0.5, end: 2.5 }], outDir, mode, warn: (text) => warnings.push(text) }, context);
    return { clip: path.join(outDir, 'clip_001.mp4'), warnings };
  };

  it.each(['exact', 'smart', 'copy'] as const)('keeps what it says of its screen and its brightness: %s', async (mode) => {
    const { clip, warnings } = await cut(mode);
    const { video } = await readStreams(ctx.tools, clip, ctx);
    expect(await readHdrLight(ctx.tools, clip, video!.codec, ctx)).toEqual(light);
    expect([video!.bitDepth, video!.color.transfer, warnings]).toEqual([10, 'smpte2084', []]);
    if (mode !== 'copy') expect(await readCounters(clip)).toEqual(range(15, 75));
  });

  it.skipIf(process.platform === 'win32')('whose encoder cannot carry that is cut all the same, and it is said', async () => {
    const forgetful = changedFfmpeg(folder, 'forgetful', '*-x264-params*', `const at = args.indexOf('-x264-params'); return [...args.slice(0, at), ...args.slice(at + 2)];`);
    const { warnings } = await cut('exact', testContext({ tools: { ...testTools(), ffmpeg: forgetful } }));
    expect(warnings).toEqual([expect.stringContaining('could not be kept')]);
  });
});

describe('several sound tracks', () => {
  const channelsOf = async (file: string): Promise<number[]> => (await readStreams(ctx.tools, file, ctx)).audio.map(({ channels }) => channels);

  it('are all in clips of every mode, and in the film', async () => {
    const one = await makeCountedVideo(folder, { file: 'one.mp4', frames: 100 });
    const file = path.join(folder, 'three.mp4');
    const second = ['-f', 'lavfi', '-i', 'anoisesrc=seed=3:r=48000:a=0.3:d=3.3', '-f', 'lavfi', '-i', 'anoisesrc=seed=5:r=44100:a=0.3:d=3.3'];
    await runFfmpeg(ctx.tools, ['-i', one, ...second, '-map', '0', '-map', '1:a', '-map', '2:a', '-c:v', 'copy', '-c:a', 'aac', '-ac:a:1', '6', '-ac:a:2', '2', '-y', file], ctx);
    const media = await probeVideo(file, ctx);
    const kept = await channelsOf(file);
    expect(kept).toEqual([1, 6, 2]);
    const spans = [{ segmentId: 'a', start: 0.5, end: 1.5 }, { segmentId: 'b', start: 2, end: 3 }];
    for (const mode of ['exact', 'smart', 'copy'] as const) {
      const outDir = path.join(folder, `tracks-${mode}`);
      await cutClips({ videoPath: file, media, spans: mode === 'exact' ? spans : spans.slice(0, 1), outDir, mode }, ctx);
      expect(await channelsOf(path.join(outDir, 'clip_001.mp4')), mode).toEqual(kept);
    }
    const film = path.join(folder, 'film.mp4');
    const { durationSeconds } = await combineClips(['clip_001.mp4', 'clip_002.mp4'].map((name) => path.join(folder, 'tracks-exact', name)), film, ctx);
    expect(await channelsOf(film)).toEqual(kept);
    expect(durationSeconds).toBeCloseTo(2, 2);
  });
});

describe('slowed sound', () => {
  it.each([[0.5, 0], [0.25, 1.2]] as const)('at %f speed after %f s of still picture is in time, and found where it is not', async (speed, freezeSeconds) => {
    const file = await makeCountedVideo(folder, { file: `slow-${speed}.mp4`, frames: 120 });
    const source = await openCutSource(file, await probeVideo(file, ctx), ctx);
    const plan = await planPictures(source, { start: 0.5, end: 3.5 }, ctx);
    const look = { pictures: ['setsar=1'], freezeFrames: Math.round(freezeSeconds * 30), freezeSeconds, speed, ass: null, size: { width: 192, height: 108 } };
    const treatment: ClipTreatment = { ...plainTreatment, look };
    const clip = path.join(folder, `slowed-${speed}.mp4`);
    await exactCut(source, plan, clip, ctx, { treatment });
    const problemsOf = async (of: string): Promise<string[]> => (await verifyClip(source, plan, of, ctx, { treatment })).problems;
    expect(await problemsOf(clip)).toEqual([]);
    const shifted = async (name: string, filter: string): Promise<string> => {
      const out = path.join(folder, `${name}-${speed}.mp4`);
      await runFfmpeg(ctx.tools, ['-i', clip, '-af', filter, '-c:v', 'copy', '-movflags', '+faststart', '-y', out], ctx);
      return out;
    };
    expect((await problemsOf(await shifted('late', 'adelay=60:all=1'))).join()).toMatch(/sound is (59|60|61) ms off at 0.0 s/);
    expect((await problemsOf(await shifted('early', 'atrim=start=0.04,asetpts=PTS-STARTPTS'))).join()).toMatch(/sound is -(39|40|41) ms off/);
  });
});
