import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = String(readFileSync(new URL('./tokens.css', import.meta.url)));

/** Colours of one theme; light overrides dark. */
function tokensOf(theme: 'dark' | 'light'): Map<string, string> {
  const [dark = '', light = ''] = css.split(":root[data-theme='light']");
  const tokens = new Map<string, string>();
  for (const part of theme === 'dark' ? [dark] : [dark, light]) {
    for (const [, name, color] of part.matchAll(/--([\w-]+): (#[0-9a-f]{6})[;\s]/g)) tokens.set(name!, color!);
  }
  return tokens;
}

/** WCAG 2 relative luminance. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright! + 0.05) / (dim! + 0.05);
}

const readable: Array<[string, string]> = ['text', 'text-soft', 'text-faint', 'accent', 'good', 'warn', 'bad'].flatMap((words) => ['ground', 'surface', 'raised'].map((ground): [string, string] => [words, ground]));

describe.each(['dark', 'light'] as const)('in the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  it.each([...readable, ['accent-text', 'accent-strong'] as [string, string]])('%s is readable on %s (4.5 : 1)', (words, ground) => {
    expect(contrast(tokens.get(words)!, tokens.get(ground)!)).toBeGreaterThanOrEqual(4.5);
  });
  it.each([['focus', 'ground'], ['focus', 'surface'], ['line-strong', 'surface'], ['state-confirmed', 'surface'], ['state-locked', 'surface'], ['segment', 'surface']])('%s stands out from %s (3 : 1 for shapes; lines may be fainter)', (shape, ground) => {
    expect(contrast(tokens.get(shape)!, tokens.get(ground)!)).toBeGreaterThanOrEqual(shape === 'line-strong' ? 2.5 : 3);
  });
});
