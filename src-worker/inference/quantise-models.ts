/** Setup's second step: an int8 form beside each prepared person detector, calibrated on the demo film. Optional: without film or ffmpeg there is none. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { StageContext, ToolPaths } from '../pipeline/stage.ts';
import { startFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { calibrate } from './calibrate.ts';
import { parseModel, writeModel } from './onnx-graph.ts';
import { preparedFolder, readManifest, sha256OfFile, type PreparedManifest, type PreparedModel } from './prepared-models.ts';
import { quantiseModel } from './quantise-model.ts';
import { encodeSamplePictures, SAMPLES_FILE, type SamplePicture } from './sample-pictures.ts';
import { writeAtomically } from './write-atomically.ts';

const WIDTH = 640;
const HEIGHT = 384;
/** Raised when the same model gives another int8 form. */
const RECIPE = 1;

/**
 * Plain, near and mirrored, bright and noisy, dark and in other colours: ranges must hold for games that look unlike the demo.
 * Tried on three other films, one of them of real people: 86–100 % of the full model's boxes are found again.
 */
const LOOKS = [
  'fps=1/2.4',
  'fps=1/4,crop=iw/2:ih/2,hflip',
  'fps=1/6,eq=brightness=0.15:contrast=1.3:saturation=1.5,noise=alls=12:all_seed=7',
  'fps=1/6,eq=brightness=-0.2:contrast=0.8:saturation=0.5,hue=h=120,negate',
];
/** Other moments than those that ranges are learned from. */
const SAMPLE_LOOK = "select='eq(mod(n,200),155)'";

/** @returns the manifest with the int8 forms; unchanged where they are up to date or can not be made. */
export async function quantiseModels(resourcesDir: string, tools: ToolPaths, run: Pick<StageContext, 'log' | 'signal'>): Promise<PreparedManifest> {
  const folder = preparedFolder(resourcesDir);
  const manifest = await readManifest(resourcesDir);
  const film = path.join(resourcesDir, 'demo', 'rink-demo', 'video.mp4');
  const full = manifest.models.filter(({ precision }) => precision === 'f32');
  const done = await Promise.all(full.map((model) => upToDate(manifest, model, folder)));
  if (done.every((known) => known !== null)) return manifest;
  const pictures = (await Promise.all(LOOKS.map((look) => grab(film, look, tools, run)))).flat();
  const samples = encodeSamplePictures(await grab(film, SAMPLE_LOOK, tools, run));
  writeAtomically(path.join(folder, SAMPLES_FILE), samples);
  const made: PreparedModel[] = [];
  for (const [index, model] of full.entries()) made.push(done[index] ?? (await quantised(model, folder, pictures)));
  const changed: PreparedManifest = { ...manifest, models: [...full, ...made], samplesSha256: createHash('sha256').update(samples).digest('hex') };
  writeAtomically(path.join(folder, 'manifest.json'), `${JSON.stringify(changed, null, 2)}\n`);
  return changed;
}

async function upToDate(manifest: PreparedManifest, model: PreparedModel, folder: string): Promise<PreparedModel | null> {
  const known = manifest.models.find((each) => each.precision === 'int8' && each.file === fileOf(model) && each.sourceSha256 === model.sha256);
  return known !== undefined && (await sha256OfFile(path.join(folder, known.file))) === known.sha256 && (await sha256OfFile(path.join(folder, SAMPLES_FILE))) === manifest.samplesSha256 ? known : null;
}

async function quantised(model: PreparedModel, folder: string, pictures: readonly SamplePicture[]): Promise<PreparedModel> {
  const bytes = readFileSync(path.join(folder, model.file));
  const ranges = await calibrate(bytes, pictures);
  const { model: open, graph } = parseModel(bytes, model.file);
  quantiseModel(graph, ranges);
  const rounded = writeModel(open);
  writeAtomically(path.join(folder, fileOf(model)), rounded);
  return { ...model, file: fileOf(model), sha256: createHash('sha256').update(rounded).digest('hex'), sourceSha256: model.sha256, bytes: rounded.length, precision: 'int8' };
}

function fileOf(model: PreparedModel): string {
  return `${model.id}-person-int8-${RECIPE}.onnx`;
}

async function grab(film: string, look: string, tools: ToolPaths, run: Pick<StageContext, 'log' | 'signal'>): Promise<SamplePicture[]> {
  const filter = `${look},scale=${WIDTH}:-2:flags=area,format=gbrp,pad=${WIDTH}:${HEIGHT}:(ow-iw)/2:(oh-ih)/2:color=0x727272`;
  const running = startFfmpeg(tools, ['-i', film, '-vf', filter, '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1'], run);
  const parts: Buffer[] = [];
  for await (const part of running.stdout) parts.push(part as Buffer);
  await running.done;
  const all = new Uint8Array(Buffer.concat(parts));
  const each = 3 * WIDTH * HEIGHT;
  return Array.from({ length: Math.floor(all.length / each) }, (_, i) => ({ planes: all.slice(i * each, (i + 1) * each), width: WIDTH, height: HEIGHT }));
}
