/**
 * One call from outside: name known, input valid, answer as plain data. Shared by the page's channel, HTTP and tests.
 * Not transport: who may call is decided before this.
 */
import type { z } from 'zod';
import { AppError, errorAdvice, toPlainError } from '../../src-shared/app-error.ts';
import { api, type Answer, type ApiHandlers, type CallName } from '../../src-shared/contract/api.ts';
import type { Logger } from '../../src-shared/logger.ts';

const mostMessageCharacters = 2000;

export type ServeCall = (name: unknown, input: unknown) => Promise<Answer<unknown>>;

export function serveApi(handlers: ApiHandlers, log: Logger): ServeCall {
  return async (name, input) => {
    try {
      if (!isCallName(name)) throw new AppError('invalid-input', `there is no call named ${nameOf(name)}`);
      const parsed = api[name].input.safeParse(input);
      if (!parsed.success) throw new AppError('invalid-input', `${name}: ${describeIssues(parsed.error)}`);
      const handle = handlers[name] as (input: unknown) => Promise<unknown>;
      return { ok: true, value: await handle(parsed.data) };
    } catch (thrown) {
      const told = toPlainError(thrown);
      const error = { ...told, message: shortened(told.message) };
      if (error.code === 'internal') log.error('call failed unexpectedly', { call: nameOf(name), error: describe(thrown) });
      else log.info('call refused', { call: nameOf(name), code: error.code, reason: error.message });
      return { ok: false, error: { ...error, next: errorAdvice[error.code].next } };
    }
  };
}

/** `setup.settings.overrides.detectStride: must be ≥ 1, got 0`: field, rule, and what was found. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue.message}`).join('; ');
}

/** Whatever a stranger sent, in a few words. */
function nameOf(name: unknown): string {
  return typeof name === 'string' ? `"${name.slice(0, 80)}"` : `(${typeof name})`;
}

/** An input that is quoted in its error may be as long as its sender liked. */
function shortened(message: string): string {
  return message.length <= mostMessageCharacters ? message : `${message.slice(0, mostMessageCharacters)}…`;
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(api, name);
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
