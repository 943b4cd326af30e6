/**
 * Where Redis is, as one URL: `redis://[user:password@]host[:port][/db]`, `rediss://…` (TLS) or `unix:///path/to/socket[?db=n]`.
 * Pure: both ends read the same text and so can not disagree. Connecting is done elsewhere.
 */
import { AppError } from './app-error.ts';

export interface RedisEndpoint {
  /** Socket path; then host and port are absent. */
  path?: string;
  host?: string;
  port?: number;
  username?: string;
  password?: string;
  db: number;
  tls?: Record<string, never>;
}

/** @throws AppError `invalid-input` naming what is wrong, never showing the password. */
export function parseRedisUrl(text: string): RedisEndpoint {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new AppError('invalid-input', 'REDIS_URL must be like redis://host:6379/0, rediss://host or unix:///path/to/socket; it is not a URL');
  }
  if (url.protocol === 'unix:') {
    return { path: decodeURIComponent(url.pathname), db: databaseIndex(url.searchParams.get('db') ?? '0') };
  }
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw new AppError('invalid-input', `REDIS_URL must begin with redis://, rediss:// or unix://, got "${url.protocol}//"`);
  }
  if (url.hostname === '') throw new AppError('invalid-input', 'REDIS_URL must name a host');
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 6379 : Number(url.port),
    db: databaseIndex(url.pathname.replace(/^\//, '') || '0'),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

/** For people and logs: the database index shown, the password hidden. */
export function describeRedis(text: string): string {
  const { path, host, port, db, password, tls } = parseRedisUrl(text);
  if (path !== undefined) return `unix:${path} db ${db}`;
  return `${tls ? 'rediss' : 'redis'}://${password === undefined ? '' : '***@'}${host}:${port} db ${db}`;
}

function databaseIndex(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new AppError('invalid-input', `the database index in REDIS_URL must be a whole number from 0, got "${text}"`);
  return Number(text);
}
