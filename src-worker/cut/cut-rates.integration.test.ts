/** Kinds of timing × ways of cutting. */
import { rmSync } from 'node:fs';
import { afterAll, it } from 'vitest';
import { type CountedVideo } from '../testing/counted-video.ts';
import { testFolder } from '../testing/test-tools.ts';
import { expectExactPictures } from '../testing/expect-exact-pictures.ts';

const folder = testFolder('cut');
afterAll(() => rmSync(folder, { recursive: true }));

it.each<[string, CountedVideo, 'works' | 'falls-back']>([
  ['plain 30', { file: 'plain.mp4' }, 'works'],
  ['23.976 in Matroska', { file: 'film.mkv', rate: '24000/1001' }, 'works'],
  ['29.97', { file: 'ntsc.mp4', rate: '30000/1001' }, 'works'],
  ['59.94 in a transport stream', { file: 'fast.ts', rate: '60000/1001' }, 'works'],
  ['variable rate', { file: 'vfr.mp4', filter: "select='not(eq(mod(n,5),3))'", more: ['-enc_time_base', '1/90000'] }, 'works'],
  ['begins at 2.5 s', { file: 'offset.mp4', more: ['-output_ts_offset', '2.5'] }, 'works'],
])('cuts to the picture, exactly and smartly: %s', async (_, video, smart) => {
  await expectExactPictures(folder, video, smart);
});
