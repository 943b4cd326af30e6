import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';
import { splitPassages } from './association.ts';
import { chooseClick } from './choose-click.ts';
import { parseMotFile } from './mot-file.ts';
import { readScenes } from './scene.ts';
import { scoreCuts } from './score-cuts.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'shiftclipper-scene-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const player = { id: 1, team: 'red', number: '7', jersey: '#b3131f', visible: [[0, 1]] };
const truth = { name: 'tiny', width: 100, height: 50, fps: 10, duration: 2, players: [player] };
const write = (name: string, content: unknown) => writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

describe('a scene', () => {
  it('is read with its boxes, and says what is missing instead of failing', () => {
    write('truth.json', { ...truth, media: 'game.avi from somewhere' });
    write('gt.txt', '1,1,10,10,20,30,1,1,0.5\n');
    const [scene] = readScenes(folder);
    expect(scene).toMatchObject({ video: null, boxes: [{ frame: 1, id: 1, x: 10, visibility: 0.5 }], truth: { cuts: [], players: [{ visible: [{ start: 0, end: 1 }] }] } });
    expect(scene!.missing).toContain('game.avi');
  });
  it('names the file and the field that is wrong', () => {
    write('truth.json', { ...truth, fps: 'fast' });
    expect(() => readScenes(folder)).toThrow(/truth\.json must describe a scene[\s\S]*fps/);
  });
  it('is refused by name when it is not there', () => {
    write('truth.json', truth);
    expect(() => readScenes(folder, 'other')).toThrow('found no "other"');
    expect(() => readScenes(path.join(folder, 'none'))).toThrow('found nothing at');
  });
  it('gives the click in the middle of the longest clear stretch', () => {
    write('truth.json', truth);
    write('gt.txt', [1, 2, 3, 4, 5, 6, 7].map((frame) => `${frame},1,${frame * 10},10,20,30,1,1,${frame === 2 ? 0.4 : 1}`).join('\n'));
    const [scene] = readScenes(folder);
    // Frames 3–7 are clear; the middle is frame 5 at 0.4 s, box 50–70 of 100.
    expect(chooseClick(scene!, scene!.truth.players[0]!, [])).toEqual({ how: 'boxes', click: { timeSeconds: 0.4, x: 0.6, y: 0.5, kind: 'him' } });
  });
  it('takes a click that the truth gives', () => {
    write('truth.json', { ...truth, players: [{ ...player, clicks: [{ timeSeconds: 1, x: 0.2, y: 0.3 }] }] });
    const [scene] = readScenes(folder);
    expect(chooseClick(scene!, scene!.truth.players[0]!, [])).toEqual({ how: 'truth-file', click: { timeSeconds: 1, x: 0.2, y: 0.3, kind: 'him' } });
  });
});

describe('what is held against truth', () => {
  it('counts a cut as found within two frames', () => {
    expect(scoreCuts([1, 2], [1.06, 3], 30)).toEqual({ recall: 0.5, missed: [2], false: [3] });
    expect(scoreCuts([], [], 30)).toEqual({ recall: 1, missed: [], false: [] });
  });
  it('calls somebody new after more than a second away, and after a cut', () => {
    const rows = parseMotFile([1, 11, 22, 30].map((frame) => `${frame},5,0,0,1,1`).join('\n'), 'gt.txt');
    expect(splitPassages({ fps: 10, cuts: [2.5] }, rows).map((row) => row.id)).toEqual([1, 1, 2, 3]);
  });
  it('refuses a line that is not numbers, naming it', () => {
    expect(() => parseMotFile('1,1,0,0,5,5\n1,x,0,0,5,5\n', 'gt.txt')).toThrow('gt.txt line 2');
  });
  it('refuses unknown options and sources, naming them', () => {
    expect(() => readArguments(['--fast'])).toThrow('--fast');
    expect(() => readArguments(['--from', 'memory'])).toThrow('--from must be');
  });
});
