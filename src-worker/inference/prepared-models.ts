/** The folder resources/models/prepared/: our own forms of the fetched models, each under a checksum. Loads no model. */
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/app-error.ts';
import { ModelCatalogue, type CatalogueModel } from '../../src-shared/tools-manifest.ts';

export const PREPARE_COMMAND = 'npm run setup';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const PreparedModel = z.strictObject({
  /** As in models.json. */
  id: z.string(),
  file: z.string(),
  sha256: Sha256,
  /** Of what it was made from: the fetched model, or for an int8 form the full prepared one. */
  sourceSha256: Sha256,
  bytes: z.number().int().positive(),
  /** How numbers are stored; a place for quantised forms beside the full one. */
  precision: z.enum(['f32', 'int8']),
  featureChannels: z.number().int().positive(),
});
export type PreparedModel = z.infer<typeof PreparedModel>;

export const PreparedManifest = z.strictObject({ version: z.literal(1), models: z.array(PreparedModel), /** Of sample-pictures.bin. */ samplesSha256: Sha256.optional() });
export type PreparedManifest = z.infer<typeof PreparedManifest>;

export function modelsFolder(resourcesDir: string): string {
  return path.join(resourcesDir, 'models');
}
export function preparedFolder(resourcesDir: string): string {
  return path.join(modelsFolder(resourcesDir), 'prepared');
}

/** @throws AppError `model-missing` or `model-damaged`. */
export async function readCatalogue(resourcesDir: string): Promise<CatalogueModel[]> {
  return (await readJson(path.join(modelsFolder(resourcesDir), 'models.json'), ModelCatalogue)).models;
}

/** @throws AppError `model-missing` when nothing was prepared yet, `model-damaged` when the list is unreadable. */
export async function readManifest(resourcesDir: string): Promise<PreparedManifest> {
  return readJson(path.join(preparedFolder(resourcesDir), 'manifest.json'), PreparedManifest);
}

/** The absolute path, once the file was seen to have this checksum. @throws AppError `model-missing`, `model-damaged`. */
export async function verifiedFile(file: string, sha256: string): Promise<string> {
  const found = await sha256OfFile(file);
  if (found === null) throw new AppError('model-missing', `The model ${path.basename(file)} is not there. Run "${PREPARE_COMMAND}".`, { details: { file } });
  if (found !== sha256) {
    throw new AppError('model-damaged', `The model ${path.basename(file)} must have sha256 ${sha256.slice(0, 12)}…, found ${found.slice(0, 12)}…. Run "${PREPARE_COMMAND}".`, { details: { file, expected: sha256, found } });
  }
  return file;
}

const PART_BYTES = 256 * 1024;

export async function sha256OfFile(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    // In parts: a model read whole would stay in memory until the next large collection, beside the loaded one.
    const opened = await open(file);
    try {
      const part = new Uint8Array(PART_BYTES);
      for (let { bytesRead } = await opened.read(part); bytesRead > 0; { bytesRead } = await opened.read(part)) hash.update(part.subarray(0, bytesRead));
    } finally {
      await opened.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('model-missing', `The list of models ${path.basename(file)} is not there. Run "${PREPARE_COMMAND}".`, { details: { file }, cause });
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('model-damaged', `The list of models ${path.basename(file)} is unreadable. Run "${PREPARE_COMMAND}".`, { details: { file }, cause });
  }
}
