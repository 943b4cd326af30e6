/** What helps somebody else to find a fault: facts, health, how jobs stand, the log's end. Redacted before it is written; nothing is sent anywhere. */
import { readFile } from 'node:fs/promises';
import { homedir, hostname, userInfo, cpus, totalmem } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { AppInfo } from '../../src-shared/contract/api.ts';
import type { HealthCheck } from '../../src-shared/contract/desktop-api.ts';
import type { JobView } from '../../src-shared/domain/job.ts';
import type { Preferences } from '../../src-shared/domain/preferences.ts';
import { redact } from './redact.ts';
import { packTar } from './tar.ts';

const logBytes = 2_000_000;

export interface SupportFacts { info: AppInfo; health: HealthCheck[]; preferences: Preferences; jobs: JobView[]; players: readonly string[]; logDir: string }

/** A gzipped tar file of plain texts. */
export async function makeSupportBundle(facts: SupportFacts): Promise<Buffer> {
  const words = privateWords(facts);
  const clean = (value: unknown): Buffer => Buffer.from(redact(typeof value === 'string' ? value : JSON.stringify(value, null, 2), words));
  const { info, health, preferences, jobs } = facts;
  const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? '', memoryBytes: totalmem() };
  const states = jobs.map(({ status, record }) => ({ status, setup: record.setup === null ? null : { settings: record.setup.settings, hasNumber: record.setup.target.jerseyNumber !== '', clicks: record.setup.target.clicks.length }, videoBytes: record.fingerprint.bytes, createdAt: record.createdAt }));
  const files = [
    { path: 'facts.json', content: clean({ info, machine, preferences: { ...preferences, clipsFolder: preferences.clipsFolder !== null, watchFolder: preferences.watchFolder !== null } }) },
    { path: 'health.json', content: clean(health) },
    { path: 'jobs.json', content: clean(states) },
    { path: 'shiftclipper.log', content: clean(await endOf(join(facts.logDir, 'shiftclipper.log'))) },
  ];
  return promisify(gzip)(packTar(files));
}

function privateWords({ jobs, players }: SupportFacts): string[] {
  const user = safely(() => userInfo().username);
  const ofGames = jobs.flatMap(({ record: { name, videoPath } }) => [name, videoPath, dirname(videoPath), basename(videoPath), basename(videoPath, extname(videoPath))]);
  return [...ofGames, ...players, homedir(), hostname(), user].filter((word) => !/^[/\\.]*$/.test(word));
}

async function endOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.slice(-logBytes);
}

function safely(read: () => string): string {
  try {
    return read();
  } catch {
    return ''; // a user without an entry in the system's list
  }
}
