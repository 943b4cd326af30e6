import { expect, it } from 'vitest';
import { decodeColumns, encodeColumns, type TableKinds } from './columnar-file.ts';

const kinds: TableKinds = { t: { a: 'f32', b: 'f32' } };

it('columns that look into one buffer come back whole', () => {
  const shared = Float32Array.from({ length: 240 }, (_, i) => i);
  for (const [a, b] of [[shared, shared], [shared.subarray(0, 100), shared.subarray(100, 200)], [shared.subarray(50, 150), shared.subarray(0, 100)]] as const) {
    expect(decodeColumns(encodeColumns({}, kinds, { t: { a, b } }), kinds, 'file').values).toEqual({ t: { a, b } });
  }
});

it('what was read can be written again', () => {
  const bytes = encodeColumns({}, kinds, { t: { a: Float32Array.of(1, 2, 3), b: Float32Array.of(4, 5, 6) } });
  expect(encodeColumns({}, kinds, decodeColumns(bytes, kinds, 'file').values)).toEqual(bytes);
});
