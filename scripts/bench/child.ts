/** One of the bench's processes: takes an order, says when it is warm, works when told to go, answers, leaves. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { silentLogger } from '../../src-shared/logger.ts';
import { decodeObservations } from '../../src-shared/observation-file.ts';
import { closeInference, sharedInference, type Spent } from '../../src-worker/inference/inference-client.ts';
import { observeChunk } from '../../src-worker/observe/observe-stage.ts';
import { detectorOf } from '../../src-worker/observe/observe-setup.ts';
import type { StageContext } from '../../src-worker/pipeline/stage.ts';
import { bareModels } from './bare-models.ts';
import { decodeOnly } from './decode-only.ts';
import { naiveDesign } from './naive-design.ts';
import type { AnswerOf, FromChild, Observed, Order } from './orders.ts';
import { endedChildrenSeconds, ownSeconds, peakMb, residentMb, watchChildren } from './usage.ts';

const WARM_UP_SECONDS = 0.8;

export function beChild(): void {
  const say = (message: FromChild): void => { process.send!(message); };
  process.once('disconnect', () => process.exit(1));
  let go = (): void => undefined;
  const toldToGo = new Promise<void>((resolve) => { go = resolve; });
  process.on('message', (message: Order | { kind: 'go' }) => {
    if (message.kind === 'go') return go();
    const ready = async (): Promise<void> => {
      say({ kind: 'ready' });
      await toldToGo;
    };
    follow(message, ready).then((answer) => say({ kind: 'done', answer }), (error: unknown) => say({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })).finally(() => process.disconnect());
  });
}

async function follow(order: Order, ready: () => Promise<void>): Promise<AnswerOf[keyof AnswerOf]> {
  switch (order.kind) {
    case 'observe': return observe(order, ready);
    case 'decode': return decodeOnly(order, ready);
    case 'bare': return bareModels(order, ready);
    case 'naive': return naiveDesign(order, ready);
  }
}

async function observe({ videoPath, media, chunk, setup, folder, tools, resourcesDir, device }: Extract<Order, { kind: 'observe' }>, ready: () => Promise<void>): Promise<Observed> {
  const ctx: StageContext = { signal: new AbortController().signal, log: silentLogger, report: () => undefined, tools, resourcesDir, device, effort: 'all-cores' };
  const fileOf = (name: string): string => path.join(folder, `${process.pid}-${name}.arrow`);
  const warmUp = { ...chunk, end: chunk.start + WARM_UP_SECONDS, observeEnd: chunk.observeStart + WARM_UP_SECONDS };
  await observeChunk({ videoPath, media, chunk: warmUp, setup, outFile: fileOf('warm-up') }, ctx);
  const inference = await sharedInference(resourcesDir, { detector: detectorOf(setup), device, log: silentLogger });
  await ready();
  const before = { spent: { ...inference.spent }, children: endedChildrenSeconds(), own: ownSeconds(), at: performance.now() };
  const childrenPeak = watchChildren();
  const rssMb: number[] = [];
  const report = (fraction: number): void => { if (fraction * 10 >= rssMb.length) rssMb.push(Math.round(residentMb())); };
  await observeChunk({ videoPath, media, chunk, setup, outFile: fileOf('timed') }, { ...ctx, report });
  const children = endedChildrenSeconds();
  const spent = Object.fromEntries(Object.entries(inference.spent).map(([name, value]) => [name, value - before.spent[name as keyof Spent]])) as unknown as Spent;
  const used = { wallSeconds: (performance.now() - before.at) / 1000, nodeCpuSeconds: ownSeconds() - before.own, ffmpegCpuSeconds: children === null || before.children === null ? null : children - before.children };
  const { frames, meta } = decodeObservations(readFileSync(fileOf('timed')), 'timed');
  for (const name of ['warm-up', 'timed']) rmSync(fileOf(name));
  await closeInference();
  return { frames: frames.pts.length, ...used, spent, model: meta.detector, provider: meta.provider, rssPeakMb: peakMb(), ffmpegRssPeakMb: childrenPeak(), rssMb };
}
