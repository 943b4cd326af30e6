/** The options that say whom to look for and how, as a setup. */
import type { z } from 'zod';
import { AppError } from '../../src-shared/app-error.ts';
import { Setup } from '../../src-shared/domain/job.ts';
import type { Click } from '../../src-shared/domain/target.ts';
import { numberOption, type OptionKind, type ReadOptions } from './read-options.ts';

export const setupOptions: Record<string, OptionKind> = {
  number: 'value', 'jersey-color': 'value', 'number-color': 'value', 'opponent-color': 'value', click: 'list', not: 'list',
  preset: 'value', speed: 'value', mode: 'value', stride: 'value', overlay: 'switch', combined: 'switch',
};

/** Where each option lands, so that a complaint can name the option the user typed. */
const optionOfField: Record<string, string> = {
  'target.jerseyNumber': 'number', 'target.jerseyColor': 'jersey-color', 'target.numberColor': 'number-color', 'target.opponentColor': 'opponent-color',
  'settings.preset': 'preset', 'settings.speed': 'speed', 'settings.mode': 'mode', 'settings.overrides.detectStride': 'stride',
};

/** `base`: what stays as it was where an option is not given.
 *  @throws AppError `invalid-input` naming the option, what it must be and what it was. */
export function readSetup(read: ReadOptions, base: Setup = Setup.parse({})): Setup {
  const { values, lists, switches } = read;
  const stride = numberOption('stride', values['stride']);
  const clicks: Click[] = [
    ...(lists['click'] ?? []).map((text) => readClick('click', text)),
    ...(lists['not'] ?? []).map((text) => ({ ...readClick('not', text), kind: 'not-him' as const })),
  ];
  const parsed = Setup.safeParse({
    target: {
      jerseyNumber: values['number'] ?? '', jerseyColor: values['jersey-color'] ?? null,
      numberColor: values['number-color'] ?? null, opponentColor: values['opponent-color'] ?? null, clicks,
    },
    settings: {
      ...base.settings,
      preset: values['preset'] ?? base.settings.preset,
      speed: values['speed'] ?? base.settings.speed,
      mode: values['mode'] ?? base.settings.mode,
      overrides: { ...base.settings.overrides, ...(stride === undefined ? {} : { detectStride: stride }) },
      combined: switches.has('combined') || base.settings.combined,
      debugOverlay: switches.has('overlay') || base.settings.debugOverlay,
    },
  });
  if (!parsed.success) throw new AppError('invalid-input', parsed.error.issues.map((issue) => complaint(issue, values)).join('; '));
  const { target } = parsed.data;
  if (target.jerseyNumber === '' && target.jerseyColor === null && !clicks.some((click) => click.kind === 'him')) {
    throw new AppError('invalid-input', 'say whom to look for: --number, --jersey-color or --click must be given');
  }
  return parsed.data;
}

/** `12.5,0.31,0.62`: seconds, share of the width, share of the height. */
function readClick(option: string, text: string): Click {
  const parts = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [timeSeconds, x, y] = parts;
  const isShare = (value: number | undefined): boolean => value !== undefined && value >= 0 && value <= 1;
  if (parts.length !== 3 || !(timeSeconds! >= 0) || !Number.isFinite(timeSeconds) || !isShare(x) || !isShare(y)) {
    throw new AppError('invalid-input', `--${option} must be seconds,x,y with x and y between 0 and 1, such as 12.5,0.31,0.62; got "${text}"`);
  }
  return { timeSeconds: timeSeconds!, x: x!, y: y!, kind: 'him' };
}

function complaint(issue: z.core.$ZodIssue, values: Record<string, string>): string {
  const field = issue.path.join('.');
  const option = optionOfField[field];
  if (option === undefined) return `${field}: ${issue.message}`;
  const found = `, got "${values[option] ?? ''}"`;
  switch (issue.code) {
    case 'too_small': return `--${option} must be at least ${issue.minimum}${found}`;
    case 'too_big': return `--${option} must be at most ${issue.maximum}${found}`;
    case 'invalid_value': return `--${option} must be one of ${issue.values.join(', ')}${found}`;
    case 'invalid_type': return `--${option} must be a whole number${found}`;
    default: return `--${option}: ${issue.message}`;
  }
}
