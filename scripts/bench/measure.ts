/** All figures of one speed on one film, taken in one run: observing, decoding alone, models alone, the naive design. */
import type { SpeedName } from '../../src-shared/domain/speed.ts';
import { Settings } from '../../src-shared/domain/settings.ts';
import { framesPerSecond, type MediaInfo } from '../../src-shared/domain/video.ts';
import { findDetector } from '../../src-worker/inference/find-detector.ts';
import { detectorOf, effectiveStride } from '../../src-worker/observe/observe-setup.ts';
import type { StageContext } from '../../src-worker/pipeline/stage.ts';
import type { SourceName } from './arguments.ts';
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
  foreignCores: number | null;
}

export interface Film { videoPath: string; media: MediaInfo }

export async function measure(profile: SpeedName, source: SourceName, film: Film, given: { processes: number; seconds: number; bareSeconds: number; naiveSeconds: number }, ctx: StageContext, folder: string): Promise<Result> {
  const setup = Settings.parse({ speed: profile });
  const { tools, resourcesDir, device } = ctx;
  const common = { ...film, tools, resourcesDir, setup };
  const chunks = stretches(film.media, given.processes, given.seconds);
  const observed = await runChildren<'observe'>(chunks.map((chunk) => ({ kind: 'observe', ...common, chunk, device, folder })), ctx.signal);
  const decoded = await runChildren<'decode'>(chunks.map((chunk) => ({ kind: 'decode', ...common, chunk })), ctx.signal);
  const total = (pick: (answer: (typeof observed.answers)[number]) => number): number => observed.answers.reduce((sum, answer) => sum + pick(answer), 0);
  const first = observed.answers[0]!;
  const found = await findDetector(resourcesDir, detectorOf(setup));
  const form = first.model.endsWith('-int8') && found.int8 !== null ? found.int8 : found.f32;
  const bare = await runChildren<'bare'>(chunks.map(() => ({ kind: 'bare', ...common, detector: { file: form.file, featureChannels: form.featureChannels, provider: first.provider.split(',')[0]! }, seconds: given.bareSeconds })), ctx.signal);
  const frames = total((answer) => answer.frames);
  const readsPerFrame = total(({ spent }) => spent.reads) / frames;
  const naive = (await runChildren<'naive'>([{ kind: 'naive', ...common, model: `${found.f32.id}.onnx`, seconds: given.naiveSeconds, readsPerFrame }], ctx.signal)).answers[0]!;

  const fineShare = total(({ spent }) => spent.fine) / frames;
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const detectorMs = mean(bare.answers.map(({ fineMs, coarseMs }) => fineShare * fineMs + (1 - fineShare) * coarseMs));
  const readersMs = mean(bare.answers.map(({ readMs }) => readMs)) * readsPerFrame;
  const decodeFrames = decoded.answers.reduce((sum, answer) => sum + answer.frames, 0);
  const ffmpegAlone = (decoded.answers.reduce((sum, answer) => sum + (answer.ffmpegCpuSeconds ?? answer.wallSeconds), 0) * 1000) / decodeFrames;
  const ffmpeg = (total((answer) => answer.ffmpegCpuSeconds ?? 0) * 1000) / frames;
  const node = (total((answer) => answer.nodeCpuSeconds) * 1000) / frames;
  const rooflineFps = (given.processes * 1000) / (detectorMs + readersMs + ffmpegAlone);
  const analysedFps = frames / Math.max(...observed.answers.map(({ wallSeconds }) => wallSeconds));
  const perSecond = framesPerSecond(film.media) / effectiveStride(setup, film.media);
  return {
    profile, source, model: first.model, provider: first.provider, processes: given.processes, frames,
    analysedFps: round(analysedFps, 1), realtimeFactor: round(analysedFps / perSecond), efficiency: round(analysedFps / rooflineFps, 3),
    efficiencyCpu: first.ffmpegCpuSeconds === null ? null : round((detectorMs + readersMs + ffmpegAlone) / (ffmpeg + node), 3),
    nodeToInference: round(node / (detectorMs + readersMs), 3), naiveFactor: round(analysedFps / (naive.frames / naive.wallSeconds)),
    rssPeakMb: Math.round(Math.max(...observed.answers.map((answer) => answer.rssPeakMb))),
    ffmpegRssPeakMb: first.ffmpegRssPeakMb === null ? null : Math.round(Math.max(...observed.answers.map((answer) => answer.ffmpegRssPeakMb ?? 0))),
    allRssPeakMb: Math.round(total((answer) => answer.rssPeakMb + (answer.ffmpegRssPeakMb ?? 0))),
    rooflineFps: round(rooflineFps, 1), naiveFps: round(naive.frames / naive.wallSeconds, 1),
    stages: { ffmpeg: round(ffmpeg, 1), ffmpegAlone: round(ffmpegAlone, 1), detectorAlone: round(detectorMs, 1), readersAlone: round(readersMs, 1), node: round(node, 1), restOfNode: round(node - detectorMs - readersMs, 1) },
    fineShare: round(fineShare), readsPerFrame: round(readsPerFrame, 1),
    foreignCores: observed.foreignCores === null ? null : round(Math.max(observed.foreignCores, bare.foreignCores ?? 0)),
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

export function round(value: number, digits = 2): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
