/**
 * Starts another program and leaves nothing of it behind.
 * Every child leads its own process group, and the group is ended when the child is over, too late, or we are told to stop.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] added to ours
 * @property {number} [timeoutSeconds] then the whole group is killed and `timedOut` is true
 * @property {'inherit' | 'stderr' | 'capture' | 'result' | 'quiet'} [output] `stderr`: its stdout too goes to our stderr; `result`: only its stdout is captured
 * @property {string} [title] for messages
 *
 * @typedef {object} RunResult
 * @property {number} code exit code; 128 + n for a signal, 127 when it could not be started
 * @property {string} stdout with `capture` and `result` only
 * @property {string} stderr with `capture` only
 * @property {boolean} timedOut
 */

/** @type {Map<number, { stopsLast: boolean }>} groups that are alive */
const groups = new Map();
const GRACE_MS = 10_000;
let guarded = false;

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>} never rejects: a program that can not start has code 127
 */
export function run(command, args, options = {}) {
  const output = options.output ?? 'inherit';
  const child = startGroup(command, args, { ...options, stdio: STDIO[output] });
  const pid = child.pid;
  /** @type {Buffer[]} */ const out = [];
  /** @type {Buffer[]} */ const err = [];
  child.stdout?.on('data', (/** @type {Buffer} */ part) => out.push(part));
  child.stderr?.on('data', (/** @type {Buffer} */ part) => err.push(part));

  return new Promise((resolve) => {
    let timedOut = false;
    const timer = options.timeoutSeconds
      ? setTimeout(() => {
          timedOut = true;
          if (pid !== undefined) endGroup(pid, 'SIGKILL');
          child.kill('SIGKILL');
        }, options.timeoutSeconds * 1000)
      : null;
    /** @param {number} code @param {string} [problem] */
    const finish = (code, problem) => {
      if (timer) clearTimeout(timer);
      if (pid !== undefined) endGroup(pid, 'SIGKILL'); // whatever the child left running
      resolve({ code, timedOut, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() + (problem ?? '') });
    };
    child.once('error', (error) => finish(127, error.message));
    // 'exit' and not 'close': a grandchild that holds our pipe open must not keep us waiting.
    child.once('exit', (code, signal) => setTimeout(finish, child.stdout ? 20 : 0, code ?? 128 + signalNumber(signal)));
  });
}

/** @type {Record<NonNullable<RunOptions['output']>, import('node:child_process').StdioOptions>} */
const STDIO = {
  inherit: 'inherit',
  stderr: ['ignore', 2, 2],
  capture: ['ignore', 'pipe', 'pipe'],
  result: ['ignore', 'pipe', 2],
  quiet: 'ignore',
};

/**
 * Starts a program at the head of a group of its own, which ends with us at the latest.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions, stopsLast?: boolean }} options
 *   `stopsLast`: others need it while they stop, so Ctrl-C is not handed on to it
 * @returns {import('node:child_process').ChildProcess}
 */
export function startGroup(command, args, { cwd, env, stdio = 'inherit', stopsLast = false }) {
  endGroupsWithUs();
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, detached: ownGroups, windowsHide: true, stdio });
  const pid = child.pid;
  if (pid !== undefined) {
    groups.set(pid, { stopsLast });
    child.once('exit', () => setTimeout(() => groups.delete(pid), 0));
  }
  return child;
}

/** Windows has no groups to signal: there only the child itself is ended. */
const ownGroups = process.platform !== 'win32';

/** @param {number} groupId the pid of its first process @param {NodeJS.Signals} signal */
export function endGroup(groupId, signal) {
  try {
    process.kill(ownGroups ? -groupId : groupId, signal);
  } catch {
    // The group is already gone.
  }
}

/** Ctrl-C in a terminal reaches only our own group, so it is handed on; and nobody survives us. */
function endGroupsWithUs() {
  if (guarded) return;
  guarded = true;
  process.once('exit', () => groups.forEach((_, group) => endGroup(group, 'SIGKILL')));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      groups.forEach(({ stopsLast }, group) => stopsLast || endGroup(group, signal));
      setTimeout(() => process.exit(128 + signalNumber(signal)), GRACE_MS).unref();
      if (groups.size === 0) process.exit(128 + signalNumber(signal));
    });
  }
}

/** @param {NodeJS.Signals | null} signal @returns {number} */
function signalNumber(signal) {
  return { SIGHUP: 1, SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }[String(signal)] ?? 0;
}

/**
 * Ends processes that left their group (Electron under Playwright does) and are known by a mark in their environment.
 * @param {string} mark `NAME=value` that only this run's children carry
 * @returns {number} how many were ended; always 0 where there is no /proc
 */
export function endMarkedProcesses(mark) {
  let ended = 0;
  for (const pid of fs.existsSync('/proc/self/environ') ? fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []) {
    try {
      if (Number(pid) === process.pid || !fs.readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark)) continue;
      process.kill(Number(pid), 'SIGKILL');
      ended += 1;
    } catch {
      // Gone meanwhile, or another user's.
    }
  }
  return ended;
}
