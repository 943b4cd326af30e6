/**
 * job.json of every job: read, checked, and written by one process at a time. Other programs' jobs in the same folder are read only.
 * Not the status: that is derived (job-status.ts).
 */
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { jobFiles } from '../../src-shared/contract/artifacts.ts';
import { JobId, JobRecord } from '../../src-shared/domain/job.ts';
import { isAlive, isSameProcess, ownMark, type ProcessMark } from '../files/process-identity.ts';
import { writeJsonAtomically } from '../../src-node/write-atomically.ts';

export interface DamagedRecord { folder: string; reason: string }

export class JobRecords {
  readonly jobsDir: string;
  private readonly cache = new Map<string, { stamp: string; record: JobRecord }>();
  private readonly writing = new Map<string, Promise<unknown>>();
  private readonly self: ProcessMark;

  constructor(jobsDir: string, self: ProcessMark = ownMark) {
    this.jobsDir = jobsDir;
    this.self = self;
  }

  folderOf(jobId: string): string {
    if (!JobId.safeParse(jobId).success) throw new AppError('path-refused', `"${jobId.slice(0, 80)}" is not a job id`);
    return join(this.jobsDir, jobId);
  }

  /** All records in their order. A damaged one is told, not fatal. */
  async list(): Promise<{ records: JobRecord[]; damaged: DamagedRecord[] }> {
    await mkdir(this.jobsDir, { recursive: true, mode: 0o700 });
    const names = (await readdir(this.jobsDir)).filter((name) => JobId.safeParse(name).success);
    const records: JobRecord[] = [];
    const damaged: DamagedRecord[] = [];
    for (const name of names) {
      try {
        records.push(await this.get(name));
      } catch (error) {
        if (error instanceof AppError && error.code === 'job-not-found') continue; // a folder being made or removed
        damaged.push({ folder: join(this.jobsDir, name), reason: error instanceof Error ? error.message : String(error) });
      }
    }
    records.sort((a, b) => a.position - b.position || a.id.localeCompare(b.id));
    return { records, damaged };
  }

  /** @throws AppError `job-not-found`, or `artifact-damaged` naming what is wrong. */
  async get(jobId: string): Promise<JobRecord> {
    const path = join(this.folderOf(jobId), jobFiles.record);
    const facts = await stat(path).catch(() => null);
    if (facts === null) throw new AppError('job-not-found', `there is no game with the id ${jobId}`);
    const stamp = `${facts.ino}:${facts.mtimeMs}:${facts.size}`;
    const cached = this.cache.get(jobId);
    if (cached?.stamp === stamp) return cached.record;
    const record = parseRecord(await readFile(path, 'utf8'), path);
    if (record.id !== jobId) throw new AppError('artifact-damaged', `${path} speaks of job ${record.id}`);
    this.cache.set(jobId, { stamp, record });
    return record;
  }

  async create(record: JobRecord): Promise<JobRecord> {
    await mkdir(this.folderOf(record.id), { recursive: true, mode: 0o700 });
    await writeJsonAtomically(join(this.folderOf(record.id), jobFiles.record), JobRecord.parse(record));
    return record;
  }

  /** Changes one after the other, each seeing the one before; what `change` returns is stored. The same record back means no change.
   *  @throws AppError `job-owned-elsewhere` when another living program works on it. */
  async update(jobId: string, change: (record: JobRecord) => JobRecord | Promise<JobRecord>): Promise<JobRecord> {
    const before = this.writing.get(jobId) ?? Promise.resolve();
    const next = before.catch(() => undefined).then(async () => {
      const record = await this.get(jobId);
      this.refuseForeign(record);
      const changed = await change(record);
      if (changed === record) return record;
      const stored = JobRecord.parse({ ...changed, updatedAt: new Date().toISOString() });
      await writeJsonAtomically(join(this.folderOf(jobId), jobFiles.record), stored);
      return stored;
    });
    this.writing.set(jobId, next);
    try {
      return await next;
    } finally {
      if (this.writing.get(jobId) === next) this.writing.delete(jobId);
    }
  }

  /** @throws AppError `job-owned-elsewhere`. */
  async remove(jobId: string): Promise<void> {
    const record = await this.get(jobId).catch(() => null);
    if (record !== null) this.refuseForeign(record);
    // job.json goes first: a folder without one is no job, however the rest of the removal fares.
    await rm(join(this.folderOf(jobId), jobFiles.record), { force: true });
    await rm(this.folderOf(jobId), { recursive: true, force: true, maxRetries: 3 });
    this.cache.delete(jobId);
  }

  isForeign(record: JobRecord): boolean {
    return record.owner !== null && !isSameProcess(record.owner, this.self) && isAlive(record.owner);
  }

  isOwn(record: JobRecord): boolean {
    return record.owner !== null && isSameProcess(record.owner, this.self);
  }

  get ownMark(): ProcessMark {
    return this.self;
  }

  private refuseForeign(record: JobRecord): void {
    if (this.isForeign(record)) {
      throw new AppError('job-owned-elsewhere', `"${record.name}" is being worked on by another ShiftClipper (process ${record.owner?.pid})`);
    }
  }
}

function parseRecord(text: string, path: string): JobRecord {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError('artifact-damaged', `${path} is not JSON`, { cause });
  }
  const parsed = JobRecord.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError('artifact-damaged', `${path}: ${issue?.path.join('.')}: ${issue?.message}`);
}
