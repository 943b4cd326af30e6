/** Each call of the contract and the service that answers it. No decisions here. */
import { AppError, toPlainError } from '../../src-shared/app-error.ts';
import type { ApiHandlers, AppInfo, OutputOf } from '../../src-shared/contract/api.ts';
import type { Answers } from '../jobs/answers.ts';
import type { Engine } from '../jobs/engine.ts';
import type { Exports } from '../jobs/exports.ts';
import { readSegmentList } from '../jobs/import-segments.ts';
import type { JobRuns } from '../jobs/job-runs.ts';
import { readJobLog } from '../logging/job-log.ts';
import { chooseForCleanup, type JobService } from '../jobs/job-service.ts';
import type { Recipes } from '../jobs/recipes.ts';
import { findVideos } from '../media/find-videos.ts';
import type { AppConfig } from '../app-config.ts';
import { createDesktopHandlers } from '../desktop/desktop-handlers.ts';
import type { PreferencesStore } from '../desktop/preferences-store.ts';
import type { NativeActions } from './native-actions.ts';

interface Parts {
  config: AppConfig;
  preferences: PreferencesStore;
  engine: Engine;
  jobs: JobService;
  runs: JobRuns;
  answers: Answers;
  exports: Exports;
  recipes: Recipes;
  native: NativeActions;
  appInfo(): AppInfo;
  /** A crash loop was stopped; the user asks for another try. */
  reviveWorkers(): void;
  workers(): Promise<OutputOf<'listWorkers'>>;
}

export function createHandlers({ config, preferences, engine, jobs, runs, answers, exports, recipes, native, appInfo, reviveWorkers, workers }: Parts): ApiHandlers {
  const { records } = engine;
  return {
    appInfo: async () => appInfo(),
    listWorkers: () => workers(),
    listJobs: () => jobs.list(),
    getJob: ({ jobId }) => jobs.get(jobId),
    chooseVideos: () => native.chooseVideos(),
    addVideos: async ({ paths }) => {
      const videos = await findVideos(paths);
      if (videos.length === 0) throw new AppError('invalid-input', 'paths: there is no video among them');
      return Promise.all(videos.map(async (path) => {
        try {
          return { ok: true as const, job: await jobs.create({ videoPath: path }) };
        } catch (thrown) {
          const { code, message, next } = toPlainError(thrown);
          return { ok: false as const, path, code, message, next };
        }
      }));
    },
    createJob: (input) => jobs.create(input),
    getMedia: ({ jobId }) => jobs.media(jobId),
    getFrame: ({ jobId, timeSeconds }) => answers.frame(jobId, timeSeconds),
    getWaveform: ({ jobId }) => answers.waveform(jobId),
    setupJob: ({ jobId, setup }) => jobs.setup(jobId, setup),
    runJob: async ({ jobId }) => {
      await jobs.requireRunnable(jobId);
      return runs.view(await runs.request(jobId));
    },
    ask: ({ jobId, setup }) => answers.ask(jobId, setup),
    cancelJob: async ({ jobId }) => runs.view(await runs.cancel(jobId)),
    retryJob: async ({ jobId }) => {
      reviveWorkers();
      await jobs.requireRunnable(jobId);
      return runs.view(await runs.request(jobId));
    },
    pauseJob: async ({ jobId }) => runs.view(await runs.pause(jobId)),
    resumeJob: async ({ jobId }) => runs.view(await runs.resume(jobId)),
    renameJob: ({ jobId, name }) => jobs.rename(jobId, name),
    duplicateJob: ({ jobId }) => jobs.duplicate(jobId),
    getJobLog: async ({ jobId }) => {
      await records.get(jobId);
      return readJobLog(records.folderOf(jobId));
    },
    moveJob: ({ jobId, beforeJobId }) => jobs.move(jobId, beforeJobId),
    deleteJob: ({ jobId }) => jobs.remove(jobId),
    relinkJob: ({ jobId, videoPath }) => jobs.relink(jobId, videoPath),
    cleanupJobs: (wish) => jobs.cleanup(wish, chooseForCleanup),
    getReview: ({ jobId }) => answers.review(jobId),
    addEdit: ({ jobId, edit }) => answers.addEdit(jobId, edit),
    undoEdit: ({ jobId }) => answers.undo(jobId),
    redoEdit: ({ jobId }) => answers.redo(jobId),
    getRoster: ({ jobId }) => answers.roster(jobId),
    getReadability: ({ jobId }) => answers.readability(jobId),
    chooseFolder: () => native.chooseFolder(),
    startExport: (wish) => exports.start(wish),
    listExports: ({ jobId }) => exports.list(jobId),
    cancelExport: ({ exportId }) => exports.cancel(exportId),
    retryExport: ({ exportId }) => exports.retry(exportId),
    listRecipes: () => recipes.list(),
    saveRecipe: (recipe) => recipes.save(recipe),
    deleteRecipe: ({ name }) => recipes.remove(name),
    chooseList: () => native.chooseList(),
    importSegments: async ({ jobId, path }) => {
      const { edit, added } = await readSegmentList(path, await jobs.media(jobId));
      return { added, review: await answers.addEdit(jobId, edit) };
    },
    dragFile: async ({ path }) => {
      if (!(await exports.wrote(path))) throw new AppError('path-refused', `${path} was not written by this app`);
      await native.dragFile(path);
      return null;
    },
    revealFile: async ({ path }) => {
      if (!(await exports.wrote(path))) throw new AppError('path-refused', `${path} was not written by this app`);
      await native.revealFile(path);
      return null;
    },
    ...createDesktopHandlers({ config, preferences, engine, jobs, answers, native, appInfo, reviveWorkers }),
    reportPageError: async ({ message, stack }) => {
      engine.log.error('the page failed', { message, stack });
      return null;
    },
  };
}
