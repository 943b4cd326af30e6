/**
 * `log.info('chunk observed', { jobId, chunk: 12 })`: a fixed sentence, facts as fields.
 * Not a transport: where entries go is the sink's business (a rotating file, stderr, a message port).
 */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogEntry {
  /** ISO 8601, UTC. */
  time: string;
  level: LogLevel;
  /** Which part speaks: `main`, `worker`, `redis`… */
  from: string;
  message: string;
  fields?: Record<string, unknown>;
}

export type LogSink = (entry: LogEntry) => void;

export interface Logger {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

const rank: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

export function createLogger(from: string, lowest: LogLevel, sink: LogSink): Logger {
  const write = (level: LogLevel) => (message: string, fields?: Record<string, unknown>) => {
    if (rank[level] < rank[lowest]) return;
    sink({ time: new Date().toISOString(), level, from, message, ...(fields === undefined ? {} : { fields }) });
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** The same log, every entry with these facts too. */
export function withFields(log: Logger, common: Record<string, unknown>): Logger {
  const write = (level: LogLevel) => (message: string, fields?: Record<string, unknown>) => log[level](message, { ...common, ...fields });
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

export function isLogLevel(value: string): value is LogLevel {
  return Object.hasOwn(rank, value);
}

/** Says nothing; for tests and for pure tools. */
export const silentLogger: Logger = createLogger('silent', 'error', () => undefined);
