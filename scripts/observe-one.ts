/**
 * Observes a video file and prints what each chunk saw: `node dist/tools/observe-one.mjs VIDEO OUT_FOLDER [--preset wide] [--stride 3] [--until 20]`.
 * For development; the app does the same through its queue.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Settings } from '../src-shared/domain/settings.ts';
import { createLogger } from '../src-shared/logger.ts';
import { decodeObservations } from '../src-shared/observation-file.ts';
import { closeInference } from '../src-worker/inference/inference-client.ts';
import { observeChunk } from '../src-worker/observe/observe-stage.ts';
import { findTools } from '../src-worker/control/find-tools.ts';
import type { StageContext } from '../src-worker/pipeline/stage.ts';
import { probeVideo } from '../src-worker/probe/probe-stage.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { preset: { type: 'string' }, stride: { type: 'string' }, until: { type: 'string' }, debug: { type: 'boolean' } },
});
const [video, folder] = positionals;
if (video === undefined || folder === undefined) {
  console.error('usage: observe-one VIDEO OUT_FOLDER [--preset broadcast|wide|tactical] [--stride N] [--until SECONDS] [--debug]');
  process.exit(2);
}
const control = new AbortController();
process.once('SIGINT', () => control.abort());
const resourcesDir = process.env['SHIFTCLIPPER_RESOURCES'] ?? path.resolve('resources');
const ctx: StageContext = {
  signal: control.signal,
  log: createLogger('observe-one', values.debug ? 'debug' : 'info', (entry) => console.error(JSON.stringify(entry))),
  report: () => undefined,
  tools: await findTools(resourcesDir, process.env),
  resourcesDir,
  device: 'cpu',
  effort: 'stay-responsive',
};
const setup = Settings.parse({ preset: values.preset ?? 'broadcast', overrides: values.stride === undefined ? {} : { detectStride: Number(values.stride) } });
const media = await probeVideo(video, ctx);
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'media.json'), JSON.stringify(media, null, 1));
for (const whole of media.chunks) {
  const until = Number(values.until ?? Infinity);
  if (whole.start >= until) break;
  const chunk = { ...whole, end: Math.min(whole.end, until), observeEnd: Math.min(whole.observeEnd, until) };
  const outFile = path.join(folder, `${String(chunk.index).padStart(4, '0')}.arrow`);
  const cpu = process.cpuUsage();
  const began = performance.now();
  const { reused } = await observeChunk({ videoPath: video, media, chunk, setup, outFile }, ctx);
  const wall = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const seen = decodeObservations(readFileSync(outFile), outFile);
  const frames = seen.frames.pts.length;
  console.log(`chunk ${chunk.index}${reused ? ' (was there)' : ''}: ${frames} frames, ${seen.detections.frame.length} people, ${seen.tracklets.firstFrame.length} tracklets, ${seen.samples.detection.length} samples, ${seen.samples.numberTried.reduce((sum, tried) => sum + tried, 0)} tried, ${seen.readings.text.length} readings`);
  console.log(`  ${wall.toFixed(1)} s, ${((user + system) / 1000 / Math.max(1, frames)).toFixed(1)} CPU ms a frame in this process; cuts ${[...seen.cuts.pts].map((pts) => pts.toFixed(3)).join(' ') || 'none'}`);
  console.log(`  surfaces ${[...seen.surfaces.frame].map((frame, i) => `from ${seen.frames.pts[frame]!.toFixed(2)}: L ${seen.surfaces.l[i]!.toFixed(0)} a ${seen.surfaces.a[i]!.toFixed(0)} b ${seen.surfaces.b[i]!.toFixed(0)} (${seen.surfaces.share[i]!.toFixed(2)})`).join('; ') || 'none'}`);
  if (seen.meta.warnings.length > 0) console.log(`  warnings: ${seen.meta.warnings.join(' ')}`);
}
await closeInference();
