import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLogger, silentLogger, type LogEntry } from '../../src-shared/logger.ts';
import { testFolder, testTools } from '../testing/test-tools.ts';
import { runFfmpeg, runFfprobe, startFfmpeg } from './run-ffmpeg.ts';

const tools = testTools();
const folder = testFolder('ffmpeg');
const idle = { signal: new AbortController().signal, log: silentLogger };
const endless = ['-re', '-f', 'lavfi', '-i', 'testsrc=s=64x36:r=10', '-f', 'null', '-'];

afterAll(() => rmSync(folder, { recursive: true }));

describe('running ffmpeg', () => {
  it('gives the frames on standard output and other facts on extra pipes', async () => {
    const running = startFfmpeg(tools, ['-f', 'lavfi', '-i', 'color=white:s=4x2:r=5:d=1', '-vf', 'format=gray,metadata=mode=print:key=x', '-f', 'rawvideo', '-', '-map', '0:v', '-f', 'framecrc', 'pipe:3'], { ...idle, extraPipes: 1 });
    const [picture, facts] = await Promise.all([bytesOf(running.stdout), bytesOf(running.extra[0]!), running.done]);
    expect(picture.length).toBe(4 * 2 * 5);
    expect(facts.toString('utf8').split('\n').filter((line) => line.startsWith('0,'))).toHaveLength(5);
  });

  it('tells how many seconds were written', async () => {
    const told: number[] = [];
    await runFfmpeg(tools, ['-f', 'lavfi', '-i', 'testsrc=s=64x36:r=10:d=3', '-c:v', 'mpeg4', '-y', path.join(folder, 'three.mp4')], { ...idle, onProgress: (seconds) => told.push(seconds) });
    expect(told.at(-1)).toBeGreaterThan(2.5);
  });

  it('gives ffprobe\'s answer as data', async () => {
    const answer = await runFfprobe(tools, ['-f', 'lavfi', '-show_entries', 'stream=width,height', '-i', 'testsrc=s=64x36:d=1'], idle);
    expect(answer).toMatchObject({ streams: [{ width: 64, height: 36 }] });
  });

  it('logs the full command at debug so that it can be pasted', async () => {
    const entries: LogEntry[] = [];
    await runFfmpeg(tools, ['-f', 'lavfi', '-i', 'color=s=16x16:d=0.1', '-f', 'null', '-'], { ...idle, log: createLogger('test', 'debug', (entry) => entries.push(entry)) });
    expect(String(entries[0]?.fields?.['command'])).toContain('-f lavfi -i color=s=16x16:d=0.1 -f null -');
  });
});

describe('stopping ffmpeg', () => {
  it('is gone within a second of an abort, and the error says cancelled', { retry: 2 }, async () => {
    const control = new AbortController();
    const running = startFfmpeg(tools, endless, { ...idle, signal: control.signal });
    await seconds(0.3);
    const asked = performance.now();
    control.abort();
    await expect(running.done).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(isAlive(running.pid)).toBe(false);
  });

  it('kills one that does not listen', { retry: 2 }, async () => {
    const deaf = path.join(folder, 'deaf.sh');
    writeFileSync(deaf, '#!/bin/sh\ntrap "" TERM\nsleep 30 & sleep 30\n', { mode: 0o755 });
    const control = new AbortController();
    const running = startFfmpeg({ ...tools, ffmpeg: deaf }, [], { ...idle, signal: control.signal });
    await seconds(0.2);
    const asked = performance.now();
    control.abort();
    await expect(running.done).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - asked).toBeLessThan(1000);
  });

  it.runIf(process.platform === 'linux')('dies with the process that started it', async () => {
    const script = `
      import { startFfmpeg } from ${JSON.stringify(path.join(import.meta.dirname, 'run-ffmpeg.ts'))};
      const log = { debug() {}, info() {}, warn() {}, error() {} };
      const running = startFfmpeg(${JSON.stringify(tools)}, ${JSON.stringify(endless)}, { signal: new AbortController().signal, log });
      console.log(running.pid);`;
    const file = path.join(folder, 'parent.ts');
    writeFileSync(file, script);
    const bundle = path.join(folder, 'parent.mjs');
    const { build } = await import('esbuild');
    await build({ entryPoints: [file], bundle: true, platform: 'node', format: 'esm', outfile: bundle, logLevel: 'silent' });
    const parent = spawn(process.execPath, [bundle], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (data: Buffer) => resolve(Number(String(data).trim()))));
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

describe('when ffmpeg fails', () => {
  it('keeps its last words', async () => {
    const failing = runFfmpeg(tools, ['-i', path.join(folder, 'absent.mp4'), '-f', 'null', '-'], idle);
    await expect(failing).rejects.toMatchObject({ code: 'ffmpeg-failed', details: { tail: expect.stringContaining('No such file') as string } });
  });

  it.runIf(process.platform !== 'win32').each(['SIGKILL', 'SIGTERM'] as const)('tells an ending from outside (%s) from a failure of its own', async (signal) => {
    const running = startFfmpeg(tools, ['-v', 'error', '-progress', 'pipe:3', ...endless], { ...idle, extraPipes: 1 });
    await once(running.extra[0]!, 'data'); // it is at work
    process.kill(running.pid, signal);
    for (const pipe of running.extra) pipe.resume();
    await expect(running.done).rejects.toMatchObject({ code: 'ffmpeg-killed' });
  });

  it.each(['ffmpeg-not-here', '/nowhere/ffmpeg'])('names the missing program: %s', async (ffmpeg) => {
    const failing = async (): Promise<void> => runFfmpeg({ ...tools, ffmpeg }, ['-version'], idle);
    await expect(failing()).rejects.toMatchObject({ code: 'tool-missing' });
  });

  it.runIf(process.platform === 'linux')('says so when the disk is full', async () => {
    const failing = runFfmpeg(tools, ['-f', 'lavfi', '-i', 'testsrc=s=320x180:d=2', '-f', 'rawvideo', '-y', '/dev/full'], idle);
    await expect(failing).rejects.toMatchObject({ code: 'disk-full' });
  });
});

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, count * 1000); });
}

/** A zombie counts as gone. */
function isAlive(pid: number): boolean {
  try {
    if (process.platform === 'linux' && readdirSync('/proc').includes(String(pid))) return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    process.kill(pid, 0);
    return process.platform !== 'linux';
  } catch {
    return false;
  }
}
