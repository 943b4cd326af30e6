import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Setup } from '../src-shared/domain/job.ts';
import { buildWorker, removeWorker, startTestServices, testDataDir, type TestServices } from './testing/test-services.ts';

describe('the services', () => {
  let media: string;
  let video: string;
  let worker: string;
  let dataDir: string;
  let services: TestServices;

  beforeAll(async () => {
    worker = await buildWorker('services');
    media = await mkdtemp(join(tmpdir(), 'sc media '));
    video = join(media, 'game one.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=30:duration=3', '-pix_fmt', 'yuv420p', '-y', video]);
  });
  afterAll(async () => {
    await removeWorker(worker);
    await rm(media, { recursive: true, force: true });
  });
  beforeEach(async () => { dataDir = await testDataDir(); });
  afterEach(async () => {
    await services.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const statusOf = async (jobId: string) => (await services.handlers.getJob({ jobId })).status;
  const readyJob = async () => {
    const job = await services.handlers.createJob({ videoPath: video });
    await services.handlers.setupJob({ jobId: job.record.id, setup: Setup.parse({ target: { jerseyNumber: '17' } }) });
    return job.record.id;
  };

  it('bring a verify-only job through queue and worker to its end, and the queue is empty then', async () => {
    services = await startTestServices(dataDir, worker, { verifyOnly: true });
    const jobId = await readyJob();
    await services.handlers.runJob({ jobId });
    await expect.poll(() => statusOf(jobId), { timeout: 15_000 }).toMatchObject({ status: 'done', verified: true, progress: 1, queueState: 'missing' });
    const seen = services.events.flatMap((event) => (event.type === 'job-changed' && event.job.record.id === jobId ? [event.job.status.status] : []));
    expect(seen).toContain('queued');
    expect((await services.handlers.getReview({ jobId })).results?.outcome).toBe('verified');
  });

  it('refuse bad files one by one and keep the good one', async () => {
    services = await startTestServices(dataDir, worker);
    await writeFile(join(media, 'text.mp4'), 'this is no video at all');
    await writeFile(join(media, 'empty.mp4'), '');
    const answers = await services.handlers.addVideos({ paths: [join(media, 'text.mp4'), join(media, 'empty.mp4'), join(media, 'none.mp4'), video] });
    expect(answers.map((answer) => (answer.ok ? answer.job.record.name : answer.code))).toEqual(['video-unreadable', 'video-empty', 'video-missing', 'game one']);
    expect((await services.handlers.listJobs({})).length).toBe(1);
  });
});
