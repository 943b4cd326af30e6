import { describe, expect, it } from 'vitest';
import { presets, Settings, type SettingsInput, type Tuning } from '../../src-shared/domain/settings.ts';
import { Target, type Click, type TargetInput } from '../../src-shared/domain/target.ts';
import type { Game } from '../game/game.ts';
import { makeGame, walking, type Actor } from '../game/testing/make-observations.ts';
import { findSegments } from '../segment/find-segments.ts';
import { identifyTarget, type Identity } from './identify-target.ts';

const RED = '#b3131f';
const BLUE = '#1b4fa8';

interface Asked { target?: TargetInput; settings?: SettingsInput; tuning?: Partial<Tuning>; clicks?: Click[] }

function identify(game: Game, { target = {}, settings = {}, tuning = {}, clicks = [] }: Asked): Identity {
  return identifyTarget(game, { target: Target.parse(target), settings: Settings.parse(settings), tuning: { ...presets.broadcast, ...tuning }, clicks });
}

function ask(game: Game, asked: Asked): number[][] {
  const tuning = { ...presets.broadcast, ...asked.tuning };
  return findSegments(identify(game, asked).presence, { tuning, video: { start: 0, end: 100 }, frameSeconds: game.frameSeconds })
    .segments.map(({ start, end }) => [start, end].map((value) => Math.round(value * 10) / 10));
}

const actor = (seen: Actor['seen'], x: number, jersey: string, more: Partial<Actor> = {}): Actor => ({ seen, at: walking(x), jersey, ...more });
const reads = (from: number, to: number, text: string, probability?: number): NonNullable<Actor['reads']> => [{ from, to, text, ...(probability === undefined ? {} : { probability }) }];
const him = (timeSeconds: number, x: number, y = 0.47): Click => ({ timeSeconds, x, y, kind: 'him' });
const notHim = (timeSeconds: number, x: number, y = 0.47): Click => ({ ...him(timeSeconds, x, y), kind: 'not-him' });

describe('a number', () => {
  const team = [actor([[0, 30]], 0.1, RED, { reads: reads(3, 6, '9') }), actor([[0, 30]], 0.8, RED, { reads: reads(3, 6, '23') })];

  it('read a few times names the whole unbroken path, before and after', () => {
    const game = makeGame({ seconds: 30, actors: [...team, actor([[2, 12]], 0.4, RED, { reads: reads(6, 8, '17') })] });
    expect(ask(game, { target: { jerseyNumber: '17', jerseyColor: RED } })).toEqual([[2, 12]]);
  });

  it('misread once confirms nobody', () => {
    const game = makeGame({ seconds: 30, actors: [...team, actor([[2, 12]], 0.4, RED, { reads: reads(6, 6.2, '17', 1) })] });
    expect(ask(game, { target: { jerseyNumber: '17', jerseyColor: RED } })).toEqual([]);
  });

  it('stays with the target while an opponent is there all the time', () => {
    const game = makeGame({ seconds: 30, actors: [actor([[0, 30]], 0.7, BLUE, { reads: reads(1, 20, '5') }), actor([[2, 8]], 0.3, RED, { reads: reads(3, 6, '17') })] });
    expect(ask(game, { target: { jerseyNumber: '17', jerseyColor: RED } })).toEqual([[2, 8]]);
  });

  it('worn in both kits is told apart by the colour', () => {
    const game = makeGame({ seconds: 30, actors: [actor([[0, 12]], 0.7, BLUE, { reads: reads(1, 6, '17') }), actor([[14, 25]], 0.3, RED, { reads: reads(15, 20, '17') })] });
    expect(ask(game, { target: { jerseyNumber: '17', jerseyColor: RED } })).toEqual([[14, 25]]);
    expect(ask(game, { target: { jerseyNumber: '17', jerseyColor: BLUE } })).toEqual([[0, 12]]);
    expect(identify(game, { target: { jerseyNumber: '17' } }).warnings.join()).toMatch(/more than one kit/);
  });

  it.each([['white', '#f2f2f2', '#202024'], ['black', '#202024', '#f2f2f2'], ['grey', '#808080', '#f2f2f2'], ['red', RED, '#f2f2f2'], ['near-white asked as white', '#eeeeec', BLUE]])('works on %s jerseys', (_, own, other) => {
    const game = makeGame({ seconds: 20, actors: [actor([[2, 9]], 0.3, own, { reads: reads(3, 6, '17') }), actor([[0, 20]], 0.7, other, { reads: reads(3, 9, '17') })] });
    expect(ask(game, { target: { jerseyNumber: '17', jerseyColor: own } })).toEqual([[2, 9]]);
  });

  it('0 is not 00', () => {
    const game = makeGame({ seconds: 30, actors: [actor([[0, 12]], 0.7, RED, { reads: reads(1, 6, '00') }), actor([[14, 25]], 0.3, RED, { reads: reads(15, 20, '0') })] });
    expect([ask(game, { target: { jerseyNumber: '0' } }), ask(game, { target: { jerseyNumber: '00' } })]).toEqual([[[14, 25]], [[0, 12]]]);
  });
});

