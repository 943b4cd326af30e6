/**
 * The switch that forbids any network use, enforced where every connection of this process begins: http, https, fetch, TLS and Redis clients all open their sockets here.
 * This machine's own addresses and sockets in the file system stay open: our private Redis lives there. The page is guarded by electron/page-guards.
 */
import { Socket } from 'node:net';
import { AppError } from '../../src-shared/app-error.ts';

type Connect = typeof Socket.prototype.connect;

/** `forbidden` is asked at every new connection, so the switch acts at once. Returns how to take the guard away again, for tests. */
export function guardNetwork(forbidden: () => boolean, refused: (host: string) => void): () => void {
  const original: Connect = Socket.prototype.connect;
  const guarded = function (this: Socket, ...args: unknown[]): Socket {
    const host = remoteHost(args);
    if (host === null || !forbidden()) return original.apply(this, args as Parameters<Connect>);
    refused(host);
    process.nextTick(() => this.destroy(new AppError('network-forbidden', `a connection to ${host} was refused: the preference "Never use the network" is on`)));
    return this;
  };
  Socket.prototype.connect = guarded as Connect;
  return () => { Socket.prototype.connect = original; };
}

/** Null for this machine itself. `connect` takes (options), (path) and (port, host); inside Node also one array of those. */
export function remoteHost(args: readonly unknown[]): string | null {
  const first: unknown = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0];
  if (typeof first === 'object' && first !== null) {
    const { path, host } = first as { path?: unknown; host?: unknown };
    return typeof path === 'string' ? null : foreign(host);
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return null; // a socket's path
  return foreign(args[1]);
}

function foreign(host: unknown): string | null {
  if (typeof host !== 'string' || host === '') return null; // Node's default is this machine
  return isThisMachine(host) ? null : host;
}

export function isThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(\.\d{1,3}){3})$/i.test(host);
}
