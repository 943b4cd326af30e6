/**
 * Where the seconds of each player go: found, not detected, on a path that is mostly somebody else's, known but not named, dropped.
 * For finding what to mend; the scores themselves are made elsewhere.
 */
import { iou } from '../../src-shared/domain/geometry.ts';
import { Setup } from '../../src-shared/domain/job.ts';
import { resolveTuning } from '../../src-shared/domain/settings.ts';
import type { Span } from '../../src-shared/domain/time.ts';
import type { Game } from '../../src-worker/game/game.ts';
import { knowledgeOf } from '../../src-worker/game/know-game.ts';
import type { PieceGraph } from '../../src-worker/game/piece-graph.ts';
import { choosePresence } from '../../src-worker/identify/choose-presence.ts';
import { loadGame } from '../../src-worker/identify/load-game.ts';
import { resolveClicks } from '../../src-worker/identify/resolve-clicks.ts';
import { weighPieces, type WeighedPieces } from '../../src-worker/identify/weigh-pieces.ts';
import { targetOf, ways, type AskedPlayer, type Way } from './ask-players.ts';
import { rowsByFrame } from './mot-file.ts';
import { subtract } from './metrics/span-sets.ts';
import type { SeenScene } from './observe-scene.ts';
import type { Scene, TruthPlayer } from './scene.ts';

/** An observed box is a known person's when it overlaps his true box this much. */
const SAME_IOU = 0.4;
/** Spans with less missed than this are not worth a line, seconds. */
const LEAST_MISSED = 0.35;

/** Lines for people, one block a player and way. Empty without true boxes. */
export async function explainPlayers(scene: Scene, seen: SeenScene, asked: readonly AskedPlayer[]): Promise<string[]> {
  if (!scene.boxes) return [];
  const game = await loadGame({ observationFiles: seen.observationFiles, tracksFile: seen.tracksFile });
  const trueId = trueIds(scene, game);
  return asked.flatMap((player) => ways.flatMap((way) => (player.answers[way] === undefined ? [] : explainOne(scene, game, trueId, player, way))));
}

/** Whose box each observed one is; −1 where nobody's. */
function trueIds(scene: Scene, game: Game): Int32Array {
  const byFrame = rowsByFrame(scene.boxes!);
  const d = game.detections;
  return Int32Array.from(d.frame, (frame, row) => {
    const box = { x: d.x[row]! * scene.truth.width, y: d.y[row]! * scene.truth.height, w: d.w[row]! * scene.truth.width, h: d.h[row]! * scene.truth.height };
    let best = { id: -1, overlap: SAME_IOU };
    for (const real of byFrame[Math.round(game.frames.pts[frame]! * scene.truth.fps)] ?? []) {
      const overlap = iou(box, real);
      if (overlap > best.overlap) best = { id: real.id, overlap };
    }
    return best.id;
  });
}

interface View { game: Game; graph: PieceGraph; weighed: WeighedPieces; pieceOf: Int32Array; chosen: Set<number>; mostly: { id: number; share: number }[]; trueId: Int32Array; nameOf: (id: number) => string }

function explainOne(scene: Scene, game: Game, trueId: Int32Array, asked: AskedPlayer, way: Way): string[] {
  const { player } = asked;
  const view = lookAt(scene, game, trueId, asked, way);
  const { found } = asked.answers[way]!;
  const cutaways = scene.truth.cutaways.map((cutaway) => ({ start: cutaway.at, end: cutaway.until }));
  const lines: string[] = [];
  for (const span of subtract(player.visible, cutaways)) {
    const causes = new Map<string, number>();
    for (let frame = 0; frame < game.frames.pts.length; frame += 1) {
      const time = game.frames.pts[frame]!;
      if (time < span.start || time > span.end || within(found, time)) continue;
      add(causes, whyMissed(view, player, frame), game.frameSeconds);
    }
    if (sum(causes) >= LEAST_MISSED) lines.push(`    missed ${range(span)}: ${tell(causes)}`);
  }
  for (const span of subtract(found, [...player.visible, ...cutaways])) {
    const causes = new Map<string, number>();
    for (let frame = 0; frame < game.frames.pts.length; frame += 1) {
      if (within([span], game.frames.pts[frame]!)) add(causes, whyFalse(view, player, frame), game.frameSeconds);
    }
    if (sum(causes) >= LEAST_MISSED) lines.push(`    false  ${range(span)}: ${tell(causes)}`);
  }
  const passages = `    passages true ${subtract(player.visible, cutaways).map(range).join(' ')} · found ${found.map(range).join(' ')}`;
  return lines.length === 0 ? [] : [`  ${player.team} ${player.number} ${way}`, ...lines, passages];
}

