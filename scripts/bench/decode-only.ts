/** What decoding and scaling alone cost: ffmpeg with the observer's own arguments, everything it gives thrown away. */
import { silentLogger } from '../../src-shared/logger.ts';
import { decodeArguments } from '../../src-worker/ffmpeg/decode-arguments.ts';
import { startFfmpeg } from '../../src-worker/ffmpeg/run-ffmpeg.ts';
import { inputBytes } from '../../src-worker/inference/frame-ring.ts';
import { decodeRequestOf } from '../../src-worker/observe/watch-chunk.ts';
import type { Decoded, Order } from './orders.ts';
import { endedChildrenSeconds } from './usage.ts';

export async function decodeOnly({ videoPath, media, chunk, setup, tools }: Extract<Order, { kind: 'decode' }>, ready: () => Promise<void>): Promise<Decoded> {
  const request = decodeRequestOf({ videoPath, media, chunk, setup });
  await ready();
  const before = endedChildrenSeconds();
  const began = performance.now();
  const running = startFfmpeg(tools, decodeArguments(request), { signal: new AbortController().signal, log: silentLogger, extraPipes: 4 });
  let bytes = 0;
  running.stdout.on('data', (part: Buffer) => { bytes += part.length; });
  for (const pipe of running.extra) pipe.resume();
  await running.done;
  const after = endedChildrenSeconds();
  return { frames: bytes / inputBytes(request.layout), wallSeconds: (performance.now() - began) / 1000, ffmpegCpuSeconds: before === null || after === null ? null : after - before };
}
