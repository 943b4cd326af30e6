/**
 * Frame times of the timeline in a browser, with three hours and about 2,000 segments, beside those of an empty canvas of its size.
 * `node src-renderer/testing/measure-timeline.mjs`, with CHROMIUM naming a Chromium. Prints milliseconds as JSON; not a test.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { chromium } from '@playwright/test';

const port = 5312;
const server = spawn(process.execPath, [path.join(import.meta.dirname, 'serve-harness.mjs'), String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((resolve) => server.stdout.once('data', resolve));
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 1500, height: 940 } });
  await page.goto(`http://127.0.0.1:${port}/testing/review-harness.html?answer=long`);
  await page.locator('.desk').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(2500);
  console.log(JSON.stringify(await measure(page), null, 1));
} finally {
  await browser.close();
  server.kill();
}

/**
 * Work of the page's main thread, painting included, in its own CPU time: unlike the time between frames it is the same however busy the machine is.
 * @param {import('@playwright/test').Page} page
 */
async function measure(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busySeconds = async () => (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  /** @type {Record<string, unknown>} */
  const result = {};
  for (const motion of /** @type {const} */ (['zoom', 'pan', 'wholeGame', 'emptyCanvas'])) {
    await page.evaluate(moveTimeline, { motion, count: 40 });
    const before = await busySeconds();
    const told = await page.evaluate(moveTimeline, { motion, count: 400 });
    result[motion] = { frameMs: told, cpuMsPerFrame: Math.round(((await busySeconds()) - before) * 25) / 10 };
  }
  return result;
}

/**
 * Runs in the page: one move a frame.
 * @param {{ motion: 'zoom' | 'pan' | 'wholeGame' | 'emptyCanvas'; count: number }} wish
 */
async function moveTimeline({ motion, count }) {
  /** @param {string} url @returns {Promise<any>} */
  const load = (url) => import(url);
  const { setTimelineView } = await load('/stores/timeline-view.ts');
  const game = 10_800;
  const lanes = /** @type {HTMLCanvasElement} */ (document.querySelector('.timeline-canvas'));
  const empty = document.createElement('canvas');
  empty.width = lanes.width;
  empty.height = lanes.height;
  Object.assign(empty.style, { position: 'absolute', inset: '0' });
  const context = /** @type {CanvasRenderingContext2D} */ (empty.getContext('2d'));
  /** @type {Record<string, (i: number) => void>} */
  const motions = {
    zoom: (i) => { const span = game * 0.985 ** (i % 400); setTimelineView({ start: Math.max(0, 5000 - span / 2), end: Math.min(game, 5000 + span / 2) }); },
    pan: (i) => setTimelineView({ start: i * 4, end: i * 4 + 1800 }),
    wholeGame: (i) => setTimelineView({ start: (i % 2) * 1.5, end: game }),
    emptyCanvas: (i) => { context.fillStyle = i % 2 === 0 ? '#101418' : '#11151a'; context.fillRect(0, 0, empty.width, empty.height); },
  };
  if (motion === 'emptyCanvas') lanes.after(empty);
  /** @type {number[]} */
  const times = await new Promise((resolve) => {
    /** @type {number[]} */
    const taken = [];
    let last = 0;
    let i = 0;
    /** @param {number} now */
    const tick = (now) => {
      if (i > 0) taken.push(now - last);
      last = now;
      if (i >= count) return resolve(taken);
      motions[motion]?.(i);
      i += 1;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  empty.remove();
  const sorted = times.toSorted((a, b) => a - b);
  /** @param {number} share */
  const at = (share) => Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 10) / 10;
  return { median: at(0.5), p95: at(0.95) };
}