describe('a click', () => {
  it('acts both ways in time on the path it hits', () => {
    const game = makeGame({ seconds: 30, actors: [actor([[2, 20]], 0.3, RED), actor([[0, 30]], 0.7, RED)] });
    expect(ask(game, { clicks: [him(10, 0.35)] })).toEqual([[2, 20]]);
  });

  it('finds a singular jersey again after it left, and not the one that resembles it', () => {
    const game = makeGame({ seconds: 60, actors: [
      actor([[5, 20], [30, 45]], 0.2, '#c02020'), actor([[0, 50]], 0.75, '#1a2040'), actor([[0, 25]], 0.5, '#6a6a6a'), actor([[22, 50]], 0.55, '#3a5a3a'), actor([[10, 50]], 0.9, '#703040'),
    ] });
    expect(ask(game, { target: { jerseyColor: '#c02020' }, clicks: [him(10, 0.25)] })).toEqual([[5, 20], [30, 45]]);
  });

  it('does not go on to one of several team-mates who come into view', () => {
    const game = makeGame({ seconds: 40, actors: [actor([[2, 10]], 0.2, RED), actor([[0, 40]], 0.5, RED), actor([[0, 40]], 0.7, RED), actor([[16, 30]], 0.3, RED), actor([[17, 30]], 0.85, RED)] });
    expect(ask(game, { clicks: [him(5, 0.23)] })).toEqual([[2, 10]]);
  });

  it('tells the number to look for', () => {
    const game = makeGame({ seconds: 40, actors: [actor([[0, 10]], 0.2, RED, { reads: reads(2, 6, '17') }), actor([[20, 30]], 0.2, RED, { reads: reads(22, 26, '17') }), actor([[0, 40]], 0.7, RED, { reads: reads(2, 30, '9') })] });
    expect(ask(game, { clicks: [him(5, 0.23)] })).toEqual([[0, 10], [20, 30]]);
    expect(identify(game, { clicks: [him(5, 0.23)] }).number).toBe('17');
  });

  it('"not him" takes a path out, and everything is back when it is withdrawn', () => {
    const game = makeGame({ seconds: 30, actors: [actor([[2, 12]], 0.4, RED, { reads: reads(6, 8, '17') })] });
    const asked = { target: { jerseyNumber: '17', jerseyColor: RED } };
    expect(ask(game, { ...asked, clicks: [notHim(7, 0.44)] })).toEqual([]);
    expect(ask(game, asked)).toEqual([[2, 12]]);
  });

  it('rules out everybody else in sight at that time', () => {
    const game = makeGame({ seconds: 30, actors: [actor([[2, 12]], 0.4, RED, { reads: reads(6, 7, '17') }), actor([[2, 12]], 0.7, RED)] });
    expect(ask(game, { target: { jerseyNumber: '17', jerseyColor: RED }, clicks: [him(5, 0.725)] })).toEqual([[2, 12]]);
    expect(identify(game, { target: { jerseyNumber: '17', jerseyColor: RED }, clicks: [him(5, 0.725)] }).targetTracks).toHaveLength(1);
  });

  it('that contradicts another is reported; the later one counts', () => {
    const game = makeGame({ seconds: 30, actors: [actor([[2, 12]], 0.3, RED), actor([[5, 20]], 0.7, RED)] });
    const identity = identify(game, { clicks: [him(8, 0.34), him(8, 0.74)] });
    expect(identity.clickProblems).toEqual([expect.stringMatching(/two people/)]);
    expect(ask(game, { clicks: [him(8, 0.34), him(8, 0.74)] })).toEqual([[5, 20]]);
  });

  it('that hits nobody is reported and changes nothing', () => {
    const game = makeGame({ seconds: 30, actors: [actor([[2, 12]], 0.3, RED)] });
    expect(identify(game, { clicks: [him(20, 0.5)] })).toMatchObject({ clickProblems: [expect.stringMatching(/hit nobody/)], targetTracks: [] });
  });

  it('both ways on one path cuts the path between them', () => {
    const game = makeGame({ seconds: 30, actors: [actor([[2, 22]], 0.3, RED)] });
    const [segment] = ask(game, { clicks: [him(6, 0.33), notHim(16, 0.38)] });
    expect(segment![0]).toBe(2);
    expect(segment![1]).toBeGreaterThan(6);
    expect(segment![1]).toBeLessThan(16);
  });
});

