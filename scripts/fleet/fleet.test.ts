import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulate, sizeFor } from './fleet-model.mjs';
import { root } from '../lib/paths.mjs';

const fleet = { processes: 1, cpuSecondsPerChunk: 10, bytesPerChunk: 0, uplinkBytesPerSecond: 100, linkBytesPerSecond: 1000, startSeconds: 0, finishSeconds: 0 };

describe('the model of a fleet', () => {
  it('lets one process do one chunk after another', () => { expect(simulate(fleet, 3).seconds).toBeCloseTo(30); });
  it('is twice as fast with two, where nothing is shared', () => { expect(simulate({ ...fleet, processes: 2 }, 4).seconds).toBeCloseTo(20); });
  it('waits for the last chunk when they do not come out even', () => { expect(simulate({ ...fleet, processes: 2 }, 3).seconds).toBeCloseTo(20); });
  it('reads while it computes: the slower of both counts', () => { expect(simulate({ ...fleet, bytesPerChunk: 2000 }, 1).seconds).toBeCloseTo(20); });
  it('shares the uplink equally: many readers are no faster than it', () => {
    const { seconds, uplinkUse } = simulate({ ...fleet, processes: 4, bytesPerChunk: 1000 }, 4);
    expect([seconds, uplinkUse]).toEqual([expect.closeTo(40), expect.closeTo(1)]);
  });
  it('adds what is neither, and the end of a game', () => { expect(simulate({ ...fleet, startSeconds: 1, finishSeconds: 5 }, 2).seconds).toBeCloseTo(27); });
  it('knows how many processes a day of games needs', () => { expect(sizeFor(fleet, 24)).toEqual({ processes: 1, uplinkBytesPerSecond: 0, cpuHours: 4 }); });
});

describe('the files for containers and pods', () => {
  const folder = path.join(root, 'deploy');
  const texts = Object.fromEntries(['Dockerfile', 'docker-compose.yml', 'pod-start.sh', 'verify.mjs', 'make-secrets.sh'].map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));

  it('name only paths of the repository that exist or are built', () => {
    const named = Object.values(texts).flatMap((text) => [...text.matchAll(/(?:deploy|scripts|src-\w+|dist)\/[\w./-]+\.\w+/g)].map(([found]) => found));
    const missing = named.filter((found) => !existsSync(path.join(root, found)) && !existsSync(path.join(root, found.replace(/^dist\/(\w+)\/([\w-]+)\.mjs$/, (_, part: string, name: string) => `src-${part === 'cli' ? 'main/cli' : part}/${name}.ts`))));
    expect(missing.filter((found) => found !== 'deploy/worker-token')).toEqual([]);
    expect(named.length).toBeGreaterThan(8);
  });

  it('set only variables that the programs read', () => {
    const sources = readSources(['src-main', 'src-worker', 'src-node', 'deploy', 'scripts']);
    const set = new Set(Object.values(texts).flatMap((text) => [...text.matchAll(/\b(SHIFTCLIPPER_[A-Z_]+)\b/g)].map(([, name]) => name!)));
    const unread = [...set].filter((name) => !sources.some(({ file, text }) => (text.includes(`'${name}'`) || (file.endsWith('.sh') && text.includes(`\${${name}`)))));
    expect(unread).toEqual([]);
  });

  it('speak of the names by which the services find one another', () => {
    const compose = texts['docker-compose.yml'] ?? '';
    expect(compose).toContain('SHIFTCLIPPER_HOST: http://api:4151');
    expect(compose).toContain('"--listen", "0.0.0.0:4151", "--name", "api"');
  });
});

function readSources(rooms: readonly string[]): { file: string; text: string }[] {
  return rooms.flatMap((room) => (readdirSync(path.join(root, room), { recursive: true }) as string[])
    .filter((file) => /\.(ts|mjs|sh)$/.test(file) && !file.includes('.test.'))
    .map((file) => ({ file, text: readFileSync(path.join(root, room, file), 'utf8') })));
}
