import { afterEach, describe, expect, it, vi } from 'vitest';
import type { UpdateState } from '../../src-shared/domain/update.ts';
import { lookForUpdates } from './look-for-updates.ts';
import { Updates, type UpdateFacts, type Updater } from './updates.ts';

const unasked = { look: () => Promise.reject(new Error('was asked')), fetch: () => Promise.reject(new Error('was fetched')), install: () => { throw new Error('was installed'); } };

function updates(updater: Partial<Updater>, facts: Partial<UpdateFacts> = {}): { updates: Updates; told: UpdateState[] } {
  const told: UpdateState[] = [];
  const whole: Updater = { canInstall: true, ...unasked, ...updater };
  return { told, updates: new Updates({ version: '1.4.0', open: () => Promise.resolve(whole), forbidden: () => false, busy: () => Promise.resolve(false), changed: (now) => told.push(now), ...facts }) };
}

const offers = { look: () => Promise.resolve({ version: '1.5.0', notes: 'Faster.' }) };

describe('a newer version', () => {
  it.each([
    ['without a feed nobody is asked', { open: null }, 'not-set-up'],
    ['never where the network is forbidden', { forbidden: () => true }, 'forbidden'],
    ['never while a game is analysed', { busy: () => Promise.resolve(true) }, 'busy'],
  ] as const)('%s', async (_, facts, state) => expect(await updates({}, facts).updates.look()).toMatchObject({ state, version: null }));

  it.each([
    ['is told with its notes', offers, { state: 'available', version: '1.5.0', canInstall: true, message: 'Faster.' }],
    ['is only told where the app can not be replaced', { ...offers, canInstall: false }, { state: 'available', canInstall: false }],
    ['is not there', { look: () => Promise.resolve(null) }, { state: 'newest', version: null }],
    ['is not known when the feed does not answer, and nothing was changed', { look: () => Promise.reject(new Error('no such host')) }, { state: 'failed', message: expect.stringContaining('Nothing was changed') as string }],
  ])('%s', async (_, updater, found) => expect(await updates(updater).updates.look()).toMatchObject(found));

  it('is fetched only when the user says so, tells how far it is, and is then ready', async () => {
    const made = updates({ ...offers, fetch: (tell) => { tell(0.5); return Promise.resolve(); } });
    expect(await made.updates.fetch()).toMatchObject({ state: 'newest' });
    await made.updates.look();
    expect(await made.updates.fetch()).toMatchObject({ state: 'ready', version: '1.5.0' });
    expect(made.told.map(({ state, fraction }) => [state, fraction])).toEqual([['available', null], ['fetching', 0], ['fetching', 0.5], ['ready', null]]);
    expect((await made.updates.look()).state).toBe('ready');
  });

  it('that does not come whole is not ready', async () => {
    const { updates: one } = updates({ ...offers, fetch: () => Promise.reject(new Error('sha512 checksum mismatch')) });
    await one.look();
    expect(await one.fetch()).toMatchObject({ state: 'failed', message: expect.stringContaining('checksum') as string });
  });

  it('is let go of when the user forbids the network while it is fetched', async () => {
    let forbidden = false;
    const { updates: one } = updates({ ...offers, fetch: (_, signal) => new Promise((__, reject) => { signal.addEventListener('abort', () => reject(new Error('cancelled'))); }) }, { forbidden: () => forbidden });
    await one.look();
    const fetched = one.fetch();
    await vi.waitFor(() => expect(one.get().state).toBe('fetching'));
    forbidden = true;
    one.stop();
    expect(await fetched).toMatchObject({ state: 'forbidden' });
  });

  it('is put in place only when no game waits or is being analysed', async () => {
    let busy = false;
    let installed = 0;
    const { updates: one } = updates({ ...offers, fetch: () => Promise.resolve(), install: () => { installed += 1; } }, { busy: () => Promise.resolve(busy) });
    await one.look();
    await one.fetch();
    busy = true;
    expect(await one.install()).toMatchObject({ state: 'ready', message: expect.stringContaining('being analysed') as string });
    expect(installed).toBe(0);
    busy = false;
    await one.install();
    expect(installed).toBe(1);
  });
});

describe('looking by itself', () => {
  afterEach(() => { vi.useRealTimers(); });

  it('begins a minute after the start, goes on daily, tells a version once, and asks nobody when it is not wanted', async () => {
    vi.useFakeTimers();
    let wanted = true;
    const look = vi.fn(() => Promise.resolve({ state: 'available', version: '1.5.0' } as UpdateState));
    const tell = vi.fn();
    const end = lookForUpdates({ look, wanted: () => wanted, tell });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(look).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(look).toHaveBeenCalledTimes(2);
    expect(tell).toHaveBeenCalledTimes(1);
    wanted = false;
    await vi.advanceTimersByTimeAsync(48 * 3_600_000);
    end();
    expect(look).toHaveBeenCalledTimes(2);
  });
});
