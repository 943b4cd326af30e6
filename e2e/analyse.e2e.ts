import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Bridge } from '../src-shared/contract/api.ts';
import { stageNames } from '../src-shared/domain/job.ts';
import { call } from './support/app-calls.ts';
import { expect, test } from './support/app.ts';
import { runCommandLine } from './support/command-line.ts';
import { demoVideo, red17, score, visibleSpans } from './support/demo-game.ts';
import { dropFiles } from './support/drop-files.ts';
import { reviewIsReady } from './support/review-desk.ts';
import { makeBadFiles } from './support/videos.ts';

test.describe('from a file to segments @analyse', () => {
  test('a dropped game, a number, a colour from the picture and one click lead to the review of his passages', async ({ app }) => {
    test.setTimeout(300_000);
    const { page } = app;
    await app.picture('games-empty');
    await dropFiles(page, [demoVideo]);
    await expect(page.getByRole('heading', { name: 'Who are you looking for?' })).toBeVisible();

    await page.getByLabel('Jersey number').fill(red17.number);
    await goToFrame(page, '0:05.6');
    await page.getByRole('button', { name: 'Pick from the picture: jersey colour' }).click();
    await clickFrame(page, red17.shirt);
    const picked = await page.getByRole('group', { name: 'Jersey colour' }).locator('code').textContent();
    expect(isRed(picked ?? ''), `the eyedropper took ${picked}`).toBe(true);
    await clickFrame(page, red17.click);
    await expect(page.getByRole('list', { name: 'Clicks on the player' }).getByRole('listitem')).toHaveText(/This is him\s*0:05\.60/);
    await app.picture('new-game');

    await watchProgress(page);
    await page.getByRole('button', { name: 'Find him' }).click();
    await expect(page.locator('.progress-screen')).toBeVisible();
    await expect(page.locator('.stage-now')).toHaveText(/Watching the game/, { timeout: 60_000 });
    await expect.poll(() => page.locator('.progress-percent').textContent().then((text) => Number.parseInt(text ?? '', 10)), { timeout: 120_000 }).toBeGreaterThan(20);
    await app.picture('progress');
    await expect(page.locator('.desk')).toBeVisible({ timeout: 240_000 });
    await reviewIsReady(page);

    const { percents, stages } = await seenProgress(page);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(Math.max(...percents)).toBeLessThan(100);
    expect(stages).toEqual(stageNames.filter((stage) => stages.includes(stage)));
    expect(stages).toEqual(expect.arrayContaining(['observe', 'cut']));

    const [job] = await call(page, 'listJobs', {});
    const { results } = await call(page, 'getReview', { jobId: job!.record.id });
    const { precision, recall } = score(results!.segments, visibleSpans('red', '17'));
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.5);
    expect(job!.status).toMatchObject({ status: 'done', progress: 1, error: null });
  });
});

test.describe('what can not be analysed @analyse', () => {
  test('is refused file by file, each with its reason, and the good game beside it goes on', async ({ app }) => {
    const { page } = app;
    const bad = await makeBadFiles(app.folder);
    await dropFiles(page, [bad.text, bad.empty, bad.soundOnly, demoVideo]);
    await expect(page.getByRole('button', { name: 'Choose player' })).toHaveCount(1, { timeout: 60_000 });
    await expectRefused(page, 'text.mp4', /not a video|can not be read|no video/i);
    await expectRefused(page, 'empty.mp4', /empty/i);
    await expectRefused(page, 'sound.mp4', /picture|video track/i);
    await app.picture('games-refused');

    await app.answerOpenDialog([bad.missing]);
    await page.getByRole('button', { name: 'Add video…' }).click();
    await expectRefused(page, 'gone.mp4', /there is no file/i);

    await page.getByRole('button', { name: 'Choose player' }).click();
    await page.getByLabel('Jersey number').fill('abc');
    await expect(page.getByRole('alert').first()).toContainText('"abc"');
    await page.getByRole('button', { name: 'Find him' }).click();
    await expect(page.getByRole('heading', { name: 'Who are you looking for?' })).toBeVisible();
    expect((await call(page, 'listJobs', {})).map(({ status }) => status.status)).toEqual(['created']);
  });

  test('is refused by the command line too, with exit code 2 and the option named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shiftclipper-e2e-'));
    try {
      const bad = await makeBadFiles(folder);
      const out = ['--out', join(folder, 'out')];
      const attempts: [string[], RegExp][] = [
        [[demoVideo, '--number', 'abc'], /--number.*"abc"/],
        [[demoVideo, '--jersey-color', 'red-ish'], /--jersey-color.*"red-ish"/],
        [[demoVideo, '--click', '5,0.5'], /--click.*"5,0\.5"/],
        [[bad.missing, '--number', '17'], /there is no file at .*gone\.mp4/],
        [[bad.empty, '--number', '17'], /empty/],
        [[bad.text, '--number', '17'], /text\.mp4/],
        [[bad.soundOnly, '--number', '17'], /sound\.mp4/],
      ];
      for (const [args, said] of attempts) {
        const end = await runCommandLine(['analyse', ...args, ...out], folder);
        expect({ args, code: end.code, stdout: end.stdout, stderr: end.stderr }).toEqual({ args, code: 2, stdout: '', stderr: expect.stringMatching(said) });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function expectRefused(page: Page, file: string, reason: RegExp): Promise<void> {
  const note = page.locator('.games-notes').getByText(file, { exact: false }).first().locator('xpath=ancestor-or-self::*[contains(@class,"banner")][1]');
  await expect(note).toContainText(reason);
}

async function goToFrame(page: Page, time: string): Promise<void> {
  const field = page.getByLabel('Go to time');
  await field.fill(time);
  await field.press('Enter');
  await expect(page.getByLabel('Time', { exact: true })).toHaveText(`${time}0`);
}

async function clickFrame(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  const box = (await page.getByRole('application').boundingBox())!;
  await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
  await page.mouse.down();
  await page.mouse.up();
}

function isRed(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = (color.match(/[0-9a-f]{2}/g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return red > 110 && red > 2 * green && red > 2 * blue;
}

interface Seen { percents: number[]; stages: string[] }

/** Notes every percentage that the window shows and every stage that main names, from now on. */
async function watchProgress(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Seen = { percents: [], stages: [] };
    Object.assign(window, { seenProgress: seen });
    setInterval(() => {
      const percent = Number.parseInt(document.querySelector('.progress-percent')?.textContent ?? '', 10);
      if (!Number.isNaN(percent) && percent !== seen.percents.at(-1)) seen.percents.push(percent);
    }, 40);
    (window as unknown as { shiftclipper: Bridge }).shiftclipper.onEvent((event) => {
      const stage = event.type === 'job-changed' && event.job.status.status === 'running' ? event.job.status.stage : null;
      if (stage !== null && stage !== seen.stages.at(-1)) seen.stages.push(stage);
    });
  });
}

function seenProgress(page: Page): Promise<Seen> {
  return page.evaluate(() => (window as unknown as { seenProgress: Seen }).seenProgress);
}
