import { describe, expect, it } from 'vitest';
import { allowedHosts, readListenConfig } from './listen-config.ts';

describe('where other machines may come in', () => {
  it('is nowhere unless it was asked for', () => {
    expect([readListenConfig({}), readListenConfig({ SHIFTCLIPPER_LISTEN: '' })]).toEqual([null, null]);
  });

  it('is an address and a port, with a certificate and names when given', () => {
    expect(readListenConfig({ SHIFTCLIPPER_LISTEN: '10.0.0.2:4151', SHIFTCLIPPER_TLS_CERT: 'c.pem', SHIFTCLIPPER_TLS_KEY: 'k.pem', SHIFTCLIPPER_HTTP_NAMES: 'api, Desk.example' }))
      .toEqual({ address: '10.0.0.2', port: 4151, tls: { certFile: 'c.pem', keyFile: 'k.pem' }, names: ['api', 'desk.example'], workerTokenFile: null });
    expect(readListenConfig({ SHIFTCLIPPER_LISTEN: '[fd00::1]:4151' })?.address).toBe('fd00::1');
  });

  it.each([
    ['SHIFTCLIPPER_LISTEN', { SHIFTCLIPPER_LISTEN: '4151' }], ['SHIFTCLIPPER_LISTEN', { SHIFTCLIPPER_LISTEN: '10.0.0.2:99999' }], ['SHIFTCLIPPER_LISTEN', { SHIFTCLIPPER_LISTEN: 'http://10.0.0.2:1' }],
    ['SHIFTCLIPPER_TLS_KEY', { SHIFTCLIPPER_LISTEN: '10.0.0.2:1', SHIFTCLIPPER_TLS_CERT: 'c.pem' }], ['SHIFTCLIPPER_HTTP_NAMES', { SHIFTCLIPPER_LISTEN: '10.0.0.2:1', SHIFTCLIPPER_HTTP_NAMES: 'a b' }],
  ])('refuses what is wrong in %s by name', (name, env) => {
    expect(() => readListenConfig(env)).toThrow(new RegExp(name));
  });

  it('lets in who calls us by that address or by a name that was given, at that port', () => {
    expect(allowedHosts({ address: '10.0.0.2', names: ['api'] }, 4151)).toEqual(['10.0.0.2:4151', 'api:4151']);
    expect(allowedHosts({ address: 'fd00::1', names: [] }, 1)).toEqual(['[fd00::1]:1']);
    expect(allowedHosts({ address: '0.0.0.0', names: [] }, 1)).toEqual(expect.arrayContaining(['127.0.0.1:1', 'localhost:1']));
  });
});
