import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { JobView } from '../../src-shared/domain/job.ts';
import { belongs } from './game-file.ts';
import { guardNetwork, remoteHost } from './forbid-network.ts';
import { diskLight, redisCheck, workersCheck } from './health.ts';
import { redact } from './redact.ts';
import { partOf } from './storage.ts';
import { packTar, safePath, unpackTar } from './tar.ts';
import { nextLook } from './watch-folder.ts';
import { endWords, overallProgress } from './work-at-a-glance.ts';

describe('the switch that forbids the network', () => {
  it.each([
    ['an http request', [[{ host: 'example.com', port: 443 }, null]], 'example.com'],
    ['a port and a host', [6379, '10.0.0.4'], '10.0.0.4'],
    ['a socket in the file system', [{ path: '/tmp/redis.sock' }], null],
    ['a path alone', ['/tmp/redis.sock'], null],
    ['this machine by name', [6379, 'localhost'], null],
    ['this machine by address', [{ host: '127.0.0.1', port: 1 }], null],
    ['this machine by default', [8080], null],
    ['an address that only begins like this machine', [{ host: '127.0.0.1.example.com', port: 1 }], '127.0.0.1.example.com'],
  ])('tells where %s goes', (_, args, host) => expect(remoteHost(args)).toBe(host));

  it('stops a fetch to another machine before a connection is made, lets this machine through, and acts at once', async () => {
    let forbidden = true;
    const refused: string[] = [];
    const remove = guardNetwork(() => forbidden, (host) => refused.push(host));
    const server = createServer((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
    try {
      await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
      const { port } = server.address() as { port: number };
      // 192.0.2.1 belongs to nobody (RFC 5737): without the guard this would hang, not fail.
      await expect(fetch('http://192.0.2.1/')).rejects.toMatchObject({ cause: { code: 'network-forbidden' } });
      expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(204);
      expect(refused).toEqual(['192.0.2.1']);
      forbidden = false;
      await fetch('http://192.0.2.1/', { signal: AbortSignal.timeout(50) }).catch(() => undefined);
      expect(refused).toEqual(['192.0.2.1']);
    } finally {
      remove();
      server.close();
    }
  });
});

describe('a support bundle', () => {
  const words = ['Robin cup final', '/home/ana/Videos/Robin cup final.mp4', 'ana'];
  it.each([
    ['the path of a video', 'could not read /home/ana/Videos/Robin cup final.mp4 at 3 s', 'could not read ‹name› at 3 s'],
    ['any other path, its kind kept', 'wrote /mnt/usb/kids/one.mov', 'wrote ‹path›.mov'],
    ['a path of Windows', 'C:\\Users\\Ana\\a.mp4 is gone', '‹path›.mp4 is gone'],
    ['a password in an address', 'redis://user:geheim@10.0.0.4:6379/0', 'redis://‹password›@‹address›:6379/0'],
    ['a token', '{"token":"abc123def"}', '{"token":"‹secret›"}'],
    ['an address of mail', 'from bob.b@example.org', 'from ‹address›'],
  ])('does not tell %s', (_, text, expected) => expect(redact(text, words)).toBe(expected));

  it.each(['chunk observed {"chunk":12}', 'versions 1.30.0 and 20.18.1', 'ratio 3/4 at 12:30', 'redis 127.0.0.1:6379'])('keeps "%s"', (text) => expect(redact(text, words)).toBe(text));
});

describe('a game file', () => {
  const run = '0'.repeat(26);
  it('gives back what was put in, also empty files and ones that fill a block', () => {
    const files = [{ path: 'job.json', content: Buffer.from('{}') }, { path: 'observations/0000.arrow', content: Buffer.alloc(1024, 7) }, { path: 'current', content: Buffer.alloc(0) }];
    expect(unpackTar(packTar(files)).map(({ path, content }) => ({ path, content: Buffer.from(content) }))).toEqual(files);
  });

  it.each(['../job.json', '/etc/passwd', 'a/../../b', 'runs//x', 'con.json', 'a\\..\\b', '.ssh/id', 'x./y', ''])('refuses to write to "%s"', (path) => {
    expect(() => safePath(path)).toThrow(/path|not/);
  });

  it('refuses a damaged one and one with a link in it', () => {
    const tar = packTar([{ path: 'job.json', content: Buffer.from('{}') }]);
    const linked = Buffer.from(tar);
    linked[156] = 0x32;
    linked[150] = linked[150]!; // the checksum is now wrong as well, which is found first
    expect(() => unpackTar(linked)).toThrow(/checksum/);
    expect(() => unpackTar(packTar([{ path: 'a', content: Buffer.alloc(600) }]).subarray(0, 700))).toThrow(/ends in the middle/);
  });

  it.each([
    ['job.json', true], ['observations/0003.arrow', true], [`runs/${run}/results.json`, true], [`runs/${run}/crops/a.jpg`, true],
    [`runs/${run}/clips/clip_001.mp4`, false], ['runs/11111111111111111111111111/results.json', false], ['proxy.mp4', false], ['log.jsonl', false], ['observations/evil.sh', false],
  ])('%s goes along: %s', (path, along) => expect(belongs(path, run)).toBe(along));
});

describe('health', () => {
  it.each([[6e9, 'good', null], [5e9, 'good', null], [4.9e9, 'warn', 'free-space'], [0.9e9, 'bad', 'free-space'], [null, 'warn', null]] as const)('of a disk with %s bytes free is %s', (free, light, mend) => {
    expect(diskLight(free, '/games')).toMatchObject({ light, mend });
  });

  it('of workers: one that stopped too often can be started again, none at all too, one that starts is waited for', () => {
    const worker = (state: 'ready' | 'crash-loop' | 'stopped' | 'starting') => ({ lane: 'long' as const, state, restarts: 0, message: '' });
    expect([[worker('ready')], [worker('ready'), worker('crash-loop')], [], [worker('starting')]].map((workers) => workersCheck({ workers }))).toMatchObject([
      { light: 'good', mend: null }, { light: 'bad', mend: 'revive-workers' }, { light: 'bad', mend: 'revive-workers' }, { light: 'warn', mend: null }]);
  });

  it('of a queue that could not be started says why', () => {
    expect(redisCheck({ redis: 'built in', redisState: 'failed', warnings: ['redis-server must be at /x; there is none'] })).toMatchObject({ light: 'bad', message: 'redis-server must be at /x; there is none', mend: 'restart-app' });
  });
});

describe('a watched folder', () => {
  const look = (sizes: Record<string, number>) => new Map(Object.entries(sizes));
  it('leaves what was there, and tells a new video once, when it has stopped growing for ten seconds', () => {
    const first = nextLook(null, look({ 'old.mp4': 5 }), 0);
    const copying = nextLook(first.seen, look({ 'old.mp4': 5, 'new.mp4': 10 }), 5000);
    const grown = nextLook(copying.seen, look({ 'old.mp4': 5, 'new.mp4': 20 }), 14_000);
    const early = nextLook(grown.seen, look({ 'old.mp4': 5, 'new.mp4': 20 }), 23_999);
    const done = nextLook(early.seen, look({ 'old.mp4': 5, 'new.mp4': 20 }), 24_000);
    const after = nextLook(done.seen, look({ 'old.mp4': 5, 'new.mp4': 20 }), 60_000);
    expect([first, copying, grown, early, done, after].map(({ finished }) => finished)).toEqual([[], [], [], [], ['new.mp4'], []]);
  });
});

describe('the work at a glance', () => {
  const job = (status: string, progress = 0): JobView => ({ record: { id: 'a', name: 'Cup' }, status: { status, progress, message: '3 passages', error: null } }) as unknown as JobView;
  it('is the mean of what is under way, and nothing when all rests', () => {
    expect(overallProgress([job('running', 0.5), job('queued', 0), job('done', 1)])).toBe(0.25);
    expect(overallProgress([job('done', 1), job('paused', 0.4)])).toBeNull();
  });
  it.each([['running', 'done', 'Your game is ready'], ['running', 'failed', 'A game could not be finished'], ['done', 'done', null], ['running', 'cancelled', null], ['queued', 'running', null]])('from %s to %s: %s', (before, after, title) => {
    expect(endWords(job(before).status, job(after))?.title ?? null).toBe(title);
  });
});

describe('what a game costs', () => {
  it.each([['observations/0001.arrow', 'seen'], ['tracks.arrow', 'seen'], ['proxy.mp4', 'preview'], ['frames/100.jpg', 'preview'], ['runs/x/clips/a.mp4', 'clips'], ['runs/x/combined.mp4', 'clips'], ['runs/x/results.json', 'rest'], ['job.json', 'rest']])('%s counts as %s', (path, part) => expect(partOf(path)).toBe(part));
});
