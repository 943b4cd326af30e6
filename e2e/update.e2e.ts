/** A newer version from a feed on this machine, by the real updater: told, refused when it is not the announced bytes, fetched, put in the old one's place and started. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/app.ts';

const folder = mkdtempSync(join(tmpdir(), 'shiftclipper-update-'));
const installed = join(folder, 'ShiftClipper.AppImage');
const started = join(folder, 'started');
const release = `#!/bin/sh\necho new > '${started}'\n`;
/** What the feed says of the package; a test makes it wrong. */
let announced = release;
let server: Server;

test.describe('an app that was installed as an AppImage', () => {
  test.skip(process.platform !== 'linux', 'an AppImage runs on Linux');

  test.beforeAll(async () => {
    writeFileSync(installed, '#!/bin/sh\n', { mode: 0o755 });
    server = createServer((request, response) => {
      if (request.url?.startsWith('/latest-linux') === true) return response.end(feed(announced));
      if (request.url?.endsWith('.AppImage') === true) return response.end(release);
      return response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => { server.once('listening', resolve); });
    Object.assign(process.env, { SHIFTCLIPPER_UPDATE_FEED: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, APPIMAGE: installed, XDG_CACHE_HOME: join(folder, 'cache') });
  });

  test.afterAll(() => {
    for (const name of ['SHIFTCLIPPER_UPDATE_FEED', 'APPIMAGE', 'XDG_CACHE_HOME']) delete process.env[name];
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('learns of a newer version, refuses other bytes than the announced, and becomes the new one when the user says so @desktop', async ({ app }) => {
    const { page } = app;
    await page.evaluate(() => { location.hash = '#/settings'; });
    const line = page.getByRole('status').filter({ has: page.getByRole('button') });
    announced = 'something else';
    await page.getByRole('button', { name: 'Look for a newer version' }).click();
    await expect(line).toContainText('Version 99.0.0 is there. Faster.');
    await page.getByRole('button', { name: 'Fetch it' }).click();
    await expect(line).toContainText('checksum mismatch');
    expect(readFileSync(installed, 'utf8')).toBe('#!/bin/sh\n');

    announced = release;
    await page.getByRole('button', { name: 'Look for a newer version' }).click();
    await page.getByRole('button', { name: 'Fetch it' }).click();
    await expect(line).toContainText('Version 99.0.0 is fetched.');
    await app.picture('update');
    const ended = new Promise<void>((resolve) => { app.electron.once('close', () => resolve()); });
    await page.getByRole('button', { name: 'Start the new version' }).click();
    await ended;
    await expect.poll(() => existsSync(started)).toBe(true);
    expect(readFileSync(installed, 'utf8')).toBe(release);
  });
});

function feed(content: string): string {
  return `version: 99.0.0\nreleaseNotes: Faster.\nreleaseDate: '2026-01-01T00:00:00.000Z'\nfiles:\n  - url: ShiftClipper-99.0.0.AppImage\n    sha512: ${createHash('sha512').update(content).digest('base64')}\n    size: ${release.length}\n`;
}
