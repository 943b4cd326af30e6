/** Several things of a list in hand at once; the first failure stops the others. */

interface Stoppable { signal: AbortSignal }

/** `work` gets a context whose signal is also aborted when another one fails. Rejects with the first failure, after all have let go. */
export async function eachAtOnce<Item, Context extends Stoppable>(items: readonly Item[], atOnce: number, ctx: Context, work: (item: Item, index: number, own: Context) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const own = { ...ctx, signal: AbortSignal.any([ctx.signal, stop.signal]) };
  let next = 0;
  const failures: unknown[] = [];
  const hand = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const index = next;
      next += 1;
      try {
        own.signal.throwIfAborted();
        await work(items[index]!, index, own);
      } catch (error) {
        failures.push(error);
        stop.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, items.length)) }, hand));
  if (failures.length > 0) throw failures[0];
}
