import { describe, expect, it } from 'vitest';
import { chooseRunner, type Runner, type TrialModel } from './choose-runner.ts';
import type { RawBox } from './decode-heads.ts';

const people: RawBox[] = [{ x0: 0, y0: 0, x1: 10, y1: 30, score: 0.9 }, { x0: 50, y0: 0, x1: 60, y1: 30, score: 0.5 }];
const moved: RawBox[] = [{ ...people[0]!, x0: 30, x1: 40 }, people[1]!];

/** Forms by `provider precision`: how long a run takes, what it finds; `null` does not open. */
type Fake = Record<string, { milliseconds: number; boxes: RawBox[] } | null>;

async function chosen(fakes: Fake, candidates: string[], required: string | null = null) {
  let now = 0;
  const closed: string[] = [];
  const open = async ({ provider, precision }: Runner): Promise<TrialModel> => {
    const fake = fakes[`${provider} ${precision}`];
    if (!fake) throw new Error('no such device\nmore words');
    return { detect: async () => { now += fake.milliseconds; return fake.boxes; }, close: async () => { closed.push(`${provider} ${precision}`); } };
  };
  const runners = candidates.map((name) => { const [provider = '', precision] = name.split(' '); return { provider, precision: precision as Runner['precision'] }; });
  const choice = await chooseRunner({ candidates: runners, required, pictures: 2, open, clock: () => now });
  return { name: `${choice.provider} ${choice.precision}`, why: choice.trials.map(({ why }) => why), closed };
}

const cpu = { milliseconds: 100, boxes: people };

describe('which form of a detector runs on what', () => {
  it.each<[string, Fake, string]>([
    ['a rounded model that is fast and finds the same people is used', { 'cpu int8': { milliseconds: 50, boxes: people } }, 'cpu int8'],
    ['a rounded model that is hardly faster is not', { 'cpu int8': { milliseconds: 80, boxes: people } }, 'cpu f32'],
    ['a rounded model that finds other people is not, however fast', { 'cpu int8': { milliseconds: 5, boxes: moved } }, 'cpu f32'],
    ['the fastest of all is used', { 'cpu int8': { milliseconds: 50, boxes: people }, 'cuda f32': { milliseconds: 4, boxes: people } }, 'cuda f32'],
    ['a device with other boxes is not used', { 'cpu int8': { milliseconds: 50, boxes: people }, 'cuda f32': { milliseconds: 4, boxes: moved } }, 'cpu int8'],
    ['a device that does not open is no harm', { 'cpu int8': { milliseconds: 50, boxes: people }, 'cuda f32': null }, 'cpu int8'],
  ])('%s', async (_, fakes, expected) => {
    expect((await chosen({ 'cpu f32': cpu, ...fakes }, Object.keys(fakes))).name).toBe(expected);
  });

  it('a device asked for by name is used when it runs and agrees, even where it is slow', async () => {
    const fakes = { 'cpu f32': cpu, 'cuda f32': { milliseconds: 300, boxes: people }, 'cpu int8': { milliseconds: 50, boxes: people } };
    expect((await chosen(fakes, ['cuda f32', 'cpu int8'], 'cuda')).name).toBe('cuda f32');
  });

  it('says of each what came of it, in the first line of its own words', async () => {
    const { why, closed } = await chosen({ 'cpu f32': cpu, 'cuda f32': null, 'cpu int8': { milliseconds: 50, boxes: people } }, ['cuda f32', 'cpu int8']);
    expect(why).toEqual(['the reference', 'it does not run here: no such device', '2.0 times as fast']);
    expect(closed).toEqual(['cpu f32', 'cpu int8']);
  });

  it('fails when the full model does not run on the CPU: then nothing would', async () => {
    await expect(chosen({ 'cpu f32': null }, [])).rejects.toThrow('no such device');
  });
});
