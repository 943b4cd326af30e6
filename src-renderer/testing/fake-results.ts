/** An answer and a roster as the demo game's truth gives them, so that screens show times that fit the video. */
import type { ReviewView } from '../../src-shared/contract/api.ts';
import { presets, Settings } from '../../src-shared/domain/settings.ts';
import type { RosterEntry, Segment } from '../../src-shared/domain/segment.ts';
import { emptyReview, type Review } from '../../src-shared/domain/review.ts';
import { Target } from '../../src-shared/domain/target.ts';
import { peaksPerSecond, peaksToText, type WaveformFile } from '../../src-shared/waveform.ts';
import { fakeId } from './fake-jobs.ts';

interface TruthPlayer { id: number; team: string; number: string; jersey: string; visible: Array<[number, number]> }
export interface Truth { players: TruthPlayer[] }

/** Served by the harness server beside the video. */
export async function readTruth(): Promise<Truth> {
  return (await (await fetch('/demo/truth.json')).json()) as Truth;
}

export function fakeRoster(truth: Truth): RosterEntry[] {
  return truth.players.filter((player) => player.number !== '').map((player, index) => ({
    number: player.number, teamColor: player.jersey, team: player.team === 'red' ? 0 : 1, confidence: Math.max(0.35, 0.97 - index * 0.07),
    onScreenSeconds: player.visible.reduce((sum, [start, end]) => sum + end - start, 0), intervals: player.visible.map(([start, end]) => ({ start, end })), crops: [],
  }));
}

export function fakeReview(jobId: string, truth: Truth, number: string, review: Review = emptyReview): ReviewView {
  const player = truth.players.find((one) => one.number === number);
  const runId = fakeId(900);
  const segments: Segment[] = (player?.visible ?? []).map(([start, end], index) => ({
    id: `s${index + 1}`, start, end, observedSeconds: (end - start) * 0.92, confidence: [0.96, 0.71, 0.88][index % 3]!,
    startReason: index === 0 ? 'came-into-view' : 'after-cut', endReason: index === 0 ? 'lost-from-view' : 'end-of-video',
    evidence: [
      { kind: 'number', logOdds: 3.1, note: `read "${number}" 4 times on this track` },
      { kind: 'colour', logOdds: 1.2, note: 'torso is close to the colour asked for' },
      { kind: 'click', logOdds: index === 0 ? 6 : 0.4, note: index === 0 ? 'you clicked him here' : 'looks like the player you clicked' },
    ],
    crops: [0.2, 0.5, 0.8].map((share) => ({ timeSeconds: start + (end - start) * share, box: { x: 0.4, y: 0.35, w: 0.06, h: 0.22 }, text: share === 0.5 ? number : null })),
    trackIds: [index + 1],
  }));
  const onScreenSeconds = segments.reduce((sum, segment) => sum + segment.end - segment.start, 0);
  return {
    runId, review,
    results: {
      schemaVersion: 1, jobId, runId, kind: 'analyse', outcome: segments.length > 0 ? 'done' : 'done-no-segments', summary: `${segments.length} segments, ${onScreenSeconds.toFixed(1)} s on screen`,
      target: Target.parse({ jerseyNumber: number, jerseyColor: player?.jersey ?? null }), settings: Settings.parse({}), tuning: presets.broadcast,
      segments, shifts: null, clips: [], combined: null, overlay: null, times: { onScreenSeconds, onIceSeconds: null, unseenSeconds: 1.5 },
      couldNotSee: [{ start: 11, end: 12.5, why: 'cutaway' }], nearMisses: [], warnings: [], device: 'cpu', timings: { observe: 12.4 }, finishedAt: '2026-03-07T18:32:00.000Z',
    },
  };
}

/** A murmur that swells when something happens. */
export function fakeWaveform(durationSeconds: number): WaveformFile {
  const peaks = Array.from({ length: Math.round(durationSeconds * peaksPerSecond) }, (_, i) => 0.12 + 0.08 * Math.sin(i * 1.7) + 0.6 * Math.max(0, Math.sin(i / 37)) ** 6);
  return { schemaVersion: 1, startSeconds: 0, peaksPerSecond, peaks: peaksToText(peaks) };
}
