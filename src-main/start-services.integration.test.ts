import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Setup } from '../src-shared/domain/job.ts';
import type { AppEvent } from '../src-shared/contract/api.ts';
import { buildWorker, removeWorker, startTestServices, testDataDir, type TestServices } from './testing/test-services.ts';

/** Some seconds each on a free machine; a busy one may take ten times as long. */
describe('the services', { timeout: 240_000 }, () => {
  let media: string;
  let video: string;
  let longVideo: string;
  let slideshow: string;
  let worker: string;
  let dataDir: string;
  let services: TestServices;

  beforeAll(async () => {
    worker = await buildWorker('services');
    media = await mkdtemp(join(tmpdir(), 'sc media '));
    video = join(media, 'game one.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=30:duration=3', '-pix_fmt', 'yuv420p', '-y', video]);
    // Three chunks of which little is looked at: one picture in two seconds.
    slideshow = join(media, 'slideshow.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=1/2:duration=130', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-g', '1', '-y', slideshow]);
    longVideo = join(media, 'long.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=10:duration=130', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast', '-g', '10', '-y', longVideo]);
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

  const anybody = Setup.parse({ target: { jerseyNumber: '17' } });

  const observedTwice = (entries: TestServices['entries']): number[] => {
    const chunks = entries.filter((entry) => entry.message === 'chunk observed').map((entry) => entry.fields?.['chunk'] as number);
    return chunks.filter((chunk, i) => chunks.indexOf(chunk) !== i);
  };

  it('analyse a video without people to "not found", and again without showing the first run', async () => {
    services = await startTestServices(dataDir, worker);
    const jobId = await readyJob();
    const runs: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      await services.handlers.runJob({ jobId });
      await expect.poll(() => statusOf(jobId), { timeout: 150_000 }).toMatchObject({ status: 'done-no-segments', progress: 1 });
      const { results, runId } = await services.handlers.getReview({ jobId });
      expect(results).toMatchObject({ runId, outcome: 'done-no-segments', segments: [], clips: [] });
      runs.push(runId ?? '');
    }
    expect(runs[0]).not.toBe(runs[1]);
    expect(observedTwice(services.entries)).toEqual([]); // the second run found the chunk there
  });

  // Two seconds are promised; three tries, for a machine that is busy with other things just then.
  it('refuse a second run while one is under way, and cancel within two seconds leaving no half-written file', { retry: 2 }, async () => {
    services = await startTestServices(dataDir, worker);
    const job = await services.handlers.createJob({ videoPath: longVideo });
    const jobId = job.record.id;
    await services.handlers.setupJob({ jobId, setup: Setup.parse({ target: { jerseyNumber: '17' } }) });
    await services.handlers.runJob({ jobId });
    await expect(services.handlers.runJob({ jobId })).rejects.toMatchObject({ code: 'job-busy' });
    await until(services, (event) => event.type === 'job-changed' && event.job.status.stage === 'observe' && event.job.status.message !== '');
    const asked = Date.now();
    await services.handlers.cancelJob({ jobId });
    await expect.poll(() => statusOf(jobId).then(({ status }) => status), { timeout: 5000, interval: 20 }).toBe('cancelled');
    expect(Date.now() - asked).toBeLessThan(2000);
    const left = await readdir(join(services.config.jobsDir, jobId), { recursive: true });
    expect(left.filter((name) => /part|tmp/.test(name))).toEqual([]);
  });

  it('go on with the same chunk after the worker was killed, and do no finished chunk twice', async () => {
    services = await startTestServices(dataDir, worker);
    const jobId = (await services.handlers.createJob({ videoPath: slideshow })).record.id;
    await services.handlers.setupJob({ jobId, setup: anybody });
    await services.handlers.runJob({ jobId });
    await until(services, (event) => event.type === 'chunk-observed');
    // Whoever holds a chunk: several processes may look at one game.
    const { from } = services.entries.findLast((entry) => entry.message === 'work begins' && String(entry.fields?.['item']).startsWith('observe-'))!;
    process.kill(services.processes().named[from]!, 'SIGKILL');
    await until(services, (event) => event.type === 'notice' && event.message.includes('restarted'));
    await expect.poll(() => statusOf(jobId).then(({ status }) => status), { timeout: 150_000 }).toBe('done-no-segments');
    expect(observedTwice(services.entries)).toEqual([]);
  });

  it('go on after the whole program was ended and started again', async () => {
    services = await startTestServices(dataDir, worker);
    const jobId = (await services.handlers.createJob({ videoPath: slideshow })).record.id;
    await services.handlers.setupJob({ jobId, setup: anybody });
    await services.handlers.runJob({ jobId });
    await until(services, (event) => event.type === 'chunk-observed');
    await services.stop();
    const before = services.entries;
    services = await startTestServices(dataDir, worker);
    await expect.poll(() => statusOf(jobId).then(({ status }) => status), { timeout: 150_000 }).toBe('done-no-segments');
    expect(observedTwice([...before, ...services.entries])).toEqual([]);
  });

  it('set a video aside that ends its worker three times, keep its place, and go on with the next', async () => {
    services = await startTestServices(dataDir, worker);
    const jobId = await readyJob();
    const next = await readyJob();
    await services.handlers.runJob({ jobId });
    await services.handlers.runJob({ jobId: next });
    const begins = () => services.entries.filter((entry) => entry.message === 'work begins' && String(entry.fields?.['item']).startsWith('observe-') && entry.fields?.['jobId'] === jobId);
    const begun = () => begins().length;
    for (let loss = 1; loss <= 3; loss += 1) {
      await expect.poll(begun, { timeout: 60_000, interval: 20 }).toBe(loss);
      process.kill(services.processes().named[begins().at(-1)!.from]!, 'SIGKILL');
    }
    await expect.poll(() => statusOf(jobId), { timeout: 60_000 }).toMatchObject({ status: 'failed', error: { code: 'worker-crash-loop', message: expect.stringContaining('crashes the decoder') } });
    await expect.poll(() => statusOf(next).then(({ status }) => status), { timeout: 150_000 }).toBe('done-no-segments');
    expect(begun()).toBe(3);
    const toldProviders = services.entries.filter((entry) => entry.message === 'worker ready').map((entry) => entry.fields?.['provider']);
    expect(toldProviders).toContain('cpu'); // by the worker whose models ran; the ones before and after it ran none
  });

  it('find a video again at another place by its content, and take no other one for it', async () => {
    services = await startTestServices(dataDir, worker, { verifyOnly: true });
    const [first, moved, other] = ['first.mp4', 'moved.mp4', 'other.mp4'].map((name) => join(dataDir, name));
    await copyFile(video, first!);
    await copyFile(slideshow, other!);
    const jobId = (await services.handlers.createJob({ videoPath: first! })).record.id;
    await services.handlers.setupJob({ jobId, setup: anybody });
    await rename(first!, moved!);
    await expect(services.handlers.runJob({ jobId })).rejects.toMatchObject({ code: 'video-missing' });
    await expect(services.handlers.relinkJob({ jobId, videoPath: other! })).rejects.toMatchObject({ code: 'video-changed' });
    expect((await services.handlers.relinkJob({ jobId, videoPath: moved! })).record).toMatchObject({ id: jobId, videoPath: moved });
    await services.handlers.runJob({ jobId });
    await expect.poll(() => statusOf(jobId), { timeout: 60_000 }).toMatchObject({ status: 'done', verified: true });
  });

  it('pause keeps the job out of the workers until it is resumed', async () => {
    services = await startTestServices(dataDir, worker, { verifyOnly: false });
    const jobId = await readyJob();
    await services.handlers.runJob({ jobId });
    await services.handlers.pauseJob({ jobId });
    await expect.poll(() => statusOf(jobId).then(({ queueState }) => queueState), { timeout: 5000 }).toBe('missing');
    expect((await statusOf(jobId)).status).toBe('paused');
    await services.handlers.resumeJob({ jobId });
    await expect.poll(() => statusOf(jobId).then(({ status }) => status), { timeout: 150_000 }).toBe('done-no-segments');
  });
});

/** Resolves when an event of that kind came, also before now. */
async function until(services: TestServices, matches: (event: AppEvent) => boolean): Promise<void> {
  await expect.poll(() => services.events.some(matches), { timeout: 100_000, interval: 20 }).toBe(true);
}
