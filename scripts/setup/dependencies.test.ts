import { describe, expect, it } from 'vitest';
import { whyInstall } from './dependencies.mjs';

const wanted = { packages: { '': { version: '0.1.0' }, 'node_modules/zod': { version: '4.6.7' }, 'node_modules/fsevents': { version: '2.3.3', optional: true } } };

describe('whether packages must be installed', () => {
  it.each([
    ['nothing is installed', null, 'not installed yet'],
    ['all is as locked, without what is optional', { packages: { 'node_modules/zod': { version: '4.6.7' } } }, null],
    ['a package is missing', { packages: {} }, 'zod is missing'],
    ['a package has another version', { packages: { 'node_modules/zod': { version: '4.0.0' } } }, 'zod is 4.0.0, wanted is 4.6.7'],
    ['an optional package has another version', { packages: { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/fsevents': { version: '1.0.0' } } }, 'fsevents is 1.0.0, wanted is 2.3.3'],
  ])('%s', (_, installed, why) => {
    expect(whyInstall(wanted, installed)).toBe(why);
  });

  it('says how to mend a damaged lock', () => {
    expect(() => whyInstall(null, null)).toThrow('git checkout -- package-lock.json');
  });
});
