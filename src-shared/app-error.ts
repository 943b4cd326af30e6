/**
 * The one error type a user can meet, and the sentence he is shown for each code.
 * Not for programming mistakes: those stay ordinary errors and surface as `internal`.
 */

interface ErrorAdvice {
  /** Whether trying the same thing again can help without the user changing anything. */
  readonly retry: boolean;
  /** What the user should do next; shown below the error's own message. */
  readonly next: string;
}

/** Closed table of codes: an error without a row here does not compile. */
export const errorAdvice = {
  'invalid-input': { retry: false, next: 'Correct the named value and try again.' },
  'job-not-found': { retry: false, next: 'The game may have been deleted. Refresh the list.' },
  'job-busy': { retry: false, next: 'Wait until it ends, or cancel it first.' },
  'job-not-ready': { retry: false, next: 'Say whom to look for first.' },
  'job-owned-elsewhere': { retry: true, next: 'Another ShiftClipper is working on this game. Close it there first.' },
  'video-missing': { retry: false, next: 'Put the file back or choose where it is now (Relink).' },
  'video-changed': { retry: false, next: 'Relink the original file, or add the changed one as a new game.' },
  'video-empty': { retry: false, next: 'Choose another file; this one has no content.' },
  'video-unreadable': { retry: false, next: 'Choose another file, or convert it with the program that made it.' },
  'video-without-picture': { retry: false, next: 'Choose a file that has a video track.' },
  'artifact-missing': { retry: true, next: 'Run the analysis again.' },
  'artifact-damaged': { retry: true, next: 'Run the analysis again; the damaged part is made anew.' },
  'path-refused': { retry: false, next: 'Use a path inside the allowed folder.' },
  'output-exists': { retry: false, next: 'Choose another name or folder; nothing was overwritten.' },
  'disk-full': { retry: true, next: 'Free some space, then try again; finished parts are kept.' },
  'tool-missing': { retry: false, next: 'Run "npm run setup" (or reinstall the app) to bring it.' },
  'tool-damaged': { retry: false, next: 'Run "npm run setup" (or reinstall the app) to bring an undamaged one.' },
  'model-missing': { retry: false, next: 'Run "npm run setup" (or reinstall the app) to bring it.' },
  'model-damaged': { retry: false, next: 'Run "npm run setup" (or reinstall the app) to bring an undamaged one.' },
  'ffmpeg-failed': { retry: true, next: 'See the log for the full command and its output.' },
  'ffmpeg-killed': { retry: true, next: 'The system (short of memory?) or another program ended it. Close what is not needed, then try again; finished parts are kept.' },
  'redis-unavailable': { retry: true, next: 'Check REDIS_URL, or remove it to use the built-in Redis; for that one the data folder must be writable.' },
  'host-unreachable': { retry: true, next: 'Check SHIFTCLIPPER_HOST, its token and the network between the two machines.' },
  'version-mismatch': { retry: false, next: 'Install the same version of ShiftClipper on both machines and run "npm run setup" there.' },
  'worker-unavailable': { retry: true, next: 'The worker is being restarted. If this stays, restart the app.' },
  'worker-crash-loop': { retry: true, next: 'The worker stopped too often. See the log; then press Retry.' },
  'cut-mismatch': { retry: true, next: 'The clip did not match its source. Try again with exact cutting.' },
  'network-forbidden': { retry: false, next: 'Turn off "Never use the network" in the settings if you want this.' },
  'cancelled': { retry: true, next: 'It was cancelled. Run it again whenever you like.' },
  'internal': { retry: true, next: 'This is a fault of the app. The log has the details.' },
} as const satisfies Record<string, ErrorAdvice>;

export type ErrorCode = keyof typeof errorAdvice;

/** An error as plain data, for crossing processes and for storing. */
export interface PlainError {
  code: ErrorCode;
  /** What went wrong, naming the thing, what it must be and what was found. */
  message: string;
  /** What the user should do next. */
  next: string;
  details?: Record<string, unknown>;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, options: { details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
  }
}

/** Any thrown value as plain data; unknown ones become `internal`, their text kept as message. */
export function toPlainError(thrown: unknown): PlainError {
  if (thrown instanceof AppError) {
    return {
      code: thrown.code,
      message: thrown.message,
      next: errorAdvice[thrown.code].next,
      ...(thrown.details === undefined ? {} : { details: thrown.details }),
    };
  }
  if (isFullDisk(thrown)) return { code: 'disk-full', message: `No space is left on the disk: ${thrown.message}`, next: errorAdvice['disk-full'].next };
  if (isAbort(thrown)) return { code: 'cancelled', message: 'The work was cancelled.', next: errorAdvice.cancelled.next };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message, next: errorAdvice.internal.next };
}

/** The error that plain data stands for, on the receiving side of a boundary. */
export function fromPlainError(plain: PlainError): AppError {
  return new AppError(plain.code, plain.message, plain.details === undefined ? {} : { details: plain.details });
}

export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(errorAdvice, value);
}

function isFullDisk(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT');
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown.name === 'AbortError' || thrown.name === 'TimeoutError');
}
