/** Is everything there that an analysis needs? Each point with a light, a sentence, and the button that mends it. Looks; mends nothing itself. */
import { existsSync } from 'node:fs';
import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { toPlainError } from '../../src-shared/app-error.ts';
import type { AppInfo } from '../../src-shared/contract/api.ts';
import type { HealthCheck } from '../../src-shared/contract/desktop-api.ts';
import { ModelCatalogue } from '../../src-shared/tools-manifest.ts';
import { findTool } from '../../src-node/find-tool.ts';

export interface HealthFacts {
  info: AppInfo;
  resourcesDir: string;
  jobsDir: string;
  forbidNetwork: boolean;
}

export async function checkHealth(facts: HealthFacts): Promise<HealthCheck[]> {
  return [redisCheck(facts.info), workersCheck(facts.info), await ffmpegCheck(facts.resourcesDir), await modelsCheck(facts.resourcesDir), deviceCheck(facts.info), await diskCheck(facts.jobsDir), networkCheck(facts.forbidNetwork)];
}

type Part = Omit<HealthCheck, 'name'>;
const good = (message: string): Part => ({ light: 'good', message, next: '', mend: null });

export function redisCheck({ redis, redisState, warnings }: Pick<AppInfo, 'redis' | 'redisState' | 'warnings'>): HealthCheck {
  const name = 'redis' as const;
  switch (redisState) {
    case 'ready': return { name, ...good(`The queue is there: ${redis}`) };
    case 'starting': return { name, light: 'warn', message: 'The queue is starting.', next: 'It takes a second; look again.', mend: null };
    case 'lost': return { name, light: 'warn', message: 'The connection to the queue is lost.', next: 'Games go on by themselves when it is back.', mend: 'restart-app' };
    case 'failed': return { name, light: 'bad', message: warnings.at(-1) ?? 'The queue could not be started.', next: 'Restart the app. If this stays, reinstall it, or set REDIS_URL to a server of yours.', mend: 'restart-app' };
  }
}

export function workersCheck({ workers }: Pick<AppInfo, 'workers'>): HealthCheck {
  const name = 'workers' as const;
  const looping = workers.find((worker) => worker.state === 'crash-loop');
  if (looping !== undefined) return { name, light: 'bad', message: `A worker stopped too often: ${looping.message || 'see the log'}`, next: 'Start it again; a video that ends it each time is put aside.', mend: 'revive-workers' };
  const missing = workers.find((worker) => worker.state === 'stopped');
  if (workers.length === 0 || missing !== undefined) return { name, light: 'bad', message: 'No worker is running, so games wait.', next: 'Start it again.', mend: 'revive-workers' };
  const waiting = workers.find((worker) => worker.state !== 'ready');
  if (waiting !== undefined) return { name, light: 'warn', message: 'A worker is starting.', next: 'It takes a few seconds; look again.', mend: null };
  return { name, ...good(`${workers.length === 1 ? 'One worker is' : `${workers.length} workers are`} alive.`) };
}

async function ffmpegCheck(resourcesDir: string): Promise<HealthCheck> {
  try {
    await Promise.all([findTool(resourcesDir, 'ffmpeg'), findTool(resourcesDir, 'ffprobe')]);
    return { name: 'ffmpeg', ...good('ffmpeg and ffprobe are there and undamaged.') };
  } catch (thrown) {
    const { message, next } = toPlainError(thrown);
    return { name: 'ffmpeg', light: 'bad', message, next, mend: null };
  }
}

/** That they are there; their checksums are compared before each use. */
async function modelsCheck(resourcesDir: string): Promise<HealthCheck> {
  const folder = join(resourcesDir, 'models');
  const again = 'Run "npm run setup" (or reinstall the app) to bring them.';
  try {
    const { models } = ModelCatalogue.parse(JSON.parse(await readFile(join(folder, 'models.json'), 'utf8')));
    const prepared = existsSync(join(folder, 'prepared', 'manifest.json'));
    const readers = models.filter((model) => model.task === 'number-reading' && model.setup === 'required');
    const missing = readers.filter((model) => !existsSync(join(folder, model.file)));
    if (!prepared) return { name: 'models', light: 'bad', message: 'The person detector is missing.', next: again, mend: null };
    if (missing.length > 0) return { name: 'models', light: 'warn', message: `Numbers are read less well: ${missing.map((model) => model.title).join(', ')} missing.`, next: again, mend: null };
    return { name: 'models', ...good('The person detector and the number readers are there.') };
  } catch {
    return { name: 'models', light: 'bad', message: 'The list of models can not be read.', next: again, mend: null };
  }
}

export function deviceCheck({ reports }: Pick<AppInfo, 'reports'>): HealthCheck {
  const providers = [...new Set(reports.flatMap(({ provider }) => (provider === null ? [] : [provider])))];
  if (providers.length === 0) return { name: 'device', ...good('Said by the first analysis: which device the models run on.') };
  const asked = reports.find(({ device, provider }) => provider !== null && device !== 'auto' && device !== provider);
  if (asked !== undefined) return { name: 'device', light: 'warn', message: `The models run on ${providers.join(', ')}, although ${asked.device} was asked for.`, next: 'It works, slower. Look at the driver of the graphics card.', mend: null };
  return { name: 'device', ...good(`The models run on: ${providers.join(', ')}`) };
}

const warnBelowBytes = 5e9;
const badBelowBytes = 1e9;

async function diskCheck(jobsDir: string): Promise<HealthCheck> {
  const free = await statfs(jobsDir).then(({ bavail, bsize }) => bavail * bsize, () => null);
  return diskLight(free, jobsDir);
}

/** @param freeBytes null where the system does not tell */
export function diskLight(freeBytes: number | null, jobsDir: string): HealthCheck {
  const name = 'disk' as const;
  if (freeBytes === null) return { name, light: 'warn', message: `The system does not say how much room is left in ${jobsDir}.`, next: '', mend: null };
  const words = `${(freeBytes / 1e9).toFixed(1)} GB free in ${jobsDir}`;
  if (freeBytes >= warnBelowBytes) return { name, ...good(words) };
  return { name, light: freeBytes < badBelowBytes ? 'bad' : 'warn', message: words, next: 'A long game writes several GB. Free some space.', mend: 'free-space' };
}

function networkCheck(forbidden: boolean): HealthCheck {
  return { name: 'network', ...good(forbidden ? 'Forbidden by you: nothing of the app may reach another machine.' : 'Not needed. Everything happens on this machine.') };
}
