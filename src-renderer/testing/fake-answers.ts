/** Answers for the review harness: the demo game's truth, many passages, twenty doubtful ones, nothing at all, a three-hour game. */
import type { DebugFile, ResultsFile } from '../../src-shared/contract/artifacts.ts';
import type { EndReason, EvidenceItem, StartReason } from '../../src-shared/domain/identity.ts';
import type { Click } from '../../src-shared/domain/target.ts';
import type { Crop, Rejected, Segment } from '../../src-shared/domain/segment.ts';
import { resolveTuning } from '../../src-shared/domain/settings.ts';
import type { Setup } from '../../src-shared/domain/job.ts';
import type { Truth } from './fake-results.ts';

export type AnswerScene = 'demo' | 'twenty' | 'doubtful' | 'nothing' | 'long';
export interface FakeAnswer { results: ResultsFile; debug: DebugFile }

interface Boxes { find: (id: number, timeSeconds: number) => Crop['box'] | null }
interface Passage { start: number; end: number; confidence: number; trackId: number }

const starts: StartReason[] = ['came-into-view', 'after-cut', 'identity-regained', 'left-bench'];
const ends: EndReason[] = ['lost-from-view', 'scene-cut', 'identity-ambiguous', 'lock-expired', 'identity-contradicted', 'went-to-bench'];

export function fakeAnswer(scene: AnswerScene, about: { jobId: string; runId: string; setup: Setup; clicks: readonly Click[]; truth: Truth; boxes: Boxes; durationSeconds: number }): FakeAnswer {
  const { truth, setup, clicks } = about;
  const tuning = resolveTuning(setup.settings);
  const all = passagesOf(scene, truth, setup.target.jerseyNumber, about.durationSeconds);
  const denied = clicks.filter((click) => click.kind === 'not-him');
  const kept = all.filter((passage) => passage.end - passage.start >= tuning.minTrackSeconds - 0.3 && !denied.some((click) => click.timeSeconds >= passage.start && click.timeSeconds <= passage.end));
  const short = all.filter((passage) => !kept.includes(passage));
  const segments = kept.map((passage, i) => segmentOf(passage, i, setup.target.jerseyNumber, clicks, about.boxes));
  const rejected: Rejected[] = [
    ...short.map((passage, i) => ({ ...segmentOf(passage, i, setup.target.jerseyNumber, [], about.boxes), why: denied.length > 0 ? ('user' as const) : ('too-short' as const) })),
    ...(scene === 'long' ? [] : [rejectedOf({ start: 12.6, end: 13.9, confidence: 0.31, trackId: 4 }, about.boxes)]),
  ].map(({ start, end, observedSeconds, why, confidence, evidence, crops, trackIds }) => ({ start, end, observedSeconds, why, confidence, evidence, crops, trackIds }));
  const onScreenSeconds = segments.reduce((sum, segment) => sum + segment.end - segment.start, 0);
  const couldNotSee = scene === 'long'
    ? Array.from({ length: 120 }, (_, i) => ({ start: i * 90 + 40, end: i * 90 + 47, why: (['cutaway', 'crowded', 'players-too-small'] as const)[i % 3]! }))
    : [{ start: 11, end: 12.5, why: 'cutaway' as const }, { start: 19.5, end: 21.4, why: 'players-too-small' as const }];
  return {
    results: {
      schemaVersion: 1, jobId: about.jobId, runId: about.runId, kind: 'analyse', outcome: segments.length > 0 ? 'done' : 'done-no-segments',
      summary: segments.length > 0 ? `Number ${setup.target.jerseyNumber} is on screen in ${segments.length} passages, ${onScreenSeconds.toFixed(1)} s together.` : `Number ${setup.target.jerseyNumber} was read once; that is not enough to be sure.`,
      target: setup.target, settings: setup.settings, tuning, segments, shifts: null, clips: [], combined: null, overlay: null,
      times: { onScreenSeconds, onIceSeconds: null, unseenSeconds: couldNotSee.reduce((sum, span) => sum + span.end - span.start, 0) },
      couldNotSee, nearMisses: rejected, warnings: scene === 'nothing' ? ['Players are small in this video: numbers could be read on 2 % of the looks.'] : [], device: 'cpu', timings: { observe: 12.4 }, finishedAt: '2026-03-07T18:32:00.000Z',
    },
    debug: debugOf(setup, segments, rejected, couldNotSee, about.durationSeconds, scene),
  };
}

function passagesOf(scene: AnswerScene, truth: Truth, number: string, durationSeconds: number): Passage[] {
  if (scene === 'nothing') return [];
  if (scene === 'long') return Array.from({ length: 2000 }, (_, i) => ({ start: i * 5.3 + (i % 7) * 0.2, end: i * 5.3 + 2 + (i % 5) * 0.5, confidence: 0.5 + ((i * 37) % 50) / 100, trackId: 1 })).filter((passage) => passage.end < durationSeconds);
  if (scene === 'twenty') return Array.from({ length: 21 }, (_, i) => ({ start: 0.3 + i * 1.12, end: 0.3 + i * 1.12 + 0.95, confidence: [0.97, 0.62, 0.93, 0.48, 0.95, 0.81][i % 6]!, trackId: 1 + (i % 5) }));
  if (scene === 'doubtful') return Array.from({ length: 20 }, (_, i) => ({ start: 0.3 + i * 1.18, end: 0.3 + i * 1.18 + 1, confidence: 0.45 + ((i * 37) % 40) / 100, trackId: 1 + (i % 5) }));
  const player = truth.players.find((one) => one.number === number);
  return (player?.visible ?? []).map(([start, end], i) => ({ start, end, confidence: [0.96, 0.71, 0.93][i % 3]!, trackId: player!.id }));
}

