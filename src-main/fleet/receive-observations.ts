/**
 * Observations that a worker without our disk sends: checked, then written whole under their final name.
 * What was stored first in a run stays: a chunk has one result, whoever looks at it again. Not a judge of what was seen.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { jobFiles, observationFileName } from '../../src-shared/contract/artifacts.ts';
import type { JobRecord } from '../../src-shared/domain/job.ts';
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import type { Logger } from '../../src-shared/logger.ts';
import { decodeObservations } from '../../src-shared/observation-file.ts';
import { writeAtomically } from '../../src-node/write-atomically.ts';
import { readMedia } from '../jobs/run-artifacts.ts';
import { faultOf } from './check-observations.ts';

export interface Received {
  /** `same`: an equal file was there. `kept`: another result of this run was there first, and stays. */
  stored: 'new' | 'same' | 'kept';
}

export class ObservationReceiver {
  private readonly log: Logger;
  /** One writer a file at a time. */
  private readonly writing = new Map<string, Promise<unknown>>();

  constructor(log: Logger) {
    this.log = log;
  }

  /** @throws AppError `cancelled` when that run is not wanted any more, `artifact-missing` before the video was probed, `artifact-damaged` for what is no observation of that chunk. */
  async receive(record: JobRecord, folder: string, runId: string, chunkIndex: number, bytes: Uint8Array): Promise<Received> {
    const { lifecycle } = record;
    if (lifecycle.phase !== 'requested' || lifecycle.runId !== runId) throw new AppError('cancelled', `run ${runId} of this game is not wanted any more`);
    const media = await readMedia(folder);
    if (media === null) throw new AppError('artifact-missing', 'this game was not probed yet');
    const name = observationFileName(chunkIndex);
    const sent = decodeObservations(bytes, name);
    const fault = faultOf(sent, media, chunkIndex);
    if (fault !== null) throw new AppError('artifact-damaged', `${name} was refused: ${fault}`);
    const file = join(folder, jobFiles.observations, name);
    const before = this.writing.get(file) ?? Promise.resolve();
    const storing = before.catch(() => undefined).then(() => this.store(file, name, sent, bytes, Date.parse(lifecycle.requestedAt)));
    this.writing.set(file, storing);
    try {
      return await storing;
    } finally {
      if (this.writing.get(file) === storing) this.writing.delete(file);
    }
  }

  private async store(file: string, name: string, sent: ObservationChunk, bytes: Uint8Array, runBegan: number): Promise<Received> {
    const [known, facts] = await Promise.all([readFile(file).catch(() => null), stat(file).catch(() => null)]);
    if (known !== null && facts !== null) {
      if (known.equals(bytes)) return { stored: 'same' };
      const sameInput = inputKeyIn(known, name) === sent.meta.inputKey;
      if (sameInput || (inputKeyIn(known, name) !== null && facts.mtimeMs >= runBegan)) {
        this.log.warn('a chunk was observed twice with different results; the first stays', { file: name, sameInput, detector: sent.meta.detector, provider: sent.meta.provider });
        return { stored: 'kept' };
      }
    }
    await writeAtomically(file, bytes);
    return { stored: 'new' };
  }
}

function inputKeyIn(bytes: Uint8Array, name: string): string | null {
  try {
    return decodeObservations(bytes, name).meta.inputKey;
  } catch {
    return null; // damaged: replaced
  }
}
