/** What the command line's end means to scripts. */
import type { ErrorCode } from '../../src-shared/app-error.ts';

export const exitCodes = { found: 0, failed: 1, badInput: 2, nothingFound: 3 } as const;

const inputs: ErrorCode[] = [
  'invalid-input', 'job-not-found', 'job-busy', 'job-not-ready', 'video-missing', 'video-changed', 'video-empty', 'video-unreadable', 'video-without-picture', 'path-refused', 'output-exists',
];

export function exitCodeOf(code: ErrorCode): number {
  return inputs.includes(code) ? exitCodes.badInput : exitCodes.failed;
}
