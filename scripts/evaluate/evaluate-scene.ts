/** One scene measured from end to end. */
import type { StageContext } from '../../src-worker/pipeline/stage.ts';
import { measureAnswers } from './answer-speed.ts';
import { askWithout, ablationNames } from './ablations.ts';
import { askPlayers } from './ask-players.ts';
import { scoreAssociation } from './association.ts';
import { explainPlayers } from './explain.ts';
import { observeScene, type ObserveOptions } from './observe-scene.ts';
import type { SceneResult } from './report.ts';
import type { Scene } from './scene.ts';
import { cutTimes, scoreCuts } from './score-cuts.ts';
import { scoreNumbers } from './score-numbers.ts';

export interface SceneOptions extends ObserveOptions { association: boolean; ablations: boolean; explain: boolean; speed: number | null }

export async function evaluateScene(scene: Scene, options: SceneOptions, ctx: StageContext): Promise<SceneResult> {
  const result: SceneResult = { name: scene.name, skipped: null, players: [], cuts: null, numbers: null, association: [], ablations: {}, observeSeconds: 0, explained: [], speed: null };
  if (options.association && scene.boxes) result.association = scoreAssociation(scene.truth, scene.boxes);
  if (options.from === 'film' && scene.video === null) return { ...result, skipped: scene.missing };
  if (options.from !== 'film' && scene.boxes === null) return { ...result, skipped: 'it has no gt.txt to make observations from' };
  const began = performance.now();
  const seen = await observeScene(scene, options, ctx);
  result.observeSeconds = (performance.now() - began) / 1000;
  result.players = await askPlayers(scene, seen, ctx);
  if (options.explain) result.explained = await explainPlayers(scene, seen, result.players);
  if (options.speed !== null) result.speed = measureAnswers(seen.chunks, result.players, options.speed);
  if (options.from === 'film') {
    result.cuts = scoreCuts(scene.truth.cuts, cutTimes(seen.chunks), scene.truth.fps);
    result.numbers = scoreNumbers(scene, seen.chunks);
  }
  if (options.ablations) for (const name of ablationNames) result.ablations[name] = await askWithout(name, scene, seen, ctx);
  return result;
}
