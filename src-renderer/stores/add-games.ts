/** Videos coming in, dropped or chosen. Each becomes a game or an error of its own that stays until it is read. */
import { create } from 'zustand';
import { toPlainError } from '../../src-shared/app-error.ts';
import { call, pathForFile } from '../bridge.ts';
import { texts } from '../texts.ts';
import { attempt, navigate, notify } from './app-store.ts';
import { putJob } from './jobs-store.ts';

export interface AddError {
  path: string;
  message: string;
  next: string;
}

interface AddGamesState {
  /** Files being looked at now. */
  adding: number;
  errors: readonly AddError[];
}

export const useAddGames = create<AddGamesState>()(() => ({ adding: 0, errors: [] }));

const pathsPerCall = 200;

export async function addDroppedFiles(files: readonly File[]): Promise<void> {
  const paths = files.flatMap((file) => pathForFile(file) ?? []);
  if (paths.length === 0) {
    notify({ level: 'warn', message: texts.games.notFiles, next: texts.games.notFilesNext });
    return;
  }
  await addPaths(paths);
}

export async function chooseAndAdd(): Promise<void> {
  const paths = await attempt(call('chooseVideos', {}));
  if (paths !== null && paths.length > 0) await addPaths(paths);
}

export function dismissAddErrors(path?: string): void {
  useAddGames.setState(({ errors }) => ({ errors: path === undefined ? [] : errors.filter((error) => error.path !== path) }));
}

/** One game alone goes straight on to "who?"; several stay in the list. */
async function addPaths(paths: readonly string[]): Promise<void> {
  useAddGames.setState(({ adding, errors }) => ({ adding: adding + paths.length, errors: errors.filter((error) => !paths.includes(error.path)) }));
  const added: string[] = [];
  const errors: AddError[] = [];
  try {
    for (let from = 0; from < paths.length; from += pathsPerCall) {
      for (const one of await call('addVideos', { paths: paths.slice(from, from + pathsPerCall) })) {
        if (one.ok) { putJob(one.job); added.push(one.job.record.id); }
        else errors.push({ path: one.path, message: one.message, next: one.next });
      }
    }
  } catch (thrown) {
    const error = toPlainError(thrown);
    errors.push({ path: paths[0]!, message: error.message, next: error.next });
  }
  useAddGames.setState((state) => ({ adding: Math.max(0, state.adding - paths.length), errors: [...state.errors, ...errors] }));
  if (added.length === 1 && errors.length === 0) navigate({ screen: 'new-game', jobId: added[0]! });
  else if (errors.length > 0) navigate({ screen: 'games' });
}
