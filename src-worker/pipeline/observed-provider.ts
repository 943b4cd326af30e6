/** Which device really ran the models, as an observed chunk recorded it. */
import { readFile } from 'node:fs/promises';
import { decodeColumns } from '../../src-shared/columnar-file.ts';
import type { ObservationMeta } from '../../src-shared/domain/observation.ts';

/** `none` without a chunk, `unknown` for a file that does not say. */
export async function observedProvider(observationFile: string | undefined): Promise<string> {
  if (observationFile === undefined) return 'none';
  const meta = decodeColumns(await readFile(observationFile), {}, observationFile).meta as Partial<ObservationMeta> | null;
  return meta?.provider ?? 'unknown';
}
