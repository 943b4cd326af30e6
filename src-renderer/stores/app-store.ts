/** What belongs to the window and not to a game: the screen shown, facts about the app, notices. */
import { create } from 'zustand';
import { toPlainError } from '../../src-shared/app-error.ts';
import type { AppInfo } from '../../src-shared/contract/api.ts';
import type { UpdateState } from '../../src-shared/domain/update.ts';
import { routeFromHash, routeToHash, type Route } from './route.ts';

export interface Notice {
  id: number;
  level: 'info' | 'warn' | 'error';
  message: string;
  next?: string;
  /** One thing the user can do about it, such as taking it back. */
  action?: { label: string; run: () => void };
}

interface AppState {
  route: Route;
  /** null until main has answered once. */
  info: AppInfo | null;
  /** Null until asked for. */
  update: UpdateState | null;
  notices: Notice[];
  shortcutSheetOpen: boolean;
}

export const useApp = create<AppState>()(() => ({ route: { screen: 'games' }, info: null, update: null, notices: [], shortcutSheetOpen: false }));

export function navigate(route: Route): void {
  const hash = routeToHash(route);
  if (window.location.hash !== hash) window.location.hash = hash;
  useApp.setState({ route });
}

/** Follows the address: reload, Back and Forward. */
export function followAddress(): void {
  const read = (): void => useApp.setState({ route: routeFromHash(window.location.hash) });
  window.addEventListener('hashchange', read);
  read();
}

let lastNoticeId = 0;
const keptNotices = 4;

/** Shows a short message in the corner; the same message twice is shown once. Returns its id. */
export function notify(notice: Omit<Notice, 'id'>): number {
  lastNoticeId += 1;
  const id = lastNoticeId;
  useApp.setState(({ notices }) => ({ notices: [...notices.filter((other) => other.message !== notice.message), { ...notice, id }].slice(-keptNotices) }));
  return id;
}

/** Shows any thrown value with what to do next. */
export function notifyError(thrown: unknown): void {
  const error = toPlainError(thrown);
  notify({ level: 'error', message: error.message, next: error.next });
}

export function dismissNotice(id: number): void {
  useApp.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Runs something the user asked for; a failure becomes a notice. Resolves to null then. */
export async function attempt<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (thrown) {
    notifyError(thrown);
    return null;
  }
}
