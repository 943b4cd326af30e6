/** Every named player of a scene asked for in three ways, each answer held against the truth. */
import { Setup, type SetupInput } from '../../src-shared/domain/job.ts';
import type { Span } from '../../src-shared/domain/time.ts';
import { answerTarget } from '../../src-worker/identify/answer.ts';
import type { StageContext } from '../../src-worker/pipeline/stage.ts';
import { chooseClick, type ChosenClick } from './choose-click.ts';
import { countPlayer, type PlayerCounts } from './metrics/named-player.ts';
import type { SeenScene } from './observe-scene.ts';
import type { Scene, TruthPlayer } from './scene.ts';

export const ways = ['numberAndClick', 'numberOnly', 'clickOnly'] as const;
export type Way = (typeof ways)[number];

export interface AskedPlayer {
  player: TruthPlayer;
  click: ChosenClick | null;
  answers: Partial<Record<Way, { counts: PlayerCounts; found: Span[] }>>;
}

/** Those with a number; where nobody has one, everybody. Referees are nobody a user looks for. */
export function namedPlayers(scene: Scene): TruthPlayer[] {
  const numbered = scene.truth.players.filter((player) => player.number !== '');
  return (numbered.length > 0 ? numbered : scene.truth.players).filter((player) => player.visible.length > 0);
}

/** @param settings default settings where absent: what a user gets who changes nothing. */
export async function askPlayers(scene: Scene, seen: SeenScene, ctx: StageContext, settings: SetupInput['settings'] = {}): Promise<AskedPlayer[]> {
  const asked: AskedPlayer[] = [];
  for (const player of namedPlayers(scene)) {
    const click = chooseClick(scene, player, seen.chunks);
    const answers: AskedPlayer['answers'] = {};
    for (const way of ways) {
      const target = targetOf(way, player, click);
      if (target === null) continue;
      const setup = Setup.parse({ target, settings });
      const answer = await answerTarget({ observationFiles: seen.observationFiles, tracksFile: seen.tracksFile, media: seen.media, setup, clicks: [] }, ctx);
      const found = answer.segments.map(({ start, end }) => ({ start, end }));
      const cutaways = scene.truth.cutaways.map((cutaway) => ({ start: cutaway.at, end: cutaway.until }));
      answers[way] = { found, counts: countPlayer({ visible: player.visible, cutaways, durationSeconds: scene.truth.duration }, found) };
    }
    asked.push({ player, click, answers });
  }
  return asked;
}

export function targetOf(way: Way, player: TruthPlayer, click: ChosenClick | null): SetupInput['target'] | null {
  const usesNumber = way !== 'clickOnly';
  const usesClick = way !== 'numberOnly';
  if ((usesNumber && player.number === '') || (usesClick && click === null)) return null;
  return { jerseyNumber: usesNumber ? player.number : '', jerseyColor: player.jersey, clicks: usesClick ? [click!.click] : [] };
}
