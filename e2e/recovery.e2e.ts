import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { call, workerPid } from './support/app-calls.ts';
import { expect, test, type App } from './support/app.ts';
import { makeLongGame } from './support/videos.ts';

/** Long enough on a busy machine with two cores. */
const toTheEnd = { timeout: 240_000, intervals: [500] };

test.describe('a job goes on @recovery', () => {
  test.setTimeout(360_000);

  test('when its worker is killed: the app says so, starts another, and no finished chunk is done twice', async ({ app }) => {
    const { page } = app;
    const jobId = await startLongGame(app);
    const before = await firstChunkObserved(app, jobId);
    const pid = await workerPid(page, 'long');
    process.kill(pid, 'SIGKILL');
    await expect(page.getByText('The worker ended unexpectedly and is being restarted.')).toBeVisible();
    await expect.poll(() => workerPid(page, 'long'), { timeout: 30_000 }).not.toBe(pid);
    await ended(page, jobId);
    expect(await observedAt(app, jobId)).toMatchObject(before);
  });

  test('when the app is quit and started again, and when Redis is killed after that', async ({ app }) => {
    const jobId = await startLongGame(app);
    const before = await firstChunkObserved(app, jobId);
    const { page } = await app.restart();
    expect((await call(page, 'getJob', { jobId })).status.status).toMatch(/queued|running/);
    await expect.poll(async () => (await call(page, 'getJob', { jobId })).status, { timeout: 60_000 }).toMatchObject({ status: 'running', stage: 'observe' });
    const redis = await redisPid(app);
    process.kill(redis, 'SIGKILL');
    await expect.poll(() => redisPid(app).catch(() => redis), { timeout: 30_000 }).not.toBe(redis);
    await expect.poll(async () => (await call(page, 'appInfo', {})).redisState, { timeout: 30_000 }).toBe('ready');
    await ended(page, jobId);
    expect(await observedAt(app, jobId)).toMatchObject(before);
  });
});

// That it takes less than two seconds is measured where nothing else runs: src-main/start-services.integration.test.ts and `npm run torture -- --cancels`.
test('cancelling while the game is watched ends in cancelled and leaves nothing half-done @recovery', async ({ app }) => {
  test.setTimeout(360_000);
  const { page } = app;
  const jobId = await startLongGame(app);
  await expect.poll(async () => (await call(page, 'getJob', { jobId })).status, { timeout: 60_000 }).toMatchObject({ status: 'running', stage: 'observe' });
  await expect.poll(async () => (await call(page, 'getJob', { jobId })).status.progress, { timeout: 60_000, intervals: [100] }).toBeGreaterThan(0.05);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('.progress-numbers')).toContainText('Cancelled', { timeout: 10_000 });
  await expect.poll(() => halfDoneFiles(app, jobId)).toEqual([]);
  expect((await call(page, 'getJob', { jobId })).status).toMatchObject({ status: 'cancelled', error: null });
  await app.picture('progress-cancelled');
});

async function startLongGame(app: App): Promise<string> {
  const { page } = app;
  const videoPath = await makeLongGame(app.folder);
  const { record } = await call(page, 'createJob', { videoPath });
  await call(page, 'setupJob', { jobId: record.id, setup: { target: { jerseyNumber: '17', jerseyColor: '#b3131f' } } });
  expect((await call(page, 'getMedia', { jobId: record.id })).chunks.length).toBe(3); // two may be watched at once, and end together
  await call(page, 'runJob', { jobId: record.id });
  await page.evaluate((id) => { location.hash = `#/progress/${id}`; }, record.id);
  return record.id;
}

async function halfDoneFiles(app: App, jobId: string): Promise<string[]> {
  const all = await readdir(join(app.jobsDir, jobId), { recursive: true });
  return all.filter((name) => /partial|\.part|\.tmp/.test(name));
}

/** Waits until a chunk is complete and another is not. */
async function firstChunkObserved(app: App, jobId: string): Promise<Record<string, number>> {
  let before: Record<string, number> = {};
  await expect.poll(async () => Object.keys(before = await observedAt(app, jobId)).length, { ...toTheEnd, intervals: [200] }).toBeGreaterThan(0);
  expect(Object.keys(before).length).toBeLessThan(3);
  return before;
}

/** Number 17 is hard to read at this size: found or not, the run has to end well. */
async function ended(page: Page, jobId: string): Promise<void> {
  await expect.poll(async () => (await call(page, 'getJob', { jobId })).status.status, toTheEnd).toMatch(/^done/);
}

/** Complete chunks, and when each was written. */
async function observedAt(app: App, jobId: string): Promise<Record<string, number>> {
  const folder = join(app.jobsDir, jobId, 'observations');
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^\d+\.arrow$/.test(name));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).mtimeMs])));
}

/** The embedded Redis, as the app remembers it beside its data. */
async function redisPid(app: App): Promise<number> {
  const mark = JSON.parse(await readFile(join(app.folder, 'data', 'redis', 'server.json'), 'utf8')) as { pid: number };
  return mark.pid;
}
