/** Facts and a still picture of each video, asked for once per page and shared by the screens. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { toPlainError, type PlainError } from '../../src-shared/app-error.ts';
import type { MediaInfo } from '../../src-shared/domain/video.ts';
import { call } from '../bridge.ts';

export type MediaState = { state: 'loading' } | { state: 'ready'; media: MediaInfo } | { state: 'failed'; error: PlainError };

interface MediaStore {
  byJob: Readonly<Record<string, MediaState>>;
  /** URL of a still; null when there can be none. */
  thumbnails: Readonly<Record<string, string | null>>;
}

const useMediaStore = create<MediaStore>()(() => ({ byJob: {}, thumbnails: {} }));
const loading: MediaState = { state: 'loading' };

/** Probes once; main answers when the probe is there. */
export function useMedia(jobId: string): MediaState {
  useEffect(() => { void loadMedia(jobId); }, [jobId]);
  return useMediaStore((store) => store.byJob[jobId] ?? loading);
}

/** undefined while it is being made. A long list asks only for the rows that are `seen`. */
export function useThumbnail(jobId: string, seen = true): string | null | undefined {
  useEffect(() => { if (seen) loadThumbnail(jobId); }, [jobId, seen]);
  return useMediaStore((store) => store.thumbnails[jobId]);
}

/** Forgets a failure, so that the next look asks again; after a relink or a retry. */
export function forgetMedia(jobId: string): void {
  asked.delete(jobId);
  askedThumbnails.delete(jobId);
  void loadMedia(jobId);
}

const asked = new Map<string, Promise<MediaState>>();
const askedThumbnails = new Set<string>();

function loadMedia(jobId: string): Promise<MediaState> {
  const known = asked.get(jobId);
  if (known !== undefined) return known;
  const answer = readMedia(jobId).then((state) => {
    useMediaStore.setState(({ byJob }) => ({ byJob: { ...byJob, [jobId]: state } }));
    return state;
  });
  asked.set(jobId, answer);
  return answer;
}

async function readMedia(jobId: string): Promise<MediaState> {
  try {
    return { state: 'ready', media: await call('getMedia', { jobId }) };
  } catch (thrown) {
    return { state: 'failed', error: toPlainError(thrown) };
  }
}

let lastInLine: Promise<void> = Promise.resolve();

/** One after the other: stills share the short lane with the user's corrections. */
function loadThumbnail(jobId: string): void {
  if (askedThumbnails.has(jobId)) return;
  askedThumbnails.add(jobId);
  lastInLine = lastInLine.then(() => makeThumbnail(jobId));
}

async function makeThumbnail(jobId: string): Promise<void> {
  const known = await loadMedia(jobId);
  let url: string | null = null;
  if (known.state === 'ready') {
    // A tenth into the game there is play rather than an empty rink or a title.
    const timeSeconds = known.media.startSeconds + Math.min(known.media.durationSeconds * 0.1 + 1, known.media.durationSeconds / 2);
    url = await call('getFrame', { jobId, timeSeconds }).then((frame) => frame.url, () => null);
  }
  useMediaStore.setState(({ thumbnails }) => ({ thumbnails: { ...thumbnails, [jobId]: url } }));
}