describe('each setting changes the answer as promised', () => {
  it('a higher ocrMinConfidence trusts fewer readings', () => {
    const game = makeGame({ seconds: 20, actors: [actor([[2, 12]], 0.4, RED, { reads: reads(4, 8, '17', 0.6) })] });
    const count = (ocrMinConfidence: number): number => ask(game, { target: { jerseyNumber: '17' }, tuning: { ocrMinConfidence } }).length;
    expect([count(0.28), count(0.7)]).toEqual([1, 0]);
  });

  it('a higher jerseyColorTolerance accepts more', () => {
    const game = makeGame({ seconds: 20, actors: [actor([[2, 12]], 0.4, '#8f3a40', { reads: reads(4, 8, '17') }), actor([[0, 20]], 0.7, BLUE)] });
    const count = (jerseyColorTolerance: number): number => ask(game, { target: { jerseyNumber: '17', jerseyColor: RED }, tuning: { jerseyColorTolerance } }).length;
    expect([count(20), count(160)]).toEqual([0, 1]);
  });

  it('a higher lockSecondsAfterConfirm follows him longer on trust', () => {
    // He is hidden for a while among two team-mates: what comes after is probably him, not surely.
    const game = makeGame({ seconds: 30, actors: [
      actor([[2, 10]], 0.3, RED, { reads: reads(3, 9, '17') }), actor([[11, 20]], 0.336, RED, { at: walking(0.336) }), actor([[11.4, 20]], 0.43, RED), actor([[0, 20]], 0.7, RED),
    ] });
    const seconds = (lockSecondsAfterConfirm: number): number => identify(game, { target: { jerseyNumber: '17' }, tuning: { lockSecondsAfterConfirm } }).presence
      .filter((piece) => piece.verdict === 'target').reduce((sum, piece) => sum + piece.times.length / 10, 0);
    expect(seconds(5)).toBeGreaterThanOrEqual(seconds(1.5));
    expect(seconds(1.5)).toBeGreaterThanOrEqual(seconds(0));
  });

  it('a playing surface leaves out those who stand beside it', () => {
    const game = makeGame({ seconds: 20, actors: [actor([[2, 12]], 0.4, RED, { reads: reads(4, 8, '17') })] });
    const surface = (top: number): number => ask(game, { target: { jerseyNumber: '17' }, settings: { playingSurface: [{ x: 0, y: top }, { x: 1, y: top }, { x: 1, y: 1 }, { x: 0, y: 1 }] } }).length;
    expect([surface(0.5), surface(0.7)]).toEqual([1, 0]);
  });

  it.each(['benches', 'penaltyBoxes'] as const)('%s end a segment with their own reason', (name) => {
    const game = makeGame({ seconds: 20, actors: [actor([[0, 15]], 0.2, RED, { at: walking(0.2, 0.04), reads: reads(1, 4, '17') })] });
    const zone = [[{ x: 0.52, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0.52, y: 1 }]];
    const identity = identify(game, { target: { jerseyNumber: '17' }, settings: { [name]: zone } });
    expect(identity.presence.map(({ verdict, endReason }) => [verdict, endReason])).toEqual([['target', 'went-to-bench'], ['off-surface', 'lost-from-view']]);
  });

  it('a polygon of two points is ignored with a warning, the others stay', () => {
    const game = makeGame({ seconds: 20, actors: [actor([[2, 12]], 0.4, RED, { reads: reads(4, 8, '17') })] });
    const identity = identify(game, { target: { jerseyNumber: '17' }, settings: { playingSurface: [{ x: 0, y: 0.9 }, { x: 1, y: 0.9 }], benches: [[{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }]] } });
    expect(identity.warnings).toEqual([expect.stringMatching(/playing surface needs at least 3 points, found 2/)]);
    expect(identity.presence.map(({ verdict }) => verdict)).toEqual(['off-surface']);
  });
});

