/** A Bridge without an app behind it: answers every call from memory and moves a running job along. Not a model of main's rules. */
import { AppError, toPlainError } from '../../src-shared/app-error.ts';
import { api, videoUrl, type Answer, type AppEvent, type Bridge, type CallerInputOf, type CallName, type ExportRecord, type InputOf, type OutputOf } from '../../src-shared/contract/api.ts';
import type { JobView } from '../../src-shared/domain/job.ts';
import { emptyReview, type Review } from '../../src-shared/domain/review.ts';
import { fakeId, fakeInfo, fakeJob, fakeJobs, fakeMedia, type SceneName } from './fake-jobs.ts';
import { fakeDesktop } from './fake-desktop.ts';
import { fakeReview, fakeRoster, type Truth } from './fake-results.ts';

type Handlers = { [Call in CallName]: (input: InputOf<Call>) => OutputOf<Call> | Promise<OutputOf<Call>> };

export class FakeBridge implements Bridge {
  /** false: the page must do with stills, as for HEVC. */
  playsInPage = true;
  private readonly jobs: Map<string, JobView>;
  private readonly listeners = new Set<(event: AppEvent) => void>();
  private readonly reviews = new Map<string, Review>();
  private readonly scene: SceneName;
  private readonly truth: Truth;

  constructor(scene: SceneName, truth: Truth) {
    this.scene = scene;
    this.truth = truth;
    this.jobs = new Map(fakeJobs(scene).map((job) => [job.record.id, job]));
  }

  async call<Call extends CallName>(name: Call, input: CallerInputOf<Call>): Promise<Answer<OutputOf<Call>>> {
    await new Promise((resolve) => setTimeout(resolve, 30));
    try {
      const parsed = api[name].input.parse(input) as InputOf<Call>;
      const handle = this.handlers[name] as unknown as (input: InputOf<Call>) => Promise<OutputOf<Call>>;
      return { ok: true, value: await handle(parsed) };
    } catch (thrown) {
      return { ok: false, error: toPlainError(thrown) };
    }
  }

