/** Seeded chance, so that a measurement can be repeated. Not for anything secret. */

export interface Random {
  /** 0 ≤ value < 1. */
  next(): number;
  /** Normal with mean 0 and deviation 1. */
  normal(): number;
  /** Poisson with the given mean. */
  count(mean: number): number;
}

/** mulberry32: 32 bits of state are plenty for jitter. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const count = (mean: number): number => {
    const limit = Math.exp(-mean);
    let product = next();
    let events = 0;
    while (product > limit) {
      product *= next();
      events += 1;
    }
    return events;
  };
  return { next, normal, count };
}