describe('states and silence', () => {
  it('go from searching over confirmed and locked back to searching, each with a reason', () => {
    const game = makeGame({ seconds: 30, actors: [actor([[2, 16]], 0.4, RED, { reads: reads(6, 8, '17') })] });
    const { transitions } = identify(game, { target: { jerseyNumber: '17' } });
    expect(transitions.map(({ from, to }) => `${from}>${to}`)).toEqual(['searching>locked', 'locked>confirmed', 'confirmed>locked', 'locked>searching']);
    expect(transitions.every(({ reason }) => reason.length > 0)).toBe(true);
  });

  it('are dropped at a cut and taken up again by new evidence only', () => {
    const game = makeGame({ seconds: 30, cuts: [12], actors: [actor([[2, 25]], 0.4, RED, { reads: reads(4, 8, '17') }), actor([[0, 30]], 0.7, RED), actor([[0, 30]], 0.8, RED)] });
    expect(ask(game, { target: { jerseyNumber: '17' } })).toEqual([[2, 11.9]]);
  });

  it('say when he may have been there and could not be named', () => {
    const game = makeGame({ seconds: 40, actors: [actor([[2, 10]], 0.3, RED, { reads: reads(4, 8, '17') }), actor([[20, 30]], 0.3, RED), actor([[0, 30]], 0.6, RED), actor([[0, 40]], 0.8, BLUE)] });
    expect(identify(game, { target: { jerseyNumber: '17', jerseyColor: RED } }).couldNotSee.some(({ start, end }) => start >= 19 && end <= 31)).toBe(true);
  });

  it('one game never learns from another', () => {
    const make = (): Game => makeGame({ seconds: 30, actors: [actor([[2, 12]], 0.4, RED, { reads: reads(6, 8, '17') })] });
    const first = ask(make(), { target: { jerseyNumber: '17' } });
    ask(makeGame({ seconds: 30, actors: [actor([[5, 20]], 0.6, BLUE, { reads: reads(6, 12, '17') })] }), { target: { jerseyNumber: '17' } });
    expect(ask(make(), { target: { jerseyNumber: '17' } })).toEqual(first);
  });
});
