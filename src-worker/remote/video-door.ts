/**
 * A video of the host for our own ffmpeg: a loopback address that answers byte ranges out of a block reader.
 * So the token stays out of ffmpeg's arguments, and a broken line is mended here while ffmpeg just waits. Nobody else knows the path.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BlockReader } from './block-reader.ts';

export interface VideoDoor {
  url: string;
  /** Why the last answer broke off; null while all is well. ffmpeg itself only sees an end of the file. */
  failure(): unknown;
  close(): Promise<void>;
}

export async function openVideoDoor(reader: BlockReader, signal: AbortSignal): Promise<VideoDoor> {
  let failure: unknown = null;
  const path = `/${randomBytes(24).toString('hex')}/video`;
  const server = createServer((request, response) => {
    if (request.url !== path || (request.method !== 'GET' && request.method !== 'HEAD')) { response.writeHead(404).end(); return; }
    const range = rangeOf(request.headers.range, reader.bytes);
    if (range === null) { response.writeHead(416, { 'content-range': `bytes */${reader.bytes}` }).end(); return; }
    const { start, end } = range;
    response.writeHead(request.headers.range === undefined ? 200 : 206, { 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream', 'content-length': end - start + 1, 'content-range': `bytes ${start}-${end}/${reader.bytes}` });
    if (request.method === 'HEAD') { response.end(); return; }
    const left = new AbortController();
    response.once('close', () => left.abort());
    // Blocks are shared by several answers: only the end of the work aborts them, a listener that leaves just stops reading.
    send(reader, start, end, response, left.signal, signal).catch((error: unknown) => {
      if (left.signal.aborted) return;
      failure = error;
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    failure: () => failure,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function send(reader: BlockReader, start: number, end: number, response: ServerResponse, left: AbortSignal, signal: AbortSignal): Promise<void> {
  for await (const part of reader.read(start, end, signal)) {
    if (left.aborted) return;
    if (!response.write(part)) await new Promise<void>((resolve) => {
      const go = (): void => { response.off('drain', go).off('close', go); resolve(); };
      response.on('drain', go).on('close', go);
    });
  }
  response.end();
}

/** ffmpeg asks open-ended and closed ranges only. */
function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | null {
  if (header === undefined) return { start: 0, end: bytes - 1 };
  const match = /^bytes=(\d+)-(\d*)$/.exec(header);
  if (match === null) return null;
  const start = Number(match[1]);
  const end = match[2] === '' ? bytes - 1 : Math.min(Number(match[2]), bytes - 1);
  return start > end ? null : { start, end };
}
