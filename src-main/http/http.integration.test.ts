import { execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src-shared/logger.ts';
import { buildWorker, removeWorker, startTestServices, testDataDir, type TestServices } from '../testing/test-services.ts';
import { findRunningApp } from './control-record.ts';
import { openDoors, type Doors } from './open-doors.ts';

describe('the HTTP server', { timeout: 60_000 }, () => {
  let dataDir: string;
  let media: string;
  let video: string;
  let worker: string;
  let services: TestServices;
  let doors: Doors;
  let token: string;

  beforeAll(async () => {
    worker = await buildWorker('http');
    media = await mkdtemp(join(tmpdir(), 'sc http '));
    video = join(media, 'game.mp4');
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=30:duration=2', '-pix_fmt', 'yuv420p', '-y', video]);
    dataDir = await testDataDir();
    services = await startTestServices(dataDir, worker, { verifyOnly: true, httpPort: 0 });
    doors = await openDoors(services, services.config, silentLogger);
    token = (await readFile(doors.http!.tokenFile, 'utf8')).trim();
  });
  afterAll(async () => {
    await doors.close();
    await services.stop();
    await Promise.all([removeWorker(worker), rm(media, { recursive: true, force: true }), rm(dataDir, { recursive: true, force: true })]);
  });

  const ask = (method: string, path: string, options: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}) =>
    fetch(`${doors.http!.url}${path}`, { ...options, method, headers: { authorization: `Bearer ${token}`, ...options.headers } });
  const askJson = async (method: string, path: string, body?: unknown) => {
    const answer = await ask(method, path, body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    return { status: answer.status, value: (await answer.json()) as Record<string, never> & { [key: string]: unknown } };
  };
  const newJob = async (): Promise<string> => ((await askJson('POST', '/jobs', { videoPath: video })).value as unknown as { record: { id: string } }).record.id;
  const untilDone = (id: string) => expect.poll(async () => (await askJson('GET', `/jobs/${id}/status`)).value['status'], { timeout: 30_000 }).toBe('done');

  it('brings a job from its creation to its results, tells its news, and removes it', async () => {
    const id = await newJob();
    const news = await ask('GET', `/jobs/${id}/events`);
    expect((await askJson('PUT', `/jobs/${id}/setup`, { target: { jerseyNumber: '17' } })).status).toBe(200);
    expect((await askJson('POST', `/jobs/${id}/run`)).status).toBe(200);
    await untilDone(id);
    expect((await askJson('GET', `/jobs/${id}/results`)).value).toMatchObject({ results: { outcome: 'verified' } });
    expect((await askJson('POST', `/jobs/${id}/retry`)).status).toBe(200);
    await untilDone(id);
    expect((await askJson('POST', `/jobs/${id}/cancel`))).toMatchObject({ status: 400, value: { code: 'invalid-input' } });
    expect((await askJson('POST', '/jobs/cleanup?days=0&max_count=5')).value).toEqual({ removed: [] });
    expect((await askJson('DELETE', `/jobs/${id}`)).status).toBe(200);
    const told = await news.text(); // ends with the job
    expect(news.headers.get('content-type')).toContain('text/event-stream');
    expect([...told.matchAll(/"status":"(\w+)","stage"/g)].map(([, status]) => status)).toEqual(expect.arrayContaining(['created', 'ready', 'queued', 'done']));
    expect(told).toContain('event: job-removed');
    expect((await askJson('GET', `/jobs/${id}/status`)).status).toBe(404);
  });

  it('sends a part of an artifact, and nothing from outside the job\'s folder', async () => {
    const id = await newJob();
    const part = await ask('GET', `/jobs/${id}/artifacts/media.json`, { headers: { range: 'bytes=0-9' } });
    expect([part.status, (await part.text()).length]).toEqual([206, 10]);
    for (const path of ['..%2f..%2fhttp-token', '%2fetc%2fpasswd', 'media.json%00', 'C:%5Cx', '%ff']) {
      const answer = await ask('GET', `/jobs/${id}/artifacts/${path}`);
      expect([403, 404], path).toContain(answer.status);
      expect(await answer.text()).not.toContain(token);
    }
    for (const path of ['../../http-token', '%2e%2e/%2e%2e/http-token']) expect(await raw(`/jobs/${id}/artifacts/${path}`)).toBe(403);
  });

  it('takes an upload in pieces, goes on after a break, and makes a job of it', async () => {
    const bytes = await readFile(video);
    const { uploadId } = (await askJson('POST', `/uploads?name=my%20game.mp4&bytes=${bytes.length}`)).value as unknown as { uploadId: string };
    const half = Math.floor(bytes.length / 2);
    const put = async (offset: number, body: Buffer) => {
      const answer = await ask('PUT', `/uploads/${uploadId}`, { body: new Uint8Array(body), headers: { 'upload-offset': String(offset) } });
      return { status: answer.status, value: (await answer.json()) as { offset?: number; job?: { record: { name: string; videoPath: string } } } };
    };
    expect((await put(0, bytes.subarray(0, half))).value).toMatchObject({ offset: half });
    expect((await put(0, bytes.subarray(0, half))).status).toBe(400);
    await cutOff(uploadId, half, bytes.subarray(half, half + 1000), bytes.length - half);
    const { offset } = (await askJson('GET', `/uploads/${uploadId}`)).value as unknown as { offset: number };
    expect(offset).toBeGreaterThanOrEqual(half);
    const { status, value } = await put(offset, bytes.subarray(offset));
    expect([status, value.job?.record.name]).toEqual([201, 'my game']);
    expect(await readFile(value.job!.record.videoPath)).toEqual(bytes);
  });

  it.each([
    ['name=a.exe&bytes=5', 400], ['name=..%2f..%2fa.mp4&bytes=-1', 400], ['name=a.mp4&bytes=1e9', 400], ['name=a.mp4&bytes=999999999999999', 507],
  ])('refuses an upload with %s', async (query, status) => {
    expect((await askJson('POST', `/uploads?${query}`)).status).toBe(status);
  });

  it('describes every operation in an OpenAPI document made from the schemas', async () => {
    const { paths } = (await askJson('GET', '/openapi.json')).value as unknown as { paths: Record<string, Record<string, { requestBody?: unknown }>> };
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/jobs', '/jobs/{id}/status', '/jobs/{id}/results', '/jobs/{id}/events', '/jobs/{id}/setup', '/jobs/{id}/run', '/jobs/{id}/cancel', '/jobs/{id}/retry', '/jobs/cleanup', '/uploads']));
    expect(JSON.stringify(paths['/jobs/{id}/setup']?.['put']?.requestBody)).toContain('jerseyNumber');
  });

  it('refuses who has no token, a page of another origin, and a name that was made to lead here', async () => {
    const status = async (headers: Record<string, string>): Promise<number> => raw('/jobs', headers);
    expect([
      await status({ authorization: '' }), await status({ authorization: 'Bearer wrong' }), await status({ origin: 'https://evil.example' }), await status({ host: 'evil.example' }), await status({}),
    ]).toEqual([401, 401, 403, 421, 200]);
  });

  it.each([
    ['POST', '/jobs', { videoPath: 5 }, 400], ['POST', '/jobs', { videoPath: '/nowhere.mp4' }, 422], ['POST', '/jobs', undefined, 400], ['POST', '/jobs', { videoPath: 'x'.repeat(2_000_000) }, 413],
    ['GET', '/nothing', undefined, 404], ['DELETE', '/jobs', undefined, 405], ['POST', '/jobs/cleanup', undefined, 400], ['POST', '/calls/revealFile', { path: '/' }, 404], ['GET', '/jobs/..', undefined, 404],
  ])('answers %s %s with a plain error', async (method, path, body, status) => {
    const answer = await askJson(method, path, body).catch(() => null);
    if (answer === null) expect(status).toBe(413); // the connection was closed while we were still sending
    else expect([answer.status, typeof answer.value['message'], typeof answer.value['next']]).toEqual([status, 'string', 'string']);
  });

  it('keeps its secrets readable by the user alone and out of the log', async () => {
    for (const file of ['http-token', 'control.json']) expect((await stat(join(dataDir, file))).mode & 0o077).toBe(0);
    expect(JSON.stringify(services.entries)).not.toContain(token);
  });

  it('lets another process of the user act on jobs of the running app', async () => {
    const id = await newJob();
    const record = JSON.parse(await readFile(join(dataDir, 'control.json'), 'utf8')) as object;
    const otherFolder = await mkdtemp(join(tmpdir(), 'sc other '));
    await writeFile(join(otherFolder, 'control.json'), JSON.stringify({ ...record, pid: process.ppid, startedAt: 'unknown' })); // seen from another process
    const app = await findRunningApp(otherFolder, services.config.jobsDir);
    expect((await app!.call('renameJob', { jobId: id, name: 'by another' })).record.name).toBe('by another');
    await expect(app!.call('cancelJob', { jobId: id })).rejects.toMatchObject({ code: 'invalid-input' });
    await rm(otherFolder, { recursive: true });
  });

  /** fetch cleans paths and forbids some headers. */
  function raw(path: string, headers: Record<string, string> = {}): Promise<number> {
    const { hostname, port } = new URL(doors.http!.url);
    return new Promise((resolve, reject) => {
      request({ hostname, port, path, headers: { authorization: `Bearer ${token}`, ...headers } }, (response) => { response.resume(); resolve(response.statusCode ?? 0); }).once('error', reject).end();
    });
  }

  /** A connection that breaks before all announced bytes were sent. */
  function cutOff(uploadId: string, offset: number, part: Buffer, announced: number): Promise<void> {
    const { hostname, port } = new URL(doors.http!.url);
    return new Promise((resolve) => {
      const sending = request({ hostname, port, method: 'PUT', path: `/uploads/${uploadId}`, headers: { authorization: `Bearer ${token}`, 'upload-offset': offset, 'content-length': announced } });
      sending.once('error', () => undefined).once('close', () => setTimeout(resolve, 200));
      sending.write(part, () => setTimeout(() => sending.destroy(), 100));
    });
  }
});
