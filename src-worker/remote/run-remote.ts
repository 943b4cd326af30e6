/**
 * A chunk observed without the host's disk: media.json and the video come over HTTP, the observations go back the same way.
 * Only chunks: everything else needs the job's folder and is not in this worker's lanes.
 */
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { writeAtomically } from '../../src-node/write-atomically.ts';
import { z } from 'zod';
import { AppError } from '../../src-shared/app-error.ts';
import type { Work, WorkResult } from '../../src-shared/contract/queue.ts';
import { MediaInfo } from '../../src-shared/domain/video.ts';
import { observeChunk } from '../observe/observe-stage.ts';
import { inStage, type Desk } from '../pipeline/desk.ts';
import { jobFolder } from '../pipeline/job-folder.ts';
import { observedProvider } from '../pipeline/observed-provider.ts';
import { blockReader, type BlockReader } from './block-reader.ts';
import type { HostClient } from './host-client.ts';
import { openVideoDoor } from './video-door.ts';

/** `kept`: somebody else was first with another result, which stays. */
const Stored = z.object({ stored: z.enum(['new', 'same', 'kept']) });

/** Chunks of one game mostly follow one another; what was read of another game is let go. */
interface LastVideo { key: string; reader: BlockReader }

/** @returns what `consumeJobs` runs. The observations lie in `config.jobsDir` until the host has them: a chunk that comes again is only sent again. */
export function runRemote(client: HostClient): (work: Work, desk: Desk) => Promise<WorkResult> {
  let last: LastVideo | null = null;
  return async (work, desk) => {
    if (work.kind !== 'observe') throw new AppError('invalid-input', `a worker without the job's folder takes chunks alone, not "${work.kind}"`);
    const { jobId, runId, chunkIndex, setup: { settings } } = work;
    const media = await readMedia(client, jobId, desk.signal);
    const chunk = media.chunks[chunkIndex];
    if (chunk === undefined) throw new AppError('invalid-input', `chunk ${chunkIndex} was asked for, but the video has ${media.chunks.length}`);
    const key = `${jobId}:${media.bytes}`;
    if (last?.key !== key) last = { key, reader: blockReader(client, `/jobs/${jobId}/video`, media.bytes) };
    const outFile = jobFolder(desk.config.jobsDir, jobId).observation(chunkIndex);
    const known = existsSync(outFile) ? null : await client.readWhole(`/jobs/${jobId}/observations/${chunkIndex}`, desk.signal);
    if (known !== null) await writeAtomically(outFile, known);
    const door = await openVideoDoor(last.reader, desk.signal);
    const reused = await inStage(desk, 'observe', async (context) => {
      try {
        const observed = await observeChunk({ videoPath: door.url, media, chunk, setup: settings, outFile }, context);
        if (door.failure() !== null) await rm(outFile, { force: true }); // an end that ffmpeg took for the video's own
        await throwFailure(door.failure());
        return observed.reused;
      } catch (error) {
        await throwFailure(door.failure());
        throw error;
      } finally {
        await door.close();
      }
    }, { chunkIndex, chunkCount: media.chunks.length });
    desk.ranOn(await observedProvider(outFile));
    if (!reused) await desk.observed?.(outFile);
    const began = performance.now();
    const { stored } = Stored.parse(await client.put(`/jobs/${jobId}/observations/${chunkIndex}?run=${runId}`, await readFile(outFile), desk.signal));
    await rm(outFile, { force: true });
    desk.log.info('observations sent', { chunk: chunkIndex, stored, milliseconds: Math.round(performance.now() - began) });
    return { kind: 'observe', chunkIndex, reused: reused || stored !== 'new', seconds: desk.timings['observe'] ?? 0 };
  };
}

async function throwFailure(failure: unknown): Promise<void> {
  if (failure !== null) throw failure instanceof Error ? failure : new Error('the video could not be read from the host', { cause: failure });
}

async function readMedia(client: HostClient, jobId: string, signal: AbortSignal): Promise<MediaInfo> {
  const parsed = MediaInfo.safeParse(await client.readJson(`/jobs/${jobId}/artifacts/media.json`, signal));
  if (!parsed.success) throw new AppError('artifact-damaged', 'media.json of this game is damaged');
  return parsed.data;
}
