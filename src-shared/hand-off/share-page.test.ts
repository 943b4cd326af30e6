import { expect, it } from 'vitest';
import { sharePage } from './share-page.ts';

const page = sharePage({
  title: 'Bears </title><script>alert(1)</script>',
  clips: [{ file: 'clips/a "b" #1 & <2>.mp4', label: '#17 "01" <img src=x onerror=alert(1)>', note: 'said </script>', seconds: 12.4, gameSeconds: 61 }, { file: 'clips/film.mp4', label: 'all', note: '', seconds: 60, gameSeconds: null }],
});

it('what the user wrote gives no tags', () => {
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

it('clips are named by addresses that any character survives', () => {
  const [, address] = /<a href="([^"]+)"/.exec(page)!;
  expect(address).toBe('clips/a%20%22b%22%20%231%20%26%20%3C2%3E.mp4');
  expect(page).toContain(`<video controls playsinline preload="metadata" src="${address}"`);
});

it('nothing is loaded from elsewhere', () => {
  expect(page).not.toMatch(/https?:|\/\/[a-z]/i);
  expect(page).toContain("default-src 'none'");
});

it('a bundle of nothing is still a page', () => expect(sharePage({ title: 'x', clips: [] })).toContain('<video controls playsinline preload="metadata"></video>'));
