/** Association alone: true boxes through the tracker, with and without linking. Detection and identity play no part. */
import { linkTracklets } from '../../src-worker/link/link-tracklets.ts';
import { joinChunks } from '../../src-worker/game/join-chunks.ts';
import type { TrackerOptions } from '../../src-worker/observe/tracklets/tracker-options.ts';
import { standardDegradation } from './degrade-boxes.ts';
import { clearMot } from './metrics/clear-mot.ts';
import { hota, type Hota } from './metrics/hota.ts';
import { idf1 } from './metrics/idf1.ts';
import { compare, type IdentifiedBox } from './metrics/sequence.ts';
import { rowsByFrame, type MotRow } from './mot-file.ts';
import { oracleObservations, type OracleChunk } from './oracle-observations.ts';
import type { Truth } from './scene.ts';

export interface AssociationScore extends Hota {
  stride: number;
  /** `detected`: those of a det.txt. */
  boxes: 'clean' | 'degraded' | 'detected';
  /**
   * `passages`: a person who was away for more than a second, or behind a cut, is somebody new, as motion alone can not know better.
   * `game`: the truth's own identities through the whole scene; only identity evidence can reach them.
   */
  against: 'passages' | 'game';
  /**
   * `tracklets` are the tracker's pure pieces, `linked` what the link stage makes of them. `continuous` is the same tracker
   * told to go on where it would rather end a piece for doubt, as published trackers do: the one to compare with theirs.
   */
  of: 'tracklets' | 'linked' | 'continuous';
  idf1: number;
  mota: number;
  /** Share of boxes that belong to the person most of their piece belongs to. */
  purity: number;
  /** Pieces for each true person. */
  pieces: number;
}

export interface AssociationOptions { strides: readonly number[]; seed: number; tracker: Partial<TrackerOptions>; link: boolean; /** Boxes of a real detector, used as they are. */ detected: readonly MotRow[] | null }

/** @param truth size, rate and cuts; shirts are not used: crops are left out unless the scene knows players. */
export function scoreAssociation(truth: Truth, rows: readonly MotRow[], changes: Partial<AssociationOptions> = {}): AssociationScore[] {
  const options = { strides: [1, 3, 5], seed: 7, tracker: {}, link: true, detected: null, ...changes };
  const passages = splitPassages(truth, rows);
  const scores: AssociationScore[] = [];
  for (const stride of options.strides) {
    for (const boxes of options.detected ? (['clean', 'degraded', 'detected'] as const) : (['clean', 'degraded'] as const)) {
      const observed = (tracker: Partial<TrackerOptions>): OracleChunk[] => oracleObservations(truth, boxes === 'detected' ? options.detected! : rows, {
        seed: options.seed, analysedFps: truth.fps / stride, degradation: boxes === 'degraded' ? standardDegradation : null, trustConfidence: boxes === 'detected', chunkSeconds: truth.duration,
        leastVisible: 0, leastPixels: 0, appearanceDimensions: 0, readings: { right: 0, wrong: 0, strayOutside: 0 }, tracker,
      });
      const chunks = observed(options.tracker);
      const chunk = chunks[0]!;
      const add = (of: AssociationScore['of'], identityOf: (tracklet: number) => number, seen = chunk): void => {
        scores.push({ stride, boxes, of, against: 'passages', ...scoreOne(truth, passages, seen, identityOf) });
        scores.push({ stride, boxes, of, against: 'game', ...scoreOne(truth, rows, seen, identityOf) });
      };
      add('tracklets', (tracklet) => tracklet);
      add('continuous', (tracklet) => tracklet, observed({ ...options.tracker, ambiguityMargin: 0 })[0]!);
      if (!options.link) continue;
      const map = linkTracklets(chunks, joinChunks(chunks));
      const trackOf = new Map(Array.from(map.members.tracklet, (tracklet, at) => [tracklet, map.members.track[at]!]));
      add('linked', (tracklet) => trackOf.get(tracklet) ?? -1 - tracklet);
    }
  }
  return scores;
}

/** Gives a person a new identity after each absence of more than a second and after each cut. */
export function splitPassages(truth: Pick<Truth, 'fps' | 'cuts'>, rows: readonly MotRow[]): MotRow[] {
  const shotOf = (frame: number): number => truth.cuts.filter((cut) => cut <= (frame - 1) / truth.fps + 1e-6).length;
  const last = new Map<number, { frame: number; id: number }>();
  let ids = 0;
  return rows.toSorted((a, b) => a.frame - b.frame).map((row) => {
    const before = last.get(row.id);
    const goesOn = before !== undefined && row.frame - before.frame <= truth.fps && shotOf(row.frame) === shotOf(before.frame);
    const id = goesOn ? before.id : ++ids;
    last.set(row.id, { frame: row.frame, id });
    return { ...row, id };
  });
}

function scoreOne(truth: Truth, rows: readonly MotRow[], chunk: OracleChunk, identityOf: (tracklet: number) => number): Omit<AssociationScore, 'stride' | 'boxes' | 'of' | 'against'> {
  const byFrame = rowsByFrame(rows, Math.round(truth.duration * truth.fps));
  const { frame, tracklet, x, y, w, h } = chunk.detections;
  const predicted: IdentifiedBox[][] = Array.from(chunk.frames.pts, () => []);
  const owners = new Map<number, Map<number | null, number>>();
  for (let row = 0; row < frame.length; row += 1) {
    const id = identityOf(tracklet[row]!);
    predicted[frame[row]!]!.push({ id, x: x[row]! * truth.width, y: y[row]! * truth.height, w: w[row]! * truth.width, h: h[row]! * truth.height });
    const counts = owners.get(id) ?? new Map<number | null, number>();
    owners.set(id, counts.set(chunk.truthIds[row]!, (counts.get(chunk.truthIds[row]!) ?? 0) + 1));
  }
  const compared = compare({ truth: Array.from(chunk.frames.frameIndex, (index) => byFrame[index] ?? []), predicted });
  const pure = [...owners.values()].reduce((total, counts) => total + Math.max(...counts.values()), 0);
  const people = new Set(chunk.truthIds.filter((id) => id !== null)).size;
  return { ...hota(compared), idf1: idf1(compared), mota: clearMot(compared).mota, purity: frame.length === 0 ? 1 : pure / frame.length, pieces: people === 0 ? 0 : owners.size / people };
}
