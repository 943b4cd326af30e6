import { expect, it } from 'vitest';
import { withoutRepeats } from './without-repeats.ts';

const spans = (...pairs: [string, number, number][]) => pairs.map(([segmentId, start, end]) => ({ segmentId, start, end }));

it.each([
  ['apart stays apart', spans(['a', 0, 2], ['b', 3, 4]), spans(['a', 0, 2], ['b', 3, 4])],
  ['touching stays apart', spans(['a', 0, 2], ['b', 2, 4]), spans(['a', 0, 2], ['b', 2, 4])],
  ['overlapping is shown once', spans(['a', 0, 3], ['b', 2, 4]), spans(['a', 0, 4])],
  ['contained is shown once', spans(['a', 0, 9], ['b', 2, 4]), spans(['a', 0, 9])],
  ['order is that of time', spans(['b', 5, 6], ['a', 0, 1]), spans(['a', 0, 1], ['b', 5, 6])],
])('%s', (_, given, shown) => {
  expect(withoutRepeats(given)).toEqual(shown);
});
