import { describe, expect, it } from 'vitest';
import { readAppConfig } from './app-config.ts';

describe('the configuration', () => {
  it.each([
    ['linux', { XDG_DATA_HOME: '/x' }, '/x/shiftclipper'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/ShiftClipper'],
    ['linux', { XDG_DATA_HOME: '/x', SHIFTCLIPPER_DATA: '/own' }, '/own'],
  ] as const)('keeps data where %s keeps it', (platform, env, expected) => {
    expect(readAppConfig(env, platform).dataDir).toBe(expected);
  });

  it('has defaults for all that is not said', () => {
    const { queue, redisUrl, device, logLevel, verifyOnly } = readAppConfig({});
    expect({ queue, redisUrl, device, logLevel, verifyOnly }).toEqual({ queue: 'jobs', redisUrl: null, device: 'auto', logLevel: 'info', verifyOnly: false });
  });

  it.each([
    ['SHIFTCLIPPER_QUEUE', 'a:b'], ['SHIFTCLIPPER_KEY_PREFIX', 'a b'], ['SHIFTCLIPPER_HTTP', '70000'], ['SHIFTCLIPPER_HTTP', 'on'], ['SHIFTCLIPPER_LOG_LEVEL', 'loud'], ['SHIFTCLIPPER_DEVICE', 'abacus'],
    ['SHIFTCLIPPER_VERIFY_ONLY', 'false'], ['SHIFTCLIPPER_VERIFY_ONLY', ''], ['REDIS_URL', 'localhost'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(() => readAppConfig({ [name]: value })).toThrow(new RegExp(name));
  });
});
