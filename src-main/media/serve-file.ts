/**
 * One file as an HTTP answer with byte ranges (RFC 9110 §14): closed, open-ended and suffix ranges, HEAD, 416.
 * Our own because `net.fetch('file://')` ignores Range and a video could not be seeked. Which file is asked for is decided before this.
 */
import { open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { Readable } from 'node:stream';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.woff2': 'font/woff2', '.ico': 'image/x-icon',
  '.mp4': 'video/mp4', '.m4v': 'video/mp4', '.mov': 'video/mp4', '.mkv': 'video/x-matroska', '.webm': 'video/webm',
  '.arrow': 'application/vnd.apache.arrow.file', '.csv': 'text/csv; charset=utf-8', '.txt': 'text/plain; charset=utf-8',
};

export type ByteRange = { start: number; end: number };

/** The answer to a request for this file; 404 when it is not there or not a plain file. */
export async function serveFile(path: string, request: { method: string; range: string | null }, extraHeaders: Record<string, string> = {}): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  const bytes = await plainFileSize(path);
  if (bytes === null) return new Response(null, { status: 404, headers: extraHeaders });
  const range = parseRange(request.range, bytes);
  const headers: Record<string, string> = {
    'content-type': contentTypes[extname(path).toLowerCase()] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...extraHeaders,
  };
  if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${bytes}` } });
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  headers['content-length'] = String(end - start + 1);
  if (range !== null) headers['content-range'] = `bytes ${start}-${end}/${bytes}`;
  const status = range === null ? 200 : 206;
  if (request.method === 'HEAD' || bytes === 0) return new Response(null, { status, headers });
  const stream = createReadStream(path, { start, end, highWaterMark: 256 * 1024 });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers });
}

/**
 * The range asked for, inclusive at both ends; null when there is none or it is not a single byte range (then the whole file is sent).
 * A start beyond the end of the file is unsatisfiable; an end beyond it is shortened.
 */
export function parseRange(header: string | null, bytes: number): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  if (first === '') {
    const suffix = Number(last);
    return suffix === 0 || bytes === 0 ? 'unsatisfiable' : { start: Math.max(0, bytes - suffix), end: bytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (start >= bytes) return 'unsatisfiable';
  return start > end ? null : { start, end };
}

async function plainFileSize(path: string): Promise<number | null> {
  try {
    const file = await open(path, 'r');
    try {
      const stats = await file.stat();
      return stats.isFile() ? stats.size : null;
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
