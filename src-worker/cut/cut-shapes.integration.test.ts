/** Kinds of picture × ways of cutting. Where smart cutting cannot work, exact cutting takes its place. */
import { rmSync } from 'node:fs';
import { afterAll, it } from 'vitest';
import { H264, type CountedVideo } from '../testing/counted-video.ts';
import { testFolder } from '../testing/test-tools.ts';
import { expectExactPictures } from '../testing/expect-exact-pictures.ts';

const folder = testFolder('cut');
afterAll(() => rmSync(folder, { recursive: true }));

it.each<[string, CountedVideo, 'works' | 'falls-back']>([
  ['open groups of pictures', { file: 'open.mp4', video: [...H264, '-bf', '3', '-x264-params', 'open-gop=1'] }, 'falls-back'],
  ['held upright', { file: 'upright.mp4', rotate: 90 }, 'falls-back'],
  ['10 bits', { file: 'deep.mp4', more: ['-pix_fmt', 'yuv420p10le'] }, 'falls-back'],
  ['without sound', { file: 'silent.mp4', audio: 'none' }, 'works'],
  ['odd size', { file: 'odd.mp4', video: ['-c:v', 'mpeg4', '-q:v', '2'], filter: 'scale=191:107' }, 'falls-back'],
  ['interlaced', { file: 'fields.mp4', video: [...H264, '-flags', '+ilme+ildct'], filter: 'setfield=tff' }, 'falls-back'],
  ['an old AVI', { file: 'old.avi', video: ['-c:v', 'mpeg4', '-q:v', '2'] }, 'falls-back'],
])('cuts to the picture, exactly and smartly: %s', async (_, video, smart) => {
  await expectExactPictures(folder, video, smart);
});
