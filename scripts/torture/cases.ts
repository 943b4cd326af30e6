/** Short games: a piece of the demo with a player who is found and cut, and an invented picture in which nobody is. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { AppError } from '../../src-shared/app-error.ts';
import type { SetupInput } from '../../src-shared/domain/job.ts';
import { findTools } from '../../src-worker/control/find-tools.ts';

export interface Case {
  name: string;
  videoPath: string;
  setup: SetupInput;
  /** How it ends when nobody disturbs it. */
  ends: 'done' | 'done-no-segments';
}

const sparse = { preset: 'broadcast', overrides: { detectStride: 15, minTrackSeconds: 0.2 } } as const;

export async function makeCases(folder: string): Promise<Case[]> {
  const resources = process.env['SHIFTCLIPPER_RESOURCES'] ?? 'resources';
  const demo = join(resources, 'demo', 'rink-demo', 'video.mp4');
  if (!existsSync(demo)) throw new AppError('video-missing', `the demo video is not at ${demo}`);
  await mkdir(folder, { recursive: true });
  const { ffmpeg } = await findTools(resources, process.env);
  const make = (name: string, input: string[]): Promise<unknown> => promisify(execFile)(ffmpeg, ['-v', 'error', ...input, '-an', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-y', join(folder, name)]);
  await make('player.mp4', ['-ss', '4.6', '-t', '2', '-i', demo, '-vf', 'scale=640:-2']);
  await make('nobody.mp4', ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=2:duration=2']);
  // Red 17 of the demo at 5.6 s.
  const click = { timeSeconds: 1, x: 0.9273, y: 0.7667, kind: 'him' } as const;
  return [
    { name: 'player', ends: 'done', videoPath: join(folder, 'player.mp4'), setup: { target: { jerseyNumber: '17', jerseyColor: '#b3131f', clicks: [click] }, settings: { ...sparse, combined: true } } },
    { name: 'nobody', ends: 'done-no-segments', videoPath: join(folder, 'nobody.mp4'), setup: { target: { jerseyNumber: '9' }, settings: sparse } },
  ];
}
