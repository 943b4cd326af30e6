/**
 * The review on made-up answers: /testing/review-harness.html?answer=twenty&theme=light. Never part of the product.
 * answer: demo, twenty, doubtful, nothing, long · state: done, loading, running, failed, missing, no-worker · resolveMs: how long a new answer takes.
 */
import { emptyReview, type Review } from '../../src-shared/domain/review.ts';
import { Setup, type JobView } from '../../src-shared/domain/job.ts';
import type { Answer, AppEvent, AppInfo, Bridge, ExportRecord } from '../../src-shared/contract/api.ts';
import type { Recipe } from '../../src-shared/contract/export-options.ts';
import { encodeObservations, encodeTracks } from '../../src-shared/observation-file.ts';
import { evidenceClicks } from '../../src-shared/review-layer.ts';
import { errorAdvice } from '../../src-shared/app-error.ts';
import { fakeAnswer, type AnswerScene, type FakeAnswer } from './fake-answers.ts';
import { fakeId, fakeInfo, fakeJob, fakeMedia } from './fake-jobs.ts';
import { fakeChunk, fakeTracks, readBoxes } from './fake-observations.ts';
import { fakeRoster, fakeWaveform, readTruth } from './fake-results.ts';

const parameters = new URLSearchParams(window.location.search);
const scene = (parameters.get('answer') ?? 'demo') as AnswerScene;
const state = parameters.get('state') ?? 'done';
const resolveMs = Number(parameters.get('resolveMs') ?? 400);
localStorage.setItem('theme', parameters.get('theme') ?? 'dark');

const truth = await readTruth();
const boxes = readBoxes(await (await fetch('/demo/gt.txt')).text());
const durationSeconds = scene === 'long' ? 10_800 : 24;
const media = fakeMedia(true, durationSeconds);
const find = (id: number, timeSeconds: number) => {
  const box = boxes.find((one) => one.id === id && Math.abs(one.frame / 30 - timeSeconds) < 0.05);
  return box === undefined ? null : { x: box.x / 1280, y: box.y / 720, w: box.w / 1280, h: box.h / 720 };
};

const jobId = fakeId(3);
let setup = Setup.parse({ target: { jerseyNumber: '17', jerseyColor: '#b3131f', clicks: [{ timeSeconds: 3.7, x: 0.47, y: 0.52, kind: 'him' }] } });
let review: Review = emptyReview;
let runs = 0;
const answers = new Map<string, FakeAnswer>();
let current = solve();

function solve(): string {
  runs += 1;
  const runId = fakeId(900 + runs);
  answers.set(runId, fakeAnswer(scene, { jobId, runId, setup, clicks: evidenceClicks(review), truth, boxes: { find }, durationSeconds }));
  return runId;
}

const missing = { code: 'video-missing', message: 'The video /media/usb/rink-demo.mp4 is not there any more.', next: errorAdvice['video-missing'].next };
const failure = { code: 'ffmpeg-failed', message: 'ffmpeg ended with code 187 while decoding part 5.', next: errorAdvice['ffmpeg-failed'].next };
const hasResults = state === 'done' || state === 'missing' || state === 'no-worker';
let job: JobView = fakeJob({
  n: 3, name: 'Wolves – Falcons, 7 March', file: 'rink-demo.mp4', setup, hasResults, lifecycle: { phase: 'ready' },
  status: state === 'running' ? { status: 'running', stage: 'observe', progress: 0.42, message: 'Watching part 6 of 12', etaSeconds: 700 } : state === 'failed' ? { status: 'failed', error: failure } : { status: 'done', progress: 1, error: state === 'missing' ? missing : null },
});
const listeners = new Set<(event: AppEvent) => void>();
const emit = (event: AppEvent): void => listeners.forEach((listener) => listener(event));
const view = () => ({ results: hasResults ? answers.get(current)!.results : null, review, runId: hasResults ? current : null });
const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

async function edit(next: Review): Promise<ReturnType<typeof view>> {
  const again = JSON.stringify(evidenceClicks(next)) !== JSON.stringify(evidenceClicks(review));
  review = next;
  if (again) { await wait(resolveMs); current = solve(); emit({ type: 'results-changed', jobId, runId: current }); }
  return view();
}

