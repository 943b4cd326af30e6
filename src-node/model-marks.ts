/** The checksums of the models that a machine would observe with, as setup wrote them down. Reads lists, not models: those are checked when they are loaded. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PreparedMarks, type ModelMarks } from '../src-shared/contract/fleet.ts';
import { ModelCatalogue } from '../src-shared/tools-manifest.ts';

/** Empty where nothing was set up. Only the full-precision detectors: a quantised form is made by measuring on each machine. */
export async function modelMarks(resourcesDir: string): Promise<ModelMarks> {
  const [catalogue, prepared] = await Promise.all([
    readList(join(resourcesDir, 'models', 'models.json'), ModelCatalogue),
    readList(join(resourcesDir, 'models', 'prepared', 'manifest.json'), PreparedMarks),
  ]);
  if (prepared === null) return {};
  const readers = (catalogue?.models ?? []).filter(({ task }) => task === 'number-reading');
  const detectors = prepared.models.filter(({ precision }) => precision === 'f32');
  return Object.fromEntries([...readers, ...detectors].map(({ file, sha256 }) => [file, sha256]));
}

async function readList<Value>(file: string, schema: { parse(value: unknown): Value }): Promise<Value | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}
