import { describe, expect, it } from 'vitest';
import { checkServer } from './check-server.ts';

const server = (version: string, policy: string | null) => ({
  info: () => Promise.resolve(`# Server\r\nredis_version:${version}\r\n`),
  config: () => (policy === null ? Promise.reject(new Error('NOPERM')) : Promise.resolve(['maxmemory-policy', policy])),
}) as unknown as Parameters<typeof checkServer>[0];

describe('a Redis that answers', () => {
  it.each(['5.0.14', '6.0.20', '3.2.1'])('is refused when it is as old as %s, naming both versions', async (version) => {
    await expect(checkServer(server(version, 'noeviction'))).rejects.toThrow(`must be 6.2 or newer, this one is ${version}`);
  });

  it.each(['6.2.0', '7.0.15', '10.1.0'])('is taken in version %s', async (version) => {
    expect(await checkServer(server(version, 'noeviction'))).toEqual([]);
  });

  it('that may throw jobs away is taken with a warning', async () => {
    expect(await checkServer(server('7.0.15', 'allkeys-lru'))).toEqual([expect.stringContaining('allkeys-lru')]);
  });

  it('that tells nothing of its settings is taken', async () => {
    expect(await checkServer(server('7.0.15', null))).toEqual([]);
  });
});
