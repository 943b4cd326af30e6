import { expect, it } from 'vitest';
import { observerCount } from './observer-count.ts';

const GB = 1e9;

it.each([
  ['two cores stay responsive with one process', 2, 8, 'stay-responsive', 1],
  ['two cores, all of them, are two processes', 2, 8, 'all-cores', 2],
  ['one core is one process', 1, 8, 'stay-responsive', 1],
  ['eight cores leave one free', 8, 16, 'stay-responsive', 7],
  ['little memory means fewer processes', 8, 4, 'all-cores', 3],
  ['very little memory still means one', 8, 1, 'all-cores', 1],
  ['many cores are not all used', 64, 256, 'all-cores', 16],
] as const)('%s', (_, cores, gigabytes, effort, processes) => {
  expect(observerCount({ cores, memoryBytes: gigabytes * GB, effort })).toBe(processes);
});
