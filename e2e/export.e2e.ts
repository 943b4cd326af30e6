import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { call } from './support/app-calls.ts';
import { expect, test, type App } from './support/app.ts';
import { demoFramesPerSecond, demoVideo, red17 } from './support/demo-game.ts';
import { dropFiles } from './support/drop-files.ts';
import { finishedJobId } from './support/finished-game.ts';
import { openReview, reviewIsReady, rows, selectRow } from './support/review-desk.ts';
import { aviStartsAt, difference, greyFrame, makeAvi, videoSeconds } from './support/videos.ts';

test.describe('an accepted passage @export', () => {
  test.use({ startWith: 'finished game' });

  test('becomes a verified clip that begins and ends where the timeline says, and nothing is ever overwritten', async ({ app }) => {
    const { page } = app;
    await openReview(page);
    const { results } = await call(page, 'getReview', { jobId: await finishedJobId(app.jobsDir) });
    await acceptFirst(page);
    const folder = await exportInto(app, 'my clips');
    await app.picture('export');

    const [name, ...others] = await readdir(folder);
    expect(others).toEqual([]);
    const clip = join(folder, name!);
    const { preRollSeconds, postRollSeconds } = results!.tuning;
    const [segment] = results!.segments;
    const start = Math.max(0, segment!.start - preRollSeconds);
    expect(Math.abs((await videoSeconds(clip)) - (segment!.end + postRollSeconds - start))).toBeLessThanOrEqual(1 / demoFramesPerSecond + 1e-6);
    await expectSameFrame(clip, 0, demoVideo, Math.round(start * demoFramesPerSecond));

    const first = await fingerprint(clip);
    await page.getByRole('button', { name: 'Export 1 clip' }).click();
    await expect.poll(() => page.locator('.export-verified').count(), { timeout: 60_000 }).toBe(2);
    expect((await readdir(folder)).length).toBe(2);
    expect(await fingerprint(clip)).toEqual(first);

    await expectListsAndSharePage(app);
  });
});

test.describe('a video that no browser plays @analyse @export', () => {
  test('is shown in stills, then plays from a preview copy, and its clips are cut from the original', async ({ app }) => {
    test.setTimeout(240_000);
    const { page } = app;
    const avi = await makeAvi(app.folder);
    await page.evaluate(() => {
      setInterval(() => { if (document.querySelector('img.picture-content') !== null) Object.assign(window, { sawStill: true }); }, 20);
    });
    await dropFiles(page, [avi]);
    await expect(page.locator('.picture-content')).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('video.picture-content')).toHaveAttribute('src', /proxy\.mp4/, { timeout: 60_000 });
    expect(await page.evaluate(() => 'sawStill' in window)).toBe(true);

    const jobId = (await call(page, 'listJobs', {}))[0]!.record.id;
    await call(page, 'setupJob', { jobId, setup: { target: { jerseyNumber: red17.number, jerseyColor: red17.color, clicks: [{ ...red17.click, timeSeconds: red17.click.timeSeconds - aviStartsAt, kind: 'him' }] } } });
    await call(page, 'runJob', { jobId });
    await page.evaluate((id) => { location.hash = `#/progress/${id}`; }, jobId);
    await expect(page.locator('.desk')).toBeVisible({ timeout: 180_000 });
    await reviewIsReady(page);
    await expect(page.locator('video.stage-video')).toHaveAttribute('src', /proxy\.mp4/);

    const { results } = await call(page, 'getReview', { jobId });
    await acceptFirst(page);
    const folder = await exportInto(app, 'from avi');
    const [name] = await readdir(folder);
    const start = Math.max(0, results!.segments[0]!.start - results!.tuning.preRollSeconds);
    await expectSameFrame(join(folder, name!), 0, avi, Math.round(start * demoFramesPerSecond));
    expect((await call(page, 'getJob', { jobId })).record.videoPath).toBe(avi);
  });
});

/** Lists for other programs and a page to pass on, beside the clips; then the same list taken in again as a segment. */
async function expectListsAndSharePage(app: App): Promise<void> {
  const { page } = app;
  const folder = join(app.folder, 'passed on');
  await mkdir(folder);
  await app.answerOpenDialog([folder]);
  await page.getByRole('button', { name: 'Choose…' }).click();
  await expect(page.getByRole('form', { name: 'Export' })).toContainText(folder);
  await page.getByText('One file each').click();
  await page.getByText('Share page').click();
  await page.getByText('Lists for other programs').click();
  for (const format of ['CSV', 'EDL', 'FCPXML']) await page.getByText(format, { exact: true }).click();
  await app.picture('export-lists');
  await page.getByRole('button', { name: 'Export 1 clip' }).click();
  await expect.poll(async () => (await call(page, 'listExports', { jobId: await finishedJobId(app.jobsDir) })).map(({ state }) => state), { timeout: 90_000 }).toEqual(['done', 'done', 'done']);
  const names = await readdir(folder);
  const share = names.find((name) => name.endsWith(' share'))!;
  expect(names.map((name) => name.replace(/^.*(\.| )/, '')).sort()).toEqual(['csv', 'edl', 'fcpxml', 'share']);
  const [clip] = await readdir(join(folder, share, 'clips'));
  expect(await readFile(join(folder, share, 'index.html'), 'utf8')).toContain(`clips/${encodeURIComponent(clip!)}`);
  const jobId = await finishedJobId(app.jobsDir);
  const { added, review } = await call(page, 'importSegments', { jobId, path: join(folder, names.find((name) => name.endsWith('.csv'))!) });
  expect([added, review.review.edits.at(-1)?.kind]).toEqual([1, 'bulk']);
}

async function acceptFirst(page: Page): Promise<void> {
  await selectRow(page, 0);
  await page.keyboard.press('y');
  await expect.poll(() => rows(page).then(([first]) => first)).toContain('accepted');
  await page.keyboard.press('k');
}

async function exportInto(app: App, name: string): Promise<string> {
  const { page } = app;
  const folder = join(app.folder, name);
  await mkdir(folder);
  await app.answerOpenDialog([folder]);
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Choose…' }).click();
  await expect(page.getByRole('form', { name: 'Export' })).toContainText(folder);
  await page.getByRole('button', { name: 'Export 1 clip' }).click();
  await expect(page.locator('.export-verified')).toBeVisible({ timeout: 90_000 });
  return folder;
}

/** The frame is nearer to the one it should be than to that one's neighbours, and near enough to be it. */
async function expectSameFrame(clip: string, index: number, source: string, sourceIndex: number): Promise<void> {
  const frame = await greyFrame(clip, index);
  const around = [sourceIndex - 1, sourceIndex, sourceIndex + 1].filter((i) => i >= 0);
  const differences = await Promise.all(around.map(async (i) => difference(frame, await greyFrame(source, i))));
  expect(around[differences.indexOf(Math.min(...differences))], `differences of frames ${around.join(', ')}: ${differences.map((one) => one.toFixed(2)).join(', ')}`).toBe(sourceIndex);
  expect(Math.min(...differences)).toBeLessThan(3);
}

async function fingerprint(file: string): Promise<{ hash: string; mtimeMs: number }> {
  return { hash: createHash('sha256').update(await readFile(file)).digest('hex'), mtimeMs: (await stat(file)).mtimeMs };
}
