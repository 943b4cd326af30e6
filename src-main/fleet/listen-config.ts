/** Where other machines may reach this one, when the user asked for it: `ADDRESS:PORT`, a certificate, and the names by which we are called. Reads nothing but words. */
import { networkInterfaces, hostname } from 'node:os';
import { AppError } from '../../src-shared/app-error.ts';

export interface ListenConfig {
  /** As written: an address of this machine, or 0.0.0.0 or :: for all of them. */
  address: string;
  port: number;
  /** Files; null: plain HTTP, for private networks alone. */
  tls: { certFile: string; keyFile: string } | null;
  /** Further names that `Host` may say, such as `api` in a container network. */
  names: readonly string[];
  /** Holds the token of workers, where it is handed out by others; null: one of our own is made and kept. */
  workerTokenFile: string | null;
}

/** @throws AppError `invalid-input` naming the option. */
export function readListenConfig(env: Record<string, string | undefined>): ListenConfig | null {
  const text = env['SHIFTCLIPPER_LISTEN'];
  if (text === undefined || text === '') return null;
  const match = /^(\[[0-9a-fA-F:]+\]|[\w.-]+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (match === null || port > 65_535) throw new AppError('invalid-input', `SHIFTCLIPPER_LISTEN (--listen) must be ADDRESS:PORT, such as 192.168.1.20:4151, got "${text.slice(0, 80)}"`);
  const [certFile, keyFile] = [env['SHIFTCLIPPER_TLS_CERT'] ?? '', env['SHIFTCLIPPER_TLS_KEY'] ?? ''];
  if ((certFile === '') !== (keyFile === '')) throw new AppError('invalid-input', 'SHIFTCLIPPER_TLS_CERT (--tls-cert) and SHIFTCLIPPER_TLS_KEY (--tls-key) must be given together');
  const names = (env['SHIFTCLIPPER_HTTP_NAMES'] ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  const bad = names.find((name) => !/^[a-z0-9.-]{1,253}$/.test(name));
  if (bad !== undefined) throw new AppError('invalid-input', `SHIFTCLIPPER_HTTP_NAMES must be host names separated by commas, got "${bad.slice(0, 80)}"`);
  return { address: (match[1] ?? '').replace(/^\[|\]$/g, ''), port, tls: certFile === '' ? null : { certFile, keyFile }, names, workerTokenFile: env['SHIFTCLIPPER_WORKER_TOKEN_FILE'] || null };
}

/** What `Host` may say to a server on that address and port. */
export function allowedHosts({ address, names }: Pick<ListenConfig, 'address' | 'names'>, port: number): string[] {
  const all = address === '0.0.0.0' || address === '::';
  const addresses = all ? [...Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map((facts) => facts.address)), hostname().toLowerCase(), 'localhost'] : [address];
  return [...addresses, ...names].map((name) => `${name.includes(':') ? `[${name}]` : name}:${port}`);
}