function segmentOf({ start, end, confidence, trackId }: Passage, i: number, number: string, clicks: readonly Click[], boxes: Boxes): Segment {
  const clicked = clicks.some((click) => click.kind === 'him' && click.timeSeconds >= start && click.timeSeconds <= end);
  return {
    id: `s${Math.round(start * 100)}`, start, end, observedSeconds: (end - start) * 0.92, confidence: clicked ? 0.99 : confidence, startReason: starts[i % starts.length]!, endReason: ends[i % ends.length]!,
    evidence: evidenceFor(number, confidence, clicked), crops: cropsOf(trackId, start, end, number, boxes), trackIds: [trackId],
  };
}

function evidenceFor(number: string, confidence: number, clicked: boolean): EvidenceItem[] {
  return [
    ...(clicked ? [{ kind: 'click' as const, logOdds: 6, note: 'you clicked him here' }] : []),
    { kind: 'number', logOdds: confidence > 0.8 ? 3.4 : 1.1, note: confidence > 0.8 ? `read "${number}" 4 times on this track` : `read "${number}" once, "11" once` },
    { kind: 'colour', logOdds: 1.2, note: 'torso is 78 % the colour asked for' },
    { kind: 'appearance', logOdds: confidence > 0.6 ? 0.7 : -0.9, note: confidence > 0.6 ? 'looks like his other passages' : 'looks less like his other passages than two team mates do' },
  ];
}

function cropsOf(trackId: number, start: number, end: number, number: string, boxes: Boxes): Crop[] {
  return [0.15, 0.4, 0.65, 0.9].flatMap((share, i) => {
    const timeSeconds = Math.round((start + (end - start) * share) * 10) / 10;
    const box = boxes.find(trackId, timeSeconds);
    return box === null ? [] : [{ timeSeconds, box, text: i === 1 ? number : null }];
  });
}

function rejectedOf(passage: Passage, boxes: Boxes): Rejected {
  return { start: passage.start, end: passage.end, observedSeconds: 1.1, why: 'not-enough-evidence', confidence: passage.confidence, trackIds: [passage.trackId], crops: cropsOf(passage.trackId, passage.start, passage.end, '', boxes), evidence: [{ kind: 'colour', logOdds: 1.1, note: 'torso is close to the colour asked for' }, { kind: 'number', logOdds: -1.6, note: 'read "4" once' }] };
}

function debugOf(setup: Setup, segments: readonly Segment[], rejected: readonly Rejected[], couldNotSee: DebugFile['couldNotSee'], durationSeconds: number, scene: AnswerScene): DebugFile {
  const wave = (time: number): number => 0.03 + 0.02 * Math.sin(time * 3);
  const step = scene === 'long' ? 0.25 : 0.1;
  const confidence: DebugFile['confidence'] = [];
  let at = 0;
  for (let time = 0; time < durationSeconds; time += step) {
    while (at < segments.length - 1 && segments[at]!.end < time) at += 1;
    const segment = segments[at];
    const inside = segment !== undefined && time >= segment.start && time <= segment.end;
    confidence.push({ timeSeconds: Math.round(time * 100) / 100, confidence: inside ? Math.min(1, segment.confidence * (0.9 + 0.1 * Math.sin(time * 5))) : wave(time) });
  }
  return {
    schemaVersion: 1, settings: { target: setup.target, settings: setup.settings, tuning: resolveTuning(setup.settings) },
    transitions: segments.flatMap(({ start, end, trackIds: [trackId = 1] }) => {
      const confirmed = start + Math.min(0.6, (end - start) / 3);
      return [
        { timeSeconds: start, from: 'searching' as const, to: 'confirmed' as const, reason: 'number read twice', trackId },
        { timeSeconds: confirmed, from: 'confirmed' as const, to: 'locked' as const, reason: 'number confirmed', trackId },
        { timeSeconds: end, from: 'locked' as const, to: 'searching' as const, reason: 'lost', trackId: null },
      ];
    }),
    readings: segments.flatMap(({ start, end, trackIds: [trackId = 1] }, i) => [0.2, 0.3, 0.7].map((share, k) => ({ timeSeconds: start + (end - start) * share, trackId, text: k === 1 && i % 3 === 1 ? '11' : setup.target.jerseyNumber || '17', confidence: 0.55 + k * 0.15, counted: !(k === 1 && i % 3 === 1) }))),
    mergeEvents: [], rawSegments: segments.map(({ start, end }) => ({ start, end })), mergedSegments: segments.map(({ start, end }) => ({ start, end })), rejected: [...rejected], couldNotSee,
    cuts: scene === 'long' ? Array.from({ length: 700 }, (_, i) => i * 15.3) : [11, 12.5], confidence,
    targetTracks: segments.map(({ start, end, trackIds: [trackId = 1] }) => ({ trackId, start, end, logOdds: 4 })), clickProblems: [],
  };
}
