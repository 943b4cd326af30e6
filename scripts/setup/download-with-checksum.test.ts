import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'download-'));
vi.stubEnv('SHIFTCLIPPER_CACHE', folder); // read when the module is loaded
const { downloadWithChecksum, cachePlace } = await import('./download-with-checksum.mjs');

const content = 'weights';
const sha256 = createHash('sha256').update(content).digest('hex');
let requests = 0;
const server = http.createServer((request, response) => {
  requests += 1;
  if (request.url === '/good') response.end(content);
  else if (request.url === '/damaged') response.end('weight');
  else response.writeHead(404).end();
});
const source = (place: string) => ({ kind: 'url' as const, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${place}` });

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.close();
  fs.rmSync(folder, { recursive: true });
});

describe('a download', () => {
  it('that is damaged everywhere is named with each reason, and leaves nothing behind', async () => {
    const wanted = { name: 'model', sha256, sources: [source('absent'), source('damaged')], remedy: 'copy it by hand' };
    await expect(downloadWithChecksum(wanted)).rejects.toThrow(/model could not be had .*404.*its sha256 is .*copy it by hand/s);
    expect(fs.readdirSync(path.join(folder, 'files'))).toEqual([]);
  });

  it('goes on to the next source, and is taken from the cache the second time', async () => {
    const wanted = { name: 'model', sha256, sources: [source('damaged'), source('good')] };
    const cached = await downloadWithChecksum(wanted);
    const requestsSoFar = requests;
    expect(await downloadWithChecksum(wanted)).toBe(cached);
    expect({ cached, content: fs.readFileSync(cached, 'utf8'), requests }).toEqual({ cached: cachePlace(sha256), content, requests: requestsSoFar });
  });
});
