import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHeadlessConfig } from './headless-config.ts';

const token = 'f'.repeat(64);
const shared = { REDIS_URL: 'redis://10.0.0.2', JOBS_DIR: '/mnt/jobs' };
const far = { REDIS_URL: 'redis://10.0.0.2', SHIFTCLIPPER_HOST: 'http://10.0.0.2:4151/', SHIFTCLIPPER_TOKEN: token };

describe('a worker on another machine', () => {
  it('with the jobs folder takes every kind of work', () => {
    expect(readHeadlessConfig(shared).worker).toMatchObject({ lanes: ['chunks', 'long', 'short'], jobsDir: '/mnt/jobs', queue: 'jobs', maxLosses: 20 });
  });

  it('without it takes chunks alone, and keeps what it has not sent yet in a folder of its own', () => {
    const { worker } = readHeadlessConfig({ ...far, SHIFTCLIPPER_SPOOL: '/var/spool/shiftclipper' });
    expect(worker).toMatchObject({ lanes: ['chunks'], host: { url: 'http://10.0.0.2:4151', token }, jobsDir: '/var/spool/shiftclipper' });
  });

  it('reads its token from a file, so that it need not stand among the variables', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sc-token-'));
    writeFileSync(join(folder, 'token'), `${token}\n`);
    expect(readHeadlessConfig({ ...far, SHIFTCLIPPER_TOKEN: undefined, SHIFTCLIPPER_TOKEN_FILE: join(folder, 'token') }).worker.host?.token).toBe(token);
    rmSync(folder, { recursive: true });
  });

  it('tells its figures to this machine alone unless an address is given', () => {
    expect([undefined, '9999', '0.0.0.0:9464', 'off'].map((text) => readHeadlessConfig({ ...shared, SHIFTCLIPPER_METRICS: text }).metrics))
      .toEqual([{ address: '127.0.0.1', port: 9464 }, { address: '127.0.0.1', port: 9999 }, { address: '0.0.0.0', port: 9464 }, null]);
  });

  it.each([
    ['REDIS_URL', {}], ['JOBS_DIR', { REDIS_URL: 'redis://h' }], ['JOBS_DIR', { ...far, JOBS_DIR: '/x' }], ['SHIFTCLIPPER_HOST', { ...far, SHIFTCLIPPER_HOST: 'desk' }],
    ['SHIFTCLIPPER_HOST', { ...far, SHIFTCLIPPER_HOST: 'http://user:secret@desk' }], ['SHIFTCLIPPER_TOKEN', { ...far, SHIFTCLIPPER_TOKEN: '' }], ['SHIFTCLIPPER_TOKEN_FILE', { ...far, SHIFTCLIPPER_TOKEN_FILE: '/nowhere' }],
    ['SHIFTCLIPPER_WORKERS', { ...shared, SHIFTCLIPPER_WORKERS: '0' }], ['SHIFTCLIPPER_METRICS', { ...shared, SHIFTCLIPPER_METRICS: 'on' }], ['SHIFTCLIPPER_QUEUE', { ...shared, SHIFTCLIPPER_QUEUE: 'a:b' }],
    ['SHIFTCLIPPER_DRAIN_SECONDS', { ...shared, SHIFTCLIPPER_DRAIN_SECONDS: 'soon' }],
  ])('is told by name what is wrong with %s', (variable, env) => {
    expect(() => readHeadlessConfig(env)).toThrow(new RegExp(variable));
  });
});
