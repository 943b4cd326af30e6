/** What workers without our disk ask of the host: the video in byte ranges, and taking their observations. Who may ask, the guard has decided before. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { jobFiles, observationFileName } from '../../src-shared/contract/artifacts.ts';
import { RunId } from '../../src-shared/domain/job.ts';
import { sendJson, sendResponse } from '../http/answer.ts';
import { matchPath } from '../http/routes.ts';
import { serveFile } from '../media/serve-file.ts';
import type { Services } from '../start-services.ts';
import type { ObservationReceiver } from './receive-observations.ts';

/** A minute of a crowded game is 1–2 MB. */
const mostObservationBytes = 64_000_000;

/** @returns false when the path is none of ours. */
export async function answerFleet({ services, receiver }: { services: Services; receiver: ObservationReceiver }, path: string, query: URLSearchParams, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const method = request.method ?? 'GET';
  const video = matchPath('/jobs/:id/video', path);
  if (video !== null && (method === 'GET' || method === 'HEAD')) {
    const { record } = await services.handlers.getJob({ jobId: video['id'] ?? '' });
    await sendResponse(response, await serveFile(record.videoPath, { method, range: request.headers.range ?? null }, { 'cache-control': 'no-store' }));
    return true;
  }
  const sent = matchPath('/jobs/:id/observations/:chunk', path);
  if (sent === null || (method !== 'PUT' && method !== 'GET')) return false;
  const chunk = sent['chunk'] ?? '';
  const run = RunId.safeParse(query.get('run') ?? '');
  if (!/^\d{1,6}$/.test(chunk)) throw new AppError('invalid-input', `the chunk must be a whole number from 0, got "${chunk.slice(0, 40)}"`);
  if (method === 'GET') {
    const { record } = await services.handlers.getJob({ jobId: sent['id'] ?? '' });
    const file = join(services.jobFolderOf(record.id), jobFiles.observations, observationFileName(Number(chunk)));
    await sendResponse(response, await serveFile(file, { method, range: request.headers.range ?? null }, { 'cache-control': 'no-store' }));
    return true;
  }
  if (!run.success) throw new AppError('invalid-input', 'run must be the id of the run that the chunk is for');
  const { record } = await services.handlers.getJob({ jobId: sent['id'] ?? '' });
  const bytes = await readBytes(request);
  sendJson(response, 200, await receiver.receive(record, services.jobFolderOf(record.id), run.data, Number(chunk), bytes));
  return true;
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostObservationBytes) throw new AppError('invalid-input', `observations must not be longer than ${mostObservationBytes} bytes`);
    parts.push(part);
  }
  const announced = request.headers['content-length'];
  if (announced !== undefined && Number(announced) !== bytes) throw new AppError('invalid-input', `${announced} bytes were announced, ${bytes} came`);
  return Buffer.concat(parts);
}
