import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { call } from './support/app-calls.ts';
import { expect, test, type App } from './support/app.ts';
import { demoFramesPerSecond, score, visibleSpans, white66 } from './support/demo-game.ts';
import { finishedJobId } from './support/finished-game.ts';
import { frameInPicture, framesWhilePlaying } from './support/burned-frames.ts';
import { clickPicture, clockFrame, goTo, openReview, overlayShare, rows, rowsIn, selectRow, shownFrame, shownTime } from './support/review-desk.ts';

test.use({ startWith: 'finished game' });

test.describe('the review @review', () => {
  test('shows every frame that is asked for with its boxes, and plays both ways', async ({ app }) => {
    const { page } = app;
    await openReview(page);
    await page.keyboard.press('ArrowDown');
    await expect(rowsIn(page).first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('k');
    await goTo(page, 5.6);
    await expect.poll(() => overlayShare(page)).toBeGreaterThan(0.001);
    await app.picture('review');

    const first = 168;
    expect(await clockFrame(page)).toBe(first);
    for (const [key, expected] of [['ArrowRight', first + 1], ['ArrowRight', first + 2], ['ArrowLeft', first + 1], ['ArrowLeft', first], ['ArrowLeft', first - 1]] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => clockFrame(page)).toBe(expected);
      await expect.poll(() => shownFrame(page)).toBe(expected);
    }

    const speed = () => page.locator('video.stage-video').evaluate((video) => { const { paused, playbackRate } = video as HTMLVideoElement; return paused ? 0 : playbackRate; });
    await page.keyboard.press('l');
    await expect.poll(speed).toBe(1);
    await page.keyboard.press('l');
    await expect.poll(speed).toBe(2);
    await page.keyboard.press('k');
    await expect.poll(speed).toBe(0);
    const here = await shownTime(page);
    await page.keyboard.press('j');
    await expect.poll(() => shownTime(page)).toBeLessThan(here - 0.3);
    await page.keyboard.press('k');

    await page.keyboard.press('v');
    await expect.poll(() => overlayShare(page)).toBe(0);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Split here');
    await app.picture('shortcuts');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('edits are kept over a restart, and undo leads back to the very start', async ({ app }) => {
    await openReview(app.page);
    const start = await rows(app.page);
    const edits = await editALot(app.page);
    const end = await rows(app.page);
    expect(end).not.toEqual(start);

    await app.restart();
    await openReview(app.page);
    expect(await rows(app.page)).toEqual(end);
    for (let i = 0; i < edits; i += 1) await app.page.keyboard.press('Control+z');
    await expect.poll(() => rows(app.page)).toEqual(start);
    await expect(app.page.getByRole('button', { name: /^Undo/ })).toBeDisabled();
    for (let i = 0; i < edits; i += 1) await app.page.keyboard.press('Control+Shift+z');
    await expect.poll(() => rows(app.page)).toEqual(end);
  });

  test('asking for another player answers from what was seen, without looking at the video again', async ({ app }) => {
    const { page } = app;
    await openReview(page);
    const jobId = await finishedJobId(app.jobsDir);
    const before = await observedAt(app);
    await page.keyboard.press('q');
    const panel = page.getByRole('form', { name: 'Ask again' });
    await panel.getByLabel('Number', { exact: true }).fill(white66.number);
    await panel.locator('input[type=color]').first().fill(white66.color);
    await expect.poll(async () => (await call(page, 'getReview', { jobId })).results?.target, { timeout: 30_000 }).toMatchObject({ jerseyNumber: '66', jerseyColor: white66.color, clicks: [] });
    await expect(page.locator('.target-line')).toContainText('#66');
    await app.picture('ask');
    const { results } = await call(page, 'getReview', { jobId });
    expect(results!.segments.length).toBeGreaterThan(0);
    expect(score(results!.segments, visibleSpans('white', '66')).precision).toBeGreaterThanOrEqual(0.9);
    expect(await observedAt(app)).toEqual(before);
    expect((await call(page, 'getJob', { jobId })).status.message).toBe(results!.summary);
  });

  test('"not him" on a box takes his passage away, and taking that back brings it back', async ({ app }) => {
    const { page } = app;
    await openReview(page);
    const jobId = await finishedJobId(app.jobsDir);
    const { results, runId } = await call(page, 'getReview', { jobId });
    const [segment] = results!.segments;
    const [crop] = segment!.crops;
    const middle = { x: crop!.box.x + crop!.box.w / 2, y: crop!.box.y + crop!.box.h / 2 };
    await goTo(page, crop!.timeSeconds + 0.001);
    await page.keyboard.press('Shift+h');
    await expect(page.getByText('Click a player who is not him')).toBeVisible();
    await clickPicture(page, middle);
    await expect.poll(async () => (await call(page, 'getReview', { jobId })).runId, { timeout: 30_000 }).not.toBe(runId);
    const covers = async (): Promise<boolean> => (await call(page, 'getReview', { jobId })).results!.segments.some(({ start, end }) => start <= crop!.timeSeconds && crop!.timeSeconds < end);
    expect(await covers()).toBe(false);
    await page.getByRole('button', { name: 'Take it back' }).click();
    await expect.poll(covers, { timeout: 30_000 }).toBe(true);
  });

  test('everybody whose number was read is in the roster', async ({ app }) => {
    const { page } = app;
    await page.getByRole('button', { name: 'More for video' }).click();
    await page.getByRole('menuitem', { name: 'Who is in this game' }).click();
    await expect(page.locator('.player-number').first()).toBeVisible({ timeout: 30_000 });
    const numbers = await page.locator('.player-number').allTextContents();
    expect(numbers).toEqual(expect.arrayContaining(['17', '66', '12', '4']));
    await app.picture('roster');
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByRole('list', { name: 'Health' })).toBeVisible();
    await app.picture('settings');
    await page.getByRole('button', { name: 'Games', exact: true }).click();
    await expect(page.locator('.game-row')).toHaveCount(1);
    await app.picture('games');
  });
});

test.describe('the overlay @review', () => {
  test.use({ startWith: 'counted game' });
  test('lies on the frame that is shown: 0 frames of error over jumps, steps and playing', async ({ app }) => {
    const { page } = app;
    await openReview(page);
    await page.keyboard.press('k');
    for (const seconds of [0.4, 3.7, 5.6, 11.3, 14.9, 20.1, 23.5]) {
      await goTo(page, seconds);
      const first = Math.floor(seconds * demoFramesPerSecond + 1e-3);
      await expect.poll(() => frameInPicture(page)).toEqual({ burned: first, overlay: first });
      for (const [key, frame] of [['ArrowRight', first + 1], ['ArrowRight', first + 2], ['ArrowLeft', first + 1]] as const) {
        await page.keyboard.press(key);
        await expect.poll(() => frameInPicture(page)).toEqual({ burned: frame, overlay: frame });
      }
    }
    await goTo(page, 2);
    const playing = framesWhilePlaying(page, 60, demoFramesPerSecond);
    await page.keyboard.press('l');
    const seen = await playing;
    expect(seen.filter(({ overlay, presented }) => overlay !== presented)).toEqual([]);
    // Where the picture was read before it changed again, the number in it is the one of the boxes.
    const read = seen.filter(({ burned, presented }) => burned === presented);
    expect(read.length).toBeGreaterThan(20);
    expect(read.filter(({ burned, overlay }) => overlay !== burned)).toEqual([]);
  });
});

/** Every kind of edit the keys offer. @returns how many */
async function editALot(page: Page): Promise<number> {
  const count = (await rows(page)).length;
  await selectRow(page, 0);
  await goTo(page, 4.5);
  await page.keyboard.press('i');
  await expect.poll(() => rows(page).then(([first]) => first)).toContain('Segment 1, 0:04.5 to');
  await goTo(page, 8);
  await page.keyboard.press('o');
  await expect.poll(() => rows(page).then(([first]) => first)).toContain('0:04.5 to 0:08.0');
  await goTo(page, 6);
  await page.keyboard.press('s');
  await expect.poll(() => rows(page)).toHaveLength(count + 1);
  await selectRow(page, 0);
  await page.keyboard.press('m');
  await expect.poll(() => rows(page)).toHaveLength(count);
  await goTo(page, 5);
  await page.keyboard.press('s');
  await expect.poll(() => rows(page)).toHaveLength(count + 1);
  await selectRow(page, 1);
  await page.keyboard.press('Delete');
  await expect.poll(() => rows(page)).toHaveLength(count);
  await selectRow(page, 0);
  await page.keyboard.press('n');
  await expect.poll(() => rows(page).then(([first]) => first)).toContain('not him');
  await selectRow(page, 0);
  await page.keyboard.press('y');
  await expect.poll(() => rows(page).then(([first]) => first)).toContain('accepted');
  await selectRow(page, 0);
  await page.keyboard.press('4');
  return 9;
}

/** When each chunk was written. */
async function observedAt(app: App): Promise<Record<string, number>> {
  const folder = join(app.jobsDir, await finishedJobId(app.jobsDir), 'observations');
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).mtimeMs])));
}