function lookAt(scene: Scene, game: Game, trueId: Int32Array, { player, click }: AskedPlayer, way: Way): View {
  const setup = Setup.parse({ target: targetOf(way, player, click)! });
  const tuning = resolveTuning(setup.settings);
  const clicks = resolveClicks(game, setup.target.clicks, setup.target.jerseyColor);
  const { graph, cast } = knowledgeOf(game, tuning.ocrMinConfidence, clicks.cuts);
  const weighed = weighPieces(graph, cast, { target: setup.target, tolerance: tuning.jerseyColorTolerance, hits: clicks.hits });
  const chosen = choosePresence(game, graph, weighed, { tuning, zones: { playingSurface: [], benches: [], penaltyBoxes: [] } });
  const pieceOf = new Int32Array(game.detections.frame.length).fill(-1);
  graph.pieces.forEach((piece, i) => { for (const row of piece.rows) pieceOf[row] = i; });
  const mostly = graph.pieces.map((piece) => majority(Array.from(piece.rows, (row) => trueId[row]!)));
  const nameOf = (id: number): string => {
    const other = scene.truth.players.find((each) => each.id === id);
    return other === undefined ? 'nobody' : `${other.team} ${other.number}`.trim();
  };
  return { game, graph, weighed, pieceOf, chosen: new Set(chosen.target.map(({ piece }) => piece)), mostly, trueId, nameOf };
}

function whyMissed({ game, graph, weighed, pieceOf, chosen, mostly, trueId, nameOf }: View, player: TruthPlayer, frame: number): string {
  const rows = rowsAt(game, frame).filter((row) => trueId[row] === player.id);
  if (rows.length === 0) return 'not detected';
  const piece = rows.map((row) => pieceOf[row]!).find((each) => each >= 0);
  if (piece === undefined) return 'a second box of somebody';
  const { id, share } = mostly[piece]!;
  const { votes, track } = graph.pieces[piece]!;
  const about = `${weighed.probability[piece]!.toFixed(2)} track ${track}${votes.length > 0 ? `, read ${votes.map((vote) => vote.candidates[0]!.text).join(' ')}` : ''}`;
  if (chosen.has(piece)) return `chosen but dropped (${about})`;
  const other = weighed.evidence[piece]!.filter((item) => item.kind !== 'number').map((item) => `${item.note} ${item.logOdds}`).join(', ');
  return `${id === player.id ? `not named, ${Math.round(share * 100)} % his` : `path mostly of ${nameOf(id)}`} (${about}${other === '' ? '' : `; ${other}`})`;
}

function whyFalse({ game, pieceOf, chosen, trueId, mostly, nameOf, weighed, graph }: View, player: TruthPlayer, frame: number): string {
  const rows = rowsAt(game, frame).filter((row) => pieceOf[row]! >= 0 && chosen.has(pieceOf[row]!));
  const row = rows[0];
  if (row === undefined) return 'bridged gap';
  if (trueId[row] === player.id) return 'he, too much hidden to count';
  const piece = pieceOf[row]!;
  return `${nameOf(trueId[row]!)} on a path ${Math.round(mostly[piece]!.share * 100)} % of ${nameOf(mostly[piece]!.id)} (${weighed.probability[piece]!.toFixed(2)} track ${graph.pieces[piece]!.track})`;
}

function rowsAt({ detections }: Game, frame: number): number[] {
  let [low, high] = [0, detections.frame.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (detections.frame[middle]! < frame) low = middle + 1; else high = middle;
  }
  const rows: number[] = [];
  while (low < detections.frame.length && detections.frame[low] === frame) rows.push(low++);
  return rows;
}

function majority(ids: readonly number[]): { id: number; share: number } {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [id, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [-1, 0];
  return { id, share: ids.length === 0 ? 0 : count / ids.length };
}

const within = (spans: readonly Span[], time: number): boolean => spans.some((span) => time >= span.start && time <= span.end);
const add = (causes: Map<string, number>, cause: string, seconds: number): void => { causes.set(cause, (causes.get(cause) ?? 0) + seconds); };
const sum = (causes: ReadonlyMap<string, number>): number => [...causes.values()].reduce((total, seconds) => total + seconds, 0);
const range = ({ start, end }: Span): string => `${start.toFixed(1)}–${end.toFixed(1)}`;
const tell = (causes: ReadonlyMap<string, number>): string => [...causes].sort((a, b) => b[1] - a[1]).map(([cause, seconds]) => `${seconds.toFixed(1)} s ${cause}`).join(' · ');
