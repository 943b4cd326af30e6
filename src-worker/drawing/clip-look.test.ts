import { describe, expect, it } from 'vitest';
import { ClipLook } from '../../src-shared/contract/export-options.ts';
import type { z } from 'zod';
import { cropExpression, planLook, type LookRequest } from './clip-look.ts';
import { cropAt } from './follow-player.ts';

const points = Array.from({ length: 101 }, (_, i) => ({ seconds: 100 + i / 10, box: { x: 0.1 + i * 0.006, y: 0.4, w: 0.05, h: 0.3 } }));
const plan = (look: z.input<typeof ClipLook>, more: Partial<LookRequest> = {}) => planLook({
  look: ClipLook.parse(look), label: '#17 {bad} 01', maxHeight: null, display: { width: 1920, height: 1080 }, stretch: false, interlaced: false, span: { start: 100, end: 110 }, frameSeconds: 0.04, points, cuts: [], ...more,
});
const dialogues = (ass: string | null): string[] => (ass ?? '').split('\n').filter((line) => line.startsWith('Dialogue'));

describe('size', () => {
  it.each<[string, z.input<typeof ClipLook>, Partial<LookRequest>, [number, number]]>([
    ['is the picture\'s where nothing is asked', {}, {}, [1920, 1080]],
    ['is made smaller', {}, { maxHeight: 720 }, [1280, 720]],
    ['is never made larger', {}, { maxHeight: 2160 }, [1920, 1080]],
    ['is even', {}, { display: { width: 853, height: 481 } }, [852, 480]],
    ['is 9:16 for portrait', { crop: 'portrait' }, {}, [608, 1080]],
    ['both', { crop: 'portrait' }, { maxHeight: 640 }, [360, 640]],
    ['of an upright video stays', { crop: 'portrait' }, { display: { width: 1080, height: 1920 } }, [1080, 1920]],
  ])('%s', (_, look, more, [width, height]) => expect(plan(look, more).size).toEqual({ width, height }));
});

it('the crop\'s expression has the value that the keys have, at every time', () => {
  const keys = [{ seconds: 100, x: 0.2 }, { seconds: 103, x: 0.5 }, { seconds: 105, x: 0.5 }, { seconds: 105, x: 0.8 }, { seconds: 109, x: 0.3 }];
  const expression = cropExpression(keys, 100, 1920, 608);
  for (let t = 0; t < 10; t += 0.04) expect(valueOf(expression, t)).toBeCloseTo(cropAt(keys, 100 + t) * 1920 - 304, 0);
});

/** As ffmpeg reckons it: a number, then ramps `k*(clip(t,a,b)-a)` and steps `k*gte(t,a)`. */
function valueOf(expression: string, t: number): number {
  const number = String.raw`(-?[\d.]+)`;
  const parts = [...expression.matchAll(new RegExp(String.raw`([+-]?[\d.]+)(?:\*\(clip\(t,${number},${number}\)-${number}\)|\*gte\(t,${number}\))?`, 'g'))];
  expect(parts.map(([whole]) => whole).join('')).toBe(expression);
  return parts.reduce((sum, [, factor, from, until, , step]) => {
    const share = step !== undefined ? Number(t >= Number(step)) : from !== undefined ? Math.min(Math.max(t, Number(from)), Number(until)) - Number(from) : 1;
    return sum + Number(factor) * share;
  }, 0);
}

describe('what is drawn', () => {
  it('nothing where nothing is asked', () => expect(plan({}).ass).toBeNull());
  it('a ring goes with the player from the clip\'s beginning to its end', () => {
    const lines = dialogues(plan({ spotlight: true }).ass);
    expect(lines[0]).toContain('0:00:00.00,');
    expect(lines.at(-1)).toContain('0:00:10.00,ring');
    expect(lines.every((line) => line.includes('\\p1'))).toBe(true);
  });
  it('at half speed, after a still opening, its times are later and longer', () => {
    const { freezeFrames, freezeSeconds, ass } = plan({ spotlight: true, freezeOpening: true, speed: 0.5 });
    expect([freezeFrames, freezeSeconds]).toEqual([30, 1.2]);
    const lines = dialogues(ass);
    expect(lines[0]).toContain('0:00:00.00,0:00:01.20,opening');
    expect(lines[1]).toContain('0:00:01.20,');
    expect(lines.at(-1)).toContain('0:00:21.20,ring');
  });
  it('nobody seen at the beginning: a still picture without a ring', () => {
    const { ass, freezeFrames } = plan({ freezeOpening: true }, { points: points.slice(30) });
    expect([ass, freezeFrames]).toEqual([null, 30]);
  });
  it('words can not give commands', () => {
    const [line] = dialogues(plan({ nameStrip: 'x' }).ass);
    expect(line).toMatch(/\}#17 {2}bad {2}01$/);
  });
  it('in a portrait crop the ring is where the player is in the crop', () => {
    const [line] = dialogues(plan({ spotlight: true, crop: 'portrait' }, { points: points.map((point) => ({ ...point, box: { x: 0.7, y: 0.4, w: 0.05, h: 0.3 } })) }).ass);
    const [, x] = /\\pos\((-?[\d.]+),/.exec(line!) ?? [];
    expect(Number(x)).toBeGreaterThan(150);
    expect(Number(x)).toBeLessThan(400);
  });
});
