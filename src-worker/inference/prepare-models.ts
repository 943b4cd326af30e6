/** Setup's tool: makes resources/models/prepared/ from the person detectors that are there. Does nothing where all is up to date. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { readModel } from './onnx-graph.ts';
import { makePersonDetector } from './person-detector-surgery.ts';
import { silentLogger } from '../../src-shared/logger.ts';
import { findTools } from '../control/find-tools.ts';
import { modelsFolder, preparedFolder, readCatalogue, readManifest, sha256OfFile, type PreparedManifest, type PreparedModel } from './prepared-models.ts';
import { quantiseModels } from './quantise-models.ts';
import { writeAtomically } from './write-atomically.ts';

/**
 * @param into where the prepared files and manifest.json go.
 * @throws AppError `model-missing` without models.json; Error when a model is not the expected architecture.
 */
export async function prepareModels(resourcesDir: string, into: string = preparedFolder(resourcesDir)): Promise<PreparedManifest> {
  mkdirSync(into, { recursive: true });
  const before = await readManifest(resourcesDir).catch(() => null);
  const known = (before?.models ?? []).filter(({ precision }) => precision === 'f32');
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
  // Int8 forms are kept as long as what they were made from is the same.
  const rounded = (before?.models ?? []).filter((entry) => entry.precision === 'int8' && models.some(({ sha256 }) => sha256 === entry.sourceSha256));
  const manifest: PreparedManifest = { version: 1, models: [...models, ...rounded], ...(before?.samplesSha256 === undefined ? {} : { samplesSha256: before.samplesSha256 }) };
  writeAtomically(path.join(into, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

if (process.argv[1] !== undefined && /prepare-models\.(mjs|ts)$/.test(process.argv[1])) {
  const resources = process.env['SHIFTCLIPPER_RESOURCES'] ?? path.resolve('resources');
  await prepareModels(resources);
  const { models } = await readyInt8(resources);
  process.stdout.write(`prepared: ${models.map((model) => model.file).join(', ') || 'no person detector is there'}\n`);
}

async function readyInt8(resources: string): Promise<PreparedManifest> {
  try {
    return await quantiseModels(resources, await findTools(resources, process.env), { log: silentLogger, signal: new AbortController().signal });
  } catch (error) {
    process.stderr.write(`int8 forms of the detectors could not be made; the full ones are used: ${error instanceof Error ? error.message : String(error)}\n`);
    return readManifest(resources);
  }
}