  onEvent(listener: (event: AppEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  pathForFile(file: File): string {
    return `/home/sam/Videos/${file.name}`;
  }

  emit(event: AppEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  /** Moves every running job a little each half second. */
  startProgress(): void {
    let step = 4;
    setInterval(() => {
      for (const job of this.jobs.values()) {
        if (job.status.status !== 'running') continue;
        const progress = Math.min(0.99, job.status.progress + 0.01);
        step = Math.min(11, Math.floor(progress * 12));
        this.emit({ type: 'chunk-observed', jobId: job.record.id, chunkIndex: step });
        this.change(job.record.id, { progress, etaSeconds: Math.round((1 - progress) * 1900), message: `Watching part ${step + 1} of 12` });
      }
    }, 500);
  }

  private job(jobId: string): JobView {
    const job = this.jobs.get(jobId);
    if (job === undefined) throw new AppError('job-not-found', `there is no job ${jobId}`);
    return job;
  }

  private change(jobId: string, status: Partial<JobView['status']>, record: Partial<JobView['record']> = {}): JobView {
    const job = this.job(jobId);
    const updatedAt = new Date().toISOString();
    const changed = { ...job, record: { ...job.record, ...record, updatedAt }, status: { ...job.status, ...status, updatedAt } };
    this.jobs.set(jobId, changed);
    this.emit({ type: 'job-changed', job: changed });
    return changed;
  }

  private add(path: string): JobView {
    const n = this.jobs.size + 1;
    const file = path.split('/').at(-1)!;
    const job = fakeJob({ n, name: file.replace(/\.\w+$/, ''), file, lifecycle: { phase: 'created' }, status: {} });
    this.jobs.set(job.record.id, job);
    this.emit({ type: 'job-changed', job });
    return job;
  }

  private review(jobId: string): OutputOf<'getReview'> {
    const review = this.reviews.get(jobId) ?? emptyReview;
    const job = this.job(jobId);
    if (!job.hasResults) return { results: null, review, runId: null };
    return fakeReview(jobId, this.truth, job.record.setup?.target.jerseyNumber ?? '', review);
  }

  private editReview(jobId: string, next: (review: Review) => Review): OutputOf<'getReview'> {
    this.reviews.set(jobId, next(this.reviews.get(jobId) ?? emptyReview));
    return this.review(jobId);
  }

  private readonly handlers: Handlers = {
    appInfo: () => fakeInfo(this.scene),
    listJobs: () => [...this.jobs.values()],
    getJob: ({ jobId }) => this.job(jobId),
    chooseVideos: () => ['/home/sam/Videos/chosen-game.mp4'],
    addVideos: ({ paths }) => paths.map((path) => (/\.(mp4|mov|mkv|avi)$/i.test(path)
      ? { ok: true as const, job: this.add(path) }
      : { ok: false as const, path, code: 'video-unreadable', message: 'It is not a video: the content is plain text.', next: 'Choose another file, or convert it with the program that made it.' })),
    createJob: ({ videoPath }) => this.add(videoPath),
    getMedia: ({ jobId }) => { this.job(jobId); return fakeMedia(this.playsInPage); },
    getWaveform: ({ jobId }) => ({ url: `/artifact/${jobId}/waveform.json` }),
    getFrame: ({ jobId, timeSeconds }) => ({ url: `/demo/frame/${Math.round(timeSeconds * 1000)}.jpg?of=${videoUrl(jobId)}` }),
    setupJob: ({ jobId, setup }) => this.change(jobId, { status: 'ready' }, { setup, lifecycle: { phase: 'ready' } }),
    runJob: ({ jobId }) => this.change(jobId, { status: 'running', stage: 'observe', progress: 0, error: null }),
    ask: ({ jobId, setup }) => { this.change(jobId, {}, { setup }); return this.review(jobId).results!; },
    cancelJob: ({ jobId }) => this.change(jobId, { status: 'cancelled', message: 'Cancelled; finished parts are kept' }),
    retryJob: ({ jobId }) => this.change(jobId, { status: 'running', error: null }),
    pauseJob: ({ jobId }) => this.change(jobId, { status: 'paused' }),
    resumeJob: ({ jobId }) => this.change(jobId, { status: 'running' }),
    duplicateJob: ({ jobId }) => this.add(this.job(jobId).record.videoPath),
    getJobLog: () => [],
    renameJob: ({ jobId, name }) => this.change(jobId, {}, { name }),
    moveJob: ({ jobId, beforeJobId }) => {
      const before = beforeJobId === null ? 1e9 : this.job(beforeJobId).record.position;
      this.change(jobId, {}, { position: before - 0.5 });
      return [...this.jobs.values()];
    },
    deleteJob: ({ jobId }) => { this.jobs.delete(jobId); this.emit({ type: 'job-removed', jobId }); return null; },
    relinkJob: ({ jobId, videoPath }) => this.change(jobId, { error: null, status: 'ready' }, { videoPath }),
    cleanupJobs: () => ({ removed: [{ jobId: fakeId(3), name: 'Rink demo', bytes: 412_000_000 }, { jobId: fakeId(8), name: 'Cup, group stage', bytes: 1_310_000_000 }] }),
    getReview: ({ jobId }) => this.review(jobId),
    addEdit: ({ jobId, edit }) => this.editReview(jobId, (review) => ({ ...review, edits: [...review.edits, edit], undone: [] })),
    undoEdit: ({ jobId }) => this.editReview(jobId, ({ edits, undone, ...rest }) => ({ ...rest, edits: edits.slice(0, -1), undone: [...undone, ...edits.slice(-1)] })),
    redoEdit: ({ jobId }) => this.editReview(jobId, ({ edits, undone, ...rest }) => ({ ...rest, edits: [...edits, ...undone.slice(-1)], undone: undone.slice(0, -1) })),
    getRoster: () => fakeRoster(this.truth),
    getReadability: () => ({ verdict: 'readable' as const, looked: 40, readable: 31, own: 12, bodyPixels: 150, clickAt: [4, 19] }),
    chooseFolder: () => '/home/sam/Videos/Clips',
    startExport: ({ jobId, segmentIds }) => this.export(jobId, segmentIds.length),
    listExports: () => [],
    listWorkers: () => [],
    cancelExport: () => null,
    revealFile: () => null,
    chooseList: () => null,
    importSegments: () => { throw new Error('nothing is imported here'); },
    dragFile: () => null,
    retryExport: () => { throw new Error('no export is kept here'); },
    listRecipes: () => [],
    saveRecipe: (recipe) => [recipe],
    deleteRecipe: () => [],
    addSampleGame: () => this.add('/home/sam/Videos/Sample game.mp4'),
    ...fakeDesktop,
    reportPageError: ({ message, stack }) => { console.error('page error reported:', message, stack); return null; },
  };

  private export(jobId: string, count: number): ExportRecord {
    const folder = '/home/sam/Videos/Rink demo clips';
    const files = Array.from({ length: count }, (_, index) => ({ path: `${folder}/Rink demo 17 ${index + 1}.mp4`, durationSeconds: 6, verified: true }));
    const record: ExportRecord = { id: fakeId(950), jobId, state: 'running', progress: 0.2, message: 'Cutting', folder, files: [], error: null, createdAt: new Date().toISOString() };
    setTimeout(() => this.emit({ type: 'export-changed', export: { ...record, state: 'done', progress: 1, message: 'Done', files } }), 1500);
    return record;
  }
}
