/** All figures of one speed on one film, taken in one run: observing, decoding alone, models alone, the naive design. */
import type { SpeedName } from '../../src-shared/domain/speed.ts';
import { Settings } from '../../src-shared/domain/settings.ts';
import { framesPerSecond, type MediaInfo } from '../../src-shared/domain/video.ts';
import { findDetector } from '../../src-worker/inference/find-detector.ts';
import { detectorOf, effectiveStride, finenessOf } from '../../src-worker/observe/observe-setup.ts';
import type { StageContext } from '../../src-worker/pipeline/stage.ts';
import type { SourceName } from './arguments.ts';
import type { Bare, Naive, Observed } from './orders.ts';
import { runChildren } from './run-children.ts';

export interface Result {
  profile: SpeedName;
  source: SourceName;
  model: string;
  provider: string;
  processes: number;
  frames: number;
  analysedFps: number;
  realtimeFactor: number;
  /** End-to-end ÷ roofline by the clock; roofline = processes ÷ (models + ffmpeg CPU a frame), all at the same load. */
  efficiency: number;
  /** The same by CPU time: (models + ffmpeg alone) ÷ all that observing used. Repeats on a busy machine, too. */
  efficiencyCpu: number | null;
  /** Times real time that this much CPU time allows on as many free cores as there are processes. */
  realtimeFactorCpu: number | null;
  /** Observing's Node CPU ÷ the models' alone. */
  nodeToInference: number;
  naiveFactor: number;
  /** Of one observing process; ffmpeg's beside it; all together. */
  rssPeakMb: number;
  ffmpegRssPeakMb: number | null;
  allRssPeakMb: number;
  rooflineFps: number;
  naiveFps: number;
  /** CPU milliseconds an analysed frame. */
  stages: Record<'ffmpeg' | 'ffmpegAlone' | 'detectorAlone' | 'readersAlone' | 'node' | 'restOfNode', number>;
  fineShare: number;
  readsPerFrame: number;
  textReadsPerFrame: number;
  foreignCores: number | null;
}

export interface Film { videoPath: string; media: MediaInfo }
export interface Effort { processes: number; seconds: number; bareSeconds: number; naiveFrames: number }

/** What is the same for several speeds of one film is measured once: ffmpeg alone for each input size, the naive design for each model. */
export type Shared = Map<string, Promise<unknown>>;

export async function measure(profile: SpeedName, source: SourceName, film: Film, given: Effort, ctx: StageContext, folder: string, shared: Shared): Promise<Result> {
  const setup = Settings.parse({ speed: profile });
  const { tools, resourcesDir, device } = ctx;
  const common = { ...film, tools, resourcesDir, setup };
  const chunks = stretches(film.media, given.processes, given.seconds);
  const observed = await runChildren<'observe'>(chunks.map((chunk) => ({ kind: 'observe', ...common, chunk, device, folder })), ctx.signal);
  const first = observed.answers[0]!;
  const found = await findDetector(resourcesDir, detectorOf(setup));
  const form = first.model.endsWith('-int8') && found.int8 !== null ? found.int8 : found.f32;
  const bare = await runChildren<'bare'>(chunks.map(() => ({ kind: 'bare', ...common, detector: { file: form.file, featureChannels: form.featureChannels, provider: first.provider.split(',')[0]! }, seconds: given.bareSeconds })), ctx.signal);
  const ffmpegAlone = await once(shared, `ffmpeg ${source} ${finenessOf(setup) === 'never'}`, async () => {
    const { answers } = await runChildren<'decode'>(chunks.map((chunk) => ({ kind: 'decode', ...common, chunk })), ctx.signal);
    return (sumOf(answers, (answer) => answer.ffmpegCpuSeconds ?? answer.wallSeconds) * 1000) / sumOf(answers, (answer) => answer.frames);
  });
  const naive = await once(shared, `naive ${source} ${found.f32.id}`, async () => (await runChildren<'naive'>([{ kind: 'naive', ...common, model: `${found.f32.id}.onnx`, frames: given.naiveFrames }], ctx.signal)).answers[0]!);
  const perSecond = framesPerSecond(film.media) / effectiveStride(setup, film.media);
  const foreignCores = observed.foreignCores === null ? null : round(Math.max(observed.foreignCores, bare.foreignCores ?? 0));
  return { profile, source, ...figures({ observed: observed.answers, bare: bare.answers, ffmpegAlone, naive, perSecond }), foreignCores };
}

