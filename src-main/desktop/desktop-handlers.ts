/** The calls of contract/desktop-api and the part that answers each. No decisions here but which part. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ApiHandlers, AppInfo } from '../../src-shared/contract/api.ts';
import type { desktopApi } from '../../src-shared/contract/desktop-api.ts';
import { PlayerProfile, type SeasonGame } from '../../src-shared/domain/team.ts';
import type { NativeActions } from '../api/native-actions.ts';
import type { AppConfig } from '../app-config.ts';
import { writeJsonAtomically } from '../../src-node/write-atomically.ts';
import type { Answers } from '../jobs/answers.ts';
import type { Engine } from '../jobs/engine.ts';
import type { JobService } from '../jobs/job-service.ts';
import { packGame, unpackGame } from './game-file.ts';
import { checkHealth } from './health.ts';
import type { PreferencesStore } from './preferences-store.ts';
import { rosterLines, storedRoster, targetLine } from './season.ts';
import { forgetPeople, freeGameSpace, storageUse } from './storage.ts';
import { makeSupportBundle } from './support-bundle.ts';
import { Updates } from './updates.ts';

export interface DesktopParts {
  config: AppConfig;
  engine: Engine;
  jobs: JobService;
  answers: Answers;
  native: NativeActions;
  preferences: PreferencesStore;
  appInfo(): AppInfo;
  reviveWorkers(): void;
}

type DesktopHandlers = Pick<ApiHandlers, keyof typeof desktopApi>;

export function createDesktopHandlers({ config, engine, jobs, answers, native, preferences, appInfo, reviveWorkers }: DesktopParts): DesktopHandlers {
  const { records } = engine;
  const logDir = join(config.dataDir, 'logs');
  const playersFile = join(config.dataDir, 'players.json');
  const health = (): ReturnType<DesktopHandlers['checkHealth']> => checkHealth({ info: appInfo(), resourcesDir: config.resourcesDir, jobsDir: config.jobsDir, forbidNetwork: preferences.get().forbidNetwork });
  const { updateFeed } = config;
  const updates = new Updates({
    version: config.version, open: updateFeed === null ? null : () => native.openUpdater(updateFeed),
    forbidden: () => preferences.get().forbidNetwork, busy: async () => (await jobs.list()).some(({ status }) => status.status === 'running' || status.status === 'queued'),
    changed: (update) => engine.emit({ type: 'update-changed', update }),
  });
  preferences.onChange(({ forbidNetwork }) => { if (forbidNetwork) updates.stop(); });
  const changed = async (jobId: string): Promise<void> => engine.emit({ type: 'job-changed', job: await jobs.get(jobId) });
  return {
    addSampleGame: async () => {
      const videoPath = join(config.resourcesDir, 'demo', 'rink-demo', 'video.mp4');
      const present = (await jobs.list()).find(({ record }) => record.videoPath === videoPath);
      return present ?? jobs.create({ videoPath, name: 'Sample game' });
    },
    checkHealth: health,
    mendHealth: async ({ mend }) => {
      if (mend === 'revive-workers') reviveWorkers();
      else await native.restart();
      return health();
    },
    storageUse: () => storageUse(records, config.redisDir, logDir),
    freeGameSpace: async ({ jobId }) => freeGameSpace(records, jobId),
    forgetPeople: async ({ jobId }) => {
      const freed = await forgetPeople(records, jobId);
      await changed(jobId);
      return freed;
    },
    getPreferences: async () => preferences.get(),
    setPreferences: (changes) => preferences.change(changes),
    getAppLog: async ({ atMost }) => lastEntries(await readFile(join(logDir, 'shiftclipper.log'), 'utf8').catch(() => ''), atMost),
    saveSupportBundle: async () => {
      const path = await native.chooseSavePlace({ title: 'Save what helps to find the fault', fileName: 'shiftclipper-support.tar.gz' });
      if (path === null) return null;
      const players = (await readPlayers(playersFile)).map(({ name }) => name);
      await writeFile(path, await makeSupportBundle({ info: appInfo(), health: await health(), preferences: preferences.get(), jobs: await jobs.list(), players, logDir }), { mode: 0o600 });
      return path;
    },
    packGame: async ({ jobId }) => {
      const { name } = await records.get(jobId);
      const path = await native.chooseSavePlace({ title: 'Save the game for another computer', fileName: `${name.replace(/[^\p{L}\p{N} _-]+/gu, ' ').trim() || 'game'}.shiftclipper` });
      return path === null ? null : packGame(records, jobId, path);
    },
    unpackGame: async ({ path }) => {
      const file = path ?? (await native.chooseFile({ title: 'Open a ShiftClipper game', extension: 'shiftclipper' }));
      if (file === null) return null;
      const view = await jobs.get(await unpackGame(records, file));
      engine.emit({ type: 'job-changed', job: view });
      return view;
    },
    getPlayers: () => readPlayers(playersFile),
    setPlayers: async ({ players }) => {
      await writeJsonAtomically(playersFile, players);
      return players;
    },
    getSeason: async () => {
      const { records: all } = await records.list();
      const lines = await Promise.all(all.map(async (record): Promise<SeasonGame[]> => {
        const view = await answers.review(record.id).catch(() => null);
        if (view === null || view.results === null) return [];
        const target = targetLine(record, view);
        return [...(target === null ? [] : [target]), ...rosterLines(record, await storedRoster(records.folderOf(record.id)), target)];
      }));
      return lines.flat().sort((a, b) => a.date.localeCompare(b.date));
    },
    saveTable: async ({ name, text }) => {
      const path = await native.chooseSavePlace({ title: 'Save the table', fileName: `${name}.csv` });
      if (path !== null) await writeFile(path, text);
      return path;
    },
    checkForUpdate: () => updates.look(),
    getUpdate: () => Promise.resolve(updates.get()),
    fetchUpdate: () => updates.fetch(),
    installUpdate: () => updates.install(),
  };
}

async function readPlayers(file: string): Promise<PlayerProfile[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  try {
    return z.array(PlayerProfile).parse(JSON.parse(text));
  } catch {
    return []; // damaged: the list is small and is written anew
  }
}

/** Lines that are no JSON, such as one cut short by a crash, are left out. */
function lastEntries(text: string, atMost: number): Record<string, unknown>[] {
  return text.split('\n').filter((line) => line !== '').slice(-atMost).flatMap((line) => {
    try {
      return [JSON.parse(line) as Record<string, unknown>];
    } catch {
      return [];
    }
  });
}
