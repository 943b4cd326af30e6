/** The words after `npm run evaluate --`. */
import { parseArgs } from 'node:util';
import { AppError } from '../../src-shared/app-error.ts';

export interface EvaluateOptions {
  media: string | null;
  detections: string | null;
  report: string | null;
  scene: string | null;
  json: boolean;
  quick: boolean;
  ablations: boolean;
  explain: boolean;
  /** Minutes of a game made of copies of the scene, null when not asked for. */
  speed: number | null;
  help: boolean;
  from: 'film' | 'truth' | 'truth-degraded';
}

export const usage = `npm run evaluate -- [options]
  --media DIR        folder of scenes (video.* and truth.json, gt.txt where there is one); default resources/demo
  --detections DIR   folder of MOTChallenge folders (gt.txt, or gt/gt.txt; seqinfo.ini for the rate): association scores
  --scene NAME       only this scene
  --quick            no association and no ablations
  --ablations        also: without colour, appearance, camera motion, linking
  --from SOURCE      film (default) · truth · truth-degraded: invented observations instead of the observer's
  --explain          also, in text: what became of every player's missed and false seconds
  --speed MINUTES    also: processor time of an answer in a game of so many minutes, made of copies of the scene
  --report FILE      writes the JSON report to FILE
  --json             prints the JSON report, and nothing else, on standard output`;

/** @throws AppError `invalid-input` naming the option. */
export function readArguments(args: readonly string[]): EvaluateOptions {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args], strict: true, allowPositionals: false,
      options: {
        media: { type: 'string' }, detections: { type: 'string' }, report: { type: 'string' }, scene: { type: 'string' }, from: { type: 'string', default: 'film' },
        json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false }, ablations: { type: 'boolean', default: false }, explain: { type: 'boolean', default: false }, speed: { type: 'string' }, help: { type: 'boolean', default: false },
      },
    }));
  } catch (cause) {
    throw new AppError('invalid-input', `${cause instanceof Error ? cause.message : String(cause)}\n${usage}`, { cause });
  }
  const { from } = values;
  if (from !== 'film' && from !== 'truth' && from !== 'truth-degraded') {
    throw new AppError('invalid-input', `--from must be film, truth or truth-degraded, got "${from}"`);
  }
  const speed = values.speed === undefined ? null : Number(values.speed);
  if (speed !== null && !(speed > 0 && speed <= 600)) throw new AppError('invalid-input', `--speed must be minutes from 1 to 600, got "${values.speed}"`);
  return {
    media: values.media ?? null, detections: values.detections ?? null, report: values.report ?? null, scene: values.scene ?? null,
    json: values.json, quick: values.quick, ablations: values.ablations, explain: values.explain, speed, help: values.help, from,
  };
}
