/** How an answer and an error look in HTTP, and how much is read of a body. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError, errorAdvice, type ErrorCode, type PlainError } from '../../src-shared/app-error.ts';

const mostBodyBytes = 1_000_000;

export class TooLarge extends AppError {
  constructor() {
    super('invalid-input', `the body must not be longer than ${mostBodyBytes} bytes`);
  }
}

export function statusOfError(code: ErrorCode): number {
  switch (code) {
    case 'job-not-found': case 'artifact-missing': return 404;
    case 'path-refused': return 403;
    case 'invalid-input': return 400;
    case 'job-busy': case 'job-not-ready': case 'job-owned-elsewhere': case 'output-exists': case 'cancelled': case 'version-mismatch': return 409;
    case 'video-missing': case 'video-changed': case 'video-empty': case 'video-unreadable': case 'video-without-picture': return 422;
    case 'disk-full': return 507;
    case 'redis-unavailable': case 'worker-unavailable': case 'worker-crash-loop': case 'host-unreachable': return 503;
    default: return 500;
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers });
  response.end(text);
}

export function sendError(response: ServerResponse, error: PlainError, status: number = statusOfError(error.code)): void {
  if (response.headersSent) { response.destroy(); return; }
  // What is left of a body that was refused is not waited for.
  sendJson(response, status, { ...error, next: errorAdvice[error.code].next }, status === 413 ? { connection: 'close' } : {});
}

/** @throws AppError `invalid-input`; TooLarge. `undefined` for an empty body. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > mostBodyBytes) throw new TooLarge();
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBodyBytes) throw new TooLarge();
    parts.push(part);
  }
  if (bytes === 0) return undefined;
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new AppError('invalid-input', 'the body must be JSON, with the header "Content-Type: application/json"');
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
  } catch (cause) {
    throw new AppError('invalid-input', 'the body is not JSON', { cause });
  }
}

/** The answer of serve-file, streamed; a listener that went away ends it. */
export async function sendResponse(response: ServerResponse, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body === null) { response.end(); return; }
  await pipeline(Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream), response).catch(() => undefined);
}
