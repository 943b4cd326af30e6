import { expect, it } from 'vitest';
import { eachAtOnce } from './each-at-once.ts';

const ctx = () => ({ signal: new AbortController().signal });
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

it('never more at once than asked, and every one once', async () => {
  let inHand = 0;
  let most = 0;
  const done: number[] = [];
  await eachAtOnce([0, 1, 2, 3, 4], 2, ctx(), async (item) => {
    inHand += 1;
    most = Math.max(most, inHand);
    await turn();
    inHand -= 1;
    done.push(item);
  });
  expect([most, done.sort((a, b) => a - b)]).toEqual([2, [0, 1, 2, 3, 4]]);
});

it('the first failure stops the others, begins no more, and is the one that is told', async () => {
  const seen: string[] = [];
  const all = eachAtOnce(['fails', 'runs', 'waits'], 2, ctx(), async (item, _, own) => {
    seen.push(item);
    if (item === 'fails') throw new Error('broken');
    while (!own.signal.aborted) await turn();
    throw new Error('stopped');
  });
  await expect(all).rejects.toThrow('broken');
  expect(seen).toEqual(['fails', 'runs']);
});

it('nothing to do is done', async () => expect(await eachAtOnce([], 2, ctx(), () => Promise.reject(new Error('never')))).toBeUndefined());
