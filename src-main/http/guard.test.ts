import { describe, expect, it } from 'vitest';
import { loopbackHosts, refusalOf } from './guard.ts';

const token = 'f'.repeat(64);
const hosts = loopbackHosts(4150);
const good = { host: '127.0.0.1:4150', authorization: `Bearer ${token}` };

describe('an HTTP request', () => {
  it.each([
    ['with the token and our name', good, null],
    ['by the name localhost', { ...good, host: 'LOCALHOST:4150' }, null],
    ['of our own page', { ...good, origin: 'http://127.0.0.1:4150', 'sec-fetch-site': 'same-origin' }, null],
    ['without a token', { host: good.host }, 401],
    ['with a wrong token', { ...good, authorization: `Bearer ${'e'.repeat(64)}` }, 401],
    ['with the beginning of the token', { ...good, authorization: `Bearer ${token.slice(0, 63)}` }, 401],
    ['with the token as another kind of login', { ...good, authorization: `Basic ${token}` }, 401],
    ['without a host', { authorization: good.authorization }, 421],
    ['by a name that was made to lead here', { ...good, host: 'evil.example:4150' }, 421],
    ['by another port', { ...good, host: '127.0.0.1:80' }, 421],
    ['of a page of another origin', { ...good, origin: 'https://evil.example' }, 403],
    ['of a page without an origin', { ...good, origin: 'null' }, 403],
    ['of a page of another port here', { ...good, origin: 'http://127.0.0.1:8080' }, 403],
    ['of another site, however it hides its origin', { ...good, 'sec-fetch-site': 'cross-site' }, 403],
  ])('%s', (_, headers, status) => {
    expect(refusalOf(headers, hosts, token)?.status ?? null).toBe(status);
  });
});
