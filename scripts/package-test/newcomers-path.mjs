/** What somebody does who has just installed the app: try the sample game, find the player, export the first clip. Each step leaves a picture. */
import fs from 'node:fs';
import path from 'node:path';
import { run } from '../lib/run-process.mjs';
import { say } from '../lib/say.mjs';
import { readTools, toolPath } from '../setup/tools-manifest.mjs';

const RED_17 = { target: { jerseyNumber: '17', jerseyColor: '#b3131f', clicks: [{ timeSeconds: 5.6, x: 0.9273, y: 0.7667, kind: 'him' }] } };
/** On two busy cores. */
const ANALYSIS_MS = 900_000;

/**
 * @param {import('./start-packed.mjs').PackedApp} app
 * @param {string} home the clip goes below it
 * @param {string} pictures
 * @returns {Promise<{ segments: number, clip: { seconds: number, bytes: number }, device: string, analysisSeconds: number }>} throws at the first step that fails
 */
export async function newcomersPath(app, home, pictures) {
  const { page } = app;
  const picture = (/** @type {string} */ name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
  await picture('1-first-start');
  await page.getByRole('button', { name: 'Try the sample game' }).click();
  await page.getByRole('heading', { name: 'Who are you looking for?' }).waitFor();
  const job = (await call(page, 'listJobs', {}))[0];
  const jobId = job.record.id;
  say('✓ the sample game is in the list');

  await call(page, 'setupJob', { jobId, setup: RED_17 });
  await page.reload();
  await page.getByLabel('Jersey number').waitFor();
  await picture('2-who');
  const started = performance.now();
  await page.getByRole('button', { name: 'Find him' }).click();
  await page.locator('.progress-screen').waitFor();
  await page.waitForTimeout(1500);
  await picture('3-progress');
  await analysed(page, jobId);
  await page.locator('.desk').waitFor();
  const analysisSeconds = (performance.now() - started) / 1000;
  const { results } = await call(page, 'getReview', { jobId });
  if (!results || results.segments.length === 0) throw new Error('the analysis found no passage of red 17');
  await page.waitForTimeout(1500);
  await picture('4-review');
  say(`✓ ${results.segments.length} passages found in ${analysisSeconds.toFixed(1)} s`);

  const folder = path.join(home, 'clips');
  fs.mkdirSync(folder);
  const record = await call(page, 'startExport', { jobId, segmentIds: [results.segments[0].id], folder, options: {} });
  const done = await exported(page, jobId, record.id);
  await page.keyboard.press('e');
  await page.waitForTimeout(500);
  await picture('5-first-clip');
  const [clip] = done.files;
  if (!clip?.verified || !fs.existsSync(clip.path)) throw new Error(`the clip is not verified: ${JSON.stringify(done)}`);
  const seconds = await secondsOf(clip.path);
  if (Math.abs(seconds - clip.durationSeconds) > 0.1) throw new Error(`the clip lasts ${seconds} s and should last ${clip.durationSeconds} s`);
  say(`✓ first clip exported and verified: ${path.basename(clip.path)}`);
  const info = await call(page, 'appInfo', {});
  return { segments: results.segments.length, clip: { seconds, bytes: fs.statSync(clip.path).size }, device: info.reports.map((/** @type {{ provider: string | null }} */ report) => report.provider).join(', '), analysisSeconds };
}

/** Says how it stands when it does not end. @param {import('@playwright/test').Page} page @param {string} jobId */
async function analysed(page, jobId) {
  const deadline = performance.now() + ANALYSIS_MS;
  for (;;) {
    const { status } = await call(page, 'getJob', { jobId });
    if (status.status === 'done') return;
    const over = ['failed', 'cancelled', 'done-no-segments'].includes(status.status);
    if (over || performance.now() > deadline) throw new Error(`the analysis ${over ? 'ended' : 'still is'} ${status.status} (${status.stage}, ${Math.round(status.progress * 100)} %): ${JSON.stringify(status.error ?? status.message)}`);
    await page.waitForTimeout(500);
  }
}

/** @param {import('@playwright/test').Page} page @param {string} jobId @param {string} exportId @returns {Promise<any>} */
async function exported(page, jobId, exportId) {
  const deadline = performance.now() + ANALYSIS_MS;
  while (performance.now() < deadline) {
    const record = (await call(page, 'listExports', { jobId })).find((/** @type {{ id: string }} */ one) => one.id === exportId);
    if (record?.state === 'done') return record;
    if (record?.state === 'failed' || record?.state === 'cancelled') throw new Error(`the export ended ${record.state}: ${JSON.stringify(record.error)}`);
    await page.waitForTimeout(200);
  }
  throw new Error('the export did not end');
}

/**
 * A call as the page makes it.
 * @param {import('@playwright/test').Page} page @param {string} name @param {unknown} input @returns {Promise<any>}
 */
export async function call(page, name, input) {
  const answer = await page.evaluate(([callName, callInput]) => /** @type {any} */ (globalThis).shiftclipper.call(callName, callInput), /** @type {const} */ ([name, input]));
  if (!answer.ok) throw new Error(`${name} was refused: ${answer.error.message}`);
  return answer.value;
}

/** Measured by this machine's own ffprobe, not by the app's word. @param {string} file @returns {Promise<number>} */
async function secondsOf(file) {
  const tool = readTools().ffprobe;
  const { stdout } = await run(tool ? toolPath(tool) : 'ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file], { output: 'capture' });
  return Number(stdout.trim());
}
