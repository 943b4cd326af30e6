/** A picture of the window once the page says what it has painted (`data-painted` on the document); for the demo and the manual. */
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';

const patienceMs = 30_000;

/** Saves what there is after 30 s, painted or not; says which by its answer. */
export async function takeScreenshot(window: BrowserWindow, file: string, wanted: string): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  let painted = false;
  while (!painted && Date.now() < deadline) {
    await wait(200);
    painted = (await window.webContents.executeJavaScript('document.documentElement.dataset.painted ?? ""')) === wanted;
  }
  await wait(500);
  const picture = await window.webContents.capturePage();
  await writeFile(file, picture.toPNG());
  return painted;
}
