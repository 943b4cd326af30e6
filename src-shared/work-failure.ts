/** Why a work item failed, as its queue tells it: our own JSON, or BullMQ's words when the worker could not say anything any more. */
import { errorAdvice, isErrorCode, type PlainError } from './app-error.ts';
import { WorkFailure } from './contract/queue.ts';
import { parseJson } from './parse-json.ts';

export function readFailure(failedReason: string | undefined): PlainError {
  const reason = failedReason ?? 'no reason was given';
  const parsed = WorkFailure.safeParse(parseJson(reason));
  if (parsed.success && isErrorCode(parsed.data.code)) {
    const { code, message, details } = parsed.data;
    return { code, message, next: errorAdvice[code].next, ...(details === undefined ? {} : { details }) };
  }
  if (/stalled more than/i.test(reason)) {
    return { code: 'worker-crash-loop', message: 'This file crashes the decoder: the worker ended three times at the same place of this video. It was set aside so that other games go on.', next: errorAdvice['worker-crash-loop'].next };
  }
  return { code: 'internal', message: reason, next: errorAdvice.internal.next };
}

export function writeFailure(error: PlainError): string {
  return JSON.stringify(error);
}
