import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { call } from './support/app-calls.ts';
import { expect, test } from './support/app.ts';
import { demoFramesPerSecond } from './support/demo-game.ts';
import { finishedJobId } from './support/finished-game.ts';
import { reviewIsReady, rows, rowsIn, shownFrame } from './support/review-desk.ts';

test.use({ startWith: 'finished game' });

test.describe('a whole review @review', () => {
  test('is done by keyboard alone: open, correct, tag, give away, ask, choose several, undo, change a key', async ({ app }) => {
    const { page } = app;
    const jobId = await finishedJobId(app.jobsDir);
    const review = () => call(page, 'getReview', { jobId });
    const settled = () => expect(page.locator('.change-bar .spinner')).toHaveCount(0, { timeout: 30_000 });
    await call(page, 'setPreferences', { clipsFolder: app.folder });
    await expectAccessible(page, 'games');
    await tabTo(page, 'Review');
    await page.keyboard.press('Enter');
    await reviewIsReady(page);
    await expectAccessible(page, 'review');
    const start = await rows(page);

    // Edges, halves and a passage of one's own.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('k');
    await expect(rowsIn(page).first()).toHaveAttribute('aria-selected', 'true');
    await typeTime(page, '5');
    await page.keyboard.press('s');
    await expect.poll(() => rows(page)).toHaveLength(start.length + 1);
    await page.keyboard.press('m');
    await expect.poll(() => rows(page)).toHaveLength(start.length);
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await typeTime(page, '10');
    await page.keyboard.press('i');
    await typeTime(page, '10.8');
    await page.keyboard.press('o');
    await page.keyboard.press('a');
    await expect.poll(() => rows(page)).toHaveLength(start.length + 1);

    // A tag, then another player, by typing.
    await page.keyboard.press('Shift+T');
    await page.keyboard.type('goal');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(page.locator('.why .tag')).toHaveText('goal');
    await page.keyboard.press('Shift+R');
    await page.keyboard.type('23');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await rows(page)).some((row) => row.includes('is #23'))).toBe(true);
    await settled();

    // Questions: what is in doubt is asked one by one; every answer is evidence and kept.
    await page.keyboard.press('c');
    await expect(page.getByRole('article', { name: 'Is this him?' })).toBeVisible();
    await expectAccessible(page, 'question');
    await page.keyboard.press('Escape');

    // All at once, and back.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('k');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Shift+G');
    await expectAccessible(page, 'cards');
    await page.keyboard.press('y');
    await expect.poll(async () => (await rows(page)).every((row) => row.includes('accepted'))).toBe(true);
    await settled();
    await page.keyboard.press('Shift+G');
    const edits = (await review()).review.edits.length;
    expect((await review()).review.edits.at(-1)).toMatchObject({ kind: 'bulk' });
    for (let i = 0; i < edits; i += 1) await page.keyboard.press('Control+z');
    await expect.poll(async () => (await review()).review.edits.length, { timeout: 60_000 }).toBe(0);
    await expect.poll(() => rows(page)).toEqual(start);
    for (let i = 0; i < edits; i += 1) await page.keyboard.press('Control+Shift+z');
    await expect.poll(async () => (await review()).review.undone.length, { timeout: 60_000 }).toBe(0);

    // Another key for an action: the sheet listens for it, and it works.
    await page.keyboard.press('?');
    await expectAccessible(page, 'shortcuts');
    await page.keyboard.type('whole game');
    await tabTo(page, 'Change the key of: Whole game');
    await page.keyboard.press('Enter');
    await page.keyboard.press('F8');
    await expect(page.getByRole('dialog')).toContainText('F8');

    // Escape closes the sheet, and a key of the review means the review again: the clips, by keyboard.
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('e');
    await expect(page.getByRole('form', { name: 'Export' })).toBeVisible();
    await expectAccessible(page, 'export');
    await tabTo(page, /^Export \d+ clip/);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await call(page, 'listExports', { jobId })).map(({ state }) => state), { timeout: 120_000 }).toEqual(['done']);
  });
});

/** Presses Tab until the control of that name has the focus, which must be seen. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement | null;
      return { name: (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim(), outline: at === null ? '' : getComputedStyle(at).outlineStyle };
    });
    if (typeof name === 'string' ? focused.name !== name : !name.test(focused.name)) continue;
    expect(focused.outline, `the focus on "${focused.name}" is seen`).not.toBe('none');
    return;
  }
  throw new Error(`Tab never came to ${String(name)}`);
}

/** G, a time, Enter; waits until that frame is on screen. */
async function typeTime(page: Page, time: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.type(time);
  await page.keyboard.press('Enter');
  await expect.poll(() => shownFrame(page)).toBe(Math.floor(Number(time) * demoFramesPerSecond + 1e-3));
}
