import { expect, it } from 'vitest';
import { hdrOfSei } from './hdr-sei.ts';
import type { MasteringDisplay } from './read-hdr-light.ts';

const start = [0, 0, 0, 1];
/** Green, blue, red, white, brightest 1000 cd/m², darkest 0.0001; the zeros before the 1 are kept from looking like a start code. */
const mastering = [0x33, 0xc2, 0x86, 0xc4, 0x1d, 0x4c, 0x0b, 0xb8, 0x84, 0xd0, 0x3e, 0x80, 0x3d, 0x13, 0x40, 0x42, 0x00, 0x98, 0x96, 0x80, 0x00, 0x00, 0x03, 0x00, 0x01];
const display: MasteringDisplay = { green: [13250, 34500], blue: [7500, 3000], red: [34000, 16000], white: [15635, 16450], maxLuminance: 10_000_000, minLuminance: 1 };
const sei = (...messages: number[]): number[] => [...start, 6, ...messages, 0x80];
const long = [5, 255, 1, ...Array.from({ length: 256 }, () => 7)]; // 256 bytes of somebody's own

it.each<[string, number[], ReturnType<typeof hdrOfSei>]>([
  ['both, in one unit behind a long message', sei(...long, 137, 24, ...mastering, 144, 4, 3, 232, 1, 144), { mastering: display, content: { max: 1000, average: 400 } }],
  ['each in its own unit, before a picture', [...sei(137, 24, ...mastering), ...sei(144, 4, 0, 100, 0, 50), ...start, 0x65, 1, 2, 3], { mastering: display, content: { max: 100, average: 50 } }],
  ['none in a picture alone', [...start, 0x65, 137, 24, ...mastering], { mastering: null, content: null }],
  ['none in a message that is cut off', [...start, 6, 137, 24, 1, 2, 3], { mastering: null, content: null }],
  ['none in nothing', [], { mastering: null, content: null }],
])('%s', (_, bytes, found) => {
  expect(hdrOfSei(Uint8Array.from(bytes))).toEqual(found);
});
