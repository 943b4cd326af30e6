import { describe, expect, it } from 'vitest';
import { readOptions } from './read-options.ts';
import { readSetup, setupOptions } from './read-setup.ts';

const setup = (...args: string[]) => readSetup(readOptions(args, setupOptions));

describe('the options that say whom to look for', () => {
  it('become a setup', () => {
    const { target, settings } = setup('--number', '#07', '--jersey-color=#B3131F', '--click', '1.5,0,1', '--not', '2,0.5,0.5', '--preset', 'wide', '--mode', 'shift', '--stride', '3', '--combined');
    expect(target).toEqual({
      jerseyNumber: '7', jerseyColor: '#b3131f', numberColor: null, opponentColor: null,
      clicks: [{ timeSeconds: 1.5, x: 0, y: 1, kind: 'him' }, { timeSeconds: 2, x: 0.5, y: 0.5, kind: 'not-him' }],
    });
    expect(settings).toMatchObject({ preset: 'wide', mode: 'shift', overrides: { detectStride: 3 }, combined: true, debugOverlay: false });
  });

  it.each(['0', '00'])('keep %s as the number it is', (number) => expect(setup('--number', number).target.jerseyNumber).toBe(number));

  it.each([
    [['--number', 'abc'], /--number.*one or two digits.*"abc"/],
    [['--jersey-color', 'red-ish'], /--jersey-color.*#b3131f.*"red-ish"/],
    [['--number', '1', '--stride', '0'], /--stride must be at least 1, got "0"/],
    [['--number', '1', '--stride', '1.5'], /--stride must be a whole number, got "1.5"/],
    [['--number', '1', '--stride', 'false'], /--stride must be a number, got "false"/],
    [['--number', '1', '--speed', 'warp'], /--speed must be one of fast, balanced, accurate, got "warp"/],
    [['--number', '1', '--preset', 'tv'], /--preset must be one of broadcast, wide, tactical, got "tv"/],
    [['--number', '1', '--click', '1,2,0.5'], /--click must be seconds,x,y/],
    [['--number', '1', '--click', '1,,0.5'], /--click must be seconds,x,y/],
    [['--not', '-1,0,0'], /--not must be seconds,x,y/],
    [['--number', '1', '--number', '2'], /--number may be given only once/],
    [['--number'], /--number needs a value/],
    [['--nummer', '1'], /--nummer is no option/],
    [['--number', '1', '--combined=false'], /--combined takes no value/],
    [[], /say whom to look for/],
  ])('%j are refused by name', (args, message) => expect(() => setup(...args)).toThrow(message));
});
