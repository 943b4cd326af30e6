/** `node dist/tools/check-model.mjs FILE.onnx`: whether a person detector of one's own would be understood, tried on the sample pictures. Changes nothing. */
import path from 'node:path';
import process from 'node:process';
import { toPlainError } from '../src-shared/app-error.ts';
import { checkOwnModel } from '../src-worker/inference/check-own-model.ts';
import { findDetector } from '../src-worker/inference/find-detector.ts';

try {
  const [file] = process.argv.slice(2);
  if (file === undefined) throw new Error('usage: check-model FILE.onnx');
  const { f32, samplesFile } = await findDetector(process.env['SHIFTCLIPPER_RESOURCES'] ?? path.resolve('resources'), 'yolov8n');
  if (samplesFile === null) throw new Error('there are no sample pictures; run "npm run setup"');
  const { kind, width, height, pixels, agreement } = await checkOwnModel(path.resolve(file), samplesFile, f32.file);
  process.stdout.write(`${kind}, ${width} × ${height}, ${pixels}; its people agree with ours by ${agreement.toFixed(2)}\n`);
} catch (error) {
  process.stderr.write(`${toPlainError(error).message}\n`);
  process.exitCode = 1;
}
