import { describe, expect, it } from 'vitest';
import { nativeParts, outsideImports } from '../check-bundles.mjs';
import { MOST_LINES, problemsOf } from '../checks/text-rules.mjs';
import { closingLine, countPlaywright, countVitest, sumCounts, withExitCode } from './count-results.mjs';
import { chooseCacheFolder } from './paths.mjs';

describe('counting results', () => {
  it('adds the parts up and ends with the line that tools read', () => {
    const sum = sumCounts([{ passed: 10, failed: 1, skipped: 2 }, { passed: 5, failed: 0, skipped: 1 }]);
    expect({ sum, line: closingLine(sum) }).toEqual({ sum: { passed: 15, failed: 1, skipped: 3 }, line: '15 passed, 1 failed' });
  });

  it('counts a test file that could not be loaded as a failure', () => {
    const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, testResults: [{ status: 'failed', assertionResults: [] }, { status: 'passed', assertionResults: [{}, {}, {}] }] };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  it('counts a window test that passed only at the second try as a failure', () => {
    expect(countPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] })).toEqual({ passed: 4, failed: 3, skipped: 2 });
  });

  it.each([
    [0, 0, 0],
    [1, 0, 1],
    [1, 2, 2],
  ])('an exit code of %i with %i failures counts as %i', (exitCode, failed, counted) => {
    expect(withExitCode({ passed: 1, failed, skipped: 0 }, exitCode).failed).toBe(counted);
  });
});

describe('the cache folder', () => {
  it.each([
    ['linux', {}, '/h/.cache/shiftclipper'],
    ['linux', { XDG_CACHE_HOME: '/x' }, '/x/shiftclipper'],
    ['darwin', {}, '/h/Library/Caches/shiftclipper'],
    ['darwin', { SHIFTCLIPPER_CACHE: '/mine' }, '/mine'],
  ])('on %s with %j', (platform, env, folder) => {
    expect(chooseCacheFolder(platform, env, '/h')).toBe(folder);
  });
});

describe('looking into bundles', () => {
  it('finds what is loaded from outside, but not Node itself nor words in texts', () => {
    const code = ["import { z } from 'zod';", 'import "node:fs";', "import path from 'path';", 'const a = require("electron");', "const b = await import('bullmq');", "import { x } from './near.mjs';", "const text = 'from outside';"].join('\n');
    expect(outsideImports(code)).toEqual(['zod', 'electron', 'bullmq']);
  });

  it('finds a native package that was bundled', () => {
    expect(nativeParts('// node_modules/onnxruntime-node/dist/index.js\nx')).toEqual(['it contains what must stay outside: node_modules/onnxruntime-node/dist/index.js']);
    expect(nativeParts('// node_modules/zod/index.js\nx')).toEqual([]);
  });
});

describe('rules about texts', () => {
  it('allows exactly as many lines as it says', () => {
    const lines = (count: number) => 'x\n'.repeat(count);
    expect(problemsOf('src-main/a.ts', lines(MOST_LINES))).toEqual([]);
    expect(problemsOf('src-main/a.ts', lines(MOST_LINES + 1))).toEqual(['src-main/a.ts: 401 lines, at most 400 are allowed']);
    expect(problemsOf('docs/a.md', lines(1000))).toEqual([]);
  });

  it('finds the host of a package registry', () => {
    const host = ['registry', 'npmjs', 'org'].join('.');
    expect(problemsOf('docs/a.md', `first\nsee ${host}`)).toEqual(['docs/a.md:2: names the host of a package registry']);
  });
});
