/**
 * The host's HTTP as a worker without its disk uses it: asked again and again while the line is bad, given up with `host-unreachable`.
 * The token goes into the header and nowhere else: neither into a log nor into the arguments of a program.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, fromPlainError, isErrorCode, type PlainError } from '../../src-shared/app-error.ts';
import type { Logger } from '../../src-shared/logger.ts';

export interface HostClient {
  /** The bytes [from, to] of what lies at `path`, and how long the whole is. @throws AppError `host-unreachable`, `cancelled`, or what the host said. */
  readRange(path: string, from: number, to: number, signal: AbortSignal): Promise<{ bytes: Buffer; total: number }>;
  /** The whole of a small file; null when the host has none. */
  readWhole(path: string, signal: AbortSignal): Promise<Buffer | null>;
  readJson(path: string, signal: AbortSignal): Promise<unknown>;
  put(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<unknown>;
  /** Bytes moved so far, for metrics. */
  readonly traffic: { received: number; sent: number };
}

export interface HostClientOptions {
  url: string;
  token: string;
  log: Logger;
  /** How long a line may be dead before the work is given to others. */
  patienceMs?: number;
  /** A connection on which nothing comes for this long is given up and made anew. */
  idleMs?: number;
}

const firstPauseMs = 250;
const longestPauseMs = 5000;

export function hostClient({ url, token, log, patienceMs = 60_000, idleMs = 20_000 }: HostClientOptions): HostClient {
  const traffic = { received: 0, sent: 0 };
  const base = url.replace(/\/+$/, '');

  /** One request; `take` reads the answer and calls `alive` whenever something came. */
  const once = async <Value>(path: string, init: RequestInit, signal: AbortSignal, take: (answer: Response, alive: () => void) => Promise<Value>): Promise<Value> => {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(new Error(`nothing came for ${idleMs} ms`)), idleMs);
    const alive = (): void => { clearTimeout(timer); timer = setTimeout(() => silence.abort(new Error(`nothing came for ${idleMs} ms`)), idleMs); };
    try {
      const answer = await fetch(`${base}${path}`, { ...init, redirect: 'error', headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` }, signal: AbortSignal.any([signal, silence.signal]) });
      alive();
      if (!answer.ok) throw await refusalIn(answer);
      return await take(answer, alive);
    } finally {
      clearTimeout(timer);
    }
  };

  const patiently = async <Value>(what: string, signal: AbortSignal, attempt: (moved: () => void) => Promise<Value>): Promise<Value> => {
    let lastMoved = Date.now();
    for (let tries = 0; ; tries += 1) {
      const movedBefore = lastMoved;
      try {
        return await attempt(() => { lastMoved = Date.now(); });
      } catch (error) {
        if (signal.aborted) throw new AppError('cancelled', `${what} was cancelled`);
        if (error instanceof AppError && error.code !== 'host-unreachable') throw error;
        if (lastMoved !== movedBefore) tries = 0;
        const reason = reasonOf(error);
        if (Date.now() - lastMoved > patienceMs) throw new AppError('host-unreachable', `${what}: the host at ${base} has not answered for ${Math.round(patienceMs / 1000)} s (${reason})`, { cause: error });
        log.warn('the line to the host is troubled; asked again', { what, reason, tries });
        await sleep(Math.min(firstPauseMs * 2 ** Math.min(tries, 6), longestPauseMs), undefined, { signal }).catch(() => undefined);
      }
    }
  };

  return {
    traffic,
    async readRange(path, from, to, signal) {
      const parts: Buffer[] = [];
      let have = 0;
      let total: number | null = null;
      await patiently('reading the video', signal, (moved) => once(path, { headers: { range: `bytes=${from + have}-${to}` } }, signal, async (answer, alive) => {
        const length = /^bytes \d+-\d+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1];
        if (answer.status !== 206 || length === undefined) throw new AppError('internal', `the host answered ${answer.status} to a range of the video, where 206 was expected`);
        total = Number(length);
        // What came before a break stays; the next try goes on behind it.
        for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
          parts.push(Buffer.from(part));
          have += part.length;
          traffic.received += part.length;
          alive();
          moved();
        }
        if (from + have < Math.min(to + 1, total)) throw new Error('the answer ended early');
      }));
      return { bytes: Buffer.concat(parts), total: total ?? 0 };
    },
    readWhole: (path, signal) => patiently(`reading ${path.split('/').at(-1)}`, signal, () => once(path, {}, signal, async (answer) => {
      const bytes = Buffer.from(await answer.arrayBuffer());
      traffic.received += bytes.length;
      return bytes;
    }).catch((error: unknown) => {
      if (error instanceof NothingThere) return null;
      throw error;
    })),
    readJson: (path, signal) => patiently(`reading ${path.split('/').at(-1)}`, signal, () => once(path, {}, signal, async (answer) => (await answer.json()) as unknown)),
    put: (path, bytes, signal) => patiently('sending observations', signal, () => once(path, { method: 'PUT', body: bytes, headers: { 'content-type': 'application/vnd.apache.arrow.file' } }, signal, async (answer) => {
      traffic.sent += bytes.length;
      return (await answer.json()) as unknown;
    })),
  };
}

/** A 404 without our words: the path is right and there is no file. */
class NothingThere extends AppError {}

/** What the host said; a host that is only busy or starting is asked again. */
async function refusalIn(answer: Response): Promise<Error> {
  const said = (await answer.json().catch(() => null)) as PlainError | null;
  if (answer.status === 404 && said === null) return new NothingThere('internal', 'the host has no such file');
  const known = said !== null && typeof said === 'object' && typeof said.code === 'string' && isErrorCode(said.code);
  if (answer.status === 401) return new AppError('host-unreachable', `the host refuses the token of this worker (${said?.message ?? answer.status})`);
  if (answer.status >= 500 && answer.status !== 507) return new Error(`the host answered ${answer.status}${known ? `: ${said.message}` : ''}`);
  return known ? fromPlainError(said) : new AppError('internal', `the host answered ${answer.status}`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${(error.cause as NodeJS.ErrnoException).code ?? error.cause.message}` : '';
  return `${error.message}${cause}`;
}
