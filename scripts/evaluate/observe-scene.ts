/**
 * The real pipeline up to linking for one scene, kept in a cache: probe → observe → link.
 * A cached observation is used only for the same film, models and observing code. Not the queue: chunks are observed one after the other.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { jobFiles, observationFileName } from '../../src-shared/contract/artifacts.ts';
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import { Settings } from '../../src-shared/domain/settings.ts';
import { MediaInfo } from '../../src-shared/domain/video.ts';
import { decodeObservations, encodeObservations } from '../../src-shared/observation-file.ts';
import { linkTracks } from '../../src-worker/link/link-stage.ts';
import { observeChunk } from '../../src-worker/observe/observe-stage.ts';
import type { StageContext } from '../../src-worker/pipeline/stage.ts';
import { probeVideo } from '../../src-worker/probe/probe-stage.ts';
import { standardDegradation } from './degrade-boxes.ts';
import { oracleObservations } from './oracle-observations.ts';
import type { Scene } from './scene.ts';

export interface SeenScene {
  media: MediaInfo;
  chunks: ObservationChunk[];
  observationFiles: string[];
  tracksFile: string;
  folder: string;
}

export interface ObserveOptions {
  /** Folder for what may be used again. */
  cacheFolder: string;
  /** Repository, whose observing code and models name the cache. */
  root: string;
  /** `film`: the real observer. `truth`: perfect boxes and invented crops; `truth-degraded` the same with a detector's errors. */
  from: 'film' | 'truth' | 'truth-degraded';
}

export async function observeScene(scene: Scene, options: ObserveOptions, ctx: StageContext): Promise<SeenScene> {
  const folder = path.join(options.cacheFolder, `${scene.name}-${options.from}-${cacheKey(scene, options)}`);
  mkdirSync(path.join(folder, jobFiles.observations), { recursive: true });
  const media = await probed(scene, folder, options, ctx);
  const observationFiles = media.chunks.map((chunk) => path.join(folder, jobFiles.observations, observationFileName(chunk.index)));
  if (options.from === 'film') await observeFilm(scene.video!, media, observationFiles, ctx);
  else await inventObservations(scene, media, observationFiles, options.from);
  const tracksFile = path.join(folder, jobFiles.tracks);
  // Linking is quick and changes often: always anew.
  rmSync(tracksFile, { force: true });
  await linkTracks({ observationFiles, media, outFile: tracksFile }, ctx);
  const chunks = observationFiles.map((file) => decodeObservations(readFileSync(file), file));
  return { media, chunks, observationFiles, tracksFile, folder };
}

async function probed(scene: Scene, folder: string, options: ObserveOptions, ctx: StageContext): Promise<MediaInfo> {
  if (options.from !== 'film') return inventedMedia(scene);
  const file = path.join(folder, jobFiles.media);
  if (existsSync(file)) return MediaInfo.parse(JSON.parse(readFileSync(file, 'utf8')));
  const media = await probeVideo(scene.video!, ctx);
  await writeFile(`${file}.partial`, JSON.stringify(media));
  await rename(`${file}.partial`, file);
  return media;
}

async function observeFilm(videoPath: string, media: MediaInfo, files: string[], ctx: StageContext): Promise<void> {
  const setup = Settings.parse({});
  for (const chunk of media.chunks) {
    const outFile = files[chunk.index]!;
    if (existsSync(outFile)) continue;
    await observeChunk({ videoPath, media, chunk, setup, outFile }, ctx);
  }
}

async function inventObservations(scene: Scene, media: MediaInfo, files: string[], from: 'truth' | 'truth-degraded'): Promise<void> {
  const made = oracleObservations(scene.truth, scene.boxes ?? [], { chunkSeconds: media.chunks[0]!.end - media.chunks[0]!.start, degradation: from === 'truth' ? null : standardDegradation });
  for (const [index, { truthIds: _, ...chunk }] of made.entries()) await writeFile(files[index]!, encodeObservations(chunk));
}

function inventedMedia({ truth }: Scene): MediaInfo {
  const count = Math.max(1, Math.round(truth.duration / 60));
  const border = (index: number): number => (index * truth.duration) / count;
  return {
    schemaVersion: 1, startSeconds: 0, durationSeconds: truth.duration, width: truth.width, height: truth.height, rotationDegrees: 0,
    frameRate: { numerator: Math.round(truth.fps * 1000), denominator: 1000 }, variableFrameRate: false, interlaced: false, container: 'truth', videoCodec: 'none',
    pixelFormat: 'none', bitDepth: 8, audioCodec: null, bytes: 0, playableInPage: false,
    chunks: Array.from({ length: count }, (_, index) => ({ index, start: border(index), end: border(index + 1), observeStart: border(index), observeEnd: Math.min(truth.duration, border(index + 1) + 1) })),
  };
}

/** Changes with the film, the models and every source file that shapes observations. */
function cacheKey(scene: Scene, { root, from }: ObserveOptions): string {
  const hash = createHash('sha256');
  const sources = ['observe', 'inference', 'ffmpeg', 'probe'].flatMap((stage) => readdirSync(path.join(root, 'src-worker', stage), { recursive: true, encoding: 'utf8' }).map((file) => path.join('src-worker', stage, file)))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort();
  const more = ['src-shared/domain/observation.ts', 'resources/models/models.json', 'resources/models/prepared/manifest.json'];
  for (const file of [...sources, ...more].map((each) => path.join(root, each))) if (existsSync(file)) hash.update(readFileSync(file));
  if (from === 'film') {
    const { size, mtimeMs } = statSync(scene.video!);
    hash.update(`${scene.video} ${size} ${mtimeMs}`);
  }
  return hash.digest('hex').slice(0, 16);
}

