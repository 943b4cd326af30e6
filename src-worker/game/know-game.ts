/** What is known of a game before anybody is asked for: pieces, how they continue, and every number found. Kept with the game. */
import type { Game } from './game.ts';
import { nameEverybody, type Cast } from './name-everybody.ts';
import { buildPieceGraph, type PieceGraph } from './piece-graph.ts';
import type { TrackCut } from './pieces.ts';

export interface GameKnowledge { graph: PieceGraph; cast: Cast }

const known = new WeakMap<Game, Map<number, GameKnowledge>>();

/** Target-blind knowledge, made once a game and reading confidence; clicks that cut a track need their own. */
export function knowledgeOf(game: Game, minConfidence: number, cuts: readonly TrackCut[] = []): GameKnowledge {
  const make = (): GameKnowledge => {
    const graph = buildPieceGraph(game, minConfidence, cuts);
    return { graph, cast: nameEverybody(graph) };
  };
  if (cuts.length > 0) return make();
  const ofGame = known.get(game) ?? new Map<number, GameKnowledge>();
  known.set(game, ofGame);
  const kept = ofGame.get(minConfidence) ?? make();
  ofGame.set(minConfidence, kept);
  return kept;
}
