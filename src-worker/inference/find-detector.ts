/** The prepared forms of a person detector, each seen to have its checksum. Loads none. */
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { PREPARE_COMMAND, preparedFolder, readManifest, sha256OfFile, verifiedFile, type PreparedModel } from './prepared-models.ts';
import { SAMPLES_FILE } from './sample-pictures.ts';

export interface DetectorForm { id: string; sha256: string; file: string; featureChannels: number }

export interface FoundDetector {
  f32: DetectorForm;
  /** Null where it was not made, or is damaged: it is optional. */
  int8: DetectorForm | null;
  /** Pictures to try forms and devices on; null without any. */
  samplesFile: string | null;
  warnings: string[];
}

/** The smallest detector stands in where a larger one was not fetched. */
const STAND_IN = 'yolov8n';

/** @throws AppError `model-missing`, `model-damaged`. */
export async function findDetector(resourcesDir: string, detectorId: string): Promise<FoundDetector> {
  const { models, samplesSha256 } = await readManifest(resourcesDir);
  const folder = preparedFolder(resourcesDir);
  const formOf = (id: string, precision: PreparedModel['precision']): PreparedModel | undefined => models.find((model) => model.id === id && model.precision === precision);
  const warnings: string[] = [];
  let full = formOf(detectorId, 'f32');
  if (full === undefined && detectorId !== STAND_IN) {
    full = formOf(STAND_IN, 'f32');
    if (full !== undefined) warnings.push(`The person detector ${detectorId} is not there, so ${STAND_IN} looked instead. "${PREPARE_COMMAND}" fetches it.`);
  }
  if (full === undefined) throw new AppError('model-missing', `The person detector ${detectorId} is not prepared. Run "${PREPARE_COMMAND}".`, { details: { detectorId } });
  const f32 = { id: full.id, sha256: full.sha256, featureChannels: full.featureChannels, file: await verifiedFile(path.join(folder, full.file), full.sha256) };
  const rounded = formOf(full.id, 'int8');
  const samples = path.join(folder, SAMPLES_FILE);
  const intact = async (file: string, sha256: string | undefined): Promise<boolean> => sha256 !== undefined && (await sha256OfFile(file)) === sha256;
  const int8File = rounded === undefined ? '' : path.join(folder, rounded.file);
  return {
    f32,
    int8: rounded !== undefined && rounded.sourceSha256 === full.sha256 && (await intact(int8File, rounded.sha256))
      ? { id: `${full.id}-int8`, sha256: rounded.sha256, featureChannels: full.featureChannels, file: int8File } : null,
    samplesFile: (await intact(samples, samplesSha256)) ? samples : null,
    warnings,
  };
}
