/** The one click a user would have made on a player, chosen the same way for everybody and every time. Not the best click: a plain one. */
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import { PALETTE_FLOATS } from '../../src-shared/domain/observation.ts';
import type { Click } from '../../src-shared/domain/target.ts';
import { spanSeconds, type Span } from '../../src-shared/domain/time.ts';
import { hexToLab, labDistance } from '../../src-worker/game/palette.ts';
import type { Scene, TruthPlayer } from './scene.ts';

/** Seen at least this much counts as fully visible. */
const FULLY = 0.95;

export interface ChosenClick { click: Click; how: 'truth-file' | 'boxes' | 'colour' }

/**
 * 1. a click written in the truth; 2. where gt.txt exists, the middle of the box in the middle of the player's longest fully
 * visible stretch; 3. otherwise the observed person whose torso is nearest his jersey's colour in the middle of his longest
 * presence. The third asks the observer, so it shows less than the others.
 */
export function chooseClick(scene: Scene, player: TruthPlayer, chunks: readonly ObservationChunk[]): ChosenClick | null {
  const given = player.click ?? player.clicks?.[0];
  if (given) return { how: 'truth-file', click: { timeSeconds: given.timeSeconds, x: given.x, y: given.y, kind: 'him' } };
  if (scene.boxes) {
    const click = middleOfLongest(scene, player);
    return click && { how: 'boxes', click };
  }
  const click = nearestColour(player, chunks);
  return click && { how: 'colour', click };
}

function middleOfLongest({ truth, boxes }: Scene, player: TruthPlayer): Click | null {
  const isVisible = (time: number): boolean => player.visible.some((span) => time >= span.start && time <= span.end)
    && !truth.cutaways.some((cutaway) => time >= cutaway.at && time < cutaway.until);
  const rows = boxes!.filter((row) => row.id === player.id && isVisible((row.frame - 1) / truth.fps)).toSorted((a, b) => a.frame - b.frame);
  // Somebody never quite free of others is clicked where he is seen best.
  const best = rows.reduce((most, row) => Math.max(most, row.visibility), 0);
  const clear = rows.filter((row) => row.visibility >= Math.min(FULLY, best));
  let longest: typeof rows = [];
  let run: typeof rows = [];
  for (const row of clear) {
    run = run.length > 0 && row.frame === run.at(-1)!.frame + 1 ? [...run, row] : [row];
    if (run.length > longest.length) longest = run;
  }
  const row = longest[Math.floor(longest.length / 2)];
  return row === undefined ? null : {
    timeSeconds: (row.frame - 1) / truth.fps, x: (row.x + row.w / 2) / truth.width, y: (row.y + row.h / 2) / truth.height, kind: 'him',
  };
}

function nearestColour(player: TruthPlayer, chunks: readonly ObservationChunk[]): Click | null {
  const longest = player.visible.toSorted((a, b) => spanSeconds(b) - spanSeconds(a))[0];
  if (longest === undefined) return null;
  const wanted = hexToLab(player.jersey);
  let best: { distance: number; click: Click } | null = null;
  for (const { frames, detections, samples } of chunks) {
    for (let sample = 0; sample < samples.detection.length; sample += 1) {
      const row = samples.detection[sample]!;
      const timeSeconds = frames.pts[detections.frame[row]!]!;
      if (Math.abs(timeSeconds - middle(longest)) > 0.5 || detections.confidence[row]! < 0.25) continue;
      const [l, a, b] = samples.palette.subarray(sample * PALETTE_FLOATS);
      const distance = labDistance({ l: l!, a: a!, b: b! }, wanted);
      if (best && best.distance <= distance) continue;
      best = { distance, click: { timeSeconds, x: detections.x[row]! + detections.w[row]! / 2, y: detections.y[row]! + detections.h[row]! / 2, kind: 'him' } };
    }
  }
  return best?.click ?? null;
}

const middle = (span: Span): number => (span.start + span.end) / 2;
