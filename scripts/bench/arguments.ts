/** The words after `npm run bench --`. */
import { parseArgs } from 'node:util';
import { AppError } from '../../src-shared/app-error.ts';
import { SpeedName } from '../../src-shared/domain/speed.ts';

export const usage = `npm run bench -- [options]
  --quick           short sources, no long-run memory check; ends within 3 minutes on 2 cores
  --json            one JSON object on standard output and nothing else there
  --profile NAME    only ${SpeedName.options.join(', ')} (may be given several times)
  --source NAME     only 720p or 1080p (may be given several times)
  --processes N     observing processes (default: one a core)
  --report FILE     writes the JSON there, too`;

export const sourceNames = ['720p', '1080p'] as const;
export type SourceName = (typeof sourceNames)[number];

export interface BenchOptions { quick: boolean; json: boolean; help: boolean; profiles: SpeedName[]; sources: SourceName[]; processes: number | null; report: string | null }

/** @throws AppError `invalid-input` naming the option, what it must be and what it was. */
export function readArguments(words: string[]): BenchOptions {
  const { values } = parse(words);
  const processes = values.processes === undefined ? null : Number(values.processes);
  if (processes !== null && !(Number.isInteger(processes) && processes >= 1 && processes <= 64)) throw new AppError('invalid-input', `--processes must be a whole number from 1 to 64, got "${values.processes}"`);
  return {
    quick: values.quick, json: values.json, help: values.help, processes, report: values.report ?? null,
    profiles: among('--profile', values.profile, SpeedName.options), sources: among('--source', values.source, sourceNames),
  };
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
        profile: { type: 'string', multiple: true }, source: { type: 'string', multiple: true }, processes: { type: 'string' }, report: { type: 'string' },
      },
    });
  } catch (error) {
    throw new AppError('invalid-input', `${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function among<Name extends string>(option: string, given: string[] | undefined, allowed: readonly Name[]): Name[] {
  for (const name of given ?? []) if (!allowed.includes(name as Name)) throw new AppError('invalid-input', `${option} must be one of ${allowed.join(', ')}, got "${name}"`);
  return given === undefined ? [...allowed] : (given as Name[]);
}
