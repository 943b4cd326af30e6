/**
 * Two kinds of tests: `unit` (pure, many at once) and `integration` (real ffmpeg, Redis, models; one file after the other).
 * The window's tests are Playwright's, see playwright.config.ts.
 */
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const rooms = '{src-shared,src-node,src-main,src-worker,src-renderer,scripts}/**';
const integration = `${rooms}/*.integration.test.{ts,tsx}`;

export default defineConfig({
  root: import.meta.dirname,
  test: {
    env: {
      SHIFTCLIPPER_RESOURCES: path.join(import.meta.dirname, 'resources'),
      SHIFTCLIPPER_INFERENCE_THREAD: path.join(import.meta.dirname, 'dist', 'worker', 'inference-thread.mjs'), // a thread loads a bundle, not TypeScript
    },
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: [`${rooms}/*.test.{ts,tsx}`], exclude: [integration, '**/node_modules/**'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [integration],
          pool: 'forks', // onnxruntime must not be loaded by several threads of one process
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
