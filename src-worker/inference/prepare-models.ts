/** Setup's tool: makes resources/models/prepared/ from the person detectors that are there. Does nothing where all is up to date. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { readModel } from './onnx-graph.ts';
import { makePersonDetector } from './person-detector-surgery.ts';
import { modelsFolder, preparedFolder, readCatalogue, readManifest, sha256OfFile, type PreparedManifest, type PreparedModel } from './prepared-models.ts';

/**
 * @param into where the prepared files and manifest.json go.
 * @throws AppError `model-missing` without models.json; Error when a model is not the expected architecture.
 */
export async function prepareModels(resourcesDir: string, into: string = preparedFolder(resourcesDir)): Promise<PreparedManifest> {
  mkdirSync(into, { recursive: true });
  const known = (await readManifest(resourcesDir).catch(() => null))?.models ?? [];
  const models: PreparedModel[] = [];
  for (const model of await readCatalogue(resourcesDir)) {
    if (model.task !== 'person-detection' || model.decode !== 'yolov8') continue;
    const source = path.join(modelsFolder(resourcesDir), model.file);
    const sourceSha256 = await sha256OfFile(source);
    if (sourceSha256 === null) continue;
    if (sourceSha256 !== model.sha256) throw new Error(`${model.file} has another checksum than models.json says; run "npm run setup" to fetch it again`);
    const upToDate = known.find((entry) => entry.id === model.id && entry.sourceSha256 === sourceSha256);
    if (upToDate && (await sha256OfFile(path.join(into, upToDate.file))) === upToDate.sha256) {
      models.push(upToDate);
      continue;
    }
    const { bytes, featureChannels } = makePersonDetector(readModel(source));
    const file = `${model.id}-person.onnx`;
    writeAtomically(path.join(into, file), bytes);
    models.push({ id: model.id, file, sha256: createHash('sha256').update(bytes).digest('hex'), sourceSha256, bytes: bytes.length, precision: 'f32', featureChannels });
  }
  const manifest: PreparedManifest = { version: 1, models };
  writeAtomically(path.join(into, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

function writeAtomically(file: string, content: Uint8Array | string): void {
  const temporary = `${file}.${process.pid}.part`;
  writeFileSync(temporary, content);
  renameSync(temporary, file);
}

if (process.argv[1] !== undefined && /prepare-models\.(mjs|ts)$/.test(process.argv[1])) {
  const resources = process.env['SHIFTCLIPPER_RESOURCES'] ?? path.resolve('resources');
  const { models } = await prepareModels(resources);
  process.stdout.write(`prepared: ${models.map((model) => model.file).join(', ') || 'no person detector is there'}\n`);
}
