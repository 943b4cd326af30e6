/**
 * CPU time of the ways of cutting: `node dist/tools/bench-cut.mjs [--video FILE] [--clips 20] [--seconds 30] [--at-once 1] [--ways exact,smart,copy]`.
 * Every way cuts the same passages in one run and verifies them, so the ratio holds on a busy machine too. Linux only: it reads /proc.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createLogger } from '../src-shared/logger.ts';
import { findTools } from '../src-worker/control/find-tools.ts';
import { cutClips, type ClipSpan, type CutMode } from '../src-worker/cut/cut-stage.ts';
import { runFfmpeg } from '../src-worker/ffmpeg/run-ffmpeg.ts';
import { probeVideo } from '../src-worker/probe/probe-stage.ts';

const { values } = parseArgs({ options: { video: { type: 'string' }, clips: { type: 'string', default: '20' }, seconds: { type: 'string', default: '30' }, 'at-once': { type: 'string', default: '1' }, ways: { type: 'string', default: 'exact,smart,copy' } } });
const atOnce = Number(values['at-once']);
const ways = values.ways.split(',').filter((way): way is CutMode => way === 'exact' || way === 'smart' || way === 'copy');
const [clips, seconds] = [Number(values.clips), Number(values.seconds)];
if (!(clips >= 1 && seconds > 0 && atOnce >= 1 && ways.length > 0)) throw new Error('usage: bench-cut [--video FILE] [--clips N ≥ 1] [--seconds EACH > 0] [--at-once N ≥ 1] [--ways exact,smart,copy]');

const folder = mkdtempSync(path.join(os.tmpdir(), 'shiftclipper-bench-cut-'));
const stopping = new AbortController();
// ffmpeg runs in a group of its own, which Ctrl-C at a terminal does not reach.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());
const ctx = {
  signal: stopping.signal, report: () => undefined,
  log: createLogger('bench-cut', 'warn', (entry) => console.error(JSON.stringify(entry))),
  tools: await findTools(process.env['SHIFTCLIPPER_RESOURCES'] ?? path.resolve('resources'), process.env),
};
try {
  const videoPath = values.video ?? (await generate());
  const media = await probeVideo(videoPath, ctx);
  const step = (media.durationSeconds - seconds) / Math.max(1, clips - 1);
  if (step < seconds && clips > 1) throw new Error(`the video must last at least ${clips * seconds} s, found ${media.durationSeconds} s`);
  // 0.37: not on a key frame, as people cut.
  const spans: ClipSpan[] = Array.from({ length: clips }, (_, i) => ({ segmentId: `${i}`, start: media.startSeconds + 0.37 + i * step * 0.98, end: media.startSeconds + 0.37 + i * step * 0.98 + seconds * 0.97 }));
  console.log(`${media.width} × ${media.height}, ${clips} clips of ${(seconds * 0.97).toFixed(1)} s, ${atOnce} at once, ${os.cpus().length} cores, load ${os.loadavg()[0]!.toFixed(1)}`);
  const used = new Map<CutMode, number>();
  for (const mode of ways) {
    const [cpu, began] = [childCpuSeconds() + ownCpuSeconds(), performance.now()];
    await cutClips({ videoPath, media, spans, outDir: path.join(folder, mode), mode, atOnce }, ctx);
    const spent = childCpuSeconds() + ownCpuSeconds() - cpu;
    used.set(mode, spent);
    const minutes = (clips * seconds * 0.97) / 60;
    console.log(`${mode}: ${(spent / minutes).toFixed(1)} CPU s a minute of clip (× ${(spent / used.get(ways[0]!)!).toFixed(2)} of ${ways[0]}), ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
} catch (error) {
  if (!stopping.signal.aborted) throw error;
  console.error('stopped');
  process.exitCode = 130;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** 1080p30 H.264, a key frame every two seconds, with grain, so that it costs what filmed pictures cost. */
async function generate(): Promise<string> {
  const file = path.join(folder, 'source.mp4');
  const length = Math.ceil(clips * seconds * 1.05 + 1);
  await runFfmpeg(ctx.tools, [
    '-f', 'lavfi', '-i', `testsrc2=s=1920x1080:r=30:d=${length},noise=alls=4:allf=t`, '-f', 'lavfi', '-i', `anoisesrc=a=0.1:d=${length}`,
    '-c:v', 'libx264', '-preset', 'superfast', '-b:v', '8M', '-g', '60', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-y', file,
  ], ctx);
  return file;
}

/** User and system time of ended children, from the kernel (hundredths of a second). */
function childCpuSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
