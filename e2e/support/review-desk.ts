/** The review as the window shows it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { demoFramesPerSecond } from './demo-game.ts';

export async function openReview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await reviewIsReady(page);
}

/** The desk is there, with a picture that can be stepped. */
export async function reviewIsReady(page: Page): Promise<void> {
  await page.locator('.desk').waitFor();
  await page.locator('video.stage-video').evaluate((element) => {
    const video = element as HTMLVideoElement;
    const note = (_: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
      video.dataset['shown'] = String(mediaTime);
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
    video.currentTime += 0.001; // a paused video shows no new frame by itself
  });
  await expect.poll(() => shownTime(page)).toBeGreaterThanOrEqual(0);
}

/** The rows of the list; the choices of a drop-down are options as well. */
export function rowsIn(page: Page): Locator {
  return page.getByRole('listbox').getByRole('option');
}

/** The rows of the list as a screen reader says them. */
export function rows(page: Page): Promise<string[]> {
  return rowsIn(page).evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
}

export async function selectRow(page: Page, index: number): Promise<void> {
  await rowsIn(page).nth(index).click();
  await page.keyboard.press('k');
  await expect(rowsIn(page).nth(index)).toHaveAttribute('aria-selected', 'true');
}

/** Types a time and waits until that frame is on screen. */
export async function goTo(page: Page, seconds: number): Promise<void> {
  const field = page.getByLabel('Go to', { exact: true });
  await field.fill(String(seconds));
  await field.press('Enter');
  await expect.poll(() => shownFrame(page)).toBe(Math.floor(seconds * demoFramesPerSecond + 1e-3));
}

/** The frame that the clock names. */
export async function clockFrame(page: Page): Promise<number> {
  return Number((await page.locator('.transport-frame').textContent())?.replace('frame ', ''));
}

/** The frame that is really painted, as the browser says. */
export async function shownFrame(page: Page): Promise<number> {
  return Math.round((await shownTime(page)) * demoFramesPerSecond);
}

/** Its presentation time in seconds; NaN before the first one. */
export function shownTime(page: Page): Promise<number> {
  return page.locator('video.stage-video').evaluate((video) => Number((video as HTMLVideoElement).dataset['shown'] ?? 'NaN'));
}

/** Share of the overlay's pixels that are painted. */
export function overlayShare(page: Page): Promise<number> {
  return page.locator('canvas.stage-overlay').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let painted = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i]! > 0) painted += 1;
    return painted / (data.length / 4);
  });
}

/** Clicks a place in the picture, 0–1 of its width and height. */
export async function clickPicture(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  const box = (await page.locator('canvas.stage-overlay').boundingBox())!;
  await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
}
