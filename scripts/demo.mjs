/** `npm run demo`: the whole way once on the committed demo game: analyse, print what was found, open the finished review. */
import fs from 'node:fs';
import path from 'node:path';
import { appCommand, appEnvironment } from './lib/electron-command.mjs';
import { artifacts, dist, fromRoot, resources } from './lib/paths.mjs';
import { withScreen } from './lib/virtual-screen.mjs';
import { run } from './lib/run-process.mjs';
import { sayPart, secondsSince, SetupError } from './lib/say.mjs';
import { ensureTools } from './setup/index.mjs';
import { hasDisplay } from './setup/system-packages.mjs';

const video = path.join(resources, 'demo', 'rink-demo', 'video.mp4');
/** Red 17 at 5.6 s with his number towards the camera: the middle of his box in gt.txt, frame 169, of 1280 × 720. */
const CLICK = { timeSeconds: 5.6, x: 0.9273, y: 0.7667 };
const WHO = ['--number', '17', '--jersey-color', '#b3131f', '--click', `${CLICK.timeSeconds},${CLICK.x},${CLICK.y}`];

/**
 * @typedef {object} Answer as the command line prints it with `--json`
 * @property {string} jobId
 * @property {string} status
 * @property {Array<{ start: number, end: number, confidence: number, startReason: string, endReason: string }>} segments
 * @property {Array<{ path: string, start: number, end: number }>} clips
 * @property {Record<string, number>} timings
 * @property {unknown} device
 */

/** @returns {Promise<number>} exit code */
export async function demo() {
  const folder = path.join(artifacts, 'demo');
  const out = path.join(folder, 'results');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const noWindow = await ensureTools({ window: true }).then(() => null, (/** @type {Error} */ error) => error); // told at the end: what can be done is done

  const env = { ...appEnvironment(), SHIFTCLIPPER_DATA: path.join(folder, 'data') }; // the person's own games stay as they are
  sayPart(`analysing ${fromRoot(video)} for red 17`);
  const started = performance.now();
  const args = ['analyse', video, ...WHO, '--combined', '--out', out, '--json'];
  const analysed = await run(process.execPath, [path.join(dist, 'cli', 'cli.mjs'), ...args], { output: 'result', env, timeoutSeconds: 1200 });
  if (analysed.code !== 0) throw new SetupError(`the analysis ended with exit code ${analysed.code}${analysed.stdout ? `: ${analysed.stdout.trim()}` : ''}`);
  /** @type {Answer} */
  const answer = JSON.parse(analysed.stdout);
  tell(answer, secondsSince(started));
  if (noWindow) throw noWindow;
  return openReview(answer.jobId, path.join(folder, 'review.png'), env);
}

/** @param {Answer} answer @param {string} took */
function tell(answer, took) {
  sayPart(`found in ${took}`);
  const lines = [
    ...answer.segments.map((segment, index) => `segment ${index + 1}: ${clock(segment.start)} – ${clock(segment.end)}  confidence ${segment.confidence.toFixed(2)}  (${segment.startReason} → ${segment.endReason})`),
    ...answer.clips.map((clip) => `clip: ${fromRoot(path.resolve(clip.path))}  ${clock(clip.start)} – ${clock(clip.end)}`),
    `timings: ${Object.entries(answer.timings).map(([stage, seconds]) => `${stage} ${typeof seconds === 'number' ? `${seconds.toFixed(1)} s` : String(seconds)}`).join(', ')}`,
    `device: ${typeof answer.device === 'string' ? answer.device : JSON.stringify(answer.device)}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/**
 * With a screen the window stays open for the person; without one it leaves a picture and closes.
 * @param {string} jobId @param {string} picture @param {Record<string, string>} env @returns {Promise<number>}
 */
async function openReview(jobId, picture, env) {
  sayPart(hasDisplay ? 'opening the review (close the window to end)' : 'opening the review on a virtual screen');
  const { command, args } = appCommand(['--open-job', jobId, '--screenshot', picture, ...(hasDisplay ? [] : ['--exit-after-screenshot'])]);
  const shown = await withScreen((screen) => run(command, args, { env: { ...env, ...screen }, output: 'stderr', ...(hasDisplay ? {} : { timeoutSeconds: 120 }) }));
  if (fs.existsSync(picture)) process.stdout.write(`picture: ${fromRoot(picture)}\n`);
  else throw new SetupError(`the window left no picture of the review (exit code ${shown.code}${shown.timedOut ? ', after 120 s' : ''})`);
  return shown.code;
}

/** @param {number} seconds @returns {string} m:ss.s */
function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
}
