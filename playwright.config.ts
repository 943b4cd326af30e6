/** How the window's tests run: one after the other, each with its own user data; pictures and traces of failures are kept. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  workers: 1, // the tests start real workers, which use all cores themselves
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0, // a test that fails now and then is a fault, not bad luck
  timeout: 120_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
});
