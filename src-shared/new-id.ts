/** Ids for jobs, runs and exports: 26 characters 0-9 a-z, sorting by time of creation (the layout of a ULID, in lower case). */

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export function newId(nowMs: number = Date.now()): string {
  let time = '';
  for (let rest = nowMs, i = 0; i < 10; i += 1, rest = Math.floor(rest / 32)) time = alphabet[rest % 32]! + time;
  const random = globalThis.crypto.getRandomValues(new Uint8Array(16));
  return time + Array.from(random, (byte) => alphabet[byte % 32]!).join('');
}
