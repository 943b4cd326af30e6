/** MOTChallenge folders: sequences with true boxes and nothing else. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../src-shared/app-error.ts';
import { lastFrame, parseMotFile, type MotRow } from './mot-file.ts';
import type { Truth } from './scene.ts';

export interface MotSequence { name: string; truth: Truth; rows: MotRow[]; /** Boxes of a detector, where the folder has them. */ detected: MotRow[] | null }

/** @throws AppError `invalid-input` when there is none. */
export function readSequences(folder: string): MotSequence[] {
  if (!existsSync(folder)) throw new AppError('invalid-input', `--detections must be a folder, found nothing at ${folder}`);
  const candidates = [folder, ...readdirSync(folder).sort().map((name) => path.join(folder, name))];
  const sequences = candidates.flatMap((candidate) => {
    const file = [path.join(candidate, 'gt.txt'), path.join(candidate, 'gt', 'gt.txt')].find((each) => existsSync(each));
    return file === undefined ? [] : [readSequence(candidate, file)];
  });
  if (sequences.length === 0) throw new AppError('invalid-input', `--detections must hold folders with gt.txt, found none in ${folder}`);
  return sequences;
}

function readSequence(folder: string, file: string): MotSequence {
  // Confidence 0 marks boxes the benchmark wants ignored.
  const rows = parseMotFile(readFileSync(file, 'utf8'), file).filter((row) => row.confidence !== 0);
  const detFile = [path.join(folder, 'det.txt'), path.join(folder, 'det', 'det.txt')].find((each) => existsSync(each));
  const info = readInfo(folder, rows);
  return {
    name: path.basename(folder), rows, detected: detFile === undefined ? null : parseMotFile(readFileSync(detFile, 'utf8'), detFile),
    truth: { name: path.basename(folder), ...info, duration: lastFrame(rows) / info.fps, cutaways: [], players: [] },
  };
}

/** seqinfo.ini, or a truth.json beside, or 30 frames a second and a picture just large enough for all boxes. */
function readInfo(folder: string, rows: readonly MotRow[]): Pick<Truth, 'width' | 'height' | 'fps' | 'cuts'> {
  const right = rows.reduce((most, row) => Math.max(most, row.x + row.w), 1);
  const bottom = rows.reduce((most, row) => Math.max(most, row.y + row.h), 1);
  const info = { width: right, height: bottom, fps: 30, cuts: [] as number[] };
  const ini = path.join(folder, 'seqinfo.ini');
  if (existsSync(ini)) {
    const text = readFileSync(ini, 'utf8');
    const value = (key: string): number | null => {
      const found = Number(new RegExp(`^${key}=(.*)$`, 'mi').exec(text)?.[1]);
      return found > 0 ? found : null;
    };
    return { width: value('imWidth') ?? info.width, height: value('imHeight') ?? info.height, fps: value('frameRate') ?? info.fps, cuts: [] };
  }
  const truthFile = path.join(folder, 'truth.json');
  if (existsSync(truthFile)) {
    const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as Partial<Truth>;
    return { width: truth.width ?? info.width, height: truth.height ?? info.height, fps: truth.fps ?? info.fps, cuts: truth.cuts ?? [] };
  }
  return info;
}