function startExport(input: { segmentIds: string[]; folder?: string }): ExportRecord {
  const folder = input.folder ?? '/home/sam/Videos/Wolves – Falcons, 7 March clips';
  const record: ExportRecord = { id: fakeId(950 + Math.floor(Math.random() * 40)), jobId, state: 'running', progress: 0.1, message: 'Cutting clip 1', folder, files: [], error: null, createdAt: new Date().toISOString() };
  const files = input.segmentIds.map((_, i) => ({ path: `${folder}/Wolves – Falcons, 7 March #17 0${i + 1}.mp4`, durationSeconds: 5.8, verified: true }));
  setTimeout(() => emit({ type: 'export-changed', export: { ...record, progress: 0.6, message: `Cutting clip ${Math.ceil(files.length / 2)} of ${files.length}` } }), 500);
  setTimeout(() => emit({ type: 'export-changed', export: { ...record, state: 'done', progress: 1, message: '', files } }), 1200);
  return record;
}

let recipes: Recipe[] = [];

const handlers: Record<string, (input: never) => unknown> = {
  appInfo: () => (state === 'no-worker' ? withoutWorkers(fakeInfo('busy')) : fakeInfo('busy')), listJobs: () => [job], getJob: () => job, getMedia: () => (state === 'loading' ? new Promise(() => undefined) : media), getReview: view, listExports: () => [], chooseFolder: () => '/home/sam/Videos/Clips',
  chooseVideos: () => ['/home/sam/Videos/rink-demo.mp4'], relinkJob: () => { job = { ...job, record: { ...job.record, videoPath: '/home/sam/Videos/rink-demo.mp4' }, status: { ...job.status, error: null } }; return job; },
  addEdit: ({ edit: one }: { edit: Review['edits'][number] }) => edit({ ...review, edits: [...review.edits, one], undone: [] }),
  undoEdit: () => edit({ ...review, edits: review.edits.slice(0, -1), undone: [...review.undone, ...review.edits.slice(-1)] }),
  redoEdit: () => edit({ ...review, edits: [...review.edits, ...review.undone.slice(-1)], undone: review.undone.slice(0, -1) }),
  ask: async ({ setup: next }: { setup: Setup }) => { setup = next; await wait(resolveMs); current = solve(); return answers.get(current)!.results; },
  getRoster: () => fakeRoster(truth), getWaveform: () => ({ url: `/artifact/${jobId}/waveform.json` }), startExport, retryExport: () => startExport({ segmentIds: ['a'] }), revealFile: () => null, chooseList: () => '/home/sam/Videos/wolves.csv', importSegments: () => ({ added: 0, review: view() }), dragFile: () => null, listRecipes: () => recipes, saveRecipe: (one: Recipe) => (recipes = [...recipes.filter(({ name }) => name !== one.name), one]), deleteRecipe: ({ name }: { name: string }) => (recipes = recipes.filter((one) => one.name !== name)), cancelExport: () => null, retryJob: () => job, reportPageError: ({ message, stack }: { message: string; stack: string }) => { console.error('page error reported:', message, stack); return null; },
};

function withoutWorkers(info: AppInfo): AppInfo {
  return { ...info, workers: info.workers.map((worker) => ({ ...worker, state: 'restarting', restarts: 2, message: 'The worker ended with code 9; next start in 4 s.' })) };
}

const bridge = {
  async call(name: string, input: unknown): Promise<Answer<unknown>> {
    await wait(15);
    return { ok: true, value: await handlers[name]!(input as never) };
  },
  onEvent(listener: (event: AppEvent) => void) { listeners.add(listener); return () => listeners.delete(listener); },
  pathForFile: (file: File) => `/home/sam/Videos/${file.name}`,
};
window.shiftclipper = bridge as unknown as Bridge;

/** Artifacts come from memory; the video from the harness server. */
const realFetch = window.fetch.bind(window);
window.fetch = (input, init) => {
  const path = new URL(typeof input === 'string' ? input : input instanceof URL ? input.href : input.url, window.location.href).pathname;
  if (path.startsWith('/video/') && job.status.error?.code === 'video-missing') return Promise.resolve(new Response(null, { status: 404 }));
  const artifact = path.startsWith('/artifact/') ? path.split('/').slice(3).join('/') : null;
  return artifact === null ? realFetch(input, init) : Promise.resolve(answerArtifact(artifact));
};

function answerArtifact(path: string): Response {
  const chunk = /^observations\/(\d+)\.arrow$/.exec(path);
  if (chunk !== null && scene !== 'long') return new Response(new Uint8Array(encodeObservations(fakeChunk(media.chunks[Number(chunk[1])]!, boxes, truth))));
  if (path === 'tracks.arrow' && scene !== 'long') return new Response(new Uint8Array(encodeTracks(fakeTracks(media.chunks, boxes, truth))));
  if (path === 'waveform.json') return Response.json(fakeWaveform(durationSeconds));
  const run = /^runs\/(\w+)\/debug\.json$/.exec(path);
  const answer = run === null ? undefined : answers.get(run[1]!);
  return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer.debug);
}

window.location.hash = `#/review/${jobId}`;
await import('../main.tsx');
