/** `--name value` and `--switch` words, checked by name. Not their meaning: that is the command's. */
import { AppError } from '../../src-shared/app-error.ts';

export type OptionKind = 'value' | 'list' | 'switch';

export interface ReadOptions {
  positional: string[];
  values: Record<string, string>;
  lists: Record<string, string[]>;
  switches: Set<string>;
}

/** @throws AppError `invalid-input` for an unknown option, a missing value, or an option given twice. */
export function readOptions(args: readonly string[], kinds: Record<string, OptionKind>): ReadOptions {
  const read: ReadOptions = { positional: [], values: {}, lists: {}, switches: new Set() };
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i]!;
    if (!word.startsWith('--')) { read.positional.push(word); continue; }
    const [name, inline] = splitOnce(word.slice(2), '=');
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) throw new AppError('invalid-input', `--${name} is no option here; there are ${Object.keys(kinds).map((known) => `--${known}`).join(', ')}`);
    if (kind === 'switch') {
      if (inline !== undefined) throw new AppError('invalid-input', `--${name} takes no value, got "${inline}"`);
      read.switches.add(name);
      continue;
    }
    const value = inline ?? args[(i += 1)];
    if (value === undefined || (inline === undefined && value.startsWith('--'))) throw new AppError('invalid-input', `--${name} needs a value`);
    if (kind === 'list') (read.lists[name] ??= []).push(value);
    else if (Object.hasOwn(read.values, name)) throw new AppError('invalid-input', `--${name} may be given only once`);
    else read.values[name] = value;
  }
  return read;
}

export function onePositional(read: ReadOptions, what: string): string {
  const [first, second] = read.positional;
  if (first === undefined || first === '') throw new AppError('invalid-input', `${what} is missing`);
  if (second !== undefined) throw new AppError('invalid-input', `only one ${what} is taken, got "${first}" and "${second}"`);
  return first;
}

/** @throws AppError `invalid-input` naming the option, what it must be and what it was. */
export function numberOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new AppError('invalid-input', `--${name} must be a number, got "${text}"`);
  return value;
}

function splitOnce(text: string, by: string): [string, string | undefined] {
  const at = text.indexOf(by);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
