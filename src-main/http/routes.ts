/** The operations of HTTP, each a call of the contract: where it is found and how its input is put together. No decisions here. */
import type { z } from 'zod';
import { api, type CallName } from '../../src-shared/contract/api.ts';
import { desktopOnlyCalls } from '../../src-shared/contract/desktop-api.ts';
import { AppError } from '../../src-shared/app-error.ts';

export interface Asked { params: Record<string, string>; query: URLSearchParams; body: unknown }

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `:name` stands for one part. */
  path: string;
  call: CallName;
  about: string;
  /** Of the schema of the call. */
  input(asked: Asked): unknown;
  /** Parts of the input that come in the body; null: there is no body. */
  body: z.ZodType | null;
  /** What of the answer is told. */
  answer?(value: unknown): unknown;
}

const byId = ({ params }: Asked): unknown => ({ jobId: params['id'] });
const job = (method: Route['method'], action: string, call: CallName, about: string): Route => ({ method, path: `/jobs/:id${action}`, call, about, input: byId, body: null });
const statusOf = (view: unknown): unknown => (view as { status: unknown }).status;

export const routes: readonly Route[] = [
  { method: 'POST', path: '/jobs', call: 'createJob', about: 'A new job for a video on this machine.', input: ({ body }) => body, body: api.createJob.input },
  { method: 'GET', path: '/jobs', call: 'listJobs', about: 'All jobs in their order.', input: () => ({}), body: null },
  {
    method: 'POST', path: '/jobs/cleanup', call: 'cleanupJobs', about: 'Removes jobs that rested for `days`, never one that is queued or running. `max_count` newest stay; `dry_run=true` only tells.', body: null,
    input: ({ query }) => ({ olderThanDays: numberIn(query, 'days'), keepNewest: query.has('max_count') ? numberIn(query, 'max_count') : 0, dryRun: switchIn(query, 'dry_run') }),
  },
  job('GET', '', 'getJob', 'The job as it was asked for, and how it goes.'),
  { ...job('GET', '/status', 'getJob', 'How it goes; of the same shape in every state.'), answer: statusOf },
  { ...job('GET', '/results', 'getReview', 'What was found, and the user\'s edits beside it.') },
  { method: 'PUT', path: '/jobs/:id/setup', call: 'setupJob', about: 'Whom to look for and how; applied by the next run.', input: ({ params, body }) => ({ jobId: params['id'], setup: body }), body: api.setupJob.input.shape.setup },
  job('POST', '/run', 'runJob', 'Puts the job into the queue.'),
  job('POST', '/cancel', 'cancelJob', 'Asks the worker to let go.'),
  job('POST', '/retry', 'retryJob', 'Runs it again from what is complete.'),
  job('POST', '/pause', 'pauseJob', 'Takes it out of the queue; what is finished is kept.'),
  job('POST', '/resume', 'resumeJob', 'Puts a paused job back.'),
  job('POST', '/duplicate', 'duplicateJob', 'The same video and setup as a job of its own.'),
  job('GET', '/log', 'getJobLog', 'What was noted about the job.'),
  job('DELETE', '', 'deleteJob', 'Removes the job; the video and exported clips stay.'),
];

/** Calls that need a window stay out. */
const windowCalls: readonly CallName[] = ['chooseVideos', 'chooseFolder', 'revealFile', 'chooseList', 'dragFile', 'reportPageError', ...desktopOnlyCalls];

/** Every other call of the contract, by its own name. */
export const openCalls = (Object.keys(api) as CallName[]).filter((name) => !windowCalls.includes(name));

/** @returns null when no route has that path; `allowed` when one has, but for other methods. */
export function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } | { allowed: string[] } | null {
  const matches = routes.flatMap((route) => {
    const params = matchPath(route.path, path);
    return params === null ? [] : [{ route, params }];
  });
  // `/jobs/cleanup` is also a `/jobs/:id`; the literal one comes first in the table.
  return matches.find(({ route }) => route.method === method) ?? (matches.length === 0 ? null : { allowed: matches.map(({ route }) => route.method) });
}

export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const found = given[index] ?? '';
    if (part.startsWith(':')) {
      if (!/^[\w-]{1,64}$/.test(found)) return null;
      params[part.slice(1)] = found;
    } else if (part !== found) return null;
  }
  return params;
}

function numberIn(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  if (!/^\d+(\.\d+)?$/.test(text)) throw new AppError('invalid-input', `${name} must be a number from 0, got "${text.slice(0, 80)}"`);
  return Number(text);
}

function switchIn(query: URLSearchParams, name: string): boolean {
  const text = query.get(name) ?? 'false';
  if (text !== 'true' && text !== 'false') throw new AppError('invalid-input', `${name} must be true or false, got "${text.slice(0, 80)}"`);
  return text === 'true';
}
