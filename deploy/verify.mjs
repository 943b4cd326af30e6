/**
 * One command that proves a running installation: makes a small clip, uploads it, queues it, and asserts that it was seen queued, seen started,
 * ended well, and that the queue is empty again. Needs Node and ffmpeg; SHIFTCLIPPER_URL (default http://127.0.0.1:4150) and SHIFTCLIPPER_API_TOKEN_FILE.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const url = process.env['SHIFTCLIPPER_URL'] ?? 'http://127.0.0.1:4150';
const tokenFile = process.env['SHIFTCLIPPER_API_TOKEN_FILE'] ?? '/data/http-token';
const atMostMs = Number(process.env['SHIFTCLIPPER_VERIFY_SECONDS'] ?? 300) * 1000;
const folder = mkdtempSync(path.join(os.tmpdir(), 'shiftclipper-verify-'));

try {
  const token = readFileSync(tokenFile, 'utf8').trim();
  const clip = path.join(folder, 'verify.mp4');
  const made = spawnSync(process.env['FFMPEG_BIN'] ?? 'ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=10:duration=2', '-pix_fmt', 'yuv420p', '-y', clip], { encoding: 'utf8' });
  claim('a clip is made', made.status === 0, made.stderr ?? String(made.error));
  const bytes = readFileSync(clip);

  const ask = async (method, where, body, headers = {}) => {
    const answer = await fetch(`${url}${where}`, { method, ...(body === undefined ? {} : { body }), headers: { authorization: `Bearer ${token}`, ...headers } });
    const value = await answer.json();
    claim(`${method} ${where.replace(/[0-9a-z]{26}/, '…')} answers well`, answer.ok, JSON.stringify(value));
    return value;
  };
  const { uploadId } = await ask('POST', `/uploads?name=verify.mp4&bytes=${bytes.length}`);
  const { job } = await ask('PUT', `/uploads/${uploadId}`, bytes, { 'upload-offset': '0' });
  const id = job?.record?.id;
  claim('the upload became a job', typeof id === 'string');
  await ask('PUT', `/jobs/${id}/setup`, JSON.stringify({ target: { jerseyNumber: '1' } }), { 'content-type': 'application/json' });

  // Listened to from before it is queued, so that no state is missed however quick it is.
  const seen = new Set();
  const news = await fetch(`${url}/jobs/${id}/events`, { headers: { authorization: `Bearer ${token}` } });
  const listening = (async () => {
    for await (const part of news.body.pipeThrough(new TextDecoderStream())) for (const [, status] of part.matchAll(/"status":"([a-z-]+)","stage"/g)) seen.add(status);
  })().catch(() => undefined);
  await ask('POST', `/jobs/${id}/run`);
  let status = null;
  for (const began = Date.now(); Date.now() - began < atMostMs; await sleep(250)) {
    status = await (await fetch(`${url}/jobs/${id}/status`, { headers: { authorization: `Bearer ${token}` } })).json();
    if (['done', 'done-no-segments', 'failed', 'cancelled'].includes(status.status)) break;
  }
  claim('it was seen queued', seen.has('queued'), [...seen].join(' '));
  claim('it was seen started', seen.has('running'), [...seen].join(' '));
  claim('it ended well', (status?.status ?? '').startsWith('done'), JSON.stringify(status));
  claim('the queue let go of it', status?.queueState === 'missing', String(status?.queueState));
  const workers = await ask('POST', '/calls/listWorkers', '{}', { 'content-type': 'application/json' });
  say(`      workers: ${workers.map((worker) => `${worker.machine}:${worker.pid} ${worker.provider ?? worker.device} ${worker.done} done`).join(', ') || 'none of other machines'}`);
  await ask('DELETE', `/jobs/${id}`);
  await listening;
  say('verified');
} catch (error) {
  if (error?.message !== 'claim') say(`FAIL  ${error?.message}${error?.cause ? `: ${error.cause.message}` : ''}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

function claim(what, holds, found = '') {
  say(`${holds ? 'ok   ' : 'FAIL '} ${what}${holds ? '' : `: ${found}`}`);
  if (!holds) throw new Error('claim');
}
