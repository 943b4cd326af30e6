/** A scene with truth: `truth.json`, and where they exist `gt.txt` and the video. Not the thing under test. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/app-error.ts';
import type { Span } from '../../src-shared/domain/time.ts';
import { parseMotFile, type MotRow } from './mot-file.ts';

const SpanPair = z.tuple([z.number(), z.number()]).transform(([start, end]): Span => ({ start, end }));
const TruthClick = z.looseObject({ timeSeconds: z.number(), x: z.number(), y: z.number() });

const Player = z.looseObject({
  id: z.number().int(),
  team: z.string(),
  /** Empty when he wears none: then he is asked for by a click and his colour only. */
  number: z.string(),
  jersey: z.string().regex(/^#[0-9a-f]{6}$/i),
  textColor: z.string().optional(),
  visible: z.array(SpanPair),
  readable: z.array(SpanPair).default([]),
  clicks: z.array(TruthClick).optional(),
  click: TruthClick.optional(),
});
export type TruthPlayer = z.infer<typeof Player>;

const Truth = z.looseObject({
  name: z.string(),
  /** Names the film where it is not video.mp4; the first word is the file name. */
  media: z.string().optional(),
  width: z.number().positive(),
  height: z.number().positive(),
  fps: z.number().positive(),
  duration: z.number().positive(),
  cuts: z.array(z.number()).default([]),
  cutaways: z.array(z.looseObject({ at: z.number(), until: z.number(), kind: z.string() })).default([]),
  players: z.array(Player),
});
export type Truth = z.infer<typeof Truth>;

export interface Scene {
  name: string;
  folder: string;
  truth: Truth;
  /** Null when the folder has no gt.txt. */
  boxes: MotRow[] | null;
  /** Null when the film is not there; then `missing` says what was looked for. */
  video: string | null;
  missing: string;
}

/** Every subfolder with a truth.json, by name. @throws AppError `invalid-input` for a folder without any, or a damaged truth. */
export function readScenes(mediaFolder: string, only: string | null = null): Scene[] {
  if (!existsSync(mediaFolder)) throw new AppError('invalid-input', `--media must be a folder of scenes, found nothing at ${mediaFolder}`);
  const folders = existsSync(path.join(mediaFolder, 'truth.json'))
    ? [mediaFolder]
    : readdirSync(mediaFolder).sort().map((name) => path.join(mediaFolder, name)).filter((folder) => existsSync(path.join(folder, 'truth.json')));
  const scenes = folders.map(readScene).filter((scene) => only === null || scene.name === only || path.basename(scene.folder) === only);
  if (scenes.length === 0) {
    throw new AppError('invalid-input', only === null ? `--media must hold folders with a truth.json, found none in ${mediaFolder}` : `--scene must name a scene of ${mediaFolder}, found no "${only}"`);
  }
  return scenes;
}

export function readScene(folder: string): Scene {
  const truthFile = path.join(folder, 'truth.json');
  let parsed;
  try {
    parsed = Truth.safeParse(JSON.parse(readFileSync(truthFile, 'utf8')));
  } catch (cause) {
    throw new AppError('invalid-input', `${truthFile} must be readable JSON`, { cause });
  }
  if (!parsed.success) throw new AppError('invalid-input', `${truthFile} must describe a scene: ${z.prettifyError(parsed.error)}`);
  const boxFile = path.join(folder, 'gt.txt');
  return {
    name: path.basename(folder), folder, truth: parsed.data,
    boxes: existsSync(boxFile) ? parseMotFile(readFileSync(boxFile, 'utf8'), boxFile) : null,
    ...findVideo(folder, parsed.data.media),
  };
}

function findVideo(folder: string, media: string | undefined): { video: string | null; missing: string } {
  const named = media?.trim().split(/\s+/)[0];
  const besides = readdirSync(folder).filter((file) => /^video\.[a-z0-9]+$/i.test(file)).sort();
  const elsewhere = process.env['SHIFTCLIPPER_VTEST'];
  const candidates = [
    ...(named === undefined ? [] : [path.join(folder, named)]),
    ...besides.map((file) => path.join(folder, file)),
    ...(named !== undefined && elsewhere !== undefined ? [elsewhere, path.join(elsewhere, named)] : []),
  ];
  const video = candidates.find((file) => existsSync(file) && /\.[a-z0-9]+$/i.test(file)) ?? null;
  return { video, missing: named === undefined ? `no video.* in ${folder}` : `${named} is neither in ${folder} nor at SHIFTCLIPPER_VTEST` };
}
