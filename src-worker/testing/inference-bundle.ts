/** Tests run from TypeScript, the inference thread from a bundle: this makes one and tells the worker where it is. */
import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';

export async function useInferenceBundle(): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../..');
  // Inside the repository, so that the bundle finds onnxruntime-node.
  const folder = path.join(root, 'dist/test');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'inference-thread.mjs');
  const temporary = path.join(folder, `inference-thread.${process.pid}.mjs`);
  await build({ entryPoints: [path.join(root, 'src-worker/inference/inference-thread.ts')], bundle: true, platform: 'node', target: 'node20', format: 'esm', outfile: temporary, external: ['onnxruntime-node'], logLevel: 'silent' });
  renameSync(temporary, file);
  process.env['SHIFTCLIPPER_INFERENCE_THREAD'] = file;
}
