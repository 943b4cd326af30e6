/** One HTTP request: let in or not, then its route, its artifact, its news or its upload. The calls are those of the page, checked by the same schemas. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { AppError, toPlainError } from '../../src-shared/app-error.ts';
import type { AppEvent, CallName } from '../../src-shared/contract/api.ts';
import type { Logger } from '../../src-shared/logger.ts';
import { serveApi } from '../api/serve-api.ts';
import { answerFleet } from '../fleet/fleet-http.ts';
import type { ObservationReceiver } from '../fleet/receive-observations.ts';
import { serveFile } from '../media/serve-file.ts';
import type { Services } from '../start-services.ts';
import { readJson, sendError, sendJson, sendResponse, TooLarge } from './answer.ts';
import { refusalOf } from './guard.ts';
import { openApiDocument } from './openapi.ts';
import { findRoute, matchPath, openCalls } from './routes.ts';
import type { Uploads } from './uploads.ts';

interface Parts {
  services: Services;
  uploads: Uploads;
  log: Logger;
  version: string;
  token: string;
  /** Lets workers of other machines in, for their own paths alone; null: there is none. */
  workerToken: string | null;
  receiver: ObservationReceiver;
  /** What `Host` may say. */
  hosts(): readonly string[];
}

const keepAliveMs = 15_000;

export function httpHandler(parts: Parts): RequestListener {
  const serve = serveApi(parts.services.handlers, parts.log);
  return (request, response) => {
    const byWorker = parts.workerToken !== null && refusalOf(request.headers, parts.hosts(), parts.workerToken) === null;
    const refusal = byWorker ? null : refusalOf(request.headers, parts.hosts(), parts.token);
    if (refusal !== null) {
      parts.log.warn('HTTP request refused', { status: refusal.status, reason: refusal.message, path: (request.url ?? '').slice(0, 200) });
      sendJson(response, refusal.status, { code: 'invalid-input', message: refusal.message, next: 'See the API\'s description.' }, { connection: 'close' });
      return;
    }
    (byWorker ? answerWorker(parts, request, response) : answer(parts, serve, request, response)).catch((thrown: unknown) => {
      const error = toPlainError(thrown);
      if (error.code === 'internal') parts.log.error('HTTP request failed', { path: (request.url ?? '').slice(0, 200), error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
      sendError(response, error, thrown instanceof TooLarge ? 413 : undefined);
    });
  };
}

type Serve = ReturnType<typeof serveApi>;

async function answer(parts: Parts, serve: Serve, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const { path, query } = readUrl(request.url ?? '/');
  const artifact = /^\/jobs\/([\w-]{1,64})\/artifacts\/(.+)$/.exec(path);
  if (artifact !== null) return sendArtifact(parts, artifact[1] ?? '', artifact[2] ?? '', request, response);
  if (await answerFleet(parts, path, query, request, response)) return;
  const events = matchPath('/jobs/:id/events', path);
  if (events !== null && method === 'GET') return sendEvents(parts, events['id'] ?? '', request, response);
  if (path === '/openapi.json' && method === 'GET') return sendJson(response, 200, openApiDocument(parts.version));
  const call = /^\/calls\/(\w{1,40})$/.exec(path)?.[1];
  if (call !== undefined && method === 'POST' && (openCalls as readonly string[]).includes(call)) return send(response, await serve(call, (await readJson(request)) ?? {}));
  if (path === '/uploads' || path.startsWith('/uploads/')) return upload(parts, serve, method, path, query, request, response);
  const found = findRoute(method, path);
  if (found === null) return sendJson(response, 404, { code: 'invalid-input', message: `there is nothing at ${path.slice(0, 200)}`, next: 'GET /openapi.json tells what there is.' });
  if ('allowed' in found) return sendJson(response, 405, { code: 'invalid-input', message: `${method.slice(0, 20)} is not allowed here, only ${found.allowed.join(', ')}`, next: 'GET /openapi.json tells what there is.' }, { allow: found.allowed.join(', ') });
  const { route, params } = found;
  const body = await readJson(request);
  const answered = await serve(route.call, route.input({ params, query, body }));
  send(response, answered.ok && route.answer !== undefined ? { ok: true, value: route.answer(answered.value) } : answered);
}

/** A worker's token opens the video, media.json and the place for observations, and nothing else. */
async function answerWorker(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { path, query } = readUrl(request.url ?? '/');
  const media = /^\/jobs\/([\w-]{1,64})\/artifacts\/media\.json$/.exec(path);
  if (media !== null) return sendArtifact(parts, media[1] ?? '', 'media.json', request, response);
  if (await answerFleet(parts, path, query, request, response)) return;
  sendJson(response, 403, { code: 'path-refused', message: 'the token of a worker does not open this', next: 'Use the token of the whole API.' });
}

function send(response: ServerResponse, answered: Awaited<ReturnType<Serve>>): void {
  if (answered.ok) sendJson(response, 200, answered.value);
  else sendError(response, answered.error);
}

async function sendArtifact({ services }: Parts, jobId: string, encoded: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await services.handlers.getJob({ jobId });
  const file = await services.artifactPathOf(jobId, decoded(encoded));
  await sendResponse(response, await serveFile(file, { method: request.method ?? 'GET', range: request.headers.range ?? null }, { 'cache-control': 'no-store' }));
}

/** Server-sent events: how the job is now, then its news until it is removed or the listener goes. */
async function sendEvents({ services }: Parts, jobId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const job = await services.handlers.getJob({ jobId });
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  const tell = (event: AppEvent): void => {
    if (jobOf(event) !== jobId) return;
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    if (event.type === 'job-removed') response.end();
  };
  const forget = services.onEvent(tell);
  const keepAlive = setInterval(() => response.write(': still here\n\n'), keepAliveMs);
  response.once('close', () => { forget(); clearInterval(keepAlive); });
  request.resume();
  tell({ type: 'job-changed', job });
}

function jobOf(event: AppEvent): string | null {
  if (event.type === 'job-changed') return event.job.record.id;
  if (event.type === 'export-changed') return event.export.jobId;
  return 'jobId' in event ? event.jobId : null;
}

async function upload({ uploads }: Parts, serve: Serve, method: string, path: string, query: URLSearchParams, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (path === '/uploads' && method === 'POST') return sendJson(response, 201, await uploads.begin(query.get('name') ?? '', wholeNumber('bytes', query.get('bytes'))));
  const uploadId = matchPath('/uploads/:id', path)?.['id'];
  if (uploadId === undefined || (method !== 'GET' && method !== 'PUT')) throw new AppError('invalid-input', 'uploads take POST /uploads, and GET or PUT /uploads/<id>');
  const state = method === 'GET' ? await uploads.state(uploadId) : await uploads.append(uploadId, wholeNumber('Upload-Offset', request.headers['upload-offset']), request);
  if (method === 'GET' || state.path === null) return sendJson(response, 200, { ...state, job: null });
  const made = await serve('createJob' satisfies CallName, { videoPath: state.path });
  if (made.ok) sendJson(response, 201, { ...state, job: made.value });
  else sendError(response, made.error);
}

function wholeNumber(name: string, text: unknown): number {
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) throw new AppError('invalid-input', `${name} must be a whole number from 0, got "${String(text).slice(0, 80)}"`);
  return Number(text);
}

/** The path as it was sent, without any cleaning: what is odd in it must be seen. */
function readUrl(url: string): { path: string; query: URLSearchParams } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: new URLSearchParams() } : { path: url.slice(0, at), query: new URLSearchParams(url.slice(at + 1)) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new AppError('path-refused', 'the path is not encoded rightly', { cause });
  }
}
