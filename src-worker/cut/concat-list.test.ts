import { expect, it } from 'vitest';
import { concatList } from './concat-list.ts';

it('quotes names and tells lengths', () => {
  expect(concatList([{ file: "/games/Tom's/a.ts", seconds: 1.5 }, { file: 'C:\\clips\\b.ts', seconds: 2 }])).toBe(
    `ffconcat version 1.0\nfile '/games/Tom'\\''s/a.ts'\nduration 1.500000\nfile 'C:/clips/b.ts'\nduration 2.000000\n`,
  );
});
