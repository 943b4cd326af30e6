/**
 * One decoding of a stretch of video for all who look at it: detector input and picture of the analysed frames (into a
 * ring), a small thumb of every source frame, exact times of both. Not a judge of pictures: it only brings them.
 */
import type { Readable } from 'node:stream';
import { AppError } from '../../src-shared/app-error.ts';
import type { FrameRing } from '../inference/frame-ring.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { decodeArguments, TIME_BASE, type DecodeRequest } from './decode-arguments.ts';
import { startFfmpeg } from './run-ffmpeg.ts';

export interface Thumb {
  pts: number;
  /** Planes Y, U, V of `thumbSize`. */
  bytes: Uint8Array;
}

export interface DecodedFrame { slot: number; pts: number }

export interface FrameDecoder {
  /** The next analysed frame once `lookahead` thumbs after it are known (or there are no more); null after the last. */
  next(): Promise<DecodedFrame | null>;
  /** Slots are given back in the order in which frames came. */
  release(frame: DecodedFrame): void;
  /** Why decoding ended before its time, in ffmpeg's words; null when it did not. */
  problem(): string | null;
  /** Ends ffmpeg and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * @param onThumb called in order for every source frame.
 * @throws (from `next`) AppError `cancelled`, `ffmpeg-killed`, `tool-missing`, `disk-full`; damage in the video ends the frames instead.
 */
export function decodeFrames(request: DecodeRequest, ring: FrameRing, lookahead: number, onThumb: (thumb: Thumb) => void, ctx: Pick<StageContext, 'signal' | 'log' | 'tools'>): FrameDecoder {
  const stopping = new AbortController();
  const signal = AbortSignal.any([ctx.signal, stopping.signal]);
  const running = startFfmpeg(ctx.tools, decodeArguments(request), { signal, log: ctx.log, extraPipes: 4 });
  const [pictures, frameTimes, thumbs, thumbTimes] = running.extra as [Readable, Readable, Readable, Readable];
  const { slots } = ring.layout;
  // ffmpeg may be waiting for a held pipe; with nobody at its other end it leaves at once.
  signal.addEventListener('abort', () => { for (const pipe of [running.stdout, ...running.extra]) pipe.destroy(); }, { once: true });

  let given = 0;
  let released = 0;
  let failure: unknown = null;
  let ended = false;
  const times: number[] = [];
  const thumbPts: number[] = [];
  let wake: (() => void) | null = null;
  const awake = (): void => {
    wake?.();
    wake = null;
  };

  const free = (frame: number): boolean => frame < released + slots;
  const input = fillSlots(running.stdout, ring.inputs, free, awake);
  const picture = fillSlots(pictures, ring.pictures.map((each) => each.bytes), free, awake);
  readTimes(frameTimes, (pts) => { times.push(pts); awake(); });

  let thumbsGiven = 0;
  const waitingThumbs: Uint8Array[] = [];
  const giveThumbs = (): void => {
    while (waitingThumbs.length > 0 && thumbPts[thumbsGiven] !== undefined) {
      onThumb({ pts: thumbPts[thumbsGiven]!, bytes: waitingThumbs.shift()! });
      thumbsGiven += 1;
    }
    awake();
  };
  readBlocks(thumbs, (request.thumb.width * request.thumb.height * 3) / 2, (bytes) => { waitingThumbs.push(bytes); giveThumbs(); });
  readTimes(thumbTimes, (pts) => { thumbPts.push(pts); giveThumbs(); });
  ctx.signal.addEventListener('abort', awake, { once: true });
  running.done.catch((error: unknown) => { failure = error; }).finally(() => { ended = true; awake(); });

  /** Thumbs known after the time of analysed frame `index`. */
  const seesAhead = (pts: number): boolean => {
    let after = 0;
    for (let i = thumbsGiven - 1; i >= 0 && thumbPts[i]! > pts; i -= 1) after += 1;
    return after >= lookahead;
  };

  return {
    async next() {
      for (;;) {
        ctx.signal.throwIfAborted();
        const pts = times[given];
        const complete = pts !== undefined && input.filled() > given && picture.filled() > given;
        if (complete && (ended || seesAhead(pts))) {
          given += 1;
          return { slot: (given - 1) % slots, pts };
        }
        if (ended && !complete) {
          if (failure instanceof AppError && failure.code !== 'ffmpeg-failed') throw failure;
          return null;
        }
        await new Promise<void>((resolve) => { wake = resolve; });
      }
    },
    release() {
      released += 1;
      input.more();
      picture.more();
    },
    problem() {
      if (!(failure instanceof AppError) || failure.code !== 'ffmpeg-failed') return null;
      const tail = failure.details?.['tail'];
      return (typeof tail === 'string' ? tail : failure.message).trim();
    },
    async stop() {
      stopping.abort();
      await running.done.catch(() => undefined);
    },
  };
}

interface SlotFiller { filled(): number; more(): void }

/** Copies a pipe of equally long frames into slots in turn; holds the pipe while the next slot is taken. */
function fillSlots(pipe: Readable, slots: readonly Uint8Array[], free: (frame: number) => boolean, onFrame: () => void): SlotFiller {
  let frame = 0;
  let at = 0;
  let held: Buffer[] = [];
  const take = (chunk: Buffer): void => {
    let from = 0;
    while (from < chunk.length) {
      if (!free(frame)) {
        held.push(chunk.subarray(from));
        pipe.pause();
        return;
      }
      const slot = slots[frame % slots.length]!;
      const length = Math.min(slot.length - at, chunk.length - from);
      slot.set(chunk.subarray(from, from + length), at);
      at += length;
      from += length;
      if (at === slot.length) {
        frame += 1;
        at = 0;
        onFrame();
      }
    }
  };
  pipe.on('data', (chunk: Buffer) => { if (held.length > 0) held.push(chunk); else take(chunk); });
  return {
    filled: () => frame,
    more() {
      if (held.length === 0) return;
      const waiting = held;
      held = [];
      for (const chunk of waiting) if (held.length > 0) held.push(chunk); else take(chunk);
      if (held.length === 0) pipe.resume();
    },
  };
}

function readBlocks(pipe: Readable, size: number, onBlock: (bytes: Uint8Array) => void): void {
  let block = new Uint8Array(size);
  let at = 0;
  pipe.on('data', (chunk: Buffer) => {
    let from = 0;
    while (from < chunk.length) {
      const length = Math.min(size - at, chunk.length - from);
      block.set(chunk.subarray(from, from + length), at);
      at += length;
      from += length;
      if (at === size) {
        onBlock(block);
        block = new Uint8Array(size);
        at = 0;
      }
    }
  });
}

/** Lines like `frame:0    pts:866304000 pts_time:9.4`: the integer is exact, the decimal has six digits only. */
function readTimes(pipe: Readable, onTime: (pts: number) => void): void {
  let rest = '';
  pipe.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const ticks = /^frame:\d+\s+pts:(-?\d+)/.exec(line)?.[1];
      if (ticks !== undefined) onTime(Number(ticks) / TIME_BASE);
    }
  });
}
