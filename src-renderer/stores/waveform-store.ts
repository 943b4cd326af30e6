/** How loud a game is over time, asked for once a game when somebody wants to see it. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { peaksFromText, WaveformFile } from '../../src-shared/waveform.ts';
import { call, reportPageError } from '../bridge.ts';

export type Waveform = { state: 'loading' | 'silent' | 'failed' } | { state: 'ready'; peaks: Float32Array; startSeconds: number; peaksPerSecond: number };

const useWaveforms = create<{ byJob: Readonly<Record<string, Waveform>> }>()(() => ({ byJob: {} }));
const loading: Waveform = { state: 'loading' };

export function useWaveform(jobId: string): Waveform {
  useEffect(() => { void readWaveform(jobId); }, [jobId]);
  return useWaveforms((state) => state.byJob[jobId] ?? loading);
}

const asked = new Set<string>();

async function readWaveform(jobId: string): Promise<void> {
  if (asked.has(jobId)) return;
  asked.add(jobId);
  const waveform = await fetchWaveform(jobId).catch((thrown: unknown): Waveform => {
    // A lane without sound costs nobody the review; the log has the reason, and the next look asks again.
    reportPageError(thrown);
    asked.delete(jobId);
    return { state: 'failed' };
  });
  useWaveforms.setState(({ byJob }) => ({ byJob: { ...byJob, [jobId]: waveform } }));
}

async function fetchWaveform(jobId: string): Promise<Waveform> {
  const { url } = await call('getWaveform', { jobId });
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}`);
  const { peaks, startSeconds, peaksPerSecond } = WaveformFile.parse(await answer.json());
  return peaks === '' ? { state: 'silent' } : { state: 'ready', peaks: peaksFromText(peaks), startSeconds, peaksPerSecond };
}
