/** control.json in the data folder: where a running app listens for our own command line, and the word that lets it in. */
import { request } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fromPlainError, isErrorCode, AppError, type PlainError } from '../../src-shared/app-error.ts';
import type { CallerInputOf, CallName, OutputOf } from '../../src-shared/contract/api.ts';
import { isAlive } from '../files/process-identity.ts';
import { parseJson } from '../../src-shared/parse-json.ts';

export const controlFile = 'control.json';
/** What `Host` must say on the socket. */
export const controlHost = 'shiftclipper';

const ControlRecord = z.strictObject({ pid: z.number().int(), startedAt: z.string(), jobsDir: z.string(), token: z.string(), socket: z.string() });
export type ControlRecord = z.infer<typeof ControlRecord>;

export interface RunningApp {
  call<Call extends CallName>(name: Call, input: CallerInputOf<Call>): Promise<OutputOf<Call>>;
}

/** The app that works in this jobs folder; null when none is running. */
export async function findRunningApp(dataDir: string, jobsDir: string): Promise<RunningApp | null> {
  const text = await readFile(join(dataDir, controlFile), 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = ControlRecord.safeParse(parseJson(text));
  if (!parsed.success || !isAlive(parsed.data) || parsed.data.jobsDir !== jobsDir || parsed.data.pid === process.pid) return null;
  const { socket, token } = parsed.data;
  return { call: (name, input) => ask(socket, token, name, input) as Promise<never> };
}

function ask(socketPath: string, token: string, name: string, input: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    // A connection of its own: one kept open may be closed by the app just as it is used again, after a few quiet seconds.
    const asked = request({ agent: false, socketPath, path: `/calls/${name}`, method: 'POST', headers: { host: controlHost, authorization: `Bearer ${token}`, 'content-type': 'application/json' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () => {
        const value = parseJson(Buffer.concat(parts).toString('utf8'));
        if (response.statusCode === 200) resolve(value);
        else reject(errorOf(value));
      });
    });
    asked.once('error', (cause) => reject(new AppError('job-owned-elsewhere', `the running ShiftClipper does not answer: ${cause.message}`, { cause })));
    asked.end(JSON.stringify(input));
  });
}

function errorOf(value: unknown): Error {
  const plain = value as PlainError | null;
  return plain !== null && typeof plain === 'object' && isErrorCode(plain.code) ? fromPlainError(plain) : new Error('the running ShiftClipper answered something unknown');
}
