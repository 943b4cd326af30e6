import { expect, it } from 'vitest';
import { borrowRing, giveBackRing, type RingLayout } from './frame-ring.ts';

const shape = { canvasWidth: 64, canvasHeight: 32, contentWidth: 64, contentHeight: 32, offsetX: 0, offsetY: 0 };
const layout: RingLayout = { slots: 2, shape, pictureWidth: 64, pictureHeight: 36 };

it('the next chunk of the same size gets the memory that was given back, wanted again', () => {
  const first = borrowRing(layout);
  Atomics.store(first.control, 0, 1);
  giveBackRing(first);
  const second = borrowRing(layout);
  expect(second.memory).toBe(first.memory);
  expect(second.control[0]).toBe(0);
});

it('two rings in use at once, or of different sizes, never share memory', () => {
  const first = borrowRing(layout);
  const second = borrowRing(layout);
  expect(second.memory).not.toBe(first.memory);
  giveBackRing(first);
  expect(borrowRing({ ...layout, slots: 3 }).memory).not.toBe(first.memory);
});
