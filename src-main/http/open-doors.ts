/**
 * The ways into a running app from outside: a private socket for our own command line, always; a loopback port for others, and an address that
 * other machines reach, each only when asked for.
 * Both speak the same HTTP. Where the socket is and its token stand in control.json, readable by the user alone.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import type { Logger } from '../../src-shared/logger.ts';
import type { AppConfig } from '../app-config.ts';
import { allowedHosts } from '../fleet/listen-config.ts';
import { ObservationReceiver } from '../fleet/receive-observations.ts';
import { ownMark } from '../files/process-identity.ts';
import { makePrivateFolder } from '../files/private-folder.ts';
import { writeAtomically, writeJsonAtomically } from '../../src-node/write-atomically.ts';
import type { Services } from '../start-services.ts';
import { loopbackHosts } from './guard.ts';
import { controlFile, controlHost, type ControlRecord } from './control-record.ts';
import { httpHandler } from './http-handler.ts';
import { Uploads } from './uploads.ts';

export interface Doors {
  /** Null when no port was asked for. */
  http: { url: string; tokenFile: string } | null;
  /** For other machines; null when it was not asked for. `workerTokenFile`: for workers, who may only read videos and send observations. */
  fleet: { url: string; tokenFile: string; workerTokenFile: string } | null;
  close(): Promise<void>;
}

/** @throws AppError `invalid-input` when the port is taken. */
export async function openDoors(services: Services, config: AppConfig, log: Logger): Promise<Doors> {
  const uploads = new Uploads(join(config.dataDir, 'uploads'));
  const part = { services, uploads, log, version: config.version, receiver: new ObservationReceiver(log), workerToken: null };
  const folder = process.platform === 'win32' ? null : await makePrivateFolder();
  const record: ControlRecord = { ...ownMark, jobsDir: config.jobsDir, token: newToken(), socket: folder === null ? `\\\\.\\pipe\\shiftclipper-${randomBytes(12).toString('hex')}` : join(folder, 'control') };
  const control = await listen(httpHandler({ ...part, token: record.token, hosts: () => [controlHost] }), { path: record.socket });
  await writeJsonAtomically(join(config.dataDir, controlFile), record);

  let http: Doors['http'] = null;
  let server: Server | null = null;
  if (config.httpPort !== null) {
    const token = await keptToken(config, 'http-token');
    let port = config.httpPort;
    server = await listen(httpHandler({ ...part, token: token.text, hosts: () => loopbackHosts(port) }), { host: '127.0.0.1', port });
    port = (server.address() as AddressInfo).port;
    http = { url: `http://127.0.0.1:${port}`, tokenFile: token.file };
    log.info('HTTP server ready', { url: http.url, tokenFile: token.file });
  }
  let fleet: Doors['fleet'] = null;
  let outer: Server | null = null;
  if (config.listen !== null) {
    const { listen: place } = config;
    const [token, workerToken] = [await keptToken(config, 'http-token'), place.workerTokenFile === null ? await keptToken(config, 'worker-token') : await givenToken(place.workerTokenFile)];
    const tls = place.tls === null ? null : { cert: await readPem(place.tls.certFile, '--tls-cert'), key: await readPem(place.tls.keyFile, '--tls-key') };
    let { port } = place;
    outer = await listen(httpHandler({ ...part, token: token.text, workerToken: workerToken.text, hosts: () => allowedHosts(place, port) }), { host: place.address, port }, tls);
    port = (outer.address() as AddressInfo).port;
    fleet = { url: `${tls === null ? 'http' : 'https'}://${place.address.includes(':') ? `[${place.address}]` : place.address}:${port}`, tokenFile: token.file, workerTokenFile: workerToken.file };
    log.info('other machines may come in', { url: fleet.url, tokenFile: token.file, workerTokenFile: workerToken.file });
    if (tls === null) log.warn('the way in for other machines is not encrypted: use it on a private network alone, or give a certificate', { url: fleet.url });
  }
  return {
    http, fleet,
    close: async () => {
      await Promise.all([control, server, outer].filter((open) => open !== null).map(closed));
      await rm(join(config.dataDir, controlFile), { force: true });
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}

function newToken(): string {
  return randomBytes(32).toString('hex');
}

/** Made once, so that scripts can keep it. */
async function keptToken({ dataDir }: AppConfig, name: 'http-token' | 'worker-token'): Promise<{ text: string; file: string }> {
  const file = join(dataDir, name);
  const known = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (/^[0-9a-f]{64}$/.test(known)) return { text: known, file };
  const text = newToken();
  await writeAtomically(file, `${text}\n`);
  return { text, file };
}

async function givenToken(file: string): Promise<{ text: string; file: string }> {
  const text = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (!/^[\x21-\x7e]{32,256}$/.test(text)) throw new AppError('invalid-input', `SHIFTCLIPPER_WORKER_TOKEN_FILE must be a file that holds 32 or more printable characters, got "${file}"`);
  return { text, file };
}

function readPem(file: string, option: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => { throw new AppError('invalid-input', `${option} must be a file that can be read, got "${file}"`, { cause }); });
}

function listen(handler: RequestListener, where: { path: string } | { host: string; port: number }, tls: { cert: string; key: string } | null = null): Promise<Server> {
  // Uploads last as long as they last; headers must come at once.
  const limits = { requestTimeout: 0, headersTimeout: 10_000, maxHeaderSize: 16_384 };
  const server = tls === null ? createServer(limits, handler) : createTlsServer({ ...limits, ...tls, minVersion: 'TLSv1.2' }, handler);
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject('port' in where && cause.code === 'EADDRINUSE' ? new AppError('invalid-input', `the HTTP port ${where.port} is taken by another program`, { cause }) : cause);
    });
    server.listen(where, () => resolve(server));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
