/** How long an answer takes in a long game, made of copies of what was observed of one scene. Processor time: a busy machine does not change it. */
import process from 'node:process';
import type { ObservationChunk } from '../../src-shared/domain/observation.ts';
import { Setup } from '../../src-shared/domain/job.ts';
import { resolveTuning } from '../../src-shared/domain/settings.ts';
import type { Click } from '../../src-shared/domain/target.ts';
import { assembleGame } from '../../src-worker/game/assemble-game.ts';
import type { Game } from '../../src-worker/game/game.ts';
import { joinChunks } from '../../src-worker/game/join-chunks.ts';
import { knowledgeOf } from '../../src-worker/game/know-game.ts';
import { identifyTarget } from '../../src-worker/identify/identify-target.ts';
import { linkTracklets } from '../../src-worker/link/link-tracklets.ts';
import { findSegments } from '../../src-worker/segment/find-segments.ts';
import type { AskedPlayer } from './ask-players.ts';

export interface AnswerSpeed {
  minutes: number;
  pieces: number;
  continuations: number;
  /** Milliseconds of processor time. */
  joinAndLink: number;
  prepare: number;
  /** By number, by number and a click, with one "not him" more: the median over the players asked for. */
  byNumber: number;
  withClick: number;
  withNotHim: number;
}

export function measureAnswers(chunks: readonly ObservationChunk[], asked: readonly AskedPlayer[], minutes: number): AnswerSpeed {
  const long = repeat(chunks, minutes * 60);
  let game: Game | null = null;
  const joinAndLink = spent(() => {
    const map = linkTracklets(long, joinChunks(long));
    game = assembleGame(joinChunks(long), map, long[0]!.meta);
  });
  const { ocrMinConfidence } = resolveTuning(Setup.parse({ target: {} }).settings);
  const prepare = spent(() => { knowledgeOf(game!, ocrMinConfidence); });
  const { graph } = knowledgeOf(game!, ocrMinConfidence);
  const times = { byNumber: [] as number[], withClick: [] as number[], withNotHim: [] as number[] };
  const numbered = asked.filter(({ player, click }) => player.number !== '' && click !== null);
  for (const [i, { player, click }] of numbered.entries()) {
    const notHim: Click = { ...numbered[(i + 1) % numbered.length]!.click!.click, kind: 'not-him' };
    const ask = (clicks: Click[]): number => spent(() => answer(game!, { jerseyNumber: player.number, jerseyColor: player.jersey, clicks }));
    times.byNumber.push(ask([]));
    times.withClick.push(ask([click!.click]));
    times.withNotHim.push(ask([click!.click, notHim]));
  }
  return { minutes, pieces: graph.pieces.length, continuations: graph.continuations.length, joinAndLink, prepare, byNumber: median(times.byNumber), withClick: median(times.withClick), withNotHim: median(times.withNotHim) };
}

function answer(game: Game, target: { jerseyNumber: string; jerseyColor: string; clicks: Click[] }): void {
  const setup = Setup.parse({ target });
  const tuning = resolveTuning(setup.settings);
  const identity = identifyTarget(game, { target: setup.target, settings: setup.settings, tuning, clicks: [] });
  findSegments(identity.presence, { tuning, video: { start: game.start, end: game.end + 1 }, frameSeconds: game.frameSeconds });
}

/** Copies one after the other until there are so many seconds; every copy begins with a cut. */
function repeat(chunks: readonly ObservationChunk[], seconds: number): ObservationChunk[] {
  const ordered = chunks.toSorted((a, b) => a.meta.chunkIndex - b.meta.chunkIndex);
  const length = ordered.at(-1)!.meta.end - ordered[0]!.meta.start;
  const long: ObservationChunk[] = [];
  for (let copy = 0; copy * length < seconds; copy += 1) {
    const later = copy * length;
    for (const [index, chunk] of ordered.entries()) {
      const cut = chunk.frames.cut.slice();
      if (index === 0 && cut.length > 0) cut[0] = 1;
      long.push({
        ...chunk,
        meta: { ...chunk.meta, chunkIndex: long.length, start: chunk.meta.start + later, end: chunk.meta.end + later },
        frames: { ...chunk.frames, cut, pts: chunk.frames.pts.map((pts) => pts + later) },
        cuts: { ...chunk.cuts, pts: chunk.cuts.pts.map((pts) => pts + later) },
      });
    }
  }
  return long;
}

function spent(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