/** @param perSecond analysed frames of a second of video. */
function figures({ observed, bare, ffmpegAlone, naive, perSecond }: { observed: Observed[]; bare: Bare[]; ffmpegAlone: number; naive: Naive; perSecond: number }): Omit<Result, 'profile' | 'source' | 'foreignCores'> {
  const first = observed[0]!;
  const processes = observed.length;
  const frames = sumOf(observed, (answer) => answer.frames);
  const share = (pick: (answer: Observed) => number): number => sumOf(observed, pick) / frames;
  const mean = (pick: (answer: Bare) => number): number => sumOf(bare, pick) / bare.length;
  const [fineShare, readsPerFrame, textReadsPerFrame] = [share(({ spent }) => spent.fine), share(({ spent }) => spent.reads), share(({ spent }) => spent.textReads)];
  const detectorMs = fineShare * mean(({ fineMs }) => fineMs) + share(({ spent }) => spent.coarse) * mean(({ coarseMs }) => coarseMs);
  const readersMs = readsPerFrame * mean(({ shirtMs }) => shirtMs) + textReadsPerFrame * mean(({ textMs }) => textMs);
  const ffmpeg = share((answer) => answer.ffmpegCpuSeconds ?? 0) * 1000;
  const node = share((answer) => answer.nodeCpuSeconds) * 1000;
  const known = first.ffmpegCpuSeconds !== null;
  const rooflineFps = (processes * 1000) / (detectorMs + readersMs + ffmpegAlone);
  const analysedFps = frames / Math.max(...observed.map(({ wallSeconds }) => wallSeconds));
  const naiveFps = 1000 / (naive.frameMs + readsPerFrame * naive.readMs);
  return {
    model: first.model, provider: first.provider, processes, frames,
    analysedFps: round(analysedFps, 1), realtimeFactor: round(analysedFps / perSecond), efficiency: round(analysedFps / rooflineFps, 3),
    efficiencyCpu: known ? round((detectorMs + readersMs + ffmpegAlone) / (ffmpeg + node), 3) : null,
    realtimeFactorCpu: known ? round((processes * 1000) / (ffmpeg + node) / perSecond) : null,
    nodeToInference: round(node / (detectorMs + readersMs), 3), naiveFactor: round(analysedFps / naiveFps),
    rssPeakMb: Math.round(Math.max(...observed.map((answer) => answer.rssPeakMb))),
    ffmpegRssPeakMb: first.ffmpegRssPeakMb === null ? null : Math.round(Math.max(...observed.map((answer) => answer.ffmpegRssPeakMb ?? 0))),
    allRssPeakMb: Math.round(sumOf(observed, (answer) => answer.rssPeakMb + (answer.ffmpegRssPeakMb ?? 0))),
    rooflineFps: round(rooflineFps, 1), naiveFps: round(naiveFps, 1),
    stages: { ffmpeg: round(ffmpeg, 1), ffmpegAlone: round(ffmpegAlone, 1), detectorAlone: round(detectorMs, 1), readersAlone: round(readersMs, 1), node: round(node, 1), restOfNode: round(node - detectorMs - readersMs, 1) },
    fineShare: round(fineShare), readsPerFrame: round(readsPerFrame, 1), textReadsPerFrame: round(textReadsPerFrame, 1),
  };
}

/** The first process on a machine tries forms and devices, and carries what that took: a throw-away one does it before anything is measured. */
export async function settle(profile: SpeedName, film: Film, { tools, resourcesDir, device, signal }: StageContext, folder: string): Promise<void> {
  const [chunk] = stretches(film.media, 1, 0.5);
  await runChildren<'observe'>([{ kind: 'observe', ...film, tools, resourcesDir, setup: Settings.parse({ speed: profile }), chunk: chunk!, device, folder }], signal);
}

/** One stretch a process; they begin anew where the film is too short for all. */
function stretches(media: MediaInfo, count: number, seconds: number) {
  const room = Math.max(0, media.durationSeconds - seconds - 1);
  return Array.from({ length: count }, (_, i) => {
    const start = media.startSeconds + (room === 0 ? 0 : (i * seconds) % room);
    return { index: 1, start, end: start + seconds, observeStart: start, observeEnd: start + seconds };
  });
}

function once<Found>(shared: Shared, key: string, find: () => Promise<Found>): Promise<Found> {
  const found = (shared.get(key) as Promise<Found> | undefined) ?? find();
  shared.set(key, found);
  return found;
}

function sumOf<Item>(items: readonly Item[], pick: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + pick(item), 0);
}

export function round(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
