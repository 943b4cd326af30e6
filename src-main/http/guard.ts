/**
 * Who may speak to the HTTP server: this machine, by its own name, with the token, and no web page of another origin.
 * Pure. A page that had its name resolve to us (DNS rebinding) still says its own name in `Host`.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Refusal { status: 401 | 403 | 421; message: string }

/** `hosts`: what `Host` may say, such as `127.0.0.1:4150`. Null: let it in. */
export function refusalOf(headers: IncomingHttpHeaders, hosts: readonly string[], token: string): Refusal | null {
  const host = headers.host?.toLowerCase();
  if (host === undefined || !hosts.includes(host)) return { status: 421, message: `the Host header must be one of ${hosts.join(', ')}` };
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}` || origin === `https://${own}`)) return { status: 403, message: 'requests of web pages of another origin are refused' };
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return { status: 403, message: 'requests of web pages of another site are refused' };
  const given = /^Bearer ([\x21-\x7e]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (given === undefined) return { status: 401, message: 'the header "Authorization: Bearer <token>" is missing' };
  return isSameSecret(given, token) ? null : { status: 401, message: 'the token is wrong' };
}

/** Takes as long for a near miss as for any other. */
export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(secret).digest());
}

export function loopbackHosts(port: number): string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
}
