/**
 * Reviews 20 segments by keyboard in a browser, counts what a person would do and reckons how long it takes him; pictures on the way.
 * `node src-renderer/testing/walk-through.mjs [folder for pictures]`, with CHROMIUM naming a Chromium. Made-up answers on the demo game; not a test.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** Keystroke-level model (Card, Moran & Newell 1980), an average typist who does not know the keys by heart. */
const seconds = { decide: 1.35, key: 0.28 };
/** Each passage is watched this long, or again and again when it is shorter, then judged. */
const watchSeconds = 3;
const segmentsToReview = 20;
const port = 5311;
const folder = process.argv[2] ?? 'artifacts/walk-through';

const server = spawn(process.execPath, [path.join(import.meta.dirname, 'serve-harness.mjs'), String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((resolve) => server.stdout.once('data', resolve));
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  await walk(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
} finally {
  await browser.close();
  server.kill();
}

/** @param {import('@playwright/test').Page} page */
async function walk(page) {
  await page.goto(`http://127.0.0.1:${port}/testing/review-harness.html?answer=doubtful`);
  await page.locator('.desk').waitFor({ timeout: 60_000 });
  const began = Date.now();
  let keys = 0;
  let watched = 0;
  /** @param {string} key */
  const press = async (key) => {
    await page.keyboard.press(key);
    keys += 1;
  };
  await press('c');
  /** @type {string[]} */
  const answers = [];
  while (answers.length < segmentsToReview && (await page.locator('.question-answers').count()) > 0) {
    await page.waitForTimeout(watchSeconds * 1000);
    watched += watchSeconds;
    // Answers by turns: it is the way that is measured, not the judgement.
    const key = answers.length % 7 === 3 ? 'n' : answers.length % 11 === 9 ? 'd' : 'y';
    if (answers.length === 1 || answers.length === 12) await page.screenshot({ path: path.join(folder, `question-${answers.length + 1}.png`) });
    answers.push(key);
    await press(key);
    await page.waitForTimeout(50);
  }
  await page.waitForTimeout(800);
  await page.screenshot({ path: path.join(folder, 'finish.png') });
  const modelled = watched + answers.length * seconds.decide + keys * seconds.key;
  console.log(JSON.stringify({ reviewed: answers.length, keys, watchedSeconds: Math.round(watched), machineSeconds: Math.round((Date.now() - began) / 1000), modelledSeconds: Math.round(modelled) }));
}
