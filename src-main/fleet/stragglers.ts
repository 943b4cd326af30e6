/** Which chunks take far longer than their neighbours did, so that somebody else should look at them as well. Pure; whoever is first decides the result. */

export interface RunningChunk { itemId: string; runId: string; runningMs: number }

/** Three times the middle one: a busier part of a game takes up to twice as long as a quiet one. */
const timesTheMiddle = 3;
const atLeastMs = 60_000;
/** Of fewer finished ones nothing can be said. */
const leastFinished = 3;

/** @param finished how long the finished chunks of each run took, ms. @param again items that were asked for twice already. */
export function stragglersOf(running: readonly RunningChunk[], finished: ReadonlyMap<string, readonly number[]>, again: ReadonlySet<string>): RunningChunk[] {
  return running.filter(({ itemId, runId, runningMs }) => {
    const took = [...(finished.get(runId) ?? [])].sort((a, b) => a - b);
    const middle = took[Math.floor(took.length / 2)];
    return !again.has(itemId) && took.length >= leastFinished && middle !== undefined && runningMs > Math.max(atLeastMs, timesTheMiddle * middle);
  });
}
