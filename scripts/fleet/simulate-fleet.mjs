/**
 * `npm run simulate-fleet [-- --cpu S --bytes B --uplink B/s --start S --processes N --chunks N --ops N]`: what a fleet of that kind would do, and how large one must be.
 * The figures that are not given are the measured ones of docs/scaling.md.
 */
import { say, SetupError } from '../lib/say.mjs';
import { simulate, sizeFor } from './fleet-model.mjs';

/** See docs/scaling.md for how each was measured. */
export const measured = { cpu: 60, bytes: 30e6, uplink: 12.5e6, start: 0.6, processes: 2, chunks: 90, ops: 900, link: 125e6, finish: 20 };

/** @param {string[]} args @returns {Promise<number>} */
export async function simulateFleet(args) {
  const given = read(args);
  const fleet = { processes: given.processes, cpuSecondsPerChunk: given.cpu, bytesPerChunk: given.bytes, uplinkBytesPerSecond: given.uplink, linkBytesPerSecond: given.link, startSeconds: given.start, finishSeconds: given.finish };
  const found = simulate(fleet, given.chunks);
  say(`${given.chunks} chunks on ${given.processes} processes: ${found.seconds.toFixed(1)} s, ${found.chunksPerSecond.toFixed(3)} chunks/s, processors ${percent(found.processorUse)} busy, uplink ${percent(found.uplinkUse)} used, Redis ${(found.chunksPerSecond * given.ops).toFixed(0)} commands/s`);
  say('processes  chunks/s  times one  uplink');
  const one = simulate({ ...fleet, processes: 1 }, given.chunks).chunksPerSecond;
  for (const processes of [1, 2, 4, 8, 16, 32, 64, 128]) {
    const { chunksPerSecond, uplinkUse } = simulate({ ...fleet, processes }, Math.max(given.chunks, processes * 12));
    say(`${String(processes).padStart(9)}  ${chunksPerSecond.toFixed(3).padStart(8)}  ${(chunksPerSecond / one).toFixed(1).padStart(9)}  ${percent(uplinkUse).padStart(6)}`);
  }
  say('game-hours a day  processes  core-hours  uplink MB/s');
  for (const hours of [1, 10, 50, 100, 250, 500, 1000]) {
    const size = sizeFor(fleet, hours);
    say(`${String(hours).padStart(16)}  ${String(size.processes).padStart(9)}  ${size.cpuHours.toFixed(0).padStart(10)}  ${(size.uplinkBytesPerSecond / 1e6).toFixed(1).padStart(11)}`);
  }
  return 0;
}

/** @param {string[]} args */
function read(args) {
  const given = { ...measured };
  for (let i = 0; i < args.length; i += 2) {
    const name = (args[i] ?? '').replace(/^--/, '');
    const value = Number(args[i + 1]);
    if (!Object.hasOwn(given, name)) throw new SetupError(`--${name} is no option; there are ${Object.keys(given).map((known) => `--${known}`).join(', ')}`);
    if (!(value >= 0)) throw new SetupError(`--${name} must be a number from 0, got "${String(args[i + 1])}"`);
    given[/** @type {keyof typeof given} */ (name)] = value;
  }
  return given;
}

/** @param {number} share */
function percent(share) {
  return `${Math.round(share * 100)} %`;
}
