/** The page's one door to the app: calls that throw AppError, events, paths of dropped files. Keeps no state. */
import { AppError, fromPlainError, toPlainError } from '../src-shared/app-error.ts';
import type { Answer, AppEvent, Bridge, CallerInputOf, CallName, OutputOf } from '../src-shared/contract/api.ts';

/** Asks main for something. Throws the AppError that main answered with. */
export async function call<Call extends CallName>(name: Call, input: CallerInputOf<Call>): Promise<OutputOf<Call>> {
  const answer = await answerOf(name, input);
  if (answer.ok) return answer.value;
  throw fromPlainError(answer.error);
}

/** Like `call`, but a refusal is a value; for places that show it beside a field. */
export async function answerOf<Call extends CallName>(name: Call, input: CallerInputOf<Call>): Promise<Answer<OutputOf<Call>>> {
  try {
    return await bridge().call(name, input);
  } catch (thrown) {
    return { ok: false, error: toPlainError(thrown) };
  }
}

export function onEvent(listener: (event: AppEvent) => void): () => void {
  return bridge().onEvent(listener);
}

/** The path of a dropped file; null for things that are not files on disk (text, pictures from a browser). */
export function pathForFile(file: File): string | null {
  const path = bridge().pathForFile(file);
  return path === '' ? null : path;
}

export function hasBridge(): boolean {
  return window.shiftclipper !== undefined;
}

/** Sends errors that nobody caught to main's log, each text once, so that a broken frame loop does not flood it. */
export function reportPageErrors(): void {
  window.addEventListener('error', (event) => reportPageError(event.error ?? event.message));
  window.addEventListener('unhandledrejection', (event) => reportPageError(event.reason));
}

const reported = new Set<string>();

export function reportPageError(thrown: unknown): void {
  const message = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 4000);
  if (reported.has(message) || reported.size > 200) return;
  reported.add(message);
  const stack = (thrown instanceof Error ? (thrown.stack ?? '') : '').slice(0, 8000);
  void answerOf('reportPageError', { message, stack });
}

function bridge(): Bridge {
  if (window.shiftclipper === undefined) throw new AppError('internal', 'the page runs outside the app: window.shiftclipper is missing');
  return window.shiftclipper;
}
