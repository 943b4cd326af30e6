import { expect, it } from 'vitest';
import { chooseSource } from './use-video-source.ts';

const id = '0'.repeat(26);
const fine = { originalFails: false, proxyFails: false, missing: false, hasProxy: false };

it.each([
  ['the file itself where the page plays it', fine, { state: 'ready', src: `/video/${id}` }],
  ['the file itself even when there is a copy', { ...fine, hasProxy: true }, { state: 'ready', src: `/video/${id}` }],
  ['"missing" when the file is gone', { ...fine, missing: true }, { state: 'missing' }],
  ['"preparing" until the copy is there', { ...fine, originalFails: true }, { state: 'preparing' }],
  ['the copy when the file does not play', { ...fine, originalFails: true, hasProxy: true }, { state: 'ready', src: `/artifact/${id}/proxy.mp4` }],
  ['the copy although the file is gone', { ...fine, originalFails: true, hasProxy: true, missing: true }, { state: 'ready', src: `/artifact/${id}/proxy.mp4` }],
  ['"unplayable" when the copy fails too', { ...fine, originalFails: true, hasProxy: true, proxyFails: true }, { state: 'unplayable' }],
])('the picture comes from: %s', (_, facts, source) => {
  expect(chooseSource(id, facts)).toEqual(source);
});
