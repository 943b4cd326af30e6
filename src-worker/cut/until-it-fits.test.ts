import { describe, expect, it } from 'vitest';
import { AppError } from '../../src-shared/app-error.ts';
import { testContext } from '../testing/test-tools.ts';
import { untilItFits } from './until-it-fits.ts';

/** An encoder that writes `times` what it is told, and asks for at least `least` of the planned bits. */
const encoder = (times: (share: number) => number, { maxBytes = 1e6 as number | null, least = 0 } = {}) => {
  const shares: number[] = [];
  const made = untilItFits('the clip', (share) => {
    shares.push(share);
    if (share < least) return Promise.reject(new AppError('invalid-input', 'maxMegabytes must be larger'));
    return Promise.resolve({ bytes: 0.96e6 * times(share), maxBytes, share });
  }, testContext());
  return { made, shares };
};

describe('a file that may not pass a size', () => {
  it('that fits is made once', async () => {
    const { made, shares } = encoder((share) => share);
    expect([(await made).share, shares]).toEqual([1, [1]]);
  });

  it('that may be as large as it becomes is made once', async () => {
    const { made, shares } = encoder(() => 50, { maxBytes: null });
    await made;
    expect(shares).toEqual([1]);
  });

  it('half as large again as told fits at the second time', async () => {
    const { made, shares } = encoder((share) => share * 1.5);
    expect((await made).bytes).toBeLessThanOrEqual(1e6);
    expect(shares).toEqual([1, expect.closeTo(0.66, 2)]);
  });

  it('that hardly shrinks is given up after four rounds, with the size reached', async () => {
    const { made, shares } = encoder((share) => 2 + share);
    await expect(made).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/the clip may take 1\.00 MB and takes 1\.\d\d MB/) });
    expect(shares).toHaveLength(4);
  });

  it('for which there are no fewer bits is told with the size reached', async () => {
    const { made, shares } = encoder((share) => share * 4, { least: 0.5 });
    await expect(made).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('the clip may take 1.00 MB and takes 3.84 MB') });
    expect(shares).toHaveLength(2);
  });
});
