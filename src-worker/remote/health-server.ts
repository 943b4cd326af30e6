/** /healthz and /metrics of a worker, on this machine alone unless the user gave another address. Tells figures; takes no orders. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../src-shared/app-error.ts';

export interface Health { ok: boolean; [fact: string]: unknown }

export async function openHealthServer(where: { address: string; port: number }, health: () => Health, metrics: () => Promise<string>): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer({ headersTimeout: 5000, requestTimeout: 5000, maxHeaderSize: 8192 }, (request, response) => {
    if (request.method !== 'GET') { response.writeHead(405, { allow: 'GET' }).end(); return; }
    if (request.url === '/healthz') {
      const state = health();
      response.writeHead(state.ok ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(`${JSON.stringify(state)}\n`);
    } else if (request.url === '/metrics') {
      metrics().then(
        (text) => response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
        (error: unknown) => response.writeHead(500, { 'content-type': 'text/plain' }).end(`${String(error)}\n`),
      );
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cause.code === 'EADDRINUSE' ? new AppError('invalid-input', `SHIFTCLIPPER_METRICS: port ${where.port} is taken by another program; give another, or off`, { cause }) : cause));
    server.listen(where.port, where.address, resolve);
  });
  return {
    url: `http://${where.address.includes(':') ? `[${where.address}]` : where.address}:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
