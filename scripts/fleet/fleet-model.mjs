/**
 * A model of a fleet: processes take chunks from one queue; each chunk needs processor time and bytes through the host's uplink, which they share.
 * Fluid flows between events, exact for equal sharing. Not a model of faults, of Redis' own time, or of GPUs beside their speed.
 */

/**
 * @typedef {object} FleetParameters
 * @property {number} processes observing at the same time, over all machines
 * @property {number} cpuSecondsPerChunk of one core: decoding and all that follows
 * @property {number} bytesPerChunk of video that cross the host's uplink; 0 with a shared folder counted elsewhere
 * @property {number} uplinkBytesPerSecond of the host, shared equally by who reads
 * @property {number} linkBytesPerSecond of one worker
 * @property {number} startSeconds of a chunk in which neither is used: taking it, opening the video, sending the result
 * @property {number} finishSeconds of a game on the host when its chunks are done
 */

/** @param {FleetParameters} fleet @param {number} chunks all in the queue from the beginning @returns {{ seconds: number, chunksPerSecond: number, uplinkUse: number, processorUse: number }} */
export function simulate(fleet, chunks) {
  /** @type {{ start: number, cpu: number, bytes: number }[]} */
  const busy = [];
  let waiting = chunks;
  let now = 0;
  let sent = 0;
  let worked = 0;
  for (;;) {
    while (busy.length < fleet.processes && waiting > 0) {
      busy.push({ start: fleet.startSeconds, cpu: fleet.cpuSecondsPerChunk, bytes: fleet.bytesPerChunk });
      waiting -= 1;
    }
    if (busy.length === 0) break;
    const reading = busy.filter(({ start, bytes }) => start <= 0 && bytes > 0).length;
    const rate = reading === 0 ? 0 : Math.min(fleet.linkBytesPerSecond, fleet.uplinkBytesPerSecond / reading);
    const step = Math.min(...busy.map(({ start, cpu, bytes }) => (start > 0 ? start : Math.min(cpu > 0 ? cpu : Infinity, bytes > 0 ? bytes / rate : Infinity))));
    now += step;
    for (const one of busy) {
      if (one.start > 0) { one.start = settle(one.start - step); continue; }
      if (one.cpu > 0) { one.cpu = settle(one.cpu - step); worked += step; }
      if (one.bytes > 0) { one.bytes = settle(one.bytes - step * rate); sent += step * rate; }
    }
    for (let i = busy.length - 1; i >= 0; i -= 1) {
      const one = /** @type {typeof busy[number]} */ (busy[i]);
      if (one.start <= 0 && one.cpu <= 0 && one.bytes <= 0) busy.splice(i, 1);
    }
  }
  const seconds = now + (chunks > 0 ? fleet.finishSeconds : 0);
  return { seconds, chunksPerSecond: chunks / Math.max(now, 1e-9), uplinkUse: sent / Math.max(now, 1e-9) / fleet.uplinkBytesPerSecond, processorUse: worked / Math.max(now, 1e-9) / fleet.processes };
}

/** Sums of many small steps do not end at zero exactly. @param {number} left */
function settle(left) {
  return left < 1e-9 ? 0 : left;
}

/** How many processes a day's games need when all is busy evenly. @param {Omit<FleetParameters, 'processes'>} fleet @param {number} gameHours @returns {{ processes: number, uplinkBytesPerSecond: number, cpuHours: number }} */
export function sizeFor(fleet, gameHours) {
  const chunks = gameHours * 60;
  const processes = Math.max(1, Math.ceil((chunks * (fleet.startSeconds + fleet.cpuSecondsPerChunk)) / 86_400));
  return { processes, uplinkBytesPerSecond: (chunks * fleet.bytesPerChunk) / 86_400, cpuHours: (chunks * fleet.cpuSecondsPerChunk) / 3600 };
}
