/** The app's log: JSON lines in one file that is rotated at 5 MB (one older file is kept). Not for what the user is to see. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, type LogEntry, type Logger, type LogSink } from '../../src-shared/logger.ts';
import { jobLogSink } from './job-log.ts';
import type { AppConfig } from '../app-config.ts';

const rotateAtBytes = 5_000_000;

export interface AppLog extends Logger {
  /** Takes entries that were made elsewhere, such as in a worker. */
  write(entry: LogEntry): void;
}

/** `alsoTo` sees every entry too. A log that can not be written never stops the app. */
export function createAppLog(config: Pick<AppConfig, 'dataDir' | 'jobsDir' | 'logLevel'>, alsoTo: LogSink = () => undefined): AppLog {
  const file = join(config.dataDir, 'logs', 'shiftclipper.log');
  let bytes = openAndMeasure(file);
  const toJob = jobLogSink(config.jobsDir);
  const write = (entry: LogEntry): void => {
    alsoTo(entry);
    toJob(entry);
    const line = `${JSON.stringify(entry)}\n`;
    try {
      if (bytes > rotateAtBytes) {
        renameSync(file, `${file}.1`);
        bytes = 0;
      }
      appendFileSync(file, line, { mode: 0o600 });
      bytes += line.length;
    } catch {
      // A full disk or a read-only folder: the entry went to `alsoTo`.
    }
  };
  return { ...createLogger('main', config.logLevel, write), write };
}

function openAndMeasure(file: string): number {
  try {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
    return statSync(file).size;
  } catch {
    return 0;
  }
}
